"""What servers and people have set."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import BigInteger, bindparam
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from predictions.errors import InvalidValue
from predictions.times import zone
from storage import events
from storage.discord_tables import (
    Communities,
    People,
)
from storage.plain import columns, fetch, run

MOST_DISPUTE_HOURS = 720
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
