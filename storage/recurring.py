"""What comes again and again: a row moved past the local date for which it was sent."""

from datetime import datetime
from typing import Protocol

from sqlmodel import Session


class Recurring(Protocol):
    """A row of something that recurs."""

    active: bool
    next_at: datetime
    last_key: str | None


def advance(session: Session, row: Recurring | None, *, key: str, next_at: datetime) -> bool:
    """Move a row past the local date `key`; False where it rests or that date was sent already."""
    if row is None or not row.active:
        return False
    fresh = row.last_key is None or row.last_key < key
    row.last_key = key if fresh else row.last_key
    row.next_at = max(row.next_at, next_at)
    session.add(row)
    session.flush()
    return fresh
