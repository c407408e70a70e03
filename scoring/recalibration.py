"""Cox's recalibration: how forecasts would have to be shifted and stretched to be calibrated."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, stdtrit
from scipy.stats import chi2, norm

from scoring._checks import FloatArray
from scoring._likelihood import FAR, Interval, Likelihood, bound, bounds
from scoring._noise import covariance
from scoring._robust import robust
from scoring._sample import Sample, prepare
from scoring.errors import InputError

_MANY = 5000  # distinct forecasts from which the quicker Wald intervals are as good


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
        method: "score" (test, inverted), "clustered score" (with rows of one question that go
            together), "wald" (for very many distinct forecasts) or "sandwich" (robust, over
            questions and forecasters).
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

    Formula: maximise the likelihood of `logit P(y = 1) = a + b logit(p)`. Intervals: all values that
    the score test does not reject, the other coefficient fitted to each; where rows of one question
    differ, with the correlation of their errors and Student's law. Where several forecasters are
    pooled (and for very many rows) `estimate +- t s` with the robust (sandwich) error: one term
    over questions and one over forecasters, added up; t has the degrees of freedom that these
    terms give. Forecasts of exactly 0 or 1 have
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

    Source: Cox (1958); Miller, Langefeld, Tierney, Hui and McDonald (1993); Rao (1948) for the score
    test. Robust errors over two
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
        if sample.offset:
            return _no_fit(sample, "forecasts of one question offset each other")
        sure = "every forecast is 0 or 1"
        return _no_fit(sample, sure if sample.certain else "no outcome is a clear yes or no")
    yes = sample.outcomes == 1.0
    if yes.all() or not yes.any():
        return _no_fit(sample, "all outcomes are equal", intercept=np.inf if yes.all() else -np.inf)
    if (sample.logits == sample.logits[0]).all():
        return _intercept_only(sample, level)
    model = Likelihood(sample)
    low, high = sample.logits[yes], sample.logits[~yes]
    if high.max() <= low.min() or low.max() <= high.min():
        return _separated(sample, model, level, upwards=bool(high.max() <= low.min()))
    a, b = model.maximum()
    ratio = max(2.0 * (model.value(a, b) - model.value(0.0, 1.0)), 0.0)
    plain = _plain(sample)
    if plain and model.x.size > _MANY:
        intercept_ci, slope_ci = _wald(model, a, b, level)
        method = "wald"
    elif sample.forecaster is not None or (not plain and sample.size > _MANY):
        intercept_ci, slope_ci = _sandwich(sample, a, b, level)
        method = "sandwich"
    else:
        tests = _Scores(sample, model, level)
        intercept_ci = bounds(tests.of_intercept, a)
        slope_ci = bounds(tests.of_slope, b)
        method = tests.method
    return CoxFit(
        intercept=a,
        slope=b,
        intercept_ci=intercept_ci,
        slope_ci=slope_ci,
        likelihood_ratio=ratio if plain else None,
        likelihood_ratio_p=float(chi2.sf(ratio, 2)) if plain else None,
        method=method,
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


def _wald(model: Likelihood, a: float, b: float, level: float) -> tuple[Interval, Interval]:
    """Return intervals from the curvature of the likelihood."""
    error = np.sqrt(np.diag(np.linalg.inv(model.information(a, b))))
    reach = float(norm.ppf((1.0 + level) / 2.0)) * error
    return (
        (float(a - reach[0]), float(a + reach[0])),
        (float(b - reach[1]), float(b + reach[1])),
    )


def _sandwich(sample: Sample, a: float, b: float, level: float) -> tuple[Interval, Interval]:
    """Return intervals from the robust error over questions and forecasters."""
    if sample.clusters < 3:
        return (-np.inf, np.inf), (-np.inf, np.inf)
    q = expit(a + b * sample.logits)
    curve = sample.weights * q * (1.0 - q)
    cross = float(np.dot(curve, sample.logits))
    bread = np.linalg.inv(
        np.array([[curve.sum(), cross], [cross, np.dot(curve, sample.logits**2)]])
    )
    scores = sample.design() * (sample.outcomes - q)[:, None]
    groupings = [sample.spread(np.arange(sample.clusters))]
    if sample.forecaster is not None:
        groupings.append(sample.forecaster)
    reach = robust(scores @ bread, groupings).reach(level)
    return (
        (float(a - reach[0]), float(a + reach[0])),
        (float(b - reach[1]), float(b + reach[1])),
    )


class _Scores:
    """Score tests of one coefficient, the other one free: positive where they do not reject.

    All values that are not rejected make an interval which covers as promised also where few
    forecasts separate the outcomes, as that of the profile likelihood does not. Rows of equal weight
    have the variance of the model; in clusters they go together as the errors do.
    """

    def __init__(self, sample: Sample, model: Likelihood, level: float) -> None:
        self.sample, self.model = sample, model
        self.plain = _plain(sample)
        if self.plain:
            self.x, self.weights, self.hits = model.x, model.n, model.k
            self.quantile = float(norm.ppf((1.0 + level) / 2.0))
        else:
            self.x, self.weights = sample.logits, sample.weights
            self.hits = sample.weights * sample.outcomes
            held = sample.in_clusters(sample.weights)
            effective = float(held.sum() ** 2 / np.dot(held, held))  # questions, after Kish (1965)
            self.quantile = float(stdtrit(effective - 1.0, (1.0 + level) / 2.0))

    @property
    def method(self) -> str:
        """What the tests rest on."""
        return "score" if self.plain else "clustered score"

    def of_slope(self, b: float) -> float:
        """Test a slope."""
        a = self.model.maximum(fixed_b=b)[0]
        return self._test(a, b, self.x, np.ones_like(self.x))

    def of_intercept(self, a: float) -> float:
        """Test an intercept."""
        b = self.model.maximum(fixed_a=a)[1]
        return self._test(a, b, np.ones_like(self.x), self.x)

    def of_intercept_alone(self, a: float) -> float:
        """Test an intercept where the slope is 1 for sure."""
        return self._test(a, 1.0, np.ones_like(self.x), None)

    def _test(self, a: float, b: float, lever: FloatArray, other: FloatArray | None) -> float:
        q = expit(a + b * self.x)
        curve = self.weights * q * (1.0 - q)
        if other is not None:  # what the free coefficient explains
            among = float(np.dot(curve, other * other))
            lever = lever - other * (np.dot(curve, lever * other) / max(among, 1e-300))
        total = float(np.dot(lever, self.hits - self.weights * q))
        if self.plain:
            variance = float(np.dot(curve, lever * lever))
        else:
            levers = (self.weights * lever)[:, None]
            variance = float(covariance(self.sample, levers, truth=q)[0, 0])
        return self.quantile * float(np.sqrt(variance)) - abs(total)


def _separated(sample: Sample, model: Likelihood, level: float, *, upwards: bool) -> CoxFit:
    """Return the fit where some threshold splits the outcomes: the slope has one finite bound."""
    sign = 1.0 if upwards else -1.0
    tests = _Scores(sample, model, level)
    limit = bound(lambda b: -tests.of_slope(b), -sign * FAR / 4.0, sign)
    return CoxFit(
        intercept=None,
        slope=sign * np.inf,
        intercept_ci=(-np.inf, np.inf),
        slope_ci=(limit, np.inf) if upwards else (-np.inf, limit),
        likelihood_ratio=None,
        likelihood_ratio_p=None,
        method=tests.method,
        clusters=sample.clusters,
        certain=sample.certain,
        note="forecasts separate the outcomes completely, so the slope has no upper limit"
        if upwards
        else "forecasts separate the outcomes the wrong way round",
    )


def _intercept_only(sample: Sample, level: float) -> CoxFit:
    """Return the shift of forecasts that are all equal; they say nothing about the slope."""
    model = Likelihood(sample)
    a = model.maximum(fixed_b=1.0)[0]
    tests = _Scores(sample, model, level)
    return CoxFit(
        intercept=a,
        slope=None,
        intercept_ci=bounds(tests.of_intercept_alone, a) if sample.clusters > 1 else None,
        slope_ci=None,
        likelihood_ratio=None,
        likelihood_ratio_p=None,
        method=tests.method,
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
