"""One look at a source, over real HTTP and through the sandbox."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from predictions.readings import MarketReading, NumberReading, TextReading
from predictions.sandbox.pool import Sandbox
from predictions.sandbox.process import Limits
from predictions.watching.reading import look
from predictions.watching.sources import recognise
from predictions.watching.sources.base import SourceSpec
from predictions.watching.watched import Watched
from tests.predictions.watching.servers import Handler, Request, Server, fetcher, reply, serve

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
NASTY = Path(__file__).parents[3] / "../shared/data/watch/feeds/nasty"
FEED = (
    b"<rss version='2.0'><channel><title>News</title><ttl>120</ttl>"
    b"<item><title>One</title><link>/1</link></item></channel></rss>"
)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    limits = Limits(cpu_seconds=10, wall_seconds=20, memory_bytes=100 * 1024 * 1024)
    with Sandbox(limits) as sandbox:
        yield sandbox


def handler(replies: dict[str, bytes]) -> Handler:
    async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(replies.get(request.path.partition("?")[0], reply("404 Not Found")))

    return answer


def looked(
    sandbox: Sandbox, path: str, replies: dict[str, bytes], base: str = "", **more: Any
) -> tuple[Watched, Server]:
    async def main() -> tuple[Watched, Server]:
        async with serve(handler(replies)) as server, fetcher(server) as client:
            bases = {base: server.url} if base else {}
            spec = recognise(f"{server.url}{path}", bases)
            found = await look(spec, fetcher=client, sandbox=sandbox, now=NOW, bases=bases, **more)
            return found, server

    return asyncio.run(main())


def test_a_feed_is_read_through_the_sandbox(sandbox: Sandbox) -> None:
    found, server = looked(
        sandbox,
        "/feed.xml",
        {"/feed.xml": reply(body=FEED, ETag='"e"', Cache_Control="max-age=60")},
    )
    assert found.problem is None
    assert [item.url for item in found.seen.items] == [f"{server.url}/1"]
    assert found.etag == '"e"'
    assert found.fresh_for == 7200.0  # the feed's own wish is longer than the cache's
    [answer] = found.answers
    assert answer.reply.body == FEED


def test_an_address_that_looks_like_a_page_may_be_a_feed(sandbox: Sandbox) -> None:
    found, _ = looked(sandbox, "/news", {"/news": reply(body=b"<?xml version='1.0'?>" + FEED)})
    assert found.spec.kind == "feed"
    assert len(found.seen.items) == 1


def test_a_feed_that_became_a_page_is_a_problem_not_an_empty_feed(sandbox: Sandbox) -> None:
    page = reply(body=b"<!DOCTYPE html><html><body>Bye</body></html>", ETag='"e"')
    found, _ = looked(sandbox, "/feed.xml", {"/feed.xml": page})
    assert found.problem
    assert "not a feed" in found.problem
    assert found.etag is None  # it is asked for whole next time


def test_a_reply_that_did_not_change_keeps_what_was_known(sandbox: Sandbox) -> None:
    found, _ = looked(sandbox, "/feed.xml", {"/feed.xml": reply("304 Not Modified")}, etag='"e"')
    assert found.not_modified
    assert found.etag == '"e"'
    assert found.problem is None


def test_a_source_that_asks_to_slow_down_is_heard(sandbox: Sandbox) -> None:
    slow = reply("429 Too Many Requests", Retry_After="77")
    found, _ = looked(sandbox, "/feed.xml", {"/feed.xml": slow})
    assert found.problem == "the source asks to slow down (status 429)"
    assert found.retry_after == 77.0


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "the reply is empty"),
        (b"<html><body>Are you human?</body></html>", "the reply is not a feed but a web page"),
        (b'<rss version="2.0"></rss>', "the reply has no channel"),
    ],
)
def test_a_reply_that_is_no_feed_is_told_in_a_whole_sentence(
    sandbox: Sandbox, body: bytes, problem: str
) -> None:
    found, _ = looked(sandbox, "/feed.xml", {"/feed.xml": reply(body=body)})
    assert found.problem == problem


def test_a_feed_that_moved_for_good_says_where(sandbox: Sandbox) -> None:
    replies = {
        "/feed.xml": reply("301 Moved Permanently", Location="/new.xml"),
        "/new.xml": reply(body=FEED),
    }
    found, server = looked(sandbox, "/feed.xml", replies)
    assert found.moved_to == f"{server.url}/new.xml"


def market(**more: Any) -> bytes:
    return reply(body=json.dumps({"slug": "m", "outcomes": '["Yes", "No"]', **more}).encode())


def test_polymarket_is_confirmed_by_the_order_book(sandbox: Sandbox) -> None:
    book = {"condition_id": "0xab", "closed": True, "tokens": [{"outcome": "Yes", "winner": True}]}
    replies = {
        "/markets/slug/m": market(closed=True, outcomePrices='["1", "0"]', conditionId="0xab"),
        "/markets/0xab": reply(body=json.dumps(book).encode()),
    }
    found, _ = looked(sandbox, "/markets/slug/m", replies, base="polymarket")
    (reading,) = found.seen.readings
    assert isinstance(reading, MarketReading)
    assert (str(reading.state), reading.subject) == ("yes", "m")


def test_without_the_order_book_the_market_stays_pending_and_is_asked_whole_again(
    sandbox: Sandbox,
) -> None:
    body = {"slug": "m", "outcomes": '["Yes", "No"]', "closed": True, "conditionId": "0xab"}
    body["outcomePrices"] = '["1", "0"]'
    replies = {"/markets/slug/m": reply(body=json.dumps(body).encode(), ETag='"1"')}
    found, _ = looked(sandbox, "/markets/slug/m", replies, base="polymarket")
    (reading,) = found.seen.readings
    assert isinstance(reading, MarketReading)
    assert str(reading.state) == "pending"
    assert found.problem is None
    assert found.etag is None


def test_an_old_kalshi_market_is_found_among_the_old_ones(sandbox: Sandbox) -> None:
    old = {"market": {"ticker": "T", "status": "finalized", "result": "no"}}
    path = "/trade-api/v2/historical/markets/T"
    replies = {path: reply(body=json.dumps(old).encode())}
    found, _ = looked(sandbox, "/trade-api/v2/markets/t", replies, base="kalshi")
    (reading,) = found.seen.readings
    assert isinstance(reading, MarketReading)
    assert str(reading.state) == "no"


def test_a_market_that_nobody_knows_is_a_problem(sandbox: Sandbox) -> None:
    found, _ = looked(sandbox, "/trade-api/v2/markets/t", {}, base="kalshi")
    assert found.problem == "the source does not know it (status 404)"


def test_a_number_of_an_api_and_a_part_of_a_page(sandbox: Sandbox) -> None:
    replies = {
        "/api/x.json": reply(body=b'{"a": [1, "2.5"]}'),
        "/p": reply(body=b"<html><p class='s'>Open</p></html>", Content_Type="text/html"),
    }
    number, _ = looked(sandbox, "/api/x.json#a[-1]", replies)
    assert [r.value for r in number.seen.readings if isinstance(r, NumberReading)] == [2.5]
    part, server = looked(sandbox, "/p#css=.s", replies)
    (reading,) = part.seen.readings
    assert isinstance(reading, TextReading)
    assert (reading.subject, reading.text) == (f"{server.url}/p", "Open")
    assert "/p" in server.paths  # the selector is never sent


def test_a_token_reaches_the_service_and_nothing_else(sandbox: Sandbox) -> None:
    post = {"id": 5, "question": {"id": 6, "status": "open", "type": "binary"}}
    replies = {"/api/posts/5/": reply(body=json.dumps(post).encode())}
    found, server = looked(
        sandbox, "/api/posts/5/", replies, base="metaculus", tokens={"metaculus": "t0ken"}
    )
    assert server.requests[-1].headers["authorization"] == "Token t0ken"
    assert "t0ken" not in repr(found)


def test_a_missing_token_is_told_without_asking(sandbox: Sandbox) -> None:
    found, server = looked(sandbox, "/api/posts/5/", {}, base="metaculus")
    assert found.problem
    assert "token" in found.problem
    assert server.requests == []


@pytest.mark.skipif(not NASTY.exists(), reason="the shared feeds are not here")
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("billion_laughs.xml", "entity expansion refused"),
        ("quadratic_blowup.xml", "entity expansion refused"),
        ("xxe_file.xml", "entity expansion refused"),
        ("xxe_http.xml", "entity expansion refused"),
        ("xxe_param.xml", "entity expansion refused"),
        ("html_page_not_feed.html", "not a feed"),
        ("deep_nest.xml", None),
        ("truncated.xml", None),
    ],
)
def test_hostile_feeds_end_in_the_sandbox(sandbox: Sandbox, name: str, words: str | None) -> None:
    body = reply(body=(NASTY / name).read_bytes(), Content_Type="application/xml")
    found, server = looked(sandbox, "/feed.xml", {"/feed.xml": body})
    assert set(server.paths) <= {"/feed.xml", "/robots.txt"}  # no entity was fetched
    if words is None:
        assert found.problem or found.seen.items
    else:
        assert found.problem
        assert words in found.problem
        assert found.seen.items == ()


def test_a_source_of_an_unknown_kind_is_a_problem(sandbox: Sandbox) -> None:
    async def main() -> Watched:
        async with fetcher() as client:
            spec = SourceSpec(kind="oracle", subject="x", url="https://x.test/")
            return await look(spec, fetcher=client, sandbox=sandbox, now=NOW)

    assert "no kind of source" in (asyncio.run(main()).problem or "")


def test_sources_are_known_without_loading_what_only_fetching_or_parsing_needs() -> None:
    program = (
        "import sys, predictions.watching.sources as s, predictions.watching.reading\n"
        "s.recognise('https://x.test/')\n"
        "print([m for m in ('httpx', 'httpcore', 'trafilatura', 'feedparser', 'lxml', 're2')"
        " if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
