"""Forecasts of one question that offset each other: no outcome moves a test, so none may accuse."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.calibration_tests import CalibrationTest, cox_test, mcb_test, spiegelhalter_test
from scoring.eprocess import e_process
from scoring.power import conditional_power
from scoring.recalibration import cox
from scoring.report import ScoreReport, score_report
from scoring.verdict import Kind
from tests.scoring.test_calibration_tests import MARGIN, RUNS, crowd, mix, updates

Test = Callable[..., CalibrationTest]
TESTS: list[Test] = [cox_test, spiegelhalter_test, mcb_test]


def mirrored(
    first: Any, outcomes: Any, *, seed: int = 1, scale: float = 1.0
) -> tuple[ScoreReport, dict[str, Any]]:
    """Return the report of questions on which the second forecaster says the opposite."""
    p, y = np.asarray(first, float), np.asarray(outcomes, float)
    rows: dict[str, Any] = {
        "forecasts": np.append(p, 1.0 - p),
        "outcomes": np.append(y, y),
        "clusters": np.tile(np.arange(p.size), 2),
        "weights": np.full(2 * p.size, scale),
    }
    who = np.repeat(["ann", "bo"], p.size)
    return score_report(**rows, forecasters=who, seed=seed, draws=99), rows


@pytest.mark.parametrize("scale", [1e-9, 1.0, 1e9])
@pytest.mark.parametrize(
    ("first", "outcomes"),
    [([0.8], [1]), ([0.8], [0]), ([0.7, 0.9, 0.35, 0.01], [1, 1, 0, 1]), ([0.8] * 60, [1] * 60)],
)
def test_questions_that_are_all_mirrored_are_not_enough_data(
    first: list[float], outcomes: list[int], scale: float
) -> None:
    report, rows = mirrored(first, outcomes, scale=scale)
    assert report.verdict.kind is Kind.NOT_ENOUGH
    assert "offset each other" in report.verdict.sentence
    assert report.offset == len(first)
    assert (report.cox_p, report.spiegelhalter_p, report.mcb_p) == (1.0, 1.0, 1.0)
    assert (report.spiegelhalter_z, report.log_e_value) == (0.0, 0.0)
    assert (report.cox.slope, report.cox.slope_ci) == (None, None)
    assert "offset" in report.cox.note
    for test in TESTS:
        result = test(**rows, seed=1, draws=99)
        assert (result.p_value, result.offset) == (1.0, len(first))
    assert e_process(**rows).e_value == pytest.approx(1.0)
    power = conditional_power(forecasts=rows["forecasts"], clusters=rows["clusters"], seed=1)
    assert {chance for _, chance in power.of} == {0.0}


def test_mirrored_questions_with_one_brier_score_have_no_interval_for_want_of_spread() -> None:
    p = np.array([0.8] * 7 + [0.2] * 7)
    y = np.tile([1.0, 1.0, 0.0, 1.0, 0.0, 1.0, 1.0], 2)
    report = score_report(
        forecasts=p, outcomes=y, clusters=np.tile(np.arange(7), 2), seed=1, draws=99
    )
    assert report.brier == pytest.approx(0.34)
    assert report.brier_ci is None


def test_mirrored_questions_among_ordinary_ones_change_no_test() -> None:
    rng = np.random.default_rng(3)
    p = mix(rng, 60)
    y = (rng.random(60) < p).astype(float)
    label = np.arange(60)
    p2, y2 = np.append(p, [0.8, 0.2, 0.37, 0.63]), np.append(y, [1, 1, 0, 0])
    label2 = np.append(label, [60, 60, 61, 61])
    for test in TESTS:
        alone = test(forecasts=p, outcomes=y, seed=1, draws=199)
        among = test(forecasts=p2, outcomes=y2, clusters=label2, seed=1, draws=199)
        assert (among.p_value, among.method) == (alone.p_value, "exact")
        assert among.statistic == pytest.approx(alone.statistic)
        assert (among.clusters, among.offset) == (60, 2)
    assert cox(forecasts=p2, outcomes=y2, clusters=label2).slope == pytest.approx(
        cox(forecasts=p, outcomes=y).slope
    )
    assert e_process(forecasts=p2, outcomes=y2, clusters=label2).log_e_value == pytest.approx(
        e_process(forecasts=p, outcomes=y).log_e_value
    )


def test_miscalibration_is_seen_in_spite_of_a_mirrored_question() -> None:
    report = score_report(
        forecasts=[0.95] * 20 + [0.8, 0.2],
        outcomes=[1] * 12 + [0] * 8 + [1, 1],
        clusters=[*range(20), 20, 20],
        seed=1,
        draws=1999,
    )
    assert report.verdict.kind is Kind.MISCALIBRATED
    assert report.cox_p == pytest.approx(0.0005)
    assert report.offset == 1


def test_forecasts_that_cancel_for_the_brier_score_alone_leave_spiegelhalter_silent() -> None:
    # 0.8 sqrt(0.9 0.1) = 0.6 sqrt(0.2 0.8): the Brier score cancels, the logits do not.
    rows: dict[str, Any] = {"forecasts": [0.9, 0.2], "outcomes": [1, 1], "clusters": ["a", "a"]}
    silent = spiegelhalter_test(**rows, seed=1)
    assert (silent.statistic, silent.p_value, silent.offset) == (0.0, 1.0, 0)
    assert cox_test(**rows, seed=1).p_value >= 0.9


def test_a_fit_where_the_weights_rule_nothing_out_has_no_bound() -> None:
    fit = cox(forecasts=[1.0 - 1e-12, 0.01], outcomes=[0, 1], weights=[1.0, 1e-6])
    assert (fit.slope, fit.slope_ci) == (-np.inf, (-np.inf, np.inf))


def test_forecasts_hardly_off_a_half_still_have_their_spiegelhalter() -> None:
    near = spiegelhalter_test(forecasts=[0.5 + 1e-6] * 9, outcomes=[1] * 9, seed=1)
    assert near.statistic == pytest.approx(-3.0, abs=1e-4)


@pytest.mark.parametrize("outcome", [0, 1])
def test_no_two_forecasts_of_one_question_accuse_unless_both_called_it_as_good_as_impossible(
    outcome: int,
) -> None:
    grid = np.arange(0.1, 0.95, 0.1)
    for test in TESTS:
        worst = min(
            test(
                forecasts=[a, b], outcomes=[outcome] * 2, clusters=[0, 0], seed=1, draws=99
            ).p_value
            for a in grid
            for b in grid
        )
        assert worst > 0.05


@pytest.mark.parametrize("make", [updates, crowd])
@pytest.mark.parametrize("questions", [1, 2, 3, 5])
def test_few_questions_with_several_forecasts_each_do_not_accuse_the_calibrated(
    questions: int, make: Callable[..., tuple[Any, Any, Any]]
) -> None:
    rng = np.random.default_rng(questions)
    runs = 300
    for test in TESTS:
        count = 0
        for run in range(runs):
            p, y, label = make(rng, questions, 3)
            said = np.clip(p.round(1), 0.05, 0.95)
            count += (
                test(forecasts=said, outcomes=y, clusters=label, seed=run, draws=99).p_value <= 0.05
            )
        assert count / runs <= 0.05 + 3.0 * (0.05 * 0.95 / runs) ** 0.5


@pytest.mark.parametrize("test", TESTS)
def test_rows_duplicated_or_mirrored_at_random_leave_the_level_as_it_is(test: Test) -> None:
    rng = np.random.default_rng(11)
    count = 0
    for run in range(RUNS):
        p = mix(rng, 40)
        y, kind = (rng.random(40) < p).astype(float), rng.integers(0, 3, 40)
        twice, turned = kind == 1, (kind == 2) & (p != 0.5)
        label = np.arange(40)
        count += (
            test(
                forecasts=np.concatenate((p, p[twice], 1.0 - p[turned])),
                outcomes=np.concatenate((y, y[twice], y[turned])),
                clusters=np.concatenate((label, label[twice], label[turned])),
                seed=run,
                draws=199,
            ).p_value
            <= 0.05
        )
    assert count / RUNS == pytest.approx(0.05, abs=MARGIN)


@st.composite
def tied_rows(draw: st.DrawFn) -> dict[str, Any]:
    """Questions with one outcome each, whose forecasts are often equal, mirrored or nearly so."""
    p: list[float] = []
    y: list[int] = []
    label: list[int] = []
    for question in range(draw(st.integers(1, 8))):
        first, outcome = draw(st.integers(0, 100)) / 100.0, draw(st.integers(0, 1))
        others = st.sampled_from(
            [first, 1.0 - first, abs(1.0 - first - 1e-12), draw(st.integers(0, 100)) / 100.0]
        )
        said = [first, *draw(st.lists(others, max_size=3))]
        p += said
        y += [outcome] * len(said)
        label += [question] * len(said)
    w = draw(st.lists(st.sampled_from([1e-6, 1.0, 3.0]), min_size=len(p), max_size=len(p)))
    return {"forecasts": p, "outcomes": y, "clusters": label, "weights": w}


@given(tied_rows())
@settings(max_examples=60)
def test_p_values_stay_between_0_and_1_and_statistics_finite(rows: dict[str, Any]) -> None:
    for test in TESTS:
        result = test(**rows, seed=1, draws=99)
        assert 0.0 <= result.p_value <= 1.0
        assert np.isfinite(result.statistic)
        assert (result.p_value == 0.0) == (result.certain_wrong > 0)
    report = score_report(**rows, seed=1, draws=99)
    assert 0.0 <= report.cox_p <= 1.0
    if report.questions == report.offset:
        assert report.verdict.kind is Kind.NOT_ENOUGH
