"""Murphy's decomposition of the Brier score over bins, complete, bias-corrected, with errors."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring import _checks
from scoring._checks import FloatArray, IntArray
from scoring.reliability import bin_index


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """One value for each of the three classical parts."""

    reliability: float
    resolution: float
    uncertainty: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Murphy:
    """Parts of the mean Brier score over bins.

    `brier = reliability - resolution + uncertainty + within_variance - within_covariance`.

    Attributes:
        brier: mean Brier score, 0 (best) to 1.
        reliability: squared distance of forecast and rate within the bins (smaller is better).
        resolution: squared distance of the bins' rates from the base rate (larger is better).
        uncertainty: Brier score of the base rate.
        within_variance: variance of the forecasts inside the bins; 0 for bins of equal forecasts.
        within_covariance: twice the covariance of forecast and outcome inside the bins.
        corrected: the three parts with their small-sample bias removed; same sum, can be negative.
        standard_error: of the three parts, over clusters; too small where a part is near 0.
        bins: number of bins that hold a forecast.
    """

    brier: float
    reliability: float
    resolution: float
    uncertainty: float
    within_variance: float
    within_covariance: float
    corrected: Parts
    standard_error: Parts
    bins: int


def murphy(
    *,
    forecasts: ArrayLike,
    outcomes: ArrayLike,
    weights: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
    edges: ArrayLike | None = None,
) -> Murphy:
    """Return Murphy's decomposition of the Brier score.

    Formula: with the weight share s_k, mean forecast f_k and rate o_k of bin k and the base rate o,
    reliability `sum s_k (f_k - o_k)**2`, resolution `sum s_k (o_k - o)**2`, uncertainty `mean(y**2)
    - o**2`. Correction: `sum s_k v_k / (n_k - 1)` less in reliability and resolution, with the
    variance v_k of the outcomes and the effective number n_k of clusters in the bin (bins of one
    cluster are left as they are); `v / (n - 1)` of all outcomes more in resolution and uncertainty.
    Errors: delta method on sums per cluster. Scale: that of the Brier score, 0 to 1, for
    every part.

    Args:
        forecasts: probabilities of YES in 0..1, shape (n,).
        outcomes: 1, 0 or a fraction, shape (n,).
        weights: not negative, not all zero, shape (n,).
        clusters: label of the question of each forecast, shape (n,).
        edges: increasing from 0 to 1; None: one bin per distinct forecast.

    Raises:
        InputError: as `mean_brier`; edges that do not increase from 0 to 1.

    Source: Murphy (1973); Stephenson, Coelho and Jolliffe (2008) for the terms within bins; Ferro
    and Fricker (2012) for the correction; Siegert (2014) for errors by propagation.

    >>> parts = murphy(forecasts=[0.2, 0.2, 0.8, 0.8], outcomes=[0, 0, 1, 0])
    >>> round(parts.reliability, 4), parts.resolution, parts.uncertainty
    (0.065, 0.0625, 0.1875)
    """
    p, y = _checks.rows(forecasts, outcomes)
    w = _checks.weights(weights, p.size)
    w = np.ones(p.size) if w is None else w
    cluster = np.arange(p.size) if clusters is None else _checks.codes(clusters, p.size)
    used = w > 0.0
    p, y, w, cluster = p[used], y[used], w[used], cluster[used]
    where = _checks.codes(p if edges is None else bin_index(forecasts=p, edges=edges), p.size)

    share = w / w.sum()
    weight = np.bincount(where, weights=share)
    forecast = (np.bincount(where, weights=share * p) / weight)[where]
    rate = (np.bincount(where, weights=share * y) / weight)[where]
    base = float(np.dot(share, y))
    distance = forecast - rate
    reliability = float(np.dot(share, distance**2))
    resolution = float(np.dot(share, (rate - base) ** 2))
    uncertainty = float(np.dot(share, (y - base) ** 2))
    spread = (y - rate) ** 2

    excess = _excess(share, spread, where, cluster)
    clusters_in_all = _effective(share, np.zeros(p.size, np.intp), cluster)[0]
    overall = uncertainty / (clusters_in_all - 1.0) if clusters_in_all > 1.0 else 0.0
    # Influence of each row on each part: its derivative with respect to the row's weight.
    errors = [
        _error(share * influence, cluster)
        for influence in (
            2.0 * distance * (p - y) - distance**2 - reliability,
            2.0 * (rate - base) * (y - base) - (rate - base) ** 2 - resolution,
            (y - base) ** 2 - uncertainty,
        )
    ]
    return Murphy(
        brier=float(np.dot(share, (p - y) ** 2)),
        reliability=reliability,
        resolution=resolution,
        uncertainty=uncertainty,
        within_variance=float(np.dot(share, (p - forecast) ** 2)),
        within_covariance=2.0 * float(np.dot(share, (y - rate) * (p - forecast))),
        corrected=Parts(
            reliability=reliability - excess,
            resolution=resolution - excess + overall,
            uncertainty=uncertainty + overall,
        ),
        standard_error=Parts(reliability=errors[0], resolution=errors[1], uncertainty=errors[2]),
        bins=int(weight.size),
    )


def _excess(share: FloatArray, spread: FloatArray, where: IntArray, cluster: IntArray) -> float:
    """Return by how much chance alone raises reliability and resolution."""
    effective = _effective(share, where, cluster)
    sums = np.bincount(where, weights=share * spread)
    several = effective > 1.0 + 1e-9
    return float((sums[several] / (effective[several] - 1.0)).sum())


def _effective(share: FloatArray, where: IntArray, cluster: IntArray) -> FloatArray:
    """Return the effective number of clusters in each bin."""
    width = int(cluster.max()) + 1
    pairs, inverse = np.unique(where * width + cluster, return_inverse=True)
    per_pair = np.bincount(inverse, weights=share)
    squares = np.bincount(pairs // width, weights=per_pair**2)
    return np.asarray(np.bincount(where, weights=share) ** 2 / squares, dtype=np.float64)


def _error(influence: FloatArray, cluster: IntArray) -> float:
    """Return the standard error from the influence of each row, added up per cluster."""
    return float(np.sqrt(np.square(np.bincount(cluster, weights=influence)).sum()))
