"""Timelines of the future: bare phrases below years to come, in a text that looks far ahead."""

from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.layout.sections import period_ends
from predictions.extraction.proposing.proposals import Proposal
from predictions.regexes import regex

# What somebody has set themselves, or what has its day already.
_OF_PLANS = regex(
    r"\b(?:roadmaps?|releases?|schedules?|plans?|planning|courses?|curriculum|agenda|history"
    r"|milestones|deadlines|programmes?|support|versions?|my life|career|goals?|resolutions?)\b"
)
_FEWEST = 2  # periods
_FAR, _VERY_FAR = (
    4,
    10,
)  # years to the end of the last, where the title looks ahead and where it does not
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
    return period_ends(document.copy, over) if over else None


def _goes_ahead(document: Document) -> bool:
    key = ("_goes_ahead", 0)
    if key not in document.answers:
        document.answers[key] = _far(document, _FAR if document.predictive else _VERY_FAR)
    return document.answers[key]


def plans(document: Document) -> bool:
    """True for a text whose title speaks of plans: what stands below years is to be done."""
    return _OF_PLANS.search(document.title.lower()) is not None


def _far(document: Document, years: int) -> bool:
    if document.today is None or plans(document):
        return False
    items = (block for block in document.blocks if block.kind is Kind.ITEM)
    ends = {end for block in items if (end := _end(document, block)) is not None}
    return len(ends) >= _FEWEST and max(ends) >= document.today.year + years
