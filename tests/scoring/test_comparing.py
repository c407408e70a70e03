"""Two forecasters compared: at once, and all the time."""

import numpy as np
import pytest

from scoring.brier import brier
from scoring.compare import compare
from scoring.errors import InputError
from scoring.sequential import sequential_comparison


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


def test_the_bolder_of_two_equals_is_not_called_better_before_it_can_have_failed() -> None:
    rng = np.random.default_rng(7)
    runs, found, covered = 600, 0, 0
    for run in range(runs):
        y = (rng.random(10) < 0.9).astype(float)
        bold, timid = (
            np.full(10, 0.97),
            np.full(10, 0.83),
        )  # as far from 90 %: equal in the long run
        result = compare(
            scores_a=brier(forecasts=bold, outcomes=y),
            scores_b=brier(forecasts=timid, outcomes=y),
            turned_a=brier(forecasts=bold, outcomes=1.0 - y),
            turned_b=brier(forecasts=timid, outcomes=1.0 - y),
            seed=run,
        )
        assert result.low is not None
        assert result.high is not None
        assert (result.p_value > 0.05) == (result.low < 0.0 < result.high)
        found += result.p_value <= 0.05
        covered += result.low <= 0.0 <= result.high
    # Ten of ten come true a third of the time; by the signs alone the bold one is better then.
    assert found / runs < 0.02
    assert covered / runs > 0.98
    assert result.method == "student"


def test_an_interval_of_few_differences_covers() -> None:
    rng = np.random.default_rng(8)
    covered = 0
    for run in range(600):
        truth, noise = rng.random(5), rng.normal(0.0, 0.2, (2, 5))
        y = (rng.random(5) < truth).astype(float)
        a, b = (brier(forecasts=np.clip(truth + e, 0, 1), outcomes=y) for e in noise)
        result = compare(scores_a=a, scores_b=b, seed=run)
        assert result.low is not None
        assert result.high is not None
        covered += result.low <= 0.0 <= result.high
    assert covered / 600 > 0.94  # percentiles of a bootstrap cover 79 %


def test_many_questions_are_compared_by_random_signs_as_well_as_by_all_of_them() -> None:
    rng = np.random.default_rng(7)
    a, b = rng.random(20), rng.random(20)
    signs = 1.0 - 2.0 * ((np.arange(2**20)[:, None] >> np.arange(20)) & 1)
    reached = np.abs(signs @ (a - b)) >= abs((a - b).sum()) * (1.0 - 1e-12)
    result = compare(scores_a=a, scores_b=b, seed=1, draws=9_999)
    assert result.method == "monte carlo"
    assert result.p_value == pytest.approx(reached.mean(), abs=0.02)
    # Nothing drawn is as far apart: what is seen counts itself as one draw.
    apart = compare(scores_a=np.zeros(60), scores_b=np.ones(60), seed=1, draws=99)
    assert apart.p_value == 0.01


def test_one_question_and_two_who_say_the_same_tell_nothing() -> None:
    one = compare(scores_a=[0.0], scores_b=[0.25], turned_a=[1.0], turned_b=[0.25], seed=1)
    assert (one.low, one.p_value) == (None, 1.0)
    same = compare(
        scores_a=[0.1, 0.2], scores_b=[0.1, 0.2], turned_a=[0.9, 0.8], turned_b=[0.9, 0.8], seed=1
    )
    assert (same.difference, same.low, same.high, same.p_value) == (0.0, 0.0, 0.0, 1.0)
    with pytest.raises(InputError, match="turned_b"):
        compare(scores_a=[0.1, 0.2], scores_b=[0.1, 0.2], turned_a=[0.9, 0.8], seed=1)


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
