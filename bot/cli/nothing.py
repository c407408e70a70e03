"""What is said where a list is empty: what was looked for, and where there is some of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from shlex import quote

from bot.naming import known
from predictions.model import RUNNING, State
from storage import finding, records, reviewing
from storage.ledger import Session
from storage.narrowing import Narrowed

COUNTED = 100  # of what would be found elsewhere; beyond that the number helps nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a list was asked for, as it was typed."""

    states: tuple[State, ...]  # none: those that still run
    tag: str | None
    name: str | None
    words: str | None

    @property
    def options(self) -> str:
        """The options that narrow it, ready to be typed again."""
        given = {"--tag": self.tag, "--by": self.name, "--words": self.words}
        return "".join(f" {option} {quote(value)}" for option, value in given.items() if value)

    @property
    def said(self) -> str:
        """What is asked of a prediction: "holds “snow” and has the tag “ai”"."""
        words = self.words or ""
        return " and ".join(
            filter(
                None,
                (
                    words and f"holds {'all of ' * (len(words.split()) > 1)}“{words}”",
                    self.tag and f"has the tag “{self.tag}”",
                    self.name and f"has a forecast by {self.name}",
                ),
            )
        )


def nothing(
    session: Session, now: datetime, wanted: Wanted, narrowed: Narrowed, *, offset: int
) -> str:
    """Say why a list is empty, and what to type for what there is.

    Raises:
        NotFound: nothing has that tag; the message has those that may be meant.
    """
    if not finding.lines(session, now=now, states=tuple(State), limit=1):
        if waiting := reviewing.count(session):
            wait = "1 candidate waits" if waiting == 1 else f"{waiting} candidates wait"
            return f"No predictions yet. {wait} for review: calledit review"
        return "No predictions. Add one: calledit predict, or calledit add FILE"
    known("tag", wanted.tag, records.tags(session))
    there = finding.lines(session, now=now, states=tuple(State), limit=COUNTED, **narrowed)
    if offset and any(line.state in (wanted.states or RUNNING) for line in there):
        return f"The list ends before --offset {offset}."
    return _none(wanted, elsewhere=bool(there)) + _elsewhere(
        Counter(line.state for line in there), wanted
    )


def _none(wanted: Wanted, *, elsewhere: bool) -> str:
    states = " or ".join(wanted.states)
    if not wanted.said:
        return f"No prediction is {states}." if states else "No prediction runs any more."
    which = f"{states or 'running'} " if elsewhere else ""
    return f"No {which}prediction {wanted.said}."


def _elsewhere(there: Counter[State], wanted: Wanted) -> str:
    """Say in which other states there is what was looked for."""
    if not there:
        return ""
    counted = ", ".join(f"{count} {state}" for state, count in there.items())
    more = "at least " if there.total() == COUNTED else ""
    again = f"calledit list{wanted.options}{in_states(there)}"
    return f" In other states: {more}{counted} ({again})"


def in_states(states: Iterable[State]) -> str:
    """Return the options for those states, ready to be typed."""
    return "".join(f" --state {quote(state)}" for state in states)
