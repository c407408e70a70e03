"""Visits to sources: which are due, what came of them, and when each is asked next.

The schedule is the column `next_check_at`. Whoever takes a source leases it for a while, so that
several processes can ask the database what is due without asking the same source twice.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from sqlmodel import Session, col, func, or_, select

from predictions.times import start_of
from predictions.watching.politeness import Health
from predictions.watching.silence import Look
from storage import needing
from storage.tables import (
    EvidenceItems,
    PredictionRules,
    Predictions,
    PredictionSubjects,
    Readings,
    Sources,
)
from storage.watchlist import Source, source_of

LEASE = timedelta(minutes=5)
CLOCKS_DIFFER = timedelta(hours=1)  # more than those of two machines; a wrong one was set right
RESTS = timedelta(hours=1)  # until it is asked again whether anybody needs a source
LATE = timedelta(days=7)  # what was held up may appear below what is newer


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What came of asking a source: when to ask again, and what to send along then."""

    next_check_at: datetime
    interval: timedelta
    health: str
    kind: str | None = None  # where the reply showed what the source really is
    changed: bool = False
    etag: str | None = None
    last_modified: str | None = None
    problem: str | None = None
    unanswered: bool = False  # no reply came
    blamed: bool = True  # a failure is its own, not that of our network
    asked_with: tuple[str | None, str | None] | None = None  # the ETag and date sent along


