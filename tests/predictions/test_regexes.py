"""A pattern is compiled at its first search, and is then as `re.compile` gives it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from predictions.patterns import factored
from predictions.regexes import at_lines, regex

WORDS = r"\b(?:rises?|risen|rain|falls?)\b"


@pytest.mark.parametrize("factor", [False, True])
def test_a_pattern_finds_what_re_finds(factor: bool) -> None:
    text = "Rents rise, rain Falls and prices have risen."
    ours, theirs = regex(WORDS, re.IGNORECASE, factor=factor), re.compile(WORDS, re.IGNORECASE)
    assert ours.findall(text) == theirs.findall(text)
    assert [m.span() for m in ours.finditer(text)] == [m.span() for m in theirs.finditer(text)]
    assert ours.sub("_", text) == theirs.sub("_", text)
    assert ours.match("rises, then")
    assert not ours.fullmatch("rises, then")
    assert not ours.search("nothing")


def test_its_source_and_flags_are_those_it_was_made_with() -> None:
    assert regex(WORDS).pattern == WORDS
    assert regex(WORDS, re.MULTILINE).flags == re.compile(WORDS, re.MULTILINE).flags
    assert regex(WORDS, factor=True).pattern == factored(WORDS)


def test_what_is_wrong_in_a_pattern_shows_when_it_is_searched() -> None:
    broken = regex("(")
    with pytest.raises(re.error):
        broken.search("anything")


@settings(max_examples=400)
@given(
    st.sampled_from([r"^a", r"^a*\n?", r"^[ab]+\n", r"^(?:a\n?)+", r"^a*$", r"^\n", r"^"]),
    st.text("ab\n", max_size=16),
    st.integers(0, 16),
)
def test_what_begins_a_line_is_found_line_by_line(pattern: str, text: str, start: int) -> None:
    ours, theirs = regex(pattern, re.MULTILINE), re.compile(pattern, re.MULTILINE)
    assert [m.span() for m in at_lines(ours, text, min(start, len(text)))] == [
        m.span() for m in theirs.finditer(text, min(start, len(text)))
    ]
