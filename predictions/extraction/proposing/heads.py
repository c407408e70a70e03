"""Heads: what stands in bold in front of nearly all entries of a list of predictions, as their headings, or before their verdicts, is predicted."""

import re
from collections.abc import Iterable

from predictions.extraction.chances.lone import says
from predictions.extraction.chances.siblings import Entry, mark_of, siblings
from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.layout.openings import speaks_about_predicting
from predictions.extraction.proposing.counted import are_counted
from predictions.extraction.wording.verbal import has_verb
from predictions.regexes import regex

Span = tuple[int, int]

_BOLD = regex(
    r"\s*(?:\[[ xX]\] )?(?:(?:\*\*|__)(?P<words>[^\n]{6,220}?)(?:\*\*|__)"
    r"|<(?:b|strong)>(?P<tagged>[^<\n]{6,220})</(?:b|strong)>)"
)
_OF_PREDICTIONS = regex(r"\b(?:predictions?|forecasts|prophecies)\b")
_LABEL = regex(r"[:?]\W*$")
_NAMED = regex(r"(?!(?:predictions?|claims?|forecasts?)\b)[\w ]{1,20}:[ *_]", re.IGNORECASE)
# What follows begins anew; "**A new tram** with rails" goes on.
_APART = regex(r"[ \t]*(?:$|\n|[.(<\u2013\u2014-]|[A-Z])")
_VERDICT = regex(
    r"\s(?:[\[(*_~\u2013\u2014-]|\s){0,6}(?:(?:HALF|PARTLY|MOSTLY|TOTALLY) )?(?:(?:IN)?CORRECT"
    r"|RIGHT|WRONG|TRUE|FALSE|HIT|MISS(?:ED)?|YES|NO|NOPE"
    r"|[\u2713\u2717\u2714\u2718\u2705\u274c])(?![a-z])"
)
_NEAR = 300
_MARKS = regex(r"[\s*_.:;\u2014-]*")
_FEWEST, _MOST, _SAYING = 3, 0.6, 0.8
_LEAST_WORDS = 3


def heads_of(document: Document) -> dict[int, Span]:
    """The heads of entries, by their blocks, where the title or what stands above speaks of predictions."""
    heads: dict[int, Span] = {}
    for group in siblings(document):
        whole = [entry for entry in group if _is_whole(document, entry)]
        if len(whole) < _FEWEST or not _of_predictions(document, document.blocks[whole[0].block]):
            continue
        if _only_heads(document, document.blocks[whole[0].block]):
            heads |= _headings(document, whole)
            continue
        for head in (_head, _before_verdict, _label, _before_remark, _first_sentence):
            if head is _first_sentence and not whole[0].number:
                continue
            found = {e.block: span for e in whole if (span := head(document.text, e.start, e.end))}
            if len(found) >= max(_FEWEST, _MOST * len(group)) and (
                head in (_head, _before_verdict) or _say(document, found.values())
            ):
                heads |= found
                break
    return heads | _in_bold(document)


def _in_bold(document: Document) -> dict[int, Span]:
    """What paragraphs and items of any length begin with in bold, where nearly all of it says something."""
    groups: dict[tuple[object, ...], dict[int, Span]] = {}
    for index, block in enumerate(document.blocks):
        if block.kind in (Kind.PARAGRAPH, Kind.ITEM) and (
            span := _head(document.text, block.start, block.end)
        ):
            groups.setdefault((block.kind, block.level, block.headings), {})[index] = span
    heads: dict[int, Span] = {}
    for found in groups.values():
        first = document.blocks[next(iter(found))]
        if (
            len(found) >= _FEWEST
            and _of_predictions(document, first)
            and _say(document, found.values())
        ):
            heads |= found
    return heads


def _only_heads(document: Document, block: Block) -> bool:
    """True for headings, and for the terms of a list of definitions: what explains them stands below."""
    return block.kind is Kind.HEADING or mark_of(document.text, block).startswith("<dt")


def _headings(document: Document, group: list[Entry]) -> dict[int, Span]:
    """The headings of a level, where nearly all say something: "### 3. Kern buys the mill"."""
    spans = [
        (entry.block, (_past_number(document.copy, entry.start, entry.end), entry.end))
        for entry in group
    ]
    heads = {block: span for block, span in spans if _is_phrase(document.copy, *span)}
    saying = sum(_claims(document, *span) for span in heads.values())
    if saying >= max(_FEWEST, _SAYING * len(group)):
        return heads
    few = saying < max(_TWO, _SOME * len(group))
    return {} if few or not are_counted(document, len(group), group[0].block) else heads


_TWO, _SOME = 2, 0.25


def _past_number(copy: str, start: int, end: int) -> int:
    match = _NUMBER.match(copy, start, end)
    return match.end() if match else start


def _is_phrase(copy: str, start: int, end: int) -> bool:
    """True for some words that no colon, question mark or second sentence follows."""
    words = copy[start:end].strip(" *_\n")
    several = _SECOND.search(words) is not None or _LABEL.search(words) is not None
    return not several and len(words.split()) >= _LEAST_WORDS


