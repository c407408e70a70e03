"""Sources and what they said: when each is asked next, what was seen, which predictions it is for.

The schedule is the column `next_check_at`. Whoever takes a source leases it for a while, so that
several processes can ask the database what is due without asking the same source twice.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import bindparam, insert
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, func, or_, select

from predictions.model import Evidence
from storage import events, rows, snapshots
from storage.errors import NotFound, Refused
from storage.plain import run
from storage.statements import MOST_FOUND
from storage.tables import (
    EvidenceItems,
    Matches,
    PredictionRules,
    Predictions,
    PredictionSubjects,
    Readings,
    Sources,
)

LEASE = timedelta(minutes=5)
CLOCKS_DIFFER = timedelta(hours=1)  # more than those of two machines; a wrong one was set right
LATE = timedelta(days=7)  # what was held up may appear below what is newer
LOOKED_UP = 400  # values a query; databases bound their number
ADD_EVIDENCE = insert(EvidenceItems).returning(col(EvidenceItems.id))
KNOWN_WORDS = sa_select(col(EvidenceItems.sha256)).where(
    col(EvidenceItems.sha256).in_(bindparam("words", expanding=True))
)
KNOWN_ENTRIES = sa_select(
    col(EvidenceItems.source_id),
    col(EvidenceItems.external_id),
    col(EvidenceItems.url),
    col(EvidenceItems.title),
).where(
    col(EvidenceItems.source_id).in_(bindparam("sources", expanding=True)),
    or_(
        col(EvidenceItems.external_id).in_(bindparam("ids", expanding=True)),
        col(EvidenceItems.url).in_(bindparam("urls", expanding=True)),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Something that is watched."""

    id: int
    url: str
    kind: str
    subject: str
    label: str
    added_at: datetime
    prediction_id: int | None
    terms: tuple[str, ...]
    interval: timedelta
    next_check_at: datetime
    etag: str | None = None
    last_modified: str | None = None
    checked_at: datetime | None = None
    changed_at: datetime | None = None
    failures: int = 0
    problem: str | None = None
    health: str = "new"
    active: bool = True
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)  # hidden in its address


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
    asked_with: tuple[str | None, str | None] | None = None  # the ETag and date sent along


def add_source(
    session: Session,
    url: str,
    *,
    now: datetime,
    label: str | None = None,
    kind: str = "feed",
    subject: str | None = None,
    prediction_id: int | None = None,
    terms: Sequence[str] = (),
    interval: timedelta = timedelta(hours=1),
    keys: Mapping[str, str] | None = None,
) -> Source:
    """Start watching something; it is due at once.

    `keys`: what the marks in the address stand for (`predictions.hiding`).

    Raises:
        NotFound: there is no such prediction.
        Refused: the same address is already watched for the same prediction.
    """
    if prediction_id is not None and session.get(Predictions, prediction_id) is None:
        raise NotFound("prediction", prediction_id)
    same = select(Sources).where(
        Sources.url == url, Sources.prediction_id == prediction_id, col(Sources.active).is_(True)
    )
    found = session.exec(same).first()
    if found is not None:
        raise Refused(f"{url} is already watched, as source {found.id}")
    row = Sources(
        url=url,
        kind=kind,
        subject=subject or url,
        label=label or url,
        added_at=now,
        prediction_id=prediction_id,
        terms=json.dumps(list(terms)),
        interval_seconds=int(interval.total_seconds()),
        next_check_at=now,
        keys=json.dumps(dict(keys or {})),
    )
    session.add(row)
    session.flush()
    events.append(session, "source added", at=now, prediction_id=prediction_id, source=row.id)
    return _source(row)


def remove_source(session: Session, source_id: int, *, now: datetime) -> None:
    """Stop watching; what it said stays."""
    row = session.get(Sources, source_id)
    if row is None or not row.active:
        raise NotFound("source", source_id)
    row.active = False
    session.add(row)
    events.append(session, "source removed", at=now, source=source_id)


def get_source(session: Session, source_id: int) -> Source:
    """Return one source.

    Raises:
        NotFound: there is no such source.
    """
    row = session.get(Sources, source_id)
    if row is None:
        raise NotFound("source", source_id)
    return _source(row)


def sources(session: Session) -> list[Source]:
    """Return everything that is watched."""
    query = select(Sources).where(col(Sources.active).is_(True)).order_by(col(Sources.id))
    return [_source(row) for row in session.exec(query)]


