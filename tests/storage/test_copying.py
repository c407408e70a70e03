"""A ledger copied into another database is the same ledger."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from predictions.model import Evidence
from predictions.snapshot import Snapshot
from storage import (
    amending,
    checking,
    copying,
    dossier,
    gathering,
    outbox,
    recording,
    watchlist,
)
from storage.errors import Refused
from storage.ledger import Ledger
from tests.conftest import NOON
from tests.storage.test_recording import add, fill, forecast, someone

BOTH_WAYS = [("sqlite_url", "postgres_url"), ("postgres_url", "sqlite_url")]


@pytest.fixture(params=BOTH_WAYS, ids=["to PostgreSQL", "to SQLite"])
def pair(request: pytest.FixtureRequest) -> Iterator[tuple[Ledger, Ledger]]:
    """Give a ledger with a record in it, and an empty one of the other kind."""
    here, there = (Ledger(request.getfixturevalue(name)) for name in request.param)
    fill(here)
    seen = Evidence(
        source_id=None,
        url="https://example.org/p",
        title="Price",
        text="“5,5” → \N{SEEDLING}",
        seen_at=NOON + timedelta(microseconds=7),
        reply=Snapshot(
            url="https://example.org/p",
            final_url="https://example.org/p",
            status=200,
            fetched_at=NOON,
            body=bytes(range(256)) * 40,
            size=256 * 40,
        ),
    )
    with here.write() as session:
        number = add(session, "It snows")
        watchlist.add_source(session, "https://example.org/p", now=NOON, prediction_id=number)
        gathering.add_evidence(session, [seen])
        found = dossier.get(session, number, now=NOON)
        mended = replace(found.prediction, statement="It snows.")
        amending.amend(session, found, mended, now=NOON, reason="a full stop")
        outbox.enqueue(session, key="a", kind="resolution", now=NOON, data={"version": 1})
        for year in range(30):
            at = NOON + timedelta(days=year)
            recording.add_forecast(session, forecast(number, someone(session, "Bo"), 1 / 3, at))
    yield here, there
    here.close()
    there.close()


def contents(ledger: Ledger) -> dict[str, list[Any]]:
    with ledger.read() as session:
        return {
            table.name: [
                tuple(row) for row in session.execute(select(table).order_by(*table.primary_key))
            ]
            for table in copying.tables()
        }


def test_every_row_of_every_table_is_there_and_the_chain_goes_on(
    pair: tuple[Ledger, Ledger],
) -> None:
    here, there = pair
    told: list[int] = []
    copying.copy(here, there, advance=told.append)
    assert contents(there) == contents(here)
    assert sum(told) == copying.rows(here) > 40
    before = checking.verify(here)
    assert checking.verify(there) == before
    with there.write() as session:
        number = add(session, "It hails")
        recording.add_forecast(session, forecast(number, someone(session, "Cy"), 0.2))
    after = checking.verify(there)
    assert (after.problems, after.events) == ((), before.events + 2)
    assert checking.check(there) == []


def test_a_database_that_holds_something_is_refused(pair: tuple[Ledger, Ledger]) -> None:
    here, there = pair
    with there.write() as session:
        add(session, "It was here first")
    before = contents(there)
    with pytest.raises(Refused, match="already: name an empty database"):
        copying.copy(here, there)
    assert contents(there) == before


def test_a_copy_that_is_cut_short_leaves_nothing(pair: tuple[Ledger, Ledger]) -> None:
    here, there = pair

    def killed(_count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copying.copy(here, there, advance=killed)
    assert copying.rows(there) == 0
    copying.copy(here, there)
    assert contents(there) == contents(here)


def test_what_is_written_meanwhile_stays_out_whole(pair: tuple[Ledger, Ledger]) -> None:
    here, there = pair
    before = contents(here)

    def meanwhile(_count: int) -> None:
        with here.write() as session:
            number = add(session, "It rains meanwhile")
            recording.add_forecast(session, forecast(number, someone(session), 0.5))

    copying.copy(here, there, advance=meanwhile)
    assert contents(there) == before
    assert checking.verify(there).problems == ()
