"""What the clock brings to people: reminders and snoozed prompts, each local date once."""

from datetime import datetime

from bot.cadence import local_date, next_moment
from storage import outbox, proposing, reminders, revealing, servers, snoozing
from storage.ledger import Session


def bring(session: Session, *, now: datetime, home_guild_id: int | None) -> int:
    """Put everything into the outbox whose moment has come; return how much that was."""
    if home_guild_id is not None and servers.unclaimed(session):
        servers.adopt(session, home_guild_id)
    revealing.reveal(session, now=now)
    return _reminders(session, now) + _woken(session, now)


def _reminders(session: Session, now: datetime) -> int:
    brought = 0
    for reminder in reminders.due(session, now=now):
        key = local_date(reminder.next_at, reminder.time_zone)
        # A reminder is about now: those that were missed are not made up for.
        following = next_moment(reminder.cadence, reminder.time_zone, after=now)
        if not reminders.advance(session, reminder.id, key=key, next_at=following):
            continue
        brought += outbox.enqueue(
            session,
            key=f"reminder:{reminder.id}:{key}",
            kind="reminder",
            channel_id=reminder.channel_id,
            data={
                "what": reminder.kind,
                "discord_id": reminder.discord_id,
                "guild_id": reminder.guild_id,
                "user_id": None if reminder.channel_id else reminder.discord_id,
                "since": reminder.last_key,
                "planned_at": reminder.next_at.isoformat(),
                "cadence": reminder.cadence,
                "time_zone": reminder.time_zone,
            },
            now=now,
        )
    return brought


def _woken(session: Session, now: datetime) -> int:
    brought = 0
    for number in snoozing.woken(session, now=now):
        waiting = proposing.waiting(session, number)
        if not waiting:
            proposing.ask(session, number, "This was put off, and the time is over.", now=now)
            continue
        brought += outbox.enqueue(
            session,
            key=f"proposal:{waiting[-1].id}:woken:{now.date()}",
            kind="proposal",
            prediction_id=number,
            channel_id=servers.channel_of(session, number),
            data={"proposal_id": waiting[-1].id},
            tells=f"woken:{now.date()}",
            now=now,
        )
    return brought
