"""A mean score taken apart: miscalibration, discrimination, uncertainty (CORP)."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike

from scoring import _checks
from scoring._checks import FloatArray
from scoring._pool import Pooled, isotonic, pool, pool_percents
from scoring.brier import brier


class Score(Protocol):
    """A proper score per forecast, smaller is better: `brier`, `log_score`, `spherical_loss`."""

    def __call__(self, *, forecasts: ArrayLike, outcomes: ArrayLike) -> FloatArray:
        """Return scores, shape (n,)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corp:
    """Parts of a mean score: `score = miscalibration - discrimination + uncertainty`.

    Attributes:
        score: the mean score.
        miscalibration: what recalibration would gain, at least 0 (smaller is better).
        discrimination: what the recalibrated forecasts gain over the base rate (larger is better).
        uncertainty: score of the base rate: how hard the questions were.
    """

    score: float
    miscalibration: float
    discrimination: float
    uncertainty: float


def corp(
    *,
    forecasts: ArrayLike,
    outcomes: ArrayLike,
    weights: ArrayLike | None = None,
    score: Score = brier,
) -> Corp:
    """Return the CORP decomposition of a mean score.

    Formula: with forecasts c recalibrated by isotonic regression and the base rate r,
    `miscalibration = S(p) - S(c)`, `discrimination = S(r) - S(c)`, `uncertainty = S(r)`.
    Equal forecasts are pooled first, so the order of rows is irrelevant. Scale: that of the
    score (Brier: 0 to 1).

    Args:
        forecasts: probabilities of YES in 0..1, shape (n,).
        outcomes: 1, 0 or a fraction (for scores that allow it), shape (n,).
        weights: not negative, not all zero, shape (n,).
        score: a proper score of which smaller is better; an infinite logarithmic score makes
            score and miscalibration infinite.

    Raises:
        InputError: as `mean_brier`.

    Source: Dimitriadis, Gneiting and Jordan (2021), doi 10.1073/pnas.2016191118.

    >>> parts = corp(forecasts=[0.2, 0.2, 0.8, 0.8], outcomes=[0, 0, 1, 0])
    >>> round(parts.miscalibration, 4), round(parts.discrimination, 4), parts.uncertainty
    (0.065, 0.0625, 0.1875)
    """
    pooled = None
    if weights is None:
        pooled = pool_percents(_float(forecasts), _float(outcomes))
    if pooled is None:
        p, y = _checks.rows(forecasts, outcomes)
        w = _checks.weights(weights, p.size)
        if score is not brier:
            return _corp_rows(p, y, w, score)
        pooled = pool(p, y, w)
    elif score is not brier:
        return _corp_rows(_float(forecasts), _float(outcomes), None, score)
    return corp_of_pooled(pooled)


def corp_of_pooled(pooled: Pooled) -> Corp:
    """Return the decomposition of the Brier score from distinct forecasts."""
    p, weight, hits, squares = pooled
    total = float(weight.sum())
    rate = float(hits.sum()) / total
    recalibrated = isotonic(hits, weight)
    # Sums over rows follow from sums over distinct forecasts: (p - y)**2 = p**2 - 2 p y + y**2,
    # and isotonic regression keeps the sum of c y equal to that of c**2.
    score = (float(np.dot(p * p, weight)) - 2.0 * float(np.dot(p, hits)) + squares) / total
    captured = float(np.dot(recalibrated * recalibrated, weight)) / total
    return Corp(
        score=max(score, 0.0),
        miscalibration=max(score - squares / total + captured, 0.0),
        discrimination=max(captured - rate * rate, 0.0),
        uncertainty=max(squares / total - rate * rate, 0.0),
    )


def recalibrate(
    *, forecasts: ArrayLike, outcomes: ArrayLike, weights: ArrayLike | None = None
) -> FloatArray:
    """Return each forecast replaced by the rate at which forecasts like it came true.

    Formula: isotonic regression of outcomes on forecasts, equal forecasts pooled first. Scale: 0
    to 1.

    Args:
        forecasts: probabilities of YES in 0..1, shape (n,).
        outcomes: 1, 0 or a fraction, shape (n,).
        weights: not negative, not all zero, shape (n,). Rows of weight zero take the value of the
            nearest forecast below that counts (or of the lowest).

    Raises:
        InputError: as `mean_brier`.

    Source: Ayer and others (1955); Dimitriadis, Gneiting and Jordan (2021).

    >>> recalibrate(forecasts=[0.9, 0.1, 0.5, 0.5], outcomes=[1, 0, 1, 0])
    array([1. , 0. , 0.5, 0.5])
    """
    p, y = _checks.rows(forecasts, outcomes)
    pooled = pool(p, y, _checks.weights(weights, p.size))
    fitted = isotonic(pooled.hits, pooled.weight)
    found = np.searchsorted(pooled.forecasts, p, side="right") - 1
    return fitted[np.maximum(found, 0)]


def _corp_rows(p: FloatArray, y: FloatArray, w: FloatArray | None, score: Score) -> Corp:
    """Return the decomposition of any score, row by row."""
    recalibrated = recalibrate(forecasts=p, outcomes=y, weights=w)
    reference = np.full(p.size, min(max(_checks.mean(y, w), 0.0), 1.0))
    raw = _checks.mean(score(forecasts=p, outcomes=y), w)
    best = _checks.mean(score(forecasts=recalibrated, outcomes=y), w)
    base = _checks.mean(score(forecasts=reference, outcomes=y), w)
    return Corp(
        score=raw,
        miscalibration=max(raw - best, 0.0),
        discrimination=max(base - best, 0.0),
        uncertainty=base,
    )


def _float(values: ArrayLike) -> FloatArray:
    """Return floats of any shape; what is wrong with them the checks say later."""
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        return np.empty((0, 0))
