"""What tests of inherited windows share: a day of publication, and the finds of a text."""

from datetime import date

from predictions.candidate import Candidate
from predictions.extraction import extract

PUBLISHED = date(2030, 12, 20)
END_OF_2031 = date(2031, 12, 31)


def found(text: str, published: date = PUBLISHED) -> tuple[Candidate, ...]:
    return extract(text, published=published, author="Ada")


def of(words: str, text: str, published: date = PUBLISHED) -> Candidate:
    """The candidate whose quote holds the words."""
    (candidate,) = (c for c in found(text, published) if words in c.quote)
    return candidate
