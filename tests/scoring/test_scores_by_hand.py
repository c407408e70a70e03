"""Scores of single forecasts against calculations by hand."""

import numpy as np
import pytest

from scoring.brier import mean_brier, multicategory_brier, ranked_probability_score
from scoring.crps import crps_from_cdf, crps_from_quantiles, crps_from_thresholds
from scoring.errors import InputError
from scoring.logarithmic import clipped_log_score, log_score, multicategory_log_score
from scoring.skill import leave_one_out_rate, skill
from scoring.spherical import multicategory_spherical, spherical


def test_hand_calculations_of_scores_over_options() -> None:
    p = [[0.2, 0.5, 0.3]]
    assert multicategory_brier(forecasts=p, outcomes=[1])[0] == pytest.approx(0.04 + 0.25 + 0.09)
    assert ranked_probability_score(forecasts=p, outcomes=[1], normalised=True)[0] == pytest.approx(
        (0.04 + 0.09) / 2
    )
    assert multicategory_log_score(forecasts=p, outcomes=[1])[0] == pytest.approx(np.log(2))
    assert multicategory_spherical(forecasts=p, outcomes=[1])[0] == pytest.approx(
        0.5 / np.sqrt(0.38)
    )
    assert spherical(forecasts=[1.0, 0.0], outcomes=[1, 1]).tolist() == [1.0, 0.0]


def test_levels_that_reach_0_or_1_or_do_not_rise_are_refused() -> None:
    for levels in ([0.0, 0.5, 0.9], [0.1, 0.5, 1.0], [0.1, 0.5, 0.5], [0.5, 0.1, 0.9]):
        with pytest.raises(InputError, match="levels"):
            crps_from_quantiles(quantiles=[[1.0, 2.0, 3.0]], levels=levels, outcomes=[2.0])
    with pytest.raises(InputError, match="quantiles"):
        crps_from_quantiles(quantiles=[[1.0, 2.0]], levels=[0.1, 0.5, 0.9], outcomes=[2.0])


def test_a_mean_over_many_blocks_is_the_mean_and_a_bad_row_in_any_of_them_is_named() -> None:
    rng = np.random.default_rng(1)
    p, y = rng.random(300_001), rng.integers(0, 2, 300_001).astype(float)
    assert mean_brier(forecasts=p, outcomes=y) == pytest.approx(np.mean((p - y) ** 2), rel=1e-12)
    for values in (p, y):
        kept, values[290_000] = values[290_000], 1.5
        with pytest.raises(InputError) as caught:
            mean_brier(forecasts=p, outcomes=y)
        assert caught.value.row == 290_000
        values[290_000] = kept


def test_clipping_changes_only_what_is_beyond_its_bound() -> None:
    given_ = {"forecasts": [0.3, 0.0, 0.999], "outcomes": [1, 1, 1]}
    clipped = clipped_log_score(**given_, bound=0.01)  # type: ignore[arg-type]
    assert clipped[0] == log_score(**given_)[0]  # type: ignore[arg-type]
    assert clipped[1:].tolist() == pytest.approx([-np.log(0.01), -np.log(0.99)])


def test_the_crps_of_a_sure_forecast_is_the_distance() -> None:
    assert crps_from_cdf(values=[2.0, 2.0001], cdf=[[0.0, 1.0]], outcomes=[5.0])[
        0
    ] == pytest.approx(3.0, abs=1e-3)
    assert crps_from_quantiles(
        quantiles=[[2.0, 2.0, 2.0]], levels=[0.25, 0.5, 0.75], outcomes=[5.0]
    )[0] == pytest.approx(3.0)


def test_fine_thresholds_and_many_quantiles_approach_the_crps() -> None:
    z = np.linspace(-6.0, 6.0, 4001)
    cdf = 1 / (1 + np.exp(-z))
    exact = crps_from_cdf(values=z, cdf=[cdf], outcomes=[0.7])[0]
    by_thresholds = crps_from_thresholds(thresholds=z, probabilities=[cdf], outcomes=[0.7])[0]
    levels = (np.arange(2000) + 0.5) / 2000
    q = np.log(levels / (1 - levels))
    by_quantiles = crps_from_quantiles(quantiles=[q], levels=levels, outcomes=[0.7])[0]
    assert by_thresholds == pytest.approx(exact, abs=3e-3)
    assert by_quantiles == pytest.approx(exact, abs=5e-3)


def test_skill_names_its_reference_and_leaves_the_own_question_out() -> None:
    p, y = [0.8, 0.3, 0.6], [1, 0, 0]
    result = skill(forecasts=p, outcomes=y, reference_forecasts=0.5, reference="50 %")
    assert result.skill == pytest.approx(1 - mean_brier(forecasts=p, outcomes=y) / 0.25)
    perfect = skill(forecasts=p, outcomes=y, reference_forecasts=y, reference="oracle")
    assert perfect.skill is None
    rates = leave_one_out_rate(outcomes=[1, 1, 0, 0], clusters=["a", "a", "b", "c"])
    assert rates.tolist() == [0.0, 0.0, pytest.approx(2 / 3), pytest.approx(2 / 3)]
    assert leave_one_out_rate(outcomes=[1, 1], clusters=["a", "a"], prior=0.4).tolist() == [
        0.4,
        0.4,
    ]
