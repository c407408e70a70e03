"""Predictions in the state they are in at a moment: open becomes due by the passing of time alone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, bindparam, case, func, literal
from sqlalchemy import select as sa_select
from sqlmodel import Session, col

from predictions.model import Prediction, State
from storage import rows
from storage.plain import columns, fetch
from storage.tables import Predictions, PredictionTags, UtcDateTime

STILL_RUNNING = (State.OPEN.value, State.IN_REVIEW.value, State.DISPUTED.value)
STATES = {state.value: state for state in State}
NOW = bindparam("now", type_=UtcDateTime())
IN_STATE: dict[State, Any] = {
    **{state: col(Predictions.status) == literal(state.value) for state in State},
    State.DUE: (col(Predictions.status) == literal("open")) & (col(Predictions.due_at) <= NOW),
    State.OPEN: (col(Predictions.status) == literal("open")) & (col(Predictions.due_at) > NOW),
}
STATE_NOW = case(
    (
        (col(Predictions.status) == literal("open")) & (col(Predictions.due_at) <= NOW),
        literal("due"),
    ),
    else_=col(Predictions.status),
).label("state")
IDS = bindparam("ids", type_=BigInteger, expanding=True)
TAGS = (
    sa_select(*columns(PredictionTags))
    .where(col(PredictionTags.prediction_id).in_(IDS))
    .order_by(col(PredictionTags.tag))
)
APART = "\x1f"  # between tags: no tag holds it
# The tags of each prediction beside its other columns, where a question of their own costs more.
JOINED_TAGS = (
    sa_select(func.aggregate_strings(col(PredictionTags.tag), APART))
    .where(col(PredictionTags.prediction_id) == col(Predictions.id))
    .correlate(Predictions)
    .scalar_subquery()
    .label("tags")
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A prediction with the state it is in at the moment of asking."""

    prediction: Prediction
    state: State


def state_of(row: Predictions, now: datetime) -> State:
    """Return the state of a row at that moment."""
    if row.status == State.OPEN and row.due_at <= now:
        return State.DUE
    return State(row.status)


def split_tags(joined: str | None) -> tuple[str, ...]:
    """Return joined tags one by one, in alphabetical order."""
    return tuple(sorted(joined.split(APART))) if joined else ()


def listed(session: Session, found: Sequence[Predictions], now: datetime) -> list[Listed]:
    """Return the predictions of those rows, with their tags."""
    tags = tags_of(session, {row.id for row in found if row.id is not None})
    return [
        Listed(rows.prediction(row, tags.get(row.id or 0, ())), state_of(row, now)) for row in found
    ]


def tags_of(session: Session, prediction_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Return the tags of those predictions, in alphabetical order."""
    if not prediction_ids:
        return {}
    tags: dict[int, tuple[str, ...]] = {}
    for row in fetch(session, TAGS, {"ids": list(prediction_ids)}):
        tags[row.prediction_id] = (*tags.get(row.prediction_id, ()), row.tag)
    return tags
