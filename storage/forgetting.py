"""What is kept about a person, and how they are forgotten."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, func, or_, update
from sqlmodel import Session, col, select

from predictions.model import ENDED
from storage import communities, drafts, events, recording, resolving, servers, steps
from storage.discord_tables import (
    Cards,
    Claims,
    Comments,
    Finds,
    MessageAuthors,
    People,
    Reminders,
)
from storage.states import STILL_RUNNING
from storage.tables import Amendments, Documents, Events, Forecasters, Forecasts, Predictions

NOWHERE = 0  # the number of no server


def about(session: Session, discord_id: int) -> dict[str, Any]:
    """Return what is kept about a person beside their forecasts, as plain data."""
    who = recording.on_discord(session, discord_id)
    number = who.id if who else None
    comments = session.exec(select(Comments).where(Comments.forecaster_id == number))
    kept = session.exec(
        select(Reminders).where(Reminders.discord_id == discord_id, col(Reminders.active).is_(True))
    )
    made = session.exec(select(Predictions.id).where(Predictions.created_by == number))
    mended = session.exec(
        select(Amendments).where(Amendments.made_by == number).order_by(col(Amendments.id))
    )
    messages = (
        select(Documents.origin)
        .join(MessageAuthors, col(MessageAuthors.document_id) == Documents.id)
        .where(MessageAuthors.discord_id == discord_id)
    )
    return {
        "name": who.name if who else None,
        "discord_id": str(discord_id),
        "time_zone": communities.person_zone(session, discord_id),
        "predictions_made": list(made) if number is not None else [],
        "comments": [
            {"prediction": c.prediction_id, "text": c.text, "at": c.made_at} for c in comments
        ],
        "amendments": [
            {"prediction": a.prediction_id, "of": a.field, "why": a.reason, "at": a.made_at}
            for a in mended
        ]
        if number is not None
        else [],
        "reminders": [{"of": r.kind, "cadence": r.cadence} for r in kept],
        "messages_read": list(session.exec(messages)),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What was done to forget a person, and what stays without their name.

    Attributes:
        forecasts_kept: on predictions of servers.
        predictions_kept: that they made, and that others forecast on, or that have ended.
        predictions_gone: that they made, and that nobody sees any more.
        comments_deleted: all that they made.
        quotes_kept: predictions that quote a message of theirs.
        messages_unsigned: messages of theirs that were read.
    """

    forecasts_kept: int = 0
    predictions_kept: int = 0
    predictions_gone: int = 0
    comments_deleted: int = 0
    quotes_kept: int = 0
    messages_unsigned: int = 0


def forget(session: Session, discord_id: int, *, now: datetime) -> Forgotten | None:
    """Remove everything that says who a person is; None where nothing was kept about them.

    What others' scores rest on is history and stays, under a number: forecasts, predictions that
    somebody else forecast on, and those that have ended. What was theirs alone goes out of sight.
    """
    kept_about = about(session, discord_id)
    read = len(kept_about["messages_read"])
    _drop_what_was_set(session, discord_id)
    quoted = _unsign(session, discord_id)
    row = session.exec(select(Forecasters).where(Forecasters.discord_id == discord_id)).first()
    if row is None or row.id is None:
        _tell_cards(session, quoted, now)
        anything = any(kept_about[what] for what in ("time_zone", "reminders", "messages_read"))
        done = Forgotten(quotes_kept=len(quoted), messages_unsigned=read)
        return done if anything else None
    commented = session.exec(
        select(Comments.prediction_id).where(Comments.forecaster_id == row.id).distinct()
    ).all()
    said: Any = session.execute(delete(Comments).where(col(Comments.forecaster_id) == row.id))
    session.execute(update(Claims).where(col(Claims.forecaster_id) == row.id).values(note=None))
    gone = _put_away(session, row.id, now)
    made = session.exec(
        select(func.count())
        .select_from(Predictions)
        .where(Predictions.created_by == row.id, _somewhere())
    ).one()
    kept = session.exec(
        select(func.count())
        .select_from(Forecasts)
        .join(Predictions, col(Predictions.id) == Forecasts.prediction_id)
        .where(Forecasts.forecaster_id == row.id, _somewhere())
    ).one()
    shown = {*_showing(session, row.id, commented), *quoted}
    row.name, row.discord_id = f"forgotten member {row.id}", None
    session.add(row)
    events.append(session, "person forgotten", at=now, actor_id=row.id)
    _tell_cards(session, shown, now)
    return Forgotten(
        forecasts_kept=kept,
        predictions_kept=made,
        predictions_gone=gone,
        comments_deleted=said.rowcount,
        quotes_kept=len(quoted),
        messages_unsigned=read,
    )


def put_away(session: Session, prediction_id: int) -> bool:
    """Say whether a prediction was taken out of sight, since whoever made it was forgotten."""
    return servers.guild_of(session, prediction_id) == NOWHERE


def _drop_what_was_set(session: Session, discord_id: int) -> None:
    session.execute(delete(Reminders).where(col(Reminders.discord_id) == discord_id))
    drafts.drop(session, discord_id)
    session.execute(delete(People).where(col(People.discord_id) == discord_id))
    theirs = select(Finds.batch).where(Finds.discord_id == discord_id).distinct()
    steps.forget(session, list(session.exec(theirs)))
    session.execute(update(Finds).where(col(Finds.discord_id) == discord_id).values(discord_id=0))


def _unsign(session: Session, discord_id: int) -> Sequence[int]:
    """Take somebody's name off their messages; return the predictions that quote one."""
    mine = select(MessageAuthors).where(MessageAuthors.discord_id == discord_id)
    found = session.exec(mine).all()
    for number in {link.forecaster_id for link in found}:
        author = session.get_one(Forecasters, number)
        author.name = f"forgotten author {number}"
        session.add(author)
    for link in found:
        link.discord_id = None
        session.add(link)
    documents = [link.document_id for link in found]
    quoting = select(Predictions.id).where(col(Predictions.document_id).in_(documents))
    return [number for number in session.exec(quoting) if number is not None]


def _tell_cards(session: Session, shown: Iterable[int], now: datetime) -> None:
    for prediction_id in sorted(shown):
        # Cards follow the events of their predictions: the name has to go from there as well.
        events.append(session, "name removed", at=now, prediction_id=prediction_id)


def _put_away(session: Session, forecaster_id: int, now: datetime) -> int:
    """Take what is nobody else's record out of everybody's sight; return how much that was."""
    others = (
        select(Forecasts.id)
        .where(Forecasts.prediction_id == Predictions.id, Forecasts.forecaster_id != forecaster_id)
        .exists()
    )
    mine = select(Predictions.id, Predictions.status).where(
        Predictions.created_by == forecaster_id,
        _somewhere(),
        or_(
            col(Predictions.guild_id).is_(None),
            and_(col(Predictions.status).not_in([state.value for state in ENDED]), ~others),
        ),
    )
    found = {number: status for number, status in session.exec(mine) if number is not None}
    for number, status in found.items():
        if status in STILL_RUNNING:
            resolving.withdraw(session, number, now=now, by=forecaster_id)
    away = update(Predictions).where(col(Predictions.id).in_(found)).values(guild_id=NOWHERE)
    session.execute(away)
    return len(found)


def _somewhere() -> Any:
    return func.coalesce(col(Predictions.guild_id), -1) != NOWHERE


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
