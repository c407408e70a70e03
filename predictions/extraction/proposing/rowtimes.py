"""When what a row of a table says comes: by its question, a column of its own, or the period above the table."""

from dataclasses import replace
from datetime import date
from functools import cache

from predictions.extraction.chances.columns import Columns
from predictions.extraction.layout.grids import Row
from predictions.extraction.proposing.gate import Sentence
from predictions.extraction.proposing.tables import Table
from predictions.reading.dates import days_without_year, find_date
from predictions.windows import Window


def _by_itself(window: Window) -> Window:
    """The "2034-2036 range" of a cell of its own is the time, and not said of something else."""
    return replace(window, kind="bare") if window.kind == "attributive" else window


class RowTimes:
    """The times of the rows of a table."""

    def __init__(self, table: Table) -> None:
        self.table, self.document = table, table.document
        self._days = cache(self._days_of)

    def sentence(self, columns: Columns, row: Row, number: int) -> Sentence:
        """A row as a sentence, with its times."""
        span, windows_in = (row[0][0], row[-1][1]), self.table.windows
        windows = [w for w in self._asked(columns, row) if w.deadline]
        if not windows:  # a deadline may stand in a column of its own
            told = columns.remarks | columns.made | set(columns.numbers)
            others = [columns.days] if columns.days is not None else []
            others += [c for c in range(len(row)) if c not in told]
            told_by = (windows_in(*row[c]) for c in others if c < len(row))
            windows = [*map(_by_itself, next(filter(None, told_by), []))]
        if not windows and (day := self._day_of(columns, number)):
            a, b = row[columns.question]
            windows = [Window(start=a, end=b, kind="in", not_before=day, deadline=day)]
        index = self.table.block_at(row[0])
        return Sentence(span, index, windows=windows, seen=self.document.glance(*span))

    def period_above(self) -> Window | None:
        """The period that the heading names, where it is not over: "Medium term (2033-2036)"."""
        today, blocks = self.document.today, self.document.blocks
        above = (blocks[index] for index in blocks[self.table.first].headings[-1:])
        periods = (
            w for over in above for w in self.table.windows(over.start, over.end) if w.deadline
        )
        return next((w for w in periods if today and w.deadline and w.deadline > today), None)

    def _day_of(self, columns: Columns, number: int) -> date | None:
        """The day of a row whose column of days gives no year: "Sat 1/17"."""
        return self._days(columns.days)[number] if columns.days is not None else None

    def _days_of(self, column: int) -> list[date | None]:
        near = self.document.published
        cells = [
            self.document.copy[slice(*row[column])] if column < len(row) else ""
            for row in self.table.rows
        ]
        return days_without_year(cells, near) if near else [None] * len(cells)

    def _asked(self, columns: Columns, row: Row) -> list[Window]:
        """The times in what is asked, counted from the day on which the row says that it was made."""
        question = row[columns.question]
        if not any(c < len(row) for c in columns.made):
            return self.table.windows(*question)
        told = (find_date(self.document.copy[slice(*row[c])]) for c in columns.made if c < len(row))
        return self.document.windows(*question, today=next(filter(None, told), None))
