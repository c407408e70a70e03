import pytest

from predictions.model import State
from predictions.outcomes import YES
from storage import finding, resolving, statements
from storage.ledger import Ledger
from tests.conftest import NOON
from tests.storage.test_recording import add


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
    with ledger.read() as session:
        rows = finding.listing(session, now=NOON, words=words)
    assert sorted(row.prediction.statement for row in rows) == found


@pytest.mark.parametrize("words", ["GPT-5", "gpt-5", "don't", "a:b", "sure_thing", "$200,000"])
def test_words_with_signs_inside_are_found_as_they_stand(ledger: Ledger, words: str) -> None:
    said = "GPT-5 and others don't cost $200,000, a:b is a sure_thing"
    with ledger.write() as session:
        add(session, said)
        add(session, "GPT 4 costs more")
    with ledger.read() as session:
        rows = finding.listing(session, now=NOON, words=words)
        offered = statements.suggest(session, words, now=NOON)
    assert [row.prediction.statement for row in rows] == [said]
    assert said in [row.prediction.statement for row in offered]


@pytest.fixture
def typed(ledger: Ledger) -> Ledger:
    with ledger.write() as session:
        add(session, "Rain in Bergen", guild_id=7)
        add(session, "Rainbows over Bergen", guild_id=7)
        add(session, "Rain elsewhere", guild_id=8)
        done = add(session, "It rained", guild_id=7)
        resolving.resolve(session, done, YES, now=NOON)
        add(session, "Ann's own rain", created_by=None)
    return ledger


def offered(ledger: Ledger, words: str, **asked: object) -> list[str]:
    with ledger.read() as session:
        found = statements.suggest(session, words, now=NOON, **asked)  # type: ignore[arg-type]
    return [row.prediction.statement for row in found]


def test_the_newest_come_first_and_only_those_of_the_server(typed: Ledger) -> None:
    assert offered(typed, "rain", guild_id=8) == ["Rain elsewhere"]
    assert offered(typed, "ra", guild_id=7) == [
        "It rained",
        "Rainbows over Bergen",
        "Rain in Bergen",
    ]
    assert offered(typed, "", guild_id=7) == ["It rained", "Rainbows over Bergen", "Rain in Bergen"]


def test_every_word_narrows_and_only_states_asked_for_are_offered(typed: Ledger) -> None:
    assert offered(typed, "berg rainb", guild_id=7) == ["Rainbows over Bergen"]
    assert offered(typed, "rained", guild_id=7, states=(State.OPEN,)) == []
    assert offered(typed, "nowhere", guild_id=7) == []


def test_no_more_are_offered_than_were_asked_for(ledger: Ledger) -> None:
    with ledger.write() as session:
        for number in range(8):
            add(session, f"Rain on day {number}")
    assert offered(ledger, "rain", limit=3) == [f"Rain on day {n}" for n in (7, 6, 5)]


@pytest.mark.parametrize("words", ["quay", "council tram", "tram coun", "agrees"])
def test_a_condition_is_found_as_the_statement_is(ledger: Ledger, words: str) -> None:
    with ledger.write() as session:
        add(session, "The tram runs", condition="If the council agrees to the quay", guild_id=7)
        add(session, "The ferry runs", guild_id=7)
    assert offered(ledger, words, guild_id=7) == ["The tram runs"]
    with ledger.read() as session:
        [row] = finding.listing(session, now=NOON, words=words)
    assert row.prediction.statement == "The tram runs"
