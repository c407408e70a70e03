"""Whom a question calls: whoever made the prediction, those who may resolve, or nobody."""

from dataclasses import dataclass

import discord

from bot.render.proposal import comes_by_itself
from predictions.model import OVER
from storage import claiming, communities
from storage.communities import Calls
from storage.dossier import Record
from storage.ledger import Session


@dataclass(frozen=True, slots=True)
class Called:
    """People and roles that a message calls; nobody else is, whatever it says."""

    people: tuple[int, ...] = ()
    roles: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        """The mentions as they stand in the message."""
        return " ".join(
            [*(f"<@{each}>" for each in self.people), *(f"<@&{each}>" for each in self.roles)]
        )

    @property
    def allowed(self) -> discord.AllowedMentions:
        """What Discord is told: exactly these may be called."""
        return discord.AllowedMentions(
            everyone=False,
            users=[discord.Object(each) for each in self.people],
            roles=[discord.Object(each) for each in self.roles],
        )


NOBODY = Called()


def called(session: Session, record: Record) -> Called:
    """Return whom the question how a prediction ended calls.

    What resolves by itself asks nobody for anything, and whoever has said how it ended was heard.
    """
    prediction = record.prediction
    by_itself = any(comes_by_itself(record, proposal) for proposal in record.proposals)
    over = record.state in OVER
    if prediction.guild_id is None or prediction.id is None or over or by_itself:
        return NOBODY
    settings = communities.community(session, prediction.guild_id)
    if settings.calls is Calls.NOBODY:
        return NOBODY
    roles = tuple(sorted(settings.resolver_roles)) if settings.calls is Calls.ROLES else ()
    maker = record.forecasters.get(prediction.created_by or 0)
    if maker is None or maker.discord_id is None:
        return Called((), roles)
    heard = {claim.forecaster_id for claim in claiming.claims(session, prediction.id)}
    return Called(() if maker.id in heard else (maker.discord_id,), roles)
