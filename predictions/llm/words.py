"""Words that a model says stand in a document, and whether they do."""

from predictions.candidate import Span
from predictions.text import one_line

_NEAR = 300  # characters around a quote in which its number or cue must stand


def around(text: str, span: Span) -> str:
    """Return what stands around a quote."""
    return text[max(span[0] - _NEAR, 0) : span[1] + _NEAR]


def verbatim(said: object, near: str) -> str | None:
    """Return some words where they stand in the text around a quote."""
    plain = words(said)
    return plain if plain and plain.lower() in " ".join(near.split()).lower() else None


def words(value: object) -> str:
    """Return a text on one line; nothing for what is none."""
    return one_line(value) if isinstance(value, str) else ""
