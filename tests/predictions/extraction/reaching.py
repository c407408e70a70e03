"""What is found in a text of one author, and the last day of what holds some words of it."""

from datetime import date

from predictions.candidate import Candidate
from predictions.extraction import extract

MAY = date(2031, 5, 10)
JANUARY = date(2031, 1, 3)
YEAR = date(2031, 12, 31)


def found(text: str, published: date = JANUARY) -> tuple[Candidate, ...]:
    return extract(text, published=published, author="Ada")


def of(words: str, text: str, published: date = JANUARY) -> date | None:
    """The last day of the candidate whose quote holds the words."""
    (candidate,) = (c for c in found(text, published) if words in c.quote)
    return candidate.deadline
