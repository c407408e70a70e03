"""The review queue: candidates from documents, until a person has decided about them."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from storage import events
from storage.errors import NotFound, Overtaken, Refused
from storage.tables import Candidates


@dataclass(frozen=True, slots=True)
class Waiting:
    """A candidate in the queue; `data` is the extraction contract's object."""

    id: int
    document_id: int
    data: dict[str, Any]
    confidence: float


def enqueue(
    session: Session,
    document_id: int,
    found: Iterable[dict[str, Any]],
    *,
    now: datetime,
    earlier: Iterable[int] = (),
    versions: Iterable[int] = (),
) -> list[Waiting]:
    """Put candidates of a document into the queue; those that were ever there are left out.

    `earlier`: documents of the same text, whose candidates were there, too.
    `versions`: documents that stood at the same place: what is in one of them in the same words was
    asked about, wherever it stands now.
    """
    same = {document_id, *earlier}
    query = select(Candidates.start, Candidates.end).where(col(Candidates.document_id).in_(same))
    known = set(session.exec(query).all())
    fresh = [_row(document_id, data) for data in found if (data["start"], data["end"]) not in known]
    fresh = _unsaid(session, fresh, set(versions) - same)
    session.add_all(fresh)
    session.flush()
    if fresh:
        events.append(session, "candidates found", at=now, document=document_id, count=len(fresh))
    return [_waiting(row) for row in fresh]


_MEANT = ("polarity", "not_before", "deadline", "probability", "condition", "author")


def _said(data: dict[str, Any]) -> tuple[Any, ...]:
    """What makes a candidate the same in another version of its document: its words, and what they mean."""
    return (" ".join(data.get("quote", "").split()), *map(data.get, _MEANT))


def _unsaid(session: Session, rows: list[Candidates], versions: Iterable[int]) -> list[Candidates]:
    """Return the rows without those that an earlier version of their document says as often."""
    said: Counter[tuple[Any, ...]] = Counter()
    for version in versions:
        query = select(Candidates.data).where(Candidates.document_id == version)
        said |= Counter(_said(json.loads(data)) for data in session.exec(query))
    if not said:
        return rows
    left = []
    for row in rows:
        what = _said(json.loads(row.data))
        if said[what]:
            said[what] -= 1
        else:
            left.append(row)
    return left


def carry_over(session: Session, old_id: int, new_id: int, found: Iterable[dict[str, Any]]) -> None:
    """Let what waits of a document wait as part of one of the same text of which more is known.

    What stands without an author or days takes those that were found now.
    """
    read = {(data["start"], data["end"]): data for data in found}
    for row in session.exec(_that_wait(old_id)):
        data, new = json.loads(row.data), read.get((row.start, row.end), {})
        for together in (("author", "reported"), ("not_before", "deadline", "deadline_from")):
            if not any(map(data.get, together)):
                data.update({key: new[key] for key in together if key in new})
        row.document_id, row.data = new_id, json.dumps(data, ensure_ascii=False)
        session.add(row)
    session.flush()


def read_again(
    session: Session,
    document_id: int,
    before: Iterable[dict[str, Any]],
    now: Iterable[dict[str, Any]],
) -> None:
    """Give what waits as it was first read the second reading of it; what a person changed stays."""
    first = {(data["start"], data["end"]): data for data in before}
    second = {(data["start"], data["end"]): data for data in now}
    for row in session.exec(_that_wait(document_id)):
        place = (row.start, row.end)
        if place in second and json.loads(row.data) == json.loads(json.dumps(first.get(place))):
            row.data = json.dumps(second[place], ensure_ascii=False)
            row.confidence = second[place]["confidence"]
            session.add(row)
    session.flush()


def waiting_of(session: Session, document_id: int) -> list[Waiting]:
    """Return the candidates of one document that wait."""
    return [_waiting(row) for row in session.exec(_that_wait(document_id))]


def _that_wait(document_id: int) -> SelectOfScalar[Candidates]:
    return select(Candidates).where(
        Candidates.status == "waiting", Candidates.document_id == document_id
    )


def queue(session: Session, *, limit: int = 100, document_id: int | None = None) -> list[Waiting]:
    """Return the candidates that wait, document by document, each in the order of its text."""
    query = (
        select(Candidates)
        .where(Candidates.status == "waiting")
        .order_by(col(Candidates.document_id), col(Candidates.start), col(Candidates.id))
    )
    if document_id is not None:
        query = query.where(Candidates.document_id == document_id)
    return [_waiting(row) for row in session.exec(query.limit(limit))]


def of_number(session: Session, candidate_id: int) -> Waiting | None:
    """Return the candidate of that number; None where none waits under it."""
    row = session.get(Candidates, candidate_id)
    return _waiting(row) if row is not None and row.status == "waiting" else None


def count(session: Session) -> int:
    """Return how many candidates wait."""
    query = select(func.count()).select_from(Candidates).where(Candidates.status == "waiting")
    return session.exec(query).one()


def became(session: Session, document_id: int, start: int, end: int) -> tuple[str, int | None]:
    """Return what became of the candidate at a place of a document, and of which prediction."""
    query = select(Candidates.status, Candidates.prediction_id).where(
        Candidates.document_id == document_id, Candidates.start == start, Candidates.end == end
    )
    return session.exec(query).first() or ("unknown", None)


