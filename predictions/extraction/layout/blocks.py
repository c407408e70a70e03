"""Blocks of a document: headings, list items, table rows, quotes and paragraphs, by their lines."""

import re
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    CODE = "code"
    META = "meta"  # front matter


@dataclass(slots=True)
class Block:
    """A run of lines that belong together; offsets are those of the document."""

    kind: Kind
    start: int
    end: int
    level: int = 0  # 1..6 for headings, indent for items
    quoted: bool = False  # under ">" or in <blockquote>
    struck: bool = False
    number: str = ""  # "3." of a numbered item
    parent: int | None = None  # index of the item above in a nested list
    headings: tuple[int, ...] = ()  # indexes of the headings above, outermost first
    lead: int | None = None  # index of the paragraph that introduces this list
    speaker: str | None = None
    breaks: list[int] = field(default_factory=list)  # line starts at which a sentence cannot go on


# "In 2035", "By 2040": a line that is a time introduces what stands under it.
_PERIOD = re.compile(
    r"(?:(?:in|by|before|until|year|the|early|late|mid|end of)[ -]){0,3}(?:19|20|21)\d\ds?(?: ?[-\u2013] ?\d{2,4})?",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"([ \t]*)(?:[-*+\u2022\u2023\u25cf\u25e6\u2013](?=\s)|[-\u2022](?=[A-Z\"\u201c])|(\d{1,3}|[a-zA-Z])\\?[.)](?=\s)|\((\d{1,3}|[a-z])\)(?=\s)|<li[^>\n]{0,80}>)[ \t]*"
)
_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})[ \t]+|[ \t]*<h([1-6])[^>\n]{0,80}>")
_RULE = re.compile(r"[ \t]*(?:=[= \t]*|-[- \t]*|\*[* \t]*|_[_ \t]*)")
_FENCE = re.compile(r"[ \t]{0,3}(?:```|~~~)")
_QUOTE = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
_BOLD_LINE = re.compile(r"[ \t]*(?:\*\*|__)[^*\n]{2,120}(?:\*\*|__):?[ \t]*")
_HTML_ROW = re.compile(r"[ \t]*<t[rdh]\b", re.IGNORECASE)
_BREAKING = re.compile(r"[.!?;]['\")\]*_]{0,3}[ \t]*$")
_HTML_BREAK = re.compile(
    r"<(?:br|/p|/li|/h\d|/td|/tr|/?ul|/?ol|/?div|/?blockquote|p|li)\b[^>\n]{0,80}>", re.IGNORECASE
)


_LEADS = re.compile(
    r"\b(?:here are|here's|the following|these are|predictions?|forecasts?|(?:I|we) expect|things)\b",
    re.IGNORECASE,
)


_LABELLED = re.compile(
    r"[ \t*_]*[A-Z][\w' -]{0,24}[*_]{0,2}:[*_]{0,2}[ \t]*\S[^\n]{0,80}$", re.MULTILINE
)
_NUMBERED = re.compile(r"\W{0,3}\d{1,3}(?:\.\d)? ?%")


