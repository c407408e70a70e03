"""Replies that come in pages: what the first does not hold is read too, and there is an end."""

import asyncio
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from predictions.readings import MarketReading, StateKind
from predictions.sandbox.pool import Sandbox
from predictions.watching import reading
from predictions.watching.reading import look
from predictions.watching.sources import recognise
from predictions.watching.watched import Watched
from tests.predictions.watching.servers import Request, Server, fetcher, reply, serve

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
Pages = Callable[[dict[str, str], str], bytes | None]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


def looked(
    sandbox: Sandbox, kind: str, address: str, pages: Pages, since: datetime, **headers: str
) -> tuple[Watched, Server]:
    """Look at an address whose service answers by the query of what it is asked."""

    async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
        query = {name: each[0] for name, each in parse_qs(urlsplit(request.path).query).items()}
        body = pages(query, f"http://{request.headers['host']}")
        writer.write(reply("500 Broken") if body is None else reply(body=body, **headers))

    async def main() -> tuple[Watched, Server]:
        async with serve(answer) as server, fetcher(server) as client:
            bases = {kind: server.url}
            spec = recognise(address.replace("SERVER", server.url), bases)
            assert spec.kind == kind
            found = await look(
                spec, fetcher=client, sandbox=sandbox, now=NOW, bases=bases, since=lambda: since
            )
            return found, server

    return asyncio.run(main())


def ago(days: float) -> datetime:
    return NOW - days * DAY


def releases(query: dict[str, str], _: str) -> bytes:
    page = int(query.get("page", "1"))
    return json.dumps(
        [
            {"tag_name": f"v{page}.{n}", "published_at": ago(page + n / 1000).isoformat()}
            for n in range(100)
        ]
    ).encode()


def stories(query: dict[str, str], _: str) -> bytes:
    page = int(query.get("page", "0"))
    hits = [
        {"objectID": f"{page}-{n}", "title": "A", "created_at": ago(page + 1).isoformat()}
        for n in range(50)
    ]
    return json.dumps({"hits": hits, "page": page, "nbPages": 20}).encode()


def papers(query: dict[str, str], _: str) -> bytes:
    start = int(query.get("start", "0"))
    entries = "".join(
        f"<entry><id>http://arxiv.org/abs/{n}</id><title>Paper {n}</title>"
        f"<published>{ago(1 + start / 50).isoformat()}</published></entry>"
        for n in range(start, start + 50)
    )
    total = "<opensearch:totalResults>1000</opensearch:totalResults>"
    spaces = 'xmlns="http://www.w3.org/2005/Atom" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"'
    return f"<feed {spaces}>{total}{entries}</feed>".encode()


def filings(query: dict[str, str], _: str) -> bytes:
    start = int(query.get("start", "0"))
    entries = "".join(
        f"<entry><id>urn:tag:sec.gov,2008:accession-number={n}</id><title>4 - Firm {n}</title>"
        f"<updated>{ago(1 + start / 100).isoformat()}</updated></entry>"
        for n in range(start, start + 100)
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'.encode()


def articles(query: dict[str, str], _: str) -> bytes:
    until = query.get("enddatetime")
    last = datetime.strptime(until, "%Y%m%d%H%M%S").replace(tzinfo=UTC) if until else ago(0)
    found = [
        {
            "url": f"https://n.example/{last - n * timedelta(minutes=6):%d%H%M}",
            "title": "News",
            "seendate": f"{last - n * timedelta(minutes=6):%Y%m%dT%H%M%SZ}",
        }
        for n in range(250)
    ]
    return json.dumps({"articles": found}).encode()


def json_feed(query: dict[str, str], here: str) -> bytes:
    page = int(query.get("page", "1"))
    items = [{"id": f"{page}", "title": f"Page {page}", "date_published": ago(page).isoformat()}]
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": items}
    return json.dumps(feed | {"next_url": f"{here}/feed.json?page={page + 1}"}).encode()


def atom(query: dict[str, str], _: str) -> bytes:
    page = int(query.get("page", "1"))
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><link rel="next" href="?page={page + 1}"/>'
        f"<entry><id>{page}</id><title>Page {page}</title>"
        f"<updated>{ago(page).isoformat()}</updated></entry></feed>"
    ).encode()


LISTS = [
    ("github", "https://github.com/a/b", releases, 100),
    ("hackernews", "https://hn.algolia.com/?q=words", stories, 50),
    ("feed", "SERVER/feed.json", json_feed, 1),
    ("feed", "SERVER/atom.xml", atom, 1),
    ("edgar", "https://www.sec.gov/cgi-bin/browse-edgar?action=getcurrent", filings, 100),
]


@pytest.mark.parametrize(("kind", "address", "pages", "each"), LISTS)
def test_pages_are_read_back_to_what_is_known(
    sandbox: Sandbox, kind: str, address: str, pages: Pages, each: int
) -> None:
    # A page for each day: what was read four days ago stands on the fourth or fifth.
    found, server = looked(sandbox, kind, address, pages, ago(3.95))
    asked = [path for path in server.paths if path != "/robots.txt"]
    assert len(asked) == 4
    assert len(set(asked)) == 4
    assert len({item.external_id for item in found.seen.items}) == 4 * each
    assert found.problem is None
    assert not found.seen.more_pages


@pytest.mark.parametrize(("kind", "address", "pages", "each"), LISTS)
def test_what_is_known_up_to_yesterday_costs_one_request(
    sandbox: Sandbox, kind: str, address: str, pages: Pages, each: int
) -> None:
    found, server = looked(sandbox, kind, address, pages, ago(0.5), ETag='"e"')
    assert len([path for path in server.paths if path != "/robots.txt"]) == 1
    assert len(found.seen.items) == each
    assert found.etag == '"e"'


