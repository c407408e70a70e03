"""When this ledger was not at work, and whether another life of it was: one that it was restored from.

A ledger knows when it was last at work. What stands in channels from later on, and is none of its
posts, went out after the backup was made that it is a copy of.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select

from storage import bookmarks
from storage.discord_tables import Cards

AT_WORK, AWAY, OTHER_LIFE = "at work", "away since", "another life"
NOTICED = timedelta(minutes=3)
CAUGHT_UP = timedelta(days=90)  # after which nothing is owed that was told before


@dataclass(frozen=True, slots=True)
class OtherLife:
    """From when to when posts may stand in channels of which this ledger knows nothing."""

    since: datetime
    until: datetime


def at_work(session: Session, *, now: datetime, usual: timedelta = timedelta()) -> None:
    """Note that somebody is at work; where nobody was for long, since when.

    `usual`: how long it is usually between two such moments.
    """
    noted = bookmarks.get(session, AT_WORK)
    last = datetime.fromisoformat(noted) if noted else now
    if now - last > NOTICED + 2 * usual and away_since(session) is None:
        bookmarks.put(session, AWAY, last.isoformat())
    bookmarks.put(session, AT_WORK, now.isoformat())


def away_since(session: Session) -> datetime | None:
    """Return since when nobody was at work here, where what went out meanwhile is not known yet."""
    noted = bookmarks.get(session, AWAY)
    return datetime.fromisoformat(noted) if noted else None


def looked(session: Session, since: datetime, *, now: datetime, posts_found: bool) -> None:
    """Note what came of looking for posts that this ledger knows nothing of."""
    bookmarks.put(session, AWAY, "")
    if posts_found:
        before = other_life(session, now=now)
        since = min(since, before.since) if before else since
        bookmarks.put(session, OTHER_LIFE, f"{since.isoformat()} {now.isoformat()}")


def other_life(session: Session, *, now: datetime) -> OtherLife | None:
    """Return the time from which unknown posts stand; None where this ledger was never restored."""
    noted = bookmarks.get(session, OTHER_LIFE)
    if not noted:
        return None
    since, until = map(datetime.fromisoformat, noted.split())
    return OtherLife(since, until) if now - until < CAUGHT_UP else None


def places(session: Session, *, most: int) -> list[int]:
    """Return the channels in which predictions were shown, the latest first."""
    newest = func.max(col(Cards.message_id))
    query = select(Cards.channel_id).group_by(col(Cards.channel_id)).order_by(newest.desc())
    return list(session.exec(query.limit(most)))
