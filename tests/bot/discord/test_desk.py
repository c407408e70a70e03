"""Writes that wait in one line: kept together where that saves a wait, each whole or not at all."""

import asyncio
import threading
from collections.abc import Awaitable, Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from sqlalchemy import text

from bot.app import App
from bot.discord.desk import MOST_TOGETHER, Desk
from bot.settings import Settings
from storage.errors import DatabaseUnusable
from storage.ledger import Ledger, Session


@pytest.fixture
def desk(ledger: Ledger) -> Iterator[Desk]:
    """Give a desk on each kind of database, with a table to write to."""
    made = desk_on(ledger)
    yield made
    made.close()


def desk_on(ledger: Ledger) -> Desk:
    with ledger.write() as session:
        session.execute(text("CREATE TABLE noted (n INTEGER PRIMARY KEY)"))
    settings = Settings(_env_file=None, time_zone="UTC")  # type: ignore[call-arg]
    return Desk(App(settings, lambda: datetime(2026, 3, 1, tzinfo=UTC), ledger))


def note(session: Session, number: int) -> int:
    session.execute(text("INSERT INTO noted VALUES (:n)"), {"n": number})
    return number


def noted(ledger: Ledger) -> list[int]:
    with ledger.read() as session:
        return list(session.execute(text("SELECT n FROM noted ORDER BY n")).scalars())


async def held(desk: Desk, wishes: int) -> threading.Event:
    """Let the line wait until so many stand in it behind the one that holds it up."""
    going, go = threading.Event(), threading.Event()

    def wait(_: Session) -> None:
        going.set()
        assert go.wait(30)

    desk.holding = asyncio.ensure_future(desk.write(wait))  # type: ignore[attr-defined]
    await asyncio.to_thread(going.wait)
    asyncio.get_running_loop().call_later(0, lambda: _when(desk, wishes, go))
    return go


def _when(desk: Desk, wishes: int, go: threading.Event) -> None:
    if len(desk._line) >= wishes:
        go.set()
    else:
        asyncio.get_running_loop().call_later(0.001, lambda: _when(desk, wishes, go))


def test_one_that_fails_takes_nothing_from_those_beside_it(desk: Desk) -> None:
    def fail(session: Session) -> int:
        note(session, 1000)
        raise RuntimeError("not that one")

    def clash(session: Session) -> int:
        return note(session, 3)  # is there by then

    async def crowd() -> list[object]:
        count = 2 * MOST_TOGETHER
        await held(desk, count + 2)
        wishes: list[Awaitable[Any]] = [desk.write(partial(note, number=n)) for n in range(count)]
        wishes[count // 2 : count // 2] = [desk.write(fail), desk.write(clash)]
        return list(await asyncio.gather(*wishes, return_exceptions=True))

    answers = asyncio.run(crowd())
    failed = [answer for answer in answers if isinstance(answer, Exception)]
    assert [type(error) for error in failed] == [RuntimeError, DatabaseUnusable]
    assert [a for a in answers if not isinstance(a, Exception)] == list(range(2 * MOST_TOGETHER))
    assert noted(desk.app.ledger) == list(range(2 * MOST_TOGETHER))


def test_whoever_hears_that_it_is_kept_finds_it_kept(desk: Desk, database_url: str) -> None:
    other = Ledger(database_url)

    async def one(number: int) -> bool:
        await desk.write(lambda session: note(session, number))
        return number in noted(other)

    async def crowd() -> list[bool]:
        await held(desk, 30)
        return list(await asyncio.gather(*(one(number) for number in range(30))))

    assert all(asyncio.run(crowd()))
    other.close()


def test_when_the_connection_is_lost_nobody_is_told_that_it_was_kept(postgres_url: str) -> None:
    ledger = Ledger(postgres_url)
    desk = desk_on(ledger)

    def cut(session: Session) -> None:
        mine: int = session.execute(text("SELECT pg_backend_pid()")).scalar_one()
        with ledger.engine.connect() as elsewhere:
            elsewhere.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": mine})

    async def crowd() -> list[object]:
        await held(desk, 11)
        wishes: list[Awaitable[Any]] = [desk.write(partial(note, number=n)) for n in range(10)]
        wishes.insert(5, desk.write(cut))
        return list(await asyncio.gather(*wishes, return_exceptions=True))

    answers = asyncio.run(crowd())
    kept = [answer for answer in answers if isinstance(answer, int)]
    assert kept == noted(ledger) == []
    assert all(isinstance(answer, DatabaseUnusable) for answer in answers), answers
    assert asyncio.run(desk.write(lambda session: note(session, 7))) == 7
    desk.close()
    ledger.close()


def test_what_nobody_waits_for_any_more_is_not_begun(desk: Desk) -> None:
    async def change_of_mind() -> None:
        go = await held(desk, 2)
        given_up = asyncio.ensure_future(desk.write(lambda session: note(session, 1)))
        await asyncio.sleep(0)
        given_up.cancel()
        await asyncio.gather(given_up, return_exceptions=True)
        assert await desk.write(lambda session: note(session, 2)) == 2
        assert go.is_set()

    asyncio.run(change_of_mind())
    assert noted(desk.app.ledger) == [2]
