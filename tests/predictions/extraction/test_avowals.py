"""What is put forward as a forecast in so many words is one, whatever its grammar."""

from datetime import date

import pytest

from predictions.extraction import extract

TALK = "# Talk of the valley\n\nWe sat by the weir and spoke of the year.\n\n"


def told(sentence: str) -> list[tuple[str, str, str | None]]:
    found = extract(TALK + sentence + "\n", published=date(2030, 3, 1), author="Ada Kern")
    assert all((TALK + sentence)[c.start : c.end] == c.quote for c in found)
    return [(c.quote, c.statement, c.author) for c in found]


@pytest.mark.parametrize(
    ("sentence", "quote", "statement"),
    [
        ("Here's my prediction: a draw in the cup.", "a draw in the cup", "There will be a draw in the cup"),
        ("So my guess is a quiet autumn for the yard.", "a quiet autumn for the yard", "There will be a quiet autumn for the yard"),
        ("My guess is that it rains on Monday.", "it rains on Monday", "It rains on Monday 4 March 2030"),
        ("I'm calling it: Lund wins the vote.", "Lund wins the vote", "Lund wins the vote"),
        ("My bold prediction: the ferry will sink by 2031.", "the ferry will sink by 2031", "The ferry will sink by 2031"),
        ("Bo Roe: Here's my prediction: a long strike at the mill.", "a long strike at the mill", "There will be a long strike at the mill"),
    ],
)  # fmt: skip
def test_what_is_avowed_is_a_forecast(sentence: str, quote: str, statement: str) -> None:
    assert told(sentence) == [(quote, statement, "Ada Kern")]


@pytest.mark.parametrize(
    ("sentence", "author"),
    [
        ("Boris Lund's prediction: a strike at the mill by May.", "Boris Lund"),
        ("Boris Lund's bet is that rents will fall by 2031.", "Boris Lund"),
        ("His guess is another strike at the mill by May 2031.", None),
    ],
)
def test_what_others_avow_is_theirs(sentence: str, author: str | None) -> None:
    assert [name for *_, name in told(sentence)] == [author]


@pytest.mark.parametrize(
    "sentence",
    [
        "My prediction was wrong.",
        "My predictions are below.",
        "Here are my predictions:",
        "My forecast is based on the prices of the last ten years.",
        "My call is simple.",
        "What is my best guess?",
        "My guess is as good as yours.",
        "My guess is that the mill has no money.",
        "My guess: the guild sent the letter twice.",
        "My first port of call is the office by the weir.",
    ],
)
def test_talk_of_predictions_is_none(sentence: str) -> None:
    assert told(sentence) == []
