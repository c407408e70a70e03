"""The parts of a score and the slope of a record, against what many samples show."""

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.stats import norm

from scoring.murphy import murphy
from scoring.recalibration import cox
from scoring.smooth import smooth_ece


def test_the_correction_of_reliability_is_right_on_average() -> None:
    # Calibrated forecasts have no reliability term; uncorrected it is positive from chance alone.
    rng = np.random.default_rng(1)
    p = np.repeat([0.1, 0.3, 0.5, 0.7, 0.9], 10)
    parts = [murphy(forecasts=p, outcomes=rng.random(50) < p) for _ in range(600)]
    plain = np.array([part.reliability for part in parts])
    fair = np.array([part.corrected.reliability for part in parts])
    error = fair.std() / len(parts) ** 0.5
    assert plain.mean() > 10 * error
    assert fair.mean() == pytest.approx(0.0, abs=3 * error)


def test_standard_errors_of_the_parts_agree_with_the_spread_between_samples() -> None:
    rng = np.random.default_rng(2)
    p = np.repeat([0.05, 0.35, 0.65, 0.95], 100)
    truth = 0.5 + 0.4 * (p - 0.5)
    parts = [murphy(forecasts=p, outcomes=rng.random(400) < truth) for _ in range(300)]
    for name in ("reliability", "resolution", "uncertainty"):
        spread = np.std([getattr(part, name) for part in parts])
        said = np.mean([getattr(part.standard_error, name) for part in parts])
        assert said == pytest.approx(spread, rel=0.2), name


def test_standard_errors_of_the_parts_are_what_a_little_more_weight_on_each_row_moves() -> None:
    p = np.array([0.1, 0.1, 0.4, 0.4, 0.4, 0.9, 0.9])
    y = np.array([0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 1.0])
    w = np.array([1.0, 2.0, 1.0, 3.0, 2.0, 1.0, 4.0])
    step = 1e-6
    parts = murphy(forecasts=p, outcomes=y, weights=w)
    more = [murphy(forecasts=p, outcomes=y, weights=w * (1 + step * row)) for row in np.eye(p.size)]
    for name in ("reliability", "resolution", "uncertainty"):
        moved = np.array([getattr(each, name) - getattr(parts, name) for each in more]) / step
        said = getattr(parts.standard_error, name)
        assert said == pytest.approx(np.sqrt(np.sum(moved**2)), rel=1e-3), name


def test_intervals_of_the_slope_cover_the_truth_with_and_without_clusters() -> None:
    rng = np.random.default_rng(3)
    covered = {"score": 0, "clustered score": 0}
    runs = 200
    for _ in range(runs):
        x = rng.normal(size=60) * 1.5
        p = 1 / (1 + np.exp(-x))
        y = (rng.random(60) < 1 / (1 + np.exp(-0.7 * x))).astype(float)
        fits = [
            cox(forecasts=p, outcomes=y),
            cox(
                forecasts=np.tile(p, 2),
                outcomes=np.tile(y, 2),
                clusters=np.tile(np.arange(60), 2),
            ),
            cox(forecasts=p, outcomes=y, weights=rng.uniform(0.5, 1.5, 60)),
        ]
        assert fits[0].slope_ci == pytest.approx(fits[1].slope_ci)
        for fit in (fits[0], fits[2]):
            assert fit.slope_ci is not None
            covered[fit.method] += fit.slope_ci[0] <= 0.7 <= fit.slope_ci[1]
    assert covered["score"] / runs == pytest.approx(0.95, abs=0.04)
    assert covered["clustered score"] / runs == pytest.approx(0.95, abs=0.06)


@pytest.mark.parametrize(("bold", "n"), [(False, 10), (True, 50)])
def test_an_interval_of_the_slope_covers_also_where_chance_separates_the_outcomes(
    bold: bool, n: int
) -> None:
    rng = np.random.default_rng(4)
    covered, runs = 0, 0
    for _ in range(400):
        p = rng.choice([0.9, 0.95, 0.99] if bold else [0.6, 0.7, 0.8, 0.9, 0.95], n)
        p = np.where(rng.random(n) < 0.5, p, 1.0 - p)
        fit = cox(forecasts=p, outcomes=(rng.random(n) < p).astype(float))
        if fit.slope_ci is not None:
            runs += 1
            covered += fit.slope_ci[0] <= 1.0 <= fit.slope_ci[1]
    assert covered / runs > 0.92  # the profile likelihood's covers 82 % and 81 %


def test_an_interval_of_the_slope_covers_over_few_questions_with_updates() -> None:
    rng = np.random.default_rng(5)
    covered, runs = 0, 0
    for _ in range(250):
        known = np.cumsum(rng.normal(size=(10, 4)), axis=1) / 5**0.5
        left = np.sqrt(1.0 - np.arange(1, 5) / 5.0)
        p = norm.cdf((rng.normal(size=(10, 1)) * 0.8 + known) / left).clip(0.01, 0.99)
        y = (rng.random((10, 1)) < p[:, -1:]).astype(float)
        fit = cox(
            forecasts=p.ravel(), outcomes=np.repeat(y, 4), clusters=np.repeat(np.arange(10), 4)
        )
        if fit.slope_ci is not None:
            runs += 1
            covered += fit.slope_ci[0] <= 1.0 <= fit.slope_ci[1]
    assert covered / runs > 0.93  # a sandwich error's covers 85 %


def test_separated_outcomes_have_a_slope_without_an_upper_limit() -> None:
    up = cox(forecasts=[0.1, 0.2, 0.6, 0.7], outcomes=[0, 0, 1, 1])
    down = cox(forecasts=[0.1, 0.2, 0.6, 0.7], outcomes=[1, 1, 0, 0])
    assert up.slope == np.inf
    assert up.slope_ci is not None
    assert -0.1 < up.slope_ci[0] < 0.5 < up.slope_ci[1] == np.inf
    assert down.slope == -np.inf
    assert down.slope_ci == pytest.approx((-np.inf, -up.slope_ci[0]))


def test_smooth_error_of_a_constant_forecast_is_its_distance_from_the_rate() -> None:
    y = [1] * 70 + [0] * 30
    assert smooth_ece(forecasts=[0.5] * 100, outcomes=y) == pytest.approx(0.2, abs=2e-3)
    rng = np.random.default_rng(1)
    p = rng.random(20_000)
    assert smooth_ece(forecasts=p, outcomes=rng.random(20_000) < p) < 0.02


def test_smooth_error_is_what_kernels_mirrored_at_both_ends_give() -> None:
    # The definition, by sums over the images of each forecast beyond 0 and 1, on another grid.
    p = np.array([0.02, 0.1, 0.3, 0.35, 0.8, 1.0])
    y = np.array([1.0, 0.0, 1.0, 0.4, 0.0, 1.0])
    w = np.array([1.0, 3.0, 2.0, 1.0, 2.0, 4.0])
    at = (np.arange(5_000) + 0.5) / 5_000
    images = np.concatenate([(2 * k + p, 2 * k - p) for k in range(-4, 5)])

    def error(width: float) -> float:
        kernels = sum(norm.pdf(at[:, None], image, width) for image in images)
        return float(np.abs(kernels @ (w * (y - p)) / w.sum()).mean())

    want = brentq(lambda width: error(width) - width, 1e-3, 1.0)
    assert smooth_ece(forecasts=p, outcomes=y, weights=w) == pytest.approx(want, abs=5e-4)
