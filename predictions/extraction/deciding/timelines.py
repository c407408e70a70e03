"""Timelines of the future: bare phrases below years to come, in a text whose title looks ahead."""

import re

from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal

_YEARS = re.compile(
    r"\W*(?:(?:in|by|before|until|around|circa|the|early|late|mid)[ -]){0,3}(?P<first>(?:20|21)\d\d)s?(?: ?(?:[-\u2013\u2014]|to) ?(?P<last>(?:20|21)\d\d)s?)?\W*"
)
# What somebody has set themselves, or what has its day already.
_OF_PLANS = re.compile(
    r"\b(?:roadmaps?|releases?|schedules?|plans?|planning|courses?|curriculum|agenda|history|milestones|deadlines|programmes?|support|versions?|my life|career|goals?|resolutions?)\b"
)
_FEWEST, _FAR = 2, 4  # periods; years from now to the end of the last
_LONGEST = 200


def in_timeline(document: Document, proposal: Proposal) -> bool:
    """True for what an item says first below a period of a timeline that goes far ahead."""
    block = document.blocks[proposal.sentence.block]
    if block.kind is not Kind.ITEM or block.parent is not None or not _goes_ahead(document):
        return False
    if proposal.sentence.before is not None or block.end - block.start > _LONGEST:
        return False
    day, ends = document.today, _end(document, block)
    return day is not None and ends is not None and ends > day.year


def _end(document: Document, block: Block) -> int | None:
    """The last year of the period that stands right above an item."""
    above = block.lead if block.lead is not None else next(iter(block.headings[-1:]), None)
    over = document.blocks[above] if above is not None else None
    years = _YEARS.fullmatch(document.copy, over.start, over.end) if over else None
    return int(years["last"] or years["first"]) if years else None


def _goes_ahead(document: Document) -> bool:
    key = ("_goes_ahead", 0)
    if key not in document.answers:
        document.answers[key] = document.predictive and _far(document)
    return document.answers[key]


def plans(document: Document) -> bool:
    """True for a text whose title speaks of plans: what stands below years is to be done."""
    return _OF_PLANS.search(document.title.lower()) is not None


def _far(document: Document) -> bool:
    if document.today is None or plans(document):
        return False
    items = (block for block in document.blocks if block.kind is Kind.ITEM)
    ends = {end for block in items if (end := _end(document, block)) is not None}
    return len(ends) >= _FEWEST and max(ends) >= document.today.year + _FAR
