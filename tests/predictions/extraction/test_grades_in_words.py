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


@pytest.mark.parametrize("came", ["did not happen", "happened", "didn't happen", "wrong"])
@pytest.mark.parametrize("head", ["# My 2031 predictions", "# Following up on my 2031 predictions"])
def test_what_came_of_an_entry_below_another_is_not_what_it_claims(head: str, came: str) -> None:
    text = (
        f"{head}\n\n- Harrow\n  - Joins the old alliance: 20% ({came})\n  - Sells its mills: 30% ({came})\n"
        f"- Kern wins the vote: 90% (happened)\n"
    )
    found = extract(text, published=date(2031, 12, 31))
    assert [(c.statement, c.polarity.value, c.probability) for c in found] == [
        ("Harrow joins the old alliance", "yes", 0.2),
        ("Harrow sells its mills", "yes", 0.3),
        ("Kern wins the vote", "yes", 0.9),
    ]


@pytest.mark.parametrize(
    "head", ["How I did with my 2031 predictions", "How my 2031 forecasts fared"]
)
def test_a_heading_that_tells_how_predictions_did_stands_over_predictions(head: str) -> None:
    claims = f"# {head}\n\n- Kern wins the vote: 90%\n- The bank closes the mill: 40%\n"
    assert [c.probability for c in extract(claims, published=date(2032, 1, 5))] == [0.9, 0.4]
    shares = f"# {head}\n\n- Politics: 90%\n- Sport: 40%\n- All: 65%\n"
    assert extract(shares, published=date(2032, 1, 5)) == ()
