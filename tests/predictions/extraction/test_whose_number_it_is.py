"""A number goes to the claim behind which it stands, and one more amount of what is measured is none."""

from datetime import date
from itertools import product

import pytest

from predictions.extraction import extract


def probability(text: str, words: str) -> float | None:
    (found,) = (c for c in extract(text, published=date(2030, 6, 20)) if words in c.quote)
    return found.probability if found.basis in ("stated", "odds") else None


WHO = ("I think", "I'd expect that", "We believe", "I still predict that")
GOES_ON = (", but I doubt that it will change", "", "; fares are another matter", " and it will be cheap")  # fmt: skip


@pytest.mark.parametrize(("who", "on"), [*product(WHO, GOES_ON)])
def test_a_number_in_brackets_behind_what_somebody_believes_is_its_chance(
    who: str, on: str
) -> None:
    text = f"{who} the ferry will be around for twenty more years (80%){on}."
    assert probability(text, "ferry") == 0.8


@pytest.mark.parametrize(
    "text",
    [
        "I think most people (80%) will take the ferry.",
        "I think the ferry will serve most voters (80%), but not all.",
    ],
)
def test_a_share_in_brackets_is_not(text: str) -> None:
    assert probability(text, "ferry") is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The panel sees a `72.8%` chance that the ferry sinks in 2031.", 0.728),
        ('There is a "70%" chance that the ferry sinks in 2031.', 0.7),
        ("The market has 15% on the proposition that the ferry will sink.", 0.15),
        ("They had 30% on the question of the ferry being sold by 2031.", 0.3),
        ("- The ferry is sold in 2031: 70% {60%}", 0.7),
    ],
)
def test_the_same_in_other_marks_and_words(text: str, value: float) -> None:
    assert probability(text, "ferry") == value


@pytest.mark.parametrize(
    "text",
    [
        "Next year I expect ferry fare inflation to be under 3%, perhaps 2.5%.",
        "The ferry party will win with 53.9% of the vote to the bridge party's 46.1%.",
        "He expects ferry traffic growth of 3.2 per cent this year, which is lower than the guild's 4.6 per cent.",
        "Ferry output will grow by 5%, if not 6%.",
    ],
)
def test_one_more_amount_is_no_chance(text: str) -> None:
    assert probability(text, "erry") is None


def test_a_chance_above_that_of_others_stays_one() -> None:
    text = "I put the odds that the ferry sinks at 60%, which is higher than the market's 45%."
    assert probability(text, "ferry") in (0.6, 0.45)
