"""Who stands at the counter: taken from an interaction, completed from the ledger."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

import discord
from discord import app_commands

from bot.policy import Action, Actor, Answer, Case, Rules, Ruling, may
from predictions.model import Forecaster, Visibility
from predictions.text import one_line
from predictions.times import zone
from storage import arriving, dossier, recording
from storage.arriving import Arrival
from storage.communities import Community
from storage.ledger import Session

if TYPE_CHECKING:
    from bot.discord.client import CalledItClient

    Interaction: TypeAlias = discord.Interaction[CalledItClient]
    Command: TypeAlias = (
        app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu
    )
else:
    Interaction: TypeAlias = discord.Interaction
    Command: TypeAlias = object


class NotAllowed(Exception):
    """The policy says no; the message says why, for the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What an interaction says about who acts, and where.

    `guild_id` is None where a person acts on their own: in direct messages, or with the app
    installed to their account in a server that does not have it. `answers_in` is the channel in
    which we find our own answers again: the server's, or the person's direct messages with us.
    """

    id: int
    user_id: int
    name: str
    guild_id: int | None = None
    channel_id: int | None = None
    answers_in: int | None = None
    roles: frozenset[int] = frozenset()
    administers: bool = False
    locale: str = "en-US"


def visit_of(interaction: Interaction) -> Visit:
    """Return who acts in an interaction."""
    here = interaction.guild_id is not None and interaction.is_guild_integration()
    person = interaction.user
    member = person if isinstance(person, discord.Member) else None
    roles = frozenset(role.id for role in member.roles) if member else frozenset()
    if member is not None and interaction.guild_id is not None:
        roles |= {role_id for role_id in member._roles}  # noqa: SLF001, C416 (uncached roles)
        roles |= {interaction.guild_id}  # everyone has the role of that number
    return Visit(
        id=interaction.id,
        user_id=person.id,
        name=one_line(person.display_name)[:200] or str(person.id),
        guild_id=interaction.guild_id if here else None,
        channel_id=interaction.channel_id if here else None,
        answers_in=interaction.channel_id if here or interaction.context.dm_channel else None,
        roles=roles if here else frozenset(),
        administers=here and interaction.permissions.manage_guild,
        locale=str(interaction.locale),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """A visit with what the ledger knows of the person and the server.

    `time_zone` is the person's, else the server's, else `default_zone`, the operator's.
    """

    visit: Visit
    community: Community
    forecaster: Forecaster | None
    time_zone: str
    default_zone: str
    now: datetime

    @property
    def today(self) -> date:
        """The day it is for this person."""
        return self.now.astimezone(zone(self.time_zone)).date()

    @property
    def forecaster_id(self) -> int | None:
        """The person's number as a forecaster; None for somebody who never wrote anything."""
        return self.forecaster.id if self.forecaster else None

    @property
    def owner(self) -> int | None:
        """Whose own predictions are looked at, outside of servers: this person's."""
        return self.forecaster_id if self.visit.guild_id is None else None

    @property
    def writer_id(self) -> int:
        """The same inside a write, where whoever writes has been made a forecaster."""
        assert self.forecaster_id is not None  # noqa: S101
        return self.forecaster_id

    @property
    def actor(self) -> Actor:
        """The person as the policy sees them."""
        return Actor(
            guild_id=self.visit.guild_id,
            forecaster_id=self.forecaster_id,
            roles=self.visit.roles,
            administers=self.visit.administers,
        )

    @property
    def rules(self) -> Rules:
        """The server's settings as the policy sees them."""
        return Rules(
            resolver_roles=self.community.resolver_roles,
            manager_roles=self.community.manager_roles,
            dispute_window=self.community.dispute_window,
            resolve_own=self.community.resolve_own,
        )

    @property
    def visibility(self) -> Visibility:
        """Who sees forecasts on predictions that are made here."""
        return Visibility.UNTIL_FORECAST if self.community.blind else Visibility.OPEN

    def ruling(self, action: Action, case: Case | None = None) -> Ruling:
        """Say whether this person may do that."""
        return may(self.actor, action, case, self.rules, self.now)

    def demand(self, action: Action, case: Case | None = None) -> Ruling:
        """Say whether it may be done alone or together.

        Raises:
            NotAllowed: it may not be done.
        """
        ruling = self.ruling(action, case)
        if ruling.answer is Answer.NO:
            raise NotAllowed(f"You can't {action}: {ruling.reason}.")
        return ruling


def arrive(session: Session, visit: Visit, *, now: datetime, time_zone: str) -> Here:
    """Return a visit with what the ledger knows; nothing is changed."""
    found = arriving.arrival(session, visit.user_id, visit.guild_id or 0)
    return _here(visit, found, found.forecaster, now, time_zone)


def enter(session: Session, visit: Visit, *, now: datetime, time_zone: str) -> Here:
    """Do the same inside a write, making the person a forecaster under the name shown now."""
    found = arriving.arrival(session, visit.user_id, visit.guild_id or 0)
    forecaster = recording.under_name(session, found.forecaster, visit.user_id, visit.name)
    return _here(visit, found, forecaster, now, time_zone)


def _here(
    visit: Visit, found: Arrival, forecaster: Forecaster | None, now: datetime, time_zone: str
) -> Here:
    return Here(
        visit=visit,
        community=found.community,
        forecaster=forecaster,
        time_zone=found.time_zone or found.community.time_zone or time_zone,
        default_zone=time_zone,
        now=now,
    )


def case_of(record: dossier.Record) -> Case:
    """Return what the policy needs to know of a prediction."""
    decided = record.resolution
    return Case(
        state=record.state,
        guild_id=record.prediction.guild_id,
        created_by=record.prediction.created_by,
        forecast_by=frozenset(forecast.forecaster_id for forecast in record.forecasts),
        decided_by=decided.decided_by if decided else None,
        decided_at=decided.decided_at if decided else None,
    )


def record_for(
    session: Session,
    here: Here,
    prediction_id: int,
    action: Action = Action.SEE,
    *,
    evidence: bool = True,
) -> tuple[dossier.Record, Ruling]:
    """Return a prediction for something that may be done with it.

    Raises:
        NotFound, NotAllowed: there is none, or it may not be done.
    """
    record = dossier.record(session, prediction_id, now=here.now, evidence=evidence)
    return record, here.demand(action, case_of(record))
