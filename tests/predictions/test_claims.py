"""Two claims are one only where words and days agree: every doubt keeps them apart."""

from datetime import date

import pytest

from predictions.claims import claim, gist

END = date(2030, 12, 31)


def same(one: str, other: str) -> bool:
    return claim(one, deadline=END).equals(claim(other, deadline=END))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The new tram will reach the hospital by 2030", "By 2030, the new tram reaches the hospital"),
        ("In Bergen, a new wall is built by 2030", "A new wall will be built in Bergen by 2030"),
        ("Microsoft buys the chip maker", "The chip maker is bought by Microsoft by 2030"),
        ("There is a 60% chance that a new flood wall protects Bergen", "A new flood wall will protect Bergen: 60%"),
        ("Robotaxis will probably serve Lisbon", "I think Robotaxis serve Lisbon by the end of 2030"),
    ],
)  # fmt: skip
def test_other_words_for_the_same_claim_are_the_same_claim(one: str, other: str) -> None:
    if "60%" in one:  # numbers are off before claims are compared
        one, other = one.replace("60% ", ""), other.replace(": 60%", "")
    assert same(one, other)
    assert same(other, one)
    assert gist(one) == gist(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("China sanctions the United States by 2030", "The United States sanctions China by 2030"),
        ("Rates in Norway rise to 5% in 2030", "Rates in Norway rise by 5% in 2030"),
        ("Emissions are lower in 2030 than in 2020", "Emissions are lower in 2030 than in 1990"),
        ("Two ferries sink in the harbour", "Three ferries sink in the harbour"),
        ("The first tram reaches the hospital", "The last tram reaches the hospital"),
        ("Inflation is above target in Sweden", "Inflation is below target in Sweden"),
        ("Tesla sells fully autonomous cars", "Tesla sells autonomous cars"),
        ("Labour wins the northern seats", "Labour loses the northern seats"),
        ("It will rain", "It will rain"),  # too short: such words repeat by chance
    ],
)
def test_claims_that_differ_in_a_word_that_counts_stay_apart(one: str, other: str) -> None:
    assert not same(one, other)


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        ("The river reopens by 2030", "By 2030 the river will reopen", True),
        ("An airport opens", "An airport will open by the end of 2030", True),
        ("A bank fails", "The bank fails", False),  # any bank, or a certain one
        ("The tram opens", "The ferry opens", False),
        ("The tram opens", "The tram will not open", False),
        ("Rates rise", "Rates rise by 2030", False),  # those of which country?
        ("It will rain", "It will rain", False),
        ("The new tram reaches the hospital", "The new tram will reach the hospital", True),
    ],
)
def test_a_person_is_asked_about_short_claims_of_one_thing_and_nothing_joins_them_unasked(
    one: str, other: str, asked: bool
) -> None:
    on = date(2026, 1, 5)
    first, second = claim(one, deadline=END), claim(other, deadline=END)
    assert first.may_equal(second, on=on) is second.may_equal(first, on=on) is asked
    assert first.equals(second, on=on) is (asked and len(first.words) > 2)
    assert not first.may_equal(claim(other, deadline=date(2031, 12, 31)), on=on)


def test_the_same_words_about_other_days_are_another_claim() -> None:
    words = "The new tram reaches the hospital"
    one, other = claim(words, deadline=END), claim(words, deadline=date(2031, 12, 31))
    assert one.says(other)
    assert not one.equals(other)


def test_a_condition_makes_another_claim() -> None:
    words = "The new tram reaches the hospital"
    agreed = claim(words, condition="if the council agrees")
    assert not agreed.says(claim(words))
    assert not agreed.says(claim(words, condition="unless the council agrees"))
    assert agreed.says(claim(words, condition="The council agrees"))


@pytest.mark.parametrize(
    ("one", "other", "said", "alike"),
    [
        # "In 2030" or "by the end of 2030": in 2029 two claims, from its first day on one.
        ("2030-01-01", None, "2029-11-05", False),
        ("2030-01-01", None, "2030-01-01", True),
        ("2030-01-01", None, "2030-11-05", True),
        ("2030-10-01", "2030-01-01", "2030-11-05", True),
        ("2030-10-01", "2030-01-01", "2030-05-05", False),
        ("2030-12-01", None, "2030-11-05", False),
        ("2030-01-01", None, None, False),
        ("2030-01-01", "2030-01-01", None, True),
    ],
)
def test_a_first_day_that_has_come_bounds_nothing_any_more(
    one: str | None, other: str | None, said: str | None, alike: bool
) -> None:
    first, second = (
        claim("The new tram reaches the hospital", not_before=_day(day), deadline=END)
        for day in (one, other)
    )
    assert first.equals(second, on=_day(said)) is alike
    assert second.equals(first, on=_day(said)) is alike


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
