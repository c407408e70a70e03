"""What a document is about, by its words."""

import math

import pytest

from predictions.extraction.deciding.decision import model
from predictions.extraction.deciding.matter import leaning, matter
from predictions.extraction.layout.document import Document, read_document


def _document(text: str) -> Document:
    return read_document(text, published=None, author=None, title=None)


def test_words_that_come_often_weigh_more_and_all_together_weigh_no_more_than_one() -> None:
    weighed = matter(_document("Rates, rates and rates: rates decide, x 7."))
    assert weighed["rates"] > weighed["decide"] > 0
    assert weighed["rates"] / weighed["decide"] == pytest.approx(1 + math.log(4))
    assert weighed.keys() == {"rates", "and", "decide"}  # neither letters nor figures
    many = matter(
        _document(" ".join(f"{a}{b}{c}" for a in _LETTERS for b in _LETTERS for c in "xyz"))
    )
    assert 0.7 < sum(weight**2 for weight in many.values()) < 1


_LETTERS = "abcdefghijklmnopqrstuvw"


def test_a_line_says_little_of_what_it_is_about_and_an_essay_much() -> None:
    line = "The council meets in the hall and talks of the bridge. "
    rest = " ".join(f"{a}{b}" for a in _LETTERS for b in _LETTERS)
    short, long = _document(line), _document(line * 40 + rest)
    assert 0 < leaning(short, {"council": 2.0}) < 0.1
    assert leaning(long, {"council": 2.0}) > 2 * leaning(short, {"council": 2.0})


def test_a_text_without_words_leans_nowhere() -> None:
    assert leaning(_document("12 % — 7!"), {"council": 2.0}) == 0


def test_talk_of_what_is_to_come_leans_to_forecasts_and_a_manual_away_from_them() -> None:
    known = model().matter
    outlook = "My predictions for the economy and the election, with the odds of a recession."
    manual = "Click the file, install the package, and follow the instructions in the guide."
    assert leaning(_document(outlook), known) > leaning(_document(manual), known)
