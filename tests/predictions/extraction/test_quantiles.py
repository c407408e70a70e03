"""Quantiles: each is a forecast that something comes by its year, or stays below its amount, with the chance named."""

from datetime import date

import pytest

from predictions.extraction import extract

DAY = date(2030, 12, 20)
HEAD = "# My timelines\n\n"
LANDING = "First crewed landing on Mars"
THREE = [(0.1, "2034-12-31"), (0.5, "2041-12-31"), (0.9, "2060-12-31")]


def told(text: str) -> list[tuple[str, float | None, str]]:
    candidates = extract(text, published=DAY, author="Ada")
    return [(c.statement, c.probability, str(c.deadline)) for c in candidates]


@pytest.mark.parametrize(
    "text",
    [
        f"- {LANDING} (10/50/90%): 2034, 2041, 2060\n",
        f"- {LANDING} – 10 % / 50 % / 90 %: 2034, 2041 and 2060\n",
        f"- {LANDING}: 10% by 2034, 50% by 2041, 90% by 2060\n",
        f"{LANDING}:\n\n- 10%: 2034\n- 50%: 2041\n- 90%: 2060\n",
        f"## {LANDING}\n\nP10: 2034\nP50: 2041\nP90: 2060\n",
        f"- {LANDING}\n  - 10th percentile: 2034\n  - 50th percentile: 2041\n  - 90th percentile: 2060\n",
        f"| Event | 10% | 50% | 90% |\n|---|---|---|---|\n| {LANDING} | 2034 | 2041 | 2060 |\n",
        f"| Question | 10% | 50% | 90% |\n|---|---|---|---|\n| Year of the {LANDING.lower()} | 2034 | 2041 | 2060 |\n",
    ],
)
def test_years_with_their_chances_are_deadlines(text: str) -> None:
    found = told(HEAD + text)
    assert [(number, day) for _, number, day in found] == THREE
    for statement, _, day in found:
        assert statement.lower().removeprefix("the ") == f"{LANDING.lower()} by {day[:4]}"


def test_a_median_is_an_even_chance() -> None:
    text = f"- {LANDING}: median 2041\n- Coal ends in Harlow: median 2039 (80% CI: 2034-2050)\n"
    assert told(HEAD + text) == [
        (f"{LANDING} by 2041", 0.5, "2041-12-31"),
        ("Coal ends in Harlow by 2039", 0.5, "2039-12-31"),
    ]


def test_amounts_have_the_chance_to_be_less() -> None:
    text = "## Sales of the mill in 2031\n\nMy prediction:\n\nPercentile 10: 6,600\nPercentile 50: 7,000\nPercentile 90: 7,400\n"
    assert [(statement, number) for statement, number, _ in told("# Forecasts\n\n" + text)] == [
        ("Sales of the mill in 2031: less than 6,600", 0.1),
        ("Sales of the mill in 2031: less than 7,000", 0.5),
        ("Sales of the mill in 2031: less than 7,400", 0.9),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# How tall children grow\n\nPercentile 10: 98\nPercentile 50: 104\nPercentile 90: 110\n",
        "# Predictions for 2031\n\nOf the levels so many came true:\n\n- 50%: 4 of 9\n- 70%: 8 of 11\n- 90%: 10 of 10\n",
        "# My timelines\n\n- 10%: 2041\n- 50%: 2034\n- 90%: 2060\n",
        "# Sale\n\n- 10%: 2034\n- 20%: 2041\n- 30%: 2060\n",
    ],
)
def test_other_levels_are_none(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("joint", [" or ", ", ", " and ", "; ", ", or by "])
@pytest.mark.parametrize(
    "head", ["", "# Ferries\n\n", "## What Kern does\n\nThe first try failed.\n\n"]
)
def test_years_with_a_chance_behind_each_are_a_forecast_each(joint: str, head: str) -> None:
    text = f"{head}* Kern gets a flying ferry by 2035 (5%){joint}2040 (70%).\n"
    found = extract(text, published=date(2030, 5, 1))
    assert [(c.probability, c.deadline) for c in found] == [
        (0.05, date(2035, 12, 31)),
        (0.7, date(2040, 12, 31)),
    ]
    assert found[0].statement == "Kern gets a flying ferry by 2035"


def test_chances_that_fall_with_the_years_are_no_quantiles() -> None:
    text = "* Kern gets a flying ferry by 2035 (70%) or 2040 (5%).\n"
    assert len(extract(text, published=date(2030, 5, 1))) <= 1
