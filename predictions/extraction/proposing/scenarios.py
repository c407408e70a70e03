"""Scenarios: prose that tells in the present what will be, behind or below a year to come: "2041 Ferries fly. Nobody walks."."""

from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.layout.sections import period_ends
from predictions.extraction.layout.sentences import sentences
from predictions.regexes import regex

# A year that is no part of a sentence: "2041 Ferries fly", "2041: ferries fly".
_LABEL = (
    r"[\s*_]*(?P<year>(?:20|21)\d\d)s?[*_]*(?:\s?[:.\u2013\u2014-]+[\s*_]+|[ \n]+(?=[A-Z]))(?=\S)"
)
_AT_ITS_HEAD, _WITHIN = regex(_LABEL), regex(rf"[.!?:\u2026\n]{_LABEL}")
_LONGEST_LABEL = 24
# What is told in no scenario: what will be, was, may be, and what the writer thinks.
_OTHERWISE = regex(
    r"\b(?:will|won't|going to|would|could|may|might|should|was|were|had|did|said|i|i'm|i'll|my"
    r"|we|we'll|you|your|already|today|currently|expect\w*|predict\w*|estimat\w*"
    r"|project(?:s|ed|ion|ions)|according)\b(?!')|\?"
)
_FEWEST, _MOST = 3, 0.7


def scenarios(document: Document) -> dict[int, tuple[int, int]]:
    """Where scenarios begin, by their blocks, and their years; in texts that announce predictions."""
    if document.scenarios is None:
        document.scenarios = {}
        if document.predictive and document.today is not None:
            starts = (
                (index, _begins(document, index, block))
                for index, block in enumerate(document.blocks)
            )
            document.scenarios = {
                index: start
                for index, start in starts
                if start is not None and _tells(document, document.blocks[index], start[0])
            }
    return document.scenarios


def _begins(document: Document, index: int, block: Block) -> tuple[int, int] | None:
    """Where the words behind or below a year to come begin."""
    today = document.today
    if today is None or block.kind not in (Kind.PARAGRAPH, Kind.ITEM):
        return None
    head = _AT_ITS_HEAD.match(document.copy, block.start, block.end)
    match = head or _WITHIN.search(document.copy, block.start, block.end)
    if match:
        year = int(match["year"])
        return (match.end(), year) if year > today.year else None
    year = today.year
    for above in _above(index, block):
        year = max(year, period_ends(document.low, document.blocks[above]) or 0)
    return (block.start, year) if year > today.year else None


def _above(index: int, block: Block) -> set[int]:
    """What stands right above a block."""
    over = {block.lead, index - 1, *block.headings[-1:]}
    return {at for at in over if at is not None and at >= 0}


def _tells(document: Document, block: Block, start: int) -> bool:
    """True where nearly all of several sentences are in the plain present."""
    told = [(a, b) for a, b in sentences(document.copy, block) if a >= start - 1 or b > start]
    plain = sum(_OTHERWISE.search(document.low, max(a, start), b) is None for a, b in told)
    return len(told) >= _FEWEST and plain >= _MOST * len(told)


def in_scenario(document: Document, index: int, start: int) -> bool:
    """True for what begins in a scenario, or with its year."""
    return year_told(document, index, start) is not None


def year_told(document: Document, index: int, start: int) -> int | None:
    """The year of the scenario in which a place stands."""
    known = document.scenarios
    told = (scenarios(document) if known is None else known).get(index)
    return told[1] if told and start >= told[0] - _LONGEST_LABEL else None
