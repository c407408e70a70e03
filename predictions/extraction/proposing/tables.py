"""A table as it stands in its document: its heads and rows, what announces it, and proposals from its cells."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from predictions.extraction.chances.cellvalues import cell_value
from predictions.extraction.chances.numbers import Stated
from predictions.extraction.layout.document import Document
from predictions.extraction.layout.grids import Row, Span
from predictions.extraction.proposing.clauses import Clause
from predictions.extraction.proposing.gate import Sentence
from predictions.extraction.proposing.proposals import Proposal
from predictions.regexes import regex
from predictions.windows import Window
from predictions.windows.folding import lower

_OF_CHANCES = regex(
    r"\b(?:chances?|probabilit\w+|odds|likelihood|how likely|confiden\w+|credences?)\b"
)
_OUT_OF_TEN = regex(r"\b(?:out of|of) (?:10|ten)\b|/ ?10\b|\b[01] ?(?:-|to) ?10\b")
_DIGITS, _FEWEST, _TEN, _HUNDRED = 3, 2, 10, 100
_SURE, _FAIRLY_SURE = 0.9, 0.6


@dataclass(slots=True)
class RowProposal:
    """A proposal of a row; `window` is the one that the head of its column gives."""

    proposal: Proposal
    window: Window | None = None


def by_year(span: Span, year: int) -> Window:
    """The window of what comes by a year."""
    return Window(start=span[0], end=span[1], kind="by", deadline=date(year, 12, 31))


_DATE_OF = regex(r"(?:the )?(?:year|date|time) (?:of|in which|when|that) ", re.IGNORECASE)


def come_by(what: str, year: int) -> str:
    """What comes by a year as a statement: "Year of the first landing", 2041."""
    bare = _DATE_OF.sub("", what, count=1)
    return f"{bare[:1].upper()}{bare[1:]} by {year}"


def with_words(row: Row, start: int, columns: list[int]) -> Iterator[tuple[int, Span]]:
    """Cells of a row as they are quoted: the first with the words before it, the others alone."""
    for column in columns:
        yield column, (start if column == columns[0] else row[column][0], row[column][1])


class Table:
    """The rows of a table below their heads; a table whose first row holds numbers has none."""

    def __init__(self, document: Document, first: int, rows: list[Row], starts: list[int]) -> None:
        self.document, self.first, self.starts = document, first, starts
        heads = [document.copy[a:b] for a, b in rows[0]]
        self.headless = any(cell_value(head, 0, len(head), "") for head in heads) or any(
            self._in_figures(rows, column) for column in range(len(heads))
        )
        self.heads = [""] * len(heads) if self.headless else heads
        self.places = rows[0]
        self.rows = rows if self.headless else rows[1:]
        # Asked for each row, answered once for the table.
        self.windows = cache(document.windows)
        # In lower case, with the unit of bare figures.
        self.lows = [lower(head) + self._unit(c) for c, head in enumerate(self.heads)]

    def _in_figures(self, rows: list[Row], column: int) -> bool:
        """True for a column of bare figures that may be percentages, from its first row on."""
        texts = [self.document.copy[slice(*row[column])] for row in rows if column < len(row)]
        figures = [int(text) for text in texts if text.isdecimal() and len(text) <= _DIGITS]
        return (
            len(figures) == len(texts) >= _FEWEST
            and _TEN < max(figures) <= _HUNDRED
            and not all(b == a + 1 for a, b in pairwise(figures))
        )

    def _unit(self, column: int) -> str:
        """What the figures of a column are parts of, where its head or what stands above speaks of chances."""
        head = self.heads[column].lower()
        if "%" in head:
            return ""
        if _OUT_OF_TEN.search(head):
            return " /10" if _OF_CHANCES.search(head) else ""
        speaks = _OF_CHANCES.search(head) or (
            self.headless and self.of_chances([self.document.title.lower()])
        )
        return " %" if speaks and self._in_figures(self.rows, column) else ""

    def announced(self) -> bool:
        """True where predictions are announced by the title or above."""
        return self.document.predictive or any(map(self.document.announces, self._above()))

    def announced_above(self) -> bool:
        """True where predictions are announced right above, or by the title of a text without a heading there."""
        above = self._above()
        return any(map(self.document.announces, above)) or (not above and self.document.predictive)

    def of_chances(self, heads: list[str]) -> bool:
        """True where the heads, or what stands above the table, speak of chances."""
        document = self.document
        over = [
            document.low[document.blocks[i].start : document.blocks[i].end] for i in self._above()
        ]
        return any(_OF_CHANCES.search(words) for words in (*heads, *over))

    def _above(self) -> tuple[int, ...]:
        block = self.document.blocks[self.first]
        return (*block.headings[-1:], *((block.lead,) if block.lead is not None else ()))

    def proposal(
        self, span: Span, sentence: Sentence, stated: Stated | None, who: str | None
    ) -> Proposal:
        """What stands in part of a row, or in a head."""
        clause = Clause(*span, sentence.span, sentence.span, [])
        sure = _SURE if stated else _FAIRLY_SURE
        return Proposal(*span, clause, sentence, "cell", stated, who, confidence=sure)

    def said(
        self, row: Row, span: Span, who: str | None, said: str | None, window: Window | None
    ) -> RowProposal:
        """What the form of a table says, in a sentence of its own."""
        proposal = self.proposal(span, self.sentence_of((row[0][0], row[-1][1])), None, who)
        proposal.said = said
        return RowProposal(proposal, window)

    def sentence_of(self, cell: Span) -> Sentence:
        """A cell that stands for itself."""
        return Sentence(
            cell,
            self.block_at(cell),
            windows=self.windows(*cell),
            seen=self.document.glance(*cell),
        )

    def block_at(self, cell: Span) -> int:
        """The block of a row; the line of rules below the head is a block too."""
        return bisect_right(self.starts, cell[0]) - 1
