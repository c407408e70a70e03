"""Reminders: what a person asked to be told of."""

from datetime import UTC, datetime, timedelta

from bot.render import words
from bot.render.post import AMBER, Post, Style
from predictions.model import Forecaster
from storage import communities, reminders
from storage.ledger import Session
from storage.outbox import Post as Leased
from storage.states import Listed

TITLES = {
    "due": "Due within a week",
    "stale": "Forecasts of yours older than a month",
    "evidence": "New evidence on what you forecast",
}


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
    # The deadline includes its last minute.
    when = f", {style.when(due_at - timedelta(minutes=1))}" if due_at else ""
    return f"{style.bold(str(prediction.id))} {said}{when}"
