from datetime import UTC, date, datetime, timedelta

import pytest

from predictions.beliefs import Probability
from predictions.candidate import Basis
from predictions.model import Forecast, Prediction, Resolution
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
    assert score.brier == pytest.approx(0.09)
    assert score.brier_over_time == pytest.approx(0.09)
    assert score.coverage == pytest.approx(1.0)


def test_updates_are_averaged_over_the_days_they_stood() -> None:
    # 0.5 stands for 8 of the 10 days until the deadline, 0.9 for 2: (8 * 0.25 + 2 * 0.01) / 10.
    [score] = forecaster_scores(PREDICTION, [said(0.5), said(0.9, day=8)], ended())
    assert score.brier == pytest.approx(0.01)
    assert score.brier_over_time == pytest.approx(0.202)
    assert (score.first.belief, score.last.belief) == (
        Probability(value=0.5),
        Probability(value=0.9),
    )


def test_unscored_time_is_never_filled_in() -> None:
    [score] = forecaster_scores(PREDICTION, [said(0.5, day=9)], ended())
    assert score.brier_over_time == pytest.approx(0.25)
    assert score.coverage == pytest.approx(0.1)


def test_a_forecast_from_after_the_event_is_shown_and_not_counted() -> None:
    late = said(0.99, day=5)
    [score] = forecaster_scores(PREDICTION, [said(0.5), late], ended(happened=4))
    assert score.brier == pytest.approx(0.25)
    assert (score.forecasts, score.late) == (1, 1)
    [only_late] = forecaster_scores(PREDICTION, [late], ended(happened=4))
    assert (only_late.brier, only_late.brier_over_time, only_late.coverage) == (None, None, 0.0)


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
    assert score.brier == pytest.approx(expected)


def test_an_ambiguous_outcome_scores_nobody() -> None:
    assert forecaster_scores(PREDICTION, [said(0.7)], ended(AMBIGUOUS)) == []


def test_an_essay_older_than_its_entry_here_is_scored_from_its_own_day() -> None:
    essay = said(0.8, day=-300)
    [score] = forecaster_scores(PREDICTION, [essay], ended())
    assert score.coverage == pytest.approx(1.0)
    assert score.brier_over_time == pytest.approx(0.04)


def test_the_answer_could_be_known_at_the_first_of_event_deadline_and_decision() -> None:
    assert closed_at(PREDICTION, ended(happened=4)) == START + timedelta(days=4)
    assert closed_at(PREDICTION, ended()) == PREDICTION.window.due_at
    assert closed_at(PREDICTION, ended(decided=3)) == START + timedelta(days=3)


def test_nobody_forecast() -> None:
    assert forecaster_scores(PREDICTION, [], ended()) == []
