"""What is posted by the clock rather than by a person, again and again while we are connected."""

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING

from bot import delivery
from bot.discord.scheduled.due import bring
from storage import bookmarks
from storage.errors import DatabaseUnusable

if TYPE_CHECKING:
    from bot.discord.client import CalledItClient

log = logging.getLogger("calledit.discord")

SECONDS_TO_FINISH = 10.0


class Rounds:
    """Goes round when woken and every so often; one round at a time."""

    def __init__(self, client: "CalledItClient") -> None:
        self._client = client
        self._woken = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._busy = asyncio.Lock()
        self._stopping = False
        self._home_noted: int | None = None

    def start(self) -> None:
        """Begin."""
        if self._task is None:
            self._task = asyncio.create_task(self._work(), name="rounds")

    async def stop(self) -> None:
        """Finish the round that is under way."""
        if self._task is not None:
            self._stopping = True
            self._woken.set()
            # What is sent but not marked would be looked for again at the next start.
            await asyncio.wait({self._task}, timeout=SECONDS_TO_FINISH)
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def wake(self) -> None:
        """Say that there may be something to post now."""
        self._woken.set()

    async def _work(self) -> None:
        while not self._stopping:
            try:
                await self.once()
            except DatabaseUnusable as error:
                log.error("this round failed; the next one tries again: %s", error)  # noqa: TRY400
            except Exception:
                log.exception("this round failed; the next one tries again")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), self._client.app.settings.tick_seconds)
            self._woken.clear()

    async def once(self) -> None:
        """Go round once, after a round that is under way."""
        async with self._busy:
            await self._round()

    async def _note_home(self, home: int | None) -> None:
        """Tell processes of other shards which server the operator's channel is in."""
        number = self._client.app.settings.discord_channel_id
        if home is not None and home != self._home_noted:
            await self._client.desk.write(lambda s: bookmarks.put(s, f"home:{number}", str(home)))
            self._home_noted = home

    async def _round(self) -> None:
        client = self._client
        now, home = client.desk.now(), client.home_guild_id
        await client.desk.write(lambda s: bring(s, now=now, home_guild_id=home))
        await self._note_home(home)
        await delivery.deliver(self._client.app, self._client.sender)
        self._client.cards.wake()
