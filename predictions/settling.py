"""From proposal to resolution, and back when a source takes its word back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from predictions.criteria import Criteria
from predictions.decide import decide
from predictions.decisions import Decision, Nothing, Propose, evidence
from predictions.outcomes import Outcome
from predictions.readings import MarketReading, Reading, StateKind, named
from predictions.rules.kinds import MarketState, NumberThreshold, Published
from predictions.times import Window, utc


class NextStep(StrEnum):
    """What to do with a proposal that stands."""

    WAIT = "wait"  # the dispute window runs
    READ_AGAIN = "read again"  # a second reading is missing
    RESOLVE = "resolve"
    ASK = "ask people"
    WITHDRAW = "withdraw"  # the second reading no longer says so


def hanging(found: Decision, condition: str | None) -> Decision:
    """Return what is found of a prediction that hangs on a condition: people are asked about that.

    Rules read the statement alone. A condition that failed annuls, whatever they say.
    """
    if not condition or not isinstance(found, Propose) or found.outcome is None:
        return found
    reason = f"{found.reason}; whether its condition came about is for people to say"
    return replace(found, reason=reason, final=False)


def next_step(
    proposed: Propose,
    *,
    proposed_at: datetime,
    latest: Decision,
    second_read_at: datetime | None,
    disputed: bool,
    dispute_window: timedelta,
    now: datetime,
) -> NextStep:
    """Say what becomes of a proposal.

    Args:
        proposed: as it was made.
        proposed_at: when.
        latest: what `decide` says now, with every reading since.
        second_read_at: the last successful reading of the deciding source, if it was after.
        disputed: somebody objected.
        dispute_window: how long people may object to what would resolve by itself.
        now: the present moment.
    """
    if not proposed.final or proposed.outcome is None or disputed:
        return NextStep.ASK
    if isinstance(latest, Nothing):
        return NextStep.WITHDRAW
    if latest.outcome != proposed.outcome or not latest.final:
        return NextStep.ASK
    if now < utc(proposed_at) + dispute_window:
        return NextStep.WAIT
    # The second reading lies in the later half of the window: an error of an hour has gone by then.
    if second_read_at is None or second_read_at < proposed_at + dispute_window / 2:
        return NextStep.READ_AGAIN
    return NextStep.RESOLVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Reversal:
    """A settled source says something else now: reopen with a new version, and ask people."""

    reason: str
    outcome: Outcome | None
    evidence_ids: tuple[int, ...] = ()


def reversal(
    resolved: Outcome,
    criteria: Criteria,
    window: Window,
    readings: Sequence[Reading],
    now: datetime,
) -> Reversal | None:
    """Say whether the sources that settle a prediction say something else than its resolution.

    Only sources can reverse: neither silence after a deadline nor a question to people does.
    """
    for rule in criteria.rules:
        if not isinstance(rule, MarketState | NumberThreshold | Published):
            continue
        latest = decide(Criteria((rule,)), window, readings, now)
        if not isinstance(latest, Propose):
            continue
        speaks = latest.final or isinstance(rule, MarketState)
        if speaks and latest.outcome not in (None, resolved):
            return Reversal(
                reason=f"It was {resolved}, but {latest.reason}",
                outcome=latest.outcome,
                evidence_ids=latest.evidence_ids,
            )
    for rule in criteria.rules:
        if isinstance(rule, MarketState) and (taken_back := _reopened(rule, readings, now)):
            return Reversal(
                reason=f"It was {resolved}, but {named(rule.source, rule.subject)} is "
                f"{taken_back.state} again",
                outcome=None,
                evidence_ids=evidence(taken_back),
            )
    return None


def _reopened(
    rule: MarketState, readings: Sequence[Reading], now: datetime
) -> MarketReading | None:
    """Return the latest reading of a market that had been decided and no longer is."""
    known = sorted(
        (
            r
            for r in readings
            if isinstance(r, MarketReading)
            and (r.source, r.subject) == (rule.source, rule.subject)
            and r.state.kind is not StateKind.UNKNOWN
            and r.read_at <= now
        ),
        key=lambda r: r.read_at,
    )
    spoke = any(r.state.decided and rule.only in (None, r.state.kind.value) for r in known)
    if not known or known[-1].state.decided or not spoke:
        return None
    return known[-1]
