"""The gate: which sentences are worth the looks to come, by their words and where they stand."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from predictions.extraction.chances.answers import ANSWER, FIRST, OPEN
from predictions.extraction.chances.bands import claims, leads_as_band
from predictions.extraction.chances.below import numbers_below
from predictions.extraction.chances.betting import odds_in
from predictions.extraction.chances.figures import Figure
from predictions.extraction.chances.joined import levels_of
from predictions.extraction.chances.lone import ONLY_NUMBER, bearer, headline, lone_numbers
from predictions.extraction.chances.numbers import Stated
from predictions.extraction.chances.people import shares_of
from predictions.extraction.chances.quantiles import quantiles_of
from predictions.extraction.chances.records import records_of
from predictions.extraction.chances.regular import regular_figures
from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.bullets import is_called_a_prediction
from predictions.extraction.layout.document import Document
from predictions.extraction.layout.sentences import sentences
from predictions.extraction.proposing.asked import asked_in
from predictions.extraction.proposing.backers import backed_in
from predictions.extraction.proposing.calls import calls_in
from predictions.extraction.proposing.graded import grade_at, parted_from_grades
from predictions.extraction.proposing.heads import heads_of, parted_from_head
from predictions.extraction.proposing.named import foretold, line_over
from predictions.extraction.proposing.options import options_in
from predictions.extraction.proposing.picks import is_pick, record_ends
from predictions.extraction.proposing.promised import is_promised
from predictions.extraction.proposing.stances import stance_in
from predictions.extraction.proposing.titles import after_why, said_in_front, states_ahead
from predictions.extraction.words import lexicon as lex
from predictions.extraction.words.glance import DIGIT, EVERYTHING, needs
from predictions.regexes import regex
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
    figure: Figure | None = None  # with which it stands in a column of its siblings
    head: bool | None = None  # whether it is the head of its entry, where the entries have heads
    seen: int = EVERYTHING  # what a glance saw in it


def hopeful(document: Document) -> list[Sentence]:
    """The sentences that may hold forecasts, with what a glance sees in them and their windows."""
    # One look at all sentences after another: what a look needs stays at hand.
    read = [*sentences_of(document)]
    found = [
        sentence
        for sentence in read
        if _is_hopeful(document, sentence) or odds_in(document, *sentence.span)
    ]
    if taken := _in_forms(document):
        found = _apart_from(sorted(taken), found)
    for sentence in found:
        sentence.seen = document.glance(*sentence.span)
    for sentence in found:
        if document.events or sentence.seen & _TIMED:
            sentence.windows = document.windows(*sentence.span)
    return found


def _apart_from(taken: list[Span], found: list[Sentence]) -> list[Sentence]:
    """The sentences that share no character with spans in order."""
    starts = [start for start, _ in taken]
    reach = [-1, *accumulate((end for _, end in taken), max)]  # of the first n of them
    return [s for s in found if reach[bisect_left(starts, s.span[1])] <= s.span[0]]


def _in_forms(document: Document) -> list[Span]:
    """What belongs to quantiles, records, claims with the numbers of several people, or names below what is said of them: whole forms, read as such."""
    shares = shares_of(document)
    spans = [quantile.span for quantile in quantiles_of(document)]
    spans += [level.span for level in levels_of(document)]
    for record in records_of(document):
        spans.append(record.claim)
        if record.number:
            spans.append((record.number.start, record.number.end))
    spans += [share.span for share in shares] + [share.claim for share in shares]
    for option in options_in(document):
        spans += [option.edge.span, *option.topics]
    for asked in asked_in(document):
        spans += [asked.question, asked.answer]
    calls = calls_in(document)
    spans += [*calls.wishes, *(call.span for call in calls.found)]
    said = foretold(document)
    return [*spans, *said.lines, *(name.span for name in said.names)]


_DIGIT = regex(r"\d")
_WORD = regex(r"[^\W\d_]")
LEAST_WORDS = 4  # characters
_DIGIT_OR_APOSTROPHE = regex(r"[\d']")


def sentences_of(document: Document) -> Iterator[Sentence]:
    """The sentences that may hold forecasts, a probability that stands alone joined to its claim."""
    given, taken = lone_numbers(document)
    for index, (owner, below) in numbers_below(document).items():
        given.setdefault(owner, below)
        taken[index] = True
    regular, heads = regular_figures(document), heads_of(document)
    heads |= foretold(document).heads
    _leave_to_columns(document, given, taken, regular)
    for index, block in enumerate(document.blocks):
        if taken.get(index) or block.kind in (Kind.CODE, Kind.ROW):
            continue
        if block.kind is Kind.META:
            yield from (Sentence(span, index) for span in said_in_front(document, block))
            continue
        if block.kind is Kind.HEADING and not (
            claims(document, block, index)
            or states_ahead(document, block.start, block.end)
            or _picks_in_bold(document, block)
            or index in heads
        ):
            continue
        if block.kind is Kind.PARAGRAPH and leads_as_band(document, index):
            continue
        before = None
        parts = parted_from_head(
            document.copy, heads.get(index), [*sentences(document.copy, block)]
        )
        parts = parted_from_grades(document, parts)
        spans, number = headline(document, block, parts)
        if index in taken:
            spans = spans[1:]
        if block.kind is Kind.HEADING:
            spans = [after_why(document, *span) for span in spans]
        number = given.get(index, number)
        figures = _DIGIT.search(document.low, block.start, block.end)
        whole = [
            span
            for span in (_joined(document.low, _parted(document, spans)) if figures else spans)
            # Only marks, or only the item's own number: nothing that others could follow upon.
            if span[1] - span[0] >= LEAST_WORDS or _WORD.search(document.low, *span)
        ]
        columns = () if index in taken else regular.get(index, ())
        whole = _with_figures(whole, columns) if columns else whole
        listed_below = index in given or block.kind is Kind.ITEM
        mine = bearer(document, whole) if number and listed_below else 0
        for place, span in enumerate(whole):
            sentence = Sentence(
                span,
                index,
                before=before,
                number=number if place == mine else None,
                figure=_within(span, columns) if columns else None,
                head=_is_head(document, span[0], index, heads),
            )
            before = sentence
            yield sentence


def _is_head(document: Document, start: int, index: int, heads: dict[int, Span]) -> bool | None:
    """Whether a sentence of a block is what its entry claims; None where nothing tells."""
    graded = grade_at(document, start)
    if graded and not graded.claims(start):
        return False
    if index in heads:
        return start < heads[index][1]
    first = graded and start - graded.claim[0] < LEAST_WORDS
    return True if first and not heads else None


_MARKS = 24  # characters before a figure at the head of a sentence


def _with_figures(spans: list[Span], columns: Iterable[Figure]) -> list[Span]:
    """The sentences, those joined between which a figure stands apart from its claim: "The dam holds ... 80%", "8/10. It holds"."""
    joined: list[Span] = []
    for a, b in spans:
        apart = joined and any(
            (
                joined[-1][0] <= f.claim[0] < joined[-1][1]
                and a <= f.stated.start < min(b, a + _MARKS)
            )
            or (joined[-1][0] <= f.stated.start < joined[-1][1] and a == f.claim[0])
            for f in columns
        )
        if apart:
            joined[-1] = (joined[-1][0], b)
        else:
            joined.append((a, b))
    return joined


def _leave_to_columns(
    document: Document,
    given: dict[int, Stated],
    taken: dict[int, bool],
    regular: dict[int, list[Figure]],
) -> None:
    """Numbers in front of their claims in nearly all entries are none of the entries before."""
    fronts = [
        index
        for index, whole in taken.items()
        if not whole and any(f.place == "front" for f in regular.get(index, ()))
    ]
    owners = {index: _owners(document.blocks[index], given) for index in fronts}
    alike = sum(_stand_alike(document, index, owners[index]) for index in fronts)
    if fronts and alike >= _MOST * len(fronts):
        for index in fronts:
            del taken[index]
            for owner in owners[index]:
                del given[owner]


_MOST = 0.6


def _owners(block: Block, given: dict[int, Stated]) -> list[int]:
    return [owner for owner, n in given.items() if block.start <= n.start < block.end]


def _stand_alike(document: Document, index: int, owners: list[int]) -> bool:
    block, blocks = document.blocks[index], document.blocks
    return all((blocks[o].kind, blocks[o].level) == (block.kind, block.level) for o in owners)


def _within(span: Span, columns: Iterable[Figure]) -> Figure | None:
    """The figure whose claim begins in a sentence."""
    return next((f for f in columns if span[0] <= f.claim[0] < span[1]), None)


_BETWEEN = regex(r"[:\u2013\u2014 -]*")
# "I sail to Harlow: 80% Put off twice": the claim with its number, before a remark.
_REMARK_AFTER = regex(r":\s?[~<>\u2248]? ?\d{1,3}(?:\.\d+)? ?%(?= +[A-Z])")


def _parted(document: Document, spans: Iterable[Span]) -> Iterator[Span]:
    """The sentences, parted where a number ends a claim or an answer without a full stop."""
    copy, asked = document.copy, False
    for a, b in spans:
        cut = FIRST.match(copy, a, b) if asked else None
        cut = cut or _REMARK_AFTER.search(copy, a, b)
        asked = copy.endswith("?", a, b)
        if cut is None:
            yield a, b
        else:
            yield a, cut.end()
            yield _BETWEEN.match(copy, cut.end(), b).end(), b  # type: ignore[union-attr]


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
            if mine or alone or _answers(low, last, a, b):
                last = (last[0], b)
                alone = ONLY_NUMBER.fullmatch(low, *last) is not None
                continue
            yield last
        last, alone = (a, b), mine and _LOOKS_BACK.search(low, a, b) is None
    if last is not None:
        yield last


def _answers(low: str, before: Span, a: int, b: int) -> bool:
    return (
        low.endswith("?", *before)
        and ANSWER.fullmatch(low, a, b) is not None
        and OPEN.search(low[slice(*before)]) is None
    )


_LOOKS_BACK = regex(r"\b(?:that|this|it)\b")


def _is_hopeful(document: Document, sentence: Sentence) -> bool:
    """True for a sentence that is worth the looks to come."""
    a, b = sentence.span
    if b - a < 8:
        return False
    return (
        sentence.head is True
        or _may_hold(document, a, b)
        or announced(document, document.blocks[sentence.block])
        or is_pick(document, document.blocks[sentence.block], a, b)
        or record_ends(document, a, b) is not None
        or bool(backed_in(document, a, b))
    )


_MAY_HOLD = regex(r"(?<![\d.,$])(?:19|2\d)\d\d(?!,?\d)|\d ?%|n't\b|'ll\b|'d\b")


# Made of words that are too common to look for one by one.
_PHRASES = (" about to ", " on the way", " in for ", " far off", " way off", " matter of time")


def _may_hold(document: Document, a: int, b: int) -> bool:
    """The cheap look that most sentences do not pass."""
    words = document.words[a:b].split()
    if not _HOLDING.isdisjoint(words):
        return True
    low = document.low[a:b]
    if any(map(low.__contains__, _PHRASES)):
        return True
    if (
        _DIGIT_OR_APOSTROPHE.search(low) is not None
        and _MAY_HOLD.search(document.low, a, b) is not None
    ):
        return True
    return (
        not _STANCE_WORDS.isdisjoint(words)
        and stance_in(document, a, b, document.glance(a, b)) is not None
    )


_TIME_WORDS = lex.words(
    """
    half easter thanksgiving fortnight fortnights twenties thirties forties fifties sixties
    seventies eighties nineties mid-century midcentury half-century mid january february march
    april may june july august september october november december jan feb mar apr jun jul aug sep
    sept oct nov dec year years year's month months week weeks decade decades century centuries
    quarter quarters day days summer winter spring autumn fall season weekend monday tuesday
    wednesday thursday friday saturday sunday today tonight tomorrow christmas xmas halloween
    valentine's independence eoy yrs mos hours year-end year-end's month-end quarter-end election
    elections midterms midterm twentieth
