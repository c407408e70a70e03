"""What a report counts and lists beside the scores: how many stand where, what comes, what moved."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from statistics import median
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlmodel import Session, col

from predictions.candidate import Basis
from predictions.model import Kind, Visibility
from predictions.outcomes import Verdict
from storage.raw import as_text, moment_text
from storage.records import streamed
from storage.scope import STATED, Scope, ended_join, in_scope, made_in_time
from storage.states import STILL_RUNNING
from storage.tables import FAR_FUTURE, Forecasts, Predictions, Resolutions

VOID = (Verdict.AMBIGUOUS.value, Verdict.ANNULLED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many predictions stand where.

    Attributes:
        resolved: ended in the period, in whatever way.
        void: those of them that count for nobody: ambiguous or annulled.
        valued: those of them that ended with an option, a number or a day.
        pending: running, their deadline still to come.
        overdue: running, their deadline passed.
        withdrawn: taken out by whoever made them.
    """

    resolved: int = 0
    void: int = 0
    valued: int = 0
    pending: int = 0
    overdue: int = 0
    withdrawn: int = 0


@dataclass(frozen=True, slots=True)
class Due:
    """A running prediction with its deadline and what the crowd thinks (median of stated ones)."""

    prediction_id: int
    statement: str
    condition: str | None
    due_at: datetime
    deadline: str
    crowd: float | None
    forecasters: int
    kind: str = Kind.BINARY.value
    together: str = ""  # the crowd in words, where it is no probability


@dataclass(frozen=True, slots=True)
class Moved:
    """A running prediction about which minds have changed."""

    prediction_id: int
    statement: str
    condition: str | None
    before: float
    after: float
    forecasters: int

    @property
    def by(self) -> float:
        """How far the crowd moved, signed."""
        return self.after - self.before


class Given(NamedTuple):
    """How many forecasts gave one probability, on predictions that ended in one way."""

    probability: float
    implied: bool
    verdict: Verdict | None  # None where the prediction still runs
    forecasts: int


def counts(session: Session, scope: Scope, *, now: datetime) -> Counts:
    """Return the counts: of what ended in the period, and of what runs at this moment."""
    ended: Any = (
        select(col(Resolutions.outcome), func.count())
        .select_from(Predictions)
        .join(Resolutions, ended_join())
        .where(*in_scope(session, scope))
        .group_by(col(Resolutions.outcome))
    )
    by_outcome: dict[str, int] = {row[0]: row[1] for row in session.execute(ended)}
    overdue = (col(Predictions.due_at) <= now).label("overdue")
    running: Any = (
        select(col(Predictions.status), overdue, func.count())
        .where(*in_scope(session, _now(scope)))
        .where(col(Predictions.status).in_((*STILL_RUNNING, "withdrawn")))
        .group_by(col(Predictions.status), overdue)
    )
    states: dict[str, int] = {}
    for row in session.execute(running):
        name = "withdrawn" if row[0] == "withdrawn" else "overdue" if row[1] else "pending"
        states[name] = states.get(name, 0) + row[2]
    return Counts(
        resolved=sum(by_outcome.values()),
        void=sum(by_outcome.get(name, 0) for name in VOID),
        valued=by_outcome.get(Verdict.VALUE.value, 0),
        pending=states.get("pending", 0),
        overdue=states.get("overdue", 0),
        withdrawn=states.get("withdrawn", 0),
    )


def given(session: Session, scope: Scope) -> list[Given]:
    """Return how often which probability was given, by how its prediction ended.

    The forecasts are those of `records.batches`: with a period, only on what ended in it. Without
    those made when the answer could be known: beside the outcome, hindsight would look like skill.
    """
    query: Any = (
        select(
            col(Forecasts.probability), col(Forecasts.basis), col(Resolutions.outcome), func.count()
        )
        .join(Predictions, col(Predictions.id) == Forecasts.prediction_id)
        .join(Resolutions, ended_join(), isouter=not scope.by_resolution)
        .where(
            col(Forecasts.probability).is_not(None),
            made_in_time(),
            *in_scope(session, scope, people=False),
        )
        .group_by(col(Forecasts.probability), col(Forecasts.basis), col(Resolutions.outcome))
        .order_by(col(Forecasts.probability))
    )
    people = scope.people(session)
    if people is not None:
        query = query.where(col(Forecasts.forecaster_id).in_(people))
    return [
        Given(row[0], Basis(row[1]).implied, Verdict(row[2]) if row[2] else None, row[3])
        for row in session.execute(query)
    ]


def coming(session: Session, scope: Scope, *, now: datetime, limit: int = 10) -> list[Due]:
    """Return running predictions by deadline, the soonest first."""
    still = (col(Predictions.due_at) > now, col(Predictions.due_at) < FAR_FUTURE)
    return _running(session, scope, still, now=now, limit=limit)


def overdue(session: Session, scope: Scope, *, now: datetime, limit: int = 10) -> list[Due]:
    """Return running predictions whose deadline has passed, the longest overdue first."""
    passed = (col(Predictions.due_at) <= now,)
    return _running(session, scope, passed, now=now, limit=limit)


