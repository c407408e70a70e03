"""Proposals: every clause, item and cell that might be a forecast, before anything is decided."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from predictions.extraction.chances.bands import band_over, claims, leads_as_band
from predictions.extraction.chances.believing import find_stated
from predictions.extraction.chances.carried import (
    BEFORE_ITS_NUMBER,
    GRADED,
    each_with_its_number,
    headed,
    in_column,
    is_share_of_votes,
    listed_number,
    moved_to,
    of_forecasters,
    series_of_claims,
)
from predictions.extraction.chances.lone import ONLY_NUMBER, bearer, headline, lone_numbers
from predictions.extraction.chances.numbers import PATTERN as NUMBER
from predictions.extraction.chances.numbers import Stated, value_of
from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.layout.normalise import past_mark
from predictions.extraction.layout.sentences import sentences
from predictions.extraction.proposing.clauses import Clause, cut
from predictions.extraction.proposing.picks import is_pick, record_ends
from predictions.extraction.words import lexicon as lex
from predictions.extraction.words.glance import DIGIT, EVERYTHING, needs
from predictions.windows import Window

Span = tuple[int, int]


@dataclass(slots=True)
class Sentence:
    """A sentence with its block and what the gate found in it."""

    span: Span
    block: int
    windows: list[Window] = field(default_factory=list)
    before: "Sentence | None" = None  # the sentence before, in the same block
    number: Stated | None = None  # a probability that stands alone further on, and is for this one
    seen: int = EVERYTHING  # what a glance saw in it


@dataclass(slots=True)
class Proposal:
    """A span that might be a forecast."""

    start: int
    end: int
    clause: Clause
    sentence: Sentence
    form: str  # "prose", "bare" (without a cue), "listed" (a bare item), "pick", "item" or "cell"
    stated: Stated | None = None
    author: str | None = None  # known from the form: a table's column
    confidence: float = 0.0


# "Will the bridge open? Metaculus: 40%", "Will it fall? - 69% chance (was 80%)".
_ANSWER = re.compile(
    r"\W{0,4}(?:[a-z][a-z .]{0,24}:? )?[(\[]?[~<>\u2248]? ?\d{1,3}(?:\.\d+)? ?%[)\].,;]*(?: (?:chance|probability|likely|odds|yes))?(?:\W+\([^()\n]{1,60}\))?(?:\W{1,8}[\u2192>:]\W{0,4}\d{1,3}(?:\.\d+)? ?%)?\W*"
)
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]")
_LEAST_WORDS = 4  # characters
_DIGIT_OR_APOSTROPHE = re.compile(r"[\d']")
_BULLET = re.compile(r"[ \t]*(?:[-*+\u2022]|\d{1,3}\\?[.)])[ \t]+")


def sentences_of(document: Document) -> Iterator[Sentence]:
    """The sentences that may hold forecasts, a probability that stands alone joined to its claim."""
    given, taken = lone_numbers(document)
    for index, block in enumerate(document.blocks):
        if taken.get(index) or block.kind in (Kind.CODE, Kind.META, Kind.ROW):
            continue
        if block.kind is Kind.HEADING and not (
            claims(document, block, index) or _picks_in_bold(document, block)
        ):
            continue
        if block.kind is Kind.PARAGRAPH and leads_as_band(document, index):
            continue
        before = None
        spans, number = headline(document, block, [*sentences(document.copy, block)])
        if index in taken:
            spans = spans[1:]
        number = given.get(index, number)
        figures = _DIGIT.search(document.low, block.start, block.end)
        whole = [
            span
            for span in (_joined(document.low, iter(spans)) if figures else spans)
            # Only marks, or only the item's own number: nothing that others could follow upon.
            if span[1] - span[0] >= _LEAST_WORDS or _WORD.search(document.low, *span)
        ]
        below = index in given or block.kind is Kind.ITEM
        mine = bearer(document, whole) if number and below else 0
        for place, span in enumerate(whole):
            sentence = Sentence(
                span, index, before=before, number=number if place == mine else None
            )
            before = sentence
            yield sentence


def _picks_in_bold(document: Document, block: Block) -> bool:
    """True for a line in bold that reads like a heading and is a pick: "**Predicted winner: Kern**"."""
    return block.level == _BOLD and is_pick(document, block, block.start, block.end)


_BOLD = 7  # the level of a line in bold


def _joined(low: str, spans: Iterator[Span]) -> Iterator[Span]:
    """A number alone belongs to the sentence before it ("It rains. 80%"), or after it.

    "I'd put that at 90%" looks back, and where nothing stands before it, to what somebody else said.
    """
    last: Span | None = None
    alone = False  # the last one is only a number
    for a, b in spans:
        mine = ONLY_NUMBER.fullmatch(low, a, b) is not None
        if last is not None:
            if mine or alone or (low.endswith("?", *last) and _ANSWER.fullmatch(low, a, b)):
                last = (last[0], b)
                alone = ONLY_NUMBER.fullmatch(low, *last) is not None
                continue
            yield last
        last, alone = (a, b), mine and _LOOKS_BACK.search(low, a, b) is None
    if last is not None:
        yield last


_LOOKS_BACK = re.compile(r"\b(?:that|this|it)\b")


def propose(document: Document) -> Iterator[Proposal]:
    """Every proposal outside tables, in order."""
    # One look at all sentences after another: what a look needs stays at hand.
    hopeful = [sentence for sentence in sentences_of(document) if _hopeful(document, sentence)]
    for sentence in hopeful:
        sentence.seen = document.glance(*sentence.span)
    for sentence in hopeful:
        if document.events or sentence.seen & _TIMED:
            sentence.windows = document.windows(*sentence.span)
    for sentence in hopeful:
        block = document.blocks[sentence.block]
        if record := _record(document, sentence):
            yield record
            sentence = replace(sentence, span=(record.end, sentence.span[1]))  # noqa: PLW2901
        for proposal in _in_sentence(document, sentence, block):
            proposal.end = past_mark(document.text, _past_link(document.text, proposal.end))
            if interval := _INTERVAL_BEHIND.match(document.text, proposal.end):
                proposal.end = interval.end()
            yield proposal


def _record(document: Document, sentence: Sentence) -> Proposal | None:
    """The record of a season with which a sentence begins: "Kern Rovers (58 - 24) - They'll win"."""
    ends = record_ends(document, *sentence.span)
    return _bare(replace(sentence, span=(sentence.span[0], ends)), "pick") if ends else None


def _hopeful(document: Document, sentence: Sentence) -> bool:
    """True for a sentence that is worth the looks to come."""
    a, b = sentence.span
    if b - a < 8:
        return False
    return (
        _may_hold(document, a, b)
        or _announced(document, document.blocks[sentence.block])
        or is_pick(document, document.blocks[sentence.block], a, b)
        or record_ends(document, a, b) is not None
    )


# "a median of 62% (10th: 40%, 90th: 85%)", "in 2036 (80% CI: 2033-2041)": how far it may be off.
_INTERVAL_BEHIND = re.compile(
    r"[%*_]{0,3} ?[(\[](?:\d{1,2}(?:th|st|nd|rd)\b|p\d\d\b|\d{1,2} ?% (?:CI|ci|confidence|credible|interval)|range:? |IQR)[^()\n]{2,80}[)\]]"
)


def _past_link(text: str, end: int) -> int:
    """A claim that ends within the words of a link ends with the link."""
    if text.startswith("](", end):
        stop = text.find(")", end, end + 600)
        return stop + 1 if stop > 0 else end
    return end


_MAY_HOLD = re.compile(r"(?<![\d.,$])(?:19|2\d)\d\d(?![\d,])|\d ?%|n't\b|'ll\b|'d\b")


# Made of words that are too common to look for one by one.
_PHRASES = (" about to ", " on the way", " in for ")


def _may_hold(document: Document, a: int, b: int) -> bool:
    """The cheap look that most sentences do not pass."""
    if not _HOLDING.isdisjoint(document.words[a:b].split()):
        return True
    low = document.low[a:b]
    if any(map(low.__contains__, _PHRASES)):
        return True
    return (
        _DIGIT_OR_APOSTROPHE.search(low) is not None
        and _MAY_HOLD.search(document.low, a, b) is not None
    )


_TIME_WORDS = lex.words(
    """half easter thanksgiving fortnight fortnights twenties thirties forties fifties sixties seventies eighties nineties mid-century
    midcentury half-century mid january february march april may june july august september october november december jan feb mar apr jun jul
    aug sep sept oct nov dec year years year's month months week weeks decade decades century centuries quarter
    quarters day days summer winter spring autumn fall season weekend monday tuesday wednesday thursday friday
    saturday sunday today tonight tomorrow christmas xmas halloween valentine's independence eoy yrs mos hours
    year-end year-end's month-end quarter-end election elections midterms midterm twentieth"""
)


