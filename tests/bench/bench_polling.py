"""The service asking sources: a pass with nothing due, a pass over many feeds, a month of passes."""

import asyncio
import gc
import tempfile
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from sqlalchemy import text

from bot.app import App
from bot.delivery import TerminalSender
from bot.polling.rounds import poll
from bot.settings import Settings
from bot.ticking import Tools, tick, tools
from predictions.sandbox.pool import Sandbox
from predictions.snapshot import Snapshot
from predictions.watching.http import Fetcher
from predictions.watching.reply import FetchSettings
from storage import snapshots, visits, watchlist
from storage.ledger import Ledger
from tests.bench.bench_ledger import Row, best
from tests.bench.bench_watching import CONCURRENCY, FEEDS, allowing, bare_pass, unchanged_server
from tests.bot.world import rss
from tests.predictions.test_snapshot import feed
from tests.predictions.watching.servers import Request, Server, serve

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SOURCES = 100_000
MONTH = 30
FEW = 10


@dataclass
class Clock:
    """A clock that is set."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@contextmanager
def service(clock: Clock, allow: str = "") -> Iterator[App]:
    """Return the service on an empty ledger of its own."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger(f"sqlite:///{folder}/bench.db")
        settings = Settings(_env_file=None, time_zone="UTC", fetch_allow=allow)  # type: ignore[call-arg]
        yield App(settings, clock, ledger, Random(1))
        ledger.close()


def run() -> list[Row]:
    """Measure."""
    return _idle() + _unchanged() + _replies() + _month()


def _idle() -> list[Row]:
    with service(Clock()) as app:
        with app.ledger.write() as session:
            session.execute(
                text(
                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)"
                    " INSERT INTO sources (url, kind, subject, label, added_at, health, terms, "
                    "interval_seconds, next_check_at, failures, active) SELECT "
                    "'https://example.org/' || i, 'feed', 'https://example.org/' || i, 'feed', "
                    "'2026-01-01 00:00:00.000000', 'ok', '[]', 3600, "
                    "datetime('2026-03-02', '+' || (i % 3600) || ' seconds') || '.000000', 0, 1 "
                    "FROM n"
                ),
                {"count": SOURCES},
            )
        asked = best(lambda: _anything_due(app.ledger))
        passed = asyncio.run(_passes(app))
    return [
        ("is any of 100,000 sources due, ms", asked * 1000, None),
        ("a pass with nothing due at 100,000 sources, ms", passed * 1000, 5.0),
    ]


def _anything_due(ledger: Ledger) -> bool:
    with ledger.read() as session:
        return visits.anything_due(session, now=NOW)


async def _passes(app: App) -> float:
    """Return the shortest of several passes, in seconds."""
    loop = asyncio.get_running_loop()
    sender = TerminalSender("UTC")
    times = []
    async with tools(app) as using:
        for _ in range(15):
            start = loop.time()
            await tick(app, sender, using)
            times.append(loop.time() - start)
    return min(times)


def _unchanged() -> list[Row]:
    """A pass over feeds that answer "not modified", ledger and schedule included."""
    clock = Clock()
    with unchanged_server() as port, service(clock, f"127.0.0.1:{port}") as app:
        with app.ledger.write() as session:
            for number in range(FEEDS):
                url = f"http://127.0.0.1:{port}/feed/{number}"
                watchlist.add_source(session, url, now=NOW)
            session.execute(text("UPDATE sources SET etag = '\"1\"'"))
        pairs = []
        for _ in range(3):
            clock.now += timedelta(days=3)
            start = time.perf_counter()
            asyncio.run(bare_pass(port))
            between = time.perf_counter()
            asyncio.run(_pass(app, port))
            pairs.append((between - start, time.perf_counter() - between))
    bare, ours = (min(times) for times in zip(*pairs, strict=True))
    return [
        (f"service's pass over {FEEDS} unchanged feeds, times a bare httpx loop", ours / bare, 2.0),
        ("feeds a second in that pass", FEEDS / ours, None),
    ]


async def _pass(app: App, port: int) -> None:
    settings = FetchSettings(
        allow=allowing(port), concurrency=CONCURRENCY, host_concurrency=CONCURRENCY
    )
    with Sandbox() as sandbox:
        async with Fetcher(settings) as fetcher:
            done = await poll(app, fetcher, sandbox)
    assert (done.sources, done.failed) == (FEEDS, 0)


def _replies() -> list[Row]:
    """A feed of thirty entries that gains one, sixty times: what of its replies is kept, how fast."""
    whole = took = 0.0
    with service(Clock()) as app:
        for newest in range(100, 160):
            body = feed(newest)
            whole += len(zlib.compress(body))
            reply = Snapshot(
                url="https://n.example/feed",
                final_url="https://n.example/feed",
                status=200,
                fetched_at=NOW,
                body=body,
                size=len(body),
            )
            start = time.perf_counter()
            with app.ledger.write() as session:
                snapshots.keep(session, reply)
            took = max(took, time.perf_counter() - start)
        with app.ledger.read() as session:
            kept: int = session.execute(
                text("SELECT sum(length(packed)) FROM snapshot_pieces")
            ).scalar_one()
    return [
        ("replies of a growing feed as kept, times whole ones compressed", kept / whole, 0.5),
        ("keeping the longest of these replies, ms", took * 1000, None),
    ]


def _month() -> list[Row]:
    """A simulated month, asked hourly over real HTTP: what stays in memory after each ten days."""
    held = asyncio.run(_live())
    return [
        (f"memory that 20 more days of {FEW} changing feeds leave behind, kB", held / 1000, 300.0)
    ]


async def _live() -> int:
    clock = Clock()

    async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
        hour = int((clock.now - NOW) / HOUR)
        # Ten entries, half a day apart, under new identifiers each time.
        entries = [(f"News {n} of {request.path}", "What is new.") for n in range(hour // 12 + 10)]
        writer.write(rss(*entries[-10:], guid=str(hour)))

    async with serve(answer) as server:
        with service(clock, f"{server.host}:{server.port}") as app:
            with app.ledger.write() as session:
                for number in range(FEW):
                    watchlist.add_source(session, f"{server.url}/{number}.xml", now=NOW)
            async with tools(app) as using:
                await _days(app, clock, using, MONTH // 3)  # what is loaded and cached once
                tracemalloc.start()
                await _days(app, clock, using, 1)
                before = _held(server)
                await _days(app, clock, using, MONTH - MONTH // 3)
                grown = _held(server) - before
                tracemalloc.stop()
    return grown


def _held(server: Server) -> int:
    """Return how much memory is held, without what the server here remembers of its requests."""
    server.requests.clear()
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


async def _days(app: App, clock: Clock, using: Tools, days: int) -> None:
    sender = TerminalSender("UTC")
    for _ in range(days * 24):
        clock.now += HOUR
        done = await tick(app, sender, using)
        assert done.polled.failed == 0
