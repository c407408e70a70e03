"""When the window closes: silence proposes, people judge."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from predictions.decisions import Decision, Nothing, Propose, evidence
from predictions.outcomes import NO
from predictions.readings import Reading
from predictions.rules.kinds import DeadlinePassed, Judged
from predictions.times import Window

_MOST = 20  # pieces of evidence that a question rests on


def deadline(
    rule: DeadlinePassed, window: Window, readings: Sequence[Reading], now: datetime
) -> Decision:
    """Propose "no" some days after the deadline; a source can be down on the day that matters."""
    due = window.due_at
    if due is None or now < due + timedelta(days=rule.grace_days):
        return Nothing("the deadline has not passed")
    return Propose(
        outcome=NO,
        reason=f"the deadline passed on {window.deadline} and nothing is known to have happened",
        happened_at=due,
        evidence_ids=_newest(readings),
        silent=True,
    )


def judged(rule: Judged, window: Window, readings: Sequence[Reading], now: datetime) -> Decision:
    """Ask people once the window has closed."""
    due = window.due_at
    if due is None or now < due:
        return Nothing("people judge it when its window closes")
    return Propose(outcome=None, reason=rule.question, evidence_ids=_newest(readings))


def _newest(readings: Sequence[Reading]) -> tuple[int, ...]:
    """Return the evidence that was read last: a feed may have said thousands of things."""
    return evidence(*sorted(readings, key=lambda reading: reading.read_at)[-_MOST:])
