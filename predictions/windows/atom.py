"""An atom: a period in the text without its preposition."""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from predictions.regexes import regex
from predictions.windows import calendar as cal

Loose = tuple[date | None, date | None]


_OF_YEAR = regex(r",? (?:(?:of|in) )?(?P<which>last|this|next) year\b")


class Atom(NamedTuple):
    """A period in the text: its days, its words, and how exactly it was put."""

    start: int
    end: int
    kind: str  # the pattern that matched
    first: date | None
    last: date | None
    vague: bool = False  # "a few years": no day can be named
    length: bool = False  # a duration, counted from the day of the forecast
    ahead: bool = False  # a duration that says itself that it lies ahead ("next", "from now")


def atom_of(match: re.Match[str], period: Loose | None, **flags: bool) -> Atom | None:
    """The atom of a match that covers a period; None where there is none."""
    if period is None:
        return None
    start = match.start() + (len(match[0]) - len(match[0].lstrip()))
    first, last = period
    return Atom(start, match.end(), match.lastgroup or "", first, last, **flags)


def one_day(found: date | None) -> cal.Period | None:
    """A day as a period."""
    return (found, found) if found else None


def in_year_behind(
    match: re.Match[str], today: date, in_year: Callable[[int], Loose | None]
) -> Atom | None:
    """The atom of a day or month and the year that the words behind it say: "12 March of last year"."""
    behind = _OF_YEAR.match(match.string, match.end())
    if behind is None:
        return None
    year = today.year + {"last": -1, "this": 0, "next": 1}[behind["which"]]
    found = atom_of(match, in_year(min(max(1, year), 9999)))
    return found and found._replace(end=behind.end())
