"""When nobody answers, it is our own network: told once, and no source is blamed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from predictions.watching.silence import Look, nobody_since
from storage import outages, watchlist
from storage.ledger import Ledger
from storage.watchlist import Source
from tests.bot.world import DAY, HOUR, World, play, rss
from tests.conftest import NOON
from tests.predictions.watching.servers import Request, reply, serve

MINUTE = timedelta(minutes=1)


@dataclass
class Net:
    """Several hosts of loopback that answer, until their plug is pulled."""

    world: World
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)
    ports: dict[str, int] = field(default_factory=dict)
    answers: bytes = rss(("Nothing", "of note"))

    async def plug(self, *hosts: str) -> None:
        async def handler(request: Request, writer: asyncio.StreamWriter) -> None:
            writer.write(self.answers)

        for host in hosts:
            server = serve(handler, host=host, port=self.ports.get(host, 0))
            self.ports[host] = (await self.stack.enter_async_context(server)).port

    async def pull(self) -> None:
        await self.stack.aclose()

    def watch(self, host: str, path: str = "/feed") -> Source:
        url = f"http://{host}:{self.ports[host]}{path}"
        with self.world.ledger.write() as session:
            return watchlist.add_source(session, url, now=self.world.now)

    async def live(self, hours: float) -> None:
        """Let so many hours pass, with a pass every quarter of an hour."""
        for _ in range(round(hours * 4)):
            await self.world.tick(15 * MINUTE)


HOSTS = ("127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.5", "127.0.0.6")


@asynccontextmanager
async def net(world: World) -> AsyncIterator[Net]:
    found = Net(world)
    try:
        yield found
    finally:
        await found.pull()


def test_a_network_that_is_down_for_long_is_one_post_and_no_source_is_blamed(
    ledger: Ledger, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(world: World) -> None:
        async with net(world) as hosts:
            await hosts.plug(*HOSTS)
            sources = [hosts.watch(host) for host in HOSTS]
            await hosts.live(4)
            await hosts.pull()
            began = world.now
            await hosts.live(0.5)
            assert world.channel.posts == []
            await hosts.live(9)
            assert world.channel.titles == ["No source answers"]
            assert "none is blamed" in world.channel.posts[0].text
            for source in sources:
                now = world.source(source)
                assert now.health == "ok"
                assert now.failures <= 1
                assert now.problem
                assert now.next_check_at <= world.now + 20 * MINUTE
            with ledger.read() as session:
                lasting = outages.lasting(session)
            assert lasting is not None
            assert began < lasting.since <= began + 4 * HOUR
            await hosts.plug(*HOSTS)
            await hosts.live(0.5)
            with ledger.read() as session:
                assert outages.lasting(session) is None
            assert world.channel.titles == ["No source answers"]
            for source in sources:
                now = world.source(source)
                assert (now.health, now.failures, now.problem) == ("ok", 0, None)
                assert now.unanswered_since is None

    play(ledger, story, allow="127.0.0.0/8")
    said = [r.message for r in caplog.records if r.name == "calledit.polling"]
    assert len(said) == 2
    assert "nobody answers" in said[0]
    assert "answer again" in said[1]


def test_a_post_that_could_not_leave_meanwhile_tells_from_when_to_when(
    sqlite_ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(world: World) -> None:
        async def no_way(*_: object) -> None:
            raise OSError("no way to Discord either")

        async with net(world) as hosts:
            await hosts.plug(*HOSTS)
            for host in HOSTS:
                hosts.watch(host)
            await hosts.live(1)
            await hosts.pull()
            with monkeypatch.context() as patch:
                patch.setattr(world.channel, "send", no_way)
                await hosts.live(8)
            await hosts.plug(*HOSTS)
            await hosts.live(8)
            assert world.channel.titles == ["Sources answer again"]
            assert "none is blamed" in world.channel.posts[0].text

    play(sqlite_ledger, story, allow="127.0.0.0/8")


def test_a_router_that_starts_anew_is_not_told_of(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        async with net(world) as hosts:
            await hosts.plug(*HOSTS)
            for host in HOSTS:
                hosts.watch(host)
            await world.tick()
            await hosts.pull()
            await world.tick(DAY)
            with sqlite_ledger.read() as session:
                assert outages.lasting(session) is not None
            await hosts.plug(*HOSTS)
            await world.tick(20 * MINUTE)
            await hosts.live(3)
            assert world.channel.posts == []

    play(sqlite_ledger, story, allow="127.0.0.0/8")


def test_a_single_dead_host_with_many_sources_is_still_told_of(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        async with net(world) as hosts:
            await hosts.plug("127.0.0.9")
            dead = [hosts.watch("127.0.0.9", f"/{number}") for number in range(6)]
            await hosts.pull()
            await hosts.plug(*HOSTS)
            for host in HOSTS:
                hosts.watch(host)
            await hosts.live(12)
            assert sorted(world.channel.titles) == sorted(
                f"Source {source.id} cannot be read any more" for source in dead
            )
            assert all(world.source(source).health == "failing" for source in dead)

    play(sqlite_ledger, story, allow="127.0.0.0/8")


def test_one_source_alone_that_is_dead_is_told_of(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        async with net(world) as hosts:
            await hosts.plug("127.0.0.9")
            dead = hosts.watch("127.0.0.9")
            await hosts.pull()
            await hosts.live(12)
            assert world.channel.titles == [f"Source {dead.id} cannot be read any more"]

    play(sqlite_ledger, story, allow="127.0.0.0/8")


def test_servers_that_answer_with_errors_answer(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        async with net(world) as hosts:
            hosts.answers = reply("500 Internal Server Error")
            await hosts.plug(*HOSTS)
            failing = [hosts.watch(host) for host in HOSTS]
            await hosts.live(12)
            assert len(world.channel.posts) == len(failing)
            with sqlite_ledger.read() as session:
                assert outages.last(session) is None

    play(sqlite_ledger, story, allow="127.0.0.0/8")


def test_others_are_asked_early_where_the_first_does_not_answer(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        async with net(world) as hosts:
            await hosts.plug(*HOSTS)
            first, *others = [hosts.watch(host) for host in HOSTS]
            await hosts.live(3)
            before = [world.source(source) for source in others]
            await hosts.pull()
            # Only one is due, and the network is down: the round says so all the same.
            world.now = min(s.next_check_at for s in [world.source(first), *before])
            await world.tick()
            with sqlite_ledger.read() as session:
                assert outages.lasting(session) is not None

    play(sqlite_ledger, story, allow="127.0.0.0/8")


def look(host: str, at: int, silent: int | None = None, *, failing: bool = False) -> Look:
    since = None if silent is None else NOON + silent * MINUTE
    return Look(
        url=f"https://{host}.example/x",
        at=NOON + at * MINUTE,
        unanswered_since=since,
        failing=failing,
    )


def since(*looks: Look) -> datetime | None:
    return nobody_since(looks)


def test_three_hosts_are_needed_and_nearly_all_of_those_asked_meanwhile() -> None:
    silent = [look(f"s{n}", n, n) for n in range(8)]
    assert since(*silent[:2]) is None
    assert since(*silent[:3]) == NOON
    assert since(*silent, look("home", 5), look("near", 6)) == NOON
    assert since(*silent, look("home", 5), look("near", 6), look("far", 7)) is None
    assert since(*silent[:3], look("home", 5)) is None


def test_who_answered_before_is_no_sign_that_the_network_is_there() -> None:
    before = [look(f"b{n}", -n) for n in range(1, 9)]
    assert since(*before, look("x", 0, 0), look("y", 1, 1), look("z", 2, 2)) == NOON


def test_what_is_known_to_be_dead_is_no_witness() -> None:
    dead = [look(f"d{n}", n, -9_000, failing=True) for n in range(9)]
    assert since(*dead, look("x", 0, 0), look("y", 1, 1)) is None


def test_a_host_answers_where_one_of_its_sources_does() -> None:
    looks = [look(f"s{n}", 5, 0) for n in range(3)]
    assert since(*looks) == NOON
    assert since(*looks, look("s0", 5)) is None
