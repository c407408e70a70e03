"""Lists of predictions by deadline: narrowed, paged, and what is due."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, Unpack

from sqlalchemy import Select
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from predictions.model import State
from storage.errors import NotFound
from storage.narrowing import DUE_AT, IN_ORDER, MOST, Asking, Narrowed, page
from storage.plain import columns
from storage.states import JOINED_TAGS, STATE_NOW, STATES, Listed, listed, split_tags
from storage.tables import Forecasters, Predictions

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
