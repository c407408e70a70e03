"""Claims wrapped in views of them: what the wrapping says comes off, the claim stays whole."""

from datetime import date

import pytest

from predictions.candidate import Candidate, Polarity
from predictions.extraction import extract


def read(text: str) -> tuple[Candidate, ...]:
    return extract(text, published=date(2026, 3, 1), author="Ann")


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("The weir will very likely be rebuilt by 2028.", "The weir will be rebuilt by 2028"),
        ("The ferry will quite possibly return by 2029.", "The ferry will return by 2029"),
        ("The bill will almost surely pass by 2027.", "The bill will pass by 2027"),
        ("The bill is very unlikely to pass by 2027.", "The bill will pass by 2027"),
        ("I expect that there is no UBI in Norway by 2030.", "There is UBI in Norway by 2030"),
        ("I'd give a new bridge by the end of 2027 a 20% chance.", "There will be a new bridge by the end of 2027"),
        ("No snap vote in the province in 2027 - 90%", "There will be some snap vote in the province in 2027"),
    ],
)  # fmt: skip
def test_the_hedge_comes_off_with_its_degree(text: str, statement: str) -> None:
    (found,) = read(text)
    assert found.statement == statement


def test_an_it_that_stands_for_nothing_takes_no_subject() -> None:
    found = read(
        "Nobody will finish the dam by 2027. It is unlikely that Peru joins the pact by 2028."
    )
    assert [c.statement for c in found] == [
        "Someone will finish the dam by 2027",
        "Peru joins the pact by 2028",
    ]
    assert [c.polarity for c in found] == [Polarity.NO, Polarity.NO]


def test_a_number_given_to_another_claim_parts_the_sentence() -> None:
    denial, given = read(
        "Nobody will reopen the mine, so I give a new shaft by the end of 2027 a 2% chance."
    )
    assert (denial.polarity, denial.probability) == (Polarity.NO, None)
    assert (given.polarity, given.probability) == (Polarity.YES, 0.02)


def test_what_is_held_unlikely_is_quoted_without_the_fact_before_it() -> None:
    (found,) = read(
        "The old pump runs without a spare, and it is unlikely that the mill opens by June 2026."
    )
    assert found.quote == "it is unlikely that the mill opens by June 2026"
    assert found.statement == "The mill opens by June 2026"
    assert found.polarity is Polarity.NO


def test_a_doubt_about_a_denial_affirms() -> None:
    (found,) = read("It is very unlikely that no one buys the yard by 2028.")
    assert found.statement == "Someone buys the yard by 2028"
    assert found.polarity is Polarity.YES
    assert found.probability == pytest.approx(0.93)


@pytest.mark.parametrize(
    "text",
    [
        "Each spring I write down what I think and how certain I am, so that by October nobody can say they knew.",
        "I will score all of these next June.",
        "We'll come back to these predictions at the end of 2027.",
        "My forecasts will be graded in January 2027.",
    ],
)
def test_talk_about_ones_own_list_is_no_forecast(text: str) -> None:
    assert read(text) == ()


def test_an_announced_list_still_gives_its_claims() -> None:
    found = read("I make two predictions: the tram will reach the harbour by 2028.")
    assert [c.deadline for c in found] == [date(2028, 12, 31)]
