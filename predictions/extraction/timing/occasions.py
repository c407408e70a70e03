"""Occasions: the turn of the year, a study in the news, a vote or a match on a day that is near."""

from collections.abc import Iterator
from datetime import date

from predictions.extraction.layout.blocks import Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.layout.periods import windows_in
from predictions.regexes import regex
from predictions.windows import Window
from predictions.windows.calendar import turning
from predictions.windows.schedule import soon

# "According to a new report", "says a study", "the agency said in its outlook".
_SOURCE = regex(
    r"\b(?:according to|says?|said|predicts?|estimates?|forecasts?|warns?) (?:in )?(?:an?|the"
    r"|its|one) (?:[\w-]+ ){0,3}(?:report|study|survey|forecast|outlook|research)\b"
    r"|\b(?:report|study|survey|forecast|outlook|agency)(?: [\w'-]+){0,6} (?:says?|said"
    r"|predicts?|estimates?|forecasts?|finds?|shows?)\b"
)
_LEAD = 400
_FAR = 180
_YEARLY = regex(
    r"\b(?:annual|yearly) (?:\w+ ){0,2}(?:predictions?|forecasts?|tradition)\b"
    r"|\bthat time of (?:the )?year\b|\bhappy new year\b"
    r"|\b(?:(?:head(?:ed|ing)?|going|moving) into|entering|ring(?:ing)? in) (?:\d{4}|the new year)\b"
)
_YEAR_TOLD = regex(
    r"(?<!in )(?<!by )(?<!of )\b((?:19|20|21)\d\d) (?:(?:is|isn't) (?:going to|gonna|set to"
    r"|shaping up)|will|won't|promises|looks (?:to|set|like)|should|could)\b"
)
# "A new decade: any predictions?", as one begins.
_DECADE = regex(
    r"\b(?:new|coming) decade\b[^.!?\n]{0,40}[.!?:]?[^.!?\n]{0,40}\b(?:predict|forecast|expect"
    r"|guess)|\b(?:predict|forecast|expect|guess)\w*[^.!?\n]{0,60}\b(?:new|coming) decade\b"
)
# "The election is on 3 November."
_HELD = regex(
    r"\b(?:elections?|votes?|referendum|match|game|final|derby|race|ceremony|fight|bout|debate"
    r"|ballot|launch|lift-?off|ruling|verdict|hearing|summit|auction"
    r"|run-?off)\b[^.?!\n]{0,30}? (?:(?:is|are|takes? place|will (?:be|take place)|kicks? off"
    r"|will be held)(?: held)? (?=on |this |next |tomorrow)|(?:(?:to be|being) )?held (?=on )"
    r"|(?:is|are) (?:now |currently )?(?:set|scheduled|due|planned"
    r"|slated) (?:to take place )?(?:for |on )?(?=\d|[a-z]))"
)


_EVENT_WORDS = (
    r"(?:keynote|event|conference|announcement|presentation|show|ceremony|draft|debate|game|match"
    r"|final|race|fight|bout|launch|vote|election|referendum|summit|hearing|meeting|auction)s?\b"
)
_EVENT = regex(rf"\b{_EVENT_WORDS}")
_EVENT_BEHIND = regex(rf"'s (?:[\w-]+ ){{0,3}}{_EVENT_WORDS}")
_EVENT_BEFORE = regex(
    rf"\b{_EVENT_WORDS},?(?: \([a-z]+\))?\s+(?:(?:is|are|this|held|taking place) )?$"
)
_OPENING = 8
_NEAR = 30
_FIRST = 3
_BEGUN = 21  # days


def annual_window(document: Document) -> Window | None:
    """The year about to begin, or begun, in which annual predictions are posted."""
    year = turning(document.published) if document.published else None
    if year is None or document.title_window:
        return None
    opened = [(b.start, min(b.end, b.start + _LEAD)) for b in document.blocks[:4]]
    if year[0].year % 10 == 0 and any(_DECADE.search(document.low, *span) for span in opened):
        last = year[1].replace(year=year[0].year + 9)
        return Window(start=0, end=0, kind="bare", not_before=year[0], deadline=last)
    for start, end in opened if document.predictive else ():
        match = _YEARLY.search(document.low, start, end)
        if match is None:  # "2032 is going to be big"
            told = (m for m in _YEAR_TOLD.finditer(document.low, start, end))
            match = next((m for m in told if int(m[1]) == year[0].year), None)
        if match:
            a, b = match.span()
            return Window(start=a, end=b, kind="bare", not_before=year[0], deadline=year[1])
    return None


# A horizon of its own: "in ten years", "over the next decade"; a list with one is not for the year alone.
_HORIZON = regex(
    r"\b(?:in|within|over|by|next|coming) (?:the )?(?:next |coming )?(?:\d+|two|three|four|five"
    r"|six|seven|eight|ten|fifteen|twenty|few|couple of|several)(?:[ -]to[ -]\w+)? years\b"
    r"|\b(?:decades?|generations?|century)\b"
)
# "By the end of the decade", in a list that is posted as one begins.
_OF_DECADE = regex(
    r"\b(?:(?:of|in|over|throughout|during|by|for) (?:the|this)|this|end of) (?:whole "
    r"|entire )?decade\b(?! (?:ago|before|earlier|that|so far))"
)
_DECADE_LONG = 10
# Not "the 2036 nomination", which may be won before.
_FIGURES = regex(
    r"(?<![\d.,$\u00a3\u20ac])(?:20|21)\d\d(?![\d%]"
    r"|,\d)(?! (?:[a-z]+ ){0,2}?(?:election|nomination|nominee|primar(?:y|ies)|midterms?|race"
    r"|campaign|cycle|candidate|ticket|ballot|olympics|world cup|games|run)\b)"
)
_DATED = regex(r"\b\d{4}-\d\d-\d\d\b")
_ENOUGH = 3


