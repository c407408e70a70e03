"""Who wins is read in whatever layout a list of picks has, and no list of results, rosters or fixtures is taken for one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.candidate import Candidate
from predictions.extraction import extract
from predictions.extraction.wording.margins import against_the_spread, by_so_much, opens_with_names
from predictions.extraction.wording.sides import side_picked
from tests.predictions.extraction.layouts import two_axes
from tests.predictions.extraction.pickings import (
    BACKINGS,
    FORECAST_NOBODY,
    MET,
    SLOTTED,
    layouts,
    met,
    slotted,
)

# With these, lines are made that might name a winner, in capitals and without.
WORDS = (
    "Kern", "kern", "KERN", "Lund", "(2)", "#3", "the", "The", "of", "and", "will", "to", "not", "beat", "Beats", "defeats", "def.", "d.", ">", "over", "Top", "crushes",
    "loses to", "bows out to", "vs", "VS.", "v", "at", "@", "-", "\u2013", "x", "/", "2-1", "24,", "-7", "(+3.5)", "pk", "pick'em", "by 10", "win", "wins", "Pick:", "my lock -",
    "Match:", "Lock = ", "(home)", "*", "**", "3.", "Ohio's bet:", "Kern's", "in six", "winner", "champ", "w/", "c.",
)  # fmt: skip
DAY = date(2030, 12, 20)
REMARKED = "The crowd will love it"


def found(text: str) -> list[Candidate]:
    return [c for c in extract(text, published=DAY, author="Ada") if c.statement != REMARKED]


@pytest.mark.parametrize(("one", "other"), two_axes(MET), ids=map(" and ".join, two_axes(MET)))
def test_who_beats_whom_is_read_in_whatever_layout(one: str, other: str) -> None:
    unread = []
    for layout in layouts(MET, one, other):
        text, said = met(layout)
        if [c.statement for c in found(text)] != said:
            unread.append((layout[one], layout[other]))
    assert unread == []


@pytest.mark.parametrize(
    ("one", "other"), two_axes(SLOTTED), ids=map(" and ".join, two_axes(SLOTTED))
)
def test_who_wins_what_is_read_in_whatever_layout(one: str, other: str) -> None:
    unread = []
    for layout in layouts(SLOTTED, one, other):
        text, said = slotted(layout)
        if [c.statement for c in found(text)] != said:
            unread.append((layout[one], layout[other]))
    assert unread == []


@pytest.mark.parametrize(("sentence", "quote", "said", "way"), BACKINGS)
def test_whom_a_sentence_backs_is_its_forecast(
    sentence: str, quote: str, said: str, way: str
) -> None:
    text = f"# My predictions for the weekend\n\nKern vs Lund - Kern\n\n{sentence}\n"
    assert (quote, said, way) in [(c.quote, c.statement, c.polarity.value) for c in found(text)]


@pytest.mark.parametrize("text", FORECAST_NOBODY)
def test_lists_of_names_that_foretell_nothing_are_no_picks(text: str) -> None:
    assert found(text) == []


def test_a_wish_is_no_pick() -> None:
    text = "# Award predictions\n\n## Best Picture\n\nWill win: The Ferry\nShould win: The Quay\n\n## Best Actor\n\nWill win: Lou Kern\nShould win: Bo Lund. He is the best.\n"
    assert [c.statement for c in found(text)] == [
        "The Ferry will win Best Picture",
        "Lou Kern will win Best Actor",
    ]


def test_a_division_is_that_of_the_league_above_it() -> None:
    text = "Everybody makes predictions. Here are mine:\n\nNational League\nEast - Mets\nWild Card - Cubs\n\nAmerican League\nEast - Rays\n\nNL Dark Horse - Giants\n"
    assert [c.statement for c in found(text)] == [
        "The Mets will win the National League East",
        "The Cubs will win the National League wild card",
        "The Rays will win the American League East",
        "The Giants will be the NL dark horse",
    ]


def test_a_table_to_come_says_who_finishes_where() -> None:
    text = "Predicted standings\n\n1. Harlow Rovers\n2. Lund Town\n3. Norby\n"
    assert [(c.quote, c.statement) for c in found(text)] == [
        ("1. Harlow Rovers", "Harlow Rovers will finish first"),
        ("2. Lund Town", "Lund Town will finish second"),
        ("3. Norby", "Norby will finish third"),
    ]


def test_what_stands_beside_a_pick_in_its_sentence_is_read_too() -> None:
    text = "# Predictions\n\nKern vs Lund - Kern\n\nI think the Eagles will win, but I'll take the Bears and the points.\n"
    assert [c.statement for c in found(text)] == [
        "Kern will beat Lund",
        "The Eagles will win",
        "The Bears will cover the spread",
    ]


def test_a_pick_hangs_on_what_it_says_and_not_on_a_sentence_before_its_list() -> None:
    text = "# Predictions\n\nIt would be fun if people put up their predictions. Here are mine:\n\nKern vs Lund - Kern\n\nVale vs Norby - depends. If Kern wins, then Norby. If Lund wins, then Vale.\n"
    assert [(c.statement, c.condition) for c in found(text)] == [
        ("Kern will beat Lund", None),
        ("Norby will win", "If Kern wins"),
        ("Vale will win", "If Lund wins"),
    ]


@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=8), st.sampled_from((" ", "  ", "\t")))
def test_a_line_that_names_a_winner_is_seen_at_the_first_look(words: list[str], gap: str) -> None:
    line = gap.join(words)
    names = against_the_spread(line) or side_picked(line) or by_so_much(line)
    assert opens_with_names(line) or not names
