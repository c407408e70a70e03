"""Nesting: the headings, items and lead-ins that each block stands under."""

import re
from collections import Counter

from predictions.extraction.layout.blocks import Block, Kind, blocks_of
from predictions.extraction.layout.delimited import rows_of_values

# "In 2035", "By 2040": a line that is a time introduces what stands under it.
_PERIOD = re.compile(
    r"(?:(?:in|by|before|until|year|the|early|late|mid|end of)[ -]){0,3}(?:19|20|21)\d\ds?(?: ?[-\u2013] ?\d{2,4})?",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\b(?:here are|here's|the following|these are|predictions?|forecasts?|(?:I|we) expect|things)\b",
    re.IGNORECASE,
)


# "These were my predictions for 2031..."
_OPEN_END = re.compile(r"(?:[^\W\d_]|\.\.\.|\u2026)$")
_HTML_BREAK = re.compile(
    r"<(?:br|/p|/li|/h\d|/td|/tr|/?ul|/?ol|/?div|/?blockquote|p|li)\b[^>\n]{0,80}>", re.IGNORECASE
)


# "**Roads**: the bridge opens": an entry of a list, where such labels are many and none comes back.
_ENTRY = re.compile(
    r"[ \t]*(?:\*\*([^*\n]{2,60})(?:\*\*:|:\*\*)|<(?:b|strong)>([^<\n]{2,60})(?:</(?:b|strong)>:|:</))"
)
_FEWEST = 3


def read_blocks(text: str) -> list[Block]:
    """The blocks of a text, in order, each with the headings and items it stands under."""
    if "</" in text:
        text = _HTML_BREAK.sub(_as_break, text)
    blocks = rows_of_values(text, blocks_of(text))
    _enter(blocks, text)
    _nest(blocks, text)
    return blocks


def _as_break(match: re.Match[str]) -> str:
    """End the line at a tag that ends a block; a list tag stays, because it begins an item."""
    if match[0][:3].lower() == "<li":
        return match[0]
    return " " * (len(match[0]) - 1) + "\n"


def _enter(blocks: list[Block], text: str) -> None:
    """Take paragraphs below labels of their own for items; the names of speakers come back."""
    labels = [
        (match[1] or match[2], block)
        for block in blocks
        if block.kind is Kind.PARAGRAPH and (match := _ENTRY.match(text, block.start, block.end))
    ]
    times = Counter(label for label, _ in labels)
    entries = [block for label, block in labels if times[label] == 1]
    if len(entries) >= _FEWEST:
        for block in entries:
            block.kind = Kind.ITEM


def _nest(blocks: list[Block], text: str) -> None:
    headings: list[int] = []
    items: list[int] = []
    lead: int | None = None
    for index, block in enumerate(blocks):
        if block.kind is Kind.HEADING:
            while headings and blocks[headings[-1]].level >= block.level:
                headings.pop()
            block.headings = tuple(headings)
            headings.append(index)
            items, lead = [], None
            continue
        block.headings = tuple(headings)
        if block.kind is Kind.ITEM:
            while items and blocks[items[-1]].level > block.level - 2:
                items.pop()
            block.parent = items[-1] if items else None
            block.lead = lead
            items.append(index)
        elif block.kind is Kind.PARAGRAPH:
            items = []
            words = text[block.start : block.end].rstrip(" \t*_")
            last = words[block.breaks[-1] - block.start :] if block.breaks else words
            if (
                words.endswith(":")
                or _PERIOD.fullmatch(words.strip(" *_"))
                or ("\t" in words and _PERIOD.fullmatch(words.partition("\t")[0].strip()))
                or (len(last) < 120 and _OPEN_END.search(last) and _LEADS.search(last))
            ):
                lead = index
            elif block.end - block.start > 160:
                lead = None
            else:
                block.lead = lead
        elif block.kind is Kind.ROW:
            block.lead = lead


def unwrapped(copy: str, blocks: list[Block]) -> str:
    """The matching copy with a blank for each line end that only wraps a paragraph or an item."""
    pieces: list[str] = []
    done = 0
    for block in blocks:
        if (
            block.kind not in (Kind.PARAGRAPH, Kind.ITEM)
            or "\n" not in copy[block.start : block.end]
        ):
            continue
        start = max(done, block.start)
        for place in sorted({at - 1 for at in block.breaks}):
            if start <= place < block.end:
                pieces += (copy[done:start], copy[start:place].replace("\n", " "))
                done, start = place, place + 1
        pieces += (copy[done:start], copy[start : block.end].replace("\n", " "))
        done = max(done, block.end)
    return "".join((*pieces, copy[done:]))
