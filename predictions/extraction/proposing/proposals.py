"""Proposals: every clause, item and cell that might be a forecast, before anything is decided."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from predictions.extraction.chances.answers import DENIED, answered_number
from predictions.extraction.chances.bands import band_over
from predictions.extraction.chances.believing import find_stated
from predictions.extraction.chances.betting import price_of
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
from predictions.extraction.chances.enumerated import enumerated
from predictions.extraction.chances.figures import Figure
from predictions.extraction.chances.lone import ONLY_NUMBER
from predictions.extraction.chances.numbers import PATTERN as NUMBER
from predictions.extraction.chances.numbers import Stated, value_of
from predictions.extraction.chances.verdicts import Tells, Verdict
from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.layout.normalise import past_mark
from predictions.extraction.proposing.avowals import avowed
from predictions.extraction.proposing.backers import backed_in
from predictions.extraction.proposing.calls import Call, calls_in
from predictions.extraction.proposing.clauses import Clause, Piece, clauses_of, parted
from predictions.extraction.proposing.gate import LEAST_WORDS, Sentence, announced, hopeful, listed
from predictions.extraction.proposing.named import line_over
from predictions.extraction.proposing.picks import is_pick, record_ends
from predictions.extraction.proposing.scenarios import in_scenario
from predictions.extraction.words import lexicon as lex
from predictions.extraction.words.glance import DIGIT, needs
from predictions.regexes import regex

Span = tuple[int, int]


@dataclass(slots=True)
class Proposal:
    """A span that might be a forecast."""

    start: int
    end: int
    clause: Clause
    sentence: Sentence
    form: str  # "prose", "bare" (without a cue), "listed" (a bare item), "avowed", "pick", "item" or "cell"
    stated: Stated | None = None
    author: str | None = None  # known from the form: a table's column
    claim: Span | None = None  # what its number is for, where that stands apart
    said: str | None = None  # its statement, where the form gives it
    over: tuple[Span, Verdict] | None = None  # what a line above says of it
    confidence: float = 0.0


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
    for each in read:
        _read_numbers(document, each)
    for each in read:
        each.found += () if each.found else _whole(document, each)
    claiming = [each for each in read if not each.found]
    for each in claiming:
        _part(document, each)
    for each in claiming:
        each.clauses = clauses_of(document.low, _claiming(each), each.pieces)
    for each in claiming:
        each.found += _of_clauses(document, each)
    calls = sorted(calls_in(document).found, key=lambda call: call.span, reverse=True)
    for each in read:
        while calls and calls[-1].span < each.sentence.span:
            yield _call(document, calls.pop())
        yield from _completed(document, each)
    yield from (_call(document, call) for call in reversed(calls))


def _completed(document: Document, read: _Read) -> Iterator[Proposal]:
    """What was found in a sentence, with what stands behind and above it."""
    if read.record:
        yield read.record
    for proposal in read.found:
        if read.aside and not proposal.clause.cues:
            continue
        if not proposal.said:
            _complete(document, read, proposal)
        yield proposal


def _readings(document: Document) -> Iterator[_Read]:
    """The sentences to be read; one that backs somebody is parted: "I think Kern wins, but I'll take Lund and the points"."""
    for sentence in hopeful(document):
        block, (a, b) = document.blocks[sentence.block], sentence.span
        picks = [] if sentence.number or sentence.figure else backed_in(document, a, b)
        for pick in picks:
            yield from _aside(document, sentence, block, (a, pick.start))
            found = _picked(sentence, (pick.start, pick.end), pick.said, denied=pick.denied)
            yield _Read(sentence, block, found=[found])
            a = pick.end
        if picks:
            yield from _aside(document, sentence, block, (a, b))
        else:
            yield _Read(sentence, block)


def _aside(document: Document, sentence: Sentence, block: Block, span: Span) -> Iterator[_Read]:
    """What the part of a sentence beside a pick claims; a condition claims nothing."""
    joint = _JOINT.search(document.low, *span)
    span = (span[0], joint.start() if joint else span[1])
    if span[1] - span[0] >= _LEAST_ASIDE and not _SUPPOSES.match(document.low, *span):
        rest = replace(sentence, span=span, windows=document.windows(*span))
        yield _Read(rest, block, aside=True)


def _call(document: Document, call: Call) -> Proposal:
    """What a line says of who wins."""
    sentence = Sentence(call.span, call.block, seen=document.glance(*call.span))
    sentence.windows = document.windows(*call.span)
    return _picked(sentence, call.span, call.said, denied=call.denied)


def _picked(sentence: Sentence, span: Span, said: str, *, denied: bool) -> Proposal:
    clause = Clause(*span, span, sentence.span, [])
    over = span, Verdict(Tells.FUTURE, None, denies=denied)
    return Proposal(*span, clause, sentence, "pick", said=said, over=over)


def _complete(document: Document, read: _Read, proposal: Proposal) -> None:
    """What stands behind a proposal and above it."""
    proposal.end = past_mark(document.text, _past_link(document.text, proposal.end))
    if interval := _INTERVAL_BEHIND.match(document.text, proposal.end):
        proposal.end = interval.end()
    if proposal.stated is None and (read.sentence.before is None or read.block.by_line):
        proposal.over = line_over(document, read.block)
    if proposal.stated is None and (price := price_of(document, proposal.start, proposal.end)):
        proposal.stated, proposal.end = price, max(proposal.end, price.end)


def _record(document: Document, sentence: Sentence) -> Proposal | None:
    """The record of a season with which a sentence begins: "Kern Rovers (58 - 24) - They'll win"."""
    ends = record_ends(document, *sentence.span)
    return (
        _bare(document, replace(sentence, span=(sentence.span[0], ends)), "pick") if ends else None
    )


# "a median of 62% (10th: 40%, 90th: 85%)", "in 2036 (80% CI: 2033-2041)": how far it may be off.
_INTERVAL_BEHIND = regex(
    r"[%*_]{0,3} ?[(\[](?:\d{1,2}(?:th|st|nd|rd)\b|p\d\d\b|\d{1,2} ?% (?:CI|ci|confidence|credible|interval)|range:? |IQR)[^()\n]{2,80}[)\]]"
)


def _past_link(text: str, end: int) -> int:
    """A claim that ends within the words of a link ends with the link."""
    if text.startswith("](", end):
        stop = text.find(")", end, end + 600)
        return stop + 1 if stop > 0 else end
    return end + 2 if text.startswith("]]", end) else end


def _read_numbers(document: Document, read: _Read) -> None:
    """The record or label that a sentence begins with, and its numbers; a pick is found at once."""
    sentence, block, low = read.sentence, read.block, document.low
    if read.found:
        return
    if record := _record(document, sentence):
        read.record = record
        sentence = replace(sentence, span=(record.end, sentence.span[1]))
    a, b = sentence.span
    if is_pick(document, block, a, b):
        read.found = [_bare(document, sentence, "pick")]
    elif label := _CLAIM_LABEL.match(low, a, b):
        a = label.end()
        sentence = replace(sentence, span=(a, b))
    read.sentence = sentence
    if read.found:
        return
    if sentence.seen & DIGIT or (sentence.seen & _NUMBER_WORDS and _MAYBE_NUMBER.search(low, a, b)):
        short, head = _is_short(read), _headed(document, block, a, b)
        read.stated = find_stated(low, a, b, listed=short, headed=head)
    if read.stated and is_share_of_votes(low, a, b):
        read.stated = []


def _is_short(read: _Read) -> bool:
    a, b = read.sentence.span
    return read.block.kind is Kind.ITEM or b - a < 260


def _whole(document: Document, read: _Read) -> Iterator[Proposal]:
    """The sentence as one claim with its number, or as several."""
    short = _is_short(read)
    yield from _numbered(document, read.sentence, read.block, read.stated, short=short)


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


def _of_clauses(document: Document, read: _Read) -> Iterator[Proposal]:
    """What the clauses of a sentence may claim, or all of it where none does."""
    sentence, block, low = read.sentence, read.block, document.low
    stated, clauses, (a, b) = read.stated, read.clauses, sentence.span
    if read.told is not None and not any(clause.cues for clause in clauses):
        yield _avowal(document, sentence, (read.told, b), stated)
        return
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


_JOINT = regex(r"[\s,;:(-]+(?:(?:so|and|but|though|because|since|then|that|therefore)[\s,]*)?$")
_LEAST_ASIDE = 24  # characters that may claim something


# "If Kern resigns: Lund takes over (20 %), Roe takes over (40 %)": on which each of them hangs.
_SUPPOSES = regex(r"\W*(?:if|unless|assuming|provided|conditional on|in case|given that)\b")


def _numbered(
    document: Document, sentence: Sentence, block: Block, stated: list[Stated], *, short: bool
) -> Iterator[Proposal]:
    """The sentence as one claim with its number, or as several of a series."""
    low, (a, b) = document.low, sentence.span
    told = announced(document, block)
    if series := (told and series_of_claims(low, a, b)) or enumerated(
        document, stated, a, b, announced=told
    ):
        supposes = _SUPPOSES.match(low, a, b)
        for start, end, each in series:
            piece = _item(document, replace(sentence, span=(start, end)), each)
            piece.sentence = sentence if supposes else piece.sentence
            yield piece
    elif number := _of_the_whole(document, sentence, block, stated, short=short):
        yield _item(document, sentence, number)


def _avowal(document: Document, sentence: Sentence, span: Span, stated: list[Stated]) -> Proposal:
    """What is avowed without a word of the future: "Here's my prediction: a draw"."""
    start, end = span[0], len(document.copy[: span[1]].rstrip(" .!*_"))
    clause = Clause(start, end, (start, end), sentence.span, [])
    return Proposal(start, end, clause, sentence, "avowed", next(iter(stated), None))


def _once_more(low: str, clause: Clause, before: Stated) -> Stated | None:
    """The number of a claim that shares the words of the one before: "30% in 2026 and 45% in 2027"."""
    match = NUMBER.search(low, max(clause.start, before.end), clause.end)
    return value_of(match) if match else None


# "2028: the first lift to orbit", "Q3 2031 - ...", "By 2040: ...".
_DATE_IN_FRONT = regex(
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
            yield _item(document, replace(sentence, span=(start, end)), number)
    elif stated and (claim := BEFORE_ITS_NUMBER.match(low, a, b)):
        yield _item(document, replace(sentence, span=claim.span()), stated[0])
    elif b - a < _LONGEST_BARE and (sentence.head or announced(document, block)):
        told = in_scenario(document, sentence.block, a)
        form = "listed" if told or listed(document, block) else "bare"
        if form == "listed" or (sentence.before is None and b - a <= _LONGEST_BARE // 2):
            if remark := _REMARK_BEHIND.search(low, a + LEAST_WORDS, b):
                sentence = replace(sentence, span=(a, remark.start()))
            yield _bare(document, sentence, form, stated[0] if len(stated) == 1 else None)


# "Claim: ...", "Prediction 3: ..."
_CLAIM_LABEL = regex(
    r"[\s*_(\[>-]{0,8}(?:(?:my|the|our|bold|key|main|core) )?(?:claim|prediction|forecast)(?: (?:no\.? ?)?#?\d{1,3})?[*_ ]{0,3}:[\s*_]*(?=\w)"
)
_GOES_ON_WITH = regex(r",? (?:but|and|though|although|while|yet)\b")
_LEAST_HEAD = 16
_LEAST_CLAIM = 24  # characters of a claim and its number without "I think that"


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


def _bare(
    document: Document, sentence: Sentence, form: str, stated: Stated | None = None
) -> Proposal:
    """The whole sentence, which has no cue of the future, without markup behind it."""
    start, end = sentence.span
    if document.copy.endswith((_MARKED_UP, f"{_MARKED_UP}."), start, end):
        end = start + len(document.copy[start:end].rstrip(" ."))
    clause = Clause(start, end, sentence.span, sentence.span, [])
    return Proposal(start, end, clause, sentence, form, stated)


_MARKED_UP = " " * 12


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
    if answered := answered_number(document.low, a, b):
        return answered
    column = sentence.figure
    if not stated:
        return sentence.number or (column.stated if column else _band(document, sentence, block))
    if column and (
        column.kind != "percent" or len(stated) == 1 or _holds(document.low, column, stated)
    ):
        return column.stated
    return listed_number(document.low, stated, a, b) if short else None


# "75% -> 80%", "80% (was 75%)", "80% (range 70% to 90%)"
_BEFORE_IT = regex(
    r"[\W\d]*(?:(?:was|from|up|down|previously|formerly|about|around|roughly)\b\W*)?"
)


def _holds(low: str, column: Figure, stated: list[Stated]) -> bool:
    """True where one of two numbers of a sentence is that of its column, and the other the one before; else they may be of two claims."""
    if len(stated) != _TWO or _BEFORE_IT.fullmatch(low, stated[0].end, stated[1].start) is None:
        return False
    return any(column.stated.start <= number.start < column.stated.end for number in stated)


_TWO = 2


def _band(document: Document, sentence: Sentence, block: Block) -> Stated | None:
    """The number over an item; what stands behind its first sentence and does not look ahead is a remark."""
    a, b = sentence.span
    remark = (
        sentence.before is not None
        and block.kind is Kind.ITEM
        and not any(at <= a for at in block.breaks)
        and not any(kind in lex.STRONG for kind, _, _ in lex.cues_in(document.low, a, b))
    )
    return None if remark else band_over(document, block)


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


_MAYBE_NUMBER = regex(
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
    denied = "?" in low[a:b] and DENIED.search(low, a, b) is not None
    if stated.start > a + LEAST_WORDS and not denied and GRADED.match(low, stated.end, b):
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
    claim = None
    if sentence.figure and sentence.figure.stated is stated:
        claim = (max(a, sentence.figure.claim[0]), min(b, sentence.figure.claim[1]))
    return Proposal(a, b, clause, sentence, "item", stated, claim=claim)
