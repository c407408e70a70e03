"""Objections: what was resolved, or would be, is stopped until people have looked again."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from predictions.model import Resolution, State
from storage import events, rows
from storage.errors import Refused
from storage.proposing import reject, waiting
from storage.resolving import reopen, resolve
from storage.standing import latest, prediction_row, set_status
from storage.tables import Events, Resolutions


def dispute(
    session: Session, prediction_id: int, *, now: datetime, note: str, by: int | None = None
) -> Resolution | None:
    """Take a resolution back because somebody objects, or stop one that would come by itself.

    People have to look again; None where there was no resolution yet.

    Raises:
        NotFound, Refused: there is nothing to object to.
    """
    if prediction_row(session, prediction_id).status == State.IN_REVIEW:
        set_status(session, prediction_id, State.DISPUTED)
        events.append(session, "disputed", at=now, actor_id=by, prediction_id=prediction_id)
        return None
    taken_back = reopen(session, prediction_id, now=now, by=by, note=note)
    set_status(session, prediction_id, State.DISPUTED)
    return taken_back


@dataclass(frozen=True, slots=True)
class Objection:
    """Who brought a prediction into dispute, and when."""

    by: int | None
    at: datetime


def objection(session: Session, prediction_id: int) -> Objection | None:
    """Return the objection by which a prediction is disputed; None where it is not."""
    if prediction_row(session, prediction_id).status != State.DISPUTED:
        return None
    query = select(Events).where(
        Events.prediction_id == prediction_id,
        col(Events.kind).in_(("disputed", "reopened")),
    )
    last = session.exec(query.order_by(col(Events.seq).desc()).limit(1)).first()
    return Objection(last.actor_id, last.at) if last else None


def concede(session: Session, prediction_id: int, *, now: datetime, note: str, by: int) -> None:
    """Take one's objection back: what it had taken back or stopped stands again.

    Raises:
        Refused: it is not disputed.
    """
    against = objection(session, prediction_id)
    if against is None:
        raise Refused(f"prediction {prediction_id} is not disputed")
    stands = latest(session, prediction_id)
    taken_back = stands is not None and stands.decided_at == against.at
    set_status(session, prediction_id, State.IN_REVIEW)
    asked = [p for p in waiting(session, prediction_id) if p.proposed_at == against.at]
    for proposal in asked:
        reject(session, proposal.id or 0, now=now, by=by)
    events.append(session, "objection taken back", at=now, actor_id=by, prediction_id=prediction_id)
    if taken_back and stands is not None:
        _stand_again(session, stands, now=now, note=note)


def _stand_again(session: Session, reopened: Resolution, *, now: datetime, note: str) -> None:
    query = select(Resolutions).where(
        Resolutions.prediction_id == reopened.prediction_id,
        Resolutions.version == reopened.version - 1,
    )
    before = rows.resolution(session.exec(query).one())
    resolve(
        session,
        before.prediction_id,
        before.outcome,
        now=now,
        happened_at=before.happened_at,
        by=before.decided_by,
        note=note,
        evidence_ids=before.evidence_ids,
    )
