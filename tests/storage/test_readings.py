from dataclasses import replace
from datetime import timedelta

from predictions.readings import OPEN, MarketReading, PublishedReading, Reading, State, StateKind
from storage import readings
from storage.ledger import Ledger, Session
from tests.conftest import NOON

DAY = timedelta(days=1)
ENTRY = PublishedReading(
    source="feed",
    subject="https://example.org/feed.xml",
    title="Version 2 is out",
    published_at=NOON - DAY,
    read_at=NOON,
    external_id="a1",
    url="https://example.org/2",
)


def told(session: Session, *found: Reading) -> list[Reading]:
    """Store what is news, as a pass over a source does."""
    fresh = readings.news(session, found)
    for reading in fresh:
        readings.keep(session, reading, evidence_id=None)
    return fresh


def test_an_entry_under_a_new_identifier_is_no_news_to_rules(ledger: Ledger) -> None:
    with ledger.write() as session:
        assert told(session, ENTRY) == [ENTRY]
        again = replace(ENTRY, external_id="b2", read_at=NOON + DAY)
        assert told(session, again) == []
        assert told(session, replace(again, title="Version 3 is out")) != []


def test_entries_without_address_are_told_apart_by_identifier(ledger: Ledger) -> None:
    with ledger.write() as session:
        bare = replace(ENTRY, url=None)
        other = replace(bare, external_id="b2")
        assert told(session, bare, other, bare) == [bare, other]
        assert told(session, other, bare) == []


def test_nothing_appeared_after_it_was_first_seen(ledger: Ledger) -> None:
    """Some feeds date every entry anew at every fetch."""
    with ledger.write() as session:
        told(session, ENTRY)
        for day in range(1, 5):
            at = NOON + day * DAY
            assert told(session, replace(ENTRY, published_at=at, read_at=at)) == []
        [earlier] = told(session, replace(ENTRY, published_at=NOON - 9 * DAY, read_at=NOON + DAY))
    assert isinstance(earlier, PublishedReading)
    assert earlier.published_at == NOON - 9 * DAY  # a correction that can be true is one


def test_a_draft_is_dated_when_it_is_published(ledger: Ledger) -> None:
    with ledger.write() as session:
        told(session, replace(ENTRY, preliminary=True))
        real = replace(ENTRY, published_at=NOON + 3 * DAY, read_at=NOON + 4 * DAY)
        assert told(session, real) == [real]


def test_an_entry_without_date_may_get_one(ledger: Ledger) -> None:
    with ledger.write() as session:
        told(session, replace(ENTRY, published_at=None))
        dated = replace(ENTRY, published_at=NOON + DAY, read_at=NOON + DAY)
        assert told(session, dated) == [dated]


def test_a_market_that_says_again_what_it_took_back_is_news(ledger: Ledger) -> None:
    yes = MarketReading(source="manifold", subject="m", state=State(StateKind.YES), read_at=NOON)
    no_longer = replace(yes, state=OPEN, read_at=NOON + DAY)
    again = replace(yes, read_at=NOON + 2 * DAY)
    with ledger.write() as session:
        assert [len(told(session, r)) for r in (yes, yes, no_longer, again, again)] == [
            1,
            0,
            1,
            1,
            0,
        ]
