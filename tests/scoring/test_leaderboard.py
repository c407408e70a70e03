"""Ranks: who has one, and that it is what a loop would give."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.brier import brier
from scoring.leaderboard import leaderboard
from scoring.metaculus import Question, Stood, baseline, from_cdf, peer
from scoring.report import score_report


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


def test_a_question_without_a_deadline_ends_with_its_decision_and_waits_for_nothing_else() -> None:
    board = leaderboard(
        scores=[0.01, np.nan, 0.04],
        forecasters=["ann", "ann", "ann"],
        questions=["some day", "some day else", "due"],
        deadlines=[np.nan, np.nan, 5.0],
        now=10.0,
    )
    assert (board.questions[0], board.pending[0], board.overdue[0]) == (2, 1, 0)
    assert board.score[0] == pytest.approx(0.025)


def test_intervals_of_brier_scores_are_those_of_the_report() -> None:
    rng = np.random.default_rng(9)
    p = np.concatenate((rng.random(12), [0.97] * 12))
    y = np.concatenate((rng.random(12) < p[:12], [1.0] * 12))
    who = np.repeat(["ann", "bob"], 12)
    board = leaderboard(
        scores=brier(forecasts=p, outcomes=y),
        turned=brier(forecasts=p, outcomes=1.0 - y),
        forecasters=who,
        questions=np.tile(np.arange(12), 2),
    )
    for place, code in enumerate(board.forecasters):
        mine = who == ["ann", "bob"][code]
        alone = score_report(forecasts=p[mine], outcomes=y[mine], seed=1, draws=99)
        assert (board.low[place], board.high[place]) == pytest.approx(alone.brier_ci)


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
