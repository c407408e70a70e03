"""The patterns that open with the character before a word, told by the words they find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.extraction.words.lexicon import BOUNDARY, cues_in
from predictions.windows.folding import _FOLD, fold


def found(text: str, start: int = 0) -> list[tuple[str, str]]:
    return [(kind, text[a:b]) for kind, a, b in cues_in(text, start)]


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("will it rain", [("will", "will")]),
        ("it rains, (will it?)", [("will", "will")]),
        ("it'll rain, she'd say", [("will", "'ll"), ("modal", "'d")]),
        ("'ll", []),
        ("70 % rain", [("odds", "0 %")]),
        ("9% may", [("odds", "9%"), ("modal", "may")]),
        ("goodwill and_will free-will", [("will", "will")]),
        ("may might", [("modal", "may"), ("modal", "might")]),
        ("he's likely to win", [("set", "'s likely")]),
    ],
)
def test_a_cue_is_found_where_a_word_begins(text: str, cues: list[tuple[str, str]]) -> None:
    assert found(text) == cues


def test_part_of_a_text_holds_no_cue_that_begins_before_it() -> None:
    text = "95% may (will it?)"
    assert found(text, text.index("%")) == [("modal", "may"), ("will", "will")]
    assert found(text, text.index("will")) == [("will", "will")]


@pytest.mark.parametrize(
    ("text", "joints"),
    [
        ("a rises; b falls", [("hard", ";")]),
        ("a rises - b falls", [("hard", " - ")]),
        ("a rises -- b falls", [("hard", " -- ")]),
        ("a rises--b falls", [("hard", "--")]),
        ("odds: b falls", [("hard", ": ")]),
        ("a, which rises, falls", [("rel", ", which"), ("comma", ",")]),
        ("a rises, and b falls but c", [("conj", ", and"), ("conj", " but")]),
        ("band, butter", [("comma", ",")]),
    ],
)
def test_a_joint_is_told_by_what_stands_there(text: str, joints: list[tuple[str, str]]) -> None:
    assert [(match.lastgroup, match[0]) for match in BOUNDARY.finditer(text)] == joints


@given(st.text() | st.text(alphabet=[*map(chr, _FOLD), "a", "\u00e9"]))
def test_folding_is_a_translation(text: str) -> None:
    assert fold(text) == text.translate(_FOLD)
