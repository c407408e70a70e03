"""Shades of a period: its beginning, middle, end or half."""

from datetime import date

from predictions.windows import calendar as cal

_EARLY = frozenset(("early", "start", "beginning", "dawn"))

_MIDDLE = frozenset(("mid", "middle", "midpoint", "point"))

_ONE_OF_TWO = frozenset(("first", "second", "latter", "last", "front", "back"))


_OPENING = frozenset(("first", "opening"))

_TWO_MONTHS = 60.87  # days


def shaded(first: date, last: date, shade: str) -> cal.Period:
    """Narrow a period to its end, its start, its middle or one half."""
    days = (last - first).days
    words = shade.replace("-", " ").split()
    if days < 27 or not words:
        return first, last
    if days < 31:
        return _part_of_month(first, last, words)
    if "half" in words or ("part" in words and _ONE_OF_TWO & {*words}):
        middle = cal.add_months(first, max(1, round(days / _TWO_MONTHS)))
        return (
            (first, cal.add_days(middle, -1))
            if {"first", "front", "opening"} & {*words}
            else (middle, last)
        )
    if 3000 < days < 4000:
        return _part_of_decade(first, last, words)
    return first, _end_of_part(first, last, words)


def _end_of_part(first: date, last: date, words: list[str]) -> date:
    """The last day of the beginning or the middle of a year, or of a century."""
    opens = bool(_OPENING & {*words})
    if opens and {"days", "weeks"} & {*words}:
        return cal.month_of(first.year, first.month)[1]
    early = _EARLY & {*words} or (opens and "months" in words)
    if not (early or _MIDDLE & {*words}):
        return last
    a_month = 1.5 * _TWO_MONTHS if early else _TWO_MONTHS  # a third of the period, or half
    months = max(1, round((last - first).days / a_month))
    return cal.add_days(cal.add_months(first, months), -1)


def _part_of_month(first: date, last: date, words: list[str]) -> cal.Period:
    """Early is up to the 10th, the middle up to the 15th ("by mid-July"), late from the 20th."""
    if _EARLY & {*words} or words[:1] == ["first"]:
        return first, first.replace(day=15 if "half" in words else 10)
    if _MIDDLE & {*words}:
        return first.replace(day=10), first.replace(day=15)
    if {"late", "later", "second", "latter"} & {*words}:
        return first.replace(day=16 if "half" in words else 20), last
    return first, last


def before_shaded(first: date, last: date, shade: str) -> date | None:
    """The last day before the part that a shade names: "before mid-2031" is before July, "before late 2031" before September."""
    words, days = {*shade.replace("-", " ").split()}, (last - first).days
    if _MIDDLE & words:
        return last
    if not {"late", "later"} & words:
        return None
    if days < 31:  # the part itself: it has its first day
        return cal.add_days(first, -1)
    return cal.month_of(last.year - 3, 12)[1] if days > 3000 else cal.month_of(last.year, 8)[1]


def _part_of_decade(first: date, last: date, words: list[str]) -> cal.Period:
    """Early are the first four years, the middle the next three, late is up to the end."""
    if _EARLY & {*words}:
        return first, date(first.year + 3, 12, 31)
    if _MIDDLE & {*words}:
        return first, date(first.year + 6, 12, 31)
    return first, last
