"""Cox's recalibration: how forecasts would have to be shifted and stretched to be calibrated."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import brentq
from scipy.special import expit, xlogy
from scipy.stats import chi2, norm

from scoring._checks import FloatArray, sums
from scoring._robust import robust
from scoring._sample import Sample, prepare
from scoring.errors import InputError

Interval = tuple[float, float]
_MANY = 5000  # distinct forecasts from which the quicker Wald intervals are as good
_FAR = 60.0  # logit units from the estimate beyond which a bound counts as infinite


@dataclass(frozen=True, slots=True, kw_only=True)
class CoxFit:
    """Logistic regression of the outcomes on the logits of the forecasts.

    Calibrated forecasts have intercept 0 and slope 1. A slope below 1 means overconfident (too
    extreme), above 1 underconfident; a positive intercept means probabilities that are too low.

    Attributes:
        intercept: shift in logits; infinite where all outcomes are equal, None where unknown.
        slope: stretch; infinite where forecasts separate the outcomes, None where all are equal.
        intercept_ci: interval of the intercept, None where unknown.
        slope_ci: interval of the slope, None where unknown.
        likelihood_ratio: joint test of intercept 0 and slope 1, None where there is no fit.
        likelihood_ratio_p: its large-sample p-value (2 degrees of freedom).
        method: "profile" (likelihood), "wald" (the same for very many distinct forecasts) or
            "sandwich" (robust, over questions and forecasters).
        clusters: number of clusters behind the fit.
        certain: forecasts of exactly 0 or 1, which the fit leaves out.
        note: why something is None or infinite, empty otherwise.
    """

    intercept: float | None
    slope: float | None
    intercept_ci: Interval | None
    slope_ci: Interval | None
    likelihood_ratio: float | None
    likelihood_ratio_p: float | None
    method: str
    clusters: int
    certain: int
    note: str


def cox(
    *,
    forecasts: ArrayLike,
    outcomes: ArrayLike,
    weights: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
    forecasters: ArrayLike | None = None,
    level: float = 0.95,
) -> CoxFit:
    """Return intercept and slope of Cox's recalibration, with intervals.

    Formula: maximise the likelihood of `logit P(y = 1) = a + b logit(p)`. Intervals: profile
    likelihood for independent rows of equal weight; else `estimate +- t s` with the robust
    (sandwich) error: one term over questions and, where several are pooled, one over forecasters,
    added up; t has the degrees of freedom that these terms give. Forecasts of exactly 0 or 1 have
    no logit and are counted in `certain`. Scale: logits for the intercept (0 is right), a factor
    for the slope (1 is right).

    Args:
        forecasts: probabilities of YES in 0..1, shape (n,).
        outcomes: 0 or 1, shape (n,).
        weights: not negative, not all zero, shape (n,).
        clusters: label of the question of each forecast, shape (n,).
        forecasters: label of the forecaster, where several are pooled, shape (n,): a second way of
            clustering, since a forecaster errs in the same direction on different questions.
        level: confidence of the intervals.

    Raises:
        InputError: as `mean_brier`, soft outcomes, a level outside 0..1.

    Source: Cox (1958); Miller, Langefeld, Tierney, Hui and McDonald (1993). Robust errors over two
    ways of clustering: MacKinnon, Nielsen and Webb (2024); degrees of freedom: Satterthwaite (1946).

    >>> fit = cox(forecasts=[0.1, 0.3, 0.3, 0.6, 0.7, 0.9], outcomes=[0, 1, 0, 1, 0, 1])
    >>> round(fit.intercept, 3), round(fit.slope, 3)
    (0.07, 0.792)
    """
    if not 0.0 < level < 1.0:
        raise InputError("level", f"{level} is not between 0 and 1")
    return cox_of_sample(
        prepare(
            forecasts=forecasts,
            outcomes=outcomes,
            weights=weights,
            clusters=clusters,
            forecasters=forecasters,
        ),
        level=level,
    )


def cox_of_sample(sample: Sample, *, level: float = 0.95) -> CoxFit:
    """Return the fit of a prepared sample."""
    if sample.size == 0:
        return _no_fit(
            sample,
            "forecasts of one question offset each other"
            if sample.offset
            else "every forecast is 0 or 1",
        )
    yes = sample.outcomes == 1.0
    if yes.all() or not yes.any():
        return _no_fit(sample, "all outcomes are equal", intercept=np.inf if yes.all() else -np.inf)
    if (sample.logits == sample.logits[0]).all():
        return _intercept_only(sample, level)
    model = _Likelihood(sample)
    low, high = sample.logits[yes], sample.logits[~yes]
    if high.max() <= low.min() or low.max() <= high.min():
        return _separated(sample, model, level, upwards=bool(high.max() <= low.min()))
    a, b = model.maximum()
    ratio = max(2.0 * (model.value(a, b) - model.value(0.0, 1.0)), 0.0)
    plain = _plain(sample)
    if plain and model.x.size > _MANY:
        intercept_ci, slope_ci = _wald(model, a, b, level)
    elif plain:
        drop = float(chi2.ppf(level, 1)) / 2.0
        target = model.value(a, b) - drop
        intercept_ci = _bounds(lambda v: model.given_intercept(v) - target, a)
        slope_ci = _bounds(lambda v: model.given_slope(v) - target, b)
    else:
        intercept_ci, slope_ci = _robust(sample, a, b, level)
    return CoxFit(
        intercept=a,
        slope=b,
        intercept_ci=intercept_ci,
        slope_ci=slope_ci,
        likelihood_ratio=ratio if plain else None,
        likelihood_ratio_p=float(chi2.sf(ratio, 2)) if plain else None,
        method=("wald" if model.x.size > _MANY else "profile") if plain else "sandwich",
        clusters=sample.clusters,
        certain=sample.certain,
        note=""
        if plain
        else "likelihood ratio left out: rows are weighted, clustered or by several forecasters",
    )


def _plain(sample: Sample) -> bool:
    """Return whether rows are independent and weigh the same, so that the likelihood is one."""
    same = bool((sample.weights == sample.weights[0]).all())
    return sample.simple and same and sample.forecaster is None


class _Likelihood:
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

    def given_slope(self, b: float) -> float:
        """Return the largest log-likelihood with this slope."""
        return self.value(*self.maximum(fixed_b=b))

    def given_intercept(self, a: float) -> float:
        """Return the largest log-likelihood with this intercept."""
        return self.value(*self.maximum(fixed_a=a))


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


def _bounds(excess: Callable[[float], float], centre: float) -> Interval:
    """Return where the profile likelihood leaves its interval on both sides."""
    return _bound(excess, centre, -1.0), _bound(excess, centre, 1.0)


def _bound(excess: Callable[[float], float], centre: float, direction: float) -> float:
    """Return the crossing in one direction, infinite where there is none within reach."""
    if excess(centre) < 0.0:  # crossed before the search begins: nothing is ruled out
        return -direction * np.inf
    inner, width = centre, 0.5
    while width <= _FAR:
        outer = centre + direction * width
        if excess(outer) < 0.0:
            return float(brentq(excess, inner, outer, xtol=1e-9))
        inner, width = outer, 2.0 * width
    return direction * np.inf


def _wald(model: _Likelihood, a: float, b: float, level: float) -> tuple[Interval, Interval]:
    """Return intervals from the curvature of the likelihood."""
    error = np.sqrt(np.diag(np.linalg.inv(model.information(a, b))))
    reach = float(norm.ppf((1.0 + level) / 2.0)) * error
    return (
        (float(a - reach[0]), float(a + reach[0])),
        (float(b - reach[1]), float(b + reach[1])),
    )


def _robust(sample: Sample, a: float, b: float, level: float) -> tuple[Interval, Interval]:
    """Return intervals from the sandwich error over questions and forecasters."""
    q = expit(a + b * sample.logits)
    curve = sample.weights * q * (1.0 - q)
    cross = float(np.dot(curve, sample.logits))
    bread = np.linalg.inv(
        np.array([[curve.sum(), cross], [cross, np.dot(curve, sample.logits**2)]])
    )
    if sample.clusters < 3:
        return (-np.inf, np.inf), (-np.inf, np.inf)
    scores = sample.design() * (sample.outcomes - q)[:, None]
    groupings = [sample.spread(np.arange(sample.clusters))]
    if sample.forecaster is not None:
        groupings.append(sample.forecaster)
    reach = robust(scores @ bread, groupings).reach(level)
    return (
        (float(a - reach[0]), float(a + reach[0])),
        (float(b - reach[1]), float(b + reach[1])),
    )


def _separated(sample: Sample, model: _Likelihood, level: float, *, upwards: bool) -> CoxFit:
    """Return the fit where some threshold splits the outcomes: the slope has one finite bound."""
    mixed = (model.k > 0.0) & (model.k < model.n)
    rate = model.k[mixed] / model.n[mixed]
    best = float((model.n[mixed] * (xlogy(rate, rate) + xlogy(1 - rate, 1 - rate))).sum())
    target = best - float(chi2.ppf(level, 1)) / 2.0
    sign = 1.0 if upwards else -1.0
    bound = _bound(lambda v: target - model.given_slope(v), -sign * _FAR / 4.0, sign)
    return CoxFit(
        intercept=None,
        slope=sign * np.inf,
        intercept_ci=(-np.inf, np.inf),
        slope_ci=(bound, np.inf) if upwards else (-np.inf, bound),
        likelihood_ratio=None,
        likelihood_ratio_p=None,
        method="profile",
        clusters=sample.clusters,
        certain=sample.certain,
        note="forecasts separate the outcomes completely, so the slope has no upper limit"
        if upwards
        else "forecasts separate the outcomes the wrong way round",
    )


def _intercept_only(sample: Sample, level: float) -> CoxFit:
    """Return the shift of forecasts that are all equal; they say nothing about the slope."""
    model = _Likelihood(sample)
    a = model.maximum(fixed_b=1.0)[0]
    target = model.value(a, 1.0) - float(chi2.ppf(level, 1)) / 2.0
    return CoxFit(
        intercept=a,
        slope=None,
        intercept_ci=_bounds(lambda v: model.value(v, 1.0) - target, a) if _plain(sample) else None,
        slope_ci=None,
        likelihood_ratio=None,
        likelihood_ratio_p=None,
        method="profile",
        clusters=sample.clusters,
        certain=sample.certain,
        note="all forecasts are equal, so only their level can be judged",
    )


def _no_fit(sample: Sample, note: str, *, intercept: float | None = None) -> CoxFit:
    """Return a fit that does not exist, with the reason."""
    return CoxFit(
        intercept=intercept,
        slope=None,
        intercept_ci=None,
        slope_ci=None,
        likelihood_ratio=None,
        likelihood_ratio_p=None,
        method="none",
        clusters=sample.clusters,
        certain=sample.certain,
        note=note,
    )
