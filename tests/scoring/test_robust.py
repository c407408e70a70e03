"""Intervals over questions and forecasters: as wide as both make them, and no wider."""

import numpy as np
import pytest
from scipy.stats import t

from scoring._robust import robust
from scoring.recalibration import cox
from scoring.report import score_report


def test_one_way_of_grouping_gives_students_interval_of_a_mean() -> None:
    scores = np.array([0.1, 0.4, 0.2, 0.9, 0.3])
    error = robust((scores - scores.mean())[:, None] / 5.0, [np.arange(5)])
    assert error.error[0] == pytest.approx(scores.std(ddof=1) / 5.0**0.5)
    assert error.freedom[0] == pytest.approx(4.0)
    assert error.reach(0.95)[0] == pytest.approx(t.ppf(0.975, 4) * error.error[0])


def test_two_ways_add_up_with_the_degrees_of_freedom_of_satterthwaite() -> None:
    influence = np.array([[1.0], [-2.0], [3.0], [-2.0]])
    both = robust(influence, [np.array([0, 1, 2, 3]), np.array([0, 0, 1, 1])])
    by_row, by_pair = 18.0 * 4.0 / 3.0, 2.0 * 2.0
    assert both.error[0] ** 2 == pytest.approx(by_row + by_pair)
    assert both.freedom[0] == pytest.approx((by_row + by_pair) ** 2 / (by_row**2 / 3 + by_pair**2))


def width(ends: tuple[float, float] | None) -> float:
    assert ends is not None
    return ends[1] - ends[0]


def test_two_forecasters_who_err_alike_hardly_widen_an_interval_two_who_differ_do() -> None:
    rng = np.random.default_rng(1)
    truth = rng.random(80)
    y = (rng.random(80) < truth).astype(float)
    question, who = np.tile(np.arange(80), 2), np.repeat([0, 1], 80)
    noise = rng.normal(0.0, 0.02, (2, 80))
    alike = np.clip(truth + noise, 0.01, 0.99).ravel()
    apart = np.clip(np.stack((truth, 1.0 - truth)) + noise, 0.01, 0.99).ravel()
    widths = {}
    for name, p in (("alike", alike), ("apart", apart)):
        for forecasters in (None, who):
            report = score_report(
                forecasts=p,
                outcomes=np.tile(y, 2),
                clusters=question,
                forecasters=forecasters,
                seed=1,
                draws=99,
            )
            widths[name, forecasters is None] = width(report.brier_ci)
    assert widths["alike", False] == pytest.approx(widths["alike", True], rel=0.05)
    assert widths["apart", False] > 2.0 * widths["apart", True]


def test_forecasters_who_share_no_question_still_count_in_the_slopes_interval() -> None:
    rng = np.random.default_rng(2)
    p = np.clip(rng.random(120), 0.02, 0.98)
    odds = p / (1.0 - p)
    who = np.repeat([0, 1, 2], 40)
    slope = np.array([0.3, 1.0, 2.0])[who]
    y = (rng.random(120) < odds**slope / (1.0 + odds**slope)).astype(float)
    alone, pooled = cox(forecasts=p, outcomes=y), cox(forecasts=p, outcomes=y, forecasters=who)
    assert (alone.method, pooled.method) == ("score", "sandwich")
    assert width(pooled.slope_ci) > 1.3 * width(alone.slope_ci)
    # One forecaster is nobody to differ from.
    assert cox(forecasts=p, outcomes=y, forecasters=["ann"] * 120) == alone


def test_forecasters_who_always_agree_are_one_voice() -> None:
    rng = np.random.default_rng(3)
    p = rng.random(40).round(2)
    y = (rng.random(40) < p).astype(float)
    once = score_report(forecasts=p, outcomes=y, seed=1)
    twice = score_report(
        forecasts=np.tile(p, 2),
        outcomes=np.tile(y, 2),
        clusters=np.tile(np.arange(40), 2),
        forecasters=np.repeat(["ann", "bob"], 40),
        seed=1,
    )
    assert twice.brier_ci == pytest.approx(once.brier_ci)
    assert twice.cox_p == pytest.approx(once.cox_p, abs=0.03)
    assert twice.cox.slope == pytest.approx(once.cox.slope)
