from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from predictions.beliefs import Belief, Ladder, Probability, Quantiles, Shares
from predictions.candidate import Basis
from predictions.model import Forecast, Kind, Prediction, Resolution
from predictions.outcomes import AMBIGUOUS, NO, YES, Outcome, Verdict
from predictions.scorecard import closed_at, forecast_scores, forecaster_scores
from predictions.times import Window

START = datetime(2026, 1, 1, tzinfo=UTC)
PREDICTION = Prediction(
    statement="It rains", created_at=START, window=Window(None, date(2026, 1, 10)), id=1
)


def said(value: float, *, day: float = 0, who: int = 1, basis: Basis = Basis.STATED) -> Forecast:
    return Forecast(
        prediction_id=1,
        forecaster_id=who,
        belief=Probability(value=value, basis=basis),
        made_at=START + timedelta(days=day),
    )


def ended(
    outcome: Outcome = YES, *, happened: float | None = None, decided: float = 12
) -> Resolution:
    return Resolution(
        prediction_id=1,
        outcome=outcome,
        decided_at=START + timedelta(days=decided),
        happened_at=None if happened is None else START + timedelta(days=happened),
    )


def test_a_single_forecast_scores_its_squared_distance() -> None:
    [score] = forecaster_scores(PREDICTION, [said(0.7)], ended())
    assert score.score == pytest.approx(0.09)
    assert score.score_over_time == pytest.approx(0.09)
    assert score.coverage == pytest.approx(1.0)


def test_updates_are_averaged_over_the_days_they_stood() -> None:
    # 0.5 stands for 8 of the 10 days until the deadline, 0.9 for 2: (8 * 0.25 + 2 * 0.01) / 10.
    [score] = forecaster_scores(PREDICTION, [said(0.5), said(0.9, day=8)], ended())
    assert score.score == pytest.approx(0.01)
    assert score.score_over_time == pytest.approx(0.202)
    assert (score.first.belief, score.last.belief) == (
        Probability(value=0.5),
        Probability(value=0.9),
    )


def test_unscored_time_is_never_filled_in() -> None:
    [score] = forecaster_scores(PREDICTION, [said(0.5, day=9)], ended())
    assert score.score_over_time == pytest.approx(0.25)
    assert score.coverage == pytest.approx(0.1)


def test_a_forecast_from_after_the_event_is_shown_and_not_counted() -> None:
    late = said(0.99, day=5)
    [score] = forecaster_scores(PREDICTION, [said(0.5), late], ended(happened=4))
    assert score.score == pytest.approx(0.25)
    assert (score.forecasts, score.late) == (1, 1)
    [only_late] = forecaster_scores(PREDICTION, [late], ended(happened=4))
    assert (only_late.score, only_late.score_over_time, only_late.coverage) == (None, None, 0.0)


def test_stated_and_implied_forecasts_are_never_mixed() -> None:
    forecasts = [said(0.9), said(0.6, basis=Basis.SURVEYED)]
    scores = forecaster_scores(PREDICTION, forecasts, ended())
    assert [(s.implied, s.forecasts) for s in scores] == [(False, 1), (True, 1)]


def test_the_best_comes_first_and_who_cannot_be_scored_last() -> None:
    forecasts = [said(0.2, who=1), said(0.9, who=2), said(1.0, who=3, day=11)]
    scores = forecaster_scores(PREDICTION, forecasts, ended())
    assert [s.forecaster_id for s in scores] == [2, 1, 3]


@pytest.mark.parametrize(
    ("outcome", "expected"), [(YES, 0.09), (NO, 0.49), (Outcome(Verdict.PARTIAL, 0.4), 0.09)]
)
def test_every_outcome_that_decides_is_scored(outcome: Outcome, expected: float) -> None:
    [score] = forecast_scores(PREDICTION, [said(0.7)], ended(outcome))
    assert score.score == pytest.approx(expected)


def test_an_ambiguous_outcome_scores_nobody() -> None:
    assert forecaster_scores(PREDICTION, [said(0.7)], ended(AMBIGUOUS)) == []


def test_an_essay_older_than_its_entry_here_is_scored_from_its_own_day() -> None:
    essay = said(0.8, day=-300)
    [score] = forecaster_scores(PREDICTION, [essay], ended())
    assert score.coverage == pytest.approx(1.0)
    assert score.score_over_time == pytest.approx(0.04)


