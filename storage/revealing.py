"""Forecasts that are hidden until a date: their cards have to follow when it comes."""

from datetime import UTC, datetime

from sqlmodel import Session, col, select

from storage import bookmarks, events
from storage.tables import Predictions

BOOKMARK = "revealed"


def reveal(session: Session, *, now: datetime) -> list[int]:
    """Record of which predictions the forecasts are shown from now on, once for each."""
    noted = bookmarks.get(session, BOOKMARK)
    since = datetime.fromisoformat(noted) if noted else datetime.min.replace(tzinfo=UTC)
    shown = select(Predictions.id).where(
        col(Predictions.visible_from) > since, col(Predictions.visible_from) <= now
    )
    numbers = [number for number in session.exec(shown) if number is not None]
    for number in numbers:
        events.append(session, "forecasts shown", at=now, prediction_id=number)
    if numbers:
        bookmarks.put(session, BOOKMARK, now.isoformat())
    return numbers
