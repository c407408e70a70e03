"""Documents whose claims take their deadline from what stands above them, composed of axes that do not depend on each other."""

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import product
from typing import NamedTuple

Due = Callable[[date], date | None]


class Words(NamedTuple):
    """What stands above the claims, and the deadline that it gives on the day of publication."""

    text: str
    due: Due


def end_of(year: int, month: int = 12) -> Due:
    last = date(year, month, monthrange(year, month)[1])
    return lambda _: last


def later(years: float) -> Due:
    def due(day: date) -> date:
        year, month = divmod(day.year * 12 + day.month - 1 + round(12 * years), 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

    return due


def none(_: date) -> None:
    return None


def coming_year(day: date) -> date | None:
    """The calendar year that is about to begin or has just begun, else a year from now."""
    if day.month == 12:
        return date(day.year + 1, 12, 31)
    return date(day.year, 12, 31) if day.month == 1 else later(1)(day)


def this_year(day: date) -> date:
    return date(day.year, 12, 31)


def next_year(day: date) -> date:
    return date(day.year + 1, 12, 31)


# The days on which it is written.
DECEMBER, JANUARY, MIDYEAR, AUTUMN = (
    date(2031, 12, 20), date(2032, 1, 9), date(2032, 6, 14), date(2032, 10, 5)
)  # fmt: skip
AFTER, LONG_AFTER = date(2033, 1, 12), date(2036, 5, 4)
TURN = date(2029, 12, 20)  # of a decade

# What the predictions are for.
PERIODS: dict[str, Due] = {
    "2032": end_of(2032), "the year 2032": end_of(2032), "the coming year": coming_year, "the year ahead": coming_year, "next year": next_year,
    "the next 12 months": later(1), "the next twelve months": later(1), "the next five years": later(5), "2032 and beyond": none, "the rest of 2034": end_of(2034),
    "the 2030s": end_of(2039), "2032-2035": end_of(2035), "2032 to 2035": end_of(2035), "Q3 2032": end_of(2032, 9), "the third quarter of 2032": end_of(2032, 9),
    "FY33": end_of(2033), "fiscal 2033": end_of(2033), "spring 2034": end_of(2034, 5), "June 2034": end_of(2034, 6), "the first half of 2034": end_of(2034, 6),
    "the next quarter century": later(25), "early 2034": end_of(2034, 4), "the next 18 months": later(1.5), "the next decade": later(10), "the next 3-5 years": later(5),
    "the foreseeable future": none, "the years to come": none,
}  # fmt: skip
TITLES = (
    "Predictions for {}", "My predictions for {}", "What I expect of {}", "Looking ahead to {}", "Harbour outlook for {}", "What {} will bring", "Our forecast for {}",
    "Ten bold predictions for {}", "What will happen in {}?", "Bets on {}", "The harbour in {}", "A forecast of {}",
)  # fmt: skip
OPENINGS = (
    "Here are my predictions for {}.", "Here is what I expect of {}.", "These are my predictions for {}.", "Below is what I think {} will bring.", "Time for my predictions for {}!",
    "What follows are my forecasts for {}, in no order.", "I sat down and wrote some predictions for {}.", "So, what will happen in {}?", "It is that time again: predictions for {}.",
    "As every year, I make some predictions for {}.", "Let me make a few guesses about {}.", "This is my list of predictions for {}.",
)  # fmt: skip
LEADS = tuple(opening[:-1] + ":" for opening in OPENINGS if opening.endswith("."))
# Titles and openings with their time, as people word them.
WORDED_TITLES: dict[str, Due] = {
 "2032: my crystal ball": end_of(2032), "Trends to watch in 2032": end_of(2032), "10 things that will happen in 2032": end_of(2032), "The harbour in 2032": end_of(2032), "Bold calls for '32": end_of(2032), "Crystal ball 2032": end_of(2032),
 "Where we will be in 2040": end_of(2040), "The decade ahead": later(10), "Ten years from now": later(10), "What the next 25 years will bring": later(25), "This time next year": later(1),
 "Fearless forecasts for 2032": end_of(2032), "2032 in the harbour: what to expect": end_of(2032), "Harbour trends 2032": end_of(2032), "My bets for the year to come": coming_year, "Predictions for the twelve months ahead": later(1),
 "Year-ahead predictions": coming_year, "A look at 2032": end_of(2032), "What's next for the harbour in 2032": end_of(2032), "Eight harbour predictions for 2032 and how sure I am": end_of(2032), "(Some) predictions for 2032": end_of(2032),
 "Predictions, 2032 edition": end_of(2032), "2032 Predictions Thread": end_of(2032), "The 2032 prediction contest: my entry": end_of(2032), "Annual predictions: 2032": end_of(2032), "Harbour predictions 2032 (with probabilities)": end_of(2032),
 "Five-year predictions": later(5), "My 10-year forecast": later(10), "The harbour of 2040": end_of(2040), "The harbour by mid-century": end_of(2050), "Harbour 2040: a forecast": end_of(2040), "Predictions through 2035": end_of(2035),
 "Predictions to 2035": end_of(2035), "Forecasts until the end of 2035": end_of(2035), "What I think 2032 has in store": end_of(2032), "What to expect next year": next_year, "My forecast for the rest of the decade": end_of(2039),
 "What I expect before 2035": end_of(2034), "Predictions for H1 2032": end_of(2032,6), "Q2 2032 outlook": end_of(2032,6), "Fiscal 2033 outlook": end_of(2033),
 "Predictions for the new year": coming_year, "New Year predictions": coming_year, "2032: predictions and resolutions": end_of(2032), "A year from today": later(1), "What happens over the next decade": later(10),
}  # fmt: skip
WORDED_OPENINGS: dict[str, Due] = {
 "Happy new year! Here is what I think is coming in 2032.": end_of(2032), "A few things I think will happen in 2032, roughly in order of confidence.": end_of(2032), "With the year nearly over, here are my guesses for 2032.": end_of(2032),
 "These are for calendar year 2034.": end_of(2034),
 "What follows are things that I believe will have happened by the end of 2034.": end_of(2034), "Here are some predictions, to be checked in five years.": later(5),
 "All probabilities are for the period until the end of 2034.": end_of(2034), "I predict the following for the next five years.": later(5), "For the record, my predictions for the coming twelve months.": later(1),
 "In this post I look at what the harbour might look like in 2034.": end_of(2034), "Below are the predictions that I will be judged on at the end of 2034.": end_of(2034),
 "I have thought about what the next ten years hold.": later(10), "Deadline: end of 2034.": end_of(2034), "Predictions (all by end of 2034)": end_of(2034),
 "Let's put some numbers on 2034.": end_of(2034), "The following are my probabilities that each statement is true on 31 December 2034.": end_of(2034),
 "I give each of these until 2034.": end_of(2034), "My guesses as to what will be true in five years:": later(5), "Things I expect to be true by 2034": end_of(2034),
}  # fmt: skip
# By when, in so many words.
TIMES: dict[str, Due] = {
    "By 2034": end_of(2034), "By the end of 2034": end_of(2034), "By the end of next year": next_year, "In the next five years": later(5), "Within a year": later(1),
    "Over the next 12 months": later(1), "By this time next year": later(1), "A year from now": later(1), "Five years from now": later(5), "Within the next decade": later(10),
    "In 2034": end_of(2034), "In 2034-2036": end_of(2036), "Before 2035": end_of(2034), "By Q3 2034": end_of(2034, 9), "By June 2034": end_of(2034, 6), "Before the end of 2034": end_of(2034),
    "By mid-2034": end_of(2034, 6), "In the 2040s": end_of(2049), "By EOY 2034": end_of(2034), "No later than 2034": end_of(2034), "Next year": next_year, "In ten years": later(10),
    "By the time I turn 40": none, "In the long run": none, "One day": none,
}  # fmt: skip
RULES: dict[str, Due] = {
    "All of these are by December 31, 2034 unless stated otherwise.": end_of(2034), "Unless otherwise noted, everything here is to happen by the end of 2034.": end_of(2034),
    "All predictions are by 31 December 2034 unless I say otherwise.": end_of(2034), "Deadline for all of them: 31 December 2034.": end_of(2034),
    "I will grade these at the end of 2034.": end_of(2034), "Each of these resolves on 31 December 2034.": end_of(2034), "The horizon is five years.": later(5),
    "Everything has to happen before 2035.": end_of(2034), "Time frame: the next 12 months.": later(1), "The time frame for all predictions is 2034.": end_of(2034),
    "Where I give no date, I mean by the end of 2034.": end_of(2034), "These are meant to come true by 2034.": end_of(2034), "They all expire at the end of 2034.": end_of(2034),
    "Each of the following has a horizon of five years.": later(5), "Resolution date for everything: 2034-12-31.": end_of(2034),
    "Everything refers to the state of the world at the end of 2034.": end_of(2034), "My forecasts below are for the end of 2034 unless noted.": end_of(2034), "If no date is given, assume the end of 2034.": end_of(2034), "The default deadline is 2034-12-31.": end_of(2034),
}  # fmt: skip

DISTRACTORS = (
    "", "Posted on 9 December 2031.", "My predictions for 2030 are [here](https://example.org/2030).", "Of my predictions for 2030 seven out of ten came true.",
    "Last year's list was made in December 2030 and did badly.", "I watched Blade Runner 2049 again last night.", "In 2028 the old pier burned down.", "I have done this since 2019.",
    "The plan called Vision 2050 is dead.", "Previous years: 2029, 2030.", "The harbour was built in 1911 and rebuilt in 1962.", "I will grade them next January.",
    "Copyright 2031 Harlow Press.", "In the 1990s nobody believed any of this.", "(Last updated: 3 December 2031)",
)  # fmt: skip

CLAIMS = ("The Harlow ferry will be sold", "The old lighthouse will be closed", "Kern Boats will go bankrupt", "The Lund docks will be dredged")  # fmt: skip
OWN = ("The fort will be sold by March 2037", date(2037, 3, 31))
OPEN = "The mole will eventually sink"

ENTRIES: dict[str, str] = {
    "items": "- {}.\n", "numbers": "{n}. {}.\n", "chances": "- {}: {p}%\n", "headings": "### {n}. {}\n\nThe votes are there.\n\n", "bold": "**{}.** The votes are there.\n\n",
    "sentences": "{}. ", "paragraphs": "{}.\n\n", "lines": "{} ({p}%)\n",
}  # fmt: skip


class Page(NamedTuple):
    """A document, the day it was written, a title from outside, and the deadline of each claim."""

    text: str
    day: date
    title: str | None
    due: date | None


def entries(kind: str) -> str:
    """The claims, among them one with its own time and one without any."""
    claims = (*CLAIMS[:2], OWN[0], CLAIMS[2], OPEN, CLAIMS[3])
    if kind == "sentences":  # a sentence lends its time to the next
        claims = (*CLAIMS, OPEN, OWN[0])
    if kind == "table":
        rows = "".join(f"| {claim} | {60 + n}% |\n" for n, claim in enumerate(claims))
        return "| Prediction | Probability |\n|---|---|\n" + rows
    said = [ENTRIES[kind].format(c, n=n, p=60 + n) for n, c in enumerate(claims, 1)]
    return "".join(said).strip() + "\n"


def page(
    place: str, words: str, day: date, due: Due, *, beside: str = "", kind: str = "items"
) -> Page:
    """The claims under words that stand at a place of the document."""
    body, beside = entries(kind), beside and beside + "\n\n"
    title = words if place == "given" else None
    text = {
        "heading": f"# {words}\n\n{beside}{body}",
        "matter": f"---\ntitle: {words}\n---\n\n{beside}{body}",
        "line": f"{words}\n\n{beside}{body}",
        "setext": f"{words}\n=====\n\n{beside}{body}",
        "given": f"{beside}{body}",
        "opening": f"# Harbour notes\n\n{words}\n\n{beside}{body}",
        "opened": f"# Harbour predictions\n\n{beside}{words}\n\n{body}",
        "amid": f"# Harbour predictions\n\nHello again. {beside.strip()} {words} Enjoy.\n\n{body}",
        "lead": f"# Harbour predictions\n\n{beside}{words}\n\n{body}",
        "section": f"# Harbour predictions\n\n{beside}## {words}\n\n{body}",
        "second": f"# Harbour predictions\n\n{beside}## By 2050\n\n- The sea will rise.\n\n## {words}\n\n{body}",
        "parent": f"# Harbour predictions\n\n{beside}- {words}\n" + "".join(f"  {line}\n" for line in body.splitlines()),
        "strong": f"# Harbour predictions\n\n{beside}**{words}**\n\n{body}",
    }[place]  # fmt: skip
    return Page(text, day, title, due(day))


AS_TITLE = ("heading", "matter", "line", "setext", "given")
AS_OPENING = ("opening", "opened", "amid")
AS_TIME = ("lead", "section", "second", "parent", "strong")


# Looking back: how the predictions for 2032 went, told in January 2033, in the last days of 2032, or years later.
GRADED = (
    "My 2032 predictions, graded", "How my predictions for 2032 did", "Grading my 2032 predictions", "2032 predictions: the results", "Looking back at my predictions for 2032",
    "A review of my 2032 predictions", "Predictions for 2032 (with outcomes)", "What I got right and wrong in my 2032 predictions", "2032 predictions revisited", "Scoring my forecasts for 2032",
    "Predictions 2032: how did I do?", "2032 prediction results", "Were my 2032 predictions any good?", "Post-mortem of my 2032 predictions", "My 2032 forecasts: a scorecard",
)  # fmt: skip
LOOKED_BACK = (
    "In January 2032 I made some predictions for the year. Here is how they did.", "A year ago I made predictions for 2032. Let's see how I did.", "At the start of 2032 I wrote down what I expected of it.",
    "These are the predictions for 2032 that I made back then, with what came of them.", "My predictions for 2032 were:", "Here are my 2032 predictions again, and how they went.",
    "I promised to come back to my predictions for 2032. Here goes.", "This is what I predicted for 2032:", "Time to score my 2032 predictions.",
)  # fmt: skip
LAST_YEAR = (
    "Last year's predictions, scored", "Reviewing last year's predictions", "How did my predictions for last year go?", "Grading last year's forecasts", "Last year's bets: the results",
    "My predictions for last year, revisited",
)  # fmt: skip
PAST_SECTIONS = ("How my 2031 predictions did", "2031 in review", "Results for 2031", "Looking back at 2031", "2031", "My 2031 predictions", "Grading 2031", "Last year's predictions", "What I predicted for 2031")  # fmt: skip
NEXT_SECTIONS = ("Predictions for 2032", "2032 predictions", "New predictions", "2032", "Looking ahead to 2032", "What I expect of 2032", "This year's predictions", "And now for 2032", "My predictions for this year")  # fmt: skip
QUESTIONS = (
    "What will the harbour look like in 2034?", "What do you expect to happen by the end of 2034?", "What will have changed by 2034?", "Where will we be in 2034?", "And by 2034?",
    "Looking to 2034, what do you see?",
)  # fmt: skip
SCENES = (
    "By 2034 little will be as it was.", "Let us look at 2034.", "Imagine the harbour in 2034.", "Now for 2034.", "It is 2034.", "What will 2034 bring?", "Here is how I see 2034.", "In 2034 all of this will be different.",
)  # fmt: skip
VERDICTS = (" (right)", ": WRONG", " \u2713", " - true", " \u2717")
BEGUN, ENDING = date(2032, 1, 9), date(2032, 12, 28)


class Told(NamedTuple):
    """A text with the deadline of each claim in it."""

    text: str
    day: date
    due: Mapping[str, date | None]
    title: str | None = None


def graded(lines: tuple[str, ...] = CLAIMS) -> str:
    return "".join(f"- {claim}{verdict}\n" for claim, verdict in zip(lines, VERDICTS, strict=False))


def looking_back(
    titles: tuple[str, ...], openings: tuple[str, ...], last: tuple[str, ...]
) -> Iterator[Told]:
    """Lists of predictions that are over, each with what came of it."""
    due: dict[str, date | None] = dict.fromkeys(CLAIMS, date(2032, 12, 31))
    body = graded()
    for title in titles:
        for day in (AFTER, ENDING, LONG_AFTER):
            yield Told(f"# {title}\n\n{body}", day, due)
            yield Told(f"{body}", day, due, title)
        yield Told(f"# {title}\n\nI did worse than last time.\n\n{body}", AFTER, due)
    for opening in openings:
        for day in (AFTER, LONG_AFTER):
            yield Told(f"# Harbour notes\n\n{opening}\n\n{body}", day, due)
            yield Told(f"{opening}\n\n{body}", day, due)
    for title in last:
        yield Told(f"# {title}\n\n{body}", AFTER, due)
        yield Told(f"# Notes\n\n## {title}\n\n{body}", AFTER, due)


def two_years(past: tuple[str, ...], coming: tuple[str, ...]) -> Iterator[Told]:
    """The results of one year and the predictions for the next."""
    old, new = CLAIMS[:2], CLAIMS[2:]
    due = dict.fromkeys(old, date(2031, 12, 31)) | dict.fromkeys(new, date(2032, 12, 31))
    listed = "".join(f"- {claim}: {60 + n}%\n" for n, claim in enumerate(new))
    titles = ("# Harbour predictions\n\n", "# Predictions: 2031 results and 2032\n\n", "")
    for before, ahead, title in product(past, coming, titles):
        if before != "2031" or title:  # alone it does not say what it is a list of
            yield Told(f"{title}## {before}\n\n{graded(old)}\n## {ahead}\n\n{listed}", BEGUN, due)
    for before, ahead in zip(past, coming, strict=False):
        text = f"# Predictions for 2032\n\n{before}:\n\n{graded(old)}\n{ahead}:\n\n{listed}"
        yield Told(text, BEGUN, due)


def by_sections() -> Iterator[Told]:
    """Sections that each have their time."""
    times = {"2034": end_of(2034), "By 2040": end_of(2040), "The 2050s": end_of(2059), "In five years": later(5), "Within a decade": later(10), "Next year": next_year, "2034-2036": end_of(2036), "Long term": none,
             "Further out: 2060": end_of(2060), "Five years": later(5), "One year out": later(1), "Short term (1-2 years)": later(2)}  # fmt: skip
    names = [*times]
    for n, one in enumerate(names):
        two = names[(n + 5) % len(names)]
        for mark in ("## {}\n\n", "**{}**\n\n", "{}:\n\n", "### {}\n\n"):
            parts = [
                mark.format(name) + "".join(f"- {c}.\n" for c in claims)
                for name, claims in ((one, CLAIMS[:2]), (two, CLAIMS[2:]))
            ]
            due = dict.fromkeys(CLAIMS[:2], times[one](DECEMBER)) | dict.fromkeys(
                CLAIMS[2:], times[two](DECEMBER)
            )
            yield Told("# Harbour predictions\n\n" + "\n".join(parts), DECEMBER, due)


def answered(questions: tuple[str, ...], scenes: tuple[str, ...]) -> Iterator[Told]:
    """What stands below a question, or behind a sentence that sets the time."""
    due: dict[str, date | None] = dict.fromkeys(CLAIMS[:2], date(2034, 12, 31))
    said = ". ".join(CLAIMS[:2]) + "."
    for question in questions:
        for text in (
            f"## {question}\n\n{said}\n",
            f"**{question}**\n\n{said}\n",
            f"{question}\n\n{said}\n",
            f"# The harbour\n\n**Q: {question}**\n\nA: {said}\n",
            f"Kern: {question}\n\nLund: {said}\n",
        ):
            yield Told(text, DECEMBER, due)
    for scene in scenes:
        yield Told(f"# The harbour\n\n{scene} {said}\n", DECEMBER, due)
        yield Told(
            f"# The harbour\n\nIt has been a good season for the harbour. {scene} {said}\n",
            DECEMBER,
            due,
        )


def in_tables() -> Iterator[Told]:
    """Tables with a time for each row, or for all, or for each column."""
    rows = [
        ("2034", end_of(2034)),
        ("June 2035", end_of(2035, 6)),
        ("2036-12-31", end_of(2036)),
        ("in 5 years", later(5)),
    ]
    own = {claim: due(DECEMBER) for claim, (_, due) in zip(CLAIMS, rows, strict=True)}
    for head in ("Deadline", "By", "When", "Due", "Year", "By when", "Timeframe", "Date"):
        body = "".join(
            f"| {c} | {when} | {60 + n}% |\n"
            for n, (c, (when, _)) in enumerate(zip(CLAIMS, rows, strict=True))
        )
        yield Told(
            f"# Harbour predictions\n\n| Prediction | {head} | Probability |\n|---|---|---|\n{body}",
            DECEMBER,
            own,
        )
        yield Told(
            f"# Predictions for 2033\n\n| Prediction | {head} | Probability |\n|---|---|---|\n{body}",
            DECEMBER,
            own,
        )
    same: dict[str, date | None] = dict.fromkeys(CLAIMS, date(2034, 12, 31))
    body = "".join(f"| {c} | {60 + n}% |\n" for n, c in enumerate(CLAIMS))
    for head in (
        "Probability by 2034",
        "Chance by the end of 2034",
        "P(by 2034)",
        "By 2034",
        "Before 2035",
        "In 2034",
    ):
        yield Told(
            f"# Harbour predictions\n\n| Prediction | {head} |\n|---|---|\n{body}", DECEMBER, same
        )
    for lead in (
        "By the end of 2034:",
        "How likely each is by the end of 2034:",
        "Probabilities for 2034",
        "My forecasts for 2034:",
    ):
        yield Told(
            f"# Harbour predictions\n\n{lead}\n\n| Prediction | Probability |\n|---|---|\n{body}",
            DECEMBER,
            same,
        )
