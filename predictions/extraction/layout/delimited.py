"""Tables of comma- or tab-separated values: lines with the same number of cells below heads, one of them what is forecast."""

import re
from dataclasses import replace

from predictions.extraction.layout.blocks import Block, Kind

Span = tuple[int, int]

_SEPARATORS = ("\t", ";", ",")
_FEWEST = 3  # lines, the heads among them
_LONGEST_HEAD = 40
_QUESTION = re.compile(
    r"\W*(?:predictions?|forecasts?|questions?|claims?|statements?|events?|propositions?)(?:[ _](?:text|title))?\W*",
    re.IGNORECASE,
)
_CELL = re.compile(r'[ ]*"((?:[^"\n]|""){0,2000})"[ ]*')


def rows_of_values(text: str, blocks: list[Block]) -> list[Block]:
    """The blocks, a paragraph of separated values as a row for each of its lines."""
    found: list[Block] = []
    for block in blocks:
        separator = _separator(text, block) if block.kind is Kind.PARAGRAPH else None
        if separator is None:
            found.append(block)
            continue
        for start, end in _lines(text, block):
            row = replace(block, kind=Kind.ROW, start=start, end=end, breaks=[], by_line=False)
            row.separator = separator
            found.append(row)
    return found


def barred(copy: str, text: str, blocks: list[Block]) -> str:
    """The matching copy with bars between the cells of such rows, and no quotation marks around them."""
    pieces: list[str] = []
    done = 0
    for block in blocks:
        if block.separator:
            cells = _cells(text, block.start, block.end, block.separator)
            line = list(copy[block.start : block.end].replace("|", "/"))
            for start, end in cells:
                if end < block.end:
                    line[end - block.start] = "|"
                if _CELL.fullmatch(text, start, end):
                    first = text.index('"', start) - block.start
                    line[first] = line[text.rindex('"', start, end) - block.start] = " "
            pieces += (copy[done : block.start], "".join(line))
            done = block.end
    return "".join((*pieces, copy[done:])) if pieces else copy


def _lines(text: str, block: Block) -> list[Span]:
    spans, start = [], block.start
    for line in text[block.start : block.end].split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return [(a, b) for a, b in spans if b > a]


def _separator(text: str, block: Block) -> str | None:
    """What parts the cells of all lines of a paragraph, below heads of which one says that it is forecast."""
    first = text.find("\n", block.start, block.end)
    if first < 0 or not _QUESTION.search(text, block.start, first):
        return None
    lines = _lines(text, block)
    for separator in _SEPARATORS:
        if len(lines) < _FEWEST or separator not in text[block.start : first]:
            continue
        heads, *rows = (_cells(text, *line, separator) for line in lines)
        named = any(_QUESTION.fullmatch(text, a, b) for a, b in heads)
        short = all(b - a <= _LONGEST_HEAD for a, b in heads)
        if named and short and all(len(row) == len(heads) for row in rows):
            return separator
    return None


def _cells(text: str, start: int, end: int, separator: str) -> list[Span]:
    """The cells of a line; a separator between quotation marks parts nothing."""
    cells = []
    while True:
        quoted = _CELL.match(text, start, end)
        stop = text.find(separator, quoted.end() if quoted else start, end)
        cells.append((start, stop if stop >= 0 else end))
        if stop < 0:
            return cells
        start = stop + 1
