"""Which predictions an item is about, and why we think so.

A prediction is known by its search terms. A term weighs more the more it says: names, acronyms and
numbers with a unit more than ordinary words, and words that every news text holds hardly anything.
Relevance is the weighted share of the terms found close together. It alerts people to evidence; it
never decides anything.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from predictions.matching_words import FAINT, MONTHS, STOP, stem
from predictions.text import one_line

ALERT = 0.5
_CLOSE = 80  # words within which terms count as said together: about a paragraph
_LONGEST_TEXT = 4000  # words; what comes later in an item is no longer what it is about

_PIECE = r"[$€£]?\d[\d,.]*(?:[kKmM]|bn|BN)?\b%?|[^\W_]\w*(?:['’.&]\w+)*"
_WORD = re.compile(_PIECE)
_COMPOUND = re.compile(rf"(?:{_PIECE})(?:[-/](?:{_PIECE}))*")  # GPT-5, next-word-prediction
_YEAR = re.compile(r"(?:19|20|21)\d\d")
_WHEN = {"by", "before", "in", "until", "till", "end", "of", "after", "since", "during", "than"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Relevance:
    """How much an item has to do with a prediction: 0 nothing, 1 every term close together."""

    score: float
    matched: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """One line for people."""
        if not self.matched:
            return "none of the search terms"
        found = f"{len(self.matched)} of {len(self.matched) + len(self.missing)} terms"
        return f"{found}: {', '.join(self.matched)}" + (
            f"; without {', '.join(self.missing)}" if self.missing else ""
        )


def search_terms(statement: str, *, most: int = 12) -> tuple[str, ...]:
    """Return the words of a statement worth looking for, as they are written, in their order.

    Deadlines and the words of forecasting are left out: every prediction has those.
    """
    found: dict[tuple[str, ...], str] = {}
    before = ""
    for word in _COMPOUND.findall(one_line(statement).replace("’", "'")):
        plain = word.lower()
        deadline = _YEAR.fullmatch(plain) and (before in _WHEN or before in MONTHS)
        before = plain
        if not deadline and plain not in STOP and _key(word):
            found.setdefault(_key(word), word.removesuffix("'s"))
    kept = sorted(found.values(), key=_weight, reverse=True)[:most]
    return tuple(word for word in found.values() if word in kept)


def relevance(text: str, terms: Iterable[str], *, title: str = "") -> Relevance:
    """Say how relevant a text is to a prediction with these search terms.

    Args:
        text: of the item; only its first few thousand words count.
        terms: words or phrases; a phrase must stand there as such.
        title: of the item; its words count as close to every part of the text.
    """
    return _Text(text, title).relevance(tuple(dict.fromkeys(terms)))


class MatchIndex:
    """The terms of all open predictions, turned around: one item finds them without a scan."""

    def __init__(self, predictions: Mapping[int, Sequence[str]] | None = None) -> None:
        self._terms: dict[int, tuple[str, ...]] = {}
        self._by_stem: dict[str, dict[int, float]] = {}
        self._total: dict[int, float] = {}
        for prediction_id, terms in (predictions or {}).items():
            self.add(prediction_id, terms)

    def __len__(self) -> int:
        return len(self._terms)

    def add(self, prediction_id: int, terms: Iterable[str]) -> None:
        """Add a prediction or replace its terms."""
        self.remove(prediction_id)
        kept = tuple(dict.fromkeys(term for term in terms if _key(term)))
        self._terms[prediction_id] = kept
        self._total[prediction_id] = sum(map(_weight, kept))
        for term in kept:
            weights = self._by_stem.setdefault(_rarest(term), {})
            weights[prediction_id] = weights.get(prediction_id, 0.0) + _weight(term)

    def remove(self, prediction_id: int) -> None:
        """Forget a prediction; nothing happens where it is not known."""
        for term in self._terms.pop(prediction_id, ()):
            weights = self._by_stem.get(_rarest(term), {})
            weights.pop(prediction_id, None)
            if not weights:
                self._by_stem.pop(_rarest(term), None)
        self._total.pop(prediction_id, None)

    def match(
        self, text: str, *, title: str = "", at_least: float = ALERT, most: int = 200
    ) -> list[tuple[int, Relevance]]:
        """Return the predictions that an item is relevant to, the most relevant first."""
        item = _Text(text, title)
        bound: dict[int, float] = {}
        for word in item.stems:
            for prediction_id, weight in self._by_stem.get(word, {}).items():
                bound[prediction_id] = bound.get(prediction_id, 0.0) + weight
        # What the words could give at best, wherever they stand, leaves few to look at closely.
        likely = [p for p, weight in bound.items() if weight >= at_least * self._total[p]]
        likely.sort(key=lambda p: (-bound[p] / self._total[p], p))
        found = [(p, item.relevance(self._terms[p])) for p in likely[: 4 * most]]
        found = [(p, relevant) for p, relevant in found if relevant.score >= at_least]
        return sorted(found, key=lambda pair: (-pair[1].score, pair[0]))[:most]


class _Text:
    """An item, prepared once for all predictions it is compared with."""

    def __init__(self, text: str, title: str) -> None:
        self._title = _positions(title, 200)
        self._body = _positions(text, _LONGEST_TEXT)
        self.stems = self._title.keys() | self._body.keys()

    def relevance(self, terms: tuple[str, ...]) -> Relevance:
        in_title = {term for term in terms if _found(self._title, _key(term))}
        places = sorted(
            (place, term)
            for term in terms
            if term not in in_title
            for place in _found(self._body, _key(term))
        )
        matched = in_title | _closest(places, sum(map(_weight, in_title)))
        total = sum(map(_weight, terms))
        if not matched or not total:
            return Relevance(score=0.0, missing=terms)
        return Relevance(
            score=min(1.0, sum(map(_weight, matched)) / total),
            matched=tuple(term for term in terms if term in matched),
            missing=tuple(term for term in terms if term not in matched),
        )


def _closest(places: list[tuple[int, str]], _given: float) -> set[str]:
    """Return the terms of the stretch of text that holds the most weight."""
    best: set[str] = set()
    best_weight = 0.0
    start = 0
    counts: dict[str, int] = {}
    weight = 0.0
    for place, term in places:
        if not counts.get(term):
            weight += _weight(term)
        counts[term] = counts.get(term, 0) + 1
        while place - places[start][0] > _CLOSE:
            left = places[start][1]
            counts[left] -= 1
            if not counts[left]:
                weight -= _weight(left)
            start += 1
        if weight > best_weight:
            best_weight = weight
            best = {name for name, count in counts.items() if count}
    return best


def _positions(text: str, most: int) -> dict[str, list[int]]:
    """Map each stem of a text to where it stands."""
    places: dict[str, list[int]] = {}
    for at, match in enumerate(_WORD.finditer(text)):
        if at >= most:
            break
        places.setdefault(stem(match[0]), []).append(at)
    return places


def _found(places: dict[str, list[int]], key: tuple[str, ...]) -> list[int]:
    """Return where a term stands; a phrase where its words follow one another."""
    if not key:
        return []
    starts = places.get(key[0], [])
    for offset, word in enumerate(key[1:], start=1):
        here = set(places.get(word, ()))
        starts = [at for at in starts if at + offset in here]
    return starts


@lru_cache(maxsize=65536)
def _key(term: str) -> tuple[str, ...]:
    """Return the stems of a term's words."""
    return tuple(stem(word) for word in _WORD.findall(term))


@lru_cache(maxsize=65536)
def _rarest(term: str) -> str:
    """Return the word of a term that says most: a phrase is filed under it."""
    return max(_key(term), key=lambda word: (_plain_weight(word), len(word)))


@lru_cache(maxsize=65536)
def _weight(term: str) -> float:
    """Say how much finding this term says."""
    key = _key(term)
    letters = term.strip("$€£%")
    if not key:
        weight = 0.0
    elif letters[:1].isdigit():
        weight = 0.8
    elif any(char.isupper() for char in letters[1:]) or any(char.isdigit() for char in letters):
        weight = 2.5  # an acronym or a product: RLVR, GPT-5
    elif len(key) > 1:
        weight = 1.0 + max(map(_plain_weight, key))
    elif key[0] in FAINT:
        weight = 0.4
    elif letters[:1].isupper():
        weight = 2.0  # a name, or the first word of the statement
    else:
        weight = _plain_weight(key[0])
    return weight


def _plain_weight(word: str) -> float:
    if word in FAINT:
        return 0.4
    return 1.5 if len(word) >= 8 else 1.0