def test_a_service_that_wants_seconds_between_requests_gets_them(sandbox: Sandbox) -> None:
    # One further page each, for the gap is real: three seconds, and five.
    found, server = looked(
        sandbox, "arxiv", "https://arxiv.org/list/cs.LG/recent", papers, ago(1.9)
    )
    assert len(server.paths) == 2
    assert len({item.external_id for item in found.seen.items}) == 100
    address = "https://api.gdeltproject.org/api/v2/doc/doc?query=comet"
    found, server = looked(sandbox, "gdelt", address, articles, ago(1.9))
    assert len(server.paths) == 2
    assert len({item.external_id for item in found.seen.items}) == 499  # the last one comes twice


def test_a_list_without_end_ends(sandbox: Sandbox) -> None:
    found, server = looked(sandbox, "feed", "SERVER/feed.json", json_feed, ago(9999))
    assert len(server.paths) == 1 + 1 + 10  # robots.txt, the first page, ten more
    assert len(found.seen.items) == 11
    assert found.seen.more_pages  # and it is known that something was left


def test_a_page_that_names_itself_as_the_next_is_read_once(sandbox: Sandbox) -> None:
    def circle(_: dict[str, str], here: str) -> bytes:
        feed: dict[str, Any] = {"version": "https://jsonfeed.org/version/1.1", "items": []}
        return json.dumps(feed | {"next_url": f"{here}/feed.json"}).encode()

    _, server = looked(sandbox, "feed", "SERVER/feed.json", circle, ago(9999))
    assert server.paths == ["/robots.txt", "/feed.json"]


def test_the_next_page_is_never_on_another_site(sandbox: Sandbox) -> None:
    def elsewhere(_: dict[str, str], here: str) -> bytes:
        item = {"id": "1", "title": "One", "date_published": NOW.isoformat()}
        feed = {"version": "https://jsonfeed.org/version/1.1", "items": [item]}
        there = here.replace("127.0.0.1", "localhost")
        return json.dumps(feed | {"next_url": f"{there}/secret"}).encode()

    found, server = looked(sandbox, "feed", "SERVER/feed.json", elsewhere, ago(9999))
    assert "/secret" not in server.paths
    assert len(found.seen.items) == 1


def test_a_page_that_fails_keeps_what_was_read_and_is_told(sandbox: Sandbox) -> None:
    def breaks(query: dict[str, str], here: str) -> bytes | None:
        return releases(query, here) if query.get("page", "1") < "3" else None

    found, _ = looked(sandbox, "github", "https://github.com/a/b", breaks, ago(99), ETag='"e"')
    assert len(found.seen.items) == 200
    assert found.problem is not None
    assert "further page" in found.problem
    assert found.etag is None  # the next look starts over


def test_pages_that_come_too_slowly_are_told(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_PAGES_SECONDS", 0)
    found, _ = looked(sandbox, "github", "https://github.com/a/b", releases, ago(99))
    assert len(found.seen.items) == 100
    assert found.problem is not None
    assert "took longer" in found.problem


def test_pages_of_very_many_items_are_not_piled_up(sandbox: Sandbox) -> None:
    def huge(query: dict[str, str], here: str) -> bytes:
        page = int(query.get("page", "1"))
        items = [
            {"id": f"{page}-{n}", "title": "x", "date_published": ago(page).isoformat()}
            for n in range(11_000)
        ]
        feed = {"version": "https://jsonfeed.org/version/1.1", "items": items}
        return json.dumps(feed | {"next_url": f"{here}/feed.json?page={page + 1}"}).encode()

    found, server = looked(sandbox, "feed", "SERVER/feed.json", huge, ago(9999))
    assert len(server.paths) == 1 + 2
    assert len(found.seen.items) == 22_000
    assert found.seen.more_pages


def test_every_market_of_an_event_is_read_along_its_cursor(sandbox: Sandbox) -> None:
    def markets(query: dict[str, str], _: str) -> bytes:
        page = int(query.get("cursor") or 0)
        listed = [
            {"ticker": f"T-{page}-{n}", "status": "finalized", "result": "yes"} for n in range(3)
        ]
        return json.dumps({"markets": listed, "cursor": str(page + 1) if page < 3 else ""}).encode()

    found, server = looked(
        sandbox, "kalshi", "https://kalshi.com/markets/a/b/T", markets, NOW, ETag='"e"'
    )
    states = [r.state.kind for r in found.seen.readings if isinstance(r, MarketReading)]
    assert states == [StateKind.YES] * 12
    assert len(server.paths) == 4
    assert found.etag is None  # the last page may change while the first does not
    assert not found.seen.more_pages


def test_an_event_with_no_market_left_is_looked_for_among_the_old(sandbox: Sandbox) -> None:
    async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
        old = [{"ticker": "T-1", "status": "finalized", "result": "no"}]
        listed = old if "/historical/" in request.path else []
        writer.write(reply(body=json.dumps({"markets": listed, "cursor": ""}).encode()))

    async def main() -> Watched:
        async with serve(answer) as server, fetcher(server) as client:
            bases = {"kalshi": server.url}
            spec = recognise("https://kalshi.com/markets/a/b/T", bases)
            return await look(spec, fetcher=client, sandbox=sandbox, now=NOW, bases=bases)

    found = asyncio.run(main())
    states = [r.state.kind for r in found.seen.readings if isinstance(r, MarketReading)]
    assert states == [StateKind.NO, StateKind.NO]  # the market, and its event of one
    assert found.problem is None
