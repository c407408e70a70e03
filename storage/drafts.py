"""What a form has no room for, kept until it is sent: one draft a person, the last one counts."""

import json

from sqlalchemy import delete
from sqlmodel import Session, col

from storage.discord_tables import Bookmarks


def keep(session: Session, discord_id: int, number: int, values: dict[str, str]) -> None:
    """Keep what was given beside the form of that number."""
    text = json.dumps({"form": number, "values": values})
    session.merge(Bookmarks(name=_name(discord_id), value=text))


def take(session: Session, discord_id: int, number: int) -> dict[str, str] | None:
    """Return what was kept, and forget it; None where another form came after that one."""
    row = session.get(Bookmarks, _name(discord_id))
    kept = json.loads(row.value) if row else {}
    if kept.get("form") != number:
        return None
    drop(session, discord_id)
    return dict(kept["values"])


def drop(session: Session, discord_id: int) -> None:
    """Forget a person's draft."""
    session.execute(delete(Bookmarks).where(col(Bookmarks.name) == _name(discord_id)))


def _name(discord_id: int) -> str:
    return f"draft:{discord_id}"
