"""Scheduled events that people use as deadlines: a small calendar that callers can extend."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from predictions.regexes import regex
from predictions.windows import schedule
from predictions.windows.elections import election_day
from predictions.windows.own_events import Events, own
from predictions.windows.schedule import scheduled
from predictions.windows.window import Window

HINTS = ("election", "midterm", *schedule.HINTS)

# Elections whose day is fixed by law or announced; keys are folded lower case words.
# US general elections fall on the Tuesday after the first Monday of November of even years.
_NEXT_US = regex(
    r"\b(?:(?P<prep>before|by|in|at|until|after|ahead of)\s+)?(?:the )?(?:(?:(?P<year>20\d\d)"
    r"|next|coming|upcoming) |(?=(?:us |american )?midterm))"
    r"(?:(?:us|u\.s\.|american) )?(?P<what>presidential elections?|midterms?(?: elections?)?"
    r"|general election|election)\b"
)


@dataclass(frozen=True, slots=True)
class Event:
    """An event named in the text, with the window its words give."""

    start: int
    end: int
    deadline: date | None
    not_before: date | None
    sure: bool = False  # it goes before a year that is read within its words


def _us_election(what: str, year: str | None, today: date) -> date | None:
    step, rest = (4, 0) if "presidential" in what else (4, 2) if "midterm" in what else (0, 0)
    if year:
        return election_day(int(year))
    if not step:  # "the next election" names no country: no day
        return None
    for candidate in range(today.year, min(today.year + 5, 9000)):
        if candidate % step == rest and election_day(candidate) >= today:
            return election_day(candidate)
    return None


def _before_one_of(match: re.Match[str]) -> Event:
    """Before an election of a year: the American day where there is one, else some day of that year."""
    year = int(match["year"])
    last = election_day(year) - timedelta(days=1) if year % 2 == 0 else date(year, 12, 31)
    return Event(match.start(), match.end(), last, None, sure=True)


_EARLIER = ("before", "ahead of")


def find_events(low: str, today: date, extra: Events | None = None) -> Iterator[Event]:
    """Events named in lower-cased text, as windows."""
    for match in _NEXT_US.finditer(low):
        if match["year"] and match["prep"] in _EARLIER:
            yield _before_one_of(match)
        elif found := _us_election(match["what"], match["year"], today):
            sure = _is_american(match["what"], match["year"])
            yield _window(match.start(), match.end(), match["prep"], found, sure=sure)
    for match, day in scheduled(low, today):
        yield _window(match.start(), match.end(), match["prep"], day, sure=True)
    for match, day in own(low, extra, today) if extra else ():
        yield _window(match.start(), match.end(), match["prep"], day, sure=True)


def _is_american(what: str, year: str | None) -> bool:
    """True for elections that are held in that year in the United States and hardly elsewhere."""
    step = 0 if "presidential" in what else 2 if "midterm" in what else None
    return step is not None and year is not None and int(year) % 4 == step


def _window(start: int, end: int, prep: str | None, found: date, *, sure: bool = False) -> Event:
    if prep in _EARLIER:
        return Event(start, end, found - timedelta(days=1), None, sure)
    if prep == "after":
        return Event(start, end, None, found + timedelta(days=1), sure)
    return Event(start, end, found, None, sure)


def with_events(found: list[Window], named: list[Event], begin: int) -> list[Window]:
    """The windows and events in order: a sure event goes before the year in its name, others after."""
    sure = [event for event in named if event.sure]
    kept = [w for w in found if not any(_meet(w, event, begin) for event in sure)]
    more = [event for event in named if event.sure or not any(_meet(w, event, begin) for w in kept)]
    windows = [
        Window(
            start=event.start + begin,
            end=event.end + begin,
            kind="event",
            deadline=event.deadline,
            not_before=event.not_before,
        )
        for event in more
    ]
    return sorted([*kept, *windows], key=lambda window: window.start)


def _meet(window: Window, event: Event, begin: int) -> bool:
    return window.start < event.end + begin and event.start + begin < window.end
