"""Bare numbers in a line or item of their own: where nearly all of a list have one below, it is the chance of each."""

from predictions.extraction.chances.figures import Figure, figure_alone
from predictions.extraction.chances.numbers import Stated
from predictions.extraction.chances.regular import look_like_chances
from predictions.extraction.chances.siblings import Entry, looks_ahead
from predictions.extraction.layout.blocks import Kind
from predictions.extraction.layout.document import Document

_FEWEST, _MOST = 3, 0.8
_KINDS = (Kind.ITEM, Kind.PARAGRAPH)


def numbers_below(document: Document) -> dict[int, tuple[int, Stated]]:
    """The numbers by the blocks that they stand in, each with the block that it is for."""
    found: dict[tuple[Kind, int, str], list[tuple[int, int, Figure]]] = {}
    for index, block in enumerate(document.blocks):
        if index == 0 or block.kind not in _KINDS:
            continue
        figure = figure_alone(document.copy, block.start, block.end)
        if figure and not figure.says_what_it_is:
            owner = index - 1 if block.parent is None else block.parent
            key = (block.kind, block.level, figure.kind)
            found.setdefault(key, []).append((index, owner, figure))
    return {
        index: (owner, figure.stated)
        for column in found.values()
        if _is_column(document, column)
        for index, owner, figure in column
    }


def _is_column(document: Document, column: list[tuple[int, int, Figure]]) -> bool:
    """True where nearly all that stand side by side have such a number below, and these look like chances."""
    owners = {owner for _, owner, _ in column}
    if len(column) < _FEWEST or len(owners) < len(column):
        return False
    first = document.blocks[column[0][1]]
    numbers = {index for index, _, _ in column}
    alike = [
        index
        for index, block in enumerate(document.blocks)
        if (block.kind, block.level) == (first.kind, first.level) and index not in numbers
    ]
    entry = Entry(column[0][1], first.start, first.end)
    return (
        len(owners & set(alike)) >= _MOST * len(alike)
        and looks_ahead(document, entry)
        and look_like_chances(column[0][2].kind, [figure for _, _, figure in column])
    )
