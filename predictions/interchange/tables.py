"""CSV files by RFC 4180, written and read as streams.

Rows hold texts that are already cells (`cells.neutralise`), numbers, and None for nothing. Numbers
are written with every digit, so that reading gives the same number back.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import IO, TextIO

from predictions.errors import InvalidValue
from predictions.interchange.cells import restore

Cell = str | float | int | None


def write_table(stream: IO[str], header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write header and rows; the stream was opened with `newline=""` and UTF-8."""
    csv.writer(stream, lineterminator="\r\n").writerows(chain((header,), rows))


def read_table(stream: TextIO, header: Sequence[str]) -> Iterator[dict[str, str]]:
    """Yield the rows of a table with at least those columns, texts as they were before export.

    Raises:
        InvalidValue: a missing column or a ragged row, by its number in a spreadsheet.
    """
    lines = csv.reader(stream, strict=True)
    try:
        names = next(lines, [])
        names = [name.removeprefix("\ufeff") for name in names]
        missing = [name for name in header if name not in names]
        if missing:
            raise InvalidValue("header", f"lacks the column {', '.join(missing)}")
        for number, cells in enumerate(lines, start=2):
            if len(cells) != len(names):
                raise InvalidValue(
                    f"row {number}", f"has {len(cells)} cells, the header has {len(names)}"
                )
            yield {name: restore(cell) for name, cell in zip(names, cells, strict=True)}
    except csv.Error as error:
        raise InvalidValue(f"line {lines.line_num}", f"is not CSV: {error}") from None
