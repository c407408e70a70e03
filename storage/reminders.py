"""Reminders that people asked for: when each is due, and what there is to remind of."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from predictions.hiding import public, public_text
from storage import recurring, states
from storage.discord_tables import Reminders
from storage.states import STILL_RUNNING, Listed
from storage.tables import EvidenceItems, Forecasts, Matches, Predictions

MOST_TOLD = 15
SOON = timedelta(days=7)
STALE = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """What somebody asked to be reminded of; `channel_id` None means a direct message."""

    id: int
    discord_id: int
    guild_id: int
    kind: str
    channel_id: int | None
    cadence: str
    time_zone: str
    next_at: datetime
    last_key: str | None


def switch_on(
    session: Session,
    *,
    discord_id: int,
    guild_id: int,
    kind: str,
    channel_id: int | None,
    cadence: str,
    time_zone: str,
    next_at: datetime,
) -> None:
    """Begin to remind, or change when and where."""
    row = session.exec(
        select(Reminders).where(
            Reminders.discord_id == discord_id,
            Reminders.guild_id == guild_id,
            Reminders.kind == kind,
        )
    ).first() or Reminders(
        discord_id=discord_id,
        guild_id=guild_id,
        kind=kind,
        cadence=cadence,
        time_zone=time_zone,
        next_at=next_at,
    )
    row.channel_id, row.cadence, row.time_zone = channel_id, cadence, time_zone
    row.next_at, row.active = next_at, True
    session.add(row)
    session.flush()


def switch_off(
    session: Session, *, discord_id: int, guild_id: int | None = None, kind: str | None = None
) -> int:
    """Stop reminding somebody of one kind or of all, in one server or everywhere."""
    query = select(Reminders).where(
        Reminders.discord_id == discord_id, col(Reminders.active).is_(True)
    )
    if kind is not None:
        query = query.where(Reminders.kind == kind)
    if guild_id is not None:
        query = query.where(Reminders.guild_id == guild_id)
    found = session.exec(query).all()
    for row in found:
        row.active = False
        session.add(row)
    return len(found)


def listed(session: Session, discord_id: int) -> list[Reminder]:
    """Return what somebody is reminded of."""
    query = select(Reminders).where(
        Reminders.discord_id == discord_id, col(Reminders.active).is_(True)
    )
    return [_reminder(row) for row in session.exec(query.order_by(col(Reminders.id)))]


def due(session: Session, *, now: datetime, limit: int = 200) -> list[Reminder]:
    """Return the reminders whose moment has come."""
    query = (
        select(Reminders)
        .where(col(Reminders.active).is_(True), Reminders.next_at <= now)
        .order_by(col(Reminders.next_at), col(Reminders.id))
    )
    return [_reminder(row) for row in session.exec(query.limit(limit))]


def advance(session: Session, reminder_id: int, *, key: str, next_at: datetime) -> bool:
    """Move a reminder past the local date `key`; False where that date was sent already."""
    row = session.get(Reminders, reminder_id, populate_existing=True)
    return recurring.advance(session, row, key=key, next_at=next_at)


def soon_due(session: Session, forecaster_id: int, *, guild_id: int, now: datetime) -> list[Listed]:
    """Return what somebody made or forecast on that is due within a week, or waits since."""
    theirs = select(Forecasts.prediction_id).where(Forecasts.forecaster_id == forecaster_id)
    query = _running(guild_id).where(
        Predictions.due_at < now + SOON,
        (col(Predictions.created_by) == forecaster_id) | col(Predictions.id).in_(theirs),
    )
    soonest = query.order_by(col(Predictions.due_at)).limit(MOST_TOLD)
    return states.listed(session, session.exec(soonest).all(), now)


def stale(session: Session, forecaster_id: int, *, guild_id: int, now: datetime) -> list[Listed]:
    """Return open predictions on which somebody's last forecast is a month old."""
    last = (
        select(Forecasts.prediction_id)
        .where(Forecasts.forecaster_id == forecaster_id)
        .group_by(col(Forecasts.prediction_id))
        .having(func.max(col(Forecasts.made_at)) < now - STALE)
    )
    query = _running(guild_id).where(Predictions.due_at > now, col(Predictions.id).in_(last))
    soonest = query.order_by(col(Predictions.due_at)).limit(MOST_TOLD)
    return states.listed(session, session.exec(soonest).all(), now)


def news(
    session: Session, forecaster_id: int, *, guild_id: int, since: datetime
) -> list[tuple[int, str, str | None]]:
    """Return evidence seen since then on what somebody forecast on: number, title, address."""
    theirs = select(Forecasts.prediction_id).where(Forecasts.forecaster_id == forecaster_id)
    query = (
        select(Matches.prediction_id, EvidenceItems.title, EvidenceItems.url)
        .join(EvidenceItems, col(EvidenceItems.id) == Matches.evidence_id)
        .join(Predictions, col(Predictions.id) == Matches.prediction_id)
        .where(
            EvidenceItems.seen_at >= since,
            col(Matches.prediction_id).in_(theirs),
            Predictions.guild_id == (guild_id or None),
        )
        .order_by(col(EvidenceItems.id).desc())
        .limit(MOST_TOLD)
    )
    return [
        (number, public_text(title), public(url) if url else url)
        for number, title, url in session.exec(query)
    ]


def _running(guild_id: int) -> Any:
    query = select(Predictions).where(col(Predictions.status).in_(STILL_RUNNING))
    if guild_id:
        return query.where(Predictions.guild_id == guild_id)
    return query.where(col(Predictions.guild_id).is_(None))


def _reminder(row: Reminders) -> Reminder:
    assert row.id is not None  # noqa: S101 (it came from the database)
    return Reminder(
        id=row.id,
        discord_id=row.discord_id,
        guild_id=row.guild_id,
        kind=row.kind,
        channel_id=row.channel_id,
        cadence=row.cadence,
        time_zone=row.time_zone,
        next_at=row.next_at,
        last_key=row.last_key,
    )
