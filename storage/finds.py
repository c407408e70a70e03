"""Forecasts found in what somebody gave the bot: each server reviews its own."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from storage.discord_tables import Finds
from storage.errors import NotFound, Refused

GONE = ("split", "merged")  # others stand in their place


@dataclass(frozen=True, slots=True, kw_only=True)
class Find:
    """A forecast that was found; `batch` says in which review it stands."""

    id: int
    guild_id: int
    discord_id: int
    document_id: int
    batch: int
    data: dict[str, Any]
    status: str
    prediction_id: int | None


def add(
    session: Session,
    found: Iterable[dict[str, Any]],
    *,
    guild_id: int,
    discord_id: int,
    document_id: int,
    batch: int,
    now: datetime,
) -> int:
    """Put what was found into a review of its own; return how many."""
    rows = [
        Finds(
            guild_id=guild_id,
            discord_id=discord_id,
            document_id=document_id,
            batch=batch,
            data=json.dumps(data, ensure_ascii=False),
            confidence=data["confidence"],
            found_at=now,
        )
        for data in found
    ]
    session.add_all(rows)
    session.flush()
    return len(rows)


def get(session: Session, find_id: int) -> Find:
    """Return one find.

    Raises:
        NotFound: there is none of that number.
    """
    row = session.get(Finds, find_id)
    if row is None:
        raise NotFound("find", find_id)
    return _find(row)


def following(session: Session, batch: int, *, after: int = 0) -> Find | None:
    """Return the next find of a review that waits, from the beginning again at its end."""
    query = (
        select(Finds)
        .where(Finds.batch == batch, Finds.status == "waiting")
        .order_by((col(Finds.id) <= after), col(Finds.id))
        .limit(1)
    )
    row = session.exec(query).first()
    return _find(row) if row else None


def count(session: Session, batch: int) -> tuple[int, int]:
    """Return how many finds of a review wait, and how many there are to decide about."""
    query = select(Finds.status, func.count()).where(Finds.batch == batch).group_by(Finds.status)
    by_status = dict(session.exec(query).all())
    ours = {name: number for name, number in by_status.items() if name not in GONE}
    return ours.get("waiting", 0), sum(ours.values())


def accepted(session: Session, batch: int) -> list[int]:
    """Return the predictions that came of a review."""
    query = select(Finds.prediction_id).where(Finds.batch == batch, Finds.status == "accepted")
    return [number for number in session.exec(query.order_by(col(Finds.id))) if number is not None]


def decide(
    session: Session, find_id: int, status: str, *, prediction_id: int | None = None
) -> None:
    """Record what became of a find.

    Raises:
        Refused: it was decided before.
    """
    row = session.get_one(Finds, find_id)
    if row.status != "waiting":
        raise Refused(f"this one was already {row.status}")
    row.status, row.prediction_id = status, prediction_id
    session.add(row)
    session.flush()


def split(session: Session, find_id: int, parts: Iterable[dict[str, Any]]) -> int:
    """Put the parts of a find into its review, at its end; return the number before the first."""
    row = session.get_one(Finds, find_id)
    decide(session, find_id, "split")
    last = session.exec(select(func.max(Finds.id)).where(Finds.batch == row.batch)).one()
    add(
        session,
        parts,
        guild_id=row.guild_id,
        discord_id=row.discord_id,
        document_id=row.document_id,
        batch=row.batch,
        now=row.found_at,
    )
    return last or find_id


def since(session: Session, batch: int, after: int) -> tuple[int, ...]:
    """Return the finds of a review that came after that one."""
    query = select(Finds.id).where(Finds.batch == batch, col(Finds.id) > after)
    return tuple(number for number in session.exec(query) if number is not None)


def merged(session: Session, find_id: int, *, into: int, data: dict[str, Any]) -> None:
    """Fold a find into another of its review, whose new data is given.

    Raises:
        Refused: they are not two that wait, of one document.
    """
    gone, kept = session.get_one(Finds, find_id), session.get_one(Finds, into)
    if gone.document_id != kept.document_id or find_id == into or kept.status != "waiting":
        raise Refused("only two that wait, of one document, can be one forecast")
    decide(session, find_id, "merged")
    kept.data = json.dumps(data, ensure_ascii=False)
    session.add(kept)
    session.flush()


def _find(row: Finds) -> Find:
    assert row.id is not None  # noqa: S101 (it came from the database)
    return Find(
        id=row.id,
        guild_id=row.guild_id,
        discord_id=row.discord_id,
        document_id=row.document_id,
        batch=row.batch,
        data=json.loads(row.data),
        status=row.status,
        prediction_id=row.prediction_id,
    )
