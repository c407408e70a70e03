"""A document in pieces that overlap, so that no forecast is cut in two."""

import math
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of the document, `text[start:end]`."""

    start: int
    end: int


def chunks(text: str, *, size: int, overlap: int) -> list[Chunk]:
    """Return overlapping pieces that cover the text, ending at a paragraph or line where one is near."""
    if not 0 <= overlap < size // 2:
        raise ValueError(f"an overlap of {overlap} does not fit into pieces of {size}")
    found: list[Chunk] = []
    start = 0
    while True:
        end = _end(text, start, size)
        found.append(Chunk(start, end))
        if end >= len(text):
            return found
        start = _start(text, end - overlap, end)


def halves(piece: Chunk) -> Iterator[Chunk]:
    """Yield two pieces for one whose answer was too long."""
    middle = (piece.start + piece.end) // 2
    lap = min(200, (piece.end - piece.start) // 8)
    yield Chunk(piece.start, middle + lap)
    yield Chunk(middle - lap, piece.end)


def about_tokens(text: str) -> int:
    """Return about how many tokens a text is: rather too many than too few."""
    plain = sum(map(str.isascii, text))
    return math.ceil(plain / 3.5 + (len(text) - plain) / 1.2)


def _end(text: str, start: int, size: int) -> int:
    """Return where a piece ends: after a paragraph, a line or a word in its last quarter."""
    end = start + size
    if end >= len(text):
        return len(text)
    for gap in ("\n\n", "\n", ". ", " "):
        at = text.rfind(gap, start + 3 * size // 4, end)
        if at >= 0:
            return at + len(gap)
    return end


def _start(text: str, earliest: int, end: int) -> int:
    """Return where the next piece begins: with a line or a word within the overlap."""
    for gap in ("\n", " "):
        at = text.find(gap, earliest, end)
        if at >= 0 and at + 1 < end:
            return at + 1
    return earliest
