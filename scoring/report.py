"""The whole scoring report of a set of forecasts, in one frozen object."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring import _checks, _noise
from scoring._checks import FloatArray
from scoring._likelihood import Interval
from scoring._null import simulate
from scoring._pool import pool
from scoring._robust import robust
from scoring._sample import hard_sample
from scoring._unseen import allowance
from scoring.brier import UNSEEN, brier_interval, mean_brier
from scoring.calibration_table import CalibrationRow, calibration_rows
from scoring.calibration_tests import (
    DRAWS,
    cox_test_of_sample,
    mcb_test_of_null,
    score_draws,
    spiegelhalter_of_sample,
    spiegelhalter_p,
)
from scoring.curve import ReliabilityCurve, curve_of_null
from scoring.decomposition import corp_of_pooled
from scoring.eprocess import log_e_value_of_sample
from scoring.errors import InputError
from scoring.logarithmic import clipped_log_score, mean_log_score
from scoring.power import Detectable, Power, power_of_sample
from scoring.recalibration import CoxFit, cox_of_sample
from scoring.skill import leave_one_out_rate, skill
from scoring.smooth import smooth_ece
from scoring.verdict import Verdict, verdict

__all__ = ["CalibrationRow", "ScoreReport", "calibration_rows", "score_report"]

LOG_BOUND = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreReport:
    """Scores, calibration and what they are worth.

    Attributes:
        n: forecasts of positive weight.
        questions: clusters they belong to.
        forecasters: who made them; 1 where not given.
        mean_forecast: weighted mean probability.
        base_rate: weighted mean outcome.
        brier: mean Brier score, 0 (best) to 1.
        brier_ci: its interval (Student's, on the logit scale, with half a question of the other
            outcome in mind) over questions, and over forecasters where several are pooled; None
            with fewer than two questions, or where no outcome could move the score.
        log_score: mean logarithmic score, natural; infinite as soon as one is.
        log_score_infinite: how many are infinite.
        log_score_finite: mean of the finite ones, None where there is none.
        log_score_clipped: mean with forecasts moved into 0.01..0.99.
        mcb: miscalibration (CORP, Brier): `brier = mcb - dsc + unc`.
        mcb_by_chance: about what a calibrated forecaster with these forecasts has of it, on average;
            None without a curve's simulation.
        dsc: discrimination.
        unc: uncertainty.
        skill: Brier skill against the rate of all other questions; None where that is perfect.
        smooth_ece: smooth calibration error, 0 (best) to 1.
        cox: intercept and slope of the recalibration with intervals.
        cox_p: p-value of the headline test of calibration.
        cox_method: how it was found: "exact", "clustered" or "large sample".
        spiegelhalter_z: positive for overconfident forecasts.
        spiegelhalter_p: p-value by simulation (from the normal distribution for large samples).
        mcb_p: p-value of the MCB test; None without a curve, and for more than 80,000 rows that
            are clustered or weighted, where the simulation would take too long.
        e_value: evidence against calibration that may be looked at any time; 20 rejects at 5 %.
        log_e_value: its natural logarithm, finite where the value itself is too large.
        power: what the Cox test could have noticed.
        verdict: one sentence and its kind.
        certain: forecasts of exactly 0 or 1.
        certain_wrong: those that failed.
        offset: questions that slope and tests leave out because their forecasts offset each other.
        soft: outcomes strictly between 0 and 1: scored, but left out of tests and curve.
        curve: reliability curve with a simultaneous 90 % band (without a band where `mcb_p` is
            None); None where no outcome is 0 or 1 or none was asked for.
        seed: of all simulations.
        draws: simulated records per test.
    """

    n: int
    questions: int
    forecasters: int
    mean_forecast: float
    base_rate: float
    brier: float
    brier_ci: Interval | None
    log_score: float
    log_score_infinite: int
    log_score_finite: float | None
    log_score_clipped: float
    mcb: float
    mcb_by_chance: float | None
    dsc: float
    unc: float
    skill: float | None
    smooth_ece: float
    cox: CoxFit
    cox_p: float
    cox_method: str
    spiegelhalter_z: float
    spiegelhalter_p: float
    mcb_p: float | None
    e_value: float
    log_e_value: float
    power: Power
    verdict: Verdict
    certain: int
    certain_wrong: int
    offset: int
    soft: int
    curve: ReliabilityCurve | None
    seed: int
    draws: int

    @property
    def detectable(self) -> Detectable:
        """Return the mildest miscalibration that would have been noticed."""
        return self.power.detectable


def score_report(
    *,
    forecasts: ArrayLike,
    outcomes: ArrayLike,
    weights: ArrayLike | None = None,
    turns: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
    forecasters: ArrayLike | None = None,
    seed: int,
    draws: int = DRAWS,
    level: float = 0.95,
    with_curve: bool = True,
) -> ScoreReport:
    """Return the whole report.

    Formula: see the functions of the same names; every simulation takes its random numbers from
    `seed`, so equal input gives an equal report, in whatever order the rows come. Scale: Brier 0
    to 1, logarithms natural.

    Args:
        forecasts: probabilities of YES in 0..1, shape (n,).
        outcomes: 1, 0 or a fraction, shape (n,).
        weights: of the scores, not negative, not all zero, shape (n,).
        turns: weights of calibration: tests, slope, curve and smooth error, shape (n,). They have to
            be known when a forecast is made, as those of `scoring.overtime.in_turn` are; None:
            `weights`.
        clusters: label of the question of each forecast, shape (n,); None: all different.
        forecasters: label of the forecaster, where several are pooled, shape (n,).
        seed: of the simulations.
        draws: simulated records per test.
        level: confidence of the intervals.
        with_curve: also simulate the reliability curve's band and the MCB test.

    Raises:
        InputError: as `mean_brier`, `cox` and `cox_test`.

    Source: those of the functions.

    >>> report = score_report(forecasts=[0.8, 0.3, 0.6], outcomes=[1, 0, 0], seed=1)
    >>> report.n, round(report.brier, 4), report.verdict.kind.value
    (3, 0.1633, 'not enough data')
    """
    if not 0.0 < level < 1.0:
        raise InputError("level", f"{level} is not between 0 and 1")
    p, y = _checks.rows(forecasts, outcomes)
    w = _checks.weights(weights, p.size)
    label = None if clusters is None else _checks.codes(clusters, p.size)
    who = None if forecasters is None else _checks.codes(forecasters, p.size, name="forecasters")
    turn = None if turns is None else _checks.weights(turns, p.size)
    order = _canonical([who, turn, w, y, p, label], w)
    p, y = p[order], y[order]
    w, turn = (None if column is None else column[order] for column in (w, turn))
    label, who = (None if column is None else column[order] for column in (label, who))
    counts = w if turn is None else turn
    questions = p.size if label is None else int(np.unique(label).size)
    people = 1 if who is None else int(np.unique(who).size)

    parts = corp_of_pooled(pool(p, y, w))
    log = mean_log_score(forecasts=p, outcomes=y, weights=w)
    clipped = _checks.mean(clipped_log_score(forecasts=p, outcomes=y, bound=LOG_BOUND), w)
    reference = leave_one_out_rate(outcomes=y, weights=w, clusters=label)

    hard = (y == 0.0) | (y == 1.0)
    soft = int(p.size - hard.sum())
    sample = hard_sample(p, y, counts, label, who)
    null_statistics = score_draws(sample, draws, seed)
    test = cox_test_of_sample(sample, null_statistics, draws=draws)
    spiegelhalter = spiegelhalter_of_sample(sample, seed=seed + 1, draws=draws)
    normal = spiegelhalter.method == "large sample"
    fit = cox_of_sample(sample, level=level)
    power = power_of_sample(sample, null_statistics, seed=seed + 2)
    log_e = log_e_value_of_sample(sample)
    curve, mcb_p, by_chance = None, None, None
    if with_curve and hard.any():
        null = None
        if _noise.curves_affordable(sample):
            null = simulate(sample, seed=seed + 3, draws=draws)
            mcb_p = mcb_test_of_null(null, sample).p_value
            by_chance = float(null.drawn_miscalibration.mean())
        if turn is not None:
            hard = hard & (turn > 0.0)
        clear = slice(None) if hard.all() else hard
        curve = curve_of_null(
            p[clear],
            y[clear],
            None if counts is None else counts[clear],
            null,
            clusters=p[clear].size if label is None else int(np.unique(label[clear]).size),
            level=0.9,
            kind="simultaneous",
        )
    return ScoreReport(
        n=int(p.size),
        questions=questions,
        forecasters=people,
        mean_forecast=_checks.mean(p, w),
        base_rate=_checks.mean(y, w),
        brier=mean_brier(forecasts=p, outcomes=y, weights=w),
        brier_ci=_brier_interval(p, y, w, label, who, level=level),
        log_score=log.mean,
        log_score_infinite=log.infinite,
        log_score_finite=log.mean_of_finite,
        log_score_clipped=clipped,
        mcb=parts.miscalibration,
        mcb_by_chance=by_chance,
        dsc=parts.discrimination,
        unc=parts.uncertainty,
        skill=skill(
            forecasts=p,
            outcomes=y,
            weights=w,
            reference_forecasts=reference,
            reference="rate of all other questions",
        ).skill,
        smooth_ece=smooth_ece(forecasts=p, outcomes=y, weights=counts),
        cox=fit,
        cox_p=test.p_value,
        cox_method=test.method,
        spiegelhalter_z=spiegelhalter.statistic,
        spiegelhalter_p=spiegelhalter_p(spiegelhalter.statistic)
        if normal
        else spiegelhalter.p_value,
        mcb_p=mcb_p,
        e_value=float(np.exp(log_e)) if log_e < 709.0 else float(np.inf),
        log_e_value=log_e,
        power=power,
        verdict=verdict(sample, test, fit, power, log_e=log_e),
        certain=sample.certain,
        certain_wrong=sample.certain_wrong,
        offset=sample.offset,
        soft=soft,
        curve=curve,
        seed=seed,
        draws=draws,
    )


def _canonical(
    keys: list[FloatArray | _checks.IntArray | None], w: FloatArray | None
) -> _checks.IntArray:
    """Return the rows of any weight in an order that does not depend on the input's."""
    order = np.lexsort([key for key in keys if key is not None])
    return order if w is None else order[w[order] > 0.0]


