"""Words for times with the days they mean, by an oracle of its own: it knows no pattern, only the calendar."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

DAY = timedelta(days=1)
DAYS_OF_SPEECH = (date(2030, 8, 14), date(2030, 1, 9), date(2027, 5, 31), date(2029, 6, 30))

Span = tuple[date, date]
Meaning = tuple[date | None, date | None]


class Said(NamedTuple):
    """Words, the day on which they are said, and the first and last day they mean."""

    words: str
    today: date
    first: date | None
    last: date | None


def months(year: int, first: int, last: int) -> Span:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def later(today: date, count: float, unit: str) -> date:
    """So many units after a day: months keep the day of the month, or take the last they have."""
    if unit in ("day", "week", "fortnight"):
        return today + count * DAY * {"day": 1, "week": 7, "fortnight": 14}[unit]
    many = round(
        count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    )
    year, month = divmod(today.year * 12 + today.month - 1 + many, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


# How a preposition reads a period: its first and its last day.
PREPOSITIONS: dict[str, Callable[[Span], Meaning]] = {
    **dict.fromkeys(("by", "no later than", "by about", "by around", "not later than"), lambda s: (None, s[1])),
    **dict.fromkeys(("in", "during", "sometime in", "throughout", "at some point in"), lambda s: s),
    **dict.fromkeys(("before", "prior to", "ahead of"), lambda s: (None, s[0] - DAY)),
    **dict.fromkeys(("until", "through", "up to"), lambda s: (None, s[1])),
    **dict.fromkeys(("after", "later than"), lambda s: (s[1] + DAY, None)),
    **dict.fromkeys(("from", "starting in", "as of", "not before", "no sooner than"), lambda s: (s[0], None)),
}  # fmt: skip
USUAL = ("by", "in", "before", "no later than", "after")

YEARS = {
    words: (date(2032, 1, 1), date(2032, 12, 31))
    for words in ("2032", "the year 2032", "calendar year 2032", "'32", "fiscal 2032", "FY2032", "FY32", "FY'32", "the 2032 fiscal year")
}  # fmt: skip
QUARTERS = {
    words: months(2032, 10, 12)
    for words in (
        "Q4 2032", "Q4'32", "Q4 '32", "4Q32", "4Q 2032", "2032Q4", "2032 Q4", "Q4 of 2032", "Q4 FY32", "Q4/2032", "Q4 32", "the fourth quarter of 2032",
        "the 4th quarter of 2032", "the fourth-quarter of 2032", "fourth quarter 2032", "the last quarter of 2032", "2032's final quarter",
        "the last three months of 2032", "the final 3 months of 2032", "the fourth quarter of fiscal 2032",
    )
}  # fmt: skip
HALVES = {
    words: months(2032, 1, 6)
    for words in ("H1 2032", "H1 32", "1H32", "1H 2032", "H1'32", "the first half of 2032", "2032's first half", "the first six months of 2032", "Q1-Q2 2032")
}  # fmt: skip
MONTHS = {
    words: months(2032, 6, 6)
    for words in ("June 2032", "Jun 2032", "Jun. 2032", "June of 2032", "June, 2032", "June '32", "June-2032", "6/2032", "06/2032")
}  # fmt: skip
ONE_DAY = {
    words: (date(2032, 5, 3), date(2032, 5, 3))
    for words in (
        "3 May 2032", "3rd May 2032", "the 3rd of May 2032", "May 3, 2032", "May 3rd, 2032", "2032-05-03", "2032/05/03", "3.5.2032", "Monday, May 3, 2032",
        "Mon, 3 May 2032", "Monday 3 May 2032",
    )
}  # fmt: skip
RANGES = {
    words: (date(2032, 1, 1), date(2034, 12, 31))
    for words in ("2032-2034", "2032\u20132034", "2032\u201334", "2032 to 2034", "the years 2032 to 2034", "the period 2032-2034")
}  # fmt: skip
SEASONS = {
    words: months(2032, 3, 5)
    for words in ("spring 2032", "the spring of 2032", "Spring of 2032", "the spring of '32")
}

# Parts of a year, a decade and a month, by the conventions: what stands before them, to which day.
SHADES_OF_YEAR: dict[str, Span] = {
    **dict.fromkeys(("early ", "early in ", "the early part of ", "the first months of ", "the opening months of "), months(2032, 1, 4)),
    **dict.fromkeys(("mid-", "mid ", "the middle of "), months(2032, 1, 6)),
    **dict.fromkeys(("late ", "late in ", "later in "), months(2032, 1, 12)),
    **dict.fromkeys(("the first half of ", "the front half of ", "the opening half of "), months(2032, 1, 6)),
    **dict.fromkeys(("the second half of ", "the back half of ", "the latter part of "), months(2032, 7, 12)),
}  # fmt: skip
AT_END = ("the end of ", "the very end of ", "end-", "end ", "the close of ", "year-end ", "year end ", "the tail end of ", "the back end of ", "EOY ")  # fmt: skip
DECADES = ("the 2040s", "the 2040's", "2040s", "the forties", "the '40s")
SHADES_OF_DECADE = {
    "early": (2040, 2043), "mid": (2040, 2046), "late": (2040, 2049), "the first half of": (2040, 2044), "the second half of": (2045, 2049),
}  # fmt: skip

COUNTS: dict[str, float] = {
    "5": 5, "five": 5, "twelve": 12, "18": 18, "eighteen": 18, "twenty-five": 25, "thirty five": 35, "seventy": 70, "ninety": 90, "a": 1, "one": 1,
    "2.5": 2.5, "two and a half": 2.5, "1\u00bd": 1.5, "3-5": 5, "3\u20135": 5, "3 to 5": 5, "three to five": 5, "two or three": 3, "three-to-five": 5,
    "a couple of": 2, "a couple": 2, "a dozen": 12, "half a": 0.5, "a hundred": 100, "five-ish": 5, "five or so": 5,
}  # fmt: skip
FRAMES = (
    "in {}", "within {}", "inside {}", "in about {}", "in roughly {}", "in just {}", "in nearly {}", "in almost {}", "in less than {}", "{} from now", "{} hence",
    "in another {}", "in {}' time", "in some {}", "in the space of {}", "{} from today",
)  # fmt: skip
COMING = ("over the next {}", "in the next {}", "in the coming {}", "within the next {}", "during the next {}", "{} down the road")  # fmt: skip
ITEMS: dict[str, tuple[float, str]] = {
    "half a century": (0.5, "century"), "half a decade": (0.5, "decade"), "a quarter century": (0.25, "century"), "a quarter of a century": (0.25, "century"),
    "a decade or two": (2, "decade"), "a year or two": (2, "year"), "a year and a half": (1.5, "year"), "5yrs": (5, "year"), "5 yrs": (5, "year"), "5y": (5, "year"),
    "18mo": (18, "month"), "18 mos": (18, "month"), "a fortnight": (1, "fortnight"), "90 days": (90, "day"), "six weeks": (6, "week"),
}  # fmt: skip


def whole_periods() -> Iterator[Said]:
    """Every way to write a period under the usual prepositions, and a year under all of them."""
    today = DAYS_OF_SPEECH[0]
    for period in (YEARS, QUARTERS, HALVES, MONTHS, ONE_DAY, SEASONS):
        for words, span in period.items():
            for prep in USUAL:
                yield Said(f"{prep} {words}", today, *PREPOSITIONS[prep](span))
    for prep, meant in PREPOSITIONS.items():
        for words in ("2032", "June 2032", "Q4 2032"):
            yield Said(f"{prep} {words}", today, *meant(({**YEARS, **MONTHS, **QUARTERS})[words]))
    for words, span in RANGES.items():
        for prep in ("in", "by", "between", "during"):
            yield Said(f"{prep} {words}".replace("between", "over"), today, *span)
    for both in ("between 2032 and 2034", "from 2032 to 2034", "from 2032 through 2034"):
        yield Said(both, today, date(2032, 1, 1), date(2034, 12, 31))


def parts() -> Iterator[Said]:
    """Parts of a year and of a decade."""
    today = DAYS_OF_SPEECH[0]
    for shade, span in SHADES_OF_YEAR.items():
        yield Said(f"by {shade}2032", today, None, span[1])
        yield Said(f"in {shade}2032", today, *span)
        yield Said(f"by {shade}next year", DAYS_OF_SPEECH[0].replace(year=2031), None, span[1])
    for shade in AT_END:
        for prep in ("by", "before", "until"):
            yield Said(f"{prep} {shade}2032", today, None, date(2032, 12, 31))
    for words in ("mid-", "the middle of "):
        yield Said(f"before {words}2032", today, None, date(2032, 6, 30))
    yield Said("by the start of 2032", today, None, date(2032, 1, 1))
    yield Said("before the beginning of 2032", today, None, date(2031, 12, 31))
    for decade in DECADES:
        yield Said(f"in {decade}", today, date(2040, 1, 1), date(2049, 12, 31))
        yield Said(f"before {decade}", today, None, date(2039, 12, 31))
        for shade, (_, last) in SHADES_OF_DECADE.items():
            bare = decade.removeprefix("the ")
            words = f"the {shade} {bare}" if len(shade) < 6 else f"{shade} {decade}"
            yield Said(f"by {words}", today, None, date(last, 12, 31))


def lengths() -> Iterator[tuple[str, float, str]]:
    """Every count with every unit that goes with it."""
    for words, count in COUNTS.items():
        whole, one = count == int(count), words in ("a", "one", "half a")
        for unit in ("year", "month", "decade"):
            if (whole and (count < 30 or unit != "decade")) or unit == "year":
                yield f"{words} {unit}{'' if one else 's'}", count, unit


def durations() -> Iterator[Said]:
    """Every length in every frame that takes it."""
    for today in DAYS_OF_SPEECH:
        for length, count, unit in lengths():
            said = [frame for frame in FRAMES if _goes(frame, length)]
            if length.endswith("s") and not length.startswith("a "):
                said += COMING
            for frame in said:
                yield Said(frame.format(length), today, None, later(today, count, unit))
        for length, (count, unit) in ITEMS.items():
            for frame in ("in {}", "within {}", "in about {}"):
                yield Said(frame.format(length), today, None, later(today, count, unit))


def _goes(frame: str, length: str) -> bool:
    """Nobody says "another a year", "some half a year" or "2.5 years' time"."""
    if "another" in frame or "some" in frame:
        return not length.startswith(("a ", "half", "one"))
    return "'" not in frame or (length[-1] == "s" and "half" not in length and "." not in length)


def from_today() -> Iterator[Said]:
    """Times that are named from the day of speech."""
    for today in DAYS_OF_SPEECH:
        year, decade = today.year, today.year // 10 * 10 + 9
        end = {word: date(year + n, 12, 31) for n, word in enumerate(("this year", "next year"))}
        for words, last in end.items():
            for frame in (
                "by the end of {}",
                "before the end of {}",
                "late {}",
                "later {}",
                "by the close of {}",
                "at some point {}",
                "some time {}",
                "in late {}",
            ):
                yield Said(frame.format(words), today, None, last)
            yield Said(f"by mid {words}", today, None, last.replace(month=6, day=30))
            yield Said(f"in Q3 {words}", today, None, date(last.year, 9, 30))
            yield Said(f"in the third quarter of {words}", today, None, date(last.year, 9, 30))
            yield Said(f"in {words}'s third quarter", today, None, date(last.year, 9, 30))
        for words in (
            "by EOY",
            "by year-end",
            "by year end",
            "by year's end",
            "before the year is out",
            "by the end of the year",
            "this year",
            "by the turn of the year",
        ):
            yield Said(words, today, None, date(year, 12, 31))
        yield Said("by EOY next year", today, None, date(year + 1, 12, 31))
        yield Said("this year or early next", today, None, date(year + 1, 4, 30))
        yield Said("the year after next", today, None, date(year + 2, 12, 31))
        for words in (
            "by this time next year",
            "a year from now",
            "in a year's time",
            "over the next 12 months",
            "in the coming twelve months",
            "within a year",
        ):
            yield Said(words, today, None, later(today, 1, "year"))
        for words in (
            "this decade",
            "by the end of the decade",
            "before the decade is out",
            "by the turn of the decade",
            "by decade's end",
            "within this decade",
            "later this decade",
        ):
            yield Said(words, today, None, date(decade, 12, 31))
        for words in (
            "by the end of the next decade",
            "by the end of next decade",
            "late in the next decade",
            "in the second half of the next decade",
        ):
            yield Said(words, today, None, date(decade + 10, 12, 31))
        yield Said("in the first half of the decade", today, None, date(decade - 5, 12, 31))
        yield Said("by the middle of the century", today, None, date(2050, 12, 31))
        yield Said("by the end of the century", today, None, date(2100, 12, 31))
        christmas = date(year, 12, 25)
        yield Said("by Christmas", today, None, christmas)
        yield Said("before Christmas", today, None, christmas - DAY)
        yield Said("by christmas next year", today, None, date(year + 1, 12, 25))
        yield Said("by New Year's Eve of next year", today, None, date(year + 1, 12, 31))
        yield Said("in the March quarter of 2036", today, date(2036, 1, 1), date(2036, 3, 31))
        yield Said("by twenty thirty-six", today, None, date(2036, 12, 31))
        yield Said("before twenty forty", today, None, date(2039, 12, 31))
        yield Said("in mid-twenty forty", today, date(2040, 1, 1), date(2040, 6, 30))
        yield Said("before the 2032 presidential election", today, None, date(2032, 11, 1))
        yield Said("before the 2032 election", today, None, date(2032, 11, 1))
        vote = date(2030, 11, 5)
        yield Said("before the midterms", today, None, vote - DAY)


NO_DAY = (
    "in a few years", "over the next few years", "over the coming months", "in several years", "in the not too distant future", "in the near future", "soon", "someday",
    "eventually", "in my lifetime", "in the long run", "before long", "any day now", "in the years to come", "in 10+ years", "in at least five years", "two years after launch",
    "within two years of launch", "in no less than ten years", "a few decades from now", "not before 2032", "at the earliest in 2032", "in 2032 at the earliest",
)  # fmt: skip
NO_TIME = (
    "They will ship GPT-2031 to all.", "It will stand on page 2031 of the report.", "See p. 2031, which will be reprinted.", "They will release version 2031.2 then.",
    "The fare will go to $2031 for all.", "The index will gain 2031 points.", "The index will close at 2031 then.", "The index will peak at 2031.", "They will meet in room 2031 again.",
    "Flight 2031 will be late.", "The town will adopt ISO 2031 for pipes.", "The film that follows Blade Runner 2049 will win.", "The plan called Vision 2031 will fail.",
    "It will sell 2,031 units.", "They will win 20-31 at home.", "Gold will go to 2050 then.", "The first half of the match will be dull.", "It will score in the second quarter of the game.",
    "He will be 60 years old then.", "The 10-year note will yield 5%.", "A five-year plan will be adopted.", "He will get 5 years in prison.", "May will resign.", "They may march in protest.",
    "They will add from ten to twenty thirty people.", "It will grow by twenty thirty percent.", "The fall will be steep.", "The spring will snap.", "It will cost 2031 dollars.", "Some 2031 people will come.", "The 2031st visitor will get a prize.", "The score will be 3/4 then.",
    "The H1 visa will be scrapped.", "The third quarter-final will be close.", "The first half-marathon will be run.", "Rates on the 5y will rise.", "In 5G they will lead.", "They will break keys of 2048 bits.",
    "It gives in at the 11th hour.", "It will gain in 5y yields.", "Snow will fall at 2000 feet.", "A man in his thirties will win.", "Every year they will pay.", "The worst drought in 40 years will end.", "Wages that surged by the most in nearly a year will fall.", "Call 555-2031 and we will answer.",
)  # fmt: skip
