"""Shades of a period: its beginning, middle, end or half."""

from datetime import date

from predictions.windows import calendar as cal

_EARLY = frozenset(("early", "start", "beginning", "dawn"))

_MIDDLE = frozenset(("mid", "middle"))

_ONE_OF_TWO = frozenset(("first", "second", "latter", "last", "front", "back"))


def shaded(first: date, last: date, shade: str) -> cal.Period:
    """Narrow a period to its end, its start, its middle or one half."""
    days = (last - first).days
    words = shade.replace("-", " ").split()
    if days < 27 or not words:
        return first, last
    if days < 31:
        return _part_of_month(first, last, words)
    if "half" in words or ("part" in words and _ONE_OF_TWO & {*words}):
        middle = cal.add_months(first, max(1, round(days / 61)))
        return (
            (first, cal.add_days(middle, -1)) if {"first", "front"} & {*words} else (middle, last)
        )
    if 3000 < days < 4000:
        return _part_of_decade(first, last, words)
    if parts := 91 if _EARLY & {*words} else 61 if _MIDDLE & {*words} else 0:
        return first, cal.add_days(cal.add_months(first, max(1, round(days / parts))), -1)
    return first, last


def _part_of_month(first: date, last: date, words: list[str]) -> cal.Period:
    """Early is up to the 10th, the middle up to the 15th ("by mid-July"), late from the 20th."""
    if _EARLY & {*words} or words[:1] == ["first"]:
        return first, first.replace(day=15 if "half" in words else 10)
    if _MIDDLE & {*words}:
        return first.replace(day=10), first.replace(day=15)
    if {"late", "second", "latter"} & {*words}:
        return first.replace(day=16 if "half" in words else 20), last
    return first, last


def _part_of_decade(first: date, last: date, words: list[str]) -> cal.Period:
    """Early are the first four years, the middle the next three, late is up to the end."""
    if _EARLY & {*words}:
        return first, date(first.year + 3, 12, 31)
    if _MIDDLE & {*words}:
        return first, date(first.year + 6, 12, 31)
    return first, last
