"""After a time away: do posts stand in channels that this ledger knows nothing of?

They went out after the backup was made that it was restored from. From then on every post is looked
for in its channel before it is sent.
"""

import asyncio
import logging
import re
from datetime import datetime
from typing import TYPE_CHECKING

import discord

from bot.discord import places
from storage import absences, outbox
from storage.absences import OtherLife
from storage.ledger import Session

if TYPE_CHECKING:
    from bot.discord.client import CalledItClient

MOST_PLACES = 200
LOOKED_THROUGH = 2_000  # messages a channel
MARK = re.compile(r"^CalledIt (#\w+)")

log = logging.getLogger("calledit.discord")


class Absence:
    """Finds out, once after each time away and before anything is posted, what went out meanwhile."""

    def __init__(self, client: "CalledItClient") -> None:
        self._client = client
        self._looking = asyncio.Lock()

    async def other_life(self) -> OtherLife | None:
        """Return from when to when unknown posts may stand; None where there are none."""
        desk = self._client.desk
        async with self._looking:
            since = await desk.read(absences.away_since)
            if since is not None:
                found = await self._anything_unknown(since)
                now = desk.now()
                await desk.write(lambda s: absences.looked(s, since, now=now, posts_found=found))
                if found:
                    log.warning(
                        "channels show posts that this ledger knows nothing of: it seems to be "
                        "restored from a backup of %s. What stands there is not posted again",
                        since,
                    )
        return await desk.read(lambda s: absences.other_life(s, now=desk.now()))

    async def _anything_unknown(self, since: datetime) -> bool:
        for place in await self._client.desk.read(self._places):
            channel = self._client.get_partial_messageable(place)
            try:
                async for message in channel.history(limit=LOOKED_THROUGH, after=since):
                    if await self._is_unknown(message):
                        return True
            except (discord.Forbidden, discord.NotFound):
                continue
        return False

    def _places(self, session: Session) -> list[int]:
        own = self._client.app.settings.discord_channel_id
        chosen = [place.channel_id for place in places.chosen(session)]
        found = [*chosen, *absences.places(session, most=MOST_PLACES)]
        return list(dict.fromkeys([own, *found] if own else found))

    async def _is_unknown(self, message: discord.Message) -> bool:
        me = self._client.user
        if me is None or message.author.id != me.id:
            return False
        marks = [found[1] for e in message.embeds if (found := MARK.match(e.footer.text or ""))]
        return await self._client.desk.read(
            lambda s: any(outbox.unheard_of(s, mark) for mark in marks)
        )
