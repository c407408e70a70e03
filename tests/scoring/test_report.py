"""The report as a whole: verdicts in words, intervals that cover, and what a record is worth."""

import numpy as np
import pytest
from scipy.special import expit, logit
from scipy.stats import chi2, ncx2

from scoring.brier import mean_brier_interval
from scoring.curve import reliability_curve
from scoring.decomposition import corp
from scoring.power import Alternative, conditional_power
from scoring.report import _brier_interval, score_report


def test_a_departure_in_no_clear_direction_is_described_by_where_it_leans() -> None:
    rng = np.random.default_rng(3)
    for seed in range(200):
        p = np.clip(rng.beta(0.7, 0.7, 80), 0.02, 0.98)
        y = rng.random(80) < 1 / (1 + np.exp(-0.7 * np.log(p / (1 - p)) - 0.3))
        report = score_report(forecasts=p, outcomes=y, seed=seed, draws=199, with_curve=False)
        if "seem" in report.verdict.sentence:
            break
    assert report.cox_p <= 0.05
    assert report.cox.slope_ci is not None
    assert report.cox.slope_ci[0] < 1.0 < report.cox.slope_ci[1]
    assert "beyond doubt" in report.verdict.sentence
    assert "too extreme" in report.verdict.sentence or "too low" in report.verdict.sentence


@pytest.mark.parametrize(
    ("name", "least"), [("even", 0.95), ("bold", 0.9), ("bold, twice the questions", 0.9)]
)
def test_an_interval_of_the_brier_score_covers_the_expected_score_also_of_few_forecasts(
    name: str, least: float
) -> None:
    rng = np.random.default_rng(4)
    covered, runs = 0, 800
    for _ in range(runs):
        p = rng.random(10)
        if "bold" in name:  # nine in ten say 90 % to 99 %, or the same of NO, and were right so far
            p = rng.choice([0.9, 0.92, 0.95, 0.97, 0.98, 0.99], 20 if "twice" in name else 10)
            p = np.where(rng.random(p.size) < 0.5, p, 1.0 - p)
        expected = 1.0 / 6.0 if name == "even" else 0.04495
        y = (rng.random(p.size) < p).astype(float)
        low, high = _brier_interval(p, y, None, None, None, level=0.95) or (0.0, 0.0)
        covered += low <= expected <= high
    # Student's interval covers 38 % and 62 % of the bold: short records rarely hold a surprise.
    assert covered / runs > least


def test_scores_that_could_have_been_others_have_an_interval_also_where_all_are_equal() -> None:
    sure = score_report(forecasts=[1, 0, 1], outcomes=[1, 0, 1], seed=1)
    assert sure.brier_ci == pytest.approx((0.0, 0.998), abs=0.001)
    ten = score_report(forecasts=[0.9] * 10, outcomes=[1] * 10, seed=1)
    near = score_report(forecasts=[0.9, 0.91] * 5, outcomes=[1] * 10, seed=1)
    assert ten.brier_ci is not None
    assert near.brier_ci is not None
    assert ten.brier_ci[1] > 0.3  # nobody knows of ten that the eleventh will not fail
    assert near.brier_ci == pytest.approx(ten.brier_ci, abs=0.02)
    half = score_report(forecasts=[0.5] * 3, outcomes=[1, 0, 1], seed=1)
    assert half.brier_ci == (0.25, 0.25)


def test_as_many_questions_as_are_needed_give_the_power_that_was_asked_for() -> None:
    rng = np.random.default_rng(5)
    p = np.clip(rng.beta(1.1, 0.7, 40).round(2), 0.02, 0.98)
    needed = conditional_power(forecasts=p, seed=1).needed
    assert needed is not None
    assert needed > 40
    again = conditional_power(forecasts=np.resize(p, needed), seed=1)
    assert min(chance for _, chance in again.of) == pytest.approx(0.8, abs=0.06)
    assert again.needed == pytest.approx(needed, rel=0.1)
    assert conditional_power(forecasts=[0.5] * 40, seed=1).needed is None


def test_the_questions_needed_are_those_of_the_noncentral_law_rounded_up_to_two_digits() -> None:
    # Level by level, as a power table would give it: no other formula for p and 1 - p in turn.
    for p, slope in ((0.8, 0.5), (0.6, 0.5), (0.97, 0.2)):
        x = float(logit(p))
        moved, variance = float(expit(slope * x)) - p, p * (1.0 - p)
        # Of the two sums, only the one over logits is moved; each question adds as much.
        each = moved**2 / variance
        critical = chi2.isf(0.05, 2)
        least = next(n for n in range(1, 10**5) if ncx2.sf(critical, 2, n * each) >= 0.8)
        needed = conditional_power(
            forecasts=[p, 1.0 - p] * 10,
            alternatives=(Alternative(name="", intercept=0.0, slope=slope),),
            seed=1,
            draws=99,
        ).needed
        digits = 10 ** max(len(str(least)) - 2, 0)
        assert needed == -(-least // digits) * digits


def test_a_failed_certainty_does_not_hide_what_the_other_forecasts_show() -> None:
    rng = np.random.default_rng(6)
    p = np.clip(rng.beta(0.5, 0.5, 300), 0.03, 0.97)
    y = rng.random(300) < 1 / (1 + np.exp(-0.5 * np.log(p / (1 - p))))
    report = score_report(
        forecasts=np.append(p, 1.0), outcomes=np.append(y, False), seed=1, draws=99
    )
    assert "1 of 1 certain forecast (0 % or 100 %) failed" in report.verdict.sentence
    assert "; the others are too extreme (slope 0." in report.verdict.sentence
    alone = score_report(forecasts=[1.0, 0.5], outcomes=[0, 1], seed=1, draws=99)
    assert alone.verdict.sentence.endswith("what is certain cannot fail.")


def test_the_curve_counts_the_questions_of_certain_forecasts_too() -> None:
    p, y, label = [0.3, 0.4, 1.0, 0.0], [0, 1, 1, 0], [1, 1, 2, 3]
    report = score_report(forecasts=p, outcomes=y, clusters=label, seed=1, draws=99)
    curve = reliability_curve(forecasts=p, outcomes=y, clusters=label, seed=1, draws=99)
    assert report.curve is not None
    assert report.curve.questions == curve.questions == report.questions == 3
    assert sum(curve.counts) == 4


def test_miscalibration_by_chance_is_what_calibrated_records_have_on_average() -> None:
    rng = np.random.default_rng(5)
    p = np.round(rng.uniform(0.05, 0.95, 40), 2)
    report = score_report(forecasts=p, outcomes=rng.random(40) < p, seed=1)
    drawn = [corp(forecasts=p, outcomes=rng.random(40) < p).miscalibration for _ in range(1000)]
    assert report.mcb_by_chance == pytest.approx(np.mean(drawn), rel=0.08)


def test_a_mean_of_scores_has_the_interval_of_the_report_with_and_without_shared_questions() -> (
    None
):
    p, y = np.array([0.8, 0.7, 0.9, 0.4, 0.2]), np.array([1, 1, 0, 1, 0])
    for label in (np.arange(5), np.array([0, 0, 1, 2, 2])):
        outcomes = y if label[1] else np.array([1, 1, 0, 0, 0])
        found = mean_brier_interval(
            scores=(p - outcomes) ** 2, turned=(p - 1 + outcomes) ** 2, clusters=label
        )
        report = score_report(forecasts=p, outcomes=outcomes, clusters=label, seed=1)
        assert found == pytest.approx(report.brier_ci)
    assert mean_brier_interval(scores=[0.1, 0.2], turned=[0.5, 0.4], clusters=[1, 1]) is None