_HOURS = _TIME_WORDS | {"morning", "afternoon", "evening"}


_HOLDING = lex.GATE_WORDS | _TIME_WORDS
# A time may be named; "year's" and "mid-century" are words in two runs.
_TIMED = DIGIT | needs(word for word in _HOURS if word.isalnum())
_LONGEST_BARE = 240


def _announced(document: Document, block: Block) -> bool:
    """True where predictions are announced, by the title or above: they may lack any cue."""
    return document.predictive or _listed(document, block)


def _listed(document: Document, block: Block) -> bool:
    """True for items under something that announces predictions."""
    if block.kind is not Kind.ITEM and not block.by_line and block.end - block.start > 160:
        return False
    if document.predictive and block.kind is Kind.ITEM:
        return True
    if block.headings and document.announces(block.headings[-1]):
        return True
    return block.lead is not None and document.announces(block.lead)


def _in_sentence(document: Document, sentence: Sentence, block: Block) -> Iterator[Proposal]:
    a, b = sentence.span
    low = document.low
    if is_pick(document, block, a, b):
        yield _bare(sentence, "pick")
        return
    if label := _CLAIM_LABEL.match(low, a, b):
        a = label.end()
        sentence = replace(sentence, span=(a, b))
    short = block.kind is Kind.ITEM or b - a < 260
    stated = (
        find_stated(low, a, b, listed=short, headed=_headed(document, block, a, b))
        if sentence.seen & DIGIT
        or (sentence.seen & _NUMBER_WORDS and _MAYBE_NUMBER.search(low, a, b))
        else []
    )
    if stated and is_share_of_votes(low, a, b):
        stated = []
    if _announced(document, block) and (series := series_of_claims(low, a, b)):
        for start, end, each in series:
            yield _item(document, replace(sentence, span=(start, end)), each)
        return
    if number := _of_the_whole(document, sentence, block, stated, short=short):
        yield _item(document, sentence, number)
        return
    numbers = [(s.start, s.end) for s in stated]
    sourced = "[" in document.text[max(0, a - 1) : a + 1]
    clauses = cut(
        low, sentence.span, sentence.windows, numbers, sourced=sourced, seen=sentence.seen
    )
    if not clauses or (_announced(document, block) and _dated_in_front(low, a, b, clauses)):
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


