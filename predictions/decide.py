"""From criteria and readings to a decision: pure, and slow to believe.

Silence is never a "no": a source can be down on the very day that matters. Only deterministic
rules whose source is in a final state give a `final` proposal; that alone may resolve by itself,
and then only after the dispute window and a second reading (`predictions.settling`).
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from predictions.criteria import Criteria
from predictions.decisions import Decision, Nothing, Propose, together
from predictions.readings import Reading
from predictions.rules.kinds import (
    DeadlinePassed,
    Judged,
    MarketState,
    NumberThreshold,
    OnPage,
    Published,
    Rule,
)
from predictions.rules.markets import market
from predictions.rules.numbers import number
from predictions.rules.pages import page, published
from predictions.rules.silence import deadline, judged
from predictions.times import Window

_RULES: dict[type[Rule], Callable[[Any, Window, Sequence[Reading], datetime], Decision]] = {
    MarketState: market,
    NumberThreshold: number,
    OnPage: page,
    Published: published,
    DeadlinePassed: deadline,
    Judged: judged,
}


def decide(
    criteria: Criteria, window: Window, readings: Sequence[Reading], now: datetime
) -> Decision:
    """Return what the readings say about a prediction with these criteria and this window.

    A final proposal goes before others, an outcome before a question to people; a final proposal that another
    source contradicts becomes a question, for which of them is right no rule knows.
    """
    # Only what had been read: a reading from the future is a wrong clock.
    known = [reading for reading in readings if reading.read_at <= now]
    decisions = [_RULES[type(rule)](rule, window, known, now) for rule in criteria.rules]
    proposals = [decision for decision in decisions if isinstance(decision, Propose)]
    finals = [proposal for proposal in proposals if proposal.final]
    if (
        finals
        and (said := _said_by_sources(criteria, decisions))
        and len({p.outcome for p in said}) > 1
    ):
        return Propose(
            outcome=None,
            reason="sources disagree: " + "; ".join(proposal.reason for proposal in said),
            evidence_ids=together(said),
        )
    for group in (finals, [p for p in proposals if p.outcome is not None], proposals):
        if group:
            return group[0]
    reasons = [decision.reason for decision in decisions if isinstance(decision, Nothing)]
    return Nothing("; ".join(dict.fromkeys(reasons)))


def _said_by_sources(criteria: Criteria, decisions: Sequence[Decision]) -> list[Propose]:
    """Return the outcomes that some source gives; a deadline that passed in silence contradicts nobody."""
    return [
        decision
        for rule, decision in zip(criteria.rules, decisions, strict=True)
        if isinstance(decision, Propose)
        and decision.outcome is not None
        and not isinstance(rule, DeadlinePassed)
    ]
