from datetime import UTC, date, datetime, timedelta

import pytest

from predictions.model import State
from predictions.outcomes import YES
from predictions.times import Window
from storage import finding, recording, resolving
from storage.errors import NotFound
from storage.ledger import Ledger
from tests.conftest import NOON
from tests.storage.test_recording import add, forecast, someone


def statements(ledger: Ledger, **asked: object) -> list[str]:
    with ledger.read() as session:
        found = finding.listing(session, now=NOON, **asked)  # type: ignore[arg-type]
    return [row.prediction.statement for row in found]


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    with ledger.write() as session:
        add(session, "Late", window=Window(None, date(2030, 1, 1)), tags=("ai",))
        add(session, "Never", window=Window())
        soon = add(session, "Soon", window=Window(None, date(2026, 4, 1)), guild_id=7)
        add(session, "Overdue", window=Window(None, date(2026, 2, 1)), tags=("ai", "jobs"))
        done = add(session, "Done", window=Window(None, date(2026, 5, 1)))
        resolving.resolve(session, done, YES, now=NOON)
        recording.add_forecast(session, forecast(soon, someone(session, "Bo"), 0.3))
    return ledger


def test_the_soonest_deadline_comes_first_and_none_last(filled: Ledger) -> None:
    assert statements(filled) == ["Overdue", "Soon", "Done", "Late", "Never"]


def test_states_are_those_of_the_moment(filled: Ledger) -> None:
    assert statements(filled, states=(State.DUE,)) == ["Overdue"]
    assert statements(filled, states=(State.OPEN,)) == ["Soon", "Late", "Never"]
    assert statements(filled, states=(State.RESOLVED, State.DUE)) == ["Overdue", "Done"]


def test_filters_narrow(filled: Ledger) -> None:
    assert statements(filled, tag="ai") == ["Overdue", "Late"]
    assert statements(filled, guild_id=7) == ["Soon"]
    with filled.read() as session:
        bo = finding.forecaster_id(session, "Bo")
    assert statements(filled, forecaster_id=bo) == ["Soon"]


def test_pages_follow_each_other_without_gap_or_repeat(filled: Ledger) -> None:
    running = (State.OPEN, State.DUE)
    pages = [statements(filled, states=running, limit=2, offset=n) for n in (0, 2, 4)]
    assert pages == [["Overdue", "Soon"], ["Late", "Never"], []]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("agi", ["No AGI before 2029"]),
        ("conti learn", ["Continual learning displaces jobs"]),
        ("jobs agi", []),
        ("ünï", ["Ünïversal basic income"]),
        ('" OR 1=1 --', []),
        ("agi AND NOT", []),
        ("***", []),
        ("", ["Continual learning displaces jobs", "No AGI before 2029", "Ünïversal basic income"]),
    ],
)
def test_words_are_found_by_their_beginning_and_cannot_break_the_search(
    ledger: Ledger, words: str, found: list[str]
) -> None:
    with ledger.write() as session:
        add(session, "No AGI before 2029")
        add(session, "Continual learning displaces jobs")
        add(session, "Ünïversal basic income")
    assert sorted(statements(ledger, words=words)) == found


def test_what_came_due_and_was_not_asked_about(ledger: Ledger) -> None:
    with ledger.write() as session:
        add(session, "Due", window=Window(None, date(2026, 2, 1)))
        add(session, "Open", window=Window(None, date(2026, 4, 1)))
        found = finding.unasked(session, now=NOON)
    assert [row.prediction.statement for row in found] == ["Due"]


def test_nobody_of_that_name(ledger: Ledger) -> None:
    with ledger.read() as session, pytest.raises(NotFound, match="no forecaster 'Zoe'"):
        finding.forecaster_id(session, "Zoe")


def test_the_record_names_everybody_in_it(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = add(session)
        for who, value in (("Ann", 0.2), ("Bo", 0.6)):
            at = NOON + timedelta(hours=value)
            recording.add_forecast(session, forecast(number, someone(session, who), value, at))
        judge = someone(session, "Cy")
        resolving.resolve(session, number, YES, now=datetime(2026, 4, 1, tzinfo=UTC), by=judge)
        record = finding.record(session, number, now=NOON)
    assert {f.name for f in record.forecasters.values()} == {"Ann", "Bo", "Cy"}
    assert [f.belief.value for f in record.forecasts] == [0.2, 0.6]  # type: ignore[union-attr]
