"""The one way from Discord's event loop to the ledger: work runs in threads, writes in a line."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TypeVar

from bot.app import App
from storage.ledger import Session

T = TypeVar("T")
READERS = 4
CROWD = 3  # who ask at once; more of them need what time there is


class Desk:
    """Takes work to the ledger and brings back what came of it."""

    def __init__(self, app: App) -> None:
        self.app = app
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="read")
        # SQLite lets one writer in at a time and makes the others poll: a line of our own is
        # fair, and nobody in it sleeps past their turn.
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="write")
        self._in_hand = 0

    @property
    def crowded(self) -> bool:
        """Whether more people ask at this moment than can be served at once."""
        return self._in_hand > CROWD

    def now(self) -> datetime:
        """Return this moment."""
        return self.app.now()

    async def read(self, work: Callable[[Session], T]) -> T:
        """Run a question to the ledger."""
        return await self._given(self._readers, self._read, work)

    async def write(self, work: Callable[[Session], T]) -> T:
        """Run a change of the ledger; it is kept whole or not at all."""
        return await self._given(self._writer, self._write, work)

    async def _given(
        self,
        to: ThreadPoolExecutor,
        how: Callable[[Callable[[Session], T]], T],
        work: Callable[[Session], T],
    ) -> T:
        self._in_hand += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(to, how, work)
        finally:
            self._in_hand -= 1

    def close(self) -> None:
        """Finish what is under way."""
        self._writer.shutdown(wait=True)
        self._readers.shutdown(wait=True)

    def _read(self, work: Callable[[Session], T]) -> T:
        with self.app.ledger.read() as session:
            return work(session)

    def _write(self, work: Callable[[Session], T]) -> T:
        with self.app.ledger.write() as session:
            return work(session)
