"""Reliability: how often forecasts of each size came true, in bins."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv

from scoring import _checks
from scoring._checks import FloatArray, IntArray
from scoring.errors import InputError

TENTHS: tuple[float, ...] = tuple(k / 10 for k in range(11))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """One row of a bin table; the last bin includes its upper edge, all others exclude it.

    Attributes:
        low: lower edge, included.
        high: upper edge, excluded except in the last bin.
        forecasts: number of forecasts of positive weight.
        clusters: number of clusters (questions) they belong to.
        weight: sum of the weights.
        mean_forecast: weighted mean forecast; None in an empty bin.
        observed_rate: weighted mean outcome; None in an empty bin.
        rate_low: lower end of the interval of the observed rate; None in an empty bin.
        rate_high: upper end.
    """

    low: float
    high: float
    forecasts: int
    clusters: int
    weight: float
    mean_forecast: float | None
    observed_rate: float | None
    rate_low: float | None
    rate_high: float | None


def bin_index(*, forecasts: ArrayLike, edges: ArrayLike = TENTHS) -> IntArray:
    """Return the number of the bin in which each forecast lies.

    Formula: bin k holds `edges[k] <= p < edges[k + 1]`, the last one also its upper edge. Forecasts
    are rounded to 12 decimals first, so 0.3, 0.6, 0.7 and 1 - 0.7 lie where a person expects them.
    Scale: bins count from 0.

    Args:
        forecasts: probabilities in 0..1, shape (n,).
        edges: increasing from 0 to 1, shape (bins + 1,).

    Raises:
        InputError: forecasts outside 0..1, edges that do not increase from 0 to 1.

    Source: house rule: `int(p / 0.1)` puts 0.3, 0.6 and 0.7 one bin too low.

    >>> bin_index(forecasts=[0.0, 0.3, 0.6, 0.7, 1 - 0.7, 1.0])
    array([0, 3, 6, 7, 3, 9])
    """
    p = _checks.unit_interval(forecasts, name="forecasts")
    limits = checked_edges(edges)
    found = np.searchsorted(limits, np.round(p, 12), side="right") - 1
    return np.minimum(found, limits.size - 2)


def checked_edges(edges: ArrayLike) -> FloatArray:
    """Return edges that increase from 0 to 1.

    Raises:
        InputError: they do not.
    """
    limits = _checks.unit_interval(edges, name="edges")
    if limits.size < 2 or limits[0] != 0.0 or limits[-1] != 1.0 or (np.diff(limits) <= 0).any():
        raise InputError("edges", "must increase from 0 to 1")
    return limits


def bin_table(
    *,
    forecasts: ArrayLike,
    outcomes: ArrayLike,
    weights: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
    edges: ArrayLike = TENTHS,
    level: float = 0.95,
) -> tuple[Bin, ...]:
    """Return how often forecasts of each size came true, with an interval for every rate.

    Formula: the interval is Clopper and Pearson's with `n_eff` trials, where `n_eff = (sum_c
    w_c)**2 / sum_c w_c**2` over the clusters of the bin: the number of clusters where all weigh the
    same. Exact for equal weights and one forecast per cluster, and for forecasts that share one
    outcome; too wide rather than too narrow otherwise. Scale: rates 0 to 1.

    Args:
        forecasts: probabilities of YES in 0..1, shape (n,).
        outcomes: 1, 0 or a fraction, shape (n,).
        weights: not negative, not all zero, shape (n,).
        clusters: label of the question of each forecast, shape (n,); None: all independent.
        edges: increasing from 0 to 1.
        level: confidence of the intervals.

    Returns:
        One row per bin, empty ones included; rates on the scale 0..1.

    Raises:
        InputError: as `mean_brier`, edges that do not increase, a level outside 0..1.

    Source: Clopper and Pearson (1934); effective number of clusters after Kish (1965).

    >>> table = bin_table(forecasts=[0.3, 0.35, 0.9], outcomes=[0, 1, 1])
    >>> table[3].forecasts, table[3].observed_rate, round(table[3].rate_high, 3)
    (2, 0.5, 0.987)
    """
    p, y = _checks.rows(forecasts, outcomes)
    w = _checks.weights(weights, p.size)
    w = np.ones(p.size) if w is None else w
    cluster = np.arange(p.size) if clusters is None else _checks.codes(clusters, p.size)
    limits = checked_edges(edges)
    bins = limits.size - 1
    where = bin_index(forecasts=p, edges=limits)
    used = w > 0.0
    p, y, w, cluster, where = p[used], y[used], w[used], cluster[used], where[used]

    # One entry per (bin, cluster): its total weight decides how much it is worth.
    pairs, inverse = np.unique(where * (cluster.max() + 1) + cluster, return_inverse=True)
    per_cluster = np.bincount(inverse, weights=w)
    bin_of_pair = pairs // (cluster.max() + 1)
    count = np.bincount(where, minlength=bins)
    groups = np.bincount(bin_of_pair, minlength=bins)
    total = np.bincount(where, weights=w, minlength=bins)
    squares = np.bincount(bin_of_pair, weights=per_cluster**2, minlength=bins)
    with np.errstate(invalid="ignore"):
        forecast = np.bincount(where, weights=w * p, minlength=bins) / total
        rate = np.clip(np.bincount(where, weights=w * y, minlength=bins) / total, 0.0, 1.0)
        effective = total**2 / squares
    low, high = rate_interval(rate=rate, trials=effective, level=level)
    return tuple(
        Bin(
            low=float(limits[k]),
            high=float(limits[k + 1]),
            forecasts=int(count[k]),
            clusters=int(groups[k]),
            weight=float(total[k]),
            mean_forecast=float(forecast[k]) if count[k] else None,
            observed_rate=float(rate[k]) if count[k] else None,
            rate_low=float(low[k]) if count[k] else None,
            rate_high=float(high[k]) if count[k] else None,
        )
        for k in range(bins)
    )


def rate_interval(
    *, rate: FloatArray, trials: FloatArray, level: float
) -> tuple[FloatArray, FloatArray]:
    """Return Clopper and Pearson's interval, also for a fractional number of trials.

    Formula: `B^-1(a/2; k, n - k + 1)` and `B^-1(1 - a/2; k + 1, n - k)` with `k = rate n`; 0 and 1
    at the ends. Scale: 0 to 1.

    Args:
        rate: observed rates in 0..1, shape (n,).
        trials: effective numbers of trials, shape (n,).
        level: confidence, e.g. 0.95.

    Raises:
        InputError: a level outside 0..1.

    Source: Clopper and Pearson (1934); fractional trials after Korn and Graubard (1998).

    >>> low, high = rate_interval(rate=np.array([0.5]), trials=np.array([10.0]), level=0.95)
    >>> low.round(4), high.round(4)
    (array([0.1871]), array([0.8129]))
    """
    if not 0.0 < level < 1.0:
        raise InputError("level", f"{level} is not between 0 and 1")
    tail = (1.0 - level) / 2.0
    hits = rate * trials
    misses = trials - hits
    low = np.where(hits > 0.0, betaincinv(np.maximum(hits, 1e-300), misses + 1.0, tail), 0.0)
    high = np.where(
        misses > 0.0, betaincinv(hits + 1.0, np.maximum(misses, 1e-300), 1.0 - tail), 1.0
    )
    return low, high
