"""What holds words of the future and says nothing of it: each kind, and its look-alikes."""

import pytest

from tests.predictions.extraction.proposals import proposed


@pytest.mark.parametrize(
    "text",
    [
        "Nobody can predict who will win the cup.",
        "I do not know whether the mill will close in 2027.",
        "She gave us a guess as to what will happen next year.",
        "The millers are asking whether there will be any wool left.",
        "Only time will tell.",
        "Time will tell whether the tram will pay.",
        "It is too early to say what the tram will cost.",
        "It is anyone's guess what the tram will cost.",
        "We'll see though.",
        "Wool sold better than we had expected.",
        "Harrow made more cloth than forecast and rents rose.",
        "In 2027 I expect:\n\n- mills\n",
        "**The year 2027 will bring**:\n\n- mills\n",
        "Harrow announced that it will build four trams.",
        "They are planning to have ten trams by 2027.",
        "It is time to say what will happen to the mill.",
        "I have to make sure that the mill will be open.",
        "Everybody thought that the mill would close by 2020.",
        "So do you think the mill will close by 2030",
        "This is not to say that the mill will close.",
        "I am not trying to claim that trams will win.",
        "They asked the millers how likely it is that the mill will close.",
        "Both share a careful perspective on when looms will replace weavers.",
        "Curiosity over what the floods will do to us is at a low.",
        "I have a broad distribution over how long it will take.",
        "We do not know if there will be wool enough.",
        "I'm not sure the mill will see it so.",
        "There is no guarantee that they will be right.",
        "The extent to which rents will fall depends on the mill.",
        "It is not completely clear that the dam will hold.",
        "I cannot predict whether they will land.",
        "We won't know until the dam is built.",
        "Whether the mill will close is impossible to answer.",
        "I don't care how long the ferry will take.",
        "They put forth their predictions for what the mill will do.",
        "I have no opinion on whether the mill will close, only that it matters.",
        "Only time will show what the mill will do.",
        "He laughs at the idea that looms will think.",
        "They built it on the notion that rents would fall.",
        "The belief that the dam will hold is an old one.",
        "This does not mean that rents will fall.",
        "It doesn't necessarily mean the mill will close.",
        "We cannot assume that the ferry will pay.",
        "It is no surprise that many are expected at the fair.",
        "I wonder whether the ferry will go on as it is (a paid service), or be sold.",
    ],
)
def test_nothing_is_proposed(text: str) -> None:
    assert proposed(text) == []


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "Of all fears this is the myth that will stay with us until 2040.",
            "Of all fears this is the myth that will stay with us until 2040",
        ),
        (
            "The idea that rents will double by 2030 is nonsense.",
            "rents will double by 2030 is nonsense",
        ),
        (
            "It is no surprise that the mill will close in 2027.",
            "It is no surprise that the mill will close in 2027",
        ),
        (
            "This is more of a claim that the mill will close in 2027.",
            "the mill will close in 2027",
        ),
        (
            "I don't know who will win, but the mill will close in 2027.",
            "the mill will close in 2027",
        ),
        (
            "The question of who runs the mill will be settled by 2027.",
            "The question of who runs the mill will be settled by 2027",
        ),
        ("It is clear that the mill will close.", "the mill will close"),
        ("Time will show that trams win by 2031.", "Time will show that trams win by 2031"),
        (
            "Whether it rains, or snows, the fair will go ahead in 2031.",
            "Whether it rains, or snows, the fair will go ahead in 2031",
        ),
        (
            "What we'll eventually see over the next few years is a fall in rents.",
            "What we'll eventually see over the next few years is a fall in rents",
        ),
        (
            "I'm going to make a bold prediction that the mill closes in 2031.",
            "I'm going to make a bold prediction that the mill closes in 2031",
        ),
        ("The tram will pay, but time will tell how much.", "The tram will pay"),
        ("If we know the price, the mill will close.", "If we know the price, the mill will close"),
        ("They won't know what hit them in 2031.", "They won't know what hit them in 2031"),
        (
            "The mill will close, though there is no guarantee of it.",
            "The mill will close, though there is no guarantee of it",
        ),
        (
            "It is not clear how big it will be, but the mill will close.",
            "the mill will close",
        ),
        ("We'll see rents double.", "We'll see rents double"),
        ("Wool will sell better than expected.", "Wool will sell better than expected"),
        (
            "Harrow announced that prices will fall by 2027.",
            "Harrow announced that prices will fall by 2027",
        ),
        (
            "They plan to have ten trams by 2027 and will fail.",
            "They plan to have ten trams by 2027 and will fail",
        ),
        ("I want to say that the mill will close.", "the mill will close"),
        ("I am sure that the mill will open.", "the mill will open"),
        ("I think that the mill would close by 2030.", "the mill would close by 2030"),
        ("Whatever you think, the mill will close by 2030.", "the mill will close by 2030"),
        ("I'll bet the mill closes by 2030.", "I'll bet the mill closes by 2030"),
        (
            "The fight over what is left will go on.",
            "The fight over what is left will go on",
        ),
    ],
)
def test_a_look_alike_is_proposed(text: str, claim: str) -> None:
    assert claim in proposed(text)


