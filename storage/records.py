"""The record as it is scored: every forecast beside how its prediction ended, in a stream."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from predictions.candidate import Basis
from predictions.model import ForecasterKind, State
from predictions.outcomes import Outcome, Verdict
from storage.finding import tags_of
from storage.tables import (
    Documents,
    Forecasters,
    Forecasts,
    Predictions,
    PredictionTags,
    Resolutions,
)

CHUNK = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One binary forecast, with its prediction and how that ended (None while it runs)."""

    forecast_id: int
    prediction_id: int
    statement: str
    forecaster_id: int
    forecaster: str
    forecaster_kind: ForecasterKind
    basis: Basis
    probability: float
    probability_low: float | None
    probability_high: float | None
    weight: float
    forecast_at: datetime
    created_at: datetime
    not_before: str | None
    deadline: str | None
    due_at: datetime | None
    status: State
    outcome: Outcome | None
    happened_at: datetime | None
    resolved_at: datetime | None
    source_url: str | None
    quote: str | None
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which part of the record is asked for; None means all."""

    since: datetime | None = None  # resolved at or after
    until: datetime | None = None  # resolved before
    forecaster: str | None = None
    forecaster_ids: tuple[int, ...] = ()  # by number, where a name could be two people's
    tag: str | None = None
    guild_id: int | None = None
    resolved_only: bool = False


def entries(session: Session, scope: Scope) -> Iterator[Entry]:
    """Yield the forecasts in scope, by prediction and then by time; memory stays flat."""
    result = session.execute(_query(scope).execution_options(yield_per=CHUNK))
    for chunk in result.partitions(CHUNK):
        tags = tags_of(session, {row.prediction_id for row in chunk})
        for row in chunk:
            yield _entry(row, tags)


def standing() -> Any:
    """Return the newest version of every resolution, as a subquery."""
    newest = (
        select(col(Resolutions.prediction_id), func.max(col(Resolutions.version)).label("version"))
        .group_by(col(Resolutions.prediction_id))
        .subquery()
    )
    return (
        select(Resolutions)
        .join(
            newest,
            (col(Resolutions.prediction_id) == newest.c.prediction_id)
            & (col(Resolutions.version) == newest.c.version),
        )
        .where(col(Resolutions.outcome) != Verdict.REOPENED.value)
        .subquery()
    )


def _query(scope: Scope) -> Any:
    ended = standing()
    query: Any = (
        select(
            col(Forecasts.id).label("forecast_id"),
            col(Forecasts.prediction_id),
            col(Forecasts.forecaster_id),
            col(Forecasts.made_at),
            col(Forecasts.probability),
            col(Forecasts.probability_low),
            col(Forecasts.probability_high),
            col(Forecasts.basis),
            col(Forecasts.weight),
            col(Forecasters.name),
            col(Forecasters.kind),
            col(Predictions.statement),
            col(Predictions.not_before),
            col(Predictions.deadline),
            col(Predictions.due_at),
            col(Predictions.created_at),
            col(Predictions.status),
            col(Predictions.quote),
            col(Documents.origin),
            ended.c.outcome,
            ended.c.value,
            ended.c.happened_at,
            ended.c.decided_at,
        )
        .join(Predictions, col(Predictions.id) == Forecasts.prediction_id)
        .join(Forecasters, col(Forecasters.id) == Forecasts.forecaster_id)
        .outerjoin(Documents, col(Documents.id) == Predictions.document_id)
        .join(ended, ended.c.prediction_id == Predictions.id, isouter=not scope.resolved_only)
        .where(col(Forecasts.probability).is_not(None))
        .order_by(col(Forecasts.prediction_id), col(Forecasts.made_at), col(Forecasts.id))
    )
    if scope.since is not None:
        query = query.where(ended.c.decided_at >= scope.since)
    if scope.until is not None:
        query = query.where(ended.c.decided_at < scope.until)
    if scope.forecaster is not None:
        query = query.where(col(Forecasters.name) == scope.forecaster)
    if scope.forecaster_ids:
        query = query.where(col(Forecasts.forecaster_id).in_(scope.forecaster_ids))
    if scope.guild_id is not None:
        query = query.where(col(Predictions.guild_id) == scope.guild_id)
    if scope.tag is not None:
        tagged = select(col(PredictionTags.prediction_id)).where(
            col(PredictionTags.tag) == scope.tag
        )
        query = query.where(col(Predictions.id).in_(tagged))
    return query


def _entry(row: Any, tags: dict[int, tuple[str, ...]]) -> Entry:
    return Entry(
        forecast_id=row.forecast_id,
        prediction_id=row.prediction_id,
        statement=row.statement,
        forecaster_id=row.forecaster_id,
        forecaster=row.name,
        forecaster_kind=ForecasterKind(row.kind),
        basis=Basis(row.basis),
        probability=row.probability,
        probability_low=row.probability_low,
        probability_high=row.probability_high,
        weight=row.weight,
        forecast_at=row.made_at,
        created_at=row.created_at,
        not_before=row.not_before.isoformat() if row.not_before else None,
        deadline=row.deadline.isoformat() if row.deadline else None,
        due_at=row.due_at if row.deadline else None,
        status=State(row.status),
        outcome=Outcome(Verdict(row.outcome), row.value) if row.outcome else None,
        happened_at=row.happened_at,
        resolved_at=row.decided_at,
        source_url=row.origin,
        quote=row.quote,
        tags=tags.get(row.prediction_id, ()),
    )


def names(session: Session) -> Sequence[str]:
    """Return every forecaster's name, for suggesting the nearest."""
    return session.scalars(select(col(Forecasters.name)).order_by(col(Forecasters.name))).all()


def tags(session: Session) -> Sequence[str]:
    """Return every tag in use, for suggesting the nearest."""
    return session.scalars(
        select(col(PredictionTags.tag)).distinct().order_by(col(PredictionTags.tag))
    ).all()
