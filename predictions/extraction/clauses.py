"""Clauses: the smallest pieces of a sentence that state something on their own.

A sentence is cut between two predicates that look ahead ("A will grow, and B may fall") at the
safest joint between them, around brackets that hold a claim, and after "X says that". A sentence
with one such predicate stays whole but for what introduces it.
"""

import re
from dataclasses import dataclass

from predictions.extraction import lexicon as lex
from predictions.windows import Window

Span = tuple[int, int]


@dataclass(slots=True)
class Clause:
    """A piece of a sentence; offsets are those of the document."""

    start: int
    end: int
    outer: Span  # with what introduces it: attribution, opinion, hedge
    sentence: Span
    cues: list[tuple[str, int, int]]
    nested: bool = False  # in brackets within a longer sentence
    condition: Span | None = None
    first: bool = True  # the first clause of its sentence
    rides: bool = False  # shares the subject of the clause before: stands or falls with it


_BRACKET = re.compile(r"\(([^()\n]{0,600}(?:\n[^()\n]{0,300}){0,3})\)")
_TRAILING = re.compile(
    rf"(?:[,\u2014]\"? |\",? |, )(?:(?:he|she|they|it|[a-z.' -]{{2,60}}?) (?:also |later |recently )?{lex.SAYING}(?: (?:on|in|at|to|last|this|yesterday|today)\b[^,;]{{0,40}})?"
    rf"|{lex.SAYING} (?:the |an? )?[a-z.' -]{{2,60}}(?:, [^.]{{2,60}})?)[.!]?$"
    r"|,? (?:according to [^.;]{2,90}|as (?:i|we) (?:said|argued|wrote)[^.;]{0,40}|in (?:my|our) (?:view|opinion|judgement|judgment|book|estimation|mind)"
    r"|(?<=, )(?:i|we) (?:think|believe|suspect|guess|reckon|expect|predict|bet|imagine|hope|say))[.!]?$"
)
# A link at the head of a line names the source of what follows ("[2024-10](...) ...").
_SOURCE = re.compile(r"[^\s](?:[^\n]{0,80}?[^\s])?[ \n]{9,}[:,\u2014-]?\s*(?=[\w\"'$])")
_EDGE = " \t\n,;:.\u2014-\"'!*_|>"
_NOT_VERB_BEFORE = re.compile(
    r"\b(?:the|a|an|of|in|for|his|her|its|their|our|my|your|this|that|these|those|more|no|any|some)$"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|isn't|aren't|hasn't|'s|'re|'ve|\w{2,}(?:ed|es)|\w{3,}[^su\W]s)\b"
)
_ATTRIBUTED = re.compile(
    rf"(?:[^,;:\n]{{0,90}}?)\b(?:{lex.SAYING})(?: (?:in|at|on|to) [^,;]{{1,50}})?[,:]? +(?=\"|[\w'$]+(?: [\w'$-]+){{0,7}} (?:will|won't|would|could|may|might|should|is going|are going|is likely|are likely|can)\b)"
)
_COORDINATED = re.compile(
    r"(?:,? \b(?:and|as well as|or)\b|,)(?= (?:\w+ly )?(\w{3,}s) (?:the|a|an|its|their|our|his|her|\w+ing\b|\w+s?\b))"
)


def cut(
    low: str,
    sentence: Span,
    windows: list[Window],
    numbers: list[Span] | None = None,
    *,
    sourced: bool = False,
) -> list[Clause]:
    """The clauses of a sentence that hold a cue of the future or a window."""
    start, end = sentence
    work = low[start:end]
    if sourced and (match := _SOURCE.match(work)):
        work = " " * match.end() + work[match.end() :]
    clauses: list[Clause] = []
    if "(" in work:
        work, nested = _open_brackets(work, start, sentence, windows)
        clauses += nested
    cues = lex.cues_in(work)
    inside = [
        (w.start - start, w.end - start) for w in windows if start <= w.start and w.end <= end
    ]
    cuts = [
        0,
        *_cuts(work, [c for c in cues if c[0] in lex.CUTTING], inside, numbers, start),
        len(work),
    ]
    for a, b in zip(cuts, cuts[1:], strict=False):
        mine = [c for c in cues if a <= c[1] < b]
        if mine or any(a <= w[0] < b for w in inside):
            clauses += _finish(work, a, b, mine, start, sentence)
    if "(" in low[start:end] and clauses:
        clauses += _appended(low, start, end, sentence)
    clauses.sort(key=lambda c: c.start)
    return clauses


