"""Numbers with which people in a chat answer what another asked: "Will the mill close by June?", "I'd say 30", "60%"."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from predictions.candidate import Basis
from predictions.extraction.chances.numbers import Stated
from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.layout.sentences import sentences
from predictions.extraction.proposing.asked import whether
from predictions.regexes import regex

Span = tuple[int, int]

_SAYING = r"i(?:'d| would|d)? (?:say|go(?: with)?|guess|give it)|i(?:'m| am) at|my (?:guess|number) is|put me (?:at|down for)"
_BESIDE = r"hm+|nah|no|nope|yes|yeah|eh|ok|lol|so|maybe|probably|prob|like|about|around|roughly|at|it's|closer to|more like"
_BEHIND = r"imo|imho|tbh|chance|for me|i think|i guess|i'd say|maybe|or so|ish|probably"
_ANSWER = regex(
    rf"(?:(?:(?P<says>{_SAYING})|{_BESIDE})[,. ]+)*~?(?P<number>\d{{1,2}}(?:\.\d)?|0?\.\d{{1,2}}) ?(?P<percent>%|percent)?"
    rf"(?:[, ]*(?:{_BEHIND}))*[\s.!]*"
)
_FARTHEST = 12  # turns after a question in which it is answered
_LONGEST = 60  # characters of an answer that is only that


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer in a block, the question that it answers, and what both say together."""

    block: int
    answer: Span
    question: Span
    statement: str
    number: Stated


def replies_in(document: Document) -> Iterator[Reply]:
    """The bare numbers with which others than whoever asked answer a question with "will"."""
    starts = document.speakers.starts
    if not starts or "?" not in document.low:
        return
    asked: tuple[Span, str] | None = None
    asking, in_percent = 0, False
    for index, block in enumerate(document.blocks):
        if block.kind is not Kind.PARAGRAPH or block.quoted:
            continue
        turn = bisect_right(starts, block.start)
        if question := _asks(document, block):
            asked, asking, in_percent = question, turn, False
            continue
        if asked is None or turn - asking > _FARTHEST:
            asked = None
            continue
        if document.speakers.at(block.start) == document.speakers.at(asked[0][0]):
            continue
        if found := _number(document, block, in_percent=in_percent):
            answer, number, percent = found
            in_percent |= percent
            yield Reply(index, answer, *asked, number)


def _asks(document: Document, block: Block) -> tuple[Span, str] | None:
    """The question with which a block ends, and what it asks for."""
    if not document.copy[block.start : block.end].rstrip(" \n*_").endswith("?"):
        return None
    *_, (begin, end) = [*sentences(document.copy, block)] or [(block.start, block.end)]
    return whether(document, begin, document.low.rfind("?", begin, end) + 1)


def _number(
    document: Document, block: Block, *, in_percent: bool
) -> tuple[Span, Stated, bool] | None:
    """The number that is all a block says; a bare one where its words or the answers before tell what it is."""
    if block.end - block.start > _LONGEST:
        return None
    match = _ANSWER.fullmatch(document.low, block.start, block.end)
    if match is None:
        return None
    fraction = match["number"].lstrip("0").startswith(".")
    if not (match["percent"] or match["says"] or in_percent or fraction):
        return None
    value = float(match["number"]) / (1 if fraction and not match["percent"] else 100)
    end = match.end("percent") if match["percent"] else match.end("number")
    stated = Stated(match.start("number"), end, value, Basis.STATED)
    answer = (block.start, block.start + len(document.copy[block.start : block.end].rstrip()))
    return answer, stated, match["percent"] is not None
