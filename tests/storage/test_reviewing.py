import pytest

from predictions.model import Document
from storage import recording, reviewing
from storage.errors import NotFound, Refused
from storage.ledger import Ledger
from tests.conftest import NOON
from tests.storage.test_recording import add


def found(start: int, confidence: float = 0.9) -> dict[str, object]:
    return {"start": start, "end": start + 5, "confidence": confidence, "statement": "It rains"}


def document(ledger: Ledger) -> int:
    text = Document(text="It rains. It snows.", origin="-", sha256="1" * 64, added_at=NOON)
    with ledger.write() as session:
        stored = recording.add_document(session, text)
    assert stored.id is not None
    return stored.id


def test_candidates_wait_in_the_order_in_which_they_were_found(ledger: Ledger) -> None:
    number = document(ledger)
    with ledger.write() as session:
        reviewing.enqueue(session, number, [found(0), found(10)], now=NOON)
        assert [w.data["start"] for w in reviewing.queue(session)] == [0, 10]
        assert reviewing.count(session) == 2


def test_reading_a_document_again_brings_no_candidate_back(ledger: Ledger) -> None:
    number = document(ledger)
    with ledger.write() as session:
        [first] = reviewing.enqueue(session, number, [found(0)], now=NOON)
        reviewing.discarded(session, first.id, now=NOON)
        again = reviewing.enqueue(session, number, [found(0), found(10)], now=NOON)
    assert [w.data["start"] for w in again] == [10]


def test_a_decision_is_made_once(ledger: Ledger) -> None:
    number = document(ledger)
    with ledger.write() as session:
        [waiting] = reviewing.enqueue(session, number, [found(0)], now=NOON)
        reviewing.accepted(session, waiting.id, prediction_id=add(session), now=NOON)
        with pytest.raises(Refused, match="already accepted"):
            reviewing.discarded(session, waiting.id, now=NOON)
        with pytest.raises(NotFound):
            reviewing.discarded(session, waiting.id + 1, now=NOON)
        assert reviewing.queue(session) == []


def test_the_parts_of_a_split_candidate_wait_in_its_place_and_can_be_made_whole(
    ledger: Ledger,
) -> None:
    number = document(ledger)
    with ledger.write() as session:
        first, last = reviewing.enqueue(session, number, [found(0), found(10)], now=NOON)
        parts = reviewing.split(
            session, first.id, [{**found(0), "end": 2}, {**found(3), "end": 5}], now=NOON
        )
        assert [w.data["start"] for w in reviewing.queue(session)] == [0, 3, 10]
        assert reviewing.became(session, number, 0, 5) == ("split", None)
        with pytest.raises(Refused, match="already split"):
            reviewing.discarded(session, first.id, now=NOON)
        reviewing.restored(session, first, now=NOON, decided="split", without=parts)
        assert [w.id for w in reviewing.queue(session)] == [first.id, last.id]


def test_a_part_where_another_candidate_stands_is_refused(ledger: Ledger) -> None:
    number = document(ledger)
    with ledger.write() as session:
        first, _ = reviewing.enqueue(session, number, [found(0), found(10)], now=NOON)
        with pytest.raises(Refused, match="which is waiting"):
            reviewing.split(session, first.id, [found(10), found(20)], now=NOON)
        assert reviewing.count(session) == 2


def test_a_merged_candidate_leaves_the_queue_and_the_other_carries_both(ledger: Ledger) -> None:
    number = document(ledger)
    with ledger.write() as session:
        kept, gone = reviewing.enqueue(session, number, [found(0), found(10)], now=NOON)
        data = {**kept.data, "end": 15}
        merged = reviewing.merged(session, gone.id, into=kept.id, data=data, now=NOON)
        assert merged.data["end"] == 15
        assert [w.id for w in reviewing.queue(session)] == [kept.id]
        with pytest.raises(Refused, match="already merged"):
            reviewing.accepted(session, gone.id, prediction_id=1, now=NOON)
        # Reading the document again brings neither of them back.
        assert reviewing.enqueue(session, number, [found(0), found(10)], now=NOON) == []
        reviewing.restored(session, kept, now=NOON, decided="waiting")
        reviewing.restored(session, gone, now=NOON, decided="merged")
        assert [w.data for w in reviewing.queue(session)] == [kept.data, gone.data]


def test_candidates_of_two_documents_are_never_one(ledger: Ledger) -> None:
    with ledger.write() as session:
        other = recording.add_document(
            session, Document(text="It hails.", origin="-", sha256="2" * 64, added_at=NOON)
        )
        assert other.id is not None
        [there] = reviewing.enqueue(session, other.id, [found(0)], now=NOON)
    number = document(ledger)
    with ledger.write() as session:
        [here] = reviewing.enqueue(session, number, [found(0)], now=NOON)
        with pytest.raises(Refused, match="one document"):
            reviewing.merged(session, there.id, into=here.id, data=here.data, now=NOON)


def test_what_is_edited_goes_on_waiting_with_the_new_words(ledger: Ledger) -> None:
    number = document(ledger)
    with ledger.write() as session:
        [first] = reviewing.enqueue(session, number, [found(0)], now=NOON)
        reviewing.edited(session, first.id, {**first.data, "statement": "It snows"}, now=NOON)
        [waiting] = reviewing.queue(session)
    assert waiting.data["statement"] == "It snows"


def test_what_was_merged_may_come_back_as_a_part_and_all_of_it_be_undone(ledger: Ledger) -> None:
    number = document(ledger)
    with ledger.write() as session:
        kept, gone = reviewing.enqueue(session, number, [found(0), found(10)], now=NOON)
        whole = reviewing.merged(
            session, gone.id, into=kept.id, data={**kept.data, "end": 15}, now=NOON
        )
        parts = reviewing.split(session, kept.id, [{**found(0), "end": 4}, found(10)], now=NOON)
        assert [part.data["start"] for part in parts] == [0, 10]
        reviewing.restored(session, whole, now=NOON, decided="split", without=parts)
        assert [w.data for w in reviewing.queue(session)] == [whole.data]
        reviewing.restored(session, kept, now=NOON, decided="waiting")
        reviewing.restored(session, gone, now=NOON, decided="merged")
        assert [w.data for w in reviewing.queue(session)] == [kept.data, gone.data]
