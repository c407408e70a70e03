"""Questions and their answers: yes, no and how likely, behind them, below them and under their headings."""

from datetime import date
from itertools import product

import pytest

from predictions.candidate import Basis, Candidate, Polarity
from predictions.extraction import extract

DAY = date(2030, 12, 20)
HEAD = "# Predictions for 2031\n\n"
BRIDGE, MAYOR = "Will the Harlow bridge open to traffic?", "Will Mayor Kern be re-elected?"


def found(text: str) -> tuple[Candidate, ...]:
    return extract(text, published=DAY, author="Ada")


PLACES = {
    "in a list": f"{HEAD}- {BRIDGE} {{yes}}\n- {MAYOR} {{no}}\n",
    "in a row": f"{HEAD}{BRIDGE} {{yes}} {MAYOR} {{no}}\n",
    "in paragraphs": f"{HEAD}{BRIDGE} {{yes}}\n\n{MAYOR} {{no}}\n",
    "in the next line": f"{HEAD}{BRIDGE}\n{{yes}}\n\n{MAYOR}\n{{no}}\n",
    "in running text": f"I was asked two things. {BRIDGE} {{yes}} {MAYOR} {{no}}\n",
    "below headings": f"{HEAD}## {BRIDGE}\n\n{{yes}}\n\n## {MAYOR}\n\n{{no}}\n",
    "below items": f"{HEAD}- {BRIDGE}\n  - {{yes}}\n- {MAYOR}\n  - {{no}}\n",
}
ANSWERS = [
    ("Yes, 80%.", "No, 65%."),
    ("Yes (80%)", "No (65%)"),
    ("80% yes.", "65% no."),
    ("Yes: 80%", "No: 65%"),
    ("**Yes** – 80%", "**No** – 65%"),
    ("Yes, with 80% confidence.", "No, with 65% confidence."),
    ("Probably yes (80%)", "Probably not (65%)"),
    ("I say yes, 80%.", "I say no, 65%."),
]


@pytest.mark.parametrize(("place", "answers"), [*product(PLACES, ANSWERS)])
def test_an_answer_says_which_way_and_how_likely(place: str, answers: tuple[str, str]) -> None:
    yes, no = answers
    candidates = found(PLACES[place].format(yes=yes, no=no))
    assert [(c.statement, c.polarity, c.probability) for c in candidates] == [
        ("The Harlow bridge will open to traffic", Polarity.YES, 0.8),
        ("Mayor Kern will be re-elected", Polarity.NO, 0.35),
    ]
    assert {c.basis for c in candidates} == {Basis.STATED}


@pytest.mark.parametrize(
    "text",
    [
        "## How will the siege of Harlow end?\n\n60% - the mayor gives up the keys\n",
        "Why does the mill pay 4% less?\n\n80%. That is what the union says of its members.\n",
    ],
)
def test_an_open_question_is_not_answered_by_a_number(text: str) -> None:
    assert not any("?" in candidate.quote for candidate in found(HEAD + text))
