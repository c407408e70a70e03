"""Input that cannot be scored, refused with the argument, the row and the reason."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from scoring.aggregate import aggregate
from scoring.brier import brier, mean_brier, multicategory_brier
from scoring.calibration_tests import cox_test, mcb_test, spiegelhalter_test
from scoring.compare import compare
from scoring.crps import crps_from_cdf, crps_from_quantiles
from scoring.curve import reliability_curve
from scoring.decomposition import corp
from scoring.eprocess import e_process
from scoring.errors import EmptyError, InputError, LengthError, ScoringError, SoftOutcomeError
from scoring.interval import interval_coverage, weighted_interval_score
from scoring.leaderboard import leaderboard
from scoring.logarithmic import clipped_log_score, log_score, mean_log_score
from scoring.metaculus import Question, Stood, baseline, from_binary, peer
from scoring.murphy import murphy
from scoring.overtime import time_averaged_brier
from scoring.power import conditional_power
from scoring.recalibration import cox
from scoring.reliability import bin_index, bin_table
from scoring.report import calibration_rows, score_report
from scoring.sequential import sequential_comparison
from scoring.skill import leave_one_out_rate, skill
from scoring.smooth import smooth_ece
from scoring.spherical import spherical

Function = Callable[..., Any]

SCORES: list[Function] = [brier, mean_brier, log_score, mean_log_score, spherical, corp, murphy]
DESCRIPTIONS: list[Function] = [*SCORES, bin_table, smooth_ece]
SEEDED: list[Function] = [
    cox_test,
    spiegelhalter_test,
    mcb_test,
    reliability_curve,
    score_report,
    calibration_rows,
]
TESTS: list[Function] = [cox_test, spiegelhalter_test, mcb_test, reliability_curve, e_process, cox]


def call(function: Function, **given: Any) -> Any:
    if function in SEEDED:
        given |= {"seed": 1, "draws": 99}
    return function(**given)


@pytest.mark.parametrize("function", [*DESCRIPTIONS, *SEEDED, e_process, cox])
def test_nothing_cannot_be_scored(function: Function) -> None:
    with pytest.raises(EmptyError, match="forecasts: is empty"):
        call(function, forecasts=[], outcomes=[])


@pytest.mark.parametrize("function", [*DESCRIPTIONS, *SEEDED, e_process, cox])
def test_lengths_must_agree(function: Function) -> None:
    with pytest.raises(LengthError, match="outcomes: has 1 rows, forecasts have 2"):
        call(function, forecasts=[0.1, 0.2], outcomes=[1])


@pytest.mark.parametrize("function", [*DESCRIPTIONS, *SEEDED, e_process, cox])
@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, -0.01, 1.01, 70.0])
def test_a_forecast_that_is_no_probability_is_named_by_its_row(
    function: Function, value: float
) -> None:
    with pytest.raises(InputError) as caught:
        call(function, forecasts=[0.5, 0.2, value, 0.1], outcomes=[1, 0, 1, 0])
    assert (caught.value.argument, caught.value.row) == ("forecasts", 2)


@pytest.mark.parametrize("function", DESCRIPTIONS)
@pytest.mark.parametrize("value", [np.nan, np.inf, -1.0, 2.0])
def test_an_outcome_outside_the_range_is_named_by_its_row(function: Function, value: float) -> None:
    with pytest.raises(InputError) as caught:
        function(forecasts=[0.5, 0.25], outcomes=[1, value])
    assert (caught.value.argument, caught.value.row) == ("outcomes", 1)


@pytest.mark.parametrize("function", [brier, corp, log_score])
@pytest.mark.parametrize("forecasts", ["high", [["a"]], [0.5, "x"], [None, 0.5], 0.5, [[0.5, 0.1]]])
def test_what_is_no_array_of_numbers_is_refused(function: Function, forecasts: Any) -> None:
    with pytest.raises(InputError, match="forecasts"):
        function(forecasts=forecasts, outcomes=[1, 0])


@pytest.mark.parametrize("function", [mean_brier, mean_log_score, corp, murphy, bin_table])
def test_partial_outcomes_are_scored(function: Function) -> None:
    assert function(forecasts=[0.5, 0.2], outcomes=[0.5, 0.0]) is not None
    assert mean_brier(forecasts=[0.5], outcomes=[0.25]) == 0.0625


@pytest.mark.parametrize("function", TESTS)
def test_partial_outcomes_are_refused_by_tests_with_the_reason(function: Function) -> None:
    with pytest.raises(SoftOutcomeError, match="neither 0 nor 1") as caught:
        call(function, forecasts=[0.5, 0.2], outcomes=[1.0, 0.3])
    assert caught.value.row == 1


def test_a_report_scores_partial_outcomes_and_leaves_them_out_of_its_tests() -> None:
    p, y = [0.9, 0.8, 0.3, 0.6], [1.0, 1.0, 0.0, 0.5]
    report = score_report(forecasts=p, outcomes=y, seed=1, draws=99)
    assert report.soft == 1
    assert report.brier == pytest.approx(mean_brier(forecasts=p, outcomes=y))
    assert report.cox_p == cox_test(forecasts=p[:3], outcomes=y[:3], seed=1, draws=99).p_value


def test_a_report_of_partial_outcomes_only_has_scores_but_no_curve() -> None:
    report = score_report(forecasts=[0.4, 0.6], outcomes=[0.5, 0.5], seed=1, draws=99)
    assert report.curve is None
    assert report.cox_p == 1.0
    assert report.brier == pytest.approx(0.01)


@pytest.mark.parametrize("outcome", [0, 1])
@pytest.mark.parametrize("n", [1, 2, 30])
def test_outcomes_of_one_kind_give_a_report_that_says_what_is_missing(outcome: int, n: int) -> None:
    p = np.linspace(0.2, 0.7, n)
    report = score_report(forecasts=p, outcomes=[outcome] * n, seed=1, draws=99)
    assert report.cox.slope is None
    assert report.cox.intercept == (np.inf if outcome else -np.inf)
    assert "equal" in report.cox.note
    assert report.unc == 0.0
    assert 0.0 < report.cox_p <= 1.0


def test_one_forecast_gives_a_report() -> None:
    report = score_report(forecasts=[0.7], outcomes=[1], seed=1, draws=99)
    assert report.verdict.kind.value == "not enough data"
    assert report.brier_ci is None


def test_equal_forecasts_are_judged_by_their_level_only() -> None:
    report = score_report(forecasts=[0.9] * 40, outcomes=[1, 0] * 20, seed=1, draws=999)
    assert report.cox.slope is None
    assert report.cox_p <= 0.01
    assert report.dsc == 0.0


def test_a_certain_forecast_that_fails_is_infinite_counted_and_refutes() -> None:
    p, y = [1.0, 0.0, 0.0, 0.6, 0.4], [0, 0, 1, 1, 0]
    score = mean_log_score(forecasts=p, outcomes=y)
    assert (score.mean, score.infinite) == (np.inf, 2)
    report = score_report(forecasts=p, outcomes=y, seed=1, draws=99)
    assert (report.log_score_infinite, report.certain, report.certain_wrong) == (2, 3, 2)
    assert (report.cox_p, report.e_value) == (0.0, np.inf)
    assert report.verdict.kind.value == "refuted"
    assert "2 of 3 certain forecasts" in report.verdict.sentence
    assert report.log_score_clipped == pytest.approx(
        float(clipped_log_score(forecasts=p, outcomes=y, bound=0.01).mean())
    )


def test_certain_forecasts_that_hold_are_no_evidence_either_way() -> None:
    p, y = [1.0, 0.0, 0.6, 0.4], [1, 0, 1, 0]
    report = score_report(forecasts=p, outcomes=y, seed=1, draws=99)
    assert (report.certain, report.certain_wrong) == (2, 0)
    assert report.cox_p == cox_test(forecasts=p[2:], outcomes=y[2:], seed=1, draws=99).p_value
    only = score_report(forecasts=[1.0, 0.0], outcomes=[1, 0], seed=1, draws=99)
    assert only.cox_p == 1.0
    assert "0 or 1" in only.cox.note


@pytest.mark.parametrize("function", [mean_brier, corp, murphy, bin_table, cox, e_process])
@pytest.mark.parametrize(
    ("weights", "problem"),
    [
        ([1.0, -0.5], r"weights\[1\]: -0.5 is negative"),
        ([1.0, np.nan], r"weights\[1\]: nan is negative or not finite"),
        ([np.inf, 1.0], r"weights\[0\]: inf is negative or not finite"),
        ([0.0, 0.0], "all zero"),
        ([1.0], "has 1 rows"),
    ],
)
def test_weights_that_cannot_be_are_refused(
    function: Function, weights: list[float], problem: str
) -> None:
    with pytest.raises(InputError, match=problem):
        function(forecasts=[0.5, 0.2], outcomes=[1, 0], weights=weights)


def test_a_row_of_weight_zero_does_not_count_even_if_its_score_is_infinite() -> None:
    score = mean_log_score(forecasts=[0.0, 0.5], outcomes=[1, 1], weights=[0.0, 1.0])
    assert score.infinite == 0
    assert score.mean == pytest.approx(np.log(2))
    given: dict[str, Any] = {"outcomes": [1, 1, 0], "weights": [0.0, 1.0, 2.0]}
    report = score_report(forecasts=[0.0, 0.5, 0.2], **given, seed=1, draws=99)
    assert (report.n, report.certain_wrong, report.log_score_infinite) == (2, 0, 0)


@pytest.mark.parametrize("clusters", [["a"], [["a", "b"]], [np.nan, 1.0]])
def test_clusters_that_cannot_be_are_refused(clusters: Any) -> None:
    with pytest.raises(InputError, match="clusters"):
        murphy(forecasts=[0.5, 0.2], outcomes=[1, 0], clusters=clusters)


def test_levels_edges_bounds_and_draws_are_checked() -> None:
    one: dict[str, Any] = {"forecasts": [0.5], "outcomes": [1]}
    with pytest.raises(InputError, match="level"):
        bin_table(**one, level=1.0)
    with pytest.raises(InputError, match="level"):
        cox(**one, level=1.0)
    with pytest.raises(InputError, match="edges"):
        bin_index(forecasts=[0.5], edges=[0.0, 0.5, 0.5, 1.0])
    with pytest.raises(InputError, match="bound"):
        clipped_log_score(**one, bound=0.5)
    with pytest.raises(InputError, match="draws"):
        cox_test(**one, seed=1, draws=5)
    with pytest.raises(InputError, match="draws"):
        reliability_curve(**one, seed=1, draws=5)
    with pytest.raises(InputError, match="level"):
        conditional_power(forecasts=[0.5], seed=1, level=0.0)


def test_options_must_sum_to_one_and_exist() -> None:
    with pytest.raises(InputError, match=r"forecasts\[1\]: sums to 0.9"):
        multicategory_brier(forecasts=[[0.5, 0.5], [0.5, 0.4]], outcomes=[0, 0])
    with pytest.raises(InputError, match=r"outcomes\[0\]: 2.0 is no option"):
        multicategory_brier(forecasts=[[0.5, 0.5]], outcomes=[2])


def test_quantiles_and_cdfs_must_rise() -> None:
    levels = [0.25, 0.5, 0.75]
    with pytest.raises(InputError, match=r"quantiles\[1\]"):
        crps_from_quantiles(
            quantiles=[[1.0, 2.0, 3.0], [1.0, 3.0, 2.0]], levels=levels, outcomes=[1.0, 1.0]
        )
    with pytest.raises(InputError, match=r"cdf\[0\]"):
        crps_from_cdf(values=[0.0, 1.0], cdf=[[0.5, 0.4]], outcomes=[1.0])
    with pytest.raises(InputError, match="symmetric"):
        weighted_interval_score(quantiles=[[1.0, 2.0]], levels=[0.1, 0.5], outcomes=[1.0])
    with pytest.raises(InputError, match="central"):
        interval_coverage(quantiles=[[1.0, 2.0, 3.0]], levels=levels, outcomes=[1.0], central=0.9)


def test_a_lone_forecaster_has_no_peers_and_scores_nothing() -> None:
    alone = [Stood(probabilities=from_binary(0.9), start=0.0)]
    time: dict[str, float] = {"opened_at": 0.0, "horizon_ends_at": 10.0, "closed_at": 10.0}
    (points,) = peer(forecasts=alone, outcome=1, kind=Question.BINARY, **time)
    assert (points.score, points.coverage) == (0.0, 1.0)
    board = leaderboard(scores=[0.1, 0.2], forecasters=[1, 1], questions=[1, 2], minimum=1)
    assert np.isnan(board.relative[0])


def test_a_peer_at_zero_is_infinitely_bad_and_the_others_infinitely_good() -> None:
    pair = [Stood(probabilities=from_binary(p), start=0.0) for p in (0.0, 0.5)]
    time: dict[str, Any] = {"opened_at": 0.0, "horizon_ends_at": 10.0, "closed_at": 10.0}
    points = peer(forecasts=pair, outcome=1, kind=Question.BINARY, **time)
    assert [p.score for p in points] == [-np.inf, np.inf]
    (worst, _) = baseline(forecasts=pair, outcome=1, kind=Question.BINARY, **time)
    assert worst.score == -np.inf


def test_comparisons_refuse_infinite_scores_and_differences_beyond_the_bound() -> None:
    with pytest.raises(InputError, match=r"scores_a\[1\]: inf is not finite"):
        compare(scores_a=[0.1, np.inf], scores_b=[0.1, 0.2], seed=1)
    with pytest.raises(InputError, match="more than 1"):
        sequential_comparison(scores_a=[3.0], scores_b=[0.0])
    with pytest.raises(InputError, match="infinite"):
        leaderboard(scores=[np.inf], forecasters=[1], questions=[1])


def test_references_need_a_name_and_aggregates_some_weight() -> None:
    with pytest.raises(InputError, match="needs a name"):
        skill(forecasts=[0.5], outcomes=[1], reference_forecasts=0.5, reference=" ")
    with pytest.raises(InputError, match=r"weights\[1\]: of this question are all zero"):
        aggregate(forecasts=[0.5, 0.6], questions=["a", "b"], weights=[1.0, 0.0])
    with pytest.raises(InputError, match="prior"):
        leave_one_out_rate(outcomes=[1, 0], prior=1.5)


def test_times_must_be_finite_and_in_order() -> None:
    given: dict[str, Any] = {"forecasts": [0.5], "outcome": 1, "opened_at": 0.0, "closed_at": 5.0}
    with pytest.raises(InputError, match=r"times\[0\]: nan"):
        time_averaged_brier(times=[np.nan], **given)
    with pytest.raises(InputError, match="planned_close_at"):
        time_averaged_brier(times=[1.0], planned_close_at=4.0, **given)


def test_everything_raised_on_purpose_has_one_base_and_is_a_value_error() -> None:
    with pytest.raises(ScoringError):
        brier(forecasts=[2.0], outcomes=[1])
    with pytest.raises(ValueError, match="not between 0 and 1"):
        brier(forecasts=[2.0], outcomes=[1])
