"""Predictions with what became of them in words: the claim is found, and nothing of the grade or the remark."""

from datetime import date

import pytest

from predictions.extraction import extract
from tests.predictions.extraction.gradings import ELSEWHERE, near_the_plain_one

DAY = date(2031, 1, 2)


def test_a_claim_is_read_without_its_grade_and_its_outcome_is_recorded() -> None:
    misread = []
    for text, told in near_the_plain_one():
        found = extract(text, published=DAY)
        outcomes = [(c.quote.rstrip("."), c.recorded and c.recorded.outcome) for c in found]
        if outcomes != told:
            misread.append((text, outcomes))
    assert misread == []


@pytest.mark.parametrize("text", ELSEWHERE)
def test_the_same_words_grade_nothing_elsewhere(text: str) -> None:
    assert extract(text, published=DAY) == ()


def test_a_remark_on_a_grade_is_no_find_and_a_forecast_in_it_is() -> None:
    text = (
        "# My 2030 predictions, graded\n\n"
        "1. The mill closes. [Nope: 22 of 96 mills did, which is 23%.]\n"
        "2. Kern resigns. [Yes, in May.]\n"
        "3. Lund gets its tram. [Not yet. I think it will open in 2033.]\n"
    )
    quotes = [c.quote.rstrip(".]") for c in extract(text, published=DAY)]
    assert quotes == [
        "The mill closes",
        "Kern resigns",
        "Lund gets its tram",
        "I think it will open in 2033",
    ]


def test_a_result_below_a_claim_is_no_pick() -> None:
    text = (
        "Predictions 2030 Results\n\n"
        "Prediction: The Mill Closes\nResult: Meh\n\nThe banks were slow, as ever.\n\n"
        "Prediction: The Night Ferry Rules\nResult: Nope\n\nIt ran twice.\n\n"
        "Prediction: Wool Is Out\nResult: Not happening\n\nEverybody wore it.\n"
    )
    quotes = [c.quote for c in extract(text, published=DAY)]
    assert quotes == ["The Mill Closes", "The Night Ferry Rules", "Wool Is Out"]
