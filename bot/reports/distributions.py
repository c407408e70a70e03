"""Rows of distributions.csv: forecasts on choices, numbers and days, with their scores."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby

from bot.reports.rows import Row, people_of
from predictions.interchange.beliefs import ended_as, plainly
from predictions.interchange.cells import neutralise
from predictions.model import Forecast, State
from predictions.scorecard import ForecastScore, forecast_scores, weights
from storage.ledger import Session
from storage.scope import Scope
from storage.valued import Valued, numbers, valued


def distribution_rows(session: Session, scope: Scope) -> Iterator[Row]:
    """Yield one row for each forecast; of a prediction without any, one that has none."""
    people = people_of(session)
    for each in valued(session, numbers(session, scope), scope.people(session)):
        prediction, ended = each.prediction, each.resolution
        scores = _scores(each)
        for forecast in each.forecasts or (None,):
            score, weight = scores.get(forecast.id or 0, (None, None)) if forecast else (None, None)
            window = prediction.window
            yield (
                str(prediction.id),
                neutralise(prediction.statement),
                str(prediction.kind),
                json.dumps(prediction.options, ensure_ascii=False) if prediction.options else "",
                neutralise(prediction.unit or ""),
                people[forecast.forecaster_id].name if forecast else "",
                _said(each, forecast),
                _moment(forecast.made_at) if forecast else "",
                window.not_before.isoformat() if window.not_before else "",
                window.deadline.isoformat() if window.deadline else "",
                _ended(each),
                _moment(ended.happened_at) if ended and ended.happened_at else "",
                _moment(ended.decided_at) if ended else "",
                score,
                weight,
                neutralise("; ".join(prediction.tags)),
                neutralise(prediction.condition or ""),
                neutralise(prediction.criteria or ""),
                people[forecast.forecaster_id].number if forecast else "",
            )


def _ended(each: Valued) -> str:
    if each.withdrawn:
        return str(State.WITHDRAWN)
    ended = each.resolution
    return neutralise(ended_as(each.prediction, ended.outcome)) if ended else ""


def _said(each: Valued, forecast: Forecast | None) -> str:
    if forecast is None:
        return ""
    return json.dumps(plainly(each.prediction, forecast.belief), ensure_ascii=False)


def _scores(each: Valued) -> dict[int, tuple[float | None, float | None]]:
    """Return score and weight of each forecast by its number."""
    if each.resolution is None:
        return {}
    found: dict[int, tuple[float | None, float | None]] = {}
    scored = forecast_scores(each.prediction, each.forecasts, each.resolution)
    by_whom = groupby(scored, key=lambda score: score.forecast.forecaster_id)
    for _, mine in by_whom:
        told: list[ForecastScore] = list(mine)
        shares = weights(each.prediction, told, each.resolution)
        for score, share in zip(told, shares, strict=True):
            found[score.forecast.id or 0] = (score.score, share)
    return found


def _moment(at: datetime) -> str:
    local = at.astimezone(UTC)
    fraction = "microseconds" if local.microsecond else "seconds"
    return local.replace(tzinfo=None).isoformat(timespec=fraction) + "Z"