def _open_brackets(
    work: str, start: int, sentence: Span, windows: list[Window]
) -> tuple[str, list[Clause]]:
    """Take claims in brackets out as clauses of their own; the rest reads on over them."""
    clauses: list[Clause] = []
    for match in _BRACKET.finditer(work):
        a, b = match.span(1)
        cues = lex.cues_in(work, a, b)
        timed = any(a + start <= w.start and w.end <= b + start for w in windows)
        if work.startswith(("which ", "who ", "that ", "see ", "e.g", "i.e"), a):
            continue
        if b - a >= 15 and (timed or any(c[0] in lex.STRONG for c in cues)):
            clauses += _finish(work, a, b, cues, start, sentence, nested=True)
    return _BRACKET.sub(lambda m: " " * len(m[0]), work), clauses


_APPENDED = re.compile(
    r"\((?:as well as|and|and also|but also|plus) (?:\w+ly )?(\w{3,}s) [^()]{5,300}\)"
)


def _appended(low: str, start: int, end: int, sentence: Span) -> list[Clause]:
    """A verb in brackets that shares the subject before them: "(as well as raises B)"."""
    return [
        Clause(
            m.start(1),
            m.end() - 1,
            (m.start() + 1, m.end() - 1),
            sentence,
            [],
            nested=True,
            first=False,
            rides=True,
        )
        for m in _APPENDED.finditer(low, start, end)
        if lex.is_verb(m[1])
    ]


def _cuts(
    work: str,
    strong: list[tuple[str, int, int]],
    windows: list[Span],
    numbers: list[Span] | None,
    base: int,
) -> list[int]:
    """Where to cut: at hard joints, and at the safest joint between two predicates."""
    joints = [(m.start(), m.lastgroup or "", m.end()) for m in lex.BOUNDARY.finditer(work)]
    cuts: set[int] = set()
    for at, kind, end in joints:
        if kind == "hard" and not work[end:].lstrip()[:1].isdigit():
            cuts.add(at)
    for left, right in zip(strong, strong[1:], strict=False):
        if left[0] == "opinion":  # "I think that A and B will": the opinion leads into its claim
            continue
        if best := _best(work, [j for j in joints if left[2] <= j[0] and j[2] <= right[1]]):
            cuts.add(best)
    for (_, left), (right, _) in zip(numbers or (), (numbers or ())[1:], strict=False):
        if best := _between(work, joints, left - base, right - base):
            cuts.add(best)
    if strong and (first := _opening(work, joints, strong[0])):
        cuts.add(first)
    if strong and (last := _trailing(work, joints, strong[-1], windows)):
        cuts.add(last)
    cuts |= _closing(work, joints, strong, windows)
    return sorted(c for c in cuts if 0 < c < len(work))


_RANK_CONJ = re.compile(
    r",? \b(?:but|while|whereas|whilst|although|though|so|yet|because|since|even if|even though)\b"
)


def _between(work: str, joints: list[tuple[int, str, int]], left: int, right: int) -> int | None:
    """The first joint between two stated probabilities; a range or a pair has none."""
    return next((at for at, _, end in joints if left <= at and end <= right), None)


def _trailing(
    work: str, joints: list[tuple[int, str, int]], last: tuple[str, int, int], windows: list[Span]
) -> int | None:
    """Cut off a contrast or a reason after the last predicate, unless a window stands in it."""
    for at, kind, end in joints:
        if kind == "conj" and at > last[2] + 10 and work[at] == "," and _RANK_CONJ.match(work, at):
            if len(work) - end > 20 and not any(w[0] >= at for w in windows):
                return at
    return None


_ADVERB = re.compile(
    r" (?:probably|perhaps|maybe|possibly|eventually|then|ultimately|definitely|certainly)\b"
)


