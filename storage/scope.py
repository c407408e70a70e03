"""Which part of the record is asked for, and what that means in SQL."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from predictions.candidate import Basis
from predictions.outcomes import Verdict
from storage.tables import (
    FAR_FUTURE,
    Forecasters,
    Forecasts,
    Predictions,
    PredictionTags,
    Resolutions,
)

# The bases of numbers that people gave themselves.
STATED = tuple(basis.value for basis in Basis if not basis.implied)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which part of the record is asked for; None means all."""

    since: datetime | None = None  # resolved at or after
    until: datetime | None = None  # resolved before
    counting: bool = False  # with `since`: also what was decided before and counts from then on
    forecaster: str | None = None
    forecaster_ids: tuple[int, ...] = ()  # by number, where a name could be two people's
    tag: str | None = None
    guild_id: int | None = None
    resolved_only: bool = False

    @property
    def by_resolution(self) -> bool:
        """True where only resolved predictions can be in scope."""
        return self.resolved_only or self.since is not None or self.until is not None

    def people(self, session: Session) -> list[int] | None:
        """Return the identifiers of the forecasters asked for; None for everybody."""
        if self.forecaster is None:
            return list(self.forecaster_ids) or None
        # A person and an author may share a name.
        named = session.scalars(
            select(col(Forecasters.id)).where(col(Forecasters.name) == self.forecaster)
        ).all()
        wanted = set(self.forecaster_ids or named)
        return [number for number in named if number is not None and number in wanted]


def ended_join() -> Any:
    """Return the condition that joins a prediction with the resolution that stands."""
    newest = (
        select(func.max(col(Resolutions.version)))
        .where(col(Resolutions.prediction_id) == col(Predictions.id))
        .correlate(Predictions)
        .scalar_subquery()
    )
    return (
        (col(Resolutions.prediction_id) == col(Predictions.id))
        & (col(Resolutions.version) == newest)
        & (col(Resolutions.outcome) != Verdict.REOPENED.value)
    )


def made_in_time() -> Any:
    """Return the condition that a forecast was made before its answer could be known."""
    made = col(Forecasts.made_at)
    decided, happened = col(Resolutions.decided_at), col(Resolutions.happened_at)
    return (
        (made < col(Predictions.due_at))
        & (decided.is_(None) | (made < decided))
        & (happened.is_(None) | (made < happened))
    )


def in_scope(session: Session, scope: Scope, *, people: bool = True) -> list[Any]:
    """Return the conditions on predictions (joined with resolutions) that a scope makes."""
    found: list[Any] = []
    if scope.since is not None:
        inside: Any = col(Resolutions.decided_at) >= scope.since
        if scope.counting:  # what was decided early waits for its deadline
            due = col(Predictions.due_at)
            inside |= (due >= scope.since) & (due < FAR_FUTURE)
        found.append(inside)
    if scope.until is not None:
        found.append(col(Resolutions.decided_at) < scope.until)
    if scope.guild_id is not None:
        found.append(col(Predictions.guild_id) == scope.guild_id)
    if scope.tag is not None:
        tagged = select(col(PredictionTags.prediction_id)).where(
            col(PredictionTags.tag) == scope.tag
        )
        found.append(col(Predictions.id).in_(tagged))
    who = scope.people(session) if people else None
    if who is not None:
        theirs = select(col(Forecasts.prediction_id)).where(col(Forecasts.forecaster_id).in_(who))
        found.append(col(Predictions.id).in_(theirs))
    return found
