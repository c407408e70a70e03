"""Lines as they stand on pages, put back into paragraphs: what typesetting did is undone."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from predictions.reading.grids import grids, table
from predictions.reading.lines import Line, Page
from predictions.regexes import regex

_ENDS = regex(r"[.!?:;…][\"”’')\]]*$")
_BULLET = regex(r"[•◦▪●‣∙·–*-]\s+")
_ITEM = regex(r"(?:[•◦▪●‣∙]|[–*-]\s|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]\s)")
_PAGE_NUMBER = regex(
    r"(?:page|seite|p\.)?\s*[-–—|\[(]?\s*(?:\d{1,4}|[ivxlc]{1,7})\s*[-–—|\])]?\s*(?:(?:of|/|von)\s*\d{1,4})?",
    re.IGNORECASE,
)
# What a browser prints at the edges: the moment and the title above, the address and the page below.
_PRINTED = regex(
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d\d.{0,200}|(?:https?|file)://\S+(?: \d+/\d+)?"
)
_BROKEN_WORD = regex(r"(\w+)[-\u00ad\u2010\ufffe\x02]$")
# No paragraph ends with these words, whatever the next column begins with.
_OPEN = regex(
    r"\b(?:of|the|by|in|to|and|or|an?|for|with|at|on|from|until|before|after|than|that|which|will|is|are|be)$"
)
_EDGE_LINES = 3  # a running head or foot is among the outermost lines of its page
_DEEPEST_EDGE = 0.15  # and within this share of the page's height
_FULL = 0.88  # a line that reaches this far across its column was broken by the typesetter
_NEARBY = 4
_SAME_EDGE = 2.0
_LARGER = 1.12
_LONGEST_HEADING = 200


def paragraphs(pages: Sequence[Page]) -> list[str]:
    """Return headings (`# `), items (`- `) and paragraphs of some pages, heads and feet dropped."""
    pages = without_running_heads(pages)
    body = body_size(pages)
    blocks: list[list[str]] = []  # each the lines that make it, with what comes between
    before: Line | None = None
    for page in pages:
        edges, flush = _right_edges(page), _flush(page)
        step = _usual_step(page)
        new_page, at = True, 0
        for start, end in (*grids(page.lines), (len(page.lines), 0)):
            for line in page.lines[at:start]:
                full = before is not None and (before in flush or _is_full(before, edges))
                if before and _continues(before, line, step, body, full=full, new_page=new_page):
                    blocks[-1][-1] = seam(blocks[-1][-1], line.text)
                    blocks[-1].append(line.text)
                else:
                    blocks.append([_opened(line, body)])
                before, new_page = line, False
            if end:
                blocks.append([table(page.lines[start:end])])
                before, at = None, end
    return ["".join(lines) for lines in blocks]


def composed(blocks: Sequence[str]) -> str:
    """Return the blocks as one text, the items of a list together."""
    pieces: list[str] = []
    for before, block in zip(("", *blocks), blocks, strict=False):
        tight = before.startswith("- ") and block.startswith("- ")
        pieces += ["\n" if tight else "\n\n", block]
    return "".join(pieces[1:])


def seam(line: str, following: str) -> str:
    """Return a line with what stands between it and the next: nothing where a word was broken."""
    broken = _BROKEN_WORD.search(line[-80:])
    if broken and following[:1].islower():
        return line[:-1]
    return line.rstrip("\u00ad\ufffe\x02") + ("-" if line[-1:] in ("\ufffe", "\x02") else " ")


def without_running_heads(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without the lines that repeat at their edges, page numbers and a browser's marks."""
    seen = Counter(key for page in pages for key in {_key(line) for line in _edge(page)})
    often = max(2, len(pages) // 3) if len(pages) > 3 else max(2, len(pages))
    return [
        Page(tuple(line for line in page.lines if line not in dropped), page.height)
        for page in pages
        for dropped in [_dropped(page, seen, often)]
    ]


def body_size(pages: Sequence[Page]) -> float:
    """Return the size of type that most of the text is set in."""
    counts: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            counts[round(line.size, 1)] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def _dropped(page: Page, seen: Counter[str], often: int) -> set[Line]:
    return {
        line
        for line in _edge(page)
        if seen[_key(line)] >= often
        or _PAGE_NUMBER.fullmatch(line.text.strip())
        or _PRINTED.fullmatch(line.text.strip())
    }


def _edge(page: Page) -> Iterator[Line]:
    by_height = sorted(page.lines, key=lambda line: line.y)
    for line in {*by_height[:_EDGE_LINES], *by_height[-_EDGE_LINES:]}:
        share = line.y / page.height if page.height else 0.5
        if not _DEEPEST_EDGE < share < 1 - _DEEPEST_EDGE:
            yield line


def _key(line: Line) -> str:
    """Return the line with its numbers blanked, so that a page number does not tell two apart."""
    return re.sub(r"\d+|\b[ivxlc]+\b", "#", line.text.strip().lower())


def _right_edges(page: Page) -> dict[int, float]:
    """Return how far right the lines of each column go, by where they begin."""
    edges: dict[int, float] = {}
    for line in page.lines:
        column = int(line.left // 80)
        for near in (column - 1, column, column + 1):
            edges[near] = max(edges.get(near, 0.0), line.right)
    return edges


def _flush(page: Page) -> set[Line]:
    """Return the lines that end where two others near them do: a column was set flush there."""
    lines, found = page.lines, set()
    for at, line in enumerate(lines):
        near = (*lines[max(at - _NEARBY, 0) : at], *lines[at + 1 : at + 1 + _NEARBY])
        beside = sum(abs(other.right - line.right) < _SAME_EDGE for other in near)
        # Figures of a column end alike, too.
        if (
            beside > 1
            and not line.cells
            and not line.text[-1:].isdigit()
            and not line.text.endswith("%")
        ):
            found.add(line)
    return found


def _usual_step(page: Page) -> float:
    """Return the distance of lines that follow each other, or 0 where none do."""
    steps = Counter(
        round(above.ends_at - below.y)
        for above, below in zip(page.lines, page.lines[1:], strict=False)
        if 0 < above.ends_at - below.y < 4 * max(above.size, 1)
    )
    return float(steps.most_common(1)[0][0]) if steps else 0.0


def _continues(
    before: Line, line: Line, step: float, body: float, *, full: bool, new_page: bool
) -> bool:
    """Return whether a line goes on with the paragraph of the line before it, which may be full."""
    if abs(before.size - line.size) > 0.1 * max(before.size, line.size, 1):
        return False
    if _ITEM.match(line.text):
        return False
    if new_page or line.y > before.ends_at:  # the next page or column
        broken = _BROKEN_WORD.search(before.text) or _OPEN.search(before.text)
        return not _ENDS.search(before.text) and bool(broken or line.text[:1].islower())
    if step and before.ends_at - line.y > 1.35 * step + 1:
        return False
    return full or before.size > _LARGER * body or line.text[:1].islower()


def _is_full(line: Line, edges: dict[int, float]) -> bool:
    edge = edges.get(int(line.left // 80), line.right)
    return line.right - line.left >= _FULL * (edge - line.left) - 1


def _opened(line: Line, body: float) -> str:
    text = line.text
    if body and line.size > _LARGER * body and len(text) <= _LONGEST_HEADING:
        return f"{'#' if line.size > 1.4 * body else '##'} {text}"
    if bullet := _BULLET.match(text):
        return f"- {text[bullet.end() :]}"
    return text
