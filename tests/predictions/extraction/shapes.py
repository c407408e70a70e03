"""Shapes in which people write down lists of predictions: a text, and what a careful reader finds in it."""

from datetime import date
from typing import NamedTuple

from predictions.candidate import Basis, Candidate
from predictions.extraction import extract

HEAD = "# Predictions for 2031\n\n"
DAY = date(2030, 12, 20)
BRIDGE = "The Harlow bridge opens to traffic"
MAYOR = "Mayor Kern is re-elected"
EURO = "The euro trades above parity all year"
TRAM = "A second tram line is approved"


class Shape(NamedTuple):
    """A text and what a careful reader finds in it: how each claim begins, and its number."""

    name: str
    body: str
    finds: dict[str, float | None]
    head: str = HEAD


def found(text: str) -> tuple[Candidate, ...]:
    """The forecasts in a text of Ada's."""
    return extract(text, published=DAY, author="Ada")


def stated(candidate: Candidate) -> float | None:
    """The probability, where the text gives a number."""
    return candidate.probability if candidate.basis in (Basis.STATED, Basis.ODDS) else None


def assert_found(shape: Shape) -> None:
    """Each claim is found once, with its number and in few words, and nothing else is."""
    candidates = found(shape.head + shape.body)
    named = {
        next((claim for claim in shape.finds if claim in c.quote), c.quote): stated(c)
        for c in candidates
    }
    assert named == shape.finds
    assert len(candidates) == len(shape.finds)
    for candidate in candidates:
        claim = next(claim for claim in shape.finds if claim in candidate.quote)
        assert len(candidate.quote) <= 2 * len(claim) + 60
