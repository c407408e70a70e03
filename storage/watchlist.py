"""Sources: what is watched, and for which prediction."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from storage import events
from storage.errors import NotFound, Refused
from storage.tables import Predictions, Sources


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
    unanswered_since: datetime | None = None
    resting_since: datetime | None = None
    health: str = "new"
    active: bool = True
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)  # hidden in its address


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
    return source_of(row)


def remove_source(session: Session, source_id: int, *, now: datetime) -> None:
    """Stop watching; what it said stays.

    Raises:
        NotFound: it is not watched.
    """
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
    return source_of(row)


def sources(session: Session) -> list[Source]:
    """Return everything that is watched."""
    query = select(Sources).where(col(Sources.active).is_(True)).order_by(col(Sources.id))
    return [source_of(row) for row in session.exec(query)]


def source_of(row: Sources) -> Source:
    """Return the source of a row."""
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
        unanswered_since=row.unanswered_since,
        resting_since=row.resting_since,
        health=row.health,
        active=row.active,
        keys=json.loads(row.keys),
    )
