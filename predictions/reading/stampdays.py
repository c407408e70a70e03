"""The days of the messages of a chat: by their stamps, or by the lines that part its days."""

import re
from dataclasses import dataclass
from datetime import date

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
    r"(?:[\W_]|\b(?:day changed(?: to)?|session (?:start|opened)"
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
        if (day := find_date(match[0])) and _BESIDE.fullmatch(_stripped(match[0]))
    ]


# Irssi writes its days as "Mon Mar 03 2031", and "Mon Mar 03 00:00:00 2031".
_CLOCK_AMID = regex(r"\b\d{1,2}:\d\d(?::\d\d)?(?: [A-Z]{3,4})?(?= \d{4})")


def _stripped(line: str) -> str:
    return strip_date(_CLOCK_AMID.sub("", line))


def days_of(stamps: list[str]) -> list[date | None]:
    """Return the day of each stamp; "3/4/26" is read where others of the text tell day from month."""
    stamps = [_CLOCK_AMID.sub("", stamp) for stamp in stamps]
    slashed = [match for stamp in stamps if (match := _SLASHED.search(stamp))]
    day_first = {
        int(match["a"]) > 12 for match in slashed if max(int(match["a"]), int(match["b"])) > 12
    }
    known = day_first.pop() if len(day_first) == 1 else None
    return [_day(stamp, day_first=known) for stamp in stamps]


def _day(stamp: str, *, day_first: bool | None) -> date | None:
    if match := _SLASHED.search(stamp):
        if day_first is None:
            return find_date(stamp)
        day, month = (match["a"], match["b"]) if day_first else (match["b"], match["a"])
        return find_date(f"{_whole_year(match['year'])}-{int(month):02}-{int(day):02}")
    if match := _SHORT_YEAR.search(stamp) or _DOTTED.search(stamp):
        sign = "." if match["month"].isdigit() else " "
        stamp = sign.join((match["day"], match["month"], _whole_year(match["year"])))
    return find_date(stamp)


def _whole_year(year: str) -> str:
    return year if len(year) == 4 else f"20{year}"
