"""Events that a user adds to the calendar: read from lines, found in texts by their names."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from predictions.errors import InvalidValue
from predictions.regexes import regex
from predictions.windows.folding import fold, lower

# By name, in lower case; an event that comes back has several days, in order.
Events = Mapping[str, date | Sequence[date]]

_LINE = regex(r"(?P<day>\d{4}-\d\d-\d\d)[ \t:=,]+(?P<names>\S.*)")
_LONGEST_NAME = 80
_SHORTEST_NAME = 4
_MOST = 2000


def parse_events(text: str) -> dict[str, tuple[date, ...]]:
    """Read lines such as `2027-10-24 Swiss federal election; federal election`; `#` begins a remark.

    Raises:
        InvalidValue: a line is no day and name; it is named by its number.
    """
    days: dict[str, set[date]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        said = line.partition("#")[0].strip()
        if not said:
            continue
        day, names = _read(said, number)
        for name in names:
            days.setdefault(name, set()).add(day)
    if len(days) > _MOST:
        raise InvalidValue("events", f"are more than {_MOST} names: keep those that are used")
    return {name: tuple(sorted(found)) for name, found in days.items()}


def _read(line: str, number: int) -> tuple[date, list[str]]:
    match = _LINE.fullmatch(line)
    try:
        day = date.fromisoformat(match["day"]) if match else None
    except ValueError:
        day = None
    if match is None or day is None:
        raise InvalidValue(
            f"line {number}", 'is no day and name; write "2027-10-24 Swiss election"'
        )
    names = [" ".join(lower(fold(name)).split()) for name in match["names"].split(";")]
    names = [name.removeprefix("the ") for name in names if name]
    if not names or any(not _SHORTEST_NAME <= len(name) <= _LONGEST_NAME for name in names):
        raise InvalidValue(
            f"line {number}",
            f"needs names of {_SHORTEST_NAME} to {_LONGEST_NAME} characters: others are found everywhere",
        )
    return day, names


def own(low: str, events: Events, today: date) -> Iterator[tuple[re.Match[str], date]]:
    """The events named in lower-cased text: those of the year in their name, else the next ones."""
    names = tuple(events)
    if not any(name in low for name in names):
        return
    for match in _pattern(names).finditer(low):
        held = events[match["name"]]
        days = (held,) if isinstance(held, date) else tuple(held)
        if day := _meant(days, match["year"] or match["later"], today):
            yield match, day


def _meant(days: Sequence[date], year: str | None, today: date) -> date | None:
    if year:
        return next((day for day in days if day.year == int(year)), None)
    if len(days) == 1:
        return days[0]
    return next((day for day in days if day >= today), None)


@lru_cache(maxsize=16)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(
        r"\b(?:(?P<prep>before|by|in|at|during|until|after|ahead of)\s+)?(?:the )?"
        rf"(?:(?:(?P<year>20\d\d)|next|coming|upcoming) )?(?P<name>{longest_first})(?:(?: of"
        rf"| in)? (?P<later>20\d\d))?\b"
    )
