"""The audit chain: every change is an event, and every event holds the hash of the one before.

An event's data holds identifiers and the digest of what was stored, never a name: a person can be
forgotten without breaking the chain.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlmodel import Session, col

from storage.plain import run
from storage.tables import Events

GENESIS = "0" * 64
ADD = insert(Events)
LAST = select(col(Events.hash)).order_by(col(Events.seq).desc()).limit(1)


def canonical(data: Any) -> str:
    """Return data as the one JSON text that is hashed."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def digest(rows: Iterable[dict[str, Any]]) -> str:
    """Return the hash of rows in their order."""
    running = hashlib.sha256()
    for row in rows:
        running.update(canonical(row).encode())
        running.update(b"\n")
    return running.hexdigest()


def link(
    previous: str,
    *,
    at: datetime,
    kind: str,
    actor_id: int | None,
    prediction_id: int | None,
    data: str,
) -> str:
    """Return the hash of an event, given the hash of the one before."""
    fields = [previous, at.isoformat(), kind, actor_id, prediction_id, data]
    return hashlib.sha256(canonical(fields).encode()).hexdigest()


def append(
    session: Session,
    kind: str,
    *,
    at: datetime,
    actor_id: int | None = None,
    prediction_id: int | None = None,
    **data: Any,
) -> None:
    """Add an event to the chain; the writer is alone, so the last event is the one before."""
    previous = run(session, LAST).scalar() or GENESIS
    text = canonical(data)
    said: dict[str, Any] = {
        "kind": kind,
        "actor_id": actor_id,
        "prediction_id": prediction_id,
        "data": text,
    }
    hashed = link(previous, at=at, **said)
    run(session, ADD, {"at": at, "previous": previous, "hash": hashed, **said})
