"""Is the ledger whole? Integrity, the audit chain, and backups while it is in use."""

import json
import sqlite3
from collections.abc import Callable, Container
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from predictions.model import words_hash
from storage import events, rows, snapshots
from storage.amending import amended_ones, amendment_facts, facts_before
from storage.errors import DatabaseUnusable, Refused
from storage.ledger import Ledger
from storage.plain import run
from storage.recording import prediction_facts
from storage.resolving import resolution_facts
from storage.rules import rule_facts
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
    previous, count, covered, amended = events.GENESIS, 0, 0, 0
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
            compare = digests.get(event.kind)
            data = json.loads(event.data)
            covered += data["count"] if event.kind == "forecast added" else 0
            amended += len(data["amendments"]) if event.kind == "amended" else 0
            if compare is not None and compare(session, event) != data["digest"]:
                problems.append(f"what event {event.seq} ({event.kind}) stored was changed")
            if event.kind == "evidence seen" and not _evidence_holds(session, data):
                problems.append(f"evidence {data['evidence']} is not what was seen: it was changed")
        problems += [
            f"reply {number} is not what was seen: it was changed"
            for number in snapshots.damaged(session)
        ]
        stored = session.execute(text("SELECT count(*) FROM forecasts")).scalar() or 0
        changed = session.execute(text("SELECT count(*) FROM amendments")).scalar() or 0
    if stored != covered:
        problems.append(f"{stored} forecasts are stored, the chain tells of {covered}")
    if changed != amended:
        problems.append(f"{changed} amended fields are stored, the chain tells of {amended}")
    return Verified(count, stored, tuple(problems), previous)


def _prediction_digest(changed: Container[int | None], session: Session, event: Events) -> str:
    row = session.get(Predictions, event.prediction_id)
    if row is None:
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


DIGESTS: dict[str, Callable[[Session, Events], str]] = {
    "forecast added": _forecasts_digest,
    "resolved": _resolution_digest,
    "reopened": _resolution_digest,
    "rule added": _rule_digest,
    "amended": _amendment_digest,
}
