"""What decides a prediction, and what each of its rules makes of what sources have said so far."""

from dataclasses import dataclass
from datetime import datetime

from bot import settling
from predictions.criteria import Criteria
from predictions.decisions import Decision, Nothing
from predictions.model import Prediction
from predictions.rules.saying import in_words
from storage import readings, rules
from storage.ledger import Session


@dataclass(frozen=True, slots=True)
class Explained:
    """One rule in words, and what it says now."""

    rule: str
    says: str


def explained(session: Session, prediction: Prediction, now: datetime) -> tuple[Explained, ...]:
    """Return the rules of a prediction with what each concludes; none where people decide it."""
    criteria = rules.criteria_of(session, prediction.id or 0)
    if criteria is None:
        return ()
    known = readings.about(session, criteria.subjects)
    return tuple(
        Explained(
            in_words(rule),
            concluded(settling.found(session, prediction, Criteria((rule,)), known, now)),
        )
        for rule in criteria.rules
    )


def waits_for(session: Session, prediction_id: int) -> tuple[str, ...]:
    """Return the rules of a prediction in words."""
    criteria = rules.criteria_of(session, prediction_id)
    return () if criteria is None else tuple(map(in_words, criteria.rules))


def concluded(decision: Decision) -> str:
    """Return a decision in words."""
    if isinstance(decision, Nothing):
        return f"nothing to decide: {decision.reason}"
    outcome = decision.outcome if decision.outcome is not None else "a question to people"
    final = "resolves after the dispute window" if decision.final else "people are asked"
    return f"{outcome} ({final}): {decision.reason}"
