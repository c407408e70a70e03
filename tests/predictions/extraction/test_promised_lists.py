"""Lists that nothing calls predictions in so many words: what is said around them tells, and nothing else does."""

from datetime import date

import pytest

from predictions.extraction import extract
from tests.predictions.extraction.promises import (
    AROUND,
    ELSEWHERE,
    HAPPENING,
    HEADED,
    NO_CLAIMS,
    PHRASES,
    near_the_plain_one,
    numbered,
)

DAY = date(2031, 1, 2)


def read(text: str) -> list[str]:
    """The quotes of what is found, without full stops."""
    return [c.quote.rstrip(".") for c in extract(text, published=DAY)]


def test_a_list_that_is_begun_like_guesses_is_read_in_any_marks_and_with_any_remarks() -> None:
    unread = [text for text, claims in near_the_plain_one() if read(text) != claims]
    assert unread == []


@pytest.mark.parametrize("above", ELSEWHERE)
@pytest.mark.parametrize("entries", [HAPPENING, HAPPENING[:5] + PHRASES])
def test_the_same_entries_foretell_nothing_elsewhere(above: str, entries: list[str]) -> None:
    assert read(f"{above}{numbered(entries, '1.')}\n") == []


@pytest.mark.parametrize("kind", NO_CLAIMS)
def test_what_foretells_nothing_is_no_claim_in_such_a_list(kind: str) -> None:
    entries = numbered(NO_CLAIMS[kind], "1.")
    around = [pair for name, pair in AROUND.items() if name != "what is believed"]
    texts = [f"{above}{entries}\n{below}" for above, below in [*around, *((h, "") for h in HEADED)]]
    found = {said for text in texts for said in read(text)} & set(NO_CLAIMS[kind])
    assert found <= ({"Fixed the crash at start"} if kind == "a changelog" else set())
