"""Messages that show predictions: which there are, and which no longer show how things stand."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, bindparam, delete, func
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from storage import outbox
from storage.discord_tables import Cards
from storage.plain import run
from storage.tables import Events

LATEST = sa_select(func.max(col(Events.seq)))
LATEST_OF = LATEST.where(col(Events.prediction_id) == bindparam("number", type_=BigInteger))


@dataclass(frozen=True, slots=True)
class Card:
    """A message that shows a prediction; `kind` is card, prompt or result."""

    message_id: int
    channel_id: int
    prediction_id: int
    kind: str
    seen_seq: int


def key(prediction_id: int) -> str:
    """Return the key under which the outbox owes a prediction's first card."""
    return f"card:{prediction_id}"


def owe(
    session: Session,
    prediction_id: int,
    channel_id: int,
    *,
    now: datetime,
    due_at: datetime | None = None,
) -> None:
    """See to it that the first card of a prediction comes into a channel."""
    outbox.enqueue(
        session,
        key=key(prediction_id),
        kind="card",
        prediction_id=prediction_id,
        channel_id=channel_id,
        tells="card",
        now=now,
        due_at=due_at,
    )


def latest_seq(session: Session, prediction_id: int | None = None) -> int:
    """Return the number of the last event, of one prediction or of all."""
    query = LATEST if prediction_id is None else LATEST_OF
    return run(session, query, {"number": prediction_id}).scalar() or 0


def remember(
    session: Session,
    *,
    message_id: int,
    channel_id: int,
    prediction_id: int,
    kind: str = "card",
    seen_seq: int = 0,
) -> None:
    """Note that a message shows a prediction as it was at that event."""
    session.merge(
        Cards(
            message_id=message_id,
            channel_id=channel_id,
            prediction_id=prediction_id,
            kind=kind,
            seen_seq=seen_seq,
        )
    )


def forget(session: Session, message_id: int) -> None:
    """Note that a message is gone."""
    session.execute(delete(Cards).where(col(Cards.message_id) == message_id))


def outdated(session: Session, *, since: int, limit: int = 200) -> list[Card]:
    """Return cards whose prediction has an event after `since` that they do not show yet."""
    newest = (
        select(col(Events.prediction_id), func.max(col(Events.seq)).label("seq"))
        .where(col(Events.seq) > since, col(Events.prediction_id).is_not(None))
        .group_by(col(Events.prediction_id))
        .subquery()
    )
    query = (
        select(Cards)
        .join(newest, newest.c.prediction_id == Cards.prediction_id)
        .where(Cards.seen_seq < newest.c.seq)
        .order_by(col(Cards.message_id).desc())
        .limit(limit)
    )
    return [_card(row) for row in session.exec(query)]


def places(session: Session, prediction_ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """Return channel and message of each prediction's newest card."""
    query = (
        select(Cards.prediction_id, Cards.channel_id, Cards.message_id)
        .where(col(Cards.prediction_id).in_(prediction_ids), Cards.kind == "card")
        .order_by(col(Cards.message_id))
    )
    return {number: (channel, message) for number, channel, message in session.exec(query)}


def _card(row: Cards) -> Card:
    return Card(row.message_id, row.channel_id, row.prediction_id, row.kind, row.seen_seq)
