"""What is in the ledger already of what comes from elsewhere."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple, TypeAlias

from sqlalchemy import select
from sqlmodel import Session, col

from storage.records import streamed
from storage.tables import Forecasts, Predictions

LOOKED_UP = 400  # values a query; databases bound their number


class Claim(NamedTuple):
    """By what a prediction is known again."""

    statement: str
    condition: str | None
    not_before: date | None
    deadline: date | None


Saying: TypeAlias = tuple[int, datetime, float | None]  # by whom, when, with which probability


def claims(session: Session, statements: Collection[str]) -> dict[Claim, int]:
    """Return the predictions of no server that have one of those statements, the oldest of each.

    All are walked, as no index holds whole statements: by the database for a few, here for many.
    """
    query = (
        select(
            col(Predictions.id),
            col(Predictions.statement),
            col(Predictions.condition),
            col(Predictions.not_before),
            col(Predictions.deadline),
        )
        .where(col(Predictions.guild_id).is_(None), col(Predictions.status) != "withdrawn")
        .order_by(col(Predictions.id).desc())
    )
    wanted = set(statements)
    if len(wanted) <= LOOKED_UP:
        query = query.where(col(Predictions.statement).in_(wanted))
    return {
        Claim(row.statement, row.condition, row.not_before, row.deadline): row.id
        for chunk in streamed(session, query)
        for row in chunk
        if row.statement in wanted
    }


def said(session: Session, predictions: Collection[int]) -> dict[int, set[Saying]]:
    """Return what was forecast on each."""
    found: dict[int, set[Saying]] = defaultdict(set)
    numbers = list(predictions)
    for start in range(0, len(numbers), LOOKED_UP):
        query = select(
            col(Forecasts.prediction_id),
            col(Forecasts.forecaster_id),
            col(Forecasts.made_at),
            col(Forecasts.probability),
        ).where(col(Forecasts.prediction_id).in_(numbers[start : start + LOOKED_UP]))
        for row in session.execute(query):
            found[row.prediction_id].add((row.forecaster_id, row.made_at, row.probability))
    return found
