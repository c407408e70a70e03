"""What the bot notes for itself under a name, over a restart: how far it has read, when it last did something."""

from sqlalchemy import bindparam, delete
from sqlalchemy import select as sa_select
from sqlmodel import Session, col

from storage.discord_tables import Bookmarks
from storage.plain import run

BOOKMARK = sa_select(col(Bookmarks.value)).where(col(Bookmarks.name) == bindparam("name"))


def get(session: Session, name: str) -> str | None:
    """Return what was noted under that name."""
    value: str | None = run(session, BOOKMARK, {"name": name}).scalar()
    return value


def put(session: Session, name: str, value: str) -> None:
    """Note something under a name."""
    session.merge(Bookmarks(name=name, value=value))


def drop(session: Session, name: str) -> None:
    """Forget what was noted under a name."""
    session.execute(delete(Bookmarks).where(col(Bookmarks.name) == name))
