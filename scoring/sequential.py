"""Comparing two forecasters while questions resolve: valid however often one looks."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammainc, gammaln

from scoring._checks import FloatArray
from scoring.compare import per_question
from scoring.errors import InputError

E_VALUE_CAP = 1e7


@dataclass(frozen=True, slots=True, kw_only=True)
class SequentialComparison:
    """State of a monitored comparison after the last question.

    Attributes:
        difference: mean of `scores_b - scores_a` so far; positive: a is better.
        low: lower end of the confidence sequence: with 1 - alpha it covers at all times at once.
        high: upper end.
        e_a_better: evidence against "a is no better on average", at most 1e7; 20 rejects at 5 %.
        e_b_better: evidence against "b is no better on average".
        questions: how many so far.
        lows: lower end after each question.
        highs: upper end after each question.
    """

    difference: float
    low: float
    high: float
    e_a_better: float
    e_b_better: float
    questions: int
    lows: tuple[float, ...]
    highs: tuple[float, ...]


def sequential_comparison(
    *,
    scores_a: ArrayLike,
    scores_b: ArrayLike,
    weights: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
    alpha: float = 0.05,
    v_opt: float = 10.0,
    bound: float = 1.0,
    whole_path: bool = False,
) -> SequentialComparison:
    """Return confidence sequence and e-values for the mean difference of two forecasters' scores.

    Formula: with d_t = b - a, `V_t = sum (d_t - mean of d before t)**2` and the gamma-exponential
    mixture M(s, v) of scale `c = 2 bound`: interval `mean +- u / t` where `M(u, max(V_t, 1)) = 2 /
    alpha`; e-values `M(sum d, V_t)` and `M(-sum d, V_t)`, cut off at 1e7. Rows of one question are
    averaged first; every question counts once. Scale: that of the scores; e-values 0 to 1e7, 20
    rejects at 5 %.

    Args:
        scores_a: per row in order of resolution, smaller is better, shape (n,).
        scores_b: the same of the other, shape (n,).
        weights: shares of the rows of one question, shape (n,).
        clusters: label of the question of each row, shape (n,).
        alpha: error allowed over all time.
        v_opt: accumulated variance at which the interval is tightest; choose it beforehand.
        bound: largest possible difference: 1 for Brier scores.
        whole_path: also return the interval after each question.

    Raises:
        InputError: scores that are not finite, a difference beyond the bound, alpha outside 0..1.

    Source: Choe and Ramdas (2023), doi 10.1287/opre.2021.0792; Howard, Ramdas, McAuliffe and
    Sekhon (2021).

    >>> result = sequential_comparison(scores_a=[0.0] * 60, scores_b=[0.5] * 60)
    >>> result.low > 0, result.e_a_better > 20, result.e_b_better < 1
    (True, True, True)
    """
    if not 0.0 < alpha < 1.0 or not v_opt > 0.0 or not bound > 0.0:
        raise InputError("alpha", "must be in 0..1, v_opt and bound positive")
    difference = -per_question(scores_a, scores_b, weights, clusters)[0]
    if np.abs(difference).max() > bound + 1e-12:
        row = int(np.abs(difference).argmax())
        raise InputError("scores_a", f"differs by {difference[row]:.6g}, more than {bound}")
    scale = 2.0 * bound
    count = np.arange(1, difference.size + 1)
    sums = np.cumsum(difference)
    before = np.append(0.0, (sums / count)[:-1])
    variance = np.cumsum((difference - before) ** 2)
    rho = best_rho(v_opt, alpha)
    at = slice(None) if whole_path else slice(-1, None)
    # Below 1 the accumulated variance is too small for the interval to mean anything.
    reach = mixture_bound(np.maximum(variance[at], 1.0), rho, scale, alpha / 2.0) / count[at]
    mean = (sums / count)[at]
    evidence = [
        float(np.exp(min(value, np.log(E_VALUE_CAP))))
        for value in log_mixture(
            np.array([sums[-1], -sums[-1]]), np.full(2, variance[-1]), rho, scale
        ).tolist()
    ]
    return SequentialComparison(
        difference=float(mean[-1]),
        low=float(mean[-1] - reach[-1]),
        high=float(mean[-1] + reach[-1]),
        e_a_better=evidence[0],
        e_b_better=evidence[1],
        questions=int(difference.size),
        lows=tuple((mean - reach).tolist()) if whole_path else (),
        highs=tuple((mean + reach).tolist()) if whole_path else (),
    )


def best_rho(v_opt: float, alpha: float) -> float:
    """Return the parameter that makes a one-sided mixture tightest at `v_opt`.

    >>> round(best_rho(100.0, 0.05), 4)
    12.6006
    """
    two = 2.0 * np.log(1.0 / alpha)
    return float(v_opt / (two + np.log1p(two)))


def log_mixture(s: FloatArray, v: FloatArray, rho: float, scale: float) -> FloatArray:
    """Return the logarithm of the gamma-exponential mixture at sum s and variance v."""
    square = scale * scale
    shape = (v + rho) / square
    at = (scale * s + v + rho) / square
    start = rho / square
    constant = start * np.log(start) - gammaln(start) - np.log(gammainc(start, start))
    positive = np.maximum(at, 1e-8)
    with np.errstate(divide="ignore"):
        inside = (
            gammaln(shape)
            + np.log(gammainc(shape, positive))
            - shape * np.log(positive)
            + (at - start)
        )
    # Where the mixture has no closed form it is at most this.
    return np.asarray(constant + np.where(at > 0.0, inside, -start - np.log(shape)))


def mixture_bound(v: FloatArray, rho: float, scale: float, alpha: float) -> FloatArray:
    """Return the sum at which the mixture reaches 1 / alpha, by bisection for all v at once."""
    target = np.log(1.0 / alpha)
    low, high = np.zeros(v.size), np.full(v.size, 1.0)
    while (short := log_mixture(high, v, rho, scale) < target).any():
        high = np.where(short, 2.0 * high, high)
    for _ in range(80):
        middle = (low + high) / 2.0
        short = log_mixture(middle, v, rho, scale) < target
        low, high = np.where(short, middle, low), np.where(short, high, middle)
    return high
