"""What comes later than it was due says so."""

from datetime import datetime, timedelta

from bot.render.post import Style

PUNCTUAL = timedelta(minutes=15)  # within a few ticks nobody would call it late


def late(what: str, planned_at: datetime, *, now: datetime, style: Style) -> str:
    """Return that it is late, and since when; nothing where it is not."""
    if now - planned_at <= PUNCTUAL:
        return ""
    return f"Late: this {what} was due {style.when(planned_at)}."
