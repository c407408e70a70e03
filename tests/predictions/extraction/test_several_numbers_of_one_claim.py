"""One claim with several numbers: those of several people, and that of the other case."""

from datetime import date

import pytest

from predictions.candidate import Polarity
from predictions.extraction import extract

DAY = date(2030, 12, 20)
HEAD = "# Predictions for 2031\n\n"


def told(text: str) -> list[tuple[str, float | None, str | None]]:
    candidates = extract(HEAD + text, published=DAY, author="Ada")
    return [(c.statement, c.probability, c.author) for c in candidates]


@pytest.mark.parametrize(
    "text",
    [
        "- The dam holds: Ada 80 %, Bo 60 %\n- The quay stays shut: Ada 35 %, Bo 20 %\n",
        "- The dam holds (Ada: 80%; Bo: 60%)\n- The quay stays shut (Ada: 35%; Bo: 20%)\n",
        "The dam holds \u2014 Ada 80% / Bo 60%\n\nThe quay stays shut \u2014 Ada 35% / Bo 20%\n",
        "- The dam holds\n  - Ada: 80%\n  - Bo: 60%\n- The quay stays shut\n  - Ada: 35%\n  - Bo: 20%\n",
        "## The dam holds\n\n- Ada: 80%\n- Bo: 60%\n\n## The quay stays shut\n\n- Ada: 35%\n- Bo: 20%\n",
    ],
)
def test_each_of_several_people_makes_a_forecast(text: str) -> None:
    assert told(text) == [
        ("The dam holds", 0.8, "Ada"),
        ("The dam holds", 0.6, "Bo"),
        ("The quay stays shut", 0.35, "Ada"),
        ("The quay stays shut", 0.2, "Bo"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "- Who wins the cup? Kern 50%, Harrow 30%\n",
        "- Who will win the cup?\n  - Kern: 50%\n  - Harrow: 30%\n",
        "- Winner of the cup: Kern 50%, Harrow 30%\n",
    ],
)
def test_names_that_a_question_asks_for_are_no_forecasters(text: str) -> None:
    assert {who for _, _, who in told(text)} == {"Ada"}


@pytest.mark.parametrize(
    ("text", "condition", "number"),
    [
        ("- If the steel comes late, the dam holds: 35%. If not: 90%.\n", "unless the steel comes late", 0.9),
        ("- If the steel comes late, the dam holds: 35%\n  - Otherwise: 90%\n", "unless the steel comes late", 0.9),
    ],
)  # fmt: skip
def test_the_other_case_is_the_same_claim(text: str, condition: str, number: float) -> None:
    first, other = extract(HEAD + text, published=DAY, author="Ada")
    assert (other.statement, other.probability, other.polarity) == (
        first.statement,
        number,
        first.polarity,
    )
    assert other.condition == condition


def test_the_other_case_of_what_is_denied_is_denied_too() -> None:
    text = "- If it rains, the tram will not run: 70%. If not: 5%.\n"
    _, other = extract(HEAD + text, published=DAY, author="Ada")
    assert (other.polarity, other.probability) == (Polarity.NO, 0.95)
