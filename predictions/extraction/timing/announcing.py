"""Announcements: "here are my predictions for 2031" gives its window to the predictions that follow."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.layout.periods import (
    SEEN_THEN,
    about_another,
    in_last_days,
    is_when_made,
    names_its_day,
    title_window,
    windows_in,
)
from predictions.extraction.timing.entries import due_window
from predictions.extraction.timing.made import counted_then, of_long_ago
from predictions.extraction.timing.occasions import annual_window
from predictions.extraction.timing.rules import ruled
from predictions.regexes import regex
from predictions.windows import Window
from predictions.windows.calendar import add_days

ANNOUNCES = regex(
    r"\b(?:predictions?(?! markets?)(?!(?<=n) (?:is |was |would be )?that\b)|forecasts?"
    r"|prophec(?:y|ies)|probabilit\w+|likelihoods?|chances?|odds|estimates?|claims?"
    r"|bets?(?!(?<=t) (?:is |was |would be )?that\b)"
    r"|what (?:i|we) (?:think|believe|reckon|guess"
    r"|imagine)(?= (?:[\w'-]+ ){1,6}(?:will|might|may|could|would) (?:bring|hold|look|be like"
    r"|see))|what(?:'s| is| will| might| may| could)(?: \w+){0,3} (?:happen|come|change|bring"
    r"|hold))\b"
)
# Weaker words for it, heeded where the title has no window.
_OUTLOOK = regex(
    r"\b(?:guesses|look like|look(?:ing)? (?:at|ahead|forward)"
    r"|what (?:i|we) (?:\w+ )?(?:expect|foresee)"
    r"|(?:i|we) (?:\w+ )?(?:expect|foresee)(?! (?:that|to see|some|the|an?|it|they|we|there)\b)"
    r"|resolve|judged|scored|graded|evaluated|the following"
    r"|here(?:'s| is) (?:how|what) (?:i|we)|where .{1,40} will be|thoughts on)\b"
)
# "A 15% chance", "the consensus forecast is", "forecasts that rents": a word that states one claim and announces none.
_ODDS = regex(r"(?:chances?|probabilit|likelihood|odds)")
_ITS_NUMBER = regex(
    r"(?:\d ?%|\bpercent|\b(?:good|fair|high|low|small|slim|strong|real|decent|outside|remote"
    r"|little|no|some)|\ban?) $"
)
# "For a while this prediction seemed to go awry": of one that stands there.
_THIS_ONE = regex(r"\bth(?:is|at) $")
_ITS_FATE = regex(
    r"(?<=n) (?:was|is|seemed|came|went|looks?|looked|turned|proved|failed|didn't|did|has|had"
    r"|hasn't|wasn't|isn't|aged|held)\b"
)
_ITS_CLAIM = regex(r"\w*(?:(?<=ts) that|(?<=st) (?:is|that)|(?<=te) (?:is|it)) \w")
# "To be judged at the end of 2036": when they fall due goes before what they are about.
_DUE = regex(
    r"\b(?:resolved?|judged|scored?|graded|evaluated|due|settled) (?=at|by|in|on)"
    r"|\b(?:deadlines?|cut-?off(?: date)?|time ?frame"
    r"|time horizon)(?: for (?:all|each|every)[^.]{0,20})?(?: is| are| will be|:) "
)
_STOP = regex(r"[.!?:]\s")
_KINDS = ("by", "in", "within", "before", "until", "bare", "for", "event")
# "My 2031 predictions", "predictions regarding the harbour in 2031".
_BEFORE = regex(r"(?:'s)? (?:\w+ )?")
_AFTER = regex(r"[^.,;:!?()]{0,40}?(?:\b(?:for|in|about|regarding|of|on|at)(?: the)?(?: \w+)?)? ?")
LONGEST = 700
# Whose predictions they are, or that they follow: "the bank's forecast for 2031" announces none.
_OURS = regex(
    r"\b(?:i|i'm|i'd|i'll|i've|my|we|we'll|our|us|let's|here|here's|these(?! days)"
    r"|this(?! (?:year|month|week|quarter|decade|century|summer|season))"
    r"|those(?! (?:of|who|in|that|with)\b)|following|below|now|it's time|post|article|essay"
    r"|piece|column|list|newsletter|statements?|questions?|each)\b"
)
# "Things I think will happen in 2032", "what the next ten years hold", "I give each of these until 2034".
_LISTING = regex(
    r"\b(?:(?:a few|some|many|the|\w+) things"
    r"|what (?:i|we|to|can|could|the|may|might|will|\d{4})\b|these|below|(?:the )?following"
    r"|what follows|each|everything|here (?:we go|goes|they are)|numbers on|probabilities"
    r"|guesses)\b"
)
_LINE = 120
_FOLLOWS = regex(r"h(?<!\w\w)ere(?:'s| is| are) (?:how|what|why|where|my|our|some)\b")
_SHORT = 240
_SIGHT = 50
_TWO_YEARS = 700
_SOON, _MONTH = 45, 31  # days


def opening_window(document: Document) -> Window | None:
    """The window that the opening lines give to all predictions of the document."""
    if -1 not in document.above:
        found = next(_announced(document, document.blocks[:8]), None)
        document.above[-1] = found or annual_window(document)
    return document.above[-1]


def first_day(document: Document) -> date | None:
    """The day from which a text without a title of that kind speaks: its opening announces a year about to begin."""
    if document.title_window or document.speakers.starts or document.published is None:
        return document.today
    window = opening_window(document)
    return (
        window.not_before
        if window
        and (about_another(window, document.published) or in_last_days(window, document.published))
        else document.today
    )


def section_window(document: Document, heading: int) -> Window | None:
    """The window that the first lines below a heading give to the predictions of its section."""
    key = -4 - heading
    if key not in document.above:
        first = [b for b in document.blocks[heading + 1 : heading + 4] if b.kind is Kind.PARAGRAPH]
        mine = (block for block in first if block.headings[-1:] == (heading,))
        announced = next(_announced(document, mine), None)
        document.above[key] = announced or due_window(document, heading)
    return document.above[key]


def _announced(document: Document, blocks: Iterable[Block]) -> Iterator[Window]:
    paragraphs = [block for block in blocks if block.kind is Kind.PARAGRAPH]
    for block in paragraphs:
        short = block.end - block.start < LONGEST
        head = block if short else _first_line(block) if block is paragraphs[0] else None
        if head:
            found = ruled(document, head) or _in_block(document, head)
            if found and holds(document, found):
                yield found


def _first_line(block: Block) -> Block | None:
    """The first line of a paragraph whose further lines are the predictions themselves."""
    end = next((at for at in block.breaks if at > block.start), block.end)
    return replace(block, end=end) if end - block.start < LONGEST else None


def holds(document: Document, window: Window) -> bool:
    """True for a window of the whole text: not one that is over, nor one speaker's three years."""
    one_speakers = window.relative and document.speakers.starts
    usable = window.kind in _KINDS and not window.vague
    long_ago = window.relative and window.not_before is not None and usable
    return long_ago or (usable and not one_speakers and not _is_over(document, window))