@pytest.mark.parametrize(
    "text",
    [
        "People thought it would ruin the mills, and the millers will all be gone.",
        "Nobody is saying that the mill won't be sold.",
        "Some would say that the mill will be sold.",
    ],
)
def test_what_others_said_or_nobody_did_is_not_proposed(text: str) -> None:
    assert proposed(text) == []


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "People thought it would ruin the mills, but now the millers will all be rich.",
            "now the millers will all be rich",
        ),
        ("Someone will say that the mill will be sold.", "the mill will be sold"),
        (
            "Whether the mill will open again is doubtful.",
            "Whether the mill will open again is doubtful",
        ),
    ],
)
def test_what_is_believed_now_is_proposed(text: str, claim: str) -> None:
    assert claim in proposed(text)


@pytest.mark.parametrize(
    "text",
    [
        "Actual results may differ from what we say here.",
        "Forward-looking statements speak of what will happen to the mill.",
        "If I am 100% sure that 40% of the valley will see rain, the chance will be the same.",
        "The sum is 70% x 40% = 28% in 2027.",
    ],
)
def test_what_must_be_said_and_examples_of_sums_are_not_proposed(text: str) -> None:
    assert proposed(text) == []


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "I have no idea who will run the mill, but the wool guild is almost certain to.",
            "the wool guild is almost certain to",
        ),
        ("I am 80% sure that the mill will close.", "the mill will close"),
        (
            "The results will differ from those of last year.",
            "The results will differ from those of last year",
        ),
    ],
)
def test_their_look_alikes_are(text: str, claim: str) -> None:
    assert any(claim in found for found in proposed(text))


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "While a tram might run there one day, nobody will ever ride it.",
            ["nobody will ever ride it"],
        ),
        (
            "Although looms can weave by night, the mill will stay dark.",
            ["the mill will stay dark"],
        ),
        (
            "While the mill will close, the dam will hold.",
            ["the mill will close", "the dam will hold"],
        ),
        (
            "The dam will hold, though the mill may close.",
            ["The dam will hold", "the mill may close"],
        ),
    ],
)
def test_what_is_granted_as_possible_before_a_claim_is_none(text: str, claims: list[str]) -> None:
    assert proposed(text) == claims


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("What this will do is end the wool trade.", "What this will do is end the wool trade"),
        ("What is left will be a ruin.", "What is left will be a ruin"),
        (
            "When the dam breaks it will be a mess.",
            "When the dam breaks it will be a mess",
        ),
        ("These are going to be commodities.", "These are going to be commodities"),
        (
            "In the following years the valley will see floods.",
            "In the following years the valley will see floods",
        ),
        (
            "I make a prediction, here and now, that the mill will close.",
            "I make a prediction, here and now, that the mill will close",
        ),
    ],
)
def test_what_only_opens_like_a_question_or_a_lead_in_is_proposed(text: str, claim: str) -> None:
    assert proposed(text) == [claim]


@pytest.mark.parametrize(
    "text",
    [
        "What they will do with it, nobody knows.",
        "These are the mills that will be left.",
        "The following mills will be named below:",
        "Every year I make a prediction for the mill.",
    ],
)
def test_a_question_or_a_lead_in_is_not(text: str) -> None:
    assert proposed(text) == []


def test_what_will_become_of_an_idea_is_proposed() -> None:
    assert proposed("The claim that wool is dead will look dated by 2030.") != []
