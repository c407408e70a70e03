"""Forecasts over time: which counts, for how long, and what part of the time is covered."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.calibration_tests import cox_test
from scoring.overtime import (
    EarlyClose,
    OverTime,
    Weighting,
    closing_time,
    forecast_weights,
    in_turn,
    standing,
    time_averaged,
    time_averaged_brier,
)
from scoring.selection import as_of, at_lead_time, first, last_before


def test_a_lone_fifty_percent_on_day_six_of_seven_scores_a_quarter_with_a_seventh_covered() -> None:
    result = time_averaged_brier(forecasts=[0.5], times=[6], outcome=1, opened_at=0, closed_at=7)
    assert result.score == 0.25
    assert result.coverage == pytest.approx(1 / 7)


def test_each_forecast_counts_for_as_long_as_it_stood() -> None:
    result = time_averaged_brier(
        forecasts=[0.9, 0.2, 0.6], times=[6, 0, 4], outcome=1, opened_at=0, closed_at=8
    )
    # By hand: 0.64 for four days, 0.16 for two, 0.01 for two.
    assert result.score == pytest.approx((4 * 0.64 + 2 * 0.16 + 2 * 0.01) / 8)
    assert result.coverage == 1.0


def test_nobody_is_scored_for_time_without_a_forecast() -> None:
    result = time_averaged_brier(forecasts=[], times=[], outcome=1, opened_at=0, closed_at=7)
    assert result == OverTime(score=None, coverage=0.0, attainable=1.0, forecasts=0, dropped=0)


def test_hindsight_is_dropped_and_counted() -> None:
    result = time_averaged_brier(
        forecasts=[0.3, 0.99, 1.0], times=[1, 5, 6], outcome=1, opened_at=0, closed_at=5
    )
    assert result.score == pytest.approx(0.49)
    assert (result.forecasts, result.dropped) == (1, 2)
    late = time_averaged_brier(forecasts=[1.0], times=[5], outcome=1, opened_at=0, closed_at=5)
    assert (late.score, late.dropped) == (None, 1)


def test_a_forecast_from_before_the_opening_stands_from_the_opening() -> None:
    result = time_averaged_brier(
        forecasts=[0.1, 0.5], times=[-3, 2], outcome=0, opened_at=0, closed_at=4
    )
    assert result.score == pytest.approx((2 * 0.01 + 2 * 0.25) / 4)


def test_of_two_forecasts_at_one_moment_the_later_row_stands() -> None:
    result = time_averaged_brier(
        forecasts=[0.1, 0.8], times=[0, 0], outcome=1, opened_at=0, closed_at=4
    )
    assert result.score == pytest.approx(0.04)


def test_an_early_close_can_be_read_three_ways() -> None:
    def read(early_close: EarlyClose) -> OverTime:
        return time_averaged_brier(
            forecasts=[0.5, 0.9],
            times=[0, 4],
            outcome=1,
            opened_at=0,
            closed_at=5,
            planned_close_at=20,
            early_close=early_close,
        )

    stop, planned, hold = (read(kind) for kind in EarlyClose)
    assert stop.score == planned.score == pytest.approx((4 * 0.25 + 0.01) / 5)
    assert (stop.coverage, stop.attainable) == (1.0, 1.0)
    assert (planned.coverage, planned.attainable) == (0.25, 0.25)
    assert hold.score == pytest.approx((4 * 0.25 + 16 * 0.01) / 20)
    assert (hold.coverage, hold.attainable) == (1.0, 1.0)


def test_a_question_without_a_life_is_not_scored() -> None:
    result = time_averaged_brier(forecasts=[0.5], times=[3], outcome=1, opened_at=3, closed_at=3)
    assert (result.score, result.coverage, result.attainable) == (None, 0.0, 0.0)


def test_the_question_closes_with_whatever_comes_first() -> None:
    nan = np.nan
    closes = closing_time(
        deadline=[10, 10, 10, 10], happened_at=[nan, 3, nan, 12], resolved_at=[nan, 5, 8, 12]
    )
    assert closes.tolist() == [10, 3, 8, 10]


@given(
    st.lists(st.tuples(st.integers(0, 100), st.integers(-5, 30)), min_size=1, max_size=12),
    st.integers(0, 1),
)
def test_the_average_over_days_is_what_counting_day_by_day_gives(
    said: list[tuple[int, int]], outcome: int
) -> None:
    said = sorted(said, key=lambda pair: pair[1])
    daily = []
    for day in range(20):
        standing_ = [p for p, made in said if made <= day]
        if standing_:
            daily.append((standing_[-1] / 100 - outcome) ** 2)
    result = time_averaged_brier(
        forecasts=[p / 100 for p, _ in said],
        times=[made for _, made in said],
        outcome=outcome,
        opened_at=0,
        closed_at=20,
    )
    assert result.coverage == pytest.approx(len(daily) / 20)
    assert result.score == (pytest.approx(np.mean(daily)) if daily else None)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(-3, 12)), min_size=1, max_size=20))
def test_the_forecasts_of_a_group_share_out_the_time_it_covers(
    rows: list[tuple[int, int]],
) -> None:
    group, times = (np.array(column) for column in zip(*rows, strict=True))
    stood = standing(times=times, opened_at=0.0, closed_at=10.0, groups=group)
    for label in set(group.tolist()):
        inside = group == label
        covered = max(10.0 - max(float(times[inside].min()), 0.0), 0.0)
        assert stood.duration[inside].sum() == pytest.approx(covered)
    shares = forecast_weights(times=times, opened_at=0.0, closed_at=10.0, groups=group)
    sums = [shares[group == label].sum() for label in set(group.tolist())]
    assert all(s == pytest.approx(1.0) or s == 0.0 for s in sums)


def test_updates_weigh_by_question_by_time_or_each_alike() -> None:
    given_ = {
        "times": [0.0, 9.0, 0.0, 40.0],
        "opened_at": 0.0,
        "closed_at": [10.0, 10.0, 30.0, 30.0],
        "groups": ["a", "a", "b", "b"],
    }
    weights = {by: forecast_weights(**given_, by=by).tolist() for by in Weighting}  # type: ignore[arg-type]
    assert weights[Weighting.QUESTION] == pytest.approx([0.9, 0.1, 1.0, 0.0])
    assert weights[Weighting.DURATION] == [9.0, 1.0, 30.0, 0.0]
    assert weights[Weighting.UPDATE] == [1.0, 1.0, 1.0, 0.0]


def test_the_forecast_as_of_a_moment_is_the_last_one_made_by_then() -> None:
    times, group = [1.0, 5.0, 3.0, 2.0], ["a", "a", "a", "b"]
    assert as_of(times=times, at=4.0, groups=group).tolist() == [2, 3]
    assert as_of(times=times, at=5.0, groups=group).tolist() == [1, 3]
    assert as_of(times=times, at=1.5, groups=group).tolist() == [0]
    assert as_of(times=times, at=0.0, groups=group).tolist() == []


def test_first_last_and_lead_time_leave_hindsight_out() -> None:
    times, group = [1.0, 5.0, 7.0, 8.0], ["a", "a", "a", "b"]
    assert first(times=times, closed_at=7.0, groups=group).tolist() == [0]
    assert last_before(times=times, deadline=7.0, groups=group).tolist() == [1]
    assert at_lead_time(times=times, closed_at=7.0, lead=3.0, groups=group).tolist() == [0]


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 8)), min_size=1, max_size=20),
    st.integers(0, 9),
)
def test_rows_chosen_by_time_are_those_that_a_loop_over_groups_finds(
    rows: list[tuple[int, int]], at: int
) -> None:
    group, times = (np.array(column) for column in zip(*rows, strict=True))

    def loop(*, last: bool, until: float) -> list[int]:
        found = []
        for label in sorted(set(group.tolist())):
            inside = [k for k, (g, t) in enumerate(rows) if g == label and t <= until]
            if inside:
                inside.sort(key=lambda k: (rows[k][1], k))
                found.append(inside[-1] if last else inside[0])
        return found

    end = float(at)
    assert as_of(times=times, at=end, groups=group).tolist() == loop(last=True, until=end)
    before = loop(last=True, until=end - 0.5)
    assert last_before(times=times, deadline=end, groups=group).tolist() == before
    early = loop(last=False, until=end - 0.5)
    assert first(times=times, closed_at=end, groups=group).tolist() == early
    led = loop(last=True, until=end - 2.0)
    assert at_lead_time(times=times, closed_at=end, lead=2.0, groups=group).tolist() == led


def test_any_score_can_be_averaged_over_time() -> None:
    result = time_averaged(scores=[4.0, 1.0], times=[0, 1], opened_at=0, closed_at=4)
    assert result.score == pytest.approx(1.75)


def test_a_weight_in_turn_depends_on_nothing_that_comes_later() -> None:
    times, groups = [0.0, 4.0, 8.0, 1.0], ["ann", "ann", "ann", "bob"]
    whole = in_turn(times=times, groups=groups)
    assert whole.tolist() == [1.0, 1 / 2, 1 / 3, 1.0]
    for size in (1, 2, 3):
        np.testing.assert_array_equal(
            in_turn(times=times[:size], groups=groups[:size]), whole[:size]
        )
    order = [2, 3, 0, 1]
    mixed = in_turn(times=np.array(times)[order], groups=np.array(groups)[order])
    np.testing.assert_array_equal(mixed, whole[order])


def test_a_slip_mended_at_once_and_what_came_late_have_no_turn() -> None:
    weights = in_turn(
        times=[0.0, 0.1, 5.0, 9.0, 9.5],
        groups=[1, 1, 1, 1, 1],
        counted=[True, True, True, True, False],
        slip=1.0,
    )
    assert weights.tolist() == [0.0, 1.0, 1 / 2, 1 / 3, 0.0]
    assert in_turn(times=[1.0], groups=[1], counted=[False]).tolist() == [0.0]


def test_calibrated_updates_up_to_an_event_are_accused_by_time_and_not_in_turn() -> None:
    rng = np.random.default_rng(3)
    accused = np.zeros(2, int)
    for seed in range(60):
        count, moments = 60, np.arange(8) / 8
        hazard = -np.log1p(-rng.uniform(0.1, 0.9, count))
        event = rng.exponential(size=count) / hazard
        question, at = np.repeat(np.arange(count), 8), np.tile(moments, count)
        said = 1.0 - np.exp(-hazard[question] * (1.0 - at))
        closed = np.minimum(event, 1.0)[question]
        stood = forecast_weights(times=at, opened_at=0.0, closed_at=closed, groups=question)
        turn = in_turn(times=at, groups=question, counted=stood > 0.0)
        for way, weights in enumerate((stood, turn)):
            test = cox_test(
                forecasts=said,
                outcomes=(event <= 1.0)[question],
                weights=weights,
                clusters=question,
                seed=seed,
                draws=99,
            )
            accused[way] += test.p_value <= 0.05
    by_time, in_turns = accused.tolist()
    assert by_time >= 15
    assert in_turns <= 8  # 60 at 5 % give more than 8 in one run of 250
