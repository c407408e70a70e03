"""Graded: lists of predictions whose entries say in words how they turned out, behind the claim, before it or below it."""

import math
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from predictions.extraction.chances.records import records_of
from predictions.extraction.chances.siblings import Entry, siblings
from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.wording.verbal import has_verb
from predictions.extraction.words import lexicon as lex
from predictions.extraction.words.grades import GRADE, Grade, grade_of
from predictions.regexes import regex

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Graded:
    """A claim, what came of it, and all that is said of that."""

    claim: Span
    grade: Span
    says: Grade
    whole: Span  # the entry: what is not claimed in it is said of the outcome

    def claims(self, place: int) -> bool:
        """True for a place in the claim."""
        return self.claim[0] <= place < self.claim[1]


_LABEL = r"(?:[*_]{0,2}(?:[\w']+ ){0,2}[\w']{3,20}[*_]{0,2}:[*_]{0,2} *)?"
_KNOWN = (
    "(?:update|edit|results?|outcome|verdict|grade|status|review|reality|actual(?:ly)?|answer"
    "|assessment|evaluation|resolution|score|in hindsight|what happened)"
)
# What sets a grade apart from the claim before it.
_APART = (
    rf"(?: +-{{1,3}} *| *[\u2013\u2014]+ *| *(?:-+>|=+>|\u2192|\u21d2) *|[.!]?: +"
    rf"|[.!,;]? *[\[({{]+[*_]{{0,2}}|[.!]? *[*_]{{1,3}}|[.!,;]? +[*_]{{1,3}}|[.!;] +"
    rf"|[.!]?(?:\s*\n\s*| +(?=[*_]{{0,2}}{_KNOWN}\b))[*_\[(]{{0,3}}{_LABEL})"
)
# "Wrong: it stayed open", "No (it did)", "Yes Go Kern": where a grade ends and a remark begins.
_CLOSED = r"(?!\s*:\s*\d)(?=[*_]{0,3}(?:\s*$|[.!,;:)\]}\u2026]|\s+[-\u2013\u2014(\[]|\s*\n|\s+(?-i:[A-Z])))"
# With what any of them begins with looked for first, which spares the search all of them at most characters.
_BEHIND = regex(
    rf"(?=[\s.,!;:*_(\[{{=\u2013\u2014\u2192\u21d2-]){_APART}(?P<grade>{GRADE}){_CLOSED}",
    re.IGNORECASE,
    factor=True,
)
_BEFORE = regex(
    rf"[\[({{*_\s]*(?P<grade>{GRADE})[!.]?(?: *[\])}}*_]+ *[:.\u2013\u2014-]*| *:| +-{{1,2}}"
    rf"| *[\u2013\u2014]| *(?:-+>|=+>|\u2192)"
    rf"|(?<=[\u2713\u2714\u2705\u2717\u2718\u274c\u00bd])\ufe0f?(?= ))\s*(?=[\w\"'(])",
    re.IGNORECASE,
    factor=True,
)
_BELOW = regex(rf"[\s*_\[(]*{_LABEL}(?P<grade>{GRADE}){_CLOSED}", re.IGNORECASE, factor=True)
_CALLS = r"(?:predict\w*|forecasts?|prophec\w+|prognos\w+|guess(?:es|ed)|calls|bets|picks)"
_OF_CALLS = regex(
    rf"\b(?:my|our|i|we|last year'?s?|(?:19|2\d)\d\d)\b[^.?!\n]{{0,40}}\b{_CALLS}\b"
    rf"|\b{_CALLS}\b[^.?!\n]{{0,30}}\b(?:(?:19|2\d)\d\d|results?|graded|scored|revisited"
    rf"|review(?:ed)?|check(?:ed|ing)?)\b"
)
_OTHERWISE = regex(
    r"\b(?:apps?|quiz|trivia|faq|frequently asked|checklist|to-?do|version|release|features?|markets?)\b"
)
# "The mill opened in 1901", "Works offline": what was, and what something does.
_WAS = regex(
    r"\b(?:was|were|did|had|won|lost|went|[a-z]{3,}ed(?: (?:in|by|at|on|the|an?|of|to)\b|$))"
)
_FEWEST, _MOST, _LEAST_WORDS, _LONGEST = 3, 0.6, 2, 400
_NEAR = 600


def graded_in(document: Document) -> list[Graded]:
    """The claims with grades, in order, where most entries of a list have one at the same place."""
    if document.graded is None:
        speaks = _OF_CALLS.search(document.low, 0, _NEAR) or _OF_CALLS.search(
            document.title.lower()
        )
        others = _OTHERWISE.search(document.title.lower())
        # Fields have outcomes of their own.
        told = speaks and not others and not records_of(document)
        found = sorted(_found(document), key=_start) if told else []
        document.graded = [
            one for n, one in enumerate(found) if not n or found[n - 1].whole[1] <= one.whole[0]
        ]
    return document.graded


def _start(graded: Graded) -> int:
    return graded.whole[0]


def grade_at(document: Document, place: int) -> Graded | None:
    """The graded claim, or what is said of it, that stands at a place."""
    found = document.graded  # asked of each sentence, and hardly ever any
    if found is None:
        found = graded_in(document)
    if not found:
        return None
    index = bisect_right(found, place, key=_start) - 1
    return found[index] if index >= 0 and place < found[index].whole[1] else None


