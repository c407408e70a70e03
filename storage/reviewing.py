"""The review queue: candidates from documents, until a person accepts, edits or discards them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from storage import events
from storage.errors import NotFound, Refused
from storage.tables import Candidates


@dataclass(frozen=True, slots=True)
class Waiting:
    """A candidate in the queue; `data` is the extraction contract's object."""

    id: int
    document_id: int
    data: dict[str, Any]
    confidence: float


def enqueue(
    session: Session, document_id: int, found: Iterable[dict[str, Any]], *, now: datetime
) -> list[Waiting]:
    """Put candidates of a document into the queue; those that were ever there are left out."""
    query = select(Candidates.start, Candidates.end).where(Candidates.document_id == document_id)
    known = set(session.exec(query).all())
    fresh = [
        Candidates(
            document_id=document_id,
            start=data["start"],
            end=data["end"],
            data=json.dumps(data, ensure_ascii=False),
            confidence=data["confidence"],
        )
        for data in found
        if (data["start"], data["end"]) not in known
    ]
    session.add_all(fresh)
    session.flush()
    if fresh:
        events.append(session, "candidates found", at=now, document=document_id, count=len(fresh))
    return [_waiting(row) for row in fresh]


def queue(session: Session, *, limit: int = 100) -> list[Waiting]:
    """Return the candidates that wait, the first found first."""
    query = select(Candidates).where(Candidates.status == "waiting").order_by(col(Candidates.id))
    return [_waiting(row) for row in session.exec(query.limit(limit))]


def count(session: Session) -> int:
    """Return how many candidates wait."""
    query = select(func.count()).select_from(Candidates).where(Candidates.status == "waiting")
    return session.exec(query).one()


def accepted(session: Session, candidate_id: int, *, prediction_id: int, now: datetime) -> None:
    """Record that a candidate became that prediction."""
    _decide(session, candidate_id, "accepted", now, prediction_id=prediction_id)


def discarded(session: Session, candidate_id: int, *, now: datetime) -> None:
    """Record that a candidate is no forecast worth keeping."""
    _decide(session, candidate_id, "discarded", now)


def _decide(
    session: Session,
    candidate_id: int,
    status: str,
    now: datetime,
    *,
    prediction_id: int | None = None,
) -> None:
    row = session.get(Candidates, candidate_id)
    if row is None:
        raise NotFound("candidate", candidate_id)
    if row.status != "waiting":
        raise Refused(f"candidate {candidate_id} was already {row.status}")
    row.status, row.reviewed_at, row.prediction_id = status, now, prediction_id
    session.add(row)
    events.append(
        session,
        f"candidate {status}",
        at=now,
        prediction_id=prediction_id,
        candidate=candidate_id,
    )


def _waiting(row: Candidates) -> Waiting:
    assert row.id is not None  # noqa: S101 (it came from the database)
    return Waiting(row.id, row.document_id, json.loads(row.data), row.confidence)
