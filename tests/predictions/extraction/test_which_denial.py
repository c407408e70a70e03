"""Which of several denials is taken off a statement, and what stands behind a denied opinion."""

import pytest

from predictions.extraction.wording.affirming import someone
from predictions.extraction.wording.picked import as_outcome
from predictions.extraction.wording.statement import affirm


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("Just as the plough did not kill the ox, trams will not kill the ferry", "Just as the plough did not kill the ox, trams will kill the ferry"),
        ("They will not admit that ferries do not pay", "They will admit that ferries do not pay"),
        ("The guild does not close the mill", "The guild closes the mill"),
        ("Unless wages rise, I don't see how the mill can stay", "The mill can stay"),
        ("In Norby I don't believe that we will get rain", "We will get rain"),
        ("Don't expect rents to fall in May", "Rents will fall in May"),
        ("Don't expect any openings in May", "There will be some openings in May"),
        ("I can't see anything but a win for Kern", "There will be a win for Kern"),
    ],
)  # fmt: skip
def test_the_denial_of_the_claim_comes_off(quote: str, statement: str) -> None:
    assert affirm(quote, denied=True, number="") == statement


@pytest.mark.parametrize(
    ("pick", "statement"),
    [
        ("To be relegated: Harrow, Norby Town and Lund", "Harrow, Norby Town and Lund will be relegated"),
        ("Top scorer: Anna Kern", "Anna Kern will be top scorer"),
        ("Champions: Harrow", "Harrow will be champions"),
        ("Runner Up: Harrow", "Harrow will be runner up"),
        ("Weather: Rain", "Weather: Rain"),
    ],
)  # fmt: skip
def test_how_somebody_ends(pick: str, statement: str) -> None:
    assert as_outcome(pick) == statement


@pytest.mark.parametrize(
    ("statement", "affirmed"),
    [
        ("Someone will secede from anywhere", "Someone will secede from somewhere"),
        ("It will hurt anyone's life", "It will hurt someone's life"),
        ("It will be anything but calm", "It will be anything but calm"),
        ("Kern will sail better than anyone", "Kern will sail better than anyone"),
    ],
)
def test_what_a_denial_left_open_is_some(statement: str, affirmed: str) -> None:
    assert someone(statement) == affirmed
