"""What people say about how a prediction ended, where one word is not enough: it needs a second one."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from predictions.outcomes import Outcome, Verdict
from storage import events
from storage.discord_tables import Claims


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One person's word on how a prediction ended; it needs a second one's."""

    prediction_id: int
    forecaster_id: int
    outcome: Outcome
    made_at: datetime
    happened_at: datetime | None = None
    note: str | None = None


def claim(session: Session, said: Claim) -> None:
    """Keep somebody's word; a newer one of theirs takes its place."""
    session.merge(
        Claims(
            prediction_id=said.prediction_id,
            forecaster_id=said.forecaster_id,
            outcome=said.outcome.verdict.value,
            value=said.outcome.value,
            happened_at=said.happened_at,
            note=said.note,
            made_at=said.made_at,
        )
    )
    # The questions that stand show who has said what: they follow the events.
    events.append(
        session,
        "said how it ended",
        at=said.made_at,
        actor_id=said.forecaster_id,
        prediction_id=said.prediction_id,
        outcome=str(said.outcome),
    )


def claims(session: Session, prediction_id: int) -> list[Claim]:
    """Return what people say about how a prediction ended, the first first."""
    query = select(Claims).where(Claims.prediction_id == prediction_id)
    return [
        Claim(
            prediction_id=row.prediction_id,
            forecaster_id=row.forecaster_id,
            outcome=Outcome(Verdict(row.outcome), row.value),
            made_at=row.made_at,
            happened_at=row.happened_at,
            note=row.note,
        )
        for row in session.exec(query.order_by(col(Claims.made_at)))
    ]


def drop_claims(session: Session, prediction_id: int) -> None:
    """Forget what people said: it is decided, or taken back."""
    session.execute(delete(Claims).where(col(Claims.prediction_id) == prediction_id))