def unchanged(session: Session, seen: Waiting) -> None:
    """Make sure that a candidate still waits as somebody saw it.

    Raises:
        NotFound, Overtaken: it does not.
    """
    row = _there(session, seen.id)
    if row.status != "waiting":
        raise Overtaken(f"somebody else has decided about candidate {seen.id}: it is {row.status}")
    if json.loads(row.data) != seen.data:
        raise Overtaken(f"somebody else has changed candidate {seen.id} meanwhile: look again")


def accepted(session: Session, candidate_id: int, *, prediction_id: int, now: datetime) -> None:
    """Record that a candidate became that prediction, or a forecast on it."""
    _decide(session, candidate_id, "accepted", now, prediction_id=prediction_id)


def discarded(session: Session, candidate_id: int, *, now: datetime) -> None:
    """Record that a candidate is no forecast worth keeping."""
    _decide(session, candidate_id, "discarded", now)


def edited(session: Session, candidate_id: int, data: dict[str, Any], *, now: datetime) -> Waiting:
    """Keep what a person changed about a candidate, which goes on waiting."""
    row = _still_waiting(session, candidate_id)
    row.data = json.dumps(data, ensure_ascii=False)
    session.add(row)
    events.append(session, "candidate edited", at=now, candidate=candidate_id)
    return _waiting(row)


def split(
    session: Session, candidate_id: int, parts: Iterable[dict[str, Any]], *, now: datetime
) -> list[Waiting]:
    """Put the parts of a candidate into the queue in its place.

    Raises:
        Refused: a part stands where another candidate of the document stands.
    """
    document_id = _still_waiting(session, candidate_id).document_id
    fresh = [_part(session, document_id, data) for data in parts]
    _decide(session, candidate_id, "split", now)
    session.add_all(fresh)
    session.flush()
    return [_waiting(row) for row in fresh]


def _part(session: Session, document_id: int, data: dict[str, Any]) -> Candidates:
    """The row of a part: a new one, or that of a candidate that had been merged away."""
    query = select(Candidates).where(
        Candidates.document_id == document_id,
        Candidates.start == data["start"],
        Candidates.end == data["end"],
    )
    there = session.exec(query).first()
    if there is None:
        return _row(document_id, data)
    if there.status != "merged":
        raise Refused(f"a part is the same as candidate {there.id}, which is {there.status}")
    there.status, there.reviewed_at = "waiting", None
    there.data = json.dumps(data, ensure_ascii=False)
    return there


def merged(
    session: Session, candidate_id: int, *, into: int, data: dict[str, Any], now: datetime
) -> Waiting:
    """Fold a candidate into another of its document, whose new data is given.

    Raises:
        NotFound, Refused: they are not two that wait, of one document.
    """
    gone, kept = _still_waiting(session, candidate_id), _still_waiting(session, into)
    if gone.document_id != kept.document_id or candidate_id == into:
        raise Refused("only two candidates of one document can be one forecast")
    _decide(session, candidate_id, "merged", now)
    # The row keeps the place where it was found: reading the document again brings nothing back.
    kept.data = json.dumps(data, ensure_ascii=False)
    session.add(kept)
    session.flush()
    return _waiting(kept)


def restored(
    session: Session,
    before: Waiting,
    *,
    now: datetime,
    decided: str,
    without: Iterable[Waiting] = (),
) -> Waiting:
    """Put a candidate back as it waited before a decision; parts that came of it are dropped.

    `decided`: what it is since that decision.

    Raises:
        NotFound, Overtaken: somebody else has decided about it, or about a part of it, since then.
    """
    parts = []
    for part in without:
        unchanged(session, part)
        parts.append(part.id)
    session.execute(
        delete(Candidates).where(col(Candidates.id).in_(parts), col(Candidates.status) == "waiting")
    )
    row = session.get(Candidates, before.id, populate_existing=True)
    if row is None:  # it came back as a part, and went with it
        row = _row(before.document_id, before.data)
        row.id = before.id
    elif row.status != decided:
        raise Overtaken(
            f"somebody else has decided about candidate {before.id}: it is {row.status}"
        )
    row.status, row.reviewed_at, row.prediction_id = "waiting", None, None
    row.data = json.dumps(before.data, ensure_ascii=False)
    session.add(row)
    session.flush()
    events.append(session, "candidate restored", at=now, candidate=before.id)
    return _waiting(row)


def _row(document_id: int, data: dict[str, Any]) -> Candidates:
    return Candidates(
        document_id=document_id,
        start=data["start"],
        end=data["end"],
        data=json.dumps(data, ensure_ascii=False),
        confidence=data["confidence"],
    )


def _there(session: Session, candidate_id: int) -> Candidates:
    row = session.get(Candidates, candidate_id)
    if row is None:
        raise NotFound("candidate", candidate_id)
    return row


def _still_waiting(session: Session, candidate_id: int) -> Candidates:
    row = _there(session, candidate_id)
    if row.status != "waiting":
        raise Refused(f"candidate {candidate_id} was already {row.status}")
    return row


def _decide(
    session: Session,
    candidate_id: int,
    status: str,
    now: datetime,
    *,
    prediction_id: int | None = None,
) -> None:
    row = _still_waiting(session, candidate_id)
    row.status, row.reviewed_at, row.prediction_id = status, now, prediction_id
    session.add(row)
    session.flush()
    events.append(
        session,
        f"candidate {status}",
        at=now,
        prediction_id=prediction_id,
        candidate=candidate_id,
    )


def _waiting(row: Candidates) -> Waiting:
    assert row.id is not None  # noqa: S101 (it came from the database)
    return Waiting(row.id, row.document_id, json.loads(row.data), row.confidence)
