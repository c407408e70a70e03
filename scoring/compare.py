"""Comparing two forecasters on the same questions: differences, their interval, sign-flip."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtr, stdtrit

from scoring import _checks
from scoring._checks import FloatArray
from scoring._unseen import allowance
from scoring.errors import InputError

_CELLS = 1 << 22
_UNSEEN = 1.0  # turned questions that interval and test reckon with
_ALL_SIGNS = 14  # with so few questions every assignment of signs is tried


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Mean difference of two forecasters' scores, over questions.

    Attributes:
        difference: mean of `scores_a - scores_b`; negative: a is better, where small is good.
        low: lower end of its interval; None with fewer than two questions.
        high: upper end.
        p_value: two-sided.
        method: "student" where turned scores are given; else of the sign-flip test: "exact" (all
            signs) or "monte carlo".
        questions: questions both forecast.
        decisive: questions on which they differ.
    """

    difference: float
    low: float | None
    high: float | None
    p_value: float
    method: str
    questions: int
    decisive: int


def compare(
    *,
    scores_a: ArrayLike,
    scores_b: ArrayLike,
    weights: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
    turned_a: ArrayLike | None = None,
    turned_b: ArrayLike | None = None,
    seed: int,
    draws: int = 2000,
    level: float = 0.95,
) -> Comparison:
    """Compare two forecasters by the differences of their scores on the same questions.

    Formula: d_q = weighted mean difference on question q with weight w_q; `sum w_q d_q / sum w_q`.
    Interval: Student's over questions. p-value: share of sign assignments whose mean is at least as
    far from 0. That is exact where a difference and its opposite are equally likely. Between two
    who say 97 % and 83 % they are not: the bolder one is a little better nearly always and much
    worse at times, and calls for none of those times yet look like certainty. So give the turned
    scores where they are known: interval and p-value are then Student's with one question of the
    other outcome in mind. Scale: that of the scores.

    Args:
        scores_a: any score per row, finite, shape (n,).
        scores_b: the same of the other on the same rows, shape (n,).
        weights: not negative, not all zero, shape (n,).
        clusters: label of the question of each row, shape (n,).
        turned_a: the scores had every outcome been the other one, shape (n,); with `turned_b`.
        turned_b: the same of the other.
        seed: of the simulation.
        draws: sign assignments, where there are too many to try them all.
        level: confidence of the interval.

    Raises:
        InputError: scores that are not finite (compare on clipped or Brier scores), of different
            length, a level outside 0..1.

    Source: Student (1908), Fisher (1935); the question in mind after Agresti and Coull (1998).

    >>> result = compare(scores_a=[0.1, 0.2, 0.1, 0.0], scores_b=[0.3, 0.3, 0.2, 0.4], seed=1)
    >>> round(result.difference, 2), result.p_value
    (-0.2, 0.125)
    """
    if not 0.0 < level < 1.0:
        raise InputError("level", f"{level} is not between 0 and 1")
    size = _checks.vector(scores_a, name="scores_a").size
    difference, weight = per_question(scores_a, scores_b, weights, clusters)
    turned = None
    if turned_a is not None and turned_b is not None:
        _checks.same_length(_checks.vector(turned_a, name="turned_a"), size, name="turned_a")
        turned = per_question(turned_a, turned_b, weights, clusters)[0]
    elif turned_a is not None or turned_b is not None:
        missing = "turned_b" if turned_b is None else "turned_a"
        raise InputError(missing, "is missing: the scores of both are turned, or of none")
    share = weight / weight.sum()
    observed = float(np.dot(difference, share))
    centre, error = _spread(difference, turned, share)
    freedom = difference.size - 1.0
    if turned is None:
        p_value, method = _sign_flip(difference * weight, np.random.default_rng(seed), draws)
    else:
        p_value, method = _student_p(centre, error, freedom), "student"
    reach = float(stdtrit(freedom, (1.0 + level) / 2.0)) * error if freedom > 0.0 else None
    return Comparison(
        difference=observed,
        low=None if reach is None else min(centre - reach, observed),
        high=None if reach is None else max(centre + reach, observed),
        p_value=p_value,
        method=method,
        questions=int(difference.size),
        decisive=int(np.count_nonzero(difference)),
    )


def per_question(
    scores_a: ArrayLike,
    scores_b: ArrayLike,
    weights: ArrayLike | None,
    clusters: ArrayLike | None,
) -> tuple[FloatArray, FloatArray]:
    """Return mean difference and weight of each question, in order of its first row."""
    a = _checks.finite(scores_a, name="scores_a")
    b = _checks.finite(scores_b, name="scores_b")
    _checks.same_length(b, a.size, name="scores_b")
    given = _checks.weights(weights, a.size)
    w = np.ones(a.size) if given is None else given
    if clusters is None:
        used = w > 0.0
        return (a - b)[used], w[used]
    label = _checks.codes(clusters, a.size)
    weight = _checks.sums(label, w)
    first = np.full(weight.size, a.size)
    np.minimum.at(first, label, np.arange(a.size))
    total = _checks.sums(label, w * (a - b))
    order = np.argsort(first)
    order = order[weight[order] > 0.0]
    return total[order] / weight[order], weight[order]


def _spread(
    difference: FloatArray, turned: FloatArray | None, share: FloatArray
) -> tuple[float, float]:
    """Return the centre of the interval and its standard error, over questions."""
    mean = np.array([np.dot(difference, share)])
    n = difference.size
    if n < 2:
        return float(mean[0]), 0.0
    variance = np.array([np.square(share * (difference - mean)).sum()]) * n / (n - 1.0)
    if turned is None:
        return float(mean[0]), float(np.sqrt(variance[0]))
    unseen = allowance(
        mean=mean,
        turned=np.array([np.dot(turned, share)]),
        questions=1.0 / np.array([np.dot(share, share)]),
        unseen=_UNSEEN,
    )
    return float(unseen.centre[0]), float(np.sqrt(variance * unseen.scale + unseen.more)[0])


def _student_p(centre: float, error: float, freedom: float) -> float:
    """Return the two-sided p-value of Student's test; 1 where nothing could have varied."""
    if freedom < 1.0 or error <= 1e-12 * abs(centre) or error == 0.0:
        return 1.0
    return float(2.0 * stdtr(freedom, -abs(centre) / error))


def _sign_flip(values: FloatArray, rng: np.random.Generator, draws: int) -> tuple[float, str]:
    """Return the two-sided p-value of the sum under random signs; zeros do not matter."""
    values = values[values != 0.0]
    n = values.size
    if n == 0:
        return 1.0, "exact"
    reach = abs(float(values.sum())) * (1.0 - 1e-12)
    if n <= _ALL_SIGNS:
        signs = 1.0 - 2.0 * ((np.arange(2**n)[:, None] >> np.arange(n)) & 1)
        return float((np.abs(np.einsum("dm,m->d", signs, values)) >= reach).mean()), "exact"
    hits = 0
    batch = max(1, _CELLS // n)
    for start in range(0, draws, batch):
        signs = 1.0 - 2.0 * rng.integers(0, 2, size=(min(batch, draws - start), n))
        hits += int(np.count_nonzero(np.abs(np.einsum("dm,m->d", signs, values)) >= reach))
    return (1.0 + hits) / (1.0 + draws), "monte carlo"
