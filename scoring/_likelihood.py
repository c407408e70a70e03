"""The likelihood of a shift and a stretch of forecasts, its maximum, and a search for bounds."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import expit

from scoring._checks import FloatArray, sums
from scoring._sample import Sample

Interval = tuple[float, float]
FAR = 60.0  # logit units from the estimate beyond which a bound counts as infinite


class Likelihood:
    """Log-likelihood of intercept and slope, on distinct logits."""

    def __init__(self, sample: Sample) -> None:
        hits = sample.weights * sample.outcomes
        self.x = np.unique(sample.logits)
        if self.x.size < sample.size:
            where = np.searchsorted(self.x, sample.logits)
            self.n, self.k = sums(where, sample.weights), sums(where, hits)
        else:  # nothing to pool, and perhaps too much to copy
            self.x, self.n, self.k = sample.logits, sample.weights, hits

    def value(self, a: float, b: float) -> float:
        """Return the log-likelihood."""
        eta = a + b * self.x
        at_hits = float(np.dot(self.k, eta))
        return at_hits - float(np.dot(self.n, np.logaddexp(0.0, eta, out=eta)))

    def information(self, a: float, b: float) -> FloatArray:
        """Return the matrix of second derivatives, with its sign turned."""
        q = expit(a + b * self.x)
        q *= 1.0 - q
        q *= self.n
        total, cross = float(q.sum()), float(np.dot(q, self.x))
        q *= self.x
        return np.array([[total, cross], [cross, np.dot(q, self.x)]])

    def maximum(self, *, fixed_a: float | None = None, fixed_b: float | None = None) -> Interval:
        """Return intercept and slope of the largest likelihood, one of them fixed if given."""
        at = np.array([0.0 if fixed_a is None else fixed_a, 1.0 if fixed_b is None else fixed_b])
        free = np.array([fixed_a is None, fixed_b is None])
        best = self.value(*at)
        for _ in range(100):
            residual = self.k - self.n * expit(at[0] + at[1] * self.x)
            gradient = np.array([residual.sum(), np.dot(residual, self.x)])
            step = _solve(self.information(*at), gradient, free)
            # Halve a step that overshoots: far from the maximum the quadratic is a poor guide.
            for _ in range(60):
                value = self.value(*(at + step))
                if value >= best - 1e-13 * abs(best):
                    break
                step /= 2.0
            at, best = at + step, value
            if np.abs(step).max() < 1e-11:
                break
        return float(at[0]), float(at[1])


def _solve(hessian: FloatArray, gradient: FloatArray, free: NDArray[np.bool_]) -> FloatArray:
    """Return the Newton step in the free directions."""
    step = np.zeros(2)
    if free.all():
        ridge = 1e-12 * np.trace(hessian) * np.eye(2)
        step = np.linalg.solve(hessian + ridge, gradient)
    else:
        i = int(np.flatnonzero(free)[0])
        step[i] = gradient[i] / max(hessian[i, i], 1e-300)
    return np.clip(step, -5.0, 5.0)


def bounds(excess: Callable[[float], float], centre: float) -> Interval:
    """Return on both sides of a value how far it goes until the excess is negative."""
    return bound(excess, centre, -1.0), bound(excess, centre, 1.0)


def bound(excess: Callable[[float], float], centre: float, direction: float) -> float:
    """Return the crossing in one direction, infinite where there is none within reach."""
    if excess(centre) < 0.0:  # crossed before the search begins: nothing is ruled out
        return -direction * np.inf
    inner, width = centre, 0.5
    while width <= FAR:
        outer = centre + direction * width
        if excess(outer) < 0.0:
            return float(brentq(excess, inner, outer, xtol=1e-9))
        inner, width = outer, 2.0 * width
    return direction * np.inf