def _in_block(document: Document, block: Block) -> Window | None:
    low = document.low[block.start : block.end]
    words = [*ANNOUNCES.finditer(low)]
    announced = [match for match in words if not _states(low, match)]
    if found := tied(document, block, low, announced):
        near = _around(low, announced[0]) if announced and found.relative else ""
        return (of_long_ago(document, low, near) if near else None) or found
    match = announced[0] if announced else None
    if not words and document.title_window is None:
        match = _OUTLOOK.search(low) or _FOLLOWS.search(low)
    near = _around(low, match) if match else ""
    if not _ours(document, block, near):
        return None
    if found := title_window(near, document.counted(block.start), near):
        old = of_long_ago(document, low, near) if found.relative else None
        return old or (found if _reaches(document, found) else None)
    told = announced or _FOLLOWS.search(low) or (document.promising and _LISTING.search(low))
    found = _only_one(document, low) if told else None
    return found if found and _reaches(document, found) else None


def _states(low: str, match: re.Match[str]) -> bool:
    """True for a word that gives the chance of one claim, or says what somebody forecasts."""
    if _ODDS.match(low, match.start()):
        return _ITS_NUMBER.search(low, max(0, match.start() - 12), match.start()) is not None
    of_one = _ITS_FATE.match(low, match.end()) is not None
    if of_one and _THIS_ONE.search(low, max(0, match.start() - 6), match.start()):
        return True
    return _ITS_CLAIM.match(low, match.start()) is not None


