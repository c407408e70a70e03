"""What happens at a time of its own to come is foretold, though it is told in the present; a schedule is not."""

from datetime import date

import pytest

from predictions.extraction import extract

TALK = "The valley lies north of Harlow.\n\nI walked along the river with my brother.\n\n"


def told(sentence: str) -> list[tuple[str, date | None]]:
    found = extract(TALK + sentence + "\n", published=date(2026, 5, 4), author="Ada Kern")
    return [(c.quote, c.deadline) for c in found]


@pytest.mark.parametrize(
    ("sentence", "deadline"),
    [
        ("The Harlow bridge opens by the end of 2027.", date(2027, 12, 31)),
        ("The dam fills before the autumn of 2028.", date(2028, 8, 31)),
        ("Rents in the valley double by 2031.", date(2031, 12, 31)),
        ("Wool falls below ten crowns by mid-2027.", date(2027, 6, 30)),
        ("By 2035 the night train replaces half of the short flights.", date(2035, 12, 31)),
        ("By 2036, the night train replaces half of the flights.", date(2036, 12, 31)),
        ("Our population peaks in 2034.", date(2034, 12, 31)),
        ("Within ten years the guild loses its majority.", date(2036, 5, 4)),
        ("The ferry line goes bankrupt before 2029.", date(2028, 12, 31)),
        ("Copper reaches 14,000 a ton by December 2027.", date(2027, 12, 31)),
        ("By 2040 nobody drives to work.", date(2040, 12, 31)),
    ],
)
def test_a_turn_with_its_time_is_foretold(sentence: str, deadline: date) -> None:
    assert [day for _, day in told(sentence)] == [deadline]


@pytest.mark.parametrize(
    "sentence",
    [
        "The museum opens at ten and closes at five, until the end of June.",
        "Tickets go on sale next week.",
        "Support for version 3 ends in 2027.",
        "The treaty dies in 2030.",
        "Every spring the river rises by May.",
        "The lease runs out in August 2027.",
        "Kern turns forty in November 2026.",
        "The plan calls for three new bridges by 2030.",
        "Wool rises by 40 crowns.",
        "The river rises in May.",
        "Demand for wool peaks in winter.",
        "Weekly wins: 19 June 2027",
        "The mill, which was closed, becomes a shop in the film of 2027.",
    ],
)
def test_what_has_its_day_in_a_calendar_is_not(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "I'd be shocked if the mill reopened by 2031.",
        "There's no way the ferry runs by 2031.",
        "It is hard to imagine the ferry running by 2031.",
    ],
)
def test_what_is_held_for_as_good_as_impossible_at_its_time_is_foretold(sentence: str) -> None:
    assert told(sentence) == [(sentence.rstrip("."), date(2031, 12, 31))]


@pytest.mark.parametrize(
    "sentence",
    [
        "There is no way around the mill, built in 2031.",
        "It was hard to imagine the ferry running by 1998.",
        "It is hard to imagine the ferry without its bell.",
    ],
)
def test_its_look_alikes_are_not(sentence: str) -> None:
    assert told(sentence) == []


def test_the_line_that_names_somebody_is_no_claim_of_the_number_below() -> None:
    text = "**Ada** (2031-03-03):\n\nWill the mill close by June 2032?\n\n**Bo** (2031-03-03):\n\nMaybe.\n\n**Cy** (2031-03-03):\n\n60%\n"
    found = extract(text, published=date(2031, 3, 3), spoken=True, marked=True)
    assert not any("**" in candidate.quote for candidate in found)


@pytest.mark.parametrize(
    "said",
    ["||The mill will close by June 2032, 70%.||", "The mill will close by June 2032, ||70%||.", "||70%|| that the mill will close by June 2032", "-# The mill will close by June 2032 (70%)"],
)  # fmt: skip
def test_what_a_chat_hides_or_writes_small_is_read(said: str) -> None:
    text = f"**Ada** (2031-03-03):\n\nIt is late.\n\n**Bo** (2031-03-03):\n\n{said}\n"
    [found] = extract(text, published=date(2031, 3, 3), spoken=True, marked=True)
    assert (found.author, found.probability, found.deadline) == ("Bo", 0.7, date(2032, 6, 30))
    assert text[found.start : found.end] == found.quote
