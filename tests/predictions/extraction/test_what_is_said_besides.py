"""Talk of the predictions, stakes, wishes, assumptions and what always holds is no forecast; its look-alikes are."""

import pytest

from tests.predictions.extraction.proposals import proposed


@pytest.mark.parametrize(
    "text",
    [
        "Some of my predictions will seem strange.",
        "This post will look at wool.",
        "In this essay we will look at wool.",
        "The market will resolve yes if the mill is open.",
        "The stakes will go to the wool guild if Ann Roe wins.",
        "It will be fun to watch the mill.",
        "The closer the flood gets, the fewer roads will stay open.",
        "I sure hope we will see more trams.",
        "I hope that the mill will open.",
        "I'd like to believe the mill will be saved.",
        "The model assumes that rents will go on rising.",
        "The council should consider what will be left.",
        "Let's see what the mill will do.",
        "My ideal outcome would be a sale.",
        "Let us assume that the mill will close.",
        "For now I'll just leave them here.",
        "The hope is that the mill will open.",
        "That's what we hope will happen.",
        "So that's what I expect is gonna happen in the next two years.",
        "To halt the flood, the valley will have to build a second dam.",
        "In order to meet its goal, the mill must sell 40 coats by 2027.",
        "It would be nice if the mill opened by 2027.",
        "She'd like to see the mill open by 2027.",
        "The looms of 2027 should be trained to be fair.",
        "We will come back to this in a later chapter.",
        "I think we shall come to some of these reasons later on.",
        "There are reasons, which we will discuss later.",
        "We're going to talk about the vote of 2026.",
        "I'm just going to say it and be done.",
        "I'll make a couple of predictions for the next five years.",
        "In this case I will make an exception.",
        "Today, I will go on record and predict that finally.",
        "By default the loom will weave in blue.",
        "This one will probably seem crazy to half of you.",
        "The next one is gonna be the most controversial.",
        "The plan rests on the assumption that rents will go on rising.",
        "On this episode, we will have a grand time.",
        "I am hoping this will awe us.",
        "There are a lot of things I hope will happen.",
        "My comments will be in purple.",
        "The ratings will range from 1 to 10.",
        "Who knows, maybe I'll even get some of it right.",
        "I was right that the bank would leave rates unchanged.",
        "It will be fun to look back on all this.",
        "Ten bold predictions for 2031",
        "My forecasts for the coming year",
        "Bo Lund said...",
        "This leads to my first prediction for 2031.",
        "2031 is here.",
        "The question will be which mills close.",
        "Running total after May 3: 81 / 294 possible (27.6%)",
    ],
)
def test_nothing_is_proposed(text: str) -> None:
    assert proposed(text) == []


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("This mill will look the same.", "This mill will look the same"),
        ("The wool market will fall by half.", "The wool market will fall by half"),
        ("The mill will go to the guild by 2027.", "The mill will go to the guild by 2027"),
        ("The mill will close by default.", "The mill will close by default"),
        ("This one will probably be sold.", "This one will probably be sold"),
        ("It will be harder to watch the mill.", "It will be harder to watch the mill"),
        (
            "The closer mill will be sold first.",
            "The closer mill will be sold first",
        ),
        ("The mill will be on this show.", "The mill will be on this show"),
        ("My notes will be worth millions.", "My notes will be worth millions"),
        ("We will get some of the wool right away.", "We will get some of the wool right away"),
        ("Next week we'll get some rain.", "Next week we'll get some rain"),
        ("2031 is a year of floods.", "2031 is a year of floods"),
        ("Bo Lund said trams will win.", "trams will win"),
        ("The question will be raised in 2031.", "The question will be raised in 2031"),
        (
            "I'm hoping for rain, but wool will be dear.",
            "I'm hoping for rain, but wool will be dear",
        ),
        ("The council should lose the vote.", "The council should lose the vote"),
        ("We will return to the old loom by 2027.", "We will return to the old loom by 2027"),
        (
            "In ten years we will talk about looms as we do of carts.",
            "In ten years we will talk about looms as we do of carts",
        ),
        ("To my mind, trams will win.", "To my mind, trams will win"),
        ("The hope is gone and the mill will close.", "the mill will close"),
        ("Nobody will let us sell it.", "Nobody will let us sell it"),
        ("The mayor hopes in vain: the mill will close.", "the mill will close"),
        ("I assume that rents will go on rising.", "rents will go on rising"),
        (
            "Rents will rise, assuming that the mill stays.",
            "Rents will rise, assuming that the mill stays",
        ),
    ],
)
def test_a_look_alike_is_proposed(text: str, claim: str) -> None:
    assert claim in proposed(text)


@pytest.mark.parametrize("lead", ["The money will flow to", "Most trams are going to be run by"])
def test_items_that_end_the_sentence_above_their_list_are_none(lead: str) -> None:
    items = "- Guilds that can pay for them\n- Mills which could run them\n"
    assert proposed(f"# Predictions for 2031\n\n{lead}:\n\n{items}") in ([], [lead])
    assert proposed(f"# Predictions for 2031\n\nWhat will come:\n\n{items}")
