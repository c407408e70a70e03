"""Grids: the cells of the rows that stand together."""

import re
from collections.abc import Iterator

from predictions.extraction.layout.blocks import Block, Kind

Span = tuple[int, int]
Row = list[Span]

_RULE = re.compile(r"[\s|:=+-]+")


def grids(copy: str, blocks: list[Block]) -> Iterator[tuple[int, list[Row]]]:
    """The rows of each table, as spans of their cells, with the index of the table's first block."""
    first, run = 0, list[Row]()
    for index, block in enumerate([*blocks, None]):
        if block is not None and block.kind is Kind.ROW:
            first = first if run else index
            if not _RULE.fullmatch(copy, block.start, block.end):
                run.append(cells_of(copy, block))
        elif run:
            if len(rows := [row for row in run if len(row) > 1]) > 1:
                yield first, rows
            run = []


def cells_of(copy: str, row: Block) -> Row:
    """The cells of a row, without the blanks around what they say; a cell may be empty."""
    start, end = _trimmed(copy, row.start, row.end)
    start += copy.startswith("|", start, end)
    end -= end > start and copy[end - 1] == "|"
    cells = []
    for part in copy[start:end].split("|"):
        cells.append(_trimmed(copy, start, start + len(part)))
        start += len(part) + 1
    return cells


def _trimmed(copy: str, a: int, b: int) -> Span:
    while a < b and copy[a].isspace():
        a += 1
    while b > a and copy[b - 1].isspace():
        b -= 1
    return a, b
