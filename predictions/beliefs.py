"""What a forecaster believes: one shape for each kind of prediction."""

import itertools
import math
from dataclasses import dataclass
from typing import Any

from predictions.candidate import Basis
from predictions.errors import InvalidValue

SHARES_TOLERANCE = 1e-6  # shares typed as 33.33 % three times still have to pass after rounding


def _check_unit(field: str, value: float) -> None:
    if not (isinstance(value, int | float) and math.isfinite(value) and 0 <= value <= 1):
        raise InvalidValue(field, f"{value} is not a probability; write one between 0 and 1")


def _check_increasing(field: str, values: tuple[float, ...], *, strictly: bool) -> None:
    pairs = itertools.pairwise(values)
    if not values:
        raise InvalidValue(field, "must hold at least one value")
    if any(b < a or (strictly and b == a) for a, b in pairs):
        raise InvalidValue(field, "must rise from each to the next; write the smallest first")


@dataclass(frozen=True, slots=True, kw_only=True)
class Probability:
    """The probability of a binary prediction, with its range where it was read from words."""

    value: float
    low: float | None = None
    high: float | None = None
    basis: Basis = Basis.STATED

    def __post_init__(self) -> None:
        _check_unit("probability", self.value)
        for name, value in (("probability_low", self.low), ("probability_high", self.high)):
            if value is not None:
                _check_unit(name, value)
        low = self.value if self.low is None else self.low
        high = self.value if self.high is None else self.high
        if not low <= self.value <= high:
            raise InvalidValue("probability", f"{self.value} is outside its range {low}..{high}")


@dataclass(frozen=True, slots=True)
class Shares:
    """One probability for each option of a multiple-choice prediction, summing to 1."""

    values: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.values) < 2:
            raise InvalidValue("shares", "needs at least two options")
        for value in self.values:
            _check_unit("share", value)
        if abs(sum(self.values) - 1) > SHARES_TOLERANCE:
            raise InvalidValue("shares", f"sum to {sum(self.values):.6g}, must sum to 1")


@dataclass(frozen=True, slots=True)
class Quantiles:
    """Quantiles of a number, or of a date as its proleptic ordinal day."""

    levels: tuple[float, ...]
    values: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.levels) != len(self.values):
            raise InvalidValue("quantiles", "need one value for each level")
        for level in self.levels:
            _check_unit("percentile", level)
        _check_increasing("percentiles", self.levels, strictly=True)
        _check_increasing("values", self.values, strictly=False)


@dataclass(frozen=True, slots=True)
class Ladder:
    """Probabilities that a number or date is at most each threshold."""

    thresholds: tuple[float, ...]
    probabilities: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.thresholds) != len(self.probabilities):
            raise InvalidValue("ladder", "needs one probability for each threshold")
        for probability in self.probabilities:
            _check_unit("ladder probability", probability)
        _check_increasing("ladder thresholds", self.thresholds, strictly=True)
        _check_increasing("ladder probabilities", self.probabilities, strictly=False)


Belief = Probability | Shares | Quantiles | Ladder


def value_at(belief: Quantiles | Ladder, level: float) -> float:
    """Return a percentile of a belief, on the line between those that were given.

    Outside them the nearest is all that was said.
    """
    match belief:
        case Quantiles(levels, values):
            return _between(level, levels, values)
        case Ladder(thresholds, probabilities):
            return _between(level, probabilities, thresholds)


def _between(wanted: float, levels: tuple[float, ...], values: tuple[float, ...]) -> float:
    if wanted <= levels[0]:
        return values[0]
    for n in range(1, len(levels)):
        if wanted <= levels[n]:
            span = levels[n] - levels[n - 1]
            share = (wanted - levels[n - 1]) / span if span else 0.0
            return values[n - 1] + share * (values[n] - values[n - 1])
    return values[-1]


def knows_its_middle(belief: Quantiles | Ladder) -> bool:
    """Say whether what was given reaches one half from both sides."""
    levels = belief.levels if isinstance(belief, Quantiles) else belief.probabilities
    return levels[0] <= 0.5 <= levels[-1]


def to_data(belief: Shares | Quantiles | Ladder) -> dict[str, Any]:
    """Return plain data for JSON; `from_data` is its inverse."""
    match belief:
        case Shares(values):
            return {"shares": list(values)}
        case Quantiles(levels, values):
            return {"levels": list(levels), "values": list(values)}
        case Ladder(thresholds, probabilities):
            return {"thresholds": list(thresholds), "probabilities": list(probabilities)}


def from_data(data: dict[str, Any]) -> Shares | Quantiles | Ladder:
    """Return the belief that `to_data` wrote.

    Raises:
        InvalidValue: keys of none, or values that no belief can hold.
    """
    match data:
        case {"shares": shares}:
            return Shares(tuple(shares))
        case {"levels": levels, "values": values}:
            return Quantiles(tuple(levels), tuple(values))
        case {"thresholds": thresholds, "probabilities": probabilities}:
            return Ladder(tuple(thresholds), tuple(probabilities))
        case _:
            raise InvalidValue("belief", f"unknown keys {sorted(data)}")
