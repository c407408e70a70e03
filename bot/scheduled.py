"""Scheduled posts: what ended since the last report, and what a person asked to be reminded of."""

from datetime import UTC, datetime, timedelta

from bot.render import words
from bot.render.post import AMBER, BLUE, Field, Post, Style
from predictions.model import Forecaster
from storage import communities, finding, reminders
from storage.finding import Listed
from storage.ledger import Session
from storage.outbox import Post as Leased

LATE = timedelta(hours=1)
MOST_LISTED = 12
TITLES = {
    "due": "Due within a week",
    "stale": "Forecasts of yours older than a month",
    "evidence": "New evidence on what you forecast",
}


def late_words(due_at: datetime, now: datetime, style: Style) -> str:
    """Return the word about a post that comes late; nothing for one in time."""
    if now - due_at <= LATE:
        return ""
    return f"This was due {style.when(due_at)}: nobody was running then."


def reminder_post(session: Session, leased: Leased, style: Style, now: datetime) -> Post | None:
    """Return a reminder; None where there is nothing to be reminded of."""
    who = communities.member(session, leased.data["discord_id"])
    if who is None or who.id is None:
        return None
    lines = _lines(session, leased, who, style, now)
    if not lines:
        return None
    return Post(
        title=TITLES[leased.data["what"]],
        colour=AMBER,
        text="\n".join(lines),
        footer=f"CalledIt {leased.mark} · /remind off ends this",
    )


def _lines(
    session: Session, leased: Leased, who: Forecaster, style: Style, now: datetime
) -> list[str]:
    guild_id, number = leased.data["guild_id"], who.id or 0
    if leased.data["what"] == "due":
        found = reminders.soon_due(session, number, guild_id=guild_id, now=now)
        return [_listed(row, style) for row in found]
    if leased.data["what"] == "stale":
        found = reminders.stale(session, number, guild_id=guild_id, now=now)
        return [_listed(row, style) for row in found]
    last = leased.data["since"]
    since = datetime.fromisoformat(last).replace(tzinfo=UTC) if last else now - timedelta(days=7)
    return [
        f"{style.bold(str(prediction))} "
        + (style.link(words.cut(title, 150), url) if url else style.said(words.cut(title, 150)))
        for prediction, title, url in reminders.news(
            session, number, guild_id=guild_id, since=since
        )
    ]


def _listed(row: Listed, style: Style) -> str:
    prediction = row.prediction
    said = style.said(words.cut(" ".join(prediction.statement.split()), 150))
    due_at = prediction.window.due_at
    when = f", {style.when(due_at)}" if due_at else ""
    return f"{style.bold(str(prediction.id))} {said}{when}"


def ended_fields(
    session: Session, numbers: list[int], *, style: Style, now: datetime
) -> tuple[Field, ...]:
    """Return what ended, the newest first, cut where it is much."""
    if not numbers:
        return (Field("Ended", "Nothing ended in this time."),)
    lines = []
    for number in numbers[:MOST_LISTED]:
        record = finding.record(session, number, now=now)
        if record.resolution is not None:
            said = style.said(words.cut(" ".join(record.prediction.statement.split()), 60))
            lines.append(f"{style.bold(words.outcome(record.resolution.outcome))} {said}")
    more = [f"… and {len(numbers) - MOST_LISTED} more"] if len(numbers) > MOST_LISTED else []
    return (Field(f"Ended ({len(numbers)})", "\n".join([*lines, *more])),)


__all__ = ["BLUE", "ended_fields", "late_words", "reminder_post"]
