"""Scheduled reports: what is due goes into the outbox, and is made when it is delivered.

Keyed by (schedule, local date): a restart, a second process or a clock that is put back neither
doubles a report nor drops one. A late one says that it is late.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.cadence import local_date, moment_before, next_moment
from bot.render.lateness import late
from bot.render.post import Post, Style
from bot.reports.building import build
from bot.reports.files import write_bytes
from bot.reports.model import Ask, Report
from bot.reports.post import report_message
from bot.reports.rows import score_rows
from predictions.interchange.columns import SCORES
from predictions.interchange.tables import write_table
from storage import outbox, schedules
from storage.ledger import Session
from storage.schedules import Schedule

CATCH_UP = 7  # after a long silence, no more than a week of daily reports at once


@dataclass(frozen=True, slots=True)
class Planned:
    """One report of a schedule: the local date is its key."""

    moment: datetime
    local_date: str


def planned(schedule: Schedule, *, now: datetime) -> tuple[tuple[Planned, ...], datetime]:
    """Return which reports of a schedule are due, the oldest first, and when the next will be."""
    due: list[Planned] = []
    moment = schedule.next_at
    while moment <= now:
        due.append(Planned(moment, local_date(moment, schedule.time_zone)))
        moment = next_moment(schedule.cadence, schedule.time_zone, after=moment)
    return tuple(due[-CATCH_UP:]), moment


def due_reports(session: Session, now: datetime) -> int:
    """Put every report that is due into the outbox, and return how many were new.

    Runs in a write transaction; whoever comes second finds the key taken.
    """
    put = 0
    for schedule in schedules.due(session, now=now):
        due, next_at = planned(schedule, now=now)
        for report in due:
            fresh = schedules.advance(
                session, schedule.id, key=report.local_date, next_at=report.moment
            )
            put += fresh and _enqueue(session, schedule, report, now=now)
        schedules.advance(
            session, schedule.id, key=due[-1].local_date if due else "", next_at=next_at
        )
    return put


def _enqueue(session: Session, schedule: Schedule, report: Planned, *, now: datetime) -> bool:
    begin = moment_before(schedule.cadence, schedule.time_zone, at=report.moment)
    return outbox.enqueue(
        session,
        key=f"report:{schedule.id}:{report.local_date}",
        kind="report",
        channel_id=schedule.channel_id or None,
        data={
            "schedule": schedule.id,
            "planned_at": report.moment.isoformat(),
            "since": begin.isoformat(),
            "time_zone": schedule.time_zone,
            "guild_id": schedule.guild_id or None,
            "scope": schedule.scope,
        },
        now=now,
    )


def ask_of(data: Mapping[str, Any]) -> Ask:
    """Return what a report in the outbox is about."""
    scope = data.get("scope", {})
    return Ask(
        since=datetime.fromisoformat(data["since"]),
        until=datetime.fromisoformat(data["planned_at"]),
        forecaster=scope.get("forecaster"),
        tag=scope.get("tag"),
        guild_id=data.get("guild_id"),
        time_zone=data["time_zone"],
    )


def report_post(session: Session, leased: outbox.Post, style: Style, now: datetime) -> Post:
    """Return the message of a scheduled report, and leave its files where a folder is named."""
    report = build(session, ask_of(leased.data), now=now)
    planned_at = datetime.fromisoformat(leased.data["planned_at"])
    said = late("report", planned_at, now=now, style=style)
    post = report_message(report, style=style, mark=leased.mark, late=said)
    folder = leased.data.get("scope", {}).get("folder")
    if not folder:
        return post
    try:
        leave_files(session, leased, report, Path(folder))
    except OSError as error:
        # The message matters more than its files: it comes in any case, and says so.
        said = style.said(f"Its files could not be written to {folder}: {error.strerror}.")
    else:
        said = style.said(f"Page, table and chart: {folder}")
    return replace(post, text=f"{post.text}\n{said}")


def preview(session: Session, schedule: Schedule, style: Style, *, now: datetime) -> Post:
    """Return the next report of a schedule as it would be if it came now."""
    begin = moment_before(schedule.cadence, schedule.time_zone, at=schedule.next_at)
    ask = Ask(
        since=min(begin, now),
        until=now,
        forecaster=schedule.scope.get("forecaster"),
        tag=schedule.scope.get("tag"),
        guild_id=schedule.guild_id or None,
        time_zone=schedule.time_zone,
    )
    return report_message(build(session, ask, now=now), style=style, mark="preview")


def report_files(session: Session, leased: outbox.Post, now: datetime) -> list[tuple[str, bytes]]:
    """Return the files that go with a scheduled report: page, scores and chart, with their names."""
    from bot.reports.picture import drawable  # noqa: PLC0415 (matplotlib is heavy)

    report = build(session, ask_of(leased.data), now=now)
    # The chart in the colours of Discord's dark messages, as those of its commands.
    files = _files(session, leased, report, theme="dark")
    # A large empty picture says nothing that the message has not said.
    return files if drawable(report) else [each for each in files if not each[0].endswith(".png")]


def leave_files(session: Session, leased: outbox.Post, report: Report, folder: Path) -> list[Path]:
    """Write the files of a report into a folder.

    A second attempt replaces what the first left: the same report, made later.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in _files(session, leased, report):
        write_bytes(folder / name, content, force=True)
        written.append(folder / name)
    return written


def _files(
    session: Session, leased: outbox.Post, report: Report, *, theme: str = "light"
) -> list[tuple[str, bytes]]:
    from bot.charts.style import Theme  # noqa: PLC0415 (jinja and matplotlib are heavy)
    from bot.reports.page import page  # noqa: PLC0415
    from bot.reports.picture import report_png  # noqa: PLC0415

    name = leased.key.replace(":", "-")
    return [
        (f"{name}.html", page(report).encode()),
        (f"{name}.csv", _scores(session, report)),
        (f"{name}.png", report_png(report, theme=Theme(theme))),
    ]


def _scores(session: Session, report: Report) -> bytes:
    text = io.StringIO(newline="")
    write_table(text, SCORES.header, score_rows(session, report.ask.scope))
    return text.getvalue().encode()
