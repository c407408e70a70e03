"""Forecasts of one question with the time for which they stood, and their geometric mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np


class Question(StrEnum):
    """Kinds of questions."""

    BINARY = "binary"
    MULTIPLE_CHOICE = "multiple_choice"
    NUMERIC = "numeric"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """A forecast and the time for which it stood.

    Attributes:
        probabilities: one per option; None for an option that did not exist yet. Numeric: mass
            below the range, in each bin, above the range.
        start: when it was made (included).
        end: when it was replaced or withdrawn (excluded); None: it stood until the close.
    """

    probabilities: tuple[float | None, ...]
    start: float
    end: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Score of one forecast.

    Attributes:
        score: in points, larger is better.
        coverage: share of the horizon for which the forecast stood, 0..1 (spot: 0 or 1).
    """

    score: float
    coverage: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GeometricMean:
    """Geometric mean of the forecasts that stood from a moment on.

    Attributes:
        at: the moment.
        probabilities: per option, None where nobody had the option; need not sum to 1.
        forecasters: how many forecasts stood.
    """

    at: float
    probabilities: tuple[float | None, ...]
    forecasters: int


def from_binary(probability: float) -> tuple[float, float]:
    """Return the probabilities of NO and YES.

    >>> from_binary(0.75)
    (0.25, 0.75)
    """
    return (1.0 - probability, probability)


def from_cdf(values: Sequence[float]) -> tuple[float, ...]:
    """Return the mass below, in the bins of, and above a range from the CDF at the bins' edges.

    >>> from_cdf([0.25, 0.5, 0.75])
    (0.25, 0.25, 0.25, 0.25)
    """
    return tuple(np.diff(np.concatenate(([0.0], values, [1.0]))).tolist())


def geometric_means(*, forecasts: Sequence[Stood]) -> tuple[GeometricMean, ...]:
    """Return the geometric mean of the standing forecasts at every moment at which they change.

    Formula: `exp(mean(ln p_k))` per option k over the forecasts that had it. Scale: 0 to 1.

    Args:
        forecasts: what stood and when; all with the same number of options.

    Raises:
        ValueError: forecasts with different numbers of options.

    Source: Metaculus, scores FAQ.

    >>> pair = [Stood(probabilities=from_binary(p), start=0) for p in (0.2, 0.8)]
    >>> geometric_means(forecasts=pair)[0].probabilities
    (0.4, 0.4)
    """
    means = []
    for moment in sorted(changes(forecasts)):
        there = [stood for stood in forecasts if holds(stood, moment)]
        if there:
            options = zip(*(stood.probabilities for stood in there), strict=True)
            mean = tuple(_geometric(option) for option in options)
            means.append(GeometricMean(at=moment, probabilities=mean, forecasters=len(there)))
    return tuple(means)


def _geometric(values: tuple[float | None, ...]) -> float | None:
    """Return the geometric mean of what is there."""
    known = [value for value in values if value is not None]
    if not known:
        return None
    with np.errstate(divide="ignore"):
        return float(round(np.exp(np.log(known).mean()), 15))


def holds(stood: Stood, at: float) -> bool:
    """Return whether a forecast stands at a moment."""
    return stood.start <= at and (stood.end is None or at < stood.end)


def time_stood(stood: Stood, opened_at: float, closed_at: float) -> float:
    """Return for how long a forecast stood before the close."""
    end = closed_at if stood.end is None else min(stood.end, closed_at)
    return max(end - max(stood.start, opened_at), 0.0)


def changes(forecasts: Sequence[Stood]) -> set[float]:
    """Return the moments at which the standing forecasts change."""
    starts = {stood.start for stood in forecasts}
    return starts | {stood.end for stood in forecasts if stood.end is not None}
