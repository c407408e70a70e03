"""Claiming: what the clauses of a sentence may claim, and the whole of one that has no cue of the future."""

from collections.abc import Iterator
from dataclasses import replace

from predictions.extraction.chances.carried import BEFORE_ITS_NUMBER, each_with_its_number
from predictions.extraction.chances.lone import ONLY_NUMBER
from predictions.extraction.chances.numbers import PATTERN as NUMBER
from predictions.extraction.chances.numbers import Stated, value_of
from predictions.extraction.layout.blocks import Block
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.clauses import Clause
from predictions.extraction.proposing.gate import LEAST_WORDS, Sentence, announced, listed
from predictions.extraction.proposing.proposals import Proposal, bare, item
from predictions.extraction.proposing.scenarios import in_scenario
from predictions.regexes import regex


def claimed(
    document: Document,
    sentence: Sentence,
    block: Block,
    stated: list[Stated],
    clauses: list[Clause],
) -> Iterator[Proposal]:
    """What the clauses of a sentence may claim, or all of it where none does."""
    low, (a, b) = document.low, sentence.span
    if not clauses or (announced(document, block) and _dated_in_front(low, a, b, clauses)):
        clauses = []
        yield from _cueless(document, sentence, block, stated)
    elif head := _without_cue(document, sentence, block, clauses[0]):
        yield head
    for clause in _with_numbers(low, clauses):
        mine = [s for s in stated if clause.outer[0] <= s.start < clause.outer[1]]
        number = _once_more(low, clause, mine[0]) if mine and clause.rides else None
        mine = [s for s in mine if clause.start <= s.start < clause.end] or mine
        yield Proposal(
            clause.start, clause.end, clause, sentence, "prose", number or next(iter(mine), None)
        )


def _once_more(low: str, clause: Clause, before: Stated) -> Stated | None:
    """The number of a claim that shares the words of the one before: "30% in 2026 and 45% in 2027"."""
    match = NUMBER.search(low, max(clause.start, before.end), clause.end)
    return value_of(match) if match else None


def _with_numbers(low: str, clauses: list[Clause]) -> list[Clause]:
    """The clauses, the last one with the number after it: "The dam holds, I'd say 70%"."""
    if len(clauses) < 2 or "%" not in low[clauses[-1].start : clauses[-1].outer[1]]:
        return clauses
    *others, claim, number = clauses
    said = low[number.start : number.outer[1]].strip(" ,.;\n")
    between = low[claim.end : number.start].strip(" ,\n")
    if between or not ONLY_NUMBER.fullmatch(said):
        return clauses
    outer = (claim.outer[0], number.outer[1])
    return [*others, replace(claim, outer=outer)]


# "2028: the first lift to orbit", "Q3 2031 - ...", "By 2040: ...".
_DATE_IN_FRONT = regex(
    r"\W*(?:(?:by|in|before|around|circa|early|mid|late|until|q[1-4]|the"
    r"|end of)[ -]){0,3}(?:(?:19|20"
    r"|21)\d\d)s?(?: ?[-\u2013/] ?\d{2,4}s?)?[*_)\] ]{0,6}(?:[:\u2014]| -{1,2} )\W{0,6}(?=\w)"
)


def _dated_in_front(low: str, a: int, b: int, clauses: list[Clause]) -> bool:
    """True where the only thing that looks ahead is a year in front of what is claimed for it."""
    label = _DATE_IN_FRONT.match(low, a, b)
    return (
        label is not None
        and all(clause.outer[1] <= label.end() or clause.start < label.end() for clause in clauses)
        and not any(clause.cues for clause in clauses)
    )


# "The mill opens Update: it did": what came of an item, in its own line.
_LONGEST_BARE = 240
_REMARK_BEHIND = regex(
    r"[\s*_(\[]+(?:update|edit|result|outcome|verdict|grade)(?: [\d/.-]{4,10})?[*_]{0,2}: "
)


def _cueless(
    document: Document, sentence: Sentence, block: Block, stated: list[Stated]
) -> Iterator[Proposal]:
    """What a sentence without a cue may claim: by its numbers, or where predictions are announced."""
    (a, b), low = sentence.span, document.low
    if len(stated) > 1 and (pieces := each_with_its_number(low, stated, a, b)):
        for start, end, number in pieces:
            yield item(document, replace(sentence, span=(start, end)), number)
    elif stated and (claim := BEFORE_ITS_NUMBER.match(low, a, b)):
        yield item(document, replace(sentence, span=claim.span()), stated[0])
    elif b - a < _LONGEST_BARE and (sentence.head or announced(document, block)):
        told = in_scenario(document, sentence.block, a)
        form = "listed" if told or listed(document, block) else "bare"
        if form == "listed" or (sentence.before is None and b - a <= _LONGEST_BARE // 2):
            if remark := _REMARK_BEHIND.search(low, a + LEAST_WORDS, b):
                sentence = replace(sentence, span=(a, remark.start()))
            yield bare(document, sentence, form, stated[0] if len(stated) == 1 else None)


_GOES_ON_WITH = regex(r",? (?:but|and|though|although|while|yet)\b")
_LEAST_HEAD = 16


def _without_cue(
    document: Document, sentence: Sentence, block: Block, first: Clause
) -> Proposal | None:
    """What an item under announced predictions says before its first cue: "The mill opens, but won't pay"."""
    a, b = sentence.span[0], first.outer[0]
    if b - a < _LEAST_HEAD or not _GOES_ON_WITH.match(document.low, b):
        return None
    if not listed(document, block):
        return None
    clause = Clause(a, b, (a, b), sentence.span, [])
    return Proposal(a, b, clause, sentence, "listed")