def listed_year(document: Document) -> Window | None:
    """The year that turns when a list is posted, where its items look no farther and nothing says for when they are."""
    key = len(document.blocks)
    if key not in document.above:
        document.above[key] = _year_of_list(document)
    return document.above[key]


def _year_of_list(document: Document) -> Window | None:
    day = document.published
    year = turning(day, begun=_BEGUN) if day else None
    entries = any(other not in (None, day) for other in document.days.days)
    if year is None or day is None or document.speakers.starts or entries:
        return None
    items = [block for block in document.blocks if block.kind is Kind.ITEM]
    if len(items) < _ENOUGH or (year[0] - day).days > _BEGUN:
        return None
    low, promised = document.low, document.promising
    if any(_DATED.search(low, block.start, block.end) for block in document.blocks[1:]):
        return None  # a ledger: each entry has a day of its own
    spans = [(0, len(low))] if promised else [(block.start, block.end) for block in items]
    named = {int(figures[0]) for a, b in spans for figures in _FIGURES.finditer(low, a, b)}
    begins = year[0].year
    if begins % _DECADE_LONG == 0 and _OF_DECADE.search(low):
        last = year[1].replace(year=begins + _DECADE_LONG - 1)
        near = max(named, default=begins) <= begins + _DECADE_LONG
        return (
            Window(start=0, end=0, kind="bare", not_before=year[0], deadline=last) if near else None
        )
    others = {y for y in named if y != year[0].year and (y > year[0].year or not promised)}
    announced = promised or named or low.find("my predictions", 0, items[0].start) >= 0
    if others or not announced or _HORIZON.search(low):
        return None
    return Window(start=0, end=0, kind="bare", not_before=year[0], deadline=year[1])


def reported_window(document: Document) -> Window | None:
    """The window of the forecast that a piece of news is about."""
    if -2 not in document.above:
        document.above[-2] = next(_reported(document), None)
    return document.above[-2]


_SEASON_OUTLOOK = regex(r"\bseason (?:outlook|forecast|predictions?)\b")


def _reported(document: Document) -> Iterator[Window]:
    """The windows in the first lines beside who forecasts."""
    for block in [b for b in document.blocks[:4] if b.kind is Kind.PARAGRAPH][:3]:
        low = document.low[block.start : block.end]
        if len(low) < _LEAD and (_SOURCE.search(low) or _SEASON_OUTLOOK.search(low)):
            for window in windows_in(low, document.today):
                day, today = window.deadline, document.today
                far = day and today and (day - today).days > _FAR
                if (window.kind in ("by", "in") and far) or _of_a_season(low, window, today):
                    yield window


def _of_a_season(low: str, window: Window, today: date | None) -> bool:
    """True for "2032 Atlantic hurricane season", which is not over."""
    last = window.deadline
    return bool(
        today and last and last > today and low.find("season", window.start, window.end) >= 0
    )


def event_window(document: Document) -> Window | None:
    """The day of the vote or match that the first lines name: what is foretold is its outcome."""
    if -3 not in document.above:
        document.above[-3] = next(_events(document), None)
    return document.above[-3]


def _events(document: Document) -> Iterator[Window]:
    yield from _held(document)
    if document.promising:
        yield from _foretold(document)
        yield from _named_alone(document)


def _foretold(document: Document) -> Iterator[Window]:
    """The near day of what a text makes predictions for: "the keynote on Monday", "tomorrow's match"."""
    low, today = document.low, document.today
    heading = document.heading
    for window in windows_in(heading, today) if _EVENT.search(heading) else ():
        if _is_soon(window, today) and _EVENT_BEHIND.match(heading, window.end):
            yield window
    for block in document.blocks[:_OPENING]:
        end = min(block.end, block.start + 2 * _LEAD)
        if block.kind is Kind.META or not _EVENT.search(low, block.start, end):
            continue
        for window in document.windows(block.start, end):
            if _is_soon(window, today) and (
                _EVENT_BEHIND.match(low, window.end)
                or _EVENT_BEFORE.search(low, max(block.start, window.start - 40), window.start)
            ):
                yield window


def _is_soon(window: Window, today: date | None) -> bool:
    """True for a day that is near."""
    last = window.deadline
    return bool(last and today and last == window.not_before and 0 <= (last - today).days < _NEAR)


def _named_alone(document: Document) -> Iterator[Window]:
    """The day of a great event that is near and that the title or the first lines name: "My Eurovision picks"."""
    today = document.published
    opened = [b for b in document.blocks[:_OPENING] if b.kind is not Kind.META][:_FIRST]
    spans = [document.low[b.start : min(b.end, b.start + _LEAD)] for b in opened]
    for words in (document.heading, *spans) if today else ():
        if today and (day := soon(words, today, within=_NEAR)):
            yield Window(start=0, end=0, kind="event", not_before=day, deadline=day)


def _held(document: Document) -> Iterator[Window]:
    today = document.today
    for block in [b for b in document.blocks[:5] if b.kind is Kind.PARAGRAPH][:3]:
        end = min(block.end, block.start + _LEAD)
        for match in _HELD.finditer(document.low, block.start, end):
            for window in document.windows(match.end(), min(end, match.end() + 40)):
                day = window.deadline if window.deadline == window.not_before else None
                if day and today and day >= today and window.start <= match.end() + 1:
                    yield window
