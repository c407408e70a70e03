"""Context: the window that titles, headings, lead-ins and parent items give to what is below them."""

import re
from collections.abc import Iterator

from predictions.extraction.blocks import Kind
from predictions.extraction.document import Document, title_window, windows_in
from predictions.windows import Window

_YEAR_ONLY = re.compile(
    r"\s*(?:in |by |the |year )*(?:20\d\d(?:\s*[-/]\s*(?:20)?\d\d)?|20\d0s)\s*:?\s*"
)
_ANNOUNCES = re.compile(r"\b(?:predictions?|forecasts?|probabilit\w+|estimates?|claims?|bets?)\b")
_KINDS = ("by", "in", "within", "before", "until", "bare")


def context_window(document: Document, block: int, *, listed: bool = False) -> Window | None:
    """The window from above a block: items and headings, the opening lines, the title."""
    if found := window_above(document, block) or _announced(document):
        return found
    return document.title_window if document.predictive or listed else None


def window_above(document: Document, index: int, *, itself: bool = False) -> Window | None:
    """The window of the parent items, the lead-in or the headings, nearest first."""
    if itself and (found := _window_of(document, index)):
        return found
    block = document.blocks[index]
    parent = block.parent
    while parent is not None:
        if found := _window_of(document, parent):
            return found
        parent = document.blocks[parent].parent
    if block.lead is not None and (found := _window_of(document, block.lead)):
        return found
    found_above = (_window_of(document, heading) for heading in reversed(block.headings))
    return next((window for window in found_above if window), None)


def _window_of(document: Document, index: int) -> Window | None:
    if index not in document.above:
        block = document.blocks[index]
        text, low = document.copy[block.start : block.end], document.low[block.start : block.end]
        found = title_window(text[:400], document.published, low[:400])
        document.above[index] = found or _bare_year(text, document)
    return document.above[index]


def _bare_year(text: str, document: Document) -> Window | None:
    if not _YEAR_ONLY.fullmatch(text):
        return None
    found = windows_in(text, 0, document.published)
    return found[0] if found else None


def _announced(document: Document) -> Window | None:
    """A window that the opening lines give to all predictions of the document."""
    if -1 not in document.above:
        document.above[-1] = next(_opening_windows(document), None)
    return document.above[-1]


def _opening_windows(document: Document) -> Iterator[Window]:
    for block in document.blocks[:8]:
        if block.kind is Kind.PARAGRAPH and block.end - block.start < 700:
            low = document.low[block.start : block.end]
            match = _ANNOUNCES.search(low)
            near = low[max(0, match.start() - 120) : match.end() + 120] if match else ""
            found = title_window(near, document.published, near)
            if found and found.kind in _KINDS:
                yield found
