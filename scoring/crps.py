"""Continuous ranked probability score, from quantiles, from a CDF and from thresholds."""

import numpy as np
from numpy.typing import ArrayLike

from scoring import _checks
from scoring._checks import FloatArray
from scoring.errors import InputError, LengthError


def crps_from_quantiles(
    *, quantiles: ArrayLike, levels: ArrayLike, outcomes: ArrayLike
) -> FloatArray:
    """Return the CRPS as approximated by quantiles.

    Formula: `2 / K sum over levels t of (1{x < q} - t)(q - x)`, twice the mean pinball loss.
    Scale: the unit of the quantity, 0 best; approaches the CRPS as evenly spaced levels grow.

    Args:
        quantiles: not decreasing along a row, shape (n, K).
        levels: increasing, strictly between 0 and 1, shape (K,).
        outcomes: what came, shape (n,).

    Raises:
        InputError: quantiles that cross (named by row), levels that do not increase.

    Source: Gneiting and Ranjan (2011); Laio and Tamea (2007).

    >>> crps_from_quantiles(quantiles=[[1.0, 2.0, 3.0]], levels=[0.25, 0.5, 0.75], outcomes=[2.5])
    array([0.5])
    """
    q, t, x = checked_quantiles(quantiles, levels, outcomes)
    return np.asarray(2.0 * pinball(q, t, x).mean(axis=1))


def crps_from_cdf(*, values: ArrayLike, cdf: ArrayLike, outcomes: ArrayLike) -> FloatArray:
    """Return the exact CRPS of a CDF that is linear between given points.

    Formula: `integral of (F(z) - 1{z >= x})**2 dz`; mass below the first and above the last value
    sits at that value. Scale: the unit of the quantity, 0 best.

    Args:
        values: increasing, shape (K,).
        cdf: P(X <= value), not decreasing along a row, in 0..1, shape (n, K).
        outcomes: what came, shape (n,).

    Raises:
        InputError: values that do not increase, a CDF that decreases or leaves 0..1.

    Source: Matheson and Winkler (1976); Gneiting and Raftery (2007).

    >>> crps_from_cdf(values=[0.0, 1.0], cdf=[[0.0, 1.0]], outcomes=[0.5]).round(4)
    array([0.0833])
    """
    z, f, x = _checked_cdf(values, cdf, outcomes)
    inside = np.clip(x, z[0], z[-1])
    cut = np.clip((inside[:, None] - z[:-1]) / np.diff(z), 0.0, 1.0)
    at_cut = f[:, :-1] + cut * np.diff(f, axis=1)
    width = np.diff(z)
    below = cut * width * _square_integral(f[:, :-1], at_cut)
    above = (1.0 - cut) * width * _square_integral(1.0 - at_cut, 1.0 - f[:, 1:])
    # Beyond the points F is 0 or 1, so each unit between them and the outcome costs 1.
    outside = np.abs(x - inside)
    return np.asarray((below + above).sum(axis=1) + outside)


def crps_from_thresholds(
    *, thresholds: ArrayLike, probabilities: ArrayLike, outcomes: ArrayLike
) -> FloatArray:
    """Return the CRPS over the range of some thresholds, from "will it be at most t?" forecasts.

    Formula: Brier score at each threshold, integrated by the trapezoidal rule from the first to
    the last. Scale: the unit of the quantity, 0 best. What happens beyond the thresholds does
    not count: it is the CRPS weighted to their range.

    Args:
        thresholds: increasing, at least two, shape (K,).
        probabilities: P(X <= threshold), not decreasing along a row, shape (n, K).
        outcomes: what came, shape (n,).

    Raises:
        InputError: as `crps_from_cdf`.

    Source: Hersbach (2000); threshold weighting after Gneiting and Ranjan (2011).

    >>> crps_from_thresholds(thresholds=[0.0, 1.0, 2.0], probabilities=[[0, 0.5, 1]], outcomes=[1])
    array([0.25])
    """
    z, f, x = _checked_cdf(thresholds, probabilities, outcomes)
    error = np.square(f - (z >= x[:, None]))
    return np.asarray(((error[:, 1:] + error[:, :-1]) / 2.0) @ np.diff(z))


def pinball(q: FloatArray, t: FloatArray, x: FloatArray) -> FloatArray:
    """Return the pinball loss of each quantile, shape (n, K)."""
    distance = x[:, None] - q
    return np.maximum(t * distance, (t - 1.0) * distance)


def checked_quantiles(
    quantiles: ArrayLike, levels: ArrayLike, outcomes: ArrayLike
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Check quantile forecasts and what came.

    Raises:
        InputError: levels that do not increase strictly between 0 and 1, or values that cannot be.
    """
    t = _checks.finite(levels, name="levels")
    if t[0] <= 0.0 or t[-1] >= 1.0 or (np.diff(t) <= 0.0).any():
        raise InputError("levels", "must increase, strictly between 0 and 1")
    q, x = _matrix(quantiles, outcomes, t.size, name="quantiles")
    return q, t, x


def _checked_cdf(
    values: ArrayLike, cdf: ArrayLike, outcomes: ArrayLike
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Check points of a CDF and what came."""
    z = _checks.finite(values, name="values")
    if z.size < 2 or (np.diff(z) <= 0.0).any():
        raise InputError("values", "must increase, at least two of them")
    f, x = _matrix(cdf, outcomes, z.size, name="cdf")
    _checks.unit_interval(f.ravel(), name="cdf")
    return z, f, x


def _matrix(
    values: ArrayLike, outcomes: ArrayLike, columns: int, *, name: str
) -> tuple[FloatArray, FloatArray]:
    """Check a matrix that increases along its rows, and what came."""
    matrix = np.asarray(values, dtype=np.float64)
    if matrix.ndim != 2 or matrix.shape[1] != columns:
        raise InputError(name, f"must have shape (n, {columns}), has {matrix.shape}")
    x = _checks.finite(outcomes, name="outcomes")
    if x.size != matrix.shape[0]:
        raise LengthError("outcomes", f"has {x.size} rows, {name} has {matrix.shape[0]}")
    rising = np.isfinite(matrix).all(axis=1) & (np.diff(matrix, axis=1) >= 0.0).all(axis=1)
    if not rising.all():
        row = int(np.flatnonzero(~rising)[0])
        raise InputError(name, "decreases or is not finite", row=row)
    return matrix, x


def _square_integral(start: FloatArray, end: FloatArray) -> FloatArray:
    """Return the mean of the square of a line from start to end."""
    return (start * start + start * end + end * end) / 3.0
