"""Clauses: the smallest pieces of a sentence that state something on their own.

A sentence is cut between two predicates that look ahead ("A will grow, and B may fall") at the
safest joint between them, around brackets that hold a claim, and after "X says that". A sentence
with one such predicate stays whole but for what introduces it.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from predictions.extraction.proposing.holding import Cue, set_between
from predictions.extraction.proposing.joints import Joints
from predictions.extraction.proposing.trimming import trim
from predictions.extraction.words import lexicon as lex
from predictions.extraction.words.glance import EVERYTHING, needs
from predictions.regexes import regex
from predictions.windows import Window

Span = tuple[int, int]


@dataclass(slots=True)
class Clause:
    """A piece of a sentence; offsets are those of the document."""

    start: int
    end: int
    outer: Span  # with what introduces it: attribution, opinion, hedge
    sentence: Span
    cues: list[Cue]
    nested: bool = False  # in brackets within a longer sentence
    first: bool = True  # the first clause of its sentence
    rides: bool = False  # shares the subject of the clause before: stands or falls with it


@dataclass(slots=True)
class Piece:
    """Part of a sentence before it is trimmed; offsets are those of the sentence."""

    work: str
    start: int
    end: int
    cues: list[Cue]
    sentence: Span
    seen: int
    nested: bool = False
    timed: tuple[Span, ...] = ()  # the times in the sentence

    def clauses(self) -> Iterator[Clause]:
        """Its claim, or the claims of verbs that share one relative pronoun."""
        base = self.sentence[0]
        start, end = trim(self.work, self.start, self.end, self.cues, self.seen)
        if end - start < 4:
            return
        cues = [(kind, x + base, y + base) for kind, x, y in self.cues]
        outer = (self.start + base, self.end + base)
        shared = _series(self.work, start, end, self.timed)
        if len(shared) == 1 and self.seen & _RELATIVE:
            shared = _shared(self.work, start, end)
        for number, (x, y) in enumerate(shared):
            first = number == 0 and self.start == 0
            yield Clause(
                x + base, y + base, outer, self.sentence, cues,
                nested=self.nested, first=first, rides=number > 0,
            )  # fmt: skip


_BRACKET = regex(r"\(([^()\n]{0,600}(?:\n[^()\n]{0,300}){0,3})\)")
_ASIDE = ("which ", "who ", "that ", "see ", "e.g", "i.e")
# "a mill which can be moved": no predicate of the sentence's own.
_SUBORDINATE = regex(r"[^,\u2014-](?<!\band)(?<!\bbut)(?<!\bor)(?<!\bso) (?:which|that|who) $")
# A link at the head of a line names the source of what follows ("[2024-10](...) ...").
_SOURCE = regex(r"[^\s](?:[^\n]{0,80}?[^\s])?[ \n]{9,}[:,\u2014-]?\s*(?=[\w\"'$])")
_APPENDED = regex(
    r"\((?:as well as|and|and also|but also|plus) (?:\w+ly )?(\w{3,}s) [^()]{5,300}\)"
)
_RELATIVE_VERB = regex(
    r"[twi](?<!\w\w)(?:(?<=t)hat|(?<=w)h(?:ich|o)|(?<=i)t) (?:\w+ly )?(\w{3,}s)\b"
)
_RELATIVE = needs("that which who it")
_NEXT_VERB = regex(
    r",? (?:and|or|but also|as well as) (?:also |then |\w+ly )?(\w{3,}s) (?=[\w$\"'])"
)


def cut(low: str, sentence: Span, windows: list[Window]) -> list[Clause]:
    """The clauses of a sentence that hold a cue of the future or a window."""
    return clauses_of(low, sentence, parted(low, sentence, windows))


def parted(
    low: str,
    sentence: Span,
    windows: list[Window],
    numbers: list[Span] | None = None,
    *,
    sourced: bool = False,
    seen: int = EVERYTHING,
) -> list[Piece]:
    """The pieces of a sentence that hold a cue of the future or a window.

    `numbers` are the stated probabilities in the sentence; `sourced` says that the sentence begins
    with a link, which may only name its source; `seen` is what a glance saw in it.
    """
    start, end = sentence
    work = low[start:end]
    if sourced and (match := _SOURCE.match(work)):
        work = " " * match.end() + work[match.end() :]
    timed = [(w.start - start, w.end - start) for w in windows if start <= w.start <= w.end <= end]
    pieces: list[Piece] = []
    if "(" in work:
        pieces += _brackets(work, sentence, timed, seen)
        work = _BRACKET.sub(_blank, work)
    stated = [(a - start, b - start) for a, b in numbers or ()]
    pieces += _pieces(work, sentence, timed, stated, seen)
    return pieces


def clauses_of(low: str, sentence: Span, pieces: list[Piece]) -> list[Clause]:
    """The clauses that the pieces of a sentence hold, in their order."""
    clauses = [clause for piece in pieces for clause in piece.clauses()]
    if clauses and low.find("(", *sentence) >= 0:
        clauses += _appended(low, sentence)
    clauses.sort(key=lambda clause: clause.start)
    return clauses


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _pieces(
    work: str, sentence: Span, timed: list[Span], numbers: list[Span], seen: int
) -> Iterator[Piece]:
    """The sentence cut at its joints; pieces without cue or window are left out."""
    cues = lex.cues_in(work)
    if not cues and not timed:
        return
    for a, b in itertools.pairwise([0, *_cuts(work, cues, timed, numbers), len(work)]):
        mine = [cue for cue in cues if a <= cue[1] < b]
        if mine or any(a <= window[0] < b for window in timed):
            inside = tuple(window for window in timed if a <= window[0] and window[1] <= b)
            yield Piece(work, a, b, mine, sentence, seen, timed=inside)


def _cuts(work: str, cues: list[Cue], timed: list[Span], numbers: list[Span]) -> list[int]:
    """Where to cut: at hard joints, and at the safest joint between two predicates."""
    between = set_between(work, cues)
    joints = Joints(work, between)
    if not joints.all:
        return []
    predicates = [
        cue
        for cue in cues
        if cue[0] in lex.CUTTING and not _is_subordinate(work, cue) and cue not in between
    ]
    cuts = {
        *joints.hard(timed),
        *joints.before_views(),
        *joints.before_likelihoods(timed),
        *joints.before_attendants(),
        *joints.before_sayings(cues),
    }
    if len(predicates) > 1:
        cuts.update(joints.between_predicates(predicates))
    if len(numbers) > 1:
        cuts.update(joints.between_numbers(numbers))
    if len(timed) > 1:
        cuts.update(joints.between_windows(timed))
    if predicates:
        cuts.add(joints.opening(predicates[0]) or 0)
        cuts.add(joints.trailing(predicates[-1], timed) or 0)
    within = [*_once_more(work, 0, timed)] if len(timed) > 1 else ()
    return sorted(
        cut for cut in cuts if 0 < cut < len(work) and not any(a <= cut <= b for a, b in within)
    )


def _is_subordinate(work: str, cue: Cue) -> bool:
    """True for the predicate of "a mill which can be moved"."""
    at = cue[1]
    relative = work.endswith(_RELATIVES, 0, at)
    return relative and _SUBORDINATE.search(work, max(0, at - _LONGEST_RELATIVE), at) is not None


_RELATIVES = (" which ", " that ", " who ")
_LONGEST_RELATIVE = 8  # characters, with the one before


def _brackets(work: str, sentence: Span, timed: list[Span], seen: int) -> Iterator[Piece]:
    """Claims in brackets are clauses of their own; the sentence reads on over them."""
    for match in _BRACKET.finditer(work):
        a, b = match.span(1)
        if b - a < 15 or work.startswith(_ASIDE, a) or _only_a_time(work, (a, b), timed):
            continue
        cues = lex.cues_in(work, a, b)
        dated = any(a <= window[0] and window[1] <= b for window in timed)
        if dated or any(cue[0] in lex.STRONG for cue in cues):
            yield Piece(work, a, b, cues, sentence, seen, nested=True)


# "It will reopen (possibly within a few years)": when, and no claim besides.
_UP_TO_A_TIME = regex(
    r"(?:(?:possibly|probably|perhaps|maybe|likely|hopefully|ideally|presumably),? )?(?:(?:by"
    r"|in|on|at|within|after|before|around|until) )?(?:(?:the )?(?:eod|end of (?:the )?day"
    r"|close) (?:on |of )?)?"
)


def _only_a_time(work: str, inside: Span, timed: list[Span]) -> bool:
    a, b = inside
    return any(
        a <= start and end == b and _UP_TO_A_TIME.fullmatch(work, a, start) for start, end in timed
    )


def _appended(low: str, sentence: Span) -> Iterator[Clause]:
    """A verb in brackets that shares the subject before them: "(as well as raises B)"."""
    for match in _APPENDED.finditer(low, *sentence):
        if lex.is_verb(match[1]):
            outer = (match.start() + 1, match.end() - 1)
            yield Clause(
                match.start(1), outer[1], outer, sentence, [], nested=True, first=False, rides=True
            )


# "3.4% in 2016 and 3.6% in 2017": an amount and its time, once more.
_AMOUNT = regex(r"[$\u00a3\u20ac]?\d[\d.,]*(?:[kmbt]n?\b)?(?: ?%|[ -][\w$%]+){0,4} ?")
_ONCE_MORE = regex(
    rf"(?:\[\d+\])?(?:,? (?:and|but|or|then|before)(?: then)? "
    rf"|, )(?P<claim>(?:(?:\w+ing )?(?:up |down |back |again |further )*(?:to|at|by|of) "
    rf"|(?:in )?both |(?:an? )?(?:around|about|roughly|estimated|only|just|almost|nearly|over"
    rf"|under) )*{_AMOUNT.pattern})"
)


def _series(work: str, start: int, end: int, timed: Sequence[Span]) -> list[Span]:
    """Part "will grow 3% in 2026 and 4% in 2027" into its amounts, each with its time."""
    pieces, at = [], start
    for left, right in _once_more(work, start, timed):
        pieces.append((at, left))
        at = right
    return [*pieces, (at, end)]


def _once_more(work: str, start: int, timed: Sequence[Span]) -> Iterator[Span]:
    """From the end of an amount with its time to the amount that follows with the next."""
    at = start
    for (a, left), (right, _) in itertools.pairwise(timed):
        more = _ONCE_MORE.fullmatch(work, left, right)
        if more and start <= a and _ends_in_amount(work, max(at, a - 40), a):
            at = more.start("claim")
            yield left, at


def _ends_in_amount(work: str, start: int, end: int) -> bool:
    return any(match.end() == end for match in _AMOUNT.finditer(work, start, end))


def _shared(work: str, start: int, end: int) -> list[Span]:
    """Part "something that raises A and secures B" into its verbs."""
    head = next((m for m in _RELATIVE_VERB.finditer(work, start, end) if lex.is_verb(m[1])), None)
    if head is None:
        return [(start, end)]
    pieces, at = [], start
    for match in _NEXT_VERB.finditer(work, head.end(), end):
        if lex.is_verb(match[1]) and match.start() - head.end() > 4:
            pieces.append((at, match.start()))
            at = match.start(1)
    return [*pieces, (at, end)]
