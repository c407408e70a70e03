"""A prediction in one line keeps its condition, however it was written and however little room is."""

from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from predictions.saying import in_words
from predictions.text import one_line


@dataclass
class Claim:
    statement: str
    condition: str | None = None


@pytest.mark.parametrize(
    ("statement", "condition", "line"),
    [
        ("The mill closes", None, "The mill closes"),
        ("The mill closes", "  ", "The mill closes"),
        ("The mill closes", "rates stay above 4 %", "If rates stay above 4 %, the mill closes"),
        ("Norway joins", "Rates stay high.", "If Rates stay high: Norway joins"),
        ("The Hague floods", "it rains", "If it rains: The Hague floods"),
        ("20,000 leave", "it rains", "If it rains: 20,000 leave"),
        # The condition brings its own word.
        ("There will be a bridge", "Unless the council votes", "Unless the council votes, there will be a bridge"),
        ("The port shrinks", "Should the strike go on", "Should the strike go on, the port shrinks"),
        ("They win", "if Ana stays", "If Ana stays, they win"),
        ("The mill closes", "even if rates fall", "Even if rates fall, the mill closes"),
        ("Rents fall", "in the unlikely event of a war", "In the unlikely event of a war: Rents fall"),
        ("Rents fall", "Once upon a time wins", "Once upon a time wins: Rents fall"),
        # It stands in the statement as well.
        ("If rates stay high, the mill closes", "rates stay high", "If rates stay high, the mill closes"),
        ("If rates stay high then the mill closes", "If rates stay high", "If rates stay high, the mill closes"),
        ("They win the cup if Ana stays.", "if Ana stays", "If Ana stays, they win the cup"),
        # Only part of it does, or it is all there is.
        ("Rates stay high and the mill closes", "rates stay high", "If rates stay high: Rates stay high and the mill closes"),
        ("If Ana stays", "if Ana stays", "If Ana stays: If Ana stays"),
        ("If Anabel stays, they win", "if Ana", "If Ana: If Anabel stays, they win"),
    ],
)  # fmt: skip
def test_the_condition_comes_first(statement: str, condition: str | None, line: str) -> None:
    assert in_words(Claim(statement, condition)) == line


def test_where_room_is_short_both_are_shortened_and_both_are_seen() -> None:
    long = Claim("the mill closes " * 20, "rates stay above four percent " * 20)
    said = in_words(long, 70)
    assert len(said) <= 70
    assert said.startswith("If rates stay above")
    assert said.count("…") == 2
    assert "…, the mill closes" in said


def test_a_short_statement_leaves_its_room_to_the_condition() -> None:
    said = in_words(Claim("It rains", "the wind turns to the west before the end of May"), 50)
    assert said == "If the wind turns to the west before the…, it rains"[:50] or len(said) <= 50
    assert said.endswith(", it rains")


@example(statement="0000000000", condition="000 00", most=20)
@given(
    statement=st.text(min_size=1, max_size=300).filter(one_line),
    condition=st.text(max_size=300),
    most=st.integers(20, 300),
)
def test_no_room_is_so_short_that_a_condition_is_lost(
    statement: str, condition: str, most: int
) -> None:
    said = in_words(Claim(statement, condition), most)
    assert len(said) <= most
    assert "\n" not in said
    if shown := one_line(condition).strip(" ,.;:"):
        begun = said.removeprefix("If ").lower()
        assert begun.startswith(shown.split()[0][:4].lower())
