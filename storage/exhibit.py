"""One piece of evidence with all that proves it: what it bears on, its hashes, the reply behind it."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from predictions.hiding import public_text
from predictions.model import Evidence, words_hash
from predictions.snapshot import Snapshot
from storage import rows, snapshots, watchlist
from storage.errors import NotFound
from storage.tables import EvidenceItems, Matches, Snapshots
from storage.watchlist import Source


@dataclass(frozen=True, slots=True)
class Bearing:
    """A prediction that evidence bears on, and why it is thought to."""

    prediction_id: int
    relevance: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """Evidence as a sceptic wants to see it.

    Attributes:
        evidence: what was read.
        sha256: the hash of its words, as it was put on record.
        holds: whether its words still have that hash.
        source: what said it; None where a person gave it.
        bears_on: the predictions it is linked to.
        reply: what it was read from; None where there was none, or it was let go.
        reply_sha256: the hash of the reply, also of one that was let go.
        dropped_at: when the reply was let go.
    """

    evidence: Evidence
    sha256: str
    holds: bool
    source: Source | None
    bears_on: tuple[Bearing, ...]
    reply: Snapshot | None
    reply_sha256: str | None
    dropped_at: datetime | None


def exhibit(session: Session, evidence_id: int) -> Exhibit:
    """Return one piece of evidence with its proof.

    Raises:
        NotFound: there is none of that number.
        Refused: the reply behind it is not what was kept.
    """
    row = session.get(EvidenceItems, evidence_id)
    if row is None:
        raise NotFound("evidence", evidence_id)
    behind = session.get(Snapshots, row.snapshot_id) if row.snapshot_id else None
    linked = session.exec(
        select(Matches)
        .where(Matches.evidence_id == evidence_id)
        .order_by(col(Matches.relevance).desc(), col(Matches.prediction_id))
    )
    return Exhibit(
        evidence=rows.evidence(row),
        sha256=row.sha256,
        holds=words_hash(row.url, row.title, row.text) == row.sha256,
        source=watchlist.get_source(session, row.source_id) if row.source_id else None,
        bears_on=tuple(
            Bearing(each.prediction_id, each.relevance, public_text(each.why)) for each in linked
        ),
        reply=snapshots.behind(session, evidence_id),
        reply_sha256=behind.sha256 if behind else None,
        dropped_at=behind.dropped_at if behind else None,
    )
