"""Lists of predictions by deadline: narrowed, paged, and what is due."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, Unpack

from sqlalchemy import Select
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from predictions.model import Forecast, State
from storage import rows
from storage.errors import NotFound
from storage.narrowing import DUE_AT, IN_ORDER, MOST, Asking, Narrowed, page
from storage.plain import columns, fetch
from storage.states import JOINED_TAGS, STATE_NOW, STATES, Listed, listed, split_tags
from storage.tables import Forecasters, Forecasts, Predictions

ROWS: Select[Any] = sa_select(*columns(Predictions)).order_by(*IN_ORDER).limit(MOST)
LINES: Select[Any] = (
    sa_select(
        *(
            col(Predictions.id),
            STATE_NOW,
            col(Predictions.statement),
            col(Predictions.condition),
            col(Predictions.not_before),
            col(Predictions.deadline),
            JOINED_TAGS,
            DUE_AT,
        )
    )
    .order_by(*IN_ORDER)
    .limit(MOST)
)


class Line(NamedTuple):
    """What one line of a list shows of a prediction: a tenth of the work of the whole."""

    id: int
    state: State
    statement: str
    condition: str | None
    not_before: date | None
    deadline: date | None
    tags: tuple[str, ...]


def forecaster_ids(session: Session, name: str) -> tuple[int, ...]:
    """Return the identifiers of that name: somebody who forecasts here, an author, or both.

    Raises:
        NotFound: nobody has that name.
    """
    found = session.exec(select(Forecasters.id).where(Forecasters.name == name)).all()
    if not found:
        raise NotFound("forecaster", repr(name))
    return tuple(number for number in found if number is not None)


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
    asking = Asking(session, ROWS, now, states, narrowed)
    return listed(session, page(asking, offset=offset, limit=limit), now)


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
    asking = Asking(session, LINES, now, states, narrowed)
    return [
        Line(number, STATES[state], statement, condition, first, last, split_tags(tags))
        for number, state, statement, condition, first, last, tags, _ in page(
            asking, offset=offset, limit=limit
        )
    ]


def last_by(
    session: Session, forecaster_ids: Collection[int], prediction_ids: Collection[int]
) -> dict[int, Forecast]:
    """Return what somebody said last on each of those predictions; one without is left out."""
    query = (
        sa_select(*columns(Forecasts))
        .where(
            col(Forecasts.prediction_id).in_(prediction_ids),
            col(Forecasts.forecaster_id).in_(forecaster_ids),
        )
        .order_by(col(Forecasts.made_at), col(Forecasts.id))
    )
    said = (rows.forecast(row) for row in fetch(session, query, {}))
    return {each.prediction_id: each for each in said}
