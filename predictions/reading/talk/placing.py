"""Where the words of a message stand in the file that holds them, escaped, folded or broken over lines."""

from collections.abc import Iterator

from predictions.reading.talk.message import Piece
from predictions.regexes import regex

_WORD = regex(r"\S+")
_FEWEST = 3  # letters of a piece of a word that is looked for by itself
_AHEAD = 400  # characters in which the next word is looked for
_RUNS = regex(r"[\w]+")


def placed(shown: str, source: str, start: int, end: int) -> tuple[Piece, ...]:
    """The words as pieces, each with its place in `source[start:end]`, where they come in this order."""
    pieces: list[Piece] = []
    done, at = 0, start
    for begin, stop, place in _found(shown, source, at, end):
        pieces += (Piece(shown[done:begin]), Piece(shown[begin:stop], place))
        done = stop
    pieces.append(Piece(shown[done:]))
    return tuple(piece for piece in pieces if piece.shown)


def _found(shown: str, source: str, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    for word in _WORD.finditer(shown):
        place = source.find(word[0], at, min(end, at + len(word[0]) + _AHEAD))
        if place >= 0:
            yield *word.span(), place
            at = place + len(word[0])
            continue
        # A word with an escaped or named character in it: the runs of letters around that.
        for run in _RUNS.finditer(word[0]):
            place = source.find(run[0], at, min(end, at + len(run[0]) + _NEAR))
            if place >= 0 and (len(run[0]) >= _FEWEST or place <= at + _BESIDE):
                yield word.start() + run.start(), word.start() + run.end(), place
                at = place + len(run[0])


_NEAR = 60
_BESIDE = 12
