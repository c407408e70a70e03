"""What the author of a document forecast before: predictions that a new document may speak of again."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, or_, select

from predictions.model import ForecasterKind, Kind
from storage import messages
from storage.states import STILL_RUNNING
from storage.tables import Documents, Forecasters, Forecasts, Predictions


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A prediction that still runs, with the author's last probability for it."""

    id: int
    statement: str
    not_before: date | None
    deadline: date | None
    condition: str | None
    probability: float | None
    made_at: datetime | None


def standing(session: Session, author: str, *, guild_id: int | None = None) -> list[Standing]:
    """Return the yes-or-no predictions of an author that still run, the oldest first.

    `guild_id`: only those of that server; without, all of the ledger.
    """
    theirs = select(Forecasters.id).where(
        Forecasters.name == author, Forecasters.kind == ForecasterKind.AUTHOR.value
    )
    said = select(Forecasts.prediction_id).where(col(Forecasts.forecaster_id).in_(theirs))
    wrote = select(Documents.id).where(Documents.author == author)
    query = (
        select(Predictions)
        .where(
            Predictions.kind == Kind.BINARY.value,
            col(Predictions.status).in_(STILL_RUNNING),
            or_(
                col(Predictions.id).in_(said),
                col(Predictions.document_id).in_(wrote),
                col(Predictions.document_id).in_(messages.by_author(author)),
            ),
        )
        .order_by(col(Predictions.id))
    )
    if guild_id is not None:
        query = query.where(Predictions.guild_id == guild_id)
    found = session.exec(query).all()
    last = _last_said(session, [row.id or 0 for row in found], author)
    return [
        Standing(
            id=row.id or 0,
            statement=row.statement,
            not_before=row.not_before,
            deadline=row.deadline,
            condition=row.condition,
            probability=last[row.id or 0][0] if row.id in last else None,
            made_at=last[row.id or 0][1] if row.id in last else None,
        )
        for row in found
    ]


def _last_said(
    session: Session, numbers: list[int], author: str
) -> dict[int, tuple[float | None, datetime]]:
    query = (
        select(Forecasts.prediction_id, Forecasts.probability, Forecasts.made_at)
        .join(Forecasters, col(Forecasters.id) == Forecasts.forecaster_id)
        .where(col(Forecasts.prediction_id).in_(numbers), Forecasters.name == author)
        .order_by(col(Forecasts.made_at), col(Forecasts.id))
    )
    return {number: (value, made_at) for number, value, made_at in session.exec(query)}
