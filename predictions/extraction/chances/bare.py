"""Bare figures that nearly all items of a list, or headings of a level, end or begin with ("[70]", "0.7:")."""

import re
from collections.abc import Iterator

from predictions.candidate import Basis
from predictions.extraction.chances.numbers import Stated
from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.document import Document

_LAST = re.compile(r"[\[(:\u2014=-][ \t]*(?P<n>[1-9]\d?|0?\.\d{1,2})[\])]?[\s*_.]*$")
# In front a whole number would be that of the item.
_FIRST = re.compile(r"[\s*_(\[]*(?P<n>0?\.\d{1,2})[)\]*_]{0,3}(?:\s*[:\u2013\u2014-])?\s+(?=\S)")
_OF_CHANCES = re.compile(
    r"\b(?:per ?cent|probabilit\w+|confidence|chances?|likelihood|calibrat\w+|odds)\b|%"
)
_LIST = 3  # items that make a list
_LONGEST_LINE = 200
_BEFORE = 2000  # characters before a list in which chances are spoken of


def bare_numbers(document: Document) -> dict[int, Stated]:
    """The figures, by the block of their claim: whole ones only where chances are spoken of above.

    A lone figure belongs to what is claimed.
    """
    given: dict[int, Stated] = {}
    for group in _groups(document.blocks):
        found = {index: match for index in group if (match := _figure(document, index))}
        share = 0.6 if document.blocks[group[0]].kind is Kind.PARAGRAPH else 0.8
        if len(found) < max(_LIST, share * len(group)):
            continue
        start = document.blocks[next(iter(found))].start
        whole = any("." not in match["n"] for match in found.values())
        if not whole or _OF_CHANCES.search(document.low, max(0, start - _BEFORE), start):
            given |= {index: _as_stated(match) for index, match in found.items()}
    return given


def _groups(blocks: list[Block]) -> Iterator[list[int]]:
    """Items of the same list; headings of the same level; short paragraphs of a section."""
    lists: dict[tuple[object, ...], list[int]] = {}
    for index, block in enumerate(blocks):
        if block.kind is Kind.ITEM:
            lists.setdefault((block.lead, block.headings), []).append(index)
        elif block.kind is Kind.HEADING and block.level > 1:
            lists.setdefault((block.level,), []).append(index)
        elif block.kind is Kind.PARAGRAPH and block.end - block.start < _LONGEST_LINE:
            lists.setdefault((block.headings,), []).append(index)
    yield from lists.values()


def _figure(document: Document, index: int) -> re.Match[str] | None:
    block, text = document.blocks[index], document.text
    last = _LAST.search(text, max(block.start, block.end - 12), block.end)
    if last and "." not in last["n"] and block.kind is Kind.HEADING:
        return None  # "Business (3)": how many stand below
    return last or _FIRST.match(text, block.start, block.end)


def _as_stated(match: re.Match[str]) -> Stated:
    words = match["n"]
    value = float(words) if "." in words else int(words) / 100
    return Stated(*match.span("n"), value, Basis.STATED)
