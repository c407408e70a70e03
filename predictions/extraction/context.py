"""Context: the window that titles, headings, lead-ins and parent items give to what is below them."""

import re
from collections.abc import Iterable, Iterator

from predictions.extraction.blocks import Block, Kind
from predictions.extraction.document import Document, title_window, windows_in
from predictions.windows import Window

# What may stand beside a period that is a heading: "The 2030s and beyond", "Late 2027: hard landings".
_BARE_BEFORE = re.compile(r"[\W\d]*(?:(?:in|by|the|year|stage|phase|part|act|period|era)[\W\d]+)*")
_BARE_AFTER = re.compile(
    r"\s*(?:\*|_)*\s*(?:(?:and|or) (?:beyond|after|later)\W*)?(?:[:\u2014-].*)?", re.DOTALL
)
_ANNOUNCES = re.compile(
    r"\b(?:predictions?|forecasts?|probabilit\w+|estimates?|claims?|bets?|what(?:'s| is| will| might| may| could)(?: \w+){0,3} (?:happen|come|change|bring|hold))\b"
)
# Weaker words for it, heeded where the title has no window.
_OUTLOOK = re.compile(
    r"\b(?:guesses|look like|resolve|judged|scored|graded|evaluated|the following|here(?:'s| is) (?:how|what) (?:i|we)|where .{1,40} will be|thoughts on)\b"
)
_DIGIT = re.compile(r"\d")
_STOP = re.compile(r"[.!?:]\s")
_KINDS = ("by", "in", "within", "before", "until", "bare", "for")


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
    found_above = (
        _section_window(document, heading) or _window_of(document, heading)
        for heading in reversed(block.headings)
    )
    return next((window for window in found_above if window), None)


def _window_of(document: Document, index: int) -> Window | None:
    if index not in document.above:
        block = document.blocks[index]
        text, low = document.copy[block.start : block.end], document.low[block.start : block.end]
        found = title_window(text[:400], document.today, low[:400])
        document.above[index] = found or _bare_period(text[:200], low[:200], document)
    return document.above[index]


def _bare_period(text: str, low: str, document: Document) -> Window | None:
    """The period that a heading is, or begins with before a colon or dash: the stations of a timeline."""
    if not _DIGIT.search(low):
        return None
    for window in windows_in(text, document.today):
        ahead = window.deadline and not (document.today and window.deadline < document.today)
        if ahead and _BARE_BEFORE.fullmatch(low, 0, window.start):
            return window if _BARE_AFTER.fullmatch(low, window.end) else None
    return None


def _section_window(document: Document, heading: int) -> Window | None:
    """The window that the first lines below a heading give to the predictions of its section."""
    key = -2 - heading
    if key not in document.above:
        first = [b for b in document.blocks[heading + 1 : heading + 4] if b.kind is Kind.PARAGRAPH]
        mine = (block for block in first if block.headings[-1:] == (heading,))
        document.above[key] = next(_announced_in(document, mine), None)
    return document.above[key]


def _announced(document: Document) -> Window | None:
    """A window that the opening lines give to all predictions of the document."""
    if -1 not in document.above:
        document.above[-1] = next(_opening_windows(document), None)
    return document.above[-1]


def _opening_windows(document: Document) -> Iterator[Window]:
    return _announced_in(document, document.blocks[:8])


def _announced_in(document: Document, blocks: Iterable[Block]) -> Iterator[Window]:
    for block in blocks:
        if block.kind is Kind.PARAGRAPH and block.end - block.start < 700:
            low = document.low[block.start : block.end]
            match = _ANNOUNCES.search(low)
            if match is None and document.title_window is None:
                match = _OUTLOOK.search(low)
            near = _around(low, match) if match else ""
            found = title_window(near, document.today, near)
            if found and found.kind in _KINDS and not (found.vague or _is_over(document, found)):
                yield found


def _around(low: str, match: re.Match[str]) -> str:
    """The sentence of the announcement, within 120 characters: a claim after it keeps its own date."""
    first, last = max(0, match.start() - 120), min(len(low), match.end() + 120)
    stops = [stop.end() for stop in _STOP.finditer(low, first, last)]
    begin = max((stop for stop in stops if stop <= match.start()), default=first)
    return low[begin : min((stop for stop in stops if stop >= match.end()), default=last)]


def _is_over(document: Document, window: Window) -> bool:
    """True for "I made predictions for 2030 last year", written in 2031: no window of what follows."""
    today = document.today
    return bool(today and window.deadline and window.deadline < today)
