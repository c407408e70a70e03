"""What people say about predictions."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from predictions.errors import InvalidValue
from predictions.text import clean
from storage import events
from storage.discord_tables import Comments
from storage.tables import Forecasters


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What somebody said about a prediction."""

    name: str
    text: str
    made_at: datetime


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
