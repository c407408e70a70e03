"""Brier scores: squared distance between forecast and outcome; smaller is better."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, logit

from scoring import _checks
from scoring._checks import FloatArray
from scoring._robust import robust
from scoring._unseen import allowance
from scoring.errors import InputError, LengthError

_BLOCK = 1 << 17  # rows per pass: few enough for the cache, many enough to hide Python
_SPREAD = 1e-9  # share of the mean below which scores are all the same
UNSEEN = 0.5  # of a turned question that an interval reckons with: half covers best
_ROW = 1 << 13  # rows per product: few enough that BLAS does not call on other, busy cores


def brier(*, forecasts: ArrayLike, outcomes: ArrayLike) -> FloatArray:
    """Return the Brier score of each binary forecast.

    Formula: `(p - y)**2`. Scale: 0 (best) to 1; 0.25 for a forecast of 50 %.

    Args:
        forecasts: probabilities of YES in 0..1, shape (n,).
        outcomes: 1 for YES, 0 for NO, or a fraction for a partial outcome, shape (n,).

    Returns:
        Scores, shape (n,).

    Raises:
        InputError: empty, of different length, or a value outside 0..1 (named by row).

    Source: Brier (1950), halved to one category as in Murphy (1973).

    >>> brier(forecasts=[0.7, 0.5], outcomes=[1, 0]).round(2)
    array([0.09, 0.25])
    """
    p, y = _checks.rows(forecasts, outcomes)
    distance = p - y
    return np.square(distance, out=distance)


def mean_brier(
    *, forecasts: ArrayLike, outcomes: ArrayLike, weights: ArrayLike | None = None
) -> float:
    """Return the mean Brier score of binary forecasts.

    Formula: `sum(w (p - y)**2) / sum(w)`. Scale: 0 (best) to 1.

    Args:
        forecasts: probabilities of YES in 0..1, shape (n,).
        outcomes: 1, 0 or a fraction, shape (n,).
        weights: not negative, not all zero, shape (n,); None: all equal.

    Raises:
        InputError: as `brier`, or weights that cannot be.

    Source: Brier (1950).

    >>> mean_brier(forecasts=[0.7, 0.5], outcomes=[1, 0], weights=[3, 1])
    0.13
    """
    if weights is None and (quick := _large_mean(forecasts, outcomes)) is not None:
        return quick
    p, y = _checks.rows(forecasts, outcomes)
    w = _checks.weights(weights, p.shape[0])
    distance = p - y
    return _checks.mean(np.square(distance, out=distance), w)


def mean_brier_interval(
    *, scores: ArrayLike, turned: ArrayLike, clusters: ArrayLike, level: float = 0.95
) -> tuple[float, float] | None:
    """Return the interval of a mean of Brier scores; None with fewer than two questions.

    Formula: that of `score_report`, over questions: Student's, on the logit scale, with half a
    question of the other outcome in mind. Scale: 0 to 1.

    Args:
        scores: Brier scores, shape (n,).
        turned: the scores had every outcome been the other one, shape (n,).
        clusters: label of the question of each, shape (n,).
        level: confidence.

    Raises:
        InputError: scores that are not finite, arguments of different length.

    Source: Student (1908); the question in mind after Agresti and Coull (1998).

    >>> low, high = mean_brier_interval(
    ...     scores=[0.04, 0.09, 0.01], turned=[0.64, 0.49, 0.81], clusters=[1, 2, 3]
    ... )
    >>> round(low, 3), round(high, 3)
    (0.001, 0.965)
    """
    score = _checks.finite(scores, name="scores")
    other = _checks.finite(turned, name="turned")
    _checks.same_length(other, score.size, name="turned")
    label = _checks.codes(clusters, score.size)
    held = np.bincount(label) / score.size
    if held.size < 2:
        return None
    mean = np.array([score.mean()])
    unseen = allowance(
        mean=mean,
        turned=np.array([other.mean()]),
        questions=1.0 / np.array([np.dot(held, held)]),
        unseen=UNSEEN,
    )
    spread = robust((score - mean)[:, None] / score.size, [label]).with_unseen(unseen)
    low, high = brier_interval(mean=mean, centre=unseen.centre, reach=spread.reach(level))
    return None if np.isnan(low[0]) else (float(low[0]), float(high[0]))


def brier_interval(
    *, mean: FloatArray, centre: FloatArray, reach: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return intervals that reach so far on both sides of their centres, within 0..1.

    On the logit scale: so they stay on the scale and reach further up, where surprises lie. They
    hold the mean in any case. NaN without any spread, which comes of offsetting forecasts and says
    nothing; only for forecasts of 50 %, which always score 0.25, that is certainty.

    >>> low, high = brier_interval(
    ...     mean=np.array([0.1]), centre=np.array([0.1]), reach=np.array([0.05])
    ... )
    >>> low.round(3), high.round(3)
    (array([0.06]), array([0.162]))
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        half, at = reach / (centre * (1.0 - centre)), logit(centre)
        low = np.minimum(expit(at - half), mean)
        high = np.maximum(expit(at + half), mean)
    still = ~(reach > _SPREAD * np.maximum(mean, _SPREAD))
    certain = np.where((np.abs(mean - 0.25) <= _SPREAD) & ~np.isnan(reach), mean, np.nan)
    return np.where(still, certain, low), np.where(still, certain, high)


def _large_mean(forecasts: ArrayLike, outcomes: ArrayLike) -> float | None:
    """Return the mean of large arrays, checked and squared a block at a time while in cache.

    None for small ones and where anything is unusual: the ordinary way says what.
    """
    if not (isinstance(forecasts, np.ndarray) and isinstance(outcomes, np.ndarray)):
        return None
    for array in (forecasts, outcomes):
        plain = array.dtype == np.float64 and array.ndim == 1 and array.flags.c_contiguous
        if not plain or array.size < _BLOCK or array.size != forecasts.size:
            return None
    total, buffer = 0.0, np.empty(_BLOCK)
    for start in range(0, forecasts.size, _BLOCK):
        p, y = forecasts[start : start + _BLOCK], outcomes[start : start + _BLOCK]
        if max(p.view(np.uint64).max(), y.view(np.uint64).max()) > _checks.ONE:
            return None
        distance = np.subtract(p, y, out=buffer[: p.size])
        total += _squares(distance)
    return total / forecasts.size


def _squares(values: FloatArray) -> float:
    """Return the sum of squares, in one pass and without a temporary."""
    whole = values.size // _ROW * _ROW
    rows, rest = values[:whole].reshape(-1, _ROW), values[whole:]
    return float(np.vecdot(rows, rows).sum() + np.dot(rest, rest))


def multicategory_brier(*, forecasts: ArrayLike, outcomes: ArrayLike) -> FloatArray:
    """Return the Brier score of forecasts over several options.

    Formula: `sum over options (p_k - y_k)**2`. Scale: 0 (best) to 2, twice the binary one.

    Args:
        forecasts: rows that sum to 1, shape (n, options).
        outcomes: number of the option that came true, counting from 0, shape (n,).

    Raises:
        InputError: rows that do not sum to 1, an option that does not exist.

    Source: Brier (1950).

    >>> multicategory_brier(forecasts=[[0.6, 0.3, 0.1]], outcomes=[0]).round(2)
    array([0.26])
    """
    p, index = categories(forecasts, outcomes)
    chosen = p[np.arange(index.size), index]
    # sum(p**2) - 2 p_j + 1, without building the 0/1 matrix of outcomes.
    squares: FloatArray = np.square(p).sum(axis=1)
    return np.maximum(squares - 2.0 * chosen + 1.0, 0.0)


def ranked_probability_score(
    *, forecasts: ArrayLike, outcomes: ArrayLike, normalised: bool = False
) -> FloatArray:
    """Return the ranked probability score of forecasts over ordered options.

    Formula: `sum over k < options of (P_k - Y_k)**2` with cumulated P and Y. Scale: 0 (best) to
    options - 1; with `normalised` divided by options - 1, so 0 to 1 and equal to the binary
    Brier score for two options.

    Args:
        forecasts: rows that sum to 1, options in their order, shape (n, options).
        outcomes: number of the option that came true, counting from 0, shape (n,).
        normalised: divide by options - 1.

    Raises:
        InputError: as `multicategory_brier`.

    Source: Epstein (1969), Murphy (1971).

    >>> ranked_probability_score(forecasts=[[0.2, 0.5, 0.3]], outcomes=[2]).round(2)
    array([0.53])
    """
    p, index = categories(forecasts, outcomes)
    cumulated = np.cumsum(p, axis=1)[:, :-1]
    happened = np.arange(cumulated.shape[1]) >= index[:, None]
    score: FloatArray = np.square(cumulated - happened).sum(axis=1)
    return score / (p.shape[1] - 1) if normalised else score


def categories(forecasts: ArrayLike, outcomes: ArrayLike) -> tuple[FloatArray, "_checks.IntArray"]:
    """Check rows of probabilities and the numbers of the options that came true.

    Raises:
        InputError: a shape, probability, sum or number that cannot be.
        LengthError: not as many outcomes as rows.
    """
    p = np.asarray(forecasts, dtype=np.float64)
    if p.ndim != 2 or p.shape[1] < 2:
        raise InputError("forecasts", f"must have shape (n, options >= 2), has {p.shape}")
    flat = _checks.unit_interval(p.ravel(), name="forecasts").reshape(p.shape)
    off = np.flatnonzero(np.abs(flat.sum(axis=1) - 1.0) > 1e-6)
    if off.size:
        row = int(off[0])
        raise InputError("forecasts", f"sums to {flat[row].sum():.6g}, not to 1", row=row)
    index = _checks.vector(outcomes, name="outcomes")
    if index.shape[0] != p.shape[0]:
        raise LengthError("outcomes", f"has {index.shape[0]} rows, not {p.shape[0]}")
    wrong = np.flatnonzero(~((index >= 0) & (index < p.shape[1]) & (index == np.floor(index))))
    if wrong.size:
        row = int(wrong[0])
        raise InputError("outcomes", f"{index[row]} is no option of {p.shape[1]}", row=row)
    return flat, index.astype(np.intp)
