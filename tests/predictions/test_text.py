"""Text from outside, made safe."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.text import clean, one_line, paragraphs

HIDDEN = "\u202e\u202c\u200b\u200e\u2066\ufeff\u00ad\u2060\U000e0041"


@given(st.text())
def test_nothing_hidden_or_controlling_is_left(text: str) -> None:
    cleaned = clean(f"a{text}{HIDDEN}b")
    assert not [c for c in cleaned if unicodedata.category(c) == "Cc" and c not in "\t\n"]
    assert not set(cleaned) & set(HIDDEN)
    assert not [c for c in cleaned if "\ud800" <= c <= "\udfff"]
    cleaned.encode()


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text)
    assert paragraphs(paragraphs(text)) == paragraphs(text)


@pytest.mark.parametrize(
    "text",
    [
        "naïve €",
        "می‌خواهم",
        "👩\u200d🚀",
        "עברית",
        "tab\there",
        "two\nlines",
        "日本語",
        "1️⃣ ❤️",
        "⠓⠊⠀⠓⠊",
    ],
)
def test_what_means_something_stays(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


def test_joiners_between_plain_letters_go() -> None:
    assert clean("pass\u200cword @every\u200done") == "password @everyone"


@pytest.mark.parametrize(
    "sign",
    ["\u3164", "\u115f", "\u1160", "\uffa0", "\u034f", "\u17b4", "\ufe0f", "\U000e0100", "\u2800"],
)
def test_what_nobody_sees_makes_no_other_word_and_no_empty_one(sign: str) -> None:
    assert clean(f"ta{sign}g") == "tag"
    assert clean(sign) == clean(sign * 3) == ""


def test_lines() -> None:
    assert one_line(" a\r\n b\t\x85c ") == "a b c"
    assert paragraphs(" a \r\n\r\n  b   c ") == "a\nb c"
