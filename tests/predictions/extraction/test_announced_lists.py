"""Lists in the plain present: claims where they answer a question for predictions, and nowhere else."""

from datetime import date

import pytest

from predictions.extraction import extract
from tests.predictions.extraction.announced import ASKING, CLAIMS, OTHERS, threads

DAY = date(2031, 1, 2)


def read(text: str) -> list[str]:
    """The quotes of what is found, without full stops."""
    return [c.quote.rstrip(".") for c in extract(text, published=DAY)]


@pytest.mark.parametrize("asking", ASKING)
def test_a_list_that_answers_a_question_for_predictions_is_read_in_whatever_page(
    asking: str,
) -> None:
    unread = [text for text in threads(asking) if read(text) != CLAIMS]
    assert unread == []


@pytest.mark.parametrize("kind", OTHERS)
def test_a_list_that_foretells_nothing_is_no_list_of_predictions(kind: str) -> None:
    assert read(OTHERS[kind]) == []


def test_the_list_alone_says_nothing_of_what_is_to_come() -> None:
    text = "Here are mine:\n\n1. The old mill closes.\n2. Nobody takes the tram.\n"
    assert read(text) == []


@pytest.mark.parametrize(
    "reason",
    [
        "It lost money last year.",
        "Nobody eats rye today.",
        "The rock is too hard.",
        "That's what my sister says.",
        "(My uncle works there.)",
        "Drills cost a fortune already.",
        "Who needs it?",
    ],
)
def test_a_sentence_of_an_entry_that_gives_its_reason_is_no_claim(reason: str) -> None:
    text = f"Any predictions for 2031?\n\nMine:\n\n1. The mill closes. {reason}\n2. No tunnel.\n"
    assert read(text) == ["The mill closes", "No tunnel"]


@pytest.mark.parametrize(
    ("entry", "claims"),
    [
        ("The mill closes and the yard takes its place", 2),
        ("The mill stays open, but its owners sell the yard", 2),
        ("The mill still exists but loses its oven", 2),
        ("The mill closes; the yards expand", 2),
        ("Mills and yards merge", 1),
        ("Rents between the mill and the yard rise", 1),
        ("The council opens a tram line and a ferry pier", 1),
        ("Kern, Lund and Roe form a coalition", 1),
        ("The mill loses its oven and goes on", 1),
    ],
)
def test_an_entry_that_says_two_things_is_two_claims(entry: str, claims: int) -> None:
    text = f"Any predictions for 2031?\n\nMine:\n\n1. {entry}.\n2. The ferries stop.\n"
    assert len(read(text)) == claims + 1
