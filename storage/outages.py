"""When nobody answered us: the last time that our own network was down, for all processes."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from storage import bookmarks

NAME = "nobody answers"


@dataclass(frozen=True, slots=True)
class Outage:
    """Since when nobody answered, and until when; None while it lasts."""

    since: datetime
    until: datetime | None = None


def last(session: Session) -> Outage | None:
    """Return the last outage; None where there never was one."""
    noted = bookmarks.get(session, NAME)
    if noted is None:
        return None
    since, until = json.loads(noted)
    return Outage(
        datetime.fromisoformat(since), None if until is None else datetime.fromisoformat(until)
    )


def lasting(session: Session) -> Outage | None:
    """Return the outage that lasts; None where somebody answers."""
    found = last(session)
    return found if found is not None and found.until is None else None


def note(session: Session, outage: Outage) -> None:
    """Note that an outage began, or is over."""
    until = None if outage.until is None else outage.until.isoformat()
    bookmarks.put(session, NAME, json.dumps([outage.since.isoformat(), until]))
