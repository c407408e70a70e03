"""Titles: what a headline, or the lines that stand before a text, state by themselves."""

import re
from collections.abc import Iterator
from dataclasses import replace

from predictions.extraction.layout.blocks import Block
from predictions.extraction.layout.document import Document
from predictions.extraction.layout.sentences import sentences
from predictions.extraction.proposing.stances import is_headline
from predictions.regexes import regex

Span = tuple[int, int]

# "title: Trams will not come back", "lead: >": what front matter says in words.
_SAID = regex(
    r"^[ \t]*(?:#\+)?(?:title|subtitle|headline|subheadline|lead|deck|dek|standfirst|teaser"
    r"|tagline|description|summary|excerpt)"
    r"[ \t]*[:=][ \t]*(?:[>|][-+]?[ \t]*\n)?[ \t]*(?P<words>[^\n]*(?:\n[ \t]+[^\n]*)*)",
    re.MULTILINE,
)
_AHEAD = regex(
    r"\b(?:will|won't|going to|(?:is|are) (?:now |still |also |almost )?(?:un)?(?:expected"
    r"|likely|set|forecast|projected|predicted|certain|bound|poised|about) to)\b"
)
_ASKS = regex(r"\b(?:what|when|how|who|which|where|whether)\b|\?\W*$")
# "Why we won't have trams soon" takes for granted that we won't; "Why should I take the tram?" asks.
_WHY = regex(
    r"\W*why (?!(?:is|are|do|does|did|was|were|will|would|can|could|should|shall|may|might|must"
    r"|has|have|had|not|isn't|aren't|don't|doesn't|can't|won't|shouldn't)\b)"
)


def said_in_front(document: Document, block: Block) -> Iterator[Span]:
    """The sentences of front matter that look ahead."""
    for match in _SAID.finditer(document.low, block.start, block.end):
        start, end = match.span("words")
        if _AHEAD.search(document.low, start, end) or is_headline(document, start, end):
            part = replace(block, start=start, end=end, breaks=[])
            for span in sentences(document.copy, part):
                if states_ahead(document, *span):
                    yield after_why(document, *span)


def states_ahead(document: Document, start: int, end: int) -> bool:
    """True for a headline that says what will be, and does not ask or announce it."""
    low = document.low
    ahead = _AHEAD.search(low, start, end) is not None and _ASKS.search(low, start, end) is None
    return ahead or is_headline(document, start, end)


def after_why(document: Document, start: int, end: int) -> Span:
    """A headline without the "Why" that takes for granted what it states."""
    match = _WHY.match(document.low, start, end)
    return (match.end() if match else start), end