"""
)


_HOURS = _TIME_WORDS | {"morning", "afternoon", "evening"}


_HOLDING = lex.GATE_WORDS | _TIME_WORDS
# Of what is held to be coming in words without a tense for it (`stances`).
_STANCE_WORDS = lex.words(
    """
    see imagine envision picture locked baked deal foregone bag assured come coming foresees target
    away calling call outcome scenario result happen case base baseline done seems looks compromise
    convinced risk danger say potential
"""
)
# A time may be named; "year's" and "mid-century" are words in two runs.
_TIMED = DIGIT | needs(word for word in _HOURS if word.isalnum())


def announced(document: Document, block: Block) -> bool:
    """True where predictions are announced, by the title or above: they may lack any cue."""
    return document.predictive or listed(document, block)


def listed(document: Document, block: Block) -> bool:
    """True for items under something that announces predictions."""
    if block.kind is not Kind.ITEM and not block.by_line and block.end - block.start > 160:
        return False
    if (document.predictive and block.kind is Kind.ITEM) or line_over(document, block):
        return True
    if block.headings and document.announces(block.headings[-1]):
        return True
    if block.kind is Kind.ITEM and is_called_a_prediction(document.text, block.start):
        return True
    if block.lead is not None and document.announces(block.lead):
        return True
    return block.kind is Kind.ITEM and is_promised(document, block)
