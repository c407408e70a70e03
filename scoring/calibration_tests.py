"""Tests of calibration: could a calibrated forecaster have had this record?"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import chi2, norm

from scoring import _noise
from scoring._checks import FloatArray, products
from scoring._null import NullCurves, binomial_draws, cells_of, simulate
from scoring._sample import OFFSET, Sample, cancelled, prepare
from scoring.errors import InputError

DRAWS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationTest:
    """Outcome of a test of calibration.

    Attributes:
        name: which test.
        statistic: its statistic.
        p_value: share of calibrated forecasters with these forecasts whose record looks at least
            this bad; 0 where a forecast of 0 or 1 failed, which no calibrated forecaster's can, and
            1 where no outcome could have moved the statistic.
        p_of_others: the same of the forecasts that are not certain, whatever the certain ones did.
        method: "exact" (Monte Carlo from the null itself), "clustered" (Monte Carlo with an
            estimated correlation, where rows of one cluster differ) or "large sample".
        draws: simulated records, 0 for "large sample".
        clusters: independent units behind the test.
        certain_wrong: forecasts of 0 or 1 that failed.
        offset: questions left out because their forecasts offset each other, as 80 % and 20 % do.
    """

    name: str
    statistic: float
    p_value: float
    p_of_others: float
    method: str
    draws: int
    clusters: int
    certain_wrong: int
    offset: int


def cox_test(
    *,
    forecasts: ArrayLike,
    outcomes: ArrayLike,
    weights: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
    seed: int,
    draws: int = DRAWS,
) -> CalibrationTest:
    """Test calibration against shifted or stretched probabilities: the headline test.

    Formula: score test of intercept 0 and slope 1, `U' V^-1 U` with `U = sum w (1, logit p)(y - p)`
    and `V = sum w**2 (1, logit p)(1, logit p)' p (1 - p)`, referred to `draws` records simulated
    with the forecasts as given: the p-value `(1 + hits) / (1 + draws)` is exact at any n. Where
    rows of one cluster differ, their errors correlate; the correlation is estimated, and both V and
    the simulated records have it. Scale: p-value 0 to 1, small accuses; the statistic is 0 at best,
    without limit.

    Args:
        forecasts: probabilities of YES in 0..1, shape (n,).
        outcomes: 0 or 1, shape (n,).
        weights: not negative, not all zero, shape (n,).
        clusters: label of the question of each forecast, shape (n,). Forecasters who are pooled
            need no label: the calibrated err independently on different questions.
        seed: of the simulation.
        draws: how many records.

    Raises:
        InputError: as `mean_brier`, soft outcomes, no draws.

    Source: Cox (1958) for the model; Rao (1948) for the test; Barnard (1963), Dufour (2006) for
    exactness by simulation.

    >>> test = cox_test(forecasts=[0.9] * 10 + [0.1] * 10, outcomes=[0, 1] * 10, seed=1)
    >>> test.p_value < 0.01, test.method
    (True, 'exact')
    """
    sample = prepare(
        forecasts=forecasts,
        outcomes=outcomes,
        weights=weights,
        clusters=clusters,
    )
    check_draws(draws)
    return cox_test_of_sample(sample, score_draws(sample, draws, seed), draws=draws)


def cox_test_of_sample(sample: Sample, null: FloatArray | None, *, draws: int) -> CalibrationTest:
    """Return the Cox score test of a prepared sample, given `score_draws`."""
    error = (sample.outcomes - sample.forecasts)[:, None]
    observed = float(score_statistics(sample, error)[0]) if sample.size else 0.0
    return _conclude("cox", sample, observed, null, draws, df=2)


def score_statistics(sample: Sample, errors: FloatArray) -> FloatArray:
    """Return the statistic of the Cox score test for each column of errors, shape (m, draws)."""
    design = sample.design()
    return statistics_of_totals(sample, products(design, errors))


def statistics_of_totals(sample: Sample, totals: FloatArray) -> FloatArray:
    """Return the statistic for each column of total errors, shape (2, draws)."""
    return _quadratic(totals.T, _noise.covariance(sample, sample.design()))


def _quadratic(score: FloatArray, variance: FloatArray) -> FloatArray:
    """Return `U' V^-1 U` per row; in one dimension where V allows only one."""
    u, v = score[:, 0], score[:, 1]
    a, b, c = variance[0, 0], variance[0, 1], variance[1, 1]
    determinant = a * c - b * b
    if determinant > 1e-10 * a * c:
        return np.asarray((c * u * u - 2.0 * b * u * v + a * v * v) / determinant)
    return np.asarray(u * u / a)


def score_draws(sample: Sample, draws: int, seed: int) -> FloatArray | None:
    """Return the statistic of simulated calibrated records; None where that is too much work."""
    rng = np.random.default_rng(seed)
    if sample.size == 0:
        return np.zeros(draws)
    if _noise.affordable(sample, draws):
        return np.concatenate(
            [
                statistics_of_totals(
                    sample, _noise.totals(sample, _noise.noise(sample, size, rng), sample.design())
                )
                for size in _noise.batches(draws, sample.size)
            ]
        )
    cells = cells_of(sample, most=_noise.LIMIT // 4 // draws)
    if cells is None:
        return None
    x = np.log(cells.forecasts) - np.log1p(-cells.forecasts)
    design = np.column_stack((np.ones(x.size), x))
    curve = cells.weight * cells.forecasts * (1.0 - cells.forecasts)
    hits = binomial_draws(cells, draws, rng)
    score = products(design, (hits - cells.weight * cells.forecasts).T)
    return _quadratic(score.T, (design * curve[:, None]).T @ design)


def spiegelhalter_test(
    *,
    forecasts: ArrayLike,
    outcomes: ArrayLike,
    weights: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
    seed: int,
    draws: int = DRAWS,
) -> CalibrationTest:
    """Test whether the Brier score is what the forecasts themselves lead one to expect.

    Formula: `z = sum w (y - p)(1 - 2p) / sqrt(sum w**2 (1 - 2p)**2 p (1 - p))`, positive for
    overconfident forecasts; the p-value is two-sided, from simulated records as in `cox_test`;
    `spiegelhalter_p` gives the customary one from the normal distribution. Clusters are respected
    as in `cox_test`. Scale: p-value 0 to 1, small accuses; z without limit, 0 as expected.

    Args:
        forecasts: probabilities of YES in 0..1, shape (n,).
        outcomes: 0 or 1, shape (n,).
        weights: not negative, not all zero, shape (n,).
        clusters: label of the question of each forecast, shape (n,).
        seed: of the simulation.
        draws: how many records.

    Raises:
        InputError: as `cox_test`.

    Source: Spiegelhalter (1986), doi 10.1002/sim.4780050506.

    >>> test = spiegelhalter_test(forecasts=[0.9, 0.8, 0.2], outcomes=[1, 1, 0], seed=1)
    >>> round(test.statistic, 3)
    -0.77
    """
    sample = prepare(forecasts=forecasts, outcomes=outcomes, weights=weights, clusters=clusters)
    return spiegelhalter_of_sample(sample, seed=seed, draws=draws)


def spiegelhalter_of_sample(sample: Sample, *, seed: int, draws: int = DRAWS) -> CalibrationTest:
    """Return Spiegelhalter's test of a prepared sample."""
    check_draws(draws)
    lever = _brier_lever(sample)[:, None]
    variance = float(_noise.covariance(sample, lever)[0, 0])
    # All forecasts at 50 %: the expected score does not depend on the outcomes.
    least = OFFSET**2 * float(_noise.covariance(sample, sample.weights[:, None])[0, 0])
    scale = float(np.sqrt(variance)) if variance > least else np.inf
    observed = float(np.dot(lever[:, 0], sample.outcomes - sample.forecasts)) / scale
    drawn: FloatArray | None = None
    if _noise.affordable(sample, draws):
        rng = np.random.default_rng(seed)
        drawn = np.concatenate(
            [
                _noise.totals(sample, _noise.noise(sample, size, rng), lever)[0] / scale
                for size in _noise.batches(draws, sample.size)
            ]
        )
        drawn = drawn**2
    test = _conclude("spiegelhalter", sample, observed**2, drawn, draws, df=1)
    return replace(test, statistic=observed)


