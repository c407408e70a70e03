"""Promised: lists that nothing calls predictions in so many words, but what stands around them and in them tells."""

from collections.abc import Iterator

from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.layout.openings import speaks_about_predicting
from predictions.regexes import regex

# "I rarely make predictions", "wild guesses": in what leads to the list, or the title.
_WORDS = (
    r"(?:predict(?:ions?|ing)?|forecasts?|forecasting|prophec(?:y|ies)|prophesy|prognosticat\w+"
    r"|guess(?:es|ing)?)"
)
_SPEAKS = regex(
    rf"\b(?:(?:my|our|some|a few|these|those|wild|bold|own"
    rf"|the following) (?:\w+ ){{0,2}}{_WORDS}|{_WORDS} (?:thread|time|game|list)"
    rf"|predictions? (?:for|of|about)\b"
    rf"|(?:make|making|made|offer|write|post|posted|share|record|do|does"
    rf"|doing) (?:\w+ ){{0,3}}(?:predictions?|forecasts?|prophecies|guesses)"
    rf"|(?:i|we|i'd|i've|let's|let me|me|us|people|everybody"
    rf"|everyone)\b(?: [\w'-]+){{0,6}} {_WORDS}|crystal ball"
    r"|(?:what|how) (?:i|we) (?:think|expect|believe|see|guess|suspect"
    r"|reckon)\b[^.?!]{0,40}\b(?:happen|come|bring|hold|look|go|play|turn)s?)\b"
)
# "Still, I'll give it a try", "here's my best shot": the writer begins.
_TURN = regex(
    r"\b(?:give (?:it|this|that) (?:a|another|my best|my) (?:\w+ )?(?:try|go|shot|whirl|stab"
    r"|crack|bash)|(?:my|a|another) (?:\w+ )?(?:shot|stab|crack|swing|go|attempt)\b(?= at\b"
    r"|[.,:!])|have (?:a|another) (?:go|stab|crack|shot|try)\b"
    r"|here (?:goes|we go|are mine|is mine|are (?:my|our|some of my|a few of my)\b)"
    r"|here's (?:my|mine|what i)\b|without further ado|off the top of my head"
    r"|in no particular order|i'll (?:bite|play(?: along)?|go first|start|try)\b"
    r"|(?:for|just for) (?:the )?(?:fun|heck|hell|laughs)\b"
    r"|(?:my|our) (?:turn|take|list|two cents|entry|contribution)\b|mine:|on (?:the )?record)"
)
# "A year from now we'll see how wrong I was": what is only so where something is to come.
_LATER = (
    r"(?:(?:a|one|two|five|ten|twelve|a few) (?:\w+ )?(?:years?|decades?|months)"
    r"|next (?:year|january|december|christmas)|(?:in|this|come) (?:december|january)"
    r"|(?:19|2\d)\d\d)"
)
_LOOK = (
    r"(?:see|check|revisit(?:ed)?|review|laugh|mock(?:ed)?|score|grade|look|know|find out|come back"
    r"|return|report back|meet|reconvene|remind)"
)
_RETURNS = regex(
    r"\b(?:how (?:\w+ )?(?:wrong|right|badly|well|far off|close|accurate(?:ly)?|off|naive"
    r"|foolish|many|much)\b[^.?!]{0,20}\b(?:i|we|i'm|i've|it|they|these|those|this|that)\b"
    rf"|{_LATER}(?:'s time| time| from now| later)?\b[^.?!]{{0,40}}\b{_LOOK}\b"
    rf"|{_LOOK}\b[^.?!]{{0,40}}\b{_LATER}\b|(?:year|decade|months) from now"
    r"|how (?:i|we|these|those|they|it|this|that|my)(?: \w+)? (?:did|do|does|fares?|fared|ages?"
    r"|aged|holds? up|held up|turns? out|pans? out|works? out|went|go)\b|hold me to|remind ?me"
    r"|eat my (?:hat|words)|(?:age|ages|aged|aging) (?:well|badly|poorly|like)|prove me wrong"
    r"|proven wrong|future self)"
)
_AHEAD = regex(
    r"\b(?:will|won't|going to|gonna|\w+'ll|by (?:the end of|(?P<year>(?:19|2\d)\d\d))"
    r"|next year|this year|this decade|end of (?:the )?(?:year|decade)"
    r"|within (?:the|a|\w+) (?:next )?(?:years?|months?|decade))\b"
)
_FEWEST, _SOME, _MOST = 4, 0.3, 0.6
_LEAD, _TAIL, _FIRST = 700, 320, 300  # characters above a list, below it, and of an entry
_BEHIND = 3  # blocks
_BETWEEN = 600  # characters of a remark between two entries whose numbers go on
_ENOUGH = 2  # things said around a list
_SHORT = 200  # characters of an entry


