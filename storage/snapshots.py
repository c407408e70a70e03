"""Replies as they were seen: kept in pieces, each once; shown, checked, and in the end let go.

A reply is kept when evidence is read from it, and only then. What a thousand readings of a feed
have in common is stored once.
"""

import hashlib
import json
import zlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, insert, update
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from predictions.snapshot import LARGEST, Snapshot, pieces
from storage.errors import Refused
from storage.plain import columns, portions, run
from storage.tables import (
    EvidenceItems,
    Matches,
    Proposals,
    Readings,
    Resolutions,
    SnapshotParts,
    SnapshotPieces,
    Snapshots,
)

ADD = insert(Snapshots).returning(col(Snapshots.id))
ADD_PIECE = insert(SnapshotPieces).returning(col(SnapshotPieces.id))
ADD_PARTS = insert(SnapshotParts)
SAME = sa_select(col(Snapshots.id)).where(
    col(Snapshots.sha256) == bindparam("sha256"),
    col(Snapshots.final_url) == bindparam("final_url"),
    col(Snapshots.status) == bindparam("status"),
    col(Snapshots.dropped_at).is_(None),
)
KNOWN = sa_select(col(SnapshotPieces.sha256), col(SnapshotPieces.id)).where(
    col(SnapshotPieces.sha256).in_(bindparam("hashes", expanding=True))
)
BODY = (
    sa_select(col(SnapshotPieces.packed))
    .join(SnapshotParts, col(SnapshotParts.piece_id) == col(SnapshotPieces.id))
    .where(col(SnapshotParts.snapshot_id) == bindparam("number"))
    .order_by(col(SnapshotParts.position))
)
BEHIND = (
    sa_select(*columns(Snapshots))
    .join(EvidenceItems, col(EvidenceItems.snapshot_id) == col(Snapshots.id))
    .where(col(EvidenceItems.id) == bindparam("evidence"))
)


def keep(session: Session, seen: Snapshot) -> int:
    """Store a reply, if it is not stored already, and return its number."""
    same = {"sha256": seen.sha256, "final_url": seen.final_url, "status": seen.status}
    known: int | None = run(session, SAME, same).scalar()
    return known if known is not None else _stored(session, seen)


def _stored(session: Session, seen: Snapshot) -> int:
    row = {
        "url": seen.url,
        "final_url": seen.final_url,
        "status": seen.status,
        "headers": json.dumps(dict(seen.headers), sort_keys=True),
        "fetched_at": seen.fetched_at,
        "sha256": seen.sha256,
        "kept": len(seen.body),
        "size": seen.size,
    }
    number: int = run(session, ADD, row).scalar_one()
    parts = [
        {"snapshot_id": number, "position": position, "piece_id": piece}
        for position, piece in enumerate(_pieces(session, seen.body))
    ]
    if parts:
        run(session, ADD_PARTS, parts)
    return number


def _pieces(session: Session, body: bytes) -> list[int]:
    """Return the numbers of a body's pieces, storing those that are new."""
    found = [(hashlib.sha256(piece).hexdigest(), piece) for piece in pieces(body)]
    hashes = list(dict.fromkeys(sha256 for sha256, _ in found))
    known: dict[str, int] = {}
    for some in portions(hashes):
        there = run(session, KNOWN, {"hashes": some})
        known.update((sha256, number) for sha256, number in there)
    for sha256, piece in found:
        if sha256 not in known:
            row = {"sha256": sha256, "packed": zlib.compress(piece)}
            known[sha256] = run(session, ADD_PIECE, row).scalar_one()
    return [known[sha256] for sha256, _ in found]


def behind(session: Session, evidence_id: int) -> Snapshot | None:
    """Return the reply that evidence was read from; None where there was none, or it was let go.

    Raises:
        Refused: it is not what was kept: changed, or damaged.
    """
    row = run(session, BEHIND, {"evidence": evidence_id}).first()
    if row is None or row.dropped_at is not None:
        return None
    found = _snapshot(row, _body(session, row))
    if found.sha256 != row.sha256:
        raise Refused(
            f"the reply behind evidence {evidence_id} does not match its hash {row.sha256}: "
            "it was changed, or the database is damaged (calledit db check)"
        )
    return found


def damaged(session: Session) -> Iterator[int]:
    """Yield the numbers of kept replies that do not match their hashes."""
    query = select(Snapshots).where(col(Snapshots.dropped_at).is_(None)).order_by(col(Snapshots.id))
    for row in session.exec(query.execution_options(yield_per=200)):
        if hashlib.sha256(_body(session, row)).hexdigest() != row.sha256:
            yield row.id or 0


def _body(session: Session, row: Any) -> bytes:
    """Put a body together; what does not unpack, or grows too large, is no body of ours."""
    body = b""
    for packed in run(session, BODY, {"number": row.id}).scalars():
        unpack = zlib.decompressobj()
        try:
            body += unpack.decompress(packed, LARGEST + 1)
        except zlib.error:
            return b""
        if len(body) > LARGEST:
            return b""
    return body


def _snapshot(row: Any, body: bytes) -> Snapshot:
    return Snapshot(
        url=row.url,
        final_url=row.final_url,
        status=row.status,
        fetched_at=row.fetched_at,
        headers=json.loads(row.headers),
        body=body,
        size=row.size,
    )


def let_go(session: Session, *, older_than: timedelta, now: datetime) -> int:
    """Drop the bodies of old replies on which nothing rests; return how many.

    A reply stays as long as evidence from it bears on a prediction, was read by a rule, or stands
    in a proposal or a resolution. Of the others address, moment and hash stay.
    """
    needed = (
        select(EvidenceItems.snapshot_id)
        .where(
            col(EvidenceItems.snapshot_id).is_not(None),
            col(EvidenceItems.id).in_(select(Matches.evidence_id))
            | col(EvidenceItems.id).in_(
                select(Readings.evidence_id).where(col(Readings.evidence_id).is_not(None))
            ),
        )
        .distinct()
    )
    old = select(Snapshots.id).where(
        col(Snapshots.dropped_at).is_(None),
        col(Snapshots.fetched_at) < now - older_than,
        col(Snapshots.id).not_in(needed),
    )
    numbers = set(session.exec(old)) - _named(session)
    for some in portions(sorted(numbers, key=lambda n: n or 0)):
        session.execute(delete(SnapshotParts).where(col(SnapshotParts.snapshot_id).in_(some)))
        session.execute(update(Snapshots).where(col(Snapshots.id).in_(some)).values(dropped_at=now))
    used = select(SnapshotParts.piece_id)
    session.execute(delete(SnapshotPieces).where(col(SnapshotPieces.id).not_in(used)))
    return len(numbers)


def _named(session: Session) -> set[int | None]:
    """Return the replies behind evidence that a proposal or a resolution names."""
    named: set[int] = set()
    for table in (Proposals, Resolutions):
        texts = session.exec(
            select(table.evidence_ids).where(table.evidence_ids != "[]").distinct()
        )
        named.update(number for text in texts for number in json.loads(text))
    found: set[int | None] = set()
    for some in portions(sorted(named)):
        query = select(EvidenceItems.snapshot_id).where(col(EvidenceItems.id).in_(some))
        found.update(session.exec(query).all())
    return found