def lease_due(session: Session, *, now: datetime, limit: int = 200) -> list[Source]:
    """Take the sources that are to be asked now; those that no prediction needs begin to rest."""
    taken: list[Sources] = []
    for due in _due(now):
        query = (
            select(Sources)
            .where(
                col(Sources.active).is_(True),
                due,
                or_(
                    col(Sources.leased_until).is_(None),
                    col(Sources.leased_until) <= now,
                    col(Sources.leased_until) > now + CLOCKS_DIFFER,
                ),
            )
            .order_by(col(Sources.next_check_at))
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        while found := session.exec(query).all():
            if needed := _needed(session, found, now):
                taken += needed
                break
    return [source_of(row) for row in taken]


def _needed(session: Session, found: Sequence[Sources], now: datetime) -> list[Sources]:
    """Lease those that some prediction needs, and let the others rest."""
    wanted = needing.needed(session, [row.id or 0 for row in found], now=now)
    for row in found:
        if row.id in wanted:
            row.leased_until, row.resting_since = now + LEASE, None
        else:
            row.resting_since, row.next_check_at = row.resting_since or now, now + RESTS
        session.add(row)
    session.flush()
    return [row for row in found if row.id in wanted]


def anything_due(session: Session, *, now: datetime) -> bool:
    """Say whether any source is to be asked now."""
    query = select(Sources.id).where(col(Sources.active).is_(True)).limit(1)
    return any(session.exec(query.where(due)).first() is not None for due in _due(now))


def _due(now: datetime) -> tuple[Any, Any]:
    """Its time has come; or it was asked by a clock that was ahead, whose plans hold for no day.

    Two questions, each with an index of its own: joined by an "or" they read every source.
    """
    by_a_wrong_clock = col(Sources.checked_at) > now + CLOCKS_DIFFER
    return (
        col(Sources.next_check_at) <= now,
        by_a_wrong_clock & col(Sources.resting_since).is_(None),
    )


def checked(session: Session, results: Mapping[int, Checked], *, now: datetime) -> None:
    """Record what came of asking sources, by their numbers, and when each is asked next."""
    query = select(Sources).where(col(Sources.id).in_(results))
    # Anew: the session may hold a row from before somebody wanted it read whole.
    for row in session.exec(query.execution_options(populate_existing=True)):
        _note(row, results[row.id or 0], now)


def _note(row: Sources, result: Checked, now: datetime) -> None:
    row.checked_at, row.leased_until = now, None
    row.next_check_at = result.next_check_at
    row.interval_seconds = max(int(result.interval.total_seconds()), 1)
    row.health = result.health
    row.kind = result.kind or row.kind
    row.problem = result.problem
    row.failures = row.failures + result.blamed if result.problem else 0
    row.unanswered_since = (row.unanswered_since or now) if result.unanswered else None
    if result.changed:
        row.changed_at = now
    if result.asked_with not in (None, (row.etag, row.last_modified)):
        # Somebody wants it read whole since we asked; "not modified" is no answer to that.
        row.next_check_at = now
    elif not result.problem:
        row.etag, row.last_modified = result.etag, result.last_modified


def read_back_to(session: Session, source: Source) -> datetime:
    """Return how far back a source that lists what appeared has to be read to miss nothing.

    To its last news; after a fault to the beginning, for nobody knows what was read. A prediction
    that has come to wait for it since it was asked last wants it from its own beginning on.
    """
    known = source.changed_at if source.problem is None else None
    back_to = (known or source.added_at) - LATE
    waits = (
        select(func.min(Predictions.not_before))
        .join(PredictionSubjects, col(PredictionSubjects.prediction_id) == Predictions.id)
        .where(PredictionSubjects.kind == source.kind, PredictionSubjects.subject == source.subject)
    )
    if source.checked_at is not None:
        later = select(PredictionRules.prediction_id).where(
            PredictionRules.added_at >= source.checked_at
        )
        waits = waits.where(
            or_(Predictions.created_at >= source.checked_at, col(Predictions.id).in_(later))
        )
    first = session.exec(waits).one()
    return back_to if first is None else min(back_to, start_of(first, "UTC") - LATE)


def gaps(session: Session, source_id: int, *, most: int = 50) -> list[timedelta]:
    """Return the times between a source's last few changes."""
    query = (
        select(EvidenceItems.seen_at)
        .where(EvidenceItems.source_id == source_id)
        .order_by(col(EvidenceItems.id).desc())
        .limit(most)
    )
    moments = sorted(set(session.exec(query)))
    return [later - earlier for earlier, later in pairwise(moments)]


def looks(session: Session) -> Iterator[tuple[int, Look]]:
    """Yield how the last look at each source went, those that are due next first."""
    query = (
        select(Sources)
        .where(
            col(Sources.active).is_(True),
            col(Sources.checked_at).is_not(None),
            col(Sources.resting_since).is_(None),
        )
        .order_by(col(Sources.next_check_at), col(Sources.id))
    )
    for source in map(source_of, session.exec(query)):
        assert source.checked_at is not None  # noqa: S101 (asked for above)
        yield (
            source.id,
            Look(
                url=source.url,
                at=source.checked_at,
                unanswered_since=source.unanswered_since,
                failing=is_failing(source),
            ),
        )


def is_failing(source: Source) -> bool:
    """Say whether people have been told that a source cannot be read."""
    return source.health == Health.FAILING


def ask_unanswered(session: Session, *, now: datetime) -> None:
    """Have all sources asked at once that did not answer: it was our network."""
    query = select(Sources).where(
        col(Sources.unanswered_since).is_not(None), col(Sources.active).is_(True)
    )
    _ask(session, query, now)


def ask_others(session: Session, sources: Collection[int], *, now: datetime) -> None:
    """Have sources that are well asked at once: do they answer?"""
    query = select(Sources).where(col(Sources.id).in_(sources), col(Sources.problem).is_(None))
    _ask(session, query, now)


def ask_soon(session: Session, kind: str, subject: str, *, now: datetime) -> None:
    """Have the sources of a subject asked at once: a second reading is wanted.

    One that fails or asked to be left alone keeps to its schedule.
    """
    query = select(Sources).where(*_answering(kind, subject))
    _ask(session, query, now)


def _ask(session: Session, query: Any, now: datetime) -> None:
    for row in session.exec(query):
        row.next_check_at = min(row.next_check_at, now)
        session.add(row)


def last_read(session: Session, subjects: Collection[tuple[str, str]]) -> datetime | None:
    """Return when all of those subjects had been read without fault; None where one never was."""
    moments = []
    for kind, subject in subjects:
        query = select(Sources.checked_at).where(*_answering(kind, subject))
        moments.append(session.exec(query.order_by(col(Sources.checked_at).desc())).first())
    known = [moment for moment in moments if moment is not None]
    return min(known) if known and len(known) == len(moments) else None


def _answering(kind: str, subject: str) -> tuple[Any, ...]:
    """Return what holds of the sources that speak about a subject, and do so without fault.

    One that speaks about several (the markets of an event, the questions of a group) bears none
    of their names; what it said before shows that it does.
    """
    spoke = (
        select(EvidenceItems.source_id)
        .join(Readings, col(Readings.evidence_id) == EvidenceItems.id)
        .where(Readings.kind == kind, Readings.subject == subject)
    )
    return (
        Sources.kind == kind,
        or_(Sources.subject == subject, col(Sources.id).in_(spoke)),
        col(Sources.active).is_(True),
        col(Sources.problem).is_(None),
    )
