"""Many forecasts made one."""

import numpy as np
import pytest

from scoring.aggregate import Method, aggregate, recency_weights
from scoring.brier import mean_brier


def test_hand_calculations_of_aggregates() -> None:
    p = [0.1, 0.2, 0.6, 0.9]

    def one(method: Method, **more: float) -> float:
        return float(aggregate(forecasts=p, method=method, **more).forecasts[0])

    odds = np.prod([q / (1 - q) for q in p]) ** 0.25
    assert one(Method.MEAN) == pytest.approx(0.45)
    assert one(Method.MEDIAN) == pytest.approx(0.4)
    assert one(Method.GEOMETRIC_ODDS) == pytest.approx(odds / (1 + odds))
    assert one(Method.TRIMMED, trim=0.25) == pytest.approx(0.4)
    assert one(Method.EXTREMISED, factor=2.0) == pytest.approx(odds**2 / (1 + odds**2))


def test_recent_forecasts_count_more_and_later_ones_not_at_all() -> None:
    weights = recency_weights(times=[0.0, 10.0, 30.0], at=20.0, half_life=10.0)
    crowd = aggregate(forecasts=[0.2, 0.8, 1.0], weights=weights, method=Method.MEAN)
    assert crowd.forecasts[0] == pytest.approx((0.25 * 0.2 + 0.5 * 0.8) / 0.75)
    assert crowd.forecasters[0] == 2


def test_an_aggregate_is_scored_like_any_forecaster() -> None:
    p, y = np.array([0.6, 0.8, 0.3, 0.1]), np.array([1, 1, 0, 0])
    crowd = aggregate(forecasts=p, questions=["a", "a", "b", "b"], method=Method.MEAN)
    assert crowd.forecasts.tolist() == pytest.approx([0.7, 0.2])
    score = mean_brier(forecasts=crowd.forecasts, outcomes=y[crowd.first_rows])
    assert score == pytest.approx((0.09 + 0.04) / 2)


def test_certainties_decide_the_odds_and_opposite_ones_cancel() -> None:
    for crowd, want in (([0.0, 0.7], 0.0), ([1.0, 0.7], 1.0), ([0.0, 1.0, 0.9], 0.5)):
        got = aggregate(forecasts=crowd, method=Method.GEOMETRIC_ODDS).forecasts[0]
        assert got == want
