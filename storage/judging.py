"""Around a resolution: who awaits a second person's word, what was put off, what was said."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from predictions.errors import InvalidValue
from predictions.outcomes import Outcome, Verdict
from predictions.text import clean
from storage import events
from storage.discord_tables import Claims, Comments, Snoozes
from storage.states import STILL_RUNNING
from storage.tables import Forecasters, Predictions


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One person's word on how a prediction ended; it needs a second one's."""

    prediction_id: int
    forecaster_id: int
    outcome: Outcome
    made_at: datetime
    happened_at: datetime | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What somebody said about a prediction."""

    name: str
    text: str
    made_at: datetime


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


def snooze(session: Session, prediction_id: int, *, until_at: datetime, by: int | None) -> None:
    """Ask again about a prediction only after that moment."""
    session.merge(Snoozes(prediction_id=prediction_id, until_at=until_at, by=by))


def woken(session: Session, *, now: datetime, limit: int = 100) -> list[int]:
    """Return the predictions to ask about again, taking them off the list."""
    query = select(Snoozes).where(Snoozes.until_at <= now).order_by(col(Snoozes.until_at))
    found = session.exec(query.limit(limit)).all()
    numbers = [row.prediction_id for row in found]
    session.execute(delete(Snoozes).where(col(Snoozes.prediction_id).in_(numbers)))
    running = select(Predictions.id).where(
        col(Predictions.id).in_(numbers), col(Predictions.status).in_(STILL_RUNNING)
    )
    return [number for number in session.exec(running) if number is not None]


def comment(
    session: Session, prediction_id: int, forecaster_id: int, text: str, *, now: datetime
) -> None:
    """Keep what somebody said about a prediction.

    Raises:
        InvalidValue: there are no words in it.
    """
    said = clean(text)
    if not said:
        raise InvalidValue("comment", "is empty")
    session.add(
        Comments(prediction_id=prediction_id, forecaster_id=forecaster_id, text=said, made_at=now)
    )
    events.append(session, "commented", at=now, actor_id=forecaster_id, prediction_id=prediction_id)


def comments(session: Session, prediction_id: int, *, limit: int = 5) -> list[Comment]:
    """Return the last things said about a prediction, the oldest of them first."""
    query = (
        select(Comments, Forecasters.name)
        .join(Forecasters, col(Forecasters.id) == Comments.forecaster_id)
        .where(Comments.prediction_id == prediction_id)
        .order_by(col(Comments.id).desc())
        .limit(limit)
    )
    found = [
        Comment(name=name, text=row.text, made_at=row.made_at) for row, name in session.exec(query)
    ]
    return found[::-1]
