"""The bot as a process of its own beside a local Discord, with a million predictions stored.

Round trips, commands sustained, size. The local Discord's own time per request is measured in the
same run and taken off.
"""

import asyncio
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from bot.charts.crowd import crowd_png
from bot.charts.moves import Line, Moves
from bot.discord.scores.calibration import chart, scored
from bot.discord.scores.rows import Row
from predictions.model import ForecasterKind
from storage.ledger import Ledger
from tests.local_discord.server import LocalDiscord

Rows = list[tuple[str, float, float | None]]
PREDICTIONS = 1_000_000
ROUND_TRIPS = 200
A_SECOND = 200  # commands, whether or not those before are answered
SECONDS = 6


def run() -> Rows:
    """Measure."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_idle(Path(folder))) + asyncio.run(_busy(Path(folder))) + _charts()


@contextmanager
def _bot(server: LocalDiscord, folder: Path, name: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Run `calledit run` beside this process, on a ledger of that name."""
    started = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "bot.cli", "run"],
        env={
            **os.environ,
            **server.environment,
            "CALLEDIT_DATABASE_URL": f"sqlite:///{folder}/{name}.db",
            "CALLEDIT_TICK_SECONDS": "3600",
            "PYTHONPATH": str(Path(__file__).parents[2]),
        },
        stderr=subprocess.DEVNULL,
        cwd=folder,
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
        ledger = Ledger(f"sqlite:///{folder}/full.db")
        _fill(ledger, server.guild.id)
        ledger.close()
        with _bot(server, folder, "full") as process:
            await server.ready(within=60)
            return await _round_trips(server) + await _sustained(server, process.pid)


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


async def _sustained(server: LocalDiscord, pid: int) -> Rows:
    """Send so many commands every second, and see how late the latest is acknowledged."""
    people, general = [server.user(name) for name in ("alice", "bob", "carol")], server.channel()
    acknowledged: list[float] = []

    async def one(number: int) -> None:
        options = {"prediction": str(1 + number), "probability": "40 %"}
        who = people[number % len(people)]
        answer = await server.slash("forecast", user=who, channel=general, options=options)
        acknowledged.append(answer.acknowledged_after or 99.0)

    count, before, start = A_SECOND * SECONDS, _worked(pid), time.perf_counter()
    tasks = []
    for number in range(count):
        await asyncio.sleep(max(0.0, start + number / A_SECOND - time.perf_counter()))
        tasks.append(asyncio.create_task(one(number)))
    await asyncio.gather(*tasks)
    taken = time.perf_counter() - start
    return [
        ("seconds for 200 forecasts, sustained", A_SECOND * taken / count, 1.05),
        ("latest acknowledgement among them (s)", max(acknowledged), 1.0),
        ("the bot's own work for each (ms)", 1000 * (_worked(pid) - before) / count, 5.0),
    ]


async def _idle(folder: Path) -> Rows:
    """Start the real process: until it is ready, and how large it is when idle."""
    Ledger(f"sqlite:///{folder}/empty.db").close()
    async with LocalDiscord() as server:
        start = time.perf_counter()
        with _bot(server, folder, "empty") as process:
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
            forecaster_id=1,
            forecaster="Ann",
            kind=ForecasterKind.PERSON,
            implied=False,
            probability=(number % 19 + 1) / 20,
            outcome=float((number * 7919) % 20 < number % 19 + 1),
            weight=1.0,
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
