"""Several times in a row: "for 2033 and into 2034" means the later, "$4 for 2033, $5 by 2034" begins with the first."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from predictions.regexes import regex
from predictions.windows import Window
from predictions.windows.calendar import add_days, add_months

_INTO = regex(r"(?:,? (?:and|or))?(?: (?:on|well|far|right|even|then|extending))* into ")
_NUMBERED = regex(
    r"\d[\d.,]*(?: ?(?:%|percent|per cent|pct|[kmbt]n?|million|billion|trillion))?(?: [a-z-]+){0,4} $"
)
_NEXT = regex(r",|;| and\b| then\b")


def into_the_next(low: str, chosen: Window, windows: Sequence[Window]) -> Window:
    """The window that goes on from the chosen one: "the rest of 2033 and into 2034", "July or August"."""
    for window in windows:
        between = low[chosen.end : window.start]
        either = between in (" or ", " or in ")
        both = between in (" and ", "/", " and in ") and _short(chosen) and _short(window)
        if either or both:
            return max(chosen, window, key=lambda w: w.deadline or date.min)
    on = _INTO.match(low, chosen.end)
    if on is None:
        return chosen
    going_on = (
        w for w in windows if chosen.end < w.start + len(on[0]) and w.start <= on.end() < w.end
    )
    return next((w for w in going_on if w.deadline), chosen)


# "By the end of the decade (2035)", "within ten years (by 2040)": what the writer takes it for.
_TAKEN_FOR = regex(r"(?:,? or so)? ?\((?:i\.?e\.?,? |say,? |so,? |that is,? |meaning )?")
_FIGURE = regex(r"\d")
_WHOLE = regex(r"(?:over|during|in|across|throughout) the (?!next|coming|following|ahead)")


def taken_for(low: str, chosen: Window, windows: Sequence[Window]) -> Window:
    """The year in brackets behind a time that is counted, or the last one of "over the ten years, from 4 in 2030 to 9 in 2040"."""
    counted = chosen.relative or not _FIGURE.search(low, chosen.start, chosen.end)
    if chosen.relative and (year := _named_before(low, chosen, windows)):
        return year
    for window in windows if counted else ():
        opened = chosen.end <= window.start and _TAKEN_FOR.fullmatch(low, chosen.end, window.start)
        if opened and low.startswith(")", window.end) and not window.relative and window.deadline:
            return window
    if chosen.relative and _WHOLE.match(low, chosen.start):
        named = [w for w in windows if w.start > chosen.end and w.deadline and not w.relative]
        return max(named, key=lambda w: w.deadline or date.min, default=chosen)
    return chosen


# "By 2040, about twenty years from now", "in 2031 (in ten years)": the year named goes before the one counted.
_WHICH_IS = regex(r",? \(?(?:or |that is,? |also known as |i\.?e\.?,? )?(?:just |only |some )?")

_NAMED = regex(r"\b\d{4}\b")


def _named_before(low: str, chosen: Window, windows: Sequence[Window]) -> Window | None:
    """The year right before a length of time that only says how far off it is."""
    for window in windows:
        before = window.deadline and window.end <= chosen.start and not window.relative
        named = _NAMED.search(low, window.start, window.end) if before else None
        if named and _WHICH_IS.fullmatch(low, window.end, chosen.start):
            return window
    return None


# "This year, in November", "next week, on Thursday"
_WITHIN_IT = regex(r",? (?:probably |likely |maybe |perhaps |either |again )?")


def part_of_it(low: str, chosen: Window, windows: Sequence[Window]) -> Window:
    """The month or day right behind "this year" or "next year" that says when in it."""
    if chosen.deadline is None or not _FROM_NOW.search(low, chosen.start, chosen.end):
        return chosen
    behind = (w for w in windows if w.kind in ("in", "bare") and w.start >= chosen.end)
    window = next(behind, None)
    if window is None or not _WITHIN_IT.fullmatch(low, chosen.end, window.start):
        return chosen
    first, last = window.not_before, window.deadline
    if first is None or last is None or (last - first).days > _A_MONTH:
        return chosen
    if chosen.not_before and last < chosen.not_before:  # "in May", which comes this year as well
        week = low.endswith("week", chosen.start, chosen.end)
        first, last = (add_days(d, 7) if week else add_months(d, 12) for d in (first, last))
    inside = (chosen.not_before or first) <= first and last <= chosen.deadline
    return replace(window, not_before=first, deadline=last) if inside else chosen


_A_MONTH = 31  # days
_FROM_NOW = regex(r"\b(?:this|next) (?:year|month|week)$")


def _short(window: Window) -> bool:
    """True for days, months and quarters: of two the claim means either, so the later is its last day."""
    first, last = window.not_before, window.deadline
    return bool(first and last and (last - first).days < 100)


def first_of_row(low: str, chosen: Window, windows: Sequence[Window]) -> Window:
    """The first of three or more times each of which stands behind its own number."""
    row = [
        w for w in windows if w.deadline and _NUMBERED.search(low, max(0, w.start - 24), w.start)
    ]
    if len(row) < 2 or chosen.start < row[0].start:
        return chosen
    parted = all(_NEXT.search(low, a.end, b.start) for a, b in pairwise(row))
    return row[0] if parted else chosen
