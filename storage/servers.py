"""What there is in a server: its predictions, whose forecasts, tags and sources they have, what ended."""

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from predictions.model import ForecasterKind
from storage import watchlist
from storage.scope import STATED, ended_join, made_in_time
from storage.tables import (
    FAR_FUTURE,
    Forecasters,
    Forecasts,
    Predictions,
    PredictionTags,
    Resolutions,
    Sources,
)


def adopt(session: Session, guild_id: int) -> int:
    """Give the operator's own predictions, made outside Discord, to the server they post to."""
    people = select(Forecasters.id).where(col(Forecasters.discord_id).is_not(None))
    orphans = (
        update(Predictions)
        .where(
            col(Predictions.guild_id).is_(None),
            col(Predictions.created_by).is_(None) | col(Predictions.created_by).not_in(people),
        )
        .values(guild_id=guild_id)
    )
    result: Any = session.execute(orphans.execution_options(synchronize_session=False))
    return int(result.rowcount)


def unclaimed(session: Session) -> bool:
    """Say whether any prediction belongs to no server; cheap, so that it can be asked often."""
    query = select(Predictions.id).where(col(Predictions.guild_id).is_(None)).limit(1)
    return session.exec(query).first() is not None


def author(session: Session, name: str, *, guild_id: int | None) -> int | None:
    """Return the document author of that name with a forecast in that server; None for none."""
    query = (
        select(Forecasters.id)
        .where(Forecasters.kind == ForecasterKind.AUTHOR.value, Forecasters.name == name)
        .where(_forecast_in(guild_id))
        .limit(1)
    )
    return session.exec(query).first()


def authors(session: Session, start: str, *, guild_id: int | None, limit: int = 25) -> list[str]:
    """Return names of document authors with forecasts in that server, as one is being typed."""
    query = (
        select(Forecasters.name)
        .where(
            Forecasters.kind == ForecasterKind.AUTHOR.value,
            col(Forecasters.name).icontains(start.strip(), autoescape=True),
        )
        .where(_forecast_in(guild_id))
    )
    return list(session.exec(query.order_by(col(Forecasters.name)).limit(limit)))


def _forecast_in(guild_id: int | None) -> Any:
    return (
        select(Forecasts.id)
        .join(Predictions, col(Predictions.id) == Forecasts.prediction_id)
        .where(Forecasts.forecaster_id == Forecasters.id, Predictions.guild_id == guild_id)
        .exists()
    )


def tags(session: Session, start: str, *, guild_id: int | None, limit: int = 25) -> list[str]:
    """Return tags in use in that server, as one is being typed."""
    query = (
        select(PredictionTags.tag)
        .join(Predictions, col(Predictions.id) == PredictionTags.prediction_id)
        .where(
            Predictions.guild_id == guild_id,
            col(PredictionTags.tag).istartswith(start.strip(), autoescape=True),
        )
        .distinct()
    )
    return list(session.exec(query.order_by(col(PredictionTags.tag)).limit(limit)))


def sources_of(
    session: Session, *, guild_id: int | None, created_by: int | None
) -> list[watchlist.Source]:
    """Return what is watched for a server's predictions, or for one person's own."""
    theirs = select(Predictions.id)
    if guild_id is not None:
        theirs = theirs.where(Predictions.guild_id == guild_id)
    else:
        theirs = theirs.where(
            col(Predictions.guild_id).is_(None), Predictions.created_by == (created_by or -1)
        )
    query = select(Sources.id).where(
        col(Sources.active).is_(True), col(Sources.prediction_id).in_(theirs)
    )
    numbers = session.exec(query.order_by(col(Sources.id))).all()
    return [watchlist.get_source(session, number) for number in numbers if number is not None]


def guild_of(session: Session, prediction_id: int) -> int | None:
    """Return the server a prediction belongs to; None for a personal or unknown one."""
    return session.exec(select(Predictions.guild_id).where(Predictions.id == prediction_id)).first()


def channel_of(session: Session, prediction_id: int) -> int | None:
    """Return the channel in which a prediction was made."""
    return session.exec(
        select(Predictions.channel_id).where(Predictions.id == prediction_id)
    ).first()


def recent_outcomes(
    session: Session, guild_id: int | None, *, now: datetime, limit: int = 500
) -> list[tuple[int, float, str, float | None]]:
    """Return stated forecasts on what counts in a server since lately: prediction, probability, outcome.

    What was decided early waits for its deadline; what was said when the answer could be known is
    left out.
    """
    due = col(Predictions.due_at)
    ended = (
        select(Predictions.id)
        .join(Resolutions, ended_join())
        .where(Predictions.guild_id == guild_id, Predictions.status == "resolved")
        .where((due <= now) | (due == FAR_FUTURE))
        .order_by(col(Resolutions.id).desc())
        .limit(limit)
    )
    query = (
        select(
            Forecasts.prediction_id, Forecasts.probability, Resolutions.outcome, Resolutions.value
        )
        .join(Predictions, col(Predictions.id) == Forecasts.prediction_id)
        .join(Resolutions, ended_join())
        .where(col(Forecasts.basis).in_(STATED), made_in_time())
        .where(col(Predictions.id).in_(select(ended.subquery().c.id)))
    )
    return [
        (number, probability, outcome, value)
        for number, probability, outcome, value in session.exec(query)
        if probability is not None
    ]
