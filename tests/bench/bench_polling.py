"""The ticker on a large ledger: what a pass costs when nothing is due."""

import asyncio
import tempfile
from datetime import UTC, datetime

from sqlalchemy import text

from bot.app import App
from bot.delivery import TerminalSender
from bot.settings import Settings
from bot.ticking import tick, tools
from storage import watchlist
from storage.ledger import Ledger
from tests.bench.bench_ledger import Row, best

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SOURCES = 100_000


def run() -> list[Row]:
    """Measure."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger(f"sqlite:///{folder}/bench.db")
        with ledger.write() as session:
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
        app = App(Settings(_env_file=None, time_zone="UTC"), lambda: NOW, ledger)  # type: ignore[call-arg]
        asked = best(lambda: _anything_due(ledger))
        passed = asyncio.run(_passes(app))
        ledger.close()
    return [
        ("is any of 100,000 sources due, ms", asked * 1000, None),
        ("a pass with nothing due at 100,000 sources, ms", passed * 1000, 5.0),
    ]


def _anything_due(ledger: Ledger) -> bool:
    with ledger.read() as session:
        return watchlist.anything_due(session, now=NOW)


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
