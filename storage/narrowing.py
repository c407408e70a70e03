"""Narrowed lists in order of deadline: what is rare is looked up, what is common is met on the way.

Asked for "the first by deadline among those that hold this word", a database has to guess which of
the two to begin with, and where it guesses wrong it reads a million rows for one page.
"""

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, TypedDict

from sqlalchemy import Integer, Select, String, bindparam, type_coerce
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from predictions.model import State
from storage import statements
from storage.plain import fetch, portions
from storage.states import IN_STATE, STATE_NOW
from storage.tables import Forecasts, Predictions, PredictionTags

FIRST_STEPS = 300  # along the deadlines: enough for what stands in every tenth
MORE_STEPS = 3_000  # before all that are asked for are gathered
FEW = 10_000  # can be fetched and sorted within a few hundredths of a second

# Only compared, never shown: as the database gives it, without a moment made of it.
DUE_AT = type_coerce(col(Predictions.due_at), String).label("due_at")
IN_ORDER = (col(Predictions.due_at), col(Predictions.id))
MOST = bindparam("most", type_=Integer)
KEYS: Select[Any] = sa_select(
    col(Predictions.id),
    STATE_NOW,
    DUE_AT,
    col(Predictions.statement),
    col(Predictions.condition),
)
STEPS = KEYS.order_by(*IN_ORDER).limit(MOST)


class Narrowed(TypedDict, total=False):
    """What narrows a listing; `personal_of`: made by this forecaster outside of any server."""

    tag: str | None
    forecaster_ids: tuple[int, ...] | None  # with a forecast by any of them
    guild_id: int | None
    personal_of: int | None
    number: int | None
    due_before: datetime | None
    words: str | None


@dataclass(frozen=True, slots=True)
class Asking:
    """A list that is asked for; `query` has the columns, the order and a limit called `most`."""

    session: Session
    query: Select[Any]
    now: datetime
    states: Sequence[State]
    by: Narrowed


@dataclass(frozen=True, slots=True)
class Among:
    """One thing that predictions have in common: all that have it, and which of some rows do."""

    all: Any
    of: Callable[[Sequence[Any]], set[int]]


def page(asking: Asking, *, offset: int, limit: int) -> list[Any]:
    """Return a page of rows by deadline."""
    most = offset + limit
    among = _among(asking.session, asking.by)
    if not among:
        return _in_order(asking, asking.query, most)[offset:]
    numbers = _met(asking, among, most) if most <= MORE_STEPS else None
    if numbers is not None:
        wanted = asking.query.where(col(Predictions.id).in_(numbers[offset:]))
        return fetch(asking.session, wanted, {"now": asking.now, "most": most})
    query = asking.query
    for each in among:
        query = query.where(col(Predictions.id).in_(each.all))
    return _in_order(asking, query, most)[offset:]


def _met(asking: Asking, among: Sequence[Among], most: int) -> list[int] | None:
    """Return the numbers of the first; None where they are to be found neither way."""
    for steps in (max(FIRST_STEPS, 2 * most), MORE_STEPS):
        rows = _in_order(asking, STEPS, steps)
        found = _of_all(rows, among)
        if len(found) >= most or len(rows) < steps:
            return [row.id for row in found[:most]]
    for each in among:
        numbers = asking.session.exec(each.all.limit(FEW + 1)).all()
        if len(numbers) <= FEW:
            return _looked_up(
                asking, numbers, [other for other in among if other is not each], most
            )
    return None


def _among(session: Session, asked: Narrowed) -> list[Among]:
    found = []
    if (tag := asked.get("tag")) is not None:
        tagged = select(PredictionTags.prediction_id).where(PredictionTags.tag == tag)
        found.append(_listed_in(session, tagged, col(PredictionTags.prediction_id)))
    if (who := asked.get("forecaster_ids")) is not None:
        said = col(Forecasts.forecaster_id).in_(who)
        theirs = select(Forecasts.prediction_id).where(said).distinct()
        found.append(_listed_in(session, theirs, col(Forecasts.prediction_id)))
    if typed := asked.get("words"):
        found.append(
            Among(
                statements.holding(session, typed),
                lambda rows: statements.holding_among(session, rows, typed),
            )
        )
    return found


def _listed_in(session: Session, everything: Any, number: Any) -> Among:
    def of(rows: Sequence[Any]) -> set[int]:
        numbers = [row.id for row in rows]
        found: set[int] = set()
        for some in portions(numbers):
            found.update(session.exec(everything.where(number.in_(some))))
        return found

    return Among(everything, of)


def _of_all(rows: list[Any], among: Sequence[Among]) -> list[Any]:
    for each in among:
        numbers = each.of(rows) if rows else set()
        rows = [row for row in rows if row.id in numbers]
    return rows


def _looked_up(
    asking: Asking, numbers: Sequence[int], others: Sequence[Among], most: int
) -> list[int]:
    rows: list[Any] = []
    keys = _plain(KEYS, asking.by, by_index=False)
    for some in portions(numbers):
        query = keys.where(col(Predictions.id).in_(some))
        rows += fetch(asking.session, query, {"now": asking.now})
    if asking.states:
        rows = [row for row in rows if row.state in asking.states]
    rows = _of_all(sorted(rows, key=lambda row: (row.due_at, row.id)), others)
    return [row.id for row in rows[:most]]


def _plain(query: Select[Any], asked: Narrowed, *, by_index: bool = True) -> Select[Any]:
    if (number := asked.get("number")) is not None:
        query = query.where(col(Predictions.id) == number)
    # A sum is in no index: where few are looked up by their number nothing else is to be followed.
    guild: Any = col(Predictions.guild_id) if by_index else col(Predictions.guild_id) + 0
    if (wanted := asked.get("guild_id")) is not None:
        query = query.where(guild == wanted)
    if (person := asked.get("personal_of")) is not None:
        query = query.where(guild.is_(None), col(Predictions.created_by) == person)
    if (before := asked.get("due_before")) is not None:
        query = query.where(col(Predictions.due_at) < before)
    return query


def _in_order(asking: Asking, query: Select[Any], most: int) -> list[Any]:
    # One query a state, merged here: each then reads its rows in order from one index, whereas
    # states joined by OR would have a million rows sorted.
    query = _plain(query, asking.by)
    wanted = [_of_state(query, state) for state in asking.states] or [query]
    asked = {"now": asking.now, "most": most}
    found = [fetch(asking.session, each, asked) for each in wanted]
    if len(found) == 1:
        return found[0]
    return list(heapq.merge(*found, key=lambda row: (row.due_at, row.id)))[:most]


@lru_cache(maxsize=64)
def _of_state(query: Select[Any], state: State) -> Select[Any]:
    # One object for all calls: what SQLAlchemy knows of a statement is kept with it.
    return query.where(IN_STATE[state])