# "2028: the first lift to orbit", "Q3 2031 - ...", "By 2040: ...".
_DATE_IN_FRONT = re.compile(
    r"\W*(?:(?:by|in|before|around|circa|early|mid|late|until|q[1-4]|the|end of)[ -]){0,3}(?:(?:19|20|21)\d\d)s?(?: ?[-\u2013/] ?\d{2,4}s?)?[*_)\] ]{0,6}(?:[:\u2014]| -{1,2} )\W{0,6}(?=\w)"
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
_REMARK_BEHIND = re.compile(
    r"[\s*_(\[]+(?:update|edit|result|outcome|verdict|grade)(?: [\d/.-]{4,10})?[*_]{0,2}: "
)


def _cueless(
    document: Document, sentence: Sentence, block: Block, stated: list[Stated]
) -> Iterator[Proposal]:
    """What a sentence without a cue may claim: by its numbers, or where predictions are announced."""
    (a, b), low = sentence.span, document.low
    if len(stated) > 1 and (pieces := each_with_its_number(low, stated, a, b)):
        for start, end, number in pieces:
            yield _item(document, replace(sentence, span=(start, end)), number)
    elif b - a < _LONGEST_BARE and _announced(document, block):
        form = "listed" if _listed(document, block) else "bare"
        if form == "listed" or (sentence.before is None and b - a <= _LONGEST_BARE // 2):
            if remark := _REMARK_BEHIND.search(low, a + _LEAST_WORDS, b):
                sentence = replace(sentence, span=(a, remark.start()))
            yield _bare(sentence, form, stated[0] if len(stated) == 1 else None)
    elif stated and (claim := BEFORE_ITS_NUMBER.match(low, a, b)):
        yield _item(document, replace(sentence, span=claim.span()), stated[0])


# "Claim: ...", "Prediction 3: ..."
_CLAIM_LABEL = re.compile(
    r"[\s*_(\[>-]{0,8}(?:(?:my|the|our|bold|key|main|core) )?(?:claim|prediction|forecast)(?: (?:no\.? ?)?#?\d{1,3})?[*_ ]{0,3}:[\s*_]*(?=\w)"
)
_GOES_ON_WITH = re.compile(r",? (?:but|and|though|although|while|yet)\b")
_LEAST_HEAD = 16
_LEAST_CLAIM = 24  # characters of a claim and its number without "I think that"


def _without_cue(
    document: Document, sentence: Sentence, block: Block, first: Clause
) -> Proposal | None:
    """What an item under announced predictions says before its first cue: "The mill opens, but won't pay"."""
    a, b = sentence.span[0], first.outer[0]
    if b - a < _LEAST_HEAD or not _GOES_ON_WITH.match(document.low, b):
        return None
    if not _listed(document, block):
        return None
    clause = Clause(a, b, (a, b), sentence.span, [])
    return Proposal(a, b, clause, sentence, "listed")


def _bare(sentence: Sentence, form: str, stated: Stated | None = None) -> Proposal:
    """The whole sentence, which has no cue of the future."""
    clause = Clause(*sentence.span, sentence.span, sentence.span, [])
    return Proposal(*sentence.span, clause, sentence, form, stated)


def _of_the_whole(
    document: Document, sentence: Sentence, block: Block, stated: list[Stated], *, short: bool
) -> Stated | None:
    """The number that the whole sentence carries: its own, its row's, or that of the band above it."""
    a, b = sentence.span
    if (short or "?" in document.low[a:b]) and (moved := moved_to(document.low, a, b)):
        return moved
    percent = block.kind is Kind.ITEM and document.low.find("%", a, b) >= 0
    if percent and (share := of_forecasters(document.low, a, b)):
        return share
    if not stated:
        return sentence.number or band_over(document, block)
    return listed_number(document.low, stated, a, b) if short else None


def _headed(document: Document, block: Block, a: int, b: int) -> bool:
    """True for an item, or a line among lines, that begins with its number."""
    listed = block.kind is Kind.ITEM or bool(block.breaks) or in_column(document.copy, a, b)
    return listed and headed(document.copy, a, b)


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


_MAYBE_NUMBER = re.compile(
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|fifty)[ -](?:in|out|chance|fifty|to)\b|per ?cent|even (?:odds|money|chance)|(?:third|quarter|fifth)s?\b"
)
_NUMBER_WORDS = needs(
    "one two three four five six seven eight nine ten fifty cent percent even third thirds fifth quarter quarters"
)


_ITEM_EDGE = " \n\t*_|>\u2026-~\u2713\u2714\u2717\u2718\u2611\u2705\u274c"


def _item(document: Document, sentence: Sentence, stated: Stated) -> Proposal:
    """A whole item with its number: "X: 80 %"."""
    a, b = sentence.span
    low = document.low
    if stated.start > a + _LEAST_WORDS and GRADED.match(low, stated.end, b):
        b = stated.end + low.startswith((")", "]"), stated.end)
    while a < b and low[a] in _ITEM_EDGE:
        a += 1
    held = lex.OPINION.match(low, a, b)
    if held and b - held.end() > _LEAST_CLAIM:
        a = held.end()
    while b > a and (low[b - 1] in " \n\t*_|" or document.text[b - 1] == "*"):
        b -= 1  # the full stop after words in bold is none of the text's
    cues = lex.cues_in(low, a, b)
    clause = Clause(a, b, sentence.span, sentence.span, cues)
    return Proposal(a, b, clause, sentence, "item", stated)