def _brier_lever(sample: Sample) -> FloatArray:
    """Return by how much each outcome moves the Brier score, 0 where a question's rows cancel."""
    lever = np.asarray(sample.weights * (1.0 - 2.0 * sample.forecasts))
    if sample.simple:
        return lever
    spread = np.sqrt(sample.forecasts * (1.0 - sample.forecasts))
    return np.where(sample.spread(cancelled(lever * spread, sample.starts)), 0.0, lever)


def spiegelhalter_p(z: float) -> float:
    """Return the customary two-sided p-value of Spiegelhalter's z.

    Formula: `2 (1 - Phi(|z|))`. Scale: 0 to 1; good from some 50 independent forecasts on.

    Source: Spiegelhalter (1986).

    >>> round(spiegelhalter_p(-1.96), 3)
    0.05
    """
    return float(2.0 * norm.sf(abs(z)))


def mcb_test(
    *,
    forecasts: ArrayLike,
    outcomes: ArrayLike,
    weights: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
    seed: int,
    draws: int = DRAWS,
) -> CalibrationTest:
    """Test whether isotonic recalibration gains more than it would by chance.

    Formula: the CORP miscalibration of the Brier score, referred to simulated records as in
    `cox_test`. Sees any departure that is monotone, at the price of power against the common ones.
    Clusters are respected as in `cox_test`. Scale: p-value 0 to 1, small accuses; the statistic is
    that of the Brier score, 0 to 1.

    Args:
        forecasts: probabilities of YES in 0..1, shape (n,).
        outcomes: 0 or 1, shape (n,).
        weights: not negative, not all zero, shape (n,).
        clusters: label of the question of each forecast, shape (n,).
        seed: of the simulation.
        draws: how many records.

    Raises:
        InputError: as `cox_test`. Beyond 8 million simulated outcomes fewer draws are made, as
            `draws` in the result shows.

    Source: Dimitriadis, Gneiting and Jordan (2021); test after Gneiting and Resin (2023).

    >>> mcb_test(forecasts=[0.9] * 10, outcomes=[0, 1] * 5, seed=1).p_value < 0.01
    True
    """
    check_draws(draws)
    sample = prepare(forecasts=forecasts, outcomes=outcomes, weights=weights, clusters=clusters)
    return mcb_test_of_null(simulate(sample, seed=seed, draws=draws), sample)