def lease_due(session: Session, *, now: datetime, limit: int = 200) -> list[Source]:
    """Take the sources that are to be asked now."""
    query = (
        select(Sources)
        .where(
            col(Sources.active).is_(True),
            _due(now),
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
    taken = session.exec(query).all()
    for row in taken:
        row.leased_until = now + LEASE
        session.add(row)
    return [_source(row) for row in taken]


def anything_due(session: Session, *, now: datetime) -> bool:
    """Say whether any source is to be asked now."""
    query = select(Sources.id).where(col(Sources.active).is_(True), _due(now))
    return session.exec(query.limit(1)).first() is not None


def _due(now: datetime) -> Any:
    """Its time has come; or it was asked by a clock that was ahead, whose plans hold for no day."""
    return or_(col(Sources.next_check_at) <= now, col(Sources.checked_at) > now + CLOCKS_DIFFER)


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
    row.failures = row.failures + 1 if result.problem else 0
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
    return back_to if first is None else min(back_to, datetime.combine(first, time(), UTC) - LATE)


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


def ask_soon(session: Session, kind: str, subject: str, *, now: datetime) -> None:
    """Have the sources of a subject asked at once: a second reading is wanted.

    One that fails or asked to be left alone keeps to its schedule.
    """
    query = select(Sources).where(*_answering(kind, subject))
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


def evidence_from(session: Session, source_id: int, external_id: str) -> int | None:
    """Return the newest evidence of a source's entry."""
    query = select(EvidenceItems.id).where(
        EvidenceItems.source_id == source_id, EvidenceItems.external_id == external_id
    )
    return session.exec(query.order_by(col(EvidenceItems.id).desc())).first()


def evidence_of(session: Session, sha256: str) -> int | None:
    """Return the evidence of that content."""
    return session.exec(select(EvidenceItems.id).where(EvidenceItems.sha256 == sha256)).first()


def is_known(session: Session, item: Evidence) -> bool:
    """Say whether an entry is stored already."""
    return bool(_known(session, [item], by_content=False) & _marks(item, by_content=False))


def add_evidence(
    session: Session, items: Iterable[Evidence], *, by_content: bool = False
) -> list[Evidence]:
    """Store what was not seen before.

    The same words twice are one evidence. An entry is also known again by its identifier or its
    address together with its title: feeds make up new identifiers, and correct a word here and
    there. `by_content`: only the words count, as of a page that changes under one address.
    """
    given = list(items)
    known = _known(session, given, by_content=by_content)
    fresh = []
    for item in given:
        marks = _marks(item, by_content=by_content)
        if known & marks:
            continue
        known |= marks
        fresh.append(_added(session, item))
    return fresh


def _added(session: Session, item: Evidence) -> Evidence:
    reply = snapshots.keep(session, item.reply) if item.reply else None
    row = rows.evidence_row(item, reply)
    number = run(session, ADD_EVIDENCE, row.model_dump(exclude={"id"})).scalar_one()
    proof: dict[str, Any] = {"sha256": row.sha256}
    if item.reply:
        proof["reply"] = item.reply.sha256
    events.append(session, "evidence seen", at=item.seen_at, evidence=number, **proof)
    return replace(item, id=number, reply=None)


def _marks(item: Evidence, *, by_content: bool) -> set[tuple[object, ...]]:
    """Return by what an item is known again."""
    marks: set[tuple[object, ...]] = {("words", item.sha256)}
    if item.source_id is not None and not by_content:
        if item.external_id is not None:
            marks.add(("id", item.source_id, item.external_id, item.title))
        if item.url is not None:
            marks.add(("address", item.source_id, item.url, item.title))
    return marks


def _known(
    session: Session, items: Sequence[Evidence], *, by_content: bool
) -> set[tuple[object, ...]]:
    found: set[tuple[object, ...]] = set()
    for start in range(0, len(items), LOOKED_UP):
        some = items[start : start + LOOKED_UP]
        words = {"words": [item.sha256 for item in some]}
        found |= {("words", sha256) for sha256 in run(session, KNOWN_WORDS, words).scalars()}
        sources = {item.source_id for item in some if item.source_id is not None}
        if by_content or not sources:
            continue
        entries = {
            "sources": list(sources),
            "ids": [item.external_id for item in some if item.external_id is not None],
            "urls": [item.url for item in some if item.url is not None],
        }
        for source_id, external_id, url, title in run(session, KNOWN_ENTRIES, entries):
            found |= {("id", source_id, external_id, title), ("address", source_id, url, title)}
    return found


def match(
    session: Session, evidence_id: int, prediction_id: int, *, relevance: float, why: str
) -> bool:
    """Record that evidence bears on a prediction; False where that was known."""
    if session.get(Matches, (evidence_id, prediction_id)) is not None:
        return False
    session.add(
        Matches(evidence_id=evidence_id, prediction_id=prediction_id, relevance=relevance, why=why)
    )
    session.flush()
    return True


def get_evidence(session: Session, evidence_id: int) -> Evidence:
    """Return one piece of evidence.

    Raises:
        NotFound: there is none of that number.
    """
    row = session.get(EvidenceItems, evidence_id)
    if row is None:
        raise NotFound("evidence", evidence_id)
    return rows.evidence(row)


def recent_evidence(session: Session, *, limit: int = MOST_FOUND) -> list[Evidence]:
    """Return the newest evidence first."""
    query = select(EvidenceItems).order_by(col(EvidenceItems.id).desc()).limit(limit)
    return [rows.evidence(row) for row in session.exec(query)]


def _source(row: Sources) -> Source:
    assert row.id is not None  # noqa: S101 (it came from the database)
    return Source(
        id=row.id,
        url=row.url,
        kind=row.kind,
        subject=row.subject,
        label=row.label,
        added_at=row.added_at,
        prediction_id=row.prediction_id,
        terms=tuple(json.loads(row.terms)),
        interval=timedelta(seconds=row.interval_seconds),
        next_check_at=row.next_check_at,
        etag=row.etag,
        last_modified=row.last_modified,
        checked_at=row.checked_at,
        changed_at=row.changed_at,
        failures=row.failures,
        problem=row.problem,
        health=row.health,
        active=row.active,
        keys=json.loads(row.keys),
    )
