"""Is the ledger whole? Integrity, the audit chain, and backups while it is in use."""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Container
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, func, text
from sqlalchemy import select as sa_select
from sqlmodel import Session, SQLModel, col, select

from predictions.model import ENDED, OVER, State, words_hash
from predictions.outcomes import Verdict
from storage import events, rows, snapshots
from storage.amending import amended_ones, amendment_facts, facts_before
from storage.engine import make_private
from storage.errors import DatabaseUnusable, Refused
from storage.ledger import Ledger
from storage.plain import run
from storage.recording import prediction_facts
from storage.resolving import resolution_facts
from storage.rules import rule_facts
from storage.scope import ended_join
from storage.tables import (
    Amendments,
    Events,
    EvidenceItems,
    Forecasts,
    PredictionRules,
    Predictions,
    Resolutions,
    Snapshots,
)

SEEN = (EvidenceItems.url, EvidenceItems.title, EvidenceItems.text, EvidenceItems.sha256)
EVIDENCE = (
    sa_select(*map(col, SEEN), col(Snapshots.sha256).label("reply"))
    .outerjoin(Snapshots, col(Snapshots.id) == col(EvidenceItems.snapshot_id))
    .where(col(EvidenceItems.id) == bindparam("evidence"))
)


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of walking the audit chain: how far it goes, and what is wrong with it."""

    events: int
    forecasts: int
    problems: tuple[str, ...]
    head: str


def check(ledger: Ledger) -> list[str]:
    """Return what the database itself finds wrong; an empty list is good news."""
    with ledger.read() as session:
        if not sees_files(ledger):
            session.execute(text("SELECT 1"))
            return []
        found = [row[0] for row in session.execute(text("PRAGMA integrity_check"))]
        broken = [
            f"row {row[1]} of {row[0]} points to nothing in {row[2]}"
            for row in session.execute(text("PRAGMA foreign_key_check"))
        ]
    return [line for line in found if line != "ok"] + broken


def sees_files(ledger: Ledger) -> bool:
    """Say whether `check` looks at the files themselves: PostgreSQL's are not ours to read."""
    return ledger.engine.dialect.name == "sqlite"


def backup(ledger: Ledger, target: Path) -> None:
    """Copy a SQLite database while it is in use; the copy is whole or not there.

    Raises:
        Refused: the target exists, or the database is not SQLite.
        DatabaseUnusable: the copy cannot be written.
    """
    if not sees_files(ledger):
        raise Refused(
            f"this is PostgreSQL: calledit db copy sqlite:///{target} makes a copy, or pg_dump does"
        )
    if target.exists():
        raise Refused(f"{target} exists; name a new file, a backup never overwrites another")
    partial = target.with_name(target.name + ".partial")
    make_private(partial)
    try:
        copy = sqlite3.connect(partial)
        with ledger.engine.connect() as connection:
            connection.rollback()
            source: Any = connection.connection.dbapi_connection
            source.backup(copy)
        copy.close()
        partial.replace(target)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise DatabaseUnusable(f"the backup {target} cannot be written: {error}") from None


def chain_length(ledger: Ledger) -> int:
    """Return how many events there are to walk."""
    with ledger.read() as session:
        return session.execute(text("SELECT count(*) FROM events")).scalar() or 0


def verify(ledger: Ledger, *, advance: Callable[[int], None] = lambda _count: None) -> Verified:
    """Walk the audit chain and hold what is stored against it; `advance` is told of each step."""
    problems: list[str] = []
    previous, count = events.GENESIS, 0
    told = _Told()
    with ledger.read() as session:
        # Few predictions are ever amended: to ask about each of them would take a third of the time.
        digests = dict(DIGESTS)
        digests["prediction added"] = partial(_prediction_digest, amended_ones(session))
        query = select(Events).order_by(col(Events.seq)).execution_options(yield_per=2_000)
        for event in session.exec(query):
            count += 1
            advance(1)
            expected = events.link(
                previous,
                at=event.at,
                kind=event.kind,
                actor_id=event.actor_id,
                prediction_id=event.prediction_id,
                data=event.data,
            )
            if event.previous != previous or event.hash != expected:
                problems.append(f"event {event.seq} ({event.kind}) was changed, or one before it")
            previous = event.hash
            try:
                data = json.loads(event.data)
                told.take(event, data)
                problems += _against(session, event, data, digests.get(event.kind))
            except (ValueError, KeyError, TypeError, AttributeError):
                problems.append(f"event {event.seq} ({event.kind}) was changed: it can't be read")
        problems += [
            f"reply {number} is not what was seen: it was changed"
            for number in snapshots.damaged(session)
        ]
        problems += told.problems(session)
        stored = _stored(session, Forecasts)
    return Verified(count, stored, tuple(problems), previous)


