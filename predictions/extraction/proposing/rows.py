"""Rows of tables: a question and a number for each forecaster or year, or a claim without a number."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain

from predictions.extraction.chances.cellvalues import cell_value, picked_value
from predictions.extraction.chances.columns import Columns, columns_of, forecaster
from predictions.extraction.chances.numbers import Stated
from predictions.extraction.deciding.timelines import plans
from predictions.extraction.layout.document import Document
from predictions.extraction.layout.grids import Row, Span, grids, html_grids
from predictions.extraction.proposing.clauses import Clause
from predictions.extraction.proposing.gate import Sentence
from predictions.extraction.proposing.proposals import Proposal
from predictions.reading.dates import days_without_year, find_date
from predictions.windows import Window
from predictions.windows.folding import lower

_OF_CHANCES = re.compile(
    r"\b(?:chances?|probabilit\w+|odds|likelihood|how likely|confiden\w+|credences?)\b"
)
_SURE, _FAIRLY_SURE = 0.9, 0.6
# The head of a column whose cells are claims, whether or not a number stands beside them.
_CLAIMS = re.compile(
    r"\W*(?:(?:my|our|the|20\d\d) )?(?:predictions?|forecasts?|claims?|prophec(?:y|ies)|(?:expected )?milestones?|what (?:i|we) (?:said|predicted|expect))(?: (?:for|in) \d{4})?\W*"
)
_PLANNED = re.compile(r"milestone")
_KEPT = re.compile(
    r"\b(?:(?:date|day) (?:made|predicted|of prediction)|(?:predict(?:ed|ion)|made|posted|outcome|resolution|due) (?:date|on)|deadline|outcomes?|resolved)\b"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_LETTERS = re.compile(r"[^\W\d_]{3}")
_WORD_OR_YEAR = re.compile(r"[^\W\d_]{2,}|\d{4}")
_LEAST_WORDS = 3  # of a cell that states something
_TOTAL = re.compile(r"\W*(?:total|overall|all|average|mean|median|sum)\W*")


@dataclass(slots=True)
class RowProposal:
    """A proposal of a row; `window` is the one that the head of its column gives."""

    proposal: Proposal
    window: Window | None = None


def rows_proposed(document: Document) -> list[RowProposal]:
    """The forecasts in all tables of a document."""
    starts = [block.start for block in document.blocks]
    tables = grids(document.copy, document.blocks)
    if "<t" in document.text:
        tables = chain(tables, html_grids(document.text, document.copy, document.blocks))
    return [
        found
        for first, rows in tables
        for found in _Grid(document, first, rows, starts).proposals()
    ]


class _Grid:
    def __init__(self, document: Document, first: int, rows: list[Row], starts: list[int]) -> None:
        self.document, self.first, self.starts = document, first, starts
        heads = [document.copy[a:b] for a, b in rows[0]]
        self.headless = any(cell_value(head, 0, len(head), "") for head in heads)
        self.heads = [""] * len(heads) if self.headless else heads
        self.places = rows[0]
        self.rows = rows if self.headless else rows[1:]
        self._windows = cache(document.windows)
        # Asked for each row, answered once for the table.
        self._days, self._keeps = cache(self._days_of), cache(self._kept)

    def proposals(self) -> Iterator[RowProposal]:
        """The forecasts of the table."""
        if self.headless and self._announced() and (below := [*self._below_numbers()]):
            yield from below
        else:
            yield from self._by_row()

    def _below_numbers(self) -> Iterator[RowProposal]:
        """Claims below heads that are all numbers: "| 50% | 90% |"."""
        copy, (head, *rows) = self.document.copy, self.rows
        numbers = [cell_value(copy, a, b, "") for a, b in head]
        if not all(numbers):
            return
        for index, row in enumerate(rows, start=1):
            for cell, number in zip(row, numbers, strict=False):
                if len(_WORD.findall(copy, *cell)) >= _LEAST_WORDS:
                    sentence = Sentence(
                        cell,
                        self._block_of(index),
                        windows=self._windows(*cell),
                        seen=self.document.glance(*cell),
                    )
                    yield RowProposal(self._proposal(cell, sentence, number, self.document.author))

    def _by_row(self) -> Iterator[RowProposal]:
        document, lows = self.document, [lower(head) for head in self.heads]
        columns = columns_of(
            document.copy,
            lows,
            self.rows,
            announced=self._announced(),
            of_chances=self._of_chances(lows),
            today=document.today,
        )
        if columns is None:
            return
        for number, row in enumerate(self.rows):
            if columns.question >= len(row) or _TOTAL.fullmatch(
                document.low, *row[columns.question]
            ):
                continue
            yield from self._picks(columns, row, number)
            yield from self._named(columns, row, number)
            numbers = [c for c in columns.numbers if c < len(row)]
            stated = self._states(lows[columns.question], row[columns.question])
            if not numbers and not stated:
                continue
            sentence = self._sentence(columns, row, number)
            for column in numbers:
                yield from self._cell(columns, row, sentence, column, lows[column])
            if stated and not columns.numbers and not columns.names:
                who = self._who(columns, row, columns.question)
                window = None if sentence.windows else self._period_above()
                yield RowProposal(
                    self._proposal(row[columns.question], sentence, None, who), window
                )

    def _states(self, head: str, cell: Span) -> bool:
        """True for a cell of words below "Prediction", where predictions are announced."""
        words = _WORD.findall(self.document.copy, *cell)
        return (
            len(words) >= _LEAST_WORDS
            and _CLAIMS.fullmatch(head) is not None
            and (self._announced() or self._keeps() or self._period_above() is not None)
            and not (_PLANNED.search(head) and plans(self.document))
        )

    def _period_above(self) -> Window | None:
        """The period that the heading names, where it is not over: "Medium term (2033-2036)"."""
        today, blocks = self.document.today, self.document.blocks
        above = (blocks[index] for index in blocks[self.first].headings[-1:])
        periods = (w for over in above for w in self._windows(over.start, over.end) if w.deadline)
        return next((w for w in periods if today and w.deadline and w.deadline > today), None)

    def _kept(self) -> bool:
        """True for a record of predictions, which says when each was made or falls due, and speaks of times."""
        question = next(
            (c for c, head in enumerate(self.heads) if _CLAIMS.fullmatch(lower(head))), 0
        )
        cells = [row[question] for row in self.rows if question < len(row)]
        timed = sum(any(w.deadline for w in self._windows(*cell)) for cell in cells)
        return 2 * timed >= len(cells) > 1 and any(_KEPT.search(lower(head)) for head in self.heads)

    def _named(self, columns: Columns, row: Row, number: int) -> Iterator[RowProposal]:
        """Who is picked, and when something is projected to come, with what stands before it."""
        ends = columns.names
        if columns.projected is not None and not columns.numbers:
            ends = (*ends, columns.projected)
        for column in ends:
            if column >= len(row) or not _WORD_OR_YEAR.search(self.document.copy, *row[column]):
                continue
            named = column in columns.names and columns.opening < column
            opening = columns.opening if named else self._first_worded(row)
            sentence = self._sentence(columns, row, number)
            who = self._named_in(columns, row) or self.document.author
            yield RowProposal(
                self._proposal((row[opening][0], row[column][1]), sentence, None, who)
            )

    def _first_worded(self, row: Row) -> int:
        return next(
            (c for c, cell in enumerate(row) if _LETTERS.search(self.document.copy, *cell)), 0
        )

    def _picks(self, columns: Columns, row: Row, number: int) -> Iterator[RowProposal]:
        """Who is picked, with the row up to what came of it: without that the pick says too little."""
        for column in columns.picks:
            if column < len(row) and (
                stated := picked_value(self.document.copy[slice(*row[column])], *row[column])
            ):
                last = next(
                    (c for c in range(column + 1, len(row)) if c in columns.remarks), len(row)
                )
                span = (row[0][0], row[last - 1][1])
                sentence = self._sentence(columns, row, number)
                who = self._who(columns, row, column)
                yield RowProposal(self._proposal(span, sentence, stated, who))

    def _announced(self) -> bool:
        block = self.document.blocks[self.first]
        above = (*block.headings[-1:], *((block.lead,) if block.lead is not None else ()))
        return self.document.predictive or any(map(self.document.announces, above))

    def _of_chances(self, heads: list[str]) -> bool:
        """True where the heads, or what stands above the table, speak of chances."""
        document = self.document
        block = document.blocks[self.first]
        above = (*block.headings[-1:], *((block.lead,) if block.lead is not None else ()))
        over = [document.low[document.blocks[i].start : document.blocks[i].end] for i in above]
        return any(_OF_CHANCES.search(words) for words in (*heads, *over))

    def _cell(
        self, columns: Columns, row: Row, sentence: Sentence, column: int, head: str
    ) -> Iterator[RowProposal]:
        document = self.document
        stated = cell_value(document.copy, *row[column], head)
        if stated is None:
            return
        horizon = column in columns.horizons
        window = next(iter(self._windows(*self.places[column])), None) if horizon else None
        question = row[columns.question]
        start = min(row[columns.opening][0], row[column][0])
        end = max(question[1], row[column][1])
        who = self._who(columns, row, column)
        yield RowProposal(self._proposal((start, end), sentence, stated, who), window)

    def _proposal(
        self, span: Span, sentence: Sentence, stated: Stated | None, who: str | None
    ) -> Proposal:
        clause = Clause(*span, sentence.span, sentence.span, [])
        sure = _SURE if stated else _FAIRLY_SURE
        return Proposal(*span, clause, sentence, "cell", stated, who, confidence=sure)

    def _sentence(self, columns: Columns, row: Row, number: int) -> Sentence:
        span = (row[0][0], row[-1][1])
        windows = [w for w in self._asked(columns, row) if w.deadline]
        if not windows:  # a deadline may stand in a column of its own
            told = columns.remarks | columns.made | set(columns.numbers)
            others = [columns.days] if columns.days is not None else []
            others += [c for c in range(len(row)) if c not in told]
            windows = next(
                (w for c in others if c < len(row) and (w := self._windows(*row[c]))), []
            )
        if not windows and (day := self._day_of(columns, number)):
            a, b = row[columns.question]
            windows = [Window(start=a, end=b, kind="in", not_before=day, deadline=day)]
        index = self._block_of(number)
        return Sentence(span, index, windows=windows, seen=self.document.glance(*span))

    def _day_of(self, columns: Columns, number: int) -> date | None:
        """The day of a row whose column of days gives no year: "Sat 1/17"."""
        return self._days(columns.days)[number] if columns.days is not None else None

    def _days_of(self, column: int) -> list[date | None]:
        near = self.document.published
        cells = [
            self.document.copy[slice(*row[column])] if column < len(row) else ""
            for row in self.rows
        ]
        return days_without_year(cells, near) if near else [None] * len(cells)

    def _asked(self, columns: Columns, row: Row) -> list[Window]:
        """The times in what is asked, counted from the day on which the row says that it was made."""
        question = row[columns.question]
        if not any(c < len(row) for c in columns.made):
            return self._windows(*question)
        told = (find_date(self.document.copy[slice(*row[c])]) for c in columns.made if c < len(row))
        return self.document.windows(*question, today=next(filter(None, told), None))

    def _who(self, columns: Columns, row: Row, column: int) -> str | None:
        named = self._named_in(columns, row)
        if not named and column not in columns.horizons and self.heads[column]:
            named = forecaster(self.heads[column])
        return named or self.document.author

    def _named_in(self, columns: Columns, row: Row) -> str | None:
        """Who is named in the row itself."""
        if columns.who is None or columns.who >= len(row):
            return None
        return self.document.copy[slice(*row[columns.who])].strip(" *_@") or None

    def _block_of(self, number: int) -> int:
        """The block of a row; the line of rules below the head is a block too."""
        return bisect_right(self.starts, self.rows[number][0][0]) - 1
