"""What a form has no room for, kept until it is sent: one draft a person, the last one counts."""

import json

from sqlmodel import Session

from storage import bookmarks


def keep(session: Session, discord_id: int, number: int, values: dict[str, str]) -> None:
    """Keep what was given beside the form of that number."""
    text = json.dumps({"form": number, "values": values})
    bookmarks.put(session, _name(discord_id), text)


def take(session: Session, discord_id: int, number: int) -> dict[str, str] | None:
    """Return what was kept, and forget it; None where another form came after that one."""
    kept = json.loads(bookmarks.get(session, _name(discord_id)) or "{}")
    if kept.get("form") != number:
        return None
    drop(session, discord_id)
    return dict(kept["values"])


def drop(session: Session, discord_id: int) -> None:
    """Forget a person's draft."""
    bookmarks.drop(session, _name(discord_id))


def _name(discord_id: int) -> str:
    return f"draft:{discord_id}"
