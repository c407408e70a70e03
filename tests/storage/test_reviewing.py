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
