"""Weighted interval score and what belongs beside it, for forecasts given as quantiles."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring._checks import FloatArray
from scoring.crps import checked_quantiles, pinball
from scoring.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WeightedIntervalScore:
    """Weighted interval score per forecast: `score = over + under + dispersion`.

    Attributes:
        score: in the unit of the quantity, 0 best, shape (n,).
        overprediction: penalty for intervals that lie too high, shape (n,).
        underprediction: penalty for intervals that lie too low, shape (n,).
        dispersion: penalty for their width, shape (n,).
    """

    score: FloatArray
    overprediction: FloatArray
    underprediction: FloatArray
    dispersion: FloatArray


def weighted_interval_score(
    *, quantiles: ArrayLike, levels: ArrayLike, outcomes: ArrayLike
) -> WeightedIntervalScore:
    """Return the weighted interval score with its parts.

    Formula: `1 / (K + 1/2) (|x - m| / 2 + sum over the K central intervals of a_k / 2 IS_k)`,
    where an interval (l, u) scores `(u - l) + 2/a max(l - x, 0) + 2/a max(x - u, 0)`; equal to
    twice the mean pinball loss. Scale: the unit of the quantity, 0 best.

    Args:
        quantiles: not decreasing along a row, shape (n, 2K + 1).
        levels: increasing, symmetric around 0.5 and containing it, shape (2K + 1,).
        outcomes: what came, shape (n,).

    Raises:
        InputError: quantiles that cross, levels that are not symmetric around 0.5.

    Source: Bracher, Ray, Gneiting and Reich (2021), doi 10.1371/journal.pcbi.1008618.

    >>> wis = weighted_interval_score(
    ...     quantiles=[[1.0, 2.0, 4.0]], levels=[0.25, 0.5, 0.75], outcomes=[5.0]
    ... )
    >>> wis.score.round(3), wis.underprediction.round(3), wis.dispersion.round(3)
    (array([2.167]), array([1.667]), array([0.5]))
    """
    q, t, x = checked_quantiles(quantiles, levels, outcomes)
    if t.size % 2 == 0 or np.abs(t + t[::-1] - 1.0).max() > 1e-9:
        raise InputError("levels", "must be symmetric around 0.5 and contain it")
    count = t.size
    half = count // 2
    width = q[:, ::-1][:, :half] - q[:, :half]
    beyond = pinball(q, t, x)
    # Of twice the pinball loss, what remains after the widths is due to position: it falls on the
    # side on which the outcome lies outside the interval.
    low = 2.0 * np.maximum(q[:, : half + 1] - x[:, None], 0.0)
    high = 2.0 * np.maximum(x[:, None] - q[:, half:], 0.0)
    low[:, half] /= 2.0
    high[:, 0] /= 2.0
    return WeightedIntervalScore(
        score=np.asarray(2.0 * beyond.mean(axis=1)),
        overprediction=low.sum(axis=1) / count,
        underprediction=high.sum(axis=1) / count,
        dispersion=2.0 * (width @ t[:half]) / count,
    )


def interval_coverage(
    *, quantiles: ArrayLike, levels: ArrayLike, outcomes: ArrayLike, central: float
) -> FloatArray:
    """Return whether each outcome lies in a central interval.

    Formula: 1 where `q((1 - c) / 2) <= x <= q((1 + c) / 2)`, else 0; its mean should be c. Scale: 0
    or 1.

    Args:
        quantiles: not decreasing along a row, shape (n, K).
        levels: increasing, shape (K,), containing both ends of the interval.
        outcomes: what came, shape (n,).
        central: probability of the interval, e.g. 0.9.

    Raises:
        InputError: as `weighted_interval_score`, or an interval that the levels do not give.

    Source: Gneiting and Raftery (2007).

    >>> interval_coverage(
    ...     quantiles=[[1.0, 2.0, 4.0]], levels=[0.25, 0.5, 0.75], outcomes=[5.0], central=0.5
    ... )
    array([0.])
    """
    q, t, x = checked_quantiles(quantiles, levels, outcomes)
    ends = [(1.0 - central) / 2.0, (1.0 + central) / 2.0]
    at = [np.flatnonzero(np.abs(t - end) < 1e-9) for end in ends]
    if not all(found.size for found in at):
        raise InputError("central", f"the levels give no central interval of {central}")
    return ((x >= q[:, at[0][0]]) & (x <= q[:, at[1][0]])).astype(np.float64)


def quantile_bias(*, quantiles: ArrayLike, levels: ArrayLike, outcomes: ArrayLike) -> FloatArray:
    """Return on which side of the forecast each outcome lies.

    Formula: `1 - 2 t` with the largest level t whose quantile is not above the outcome (0 if
    none) for outcomes below the median, with the smallest whose quantile is not below it (1 if
    none) above it; 0 at the median. Scale: -1 (forecast too low) to 1 (too high).

    Args:
        quantiles: not decreasing along a row, shape (n, K).
        levels: increasing, containing 0.5, shape (K,).
        outcomes: what came, shape (n,).

    Raises:
        InputError: as `weighted_interval_score`.

    Source: Funk and others (2019); definition for quantiles as in scoringutils.

    >>> quantile_bias(quantiles=[[1.0, 2.0, 4.0]], levels=[0.25, 0.5, 0.75], outcomes=[5.0])
    array([-1.])
    """
    q, t, x = checked_quantiles(quantiles, levels, outcomes)
    median = q[:, _middle(t)]
    below = np.where(q <= x[:, None], t, 0.0).max(axis=1)
    above = np.where(q >= x[:, None], t, 1.0).min(axis=1)
    side = np.where(x < median, 1.0 - 2.0 * below, 1.0 - 2.0 * above)
    return np.where(x == median, 0.0, side)


def median_error(*, quantiles: ArrayLike, levels: ArrayLike, outcomes: ArrayLike) -> FloatArray:
    """Return the absolute error of the median.

    Formula: `|x - q(0.5)|`. Scale: the unit of the quantity, 0 best.

    Args:
        quantiles: not decreasing along a row, shape (n, K).
        levels: increasing, containing 0.5, shape (K,).
        outcomes: what came, shape (n,).

    Raises:
        InputError: as `weighted_interval_score`.

    Source: Gneiting (2011).

    >>> median_error(quantiles=[[1.0, 2.0, 4.0]], levels=[0.25, 0.5, 0.75], outcomes=[5.0])
    array([3.])
    """
    q, t, x = checked_quantiles(quantiles, levels, outcomes)
    return np.abs(x - q[:, _middle(t)])


def _middle(levels: FloatArray) -> int:
    """Return the place of the median."""
    found = np.flatnonzero(np.abs(levels - 0.5) < 1e-9)
    if not found.size:
        raise InputError("levels", "must contain 0.5")
    return int(found[0])
