"""Dates as documents state them in metadata and bylines: a full date or nothing."""

import re
from datetime import date

from predictions.regexes import regex

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[5-9]|20|21)\d\d)"
_FORMS = tuple(
    regex(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d){_YEAR}-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})(?!\d)",
        rf"(?<!\d){_YEAR}[/.](?P<month>\d{{1,2}})[/.](?P<day>\d{{1,2}})(?!\d)",
        rf"(?<!\d){_YEAR}(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)",
        rf"(?<![\d.]){_DAY}\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}(?!\d)",  # points: the day comes first
        rf"(?<![\d\w]){_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}(?!\d)",
        rf"(?<!\w){_MONTH}\s+{_DAY},?\s+{_YEAR}(?!\d)",
        # "Mon Mar 03 10:12:00 +0000 2031", as C, mail boxes and IRC programs write it
        rf"(?<!\w){_MONTH}\s+{_DAY}\s+\d\d:\d\d(?::\d\d)?\s+(?:[A-Z]{{3,4}}\s+|[+-]\d{{4}}\s+)?{_YEAR}(?!\d)",
    )
)
# 03/04/2024 is March to some and April to others: read only where one number can be no month.
_SLASHED = regex(rf"(?<!\d)(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})/{_YEAR}(?!\d)")
_LONGEST = 200
_A_YEAR = regex(r"\d{4}")  # each form has four figures in a row


def find_date(words: str) -> date | None:
    """Return the first full date in a short string, or None; never a guess at a missing day."""
    words = words[:_LONGEST]
    if _A_YEAR.search(words) is None:
        return None
    found = [match for form in _FORMS if (match := form.search(words))]
    for match in sorted(found, key=re.Match.start):
        if day := _valid(int(match["year"]), _month(match["month"]), int(match["day"])):
            return day
    return _slashed(words)


_NO_YEAR = regex(r"(?<![\d/.])(\d{1,2})/(\d{1,2})(?![\d/.])")


def days_without_year(cells: list[str], near: date) -> list[date | None]:
    """The days of a column of "1/17", each in the year that brings it nearest to a day.

    The month comes first or last in all of them alike: told only where some number can be no month.
    """
    pairs = [(int(m[1]), int(m[2])) if (m := _NO_YEAR.search(cell)) else None for cell in cells]
    firsts, seconds = (any(pair[at] > 12 for pair in pairs if pair) for at in (0, 1))
    if firsts == seconds:
        return [None] * len(cells)
    return [_nearest(*(pair[::-1] if firsts else pair), near) if pair else None for pair in pairs]


def _nearest(month: int, day: int, near: date) -> date | None:
    years = (near.year - 1, near.year, near.year + 1)
    found = [known for year in years if (known := _valid(year, month, day))]
    return min(found, key=lambda known: abs((known - near).days), default=None)


def strip_date(words: str) -> str:
    """Return the words without the dates in them."""
    for form in (*_FORMS, _SLASHED):
        words = form.sub(" ", words)
    return words


def _slashed(words: str) -> date | None:
    match = _SLASHED.search(words)
    if not match:
        return None
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    if a == b or b > 12:
        return _valid(year, a, b)
    return _valid(year, b, a) if a > 12 else None


def _month(word: str) -> int:
    return int(word) if word.isdigit() else _MONTHS.index(word[:3].lower()) + 1


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
