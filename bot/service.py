"""The service: a ticker, and Discord where a token is set, until it is told to stop."""

import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import AsyncIterator
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.app import App
from bot.delivery import Sender, TerminalSender
from bot.ticking import PULSE, tick, tools
from storage import absences, pulse
from storage.errors import DatabaseUnusable
from storage.ledger import Session

log = logging.getLogger("calledit")

# Every question to the database lets another thread run and has to wait for its turn again: under
# load a busy event loop would give it that only every 5 ms, and a forecast asks a dozen.
SECONDS_OF_A_TURN = 0.0005


async def serve(app: App) -> None:
    """Run until SIGINT or SIGTERM; what is in hand is finished first."""
    sys.setswitchinterval(SECONDS_OF_A_TURN)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows has no signal handlers here
            loop.add_signal_handler(number, stop.set)
    if app.settings.discord_token is None:
        log.info("no CALLEDIT_DISCORD_TOKEN: posts go to this terminal")
        async with ticking(app, TerminalSender(app.time_zone)):
            await stop.wait()
        return
    from bot.discord.client import connected  # noqa: PLC0415 (discord.py is heavy)

    with app.ledger.write() as session:  # before the first post may go out
        _at_work(app, session)

    async with connected(app) as client, ticking(app, client.sender):
        failed = asyncio.create_task(client.gone())
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait((failed, stopped), return_when=asyncio.FIRST_COMPLETED)
        if failed.done():
            failed.result()
        failed.cancel()
        stopped.cancel()


def _at_work(app: App, session: Session) -> None:
    usual = timedelta(seconds=app.settings.tick_seconds)
    absences.at_work(session, now=app.now(), usual=usual)


@contextlib.asynccontextmanager
async def ticking(app: App, sender: Sender) -> AsyncIterator[None]:
    """Tick every so many seconds, one pass at a time, the first at once.

    APScheduler only ticks: it stores no job, and a pass that was missed is not caught up with,
    since the next one finds in the database all that is due.
    """
    busy = asyncio.Lock()

    async def one_pass() -> None:
        # APScheduler cancels its running jobs when it stops; what is being sent is to be marked.
        work = asyncio.create_task(whole_pass())
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.shield(work)

    async def whole_pass() -> None:
        async with busy:
            try:
                done = await tick(app, sender, using)
                log.info("%s", done)
                with app.ledger.write() as session:
                    pulse.beat(session, PULSE, now=app.now())
                    _at_work(app, session)
            except DatabaseUnusable as error:
                # A full disk fails every pass until somebody acts: the reason must not drown.
                log.error("this pass failed; the next one tries again: %s", error)  # noqa: TRY400
            except Exception:
                log.exception("this pass failed; the next one tries again")

    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.add_job(
        one_pass,
        "interval",
        seconds=app.settings.tick_seconds,
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
        next_run_time=app.now(),
    )
    async with tools(app) as using:
        scheduler.start()
        try:
            yield
        finally:
            scheduler.shutdown(wait=False)
            using.stopping.set()  # it waits for no source any more
            async with busy:  # a pass that is under way finishes: what it sent is marked as sent
                pass
