"""Grids: the cells of the rows that stand together."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from predictions.extraction.layout.blocks import Block, Kind
from predictions.regexes import regex

Span = tuple[int, int]
Row = list[Span]

_WIDE = 80  # blanks of a cell
_RULE = regex(r"[\s|:=+-]+")


def grids(copy: str, blocks: list[Block]) -> Iterator[tuple[int, list[Row]]]:
    """The rows of each table, as spans of their cells, with the index of the table's first block."""
    first, last, table, run = 0, 0, -1, list[Row]()
    for index, block in enumerate([*blocks, None]):
        if block is not None and block.kind is Kind.ROW:
            parted = block.table != table or table < 0
            if run and parted and _PARTED.search(copy, last, block.start):
                if len(rows := _filled(copy, run)) > 1:
                    yield first, rows
                run = []
            first, last, table = first if run else index, block.end - 1, block.table
            if not _RULE.fullmatch(copy, block.start, block.end):
                run.append(cells_of(copy, block))
        elif run:
            if len(rows := _filled(copy, run)) > 1:
                yield first, rows
            run = []


def _behind_bar(copy: str, at: int) -> bool:
    return copy[max(0, at - _WIDE) : at].rstrip(" \t").endswith("|")


def _filled(copy: str, run: list[Row]) -> list[Row]:
    """The rows with several cells; the first head is empty where a bar stands before it as before no other row."""
    rows = [row for row in run if len(row) > 1]
    if len(rows) > 1 and all(len(row) == len(rows[0]) + 1 for row in rows[1:]):
        start = rows[0][0][0]
        if _behind_bar(copy, start) and not _behind_bar(copy, rows[1][0][0]):
            rows[0] = [(start, start), *rows[0]]
    return rows


_PARTED = regex(r"\n[ \t]*\n")


_TABLE = regex(r"<(?P<ends>/)?table\b[^<>]{0,300}>", re.IGNORECASE)
_ROW = regex(r"<tr\b", re.IGNORECASE)
_CELL = regex(r"<t[dh]\b[^<>]{0,300}>", re.IGNORECASE)
_CELL_ENDS = regex(r"</?t[dhr]\b|</?(?:tbody|thead|table)\b", re.IGNORECASE)
_LONGEST_TABLE = 200_000


def html_grids(text: str, copy: str, blocks: list[Block]) -> Iterator[tuple[int, list[Row]]]:
    """The same for tables that a Markdown text holds as HTML, however their tags stand in lines."""
    starts = [block.start for block in blocks]
    for begin, stop in _tables(text):
        first = bisect_right(starts, begin) - 1
        if first < 0 or blocks[first].kind is Kind.CODE:
            continue
        begins = [row.start() for row in _ROW.finditer(text, begin, stop)]
        if not begins:
            continue
        rows = [
            _html_cells(text, copy, a, b) for a, b in zip(begins, [*begins[1:], stop], strict=True)
        ]
        if len(rows := [row for row in rows if len(row) > 1]) > 1:
            yield first, rows


def _tables(text: str) -> Iterator[Span]:
    """Where the tables that hold no others stand."""
    begin = None
    for tag in _TABLE.finditer(text):
        if not tag["ends"]:
            begin = tag.end()
        elif begin is not None:
            if tag.start() - begin < _LONGEST_TABLE:
                yield begin, tag.start()
            begin = None
    if begin is not None and len(text) - begin < _LONGEST_TABLE:
        yield begin, len(text)  # a page that was cut


def _html_cells(text: str, copy: str, start: int, end: int) -> Row:
    cells = []
    for cell in _CELL.finditer(text, start, end):
        stop = _CELL_ENDS.search(text, cell.end(), end)
        cells.append(_trimmed(copy, cell.end(), stop.start() if stop else end))
    return cells


def cells_of(copy: str, row: Block) -> Row:
    """The cells of a row, without the blanks around what they say; a cell may be empty."""
    if row.cells:
        return [_trimmed(copy, a, b) for a, b in row.cells]
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
