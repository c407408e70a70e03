"""Items without any cue of the future: forecasts only by the company and the heading they keep."""

import re
from collections import defaultdict
from collections.abc import Iterator

from predictions.extraction.blocks import Kind
from predictions.extraction.decision import THRESHOLD
from predictions.extraction.document import Document
from predictions.extraction.proposals import Proposal

# A lead-in that makes forecasts of bare items: "What we will not see by 2030", "My predictions:".
_PROMISES = re.compile(
    r"\b(?:won't|will(?: not| never)?|predictions?|forecasts?|prophec(?:y|ies)|(?:i|we) (?:\w+ )?(?:expect|predict|foresee|bet)|going to|by (?:20|21)\d\d)\b"
)
_NOT_A_CLAIM = re.compile(
    r"\b(?:was|were|had|did|said|went|got|my|see|read|click|here|note|source|via|thanks)\b|https?:|\?$"
)
_VERB = re.compile(
    r"\b(?:is|are|has|have|do|does|can|may|isn't|aren't|\w{3,}ed|it's|i'm|that's)\b|^not\b"
)


Group = tuple[int | None, int | None, int | None]  # parent item, lead-in, heading


def listed(document: Document, proposals: list[Proposal]) -> Iterator[Proposal]:
    """The bare items that are forecasts: announced as such, or most of their siblings are."""
    for (parent, lead, heading), group in _groups(document, proposals).items():
        bare = [p for p in group if p.form == "listed"]
        if not bare:
            continue
        votes = sum(p.confidence >= THRESHOLD for p in group)
        by_vote = votes >= 3 and votes >= 0.7 * len(group)
        above = [index for index in (lead, parent, heading) if index is not None][:1]
        if by_vote or any(_promised(document, index) for index in above):
            yield from (p for p in bare if _is_short_claim(document, p))


_DOUBTFUL = 0.3  # items below that are something else, whatever stands beside them


def lifted(document: Document, proposals: list[Proposal]) -> Iterator[Proposal]:
    """Doubtful items of a list in which most others are forecasts."""
    for group in _groups(document, proposals).values():
        items = [p for p in group if document.blocks[p.sentence.block].kind is Kind.ITEM]
        votes = sum(p.confidence >= THRESHOLD for p in items)
        if votes >= 4 and votes >= 0.6 * len(items):
            yield from (p for p in items if _DOUBTFUL <= p.confidence < THRESHOLD)


def _groups(document: Document, proposals: list[Proposal]) -> dict[Group, list[Proposal]]:
    """Siblings: the proposals under one parent, lead-in and heading."""
    groups: dict[Group, list[Proposal]] = defaultdict(list)
    for proposal in proposals:
        block = document.blocks[proposal.sentence.block]
        heading = block.headings[-1] if block.headings else None
        groups[block.parent, block.lead, heading].append(proposal)
    return groups


def _promised(document: Document, lead: int) -> bool:
    block = document.blocks[lead]
    if _PROMISES.search(document.low, max(block.start, block.end - 200), block.end) is not None:
        return True
    # "2032", "Five years out (2027)", under a title that speaks of the future.
    short = block.end - block.start < 40
    return (
        short
        and document.predictive
        and any(w.deadline for w in document.windows(block.start, block.end))
    )


def _is_short_claim(document: Document, proposal: Proposal) -> bool:
    text = document.low[proposal.start : proposal.end]
    first = proposal.sentence.before is None
    loose = document.blocks[proposal.sentence.block].kind is not Kind.ITEM
    if loose and _VERB.search(text):  # a bare paragraph is an item only as a phrase without a verb
        return False
    return first and len(text) < 160 and text.count(" ") >= 1 and _NOT_A_CLAIM.search(text) is None
