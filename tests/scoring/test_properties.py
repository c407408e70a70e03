"""What must hold for any forecasts: sums, order, symmetry, propriety, weights, ties."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from scoring.aggregate import Method, aggregate
from scoring.brier import brier, mean_brier, multicategory_brier, ranked_probability_score
from scoring.calibration_tests import cox_test, mcb_test, spiegelhalter_test
from scoring.crps import crps_from_cdf, crps_from_quantiles
from scoring.curve import reliability_curve
from scoring.decomposition import Score, corp, recalibrate
from scoring.eprocess import e_process
from scoring.interval import weighted_interval_score
from scoring.logarithmic import log_score
from scoring.murphy import murphy
from scoring.recalibration import cox
from scoring.reliability import bin_table
from scoring.report import score_report
from scoring.smooth import smooth_ece
from scoring.spherical import spherical_loss

Floats = NDArray[np.float64]
Case = tuple[Floats, Floats, Floats]

SCORES: list[Score] = [brier, log_score, spherical_loss]


@st.composite
def cases(draw: st.DrawFn, smallest: int = 1, largest: int = 40) -> Case:
    """Whole percents, so that ties are common, outcomes and whole weights."""
    n = draw(st.integers(smallest, largest))
    p = draw(st.lists(st.integers(0, 100), min_size=n, max_size=n))
    y = draw(st.lists(st.integers(0, 1), min_size=n, max_size=n))
    w = draw(st.lists(st.integers(1, 4), min_size=n, max_size=n))
    return np.array(p) / 100.0, np.array(y, float), np.array(w, float)


@given(cases(), st.sampled_from(SCORES))
def test_the_parts_of_corp_sum_to_the_score(case: Case, score: Score) -> None:
    p, y, w = case
    parts = corp(forecasts=p, outcomes=y, weights=w, score=score)
    mean = float(np.average(score(forecasts=p, outcomes=y), weights=w))
    if np.isinf(mean):
        assert parts.score == np.inf
        assert parts.miscalibration == np.inf
    else:
        total = parts.miscalibration - parts.discrimination + parts.uncertainty
        assert parts.score == pytest.approx(mean, abs=1e-12)
        assert total == pytest.approx(mean, abs=1e-9)
    assert parts.miscalibration >= 0
    assert parts.discrimination >= 0


@given(cases())
def test_the_parts_of_murphy_sum_to_the_score_with_and_without_bins(case: Case) -> None:
    p, y, w = case
    for edges in (None, np.linspace(0.0, 1.0, 6)):
        parts = murphy(forecasts=p, outcomes=y, weights=w, edges=edges)
        total = parts.reliability - parts.resolution + parts.uncertainty
        within = parts.within_variance - parts.within_covariance
        corrected = parts.corrected
        fair = corrected.reliability - corrected.resolution + corrected.uncertainty
        want = mean_brier(forecasts=p, outcomes=y, weights=w)
        assert total + within == pytest.approx(want, abs=1e-12)
        assert fair == pytest.approx(total, abs=1e-12)


@given(cases(smallest=2), st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_the_order_of_rows_is_irrelevant(case: Case, random: object) -> None:
    p, y, w = case
    order = list(range(p.size))
    random.shuffle(order)  # type: ignore[attr-defined]  # hypothesis types its randoms as object
    label = np.arange(p.size) // 2
    reports = [
        score_report(
            forecasts=p[i], outcomes=y[i], weights=w[i], clusters=label[i], seed=3, draws=99
        )
        for i in (slice(None), order)
    ]
    assert reports[0] == reports[1]


@given(cases())
def test_no_and_its_complement_score_as_yes(case: Case) -> None:
    p, y, w = case
    q = np.round(1.0 - p, 12)
    for score in SCORES:
        np.testing.assert_allclose(
            score(forecasts=q, outcomes=1.0 - y), score(forecasts=p, outcomes=y), atol=1e-12
        )
    one, other = (corp(forecasts=a, outcomes=b, weights=w) for a, b in ((p, y), (q, 1.0 - y)))
    assert one.miscalibration == pytest.approx(other.miscalibration, abs=1e-12)
    assert one.discrimination == pytest.approx(other.discrimination, abs=1e-12)
    smooth = [smooth_ece(forecasts=a, outcomes=b, weights=w) for a, b in ((p, y), (q, 1.0 - y))]
    assert smooth[0] == pytest.approx(smooth[1], abs=2e-3)  # the grid's cells are half-open


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.sampled_from(SCORES))
def test_nobody_gains_by_saying_other_than_they_think(
    truth: float, said: float, score: Score
) -> None:
    def expected(p: float) -> float:
        yes, no = score(forecasts=[p, p], outcomes=[1.0, 0.0])
        return sum(q * float(s) for q, s in ((truth, yes), (1.0 - truth, no)) if q > 0.0)

    assert expected(truth) <= expected(said) + 1e-12


@given(st.lists(st.integers(1, 9), min_size=3, max_size=5), st.data())
def test_scores_over_options_are_proper_too(parts: list[int], data: st.DataObject) -> None:
    truth = np.array(parts) / sum(parts)
    other = np.array(data.draw(st.permutations(parts))) / sum(parts)
    for score in (multicategory_brier, ranked_probability_score):
        means = [
            float(truth @ score(forecasts=[p] * truth.size, outcomes=np.arange(truth.size)))
            for p in (truth, other)
        ]
        assert means[0] <= means[1] + 1e-12


@given(cases(largest=25))
@settings(max_examples=40)
def test_a_weight_of_three_is_the_row_three_times_over(case: Case) -> None:
    p, y, w = case
    times = w.astype(int)
    p3, y3, label = (np.repeat(v, times) for v in (p, y, np.arange(p.size)))
    for function in (mean_brier, corp, smooth_ece):
        weighted = function(forecasts=p, outcomes=y, weights=w)
        repeated = function(forecasts=p3, outcomes=y3)
        if function is corp:
            assert vars_of(weighted) == pytest.approx(vars_of(repeated), abs=1e-12)
        else:
            assert weighted == pytest.approx(repeated, abs=1e-9)
    for test in (cox_test, spiegelhalter_test, mcb_test):
        one = test(forecasts=p, outcomes=y, weights=w, clusters=np.arange(p.size), seed=1, draws=99)
        many = test(forecasts=p3, outcomes=y3, clusters=label, seed=1, draws=99)
        assert one.statistic == pytest.approx(many.statistic, abs=1e-9)
        assert one.p_value == many.p_value
    a = murphy(forecasts=p, outcomes=y, weights=w, clusters=np.arange(p.size))
    b = murphy(forecasts=p3, outcomes=y3, clusters=label)
    assert a.standard_error.reliability == pytest.approx(b.standard_error.reliability, abs=1e-12)
    assert a.corrected.reliability == pytest.approx(b.corrected.reliability, abs=1e-12)


def vars_of(parts: object) -> list[float]:
    names = ("score", "miscalibration", "discrimination", "uncertainty")
    return [getattr(parts, name) for name in names]


@given(cases())
def test_pooling_changes_nothing_for_distinct_forecasts(case: Case) -> None:
    p, y, _ = case
    distinct = (p + np.arange(p.size) / 1e6) / 1.001
    order = np.argsort(distinct)
    from scipy.optimize import isotonic_regression

    plain = np.empty(p.size)
    plain[order] = isotonic_regression(y[order]).x
    np.testing.assert_allclose(recalibrate(forecasts=distinct, outcomes=y), plain, atol=1e-12)


@given(cases())
def test_whole_percents_are_pooled_alike_by_counting_and_by_sorting(case: Case) -> None:
    p, y, _ = case
    counted = corp(forecasts=p, outcomes=y)
    sorted_ = corp(forecasts=p, outcomes=y, weights=np.ones(p.size))
    assert vars_of(counted) == pytest.approx(vars_of(sorted_), abs=1e-12)


@given(cases())
def test_bins_hold_every_forecast_once_and_rates_lie_in_their_intervals(case: Case) -> None:
    p, y, w = case
    table = bin_table(forecasts=p, outcomes=y, weights=w, clusters=np.arange(p.size) // 3)
    assert sum(b.forecasts for b in table) == p.size
    for b in table:
        if b.observed_rate is None or b.rate_low is None or b.rate_high is None:
            assert b.forecasts == 0
            continue
        assert b.rate_low - 1e-12 <= b.observed_rate <= b.rate_high + 1e-12
        assert b.mean_forecast is not None
        assert b.low - 1e-12 <= b.mean_forecast <= b.high + 1e-12


@given(cases(smallest=2))
@settings(max_examples=30)
def test_the_band_rises_and_contains_the_diagonal_where_it_is_given(case: Case) -> None:
    p, y, _ = case
    curve = reliability_curve(forecasts=p, outcomes=y, seed=1, draws=199)
    low, high = np.array(curve.band_low), np.array(curve.band_high)
    assert (np.diff(low) >= -1e-12).all()
    assert (np.diff(high) >= -1e-12).all()
    assert (low <= high).all()
    assert (np.diff(curve.recalibrated) >= -1e-12).all()


@given(cases())
def test_recalibrated_forecasts_are_calibrated_to_themselves(case: Case) -> None:
    p, y, w = case
    q = recalibrate(forecasts=p, outcomes=y, weights=w)
    assert corp(forecasts=q, outcomes=y, weights=w).miscalibration == pytest.approx(0, abs=1e-12)


@given(cases(smallest=2))
def test_the_final_e_value_does_not_depend_on_the_order_of_resolutions(case: Case) -> None:
    p, y, _ = case
    forward = e_process(forecasts=p, outcomes=y, resolved_at=np.arange(p.size))
    backward = e_process(forecasts=p, outcomes=y, resolved_at=-np.arange(p.size))
    assert forward.log_e_value == pytest.approx(backward.log_e_value, abs=1e-9)
    assert len(forward.path) == p.size


@given(cases(), st.sampled_from(list(Method)))
def test_an_aggregate_lies_between_its_forecasts_and_respects_complements(
    case: Case, method: Method
) -> None:
    p, _, w = case
    label = np.arange(p.size) % 3
    crowd = aggregate(forecasts=p, questions=label, weights=w, method=method)
    other = aggregate(forecasts=np.round(1 - p, 12), questions=label, weights=w, method=method)
    np.testing.assert_allclose(crowd.forecasts, 1.0 - other.forecasts, atol=1e-9)
    for k, value in enumerate(crowd.forecasts):
        inside = p[label == k]
        if method is not Method.EXTREMISED and {0.0, 1.0} - set(inside.tolist()):
            assert inside.min() - 1e-9 <= value <= inside.max() + 1e-9


@given(
    st.lists(st.floats(-50, 50), min_size=7, max_size=7).map(sorted),
    st.floats(-60, 60),
)
def test_the_weighted_interval_score_is_twice_the_pinball_loss_and_the_sum_of_its_parts(
    quantiles: list[float], x: float
) -> None:
    levels = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95]
    wis = weighted_interval_score(quantiles=[quantiles], levels=levels, outcomes=[x])
    crps = crps_from_quantiles(quantiles=[quantiles], levels=levels, outcomes=[x])
    np.testing.assert_allclose(wis.score, crps, atol=1e-9)
    total = wis.overprediction + wis.underprediction + wis.dispersion
    np.testing.assert_allclose(wis.score, total, atol=1e-9)


@given(st.floats(-2, 3), st.lists(st.floats(0, 1), min_size=5, max_size=5).map(sorted))
def test_the_crps_of_a_cdf_is_its_integral(x: float, cdf: list[float]) -> None:
    values = np.array([0.0, 0.1, 0.4, 0.7, 1.0])
    grid = np.linspace(-3.0, 4.0, 70_001)
    f = np.interp(grid, values, cdf, left=0.0, right=1.0)
    numeric = float(np.mean((f - (grid >= x)) ** 2)) * 7.0
    got = crps_from_cdf(values=values, cdf=[cdf], outcomes=[x])[0]
    assert got == pytest.approx(numeric, abs=2e-3)


@given(cases(smallest=3))
@settings(max_examples=40)
def test_intervals_of_the_recalibration_contain_their_estimates(case: Case) -> None:
    p, y, w = case
    for weights in (None, w):
        fit = cox(forecasts=p, outcomes=y, weights=weights)
        for value, interval in ((fit.slope, fit.slope_ci), (fit.intercept, fit.intercept_ci)):
            if value is not None and interval is not None:
                assert interval[0] <= value <= interval[1]


ONE_ROW: list[Callable[..., object]] = [mean_brier, corp, murphy, smooth_ece, bin_table]


@pytest.mark.parametrize("function", ONE_ROW)
def test_one_forecast_is_enough_for_every_description(function: Callable[..., object]) -> None:
    assert function(forecasts=[0.3], outcomes=[1]) is not None