def mcb_test_of_null(null: NullCurves, sample: Sample) -> CalibrationTest:
    """Return the MCB test from curves that are simulated already."""
    return _conclude("mcb", sample, null.miscalibration, null.drawn_miscalibration, 0, df=1)


def _chance_of_record(sample: Sample) -> float:
    """Return the chance of these very outcomes, by the kindest forecast of each question.

    No p-value can be smaller, since the record itself is as bad as it is. Simulation from the null
    itself keeps to that; with an estimated correlation, and few questions, it might not.
    """
    if sample.simple:
        return 0.0
    given = np.where(sample.outcomes == 1.0, sample.forecasts, 1.0 - sample.forecasts)
    return float(np.exp(np.log(np.maximum.reduceat(given, sample.starts)).sum()))


def check_draws(draws: int) -> None:
    """Raise unless there is something to compare with.

    Raises:
        InputError: fewer than 19 draws.
    """
    if draws < 19:
        raise InputError("draws", f"{draws} records cannot give a p-value of 0.05; take 19 or more")


def _conclude(
    name: str, sample: Sample, observed: float, drawn: FloatArray | None, draws: int, *, df: int
) -> CalibrationTest:
    """Return the test with its p-value."""
    if drawn is None:
        p_value, method, draws = float(chi2.sf(observed, df)), "large sample", 0
    else:
        # Equal statistics count as at least as bad, whatever the last digit says.
        tolerance = 1e-9 * max(abs(observed), 1e-6)
        hits = int((drawn >= observed - tolerance).sum())
        draws = drawn.size
        p_value = (1.0 + hits) / (1.0 + draws)
        method = "exact" if sample.simple else "clustered"
    p_value = max(p_value, _chance_of_record(sample))
    return CalibrationTest(
        name=name,
        statistic=observed,
        p_value=0.0 if sample.certain_wrong else p_value,
        p_of_others=p_value,
        method=method,
        draws=draws,
        clusters=sample.clusters,
        certain_wrong=sample.certain_wrong,
        offset=sample.offset,
    )
