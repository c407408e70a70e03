"""Comparing two forecasters on the same questions: differences, bootstrap, sign-flip."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring import _checks
from scoring._checks import FloatArray
from scoring.errors import InputError

_CELLS = 1 << 22
_ALL_SIGNS = 14  # with so few questions every assignment of signs is tried


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Mean difference of two forecasters' scores, over questions.

    Attributes:
        difference: mean of `scores_a - scores_b`; negative: a is better, where small is good.
        low: lower end of its bootstrap interval; None with fewer than two questions.
        high: upper end.
        p_value: two-sided, by flipping the signs of the questions' differences.
        method: "exact" (all signs) or "monte carlo".
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
    seed: int,
    draws: int = 2000,
    level: float = 0.95,
) -> Comparison:
    """Compare two forecasters by the differences of their scores on the same questions.

    Formula: d_q = weighted mean difference on question q with weight w_q; `sum w_q d_q / sum w_q`.
    Interval: percentiles of the mean over questions drawn with replacement. p-value: share of
    sign assignments whose mean is at least as far from 0. Scale: that of the scores.

    Args:
        scores_a: any score per row, finite, shape (n,).
        scores_b: the same of the other on the same rows, shape (n,).
        weights: not negative, not all zero, shape (n,).
        clusters: label of the question of each row, shape (n,).
        seed: of the simulation.
        draws: bootstrap samples and sign assignments.
        level: confidence of the interval.

    Raises:
        InputError: scores that are not finite (compare on clipped or Brier scores), of different
            length, a level outside 0..1.

    Source: Efron (1979), Fisher (1935); clusters after Cameron, Gelbach and Miller (2008).

    >>> result = compare(scores_a=[0.1, 0.2, 0.1, 0.0], scores_b=[0.3, 0.3, 0.2, 0.4], seed=1)
    >>> round(result.difference, 2), result.p_value
    (-0.2, 0.125)
    """
    if not 0.0 < level < 1.0:
        raise InputError("level", f"{level} is not between 0 and 1")
    difference, weight = per_question(scores_a, scores_b, weights, clusters)
    questions = difference.size
    observed = float(np.dot(difference, weight) / weight.sum())
    rng = np.random.default_rng(seed)
    low, high = _bootstrap(difference, weight, rng, draws, level)
    p_value, method = _sign_flip(difference * weight, rng, draws)
    return Comparison(
        difference=observed,
        low=low,
        high=high,
        p_value=p_value,
        method=method,
        questions=int(questions),
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


def _bootstrap(
    difference: FloatArray,
    weight: FloatArray,
    rng: np.random.Generator,
    draws: int,
    level: float,
) -> tuple[float | None, float | None]:
    """Return the percentile interval over questions drawn with replacement."""
    n = difference.size
    if n < 2:
        return None, None
    means = []
    batch = max(1, _CELLS // n)
    for start in range(0, draws, batch):
        picked = rng.integers(0, n, size=(min(batch, draws - start), n))
        drawn = weight[picked]
        means.append((drawn * difference[picked]).sum(axis=1) / drawn.sum(axis=1))
    tail = (1.0 - level) / 2.0
    low, high = np.quantile(np.concatenate(means), [tail, 1.0 - tail])
    return float(low), float(high)


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
