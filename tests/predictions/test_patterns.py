"""Factored patterns: what they match is what the plain ones match, only sooner."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from predictions.patterns import beginnings, factored, heads_of

ATOMS = st.sampled_from(["a", "b", "ab", "ba", "abb", "b ", r"\w", ".", "[ab]", r"\b", "(?=b)", "(?<=a)", "(?!ab)", "a?", "b*?", "a{1,2}", "(?:ab)+"])  # fmt: skip
PATTERNS = st.recursive(
    ATOMS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map("".join)
        | st.lists(inner, min_size=2, max_size=4).map(lambda many: f"(?:{'|'.join(many)})")
        | st.lists(inner, min_size=2, max_size=3).map(lambda many: f"({'|'.join(many)})")
    ),
    max_leaves=12,
)


@settings(max_examples=600)
@given(st.lists(PATTERNS, min_size=1, max_size=5).map("|".join), st.text("ab ", max_size=12))
def test_a_factored_pattern_matches_the_same_with_the_same_groups(pattern: str, text: str) -> None:
    plain, fast = re.compile(pattern), re.compile(factored(pattern))
    assert [(m.span(), m.regs) for m in fast.finditer(text)] == [
        (m.span(), m.regs) for m in plain.finditer(text)
    ]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("say|says|said", "sa(?:y(?:|s)|id)"),
        ("(?:no way|no chance|none)\\b", "(?:no(?: (?:way|chance)|ne))\\b"),
        ("a?b|ac|ad", "a?b|a(?:c|d)"),
        ("(?P<x>a)b|ac", "(?P<x>a)b|ac"),
        ("[a|b)]x|[^]|]y", "[a|b)]x|[^]|]y"),
        ("(?<=ab|ac)d|(?-i:ab|ac)", "(?<=ab|ac)d|(?-i:ab|ac)"),
    ],
)
def test_shared_beginnings_are_written_once(pattern: str, expected: str) -> None:
    assert factored(pattern) == expected


def test_a_bracket_too_many_is_named() -> None:
    with pytest.raises(ValueError, match="unbalanced"):
        factored("a)|b")


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"^(?:and|but),? then", {"and,", "and ", "but,", "but "}),
        (r"\b(?:in (?:the|a) view|as)", {"in t", "in a", "as"}),
        (r"(?!no)(?:i|we)(?:'d| will)? bet", {"i'd ", "i wi", "i be", "we'd", "we w", "we b"}),
        (r"bets?:", {"bets", "bet:"}),
        (r"(?:so ){0,2}it", {"so ", "it"}),
        (r"\w+ing|the", {"", "the"}),
    ],
)
def test_what_a_pattern_matches_begins_as_its_beginnings_say(
    pattern: str, expected: set[str]
) -> None:
    assert beginnings(pattern) == expected


@settings(max_examples=600)
@given(st.lists(PATTERNS, min_size=1, max_size=5).map("|".join), st.text("ab ", max_size=12))
def test_no_text_that_a_pattern_matches_is_ruled_out_by_its_beginnings(
    pattern: str, text: str
) -> None:
    possible = not beginnings(pattern).isdisjoint(heads_of(text))
    assert possible or re.match(pattern, text) is None
