"""A typo may be mended under a forecast; what could mean something else may not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.amending import Change, is_spelling
from predictions.spelling import same_but_for_spelling


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Teh brigde opens", "The bridge opens"),
        ("The unemployment rate falls bellow 5 %", "The unemployment rate falls below 5 %."),
        ("It wont rain", "It won't rain"),
        ("Lithuana joins the the union", "Lithuania joins the union"),
        ("government falls", "The Government falls!"),
        ("Der Brükenbau beginnt", "Der Brückenbau beginnt"),
        ("It is seperate", "It is separate"),
        ("Bidne loses", "Biden looses"),
        ("Bridge, when finished, opens", "Bridge when finished opens"),
    ],
)
def test_a_slip_of_the_pen_is_spelling_both_ways(before: str, after: str) -> None:
    assert same_but_for_spelling(before, after)
    assert same_but_for_spelling(after, before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It will rain", "It will not rain"),
        ("It is legal", "It is illegal"),
        ("Iran strikes", "Iraq strikes"),
        ("Ann wins", "Bob wins"),
        ("They hire 50 people", "They fire 50 people"),
        ("Oil costs $80", "Oil costs $90"),
        ("Oil costs $80", "Oil costs €80"),
        ("5 % of them", "5 of them"),
        ("It is -5 degrees", "It is 5 degrees"),
        ("at least five", "at last five"),
        ("more than three", "less than three"),
        ("the sixth prize", "the sixty prize"),
        ("a majority", "a minority"),
        ("Rates increase", "Rates decrease"),
        ("It rains now", "It rains not"),
        ("Team A wins", "Team wins"),
        ("It rains", "It rains in May"),
        ("GPT-5 comes", "GPT-6 comes"),
        ("a < 5", "a > 5"),
        ("Ireland wins", "Iceland wins"),
        ("William wins", "Williams wins"),
        ("A beats B", "beats B"),
        ("日本が勝つ", "日本が負つ"),
        ("a coal price", "a cool price"),
        ("World War II", "World War III"),
        ("a million people", "a billion people"),
    ],
)
def test_what_may_mean_something_else_is_no_spelling(before: str, after: str) -> None:
    assert not same_but_for_spelling(before, after)
    assert not same_but_for_spelling(after, before)


WORDS = st.lists(
    st.sampled_from(["the", "mill", "closes", "not", "5", "%", "least", "last", "A", "below"]),
    max_size=6,
)


@given(WORDS, WORDS)
def test_it_matters_not_which_of_two_wordings_came_first(one: list[str], other: list[str]) -> None:
    a, b = " ".join(one), " ".join(other)
    assert same_but_for_spelling(a, a)
    assert same_but_for_spelling(a, b) == same_but_for_spelling(b, a)


def test_letter_by_letter_no_word_is_led_to_another() -> None:
    assert is_spelling(Change("statement", "the boat wins", "the boast wins"))
    assert not is_spelling(
        Change("statement", "the boast wins", "the bosast wins"), ["the boat wins"]
    )


def test_days_are_never_a_matter_of_spelling() -> None:
    assert not is_spelling(Change("deadline", "2027-12-31", "2027-12-31 "))
    assert not is_spelling(Change("criteria", None, "The owner says so"))
    assert not is_spelling(Change("options", '["red", "blue"]', '["red", "blue", "other"]'))
    assert is_spelling(Change("options", '["yelow", "blue"]', '["yellow", "blue"]'))
