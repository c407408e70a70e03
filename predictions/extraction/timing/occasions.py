"""Occasions: the turn of the year, a study in the news, a vote or a match on a day that is near."""

from collections.abc import Iterator

from predictions.extraction.layout.blocks import Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.layout.periods import windows_in
from predictions.regexes import regex
from predictions.windows import Window
from predictions.windows.calendar import turning

# "According to a new report", "says a study", "the agency said in its outlook".
_SOURCE = regex(
    r"\b(?:according to|says?|said|predicts?|estimates?|forecasts?|warns?) (?:in )?(?:an?|the|its|one) (?:[\w-]+ ){0,3}(?:report|study|survey|forecast|outlook|research)\b"
    r"|\b(?:report|study|survey|forecast|outlook|agency)(?: [\w'-]+){0,6} (?:says?|said|predicts?|estimates?|forecasts?|finds?|shows?)\b"
)
_LEAD = 400
_FAR = 180
_YEARLY = regex(
    r"\b(?:annual|yearly) (?:\w+ ){0,2}(?:predictions?|forecasts?|tradition)\b|\bthat time of (?:the )?year\b|\bhappy new year\b"
    r"|\b(?:(?:head(?:ed|ing)?|going|moving) into|entering|ring(?:ing)? in) (?:\d{4}|the new year)\b"
)
# "The election is on 3 November."
_HELD = regex(
    r"\b(?:elections?|votes?|referendum|match|game|final|derby|race|ceremony|fight|bout|debate|ballot|launch|lift-?off|ruling|verdict|hearing|summit|auction|run-?off)\b[^.?!\n]{0,30}? (?:(?:is|are|takes? place|will (?:be|take place)|kicks? off|will be held)(?: held)? (?=on |this |next |tomorrow)|(?:is|are) (?:now |currently )?(?:set|scheduled|due|planned|slated) (?:to take place )?(?:for |on )?(?=\d|[a-z]))"
)


_EVENT_WORDS = r"(?:keynote|event|conference|announcement|presentation|show|ceremony|draft|debate|game|match|final|race|fight|bout|launch|vote|election|referendum|summit|hearing|meeting|auction)s?\b"
_EVENT = regex(rf"\b{_EVENT_WORDS}")
_EVENT_BEHIND = regex(rf"'s (?:[\w-]+ ){{0,3}}{_EVENT_WORDS}")
_EVENT_BEFORE = regex(rf"\b{_EVENT_WORDS},? (?:(?:is|are|this|held|taking place) )?$")
_OPENING = 8
_NEAR = 30


def annual_window(document: Document) -> Window | None:
    """The year about to begin, or begun, in which annual predictions are posted."""
    year = turning(document.published) if document.published else None
    if year is None or not document.predictive or document.title_window:
        return None
    for start, end in [(b.start, min(b.end, b.start + _LEAD)) for b in document.blocks[:4]]:
        if match := _YEARLY.search(document.low, start, end):
            a, b = match.span()
            return Window(start=a, end=b, kind="bare", not_before=year[0], deadline=year[1])
    return None


def reported_window(document: Document) -> Window | None:
    """The window of the forecast that a piece of news is about."""
    if -2 not in document.above:
        document.above[-2] = next(_reported(document), None)
    return document.above[-2]


def _reported(document: Document) -> Iterator[Window]:
    """The windows in the first lines beside who forecasts."""
    for block in [b for b in document.blocks[:4] if b.kind is Kind.PARAGRAPH][:3]:
        low = document.low[block.start : block.end]
        if len(low) < _LEAD and _SOURCE.search(low):
            for window in windows_in(low, document.today):
                day, today = window.deadline, document.today
                if window.kind in ("by", "in") and day and today and (day - today).days > _FAR:
                    yield window


def event_window(document: Document) -> Window | None:
    """The day of the vote or match that the first lines name: what is foretold is its outcome."""
    if -3 not in document.above:
        document.above[-3] = next(_events(document), None)
    return document.above[-3]


def _events(document: Document) -> Iterator[Window]:
    yield from _held(document)
    if document.promising:
        yield from _foretold(document)


def _foretold(document: Document) -> Iterator[Window]:
    """The near day of what a text makes predictions for: "the keynote on Monday", "tomorrow's match"."""
    low, today = document.low, document.today
    for block in document.blocks[:_OPENING]:
        end = min(block.end, block.start + 2 * _LEAD)
        if block.kind is Kind.META or not _EVENT.search(low, block.start, end):
            continue
        for window in document.windows(block.start, end):
            last = window.deadline
            near = last and today and last == window.not_before and 0 <= (last - today).days < _NEAR
            if near and (
                _EVENT_BEHIND.match(low, window.end)
                or _EVENT_BEFORE.search(low, max(block.start, window.start - 24), window.start)
            ):
                yield window


def _held(document: Document) -> Iterator[Window]:
    today = document.today
    for block in [b for b in document.blocks[:5] if b.kind is Kind.PARAGRAPH][:3]:
        end = min(block.end, block.start + _LEAD)
        for match in _HELD.finditer(document.low, block.start, end):
            for window in document.windows(match.end(), min(end, match.end() + 40)):
                day = window.deadline if window.deadline == window.not_before else None
                if day and today and day >= today and window.start <= match.end() + 1:
                    yield window
