"""One pass over everything that is due: sources are asked, deadlines noticed, posts delivered.

The schedule lies in the database, so a pass can be made by the service's ticker, by cron through
`calledit tick`, or by several processes at once.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from bot import delivery, judging, looking, settling
from bot.app import App
from bot.polling import rounds
from bot.polling.polled import Polled
from bot.render.words import plural
from predictions.sandbox.pool import Sandbox
from storage import awaiting, proposing, schedules

if TYPE_CHECKING:
    from predictions.watching.http import Fetcher

T = TypeVar("T")

PULSE = "ticker"  # whoever makes a pass tells by it that there was one


@dataclass(frozen=True, slots=True)
class Ticked:
    """What one pass did."""

    polled: Polled = field(default_factory=Polled)
    overdue: int = 0
    resolved: int = 0
    delivered: delivery.Delivered = field(default_factory=delivery.Delivered)

    def __add__(self, other: "Ticked") -> "Ticked":
        """Return what two passes did together."""
        return Ticked(
            self.polled + other.polled,
            self.overdue + other.overdue,
            self.resolved + other.resolved,
            self.delivered + other.delivered,
        )

    def __str__(self) -> str:
        polled, failed = self.polled, self.delivered.failed
        return (
            f"{plural(polled.sources, 'source')} asked ({polled.failed} failed), "
            f"{plural(polled.evidence, 'new item')}, {plural(polled.proposals, 'proposal')}; "
            f"{plural(self.overdue, 'prediction')} came due, {self.resolved} resolved by their "
            f"rules; {plural(self.delivered.sent, 'post')} sent"
            + (f", {failed} not sent" if failed else "")
        )


@dataclass(frozen=True, slots=True)
class Tools:
    """What a pass needs and the next one again: connections, a warm parser, and the word to stop."""

    fetcher: "Fetcher"
    sandbox: Sandbox
    stopping: asyncio.Event = field(default_factory=asyncio.Event)


@asynccontextmanager
async def tools(app: App) -> AsyncIterator[Tools]:
    """Make the tools, and put them away at the end."""
    with Sandbox() as sandbox:
        async with app.fetcher() as fetcher:
            yield Tools(fetcher, sandbox)


async def tick(app: App, sender: delivery.Sender, using: Tools | None = None) -> Ticked:
    """Do everything that is due, with these tools or with some for this pass alone."""
    if using is None:
        async with tools(app) as own:
            return await tick(app, sender, own)
    ask = partial(rounds.poll, app, using.fetcher, using.sandbox)
    polled = await _unless_stopping(using, ask, Polled())
    # In a thread: Discord's interactions on this loop must be acknowledged within seconds.
    proposals = await asyncio.to_thread(looking.look_over, app)
    overdue = await asyncio.to_thread(notice_deadlines, app)
    resolved = await asyncio.to_thread(settling.settle, app)
    await asyncio.to_thread(bring_reports, app)
    delivered = await delivery.deliver(app, sender)
    # After the posts, which are not to wait for a language model.
    if judged := await _unless_stopping(using, partial(judging.judge_matches, app), 0):
        proposals += judged
        delivered += await delivery.deliver(app, sender)
    polled += Polled(proposals=proposals)
    return Ticked(polled, overdue, resolved, delivered)


async def _unless_stopping(
    using: Tools, work: Callable[[], Coroutine[Any, Any, T]], nothing: T
) -> T:
    """Wait for servers of others, but not past the word to stop.

    A slow one takes a minute, and those who stop a service often kill it after ten seconds. What
    was stored by then stays; whom we did not wait for is asked again once its lease has run out.
    """
    if using.stopping.is_set():
        return nothing
    working = asyncio.create_task(work())
    told = asyncio.create_task(using.stopping.wait())
    await asyncio.wait((working, told), return_when=asyncio.FIRST_COMPLETED)
    told.cancel()
    if not working.done():
        working.cancel()
        with suppress(asyncio.CancelledError):
            return await working
        return nothing
    return working.result()


def bring_reports(app: App) -> int:
    """Put the scheduled reports whose moment has come into the outbox, each local date once."""
    now = app.now()
    with app.ledger.read() as session:
        if not schedules.due(session, now=now, limit=1):
            return 0
    from bot.reports.scheduled import due_reports  # noqa: PLC0415 (scipy is heavy, reports are rare)

    with app.ledger.write() as session:
        return due_reports(session, now)


def notice_deadlines(app: App) -> int:
    """Ask people about predictions whose deadline has passed; silence is never a "no"."""
    noticed = 0
    now = app.now()
    while True:
        with app.ledger.write() as session:
            due = awaiting.unasked(session, now=now)
            for row in due:
                assert row.prediction.id is not None  # noqa: S101 (it came from the ledger)
                reason = f"The deadline {row.prediction.window.deadline} has passed."
                noticed += proposing.ask(session, row.prediction.id, reason, now=now) is not None
        if not due:
            return noticed