def is_promised(document: Document, block: Block) -> bool:
    """True for an entry of a list that what stands around it says to be a guess at what comes."""
    return block.start in _promised(document)


def _promised(document: Document) -> frozenset[int]:
    if document.promised is None:
        found = [run for run in _runs(document.blocks) if _is_promised(document, run)]
        document.promised = frozenset(
            document.blocks[index].start for run in found for index in run
        )
    return document.promised


def _runs(blocks: list[Block]) -> Iterator[list[int]]:
    """Items one after another; numbers that go on reach over remarks between them."""
    run: list[int] = []
    for index, block in enumerate(blocks):
        if block.kind is not Kind.ITEM or block.parent is not None:
            continue
        if run and not _goes_on(blocks, run[-1], index):
            yield run
            run = []
        run.append(index)
    yield run


def _goes_on(blocks: list[Block], last: int, index: int) -> bool:
    before, block = blocks[last], blocks[index]
    if before.headings != block.headings or before.level != block.level:
        return False
    between = [b for b in blocks[last + 1 : index] if b.parent is None]
    if not between:
        return True
    return (
        block.start - before.end < _BETWEEN
        and block.number.isdecimal()
        and before.number.isdecimal()
        and int(before.number) <= int(block.number) <= int(before.number) + 1
    )


def _is_promised(document: Document, run: list[int]) -> bool:
    """True where enough is said around a list, or where little is said and its entries look ahead."""
    if len(run) < _FEWEST:
        return False
    blocks = [document.blocks[index] for index in run]
    said = _said(document, run)
    if said >= _ENOUGH:
        return True
    short = sum(block.end - block.start < _SHORT for block in blocks)
    if not said and short < _MOST * len(run):
        return False
    ahead = sum(_looks_ahead(document, block) for block in blocks)
    return ahead >= (_SOME if said else _MOST) * len(run)


def _said(document: Document, run: list[int]) -> int:
    """How many things tell of guesses: words for them, a turn that is taken, a look back that is planned."""
    blocks, low, heading = document.blocks, document.low, document.heading
    first, end = blocks[run[0]], blocks[run[-1]].end
    begin = blocks[first.headings[-1]].start if first.headings else 0
    above = max(begin, first.start - _LEAD), first.start
    behind = (b.start for b in blocks[run[-1] + 1 :][:_BEHIND] if b.kind is Kind.HEADING)
    below = end, min(next(behind, end + _TAIL), end + _TAIL)
    return (
        (_speaks(low, *above) or _speaks(heading, 0, len(heading)))
        + (_TURN.search(low, *above) is not None)
        + any(_RETURNS.search(low, *place) for place in (above, below))
    )


def _speaks(low: str, start: int, end: int) -> bool:
    """True for words of somebody's guesses, outside sentences on how one guesses."""
    return any(
        not speaks_about_predicting(_sentence(low, *match.span(), start, end))
        for match in _SPEAKS.finditer(low, start, end)
    )


_STOPS = (". ", "? ", "! ", "\n")


def _sentence(low: str, a: int, b: int, start: int, end: int) -> str:
    """The words around a span, from stop to stop."""
    begins = max(low.rfind(stop, start, a) for stop in _STOPS)
    ends = [at for stop in _STOPS if (at := low.find(stop, b, end)) >= 0]
    return low[max(start, begins) : min(ends, default=end)]


def _looks_ahead(document: Document, block: Block) -> bool:
    stop = min(block.end, block.start + _FIRST)
    day = document.published
    return any(
        match["year"] is None or day is None or int(match["year"]) >= day.year
        for match in _AHEAD.finditer(document.low, block.start, stop)
    )
