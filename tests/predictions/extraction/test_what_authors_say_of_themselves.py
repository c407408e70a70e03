"""A statement names the author who says "I", where nothing else would change."""

from datetime import date

import pytest

from predictions.extraction import extract
from predictions.extraction.checks import Missing, checks
from predictions.extraction.wording.selves import by_name


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("I will sell my boat", "Bo Kern will sell their boat"),
        ("I'll be in Norby", "Bo Kern will be in Norby"),
        ("I'm still in Norby", "Bo Kern is still in Norby"),
        ("I go to the fair", "Bo Kern goes to the fair"),
        ("I still have the boat", "Bo Kern still has the boat"),
        ("I finally publish a book", "Bo Kern finally publishes a book"),
        ("My boat will sink", "Bo Kern's boat will sink"),
    ],
)
def test_the_author_is_named(statement: str, named: str) -> None:
    assert by_name(statement, "Bo Kern") == named


@pytest.mark.parametrize(
    ("statement", "author"),
    [
        ("I will sell my boat", None),
        ("I will sell my boat", "EDIT"),
        ("I will see you at the fair", "Bo Kern"),
        ("I hurt myself", "Bo Kern"),
        ("I wug the boat", "Bo Kern"),
        ("I'd say 2030", "Bo Kern"),
        ("My best guess is 2030", "Bo Kern"),
        ("IT will grow", "Bo Kern"),
        ("We will win", "Bo Kern"),
    ],
)
def test_what_would_not_be_sure_stays(statement: str, author: str | None) -> None:
    assert by_name(statement, author) == statement


def test_nobody_is_asked_for_a_source_of_what_authors_can_tell_themselves() -> None:
    text = "# Predictions for 2032\n\n- I will sell my boat: 70%\n- I will go to Norby: 80%\n"
    for found in extract(text, published=date(2031, 12, 30), author="Bo Kern"):
        assert found.statement.startswith("Bo Kern will ")
        assert Missing.CRITERION not in [check.missing for check in checks(found)]
