"""Report schedules: when each is due, and the one post of each local date.

A post is keyed by (schedule, local date): whoever advances a schedule first makes that day's post,
and a clock that is put back cannot make a second.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from storage import recurring
from storage.discord_tables import ReportSchedules
from storage.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A report that is posted again and again.

    Attributes:
        cadence: cron (minute hour day month weekday) in `time_zone`.
        last_key: the local date that was posted last.
    """

    id: int
    guild_id: int
    channel_id: int
    cadence: str
    time_zone: str
    scope: dict[str, Any]
    next_at: datetime
    last_key: str | None
    active: bool


def add(
    session: Session,
    *,
    guild_id: int,
    channel_id: int,
    cadence: str,
    time_zone: str,
    next_at: datetime,
    scope: dict[str, Any] | None = None,
) -> Schedule:
    """Store a schedule; the caller has worked out when it is due first."""
    row = ReportSchedules(
        guild_id=guild_id,
        channel_id=channel_id,
        cadence=cadence,
        time_zone=time_zone,
        next_at=next_at,
        scope=json.dumps(scope or {}),
    )
    session.add(row)
    session.flush()
    return _schedule(row)


def remove(session: Session, schedule_id: int, *, guild_id: int) -> Schedule:
    """Stop a schedule of that server.

    Raises:
        NotFound: that server has no such schedule.
    """
    row = session.get(ReportSchedules, schedule_id)
    if row is None or row.guild_id != guild_id or not row.active:
        raise NotFound("schedule", schedule_id)
    row.active = False
    session.add(row)
    return _schedule(row)


def listed(session: Session, *, guild_id: int | None = None) -> list[Schedule]:
    """Return the schedules that run, of one server or of all, the oldest first."""
    query = select(ReportSchedules).where(col(ReportSchedules.active).is_(True))
    if guild_id is not None:
        query = query.where(ReportSchedules.guild_id == guild_id)
    return [_schedule(row) for row in session.exec(query.order_by(col(ReportSchedules.id)))]


def due(session: Session, *, now: datetime, limit: int = 100) -> list[Schedule]:
    """Return the schedules whose moment has come, the longest overdue first."""
    query = (
        select(ReportSchedules)
        .where(col(ReportSchedules.active).is_(True), ReportSchedules.next_at <= now)
        .order_by(col(ReportSchedules.next_at), col(ReportSchedules.id))
    )
    return [_schedule(row) for row in session.exec(query.limit(limit))]


def advance(session: Session, schedule_id: int, *, key: str, next_at: datetime) -> bool:
    """Move a schedule past the local date `key`; False where that date was posted already."""
    row = session.get(ReportSchedules, schedule_id, populate_existing=True)
    return recurring.advance(session, row, key=key, next_at=next_at)


def _schedule(row: ReportSchedules) -> Schedule:
    assert row.id is not None  # noqa: S101 (it came from the database)
    return Schedule(
        id=row.id,
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        cadence=row.cadence,
        time_zone=row.time_zone,
        scope=json.loads(row.scope),
        next_at=row.next_at,
        last_key=row.last_key,
        active=row.active,
    )
