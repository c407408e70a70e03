"""Heads: the words in bold with which nearly all entries of a list of predictions begin are what is predicted."""

import re

from predictions.extraction.chances.siblings import siblings
from predictions.extraction.layout.document import Document

Span = tuple[int, int]

_BOLD = re.compile(
    r"\s*(?:\[[ xX]\] )?(?:(?:\*\*|__)(?P<words>[^\n]{6,220}?)(?:\*\*|__)|<(?:b|strong)>(?P<tagged>[^<\n]{6,220})</(?:b|strong)>)"
)
_OF_PREDICTIONS = re.compile(r"\b(?:predictions?|forecasts|prophecies)\b")
_LABEL = re.compile(r"[:?]\W*$")
_NAMED = re.compile(r"(?!(?:predictions?|claims?|forecasts?)\b)[\w ]{1,20}: ", re.IGNORECASE)
# What follows begins anew; "**A new tram** with rails" goes on.
_APART = re.compile(r"[ \t]*(?:$|\n|[.(\u2013\u2014-]|[A-Z])")
_MARKS = re.compile(r"[\s*_.:;\u2014-]*")
_FEWEST, _MOST = 3, 0.6
_LEAST_WORDS = 3


def heads_of(document: Document) -> dict[int, Span]:
    """The heads of entries, by their blocks, in a text whose title speaks of predictions."""
    if not _OF_PREDICTIONS.search(document.title.lower()):
        return {}
    heads: dict[int, Span] = {}
    for group in siblings(document):
        found = {
            entry.block: head
            for entry in group
            if (head := _head(document.text, entry.start, entry.end))
        }
        if len(found) >= max(_FEWEST, _MOST * len(group)):
            heads |= found
    return heads


def _head(text: str, start: int, end: int) -> Span | None:
    """The words in bold, where they are set apart; a label only says what is spoken of."""
    match = _BOLD.match(text, start, end)
    if match is None:
        return None
    kind = "words" if match["words"] else "tagged"
    words = match[kind].rstrip()
    labels = _LABEL.search(words) or _NAMED.match(words)
    if labels or len(words.split()) < _LEAST_WORDS:
        return None
    apart = words.endswith((".", "!")) or _APART.match(text, match.end(), end) is not None
    return match.span(kind) if apart else None


def parted_from_head(copy: str, head: Span | None, spans: list[Span]) -> list[Span]:
    """The sentences of an entry, its head one of them: "**The mill closes** - nobody buys"."""
    if head is None or not spans:
        return spans
    stop = head[1]
    rest = _MARKS.match(copy, stop, spans[-1][1])
    start = rest.end() if rest else stop
    behind = [(max(a, start), b) for a, b in spans if b > start + 1]
    return [(spans[0][0], stop), *behind]
