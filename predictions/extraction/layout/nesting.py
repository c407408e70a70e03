"""Nesting: the headings, items and lead-ins that each block stands under."""

import re
from collections import Counter
from itertools import pairwise

from predictions.extraction.layout.blocks import Block, Kind, blocks_of
from predictions.extraction.layout.bullets import with_items
from predictions.extraction.layout.delimited import with_rows
from predictions.regexes import regex

# "In 2035", "By 2040": a line that is a time introduces what stands under it.
_PERIOD = regex(
    r"(?:(?:in|by|before|until|year|the|early|late|mid|end of)[ -]){0,3}(?:19|20"
    r"|21)\d\ds?(?: ?[-\u2013] ?\d{2,4})?",
    re.IGNORECASE,
)
# "80%", "Confidence: 80%", right above a list: the level of its items.
_LEVEL = regex(r"\W*(?:[^\W\d][\w' ]{0,24}\W{1,4})?\d{1,3}(?:[.,]\d+)? ?%[^\n%]{0,24}")
_LEADS = regex(
    r"\b(?:here are|here's|the following|these are|predictions?|forecasts?|(?:I|we) expect|things)\b",
    re.IGNORECASE,
)


# "These were my predictions for 2031..."
_OPEN_END = regex(r"(?:[^\W\d_]|\.\.\.|\u2026)$")
_HTML_BREAK = regex(
    r"<(?:br|/p|/li|/d[td]|/h\d|/td|/tr|/?ul|/?ol|/?div|/?blockquote|p|li)\b[^>\n]{0,80}>",
    re.IGNORECASE,
)


# "**Roads**: the bridge opens": an entry of a list, where such labels are many and none comes back.
_ENTRY = regex(
    r"[ \t]*(?:\*\*([^*\n]{2,60})(?:\*\*:|:\*\*)"
    r"|<(?:b|strong)>([^<\n]{2,60})(?:</(?:b|strong)>:|:</\w+>))\s*\S"
)
_FEWEST = 3


def read_blocks(text: str) -> list[Block]:
    """The blocks of a text, in order, each with the headings and items it stands under."""
    if "</" in text:
        text = _HTML_BREAK.sub(_as_break, text)
    blocks = with_items(text, _in_a_line(text, with_rows(text, blocks_of(text))))
    _enter(blocks, text)
    _nest(blocks, text)
    return blocks


# "Kern to win: 60% | Lund to draw: 35%": claims of a line, and no cells.
_CHANCES = regex(r"\d ?%|\(\d{1,4}/\d{1,3}\)|\([+-]\d{3,5}\)|\bat \d{1,3}/\d")
_BULLET = regex(r"[ \t]*(?:[-*+\u2022]|\d{1,3}[.)])[ \t]+")


def _in_a_line(text: str, blocks: list[Block]) -> list[Block]:
    """The blocks, a single row that has several chances as a line of its own, or an item."""
    for before, block, after in zip([None, *blocks], blocks, [*blocks[1:], None], strict=False):
        if block.kind is not Kind.ROW or block.cells or text.startswith("|", block.start):
            continue
        alone = not any(other and other.kind is Kind.ROW for other in (before, after))
        if alone and len(_CHANCES.findall(text, block.start, block.end)) > 1:
            bullet = _BULLET.match(text, block.start, block.end)
            block.kind = Kind.ITEM if bullet else Kind.PARAGRAPH
            block.start = bullet.end() if bullet else block.start
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
    _enter_labelled(blocks, text)


# "More bridges: as traffic grows, ...", one paragraph after another, below "Here is what may come:".
_LABELLED = regex(
    r"[ \t]*([A-Z][^\n:*.!?<>|]{2,50}): [\"\u201c]?[A-Z](?![^\n]{0,40}$)", re.MULTILINE
)


def _enter_labelled(blocks: list[Block], text: str) -> None:
    """Take paragraphs for items that begin with plain labels of their own, one after another below a line that leads to them."""
    for index, block in enumerate(blocks):
        if block.kind is not Kind.PARAGRAPH or text[block.end - 1 : block.end] != ":":
            continue
        entries: dict[str, Block] = {}
        for entry in blocks[index + 1 :]:
            match = _LABELLED.match(text, entry.start, entry.end)
            if entry.kind is not Kind.PARAGRAPH or match is None or match[1] in entries:
                break
            entries[match[1]] = entry
        if len(entries) > _FEWEST:
            for entry in entries.values():
                entry.kind = Kind.ITEM


def _nest(blocks: list[Block], text: str) -> None:
    headings: list[int] = []
    items: list[int] = []
    lead: int | None = None
    levels = _levels(blocks, text)
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
            listed = index + 1 < len(blocks) and blocks[index + 1].kind is Kind.ITEM
            level = index in levels
            lead = _led(text, index, block, lead, level=level, listed=listed)
        elif block.kind is Kind.ROW:
            block.lead = lead


def _led(
    text: str, index: int, block: Block, lead: int | None, *, level: bool, listed: bool
) -> int | None:
    """The lead-in of what follows a paragraph: itself, or the one that it stands under."""
    if level:
        block.lead = lead
        return index
    if _leads(text, block) or (listed and _of_ones_own(text, block)):
        return index
    if _longest_line(block) > _FEW_WORDS:
        return None
    block.lead = lead
    return lead


_FEW_WORDS = 160  # characters


def _longest_line(block: Block) -> int:
    """The characters of its longest line, of those that stand for themselves."""
    places = (block.start, *sorted(block.breaks), block.end)
    return max(b - a for a, b in pairwise(places))


# "Every winter I write down what I expect of the year.", right above a list.
_OWN = regex(
    r"\b(?:what|how) (?:I|we) (?:expect|predict|foresee|think will)"
    r"|\b(?:my|our) (?:\w+ )?(?:predictions|forecasts|guesses|bets)\b",
    re.IGNORECASE,
)


def _of_ones_own(text: str, block: Block) -> bool:
    """True for a short paragraph that speaks of the writer's own predictions."""
    return block.end - block.start < 400 and _OWN.search(text, block.start, block.end) is not None


def _leads(text: str, block: Block) -> bool:
    """True for a paragraph that introduces what follows it."""
    words = text[block.start : block.end].rstrip(" \t*_")
    last = words[block.breaks[-1] - block.start :] if block.breaks else words
    return (
        words.endswith(":")
        or _PERIOD.fullmatch(words.strip(" *_")) is not None
        or ("\t" in words and _PERIOD.fullmatch(words.partition("\t")[0].strip()) is not None)
        or (len(last) < 120 and all(p.search(last) for p in (_OPEN_END, _LEADS)))
    )


def _levels(blocks: list[Block], text: str) -> set[int]:
    """The lines with nothing but how sure somebody is, each above a list; behind an item they are its number."""
    lines = [
        index
        for index, block in enumerate(blocks[:-1])
        if block.kind is Kind.PARAGRAPH
        and blocks[index + 1].kind is Kind.ITEM
        and _LEVEL.fullmatch(text, block.start, block.end)
    ]
    behind = lines and lines[0] and blocks[lines[0] - 1].kind is Kind.ITEM
    return set() if behind else set(lines)


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
