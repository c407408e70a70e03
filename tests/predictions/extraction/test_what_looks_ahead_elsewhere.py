"""What looks ahead elsewhere is no forecast: in games of chance, by rule, in the telling, in hope; its look-alikes are."""

from datetime import date

import pytest

from predictions.extraction.layout.document import read_document
from predictions.extraction.voices.reporting import narrates
from tests.predictions.extraction.proposals import proposed


@pytest.mark.parametrize(
    "text",
    [
        "When a fair coin is tossed, the probability of heads is 50%.",
        "A coin tossed ten times is very unlikely to land heads-up each time.",
        "It will probably land tails-up next time.",
        "The gambler's fallacy assumes that a long run will be corrected.",
        "The odds of drawing an ace are 7.7%.",
        "All additions that reach consensus will be forwarded to the working group.",
        "Champions are expected to list their points a day before the meeting.",
        "Comments that are rude will be removed.",
        "Winners will be notified by mail.",
        "Members who miss three meetings will lose their seat.",
        "We'll get to the proof in a minute.",
        "We will turn to architecture later on, but first the wool.",
        "We will come back with updates after the break.",
        "This is the first in a series of talks that will go on over the next year.",
        "The rest of this series will look at wool.",
        "Hopefully at some point there will be a law against it.",
        "Let's hope that the ferry will come back.",
        "The rain will stop before the fair, I hope.",
        "I don't know when this day will come, but I hope it is in May.",
        "I predicted in 2019 that the guild would struggle.",
        "We like our call from 2014 that Lund would buy the yard.",
        "The mill might close. Or if they are going to sell it.",
        "If the mills reach full speed within the next five years.",
    ],
)
def test_what_looks_ahead_elsewhere_is_not_proposed(text: str) -> None:
    spared = ("The mill might close", "I don't know")
    assert [said for said in proposed(text) if said not in spared] == []


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The coin of the valley will fall by half.", "The coin of the valley will fall by half"),
        ("Crypto coins will be worthless.", "Crypto coins will be worthless"),
        ("The guild will get a heads-up on the sale.", "The guild will get a heads-up on the sale"),
        ("The mills will be closed by 2030.", "The mills will be closed by 2030"),
        ("Members are expected to fall by a tenth.", "Members are expected to fall by a tenth"),
        ("We will get to 40 tons in a few years.", "We will get to 40 tons in a few years"),
        ("Trams will come back to the valley.", "Trams will come back to the valley"),
        ("The series will be cancelled in May.", "The series will be cancelled in May"),
        ("When the dam breaks, the valley will flood.", "When the dam breaks, the valley will flood"),
        ("If rain comes, the valley will flood.", "If rain comes, the valley will flood"),
        ("If it rains then trams will stop.", "If it rains then trams will stop"),
        ("I predict that the guild would struggle.", "the guild would struggle"),
    ],
)  # fmt: skip
def test_a_look_alike_is_proposed(text: str, claim: str) -> None:
    assert claim in proposed(text)


def test_a_story_is_told_in_old_words_too() -> None:
    story = (
        '"He will come and see me at last," said Miss Roe.\n\n'
        '"Really, I should say not!" interposed the grave lady.\n\n'
        '"You see, my dear," exclaimed her cousin, "the question is who will thank you."\n\n'
    )
    document = read_document(story, published=date(2025, 3, 1), author=None, title=None)
    assert narrates(document)
