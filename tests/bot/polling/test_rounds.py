"""Who is asked in a round, by whom, and how far back."""

import asyncio
import json

import pytest

from bot.app import App
from bot.polling import rounds
from predictions.outcomes import YES
from predictions.rules.kinds import Published
from predictions.sandbox.pool import Sandbox
from storage import gathering, visits
from storage.ledger import Ledger
from tests.bot.polling.tunnel import ABOUT, TUNNEL, evidence
from tests.bot.world import DAY, HOUR, World, play, rss
from tests.conftest import NOON
from tests.predictions.watching.servers import Request, reply


def test_what_has_not_changed_is_asked_with_its_etag_and_brings_nothing(
    sqlite_ledger: Ledger,
) -> None:
    async def story(world: World) -> None:
        def answer(request: Request) -> bytes:
            if request.headers.get("if-none-match") == '"v1"':
                return reply("304 Not Modified")
            return rss(TUNNEL, ETag='"v1"')

        world.pages["/feed"] = answer
        source = world.watch("/feed")
        assert (await world.tick()).polled.evidence == 1
        done = await world.tick(DAY)
        assert (done.polled.sources, done.polled.failed, done.polled.evidence) == (1, 0, 0)
        assert [
            r.headers.get("if-none-match") for r in world.server.requests if r.path == "/feed"
        ] == [
            None,
            '"v1"',
        ]
        assert world.source(source).checked_at == world.now
        assert world.source(source).etag == '"v1"'

    play(sqlite_ledger, story)


