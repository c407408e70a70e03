from datetime import datetime, timedelta
from typing import Any

import pytest

from predictions.model import Evidence
from storage import gathering, visits, watchlist
from storage.errors import NotFound, Refused
from storage.ledger import Ledger
from storage.visits import Checked
from tests.conftest import NOON
from tests.storage.test_recording import add

HOUR = timedelta(hours=1)
URL = "https://example.org/feed.xml"


def item(title: str = "Rain", **fields: Any) -> Evidence:
    given: dict[str, Any] = {
        "source_id": None,
        "url": None,
        "text": "It rained",
        "seen_at": NOON,
        **fields,
    }
    return Evidence(title=title, **given)


def when(at: datetime, **fields: Any) -> Checked:
    return Checked(next_check_at=at, interval=HOUR, health="ok", **fields)


def test_a_new_source_is_due_at_once_and_then_when_it_says(ledger: Ledger) -> None:
    with ledger.write() as session:
        source = watchlist.add_source(session, URL, now=NOON)
        [due] = visits.lease_due(session, now=NOON)
        assert due.id == source.id
        visits.checked(session, {source.id: when(NOON + HOUR, etag='"1"')}, now=NOON)
        assert visits.lease_due(session, now=NOON + HOUR - timedelta(seconds=1)) == []
        [again] = visits.lease_due(session, now=NOON + HOUR)
    assert again.etag == '"1"'


def test_a_leased_source_is_not_asked_by_another_process(ledger: Ledger) -> None:
    with ledger.write() as session:
        watchlist.add_source(session, URL, now=NOON)
        assert len(visits.lease_due(session, now=NOON)) == 1
    with ledger.write() as session:
        assert visits.lease_due(session, now=NOON) == []
        assert len(visits.lease_due(session, now=NOON + visits.LEASE)) == 1


def test_what_a_clock_that_was_ahead_has_planned_holds_for_no_day(ledger: Ledger) -> None:
    ahead = NOON + timedelta(days=365 * 70)
    with ledger.write() as session:
        source = watchlist.add_source(session, URL, now=NOON)
        visits.lease_due(session, now=ahead)  # and is killed; then the next
        visits.checked(session, {source.id: when(ahead + HOUR)}, now=ahead)
        left = watchlist.add_source(session, f"{URL}?2", now=NOON)
        visits.lease_due(session, now=ahead)
        assert visits.anything_due(session, now=NOON)
        taken = visits.lease_due(session, now=NOON)
        assert {each.id for each in taken} == {source.id, left.id}
        visits.checked(session, {source.id: when(NOON + HOUR)}, now=NOON)
        assert visits.lease_due(session, now=NOON + timedelta(minutes=1)) == []


def test_failures_are_counted_and_forgotten_once_it_answers(ledger: Ledger) -> None:
    with ledger.write() as session:
        source = watchlist.add_source(session, URL, now=NOON)
        for _ in range(3):
            failed = when(NOON, problem="no answer")
            visits.checked(session, {source.id: failed}, now=NOON)
        assert watchlist.get_source(session, source.id).failures == 3
        visits.checked(session, {source.id: when(NOON)}, now=NOON)
        healed = watchlist.get_source(session, source.id)
    assert (healed.failures, healed.problem) == (0, None)


def test_the_same_address_is_watched_once_for_the_same_prediction(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = add(session)
        first = watchlist.add_source(session, URL, now=NOON)
        watchlist.add_source(session, URL, now=NOON, prediction_id=number)
        with pytest.raises(Refused, match="already watched"):
            watchlist.add_source(session, URL, now=NOON)
        with pytest.raises(NotFound):
            watchlist.add_source(session, URL, now=NOON, prediction_id=number + 1)
        watchlist.remove_source(session, first.id, now=NOON)
        with pytest.raises(NotFound):
            watchlist.remove_source(session, first.id, now=NOON)
        watchlist.add_source(session, URL, now=NOON)


def test_the_same_words_are_one_evidence(ledger: Ledger) -> None:
    with ledger.write() as session:
        fresh = gathering.add_evidence(session, [item(), item(), item("Sun")])
        assert [e.title for e in fresh] == ["Rain", "Sun"]
        assert gathering.add_evidence(session, [item(seen_at=NOON + HOUR)]) == []


def test_a_feed_that_makes_up_new_identifiers_says_nothing_new(ledger: Ledger) -> None:
    with ledger.write() as session:
        source = watchlist.add_source(session, URL, now=NOON).id
        same: dict[str, Any] = {"source_id": source, "url": "https://example.org/1"}
        gathering.add_evidence(session, [item(external_id="a", text="1 comment", **same)])
        again = gathering.add_evidence(session, [item(external_id="b", text="2 comments", **same)])
    assert again == []


def test_evidence_is_matched_once_to_a_prediction(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = add(session)
        [seen] = gathering.add_evidence(session, [item()])
        assert seen.id is not None
        assert gathering.match(session, seen.id, number, relevance=0.8, why="rain") is True
        assert gathering.match(session, seen.id, number, relevance=0.8, why="rain") is False
