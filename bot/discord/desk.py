"""The one way from Discord's event loop to the ledger: work runs in threads, writes in a line."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from bot.app import App
from storage.ledger import Ledger, Session

T = TypeVar("T")
READERS = 4
CROWD = 3  # who ask at once; more of them need what time there is
MOST_TOGETHER = 25  # writes that are kept by one commit


@dataclass(slots=True)
class Job(Generic[T]):
    """A change of the ledger that waits in line."""

    work: Callable[[Session], T]
    done: Future[T] = field(default_factory=Future)


class Desk:
    """Takes work to the ledger and brings back what came of it."""

    def __init__(self, app: App) -> None:
        self.app = app
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="read")
        # SQLite lets one writer in at a time and makes the others poll: a line of our own is
        # fair, and nobody in it sleeps past their turn.
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="write")
        self._line: deque[Job[Any]] = deque()
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
        loop = asyncio.get_running_loop()
        return await self._given(loop.run_in_executor(self._readers, self._read, work))

    async def write(self, work: Callable[[Session], T]) -> T:
        """Run a change of the ledger; it is kept whole or not at all, and kept when this returns."""
        job = Job(work)
        self._line.append(job)
        self._writer.submit(self._write)
        return await self._given(asyncio.wrap_future(job.done))

    async def _given(self, answer: "asyncio.Future[T]") -> T:
        self._in_hand += 1
        try:
            return await answer
        finally:
            self._in_hand -= 1

    def close(self) -> None:
        """Finish what is under way."""
        self._writer.shutdown(wait=True)
        self._readers.shutdown(wait=True)

    def _read(self, work: Callable[[Session], T]) -> T:
        with self.app.ledger.read() as session:
            return work(session)

    def _write(self) -> None:
        """Do what waits in line; one who comes after that was done finds nothing left to do."""
        together = MOST_TOGETHER if self.app.ledger.waits_for_disk else 1
        jobs = [self._line.popleft() for _ in range(min(len(self._line), together))]
        jobs = [job for job in jobs if job.done.set_running_or_notify_cancel()]
        if len(jobs) > 1:
            _write_together(self.app.ledger, jobs)
        elif jobs:
            _write_alone(self.app.ledger, jobs[0])


def _write_alone(ledger: Ledger, job: Job[Any]) -> None:
    try:
        with ledger.write() as session:
            found = job.work(session)
    except BaseException as error:  # noqa: BLE001 (told to whoever waits for it)
        job.done.set_exception(error)
    else:
        job.done.set_result(found)


def _write_together(ledger: Ledger, jobs: Sequence[Job[Any]]) -> None:
    """Do several with one commit; none hears that it went well before that."""
    done: list[tuple[Job[Any], Any]] = []
    try:
        with ledger.write_several() as share:
            for job in jobs:
                try:
                    with share() as session:
                        found = job.work(session)
                except Exception as error:  # noqa: BLE001 (told to whoever waits for it)
                    job.done.set_exception(error)
                else:
                    done.append((job, found))
    except BaseException as error:  # noqa: BLE001 (told to all who wait for it)
        for job in jobs:
            if not job.done.done():
                job.done.set_exception(error)
    else:
        for job, found in done:
            job.done.set_result(found)
