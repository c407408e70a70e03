"""What a reader will find, what follows for whoever does something, how kinds differ and what is asked of somebody is no forecast."""

from datetime import date

import pytest

from predictions.extraction.layout.document import read_document
from predictions.extraction.proposing.vetoes import unvetoed
from predictions.extraction.proposing.walk import propose
from predictions.extraction.words.lexicon import cues_in


def proposed(text: str) -> list[str]:
    document = read_document(text, published=date(2025, 3, 1), author="Ada", title=None)
    return [document.copy[p.start : p.end] for p in unvetoed(document, [*propose(document)])]


@pytest.mark.parametrize(
    "text",
    [
        "You will notice that the door of the mill is red.",
        "If you press it, you'll be asked for a name.",
        "There you will probably find a list of the looms.",
        "If you pull the lever, the loom will stop.",
        "But when you cross the bridge, the toll won't be returned.",
        "As soon as you open the gate the water will rise.",
        "Young weavers are more likely to sing at work.",
        "They're far less likely to read the small print.",
        "All guests will be expected to bring a lamp.",
        "All drivers are expected to know the bridge.",
        "Students would be expected to weave one coat a week.",
        "We'll see where the river goes from here.",
        "We will see in twenty years who was right.",
        "Wool is dear for good reason, as we will see.",
    ],
)
def test_it_is_not_proposed(text: str) -> None:
    assert proposed(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "You will see more men in wool.",
        "You will notice by 2031 that the mill is closed.",
        "If you build it by 2031, the guild will come.",
        "If you ask me, the guild will probably buy the mill.",
        "If you closed the mill, rents would fall.",
        "The mill is now more likely to close.",
        "Young weavers are more likely to leave the valley in 2031.",
        "Rents will be expected to rise.",
        "Weavers will be expected to move on.",
        "We are less likely to see a vote in the spring.",
        "The mill is expected to close.",
        "We will see fewer looms in the valley.",
        "We'll see Roe and Kern in the final.",
    ],
)
def test_a_look_alike_is(text: str) -> None:
    assert proposed(text) != []


def test_under_a_title_of_predictions_what_you_will_find_is_one() -> None:
    assert proposed("# My predictions for 2031\n\nYou will find that trams are free.") != []


@pytest.mark.parametrize(
    "words",
    ["free will is a gift", "the will to win", "he acts at will", "a matter of will", "political will is short", "the good will of the guild"],
)  # fmt: skip
def test_a_will_that_somebody_has_is_no_word_of_the_future(words: str) -> None:
    assert all(kind != "will" for kind, _, _ in cues_in(words))


@pytest.mark.parametrize(
    "words",
    ["rents will rise", "it will, of course, rain", "it will of course rain", "trams will to some extent be free", "the good will win"],
)  # fmt: skip
def test_what_will_be_is_one(words: str) -> None:
    assert any(kind == "will" for kind, _, _ in cues_in(words))
