"""Financial years: when they end, where the text says it ("fiscal 2031/32, ending June 30")."""

from dataclasses import replace
from datetime import date, timedelta

from predictions.regexes import regex
from predictions.windows import Window
from predictions.windows.calendar import MONTHS, add_months

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_ENDS = regex(
    r"\b(?:years?|fiscal|(?:19|20|21)\d\d/\d\d),? (?:which |that )?(?:end(?:ing|ed|s|(?: |-)?)"
    r"|to)(?: on| in)? ?(?:end-|the end of )?"
    rf"(?:\d\d? )?(?P<month>{_MONTH})\b"
)
_YEAR = regex(r"\b(?P<next>next |coming |following )?(?:fiscal|financial) year\b")
_SPLIT = regex(r"\d/\d\d$")
_JUNE = 6


def year_end(low: str) -> int | None:
    """The month with which the financial year of a text ends, where it says so."""
    if not any(map(low.__contains__, ("fiscal", "financial year", "year end", "year to"))):
        return None
    match = _ENDS.search(low)
    return MONTHS[match["month"]] if match else None


def of_fiscal_year(window: Window, low: str, today: date | None, month: int) -> Window:
    """A window with the days of the financial year that its words name, which ends with that month."""
    words, last = low[window.start : window.end], window.deadline
    if last is None:
        return window
    if _SPLIT.search(words) and (last.month, last.day) == (_JUNE, 30):
        return _ending(window, last.year, month)
    if today and (named := _YEAR.search(words)):
        first = today.year + (today.month > month)
        return _ending(window, first + bool(named["next"]), month)
    return window


def _ending(window: Window, year: int, month: int) -> Window:
    last = add_months(date(year, month, 1), 1) - timedelta(days=1)
    first = add_months(date(year, month, 1), -11)
    return replace(window, deadline=last, not_before=window.not_before and first)
