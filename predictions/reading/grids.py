"""Rows of a page whose pieces stand below each other, as Markdown tables."""

from collections.abc import Iterator, Sequence

from predictions.reading.lines import Cell, Line

_FEWEST = 6  # cells: three rows of two columns, two of three
_MOST_WORDS = 25  # of a cell; longer ones are the columns of a page
_STEP = 4  # sizes of type that rows may be apart


def grids(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield the spans of lines that are the rows of one table, a head of its own included."""
    start = 0
    while start < len(lines):
        end = start + 1
        while lines[start].cells and end < len(lines) and _goes_on(lines[end - 1], lines[end]):
            end += 1
        if _is_table(lines[start:end]):
            headed = start > 0 and _heads(lines[start - 1], lines[start])
            yield start - headed, end
        start = end


def table(rows: Sequence[Line]) -> str:
    """Return rows as a Markdown table; where the first of them is a row like the others, without a head."""
    cells = [[cell.text.replace("|", "\\|") for cell in row.cells] for row in rows]
    width = len(cells[-1])
    if len(cells[0]) < width:
        cells[0].insert(0, "")
    elif any(map(str.isdigit, "".join(cells[0][1:]))):
        cells.insert(0, [""] * width)
    lines = ["| " + " | ".join(row) + " |" for row in cells]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _heads(above: Line, below: Line) -> bool:
    """Return whether a line names the columns but the first, which needs no name."""
    if len(above.cells) != len(below.cells) - 1 or not _near(above, below):
        return False
    return all(_overlap(one, two) for one, two in zip(above.cells, below.cells[1:], strict=True))


def _near(above: Line, below: Line) -> bool:
    return 0 < above.ends_at - below.y < _STEP * max(above.size, 1)


def _goes_on(above: Line, below: Line) -> bool:
    if not _near(above, below) or len(above.cells) != len(below.cells):
        return False
    return all(_overlap(one, two) for one, two in zip(above.cells, below.cells, strict=True))


def _overlap(one: Cell, two: Cell) -> bool:
    return one.left < two.right and two.left < one.right


def _is_table(rows: Sequence[Line]) -> bool:
    """Return whether there are enough cells, all short, with figures in one column at least."""
    if len(rows) < 2 or len(rows) * len(rows[0].cells) < _FEWEST:
        return False
    if any(len(cell.text.split()) > _MOST_WORDS for row in rows for cell in row.cells):
        return False
    columns = list(zip(*(row.cells for row in rows), strict=True))
    return any(all(any(map(str.isdigit, c.text)) for c in column[1:]) for column in columns[1:])
