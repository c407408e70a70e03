"""Context: the window that titles, headings, lead-ins and parent items give to what is below them."""

import re
from datetime import date, timedelta

from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.layout.periods import title_window, windows_in
from predictions.extraction.timing.announcing import (
    list_window,
    looked_back,
    opening_window,
    section_window,
)
from predictions.extraction.timing.entries import due_line, due_window
from predictions.windows import Window

# What may stand beside a period that is a heading: "The 2030s and beyond", "Late 2027: hard landings".
_BARE_BEFORE = re.compile(r"[\W\d]*(?:(?:in|by|the|year|stage|phase|part|act|period|era)[\W\d]+)*")
_BARE_AFTER = re.compile(
    r"\s*(?:\*|_)*\s*(?:(?:and|or) (?:beyond|after|later)\W*)?(?:[:\u2014-].*)?", re.DOTALL
)
# "5 years", "One year out", "Within a decade", "Short term (1-2 years)".
_COUNT = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty)"
_SPAN = rf"{_COUNT}(?: ?(?:-|to|or) ?{_COUNT})?[ -](?:years?|months?|decades?|centur(?:y|ies))"
_LENGTH = re.compile(
    rf"[\W_]*(?:(?:in|within|over|about|after) )?(?P<a>{_SPAN})(?: (?:out|ahead|away|on|hence|from now))?[\W_]*"
    rf"|(?:[^():]{{6,24}}: )?[^().:]{{1,40}}\((?:(?:in|within|over|about|next|the next) )?(?P<b>{_SPAN})\)[\W_]*"
)
# "Near term (2033-2035)"
_BRACKETED = re.compile(
    r"\(((?:by |until )?(?:the end of )?(?:19|20|21)\d\d(?: ?- ?\d{2,4})?)\)[\W_]*$"
)
# "Friday night", "Tonight": the headings of a forecast of the weather.
_DAY = re.compile(
    r"[\W_]*(?:this |next )?(?:today|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?: (?:night|morning|afternoon|evening))?[\W_]*"
)
_NEXT = re.compile(r"[\W_]*(?:the )?(?:next|this|coming) (?:year|month|quarter|decade|century)\b")
_COMING = ("next ", "this ", "coming ")
_ANSWERS = 5
_ASKING = 200
_ASKED = ("by", "before", "until", "in", "within", "bare")
_DIGIT = re.compile(r"\d")


def context_window(document: Document, block: int, *, listed: bool = False) -> Window | None:
    """The window from above a block: items and headings, the opening lines, the title."""
    if found := window_above(document, block) or _asked_above(document, block):
        return found
    if found := opening_window(document):
        return found
    promised = document.promising or listed or _far_ahead(document)
    return document.title_window if promised else None


def _asked_above(document: Document, index: int) -> Window | None:
    """The time ahead of the question that stands alone above the paragraphs that answer it."""
    block, blocks = document.blocks[index], document.blocks
    if document.speakers.starts or not document.holds("?"):  # `horizons` knows who answers whom
        return None
    for above in range(index - 1, max(-1, index - _ANSWERS), -1):
        asking = blocks[above]
        if asking.headings != block.headings or asking.kind is not Kind.PARAGRAPH:
            return None
        short = asking.end - asking.start < _ASKING
        if short and document.low.find("?", asking.end - 4, asking.end) >= 0:
            return _time_asked(document, above)
    return None


def _time_asked(document: Document, index: int) -> Window | None:
    key = -4 - 2 * len(document.blocks) - index
    if key not in document.above:
        block, day = document.blocks[index], document.day(document.blocks[index].start)
        ahead = (
            w
            for w in document.windows(block.start, block.end)
            if w.deadline and day and w.deadline > day and w.kind in _ASKED
        )
        document.above[key] = next(ahead, None)
    return document.above[key]


def _far_ahead(document: Document) -> bool:
    """True for a title that names a time to come ("The coast in 2040"): all of the text is about it."""
    window, day = document.title_window, document.published
    if window is None or day is None or window.deadline is None:
        return False
    return (window.not_before or window.deadline - timedelta(days=300)) > day


def window_above(document: Document, index: int, *, itself: bool = False) -> Window | None:
    """The window of the parent items, the lead-in or the headings, nearest first."""
    if itself and (found := _window_of(document, index)):
        return found
    block = document.blocks[index]
    section = document.sections.at(block.start).window
    for above in _introducing(document, block):
        inside = section is None or document.blocks[above].start >= section.start
        if inside and (found := _window_of(document, above)):
            return found
    if found := section or list_window(document, index):
        return found
    if block.kind is Kind.HEADING and (found := due_window(document, index)):
        return found
    for heading in reversed(block.headings):
        if found := section_window(document, heading) or _window_of(document, heading):
            return found
    return None


def _introducing(document: Document, block: Block) -> list[int]:
    """The items that a block stands under, nearest first, and its lead-in."""
    above: list[int] = []
    parent = block.parent
    while parent is not None:
        above.append(parent)
        parent = document.blocks[parent].parent
    return above if block.lead is None else [*above, block.lead]


def _window_of(document: Document, index: int) -> Window | None:
    if index not in document.above:
        block = document.blocks[index]
        text, low = document.copy[block.start : block.end], document.low[block.start : block.end]
        today = document.counted(block.end)
        past = looked_back(document, block) if block.kind is Kind.PARAGRAPH else None
        found = past or title_window(text[:400], today, low[:400])
        found = found or _bare_period(text[:200], low[:200], today) or due_line(document, index)
        document.above[index] = None if index in document.dated else found
    return document.above[index]


def _bare_period(text: str, low: str, today: date | None) -> Window | None:
    """The period that a heading is, or begins with before a colon or dash: the stations of a timeline."""
    if match := _LENGTH.fullmatch(low):
        found = windows_in(f"in {match['a'] or match['b']}", today)
        return next(iter(found), None)
    if bracket := _BRACKETED.search(low):
        found = windows_in(bracket[1], today)
        whole = (w for w in found if w.end == len(bracket[1]) and w.start == 0 and w.deadline)
        return next((w for w in whole if w.deadline and (not today or w.deadline > today)), None)
    if "day" in low or "night" in low:
        named = _DAY.fullmatch(low) is not None
        return next(iter(windows_in(text, today)), None) if named else None
    if not (_DIGIT.search(low) or (any(map(low.__contains__, _COMING)) and _NEXT.search(low))):
        return None
    for window in windows_in(text, today):
        ahead = window.deadline and not (today and window.deadline < today)
        if ahead and _BARE_BEFORE.fullmatch(low, 0, window.start):
            return window if _BARE_AFTER.fullmatch(low, window.end) else None
    return None
