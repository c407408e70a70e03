"""Calendar units that are named from today: "this quarter", "next summer", "the decade"."""

import re
from datetime import date

from predictions.windows import calendar as cal
from predictions.windows.atom import Atom, atom_of, one_day


def of_span(m: re.Match[str], today: date) -> Atom | None:
    """For "this quarter", "next month", "year-end"."""
    if m["span_y"] or m["span_n"]:
        year = int(m["span_y"] or min(today.year + 1, 9999))
        return atom_of(m, one_day(date(year + (2000 if year < 100 else 0), 12, 31)))
    which = m["span_t"]
    unit = (
        m["span_u"]
        or m["span_e"]
        or next((u for u in _UNITS if m[0].removeprefix("the ").startswith(u)), "year")
    )
    if which in ("last", "past", "previous"):
        return None
    if which == "the" and unit not in _NAMED:
        return None
    period = _this(unit, today, ahead=which in ("next", "coming", "upcoming", "following"))
    if period and (m["span_u"] is None or m[0].endswith("end")):
        period = period[1], period[1]
    return atom_of(m, period)


_NAMED = ("year", "month", "week", "weekend", "quarter", "decade", "century")
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


def of_both(m: re.Match[str], today: date) -> Atom | None:
    """For "this year and next", "the year after next", "next year or the year after"."""
    if (unit := m["both_u"]) and unit != "year":
        following = _this(unit, today, ahead=True)
        return atom_of(m, following and _this(unit, following[1], ahead=True))
    if m["both_n"] or m["both_l"]:
        last = cal.year_of(min(today.year + 2, 9999))
        return atom_of(m, (date(min(today.year + 1, 9999), 1, 1), last[1]) if m["both_n"] else last)
    months = {"early": 4, "mid": 6}.get(m["both_s"] or "", 12)
    return atom_of(m, (date(today.year, 1, 1), cal.month_of(min(today.year + 1, 9999), months)[1]))


def of_gone(_: re.Match[str], __: date) -> None:
    """No time that lies ahead: "last November" and "last spring" are over."""
