"""Day arithmetic: ends of months, quarters and decades, weekdays, feasts."""

from collections.abc import Iterator
from datetime import MAXYEAR, date, timedelta

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Months of the northern year; winter is the one that begins in December.
SEASONS = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
    "winter": (12, 2),
}
FEASTS = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "xmas": (12, 25),
    "new year's eve": (12, 31), "new year's day": (1, 1), "new year's": (1, 1), "new year": (1, 1),
    "halloween": (10, 31), "valentine's day": (2, 14), "independence day": (7, 4), "fourth of july": (7, 4),
}  # fmt: skip

Period = tuple[date, date]


def day(year: int, month: int, number: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def month_of(year: int, month: int) -> Period:
    """First and last day of a month."""
    first = date(year, month, 1)
    return first, add_months(first, 1) - timedelta(days=1)


def year_of(year: int) -> Period:
    """First and last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def months_of(year: int, first: int, last: int) -> Period:
    """First day of one month to the last day of another; `last` below `first` is a year later."""
    return date(year, first, 1), month_of(year + (last < first), last)[1]


def add_months(start: date, months: int) -> date:
    """The same day some months later, or the last day of a shorter month; bounded by the calendar."""
    total = start.year * 12 + start.month - 1 + months
    year, month = divmod(total, 12)
    if not 1 <= year < MAXYEAR:
        return date(1, 1, 1) if year < 1 else date(MAXYEAR - 1, 12, 31)
    for number in range(start.day, 27, -1):
        if found := day(year, month + 1, number):
            return found
    return date(year, month + 1, start.day)


def add_days(start: date, days: int) -> date:
    """Some days later, bounded by the calendar."""
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return date(MAXYEAR - 1, 12, 31) if days > 0 else date.min


def next_weekday(today: date, weekday: int) -> date:
    """The first such weekday after today."""
    return add_days(today, (weekday - today.weekday() - 1) % 7 + 1)


def coming(today: date, month: int, number: int) -> date | None:
    """The next such day of the year, today included."""
    return next(_coming(today, month, number), None)


def _coming(today: date, month: int, number: int) -> Iterator[date]:
    # Eight years, because 29 February may be that far away (1896 to 1904).
    for year in range(today.year, min(today.year + 9, MAXYEAR)):
        found = day(year, month, number)
        if found and found >= today:
            yield found


def decade_end(year: int) -> date:
    """The last day of the decade in which the year lies: 2020 to 2029 end together."""
    return date(year // 10 * 10 + 9, 12, 31)


def century_end(year: int) -> date:
    """The last day of the century, in the plain sense by which the 20th ended with 2000."""
    return date((year - 1) // 100 * 100 + 100, 12, 31)


MOVABLE = (
    "easter", "good friday", "thanksgiving", "black friday", "cyber monday", "labor day", "labour day", "memorial day",
)  # fmt: skip


def movable(feast: str, today: date, year: int) -> date | None:
    """Easter Sunday (Gregorian) or an American holiday of a year, or the next one."""
    of = _MOVES.get(feast.replace("labour", "labor"), _thanksgiving)
    years = (year,) if year else (today.year, min(today.year + 1, MAXYEAR))
    return next((found for y in years if (found := of(y)) >= today or year), None)


def _easter(year: int) -> date:
    """The computus of Meeus, Jones and Butcher."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, number = divmod(h + n - 7 * m + 114, 31)
    return date(year, month, number + 1)


def _thanksgiving(year: int) -> date:
    """The fourth Thursday of November."""
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)


def _labor_day(year: int) -> date:
    """The first Monday of September."""
    first = date(year, 9, 1)
    return first + timedelta(days=-first.weekday() % 7)


def _memorial_day(year: int) -> date:
    """The last Monday of May."""
    last = date(year, 5, 31)
    return last - timedelta(days=last.weekday())


_MOVES = {
    "easter": _easter,
    "good friday": lambda year: _easter(year) - timedelta(days=2),
    "black friday": lambda year: _thanksgiving(year) + timedelta(days=1),
    "cyber monday": lambda year: _thanksgiving(year) + timedelta(days=4),
    "labor day": _labor_day,
    "memorial day": _memorial_day,
}


def turning(today: date, *, begun: int = 42) -> Period | None:
    """The year that begins within six weeks, or began not longer than so many days ago."""
    for year in (today.year, min(today.year + 1, 9999)):
        if -begun <= (date(year, 1, 1) - today).days <= 42:
            return year_of(year)
    return None
