"""Which predictions an item is about, and why we think so.

A prediction is known by its search terms. A term weighs more the more it says: names, acronyms and
numbers with a unit more than ordinary words, and words that every news text holds hardly anything.
Relevance is the weighted share of the terms found close together. It alerts people to evidence; it
never decides anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from predictions.matching_words import FAINT, MONTHS, STOP, stem
from predictions.regexes import regex
from predictions.text import one_line

ALERT = 0.5
NAMES = 0.48  # most that one or two names can add to a score: alone they do not alert
MANY_NAMES = 0.65  # the same for more of them
LONE = 0.8
_CLOSE = 80  # words within which terms count as said together: about a paragraph
_LONGEST_TEXT = 4000  # words; what comes later in an item is no longer what it is about

_PIECE = r"[$€£]?\d[\d,.]*(?:[kKmM]|bn|BN)?\b%?|[^\W_]\w*(?:['’.&]\w+)*"
_WORD = regex(_PIECE)
_COMPOUND = regex(rf"(?:{_PIECE})(?:[-/](?:{_PIECE}))*")  # GPT-5, next-word-prediction
_ORDINARY = regex(r"^[A-Z][a-z]+(?:al|ed|ive|ous|ly|ment|tion|ness|less|ful)$")
_YEAR = regex(r"(?:19|20|21)\d\d")
_WHEN = {
    "by",
    "before",
    "in",
    "until",
    "till",
    "end",
    "of",
    "after",
    "since",
    "during",
    "than",
    "mid",
}


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
    words = list(found.values())
    # A capital that only begins the sentence makes no name: "Continual learning".
    if words and _ORDINARY.search(words[0]) and words[1:] and words[1].islower():
        words[0] = words[0].lower()
    kept = sorted(words, key=weight, reverse=True)[:most]
    return tuple(word for word in words if word in kept)


def relevance(text: str, terms: Iterable[str], *, title: str = "") -> Relevance:
    """Say how relevant a text is to a prediction with these search terms.

    Args:
        text: of the item; only its first few thousand words count.
        terms: words or phrases; a phrase must stand there as such.
        title: of the item; its words count as close to every part of the text.
    """
    return Item(text, title).relevance(tuple(dict.fromkeys(terms)))


class Item:
    """An item, prepared once for all predictions it is compared with."""

    def __init__(self, text: str, title: str) -> None:
        self._title = _positions(title, 200)
        self._body = _positions(text, _LONGEST_TEXT)
        self.stems = self._title.keys() | self._body.keys()

    def relevance(self, terms: tuple[str, ...]) -> Relevance:
        """Say how relevant the item is to a prediction with these terms."""
        in_title = {term for term in terms if _found(self._title, _key(term))}
        places = sorted(
            (place, term)
            for term in terms
            if term not in in_title
            for place in _found(self._body, _key(term))
        )
        adds = contributions(terms)
        matched = in_title | _closest(places, adds)
        if not matched:
            return Relevance(score=0.0, missing=terms)
        score = sum(adds.get(term, 0.0) for term in matched)
        if len(matched) == 1 < len(terms):
            score *= LONE  # one word that fits is a coincidence more often than a subject
        subjects = _subjects(terms)
        if subjects and not matched & subjects[0]:
            score = min(score, NAMES)  # the same told of somebody else
        return Relevance(
            score=min(1.0, round(score, 9)),
            matched=tuple(term for term in terms if term in matched),
            missing=tuple(term for term in terms if term not in matched),
        )


def contributions(terms: tuple[str, ...]) -> dict[str, float]:
    """Return what each term adds to the score if it is found; all of them together add 1.

    Who it is about is weighed against what is claimed: names alone are in the news every day.
    """
    names = sum(weight(term) for term in terms if is_name(term))
    claim = sum(weight(term) for term in terms if not is_name(term))
    if not names or not claim:
        return {term: weight(term) / (names + claim) for term in terms if names + claim}
    # One or two names are a subject; three or more together are nearly the claim itself.
    most = NAMES if sum(map(is_name, terms)) <= 2 else MANY_NAMES
    counts = min(most, names / (names + claim))
    if len(_subjects(terms)) > 1:
        counts = max(
            counts, ALERT
        )  # a buyer and what is bought: together in the news for one reason
    return {
        term: counts * weight(term) / names
        if is_name(term)
        else (1 - counts) * weight(term) / claim
        for term in terms
    }


@lru_cache(maxsize=65536)
def _subjects(terms: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """Return who a claim is about, in its order: names that stand together are one."""
    runs = groupby(terms, key=is_name)
    return tuple(frozenset(run) for are_names, run in runs if are_names)


def _closest(places: list[tuple[int, str]], adds: dict[str, float]) -> set[str]:
    """Return the terms of the stretch of text that adds most to the score."""
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
def filed(term: str) -> str:
    """Return the stem that says most of a term: a phrase is filed under it; "" for no words."""
    return max(_key(term), key=lambda word: (_plain_weight(word), len(word)), default="")


@lru_cache(maxsize=65536)
def is_name(term: str) -> bool:
    """Whether a term names someone or something, rather than what is claimed of it."""
    parts = _WORD.findall(term)
    if not parts or any(char.isdigit() for char in term):  # GPT-5, 777X: what is claimed
        return False
    return all(part.lower() != part for part in parts) and _key(term)[0] not in FAINT


@lru_cache(maxsize=65536)
def weight(term: str) -> float:
    """Say how much finding this term says."""
    key = _key(term)
    letters = term.strip("$€£%")
    if not key:
        says = 0.0
    elif letters[:1].isdigit():
        says = 0.8
    elif any(char.isupper() for char in letters[1:]) or any(char.isdigit() for char in letters):
        says = 2.5  # an acronym or a product: RLVR, GPT-5
    elif len(key) > 1:
        says = 1.0 + max(map(_plain_weight, key))
    elif key[0] in FAINT:
        says = 0.4
    elif letters[:1].isupper():
        says = 2.0  # a name, or the first word of the statement
    else:
        says = _plain_weight(key[0])
    return says


def _plain_weight(word: str) -> float:
    if word in FAINT:
        return 0.4
    return 1.5 if len(word) >= 8 else 1.0
