"""What is kept about a person, and how they are forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, or_, update
from sqlmodel import Session, col, select

from storage import drafts, events, resolving
from storage.communities import member, person_zone
from storage.discord_tables import Cards, Claims, Comments, Finds, People, Reminders
from storage.states import STILL_RUNNING
from storage.tables import Events, Forecasters, Forecasts, Predictions

NOWHERE = 0  # the number of no server


def about(session: Session, discord_id: int) -> dict[str, Any]:
    """Return what is kept about a person beside their forecasts, as plain data."""
    who = member(session, discord_id)
    number = who.id if who else None
    comments = session.exec(select(Comments).where(Comments.forecaster_id == number))
    kept = session.exec(
        select(Reminders).where(Reminders.discord_id == discord_id, col(Reminders.active).is_(True))
    )
    made = session.exec(select(Predictions.id).where(Predictions.created_by == number))
    return {
        "name": who.name if who else None,
        "discord_id": str(discord_id),
        "time_zone": person_zone(session, discord_id),
        "predictions_made": list(made) if number is not None else [],
        "comments": [
            {"prediction": c.prediction_id, "text": c.text, "at": c.made_at} for c in comments
        ],
        "reminders": [{"of": r.kind, "cadence": r.cadence} for r in kept],
    }


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was done to forget a person."""

    forecasts_kept: int
    comments_deleted: int


def forget(session: Session, discord_id: int, *, now: datetime) -> Forgotten | None:
    """Remove everything that says who a person is; None where nothing was known of them.

    Forecasts are history and stay, under a number: scores of the server stay right.
    """
    session.execute(delete(Reminders).where(col(Reminders.discord_id) == discord_id))
    drafts.drop(session, discord_id)
    session.execute(delete(People).where(col(People.discord_id) == discord_id))
    session.execute(update(Finds).where(col(Finds.discord_id) == discord_id).values(discord_id=0))
    row = session.exec(select(Forecasters).where(Forecasters.discord_id == discord_id)).first()
    if row is None or row.id is None:
        return None
    commented = session.exec(
        select(Comments.prediction_id).where(Comments.forecaster_id == row.id).distinct()
    ).all()
    said: Any = session.execute(delete(Comments).where(col(Comments.forecaster_id) == row.id))
    kept = session.exec(
        select(func.count()).select_from(Forecasts).where(Forecasts.forecaster_id == row.id)
    ).one()
    session.execute(update(Claims).where(col(Claims.forecaster_id) == row.id).values(note=None))
    _put_away(session, row.id, now)
    shown = _showing(session, row.id, commented)
    row.name, row.discord_id = f"forgotten member {row.id}", None
    session.add(row)
    events.append(session, "person forgotten", at=now, actor_id=row.id)
    for prediction_id in shown:
        # Cards follow the events of their predictions: the name has to go from there as well.
        events.append(session, "name removed", at=now, prediction_id=prediction_id)
    return Forgotten(forecasts_kept=kept, comments_deleted=said.rowcount)


def _put_away(session: Session, forecaster_id: int, now: datetime) -> None:
    """Take what somebody predicted on their own out of everybody's sight: no server needs it."""
    own: tuple[Any, ...] = (
        col(Predictions.guild_id).is_(None),
        col(Predictions.created_by) == forecaster_id,
    )
    running = col(Predictions.status).in_(STILL_RUNNING)
    for number in session.exec(select(Predictions.id).where(*own, running)).all():
        resolving.withdraw(session, number or 0, now=now, by=forecaster_id)
    session.execute(update(Predictions).where(*own).values(guild_id=NOWHERE))


def _showing(session: Session, forecaster_id: int, commented: Sequence[int]) -> Sequence[int]:
    """Return the predictions with messages on which somebody's name may stand."""
    named = (
        select(Forecasts.prediction_id).where(Forecasts.forecaster_id == forecaster_id),
        select(Predictions.id).where(Predictions.created_by == forecaster_id),
    )
    # Whoever decided or objected is named, too; events are many, those of a message's few.
    acted = select(Events.seq).where(
        Events.prediction_id == Cards.prediction_id, Events.actor_id == forecaster_id
    )
    places: list[Any] = [col(Cards.prediction_id).in_(each) for each in (commented, *named)]
    places.append(acted.exists())
    return session.exec(select(Cards.prediction_id).where(or_(*places)).distinct()).all()
