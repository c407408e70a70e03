import asyncio
from datetime import date

import pytest

from bot import looking, service
from predictions.model import State
from predictions.outcomes import YES
from predictions.times import Window
from storage import awaiting, outbox, resolving, watchlist
from storage.ledger import Ledger
from tests.bot.world import DAY, HOUR, World, play, rss
from tests.conftest import NOON
from tests.predictions.watching.servers import Request

SOON = Window(None, date(2026, 3, 10), "UTC")
ABOUT = "The Rogfast tunnel opens"
TUNNEL = ("Tunnel below the fjord opens", "The Rogfast tunnel below the Boknafjord opened today.")


def test_a_pass_with_nothing_due_does_nothing(ledger: Ledger) -> None:
    async def story(world: World) -> None:
        number = world.predict(ABOUT)
        await world.tick()
        done = await world.tick()
        assert str(done) == (
            "0 sources asked (0 failed), 0 new items, 0 proposals; "
            "0 predictions came due, 0 resolved by their rules; 0 posts sent"
        )
        assert world.asked == []
        assert world.record(number).state is State.OPEN

    play(ledger, story)


def test_people_are_asked_once_about_a_deadline_that_passed(ledger: Ledger) -> None:
    async def story(world: World) -> None:
        number = world.predict("It rains", window=SOON)
        assert (await world.tick(9 * DAY)).overdue == 0
        assert (await world.tick(DAY)).overdue == 1
        for _ in range(5):
            assert (await world.tick(DAY)).overdue == 0
        [proposal] = world.record(number).proposals
        assert proposal.outcome is None
        assert proposal.reason == "The deadline 2026-03-10 has passed."
        assert world.channel.keys == [f"proposal:{proposal.id}"]

    play(ledger, story)


def test_a_service_that_is_told_to_stop_waits_for_no_source_and_posts_what_is_due(
    ledger: Ledger,
) -> None:
    async def story(world: World) -> None:
        asked = asyncio.Event()

        def silent(_request: Request) -> bytes:
            asked.set()
            return b""

        world.pages["/feed"] = silent
        source = world.watch("/feed")
        number = world.predict(ABOUT, window=SOON)
        world.now += 10 * DAY
        async with service.ticking(world.app, world.channel):
            await asked.wait()
        [proposal] = world.record(number).proposals
        assert world.channel.keys == [f"proposal:{proposal.id}"]
        assert world.source(source).problem is None
        world.pages["/feed"] = rss(TUNNEL)
        assert (await world.tick(HOUR)).polled.evidence == 1

    play(ledger, story)


def test_what_was_known_before_a_prediction_is_linked_to_it_and_proposes_nothing(
    ledger: Ledger,
) -> None:
    async def story(world: World) -> None:
        world.pages["/feed"] = rss(TUNNEL, ("Rain", "It rained on the west coast."))
        world.watch("/feed")
        await world.tick()
        number = world.predict(ABOUT)
        await world.tick()
        record = world.record(number)
        assert [m.evidence.title for m in record.evidence] == [TUNNEL[0]]
        assert record.evidence[0].why.startswith("known before the prediction: ")
        assert (record.state, record.proposals) == (State.OPEN, ())

    play(ledger, story)


def test_a_large_import_is_looked_at_in_several_passes(
    sqlite_ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "BATCH", 3)
    monkeypatch.setattr(looking, "MOST", 6)

    async def story(world: World) -> None:
        for number in range(10):
            world.predict(f"Number {number} comes up")
        left = []
        for _ in range(3):
            await world.tick()
            with world.ledger.read() as session:
                left.append(len(awaiting.to_look_at(session, now=world.now, limit=100)))
        assert left == [4, 0, 0]

    play(sqlite_ledger, story)


def test_what_was_decided_but_not_sent_is_sent_by_the_next_pass(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        number = world.predict("It rains")
        with world.ledger.write() as session:
            resolving.resolve(session, number, YES, now=NOON)
            # A process takes the post and is killed before it sends it.
            assert len(outbox.lease(session, now=NOON)) == 1
        assert (await world.tick()).delivered.sent == 0
        assert (await world.tick(outbox.LEASE)).delivered.sent == 1
        assert world.channel.titles == ["YES: It rains"]

    play(sqlite_ledger, story)


def test_a_removed_source_is_not_asked_and_its_health_is_not_told(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        source = world.watch("/missing")
        for _ in range(3):
            await world.tick(DAY)
        assert len(world.channel.posts) == 1
        with world.ledger.write() as session:
            watchlist.remove_source(session, source.id, now=world.now)
        asked = len(world.asked)
        await world.tick(10 * DAY)
        assert len(world.asked) == asked

    play(sqlite_ledger, story)
