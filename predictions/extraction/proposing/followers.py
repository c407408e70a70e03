"""Followers: sentences that go on with a ranking that was foretold ("Next is Norway with 12 gold, followed by Lund with 10")."""

from bisect import bisect_right
from collections.abc import Iterator

from predictions.extraction.layout.blocks import Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.layout.sentences import sentences
from predictions.extraction.proposing.clauses import Clause, Span
from predictions.extraction.proposing.gate import Sentence
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.proposing.tables import RowProposal
from predictions.regexes import regex

_HINTS = (
    "followed by",
    "next is",
    "next are",
    "next come",
    "after them",
    "behind them",
    "then come",
)
_FORETOLD = regex(
    r"\b(?:(?:is|are) (?:predicted|projected|forecast|expected|tipped) to|will"
    r"|(?:predict|project|forecast|expect|see)s?)\b[^.]*\d"
)
_FOLLOWS = regex(
    r"(?:(?:next|then|second|third|fourth"
    r"|(?:after|behind) (?:them|it|that|her|him))\b[^.\d]{0,50}?\b(?:is|are|comes?|follows?)"
    r"|(?:it|they) (?:is|are|will be) followed by|followed by)\b[^\n]*\d"
)
_OVER = regex(r"\b(?:was|were|had|won|came|finished|took|got|did|has been|have been)\b")
_NEXT = regex(r",? (?:and )?(?:then |which is )?followed by |, then |; ?(?:then )?")
_SAYS = regex(
    r"(?:.*?\b(?:is|are|comes?|follows?"
    r"|followed by) )?(?P<who>(?:the )?[A-Z][\w' -]{1,40}?) (?:with|at|on) (?P<what>\d[^;]*)"
)
_FAIRLY_SURE = 0.6
_OWN = regex(r"\b(?:i|my|we|our)\b")


def followers_of(document: Document) -> Iterator[RowProposal]:
    """What such sentences foretell, each of those that they rank."""
    if not any(map(document.holds, _HINTS)):
        return
    starts = [block.start for block in document.blocks]
    foretold, window = False, None
    for block in document.blocks:
        if block.kind is not Kind.PARAGRAPH:
            foretold = foretold and block.kind is Kind.ITEM
            continue
        for span in sentences(document.copy, block):
            follows = foretold and _FOLLOWS.match(document.low, *span) is not None
            if follows and not _OVER.search(document.low, *span):
                index = bisect_right(starts, span[0]) - 1
                for piece in _pieces(document, span):
                    yield RowProposal(_proposal(document, piece, index), window)
                continue
            foretold = _FORETOLD.search(document.low, *span) is not None
            windows = document.windows(*span) if foretold else []
            window = next((window for window in windows if window.deadline), None)


def _pieces(document: Document, span: Span) -> Iterator[Span]:
    start, end = span
    end = start + len(document.copy[start:end].rstrip(" \n"))
    for joint in _NEXT.finditer(document.low, start, end):
        if any(c.isdecimal() for c in document.low[start : joint.start()]):
            yield start, joint.start()
            start = joint.end()
    yield start, end - document.low.endswith(".", start, end)


def _proposal(document: Document, span: Span, index: int) -> Proposal:
    sentence = Sentence(span, index, windows=document.windows(*span), seen=document.glance(*span))
    clause = Clause(*span, span, span, [])
    own = document.author if _OWN.search(document.low) else None
    proposal = Proposal(*span, clause, sentence, "cell", None, own, confidence=_FAIRLY_SURE)
    if said := _SAYS.fullmatch(" ".join(document.copy[slice(*span)].split())):
        who = said["who"]
        proposal.said = f"{who[:1].upper()}{who[1:]} will have {said['what'].rstrip('.')}"
    return proposal
