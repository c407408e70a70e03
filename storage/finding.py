"""Lists of predictions by deadline: narrowed, paged, and what is due."""

import heapq
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, TypedDict, Unpack

from sqlalchemy import Integer, Select, String, bindparam, case, literal, type_coerce
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from predictions.model import State
from storage import statements
from storage.errors import NotFound
from storage.plain import columns, fetch
from storage.states import IN_STATE, JOINED_TAGS, NOW, STATES, Listed, listed, split_tags
from storage.tables import Forecasters, Forecasts, Predictions, PredictionTags

ROWS: Select[Any] = (
    sa_select(*columns(Predictions))
    .order_by(col(Predictions.due_at), col(Predictions.id))
    .limit(bindparam("most", type_=Integer))
)
LINES: Select[Any] = (
    sa_select(
        *(
            col(Predictions.id),
            case(
                (
                    (col(Predictions.status) == literal("open")) & (col(Predictions.due_at) <= NOW),
                    literal("due"),
                ),
                else_=col(Predictions.status),
            ).label("state"),
            col(Predictions.statement),
            col(Predictions.not_before),
            col(Predictions.deadline),
            JOINED_TAGS,
            # Only compared, never shown: as the database gives it, without a moment made of it.
            type_coerce(col(Predictions.due_at), String).label("due_at"),
        )
    )
    .order_by(col(Predictions.due_at), col(Predictions.id))
    .limit(bindparam("most", type_=Integer))
)


class Line(NamedTuple):
    """What one line of a list shows of a prediction: a tenth of the work of the whole."""

    id: int
    state: State
    statement: str
    not_before: date | None
    deadline: date | None
    tags: tuple[str, ...]


def forecaster_id(session: Session, name: str) -> int:
    """Return the identifier of the forecaster of that name, a person before an author.

    Raises:
        NotFound: nobody has that name.
    """
    query = select(Forecasters.id).where(Forecasters.name == name)
    found = session.exec(query.order_by(col(Forecasters.kind).desc(), col(Forecasters.id))).first()
    if found is None:
        raise NotFound("forecaster", repr(name))
    return found


class Narrowed(TypedDict, total=False):
    """What narrows a listing; `personal_of`: made by this forecaster outside of any server."""

    tag: str | None
    forecaster_id: int | None
    guild_id: int | None
    personal_of: int | None
    number: int | None
    due_before: datetime | None
    words: str | None


def listing(
    session: Session,
    *,
    now: datetime,
    states: Sequence[State] = (),
    limit: int = 25,
    offset: int = 0,
    **narrowed: Unpack[Narrowed],
) -> list[Listed]:
    """Return predictions by deadline, the soonest first, those without one last."""
    query = _narrowed(session, ROWS, narrowed)
    found = _in_order(session, query, now=now, states=states, most=offset + limit)
    return listed(session, found[offset:], now)


def lines(
    session: Session,
    *,
    now: datetime,
    states: Sequence[State] = (),
    limit: int = 25,
    offset: int = 0,
    **narrowed: Unpack[Narrowed],
) -> list[Line]:
    """Return the same predictions, in the same order, with what one line of a list shows."""
    query = _narrowed(session, LINES, narrowed)
    found = _in_order(session, query, now=now, states=states, most=offset + limit)[offset:]
    return [
        Line(number, STATES[state], statement, first, last, split_tags(tags))
        for number, state, statement, first, last, tags, _ in found
    ]


def _narrowed(session: Session, query: Select[Any], asked: Narrowed) -> Select[Any]:
    equal = (
        (Predictions.id, asked.get("number")),
        (Predictions.guild_id, asked.get("guild_id")),
    )
    for column, value in equal:
        if value is not None:
            query = query.where(col(column) == value)
    if (person := asked.get("personal_of")) is not None:
        query = query.where(
            col(Predictions.guild_id).is_(None), col(Predictions.created_by) == person
        )
    if (before := asked.get("due_before")) is not None:
        query = query.where(col(Predictions.due_at) < before)
    if (tag := asked.get("tag")) is not None:
        tagged = select(PredictionTags.prediction_id).where(PredictionTags.tag == tag)
        query = query.where(col(Predictions.id).in_(tagged))
    if (who := asked.get("forecaster_id")) is not None:
        theirs = select(Forecasts.prediction_id).where(Forecasts.forecaster_id == who)
        query = query.where(col(Predictions.id).in_(theirs))
    if typed := asked.get("words"):
        query = query.where(col(Predictions.id).in_(statements.holding(session, typed)))
    return query


def _in_order(
    session: Session, query: Select[Any], *, now: datetime, states: Sequence[State], most: int
) -> list[Any]:
    # One query a state, merged here: each then reads its rows in order from one index, whereas
    # states joined by OR would have a million rows sorted.
    wanted = [query.where(IN_STATE[state]) for state in states] or [query]
    asked = {"now": now, "most": most}
    found = [fetch(session, each, asked) for each in wanted]
    if len(found) == 1:
        return found[0]
    return list(heapq.merge(*found, key=lambda row: (row.due_at, row.id)))[:most]


def due(session: Session, *, now: datetime, limit: int = 100) -> list[Line]:
    """Return open predictions whose deadline has passed, the longest overdue first."""
    return lines(session, now=now, states=(State.DUE,), limit=limit)
