"""The base rate of forecasts in a text, and what it says of each of its finds.

The models weigh a clause and its neighbours. How often a text forecasts at all tells more: where
little is taken in many words, most of what the models only half believe says how things work or what
somebody plans. `fit_base_rate` learned the weights from finds of both kinds of texts.
"""

import json
import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate

from predictions.extraction.deciding.company import sigmoid
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal

# What is taken for known of every text: as many finds, in as many words. A line that somebody picked
# is held for one of a text that forecasts, and a long text is held by what it says.
_FINDS, _WORDS = 2.5, 250
_RAREST = 0.5  # finds in 1,000 words: what is rarer than in the texts that were learned from tells no more
_LEAST = 0.001  # no model is surer than that, of no and of yes
# Too rare in texts that forecast little (20 finds) to learn from; and a number is what people look for.
_ODDS = "odds"


@dataclass(frozen=True, slots=True)
class Find:
    """What the models, a rule or a list took."""

    proposal: Proposal
    sure: float  # what the models say
    by_form: bool  # a construction, a mark or the list around it tells that it is a forecast
    ahead: bool  # it names a time that is to come


@dataclass(frozen=True, slots=True)
class _Model:
    bias: float
    weights: dict[str, float]
    least: float


@cache
def _model() -> _Model:
    raw = json.loads(files("predictions.extraction").joinpath("base_rate.json").read_text("utf-8"))
    return _Model(raw["bias"], raw["weights"], raw["least"])


def least() -> float:
    """The confidence from which a find is taken."""
    return _model().least


def evidence(document: Document, finds: Sequence[Find]) -> list[dict[str, float]]:
    """What is known of each find, by name: `fit_base_rate` learns from it, and `settle` judges by it."""
    if _is_chat(document):
        return [_of_one(find) | {"rate": rate} for find, rate in _around(document, finds)]
    expected = sum(find.proposal.confidence for find in finds)
    rate = _log_rate(expected, document.counts().total())
    return [_of_one(find) | {"rate": rate} for find in finds]


def _log_rate(expected: float, words: float) -> float:
    return math.log(max(1000 * (expected + _FINDS) / (words + _WORDS), _RAREST))


def _is_chat(document: Document) -> bool:
    """True for short messages of several days, which are about one thing now and about another then."""
    starts = document.speakers.starts
    dated = bool(starts) and any(document.speakers.days)
    return dated and len(document.text) < _SHORT * len(starts)


def _around(document: Document, finds: Sequence[Find]) -> Iterator[tuple[Find, float]]:
    """Each find, and how often what is said around it forecasts: a year of a channel says nothing of an evening."""
    ordered = sorted(finds, key=lambda find: find.proposal.start)
    starts = [find.proposal.start for find in ordered]
    sums = [0.0, *accumulate(find.proposal.confidence for find in ordered)]
    for find in finds:
        at = find.proposal.start
        first, last = bisect_left(starts, at - _NEAR), bisect_right(starts, at + _NEAR)
        words = len(document.low[max(0, at - _NEAR) : at + _NEAR].split())
        yield find, _log_rate(sums[last] - sums[first], words)


_SHORT = 250  # characters of a message and of the line that names its author, on average
_NEAR = 1000  # characters before a find in a chat, and as many behind it


def _of_one(find: Find) -> dict[str, float]:
    sure = min(max(find.sure, _LEAST), 1 - _LEAST)
    known = {
        "odds": math.log(sure / (1 - sure)),
        "by form": float(find.by_form),
        "ahead": float(find.ahead),
    }
    return known | {f"cue {kind}": 1.0 for kind, _, _ in find.proposal.clause.cues if kind != _ODDS}


def settle(document: Document, finds: Sequence[Find]) -> None:
    """Gives each find the confidence that it deserves in a text that forecasts as often as this one.

    What is told by its form stays, however rare such things are here.
    """
    known = _model()
    for find, row in zip(finds, evidence(document, finds), strict=True):
        score = known.bias + sum(known.weights.get(name, 0.0) * x for name, x in row.items())
        sure = sigmoid(score)
        find.proposal.confidence = max(sure, known.least) if find.by_form else sure
