"""What people type and documents do not ("eom", "2w", "2027-06", "31.12."), as words that the grammar reads."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date

from predictions.errors import InvalidValue
from predictions.regexes import regex
from predictions.windows import calendar as cal

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = rf"(?:{'|'.join(_MONTHS)})[a-z]*"
_DAYS = {
    "mon": "monday", "tue": "tuesday", "wed": "wednesday", "thu": "thursday", "fri": "friday",
    "sat": "saturday", "sun": "sunday",
}  # fmt: skip
_WHOLE = {
    "cob": "today", "eob": "today", "eod": "today", "close of business": "today", "end of day": "today",
    "end of the day": "today", "nye": "new year's eve", "new years day": "new year", "tmr": "tomorrow",
    "tmrw": "tomorrow", "tomo": "tomorrow", "day after tomorrow": "in 2 days",
    "the day after tomorrow": "in 2 days", "weekend": "this weekend",
}  # fmt: skip
_UNITS = {"w": "week", "m": "month", "q": "quarter"}
_LATEST = regex(r"(?:(?:at the )?latest,? |not after )|,? (?:at the )?latest$")
_DAY_NAME = regex(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:s|r|rs|nes)?\b\.?")


def in_full(words: str, today: date) -> str:
    """Return words in small letters with their shorthand written out.

    Raises:
        InvalidValue: a day in figures that could be two.
    """
    words = _LATEST.sub("", words)
    if whole := _WHOLE.get(words):
        return whole
    words = _DAY_NAME.sub(lambda match: _DAYS[match[1]], words)
    for form, write in _FORMS:
        if match := form.fullmatch(words):
            return write(match, today)
    return words


def _end_of(match: re.Match[str], _today: date) -> str:
    """For "eow", "eom march", "eoq2 2027"; the grammar has "eoy"."""
    begun, unit, named = match[1], match[2], (match[3] or "").strip()
    if not named:
        return f"{begun}end of this {_UNITS[unit]}"
    return f"{begun}end of {'q' if unit == 'q' and named[0].isdigit() else ''}{named}"


def _month(match: re.Match[str], _today: date) -> str:
    month = int(match[2])
    return f"{_MONTHS[month - 1]} {match[1]}" if 1 <= month <= 12 else match[0]


def _iso(match: re.Match[str], _today: date) -> str:
    return f"{match[1]}-{match[2]}-{match[3]}"


def _figures(match: re.Match[str], today: date) -> str:
    """Day and month in figures, in the order in which only one day can be meant."""
    one, two, year = int(match[1]), int(match[2]), match[3]
    if one <= 12 and two <= 12 and one != two:
        how = f"{'20' * (len(year) == 2)}{year}-MM-DD" if year else f"a day like {today.year}-12-31"
        raise InvalidValue("deadline", f"{match[0]!r} could be two different days; write {how}")
    day, month = (one, two) if one > 12 or one == two else (two, one)
    if not 1 <= month <= 12:
        return match[0]
    if not year:
        return f"{day} {_MONTHS[month - 1]}"
    return f"{'20' * (len(year) == 2)}{year}-{month:02}-{day:02}"


def _short_year(match: re.Match[str], _today: date) -> str:
    return f"{match[1]} 20{match[2]}"


def _week(match: re.Match[str], today: date) -> str:
    """The last day of a week by its number; without a year the next of that number."""
    number, named = int(match[2]), match[1] or match[3]
    years = (int(named),) if named else (today.year, today.year + 1)
    for year in years:
        with suppress(ValueError):
            last = date.fromisocalendar(year, number, 7)
            if named or last >= today:
                return last.isoformat()
    return match[0]


def _bare(match: re.Match[str], _today: date) -> str:
    return match[1]


def _yesterday(_match: re.Match[str], today: date) -> str:
    return cal.add_days(today, -1).isoformat()


def _the(match: re.Match[str], _today: date) -> str:
    return f"on the {match[1]}"


def _year_and(match: re.Match[str], _today: date) -> str:
    return f"end of {match[1]}"


def _week_from(match: re.Match[str], today: date) -> str:
    """For "monday week": a week after the next of that name."""
    day = cal.next_weekday(today, tuple(_DAYS.values()).index(match[1]))
    return cal.add_days(day, 7).isoformat()


_WEEKDAY = rf"({'|'.join(_DAYS.values())})"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], str]], ...] = (
    (regex(r"((?:by |before |until )?)eo([wmq])[ -]?(.+)?"), _end_of),
    (regex(r"(?:by |before )?(?:eod|eob|cob|end of day|close of business),? (?:on |of )?(.+)"), _bare),
    (regex(r"(?:by )?(\d{4})[-/.](\d{1,2})"), _month),
    (regex(r"(?:by )?(\d{4})[/.](\d{1,2})[/.](\d{1,2})"), _iso),
    (regex(r"(?:by )?((?:19|2[0-4])\d\d)([01]\d)([0-3]\d)"), _iso),
    (regex(r"(?:by )?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)"), _figures),
    (regex(r"(?:by )?(\d{1,2})[/.](\d{1,2})\.?()"), _figures),
    (regex(rf"((?:by )?\d{{1,2}}(?:st|nd|rd|th)? {MONTH}),? '?(\d\d)"), _short_year),
    (regex(rf"((?:by )?{MONTH} \d{{1,2}}(?:st|nd|rd|th)?),? '?(\d\d)"), _short_year),
    (regex(r"(?:by |in )?(?:(\d{4})[- ]?)?(?:w|wk|week|cw|kw) ?(\d{1,2})(?:[ /-](?:of )?(\d{4}))?"), _week),
    (regex(rf"(?:by |in )?this ({MONTH})"), _bare),
    (regex(r"yesterday"), _yesterday),
    (regex(r"(\d{1,2}(?:st|nd|rd|th))"), _the),
    (regex(r"(?:by )?((?:year|month|quarter|week|decade))[ -]end"), _year_and),
    (regex(rf"(?:by |on )?{_WEEKDAY} week"), _week_from),
    (regex(rf"(?:by )?(?:a|1|one) week (?:from|on) {_WEEKDAY}"), _week_from),
)  # fmt: skip
