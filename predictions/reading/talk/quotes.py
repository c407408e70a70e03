"""What a message quotes, in whatever marks, behind ">" with the name of whom it quotes above it."""

from collections.abc import Iterable, Iterator

from predictions.reading.talk.message import Piece, Place
from predictions.reading.talk.quotemarks import (
    CLOSES,
    EXPAND,
    MARKS,
    OPENS,
    TAG,
    depth_of,
    led,
    parted,
    runs_on,
    unmarked,
)


def behind_marks(text: str) -> str:
    """A text with what it quotes behind ">", whatever marks it had."""
    lines = ((None, line) for line in text.split("\n"))
    return "".join(piece.shown for piece in quoted(lines)).rstrip("\n")


def quoted(lines: Iterable[Place]) -> Iterator[Piece]:
    """The lines of a message, each with where it stands, as pieces; what is quoted stands behind ">"."""
    kept = list(lines)
    if any("[" in line for _, line in kept):
        kept = list(parted(kept))
    quotes = _Quotes(kept)
    while quotes.at < len(kept):
        yield from quotes.step()


_DEEPEST = 9


class _Quotes:
    """Goes through the lines of a message."""

    def __init__(self, lines: list[Place]) -> None:
        self.at = 0
        self._lines = lines
        self._within = 0  # quotes that are open in the marks of a forum
        self._ends_with = ""  # what ends the one that only words announce
        self._before = 0  # the depth of the line above, by its ">"
        self._names: dict[int, str | None] = {}  # of those who are quoted, by that depth

    def step(self) -> Iterator[Piece]:
        """Write the next line, or what it stands for."""
        line = self._lines[self.at][1]
        deep = depth_of(line)
        if deep not in (0, self._before):
            yield from self._another(deep)
        if line.strip():
            self._before = deep
        yield from self._mark(line) or self._lead(deep) or self._words(deep)

    def _mark(self, line: str) -> list[Piece]:
        """What stands for a line that opens or closes a quote."""
        if opens := OPENS.fullmatch(line):
            self._within = min(self._within + 1, _DEEPEST)
            self.at += 1
            return _headed(opens["a"] or opens["b"], self._within)
        blank = self._ends_with == "blank" and not line.strip()
        if CLOSES.fullmatch(line):
            self._within = max(0, self._within - 1)
        elif blank or (self._ends_with == "expand" and EXPAND.fullmatch(line)):
            self._within, self._ends_with = 0, ""
        else:
            return []
        self.at += 1
        return [Piece("\n")]

    def _lead(self, deep: int) -> list[Piece]:
        """What stands for the lines that say whom the quote below is of."""
        if not self._within and (said := led(self._lines, self.at, deep)):
            name, size = said
            self.at += size
            self._before = deep + 1
            self._names = {d: n for d, n in self._names.items() if d <= deep} | {deep + 1: name}
            return _headed(name, deep + 1)
        if not self._ends_with and (found := unmarked(self._lines, self.at)):
            name, size, self._ends_with = found
            self._within = 1
            self.at += size
            return _headed(name, 1)
        return []

    def _words(self, deep: int) -> list[Piece]:
        """A line behind its marks, with those that it was wrapped into."""
        place, line = self._lines[self.at]
        done = [Piece("> " * self._within), *_untagged(place, line)]
        self.at += 1
        while deep and self._goes_on(line, deep):
            place, line = self._lines[self.at]
            marks = MARKS.match(line)
            size = marks.end() if marks else 0
            done += (Piece(" "), *_untagged(_on(place, size), line[size:]))
            self.at += 1
        return [*done, Piece("\n")]

    def _goes_on(self, line: str, deep: int) -> bool:
        below = self.at < len(self._lines) and runs_on(line, self._lines[self.at][1])
        return below and led(self._lines, self.at, deep) is None

    def _another(self, deep: int) -> list[Piece]:
        """What parts a quote from what stands above it: the name of who is quoted at its depth, or an empty line."""
        parts = "> " * min(deep, self._before)
        done = [Piece(f"{parts.rstrip()}\n")] if self._before else []
        name = self._names.get(deep)
        return [*done, *_headed(name, deep)] if name else done


def _headed(name: str | None, depth: int) -> list[Piece]:
    marks = "> " * depth
    words = f"{marks}{name.strip()} wrote:\n{marks.rstrip()}\n" if name else ""
    return [Piece(f"\n{words}")]


def _untagged(place: int | None, line: str) -> Iterator[Piece]:
    """The words of a line, without the tags of forums."""
    done = 0
    for tag in TAG.finditer(line) if "[" in line else ():
        yield Piece(line[done : tag.start()], _on(place, done))
        done = tag.end()
    yield Piece(line[done:], _on(place, done))


def _on(place: int | None, by: int) -> int | None:
    return None if place is None else place + by
