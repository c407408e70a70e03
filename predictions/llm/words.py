"""Words that a model says stand in a document, and whether they do."""

from predictions.candidate import Span
from predictions.regexes import regex
from predictions.text import one_line

_GAP = regex(r"\n[>\s]*\n")
_NEAR = 300  # characters around a quote in which its number or cue must stand


def around(text: str, span: Span) -> str:
    """Return what stands around a quote in its own paragraph: the next may be somebody else's."""
    before, after = text[max(span[0] - _NEAR, 0) : span[0]], text[span[1] : span[1] + _NEAR]
    begin = max((match.end() for match in _GAP.finditer(before)), default=0)
    gap = _GAP.search(after)
    return f"{before[begin:]}{text[span[0] : span[1]]}{after[: gap.start() if gap else None]}"


def verbatim(said: object, near: str) -> str | None:
    """Return some words where they stand in the text around a quote."""
    plain = words(said)
    return plain if plain and plain.lower() in " ".join(near.split()).lower() else None


def words(value: object) -> str:
    """Return a text on one line; nothing for what is none."""
    return one_line(value) if isinstance(value, str) else ""