@dataclass(slots=True)
class _Told:
    """What the chain tells of: how much was stored, and how each prediction ended."""

    counts: Counter[str] = field(default_factory=Counter)
    ends: dict[int, str] = field(default_factory=dict)

    def take(self, event: Events, data: dict[str, Any]) -> None:
        """Take one event of the chain."""
        if event.kind in COUNTED:
            what, several = COUNTED[event.kind]
            self.counts[what] += several(data)
        if event.kind in ENDS and event.prediction_id is not None:
            self.ends[event.prediction_id] = event.kind

    def problems(self, session: Session) -> list[str]:
        """Return what is stored and was never told, or was told and is not stored."""
        found = []
        for what, table in STORED.items():
            stored = _stored(session, table)
            if stored != self.counts[what]:
                found.append(f"{stored} {what} are stored, the chain tells of {self.counts[what]}")
        marked: dict[int, State] = {row.id: State(row.status) for row in run(session, MARKED)}
        for number in sorted({*marked, *self.ends}):
            status = marked.get(number)
            if status not in ENDS[self.ends.get(number, "reopened")]:
                said = status or "as still running"
                found.append(f"prediction {number} is marked {said}, the chain tells otherwise")
        found += [
            f"prediction {number} is marked {status}, its resolution says otherwise"
            for number, status, outcome in session.execute(OUTCOMES)
            if (status == State.ANNULLED) != (outcome == Verdict.ANNULLED.value)
        ]
        return found


def _against(
    session: Session,
    event: Events,
    data: dict[str, Any],
    compare: Callable[[Session, Events], str] | None,
) -> list[str]:
    """Return what is not stored any more as an event tells it."""
    if compare is not None and compare(session, event) != data["digest"]:
        return [f"what event {event.seq} ({event.kind}) stored was changed"]
    if event.kind == "evidence seen" and not _evidence_holds(session, data):
        return [f"evidence {data['evidence']} is not what was seen: it was changed"]
    return []


def _stored(session: Session, table: type[SQLModel]) -> int:
    return session.execute(sa_select(func.count()).select_from(table)).scalar_one()


def _prediction_digest(changed: Container[int | None], session: Session, event: Events) -> str:
    row = session.get(Predictions, event.prediction_id)
    if row is None or (row.created_at, row.created_by) != (event.at, event.actor_id):
        return events.digest([])
    facts = facts_before(session, row) if row.id in changed else prediction_facts(row)
    return events.digest([facts])


def _amendment_digest(session: Session, event: Events) -> str:
    numbers = json.loads(event.data)["amendments"]
    query = select(Amendments).where(col(Amendments.id).in_(numbers)).order_by(col(Amendments.id))
    return events.digest(amendment_facts(row) for row in session.exec(query))


def _forecasts_digest(session: Session, event: Events) -> str:
    data = json.loads(event.data)
    first, count = data["first"], data["count"]
    query = select(Forecasts).where(col(Forecasts.id) >= first, col(Forecasts.id) < first + count)
    found = session.exec(query.order_by(col(Forecasts.id)))
    return events.digest(
        {**rows.forecast_values(rows.forecast(row)), "id": row.id} for row in found
    )


def _resolution_digest(session: Session, event: Events) -> str:
    row = session.get(Resolutions, json.loads(event.data)["resolution"])
    return events.digest([resolution_facts(row)] if row else [])


def _rule_digest(session: Session, event: Events) -> str:
    row = session.get(PredictionRules, json.loads(event.data)["rule"])
    return events.digest([rule_facts(row)] if row else [])


def _evidence_holds(session: Session, said: dict[str, Any]) -> bool:
    row = run(session, EVIDENCE, {"evidence": said["evidence"]}).first()
    if row is None:
        return False
    words = words_hash(row.url, row.title, row.text)
    return bool(said["sha256"] == words == row.sha256 and said.get("reply") == row.reply)


def _one(_data: dict[str, Any]) -> int:
    return 1


# Of each kind of event: what it stored, and how much of it.
COUNTED: dict[str, tuple[str, Callable[[dict[str, Any]], int]]] = {
    "prediction added": ("predictions", _one),
    "forecast added": ("forecasts", lambda data: int(data["count"])),
    "resolved": ("resolutions", _one),
    "reopened": ("resolutions", _one),
    "rule added": ("later rules", _one),
    "evidence seen": ("pieces of evidence", _one),
    "amended": ("amended fields", lambda data: len(data["amendments"])),
}
STORED: dict[str, type[SQLModel]] = {
    "predictions": Predictions,
    "forecasts": Forecasts,
    "resolutions": Resolutions,
    "later rules": PredictionRules,
    "pieces of evidence": EvidenceItems,
    "amended fields": Amendments,
}
# How a prediction may be marked after the last of these; None for one that still runs.
ENDS: dict[str, tuple[State | None, ...]] = {
    "resolved": ENDED,
    "reopened": (None,),
    "withdrawn": (State.WITHDRAWN,),
}
MARKED = sa_select(col(Predictions.id), col(Predictions.status)).where(
    col(Predictions.status).in_([each.value for each in OVER])
)
OUTCOMES = (
    sa_select(col(Predictions.id), col(Predictions.status), col(Resolutions.outcome))
    .join(Resolutions, ended_join())
    .where(col(Predictions.status).in_([each.value for each in ENDED]))
    .order_by(col(Predictions.id))
)
DIGESTS: dict[str, Callable[[Session, Events], str]] = {
    "forecast added": _forecasts_digest,
    "resolved": _resolution_digest,
    "reopened": _resolution_digest,
    "rule added": _rule_digest,
    "amended": _amendment_digest,
}