def test_the_answer_could_be_known_at_the_first_of_event_deadline_and_decision() -> None:
    assert closed_at(PREDICTION, ended(happened=4)) == START + timedelta(days=4)
    assert closed_at(PREDICTION, ended()) == PREDICTION.window.due_at
    assert closed_at(PREDICTION, ended(decided=3)) == START + timedelta(days=3)


def test_nobody_forecast() -> None:
    assert forecaster_scores(PREDICTION, [], ended()) == []


def asked(kind: Kind, **more: Any) -> Prediction:
    window = Window(None, date(2026, 1, 10))
    return Prediction(statement="What", created_at=START, window=window, kind=kind, id=1, **more)


def believed(belief: Belief, *, day: float = 0, who: int = 1) -> Forecast:
    return Forecast(
        prediction_id=1, forecaster_id=who, belief=belief, made_at=START + timedelta(days=day)
    )


def valued(value: float) -> Outcome:
    return Outcome(Verdict.VALUE, value)


def crps_by_hand(forecast: tuple[float, ...], outcome: float) -> float:
    losses = [
        (outcome - q) * level if outcome >= q else (q - outcome) * (1 - level)
        for q, level in zip(forecast, (0.1, 0.5, 0.9), strict=True)
    ]
    return 2 * sum(losses) / 3


def test_a_choice_sums_over_its_options_and_over_time() -> None:
    choice = asked(Kind.CHOICE, options=("Red", "Blue", "Green"))
    told = [believed(Shares((0.5, 0.3, 0.2))), believed(Shares((0.1, 0.8, 0.1)), day=5)]
    [score] = forecaster_scores(choice, told, ended(valued(1)))
    assert score.score == pytest.approx(0.01 + 0.04 + 0.01)
    assert score.score_over_time == pytest.approx(0.5 * 0.78 + 0.5 * 0.06)


@pytest.mark.parametrize("outcome", [3.0, 8.0, 9.5, 40.0])
def test_a_number_is_scored_at_the_same_percentiles_for_everybody(outcome: float) -> None:
    number = asked(Kind.NUMERIC, unit="ferries")
    told = [
        believed(Quantiles((0.1, 0.5, 0.9), (5, 8, 12)), who=1),
        believed(Quantiles((0.25, 0.75), (6, 10)), who=2),
        believed(Ladder((5, 9, 15), (0.1, 0.7, 1.0)), who=3),
        believed(Quantiles((0.0, 1.0), (0, 10)), who=4),
    ]
    found = {
        s.forecaster_id: s.score for s in forecaster_scores(number, told, ended(valued(outcome)))
    }
    assert found[1] == pytest.approx(crps_by_hand((5, 8, 12), outcome), abs=1e-12)
    assert found[2] == pytest.approx(crps_by_hand((6, 8, 10), outcome), abs=1e-12)
    middle = 5 + 4 * (0.5 - 0.1) / 0.6
    assert found[3] == pytest.approx(crps_by_hand((5, middle, 13), outcome), abs=1e-12)
    assert found[4] == pytest.approx(crps_by_hand((1, 5, 9), outcome), abs=1e-12)


def test_who_names_least_is_not_scored_best() -> None:
    number = asked(Kind.NUMERIC)
    told = [
        believed(Quantiles((0.1, 0.5, 0.9), (5, 8, 12)), who=1),
        believed(Quantiles((0.01,), (0,)), who=2),
        believed(Ladder((100, 101), (0.7, 0.8)), who=3),
        believed(Ladder((10,), (0.7,)), who=4),
    ]
    first, *others = forecaster_scores(number, told, ended(valued(9)))
    assert first.forecaster_id == 1
    assert [score.score for score in others] == [None, None, None]


def test_past_its_deadline_one_day_is_as_late_as_another() -> None:
    day = asked(Kind.DATE)
    never = day.never or 0
    told = [
        believed(Quantiles((0.1, 0.5, 0.9), (never - 2, never, never)), who=1),
        believed(Quantiles((0.1, 0.5, 0.9), (never - 2, never + 90, never + 900)), who=2),
    ]
    for outcome in (never, never + 400):
        found = forecaster_scores(day, told, ended(valued(outcome)))
        assert [score.score for score in found] == pytest.approx([2 * 0.1 * 2 / 3] * 2)


def test_of_a_day_the_answer_is_known_when_it_has_come() -> None:
    day = asked(Kind.DATE)
    came = ended(valued(date(2026, 1, 4).toordinal()))
    assert closed_at(day, came) == datetime(2026, 1, 5, tzinfo=UTC)
    assert closed_at(day, ended(valued(day.never or 0))) == day.window.due_at
