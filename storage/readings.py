"""Readings: what sources said in the vocabulary of rules, and which predictions wait for that."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import bindparam, insert
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from predictions import readings
from predictions.hiding import called
from predictions.readings import (
    MarketReading,
    NumberReading,
    PublishedReading,
    Reading,
    TextReading,
)
from storage.events import canonical, digest
from storage.plain import portions, run
from storage.tables import PredictionSubjects, Readings

ADD = insert(Readings)
ABOUT_IT = (
    col(Readings.kind) == bindparam("kind"),
    col(Readings.subject) == bindparam("subject"),
)
TOLD = (
    sa_select(*map(col, (Readings.key, Readings.digest, Readings.read_at, Readings.id)))
    .where(*ABOUT_IT, col(Readings.key).in_(bindparam("keys", expanding=True)))
    .order_by(col(Readings.id))
)
WAITING_FOR = (
    sa_select(col(PredictionSubjects.prediction_id))
    .where(
        col(PredictionSubjects.kind) == bindparam("kind"),
        col(PredictionSubjects.subject) == bindparam("subject"),
    )
    .order_by(col(PredictionSubjects.prediction_id))
)
UNSAID = ("kind", "evidence_id")  # in the text of evidence
MOST = 5_000  # readings of one subject looked at; the newest count

ABOUT = (
    sa_select(col(Readings.id), col(Readings.data))
    .where(*ABOUT_IT)
    .order_by(col(Readings.id).desc())
    .limit(MOST)
)


def waiting_for(session: Session, kind: str, subject: str) -> list[int]:
    """Return the predictions that have a rule about that subject."""
    return list(run(session, WAITING_FOR, {"kind": kind, "subject": subject}).scalars())


def news(session: Session, found: Iterable[Reading]) -> list[Reading]:
    """Return the readings that tell something that the last one of their kind did not."""
    grouped: dict[tuple[str, str], list[Reading]] = {}
    for reading in found:
        grouped.setdefault((reading.source, reading.subject), []).append(reading)
    fresh: list[Reading] = []
    for (kind, subject), some in grouped.items():
        known = _known(session, kind, subject, [_key(reading) for reading in some])
        for given in some:
            key = _key(given)
            before = known.get(key)
            reading = _possible(session, given, before)
            digest = _digest(reading)
            if before is None or before.digest != digest:
                first_at = before.first_at if before else reading.read_at
                known[key] = _Known(digest, first_at, before.row_id if before else None)
                fresh.append(reading)
    return fresh


@dataclass(frozen=True, slots=True)
class _Known:
    """What is stored under a key: the last digest, and since when there is anything."""

    digest: str
    first_at: datetime
    row_id: int | None  # None: it came in the same reply


def _known(session: Session, kind: str, subject: str, keys: Sequence[str]) -> dict[str, _Known]:
    found: dict[str, _Known] = {}
    for some in portions(keys):
        asked = {"kind": kind, "subject": subject, "keys": list(dict.fromkeys(some))}
        # In their order, so that the last one of a key stands.
        for key, said, read_at, row_id in run(session, TOLD, asked):
            first_at = found[key].first_at if key in found else read_at
            found[key] = _Known(said, first_at, row_id)
    return found


def _possible(session: Session, reading: Reading, before: _Known | None) -> Reading:
    """Return what appeared with a date that can be: nothing appears after it was first seen.

    Some feeds date all their entries anew at every fetch.
    """
    if not isinstance(reading, PublishedReading) or before is None or before.row_id is None:
        return reading
    if reading.published_at is None or reading.published_at <= before.first_at:
        return reading
    stored = readings.from_json(json.loads(session.get_one(Readings, before.row_id).data))
    if not isinstance(stored, PublishedReading) or stored.published_at is None:
        return reading
    # A draft has no date of its own yet: what is no draft any more may well be later.
    return reading if stored.preliminary else replace(reading, published_at=stored.published_at)


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
    row = {
        "kind": reading.source,
        "subject": reading.subject,
        "key": _key(reading),
        "digest": _digest(reading),
        "data": canonical({**readings.to_json(reading), "evidence_id": evidence_id}),
        "read_at": reading.read_at,
        "evidence_id": evidence_id,
    }
    run(session, ADD, row)


def about(session: Session, subjects: Collection[tuple[str, str]]) -> list[Reading]:
    """Return the readings of those subjects, the oldest first."""
    if not subjects:
        return []
    found: list[tuple[int, str]] = []
    for kind, subject in sorted(subjects):
        found += run(session, ABOUT, {"kind": kind, "subject": subject})
    newest = sorted(found)[-MOST:]
    return [readings.from_json(json.loads(data)) for _, data in newest]


def shown(reading: Reading) -> str:
    """Return in few words what a reading says, as the title of its evidence."""
    match reading:
        case MarketReading():
            return f"{reading.title or reading.subject}: {reading.state}"
        case NumberReading():
            return f"{_short(reading)} on {reading.day}: {readings.exactly(reading.value)}"
        case TextReading():
            found = "changed" if reading.text is not None else "holds nothing there"
            return f"{_short(reading)} {found}"
        case PublishedReading():
            return reading.title or reading.subject


def as_text(reading: Reading) -> str:
    """Return all of a reading, a line for each thing it says, as it is kept in its evidence."""
    data = readings.to_json(reading)
    state = data.get("state") or {}
    data["state"] = str(reading.state) if isinstance(reading, MarketReading) else None
    data["resolved_at"] = state.get("resolved_at")
    return "\n".join(
        f"{name.replace('_', ' ')}: {value}"
        for name, value in data.items()
        if name not in UNSAID and value is not None and value is not False and value != ""
    )


def _short(reading: NumberReading | TextReading) -> str:
    return called(reading.subject)


def _key(reading: Reading) -> str:
    match reading:
        case NumberReading():
            return reading.day.isoformat()
        case TextReading():
            return reading.selector or ""
        case PublishedReading():
            return digest([{"identity": reading.identity}])
        case MarketReading():
            return ""


def _digest(reading: Reading) -> str:
    # These change all the time and decide nothing; some feeds make up new identifiers each time.
    unstable = ["read_at", "evidence_id", "probability"]
    if isinstance(reading, PublishedReading):
        unstable.append("external_id")
    data = {k: v for k, v in readings.to_json(reading).items() if k not in unstable}
    return digest([data])
