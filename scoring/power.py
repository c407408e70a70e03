"""Whether there is enough data: the power that the forecaster's own probabilities give."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import brentq
from scipy.special import expit
from scipy.stats import chi2, ncx2

from scoring import _checks, _noise
from scoring._checks import FloatArray
from scoring._sample import Sample, prepare
from scoring.calibration_tests import DRAWS, score_draws, statistics_of_totals
from scoring.errors import InputError

_ENOUGH = 1000  # questions from which large-sample theory is as good as simulation
_CELLS = 5000  # of the logit scale, in which very many forecasts are taken together


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """A way to be miscalibrated: events follow `logit P = intercept + slope logit(p)`."""

    name: str
    intercept: float
    slope: float


NAMED: tuple[Alternative, ...] = (
    Alternative(name="overconfident", intercept=0.0, slope=0.6),
    Alternative(name="underconfident", intercept=0.0, slope=1.8),
    Alternative(name="too low", intercept=0.5, slope=1.0),
    Alternative(name="too high", intercept=-0.5, slope=1.0),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Detectable:
    """The mildest miscalibration that would be noticed with the given power; None: none within reach.

    Attributes:
        power: chance of being noticed at the 5 % level.
        slope_below: overconfidence: this slope or a smaller one (searched from 0 to 1).
        slope_above: underconfidence: this slope or a larger one (searched from 1 to 6).
        shift_up: probabilities too low by this many logits or more (searched from 0 to 4).
        shift_down: probabilities too high by this many logits or more.
    """

    power: float
    slope_below: float | None
    slope_above: float | None
    shift_up: float | None
    shift_down: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Power:
    """What the Cox test could have noticed with these forecasts, whatever their outcomes.

    Attributes:
        of: pairs of an alternative and the chance that it would be noticed, 0..1.
        detectable: the mildest departures that would be noticed with 80 % power.
        needed: about how many questions like these it takes to notice each of the alternatives with
            80 % power, rounded up to two digits; None where no number would do.
        enough: whether every named alternative would be noticed with 80 % power.
        level: level of the test.
    """

    of: tuple[tuple[Alternative, float], ...]
    detectable: Detectable
    needed: int | None
    enough: bool
    level: float


def conditional_power(
    *,
    forecasts: ArrayLike,
    weights: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
    alternatives: tuple[Alternative, ...] = NAMED,
    level: float = 0.05,
    seed: int,
    draws: int = DRAWS,
) -> Power:
    """Return the power of the Cox test given the forecasts, and what is detectable.

    Formula: share of records simulated under the alternative that `cox_test` rejects. Outcomes play
    no part: this is what the forecasts could have shown, not the "observed power" of a result.
    "Detectable" is found by bisection with one set of random numbers. Scale: powers 0 to 1, slopes
    and shifts in logits, `needed` in questions.

    Args:
        forecasts: probabilities of YES in 0..1, shape (n,); 0 and 1 carry no information here.
        weights: not negative, not all zero, shape (n,).
        clusters: label of the question of each forecast, shape (n,).
        alternatives: what to look for.
        level: level of the test.
        seed: of the simulation.
        draws: simulated calibrated records; 1,000 are drawn per alternative.

    Returns:
        Powers on the scale 0..1.

    Raises:
        InputError: as `mean_brier`, a level outside 0..1.

    Source: house rule: power decides whether "no sign of miscalibration" means anything.

    >>> power = conditional_power(forecasts=[0.9, 0.1, 0.7, 0.3] * 3, seed=1)
    >>> power.enough, power.of[0][1] < 0.5
    (False, True)
    """
    if not 0.0 < level < 1.0:
        raise InputError("level", f"{level} is not between 0 and 1")
    p = _checks.unit_interval(forecasts, name="forecasts")
    # Outcomes only say how errors of one question go together; without them, as much as they can.
    sample = prepare(forecasts=p, outcomes=np.round(p), weights=weights, clusters=clusters)
    sample = replace(sample, correlation=1.0)
    null = score_draws(sample, draws, seed)
    return power_of_sample(sample, null, alternatives=alternatives, level=level, seed=seed + 1)


def power_of_sample(
    sample: Sample,
    null: FloatArray | None,
    *,
    alternatives: tuple[Alternative, ...] = NAMED,
    level: float = 0.05,
    seed: int,
) -> Power:
    """Return the power given a prepared sample and its `score_draws`."""
    full = _power_function(sample, null, level=level, seed=seed, used=1000)
    rough = _power_function(sample, null, level=level, seed=seed, used=250)
    of = tuple((alternative, full(alternative)) for alternative in alternatives)

    def mildest(
        of_size: Callable[[float], Alternative], mild: float, strong: float
    ) -> float | None:
        if rough(of_size(strong)) < 0.8:
            return None
        for _ in range(6):
            middle = (mild + strong) / 2.0
            if rough(of_size(middle)) >= 0.8:
                strong = middle
            else:
                mild = middle
        return round(strong, 2)

    return Power(
        of=of,
        detectable=Detectable(
            power=0.8,
            slope_below=mildest(lambda v: Alternative(name="", intercept=0.0, slope=v), 1.0, 0.0),
            slope_above=mildest(lambda v: Alternative(name="", intercept=0.0, slope=v), 1.0, 6.0),
            shift_up=mildest(lambda v: Alternative(name="", intercept=v, slope=1.0), 0.0, 4.0),
            shift_down=mildest(lambda v: Alternative(name="", intercept=-v, slope=1.0), 0.0, 4.0),
        ),
        needed=_needed(sample, alternatives, level),
        enough=all(power >= 0.8 for _, power in of),
        level=level,
    )


def _power_function(
    sample: Sample, null: FloatArray | None, *, level: float, seed: int, used: int
) -> Callable[[Alternative], float]:
    """Return the function from an alternative to the share of rejections."""
    if sample.size == 0:
        return lambda _: 0.0
    found = _unbounded(sample, null, level=level, seed=seed, used=used)
    reach = _reach(sample, level=level, seed=seed, used=used)
    return lambda alternative: min(found(alternative), reach(alternative))


def _reach(sample: Sample, *, level: float, seed: int, used: int) -> Callable[[Alternative], float]:
    """Return the function from an alternative to the share of records that could be rejected at all.

    No p-value is smaller than the chance of the record by the kindest forecast of each question, so
    one question, however often it was forecast, refutes nobody.
    """
    if sample.simple:
        return lambda _: 1.0
    yes = np.log(np.maximum.reduceat(sample.forecasts, sample.starts))
    no = np.log1p(-np.minimum.reduceat(sample.forecasts, sample.starts))
    if np.maximum(yes, no).sum() <= np.log(level):
        return lambda _: 1.0
    uniform = np.random.default_rng(seed).random((sample.clusters, used))
    counts = np.diff(np.append(sample.starts, sample.size))

    def share(alternative: Alternative) -> float:
        q = expit(alternative.intercept + alternative.slope * sample.logits)
        came = uniform < (np.add.reduceat(q, sample.starts) / counts)[:, None]
        chance = np.where(came, yes[:, None], no[:, None]).sum(axis=0)
        return float(np.count_nonzero(chance <= np.log(level))) / used

    return share


def _unbounded(
    sample: Sample, null: FloatArray | None, *, level: float, seed: int, used: int
) -> Callable[[Alternative], float]:
    """Return the share of rejections as the simulated statistics have it."""
    few = sample.clusters < _ENOUGH and _noise.affordable(sample, 10 * used)
    if null is None or not few:
        return _large_sample(sample, level)
    # Rejected when at most this many simulated statistics are as large.
    draws = null.size
    allowed = int(np.floor(level * (draws + 1) + 1e-9)) - 1
    if allowed < 0:
        return lambda _: 0.0
    critical = float(np.sort(null)[draws - 1 - allowed]) * (1.0 + 1e-9)
    noise = _noise.noise(sample, used, np.random.default_rng(seed))
    design = sample.design()

    def share(alternative: Alternative) -> float:
        q = expit(alternative.intercept + alternative.slope * sample.logits)
        statistic = statistics_of_totals(sample, _noise.totals(sample, noise, design, q))
        return float(np.count_nonzero(statistic > critical)) / used

    return share


def _large_sample(sample: Sample, level: float) -> Callable[[Alternative], float]:
    """Return the function from an alternative to the power by the noncentral chi-squared law."""
    distance, freedom = _distance(sample)
    critical = float(chi2.isf(level, freedom))
    return lambda alternative: float(ncx2.sf(critical, freedom, distance(alternative)))


def _distance(sample: Sample) -> tuple[Callable[[Alternative], float], int]:
    """Return the function from an alternative to the noncentrality it gives the test, and its rank."""
    design = sample.design()
    variance = _noise.covariance(sample, design)
    inverse = np.linalg.pinv(variance)
    x, weight = _cells(sample)

    def distance(alternative: Alternative) -> float:
        moved = weight * (expit(alternative.intercept + alternative.slope * x) - expit(x))
        shift = np.array([moved.sum(), np.dot(moved, x)])
        return float(shift @ inverse @ shift)

    return distance, int(np.linalg.matrix_rank(variance))


def _cells(sample: Sample) -> tuple[FloatArray, FloatArray]:
    """Return logits and their weight: of distinct forecasts, or of thousands of narrow cells."""
    x, w = sample.logits, sample.weights
    if x.size <= 4 * _CELLS:
        x, where = np.unique(x, return_inverse=True)
        return x, _checks.sums(where, w)
    low, high = float(x.min()), float(x.max())
    width = max((high - low) / _CELLS, 1e-12)
    where = np.minimum((x - low) / width, _CELLS - 1).astype(np.intp)
    weight, total = _checks.sums(where, w), _checks.sums(where, w * x)
    used = weight > 0.0
    return total[used] / weight[used], weight[used]


def _needed(sample: Sample, alternatives: tuple[Alternative, ...], level: float) -> int | None:
    """Return how many questions like these would show every alternative, by large-sample theory."""
    if sample.size == 0:
        return None
    distance, freedom = _distance(sample)
    nearest = min((distance(alternative) for alternative in alternatives), default=0.0)
    if nearest < 1e-9 * sample.clusters:
        return None
    critical = float(chi2.isf(level, freedom))
    # The upper end is far beyond the noncentrality that gives 80 % at any usual level.
    wanted = brentq(lambda far: ncx2.sf(critical, freedom, far) - 0.8, 1e-6, 4.0 * critical + 40.0)
    questions = max(int(np.ceil(sample.clusters * float(wanted) / nearest)), 1)
    unit: int = 10 ** max(len(str(questions)) - 2, 0)
    return -(-questions // unit) * unit
