"""What somebody will be doing, where an event is held, what a law says, and what is only supposed to have been is no forecast."""

from datetime import date

import pytest

from predictions.extraction import extract
from predictions.extraction.layout.document import read_document
from predictions.extraction.proposing.vetoes import unvetoed
from predictions.extraction.proposing.walk import propose


def proposed(text: str) -> list[str]:
    document = read_document(text, published=date(2025, 3, 1), author="Ada", title=None)
    return [document.copy[p.start : p.end] for p in unvetoed(document, [*propose(document)])]


@pytest.mark.parametrize(
    "text",
    [
        "We'll be staying in a house by the weir.",
        "After ten years, we will be shutting the yard.",
        "Next week my team will be testing the looms.",
        "The next meeting of the guild will take place on Friday.",
        "A recording of the talk will be available tomorrow.",
        "It will be held at the mill in Harrow.",
        "Every owner of a boat shall keep a lamp on it.",
    ],
)
def test_it_is_not_proposed(text: str) -> None:
    assert proposed(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "We will be seeing more of these looms.",
        "We will be working with these looms for decades.",
        "We're going to be doing this until 2040.",
        "We will be working from home for good.",
        "We'll be moving all our trade to the river.",
        "We'll be paying twice as much for wool by 2031.",
        "The team will be relegated.",
        "I doubt that the festival will take place.",
        "I suspect we'll be reading less in ten years.",
        "A cheaper loom will be available in 2031.",
        "We shall see fewer boats on the river.",
        "There shall be a bridge by 2031.",
    ],
)
def test_a_look_alike_is(text: str) -> None:
    assert proposed(text) != []


def test_under_a_title_of_predictions_an_event_is_one() -> None:
    assert proposed("# My predictions for 2031\n\nThe festival will take place in May.") != []


@pytest.mark.parametrize(
    "sentence",
    [
        "The guild may have waited too long.",
        "Rents are likely to have risen last spring.",
        "She has most likely lost the letter.",
        "They may not have been well.",
    ],
)
def test_what_is_supposed_to_have_been_is_none(sentence: str) -> None:
    assert extract(f"It rained.\n\n{sentence}\n", published=date(2025, 3, 1)) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Rents are likely to have doubled by 2031.",
        "The last mill will probably have closed by 2040.",
        "By 2035 half of the weavers may have left the valley.",
    ],
)
def test_what_will_have_been_is_one(sentence: str) -> None:
    found = extract(f"It rained.\n\n{sentence}\n", published=date(2025, 3, 1))
    assert [c.quote for c in found] == [sentence.rstrip(".")]
