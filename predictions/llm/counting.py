"""What was asked and came back, in numbers, and what an endpoint's own numbers tell of its window."""

from dataclasses import dataclass

from predictions.llm.pieces import about_tokens
from predictions.regexes import regex

_WORD = regex(r"\w+")
_A_WORD = 1.05  # tokens, at least
_FEW = 256  # tokens: fewer are counted only by servers that leave out what they remember


@dataclass(slots=True)
class Count:
    """What was asked and what came back."""

    questions: int = 0
    answered: int = 0
    unanswered: int = 0
    cut_off: int = 0
    remembered: int = 0  # answers that were given before, and cost nothing now
    input_tokens: int = 0
    output_tokens: int = 0
    guessed: bool = False  # some tokens were not counted by the endpoint, but by us
    price: float | None = None  # as the endpoint names it


class Window:
    """How much of a question an endpoint reads, where it says so by nothing but its count."""

    def __init__(self) -> None:
        self.was_none: int | None = None  # what was taken for a window and is none
        self._tokens: int | None = None

    def is_met(self, counted: int, asked: str) -> bool:
        """Return whether a question was cut to the window: then the count is the same each time.

        Where it differs it only leaves out what the endpoint remembers, and says nothing any more.
        """
        if self.was_none is not None or not _is_shortened(counted, asked):
            return False
        if self._tokens not in (None, counted):
            self.was_none = self._tokens
            return False
        self._tokens = counted
        return True


def _is_shortened(counted: int, asked: str) -> bool:
    """Return whether an endpoint counts fewer tokens than a question has: it dropped some unread.

    Windows are round numbers, and so is what is left of a question that was cut to one (some keep two more).
    """
    if counted < _FEW:
        return False
    round_one = counted % 1024 in (0, 2) and counted < about_tokens(asked)
    return round_one or counted < _A_WORD * sum(1 for _ in _WORD.finditer(asked))
