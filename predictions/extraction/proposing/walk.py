"""The walk over the sentences of a document, outside its tables: every proposal that they make, in order."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from predictions.extraction.chances.numbers import Stated
from predictions.extraction.layout.blocks import Block
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.avowals import avowed
from predictions.extraction.proposing.backers import backed_in
from predictions.extraction.proposing.calls import Call, calls_in
from predictions.extraction.proposing.claiming import claimed
from predictions.extraction.proposing.clauses import Clause, Piece, clauses_of, parted
from predictions.extraction.proposing.gate import Sentence, hopeful
from predictions.extraction.proposing.numbered import SUPPOSES, numbered, numbers_in
from predictions.extraction.proposing.options import options_in
from predictions.extraction.proposing.picks import is_pick, record_ends
from predictions.extraction.proposing.proposals import Proposal, avowal, bare, complete, picked
from predictions.extraction.proposing.stances import Stance, stance_in
from predictions.extraction.proposing.wagers import wager_in
from predictions.regexes import regex

Span = tuple[int, int]


@dataclass(slots=True)
class _Read:
    """A sentence as far as it is read."""

    sentence: Sentence
    block: Block
    record: Proposal | None = None  # with which it begins
    found: list[Proposal] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)
    told: int | None = None  # where what is avowed begins
    pieces: list[Piece] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    aside: bool = False  # beside a pick in its sentence: what has no cue is no claim


def propose(document: Document) -> Iterator[Proposal]:
    """Every proposal outside tables, in order."""
    # One look after another at all sentences: what each look needs stays at hand.
    read = [*_readings(document)]
    document.passed(0.45)
    for each in read:
        _read_numbers(document, each)
    for each in read:
        if not each.found:
            each.found += numbered(document, each.sentence, each.block, each.stated)
    claiming = [each for each in read if not each.found]
    for each in claiming:
        _part(document, each)
    for each in claiming:
        each.clauses = clauses_of(document.low, _claiming(each), each.pieces)
    for each in claiming:
        each.found += _claimed(document, each)
    chances = [option.edge.span for option in options_in(document)]
    found = (c for c in calls_in(document).found if not _beside(c.span, chances))
    calls = sorted(found, key=lambda call: call.span, reverse=True)
    for each in read:
        while calls and calls[-1].span < each.sentence.span:
            yield _call(document, calls.pop())
        yield from _completed(document, each)
    yield from (_call(document, call) for call in reversed(calls))


def _beside(span: Span, others: list[Span]) -> bool:
    return any(a < span[1] and span[0] < b for a, b in others)


def _completed(document: Document, read: _Read) -> Iterator[Proposal]:
    """What was found in a sentence, with what stands behind and above it."""
    if read.record:
        yield read.record
    for proposal in read.found:
        if read.aside and not proposal.clause.cues:
            continue
        if not proposal.said:
            complete(document, read.block, proposal)
        yield proposal


def _readings(document: Document) -> Iterator[_Read]:
    """The sentences to be read; one that backs somebody is parted: "I think Kern wins, but I'll take Lund and the points"."""
    for sentence in hopeful(document):
        block, (a, b) = document.blocks[sentence.block], sentence.span
        if wager := wager_in(document, sentence):
            yield _Read(sentence, block, found=[wager])
            continue
        picks = [] if sentence.number or sentence.figure else backed_in(document, a, b)
        for pick in picks:
            yield from _aside(document, sentence, block, (a, pick.start))
            found = picked(
                document.low, sentence, (pick.start, pick.end), pick.said, denied=pick.denied
            )
            yield _Read(sentence, block, found=[found])
            a = pick.end
        if picks:
            yield from _aside(document, sentence, block, (a, b))
        elif stance := _stance(document, sentence):
            yield from _aside(document, sentence, block, (a, stance.start))
            numbers = [stance.stated] if stance.stated else numbers_in(document, sentence, block)
            held = avowal(document, sentence, (stance.start, stance.end), numbers)
            yield _Read(sentence, block, found=[replace(held, said=stance.said)])
            yield from _aside(document, sentence, block, (stance.end, b))
        else:
            yield _Read(sentence, block)


def _stance(document: Document, sentence: Sentence) -> Stance | None:
    """What a sentence without a number of its own holds to be coming."""
    apart = sentence.number or sentence.figure or sentence.head
    return None if apart else stance_in(document, *sentence.span, sentence.seen)


_JOINT = regex(r"[\s,;:(-]+(?:(?:so|and|but|though|because|since|then|that|therefore)[\s,]*)?$")
_LEAST_ASIDE = 24  # characters that may claim something


def _aside(document: Document, sentence: Sentence, block: Block, span: Span) -> Iterator[_Read]:
    """What the part of a sentence beside a pick claims; a condition claims nothing."""
    joint = _JOINT.search(document.low, *span)
    span = (span[0], joint.start() if joint else span[1])
    if span[1] - span[0] >= _LEAST_ASIDE and not SUPPOSES.match(document.low, *span):
        rest = replace(sentence, span=span, windows=document.windows(*span))
        yield _Read(rest, block, aside=True)


def _call(document: Document, call: Call) -> Proposal:
    """What a line says of who wins."""
    sentence = Sentence(call.span, call.block, seen=document.glance(*call.span))
    sentence.windows = document.windows(*call.span)
    return picked(document.low, sentence, call.span, call.said, denied=call.denied)


# "Claim: ...", "Prediction 3: ..."
_CLAIM_LABEL = regex(
    r"[\s*_(\[>-]{0,8}(?:(?:my|the|our|bold|key|main|core) )?(?:claim|prediction"
    r"|forecast)(?: (?:no\.? ?)?#?\d{1,3})?[*_ ]{0,3}:[\s*_]*(?=\w)"
)


# "**2031-05-06**: ..." in a log of predictions: when it was made.
_DAY_LABEL = regex(r"[\s*_(\[>-]{0,8}(?P<day>\d{4}-\d\d-\d\d)[*_)\] ]{0,4}:[\s*_]*(?=\w)")


def _past_label(document: Document, sentence: Sentence) -> int:
    """Where a claim begins behind what it is called, or the day on which it was made."""
    a, b = sentence.span
    if label := _CLAIM_LABEL.match(document.low, a, b):
        return label.end()
    made, day = _DAY_LABEL.match(document.low, a, b), document.published
    if made is None:
        return a
    is_over = day is not None and made["day"] <= day.isoformat()
    due = any(w.start >= made.end() and w.deadline for w in sentence.windows)
    return made.end() if is_over or due else a


def _read_numbers(document: Document, read: _Read) -> None:
    """The record or label that a sentence begins with, and its numbers; a pick is found at once."""
    sentence, block = read.sentence, read.block
    if read.found:
        return
    if record := _record(document, sentence):
        read.record = record
        sentence = replace(sentence, span=(record.end, sentence.span[1]))
    a, b = sentence.span
    if is_pick(document, block, a, b):
        stated = numbers_in(document, sentence, block)
        only = stated[0] if len(stated) == 1 else None  # "Prediction: the mill closes (70%)"
        read.found = [bare(document, sentence, "pick", only)]
    elif (begin := _past_label(document, sentence)) > a:
        sentence = replace(sentence, span=(begin, b))
    read.sentence = sentence
    if read.found:
        return
    read.stated = numbers_in(document, sentence, block)


def _record(document: Document, sentence: Sentence) -> Proposal | None:
    """The record of a season with which a sentence begins: "Kern Rovers (58 - 24) - They'll win"."""
    ends = record_ends(document, *sentence.span)
    return (
        bare(document, replace(sentence, span=(sentence.span[0], ends)), "pick") if ends else None
    )


def _part(document: Document, read: _Read) -> None:
    """Where what is avowed begins, and the pieces of what a sentence may claim."""
    read.told = avowed(document.low, *read.sentence.span, read.sentence.seen)
    span, sentence = _claiming(read), read.sentence
    numbers = [(s.start, s.end) for s in read.stated]
    sourced = "[" in document.text[max(0, span[0] - 1) : span[0] + 1]
    read.pieces = parted(
        document.low, span, sentence.windows, numbers, sourced=sourced, seen=sentence.seen
    )


def _claiming(read: _Read) -> Span:
    """The sentence, or the end of it that is avowed."""
    return read.told or read.sentence.span[0], read.sentence.span[1]


def _claimed(document: Document, read: _Read) -> Iterator[Proposal]:
    """What a sentence avows, or what its clauses may claim."""
    sentence, stated, clauses = read.sentence, read.stated, read.clauses
    if read.told is not None and not any(clause.cues for clause in clauses):
        yield avowal(document, sentence, (read.told, sentence.span[1]), stated)
    else:
        yield from claimed(document, sentence, read.block, stated, clauses)
