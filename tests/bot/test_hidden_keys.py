"""A key in a watched address is sent to its server and stands nowhere else."""

import json
import logging
import sqlite3
import zlib
from pathlib import Path

import pytest

from bot import previewing, sourcing
from bot.polling.keeping import as_evidence
from bot.sourcing import Wanted
from predictions.criteria import Criteria
from predictions.rules.kinds import NumberThreshold
from storage.ledger import Ledger
from storage.watchlist import Source
from tests.bot.world import DAY, HOUR, World, play, rss
from tests.predictions.watching.servers import Request, reply

KEY = "Zx81s3cret0f5e"
DATED = "2026-03-01T10:00:00Z"
PRICE = f"/price.json?api_key={KEY}"


def watch(world: World, address: str, **fields: object) -> Source:
    """Watch an address as people do."""
    wanted = Wanted(spec=sourcing.spec_of(world.app, world.url(address)), interval=HOUR, **fields)  # type: ignore[arg-type]
    with world.ledger.write() as session:
        source, _ = sourcing.watch(session, wanted, now=world.now)
    return source


def everything_stored(url: str) -> str:
    """Return all that a database holds, unpacked, save the one column that is to hold keys."""
    with sqlite3.connect(Path(url.removeprefix("sqlite:///"))) as database:
        tables = [
            name
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        found: list[str] = []
        for table in tables:
            cursor = database.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            for row in cursor:
                for name, value in zip(names, row, strict=True):
                    if (table, name) == ("sources", "keys"):
                        continue
                    packed = isinstance(value, bytes) and table == "snapshot_pieces"
                    found.append(zlib.decompress(value).decode() if packed else str(value))
    return "\n".join(found)


def test_the_key_reaches_the_server_and_no_table(
    sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    ledger = Ledger(sqlite_url)

    async def story(world: World) -> None:
        def price(request: Request) -> bytes:
            # Some servers repeat how they were asked.
            there = f"http://x.test{request.path}"
            body = json.dumps({"data": {"last": 104.5}, "self": there, "key": KEY})
            return reply(body=body.encode(), Content_Type="application/json")

        def news(request: Request) -> bytes:
            return rss(("Rogfast opens", f"see https://x.test{request.path}"))

        world.pages[PRICE] = price
        world.pages[f"/feed.xml?token={KEY}"] = news
        subject = world.url(PRICE) + "#data.last"
        rule = NumberThreshold(source="api", subject=subject, comparison=">=", threshold=100.0)
        number = world.predict("The price reaches a hundred")
        watch(world, f"{PRICE}#data.last", prediction_id=number, rule=Criteria((rule,)).to_json())
        watch(world, f"/feed.xml?token={KEY}")
        done = await world.tick()
        assert (done.polled.failed, done.polled.evidence) == (0, 2)
        assert sorted(world.asked) == sorted([PRICE, f"/feed.xml?token={KEY}"])
        # The rule was given with the key in its subject, and still finds its source.
        [proposal] = world.record(number).proposals
        assert "104.5" in proposal.reason
        world.pages[PRICE] = world.pages[f"/feed.xml?token={KEY}"] = reply("500 Broken")
        for _ in range(5):
            await world.tick(2 * DAY)
        assert any("cannot be read" in post.title for post in world.channel.posts)
        posted = "".join(f"{p.title}{p.text}{p.fields}{p.url}" for p in world.channel.posts)
        assert KEY not in posted
        assert KEY not in repr(world.record(number))

    play(ledger, story)
    ledger.close()
    assert KEY not in everything_stored(sqlite_url)
    assert KEY not in caplog.text


def test_the_naive_way_would_have_kept_it_in_five_places(sqlite_url: str) -> None:
    """What the test above looks for is there when the address is stored as it was given."""
    ledger = Ledger(sqlite_url)

    async def story(world: World) -> None:
        world.pages[PRICE] = reply(body=b'{"data": {"last": 104.5}}')
        url = world.url(PRICE) + "#data.last"
        rule = NumberThreshold(source="api", subject=url, comparison=">=", threshold=100.0)
        world.predict("The price reaches a hundred", rule)
        world.watch(f"{PRICE}#data.last", kind="api")
        await world.tick()

    play(ledger, story)
    ledger.close()
    assert everything_stored(sqlite_url).count(KEY) >= 3


def test_a_redirect_that_carries_the_key_on_is_kept_without_it(sqlite_url: str) -> None:
    ledger = Ledger(sqlite_url)

    async def story(world: World) -> None:
        there = f"/v2/feed.xml?sid={KEY}"
        world.pages[f"/feed.xml?token={KEY}"] = reply("302 Found", Location=there)
        world.pages[there] = rss(("Rogfast opens", "today"))
        watch(world, f"/feed.xml?token={KEY}")
        assert (await world.tick()).polled.evidence == 1

    play(ledger, story)
    ledger.close()
    assert KEY not in everything_stored(sqlite_url)


def test_further_pages_are_asked_with_the_key_at_the_same_site_alone(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        def first(request: Request) -> bytes:
            feed = {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "t",
                "next_url": f"{request.path}&page=2",
                "items": [{"id": "1", "title": "One", "date_published": DATED}],
            }
            return reply(body=json.dumps(feed).encode(), Content_Type="application/feed+json")

        address = f"/feed.json?token={KEY}"
        world.pages[address] = first
        second = {
            "version": "https://jsonfeed.org/version/1.1",
            "items": [{"id": "2", "title": "Two", "date_published": DATED}],
        }
        world.pages[f"{address}&page=2"] = reply(body=json.dumps(second).encode())
        watch(world, address)
        assert (await world.tick()).polled.evidence == 2
        assert world.asked == [address, f"{address}&page=2"]

    play(sqlite_ledger, story)


def test_a_try_and_a_fault_show_no_key(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        world.pages[PRICE] = reply(body=b'{"data": {"last": 104.5}}')
        found = await previewing.preview(world.app, world.url(PRICE) + "#data.last")
        assert found.problem is None
        assert KEY not in repr(found)
        gone = await previewing.preview(world.app, world.url(f"/gone.json?api_key={KEY}#a"))
        assert gone.problem is not None
        assert KEY not in repr(gone)
        assert world.asked == [PRICE, f"/gone.json?api_key={KEY}"]

    play(sqlite_ledger, story)


def test_the_link_of_an_entry_loses_a_reader_s_own_key(sqlite_ledger: Ledger) -> None:
    """Feeds for subscribers put one into every link."""
    from predictions.watching.items import Item
    from tests.conftest import NOON

    item = Item(external_id="1", title="News", url=f"https://news.test/1?key={KEY}&utm=x")
    kept = as_evidence(None, item, now=NOON)
    assert kept.url is not None
    assert KEY not in kept.url
    assert kept.url.endswith("&utm=x")
