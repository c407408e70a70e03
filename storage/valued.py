"""Choices, numbers and days, each with what was forecast on it and how it ended."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from predictions.model import Forecast, Kind, Prediction, Resolution, State
from predictions.outcomes import REOPENED
from storage import rows
from storage.scope import Scope, ended_join, in_scope
from storage.standing import latest
from storage.tables import Forecasts, Predictions, PredictionTags, Resolutions


class Valued(NamedTuple):
    """A prediction that does not ask for yes or no; forecasts by forecaster and time."""

    prediction: Prediction
    forecasts: tuple[Forecast, ...]
    resolution: Resolution | None
    withdrawn: bool = False


def numbers(session: Session, scope: Scope) -> list[int]:
    """Return the numbers of the predictions in scope that do not ask for yes or no."""
    query: Any = (
        select(col(Predictions.id))
        .join(Resolutions, ended_join(), isouter=not scope.by_resolution)
        .where(col(Predictions.kind) != Kind.BINARY.value, *in_scope(session, scope))
        .order_by(col(Predictions.id))
    )
    return list(session.scalars(query))


def valued(
    session: Session, predictions: Iterable[int], people: Collection[int] | None = None
) -> Iterator[Valued]:
    """Yield those predictions one by one, with everybody's forecasts or those of some people."""
    for number in predictions:
        row = session.get_one(Predictions, number)
        tags = session.scalars(
            select(col(PredictionTags.tag))
            .where(col(PredictionTags.prediction_id) == number)
            .order_by(col(PredictionTags.tag))
        )
        said = select(Forecasts).where(col(Forecasts.prediction_id) == number)
        if people is not None:
            said = said.where(col(Forecasts.forecaster_id).in_(people))
        said = said.order_by(
            col(Forecasts.forecaster_id), col(Forecasts.made_at), col(Forecasts.id)
        )
        ended = latest(session, number)
        yield Valued(
            rows.prediction(row, tuple(tags)),
            tuple(map(rows.forecast, session.scalars(said))),
            ended if ended is not None and ended.outcome != REOPENED else None,
            row.status == State.WITHDRAWN,
        )
        session.expunge(row)
