"""How a source is: it backs off, falls silent, is told of."""

from bot.previewing import preview
from storage.ledger import Ledger
from tests.bot.polling.tunnel import TUNNEL
from tests.bot.world import DAY, HOUR, World, play, rss
from tests.conftest import NOON
from tests.predictions.watching.servers import reply

MINUTE = HOUR / 60


def test_a_failing_source_backs_off_is_told_once_and_told_when_it_is_back(
    sqlite_ledger: Ledger,
) -> None:
    async def story(world: World) -> None:
        world.pages["/feed"] = reply("500 Internal Server Error")
        source = world.watch("/feed", label="Road news")
        waits = []
        for _ in range(8):
            await world.tick()
            after = world.source(source)
            waits.append(after.next_check_at - world.now)
            world.now = after.next_check_at
        assert max(waits[:3]) < 2 * HOUR
        assert waits[-1] > 10 * HOUR
        assert waits[-1] <= 27 * HOUR
        [told] = world.channel.posts
        assert told.title == f"Source {source.id} cannot be read any more"
        assert "status 500" in told.text
        assert "It is asked again 2026-" in told.text
        assert "If it has moved, remove it and add its new address." in told.text
        world.pages["/feed"] = rss(TUNNEL)
        await world.tick()
        assert world.channel.titles[1:] == [f"Source {source.id} is back"]
        assert "remove it" not in world.channel.posts[1].text
        healed = world.source(source)
        assert (healed.failures, healed.problem, healed.health) == (0, None, "ok")

    play(sqlite_ledger, story)


def test_a_try_tells_where_a_source_has_moved_for_good(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        world.pages["/old.xml"] = reply("301 Moved Permanently", Location="/new.xml")
        world.pages["/new.xml"] = rss(TUNNEL)
        found = await preview(world.app, world.url("/old.xml"))
        assert len(found.items) == 1
        assert found.notes == (
            f"It has moved for good to {world.url('/new.xml')}: watch that address instead.",
        )
        assert (await preview(world.app, world.url("/new.xml"))).notes == ()

    play(sqlite_ledger, story)


def test_a_source_that_asks_to_be_left_alone_is(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        world.pages["/feed"] = reply("429 Too Many Requests", Retry_After="36000")
        source = world.watch("/feed")
        await world.tick()
        assert world.source(source).next_check_at >= NOON + 10 * HOUR
        await world.tick(9 * HOUR)
        assert world.asked == ["/feed"]

    play(sqlite_ledger, story)


def test_a_host_that_asks_to_be_left_alone_is_by_its_other_sources_and_none_is_blamed(
    sqlite_ledger: Ledger,
) -> None:
    async def story(world: World) -> None:
        world.pages["/a"] = reply("429 Too Many Requests", Retry_After="1800")
        world.pages["/b"] = world.pages["/c"] = rss(TUNNEL)
        world.watch("/a")
        await world.tick()
        others = [world.watch("/b"), world.watch("/c")]
        await world.tick(MINUTE)
        assert world.asked == ["/a"]
        for source in map(world.source, others):
            assert "asked to slow down" in (source.problem or "")
            assert (source.failures, source.health) == (0, "new")
            assert source.next_check_at >= NOON + HOUR / 2
        world.pages["/a"] = rss(TUNNEL)
        await world.tick(2 * HOUR)
        assert sorted(world.asked[1:]) == ["/a", "/b", "/c"]
        assert {world.source(source).health for source in others} == {"ok"}

    play(sqlite_ledger, story)


def test_a_feed_that_falls_silent_is_told_and_a_quiet_market_is_not(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        world.pages["/feed"] = rss(("First", "words"))
        feed = world.watch("/feed", label="Daily news")
        world.pages["/v0/slug/quiet"] = reply(
            body=b'{"id":"q","outcomeType":"BINARY","isResolved":false}'
        )
        world.market("quiet")
        for day in range(10):
            world.pages["/feed"] = rss((f"News of day {day}", "words"))
            await world.tick(DAY)
        assert world.channel.posts == []
        for _ in range(12):
            await world.tick(DAY)
        assert world.channel.titles == [
            f"Source {feed.id} has been silent for longer than it ever was"
        ]

    play(sqlite_ledger, story)
