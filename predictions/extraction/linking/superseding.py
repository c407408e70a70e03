"""Forecasts that a document takes back: linked to the later one that stands in their place.

Both stay: what somebody once gave is part of the record. The later one names the span of the earlier.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from predictions.candidate import Basis, Candidate, Polarity
from predictions.claims import claim_of, gist
from predictions.extraction.layout.document import Document
from predictions.extraction.words import lexicon as lex
from predictions.regexes import regex

# What introduces the number that counts from now on, and what gives the one that counted before.
_NOW = regex(
    r"\b(?:now(?:adays)?|today|currently|update[ds]?|edit(?:ed)?|correction|corrected"
    r"|revis(?:ed|ing|e)|instead|changed my mind|no longer|lowered|raised|down (?:from|to)"
    r"|up (?:from|to)|these days|since then)\b"
)
_ONCE = regex(
    r"\b(?:used to|previously|formerly|originally|initially|at first|back then"
    r"|last (?:year|month|week|time)|once (?:said|thought|gave|put)|earlier|before|ago|was at"
    r"|were at|(?:i|we) (?:said|gave|put|thought|had|wrote|estimated)"
    r"|in (?:19|20)\d\d,? (?:i|we))\b"
)
_LOOK = 140  # characters before a claim in which such words may stand
_NEXT = 400  # characters between a forecast and the bare number that takes its place


def link(document: Document, found: list[Candidate]) -> list[Candidate]:
    """The candidates in order, those that replace an earlier one linked to it."""
    linked: list[Candidate] = []
    earlier = _Earlier(linked)
    for candidate in _with_moves(document, found):
        now = _ellipsis(document, linked, candidate) or _restated(document, earlier, candidate)
        linked.append(now or candidate)
    return linked


class _Earlier:
    """The candidates so far by the gist of their claims, filed only when somebody asks."""

    def __init__(self, linked: list[Candidate]) -> None:
        self._linked = linked
        self._filed = 0
        self._by_gist: defaultdict[object, list[Candidate]] = defaultdict(list)

    def like(self, one: Candidate) -> list[Candidate]:
        """The last few with the gist of this one, the latest first."""
        for candidate in self._linked[self._filed :]:
            self._by_gist[gist(candidate.statement)].append(candidate)
        self._filed = len(self._linked)
        return self._by_gist[gist(one.statement)][: -_MOST_APART - 1 : -1]


def _ellipsis(document: Document, before: list[Candidate], one: Candidate) -> Candidate | None:
    """The claim before once more, for a bare number: "I used to say 60 % that ...; now 40 %"."""
    if not before or not _is_bare(one.statement) or not _stated(one):
        return None
    last = before[-1]
    if one.start - last.end > _NEXT or one.author != last.author or not _stated(last):
        return None
    if not _replaces(document, last, one):
        return None
    own = one.deadline_from == "sentence" and not _is_past(document, one)
    if one.polarity is not last.polarity:  # the number is for the claim as it was worded before
        one = _turned(one)
    return replace(
        one,
        statement=last.statement,
        supersedes=(last.start, last.end),
        not_before=one.not_before if own else last.not_before,
        deadline=one.deadline if own else last.deadline,
        deadline_from=one.deadline_from if own or not last.deadline else "context",
        condition=one.condition or last.condition,
    )


def _is_past(document: Document, one: Candidate) -> bool:
    """True for a window that is only the "today" of "today I'd say"."""
    published = document.published
    return bool(published and one.deadline and one.deadline <= published)


def _turned(one: Candidate) -> Candidate:
    def off(value: float | None) -> float | None:
        return None if value is None else round(1 - value, 8)

    return replace(
        one,
        polarity=Polarity.NO if one.polarity is Polarity.YES else Polarity.YES,
        probability=off(one.probability),
        probability_low=off(one.probability_high),
        probability_high=off(one.probability_low),
    )


_MOVED = regex(
    r"(?:i|we)(?:'ve| have|'d| had)?(?: since| now| just| recently)? (?:lowered|raised|revised"
    r"|updated|changed|moved|cut|dropped|bumped)"
    r"(?: (?:it|that|this|my (?:estimate|number|odds|probability|forecast)))?(?: (?:down"
    r"|up))?(?: from \d{1,3} ?%)? to (?P<number>\d{1,3}(?:\.\d+)? ?%)"
)

_MOVES = ("lowered", "raised", "revised", "updated", "changed", "moved", "cut", "dropped", "bumped")


def _with_moves(document: Document, found: list[Candidate]) -> Iterator[Candidate]:
    """The candidates, and after one with a number "I've since lowered that to 40 %"."""
    moved: Candidate | None = None
    for index, one in enumerate(found):
        if moved is not None and one.start < moved.end:
            continue  # the same words, taken for a claim of their own
        yield one
        following = found[index + 1] if index + 1 < len(found) else None
        moved = _move_after(document, one, following)
        if moved is not None:
            yield moved


def _move_after(
    document: Document, one: Candidate, following: Candidate | None
) -> Candidate | None:
    near = min(len(document.text), one.end + _NEXT)
    behind = document.low[one.end : near]
    if not _stated(one) or "%" not in behind or not any(map(behind.__contains__, _MOVES)):
        return None
    match = _MOVED.search(document.low, one.end, near)
    if match is None or (following and following.end <= match.start()):
        return None  # another forecast stands between: "that" may be either
    return _moved(document, one, match)


def _moved(document: Document, one: Candidate, match: re.Match[str]) -> Candidate | None:
    value = round(float(match["number"].rstrip(" %")) / 100, 8)
    if value > 1:
        return None
    start, end = match.span()
    return replace(
        one,
        quote=document.text[start:end],
        start=start,
        end=end,
        statement="That",
        polarity=Polarity.YES,
        probability=value,
        probability_low=None,
        probability_high=None,
        basis=Basis.STATED,
        cue=document.text[slice(*match.span("number"))],
        deadline_from="context" if one.deadline else None,
        repeats=(),
        recorded=None,
    )


# The words around a bare number: "now I'd put it at", "update: down to", "lowered my estimate to".
_BARE = lex.words(
    """
    i we he she they i'd i'm i've we'd would have had has am is it it's that this my our the now today
    currently these days since then say said put puts give gave think estimate estimates odds number figure
    probability chance chances at to of for only just more like about around roughly maybe closer down up from
    lowered raised revised updated changed moved update edit correction instead down-weighted been be so and
    but a an in on
    """
)
_WORD = regex(r"[a-z][a-z'-]*")


def _is_bare(statement: str) -> bool:
    words = _WORD.finditer(statement.lower().replace("\u2019", "'"))
    return all(match[0] in _BARE for match in words)


_MOST_APART = 20  # different claims with one gist


def _restated(document: Document, earlier: _Earlier, one: Candidate) -> Candidate | None:
    """The same claim said once more with another number or another day, and words that say "now"."""
    rivals = [old for old in earlier.like(one) if _differs(old, one)]
    if not rivals or not _NOW.search(document.low, max(0, one.start - _LOOK), one.end):
        return None
    mine = claim_of(one)
    for old in rivals:
        if _replaces(document, old, one) and mine.says(claim_of(old)):
            return replace(one, supersedes=(old.start, old.end))
    return None


def _differs(old: Candidate, new: Candidate) -> bool:
    if old.author != new.author or old.end > new.start:
        return False
    moved = old.deadline != new.deadline and old.deadline is not None and new.deadline is not None
    turned = old.polarity is not new.polarity
    number = _stated(old) and _stated(new) and old.probability != new.probability
    return moved or turned or number


def _replaces(document: Document, old: Candidate, new: Candidate) -> bool:
    """True where the words say that the later one counts: "now" before it, "once" before the other."""
    gap = max(new.start - _LOOK, old.end)
    line = document.low.rfind("\n\n", 0, new.start) + 1
    now = _NOW.search(document.low, max(gap, line), new.end) is not None
    first = max(0, old.start - _LOOK, document.low.rfind("\n\n", 0, old.start) + 1)
    once = _ONCE.search(document.low, first, old.end) is not None
    if now and once:
        return True
    # An update is announced: "Update:", "Correction (May):", "I now think".
    return _ANNOUNCED.search(document.low, max(gap, line), new.end) is not None


_ANNOUNCED = regex(
    r"\b(?:update[ds]?|edit(?:ed)?|correction|corrected|revis(?:ed|ion))\b(?: \([^)\n]{1,40}\)"
    r"| [\w ,]{1,30})?:|\b(?:i|we)(?:'d| would|'m| am|'ve| have)? now\b|\bchanged my mind\b"
    r"|\bi(?:'ve| have) (?:lowered|raised|revised|updated)\b"
)


def _stated(candidate: Candidate) -> bool:
    return candidate.basis in (Basis.STATED, Basis.ODDS)
