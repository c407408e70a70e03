"""Markets and questions elsewhere: their own resolution, never their price."""

from collections.abc import Sequence
from datetime import datetime

from predictions.decisions import Decision, Nothing, Propose, evidence
from predictions.outcomes import ANNULLED, NO, YES, Outcome, Verdict
from predictions.readings import MarketReading, Reading, State, StateKind, named
from predictions.rules.kinds import MarketState
from predictions.times import Window


def market(
    rule: MarketState, window: Window, readings: Sequence[Reading], now: datetime
) -> Decision:
    """Decide by what another platform resolved."""
    said = [
        reading
        for reading in readings
        if isinstance(reading, MarketReading)
        and (reading.source, reading.subject) == (rule.source, rule.subject)
    ]
    # An unreadable moment in between takes nothing back.
    found = [reading for reading in said if reading.state.kind is not StateKind.UNKNOWN]
    name = named(rule.source, rule.subject)
    if not found:
        told = "says nothing that is a yes or a no" if said else "has not been read"
        return Nothing(f"{name} {told}")
    latest = max(found, key=lambda reading: reading.read_at)
    outcome = market_outcome(latest.state, inverted=rule.inverted)
    at = latest.state.resolved_at
    if outcome is None or (at is not None and at > now):
        return Nothing(f"{name} is {latest.state}" + (" in the future" if outcome else ""))
    if rule.only is not None and latest.state.kind.value != rule.only:
        return Nothing(f"{name} resolved {latest.state}, which decides nothing here")
    doubt = _doubt(rule, window, latest.state)
    return Propose(
        outcome=outcome,
        reason=f"{name} resolved {latest.state}{doubt}",
        happened_at=at,
        evidence_ids=evidence(latest),
        final=latest.state.kind in (StateKind.YES, StateKind.NO) and not doubt,
    )


def _doubt(rule: MarketState, window: Window, state: State) -> str:
    """Say why a market may have settled on something else than is predicted; nothing where no time tells so.

    The window of its question is not known here, only when it resolved.
    """
    at, opens, due = state.resolved_at, window.opens_at, window.due_at
    if at is not None and opens is not None and at < opens:
        return ", before the first day that counts"
    # "By June" ends with no in June; "by December" does not.
    unasked = state.kind is StateKind.NO and rule.only is None
    if unasked and due is not None and at is not None and at < due:
        return f", on {at:%Y-%m-%d}: its deadline may be earlier than {window.deadline}"
    return ""


def market_outcome(state: State, *, inverted: bool = False) -> Outcome | None:
    """Return the outcome that a state elsewhere means here; None while it means none."""
    match state.kind:
        case StateKind.YES:
            return NO if inverted else YES
        case StateKind.NO:
            return YES if inverted else NO
        case StateKind.PARTIAL:
            share = state.share or 0.0
            return Outcome(Verdict.PARTIAL, 1 - share if inverted else share)
        case StateKind.VOID:
            return ANNULLED
        case _:
            return None
