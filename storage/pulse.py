"""A sign of life from each long-running part, for health checks."""

from datetime import datetime

from sqlmodel import Session

from storage.tables import Pulses


def beat(session: Session, name: str, *, now: datetime) -> None:
    """Record that a part has just done its work."""
    session.merge(Pulses(name=name, at=now))


def last(session: Session, name: str) -> datetime | None:
    """Return when a part last did its work; None where it never did."""
    row = session.get(Pulses, name)
    return row.at if row else None