def movers(
    session: Session,
    scope: Scope,
    *,
    since: datetime,
    until: datetime,
    now: datetime,
    limit: int = 10,
) -> list[Moved]:
    """Return running predictions whose crowd (median) moved most, the largest change first.

    The crowd is everyone with a stated probability at that moment; a prediction that had nobody at
    the beginning has not moved. One whose forecasts are hidden is left out.
    """
    touched = select(col(Forecasts.prediction_id)).where(
        col(Forecasts.made_at) >= since,
        col(Forecasts.made_at) < until,
        col(Forecasts.basis).in_(STATED),
    )
    query = (
        select(
            col(Forecasts.prediction_id),
            col(Forecasts.forecaster_id),
            col(Forecasts.probability),
            moment_text(col(Forecasts.made_at)),
        )
        .join(Predictions, col(Predictions.id) == Forecasts.prediction_id)
        .where(*in_scope(session, _now(scope)), col(Predictions.status).in_(STILL_RUNNING))
        .where(col(Predictions.id).in_(touched), col(Forecasts.basis).in_(STATED))
        .where(_seen_by_all(now))
        .where(col(Forecasts.made_at) < until)
        .order_by(
            col(Forecasts.prediction_id),
            col(Forecasts.forecaster_id),
            col(Forecasts.made_at),
            col(Forecasts.id),
        )
    )
    rows = (row for chunk in streamed(session, query) for row in chunk)
    found = [move for move in _moves(rows, since) if move[1] != move[2]]
    found.sort(key=lambda move: (-abs(move[2] - move[1]), move[0]))
    found = found[:limit]
    said = _said(session, [move[0] for move in found])
    return [Moved(n, *said[n], before, after, people) for n, before, after, people in found]


def _moves(rows: Iterator[Any], since: datetime) -> Iterator[tuple[int, float, float, int]]:
    begin = as_text(since)
    for number, forecasts in groupby(rows, key=lambda row: row[0]):
        before: dict[int, float] = {}
        after: dict[int, float] = {}
        for _, who, probability, made_at in forecasts:
            after[who] = probability
            if made_at < begin:
                before[who] = probability
        if before:
            yield number, median(before.values()), median(after.values()), len(after)


def _now(scope: Scope) -> Scope:
    """Return the scope without its period: what runs has no resolution to lie in it."""
    return replace(scope, since=None, until=None, resolved_only=False)


def _running(
    session: Session, scope: Scope, which: tuple[Any, ...], *, now: datetime, limit: int
) -> list[Due]:
    query: Any = (
        select(
            col(Predictions.id),
            col(Predictions.statement),
            col(Predictions.condition),
            col(Predictions.due_at),
            col(Predictions.deadline),
            col(Predictions.kind),
        )
        .where(*in_scope(session, _now(scope)), *which)
        .where(col(Predictions.status).in_(STILL_RUNNING))
        .order_by(col(Predictions.due_at), col(Predictions.id))
        .limit(limit)
    )
    found = session.execute(query).all()
    crowds = crowd(session, [row.id for row in found if row.id is not None], now=now)
    dues = []
    for row in found:
        number = row.id or 0
        middle, people = crowds.get(number, (None, 0))
        dues.append(
            Due(
                number,
                row.statement,
                row.condition,
                row.due_at,
                row.deadline.isoformat() if row.deadline else "",
                middle,
                people,
                row.kind,
            )
        )
    return dues


def crowd(
    session: Session, prediction_ids: list[int], *, now: datetime
) -> dict[int, tuple[float, int]]:
    """Return the median of each forecaster's newest stated probability, and how many they are.

    Of predictions whose forecasts are still hidden from others nothing is said.
    """
    query: Any = (
        select(
            col(Forecasts.prediction_id), col(Forecasts.forecaster_id), col(Forecasts.probability)
        )
        .join(Predictions, col(Predictions.id) == Forecasts.prediction_id)
        .where(col(Forecasts.prediction_id).in_(prediction_ids), _seen_by_all(now))
        .where(col(Forecasts.basis).in_(STATED))
        .order_by(col(Forecasts.made_at), col(Forecasts.id))
    )
    standing: dict[int, dict[int, float]] = {}
    for row in session.execute(query):
        standing.setdefault(row[0], {})[row[1]] = row[2]
    return {number: (median(said.values()), len(said)) for number, said in standing.items()}


def _seen_by_all(now: datetime) -> Any:
    """Return the condition that everybody may see the forecasts of a prediction."""
    return (col(Predictions.visibility) == Visibility.OPEN.value) | (
        (col(Predictions.visibility) == Visibility.UNTIL_DATE.value)
        & (col(Predictions.visible_from) <= now)
    )


def _said(session: Session, prediction_ids: list[int]) -> dict[int, tuple[str, str | None]]:
    query: Any = select(
        col(Predictions.id), col(Predictions.statement), col(Predictions.condition)
    ).where(col(Predictions.id).in_(prediction_ids))
    return {row.id: (row.statement, row.condition) for row in session.execute(query)}