def is_grade(document: Document, place: int) -> bool:
    """True from the start of what is said of an outcome to the end of the grade."""
    graded = grade_at(document, place)
    return graded is not None and place < graded.grade[1] and not graded.claims(place)


def _found(document: Document) -> Iterator[Graded]:
    taken: set[int] = set()
    text = document.text.replace("\u2019", "'")  # a word in brackets is blank in the matching copy
    if "</" in text:
        text = _TAG.sub(_blank, text)
    for group in siblings(document):
        for place in (_behind, _before):
            entries = [entry for entry in group if entry.start not in taken]
            found = _at_most(text, entries, place)
            said = sum(_may_be_foretold(document.low, *g.claim) for g in found)
            if found and said >= _MOST * len(found):
                taken |= {entry.start for entry in entries}
                yield from found
    if not document.speakers.starts:
        yield from _below(document, text, taken)


def _at_most(
    text: str, entries: list[Entry], place: Callable[[str, Entry], Graded | None]
) -> list[Graded]:
    """The grades at a place of most entries; none where too many entries have none."""
    found: list[Graded] = []
    needed = max(_FEWEST, math.ceil(_MOST * len(entries)))
    for seen, entry in enumerate(entries):
        if len(found) + len(entries) - seen < needed or (seen > _FEWEST and not found):
            return []
        if graded := place(text, entry):
            found.append(graded)
    return found if len(found) >= needed else []


def _may_be_foretold(low: str, start: int, end: int) -> bool:
    """True for a claim that does not say what was, or only what something does."""
    word = _WORD.search(low, start, end)
    return not (word and lex.is_verb(word[0])) and _WAS.search(low, start, end) is None


_WORD = regex(r"[^\W\d_]+")
_TAG = regex(r"</?[a-zA-Z][^<>\n]{0,200}>")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _behind(text: str, entry: Entry) -> Graded | None:
    """The grade behind a claim: "The mill closes - sadly, no. It stayed open."."""
    start, end = entry.start, entry.end
    for match in _BEHIND.finditer(text, start, min(end, start + _LONGEST)):
        claim = text[start : match.start()].rstrip()
        if len(claim.split()) >= _LEAST_WORDS and not claim.endswith("?"):
            says = grade_of(match["right"], match["wrong"])
            return Graded((start, match.start()), match.span("grade"), says, (start, end))
    return None


# "[Nope: it stayed open.]", "- I was sure of it": what follows a claim with its grade in front.
_REMARK = regex(r"\s*\n|\s[-\u2013\u2014] |(?<=[.!?])\s+[\[(]|\s\[(?![^\]\n]*\]\()")


def _before(text: str, entry: Entry) -> Graded | None:
    """The grade in front of a claim: "Wrong: The mill closes."."""
    match = _BEFORE.match(text, entry.start, entry.end)
    if match is None or len(text[match.end() : entry.end].split()) < _LEAST_WORDS:
        return None
    says = grade_of(match["right"], match["wrong"])
    stop = _REMARK.search(text, match.end(), entry.end)
    claim = match.end(), stop.start() if stop else entry.end
    return Graded(claim, match.span("grade"), says, (entry.start, entry.end))


Unit = tuple[
    int, int, tuple[object, ...]
]  # a block, or a line that stands for itself, and its kind


def _below(document: Document, text: str, taken: set[int]) -> Iterator[Graded]:
    """Grades in paragraphs or lines of their own, below most claims of a kind."""
    units = [*_units(document.blocks)]
    over: dict[tuple[object, ...], list[Graded]] = {}
    for (first, last, kind), (start, end, (below, *_)) in pairwise(units):
        if below is not Kind.PARAGRAPH or first in taken or last - first >= _LONGEST:
            continue
        match = _BELOW.match(text, start, end)
        if match and not _BELOW.match(text, first, last):
            says = grade_of(match["right"], match["wrong"])
            found = Graded((first, last), match.span("grade"), says, (first, end))
            over.setdefault(kind, []).append(found)
    for kind, graded in over.items():
        begin, stop = graded[0].whole[0], graded[-1].whole[1]
        alike = sum(begin <= start <= stop and like == kind for start, _, like in units)
        alike -= len(graded) * (kind[0] is Kind.PARAGRAPH)
        saying = sum(has_verb(document.copy[slice(*one.claim)]) for one in graded)
        if len(graded) >= max(_FEWEST, _MOST * alike) and saying >= _MOST * len(graded):
            yield from graded


def _units(blocks: list[Block]) -> Iterator[Unit]:
    for block in blocks:
        breaks = block.breaks if block.by_line else []
        for start, end in pairwise([block.start, *breaks, block.end]):
            if block.kind in _CLAIMING:
                yield start, end, (block.kind, block.level, bool(block.number))


_CLAIMING = (Kind.ITEM, Kind.PARAGRAPH, Kind.HEADING)


_EDGES = " \t\n*_.:;-\u2013\u2014[("


def parted_from_grades(document: Document, spans: list[Span]) -> list[Span]:
    """The sentences of a block, those of claims cut from what is said of their outcome."""
    if not spans or not graded_in(document):
        return spans
    parted: list[Span] = []
    for start, end in spans:
        at = start
        while at < end:
            graded = grade_at(document, at)
            edges = (*graded.claim, graded.whole[1]) if graded else ()
            stop = min((edge for edge in edges if at < edge < end), default=end)
            parted.append((at, stop))
            at = stop
            while at < end and document.low[at] in _EDGES:
                at += 1
    return [(a, b) for a, b in parted if b > a + 1]