def listed(document: Document, block: Block) -> Window | None:
    """The one time in the lines right above a list: "Things that I believe will have happened by 2034"."""
    low = document.low[block.start : block.end]
    found = _only_one(document, low) if _LISTING.search(low) else None
    return found if found and (found.lasts or found.relative) else None


def _reaches(document: Document, window: Window) -> bool:
    """True for the years or the last day that a text is about; without such a title no month and no century."""
    day, last = document.published, window.deadline
    if document.promising or day is None or last is None:
        return document.promising
    far = window.relative and (last - day).days > _TWO_YEARS
    return (window.lasts or far) and last.year - day.year < _SIGHT


def _only_one(document: Document, low: str) -> Window | None:
    """The one time ahead in a short opening: "Here is what will come. All of it by 2040."."""
    if len(low) > _SHORT:
        return None
    found = [w for w in windows_in(low, document.today) if w.deadline or w.not_before]
    if len(found) != 1 or found[0].kind not in ("by", "in", "within", "until", "before", "bare"):
        return None
    (window,), today = found, document.today
    if SEEN_THEN.match(low, window.end):
        return None
    far = today and window.deadline and window.deadline > add_days(today, 200)
    return window if far and window.deadline != window.not_before else None


def tied(
    document: Document, block: Block, low: str, announced: list[re.Match[str]]
) -> Window | None:
    """The window that stands right beside a word for predictions, or says when they fall due."""
    if not announced and not document.promising:
        return None
    due = _DUE.finditer(low)
    day = document.counted(block.start) if "next year" in low else document.day(block.start)
    found = (
        _bound(day, low, match)
        for match in (*due, *announced)
        if _ours(document, block, _around(low, match))
    )
    usable = [window for window in found if window and not window.vague]
    # "To be scored on New Year's Eve. Here are my predictions for 2032", in December
    later = (w for w in usable if day and w.deadline and (w.deadline - day).days > _SOON)
    window = usable[0] if usable else None
    first, last = (window.not_before, window.deadline) if window else (None, None)
    if window and first and last and (last - first).days <= _MONTH:
        window = next((w for w in later if w.lasts), window)
    return counted_then(document, low, window) if window and window.relative else window


def _ours(document: Document, block: Block, sentence: str) -> bool:
    """True for an announcement of what this text predicts."""
    short = block.end - block.start < _LINE
    return document.predictive or short or _OURS.search(sentence) is not None


def _bound(day: date | None, low: str, match: re.Match[str]) -> Window | None:
    """The window right before or after the word: "2031 predictions", "predictions for 2031"."""
    begin = max(0, match.start() - 40)
    for window in windows_in(low[begin : match.end() + 90], day):
        start, end = begin + window.start, begin + window.end
        if not window.deadline or window.kind == "since" or (day and names_its_day(window, day)):
            continue
        if is_when_made(window, low[begin : match.end() + 90]):
            continue
        if end <= match.start():
            if _BEFORE.fullmatch(low, end, match.start()):  # here the year of a noun is its time
                return replace(window, start=start, end=end, kind="bare")
        elif start >= match.end() and _AFTER.fullmatch(low, match.end(), start):
            named = _year_named(low, start, end, day)
            return replace(named or window, start=start, end=end)
    return None


def _year_named(low: str, begin: int, end: int, day: date | None) -> Window | None:
    """The year of "In January 2030 I made predictions for the year"."""
    if not low.endswith("the year", begin, end):
        return None
    first = max(0, begin - 80)
    for window in windows_in(low[first:begin], day):
        last = window.deadline
        if last and window.not_before and day and last < day and not window.relative:
            return replace(
                window, not_before=date(last.year, 1, 1), deadline=date(last.year, 12, 31)
            )
    return None


def _around(low: str, match: re.Match[str]) -> str:
    """The sentence of the announcement, within 120 characters: a claim after it keeps its own date."""
    first, last = max(0, match.start() - 120), min(len(low), match.end() + 120)
    stops = [stop.end() for stop in _STOP.finditer(low, first, last)]
    begin = max((stop for stop in stops if stop <= match.start()), default=first)
    return low[begin : min((stop for stop in stops if stop >= match.end()), default=last)]


def _is_over(document: Document, window: Window) -> bool:
    """True for "I made predictions for 2030 last year", written in 2031, and the day it is written: no window of what follows."""
    today, last = document.today, window.deadline
    return bool(today and last and (last < today or last == window.not_before == today))
