"""The markets of an event: its name stands for the only one, and never for one of several."""

import asyncio
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from predictions.readings import MarketReading
from predictions.sandbox.pool import Sandbox
from predictions.watching.reading import look
from predictions.watching.sources import recognise
from predictions.watching.watched import Watched
from tests.predictions.watching.servers import Request, fetcher, reply, serve

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
CUP = {
    "polymarket": "https://polymarket.com/event/cup",
    "kalshi": "https://kalshi.com/markets/a/b/CUP",
}
WON = {"status": "finalized", "result": "yes"}
LIST, OLD = "/trade-api/v2/markets", "/trade-api/v2/historical/markets"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


def looked(sandbox: Sandbox, kind: str, replies: Mapping[str, Any]) -> Watched:
    """Look at the cup's event at a service that gives these replies, by path."""

    async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
        found = replies.get(request.path.partition("?")[0])
        body = json.dumps(found).encode()
        writer.write(reply("500 Broken") if found is None else reply(body=body))

    async def main() -> Watched:
        async with serve(answer) as server, fetcher(server) as client:
            bases = {kind: server.url}
            spec = recognise(CUP[kind], bases)
            return await look(spec, fetcher=client, sandbox=sandbox, now=NOW, bases=bases)

    return asyncio.run(main())


def states(watched: Watched) -> dict[str, str]:
    found = (r for r in watched.seen.readings if isinstance(r, MarketReading))
    return {reading.subject: str(reading.state) for reading in found}


def market(slug: str, **more: Any) -> dict[str, Any]:
    return {"slug": slug, "closed": False, "conditionId": f"0x{slug}"} | more


def sure(slug: str) -> dict[str, Any]:
    """Return a market at sure prices without a status: the order book is asked about it."""
    return market(slug, closed=True, outcomes='["Yes", "No"]', outcomePrices='["0", "1"]')


def lost(slug: str) -> dict[str, Any]:
    tokens = [{"outcome": "Yes", "winner": False}, {"outcome": "No", "winner": True}]
    return {"condition_id": f"0x{slug}", "market_slug": slug, "closed": True, "tokens": tokens}


def test_the_only_market_of_an_event_speaks_for_the_event_too(sandbox: Sandbox) -> None:
    found = looked(sandbox, "polymarket", {"/events/slug/cup": {"markets": [market("a")]}})
    assert states(found) == {"a": "open", "event/cup": "open"}
    found = looked(sandbox, "kalshi", {LIST: {"markets": [{"ticker": "A", "status": "active"}]}})
    assert states(found) == {"A": "open", "event/CUP": "open"}
    several = {"markets": [{"ticker": "A", **WON}, {"ticker": "B", **WON}]}
    assert states(looked(sandbox, "kalshi", {LIST: several})) == {"A": "yes", "B": "yes"}


def test_the_order_book_confirms_the_only_market_for_its_event_too(sandbox: Sandbox) -> None:
    event = {"markets": [sure("a")]}
    found = looked(sandbox, "polymarket", {"/events/slug/cup": event, "/markets/0xa": lost("a")})
    assert states(found) == {"a": "no", "event/cup": "no"}
    behind = [found.behind(reading) for reading in found.seen.readings]
    assert [r and r.url.rpartition("/")[2] for r in behind] == ["0xa", "0xa"]


def test_what_the_order_book_says_of_one_market_is_not_said_of_an_event_of_two(
    sandbox: Sandbox,
) -> None:
    event = {"markets": [market("a"), sure("b")]}
    found = looked(sandbox, "polymarket", {"/events/slug/cup": event, "/markets/0xb": lost("b")})
    assert states(found) == {"a": "open", "b": "no"}


def test_the_last_market_that_has_not_moved_to_the_old_ones_is_not_the_only_one(
    sandbox: Sandbox,
) -> None:
    listed = {"markets": [{"ticker": "C", **WON}]}
    old = {"markets": [{"ticker": "A", "status": "finalized", "result": "no"}]}
    assert states(looked(sandbox, "kalshi", {LIST: listed, OLD: old})) == {"C": "yes", "A": "no"}
    alone = looked(sandbox, "kalshi", {LIST: listed, OLD: {"markets": []}})
    assert states(alone) == {"C": "yes", "event/CUP": "yes"}
    assert alone.problem is None


def test_where_the_old_ones_cannot_be_asked_nothing_is_said_of_the_event(sandbox: Sandbox) -> None:
    found = looked(sandbox, "kalshi", {LIST: {"markets": [{"ticker": "C", **WON}]}})
    assert states(found) == {"C": "yes"}
