"""What is said of a record as a whole."""

import numpy as np
import pytest

from scoring.report import score_report
from scoring.verdict import Kind


def test_verdicts_say_what_they_are_worth() -> None:
    rng = np.random.default_rng(8)
    p = np.clip(rng.beta(0.6, 0.6, 900), 0.02, 0.98)
    u = rng.random(900)
    calm = score_report(forecasts=p, outcomes=u < p, seed=1)
    assert calm.verdict.kind is Kind.CALIBRATED
    assert calm.curve is not None
    assert not calm.curve.leaves_band
    few = score_report(forecasts=p[:15], outcomes=(u < p)[:15], seed=1)
    assert few.verdict.kind is Kind.NOT_ENOUGH
    tilted = 1 / (1 + np.exp(-0.5 * np.log(p / (1 - p))))
    loud = score_report(forecasts=p, outcomes=u < tilted, seed=1)
    assert loud.verdict.kind is Kind.MISCALIBRATED
    assert "too extreme" in loud.verdict.sentence
    assert loud.e_value > 20
    shy = score_report(forecasts=tilted, outcomes=u < p, seed=1)
    assert "too timid" in shy.verdict.sentence
    low = score_report(forecasts=p / 2, outcomes=u < p, seed=1)
    assert "too low" in low.verdict.sentence


def test_the_report_agrees_with_its_parts_and_respects_questions() -> None:
    rng = np.random.default_rng(9)
    p = rng.random(60).round(2).clip(0.01, 0.99)
    y = np.repeat(rng.random(20) < 0.5, 3).astype(float)
    label = np.repeat(np.arange(20), 3)
    whole = score_report(forecasts=p, outcomes=y, clusters=label, seed=1)
    naive = score_report(forecasts=p, outcomes=y, seed=1)
    assert (whole.n, whole.questions, whole.forecasters) == (60, 20, 1)
    assert whole.brier == pytest.approx(whole.mcb - whole.dsc + whole.unc)
    assert whole.brier == pytest.approx(naive.brier)
    assert whole.brier_ci is not None
    assert naive.brier_ci is not None
    assert whole.brier_ci[1] - whole.brier_ci[0] > naive.brier_ci[1] - naive.brier_ci[0]
    assert whole.cox.method == "clustered score"
    assert whole.cox_method == "clustered"


def test_one_bold_forecast_that_failed_says_in_which_direction() -> None:
    report = score_report(forecasts=[0.97], outcomes=[0], seed=1)
    assert report.verdict.kind is Kind.MISCALIBRATED  # at the chance of 3 % that it gave itself
    assert "seem too high on average (97 % said, 0 % came true)" in report.verdict.sentence
    assert "not beyond doubt" in report.verdict.sentence


def test_a_slope_below_all_bounds_is_not_called_infinite() -> None:
    report = score_report(forecasts=[0.8, 0.3, 0.9], outcomes=[0, 1, 0], seed=1)
    assert report.cox.slope == -np.inf
    assert "slope minus infinite" in report.verdict.sentence


def test_without_a_clear_outcome_the_missing_slope_is_not_put_down_to_certainty() -> None:
    report = score_report(forecasts=[0.7, 0.8], outcomes=[0.3, 0.5], seed=1)
    assert report.cox.note == "no outcome is a clear yes or no"
    assert "clear yes or no" in report.verdict.sentence


def test_beside_a_failed_certainty_the_calibrated_are_seldom_accused_of_more() -> None:
    rng = np.random.default_rng(11)
    accused = 0
    for seed in range(300):
        p = np.append(np.clip(rng.random(60), 0.02, 0.98), 1.0)
        y = np.append(rng.random(60) < p[:60], False)
        report = score_report(forecasts=p, outcomes=y, seed=seed, draws=199, with_curve=False)
        accused += "the others are" in report.verdict.sentence
    # Slope and level looked at one by one, without the joint test, would accuse twice as many.
    assert accused / 300 <= 0.06


def test_an_accusation_says_under_what_conditions_it_holds() -> None:
    p, y = [0.9] * 12, [1] * 8 + [0] * 4
    once = score_report(forecasts=p, outcomes=y, seed=1)
    assert once.verdict.kind is Kind.MISCALIBRATED
    assert "if each question went its own way)" in once.verdict.sentence
    assert once.e_value < 20
    assert f"(e-value {once.e_value:.1f}; from 20 on" in once.verdict.sentence
    much = score_report(forecasts=p * 5, outcomes=y * 5, seed=1)
    assert much.e_value > 20
    assert much.verdict.sentence.endswith("That holds however often one looks.")
    alone = score_report(forecasts=[0.97], outcomes=[0], seed=1)
    assert alone.verdict.kind is Kind.MISCALIBRATED
    assert "look" not in alone.verdict.sentence
    assert "own way" not in alone.verdict.sentence
