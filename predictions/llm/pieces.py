"""A document in pieces that overlap, so that no forecast is cut in two."""

import math
from dataclasses import dataclass

SMALLEST = 500  # characters: a piece whose answer is cut off is not parted further
_BEFORE = 300  # characters before the rest of a piece that are shown again


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of the document, `text[start:end]`."""

    start: int
    end: int

    def __len__(self) -> int:
        """Return how many characters it has."""
        return self.end - self.start


def chunks(text: str, *, size: int, overlap: int) -> list[Chunk]:
    """Return overlapping pieces that cover the text, ending at a paragraph or line where one is near.

    Raises:
        ValueError: an overlap of half a piece or more.
    """
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


def halves(piece: Chunk, text: str) -> list[Chunk]:
    """Return two pieces for one whose answer was too long, which overlap and end with a line or word."""
    middle = (piece.start + piece.end) // 2
    lap = min(200, len(piece) // 8)
    ends = (text.rfind(gap, middle, middle + lap) + 1 for gap in ("\n", ". ", " "))
    end = next(filter(None, ends), middle + lap)
    return [Chunk(piece.start, end), Chunk(_start(text, middle - lap, middle), piece.end)]


def rest_of(piece: Chunk, text: str, reached: int | None) -> list[Chunk]:
    """Return what of a piece is still to be asked about where its answer was cut off."""
    if reached is None:
        return halves(piece, text) if len(piece) > SMALLEST else []
    lead = reached - min(_BEFORE, (reached - piece.start) // 4)
    rest = Chunk(text.rfind("\n", lead, reached) + 1 or lead, piece.end)
    # A rest that is nearly all would be cut off in the same way.
    if 2 * len(rest) > len(piece) > SMALLEST:
        return halves(rest, text)
    return [rest] if len(rest) < len(piece) else []


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
