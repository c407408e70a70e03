"""Watching: a pass over many feeds, parsing, the sandbox, and matching."""

import asyncio
import contextlib
import random
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import httpx

from predictions.matching import MatchIndex, search_terms
from predictions.sandbox.pool import Sandbox
from predictions.watching.feeds import parse_feed
from predictions.watching.guard import AllowList, parse_allow
from predictions.watching.http import Fetcher
from predictions.watching.parsing import parse_reply
from predictions.watching.politeness import Asked, Manners, next_check
from predictions.watching.reply import FetchSettings

NOW = datetime(2026, 7, 1, tzinfo=UTC)
FEEDS = 2000
CONCURRENCY = 32
OPEN_PREDICTIONS = 100_000

# Its own process, so that the loop of the client under test is not shared with it.
_SERVER = """
import asyncio
class Unchanged(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport, self.seen = transport, b""
    def data_received(self, data):
        self.seen += data
        while b"\\r\\n\\r\\n" in self.seen:
            head, _, self.seen = self.seen.partition(b"\\r\\n\\r\\n")
            status = b"404 Not Found" if b"/robots.txt" in head else b"304 Not Modified"
            length = b"Content-Length: 0\\r\\n" if b"/robots.txt" in head else b""
            self.transport.write(b"HTTP/1.1 " + status + b"\\r\\n" + length + b"ETag: \\"1\\"\\r\\n\\r\\n")
async def main():
    server = await asyncio.get_running_loop().create_server(Unchanged, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()
asyncio.run(main())
"""


