"""Context: the window that titles, headings, lead-ins and parent items give to what is below them."""

import re
from datetime import date

from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.layout.periods import title_window, windows_in
from predictions.extraction.timing.announcing import opening_window, section_window
from predictions.extraction.timing.entries import due_line, due_window
from predictions.extraction.timing.lists import list_window, looked_back, over_by_now
from predictions.extraction.timing.made import counted_then
from predictions.regexes import regex
from predictions.windows import Window
from predictions.windows.calendar import add_days, turning

# What may stand beside a period that is a heading: "The 2030s and beyond", "Late 2027: hard landings".
_BARE_BEFORE = regex(r"[\W\d]*(?:(?:in|by|the|year|stage|phase|part|act|period|era)[\W\d]+)*")
_BARE_AFTER = regex(
    r"\s*(?:\*|_)*\s*(?:(?:and|or) (?:beyond|after|later)\W*)?(?:[:\u2014-].*)?", re.DOTALL
)
# "5 years", "One year out", "Within a decade", "Short term (1-2 years)".
_COUNT = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty)"
_SPAN = rf"{_COUNT}(?: ?(?:-|to|or) ?{_COUNT})?[ -](?:years?|months?|decades?|centur(?:y|ies))"
_LENGTH = regex(
    rf"[\W_]*(?:(?:in|within|over|about|after) )?(?P<a>{_SPAN})(?: (?:out|ahead|away|on|hence"
    rf"|from (?:now|today)))?[\W_]*"
    rf"|(?:[^():]{{6,24}}: )?[^().:]{{1,40}}\((?:(?:in|within|over|about|next"
    rf"|the next) )?(?P<b>{_SPAN})\)[\W_]*"
)
# "Near term (2033-2035)"
_BRACKETED = regex(r"\(((?:by |until )?(?:the end of )?(?:19|20|21)\d\d(?: ?- ?\d{2,4})?)\)[\W_]*$")
# "Friday night", "Tonight": the headings of a forecast of the weather.
_DAY = regex(
    r"[\W_]*(?:this |next )?(?:today|tonight|tomorrow"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?: (?:night|morning|afternoon"
    r"|evening))?[\W_]*"
)
_NEXT = regex(r"[\W_]*(?:the )?(?:next|this|coming) (?:year|month|quarter|decade|century)\b")
_ENDING = regex(r"^[^.!?]{0,40}\b((?:this|next) (?:year|month|quarter|decade)):[\W_]*$")
_COMING = ("next ", "this ", "coming ")
# "So, without further ado, this year's predictions:"
_ITS_CALLS = regex(
    r"(?:^\W*|[.!?,] )(?:(?:so|now|and|well|here are|here come|these are|on to"
    r"|for),? ){0,3}this year's (?:\w+ )?(?:predictions|forecasts|prophecies|picks|calls|bets"
    r"|guesses)\W*$"
)
_YEAR_SAID = regex(r"\b(?:this|last) year\b")
_YEAR = regex(r"\W*(?:year )?(?:19|20|21)\d\d\W*")
_SHORT = 60
_ANSWERS = 5
_ASKING = 200
_ASKED = ("by", "before", "until", "in", "within", "bare")
_DIGIT = regex(r"\d")


def context_window(document: Document, block: int, *, listed: bool = False) -> Window | None:
    """The window from above a block: items and headings, the opening lines, the title."""
    if found := window_above(document, block) or _asked_above(document, block):
        return found
    if found := opening_window(document):
        return found
    if not listed and _is_claim(document.heading, document.blocks[block]):
        return None
    promised = document.promising or listed or _far_ahead(document)
    promised = promised or (document.blocks[block].kind is Kind.ITEM and _just_begun(document))
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


def _just_begun(document: Document) -> bool:
    """True for the title of a list that names the year which has just begun: "A look at 2032"."""
    window, day = document.title_window, document.published
    begun = turning(day) if day else None
    return bool(begun and window and begun == (window.not_before, window.deadline))


def _far_ahead(document: Document) -> bool:
    """True for a title that names a time to come ("The coast in 2040"): all of the text is about it."""
    window, day = document.title_window, document.published
    if window is None or day is None or window.deadline is None:
        return False
    return (window.not_before or add_days(window.deadline, -300)) > day


def window_above(document: Document, index: int, *, itself: bool = False) -> Window | None:
    """The window of the parent items, the lead-in or the headings, nearest first."""
    if itself and (found := _window_of(document, index)):
        return found
    if index not in document.over:
        document.over[index] = _from_above(document, index)
    return document.over[index]


def _from_above(document: Document, index: int) -> Window | None:
    block = document.blocks[index]
    section = document.sections.at(block.start).window
    for above in _introducing(document, index):
        inside = section is None or document.blocks[above].start >= section.start
        if inside and (found := _window_of(document, above)):
            return found
    if found := section or list_window(document, index):
        return found
    if block.kind is Kind.HEADING and (found := due_window(document, index)):
        return found
    for heading in reversed(block.headings):
        if block.kind is Kind.PARAGRAPH and _claims(document, heading):
            continue
        if found := section_window(document, heading) or _window_of(document, heading):
            return found
    return None


# "Rents will double by 2040", "Traders expect rain in May": a claim, whose time is its own; "What the coast will be in 2040" is a matter.
_CLAIMS = regex(
    r"(?![^?]*\?|\W*(?:(?:what|how|where|who|which|when|things?|predictions?|forecasts?|outlook"
    r"|\d+|[a-z]+ (?:things|ways|trends|predictions|forecasts))\b))[^:]*?\w\W+(?:will|won't"
    r"|would|may|might|could|shall|(?:is|are) (?:expected|set|going|likely|to)|expects?|sees?"
    r"|set to|likely to|to (?:be|hit|reach|rise|fall|grow|surpass|double|become|top|exceed|drop"
    r"|slow|see|lose|miss|cut|end))\b"
    r"|\W*(?:(?:a|one|my) )?(?:\w+ )?prediction: [^:?]*\bby (?:19|20|21)\d\d"  # "Prediction: flying ferries by 2040"
)


def _is_claim(heading: str, below: Block) -> bool:
    """True for a title or heading that is itself a claim, and lends no time to the prose below it."""
    return below.kind is Kind.PARAGRAPH and _CLAIMS.match(heading) is not None


def _claims(document: Document, heading: int) -> bool:
    """True for a heading that is itself a claim; asked once, for all that stands below it."""
    key = ("_claims", heading)
    if key not in document.answers:
        block = document.blocks[heading]
        low = document.low[block.start : block.end]
        document.answers[key] = _CLAIMS.match(low) is not None
    return document.answers[key]


def _introducing(document: Document, index: int) -> list[int]:
    """The items that a block stands under, nearest first, and its lead-in."""
    above: list[int] = []
    block = document.blocks[index]
    parent = block.parent
    while parent is not None:
        above.append(parent)
        parent = document.blocks[parent].parent
    if block.lead is not None:
        return [*above, block.lead]
    if block.kind is Kind.PARAGRAPH and index and not above:  # "By 2034:" and what will be then
        before = document.blocks[index - 1]
        short = before.kind is Kind.PARAGRAPH and before.end - before.start < _SHORT
        if short and document.low[before.start : before.end].rstrip(" *_").endswith(":"):
            return [index - 1]
    return above


def _window_of(document: Document, index: int) -> Window | None:
    if index not in document.above:
        block = document.blocks[index]
        text, low = document.copy[block.start : block.end], document.low[block.start : block.end]
        today = document.counted(block.end)
        if today and document.published and _YEAR_SAID.search(low):
            today = max(today, document.published)  # not the year that the title looks back on
            if document.today and _ITS_CALLS.search(low):  # but the one that it looks ahead to
                today = max(today, document.today)
        paragraph = block.kind is Kind.PARAGRAPH
        past = looked_back(document, block) if paragraph else None
        found = past or title_window(text[:400], today, low[:400])
        if paragraph and found and over_by_now(document, block, found):
            found = None
        if found and _is_of_the_title(document, found, low):
            found = document.title_window
        if paragraph and found and found.relative:
            found = counted_then(document, low, found)
        over = document.promising and _YEAR.fullmatch(low)
        found = found or _bare_period(text[:200], low[:200], None if over else today)
        found = (
            found
            or _at_its_end(low, today)
            or due_line(document, index)
            or _new_ones(document, block, low)
        )
        document.above[index] = None if index in document.dated else found
    return document.above[index]


def _is_of_the_title(document: Document, found: Window, low: str) -> bool:
    """True for "last year's predictions" in December, below a title that names the year which ends with it."""
    day, title = document.published, document.title_window
    if day is None or title is None or found.deadline is None or day.month != _DECEMBER:
        return False
    ends = title.deadline == date(day.year, _DECEMBER, 31)
    return ends and found.deadline.year == day.year - 1 and "last year" in low


_DECEMBER = 12


# "New predictions", below those of the year that is over.
_NEW = regex(
    r"\W*(?:and )?(?:now )?(?:for )?(?:my |our |the |some )?(?:new|next|fresh) (?:predictions"
    r"|forecasts|bets|calls|guesses)\W*"
)


def _new_ones(document: Document, block: Block, low: str) -> Window | None:
    """The year that has just begun, or is about to, for a heading of new predictions."""
    if block.kind is not Kind.HEADING or document.published is None or not _NEW.fullmatch(low):
        return None
    year = turning(document.published)
    return (
        Window(start=0, end=0, kind="bare", not_before=year[0], deadline=year[1]) if year else None
    )


def _at_its_end(low: str, today: date | None) -> Window | None:
    """The period with which a lead-in ends: "Norway this year:"."""
    ends = _ENDING.search(low) if today and low.rstrip().endswith(":") else None
    return next(iter(windows_in(ends[1], today)), None) if ends else None


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