_YEAR_OF = regex(r"(?:19|2\d)\d\d(?:[:,]| is| as| -)? the year (?:of|when|that) ", re.IGNORECASE)
_SECOND = regex(r"[.!?] +[A-Z]")
_NUMBER = regex(r"[\s*_]*(?:(?:#?\d{1,2}|[IVX]{1,4})\\?[.):]\s+)?[\s*_]*")


def _claims(document: Document, start: int, end: int) -> bool:
    """True for words that say something."""
    words = document.copy[start:end].strip(" *_\n")
    return says(document, start, end) or has_verb(words) or _YEAR_OF.match(words) is not None


def _is_whole(document: Document, entry: Entry) -> bool:
    block = document.blocks[entry.block]
    return (entry.start, entry.end) == (block.start, block.end)


def _of_predictions(document: Document, block: Block) -> bool:
    above = (block.lead, *block.headings[-1:])
    spans = [(document.blocks[i].start, document.blocks[i].end) for i in above if i is not None]
    return _titled(document) or any(
        _OF_PREDICTIONS.search(document.low, max(a, b - _NEAR), b)
        and not (b - a < _SHORT and speaks_about_predicting(document.low[a:b]))
        for a, b in spans
    )


def _titled(document: Document) -> bool:
    """True where the title, or a short block before anything else, speaks of predictions."""
    key = ("_titled", 0)
    if key not in document.answers:
        first = [block for block in document.blocks[:_OPENING] if block.kind is not Kind.META]
        title = document.title.lower()
        document.answers[key] = not speaks_about_predicting(title) and (
            _OF_PREDICTIONS.search(title) is not None
            or any(
                _EXPECTED.search(document.low, block.start, block.end)
                for block in first
                if block.end - block.start < _SHORT and block.kind is not Kind.ITEM
            )
        )
    return document.answers[key]


_OPENING, _SHORT = 3, 200
_EXPECTED = regex(
    r"\b(?:predictions?|forecasts|prophecies"
    r"|what (?:i|we) (?:expect|predict|foresee|think (?:will|is going to)))\b"
)


def _before_verdict(text: str, start: int, end: int) -> Span | None:
    """What stands before the verdict of an entry: "The mill closes. WRONG, it did not"."""
    match = _VERDICT.search(text, start, end)
    if match is None or len(text[start : match.start()].split()) < _LEAST_WORDS:
        return None
    return start, match.start()


# "The mill closes - nobody buys its flour": a claim, and why.
_REMARK = regex(r" (?:-{1,2}|[\u2013\u2014]) (?=[^\W\d_](?:[^\n]*? ){3})")
_LONGEST = 140


def _before_remark(text: str, start: int, end: int) -> Span | None:
    """What stands before the dash that begins the rest of an entry."""
    match = _REMARK.search(text, start, min(end, start + _LONGEST))
    if match is None or len(text[start : match.start()].split()) < _LEAST_WORDS:
        return None
    return None if _STOP.search(text, start, match.start()) else (start, match.start())


_STOP = regex(r"[.!?\n] |[%:]")


def _say(document: Document, heads: Iterable[Span]) -> bool:
    """True where nearly all heads say something, and are not only named."""
    spans = [*heads]
    return sum(_claims(document, *span) for span in spans) >= _SAYING * len(spans)


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


# "**Kern buys the mill**: the banks want it": where labels say something, they are claimed.
_BOLD_LABEL = regex(
    r"\s*(?:\*\*|__|<(?:b|strong)>)(?P<words>[^\n:*<]{6,160}?)(?::(?:\*\*|__|</\w+>)|(?:\*\*|__|</\w+>) ?:)"
)


def _label(text: str, start: int, end: int) -> Span | None:
    """The words in bold before a colon."""
    match = _BOLD_LABEL.match(text, start, end)
    if match is None or len(match["words"].split()) < _LEAST_WORDS:
        return None
    return match.span("words")


_SENTENCE = regex(r"[^.!?:%\n]{12,140}(?<=\w\w)[.!](?=\s+[^\W\d_a-z])")


def _first_sentence(text: str, start: int, end: int) -> Span | None:
    """The first of several sentences of a numbered entry."""
    match = _SENTENCE.match(text, start, end)
    return match.span() if match and len(match[0].split()) >= _LEAST_WORDS else None


def parted_from_head(copy: str, head: Span | None, spans: list[Span]) -> list[Span]:
    """The sentences of an entry, those of its head cut from the rest: "**The mill closes** - nobody buys"."""
    if head is None or not spans:
        return spans
    stop = head[1]
    rest = _MARKS.match(copy, stop, spans[-1][1])
    start = rest.end() if rest else stop
    heads = [(max(a, head[0]), min(b, stop)) for a, b in spans if a < stop and b > head[0]]
    return [*heads, *((max(a, start), b) for a, b in spans if b > start + 1)]
