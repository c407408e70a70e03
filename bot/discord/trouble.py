"""What only people can mend is told once, to somebody who can mend it."""

import logging
from datetime import datetime
from typing import TYPE_CHECKING

import discord

from bot.discord.embeds import embed_of
from bot.render.post import AMBER, Post
from storage import communities
from storage.ledger import Session

if TYPE_CHECKING:
    from bot.discord.client import CalledItClient

log = logging.getLogger("calledit.discord")


class Trouble:
    """Tells of channels that are gone or closed to us."""

    def __init__(self, client: "CalledItClient") -> None:
        self._client = client

    async def tell(self, place: int, error: discord.HTTPException, *, now: datetime) -> None:
        """Tell a server's owner, once for each channel and problem."""
        name = f"told:{place}:{error.code}"

        def first(session: Session) -> bool:
            known = communities.bookmark(session, name) is not None
            communities.set_bookmark(session, name, now.isoformat())
            return not known

        if not await self._client.desk.write(first):
            return
        log.warning("channel %s can't be written to: %s", place, error.text or error)
        channel = self._client.get_channel(place)
        guild = getattr(channel, "guild", None)
        if guild is None or not guild.owner_id:
            return
        try:
            owner = await self._client.create_dm(discord.Object(guild.owner_id))
            await owner.send(embed=embed_of(trouble_post(guild.name, place, error.text)))
        except discord.HTTPException as also:
            log.warning("the owner of %s could not be told: %s", guild.id, also)


def trouble_post(guild: str, place: int, problem: str) -> Post:
    """Return what somebody who can mend it is told."""
    return Post(
        title="A channel is closed to me",
        colour=AMBER,
        text=f"I could not post in <#{place}> ({problem}). Please give me View Channel, "
        "Send Messages, Embed Links, Attach Files and Read Message History there, or choose "
        "another channel with /settings. I say this once.",
        footer=f"CalledIt in {guild}",
    )
