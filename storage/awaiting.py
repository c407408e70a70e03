"""Predictions that wait for something: to be asked about, to be looked at, to meet evidence."""

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlmodel import Session, col, func, select, update

from predictions.model import State
from predictions.times import Window
from storage.finding import ROWS
from storage.plain import fetch
from storage.states import IN_STATE, STILL_RUNNING, Listed, listed
from storage.tables import Events, Forecasts, Predictions

BEGIN_OR_END = ("prediction added", "amended", "resolved", "reopened", "withdrawn")


def unasked(session: Session, *, now: datetime, limit: int = 200) -> list[Listed]:
    """Return predictions that came due and about which nobody was asked yet."""
    query = ROWS.where(IN_STATE[State.DUE], col(Predictions.asked_at).is_(None))
    return listed(session, fetch(session, query, {"now": now, "most": limit}), now)


def to_look_at(session: Session, *, now: datetime, limit: int) -> list[int]:
    """Return predictions whose rules and known evidence are to be looked at now."""
    query = (
        select(Predictions.id)
        .where(col(Predictions.look_at) <= now)
        .order_by(col(Predictions.look_at), col(Predictions.id))
    )
    return [number for number in session.exec(query.limit(limit)) if number is not None]


def look_again(session: Session, prediction_id: int, *, at: datetime | None) -> None:
    """Say when a prediction is looked at next; None: never, unless something new comes up."""
    session.execute(
        update(Predictions)
        .where(col(Predictions.id) == prediction_id)
        .values(look_at=at)
        .execution_options(synchronize_session=False)
    )


def touched_since(session: Session, seq: int) -> tuple[int, set[int]]:
    """Return the last event there is, and the predictions that events after `seq` are about."""
    last = session.exec(select(Events.seq).order_by(col(Events.seq).desc()).limit(1)).first() or 0
    if last <= seq:
        return last, set()
    query = select(Events.prediction_id).where(
        col(Events.seq) > seq,
        col(Events.seq) <= last,
        col(Events.prediction_id).is_not(None),
        col(Events.kind).in_(BEGIN_OR_END),
    )
    return last, {number for number in session.exec(query) if number is not None}


def statements(session: Session, among: Collection[int]) -> list[tuple[int, str]]:
    """Return the number and statement of those predictions."""
    query = select(Predictions.id, Predictions.statement).where(col(Predictions.id).in_(among))
    return [(number, statement) for number, statement in session.exec(query) if number is not None]


def counting_window(session: Session, prediction_id: int) -> Window:
    """Return the days in which something can settle a prediction: not before it was made, where it names no first day.

    What a document of 2019 foretells was made then, whenever it came into the ledger.
    """
    row = session.get_one(Predictions, prediction_id)
    window = Window(row.not_before, row.deadline, row.time_zone)
    if window.not_before is not None:
        return window
    query = select(func.min(Forecasts.made_at)).where(Forecasts.prediction_id == prediction_id)
    first = session.exec(query).one()
    return window.since(row.created_at if first is None else min(first, row.created_at))


def running_statements(
    session: Session, among: Collection[int] | None = None
) -> Iterator[tuple[int, str]]:
    """Yield the number and statement of every prediction that can still be resolved."""
    query = select(Predictions.id, Predictions.statement).where(
        col(Predictions.status).in_(STILL_RUNNING)
    )
    if among is not None:
        query = query.where(col(Predictions.id).in_(among))
    for number, statement in session.exec(query.execution_options(yield_per=2_000)):
        if number is not None:
            yield number, statement
