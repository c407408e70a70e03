import pytest

from predictions.model import Evidence
from storage import gathering, search
from storage.ledger import Ledger
from tests.conftest import NOON


def stored(ledger: Ledger) -> None:
    texts = [
        ("Rain in Bergen", "It rained."),
        ("Snow", "Rain turned to snow in Bergen."),
        ("Sun", "x"),
    ]
    with ledger.write() as session:
        gathering.add_evidence(
            session,
            [Evidence(source_id=None, url=None, title=a, text=b, seen_at=NOON) for a, b in texts],
        )


def titles(ledger: Ledger, words: str, *, any_word: bool = False) -> list[str]:
    with ledger.read() as session:
        return [e.title for e in search.evidence(session, words, any_word=any_word)]


def test_the_best_match_comes_first_and_all_words_are_wanted(ledger: Ledger) -> None:
    stored(ledger)
    assert titles(ledger, "rain Bergen") == ["Rain in Bergen", "Snow"]
    assert titles(ledger, "rain nowhere") == []
    assert titles(ledger, "rain nowhere", any_word=True)[0] == "Rain in Bergen"
    assert titles(ledger, '"turned to snow"') == ["Snow"]


@pytest.mark.parametrize(
    "words", ['"', "a OR", "rain*", "NEAR(", "title:rain", "'; DROP", "!&|", "\\", "", "½ ''", "-"]
)
def test_no_words_break_the_query(ledger: Ledger, words: str) -> None:
    stored(ledger)
    assert isinstance(titles(ledger, words), list)
