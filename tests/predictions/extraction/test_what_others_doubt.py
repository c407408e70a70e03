"""What somebody else does not think, or denies, is denied; whom they told it is no part of it."""

from datetime import date

import pytest

from predictions.candidate import Polarity
from predictions.extraction import extract

AROUND = "The guild met again on Monday, as it does. {} The talks went on for hours.\n"
CLAIM = "The mill will close in 2031"
DOUBTED = """
    Kern doesn't think the mill will close in 2031.
    Kern does not think that the mill will close in 2031.
    She doesn't believe the mill will close in 2031.
    Analysts do not believe the mill will close in 2031.
    Kern does not expect that the mill will close in 2031.
    Kern doesn't expect the mill to close in 2031.
    My wife doesn't think the mill will close in 2031.
    Nobody at the bank thinks the mill will close in 2031.
    Few economists think the mill will close in 2031.
    No one at the bank thinks the mill will close in 2031.
    Kern no longer believes that the mill will close in 2031.
    Kern denies that the mill will close in 2031.
    Kern dismissed claims that the mill will close in 2031.
    Kern ruled out that the mill will close in 2031.
"""
HELD = """
    A few economists think the mill will close in 2031.
    Kern told reporters that the mill will close in 2031.
    Kern told reporters the mill will close in 2031.
    Kern told the council that the mill will close in 2031.
    Kern warned workers that the mill will close in 2031.
    He doesn't believe in fate, but the mill will close in 2031.
    Kern denied that he lied, and the mill will close in 2031.
    Never say never, but I think the mill will close in 2031.
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().split("\n")]


def read(sentence: str) -> tuple[str, Polarity]:
    [found] = extract(AROUND.format(sentence), published=date(2030, 6, 1), author="Ada")
    return found.statement, found.polarity


@pytest.mark.parametrize("sentence", lines(DOUBTED))
def test_what_others_do_not_think_is_denied(sentence: str) -> None:
    assert read(sentence) == (CLAIM, Polarity.NO)


@pytest.mark.parametrize("sentence", lines(HELD))
def test_what_others_say_is_held_whomever_they_tell(sentence: str) -> None:
    assert read(sentence) == (CLAIM, Polarity.YES)
