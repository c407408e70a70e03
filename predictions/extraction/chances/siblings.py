"""Siblings: what stands side by side, as items of a list, lines, headings of a level or short paragraphs do."""

from collections.abc import Iterator
from dataclasses import dataclass

from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.document import Document

_LONGEST_PARAGRAPH = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One of several that stand side by side."""

    block: int
    start: int
    end: int
    number: str = ""  # by which a list counts it, or which is its chance: "80. The dam holds"


def siblings(document: Document) -> list[list[Entry]]:
    """The groups of entries of a document."""
    if document.siblings is None:
        document.siblings = [*_groups(document)]
    return document.siblings


def _groups(document: Document) -> Iterator[list[Entry]]:
    groups: dict[tuple[object, ...], list[Entry]] = {}
    for index, block in enumerate(document.blocks):
        for key, entry in _entries(document.text, index, block):
            groups.setdefault(key, []).append(entry)
    yield from groups.values()


def mark_of(text: str, block: Block) -> str:
    """The bullet of an item; numbers are all one."""
    if block.kind is not Kind.ITEM or block.number:
        return ""
    line = text.rfind("\n", max(0, block.start - _FARTHEST), block.start) + 1
    mark = text[line : block.start].strip()
    return "" if any(map(str.isnumeric, mark)) else mark


_FARTHEST = 40  # characters of a bullet and what stands before it


def _entries(text: str, index: int, block: Block) -> Iterator[tuple[tuple[object, ...], Entry]]:
    if block.kind is Kind.ITEM:
        key = ("item", block.level, block.lead, block.headings, mark_of(text, block))
        yield key, Entry(index, block.start, block.end, block.number)
    elif block.kind is Kind.HEADING and block.level > 1:
        yield ("heading", block.level), Entry(index, block.start, block.end)
    elif block.kind is Kind.PARAGRAPH:
        if block.breaks:
            starts, ends = [block.start, *block.breaks], [*block.breaks, block.end]
            for start, end in zip(starts, ends, strict=True):
                yield ("line", block.headings), Entry(index, start, end)
        if block.end - block.start < _LONGEST_PARAGRAPH and not block.by_line:
            yield ("paragraph", block.headings), Entry(index, block.start, block.end)


def looks_ahead(document: Document, entry: Entry) -> bool:
    """True where predictions are announced by the title or above."""
    block = document.blocks[entry.block]
    above = (block.parent, block.lead, *block.headings[-1:])
    return document.predictive or any(document.announces(i) for i in above if i is not None)
