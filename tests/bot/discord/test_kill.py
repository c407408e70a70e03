"""Killed between any two requests of a resolution post: nothing lost, nothing twice."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from bot import actions
from predictions.outcomes import YES
from storage import recording, resolving
from storage.ledger import Ledger
from storage.tables import Posts
from tests.local_discord.clock import PATIENCE
from tests.local_discord.thread import LocalDiscordThread

ROOT = Path(__file__).parents[3]
SEND = "POST /channels/*/messages"
LOOK = "GET /channels/*/messages"


@contextmanager
def process(discord: LocalDiscordThread, database: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run `calledit run` until the block ends, then kill it as a power cut would."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CALLEDIT_")}
    started = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "bot.cli", "run"],
        env={
            **kept,
            **discord.environment,
            "CALLEDIT_DATABASE_URL": database,
            "CALLEDIT_DISCORD_CHANNEL_ID": str(discord.server.channel("forecasts").id),
            "CALLEDIT_TICK_SECONDS": "0.2",
            "PYTHONPATH": str(ROOT),
        },
        cwd=Path(database.removeprefix("sqlite:///")).parent,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield started
    finally:
        started.send_signal(signal.SIGKILL)
        started.wait(PATIENCE)


def wait(holds: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Wait until something holds."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it never came to that"
        time.sleep(0.02)


@pytest.fixture
def discord() -> Iterator[LocalDiscordThread]:
    with LocalDiscordThread() as opened:
        yield opened
        assert opened.violations == []


def resolved(database: str) -> None:
    """Store a resolved prediction, whose post waits in the outbox."""
    ledger = Ledger(database)
    now = datetime.now(UTC)
    with ledger.write() as session:
        ann = recording.forecaster_named(session, "Ann")
        asked = actions.Asked(statement="It rains", by="end of 2090")
        made = actions.predict(session, asked, author=ann, now=now, time_zone="UTC")
        actions.forecast(session, made.id or 0, "70", forecaster=ann, now=now)
        later = now + timedelta(milliseconds=1)
        resolving.resolve(session, made.id or 0, YES, now=later)
    ledger.close()


def in_ledger(database: str, work: Callable[[Session], None]) -> None:
    ledger = Ledger(database)
    with ledger.write() as session:
        work(session)
    ledger.close()


def the_lease_runs_out(database: str) -> None:
    """Let the two minutes pass for which a dead process holds its post."""

    def expire(session: Session) -> None:
        for row in session.exec(select(Posts)):
            row.leased_until = None
            row.due_at = datetime.now(UTC) - timedelta(seconds=1)
            session.add(row)

    in_ledger(database, expire)


def sent(database: str) -> bool:
    found: list[bool] = []
    in_ledger(
        database,
        lambda s: found.append(all(row.sent_at is not None for row in s.exec(select(Posts)))),
    )
    return found[0]


def posts(discord: LocalDiscordThread) -> int:
    messages = discord.messages(discord.server.channel("forecasts"))
    return sum(bool(message["embeds"]) for message in messages)


def kill_at(
    discord: LocalDiscordThread, pattern: str, running: "subprocess.Popen[bytes]", *, after: bool
) -> None:
    """Kill the process the moment its next such request comes in, or has been carried out."""
    discord.do(lambda s: s.fault(pattern, call=running.kill, after_creating=after, hang_up=True))


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("nonce_forgotten", [False, True], ids=["at once", "much later"])
def test_killed_while_sending_the_post_stands_once(
    discord: LocalDiscordThread, sqlite_url: str, after: bool, nonce_forgotten: bool
) -> None:
    with process(discord, sqlite_url) as running:
        discord.ready()
        kill_at(discord, SEND, running, after=after)
        resolved(sqlite_url)
        running.wait(PATIENCE)
    assert posts(discord) == int(after)
    assert not sent(sqlite_url)
    if nonce_forgotten:
        discord.do(lambda s: s.advance(3600))
    the_lease_runs_out(sqlite_url)
    with process(discord, sqlite_url):
        wait(lambda: sent(sqlite_url))
    assert posts(discord) == 1


def test_killed_between_the_answer_and_the_mark(
    discord: LocalDiscordThread, sqlite_url: str
) -> None:
    resolved(sqlite_url)
    with process(discord, sqlite_url):
        wait(lambda: posts(discord) == 1)
    # As if the process had died before it could write down that it was sent.
    in_ledger(sqlite_url, _unmark)
    discord.do(lambda s: s.advance(3600))
    with process(discord, sqlite_url):
        wait(lambda: sent(sqlite_url))
    assert posts(discord) == 1


def _unmark(session: Session) -> None:
    for row in session.exec(select(Posts)):
        row.sent_at, row.message_id, row.leased_until = None, None, None
        row.attempts = max(row.attempts, 1)
        row.due_at = datetime.now(UTC) - timedelta(seconds=1)
        session.add(row)


def test_killed_while_looking_for_an_earlier_attempt(
    discord: LocalDiscordThread, sqlite_url: str
) -> None:
    resolved(sqlite_url)
    with process(discord, sqlite_url):
        wait(lambda: sent(sqlite_url))
    with process(discord, sqlite_url) as running:
        discord.ready()
        kill_at(discord, LOOK, running, after=False)
        in_ledger(sqlite_url, _unmark)
        running.wait(PATIENCE)
    the_lease_runs_out(sqlite_url)
    discord.do(lambda s: s.advance(3600))
    with process(discord, sqlite_url):
        wait(lambda: sent(sqlite_url))
    assert posts(discord) == 1


def test_stopping_politely_finishes_what_is_in_hand(
    discord: LocalDiscordThread, sqlite_url: str
) -> None:
    with process(discord, sqlite_url) as running:
        discord.ready()
        discord.do(lambda s: s.fault(SEND, call=running.terminate, after_creating=True, status=500))
        resolved(sqlite_url)
        assert running.wait(PATIENCE) == 0
    assert sent(sqlite_url)
    assert posts(discord) == 1
