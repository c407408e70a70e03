"""Rounds: every source that is due is asked at once, and what comes is stored source by source."""

import asyncio
import logging
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from bot.app import App
from bot.knowing import Terms
from bot.polling.health import noted
from bot.polling.keeping import store
from bot.polling.polled import Polled
from bot.polling.silence import unanswered
from predictions.watching.reading import look
from predictions.watching.sources.base import SourceSpec
from predictions.watching.watched import Watched
from storage import outages, visits
from storage.errors import DatabaseUnusable
from storage.watchlist import Source

if TYPE_CHECKING:
    from predictions.sandbox.pool import Sandbox
    from predictions.watching.http import Fetcher

BATCH = 200
TOGETHER = 50  # sources without news stored in one transaction

log = logging.getLogger("calledit.polling")


async def poll(app: App, fetcher: "Fetcher", sandbox: "Sandbox") -> Polled:
    """Ask every source that is due, and store what came of it, source by source."""
    total = Polled()
    while True:
        now = app.now()
        with app.ledger.read() as session:
            if not visits.anything_due(session, now=now):
                return total  # most passes find nothing due, and need not keep writers waiting
        with app.ledger.write() as session:
            due = visits.lease_due(session, now=now, limit=BATCH)
        if not due:
            return total
        quiet: list[tuple[Source, Watched]] = []
        silent: list[tuple[Source, Watched]] = []
        looks = [asyncio.ensure_future(ask(app, each, fetcher, sandbox, now)) for each in due]
        try:
            for done in asyncio.as_completed(looks):
                source, watched = await done
                if watched.unanswered:
                    silent.append((source, watched))
                elif watched.not_modified and source.problem is None:
                    quiet.append((source, watched))
                    if len(quiet) >= TOGETHER:
                        total += _keep_quiet(app, quiet)
                        quiet = []
                else:
                    total += _keep(app, source, watched)
        finally:
            for asking in looks:  # nobody waits for them where this round was cut short
                asking.cancel()
        total += _keep_quiet(app, quiet)
        total += _keep_silent(app, silent, now)


async def ask(
    app: App, source: Source, fetcher: "Fetcher", sandbox: "Sandbox", now: datetime
) -> tuple[Source, Watched]:
    """Look at a source once; whatever goes wrong is in what comes back."""
    try:
        watched = await look(
            spec_of(source),
            fetcher=fetcher,
            sandbox=sandbox,
            now=now,
            bases=app.bases,
            tokens=app.tokens,
            etag=source.etag,
            last_modified=source.last_modified,
            since=lambda: _read_back_to(app, source),
        )
    except Exception as error:
        # A fault of ours in one source must not keep the others from being asked.
        log.exception("source %d could not be looked at", source.id)
        watched = _faulty(source, now, error)
    return source, watched


def _read_back_to(app: App, source: Source) -> datetime:
    with app.ledger.read() as session:
        return visits.read_back_to(session, source)


def _faulty(source: Source, now: datetime, error: Exception) -> Watched:
    said = f"a fault of CalledIt itself: {type(error).__name__}"
    return Watched(spec=spec_of(source), fetched_at=now, problem=said)


def spec_of(source: Source) -> SourceSpec:
    """Return a source as the watching room knows it."""
    return SourceSpec(
        kind=source.kind,
        subject=source.subject,
        url=source.url,
        label=source.label,
        keys=source.keys,
    )


def _keep_quiet(app: App, quiet: Iterable[tuple[Source, Watched]]) -> Polled:
    """Store at once that some sources had nothing new."""
    found = list(quiet)
    if not found:
        return Polled()
    with app.ledger.write() as session:
        return noted(session, found, changed=False, random=app.random)


def _keep_silent(app: App, silent: list[tuple[Source, Watched]], now: datetime) -> Polled:
    """Store at once who of a round did not answer: whether anybody did tells whose fault it is."""
    with app.ledger.read() as session:
        if not silent and outages.lasting(session) is None:
            return Polled()
    with app.ledger.write() as session:
        return unanswered(session, silent, now=now, random=app.random)


def _keep(app: App, source: Source, watched: Watched) -> Polled:
    """Store what a source said, whole or not at all."""
    if watched.seen.more_pages:
        log.warning("source %d said more than is read at once; the oldest is left", source.id)
    try:
        with app.ledger.write() as session:
            return store(session, source, watched, app.terms, app.random)
    except DatabaseUnusable:
        raise  # no source is at fault, and none of the others can be kept either
    except Exception as error:
        log.exception("what source %d said could not be kept", source.id)
        app.terms = Terms()  # it may have seen what was undone
        faulty = _faulty(source, watched.fetched_at, error)
        with app.ledger.write() as session:
            return noted(session, [(source, faulty)], changed=False, random=app.random)
