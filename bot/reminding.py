"""Reminders: what a person asked to be told of."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from bot.jumping import card_links
from bot.render import words
from bot.render.kinds import belief_words
from bot.render.lateness import late
from bot.render.naming import line
from bot.render.post import AMBER, Post, Style
from predictions.model import Forecast, Forecaster, Prediction
from storage import dossier, finding, recording, reminders
from storage.ledger import Session
from storage.outbox import Post as Leased
from storage.states import Listed

TITLES = {
    "due": "Due now or within a week",
    "stale": "Forecasts of yours older than a month",
    "evidence": "New evidence on what you forecast",
}


def reminder_post(session: Session, leased: Leased, style: Style, now: datetime) -> Post | None:
    """Return a reminder; None where there is nothing to be reminded of."""
    who = recording.on_discord(session, leased.data["discord_id"])
    if who is None or who.id is None:
        return None
    lines = _lines(session, leased, who, style, now)
    if not lines:
        return None
    if (planned := leased.data.get("planned_at")) is not None:
        said = late("reminder", datetime.fromisoformat(planned), now=now, style=style)
        lines = [said, *lines] if said else lines
    return Post(
        title=TITLES[leased.data["what"]],
        colour=AMBER,
        text="\n".join(lines),
        footer=words.footer(leased.mark, "/remind off ends this"),
    )


def _lines(
    session: Session, leased: Leased, who: Forecaster, style: Style, now: datetime
) -> list[str]:
    guild_id, number = leased.data["guild_id"], who.id or 0
    if leased.data["what"] in {"due", "stale"}:
        ask = reminders.soon_due if leased.data["what"] == "due" else reminders.stale
        found = ask(session, number, guild_id=guild_id, now=now)
        links = card_links(session, [row.prediction for row in found])
        said = finding.last_by(session, [number], [row.prediction.id or 0 for row in found])
        return [_listed(row, links, said, style) for row in found]
    last = leased.data["since"]
    since = datetime.fromisoformat(last).replace(tzinfo=UTC) if last else now - timedelta(days=7)
    news = reminders.news(session, number, guild_id=guild_id, since=since)
    about = [dossier.get(session, each, now=now).prediction for each, _, _ in news]
    return _digest(news, {each.id or 0: each for each in about}, card_links(session, about), style)


def _digest(
    news: Sequence[tuple[int, str, str | None]],
    about: Mapping[int, Prediction],
    links: Mapping[int, str],
    style: Style,
) -> list[str]:
    """Return new evidence below the predictions that it bears on."""
    lines = []
    for number, prediction in about.items():
        lines.append(_named(prediction, links, style))
        for _, title, url in (item for item in news if item[0] == number):
            shown = words.cut(title, 100)
            whole = url is not None and len(url) <= 200
            lines.append(f"• {style.link(shown, url) if url and whole else style.said(shown)}")
    return lines


def _named(prediction: Prediction, links: Mapping[int, str], style: Style) -> str:
    number = prediction.id or 0
    named = style.link(str(number), links[number]) if number in links else str(number)
    return f"{style.bold(named)} {line(prediction, style, 100)}"


def _listed(
    row: Listed, links: Mapping[int, str], said: Mapping[int, Forecast], style: Style
) -> str:
    prediction = row.prediction
    facts = []
    if (last := said.get(prediction.id or 0)) is not None:
        belief = style.said(words.cut(belief_words(prediction, last.belief), 60))
        facts.append(f"you said {style.bold(belief)} {style.day(last.made_at)}")
    if prediction.window.due_at is not None:
        # The deadline includes its last minute.
        facts.append(f"due {style.when(prediction.window.due_at - timedelta(minutes=1))}")
    beside = [", ".join(facts)] if facts else []
    return "\n-# ".join([_named(prediction, links, style), *beside])
