"""Logarithmic scores: how surprised the forecaster was; smaller is better, without limit."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring import _checks
from scoring._checks import FloatArray
from scoring.brier import categories
from scoring.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class MeanLogScore:
    """Mean logarithmic score with what a mean alone would hide.

    Attributes:
        mean: natural logarithm, infinite as soon as one score is.
        mean_of_finite: mean of the finite scores only; None where there is none.
        infinite: how many scores of positive weight are infinite.
    """

    mean: float
    mean_of_finite: float | None
    infinite: int


def log_score(*, forecasts: ArrayLike, outcomes: ArrayLike) -> FloatArray:
    """Return the logarithmic score of each binary forecast, never clipped.

    Formula: `-(y ln p + (1 - y) ln(1 - p))`, with `0 ln 0 = 0`. Scale: 0 (best) to infinity,
    natural logarithm; ln 2 = 0.693 for a forecast of 50 %. A certain forecast that fails is
    infinite.

    Args:
        forecasts: probabilities of YES in 0..1, shape (n,).
        outcomes: 1, 0 or a fraction, shape (n,).

    Raises:
        InputError: empty, of different length, or a value outside 0..1.

    Source: Good (1952).

    >>> log_score(forecasts=[0.5, 1.0, 1.0], outcomes=[1, 1, 0]).round(3)
    array([0.693, 0.   ,   inf])
    """
    p, y = _checks.rows(forecasts, outcomes)
    with np.errstate(divide="ignore", invalid="ignore"):
        yes = np.where(y > 0.0, -y * np.log(p), 0.0)
        no = np.where(y < 1.0, -(1.0 - y) * np.log1p(-p), 0.0)
    return yes + no + 0.0  # + 0.0 turns -0.0 into 0.0


def clipped_log_score(*, forecasts: ArrayLike, outcomes: ArrayLike, bound: float) -> FloatArray:
    """Return the logarithmic score after moving forecasts into bound..1 - bound.

    Formula: `log_score` of `min(max(p, bound), 1 - bound)`. Scale: up to -ln(bound). Not proper
    for forecasts beyond the bound: whoever shows it names the bound.

    Args:
        forecasts: probabilities of YES in 0..1, shape (n,).
        outcomes: 1, 0 or a fraction, shape (n,).
        bound: smallest probability that counts as such, in 0..0.5 exclusive of both.

    Raises:
        InputError: as `log_score`, or a bound outside 0..0.5.

    Source: house rule; 0.01 is customary on forecasting sites.

    >>> clipped_log_score(forecasts=[1.0], outcomes=[0], bound=0.01).round(3)
    array([4.605])
    """
    if not 0.0 < bound < 0.5:
        raise InputError("bound", f"{bound} is not between 0 and 0.5")
    p, y = _checks.rows(forecasts, outcomes)
    return log_score(forecasts=np.clip(p, bound, 1.0 - bound), outcomes=y)


def mean_log_score(
    *, forecasts: ArrayLike, outcomes: ArrayLike, weights: ArrayLike | None = None
) -> MeanLogScore:
    """Return the mean logarithmic score, with the number of infinite ones beside it.

    Formula: `sum(w s) / sum(w)`. Scale: natural logarithm, 0 (best) to infinity.

    Args:
        forecasts: probabilities of YES in 0..1, shape (n,).
        outcomes: 1, 0 or a fraction, shape (n,).
        weights: not negative, not all zero, shape (n,); None: all equal.

    Raises:
        InputError: as `log_score`, or weights that cannot be.

    Source: Good (1952).

    >>> mean_log_score(forecasts=[0.5, 0.0], outcomes=[1, 1])
    MeanLogScore(mean=inf, mean_of_finite=0.6931471805599453, infinite=1)
    """
    scores = log_score(forecasts=forecasts, outcomes=outcomes)
    w = _checks.weights(weights, scores.shape[0])
    counted = np.ones(scores.shape[0], dtype=np.bool_) if w is None else w > 0.0
    finite = counted & np.isfinite(scores)
    infinite = int(counted.sum() - finite.sum())
    part = _checks.mean(scores[finite], None if w is None else w[finite]) if finite.any() else None
    mean = np.inf if infinite or part is None else part
    return MeanLogScore(mean=float(mean), mean_of_finite=part, infinite=infinite)


def multicategory_log_score(*, forecasts: ArrayLike, outcomes: ArrayLike) -> FloatArray:
    """Return the logarithmic score of forecasts over several options.

    Formula: `-ln p_j` for the option j that came true. Scale: 0 (best) to infinity.

    Args:
        forecasts: rows that sum to 1, shape (n, options).
        outcomes: number of the option that came true, counting from 0, shape (n,).

    Raises:
        InputError: rows that do not sum to 1, an option that does not exist.

    Source: Good (1952).

    >>> multicategory_log_score(forecasts=[[0.5, 0.25, 0.25]], outcomes=[1]).round(3)
    array([1.386])
    """
    p, index = categories(forecasts, outcomes)
    with np.errstate(divide="ignore"):
        return -np.log(p[np.arange(index.size), index]) + 0.0
