"""A period with the words around it: preposition, shade, what stands before and behind."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from predictions.windows.atom import Atom
from predictions.windows.prepositions import BEFORE, opening
from predictions.windows.window import Window


@dataclass(slots=True)
class Found:
    """An atom with the words around it; `start` and `end` are offsets of the whole text."""

    atom: Atom
    prep: str
    shade: str
    head: str
    tail: str
    article: bool  # "the" is part of the atom
    words: str
    today: date
    start: int
    end: int

    @classmethod
    def read(cls, atom: Atom, low: str, floor: int, begin: int, today: date) -> "Found":
        """Read preposition and shade backwards from the atom, not beyond the window before it."""
        head = low[max(floor, atom.start - 48) : atom.start]
        before = BEFORE.search(head, opening(head))
        start = atom.start - (len(head) - before.start() if before else 0)
        start += len(low[start : atom.start]) - len(low[start : atom.start].lstrip(" "))
        prep, shade = (before["prep"] or "", before["shade"] or "") if before else ("", "")
        tail = low[atom.end : atom.end + 24]
        article = low.startswith("the ", atom.start)
        return cls(
            atom,
            prep,
            shade,
            head,
            tail,
            article,
            low[atom.start : atom.end],
            today,
            start + begin,
            atom.end + begin,
        )

    def window(
        self,
        kind: str,
        *,
        not_before: date | None = None,
        deadline: date | None = None,
        **more: Any,
    ) -> Window:
        """A window over these words."""
        return Window(
            start=self.start,
            end=self.end,
            kind=kind,
            not_before=not_before,
            deadline=deadline,
            **more,
        )
