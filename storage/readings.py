"""Readings: what sources said in the vocabulary of rules, and which predictions wait for that."""

import json
from collections.abc import Collection, Iterable

from sqlmodel import Session, col, or_, select

from predictions import readings
from predictions.readings import (
    MarketReading,
    NumberReading,
    PublishedReading,
    Reading,
    TextReading,
)
from storage.events import canonical, digest
from storage.tables import PredictionSubjects, Readings

MOST = 5_000  # readings of one subject looked at; the newest count


def waiting_for(session: Session, kind: str, subject: str) -> list[int]:
    """Return the predictions that have a rule about that subject."""
    query = select(PredictionSubjects.prediction_id).where(
        PredictionSubjects.kind == kind, PredictionSubjects.subject == subject
    )
    return list(session.exec(query.order_by(col(PredictionSubjects.prediction_id))))


def news(session: Session, found: Iterable[Reading]) -> list[Reading]:
    """Return the readings that tell something that the last one of their kind did not."""
    last: dict[tuple[str, str], dict[str, str]] = {}
    fresh = []
    for reading in found:
        about_it = (reading.source, reading.subject)
        if about_it not in last:
            last[about_it] = _last_digests(session, *about_it)
        if last[about_it].get(_key(reading)) != _digest(reading):
            last[about_it][_key(reading)] = _digest(reading)
            fresh.append(reading)
    return fresh


def _last_digests(session: Session, kind: str, subject: str) -> dict[str, str]:
    query = select(Readings.key, Readings.digest).where(
        Readings.kind == kind, Readings.subject == subject
    )
    # In their order, so that the last one of a key stands.
    return dict(session.exec(query.order_by(col(Readings.id))).all())


def subjects_behind(session: Session, evidence_ids: Collection[int]) -> set[tuple[str, str]]:
    """Return which subjects of which kinds of source that evidence was read from."""
    if not evidence_ids:
        return set()
    query = select(Readings.kind, Readings.subject).where(
        col(Readings.evidence_id).in_(evidence_ids)
    )
    return set(session.exec(query).all())


def keep(session: Session, reading: Reading, *, evidence_id: int | None) -> None:
    """Store a reading with the evidence it was made from."""
    session.add(
        Readings(
            kind=reading.source,
            subject=reading.subject,
            key=_key(reading),
            digest=_digest(reading),
            data=canonical({**readings.to_json(reading), "evidence_id": evidence_id}),
            read_at=reading.read_at,
            evidence_id=evidence_id,
        )
    )
    session.flush()


def about(session: Session, subjects: Collection[tuple[str, str]]) -> list[Reading]:
    """Return the readings of those subjects, the oldest first."""
    if not subjects:
        return []
    wanted = or_(
        *(
            (col(Readings.kind) == kind) & (col(Readings.subject) == subject)
            for kind, subject in subjects
        )
    )
    query = select(Readings.data).where(wanted).order_by(col(Readings.id).desc()).limit(MOST)
    newest_first = [readings.from_json(json.loads(data)) for data in session.exec(query)]
    return newest_first[::-1]


def shown(reading: Reading) -> str:
    """Return in few words what a reading says, as the title of its evidence."""
    match reading:
        case MarketReading():
            return f"{reading.title or reading.subject}: {reading.state}"
        case NumberReading():
            return f"{reading.subject} on {reading.day}: {reading.value:g}"
        case TextReading():
            found = "changed" if reading.text is not None else "holds nothing there"
            return f"{reading.subject} {found}"
        case PublishedReading():
            return reading.title or reading.subject


def as_text(reading: Reading) -> str:
    """Return all of a reading as JSON, as it is kept in its evidence."""
    return json.dumps(readings.to_json(reading), ensure_ascii=False, sort_keys=True)


def _key(reading: Reading) -> str:
    match reading:
        case NumberReading():
            return reading.day.isoformat()
        case TextReading():
            return reading.selector or ""
        case PublishedReading():
            return reading.external_id or reading.title
        case MarketReading():
            return ""


def _digest(reading: Reading) -> str:
    # The moment of reading and the crowd's probability change all the time and decide nothing.
    unstable = ("read_at", "evidence_id", "probability")
    data = {k: v for k, v in readings.to_json(reading).items() if k not in unstable}
    return digest([data])