@contextlib.contextmanager
def unchanged_server() -> Iterator[int]:
    """Answer "not modified" to everything, on the port that is returned."""
    process = subprocess.Popen([sys.executable, "-c", _SERVER], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield int(process.stdout.readline())
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def allowing(port: int) -> AllowList:
    """Let a fetcher reach that server."""
    return parse_allow(f"127.0.0.1:{port}")


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


async def bare_pass(port: int) -> None:
    """Ask with nothing but httpx and a semaphore: the baseline."""
    limits = httpx.Limits(max_connections=CONCURRENCY, max_keepalive_connections=CONCURRENCY)
    lane = asyncio.Semaphore(CONCURRENCY)
    async with httpx.AsyncClient(trust_env=False, limits=limits) as client:

        async def get(number: int) -> None:
            async with lane:
                url = f"http://127.0.0.1:{port}/feed/{number}"
                reply = await client.get(url, headers={"If-None-Match": '"1"'})
                assert reply.status_code == 304

        await asyncio.gather(*(get(number) for number in range(FEEDS)))


async def _ours(port: int, feeds: int = FEEDS, passes: int = 1) -> None:
    settings = FetchSettings(
        allow=allowing(port),
        concurrency=CONCURRENCY,
        host_concurrency=CONCURRENCY,
    )
    async with Fetcher(settings) as client:
        for _ in range(passes):
            replies = await asyncio.gather(
                *(
                    client.fetch(f"http://127.0.0.1:{port}/feed/{number}", now=NOW, etag='"1"')
                    for number in range(feeds)
                )
            )
            assert all(reply.not_modified for reply in replies)


def _fetching() -> list[tuple[str, float, float | None]]:
    with unchanged_server() as port:
        pairs = [
            (_timed(lambda: asyncio.run(bare_pass(port))), _timed(lambda: asyncio.run(_ours(port))))
            for _ in range(3)
        ]
        bare, ours = (min(times) for times in zip(*pairs, strict=True))
        asyncio.run(_ours(port, 50, 2))  # what is loaded and cached once
        tracemalloc.start()
        asyncio.run(_ours(port, 50, 2))
        before = tracemalloc.get_traced_memory()[0]
        asyncio.run(_ours(port, 50, 30))
        grown = tracemalloc.get_traced_memory()[0] - before
        tracemalloc.stop()
    return [
        (f"pass over {FEEDS} unchanged feeds, times a bare httpx loop", ours / bare, 2.0),
        ("requests a second in that pass", FEEDS / ours, None),
        ("memory that 30 passes leave behind, kB", grown / 1000, 200.0),
    ]


def _feed(items: int) -> bytes:
    words = ["plain", "words", "of", "an", "ordinary", "news", "item", "about", "nothing", "new"]
    chance = random.Random(5)
    entries = (
        f"<item><title>{' '.join(chance.choices(words, k=8))} {n}</title>"
        f"<link>https://news.example/{n}</link><guid>{n}</guid>"
        f"<pubDate>Mon, 01 Jun 2026 {n % 24:02}:00:00 +0000</pubDate>"
        f"<description>&lt;p&gt;{' '.join(chance.choices(words, k=60))}&lt;/p&gt;</description></item>"
        for n in range(items)
    )
    return f"<rss version='2.0'><channel>{''.join(entries)}</channel></rss>".encode()


_SPEC = {"kind": "feed", "subject": "", "url": "https://news.example/feed", "label": ""}
_REPLY = {
    "url": "https://news.example/feed",
    "status": 200,
    "content_type": "application/rss+xml",
    "fetched_at": NOW.isoformat(),
}


def _parsing() -> list[tuple[str, float, float | None]]:
    large, small = _feed(3000), _feed(20)
    took = min(_timed(lambda: parse_feed(large)) for _ in range(3))
    with Sandbox() as sandbox:

        def read(feed: bytes) -> None:
            sandbox.run(parse_reply, feed, reply=_REPLY, bases={}, **_SPEC)

        read(small)
        inside = min(_timed(lambda: read(large)) for _ in range(3))

        def many() -> None:
            for _ in range(200):
                read(small)

        each = _timed(many) / 200
    return [
        ("parsing 3,000 items in the sandbox, s (3,000 a second)", inside, 1.0),
        ("items a second, parsed in place", 3000 / took, None),
        ("feed of 20 items through the warm sandbox, ms", each * 1000, 10.0),
    ]


def _matching() -> list[tuple[str, float, float | None]]:
    chance = random.Random(7)
    vocabulary = ["".join(chance.choices("abcdefghijklmnop", k=7)) for _ in range(20_000)]
    names = [word.capitalize() for word in vocabulary[:6000]]
    common = ["rate", "market", "company", "jobs", "learning", "election", "price", "AI"]
    statements = [
        f"{chance.choice(names)} {' '.join(chance.sample(vocabulary, 3))} "
        f"{' '.join(chance.sample(common, 2))} by 2030"
        for _ in range(OPEN_PREDICTIONS)
    ]
    index = MatchIndex()

    def build() -> None:
        for number, text in enumerate(statements):
            index.add(number, search_terms(text))

    built = _timed(build)
    mixed = chance.choices(vocabulary, k=250) + chance.choices(common, k=60)
    chance.shuffle(mixed)
    item = " ".join(mixed) + " " + statements[4711]
    index.match(item)
    took = sorted(_timed(lambda: index.match(item, title=statements[42])) for _ in range(9))[4]
    found = [number for number, _ in index.match(item, title=statements[42])]
    assert 4711 in found
    assert 42 in found
    return [
        (f"matching one item against {OPEN_PREDICTIONS:,} open predictions, ms", took * 1000, 50.0),
        ("building that index, s", built, None),
    ]


def _scheduling() -> list[tuple[str, float, float | None]]:
    manners = Manners()

    def year() -> None:
        interval = manners.usual
        for n in range(10_000):
            asked = Asked.CHANGED if n % 9 == 0 else Asked.UNCHANGED
            interval = next_check(
                asked, interval=interval, failures=0, now=NOW, random=0.5, manners=manners
            ).interval

    return [("deciding when to ask next, µs", _timed(year) * 100, None)]


def run() -> list[tuple[str, float, float | None]]:
    """Return what was measured, with its limit."""
    return _fetching() + _parsing() + _matching() + _scheduling()
