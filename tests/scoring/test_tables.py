"""How often forecasts of each size came true: bins, their intervals, the calibration table."""

import numpy as np
import pytest

from scoring.calibration_table import _curves_at
from scoring.curve import reliability_curve
from scoring.reliability import bin_index, bin_table
from scoring.report import calibration_rows


def test_every_percent_lies_in_the_bin_a_person_expects() -> None:
    percents = np.arange(101)
    want = np.minimum(percents // 10, 9)
    for p in (percents / 100, percents * 0.01, 1 - (100 - percents) / 100):
        np.testing.assert_array_equal(bin_index(forecasts=p), want)


def test_the_interval_of_a_rate_is_clopper_and_pearsons() -> None:
    # R: binom.test(8, 10)$conf.int and binom.test(0, 10)$conf.int
    rows = bin_table(forecasts=[0.75] * 10 + [0.05] * 10, outcomes=[1] * 8 + [0] * 12)
    assert rows[7].rate_low == pytest.approx(0.4439045, abs=1e-7)
    assert rows[7].rate_high == pytest.approx(0.9747893, abs=1e-7)
    assert rows[0].rate_low == 0.0
    assert rows[0].rate_high == pytest.approx(0.3084971, abs=1e-7)


def test_ten_forecasts_of_one_question_are_one_question_in_the_interval() -> None:
    alone = bin_table(forecasts=[0.75], outcomes=[1])[7]
    many = bin_table(forecasts=[0.75] * 10, outcomes=[1] * 10, clusters=["q"] * 10)[7]
    assert (many.forecasts, many.clusters) == (10, 1)
    assert many.rate_low == pytest.approx(alone.rate_low)


def test_the_calibration_table_has_one_row_per_bin_and_a_band_for_all_at_once() -> None:
    rng = np.random.default_rng(10)
    outside, runs = 0, 150
    for run in range(runs):
        p = rng.random(80)
        table = calibration_rows(forecasts=p, outcomes=rng.random(80) < p, seed=run, draws=600)
        assert len(table) == 10
        outside += any(
            row.recalibrated is not None
            and row.band_low is not None
            and row.band_high is not None
            and not row.band_low - 1e-9 <= row.recalibrated <= row.band_high + 1e-9
            for row in table
        )
    assert outside / runs <= 0.1 + 3 * (0.09 / runs) ** 0.5
    assert outside > 0


def test_the_calibration_table_reads_the_curve_at_the_mean_of_each_bin() -> None:
    rows = calibration_rows(
        forecasts=[0.1, 0.1, 0.9, 0.9, 1.0], outcomes=[0, 1, 1, 1, 1], seed=1, draws=99
    )
    assert rows[1].recalibrated == pytest.approx(0.5)
    assert rows[9].forecasts == 3
    assert rows[9].recalibrated == pytest.approx(1.0)
    assert rows[5].recalibrated is rows[5].band_low is rows[5].low is None


def test_simulated_curves_are_straight_between_forecasts_flat_beyond_and_certain_at_0_and_1() -> (
    None
):
    points, knots = np.array([0.0, 0.1, 0.3, 0.4, 0.7, 0.9, 1.0]), np.array([0.3, 0.7])
    found = _curves_at(points, knots, np.array([[0.2, 0.6], [0.4, 0.4]]))
    assert found[0].tolist() == pytest.approx([0.0, 0.2, 0.2, 0.3, 0.6, 0.6, 1.0])
    assert found[1].tolist() == pytest.approx([0.0, 0.4, 0.4, 0.4, 0.4, 0.4, 1.0])
    at_ends = _curves_at(np.array([0.0, 0.5, 1.0]), np.array([0.0, 1.0]), np.array([[0.0, 1.0]]))
    assert at_ends[0].tolist() == pytest.approx([0.0, 0.5, 1.0])


def test_a_certain_forecast_that_failed_leaves_the_place_of_the_calibrated() -> None:
    held = reliability_curve(forecasts=[0.0, 0.5, 1.0], outcomes=[0, 1, 1], seed=1)
    assert not held.leaves_band
    for outcomes in ([1, 1, 1], [0, 0, 0]):
        failed = reliability_curve(forecasts=[0.0, 0.5, 1.0], outcomes=outcomes, seed=1)
        assert failed.leaves_band
