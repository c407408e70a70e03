"""The past: clauses in which nothing looks ahead, whatever the document is about."""

from predictions.extraction.layout.blocks import Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.regexes import regex

_LIKELY = regex(r"\b(?:un)?likely to\b")  # "they were likely to stay", as somebody said


def looks_back(document: Document, proposal: Proposal, known: list[str]) -> bool:
    """True for "wool sold at 40 crowns at the end of 2024", "Kern won 50 percent of the votes"."""
    kinds = {kind for kind, _, _ in proposal.clause.cues}
    if proposal.form != "prose" or proposal.stated or kinds - {"odds"}:
        return False
    day, (a, b) = document.day(proposal.start), (proposal.start, proposal.end)
    ends = [w.deadline for w in proposal.sentence.windows if a <= w.start < b]
    if any(end is None or day is None or end >= day for end in ends):
        return False
    if kinds:
        return "finite=past" in known and _LIKELY.search(document.low, a, b) is None
    block = document.blocks[proposal.sentence.block]
    return bool(ends) and block.kind is Kind.PARAGRAPH
