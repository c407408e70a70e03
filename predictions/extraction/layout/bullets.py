"""Bullets: marks of any kind with which the lines of a document begin again and again make items of these lines."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from predictions.extraction.layout.blocks import Block, Kind

# Marks that are no letters ("»", "·", "::", "[*]"), "o" for a circle, "\item" of LaTeX.
_MARK = re.compile(
    r"(?:[ \t]{0,3}(?:>[ \t]?)+)?(?P<indent>[ \t]*)(?P<mark>[^\w\s\"'\u201c\u2018\u00ab(\[{$\u20ac\u00a3@&<]{1,3}|\\[a-z]{4,6}|\[[*+-]\]|o)[ \t]+(?=\S)"
)
_FEWEST = 3  # lines of a document that begin with the same mark


def with_items(text: str, blocks: list[Block]) -> list[Block]:
    """The blocks, paragraphs of lines that begin with a mark of their own as an item for each."""
    marks = Counter(
        match["mark"]
        for block in blocks
        if block.kind is Kind.PARAGRAPH
        for start, end in _lines(text, block)
        if (match := _MARK.match(text, start, end))
    )
    bullets = {mark for mark, times in marks.items() if times >= _FEWEST}
    if not bullets:
        return blocks
    return [item for block in blocks for item in _items(text, block, bullets)]


def _lines(text: str, block: Block) -> Iterator[tuple[int, int]]:
    start = block.start
    while start < block.end:
        stop = text.find("\n", start, block.end)
        stop = block.end if stop < 0 else stop
        yield start, stop
        start = stop + 1


def _items(text: str, block: Block, bullets: set[str]) -> Iterator[Block]:
    first = _MARK.match(text, block.start, block.end)
    if block.kind is not Kind.PARAGRAPH or first is None or first["mark"] not in bullets:
        yield block
        return
    found = [
        match
        for line in _lines(text, block)
        if (match := _MARK.match(text, *line)) and match["mark"] in bullets
    ]
    ends = [*(match.start() - 1 for match in found[1:]), block.end]
    for match, end in zip(found, ends, strict=True):
        breaks = [at for at in block.breaks if match.end() < at < end]
        level = len(match["indent"].expandtabs(4))
        yield replace(
            block,
            kind=Kind.ITEM, start=match.end(), end=end, level=level, breaks=breaks, by_line=False,
        )  # fmt: skip
