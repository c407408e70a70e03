"""One message, and the text that many of them make, with the way back to where their words stand."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from predictions.reading.marks import UNKNOWN, speaker_line

_LONGEST_NAME = 80
# What readers write above a message, and what would take in the messages below.
_MARK_LIKE = ("**", "---", "+++")
_FENCES = ("```", "~~~")
Line = tuple[int, str]  # and where it begins
Place = tuple[int | None, str]  # a line, and where it begins if it stands anywhere
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a message; `at` is where they stand, letter for letter, in what was read; None for what stands nowhere."""

    shown: str
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody wrote on a day; nobody knows who where `author` is None."""

    author: str | None
    written: date | None
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The words, as they are shown."""
        return "".join(piece.shown for piece in self.pieces)


@dataclass(slots=True)
class Scroll:
    """A text made of pieces of another one and of words that stand nowhere in it."""

    _parts: list[str] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _places: list[int | None] = field(default_factory=list)
    _size: int = 0

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    def put(self, pieces: Iterable[Piece]) -> None:
        """Write pieces at the end."""
        for shown, at in ((piece.shown, piece.at) for piece in pieces if piece.shown):
            self._parts.append(shown)
            self._starts.append(self._size)
            self._places.append(at)
            self._size += len(shown)

    def add(self, message: Message) -> None:
        """Write a message under the line that names its author."""
        name = " ".join((message.author or "").replace("*", "").split())[:_LONGEST_NAME]
        before = "\n\n" if self._size else ""
        head = f"{before}{speaker_line(name or UNKNOWN, message.written)}\n\n"
        self.put((Piece(head), *message.pieces))

    def back(self, span: Span) -> Span:
        """Lead a span back to what was read."""
        first, last = self._place(span[0], onward=True), self._place(span[1] - 1, onward=False)
        return first, max(first, last) + 1

    def _place(self, at: int, *, onward: bool) -> int:
        index = bisect_right(self._starts, at) - 1
        if (known := self._places[index]) is not None:
            return known + at - self._starts[index]
        return self._nearest(index, onward=onward)

    def _nearest(self, index: int, *, onward: bool) -> int:
        """The beginning of the next piece that stands somewhere, or the end of the one before."""
        others: Iterator[int] = iter(range(index, len(self._parts)))
        if not onward:
            others = iter(range(index, -1, -1))
        for other in others:
            if (place := self._places[other]) is not None:
                return place if onward else place + len(self._parts[other]) - 1
        return 0


def lines_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """The lines of a text, each with where it begins."""
    for line in text[start:end].split("\n"):
        yield start, line.rstrip("\r")
        start += len(line) + 1


def safe(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces without empty lines around them, with a backslash before what would read as a speaker's line or a fence."""
    done = list(pieces)
    while done and not done[-1].shown.strip():
        done.pop()
    while done and not done[0].shown.strip():
        done.pop(0)
    odd = [mark for mark in _FENCES if sum(piece.shown.startswith(mark) for piece in done) % 2]
    marks = (*_MARK_LIKE, *odd)
    return tuple(
        part
        for piece in done
        for part in ((Piece("\\"), piece) if piece.shown.startswith(marks) else (piece,))
    )
