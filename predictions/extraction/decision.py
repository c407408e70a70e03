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


THRESHOLD = 0.5


def confidence(features: list[str]) -> float:
    """The calibrated probability that a clause with these features states a forecast."""
    weights, bias, slope, offset = _weights()
    get = weights.get
    score = bias + sum([get(feature, 0.0) for feature in features])
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, slope * score + offset))))
