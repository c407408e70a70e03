"""Blocks of a document: headings, list items, table rows, quotes and paragraphs, by their lines."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from predictions.extraction.layout import lines
from predictions.extraction.layout.frontmatter import front_matter
from predictions.regexes import regex


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
    cells: list[tuple[int, int]] = field(default_factory=list)  # of a row, where no bars part them
    table: int = -1  # where the table of such a row begins
    by_line: bool = False  # each of its lines stands for itself, as an item without a bullet


_ITEM = regex(
    r"([ \t]*)(?:[-*+\u2022\u2023\u25cf\u25e6\u2013](?=\s)|[-\u2022](?=[A-Z\"\u201c])"
    r"|[\u2190-\u21ff\u2460-\u249b\u25a0-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]\ufe0f?(?=\s)"
    r"|\d{1,2}\ufe0f?\u20e3(?=\s)|(\d{1,3}|[a-zA-Z]|[ivx]{2,4})\\?[.)](?=\s)"
    r"|\((\d{1,3}|[a-z])\)(?=\s)|<(?:li|dt|(dd))\b[^>\n]{0,80}>)[ \t]*"
)
# "##Roads": glued, as some write it; "#roads" is a tag.
_HEADING = regex(
    r"[ \t]{0,3}(?:(#{1,6})[ \t]+|(#{2,6})(?=[^\W_][^#\n]*#*[ \t]*$))|[ \t]*<h([1-6])[^>\n]{0,80}>"
)
# "== Roads ==": a heading of a wiki.
_WIKI_HEADING = regex(r"[ \t]*(={2,6})[ \t]*(?=[^\s=])[^=\n]{1,100}?[ \t]*(?=\1[ \t]*$)")
# "** Roads": an outline of org-mode; two stars in front that none close.
_OUTLINE = regex(r"(\*{2,8})[ \t]+(?=[^\s*])(?!.*\*\*)")
_RULE = regex(r"[ \t]*(?:=[= \t]*|-[- \t]*|\*[* \t]*|_[_ \t]*)")
# "+-----+": a line between the rows of a grid, drawn with signs or with the characters for boxes.
_GRID = regex(r"[ \t]*[+\u2500-\u257f][-=+:\u2500-\u257f]+[ \t]*")
_CORNERS = "+\u250c\u251c\u2514\u2554\u2560\u255a"
BARS = "|\u2502\u2503\u2551"
# "{: .wide}", "{% endfor %}", ":author: Ada", "[4]: /where", "\begin{itemize}", "[/list]": what a line tells the page maker, and no reader.
_FOR_MAKERS = regex(
    r"[ \t]*(?:\{[:%].*\}|:(?!(?i:prob|conf|chance"
    r"|credence))[a-zA-Z][\w-]{1,20}:(?:[ \t].{0,200})?"
    r"|\[[^\]\n]{1,60}\]:[ \t]*(?:https?:|www\.|[/<#]|\{%).{0,400}|\\(?:begin|end)\{.{0,80}"
    r"|\[/?(?:list|ul|ol|quote)\b[^\]\n]{0,80}\])[ \t]*"
)
_LISTING = regex(
    r"([ \t]*)\.\. (?:code-block|code|sourcecode|literalinclude|parsed-literal|image|figure|toctree)::"
)
_FENCE = regex(r"[ \t]{0,3}(?:```|~~~)")
_QUOTE = regex(r"[ \t]{0,3}(?:>[ \t]?)+")
_BOLD_LINE = regex(r"[ \t]*(?:\*\*|__)[^*\n]{2,120}(?:\*\*|__):?[ \t]*")
_HTML_ROW = regex(r"[ \t]*</?(?:t[rdh]|table|thead|tbody|tfoot)\b", re.IGNORECASE)
# "[[rents_in_lund | the rents]]": the bar within a link of a wiki parts no cells.
_HIDDEN = regex(
    r"\|\|[^|\s][^|\n]*\|\|[^|\n]*$"
)  # what a chat hides until it is pressed: "||60%||"
_WIKI_LINK = regex(r"\[\[[^\[\]|\n]{1,200}\|")


_PAIR = 2  # lines that may be two entries


class _Reader:
    """Reads line by line; holds the block that is still open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[Block] = []
        self.open: Block | None = None
        self.widths: list[tuple[int, int]] = []  # (start, end) of the lines of the open block

    def run(self) -> list[Block]:
        text, size = self.text, len(self.text)
        meta, position = front_matter(text)
        if meta is not None:
            self.blocks.append(Block(Kind.META, *meta))
        fenced, listing = False, None
        while position < size:
            stop = text.find("\n", position)
            stop = size if stop < 0 else stop
            line = text[position:stop]
            if listing is not None:
                listing = self._listed_in(line, listing, position, stop)
            if listing is not None:
                pass
            elif ".. " in line and (match := _LISTING.match(line)):
                self._close()
                listing = len(match[1])
            elif line.startswith("~~~~") and not fenced and self._underlined_by(line):
                self._close()
            elif _FENCE.match(line):
                fenced = not fenced
                self._close()
            elif fenced:
                self._code(position, stop)
            else:
                self._line(line, position, stop)
            position = stop + 1
        self._close()
        self._pairs()
        return self.blocks

    def _pairs(self) -> None:
        """Short paragraphs of two lines that both begin anew, where there are several: two entries each."""
        pairs = []
        for block in self.blocks:
            if block.kind is Kind.PARAGRAPH and block.end - block.start <= 2 * lines.SHORT:
                texts = self.text[block.start : block.end].split("\n")
                if len(texts) == _PAIR and lines.are_short_entries(texts):
                    pairs.append(block)
        for block in pairs if len(pairs) >= _PAIR else ():
            block.by_line = True
            block.breaks = [self.text.index("\n", block.start) + 1]

    def _listed_in(self, line: str, indent: int, start: int, stop: int) -> int | None:
        """The indent of the listing that a directive of reStructuredText opened, while it goes on."""
        if line.strip():
            if len(line) - len(line.lstrip()) <= indent:
                self._close()
                return None
            self._code(start, stop)
        return indent

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
        if (
            first in "=-*_" and _RULE.fullmatch(line) and (self._underlined(first) or len(bare) > 2)
        ) or (first in "{:[\\" and _FOR_MAKERS.fullmatch(line)):
            self._close()
        elif first == "=" and (match := _WIKI_HEADING.match(line)):
            begin, level = start + match.end(1), len(match[1])
            self._start(Block(Kind.HEADING, begin, start + match.end(), level=level, quoted=quoted))
            self._close()
        elif first in "#<" and (match := _HEADING.match(line)):
            self._start(
                Block(
                    Kind.HEADING,
                    start + match.end(),
                    stop,
                    level=int(match[3] or len(match[1] or match[2])),
                    quoted=quoted,
                )
            )
            self._close()
        elif (
            (first in _CORNERS and _GRID.fullmatch(line))
            or (
                first in BARS
                and (first in bare[1:] or self._below_row())
                and not _HIDDEN.match(bare)
            )
            or (first == "<" and _HTML_ROW.match(line))
            or _has_cells(line)
        ):
            self._start(Block(Kind.ROW, start, stop, quoted=quoted))
            self._close()
        elif first == "*" and (outline := _OUTLINE.match(line)):
            self._outlined(outline, start, stop, quoted=quoted)
        elif match := _ITEM.match(line):
            self._item(match, start, stop, quoted=quoted)
        elif first in "*_" and self.open is None and _BOLD_LINE.fullmatch(line):
            self._start(Block(Kind.HEADING, start, stop, level=7, quoted=quoted))
            self._close()
        else:
            self._text(line, start, stop, quoted=quoted)

    def _below_row(self) -> bool:
        return bool(self.blocks) and self.open is None and self.blocks[-1].kind is Kind.ROW

    def _underlined_by(self, line: str) -> bool:
        """A line of tildes as long as the line above makes that a heading of reStructuredText."""
        block = self.open
        if block is None or block.kind is not Kind.PARAGRAPH or len(self.widths) != 1:
            return False
        if line.strip("~ \t") or len(line.rstrip()) < block.end - block.start:
            return False
        block.kind, block.level = Kind.HEADING, 3
        return True

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
        indent = len(match[1].expandtabs(4)) + (2 if match[4] else 0)
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

    def _outlined(self, match: re.Match[str], start: int, stop: int, *, quoted: bool) -> None:
        begin, level = start + match.end(), 2 * (len(match[1]) - 1)
        self._start(Block(Kind.ITEM, begin, max(stop, begin), level=level, quoted=quoted))

    def _text(self, line: str, start: int, stop: int, *, quoted: bool) -> None:
        block = self.open
        if block is None or not self._goes_on(block, line, quoted=quoted):
            self._start(Block(Kind.PARAGRAPH, start, stop, quoted=quoted))
            return
        before = self.text[slice(*self.widths[-1])]
        width = max(b - a for a, b in self.widths[-6:])
        if lines.breaks(before, line, width, item=block.kind is Kind.ITEM):
            block.breaks.append(self._line_at(start))
        block.end = stop
        self.widths.append((start, stop))

    def _line_at(self, position: int) -> int:
        """Where the line begins that says something at a place: before the marks of a quote."""
        return self.text.rfind("\n", 0, position) + 1

    def _goes_on(self, block: Block, line: str, *, quoted: bool) -> bool:
        """True for a line of the open paragraph or item; a new sentence at the margin ends an item."""
        if block.kind not in (Kind.PARAGRAPH, Kind.ITEM) or block.quoted != quoted:
            return False
        last, end = self.widths[-1]
        if len(self.widths) == 1 and lines.leads_in(self.text, block.start, block.end, line):
            return False
        ends = line[:1].isupper() and end - last < 60
        return not (block.kind is Kind.ITEM and ends and not lines.runs_on(self.text[last:end]))

    def _start(self, block: Block) -> None:
        self._close()
        self.open = block
        self.widths = [(block.start, block.end)]

    def _is_led(self, block: Block) -> bool:
        """True right below a line that ends with a colon."""
        above = self.blocks[-1] if self.blocks and len(self.widths) < lines.FEWEST else None
        return (
            above is not None
            and above.kind is Kind.PARAGRAPH
            and not self.text[above.end : block.start].strip("> ").strip("\n")
            and self.text.count("\n", above.end, block.start) == 1
            and self.text.endswith(":", 0, above.end)
        )

    def _line_by_line(self, block: Block) -> None:
        """Lines that all begin anew and run on nowhere are a list without bullets."""
        if block.kind is not Kind.PARAGRAPH or len(self.widths) < _PAIR:
            return
        texts = [self.text[a:b] for a, b in self.widths]
        if len(texts) < lines.FEWEST and not (self._is_led(block) or lines.are_entries(texts)):
            return
        if lines.stand_alone(texts):
            block.by_line = True
            block.breaks = [self._line_at(a) for a, _ in self.widths[1:]]
        elif begin := lines.in_column(texts):
            block.by_line = True
            block.breaks = sorted(
                {*block.breaks, *(self._line_at(self.widths[n][0]) for n in begin if n)}
            )

    def _paragraphs(self, block: Block) -> list[Block]:
        """The lines of a page that has one line a paragraph and no blank lines between them."""
        if block.kind is not Kind.PARAGRAPH or block.by_line or not block.breaks:
            return [block]
        if not lines.are_paragraphs([self.text[a:b] for a, b in self.widths], len(block.breaks)):
            return [block]
        starts = [block.start, *block.breaks]
        ends = [*(start - 1 for start in block.breaks), block.end]
        return [
            Block(Kind.PARAGRAPH, a, b, quoted=block.quoted)
            for a, b in zip(starts, ends, strict=True)
        ]

    def _close(self) -> None:
        if self.open is not None:
            self._line_by_line(self.open)
            if self.open.end > self.open.start:
                self.blocks += self._paragraphs(self.open)
            self.open = None
            self.widths = []


def _has_cells(line: str) -> bool:
    """True for a line with two bars or more that part cells."""
    bars = line.count(" | ")
    return bars > 1 and ("[[" not in line or bars - len(_WIKI_LINK.findall(line)) > 1)


def blocks_of(text: str) -> list[Block]:
    """The blocks of a text, in order."""
    return _Reader(text).run()
