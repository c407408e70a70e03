import asyncio
import hashlib
import json
from datetime import timedelta
from pathlib import Path

import pytest

from bot import previewing
from bot.app import App
from bot.polling import rounds
from predictions.model import State
from predictions.outcomes import YES
from predictions.rules.kinds import Published
from predictions.sandbox.pool import Sandbox
from storage import dossier, gathering, outbox, visits, watchlist
from storage.ledger import Ledger
from tests.bot.world import DAY, HOUR, World, play, rss
from tests.conftest import NOON, SHARED
from tests.predictions.watching.servers import Request, reply

TUNNEL = ("Tunnel below the fjord opens", "The Rogfast tunnel below the Boknafjord opened today.")
ABOUT = "The Rogfast tunnel opens"


def evidence(world: World) -> list[str]:
    with world.ledger.read() as session:
        return [each.title for each in gathering.recent_evidence(session)][::-1]


def test_what_is_new_is_kept_as_it_was_seen_and_matched_with_a_reason(ledger: Ledger) -> None:
    async def story(world: World) -> None:
        number = world.predict(ABOUT)
        world.predict("Coffee becomes cheaper than tea")
        world.pages["/feed"] = rss(TUNNEL, ("Rain", "It rained."))
        source = world.watch("/feed", label="Road news")
        done = await world.tick()
        assert (done.polled.sources, done.polled.evidence, done.polled.proposals) == (1, 2, 1)
        record = world.record(number)
        [matched] = record.evidence
        kept = matched.evidence
        assert kept.title == TUNNEL[0]
        assert TUNNEL[1] in kept.text
        assert kept.url is not None
        assert kept.url.startswith("https://news.example/")
        assert (kept.source_id, kept.seen_at, kept.published_at) == (source.id, NOON, NOON)
        seen = f"{kept.url}\x1f{kept.title}\x1f{kept.text}"
        assert kept.sha256 == hashlib.sha256(seen.encode()).hexdigest()
        assert "Rogfast" in matched.why
        assert 0.5 <= matched.relevance <= 1

    play(ledger, story)


def test_a_match_proposes_and_decides_nothing(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        number = world.predict(ABOUT)
        world.pages["/feed"] = rss(TUNNEL)
        world.watch("/feed", label="Road news")
        for _ in range(20):
            await world.tick(DAY)
        record = world.record(number)
        assert record.state is State.IN_REVIEW
        assert record.resolutions == ()
        [proposal] = record.proposals
        assert (proposal.outcome, proposal.final) == (None, False)
        assert proposal.reason == f"Road news: {TUNNEL[0]}"
        assert world.channel.keys == [f"proposal:{proposal.id}"]

    play(sqlite_ledger, story)


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


def test_an_entry_under_a_new_identifier_is_no_news(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        world.predict(ABOUT)
        world.watch("/feed")
        for turn in range(4):
            world.pages["/feed"] = rss(TUNNEL, guid=f"random-{turn}")
            await world.tick(DAY)
        assert evidence(world) == [TUNNEL[0]]
        assert len(world.channel.posts) == 1

    play(sqlite_ledger, story)


def test_a_corrected_word_is_no_news_and_a_new_title_is(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        world.watch("/feed")
        for title, text in (("Incident", "Looking"), ("Incident", "Still"), ("Solved", "Done")):
            world.pages["/feed"] = rss((title, text), guid="incident")
            await world.tick(DAY)
        assert evidence(world) == ["Incident", "Solved"]

    play(sqlite_ledger, story)


def test_every_version_of_a_page_is_kept(sqlite_ledger: Ledger) -> None:
    def page(words: str) -> bytes:
        text = f"<html><title>Status</title><body><p id=s>{words}</p></body></html>"
        return reply(body=text.encode(), Content_Type="text/html")

    async def story(world: World) -> None:
        world.watch("/status#css=%23s", kind="page", subject=world.url("/status"))
        for words in ("closed", "closed", "open", "closed"):
            world.pages["/status"] = page(words)
            await world.tick(2 * DAY)
        with world.ledger.read() as session:
            kept = [each.text for each in gathering.recent_evidence(session)][::-1]
        assert [text.splitlines()[-1] for text in kept] == ["closed", "open"]

    play(sqlite_ledger, story)


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
        world.pages["/feed"] = rss(TUNNEL)
        await world.tick()
        assert world.channel.titles[1:] == [f"Source {source.id} is back"]
        healed = world.source(source)
        assert (healed.failures, healed.problem, healed.health) == (0, None, "ok")

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


def test_half_a_character_and_nul_are_kept_as_signs_of_replacement(ledger: Ledger) -> None:
    feed = b"""{"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": [
        {"id": "a\\u0000\\ud800", "title": "Half \\ud83d of it", "content_text": "x\\u0000y"}]}"""

    async def story(world: World) -> None:
        world.pages["/feed"] = reply(body=feed, Content_Type="application/feed+json")
        world.watch("/feed")
        done = await world.tick()
        assert done.polled.failed == 0
        [title] = evidence(world)
        assert title.startswith("Half")

    play(ledger, story)


NASTY = sorted((SHARED / "data/watch/feeds/nasty").glob("*.xml"))


@pytest.mark.skipif(not NASTY, reason="the shared data is not beside this project")
def test_hostile_feeds_change_no_prediction(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        numbers = [world.predict(f"Lab note {n} stable has come true") for n in range(3)]
        for path in NASTY:
            _serve_file(world, path)
        for _ in range(3):
            await world.tick(2 * DAY)
        for number in numbers:
            record = world.record(number)
            assert record.resolutions == ()
            assert all(p.outcome is None and not p.final for p in record.proposals)
        with world.ledger.read() as session:
            known = gathering.recent_evidence(session, limit=1_000)
            assert outbox.unsent(session) == []
        assert len({each.sha256 for each in known}) == len(known)
        shown = "".join(p.title + p.text for p in world.channel.posts)
        assert "\u202e" not in shown
        assert not any(each.title.count("\0") for each in known)

    play(sqlite_ledger, story)


def _serve_file(world: World, path: Path) -> None:
    world.pages[f"/{path.name}"] = reply(body=path.read_bytes(), Content_Type="text/xml")
    world.watch(f"/{path.name}", kind="feed")


def test_a_preview_asks_once_matches_and_stores_nothing(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        number = world.predict(ABOUT)
        world.pages["/feed.xml"] = rss(TUNNEL)
        found = await previewing.preview(world.app, world.url("/feed.xml"))
        assert (found.kind, found.problem, [i.title for i in found.items]) == (
            "feed",
            None,
            [TUNNEL[0]],
        )
        [[(matched, _)]] = found.matches.values()
        assert matched == number
        assert evidence(world) == []
        with world.ledger.read() as session:
            assert watchlist.sources(session) == []
            assert dossier.get(session, number, now=world.now).state is State.OPEN
        assert world.asked == ["/feed.xml"]

    play(sqlite_ledger, story)


def test_an_entry_that_claims_to_come_from_the_future_has_no_date(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        later = rss(TUNNEL).replace(b"2026", b"2036")
        world.pages["/feed"] = later
        world.watch("/feed")
        await world.tick(timedelta(0))
        with world.ledger.read() as session:
            [kept] = gathering.recent_evidence(session)
        assert kept.published_at is None
        assert kept.seen_at == NOON

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
