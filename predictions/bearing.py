"""What an item and a prediction have in common, and how likely the one bears on the other.

A dozen numbers, each of which can be told in words. `fit_relevance` learned their weights from pairs of
real items and predictions that were judged without it.
"""

import json
import math
from bisect import bisect_left
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from predictions.commonness import Commonness
from predictions.matching_words import KIN
from predictions.terms import is_name, is_number, key, parties

Places = Mapping[str, list[int]]  # where each stem stands

_TELLS_OF = 25  # words between a name and what is told of it
_SHORT = 10  # words: what is shorter is as short
_SCALE = 5.0  # a rarity of an ordinary word, so that all numbers are about 1


@dataclass(frozen=True, slots=True)
class _Model:
    bias: float
    weights: Mapping[str, float]


@cache
def _model() -> _Model:
    raw = json.loads(files("predictions").joinpath("relevance.json").read_text("utf-8"))
    return _Model(raw["bias"], raw["weights"])


def likelihood(known: Mapping[str, float]) -> float:
    """Say how likely an item bears on a prediction, by what is known of both."""
    model = _model()
    score = model.bias + sum(model.weights.get(name, 0.0) * x for name, x in known.items())
    return 1 / (1 + math.exp(-score))


def evidence(
    terms: tuple[str, ...],
    found: Collection[str],
    *,
    title: Places,
    body: Places,
    commonness: Commonness,
) -> dict[str, float]:
    """What is known of an item and a prediction, by name: `fit_relevance` learns from it.

    Args:
        terms: of the prediction.
        found: those that stand close together in the item, or in its title.
        title: where the stems of its title stand.
        body: where those of its text stand.
        commonness: of words among the items of late.
    """
    rarity = {term: commonness.rarity(term) / _SCALE for term in terms}
    names = [term for term in terms if is_name(term)]
    claim = [term for term in terms if not is_name(term)]
    # Another number than the one that was asked for is what most reports have to tell.
    asked = [term for term in terms if term in found or not is_number(term)]
    named = [term for term in names if term in found]
    titled = {term for term in terms if key(term) and all(stem in title for stem in key(term))}
    who = parties(terms)
    kin = _kin(claim)
    return {
        "found": _sum(rarity, found) / (_sum(rarity, asked) or 1.0),
        "claim in title": _most(rarity, titled.intersection(claim)),
        "name in title": _most(rarity, titled.intersection(names)),
        "rarest name": _most(rarity, named),
        "names": _sum(rarity, named),
        "name missing": _most(rarity, set(names).difference(found)),
        "parties": float(sum(bool(party.intersection(found)) for party in who) > 1),
        "event told": float(_told(named, kin, title, body)),
        "words of the event": math.log1p(sum(stem in body or stem in title for stem in kin)),
        "nobody named": float(not names),
        "length": math.log10(_SHORT + sum(map(len, body.values()))),
    }


def _kin(claim: Collection[str]) -> frozenset[str]:
    """Return the stems that tell of the event: those of the claim that name one, and their like."""
    return frozenset().union(*(KIN.get(stem, ()) for term in claim for stem in key(term)))


def _told(named: Collection[str], kin: Collection[str], title: Places, body: Places) -> bool:
    """Say whether a word of the event stands near a name."""
    for places in (title, body):
        events = sorted(at for stem in kin for at in places.get(stem, ()))
        for name in (at for term in named for stem in key(term) for at in places.get(stem, ())):
            first = bisect_left(events, name - _TELLS_OF)
            if first < len(events) and events[first] <= name + _TELLS_OF:
                return True
    return False


def _sum(rarity: Mapping[str, float], terms: Collection[str]) -> float:
    return sum(rarity[term] for term in terms)


def _most(rarity: Mapping[str, float], terms: Collection[str]) -> float:
    return max((rarity[term] for term in terms), default=0.0)
