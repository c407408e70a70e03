"""The scheduled report: what ended since the last one, how well it was foreseen, chart and CSV."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import scheduled
from bot.discord.scheduled.cadence import Cadence, moment_of
from bot.discord.scores.calibration import chart, scored
from bot.discord.scores.exporting import forecasts_files
from bot.discord.scores.rows import Row, rows_of
from bot.discord.scores.tables import leaderboard_lines
from bot.render.post import BLUE, Field, Post, Style
from predictions.times import zone
from storage import communities
from storage.ledger import Session
from storage.outbox import Post as Leased
from storage.records import Scope

CHART, CSV = "calibration.png", "forecasts.csv"


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it is posted."""

    post: Post
    files: tuple[tuple[str, bytes], ...] = ()
    image: str | None = None


def period_start(cadence: Cadence, time_zone: str, due_at: datetime) -> datetime:
    """Return when the period began that a report covers: the time it was due before."""
    day = due_at.astimezone(zone(time_zone)).date()
    if cadence.day is not None:
        first = day.replace(day=1) - timedelta(days=1)
        before = first.replace(day=cadence.day)
    else:
        before = day - timedelta(days=7 if cadence.weekday else 1)
    return moment_of(cadence, time_zone, before).at


def report_of(session: Session, leased: Leased, *, style: Style, now: datetime) -> Report:
    """Return the report that an outbox entry stands for."""
    data = leased.data
    due_at = datetime.fromisoformat(data["due_at"])
    cadence = Cadence.parse(data["cadence"])
    since = period_start(cadence, data["time_zone"], due_at)
    tag = data["scope"].get("tag")
    guild_id = data["guild_id"]
    ended = communities.ended_between(session, guild_id, since=since, until=due_at, tag=tag)
    scope = Scope(guild_id=guild_id, tag=tag, since=since, until=due_at)
    rows = rows_of(session, scope)
    so_far = rows_of(session, Scope(guild_id=guild_id, tag=tag, until=due_at, resolved_only=True))
    stated = [row for row in so_far if not row.implied]
    report = scored(stated) if stated else None
    lines = [
        f"<t:{int(since.timestamp())}:D> to <t:{int(due_at.timestamp())}:D>"
        + (f", tag {style.said(tag)}" if tag else ""),
        scheduled.late_words(due_at, now, style),
    ]
    post = Post(
        title="Monthly report" if cadence.day else "Weekly report",
        colour=BLUE,
        text="\n".join(line for line in lines if line),
        fields=(
            *scheduled.ended_fields(session, ended, style=style, now=now),
            *_scores(rows, style),
            *([Field("Calibration so far", report.verdict.sentence)] if report else []),
        ),
        footer=f"CalledIt {leased.mark} · Brier 0–1, lower is better",
    )
    if report is None or report.curve is None:
        return Report(post)
    files = ((CHART, chart(report.curve, "this server")), *forecasts_files(session, scope))
    return Report(post, files, CHART)


def _scores(rows: list[Row], style: Style) -> list[Field]:
    stated = [row for row in rows if not row.implied]
    if not stated:
        return []
    return [Field("Best in this time", "\n".join(leaderboard_lines(stated, style)[:8]))]
