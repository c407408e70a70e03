"""What trails a claim, what is said in doubt of it, and the second of two verbs: the statement says the claim alone."""

from datetime import date

import pytest

from predictions.candidate import Candidate, Polarity
from predictions.extraction import extract
from predictions.extraction.wording.statement import affirm


def read(text: str) -> tuple[Candidate, ...]:
    return extract(text, published=date(2026, 3, 1), author="Ann")


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("The mill will close in 2027, mark my words", "The mill will close in 2027"),
        ("The mill will close in 2027 - no doubt about it", "The mill will close in 2027"),
        ("The ferries are here to stay, probably", "The ferries are here to stay"),
        ("The rent will rise to 300, I'd guess", "The rent will rise to 300"),
        ("Harbour shares rise by a fifth due to strong demand", "Harbour shares rise by a fifth due to strong demand"),
        ("The bridge is due to open in May", "The bridge will open in May"),
        ("Ferries due to return in May", "Ferries will return in May"),
        ("I'm very happy we'll get the new bridge", "We'll get the new bridge"),
        ("We are more concerned that the mill will close", "The mill will close"),
        ("I am happy with the mill", "I am happy with the mill"),
        ("I'll say right now that the mill closes", "The mill closes"),
        ("Whether the mill will open by May is doubtful", "The mill will open by May"),
        ("Whether it rains or not, the mill will open", "Whether it rains or not, the mill will open"),
        ("Next year expect rents to fall by a tenth", "Next year rents will fall by a tenth"),
        ("There's no reason the mill can't reopen", "The mill can reopen"),
        ("There is no good reason why rents won't fall", "Rents will fall"),
        ("There is no reason to close the mill", "There is no reason to close the mill"),
        ("I would not be surprised to see rents fall", "Rents will fall"),
        ("Odds the guild will gain three seats", "The guild will gain three seats"),
        ("Odds of a strike will fall", "Odds of a strike will fall"),
        ("there's a better than even chance that the mill will close", "The mill will close"),
        ("The harbour office is forecasting that rents will rise", "Rents will rise"),
        ("It raised its growth forecast to 3.6% from 3%", "It raised its growth forecast to 3.6% from 3%"),
    ],
)  # fmt: skip
def test_what_trails_or_introduces_the_claim_comes_off(quote: str, statement: str) -> None:
    assert affirm(quote, denied=False, number="") == statement


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("No one will swim here any longer", "Someone will swim here"),
        ("The ice won't be replaced any time soon", "The ice will be replaced soon"),
        ("The mill won't open just yet", "The mill will open"),
        ("We won't see steam trains anymore", "We will see steam trains"),
        ("The mill won't last any longer than the yard", "The mill will last any longer than the yard"),
        ("The mill won't build any more boats", "The mill will build any more boats"),
        ("Neither is going to win because of the strike", "Either is going to win because of the strike"),
        ("The mill will not close at all", "The mill will close"),
        ("Nobody will care whatsoever", "Someone will care"),
        ("No AGI by 2033", "There will be AGI by 2033"),
        ("Still no AGI", "There will be AGI"),
        ("No GPU sells before 2033", "GPU sells before 2033"),
    ],
)  # fmt: skip
def test_no_word_of_the_denial_is_left(quote: str, statement: str) -> None:
    assert affirm(quote, denied=True, number="") == statement


@pytest.mark.parametrize(
    ("text", "polarity", "statement"),
    [
        ("The last ferry sinks by 2027 + does not run again: 60%", Polarity.YES, "The last ferry sinks by 2027 + does not run again"),
        ("The mill will close in 2027 and never open again.", Polarity.YES, "The mill will close in 2027 and never open again"),
        ("The mill keeps losing money and will not open by 2027.", Polarity.NO, "The mill keeps losing money and will open by 2027"),
        ("The old mill is sold and never opens before 2027: 60%", Polarity.NO, "The old mill is sold and opens before 2027"),
        ("Rain and wind won't stop by May 2027.", Polarity.NO, "Rain and wind will stop by May 2027"),
        ("Noone will believe the mayor in 2027.", Polarity.NO, "Someone will believe the mayor in 2027"),
        ("A win in Rosby isn't impossible in 2027.", Polarity.YES, "There will be a win in Rosby in 2027"),
        ("A strike in Rosby is not out of the question in 2027.", Polarity.YES, "There will be a strike in Rosby in 2027"),
    ],
)  # fmt: skip
def test_a_second_verb_that_is_denied_leaves_the_first(
    text: str, polarity: Polarity, statement: str
) -> None:
    (found,) = read(text)
    assert (found.polarity, found.statement) == (polarity, statement)


@pytest.mark.parametrize(
    ("text", "condition", "statement"),
    [
        ("If we don't see a buyer the yard will close by 2028.", "If we don't see a buyer", "The yard will close by 2028"),
        ("If we don't see rain I think rents will rise by 2028.", "If we don't see rain", "Rents will rise by 2028"),
        ("Once we see a buyer the yard will reopen by 2028.", "Once we see a buyer", "The yard will reopen by 2028"),
        ("If the owner of the yard will pay, it will reopen by 2028.", "If the owner of the yard will pay", "The owner of the yard will reopen by 2028"),
        ("If we find no buyer, I expect the yard to close in 2028.", "If we find no buyer", "The yard will close in 2028"),
        ("It holds so far, but if we don't see a buyer by March, the yard will close by June 2027.", "if we don't see a buyer by March", "The yard will close by June 2027"),
    ],
)  # fmt: skip
def test_what_is_seen_in_a_condition_is_nobodys_saying(
    text: str, condition: str, statement: str
) -> None:
    (found,) = read(text)
    assert condition in text[found.start : found.end]
    assert (found.condition, found.statement, found.polarity) == (
        condition,
        statement,
        Polarity.YES,
    )


def test_a_doubt_in_a_condition_behind_its_claim_is_not_the_claims() -> None:
    (found,) = read("We think the yard will close if we don't see a buyer by March 2027.")
    assert (found.polarity, found.probability) == (Polarity.YES, 0.7)


def test_a_comparison_is_no_condition() -> None:
    (found,) = read("The mill will fall behind in 2027 if compared to the yard.")
    assert found.condition is None


def test_what_likewise_happens_has_the_verb_of_the_claim_before() -> None:
    found = read("Rents will fall by 2028, and so will the price of boats.")
    assert [c.statement for c in found] == [
        "Rents will fall by 2028",
        "The price of boats will fall",
    ]


def test_what_was_likely_supposes_nothing() -> None:
    (found,) = read("The guild claimed rents were likely to be lower by the end of 2027.")
    assert found.condition is None


def test_it_may_be_what_was_made_and_is_left_then() -> None:
    made = read("The yard will show the new boat in May 2027 and it will have two sails.")
    kept = read("The yard will grow in May 2027 and it will have two docks.")
    assert made[-1].statement == "It will have two sails"
    assert kept[-1].statement == "The yard will have two docks"
