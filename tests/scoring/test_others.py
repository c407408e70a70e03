"""Scores, skill, intervals, comparisons, leaderboards, aggregates: hand calculations and limits."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.aggregate import Method, aggregate, recency_weights
from scoring.brier import brier, mean_brier, multicategory_brier, ranked_probability_score
from scoring.compare import compare
from scoring.crps import crps_from_cdf, crps_from_quantiles, crps_from_thresholds
from scoring.leaderboard import leaderboard
from scoring.logarithmic import clipped_log_score, log_score, multicategory_log_score
from scoring.metaculus import Question, Stood, baseline, from_cdf, peer
from scoring.murphy import murphy
from scoring.recalibration import cox
from scoring.reliability import bin_index, bin_table
from scoring.report import calibration_rows, score_report
from scoring.sequential import sequential_comparison
from scoring.skill import leave_one_out_rate, skill
from scoring.smooth import smooth_ece
from scoring.spherical import multicategory_spherical, spherical
from scoring.verdict import Kind


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


def test_intervals_of_the_slope_cover_the_truth_with_and_without_clusters() -> None:
    rng = np.random.default_rng(3)
    covered = {"profile": 0, "sandwich": 0}
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
    assert covered["profile"] / runs == pytest.approx(0.95, abs=0.04)
    assert covered["sandwich"] / runs == pytest.approx(0.95, abs=0.06)


def test_separated_outcomes_have_a_slope_without_an_upper_limit() -> None:
    up = cox(forecasts=[0.1, 0.2, 0.6, 0.7], outcomes=[0, 0, 1, 1])
    down = cox(forecasts=[0.1, 0.2, 0.6, 0.7], outcomes=[1, 1, 0, 0])
    assert up.slope == np.inf
    assert up.slope_ci is not None
    assert 0.0 < up.slope_ci[0] < up.slope_ci[1] == np.inf
    assert down.slope == -np.inf
    assert down.slope_ci == pytest.approx((-np.inf, -up.slope_ci[0]))


def test_smooth_error_of_a_constant_forecast_is_its_distance_from_the_rate() -> None:
    y = [1] * 70 + [0] * 30
    assert smooth_ece(forecasts=[0.5] * 100, outcomes=y) == pytest.approx(0.2, abs=2e-3)
    rng = np.random.default_rng(1)
    p = rng.random(20_000)
    assert smooth_ece(forecasts=p, outcomes=rng.random(20_000) < p) < 0.02


def test_paired_differences_over_questions_not_rows() -> None:
    a, b = np.array([0.1, 0.2, 0.3, 0.4]), np.array([0.2, 0.3, 0.1, 0.2])
    rows = compare(scores_a=a, scores_b=b, seed=1)
    questions = compare(
        scores_a=np.repeat(a, 3), scores_b=np.repeat(b, 3), clusters=np.repeat(range(4), 3), seed=1
    )
    assert (rows.p_value, rows.questions) == (questions.p_value, questions.questions)
    assert (rows.low, rows.high) == pytest.approx((questions.low, questions.high))
    assert rows.method == "exact"
    assert rows.difference == pytest.approx(0.05)


def test_equal_forecasters_are_told_apart_as_often_as_promised() -> None:
    rng = np.random.default_rng(4)
    runs, found, covered = 400, 0, 0
    for run in range(runs):
        a, b = rng.random(40), rng.random(40)
        result = compare(scores_a=a, scores_b=b, seed=run, draws=399)
        found += result.p_value <= 0.05
        assert result.low is not None
        assert result.high is not None
        covered += result.low <= 0.0 <= result.high
    assert found / runs == pytest.approx(0.05, abs=0.033)
    assert covered / runs == pytest.approx(0.95, abs=0.04)


def test_the_confidence_sequence_holds_at_all_times_at_once() -> None:
    rng = np.random.default_rng(5)
    runs, left, sure = 120, 0, 0
    for _ in range(runs):
        p = rng.random(150)
        y = rng.random(150) < p
        q = np.clip(p + rng.normal(size=150) * 0.2, 0, 1)
        a, b = brier(forecasts=p, outcomes=y), brier(forecasts=q, outcomes=y)
        result = sequential_comparison(scores_a=a, scores_b=b, whole_path=True)
        truth = np.cumsum((q - p) ** 2) / np.arange(1, 151)  # mean expected difference so far
        left += bool(((truth < result.lows) | (truth > result.highs)).any())
        sure += result.e_b_better >= 20.0
    assert left / runs <= 0.05
    assert sure / runs <= 0.05


def test_sequential_comparison_is_antisymmetric_and_knows_questions() -> None:
    rng = np.random.default_rng(6)
    a, b = rng.random(50), rng.random(50)
    one = sequential_comparison(scores_a=a, scores_b=b)
    other = sequential_comparison(scores_a=b, scores_b=a)
    assert (one.low, one.e_a_better) == pytest.approx((-other.high, other.e_b_better))
    rows = sequential_comparison(
        scores_a=np.repeat(a, 2), scores_b=np.repeat(b, 2), clusters=np.repeat(range(50), 2)
    )
    assert rows.questions == 50
    assert rows.low == pytest.approx(one.low)


def test_a_leaderboard_counts_only_questions_past_their_deadline() -> None:
    nan = np.nan
    board = leaderboard(
        scores=[0.01, 0.04, nan, nan, 0.5, 0.3],
        forecasters=["ann"] * 5 + ["bob"],
        questions=["early yes", "due", "open", "forgotten", "void", "due"],
        deadlines=[20.0, 5.0, 20.0, 5.0, 5.0, 5.0],
        void=[False, False, False, False, True, False],
        now=10.0,
        minimum=1,
    )
    ann = 0
    assert board.forecasters.tolist() == [0, 1]
    assert board.score[ann] == pytest.approx(0.04)
    assert board.questions[ann] == 1
    assert (board.pending[ann], board.overdue[ann], board.void[ann]) == (2, 1, 1)
    assert board.relative[ann] == pytest.approx(0.04 - 0.3)
    assert np.isnan(board.low[ann])
    assert board.ranked.tolist() == [True, True]


def test_too_few_questions_give_no_rank_however_good_the_score() -> None:
    board = leaderboard(
        scores=[0.0, 0.2, 0.3, 0.25],
        forecasters=["lucky", "steady", "steady", "steady"],
        questions=[1, 1, 2, 3],
        minimum=3,
    )
    assert board.forecasters.tolist() == [1, 0]
    assert board.ranked.tolist() == [True, False]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 6), st.integers(0, 100)), min_size=1))
@settings(max_examples=50)
def test_a_leaderboard_is_what_a_loop_over_forecasters_gives(
    rows: list[tuple[int, int, int]],
) -> None:
    who, what, score = (np.array(column) for column in zip(*rows, strict=True))
    board = leaderboard(scores=score / 100, forecasters=who, questions=what, minimum=1)
    names = np.unique(who)
    for place, code in enumerate(board.forecasters):
        mine = who == names[code]
        means = [score[mine & (what == q)].mean() / 100 for q in np.unique(what[mine])]
        assert board.score[place] == pytest.approx(np.mean(means))
        assert board.questions[place] == len(means)
        if len(means) > 1:
            from scipy.stats import t

            reach = t.ppf(0.975, len(means) - 1) * np.std(means, ddof=1) / len(means) ** 0.5
            assert board.high[place] - board.score[place] == pytest.approx(reach)


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


def test_numeric_peer_scores_count_half_and_coverage_is_kept() -> None:
    pair = [
        Stood(probabilities=from_cdf([0.0, 0.5, 1.0]), start=0.0),
        Stood(probabilities=from_cdf([0.0, 0.25, 1.0]), start=5.0),
    ]
    points = peer(
        forecasts=pair,
        outcome=1,
        kind=Question.NUMERIC,
        opened_at=0.0,
        horizon_ends_at=10.0,
        closed_at=10.0,
    )
    assert points[0].score == pytest.approx(0.5 * 50 * np.log(2))
    assert [p.coverage for p in points] == [1.0, 0.5]
    outside = baseline(
        forecasts=[Stood(probabilities=from_cdf([0.05, 0.5, 1.0]), start=0.0)],
        outcome=0,
        kind=Question.NUMERIC,
        opened_at=0.0,
        horizon_ends_at=10.0,
        closed_at=10.0,
        open_bounds=1,
    )
    assert outside[0].score == pytest.approx(0.0)


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
    assert whole.cox.method == "sandwich"
    assert whole.cox_method == "clustered"


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
