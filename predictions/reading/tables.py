"""HTML tables as Markdown tables; tables that only lay a page out as the blocks inside them."""

import re
from collections.abc import Callable

from predictions.reading.elements import Node

Flow = Callable[[Node], list[str]]

# Bounds on what a page may claim: a span of a billion columns is not to be filled.
_WIDEST = 60
_TALLEST = 1000
_CELLS = frozenset(("td", "th"))


def table_blocks(table: Node, flow: Flow) -> list[str]:
    """Return the table as one Markdown block, after its caption; or its cells' blocks for a layout."""
    rows = _rows(table)
    caption = [block for child in table if child.tag == "caption" for block in flow(child)]
    if _lays_out(table, rows):
        return caption + [block for row in rows for cell in row for block in flow(cell)]
    grid = _grid(rows, flow)
    width = max((len(line) for line in grid), default=0)
    if width == 0:
        return caption
    head = grid.pop(0) if _is_head(rows[0]) else [""] * width
    lines = [_line(head, width), "|" + " --- |" * width, *(_line(cells, width) for cells in grid)]
    return [*caption, "\n".join(lines)]


def _rows(table: Node) -> list[list[Node]]:
    """Return the cells by row, of this table and not of one inside it."""
    found = []
    for child in table:
        rows = child if child.tag in ("thead", "tbody", "tfoot") else [child]
        for row in rows:
            cells = [cell for cell in row if cell.tag in _CELLS] if row.tag == "tr" else []
            if any(text.strip() for cell in cells for text in cell.itertext()):
                found.append(cells)
    return found


def _lays_out(table: Node, rows: list[list[Node]]) -> bool:
    if not rows or (table.get("role") or "") in ("presentation", "none"):
        return True
    if max(len(row) for row in rows) < 2 or next(table.iterdescendants("table"), None) is not None:
        return True
    if all(sum(1 for cell in row if _says_something(cell)) < 2 for row in rows):
        return True  # never two things side by side
    return any(_holds_blocks(cell) for row in rows for cell in row)


def _says_something(cell: Node) -> bool:
    return any(text.strip() for text in cell.itertext())


def _holds_blocks(cell: Node) -> bool:
    """Return whether a cell is a column of a page: headings, or several paragraphs of some length."""
    if next(cell.iterdescendants("h1", "h2", "h3", "pre", "article", "form"), None) is not None:
        return True
    return sum(1 for _ in cell.iterdescendants("p")) > 3


def _grid(rows: list[list[Node]], flow: Flow) -> list[list[str]]:
    """Return the texts by row and column, spans filled with their cell's text."""
    grid: list[list[str]] = []
    hanging: dict[int, tuple[int, str]] = {}  # column -> rows still to fill, text
    for cells in rows:
        line: list[str] = []
        _hang(line, hanging)
        for cell in cells:
            text = _cell_text(cell, flow)
            down = _span(cell, "rowspan", _TALLEST) - 1
            for _ in range(_span(cell, "colspan", _WIDEST)):
                if len(line) >= _WIDEST:
                    break
                if down:
                    hanging[len(line)] = (down, text)
                line.append(text)
            _hang(line, hanging)
        grid.append(line)
    return grid


def _hang(line: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    while len(line) in hanging:
        left, text = hanging.pop(len(line))
        if left > 1:
            hanging[len(line)] = (left - 1, text)
        line.append(text)


def _cell_text(cell: Node, flow: Flow) -> str:
    text = re.sub(r"\s*\n\s*", " ", " ".join(flow(cell)))
    return text.removeprefix("\\").replace("|", "\\|")


def _span(cell: Node, name: str, most: int) -> int:
    value = (cell.get(name) or "").strip()
    return min(max(int(value), 1), most) if value.isdecimal() and len(value) < 7 else 1


def _is_head(cells: list[Node]) -> bool:
    """Return whether a first row names the columns: header cells, or all of it bold."""
    filled = [cell for cell in cells if "".join(cell.itertext()).strip()]
    if filled and all(cell.tag == "th" for cell in filled):
        return True
    return bool(filled) and all(_all_bold(cell) for cell in filled)


def _all_bold(cell: Node) -> bool:
    bold = "".join("".join(node.itertext()) for node in cell.iter("b", "strong")).strip()
    return cell.tag == "th" or (bool(bold) and bold == "".join(cell.itertext()).strip())


def _line(cells: list[str], width: int) -> str:
    return "| " + " | ".join(cells + [""] * (width - len(cells))) + " |"