def _brier_interval(
    p: FloatArray,
    y: FloatArray,
    w: FloatArray | None,
    label: _checks.IntArray | None,
    who: _checks.IntArray | None,
    *,
    level: float,
) -> Interval | None:
    """Return the interval of the mean Brier score over questions and forecasters, within 0..1."""
    question = np.arange(p.size) if label is None else label
    if not _several(question):
        return None
    ways = [group for group in (question, who) if group is not None and _several(group)]
    weight = np.ones(p.size) if w is None else w
    share = weight / weight.sum()
    loss = np.square(p - y)
    mean = np.array([np.dot(share, loss)])
    # (p - (1 - y))**2 written out: a very long record has no room for another array.
    product = np.einsum("i,i,i->", share, p, y)
    turned = mean + 4.0 * product - 2.0 * (np.dot(share, p) + np.dot(share, y)) + 1.0
    held = share if label is None else _checks.sums(label, share)
    unseen = allowance(
        mean=mean, turned=turned, questions=1.0 / np.array([np.dot(held, held)]), unseen=UNSEEN
    )
    loss -= mean
    loss *= share
    reach = robust(loss[:, None], ways).with_unseen(unseen).reach(level)
    low, high = brier_interval(mean=mean, centre=unseen.centre, reach=reach)
    return None if np.isnan(low[0]) else (float(low[0]), float(high[0]))


def _several(group: _checks.IntArray) -> bool:
    """Return whether rows belong to more than one group."""
    return bool((group != group[0]).any())
