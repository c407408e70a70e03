"""Predictions that are asked about again only later, since somebody put them off."""

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from storage.discord_tables import Snoozes
from storage.states import STILL_RUNNING
from storage.tables import Predictions


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
