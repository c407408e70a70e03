"""A small world for tests: a server whose replies are set, an app, a clock, and a channel."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email.utils import format_datetime
from random import Random
from typing import Any

from bot.app import SERVICES, App
from bot.render.post import Plain, Post, Style
from bot.settings import Settings
from bot.ticking import Ticked, Tools, tick, tools
from predictions.criteria import Criteria
from predictions.model import Prediction
from predictions.rules.kinds import Rule
from predictions.times import Window
from storage import dossier, recording, watchlist
from storage.dossier import Record
from storage.ledger import Ledger
from storage.outbox import Post as Leased
from storage.watchlist import Source
from tests.conftest import NOON
from tests.predictions.watching.servers import Request, Server, reply, serve

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
Answer = bytes | Callable[[Request], bytes]


class Channel:
    """Where posts arrive; a key that comes twice is a mistake."""

    def __init__(self) -> None:
        self.style: Style = Plain("UTC")
        self.posts: list[Post] = []
        self.keys: list[str] = []

    async def standing(self, leased: Leased) -> int | None:
        del leased
        return None

    async def send(self, post: Post, leased: Leased) -> int | None:
        self.posts.append(post)
        self.keys.append(leased.key)
        return len(self.posts)

    @property
    def titles(self) -> list[str]:
        return [post.title for post in self.posts]


@dataclass
class World:
    """The app with everything around it that a test may change."""

    app: App
    server: Server
    pages: dict[str, Answer]
    using: Tools
    now: datetime = NOON
    channel: Channel = field(default_factory=Channel)

    @property
    def ledger(self) -> Ledger:
        return self.app.ledger

    @property
    def asked(self) -> list[str]:
        return [path for path in self.server.paths if path != "/robots.txt"]

    def url(self, path: str) -> str:
        return self.server.url + path

    async def tick(self, after: timedelta = timedelta(0)) -> Ticked:
        """Let time pass, then do everything that is due."""
        self.now += after
        return await tick(self.app, self.channel, self.using)

    def predict(self, statement: str, *rules: Rule, **fields: Any) -> int:
        """Add a prediction for this year, with rules if any are given."""
        given: dict[str, Any] = {
            "statement": statement,
            "created_at": self.now,
            "window": Window(date(2026, 1, 1), date(2026, 12, 31), "UTC"),
            "rule": Criteria(rules).to_json() if rules else None,
        }
        with self.ledger.write() as session:
            stored = recording.add_prediction(session, Prediction(**(given | fields)))
        assert stored.id is not None
        return stored.id

    def watch(self, path: str, **fields: Any) -> Source:
        """Watch a path of the server, as a feed unless something else is said."""
        with self.ledger.write() as session:
            return watchlist.add_source(session, self.url(path), now=self.now, **fields)

    def market(self, slug: str) -> Source:
        return self.watch(f"/v0/slug/{slug}", kind="manifold", subject=slug, label=slug)

    def source(self, source: Source) -> Source:
        with self.ledger.read() as session:
            return watchlist.get_source(session, source.id)

    def record(self, prediction_id: int) -> Record:
        with self.ledger.read() as session:
            return dossier.record(session, prediction_id, now=self.now)


class Rerouted(App):
    """The app, with every service it watches at one address."""

    @property
    def bases(self) -> Mapping[str, str]:
        there = self.settings.manifold_url
        return dict.fromkeys(SERVICES, there)


def play(
    ledger: Ledger, story: Callable[[World], Awaitable[None]], *, allow: str | None = None
) -> None:
    """Run a story in a world of its own."""

    async def main() -> None:
        pages: dict[str, Answer] = {}

        async def handler(request: Request, writer: asyncio.StreamWriter) -> None:
            answer = pages.get(request.path, reply("404 Not Found"))
            writer.write(answer if isinstance(answer, bytes) else answer(request))

        async with serve(handler) as server:
            settings = Settings(
                database_url="sqlite://",
                time_zone="UTC",
                fetch_allow=allow or f"{server.host}:{server.port}",
                manifold_url=server.url,
                discord_token=None,
            )
            app = Rerouted(settings, lambda: world.now, ledger, Random(7))
            async with tools(app) as using:
                world = World(app, server, pages, using)
                await story(world)

    asyncio.run(main())


def rss(*items: tuple[str, str], guid: str = "", at: datetime = NOON, **headers: str) -> bytes:
    """Return a feed of (title, text), each with an address of its own."""
    entries = "".join(
        f"<item><title>{title}</title><description>{text}</description>"
        f"<link>https://news.example/{abs(hash(title)) % 10**9}</link>"
        + (f"<guid>{guid}-{number}</guid>" if guid else "")
        + f"<pubDate>{format_datetime(at)}</pubDate></item>"
        for number, (title, text) in enumerate(items)
    )
    feed = f'<rss version="2.0"><channel><title>News</title>{entries}</channel></rss>'
    return reply(body=feed.encode(), Content_Type="application/rss+xml", **headers)


def market(resolution: str = "", at: datetime = NOON, **fields: object) -> bytes:
    """Return a market as Manifold's API gives it."""
    data: dict[str, object] = {
        "id": "m1",
        "question": "Does it happen?",
        "outcomeType": "BINARY",
        "isResolved": bool(resolution),
        "probability": 0.5,
    }
    if resolution:
        data |= {"resolution": resolution, "resolutionTime": int(at.timestamp() * 1000)}
    return reply(body=json.dumps(data | fields).encode(), Content_Type="application/json")
