"""What sources say, kept as it was seen, once, and matched."""

import hashlib
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot import previewing
from bot.knowing import Terms
from predictions.matching import ALERT, KEPT
from predictions.model import State
from predictions.times import Window
from storage import dossier, watchlist
from storage.ledger import Ledger
from tests import asking
from tests.bot.polling.tunnel import ABOUT, TUNNEL, evidence
from tests.bot.world import DAY, World, play, rss
from tests.conftest import NOON, SHARED
from tests.predictions.watching.servers import reply


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
        assert ALERT <= matched.relevance <= 1

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


def test_what_is_less_likely_to_matter_is_kept_and_asks_nobody(ledger: Ledger) -> None:
    async def story(world: World) -> None:
        number = world.predict("Ilse Brandt resigns")
        world.pages["/feed"] = rss(("Ilse Brandt speaks of music", "She plays the flute."))
        world.watch("/feed")
        done = await world.tick()
        assert done.polled.proposals == 0
        record = world.record(number)
        assert record.state is State.OPEN
        [matched] = record.evidence
        assert KEPT <= matched.relevance < ALERT

    play(ledger, story)


def test_one_headline_through_five_feeds_asks_once(ledger: Ledger) -> None:
    async def story(world: World) -> None:
        number = world.predict(ABOUT)
        for feed in range(5):
            world.pages[f"/feed{feed}"] = rss((TUNNEL[0], f"{TUNNEL[1]} ({feed})"), guid=f"{feed}")
            world.watch(f"/feed{feed}", label=f"Paper {feed}")
        await world.tick()
        assert len(world.record(number).evidence) == 5
        assert len(world.record(number).proposals) == 1
        world.pages["/feed3"] = rss(("Rogfast tunnel closed after its opening", "A tunnel leaks."))
        await world.tick(DAY)
        assert len(world.record(number).proposals) == 2

    play(ledger, story)


def test_a_name_that_a_source_brings_every_day_is_no_news_by_itself(ledger: Ledger) -> None:
    async def story(world: World) -> None:
        number = world.predict("Ilse Brandt resigns")
        world.pages["/feed"] = rss(
            *((f"Ilse Brandt visits school {n}", "She reads aloud.") for n in range(300))
        )
        world.watch("/feed")
        await world.tick()
        assert world.record(number).evidence == ()
        world.pages["/feed"] = rss(("Ilse Brandt resigns", "She told the press."))
        await world.tick(DAY)
        assert len(world.record(number).proposals) == 1
        world.app.terms = Terms()  # as after a start: it is known from the ledger
        world.pages["/feed"] = rss(("Ilse Brandt speaks of music", "She plays the flute."))
        await world.tick(DAY)
        assert len(world.record(number).evidence) == 1

    play(ledger, story)


def test_what_appeared_before_the_prediction_is_linked_and_asks_nobody(
    sqlite_ledger: Ledger,
) -> None:
    async def story(world: World) -> None:
        number = world.predict(ABOUT, window=Window(None, date(2026, 12, 31), "UTC"))
        world.pages["/feed"] = rss(TUNNEL, at=NOON - 90 * DAY)
        world.watch("/feed", label="Road news")
        await world.tick()
        record = world.record(number)
        assert record.proposals == ()
        [matched] = record.evidence
        assert matched.why.startswith("from before the prediction: ")
        world.pages["/feed"] = rss((f"{TUNNEL[0]} today", TUNNEL[1]), at=NOON)
        await world.tick(DAY)
        assert len(world.record(number).proposals) == 1

    play(sqlite_ledger, story)


def test_a_part_of_a_page_that_goes_when_the_site_is_rebuilt_is_told_of(
    sqlite_ledger: Ledger,
) -> None:
    def page(markup: str) -> bytes:
        return reply(body=f"<html><body>{markup}</body></html>".encode(), Content_Type="text/html")

    async def story(world: World) -> None:
        world.predict(ABOUT)
        world.pages["/p"] = page("<b class=state>open</b>")
        source = world.watch("/p#css=.state", kind="page", subject=world.url("/p"))
        await world.tick()
        assert world.source(source).problem is None
        world.pages["/p"] = page("<b class=status>open</b>")
        await world.tick(DAY)
        assert "is not on the page any more" in (world.source(source).problem or "")
        for _ in range(3):
            await world.tick(DAY)
        assert world.source(source).health == "failing"

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
            kept = [each.text for each in asking.recent_evidence(session)][::-1]
        assert [text.splitlines()[-1] for text in kept] == ["closed", "open"]

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
            known = asking.recent_evidence(session, limit=1_000)
            assert asking.unsent(session) == []
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
            [kept] = asking.recent_evidence(session)
        assert kept.published_at is None
        assert kept.seen_at == NOON

    play(sqlite_ledger, story)
