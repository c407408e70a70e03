"""Entries of a page of predictions: a short line says when each was made and when it falls due."""

from datetime import date

from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.datelines import made_on
from predictions.extraction.layout.document import Document
from predictions.extraction.layout.periods import windows_in
from predictions.regexes import regex
from predictions.windows import Window

_DUE = regex(
    r"(?:^(?:the )?|(?<=[|,;:(*_\n])|(?<=[|,;:(*_\n] )|(?<=- ))"
    r"(?:(?:time )?horizon|time ?frame|time ?line|eta|arriv(?:es|al)|due(?: date)?|deadline"
    r"|expir(?:es|y)|target(?: date| year)?|resol(?:ves|ution)(?: date)?|by when"
    r"|matur(?:es|ity)"
    r"|check(?:ed)? (?:on|back)|(?:to be )?(?:judged|scored|resolved)"
    r"|open until)\b(?: for (?:each|all)(?: of (?:them|these))?)?"
    r"[*_ ]{0,3}[:=|\u2014-]?[*_ ]{0,4}(?:is |are |in |on |by |at |until |within )*(?=\S)"
)
# Of these each label has one.
_LABELS = (
    "horizon", "frame", "line", "eta", "arriv", "due", "expir", "target", "resol", "when", "matur",
    "check", "judged", "scored", "until",
)  # fmt: skip
_FOR = regex(r"\bfor (?=(?:the )?end of|[12]\d\d\d\b)")  # "made in May for the end of 2031"
_BRACKET = regex(r"\W{0,2}\(([^()]{4,24})\)")
_BEHIND = 60
_LONGEST = 160
_BELOW = 6  # so many blocks below a heading may belong to its label


def due_window(document: Document, heading: int) -> Window | None:
    """The window that a line of labels below a heading gives to the entry."""
    day: date | None = None
    for block in document.blocks[heading + 1 : heading + 1 + _BELOW]:
        if block.headings[-1:] != (heading,):
            break
        if block.end - block.start > _LONGEST:
            continue
        made = made_on(document.copy, block)
        day = made or day
        if found := _due(document, block, day or document.day(block.end), made=bool(made)):
            return found
        if block.kind is Kind.HEADING:
            break
    return None


def due_line(document: Document, index: int) -> Window | None:
    """The window of a heading that is such a label: "**ETA: 5 years**"."""
    block = document.blocks[index]
    short = block.kind is Kind.HEADING and block.end - block.start < _LONGEST
    return _due(document, block, document.day(block.end), made=False) if short else None


def due_behind(document: Document, sentence: tuple[int, int], block: int) -> Window | None:
    """What stands right behind the sentence of a claim: "(2033)", "Timeframe: 5 years."."""
    day, end = document.day(sentence[0]), min(document.blocks[block].end, sentence[1] + _BEHIND)
    rest = " ".join(document.low[sentence[1] : end].split())
    bracket = _BRACKET.match(rest)
    words = bracket[1] if bracket else None
    if words is None and (label := _DUE.match(rest)):
        words = rest[label.end() :]
    window = period_of(words, day, whole=bracket is not None) if words else None
    ahead = window and window.deadline and (day is None or window.deadline >= day)
    return window if ahead else None


def _due(document: Document, block: Block, day: date | None, *, made: bool) -> Window | None:
    """The period right behind the label."""
    line = " ".join(document.low[block.start : block.end].split())
    match = _DUE.search(line) if any(map(line.__contains__, _LABELS)) else None
    match = match or (_FOR.search(line) if made else None)
    if match is None:
        return None
    return period_of(line[match.end() :], day, whole=False)


def period_of(rest: str, day: date | None, *, whole: bool) -> Window | None:
    """The period with which some words begin, or which they are."""
    for words, gap in ((rest, 0), (f"in {rest}", 3)):  # "horizon: 5 years"
        for window in windows_in(words, day):
            fits = window.end == len(words) or not whole
            if window.deadline and window.start <= gap and fits and not window.vague:
                return window
    return None
