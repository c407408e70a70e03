"""What says of itself that it is a forecast is taken for one; its look-alikes wait for the models."""

from datetime import date

import pytest

from predictions.candidate import Polarity
from predictions.extraction import extract
from predictions.extraction.deciding.accepting import judged
from predictions.extraction.deciding.owning import owned
from predictions.extraction.layout.document import read_document


def owns(text: str) -> bool:
    document = read_document(text, published=date(2025, 3, 1), author="Ada", title=None)
    return any(owned(document, proposal, 1.0) for proposal in judged(document)[0])


@pytest.mark.parametrize(
    "text",
    [
        "I expect chaos along the river in the spring.",
        "I expect one of the bridges to open soon, but not both.",
        "I would predict that tolls rise.",
        "So we still expect the millers to lose their patience.",
        "My only prediction is a quarrel between the mayor and the millers next year.",
        "The mill has a 7% chance of closing.",
        "There might be a trend toward smaller looms.",
        "There could also be a growing emphasis on wool.",
        "The old gauge gave Harrow a 12% probability of flooding.",
        "The office forecasts a wool price of about 9 dollars.",
        "The millers expect to sell around 500 coats.",
        "It pegged the harvest of 2026 at 40 tons.",
        "Trams are here to stay.",
        "It's only a matter of time before the mill closes.",
        "All four offices predicted only a slight decline in rents.",
        "The guild expects another fall in the price of wool.",
        "They forecast 3 pct growth for the valley.",
        "The mill's days may well be numbered.",
        "There is simply no way the mill will lose.",
        "I don't see the council changing its mind.",
        "A quarrel over the dam is all but inevitable.",
        "Wool will stay, and the mill isn't going anywhere.",
        "The age of wool is over for some, and its time is coming to an end.",
        "The mill is another house destined to end badly.",
        "I would not be terribly surprised if the mill were to close.",
        "If I had to guess, it would be Ann Roe.",
        "If I had to pick a winner I'd say Harrow.",
        "The median estimate for the opening is 2031.",
        "The office is now forecasting a wet spring for the valley.",
        "Most traders are expecting a slow year.",
        "Fewer boats and more trams are predicted.",
        "A smaller harvest is forecast, the guild said.",
        "A second sale is widely anticipated next week.",
        "Look for the weavers to ask for more.",
        "It wouldn't surprise me if every mill does something with steam.",
        "I would not be at all surprised to see the council give way.",
        "My money is on the wool guild.",
        "It's quite possible that a flood takes the bridge.",
        "It seems unlikely that the council can pay for it.",
        "The bank cut its forecast for wool output to 40 tons in 2026.",
        "I expect to lose the vote.",
        "There's no way the guild would win the vote.",
        "There's no way they'll mend the dam.",
        "There's no way it would pass the council.",
        "The ferry's days are numbered.",
        "It would not surprise me if the mill were gone in ten years.",
        "There's no way the guild could mend it in a month.",
        "I can't see Roe or Lund having the patience to win.",
        "These looms are destined to fail.",
        "It is likely that the proposed bridge opens.",
        "My guess is that rents rise.",
        "I expect that the mill is closed by 2031.",
        "It is possible that the mill could close by 2031.",
    ],
)
def test_a_forecast_owns_to_be_one(text: str) -> None:
    assert owns(text)


