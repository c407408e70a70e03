"""The words for periods: what a year, a quarter, "the next 18 months" or "30 June" cover.

An atom is a period without its preposition. Every pattern is linear: bounded repeats, no nesting.
"""

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from predictions.windows import calendar as cal

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:1[89]\d\d|2[0-4]\d\d)"
_ORD = r"(?:first|second|third|fourth|final|last|1st|2nd|3rd|4th)"
_UNIT = r"(?:fortnights?|years?|months?|weeks?|days?|decades?|quarters?|centur(?:y|ies)|yrs?|mos?|hours?)"
_COUNT = (
    r"(?:\d{1,4}(?:\.\d)?|a (?:couple(?: of)?|few|dozen|hundred|thousand)|another|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|twenty(?:[ -]four|[ -]five)?|thirty|forty|fifty|sixty"
    r"|hundred|thousand|half an?|couple(?: of)?|few|several|many|dozen)"
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_FEAST = (
    r"(?:easter|thanksgiving|labou?r day|memorial day|christmas(?: day| eve)?|xmas|new year(?:'s)?(?: eve| day)?|halloween|valentine's day"
    r"|independence day)"
)
_THIS = r"(?:this|next|current|coming|upcoming|following|the|last|past|previous)"

# How what begins a period begins: only there the whole pattern is tried, at one place in forty.
_BEGINS = (
    r"(?=\d(?!\d{0,3}%)|'|a(?:n? (?:[-ahqy]|ce|co|d[aeo]|f[eou]|mo|or|sh|to|we)|nother|pr|u[gt])|c(?:hr|om|ou|urr)|d(?:ec(?!a)|oz)|e(?:ast|igh|lev|oy)"
    r"|f(?:all|eb|ew|i[fnrsv]|o[lru]|ri|y)|h(?:al|un|[12])|in?d|j(?:an|u[ln])|la(?:s|bo)|m(?:an|ar|ay|em|id|on)|n(?:e[wx]|in|ov)|o(?:ct|ne)|p(?:as|rev)|q(?:[1-4]|ua)"
    r"|s(?:at|e[cpv]|ix|pr|u[mn])|t(?:en|h(?:ank|e (?:\d|a[cu]|c[aeo]|de|ei|f[aiou]|ha|m[io]|n[ei]|qu|s|t[hw]|up|w[ei]|y)|i[rs]|ou|re|u)|o[dmn]|ue|w)|upco|decade's|century's|(?<=end of )[cd]e|val|w(?:e[de]|in)|xm|year)"
)
# What can only begin with a figure, and what cannot: passed over together at the other places.
_WITH_FIGURE = frozenset(["iso", "md", "slash", "dmy", "range", "decade", "year"])
_WITHOUT = frozenset(
    ["fiscal", "mdy", "my", "weekof", "same", "tens", "mid", "short", "nth", "quarters", "season", "gone", "feast", "ahead", "both", "span", "nextu", "weekday", "today"]
)  # fmt: skip


def _grouped(kinds: Iterable[str]) -> str:
    """The alternatives in their order, those in a row that begin alike behind one look."""
    groups = [(look, [*run]) for look, run in groupby(kinds, key=_look)]
    return "|".join(f"{look}(?:{'|'.join(run)})" for look, run in groups)


def _look(kind: str) -> str:
    name = kind[len("(?P<") : kind.index(">")]
    return r"(?=\d)" if name in _WITH_FIGURE else r"(?!\d)" if name in _WITHOUT else ""


PATTERN = re.compile(
    r"(?<!\w)" + _BEGINS + r"(?:"
    + _grouped(
        (
            rf"(?P<iso>(?<![\d-]){_YEAR}([-/])(?P<iso_m>\d\d?)\2(?P<iso_d>\d\d?)(?![\d-]))",
            r"(?P<dots>(?<![\d.])(?P<dots_d>\d\d?)\.(?P<dots_m>\d\d?)\.(?P<dots_y>20\d\d)(?![\d.]\d))",
            r"(?P<md>(?<=\bon |\bby )(?P<md_m>\d\d?)/(?P<md_d>\d\d?)(?![\d/]))",
            r"(?P<slash>(?<![\d/])(?P<slash_a>\d\d?)/(?P<slash_b>\d\d?)/(?P<slash_y>(?:20)?\d\d)(?![\d/]))",
            rf"(?P<fiscal>\b(?:fy ?|fiscal(?: year)? )(?:'?(?P<fiscal_y>{_YEAR}|\d\d))(?:[-/](?P<fiscal_b>{_YEAR}|\d\d))?\b)",
            rf"(?P<dmy>\b(?P<dmy_d>\d\d?)(?:st|nd|rd|th)?(?: of)? (?P<dmy_m>{_MONTH})\b\.?(?:,? (?P<dmy_y>{_YEAR})\b)?)",
            rf"(?P<mdy>\b(?P<mdy_m>{_MONTH})\.? (?:the )?(?P<mdy_d>\d\d?)(?:st|nd|rd|th)?\b(?!%|:\d|[.,]\d)(?:,? (?:of )?(?P<mdy_y>{_YEAR})\b)?)",
            rf"(?P<my>\b(?P<my_m>{_MONTH})\.?,? (?:of )?(?P<my_y>{_YEAR}|'\d\d)(?![\d%]))",
            rf"(?P<qy>\b(?P<qy_n>[qh][1-4])[ -/]*(?:of )?(?P<qy_y>{_YEAR}|(?:next|this) year)?\b|\b(?P<nq_n>[1-4][qh])[ ']?(?P<nq_y>{_YEAR}|\d\d)\b|\b(?P<yq_y>{_YEAR})[ -]?(?P<yq_n>[qh][1-4])\b)",
            rf"(?P<weekof>\b(?P<weekof_o>first|second|third|last) (?P<weekof_u>week|half) of (?P<weekof_m>{_MONTH})\b(?:,? (?P<weekof_y>{_YEAR}))?)",
            r"(?P<same>\bthis time next (?P<same_u>year|month|week)\b)",
            r"(?P<tens>\bthe (?P<tens_w>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b)",
            r"(?P<midyear>\bmid-?year\b)",
            r"(?P<mid>\b(?:mid[- ]?century|the half-century|the middle of the century)\b)",
            r"(?P<short>'(?P<short_y>\d\d)\b(?!s|%))",
            r"(?P<nth>\bthe (?P<nth_d>\d\d?)(?:st|nd|rd|th)\b(?! (?:century|anniversary|amendment|time|edition|floor|hole|minute|place|season|year|day|of (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|street|grade|round|parliament|congress)))",
            rf"(?P<part>\b(?P<part_o>{_ORD}) (?P<part_u>quarter|half|month|week)(?: of (?:the )?(?P<part_y>{_YEAR}|year|next year|this year)\b(?!s|'s))?\b(?! of (?:the |this |next )?(?:\d{{4}}|decade|century|twenties|thirties|match|game|season)))",
            rf"(?P<quarters>\bfirst (?P<quarters_n>[123]/4|three quarters|nine months|six months|three months)(?: of (?:the )?(?P<quarters_y>{_YEAR}|year))?\b)",
            rf"(?P<season>\b(?P<season_s>spring|summer|autumn|fall|winter)\b(?:(?: of)? (?P<season_y>{_YEAR})(?:/\d\d)?\b| (?P<season_n>next year)\b)?(?! sale| holiday| school| term| games| olympic))",
            rf"(?P<gone>\b(?:last|this past) (?:{_MONTH}|{_WEEKDAY}|spring|summer|autumn|fall|winter|christmas|easter|thanksgiving)\b)",
            rf"(?P<feast>\b(?P<feast_f>{_FEAST})(?:,? (?P<feast_y>{_YEAR}))?\b)",
            rf"(?P<term>(?<![\d$.,-])(?P<term_a>{_YEAR})(?: ?[-/] ?(?P<term_b>{_YEAR}|\d\d))? (?:[a-z]+ ){{0,2}}?(?P<term_s>(?:hurricane |tropical )?season)\b)",
            rf"(?P<played>(?<=season )(?P<played_a>{_YEAR}) ?[-/] ?(?P<played_b>{_YEAR}|\d\d)\b)",
            rf"(?P<range>(?<![\d$.,-])(?P<range_a>{_YEAR}) ?(?P<range_s>-|/|to|through|and|or) ?(?P<range_b>{_YEAR}|(?<=[-/])\d\d|(?<=[-/] )\d\d)(?![\d%-]| ?(?:st|nd|rd|th)\b))",
            r"(?P<decade>\b(?P<decade_y>(?:1[89]|2[0-4])\d0)' ?s\b|\b(?P<decade_z>(?:1[89]|2[0-4])\d0) ?s\b)",
            r"(?P<century>\b(?P<century_n>20th|21st|22nd|twentieth|twenty-first|twenty-second) century\b)",
            r"(?P<ahead>\bthe (?P<ahead_u>year|decade|century) ahead\b)",
            r"(?P<both>\bthis year (?:and|or) (?:the )?next(?: year)?\b(?! (?:week|month)))",
            rf"(?P<span>\b(?:(?P<span_e>year|month|quarter)(?:'s|-) ?end|(?:the )?(?:year|decade|century)'s end|eoy\b(?: (?P<span_y>{_YEAR}))?|(?<=end of )(?:year|month|quarter|week|decade|century)|(?P<span_t>{_THIS}) (?:(?:calendar|fiscal|financial|academic|school|full) )?(?P<span_u>(?<!the )(?:season|weekend|summer|winter|spring|autumn|fall)|year|month|week|quarter|decade|century)(?:'s end)?)(?! (?:of )?[-\d]))",
            rf"(?P<horizon>\b(?P<horizon_n>{_COUNT})(?: |-)(?P<horizon_u>year|month|decade)s?(?: out)? (?:predictions?|forecasts?|outlook|bets?|guess(?:es)?)\b)",
            rf"(?P<length>(?P<len_p>\b(?:the )?(?:next|coming|upcoming|following|course of the next) (?:(?:sort|kind) of )?)?(?<![\d.,$-])(?P<len_a>\b{_COUNT})(?: ?(?:-|to|or) ?(?P<len_b>{_COUNT}))?(?: |-)(?:more |or more |or so |full |short |additional )?(?P<len_u>{_UNIT})\b(?P<len_x> or two| or so| and a half)?(?P<len_s>'? time| from (?:now|today)| hence| away)?)",
            rf"(?P<nextu>\b(?:the )?(?:next|coming|upcoming|following) (?P<nextu_m>few |several |couple of |couple |many )?(?P<nextu_u>{_UNIT})\b(?P<nextu_x> or two)?)",
            rf"(?P<weekday>\b(?:(?:this|next|coming) )?(?P<weekday_w>{_WEEKDAY})\b(?! (?:night's|morning's)))",
            r"(?P<today>\b(?:today|tonight|tomorrow|this (?:morning|afternoon|evening))\b)",
            rf"(?P<year>(?<![\d$£€#.,/:])(?P<year_y>{_YEAR})\b(?![\d%/]|:\d|[.,]\d|-\d| ?(?:percent|per cent|people|km|miles|dollars|euros|points|votes|seats|jobs|mw|gw|tons|units)\b))",
            rf"(?P<month>\b(?:(?P<month_n>next) )?(?P<month_m>{_MONTH})\b)",
        )
    )
    + ")"
)  # fmt: skip

# A cheap look first: words of which an atom needs one, the common ones first.
_HINTS = (
    "year", "day", "month", "may", "mar", "dec", "mid", "half", "sep", "nov", "oct", "jun", "jul", "jan", "feb", "apr", "aug", "week", "decade",
    "centur", "quarter", "today", "tonight", "tomorrow", "time next", "morning", "noon", "evening", "summer", "winter", "spring", "autumn", "eas", "eoy", "yrs", "fortnight", "is fall", "xt fall", "he fall", "by fall", "in fall",
    "thanks", "christmas", "xmas", "hallow",
)  # fmt: skip
_IES = re.compile(r"ies\b")


def hinted(low: str) -> bool:
    """True for a text with one of those words; without, and without a digit, it holds no atom."""
    if any(map(low.__contains__, _HINTS)):
        return True
    return "ies" in low and _IES.search(low) is not None


_NUMBERS = {
    word: number
    for number, words in enumerate(
        ["zero", "a an one another", "two couple", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve dozen", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]
    )
    for word in words.split()
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100, "thousand": 1000}  # fmt: skip
_NUMBERS |= {
    "twenty five": 25,
    "twenty-five": 25,
    "twenty four": 24,
    "twenty-four": 24,
    "couple of": 2,
}
_VAGUE = ("few", "several", "many")
_ORDINALS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
}
_MONTHS_IN = {
    "year": 12,
    "yr": 12,
    "month": 1,
    "mo": 1,
    "decade": 120,
    "quarter": 3,
    "century": 1200,
    "centurie": 1200,
}


Loose = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Atom:
    """A period in the text: its days, its words, and how exactly it was put."""

    start: int
    end: int
    kind: str  # the pattern that matched
    first: date | None
    last: date | None
    vague: bool = False  # "a few years": no day can be named
    length: bool = False  # a duration, counted from the day of the forecast
    ahead: bool = False  # a duration that says itself that it lies ahead ("next", "from now")


def read(match: re.Match[str], today: date, raw: str) -> Atom | None:
    """The atom behind a match of `PATTERN` in lower-cased text, or None where it names no period."""
    kind = match.lastgroup or ""
    if kind == "month" and not _month_is_meant(match, raw):
        return None
    return _READERS[kind](match, today)


_BEFORE_MONTH = re.compile(
    r"(?:in|by|until|till|before|after|of|this|next|last|early|late|mid|mid-|since|during|come|end|through|from|to|and|until the end of|for|b4)\s*$"
)


# "November's election", "the June meeting".
_HELD = re.compile(
    r"(?:'s)? (?:elections?|votes?|ballots?|referendum|primar(?:y|ies)|polls?|meetings?|summit|budget)\b"
)


def _month_is_meant(match: re.Match[str], raw: str) -> bool:
    """A bare "may" or "march" is a month only when capitalised, and not at the start of a clause."""
    start = match.start("month_m")
    word = raw[start : match.end()]
    if len(word) < 3:
        return False
    if word[:1].isupper() and _HELD.match(raw, match.end()):
        return True
    if not _BEFORE_MONTH.search(raw[max(0, start - 16) : start].lower()):
        return False
    return word[:1].isupper() or word.lower() not in (
        "may",
        "march",
        "mar",
        "sun",
        "jan",
        "dec",
        "sep",
        "oct",
    )


def _atom(match: re.Match[str], period: Loose | None, **flags: bool) -> Atom | None:
    if period is None:
        return None
    start = match.start() + (len(match[0]) - len(match[0].lstrip()))
    first, last = period
    return Atom(start, match.end(), match.lastgroup or "", first, last, **flags)


def _one(found: date | None) -> cal.Period | None:
    return (found, found) if found else None


def _iso(m: re.Match[str], _: date) -> Atom | None:
    return _atom(m, _one(cal.day(int(m["iso"][:4]), int(m["iso_m"]), int(m["iso_d"]))))


def _slash(m: re.Match[str], today: date) -> Atom | None:
    """4/22/31 or 22/4/31; where both readings are dates, the one that lies ahead, else month first."""
    one, two, year = int(m["slash_a"]), int(m["slash_b"]), int(m["slash_y"])
    year += 2000 if year < 100 else 0
    both = (cal.day(year, one, two), cal.day(year, two, one))
    days = [day for day in both if day]
    return _atom(m, _one(next((day for day in days if day >= today), days[0] if days else None)))


def _dated(m: re.Match[str], today: date, kind: str) -> Atom | None:
    month, number = cal.MONTHS[m[f"{kind}_m"]], int(m[f"{kind}_d"])
    if year := m[f"{kind}_y"]:
        return _atom(m, _one(cal.day(int(year), month, number)))
    return _atom(m, _one(cal.coming(today, month, number)))


def _dmy(m: re.Match[str], today: date) -> Atom | None:
    return _dated(m, today, "dmy")


def _mdy(m: re.Match[str], today: date) -> Atom | None:
    return _dated(m, today, "mdy")


def _my(m: re.Match[str], today: date) -> Atom | None:
    return _atom(m, cal.month_of(_named_year(m["my_y"], today), cal.MONTHS[m["my_m"]]))


def _named_year(words: str, today: date) -> int:
    """The year of "2031", "'31" or "next year"."""
    if words.endswith("year"):
        return today.year + words.startswith("next")
    number = int(words.lstrip("'"))
    return number if number > 99 else today.year // 100 * 100 + number


def _quarter(year: int, mark: str) -> cal.Period | None:
    size, number = (3, int(mark[1])) if mark[0] == "q" else (6, int(mark[1]))
    if number * size > 12:
        return None
    return cal.months_of(year, (number - 1) * size + 1, number * size)


def _qy(m: re.Match[str], today: date) -> Atom | None:
    mark = m["qy_n"] or m["yq_n"] or m["nq_n"][::-1]
    if year := m["qy_y"] or m["yq_y"] or m["nq_y"]:
        return _atom(m, _quarter(_named_year(year, today), mark))
    period = _quarter(today.year, mark)
    if period and period[1] < today:
        period = _quarter(min(today.year + 1, 9999), mark)
    return _atom(m, period)


def _part(m: re.Match[str], today: date) -> Atom | None:
    unit, ordinal, year = m["part_u"], m["part_o"], m["part_y"]
    if year is None and unit in ("month", "week"):
        return None
    number = _ORDINALS.get(ordinal, {"quarter": 4, "half": 2, "month": 12, "week": 52}[unit])
    of = int(year) if (year or "").isdigit() else today.year + (year == "next year")
    if unit == "week" or (unit == "month" and number > 12):
        return None
    if unit == "month":
        return _atom(m, cal.month_of(of, number))
    return _atom(m, _quarter(of, f"{unit[0]}{number}"))


def _quarters(m: re.Match[str], today: date) -> Atom | None:
    words, year = m["quarters_n"], m["quarters_y"]
    months = {"1/4": 3, "2/4": 6, "3/4": 9, "three quarters": 9, "nine months": 9, "six months": 6}
    if year is None:  # "the first six months" of something else
        return None
    of = int(year) if year.isdigit() else today.year
    return _atom(m, cal.months_of(of, 1, months.get(words, 3)))


def _season(m: re.Match[str], today: date) -> Atom | None:
    months = cal.SEASONS[m["season_s"]]
    if year := m["season_y"]:
        return _atom(m, cal.months_of(int(year), *months))
    period = cal.months_of(min(today.year, 9990), *months)
    if period[1] < today or m["season_n"]:
        period = cal.months_of(min(today.year, 9990) + 1, *months)
    return _atom(m, period)


def _weekof(m: re.Match[str], today: date) -> Atom | None:
    """The first week or the second half of a month."""
    month = cal.MONTHS[m["weekof_m"]]
    year = int(m["weekof_y"] or min(today.year + (month < today.month), 9999))
    first, last = cal.month_of(year, month)
    if m["weekof_u"] == "half":
        middle = date(year, month, 15)
        return _atom(
            m, (first, middle) if m["weekof_o"] == "first" else (cal.add_days(middle, 1), last)
        )
    if m["weekof_o"] == "last":
        return _atom(m, (cal.add_days(last, -6), last))
    number = _ORDINALS[m["weekof_o"]]
    return _atom(m, (date(year, month, 7 * number - 6), date(year, month, 7 * number)))


def _same(m: re.Match[str], today: date) -> Atom | None:
    return _atom(m, (None, later(today, 1, m["same_u"])), length=True, ahead=True)


_TENS = (
    "twenties",
    "thirties",
    "forties",
    "fifties",
    "sixties",
    "seventies",
    "eighties",
    "nineties",
)


def _tens(m: re.Match[str], today: date) -> Atom | None:
    """The next decade of that name: one under way counts."""
    year = today.year // 100 * 100 + 20 + 10 * _TENS.index(m["tens_w"])
    if year + 9 < today.year:
        year += 100
    return _atom(m, (date(year, 1, 1), date(year + 9, 12, 31)) if year < 9990 else None)


def _midyear(m: re.Match[str], today: date) -> Atom | None:
    """The end of June, the next one."""
    return _atom(m, _one(cal.coming(today, 6, 30)))


def _mid(m: re.Match[str], today: date) -> Atom | None:
    year = today.year // 100 * 100 + 50
    return _atom(m, cal.year_of(year if year >= today.year else min(year + 100, 9999)))


def _short(m: re.Match[str], today: date) -> Atom | None:
    """A year cut to two figures ('27): the one nearest ahead, or a little behind."""
    year = today.year // 100 * 100 + int(m["short_y"])
    if year < today.year - 20:
        year += 100
    return _atom(m, cal.year_of(year) if 1 <= year <= 9999 else None)


def _nth(m: re.Match[str], today: date) -> Atom | None:
    """The 17th: of this month, or of the next if that is over."""
    number = int(m["nth_d"])
    for month in (today, cal.add_months(today, 1)):
        found = cal.day(month.year, month.month, number)
        if found and found >= today:
            return _atom(m, _one(found))
    return None


_NEW_YEAR = re.compile(r"\b(?:(?:in|for|during|of) the|my|our) new year$")


def _feast(m: re.Match[str], today: date) -> Atom | None:
    if m["feast_f"] in cal.MOVABLE:
        return _atom(m, _one(cal.movable(m["feast_f"], today, int(m["feast_y"] or 0))))
    if m[0] == "new year" and _NEW_YEAR.search(m.string, 0, m.end()) and (turn := _turning(today)):
        return _atom(m, turn)
    month, number = cal.FEASTS.get(m["feast_f"], (12, 25))
    if year := m["feast_y"]:
        return _atom(m, _one(cal.day(int(year), month, number)))
    return _atom(m, _one(cal.coming(today, month, number)))


def _fiscal(m: re.Match[str], _: date) -> Atom | None:
    year, other = m["fiscal_y"], m["fiscal_b"]
    last = int(other or year)
    if last < 100:
        last += 2000
    # Fiscal years differ by country and firm; the plain calendar year is the reading that all share most of.
    return _atom(m, cal.year_of(last))


def _range(m: re.Match[str], _: date) -> Atom | None:
    first, sign, other = int(m["range_a"]), m["range_s"], m["range_b"]
    last = int(other) if len(other) == 4 else first // 100 * 100 + int(other)
    if len(other) == 2 and sign not in ("-", "/"):
        return None
    if not first < last <= first + 200:
        return None
    return _atom(m, (date(first, 1, 1), date(last, 12, 31)))


def _term(m: re.Match[str], _: date) -> Atom | None:
    """The 2031/32 season, of whatever sport: over by the end of May."""
    first, other = int(m["term_a"] or m["played_a"]), m["term_b"] or m["played_b"]
    if (
        other is None
    ):  # of hurricanes in the Atlantic, until November; of others, some time in that year
        month, day = (12, 31) if m["term_s"] == "season" else (11, 30)
        return _atom(m, (date(first, 1, 1), date(first, month, day)))
    last = int(other) if len(other) == 4 else first // 100 * 100 + int(other)
    return _atom(m, (date(first, 7, 1), date(last, 5, 31)) if last == first + 1 else None)


def _decade(m: re.Match[str], _: date) -> Atom | None:
    year = int(m["decade_y"] or m["decade_z"])
    last = date(year + 99, 12, 31) if year % 100 == 0 and year != 2000 else cal.decade_end(year)
    return _atom(m, (date(year, 1, 1), last))


def _century(m: re.Match[str], _: date) -> Atom | None:
    number = {"20th": 20, "twentieth": 20, "21st": 21, "twenty-first": 21}.get(m["century_n"], 22)
    return _atom(m, (date(number * 100 - 99, 1, 1), date(number * 100, 12, 31)))


def _span(m: re.Match[str], today: date) -> Atom | None:
    if year := m["span_y"]:
        return _atom(m, _one(date(int(year), 12, 31)))
    which = m["span_t"]
    unit = m["span_u"] or m["span_e"] or next((u for u in _UNITS if m[0].startswith(u)), "year")
    if which in ("last", "past", "previous"):
        return None
    if which == "the" and unit not in ("year", "month", "week", "quarter", "decade", "century"):
        return None
    period = _this(unit, today, ahead=which in ("next", "coming", "upcoming", "following"))
    if period and (m["span_u"] is None or m[0].endswith("end")):
        period = period[1], period[1]
    return _atom(m, period)


_UNITS = ("month", "quarter", "week", "decade", "century")


def _this(unit: str, today: date, *, ahead: bool) -> cal.Period | None:
    """This or the next calendar unit."""
    if unit in cal.SEASONS:
        return _this_season(unit, today, ahead=ahead)
    if unit in ("week", "weekend"):
        sunday = cal.add_days(today, 6 - today.weekday() + 7 * ahead)
        return cal.add_days(sunday, -6 if unit == "week" else -1), sunday
    if unit in ("month", "quarter"):
        size = 1 if unit == "month" else 3
        later = cal.add_months(today, size * ahead)
        first = (later.month - 1) // size * size + 1
        return cal.months_of(later.year, first, first + size - 1)
    if unit == "decade":
        return _this_decade(today, ahead=ahead)
    if unit == "century":
        return today, cal.century_end(min(today.year + 100 * ahead, 9900))
    return cal.year_of(min(today.year + ahead, 9999))


def _this_decade(today: date, *, ahead: bool) -> cal.Period:
    # In the last weeks of a decade, "this decade" ahead means the one about to begin.
    turning = (cal.decade_end(today.year) - today).days < 60
    last = cal.decade_end(min(today.year + 10 * (ahead or turning), 9989))
    return (date(last.year - 9, 1, 1) if ahead else today), last


def _this_season(unit: str, today: date, *, ahead: bool) -> cal.Period:
    period = cal.months_of(today.year, *cal.SEASONS[unit])
    if period[1] < today or (ahead and period[0] <= today):
        period = cal.months_of(today.year + 1, *cal.SEASONS[unit])
    return period


def count_of(words: str) -> float:
    """The number that a count word names."""
    if words.startswith("half"):
        return 0.5
    return float(_NUMBERS[words]) if words in _NUMBERS else float(words)


def _length(m: re.Match[str], today: date) -> Atom | None:
    low, high, unit = m["len_a"].removeprefix("a "), m["len_b"], m["len_u"]
    low, high = low or "a", high and high.removeprefix("a ")
    ahead = bool(m["len_p"] or m["len_s"])
    if low in _VAGUE or (high in _VAGUE):
        return _atom(m, (None, None), vague=True, length=True, ahead=ahead)
    many = max(count_of(low), count_of(high) if high else 0)
    many += {" or two": 1, " and a half": 0.5}.get(m["len_x"] or "", 0)
    last = later(today, many, unit)
    first = later(today, count_of(low), unit) if high else None
    return _atom(m, (first, last), length=True, ahead=ahead)


def later(today: date, many: float, unit: str) -> date:
    """The day that many units after today."""
    single = unit.rstrip("s")
    if unit.startswith("centur"):
        single = "century"
    if single == "hour":
        return cal.add_days(today, math.ceil(min(many, 9999) / 24))
    if months := _MONTHS_IN.get(single):
        return cal.add_months(today, round(min(many, 9999) * months))
    days = {"fortnight": 14, "week": 7, "day": 1}.get(single, 0)
    return cal.add_days(today, round(min(many, 9999) * days))


def _nextu(m: re.Match[str], today: date) -> Atom | None:
    plural = m["nextu_u"].endswith("s") and m["nextu_u"] != "s"
    two = "couple" in (m["nextu_m"] or "")
    if plural and not two:
        return _atom(m, (None, None), vague=True, length=True, ahead=True)
    many = 2 if two or m["nextu_x"] else 1
    if "coming year" in m[0] and many == 1 and (period := _turning(today)):
        return _atom(m, period)
    return _atom(m, (None, later(today, many, m["nextu_u"])), length=True, ahead=True)


def _year_ahead(m: re.Match[str], today: date) -> Atom | None:
    """The year ahead: the calendar year where one is about to begin, or has just begun."""
    if m["ahead_u"] == "year" and (period := _turning(today)):
        return _atom(m, period)
    return _atom(m, (None, later(today, 1, m["ahead_u"])), length=True, ahead=True)


def _turning(today: date) -> cal.Period | None:
    """The year that begins within six weeks, or began within the last six."""
    for year in (today.year, min(today.year + 1, 9999)):
        if abs((date(year, 1, 1) - today).days) <= 42:
            return cal.year_of(year)
    return None


def _weekday(m: re.Match[str], today: date) -> Atom | None:
    """The next such day; the day itself where nothing says that another is meant (news name it so)."""
    number = cal.WEEKDAYS.index(m["weekday_w"])
    if number == today.weekday() and not m[0].startswith(("next", "coming")):
        return _atom(m, _one(today))
    return _atom(m, _one(cal.next_weekday(today, number)))


def _gone(_: re.Match[str], __: date) -> None:
    """No time that lies ahead: "last November" and "last spring" are over."""


def _horizon(m: re.Match[str], today: date) -> Atom | None:
    """Due three years from now: "my three-year prediction"."""
    if m["horizon_n"] in _VAGUE:
        return None
    last = later(today, count_of(m["horizon_n"]), m["horizon_u"])
    return _atom(m, (None, last), length=True, ahead=True)


def _both(m: re.Match[str], today: date) -> Atom | None:
    return _atom(m, (date(today.year, 1, 1), date(min(today.year + 1, 9999), 12, 31)))


def _dots(m: re.Match[str], _: date) -> Atom | None:
    return _atom(m, _one(cal.day(int(m["dots_y"]), int(m["dots_m"]), int(m["dots_d"]))))


def _md(m: re.Match[str], today: date) -> Atom | None:
    """The next 22 April for "on 4/22": month first, as only Americans leave out the year."""
    month = int(m["md_m"])
    return _atom(m, _one(cal.coming(today, month, int(m["md_d"])))) if 1 <= month <= 12 else None


def _today(m: re.Match[str], today: date) -> Atom | None:
    return _atom(m, _one(cal.add_days(today, int(m[0] == "tomorrow"))))


def _year(m: re.Match[str], _: date) -> Atom | None:
    return _atom(m, cal.year_of(int(m["year_y"])))


def _month(m: re.Match[str], today: date) -> Atom | None:
    month = cal.MONTHS[m["month_m"]]
    passed = month < today.month or (month == today.month and m["month_n"] is not None)
    return _atom(m, cal.month_of(min(today.year + passed, 9999), month))


_READERS: dict[str, Callable[[re.Match[str], date], Atom | None]] = {
    "iso": _iso, "slash": _slash, "dmy": _dmy, "mdy": _mdy, "my": _my, "qy": _qy, "part": _part, "quarters": _quarters,
    "season": _season, "feast": _feast, "fiscal": _fiscal, "range": _range, "decade": _decade,
    "century": _century, "span": _span, "length": _length, "nextu": _nextu, "weekday": _weekday,
    "today": _today, "year": _year, "month": _month, "weekof": _weekof, "same": _same, "tens": _tens,
    "gone": _gone, "midyear": _midyear, "term": _term, "played": _term, "horizon": _horizon, "both": _both, "md": _md, "dots": _dots, "ahead": _year_ahead, "mid": _mid, "short": _short, "nth": _nth,
}  # fmt: skip
