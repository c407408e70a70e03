"""Evidence keeps the reply it was read from, whatever kind of source said it."""

import json

import pytest

from predictions.rules.kinds import NumberThreshold
from predictions.snapshot import LARGEST
from storage.exhibit import Exhibit, exhibit
from storage.ledger import Ledger
from tests import asking
from tests.bot.world import DAY, World, market, play, rss
from tests.predictions.watching.servers import Request, reply

TUNNEL = ("Tunnel below the fjord opens", "The Rogfast tunnel below the Boknafjord opened today.")


def exhibits(world: World) -> list[Exhibit]:
    with world.ledger.read() as session:
        known = asking.recent_evidence(session)[::-1]
        return [exhibit(session, each.id or 0) for each in known]


def body_of(answer: bytes) -> bytes:
    return answer.partition(b"\r\n\r\n")[2]


def test_of_a_feed_the_whole_body_is_kept_as_it_came(ledger: Ledger) -> None:
    async def story(world: World) -> None:
        world.pages["/feed"] = rss(TUNNEL, ("Rain", "It rained."), ETag='"v1"', X_Other="x")
        world.watch("/feed")
        await world.tick()
        one, two = exhibits(world)
        assert one.reply is not None
        assert one.reply == two.reply
        assert one.reply.body == body_of(rss(TUNNEL, ("Rain", "It rained.")))
        assert one.reply.final_url == world.url("/feed")
        assert (one.reply.status, one.reply.fetched_at) == (200, world.now)
        assert one.reply.headers == {"etag": '"v1"', "content-type": "application/rss+xml"}

    play(ledger, story)


def test_a_redirected_page_keeps_where_it_was_found_in_the_end(sqlite_ledger: Ledger) -> None:
    page = b"<html><title>Works</title><body><main><p>The tunnel opens</p></main></body>"

    async def story(world: World) -> None:
        world.pages["/old"] = reply("301 Moved Permanently", Location="/new")
        world.pages["/new"] = reply(body=page, Content_Type="text/html")
        world.watch("/old", kind="page")
        await world.tick()
        [found] = exhibits(world)
        assert found.reply is not None
        assert (found.reply.url, found.reply.final_url) == (world.url("/old"), world.url("/new"))
        assert found.reply.body == page

    play(sqlite_ledger, story)


def test_what_a_rule_read_leads_to_the_reply_it_was_read_from(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        url = world.url("/price.json#data.last")
        rule = NumberThreshold(source="api", subject=url, comparison=">=", threshold=100.0)
        number = world.predict("The price reaches a hundred", rule)
        answer = reply(body=b'{"data": {"last": "104.5"}}', Content_Type="application/json")
        world.pages["/price.json"] = answer
        world.watch("/price.json#data.last", kind="api")
        await world.tick()
        [proposal] = world.record(number).proposals
        with world.ledger.read() as session:
            found = exhibit(session, proposal.evidence_ids[0])
        assert found.reply is not None
        assert found.reply.body == body_of(answer)

    play(sqlite_ledger, story)


DATED = "2026-03-01T10:00:00Z"


def page_of_feed(number: int) -> bytes:
    """Return one page of three, with one entry."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "News",
        "items": [{"id": f"{number}", "title": f"News {number}", "date_published": DATED}],
    }
    if number < 3:
        feed["next_url"] = f"/feed.json?page={number + 1}"
    return reply(body=json.dumps(feed).encode(), Content_Type="application/feed+json")


async def read_three_pages(world: World) -> list[Exhibit]:
    for number, address in enumerate(("", "?page=2", "?page=3"), start=1):
        world.pages[f"/feed.json{address}"] = page_of_feed(number)
    world.watch("/feed.json")
    await world.tick()
    found = exhibits(world)
    assert [each.evidence.title for each in found] == ["News 1", "News 2", "News 3"]
    return found


def test_of_several_pages_each_entry_leads_to_the_one_it_stood_on(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        for number, each in enumerate(await read_three_pages(world), start=1):
            assert each.reply is not None
            assert each.reply.body == body_of(page_of_feed(number))

    play(sqlite_ledger, story)


def test_of_all_pages_of_a_look_only_so_much_is_held(
    sqlite_ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thirty-six replies of ten megabytes would otherwise be in memory until they are stored."""
    first = len(body_of(page_of_feed(1)))
    monkeypatch.setattr("predictions.watching.watched._MOST_HELD", first + 10)

    async def story(world: World) -> None:
        one, two, three = (each.reply for each in await read_three_pages(world))
        assert one is not None
        assert two is not None
        assert three is not None
        assert [one.cut, two.cut, three.cut] == [False, True, True]
        assert (len(two.body), len(three.body)) == (10, 0)

    play(sqlite_ledger, story)


def test_a_thousand_readings_of_one_feed_are_one_reply(sqlite_ledger: Ledger) -> None:
    """A server without "not modified", and with identifiers made up anew each time."""

    async def story(world: World) -> None:
        asked = 0

        def answer(request: Request) -> bytes:
            nonlocal asked
            asked += 1
            return rss(TUNNEL, guid=f"{asked}")

        world.pages["/feed"] = answer
        world.watch("/feed")
        for _ in range(20):
            await world.tick(2 * DAY)
        assert asked == 20
        assert len({each.reply_sha256 for each in exhibits(world)}) == 1

    play(sqlite_ledger, story)


def test_of_a_huge_reply_the_beginning_is_kept_and_that_is_said(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        page = b"<html><title>Log</title><body><p>First words</p>" + b"<!-- x -->" * 500_000
        world.pages["/log"] = reply(body=page, Content_Type="text/html")
        world.watch("/log#css=p", kind="page", subject=world.url("/log"))
        await world.tick()
        [found] = exhibits(world)
        assert found.reply is not None
        assert found.reply.cut
        assert found.reply.size == len(page)
        assert found.reply.body == page[:LARGEST]

    play(sqlite_ledger, story)


def test_a_reversal_keeps_the_replies_of_both_sides(sqlite_ledger: Ledger) -> None:
    from predictions.rules.kinds import MarketState

    async def story(world: World) -> None:
        number = world.predict("It rains", MarketState(source="manifold", subject="rain"))
        world.market("rain")
        world.pages["/v0/slug/rain"] = market("YES")
        for _ in range(6):
            await world.tick(DAY / 2)
        world.pages["/v0/slug/rain"] = market()
        for _ in range(4):
            await world.tick(DAY)
        record = world.record(number)
        assert [str(r.outcome.verdict) for r in record.resolutions] == ["yes", "reopened"]
        bodies = [each.reply.body for each in exhibits(world) if each.reply]
        assert [json.loads(body)["isResolved"] for body in bodies] == [True, False]

    play(sqlite_ledger, story)
