"""Scenarios in the plain present, behind or below a year to come, in a text that announces predictions."""

from datetime import date
from itertools import product

import pytest

from predictions.extraction import extract

DAY = date(2031, 1, 2)
TOLD = [
    "Ferries cross the strait in ten minutes",
    "Solar roofs are finally affordable for every household",
    "Paper tickets disappear from the trams",
    "Most farms rely on machines that nobody drives",
    "New kinds of wool are developed",
    "Only a small minority of villages have a baker",
]
PROSE = ". ".join(TOLD) + "."
TITLES = {
    "a heading": "# Predictions for the future\n\n",
    "a line": "Predictions for the future\n\n",
    "none, for the page has lost its lines": "Predictions for the Future Hello everyone. I wonder what the ferries bring, and whether anybody here can tell me more about it, for I have asked all my neighbours and none of them knew. Here's mine... ",
}
YEARS = {
    "bare": "2051 ",
    "with a colon": "2051: ",
    "with a dash": "2051 \u2014 ",
    "in bold": "**2051** ",
    "in a line of its own": "2051\n\n",
    "as a heading": "\n\n## 2051\n\n",
    "as a heading with a word": "\n\n## In 2051\n\n",
}
FLAT = "none, for the page has lost its lines"
LINED = ("in a line of its own", "as a heading", "as a heading with a word")


def read(text: str) -> list[str]:
    """The quotes of what is found, without full stops."""
    return [c.quote.rstrip(".") for c in extract(text, published=DAY)]


@pytest.mark.parametrize(
    ("title", "year"),
    [(t, y) for t, y in product(TITLES, YEARS) if not (t == FLAT and y in LINED)],
)
def test_what_happens_in_a_year_to_come_is_foretold(title: str, year: str) -> None:
    found = extract(TITLES[title] + YEARS[year] + PROSE + "\n", published=DAY)
    assert [said for said in TOLD if not any(said in c.quote for c in found)] == []
    assert {c.deadline for c in found} == {date(2051, 12, 31)}


@pytest.mark.parametrize(
    "text",
    [
        f"# Predictions for the future\n\n2011 {PROSE}\n",
        f"# How ferries work\n\n2051 {PROSE}\n",
        f"# Predictions for the future\n\n{PROSE}\n",
        "# Predictions for the future\n\n2051 I said so in my last post. You asked me why. My reasons were poor. The wool was wet. We had no boats.\n",
    ],
    ids=["a year that is over", "no predictions", "no year", "what was said"],
)
def test_what_is_told_in_the_present_is_foretold_nowhere_else(text: str) -> None:
    assert len(read(text)) <= 1
