"""The days of the messages of a chat: by their stamps, or by the lines that part its days."""

import re
from dataclasses import dataclass
from datetime import date
from operator import le

from predictions.reading.dates import find_date, strip_date
from predictions.regexes import regex

_SLASHED = regex(
    r"(?<![\d-])(?P<a>\d{1,2})(?P<sign>[/-])(?P<b>\d{1,2})(?P=sign)(?P<year>(?:20)?\d\d)(?!\d)"
)
_SHORT_YEAR = regex(r"(?<!\d)(?P<day>\d{1,2})-(?P<month>[A-Za-z]{3})-(?P<year>\d\d)(?!\d)")
_DOTTED = regex(r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d\d)(?![\d.])")
# "--- Day changed Mon Mar 03 2031", "Monday, March 3rd, 2031".
_WITH_A_YEAR = regex(r"^[^\n]{0,70}\d{4}[^\n]{0,20}$", re.MULTILINE)
_BESIDE = regex(
    r"(?:[\W_]|\b(?:day changed(?: to)?|session (?:start|opened)|(?:begin|end(?:ing)?) logging(?: at)?"
    r"|(?:conversation|chat) with \S{1,60} at|log (?:opened|started)"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|\d{1,2}:\d\d(?::\d\d)?"
    r"|[ap]m|utc|gmt)\b)*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DayLine:
    """A line of nothing but a day, from which the messages below it are."""

    start: int
    day: date


def day_lines(text: str) -> list[DayLine]:
    """The lines of a text that part the days of a chat."""
    return [
        DayLine(match.start(), day)
        for match in _WITH_A_YEAR.finditer(text)
        if (day := find_date(match[0])) and _BESIDE.fullmatch(strip_date(match[0]))
    ]


def days_of(stamps: list[str]) -> list[date | None]:
    """Return the day of each stamp; "3/4/26" is read where the others of the text tell day from month."""
    known = _day_first([match for stamp in stamps if (match := _SLASHED.search(stamp))])
    return [_day(stamp, day_first=known) for stamp in stamps]


def _day_first(slashed: list[re.Match[str]]) -> bool | None:
    """Whether the day comes first: only so all of them are days, or only so they follow each other."""
    seen = list(dict.fromkeys((int(m["a"]), int(m["b"]), _whole_year(m["year"])) for m in slashed))
    if either := {a > 12 for a, b, _ in seen if max(a, b) > 12}:
        return either.pop() if len(either) == 1 else None
    in_order = {
        first: all(map(le, days, days[1:]))
        for first in (True, False)
        for days in [[(year, b, a) if first else (year, a, b) for a, b, year in seen]]
    }
    fits = [first for first, holds in in_order.items() if holds]
    return fits[0] if len(fits) == 1 else None


def _day(stamp: str, *, day_first: bool | None) -> date | None:
    if match := _SLASHED.search(stamp):
        if day_first is None and int(match["a"]) != int(match["b"]):
            return find_date(stamp)
        day, month = (match["a"], match["b"]) if day_first else (match["b"], match["a"])
        return find_date(f"{_whole_year(match['year'])}-{int(month):02}-{int(day):02}")
    # "3.11.2031 klo 22.05.00": figures with points between them are a clock as well.
    if day := find_date(stamp):
        return day
    if match := _SHORT_YEAR.search(stamp) or _DOTTED.search(stamp):
        sign = "." if match["month"].isdigit() else " "
        return find_date(sign.join((match["day"], match["month"], _whole_year(match["year"]))))
    return None


def _whole_year(year: str) -> str:
    return year if len(year) == 4 else f"20{year}"


_NO_YEAR = regex(r"(?P<month>[A-Z][a-z]{2}) +(?P<day>\d{1,2})(?!\d)")


def since(stamp: str, begun: date) -> date:
    """The day of a stamp in a log that was opened on a day: its own, "Nov 03", or that day where it has none."""
    if not (match := _NO_YEAR.search(stamp)):
        return begun
    found = (find_date(f"{match[0]}, {year}") for year in (begun.year, begun.year + 1))
    return next((day for day in found if day and day >= begun), begun)