def _best(work: str, joints: list[tuple[int, str, int]]) -> int | None:
    """The safest of the joints between two predicates, or None where there is none."""
    best, best_rank = None, 0
    conditional = (
        lex.CONDITION.match(
            work[:40]
            .lstrip(" \n\"'-")
            .removeprefix("but ")
            .removeprefix("and ")
            .removeprefix("so ")
        )
        is not None
    )
    for at, kind, end in joints:
        if conditional and kind == "comma" and work.find(",") == at:
            continue  # "if A will ..., B will ...": the condition stays with its claim
        subject = lex.SUBJECT.match(work, end) is not None
        comma = work[at] == ","
        rank = {"hard": 9, "rel": 6}.get(kind, 0)
        if kind == "conj":
            rank = 3 + 2 * comma + 3 * subject + (_RANK_CONJ.match(work, at) is not None)
        elif kind == "comma" and lex.OPINION.match(work, end + 1):
            rank = 8
        elif kind == "comma" and (subject or _ADVERB.match(work, end)):
            rank = 5 if not subject else 6
        if rank >= best_rank and rank:
            best, best_rank = at, rank
    return best


def _opening(
    work: str, joints: list[tuple[int, str, int]], first: tuple[str, int, int]
) -> int | None:
    """Cut off a statement of fact before the first predicate: "Growth has slowed, but it will ..."."""
    for at, kind, end in reversed(joints):
        if end > first[1] or kind == "comma" or at < 15:
            continue
        if kind == "rel" and work.startswith(", where", at):
            return at
        safe = (work[at] == "," and _RANK_CONJ.match(work, at)) or lex.SUBJECT.match(work, end)
        if (
            kind == "conj"
            and safe
            and _FINITE.search(work, 0, at)
            and not lex.CONDITION.match(work.lstrip())
        ):
            return at
    return None


def _closing(
    work: str,
    joints: list[tuple[int, str, int]],
    strong: list[tuple[str, int, int]],
    windows: list[Span],
) -> set[int]:
    """Cut between two windows, where a contrast or a reason of its own stands between them."""
    cuts: set[int] = set()
    for left, right in zip(windows, windows[1:], strict=False):
        for at, kind, end in joints:
            between = left[1] <= at and end <= right[0]
            if (
                between
                and kind == "conj"
                and (_RANK_CONJ.match(work, at) or lex.SUBJECT.match(work, end))
            ):
                cuts.add(at)
                break
    return cuts


def _finish(
    work: str,
    a: int,
    b: int,
    cues: list[tuple[str, int, int]],
    base: int,
    sentence: Span,
    *,
    nested: bool = False,
) -> list[Clause]:
    """Trim a piece to its claim, and part verbs that share one relative pronoun."""
    outer = (a + base, b + base)
    start, end = trim(work, a, b, cues)
    if end - start < 4:
        return []
    pieces = _shared(work, start, end)
    shifted = [(kind, x + base, y + base) for kind, x, y in cues]
    return [
        Clause(
            x + base,
            y + base,
            outer,
            sentence,
            shifted,
            nested=nested,
            first=i == 0 and a == 0,
            rides=i > 0,
        )
        for i, (x, y) in enumerate(pieces)
    ]


def trim(work: str, a: int, b: int, cues: list[tuple[str, int, int]]) -> Span:
    """Cut what introduces a claim and what trails it: conjunctions, opinions, who said it."""
    start, end = a, b
    while start < end and work[start] in _EDGE:
        start += 1
    if match := lex.LEADING.match(work, start, end):
        start = match.end()
    if work.startswith("that ", start):
        start += 5
    last = max((c[1] for c in cues if c[0] in lex.STRONG), default=0) or max(
        (c[1] for c in cues), default=0
    )
    for pattern in (lex.OPINION, _ATTRIBUTED):
        if (
            (match := pattern.match(work, start, end))
            and (match.end() <= max(last, start + 1) or work.startswith('"', match.end()))
            and end - match.end() >= 12
            and not work.startswith("to ", match.end())
        ):
            start = match.end()
    if work.startswith("that ", start):
        start += 5
    said = None
    if " that" in work[start:end]:
        said = next(
            (m for m in lex.THAT.finditer(work, start, end) if m.end() <= last or last == 0), None
        )
    if said and end - said.end() >= 12:
        start = said.end()
    if match := _TRAILING.search(work, max(start, end - 180), end):
        if match.start() - start >= 12:
            end = match.start()
    while start < end and work[start] in _EDGE:
        start += 1
    while end > start and work[end - 1] in _EDGE:
        end -= 1
    return start, end


_RELATIVE_VERB = re.compile(r"\b(?:that|which|who|it) (?:\w+ly )?(\w{3,}s)\b")
_NEXT_VERB = re.compile(
    r",? (?:and|or|but also|as well as) (?:also |then |\w+ly )?(\w{3,}s) (?=[\w$\"'])"
)


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