class _Reader:
    """Reads line by line; holds the block that is still open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[Block] = []
        self.open: Block | None = None
        self.widths: list[tuple[int, int]] = []  # (start, end) of the lines of the open block

    def run(self) -> list[Block]:
        text, size = self.text, len(self.text)
        position = self._front_matter()
        fenced = False
        while position < size:
            stop = text.find("\n", position)
            stop = size if stop < 0 else stop
            line = text[position:stop]
            if _FENCE.match(line):
                fenced = not fenced
                self._close()
            elif fenced:
                self._code(position, stop)
            else:
                self._line(line, position, stop)
            position = stop + 1
        self._close()
        return self.blocks

    def _front_matter(self) -> int:
        if not self.text.startswith(("---\n", "+++\n")):
            return 0
        stop = self.text.find(f"\n{self.text[:3]}", 3, 8000)
        if stop < 0:
            return 0
        self.blocks.append(Block(Kind.META, 4, max(stop, 4)))
        end = self.text.find("\n", stop + 1)
        return len(self.text) if end < 0 else end + 1

    def _code(self, start: int, stop: int) -> None:
        if self.open and self.open.kind is Kind.CODE:
            self.open.end = stop
        else:
            self._start(Block(Kind.CODE, start, stop))

    def _line(self, line: str, start: int, stop: int) -> None:
        quoted = False
        if ">" in line[:6] and (match := _QUOTE.match(line)):
            quoted = True
            start += match.end()
            line = line[match.end() :]
        bare = line.strip()
        if not bare:
            self._close()
            return
        first = bare[0]
        if first in "=-*_" and _RULE.fullmatch(line) and (self._underlined(first) or len(bare) > 2):
            self._close()
        elif first in "#<" and (match := _HEADING.match(line)):
            self._start(
                Block(
                    Kind.HEADING,
                    start + match.end(),
                    stop,
                    level=int(match[2] or len(match[1])),
                    quoted=quoted,
                )
            )
            self._close()
        elif first == "|" or (first == "<" and _HTML_ROW.match(line)) or (line.count(" | ") > 1):
            self._start(Block(Kind.ROW, start, stop, quoted=quoted))
            self._close()
        elif match := _ITEM.match(line):
            self._item(match, start, stop, quoted=quoted)
        elif first in "*_" and self.open is None and _BOLD_LINE.fullmatch(line):
            self._start(Block(Kind.HEADING, start, stop, level=7, quoted=quoted))
            self._close()
        else:
            self._text(line, start, stop, quoted=quoted)

    def _underlined(self, first: str) -> bool:
        """A line of "===" or "---" under one line of text makes that line a heading."""
        block = self.open
        if (
            first not in "=-"
            or block is None
            or block.kind is not Kind.PARAGRAPH
            or len(self.widths) != 1
        ):
            return False
        block.kind, block.level = Kind.HEADING, 1 if first == "=" else 2
        return True

    def _item(self, match: re.Match[str], start: int, stop: int, *, quoted: bool) -> None:
        indent = len(match[1].expandtabs(4))
        self._start(
            Block(
                Kind.ITEM,
                start + match.end(),
                max(stop, start + match.end()),
                level=indent,
                quoted=quoted,
                number=match[2] or match[3] or "",
            )
        )

    def _text(self, line: str, start: int, stop: int, *, quoted: bool) -> None:
        block = self.open
        if block is None or not self._goes_on(block, line, quoted=quoted):
            self._start(Block(Kind.PARAGRAPH, start, stop, quoted=quoted))
            return
        if self._breaks(self.widths[-1], line):
            block.breaks.append(start)
        block.end = stop
        self.widths.append((start, stop))

    def _goes_on(self, block: Block, line: str, *, quoted: bool) -> bool:
        """True for a line of the open paragraph or item; a new sentence at the margin ends an item."""
        if block.kind not in (Kind.PARAGRAPH, Kind.ITEM) or block.quoted != quoted:
            return False
        last, end = self.widths[-1]
        return not (block.kind is Kind.ITEM and line[:1].isupper() and end - last < 60)

    def _breaks(self, last: tuple[int, int], line: str) -> bool:
        """A line that ends a sentence, or is much shorter than its neighbours, is not running on."""
        start, end = last
        before = self.text[start:end]
        if _BREAKING.search(before) or before.endswith("  "):  # Markdown's hard line break
            return True
        if (
            "%" in before[-5:] and line.lstrip()[:1].isupper()
        ):  # "X – 70%": an item without a bullet
            return True
        if _LABELLED.match(before) and _LABELLED.match(line):  # "Winner: Kern", line under line
            return True
        if "%" in line[:6] and "%" in before[:6] and _NUMBERED.match(line):
            return True
        width = max(b - a for a, b in self.widths[-6:])
        short = end - start < 0.6 * max(width, len(line))
        return (short or end - start > 240) and line.lstrip()[:1].isupper()

    def _start(self, block: Block) -> None:
        self._close()
        self.open = block
        self.widths = [(block.start, block.end)]

    def _close(self) -> None:
        if self.open is not None:
            if self.open.end > self.open.start:
                self.blocks.append(self.open)
            self.open = None
            self.widths = []


def read_blocks(text: str) -> list[Block]:
    """The blocks of a text, in order, each with the headings and items it stands under."""
    if "</" in text:
        text = _HTML_BREAK.sub(_as_break, text)
    blocks = _Reader(text).run()
    _nest(blocks, text)
    return blocks


def _as_break(match: re.Match[str]) -> str:
    """End the line at a tag that ends a block; a list tag stays, because it begins an item."""
    if match[0][:3].lower() == "<li":
        return match[0]
    return " " * (len(match[0]) - 1) + "\n"


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
            words = text[block.start : block.end].rstrip(" *_")
            if (
                words.endswith(":")
                or _PERIOD.fullmatch(words.strip(" *_"))
                or (len(words) < 120 and words[-1:].isalpha() and _LEADS.search(words))
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
