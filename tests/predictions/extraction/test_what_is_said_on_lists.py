"""What is said of a list of predictions itself is no forecast; what only sounds like it is."""

import pytest

from tests.predictions.extraction.proposals import proposed


@pytest.mark.parametrize(
    "text",
    [
        "Here we are, so I'll take another swing at how ferries will change.",
        "I will once again try to take a stab at it.",
        "This will be my sixth year doing a predictions post.",
        "It is the third time we will make a list of predictions.",
        "I made some of these odd, which will mean they're less likely to be accurate.",
        "Most of these will turn out wrong.",
        "I'm pretty sure half of them will be wrong.",
        "It will be fun to make a few predictions for 2031.",
        "Below a prediction list for 2031",
        "I believe that by 2031 the following is likely to happen:",
        "Rude or vulgar comments will be removed.",
        "Comments on this post may be moderated.",
        "Once the season is over, we'll gather them all up and see who did best.",
        "I'll try to touch on all the big rumours.",
        "I'll throw my guesses into the ring.",
        "I was going to put something about the mill here, for 2031.",
        "I'll also compute cross entropy next year.",
        "This is what I think happens over the next twelve months, without further ado:",
    ],
)
def test_what_is_said_of_the_list_is_no_claim(text: str) -> None:
    assert proposed(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "I will take over the mill in 2027.",
        "This will be the sixth year of the drought.",
        "Most of these mills will turn out bread.",
        "The ferry below the bridge will stop.",
        "The council will ignore the comments.",
        "We will see higher fares and fewer boats.",
        "They will be less likely to be employed.",
        "The union will gather and Kern will resign.",
    ],
)
def test_what_only_sounds_like_it_stays(text: str) -> None:
    assert proposed(text) != []
