"""What servers and people have set, and what there is in a server."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, bindparam, func, update
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from predictions.errors import InvalidValue
from predictions.model import Forecaster, ForecasterKind
from predictions.times import zone
from storage import events, recording, watchlist
from storage.discord_tables import (
    Bookmarks,
    Communities,
    People,
)
from storage.plain import columns, fetch, run
from storage.scope import ended_join
from storage.tables import (
    Forecasters,
    Forecasts,
    Predictions,
    PredictionTags,
    Resolutions,
    Sources,
)

MOST_DISPUTE_HOURS = 720
BOOKMARK = sa_select(col(Bookmarks.value)).where(col(Bookmarks.name) == bindparam("name"))
SETTINGS = sa_select(*columns(Communities)).where(
    col(Communities.guild_id) == bindparam("guild_id", type_=BigInteger)
)
PERSON_ZONE = sa_select(col(People.time_zone)).where(
    col(People.discord_id) == bindparam("discord_id", type_=BigInteger)
)


class Calls(StrEnum):
    """Whom the question how a prediction ended calls, so that they look at it."""

    MAKER = "maker"
    ROLES = "roles"  # whoever made it, and those that may resolve
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """The settings of one server; these defaults hold until somebody changes them.

    Attributes:
        resolver_roles: who may resolve beside whoever made the prediction; empty: nobody else.
        manager_roles: who may do everything beside those with Discord's Manage Server.
        dispute_hours: how long a resolution can be objected to.
        blind: new predictions hide others' forecasts until one has forecast.
        resolve_own: one may resolve alone what one has a forecast on.
        calls: whom a question mentions.

    Raises:
        InvalidValue: an unknown time zone or impossible hours.
    """

    guild_id: int
    time_zone: str | None = None
    results_channel_id: int | None = None
    review_channel_id: int | None = None
    resolver_roles: frozenset[int] = frozenset()
    manager_roles: frozenset[int] = frozenset()
    dispute_hours: int = 24
    blind: bool = False
    resolve_own: bool = False
    calls: Calls = Calls.MAKER

    def __post_init__(self) -> None:
        if self.time_zone is not None:
            zone(self.time_zone)
        if not 0 <= self.dispute_hours <= MOST_DISPUTE_HOURS:
            raise InvalidValue(
                "dispute window", f"{self.dispute_hours} hours; write 0 to {MOST_DISPUTE_HOURS}"
            )

    @property
    def dispute_window(self) -> timedelta:
        """How long a resolution can be objected to."""
        return timedelta(hours=self.dispute_hours)


def community(session: Session, guild_id: int) -> Community:
    """Return the settings of a server."""
    found = fetch(session, SETTINGS, {"guild_id": guild_id})
    return community_of(found[0]) if found else Community(guild_id=guild_id)


def with_settings(session: Session) -> list[Community]:
    """Return the settings of every server that has set something, by their numbers."""
    found = session.exec(select(Communities).order_by(col(Communities.guild_id)))
    return [community_of(row) for row in found]


def community_of(row: Communities) -> Community:
    """Return the settings of a row."""
    return Community(
        guild_id=row.guild_id,
        time_zone=row.time_zone,
        results_channel_id=row.results_channel_id,
        review_channel_id=row.review_channel_id,
        resolver_roles=frozenset(json.loads(row.resolver_roles)),
        manager_roles=frozenset(json.loads(row.manager_roles)),
        dispute_hours=row.dispute_hours,
        blind=row.blind,
        resolve_own=row.resolve_own,
        calls=Calls(row.calls),
    )


def set_community(session: Session, wanted: Community, *, now: datetime, by: int | None) -> None:
    """Store the settings of a server, and that somebody changed them."""
    session.merge(
        Communities(
            guild_id=wanted.guild_id,
            time_zone=wanted.time_zone,
            results_channel_id=wanted.results_channel_id,
            review_channel_id=wanted.review_channel_id,
            resolver_roles=json.dumps(sorted(wanted.resolver_roles)),
            manager_roles=json.dumps(sorted(wanted.manager_roles)),
            dispute_hours=wanted.dispute_hours,
            blind=wanted.blind,
            resolve_own=wanted.resolve_own,
            calls=wanted.calls.value,
            changed_at=now,
        )
    )
    events.append(session, "settings changed", at=now, actor_id=by, guild=wanted.guild_id)


def person_zone(session: Session, discord_id: int) -> str | None:
    """Return the time zone that a person has set."""
    zone_set: str | None = run(session, PERSON_ZONE, {"discord_id": discord_id}).scalar()
    return zone_set


def set_person_zone(
    session: Session, discord_id: int, time_zone: str | None, *, now: datetime
) -> None:
    """Store a person's time zone; None takes it back.

    Raises:
        InvalidValue: there is no such zone.
    """
    if time_zone is not None:
        zone(time_zone)
    session.merge(People(discord_id=discord_id, time_zone=time_zone, changed_at=now))


def member(session: Session, discord_id: int) -> Forecaster | None:
    """Return the forecaster with that Discord account; None where they never took part."""
    return recording.on_discord(session, discord_id)


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


def ended_between(
    session: Session, guild_id: int, *, since: datetime, until: datetime, tag: str | None = None
) -> list[int]:
    """Return the predictions of a server that ended in that time, the last first."""
    query = (
        select(Resolutions.prediction_id)
        .join(Predictions, col(Predictions.id) == Resolutions.prediction_id)
        .where(
            Predictions.guild_id == guild_id,
            col(Predictions.status).in_(("resolved", "annulled")),
            Resolutions.decided_at >= since,
            Resolutions.decided_at < until,
        )
        .group_by(col(Resolutions.prediction_id))
        .order_by(func.max(col(Resolutions.id)).desc())
    )
    if tag is not None:
        tagged = select(PredictionTags.prediction_id).where(PredictionTags.tag == tag)
        query = query.where(col(Resolutions.prediction_id).in_(tagged))
    return list(session.exec(query))


def recent_outcomes(
    session: Session, guild_id: int | None, *, limit: int = 500
) -> list[tuple[int, float, str, float | None]]:
    """Return stated forecasts on what ended last in a server: prediction, probability, outcome."""
    ended = (
        select(Predictions.id)
        .join(Resolutions, ended_join())
        .where(Predictions.guild_id == guild_id, Predictions.status == "resolved")
        .order_by(col(Resolutions.id).desc())
        .limit(limit)
    )
    query = (
        select(
            Forecasts.prediction_id, Forecasts.probability, Resolutions.outcome, Resolutions.value
        )
        .join(Predictions, col(Predictions.id) == Forecasts.prediction_id)
        .join(Resolutions, ended_join())
        .where(col(Forecasts.basis).in_(("stated", "odds")))
        .where(col(Predictions.id).in_(select(ended.subquery().c.id)))
    )
    return [
        (number, probability, outcome, value)
        for number, probability, outcome, value in session.exec(query)
        if probability is not None
    ]


def bookmark(session: Session, name: str) -> str | None:
    """Return what was noted under that name."""
    value: str | None = run(session, BOOKMARK, {"name": name}).scalar()
    return value


def set_bookmark(session: Session, name: str, value: str) -> None:
    """Note something under a name, over a restart."""
    session.merge(Bookmarks(name=name, value=value))
