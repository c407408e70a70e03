from datetime import date

import pytest

from predictions.model import ForecasterKind, State
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
        bo = finding.forecaster_ids(session, "Bo")
    assert statements(filled, forecaster_ids=bo) == ["Soon"]


def test_a_name_is_that_of_a_member_and_of_an_author(filled: Ledger) -> None:
    with filled.write() as session:
        late = add(session, "By the author")
        author = recording.forecaster_named(session, "Bo", ForecasterKind.AUTHOR)
        recording.add_forecast(session, forecast(late, author.id or 0, 0.4))
        both = finding.forecaster_ids(session, "Bo")
    assert set(statements(filled, forecaster_ids=both)) == {"Soon", "By the author"}


def test_pages_follow_each_other_without_gap_or_repeat(filled: Ledger) -> None:
    running = (State.OPEN, State.DUE)
    pages = [statements(filled, states=running, limit=2, offset=n) for n in (0, 2, 4)]
    assert pages == [["Overdue", "Soon"], ["Late", "Never"], []]


def test_nobody_of_that_name(ledger: Ledger) -> None:
    with ledger.read() as session, pytest.raises(NotFound, match="no forecaster 'Zoe'"):
        finding.forecaster_ids(session, "Zoe")
