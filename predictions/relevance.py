"""Which predictions an item is about, and why we think so.

A prediction is known by its search terms. Which of them stand close together in an item, how rare those
are among the items of late, and whether the event itself is told say how likely the one bears on the
other. It alerts people to evidence; it never decides anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from predictions.bearing import evidence, likelihood
from predictions.commonness import Commonness
from predictions.matching_words import stem
from predictions.terms import WORD, contributions, key

ALERT = 0.4  # as likely as that, people are asked
KEPT = 0.25  # and from here on it is kept with the prediction
LEAST_SHARE = 0.2  # of a prediction, that an item must hold to be looked at closely
_CLOSE = 80  # words within which terms count as said together: about a paragraph
_FIRST_WORDS = 20
_LONGEST_TEXT = 4000  # words; what comes later in an item is no longer what it is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Relevance:
    """How likely an item bears on a prediction, from 0 to 1, and by which terms."""

    score: float
    share: float = 0.0  # of the prediction that the item holds
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


def relevance(
    text: str, terms: Iterable[str], *, title: str = "", commonness: Commonness | None = None
) -> Relevance:
    """Say how relevant a text is to a prediction with these search terms.

    Args:
        text: of the item; only its first few thousand words count.
        terms: words or phrases; a phrase must stand there as such.
        title: of the item; its words count as close to every part of the text.
        commonness: of words among the items of late; the usual one, if none is given.
    """
    return Item(text, title).relevance(tuple(dict.fromkeys(terms)), commonness or Commonness())


class Item:
    """An item, prepared once for all predictions it is compared with."""

    def __init__(self, text: str, title: str) -> None:
        # What has no title says what it is about in its first words.
        self._title = _positions(title, 200) if title else _positions(text, _FIRST_WORDS)
        self._body = _positions(text, _LONGEST_TEXT)
        self.stems = self._title.keys() | self._body.keys()

    def relevance(self, terms: tuple[str, ...], commonness: Commonness) -> Relevance:
        """Say how relevant the item is to a prediction with these terms."""
        matched = self.matched(terms)
        adds = contributions(terms)
        share = min(1.0, round(sum(adds[term] for term in matched), 9))
        if share < LEAST_SHARE:
            score = 0.0
        else:
            score = round(likelihood(self.evidence(terms, matched, commonness)), 9)
        return Relevance(
            score=score,
            share=share,
            matched=tuple(term for term in terms if term in matched),
            missing=tuple(term for term in terms if term not in matched),
        )

    def evidence(
        self, terms: tuple[str, ...], matched: frozenset[str], commonness: Commonness
    ) -> dict[str, float]:
        """What is known of the item and a prediction of which it holds these terms."""
        return evidence(terms, matched, title=self._title, body=self._body, commonness=commonness)

    def matched(self, terms: tuple[str, ...]) -> frozenset[str]:
        """Return the terms that the title holds, or the stretch of text that holds most of the prediction."""
        in_title = {term for term in terms if _found(self._title, key(term))}
        places = sorted(
            (place, term)
            for term in terms
            if term not in in_title
            for place in _found(self._body, key(term))
        )
        return frozenset(in_title | _closest(places, contributions(terms)))


def _closest(places: list[tuple[int, str]], adds: dict[str, float]) -> set[str]:
    """Return the terms of the stretch of text that holds most of the prediction."""
    best: set[str] = set()
    best_total = 0.0
    start = 0
    counts: dict[str, int] = {}
    total = 0.0
    for place, term in places:
        if not counts.get(term):
            total += adds.get(term, 0.0)
        counts[term] = counts.get(term, 0) + 1
        while place - places[start][0] > _CLOSE:
            left = places[start][1]
            counts[left] -= 1
            if not counts[left]:
                total -= adds.get(left, 0.0)
            start += 1
        if total > best_total:
            best_total = total
            best = {name for name, count in counts.items() if count}
    return best


def _positions(text: str, most: int) -> dict[str, list[int]]:
    """Map each stem of a text to where it stands."""
    places: dict[str, list[int]] = {}
    for at, match in enumerate(WORD.finditer(text)):
        if at >= most:
            break
        places.setdefault(stem(match[0]), []).append(at)
    return places


def _found(places: dict[str, list[int]], stems: tuple[str, ...]) -> list[int]:
    """Return where a term stands; a phrase where its words follow one another."""
    if not stems:
        return []
    starts = places.get(stems[0], [])
    for offset, word in enumerate(stems[1:], start=1):
        here = set(places.get(word, ()))
        starts = [at for at in starts if at + offset in here]
    return starts
