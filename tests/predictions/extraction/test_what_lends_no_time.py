"""What names a time and lends it to nothing else: titles that are claims, the chance of one claim, what somebody forecasts."""

from datetime import date
from itertools import product

import pytest

from predictions.extraction import extract

PUBLISHED = date(2030, 6, 20)
NEXT_YEAR = date(2031, 12, 31)
# Titles and headings that state a claim, and such as name what a text is about.
CLAIMS = (
    "Ferry fares will rise in 2031", "Traders expect dearer tickets next year", "Why we won't be taking the ferry in 2031",
    "Harbour set to close in 2031", "Ticket sales to surpass a million in 2031", "Output is expected to pick up next year",
    "Prediction: flying ferries by 2031", "A bold prediction: tickets at half the price by 2031",
)  # fmt: skip
MATTERS = (
    "What the harbour will look like in 2031", "Predictions for 2031", "How we will travel in 2031", "Where will we be in 2031?",
    "Five things that will happen in 2031", "The harbour in 2031",
)  # fmt: skip
SAID = "The old lighthouse will be sold."


def deadline(text: str, words: str = "lighthouse") -> date | None:
    (found,) = (c for c in extract(text, published=PUBLISHED) if words in c.quote)
    return found.deadline


def above(words: str, place: str) -> str:
    matter = "Little has been said of it so far."
    return {
        "title": f"---\ntitle: {words}\n---\n\n{matter}\n\n{SAID}\n",
        "heading": f"# Notes on the harbour\n\n## {words}\n\n{matter} {SAID}\n",
    }[place]


class TestHeadingsThatAreClaims:
    @pytest.mark.parametrize(("words", "place"), [*product(CLAIMS, ("title", "heading"))])
    def test_keep_their_time_to_themselves(self, words: str, place: str) -> None:
        assert deadline(above(words, place)) is None

    @pytest.mark.parametrize("words", MATTERS)
    def test_what_a_section_is_about_is_lent(self, words: str) -> None:
        assert deadline(above(words, "heading")) == NEXT_YEAR

    @pytest.mark.parametrize("words", CLAIMS[:3])
    def test_items_below_them_have_it(self, words: str) -> None:
        text = f"# Notes on the harbour\n\n## {words}\n\n- {SAID}\n- The pier will be closed.\n"
        assert deadline(text) == NEXT_YEAR


class TestTimesOfTheirOwn:
    @pytest.mark.parametrize(
        "words",
        [
            "The lighthouse will soon be sold.",
            "The new lighthouse is here to stay, and will be sold.",
            "It is only a matter of time until the lighthouse will be sold.",
            "The lighthouse will be sold for a while.",
        ],
    )
    def test_soon_and_in_time_is_no_day_of_the_title(self, words: str) -> None:
        text = f"# Predictions for 2031\n\nA few guesses.\n\n{words}\n"
        assert {c.deadline for c in extract(text, published=PUBLISHED)} == {None}

    @pytest.mark.parametrize(
        "words",
        [
            "The lighthouse will be sold as soon as the rain ends.",
            "The lighthouse will be sold too soon.",
        ],
    )
    def test_how_soon_is_none(self, words: str) -> None:
        text = f"# Predictions for 2031\n\nA few guesses.\n\n{words}\n"
        assert {c.deadline for c in extract(text, published=PUBLISHED)} == {NEXT_YEAR}

    def test_a_few_months_are_those_of_one_claim(self) -> None:
        text = f"# Predictions for 2031\n\nKern will resign in two months. {SAID}\n"
        assert deadline(text) == NEXT_YEAR


class TestTheChanceOfOneClaim:
    @pytest.mark.parametrize(
        "opening",
        [
            "I think there is a 15% chance the ferry will be sold this year.",
            "My guess is an 80% likelihood that we see the end of the ferry in the next three years.",
            "There is a high probability of a new ferry by autumn 2031, I said.",
            "The consensus forecast is for fares to fall until the middle of 2031, and these fall already.",
            "A survey of our analysts forecasts that fares will slip next year.",
        ],
    )
    def test_announces_nothing(self, opening: str) -> None:
        assert deadline(f"{opening}\n\nMuch has been written of it.\n\n{SAID}\n") is None

    @pytest.mark.parametrize(
        "opening",
        [
            "Here are my predictions for 2031, with the chance of each.",
            "These are the chances I give to what may happen in 2031.",
            "My forecasts for 2031 follow.",
        ],
    )
    def test_chances_of_all_that_follows_do(self, opening: str) -> None:
        assert deadline(f"{opening}\n\nMuch has been written of it.\n\n{SAID}\n") == NEXT_YEAR

    @pytest.mark.parametrize("whose", ["consistent with those of others", "out of date this year"])
    def test_nor_does_the_prediction_of_somebody_else(self, whose: str) -> None:
        opening = f"The guild's prediction for 2031 is {whose}."
        assert deadline(f"{opening}{' It is long.' * 12}\n\n{SAID}\n") is None

    def test_a_time_behind_a_dash_is_that_of_what_follows_it(self) -> None:
        text = "I begin to change my mind about all of these things - in ten years, I expect that the ferry will run without a crew."
        assert deadline(text, "ferry") == date(2040, 6, 20)
