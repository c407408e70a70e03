"""Deciding: hard vetoes, then a small linear model whose weights are data."""

import json
import math
from functools import cache
from importlib.resources import files


@cache
def _weights() -> tuple[dict[str, float], float, float, float]:
    raw = files("predictions.extraction").joinpath("weights.json").read_text("utf-8")
    model = json.loads(raw)
    return model["weights"], model["bias"], model["slope"], model["offset"]


THRESHOLD = 0.65
# How far the rest of a document sways a doubtful clause: forecasts come in company, and a text
# without any (a licence, a tale) makes its stray "will" less likely to be one.
COMPANY = 1.8
USUAL = 0.5  # the usual mean score of a document's proposals
MOST = 0.8  # no document makes a forecast of everything in it
STATED_DOUBT = 0.5  # what is left of the doubt where a probability is stated
_PSEUDO = 4  # so that short documents hardly sway


def score(features: list[str]) -> float:
    """The log odds, before the company of the clause is looked at, that it states a forecast."""
    weights, bias, slope, offset = _weights()
    get = weights.get
    return slope * (bias + sum([get(feature, 0.0) for feature in features])) + offset


def confidences(scores: list[float]) -> list[float]:
    """The calibrated probability of each proposal of one document, given all their scores."""
    alone = [_sigmoid(value) for value in scores]
    mean = (sum(alone) + _PSEUDO * USUAL) / (len(alone) + _PSEUDO)
    shift = min(MOST, COMPANY * (_logit(mean) - _logit(USUAL)))
    return [_sigmoid(value + shift) for value in scores]


def _sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


def _logit(value: float) -> float:
    return math.log(value / (1 - value))
