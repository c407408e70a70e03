"""What is in the ledger already: of what comes from elsewhere, and of what is predicted by hand."""

import json
from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import or_, select
from sqlmodel import Session, col

from predictions.beliefs import Belief, Probability, to_data
from predictions.claims import claim
from predictions.model import Kind, Prediction
from storage import statements
from storage.plain import LOOKED_UP, portions
from storage.records import streamed
from storage.states import STILL_RUNNING
from storage.tables import Amendments, Forecasts, Predictions

MOST_ALIKE = 200  # predictions of one deadline with these words: the newest are compared


class Claim(NamedTuple):
    """By what a prediction is known again."""

    statement: str
    condition: str | None
    not_before: date | None
    deadline: date | None
    kind: str = Kind.BINARY.value
    options: str | None = None  # as the ledger keeps them


# By whom, when, with which probability, or with which belief of another kind as it is kept.
Saying: TypeAlias = tuple[int, datetime, float | str | None]


def number_or_data(belief: Belief) -> float | str:
    """Return that by which a forecast is known again."""
    return belief.value if isinstance(belief, Probability) else json.dumps(to_data(belief))


def claims(session: Session, statements: Collection[str]) -> dict[Claim, int]:
    """Return the predictions of no server that have one of those statements, the oldest of each.

    All are walked, as no index holds whole statements: by the database for a few, here for many. What
    was spelled otherwise before is known again by that, too.
    """
    query = (
        select(
            col(Predictions.id),
            col(Predictions.statement),
            col(Predictions.condition),
            col(Predictions.not_before),
            col(Predictions.deadline),
            col(Predictions.kind),
            col(Predictions.options),
        )
        .where(col(Predictions.guild_id).is_(None), col(Predictions.status) != "withdrawn")
        .order_by(col(Predictions.id).desc())
    )
    wanted = set(statements)
    spelled = _spelled_before(session, wanted)
    if len(wanted) <= LOOKED_UP:
        about = or_(col(Predictions.statement).in_(wanted), col(Predictions.id).in_(list(spelled)))
        query = query.where(about)
    found = {}
    for chunk in streamed(session, query):
        for row in chunk:
            for words in {row.statement} & wanted | spelled.get(row.id, set()):
                found[Claim(words, *row[2:])] = row.id
    return found


def _spelled_before(session: Session, wanted: Collection[str]) -> dict[int, set[str]]:
    """Return which of those statements a prediction had before it was amended in place."""
    query: Any = select(col(Amendments.prediction_id), col(Amendments.before)).where(
        col(Amendments.field) == "statement", col(Amendments.continued_as).is_(None)
    )
    found: dict[int, set[str]] = defaultdict(set)
    for row in session.execute(query):
        if row.before in wanted:
            found[row.prediction_id].add(row.before)
    return found


def said(session: Session, predictions: Collection[int]) -> dict[int, set[Saying]]:
    """Return what was forecast on each."""
    found: dict[int, set[Saying]] = defaultdict(set)
    for some in portions(list(predictions)):
        query = select(
            col(Forecasts.prediction_id),
            col(Forecasts.forecaster_id),
            col(Forecasts.made_at),
            col(Forecasts.probability),
            col(Forecasts.belief),
        ).where(col(Forecasts.prediction_id).in_(some))
        for row in session.execute(query):
            what = row.belief if row.probability is None else row.probability
            found[row.prediction_id].add((row.forecaster_id, row.made_at, what))
    return found


def alike(
    session: Session,
    made: Prediction,
    *,
    on: date,
    guild_id: int | None = None,
    personal_of: int | None = None,
) -> list[int]:
    """Return the other running predictions of its kind and deadline that claim the same, the oldest first.

    `guild_id` and `personal_of` narrow as in a listing; without, all of the ledger is looked at.
    """
    last = made.window.deadline
    if last is None:
        return []
    mine = claim(
        made.statement,
        not_before=made.window.not_before,
        deadline=last,
        condition=made.condition,
    )
    begun = mine.beginnings() or [word[:3] for word in made.statement.split()]
    query = (
        select(
            col(Predictions.id),
            col(Predictions.statement),
            col(Predictions.condition),
            col(Predictions.not_before),
        )
        .where(
            col(Predictions.id).in_(statements.newest_holding(session, " ".join(begun))),
            col(Predictions.status).in_(STILL_RUNNING),
            col(Predictions.deadline) == last,
            col(Predictions.kind) == made.kind.value,
            col(Predictions.id) != made.id,
        )
        .order_by(col(Predictions.id).desc())
        .limit(MOST_ALIKE)
    )
    if guild_id is not None:
        query = query.where(col(Predictions.guild_id) == guild_id)
    if personal_of is not None:
        query = query.where(
            col(Predictions.guild_id).is_(None), col(Predictions.created_by) == personal_of
        )
    words = made.statement.casefold()
    found = []
    for row in session.execute(query):
        theirs = claim(
            row.statement, not_before=row.not_before, deadline=last, condition=row.condition
        )
        # "It rains" is too short to be compared, and still the same in the very same words.
        same = row.statement.casefold() == words and mine.frame(on) == theirs.frame(on)
        if same or mine.may_equal(theirs, on=on):
            found.append(row.id)
    return sorted(found)
