"""What only people can mend is told once, to somebody who can mend it."""

import logging
from datetime import datetime
from typing import TYPE_CHECKING

import discord

from bot.discord.embeds import embed_of
from bot.render.post import AMBER, Post
from storage import bookmarks
from storage.ledger import Session

if TYPE_CHECKING:
    from bot.discord.client import CalledItClient

log = logging.getLogger("calledit.discord")


class Trouble:
    """Tells of channels that are gone or closed to us."""

    def __init__(self, client: "CalledItClient") -> None:
        self._client = client

    async def tell(
        self,
        place: int,
        error: discord.HTTPException,
        *,
        now: datetime,
        guild_id: int | None = None,
    ) -> None:
        """Tell a server's owner, once for each channel and problem.

        `guild_id`: the server that the post is about; a channel that is gone names none itself.
        """
        name = f"told:{place}:{error.code}"

        def first(session: Session) -> bool:
            known = bookmarks.get(session, name) is not None
            bookmarks.put(session, name, now.isoformat())
            return not known

        if not await self._client.desk.write(first):
            return
        log.warning("channel %s can't be written to: %s", place, error.text or error)
        channel = self._client.get_channel(place)
        guild = getattr(channel, "guild", None)
        if guild is None and guild_id is not None:
            guild = self._client.get_guild(guild_id)
        if guild is None or not guild.owner_id:
            return
        try:
            owner = await self._client.create_dm(discord.Object(guild.owner_id))
            gone = isinstance(error, discord.NotFound)
            post = gone_post(guild.name, place) if gone else trouble_post(guild.name, place, error)
            await owner.send(embed=embed_of(post))
        except discord.HTTPException as also:
            log.warning("the owner of %s could not be told: %s", guild.id, also)


def gone_post(guild: str, place: int) -> Post:
    """Return what somebody who can choose another channel is told."""
    return Post(
        title="A channel is gone",
        colour=AMBER,
        text=f"I was to post in the channel {place}, and it does not exist any more. Please choose "
        "another: /settings for resolutions and questions, /report list shows the reports. "
        "Until then I post where else it fits. I say this once.",
        footer=f"CalledIt in {guild}",
    )


def trouble_post(guild: str, place: int, error: discord.HTTPException) -> Post:
    """Return what somebody who can give permissions is told."""
    return Post(
        title="A channel is closed to me",
        colour=AMBER,
        text=f"I could not post in <#{place}> ({error.text}). Please give me View Channel, "
        "Send Messages, Embed Links, Attach Files and Read Message History there, or choose "
        "another channel with /settings. I say this once.",
        footer=f"CalledIt in {guild}",
    )