def test_a_source_for_one_prediction_looks_for_its_own_terms(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        other = world.predict(ABOUT)
        scoped = world.predict("The ferry stops")
        world.pages["/feed"] = rss(TUNNEL)
        world.watch("/feed", prediction_id=scoped, terms=("fjord", "tunnel", "Rogfast"))
        await world.tick()
        assert len(world.record(scoped).evidence) == 1
        assert world.record(other).evidence == ()

    play(sqlite_ledger, story)


def test_of_words_given_by_hand_half_are_enough(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        scoped = world.predict("The ferry stops")
        world.pages["/feed"] = rss(*((f"Day {day}", "The tunnel is dug.") for day in range(30)))
        world.watch("/feed", prediction_id=scoped, terms=("tunnel",))
        await world.tick()
        record = world.record(scoped)
        assert len(record.evidence) == 30
        assert record.proposals

    play(sqlite_ledger, story)


def test_predictions_come_and_go_between_two_rounds(ledger: Ledger) -> None:
    async def story(world: World) -> None:
        world.watch("/feed")
        world.pages["/feed"] = rss(("Nothing", "of note"))
        await world.tick()
        number = world.predict(ABOUT)
        world.pages["/feed"] = rss(TUNNEL)
        await world.tick(DAY)
        assert len(world.record(number).evidence) == 1
        from predictions.outcomes import YES
        from storage import resolving

        with world.ledger.write() as session:
            resolving.resolve(session, number, YES, now=world.now)
        world.pages["/feed"] = rss(("Rogfast tunnel below the Boknafjord is popular", "words"))
        await world.tick(DAY)
        assert len(world.record(number).evidence) == 1
        with world.ledger.write() as session:
            resolving.reopen(session, number, now=world.now)
        world.pages["/feed"] = rss(("Rogfast tunnel below the Boknafjord closes", "words"))
        await world.tick(DAY)
        assert len(world.record(number).evidence) == 2

    play(ledger, story)


def test_two_processes_at_once_do_not_ask_twice(database_url: str) -> None:
    one, two = Ledger(database_url), Ledger(database_url)

    async def story(world: World) -> None:
        for number in range(60):
            world.pages[f"/{number}"] = rss((f"News {number}", "words"))
            world.watch(f"/{number}")
        other = App(world.app.settings, world.app.clock, two)
        with Sandbox() as sandbox:
            async with world.app.fetcher() as fetcher:
                done = await asyncio.gather(
                    rounds.poll(world.app, fetcher, sandbox),
                    rounds.poll(other, fetcher, sandbox),
                )
        assert sum(each.sources for each in done) == 60
        assert sorted(world.asked) == sorted(f"/{number}" for number in range(60))
        assert len(evidence(world)) == 60

    play(one, story)
    one.close()
    two.close()


def test_what_was_asked_but_not_stored_is_asked_again(ledger: Ledger) -> None:
    async def story(world: World) -> None:
        world.pages["/feed"] = rss(TUNNEL, ETag='"v1"')
        world.watch("/feed")
        with world.ledger.write() as session:
            # A process takes it, asks, and is killed before it stores anything.
            assert len(visits.lease_due(session, now=world.now)) == 1
        assert (await world.tick()).polled.sources == 0
        assert (await world.tick(visits.LEASE)).polled.evidence == 1
        assert evidence(world) == [TUNNEL[0]]

    play(ledger, story)


def test_a_fault_in_one_source_keeps_no_other_from_being_asked(
    sqlite_ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = gathering.add_evidence

    def faulty(session, items, **options):  # type: ignore[no-untyped-def]
        given = list(items)
        if any(item.title == "Poison" for item in given):
            raise RuntimeError("a bug")
        return real(session, given, **options)

    monkeypatch.setattr(gathering, "add_evidence", faulty)

    async def story(world: World) -> None:
        world.pages["/bad"] = rss(("Poison", "words"))
        world.pages["/good"] = rss(TUNNEL)
        bad, good = world.watch("/bad"), world.watch("/good")
        done = await world.tick()
        assert (done.polled.sources, done.polled.failed, done.polled.evidence) == (2, 1, 1)
        assert "RuntimeError" in (world.source(bad).problem or "")
        assert world.source(bad).next_check_at > world.now
        assert world.source(good).problem is None

    play(sqlite_ledger, story)


def releases(path: str, first: int, last: int) -> dict[str, bytes]:
    """Return a page of releases, the newest first, one for each hour before noon."""
    found = [
        {
            "tag_name": f"v{n}",
            "html_url": f"https://github.com/a/b/releases/v{n}",
            "published_at": (NOON - n * HOUR).isoformat(),
        }
        for n in range(first, last)
    ]
    return {path: reply(body=json.dumps(found).encode())}


def test_what_came_while_a_source_could_not_be_read_is_found_on_further_pages(
    sqlite_ledger: Ledger,
) -> None:
    async def story(world: World) -> None:
        ask = "/repos/a/b/releases?per_page=100"
        world.now = NOON - 1900 * HOUR
        world.pages |= releases(ask, 2000, 2100)
        source = world.watch("/x", kind="github", subject="a/b", label="releases")
        await world.tick()
        assert len(evidence(world)) == 100
        del world.pages[ask]
        await world.tick(60 * DAY)
        assert world.source(source).problem is not None
        # Nobody knows what was read before the fault, so it is read back to the beginning.
        for page in range(5):
            each = f"{ask}&page={page + 1}" if page else ask
            world.pages |= releases(each, 100 * page, 100 * page + 100)
        world.pages |= releases(f"{ask}&page=6", 2000, 2090)
        world.now = NOON
        await world.tick()
        assert len(evidence(world)) == 600
        world.pages[ask] = reply(body=json.dumps([{"tag_name": "new"}] * 100).encode())
        asked = len(world.asked)
        await world.tick(2 * DAY)
        assert len(world.asked) == asked + 1

    play(sqlite_ledger, story)


def test_a_rule_that_comes_later_reads_back_to_its_own_beginning(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        ask = "/repos/a/b/releases?per_page=100"
        world.pages |= releases(ask, 0, 100) | releases(f"{ask}&page=2", 1200, 1250)
        source = world.watch("/x", kind="github", subject="a/b", label="releases")
        await world.tick()
        assert len(world.asked) == 2  # a hundred hours are less than the week that is looked back
        await world.tick(DAY)
        asked = len(world.asked)
        # The release of 1,210 hours ago lies on the second page and inside the window.
        rule = Published(source="github", subject="a/b", pattern="^v1210$")
        number = world.predict("Version 1210 is out", rule)
        await world.tick(2 * DAY)
        assert len(world.asked) == asked + 2
        assert world.source(source).problem is None
        [proposal] = [p for p in world.record(number).proposals if p.final]
        assert proposal.outcome == YES

    play(sqlite_ledger, story)
