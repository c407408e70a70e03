"""Heads: what stands in bold in front of nearly all entries of a list of predictions, or before their verdicts, is predicted."""

import re
from collections.abc import Iterable

from predictions.extraction.chances.lone import says
from predictions.extraction.chances.siblings import Entry, siblings
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
_VERDICT = re.compile(
    r"\s(?:[\[(*_~\u2013\u2014-]|\s){0,6}(?:(?:HALF|PARTLY|MOSTLY|TOTALLY) )?(?:(?:IN)?CORRECT|RIGHT|WRONG|TRUE|FALSE|HIT|MISS(?:ED)?|YES|NO|NOPE|[\u2713\u2717\u2714\u2718\u2705\u274c])(?![a-z])"
)
_NEAR = 300
_MARKS = re.compile(r"[\s*_.:;\u2014-]*")
_FEWEST, _MOST, _SAYING = 3, 0.6, 0.8
_LEAST_WORDS = 3


def heads_of(document: Document) -> dict[int, Span]:
    """The heads of entries, by their blocks, where the title or what stands above speaks of predictions."""
    heads: dict[int, Span] = {}
    for group in siblings(document):
        whole = [entry for entry in group if _is_whole(document, entry)]
        if len(whole) < _FEWEST or not _of_predictions(document, whole[0]):
            continue
        for head in (_head, _before_verdict, _before_remark):
            found = {e.block: span for e in whole if (span := head(document.text, e.start, e.end))}
            if len(found) >= max(_FEWEST, _MOST * len(group)) and (
                head is not _before_remark or _say(document, found.values())
            ):
                heads |= found
                break
    return heads


def _is_whole(document: Document, entry: Entry) -> bool:
    block = document.blocks[entry.block]
    return (entry.start, entry.end) == (block.start, block.end)


def _of_predictions(document: Document, entry: Entry) -> bool:
    block = document.blocks[entry.block]
    above = (block.lead, *block.headings[-1:])
    spans = [(document.blocks[i].start, document.blocks[i].end) for i in above if i is not None]
    return _OF_PREDICTIONS.search(document.title.lower()) is not None or any(
        _OF_PREDICTIONS.search(document.low, max(a, b - _NEAR), b) for a, b in spans
    )


def _before_verdict(text: str, start: int, end: int) -> Span | None:
    """What stands before the verdict of an entry: "The mill closes. WRONG, it did not"."""
    match = _VERDICT.search(text, start, end)
    if match is None or len(text[start : match.start()].split()) < _LEAST_WORDS:
        return None
    return start, match.start()


# "The mill closes - nobody buys its flour": a claim, and why.
_REMARK = re.compile(r" (?:-{1,2}|[\u2013\u2014]) (?=[^\W\d_](?:[^\n]*? ){3})")
_LONGEST = 140


def _before_remark(text: str, start: int, end: int) -> Span | None:
    """What stands before the dash that begins the rest of an entry."""
    match = _REMARK.search(text, start, min(end, start + _LONGEST))
    if match is None or len(text[start : match.start()].split()) < _LEAST_WORDS:
        return None
    return None if _STOP.search(text, start, match.start()) else (start, match.start())


_STOP = re.compile(r"[.!?\n] |[%:]")


def _say(document: Document, heads: Iterable[Span]) -> bool:
    """True where nearly all heads say something, and are not only named."""
    spans = [*heads]
    return sum(says(document, *span) for span in spans) >= _SAYING * len(spans)


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
    """The sentences of an entry, those of its head cut from the rest: "**The mill closes** - nobody buys"."""
    if head is None or not spans:
        return spans
    stop = head[1]
    rest = _MARKS.match(copy, stop, spans[-1][1])
    start = rest.end() if rest else stop
    heads = [(a, min(b, stop)) for a, b in spans if a < stop]
    return [*heads, *((max(a, start), b) for a, b in spans if b > start + 1)]
