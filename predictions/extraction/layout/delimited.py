"""Tables of comma- or semicolon-separated values: lines with the same number of cells below heads, one of them what is forecast."""

from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from predictions.extraction.layout.aligned import aligned_in, heads_figures, told
from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.framing import Frame, Row, Span, frames_in, lines_of
from predictions.regexes import regex

_SEPARATORS = ("\t", ";", ",")
_FEWEST = 3  # lines, the heads among them
_LONGEST_HEAD, _LONGEST_HEADS = 40, 240
_CELL = regex(r'[ ]*"((?:[^"\n]|""){0,2000})"[ ]*')


def with_rows(text: str, blocks: list[Block]) -> list[Block]:
    """The blocks, with a row for each row of a table in other markup than bars, or of separated values."""
    frames = [*frames_in(text), *aligned_in(text)]
    blocks = _framed(blocks, sorted(frames, key=lambda frame: frame.start)) if frames else blocks
    found: list[Block] = []
    for block in blocks:
        separator = _separator(text, block) if block.kind is Kind.PARAGRAPH else None
        if separator is None:
            found.append(block)
            continue
        lines = [line for line in lines_of(text, block.start, block.end) if line[1] > line[0]]
        found += (_row(block, _cells(text, *line, separator), block.start) for line in lines)
    return found


def barred(copy: str, text: str, blocks: list[Block]) -> str:
    """The matching copy with bars between the cells of such rows, and nothing else between them."""
    pieces: list[str] = []
    done = 0
    for block in blocks:
        if block.cells:
            pieces += (copy[done : block.start], _with_bars(copy, text, block))
            done = block.end
    return "".join((*pieces, copy[done:])) if pieces else copy


def _with_bars(copy: str, text: str, row: Block) -> str:
    line = [" "] * (row.end - row.start)
    for start, end in row.cells:
        words = copy[start:end].replace("|", "/").replace("\n", " ")
        line[start - row.start : end - row.start] = (
            words.replace("\\", " ") if "\\" in words else words
        )
        if end < row.end:
            line[end - row.start] = "|"
        if _CELL.fullmatch(text, start, end):
            first = text.index('"', start) - row.start
            line[first] = line[text.rindex('"', start, end) - row.start] = " "
    return "".join(line)


def _row(block: Block, cells: Row, table: int) -> Block:
    row = replace(
        block, kind=Kind.ROW, start=cells[0][0], end=cells[-1][1], breaks=[], by_line=False
    )
    row.cells, row.table = cells, table
    return row


def _framed(blocks: list[Block], frames: list[Frame]) -> list[Block]:
    """The blocks, those that a frame covers replaced by its rows."""
    found: list[Block] = []
    waiting = deque(blocks)
    for frame in _apart(frames):
        while waiting and waiting[0].end <= frame.start:
            found.append(waiting.popleft())
        quoted = bool(waiting) and waiting[0].quoted
        while waiting and waiting[0].start < frame.end:
            block = waiting.popleft()
            if block.start < frame.start:
                found.append(_part(block, block.start, frame.start - 1))
            if block.end > frame.end + 1:
                waiting.appendleft(_part(block, frame.end + 1, block.end))
        rows = (row for row in frame.rows if row[0][0] < row[-1][1])
        found += (_row(Block(Kind.ROW, 0, 0, quoted=quoted), row, frame.start) for row in rows)
    return [block for block in (*found, *waiting) if block.end > block.start]


def _part(block: Block, start: int, end: int) -> Block:
    return replace(
        block, start=start, end=end, breaks=[at for at in block.breaks if start < at < end]
    )


def _apart(frames: list[Frame]) -> Iterator[Frame]:
    done = -1
    for frame in frames:
        if frame.start > done:
            done = frame.end
            yield frame


def _separator(text: str, block: Block) -> str | None:
    """What parts the cells of all lines of a paragraph, below heads of which one says that it is forecast."""
    first = text.find("\n", block.start, block.end)
    if first < 0 or first - block.start > _LONGEST_HEADS:
        return None
    lines = [line for line in lines_of(text, block.start, block.end) if line[1] > line[0]]
    for separator in _SEPARATORS:
        if len(lines) < _FEWEST or separator not in text[block.start : first]:
            continue
        rows = [_cells(text, *line, separator) for line in lines]
        short = all(b - a <= _LONGEST_HEAD for a, b in rows[0])
        if (
            short
            and all(len(row) == len(rows[0]) for row in rows)
            and (told(text, rows[0]) or heads_figures(text, rows))
        ):
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
