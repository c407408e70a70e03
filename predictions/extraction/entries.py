"""Entries of a page of predictions: a short line says when each was made and when it falls due."""

import re
from datetime import date

from predictions.extraction.blocks import Block, Kind
from predictions.extraction.days import made_on
from predictions.extraction.document import Document, windows_in
from predictions.windows import Window

_DUE = re.compile(
    r"(?:^|(?<=[|,;:(*_\n])|(?<=[|,;:(*_\n] )|(?<=- ))"
    r"(?:(?:time )?horizon|time ?frame|time ?line|due(?: date)?|deadline|expir(?:es|y)|target(?: date| year)?|resol(?:ves|ution)(?: date)?|by when|matur(?:es|ity)"
    r"|check(?:ed)? (?:on|back)|(?:to be )?(?:judged|scored|resolved)|open until)\b"
    r"[*_ ]{0,3}[:=|\u2014-]?[*_ ]{0,4}(?:is |are |in |on |by |at |until |within )*(?=\S)"
)
_FOR = re.compile(r"\bfor (?=(?:the )?end of|[12]\d\d\d\b)")  # "made in May for the end of 2031"
_LONGEST = 160
_BELOW = 6  # so many blocks below a heading may belong to its label


def due_window(document: Document, heading: int) -> Window | None:
    """The window that a line of labels below a heading gives to the entry."""
    day: date | None = None
    for block in document.blocks[heading + 1 : heading + 1 + _BELOW]:
        if block.headings[-1:] != (heading,) or block.kind is Kind.HEADING:
            break
        if block.end - block.start > _LONGEST:
            continue
        made = made_on(document.copy, block)
        day = made or day
        if found := _due(document, block, day or document.day(block.end), made=bool(made)):
            return found
    return None


def _due(document: Document, block: Block, day: date | None, *, made: bool) -> Window | None:
    """The period right behind the label."""
    line = document.low[block.start : block.end]
    match = _DUE.search(line) or (_FOR.search(line) if made else None)
    if match is None:
        return None
    rest = line[match.end() :]
    for words, gap in ((rest, 0), (f"in {rest}", 3)):  # "horizon: 5 years"
        for window in windows_in(words, day):
            if window.deadline and window.start <= gap and not window.vague:
                return window
    return None
