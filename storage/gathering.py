"""Evidence: kept once however often it is said, known again, held against predictions."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, or_, select

from predictions.model import Evidence
from storage import events, rows, snapshots
from storage.errors import NotFound
from storage.plain import portions, run
from storage.tables import EvidenceItems, Matches

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
    for some in portions(items):
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


def since(session: Session, number: int, *, limit: int) -> list[tuple[int, str, str]]:
    """Return number, title and text of the evidence after that number; the newest, if it is more."""
    query = select(EvidenceItems.id, EvidenceItems.title, EvidenceItems.text).where(
        col(EvidenceItems.id) > number
    )
    found = session.exec(query.order_by(col(EvidenceItems.id).desc()).limit(limit))
    return [(each, title, text) for each, title, text in found if each is not None]


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


def told_by_another(
    session: Session, evidence: Evidence, prediction_id: int, *, since: datetime
) -> bool:
    """Say whether another source brought a prediction the very same title since then.

    A page keeps its title while its words change, so that a source does not repeat itself.
    """
    query = (
        select(EvidenceItems.id)
        .join(Matches, col(Matches.evidence_id) == EvidenceItems.id)
        .where(
            col(Matches.prediction_id) == prediction_id,
            col(EvidenceItems.title) == evidence.title,
            col(EvidenceItems.source_id) != evidence.source_id,
            col(EvidenceItems.seen_at) >= since,
        )
    )
    return session.exec(query.limit(1)).first() is not None


def get_evidence(session: Session, evidence_id: int) -> Evidence:
    """Return one piece of evidence.

    Raises:
        NotFound: there is none of that number.
    """
    row = session.get(EvidenceItems, evidence_id)
    if row is None:
        raise NotFound("evidence", evidence_id)
    return rows.evidence(row)
