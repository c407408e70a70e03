"""The record as it is scored: every forecast beside how its prediction ended, in a stream.

Two streams, of predictions and of forecasts, both in the order of an index, are merged here: no
prediction is read twice, nothing is sorted, and memory stays flat however long the record is.
Moments stay texts until somebody needs them, which most of a million rows never do.
"""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from predictions.model import ForecasterKind
from predictions.outcomes import Outcome, Verdict
from storage import messages
from storage.raw import day_text, moment_text
from storage.scope import Scope, ended_join, in_scope
from storage.states import JOINED_TAGS, split_tags
from storage.tables import (
    Documents,
    Forecasters,
    Forecasts,
    Predictions,
    PredictionTags,
    Resolutions,
)

CHUNK = 10_000


class Question(NamedTuple):
    """A prediction with how it ended; moments as `YYYY-MM-DD HH:MM:SS.ffffff` in UTC."""

    prediction_id: int
    statement: str
    condition: str | None
    not_before: str | None
    deadline: str | None
    due_at: str | None
    created_at: str
    status: str
    verdict: str | None
    value: float | None
    happened_at: str | None
    resolved_at: str | None
    source_url: str | None
    quote: str | None
    tag_list: str | None

    @property
    def outcome(self) -> Outcome | None:
        """How it ended; None while it runs."""
        return Outcome(Verdict(self.verdict), self.value) if self.verdict else None

    @property
    def target(self) -> float | None:
        """What a probability is scored against; None where none is."""
        if self.verdict == "yes":
            return 1.0
        if self.verdict == "no":
            return 0.0
        return self.value if self.verdict == "partial" else None

    @property
    def tags(self) -> tuple[str, ...]:
        """Its tags in alphabetical order."""
        return split_tags(self.tag_list)


class Said(NamedTuple):
    """One binary forecast; the moment as in `Question`."""

    forecast_id: int
    prediction_id: int
    forecaster_id: int
    made_at: str
    probability: float
    low: float | None
    high: float | None
    basis: str
    weight: float


@dataclass(frozen=True, slots=True)
class Batch:
    """Some forecasts by prediction, forecaster and time, with the predictions they are about.

    What one forecaster said about one prediction is never torn apart.
    """

    said: Sequence[Said]
    questions: dict[int, Question]


def batches(session: Session, scope: Scope) -> Iterator[Batch]:
    """Yield the forecasts in scope in batches with their predictions; memory stays flat."""
    with closing(questions(session, scope)) as coming:
        last: Question | None = None
        for said in _whole_groups(streamed(session, _said_query(session, scope))):
            wanted = {row[1] for row in said}
            found = {last.prediction_id: last} if last and last.prediction_id in wanted else {}
            if last is None or last.prediction_id < said[-1][1]:
                for last in coming:
                    if last.prediction_id in wanted:
                        found[last.prediction_id] = last
                    if last.prediction_id >= said[-1][1]:
                        break
            yield Batch(said, found)


def questions(session: Session, scope: Scope) -> Generator[Question, None, None]:
    """Yield the predictions in scope with how they ended, by number."""
    for chunk in streamed(session, _question_query(session, scope)):
        yield from map(Question._make, chunk)


def newest(session: Session, scope: Scope, *, limit: int) -> list[Question]:
    """Return the predictions in scope that ended last, the newest first."""
    query = _question_query(session, replace(scope, resolved_only=True)).order_by(None)
    query = query.order_by(col(Resolutions.decided_at).desc(), col(Predictions.id).desc())
    return [Question._make(row) for row in session.execute(query.limit(limit))]


def streamed(session: Session, query: Any) -> Iterator[Sequence[Any]]:
    """Yield the rows of a query in chunks, past the ORM, which would double the time."""
    result = session.connection().execute(query, execution_options={"yield_per": CHUNK})
    try:
        yield from result.partitions(CHUNK)
    finally:
        result.close()  # whoever stops early leaves no cursor open on the server


def moment(text: str) -> datetime:
    """Return the moment that a text of this module stands for."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _whole_groups(chunks: Iterator[Any]) -> Iterator[list[Said]]:
    """Cut chunks anew, so that no (prediction, forecaster) lies in two of them."""
    kept: list[Said] = []
    for chunk in chunks:
        kept += chunk  # rows with the names of `Said`: making a million new tuples costs time
        cut = len(kept) - 1
        key = kept[cut][1:3]
        while cut > 0 and kept[cut - 1][1:3] == key:
            cut -= 1
        if cut:
            yield kept[:cut]
            kept = kept[cut:]
    if kept:
        yield kept


def forecasters(session: Session) -> dict[int, tuple[str, ForecasterKind]]:
    """Return name and kind of every forecaster."""
    query = select(col(Forecasters.id), col(Forecasters.name), col(Forecasters.kind))
    return {row.id: (row.name, ForecasterKind(row.kind)) for row in session.execute(query)}


def _said_query(session: Session, scope: Scope) -> Any:
    query: Any = select(
        col(Forecasts.id).label("forecast_id"),
        col(Forecasts.prediction_id),
        col(Forecasts.forecaster_id),
        moment_text(col(Forecasts.made_at)).label("made_at"),
        col(Forecasts.probability),
        col(Forecasts.probability_low).label("low"),
        col(Forecasts.probability_high).label("high"),
        col(Forecasts.basis),
        col(Forecasts.weight),
    ).where(col(Forecasts.probability).is_not(None))
    about = in_scope(session, scope, people=False)
    if about or scope.by_resolution:
        wanted: Any = select(col(Predictions.id)).where(*about)
        if scope.by_resolution:
            wanted = wanted.join(Resolutions, ended_join())
        query = query.where(col(Forecasts.prediction_id).in_(wanted))
    people = scope.people(session)
    if people is not None:
        query = query.where(col(Forecasts.forecaster_id).in_(people))
    return query.order_by(
        col(Forecasts.prediction_id),
        col(Forecasts.forecaster_id),
        col(Forecasts.made_at),
        col(Forecasts.id),
    )


def _question_query(session: Session, scope: Scope) -> Any:
    return (
        select(
            col(Predictions.id),
            col(Predictions.statement),
            col(Predictions.condition),
            day_text(col(Predictions.not_before)),
            day_text(col(Predictions.deadline)),
            moment_text(col(Predictions.due_at)),
            moment_text(col(Predictions.created_at)),
            col(Predictions.status),
            col(Resolutions.outcome),
            col(Resolutions.value),
            moment_text(col(Resolutions.happened_at)),
            moment_text(col(Resolutions.decided_at)),
            messages.origin(),
            col(Predictions.quote),
            JOINED_TAGS,
        )
        .join(Resolutions, ended_join(), isouter=not scope.by_resolution)
        .outerjoin(Documents, col(Documents.id) == Predictions.document_id)
        .where(*in_scope(session, scope))
        .order_by(col(Predictions.id))
    )


def names(session: Session) -> Sequence[str]:
    """Return every forecaster's name, for suggesting the nearest."""
    return session.scalars(select(col(Forecasters.name)).order_by(col(Forecasters.name))).all()


def tags(session: Session) -> Sequence[str]:
    """Return every tag in use, for suggesting the nearest."""
    return session.scalars(
        select(col(PredictionTags.tag)).distinct().order_by(col(PredictionTags.tag))
    ).all()
