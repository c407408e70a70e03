from datetime import date, timedelta

from predictions.outcomes import YES
from predictions.times import Window
from storage import awaiting, resolving
from storage.ledger import Ledger
from tests.conftest import NOON
from tests.storage.test_recording import add


def test_what_came_due_and_was_not_asked_about(ledger: Ledger) -> None:
    with ledger.write() as session:
        add(session, "Due", window=Window(None, date(2026, 2, 1)))
        add(session, "Open", window=Window(None, date(2026, 4, 1)))
        found = awaiting.unasked(session, now=NOON)
    assert [row.prediction.statement for row in found] == ["Due"]


def test_a_new_prediction_is_looked_at_at_once_and_then_when_it_was_said(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = add(session)
        assert awaiting.to_look_at(session, now=NOON, limit=10) == [number]
        awaiting.look_again(session, number, at=NOON + timedelta(hours=1))
        assert awaiting.to_look_at(session, now=NOON, limit=10) == []
        assert awaiting.to_look_at(session, now=NOON + timedelta(hours=1), limit=10) == [number]
        awaiting.look_again(session, number, at=None)
        assert awaiting.to_look_at(session, now=NOON + timedelta(days=9), limit=10) == []


def test_what_began_or_ended_since_an_event_is_told_by_its_number(ledger: Ledger) -> None:
    with ledger.write() as session:
        first, second = add(session, "First"), add(session, "Second")
        last, touched = awaiting.touched_since(session, 0)
        assert touched == {first, second}
        assert awaiting.touched_since(session, last) == (last, set())
        resolving.resolve(session, second, YES, now=NOON)
        assert awaiting.touched_since(session, last)[1] == {second}
        assert dict(awaiting.running_statements(session)) == {first: "First"}
        assert awaiting.statements(session, [second]) == [(second, "Second")]
