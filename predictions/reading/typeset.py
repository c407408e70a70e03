"""Lines as they stand on pages, put back into paragraphs: what typesetting did is undone."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

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
_AROUND, _INDENT, _WIDER = 12, 15.0, 1.4  # lines, points, and times the usual line
_HALF, _SOME_WORDS = (
    0.6,
    20,
)  # of the column, and characters: shorter lines are entries, figures and headings
_NEARBY = 4
_SAME_EDGE = 2.0
_LARGER = 1.12
_LONGEST_HEADING, _FEWEST_LETTERS = 200, 2


def paragraphs(pages: Sequence[Page]) -> list[str]:
    """Return headings (`# `), items (`- `) and paragraphs of some pages, heads and feet dropped."""
    pages = without_running_heads(pages)
    body = body_size(pages)
    blocks: list[list[str]] = []  # each the lines that make it, with what comes between
    before: Line | None = None
    near: dict[Line, float] = {}
    for page in pages:
        edges, flush, near = _right_edges(page), _flush(page), {**near, **_edges_nearby(page)}
        steps = _usual_steps(page)
        new_page, at = True, 0
        for start, end in (*grids(page.lines), (len(page.lines), 0)):
            for line in page.lines[at:start]:
                full = before is not None and (
                    before in flush
                    or _is_full(before, edges)
                    or _had_no_room(before, line, near.get(before, 0.0))
                )
                if before and _continues(before, line, steps, body, full=full, new_page=new_page):
                    blocks[-1][-1] = seam(blocks[-1][-1], line.text)
                    blocks[-1].append(line.text)
                else:
                    blocks.append([_opened(line, body)])
                before, new_page = line, False
            if end:
                blocks.append([table(page.lines[start:end])])
                before, at = None, end
    return [_no_endless_heading("".join(lines)) for lines in blocks]


def _no_endless_heading(block: str) -> str:
    """Return a block without the marks of a heading where it is too long for one: large type, not a title."""
    mark, _, words = block.partition(" ")
    return words if mark in ("#", "##") and len(words) > _LONGEST_HEADING else block


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


_Place = tuple[int, int | None]  # the size of type, and where its lines begin


def _usual_steps(page: Page) -> dict[_Place, float]:
    """Return the distance of lines that follow each other, by size and by size and margin: items may be set closer."""
    counts: dict[_Place, Counter[int]] = {}
    for above, below in itertools.pairwise(page.lines):
        step = above.ends_at - below.y
        if 0 < step < 4 * max(above.size, 1):
            counts.setdefault((round(above.size), None), Counter())[round(step)] += 1
            if abs(above.left - below.left) < _SAME_EDGE:
                counts.setdefault(_place(above), Counter())[round(step)] += 1
    usual = {}
    for place, count in counts.items():
        # Half a point is rounded up and down on the same page.
        most = max(count, key=lambda step: count[step] + count.get(step + 1, 0))
        if place[1] is None or count[most] + count.get(most + 1, 0) > 1:
            usual[place] = float(most + 1 if count.get(most + 1) else most)
    return usual


def _place(line: Line) -> _Place:
    return round(line.size), round(line.left)


def _continues(
    before: Line, line: Line, steps: dict[_Place, float], body: float, *, full: bool, new_page: bool
) -> bool:
    """Return whether a line goes on with the paragraph of the line before it, which may be full."""
    if abs(before.size - line.size) > 0.1 * max(before.size, line.size, 1):
        return False
    if _ITEM.match(line.text):
        return False
    if new_page or line.y > before.ends_at:  # the next page or column
        broken = _BROKEN_WORD.search(before.text) or _OPEN.search(before.text)
        return not _ENDS.search(before.text) and bool(broken or line.text[:1].islower())
    step = steps.get(_place(before)) or steps.get((round(before.size), None))
    # Where a sentence plainly goes on, only a gap parts it: tight items may stand on a page of wide lines.
    goes_on = line.text[:1].islower() and not _ENDS.search(before.text)
    if step and before.ends_at - line.y > (1.95 if goes_on else 1.35) * step + 1:
        return False
    return full or before.size > _LARGER * body or line.text[:1].islower()


def _is_full(line: Line, edges: dict[int, float]) -> bool:
    edge = edges.get(int(line.left // 80), line.right)
    return line.right - line.left >= _FULL * (edge - line.left) - 1


def _edges_nearby(page: Page) -> dict[Line, float]:
    """Return how far right the lines around each go that begin where it does, but for one over several columns."""
    lines, found = page.lines, {}
    for at, line in enumerate(lines):
        around = lines[max(at - _AROUND, 0) : at + _AROUND + 1]
        rights = [other.right for other in around if abs(other.left - line.left) < _INDENT]
        usual = line.left + _WIDER * (median(rights) - line.left)
        found[line] = max((right for right in rights if right <= usual), default=line.right)
    return found


def _had_no_room(before: Line, line: Line, edge: float) -> bool:
    """Return whether the first word of a line did not fit behind the line before it, as in narrow columns."""
    if before.cells or line.cells or abs(before.left - line.left) > _SAME_EDGE:
        return False
    if min(len(before.text), len(line.text)) < _SOME_WORDS or before.right - before.left < _HALF * (
        edge - before.left
    ):
        return False
    word = line.text.split(" ", 1)[0]
    return before.right + (len(word) + 1) * (line.right - line.left) / len(line.text) > edge


def _opened(line: Line, body: float) -> str:
    text = line.text
    named = (
        sum(map(str.isalnum, text[:_LONGEST_HEADING])) >= _FEWEST_LETTERS
    )  # no brackets of a formula
    if body and line.size > _LARGER * body and len(text) <= _LONGEST_HEADING and named:
        return f"{'#' if line.size > 1.4 * body else '##'} {text}"
    if bullet := _BULLET.match(text):
        return f"- {text[bullet.end() :]}"
    return text