@pytest.mark.parametrize(
    "text",
    [
        "The tram that I expect to like will be red.",
        "She is forecasting what she always does, and will be heard.",
        "The millers are expecting guests, and will be kind.",
        "The mill that we are expecting to see will be red.",
        "As is predicted by the office, the mill will close.",
        "Look for a way to close it, and you will see.",
        "Look for signs to the mill, and you will find it.",
        "It would surprise me that the mill will close.",
        "We asked how likely it is that rents will fall.",
        "I expect there is a reason.",
        "They know what I expect to read soon.",
        "It was a matter of time, and will be again.",
        "The predicted 3 pct growth will please the guild.",
        "She had predicted a fall in rents, and will say so.",
        "The guild predicted a quarrel, and will be heard.",
        "If the mill has a 7% chance of closing, the bank will know.",
        "Wool is dearer than expected to 9 dollars.",
        "The office expected the mill to close at the end of 2026.",
        "The forecast was made at 9 in the morning, and the bridge will wait.",
        "I correctly predicted 9 of 11 floods, and will do so again.",
        "My prediction is right, and will stay so.",
        "There is a way the mill will win.",
        "The bank cut its forecast, and will say more.",
        "I don't see any council changing its mind by 2030.",
        "When the days of rain are over, the mill will open.",
        "The median price of a coat is 2031 dollars, and will stay so.",
        "There may be a fall ahead of the mill, so mind your step.",
        "There could be a queue for wool.",
        "Trams could become rare.",
        "I expect to write more of it, and will.",
        "I expect the same of a loom.",
        "I expect the loom has two doors.",
        "I'd wager most weavers don't read it.",
        "My guess is that the loom has no doors.",
        "It is likely that the loom was never used.",
        "It's possible that he just picked the bridge.",
        "It is possible that two looms can have the same number.",
        "Wool, they said in 1900, was here to stay, and it might.",
        "It was only a matter of time before somebody might see it.",
        "There's no way I can read it, and I won't.",
        "There is no way I could name them all.",
        "There's no way he would have paid for it, they say, and they will.",
        "I can't see myself working with it, and won't.",
        "I don't see anyone mending it, and won't.",
        "The days of the ferry are gone, and will not be missed.",
        "The loom was not going anywhere, and would rot.",
        "It would not surprise me if the loom was never used.",
        "I wouldn't be surprised if there is a catch.",
        "We would expect that the sum of two looms is more than one.",
        "I'm confident that I can mend it.",
        "There's no way that the loom could have been used.",
        "There's no way in the rules to close it, and they won't.",
        "I don't see the point of closing the mill, which might help.",
        "I don't see a loom in anything, and won't.",
        "Change is inevitable.",
        "None of the floods are inevitable.",
        "The old mills were destined to fail.",
        "If I had to name one fault it would be the colour.",
        "If I had to choose between the looms I would take the red one.",
    ],
)
def test_a_look_alike_does_not(text: str) -> None:
    assert not owns(text)


def test_no_way_is_taken_off_the_claim() -> None:
    document = "There's no way the mill can lose by 2030."
    (one,) = extract(document, published=date(2025, 3, 1))
    assert (one.statement, one.polarity) == ("The mill can lose by 2030", Polarity.NO)


@pytest.mark.parametrize("claim", ["Trams could become rare", "Rents may even fall"])
def test_what_may_change_is_one_where_predictions_are_announced(claim: str) -> None:
    assert owns(f"# Predictions for 2031\n\nThe town is old. {claim}.")
    assert not owns(f"# The town\n\nIt is old. {claim}.")


@pytest.mark.parametrize(
    "text",
    ["It is likely that the mill closes.", "Four offices predicted a fall in rents."],
)
def test_what_the_models_rule_out_needs_more_than_such_words(text: str) -> None:
    document = read_document(text, published=date(2025, 3, 1), author="Ada", title=None)
    (proposal,) = judged(document)[0]
    assert owned(document, proposal, 0.05)
    assert not owned(document, proposal, 0.04)


def test_what_says_outright_that_it_is_one_is_one_whatever_the_models_say() -> None:
    document = read_document(
        "I expect the mill to close.", published=date(2025, 3, 1), author="Ada", title=None
    )
    assert all(owned(document, proposal, 0.0) for proposal in judged(document)[0])


def test_a_stance_is_one_unless_the_models_find_it_out_of_the_question() -> None:
    document = read_document(
        "I can see the two guilds merging.", published=date(2025, 3, 1), author="Ada", title=None
    )
    (proposal,) = judged(document)[0]
    assert proposal.form == "avowed"
    assert owned(document, proposal, 0.03)
    assert not owned(document, proposal, 0.02)
