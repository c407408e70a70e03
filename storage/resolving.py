"""How predictions end: proposals, resolutions, corrections; each with its post in one transaction."""

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select, update

from predictions.errors import InvalidValue
from predictions.model import Kind, Prediction, Proposal, Resolution, State
from predictions.outcomes import REOPENED, Outcome, Verdict
from storage import events, outbox, rows
from storage.errors import NotFound, Refused
from storage.plain import columns, run
from storage.states import IDS
from storage.tables import Events, Predictions, Proposals, Resolutions

WAITING = (
    sa_select(*columns(Proposals))
    .where(col(Proposals.status) == "waiting")
    .order_by(col(Proposals.id))
)
WAITING_FINAL = WAITING.where(col(Proposals.final).is_(True))
WAITING_FINAL_OF = WAITING_FINAL.where(col(Proposals.prediction_id).in_(IDS))
FITS = {
    Kind.BINARY: (Verdict.YES, Verdict.NO, Verdict.PARTIAL),
    Kind.CHOICE: (Verdict.VALUE,),
    Kind.NUMERIC: (Verdict.VALUE,),
    Kind.DATE: (Verdict.VALUE,),
}


def latest(session: Session, prediction_id: int) -> Resolution | None:
    """Return the newest version of how a prediction ended; None where it never did."""
    query = (
        select(Resolutions)
        .where(Resolutions.prediction_id == prediction_id)
        .order_by(col(Resolutions.version).desc())
        .limit(1)
    )
    found = session.exec(query).first()
    return rows.resolution(found) if found else None


def resolve(
    session: Session,
    prediction_id: int,
    outcome: Outcome,
    *,
    now: datetime,
    happened_at: datetime | None = None,
    by: int | None = None,
    note: str | None = None,
    evidence_ids: tuple[int, ...] = (),
) -> Resolution:
    """Record how a prediction ended, and put the post that says so into the outbox.

    Raises:
        NotFound: there is no such prediction.
        Refused: it is already resolved, or was withdrawn.
        InvalidValue: the outcome does not fit its kind, or lies outside its window.
    """
    row = _prediction(session, prediction_id)
    before = latest(session, prediction_id)
    if row.status in (State.RESOLVED, State.ANNULLED) and before is not None:
        raise Refused(
            f"prediction {prediction_id} is already resolved: {before.outcome}, "
            f"{before.decided_at:%Y-%m-%d %H:%M} UTC. To correct that: reopen it, then resolve it"
        )
    if row.status == State.WITHDRAWN:
        raise Refused(f"prediction {prediction_id} was withdrawn")
    _check(rows.prediction(row), outcome, happened_at)
    resolution = _next_version(
        session,
        Resolution(
            prediction_id=prediction_id,
            outcome=outcome,
            decided_at=now,
            happened_at=happened_at,
            decided_by=by,
            note=note,
            evidence_ids=evidence_ids,
        ),
        before,
    )
    _close_proposals(session, prediction_id, confirmed=outcome)
    return resolution


def reopen(
    session: Session,
    prediction_id: int,
    *,
    now: datetime,
    by: int | None = None,
    note: str | None = None,
) -> Resolution:
    """Take a resolution back; it stays on record as the version before.

    Raises:
        NotFound: there is no such prediction.
        Refused: it is not resolved.
    """
    row = _prediction(session, prediction_id)
    before = latest(session, prediction_id)
    if before is None or row.status not in (State.RESOLVED, State.ANNULLED):
        raise Refused(f"prediction {prediction_id} is {row.status}, there is nothing to take back")
    taken_back = Resolution(
        prediction_id=prediction_id, outcome=REOPENED, decided_at=now, decided_by=by, note=note
    )
    # A rule that still stands is looked at again, but only when people have had a day for it.
    later = max(now + timedelta(days=1), row.due_at)
    session.execute(
        update(Predictions).where(col(Predictions.id) == prediction_id).values(look_at=later)
    )
    return _next_version(session, taken_back, before)


def dispute(
    session: Session, prediction_id: int, *, now: datetime, note: str, by: int | None = None
) -> Resolution | None:
    """Take a resolution back because somebody objects, or stop one that would come by itself.

    People have to look again; None where there was no resolution yet.

    Raises:
        NotFound, Refused: there is nothing to object to.
    """
    if _prediction(session, prediction_id).status == State.IN_REVIEW:
        _set_status(session, prediction_id, State.DISPUTED)
        events.append(session, "disputed", at=now, actor_id=by, prediction_id=prediction_id)
        return None
    taken_back = reopen(session, prediction_id, now=now, by=by, note=note)
    _set_status(session, prediction_id, State.DISPUTED)
    return taken_back


@dataclass(frozen=True, slots=True)
class Objection:
    """Who brought a prediction into dispute, and when."""

    by: int | None
    at: datetime


def objection(session: Session, prediction_id: int) -> Objection | None:
    """Return the objection by which a prediction is disputed; None where it is not."""
    if _prediction(session, prediction_id).status != State.DISPUTED:
        return None
    query = select(Events).where(
        Events.prediction_id == prediction_id,
        col(Events.kind).in_(("disputed", "objected", "reopened")),
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
    _set_status(session, prediction_id, State.IN_REVIEW)
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


def withdraw(session: Session, prediction_id: int, *, now: datetime, by: int | None = None) -> None:
    """Take a prediction out of the running; it is kept, and never scored."""
    row = _prediction(session, prediction_id)
    if row.status not in (State.OPEN, State.IN_REVIEW, State.DISPUTED):
        raise Refused(f"prediction {prediction_id} is {row.status}, it can't be withdrawn")
    _set_status(session, prediction_id, State.WITHDRAWN)
    events.append(session, "withdrawn", at=now, actor_id=by, prediction_id=prediction_id)


def propose(session: Session, proposal: Proposal) -> Proposal | None:
    """Store what evidence suggests; None where the same suggestion already waits or was rejected."""
    row = _prediction(session, proposal.prediction_id)
    if row.status not in (State.OPEN, State.IN_REVIEW, State.DISPUTED):
        return None
    if _made_before(session, proposal):
        return None
    stored = rows.proposal_row(proposal)
    session.add(stored)
    if row.status == State.OPEN:
        _set_status(session, proposal.prediction_id, State.IN_REVIEW)
    session.flush()
    events.append(
        session,
        "proposed",
        at=proposal.proposed_at,
        prediction_id=proposal.prediction_id,
        proposal=stored.id,
        outcome=stored.outcome,
        evidence=list(proposal.evidence_ids),
    )
    outbox.enqueue(
        session,
        key=f"proposal:{stored.id}",
        kind="proposal",
        prediction_id=proposal.prediction_id,
        channel_id=row.channel_id,
        data={"proposal_id": stored.id},
        now=proposal.proposed_at,
    )
    return rows.proposal(stored)


def _made_before(session: Session, proposal: Proposal) -> bool:
    """Say whether people have been told that already since the prediction was last reopened."""
    same = select(Proposals).where(
        Proposals.prediction_id == proposal.prediction_id, Proposals.reason == proposal.reason
    )
    stands = latest(session, proposal.prediction_id)
    if stands is not None:
        same = same.where(Proposals.proposed_at >= stands.decided_at)
    # A source that took its word back and gives it again says it in the same words, from a new
    # reading; that is news. What people only look at would be asked again with each new item.
    news = json.dumps(proposal.evidence_ids)
    return any(
        before.status == "waiting" or not proposal.final or before.evidence_ids == news
        for before in session.exec(same)
    )


def ask(session: Session, prediction_id: int, reason: str, *, now: datetime) -> Proposal | None:
    """Ask people about a prediction that came due; they are asked once."""
    session.execute(
        update(Predictions).where(col(Predictions.id) == prediction_id).values(asked_at=now)
    )
    return propose(session, Proposal(prediction_id=prediction_id, reason=reason, proposed_at=now))


def reject(session: Session, proposal_id: int, *, now: datetime, by: int | None = None) -> None:
    """Set a proposal aside; the prediction is open again where no other waits."""
    proposal = session.get(Proposals, proposal_id)
    if proposal is None:
        raise NotFound("proposal", proposal_id)
    if proposal.status != "waiting":
        raise Refused(f"proposal {proposal_id} was already {proposal.status}")
    proposal.status = "rejected"
    session.add(proposal)
    session.flush()
    row = _prediction(session, proposal.prediction_id)
    if row.status == State.IN_REVIEW and not waiting(session, proposal.prediction_id):
        _set_status(session, proposal.prediction_id, State.OPEN)
    events.append(
        session,
        "proposal rejected",
        at=now,
        actor_id=by,
        prediction_id=proposal.prediction_id,
        proposal=proposal_id,
    )


def object_to(
    session: Session, proposal_id: int, *, now: datetime, note: str, by: int | None = None
) -> None:
    """Stop a proposal that would resolve by itself: it waits for people from now on.

    Raises:
        NotFound: there is no such proposal.
        Refused: it no longer waits.
    """
    proposal = session.get(Proposals, proposal_id)
    if proposal is None:
        raise NotFound("proposal", proposal_id)
    if proposal.status != "waiting":
        raise Refused(f"proposal {proposal_id} was already {proposal.status}")
    _set_status(session, proposal.prediction_id, State.DISPUTED)
    events.append(
        session,
        "objected",
        at=now,
        actor_id=by,
        prediction_id=proposal.prediction_id,
        proposal=proposal_id,
        digest=events.digest([{"note": note}]),
    )


def waiting(
    session: Session, prediction_id: int | None = None, *, final: bool = False
) -> list[Proposal]:
    """Return the proposals that wait, of one prediction or of all, oldest first.

    `final`: only those that may resolve by themselves.
    """
    query = WAITING_FINAL if final else WAITING
    if prediction_id is not None:
        query = query.where(col(Proposals.prediction_id) == prediction_id)
    return [rows.proposal(row) for row in run(session, query)]


def waiting_of_each(session: Session, prediction_ids: Collection[int]) -> dict[int, list[Proposal]]:
    """Return the proposals of those predictions that wait and may resolve by themselves."""
    found: dict[int, list[Proposal]] = {}
    for row in run(session, WAITING_FINAL_OF, {"ids": list(prediction_ids)}):
        found.setdefault(row.prediction_id, []).append(rows.proposal(row))
    return found


def _prediction(session: Session, prediction_id: int) -> Predictions:
    # The write transaction is alone, but the session may hold a row from before a bulk update.
    row = session.get(Predictions, prediction_id, populate_existing=True)
    if row is None:
        raise NotFound("prediction", prediction_id)
    return row


def _check(prediction: Prediction, outcome: Outcome, happened_at: datetime | None) -> None:
    always = (Verdict.AMBIGUOUS, Verdict.ANNULLED)
    if outcome.verdict not in (*always, *FITS[prediction.kind]):
        raise InvalidValue("outcome", f"{outcome} does not fit a {prediction.kind} prediction")
    chosen = outcome.value if prediction.kind is Kind.CHOICE else None
    if chosen is not None and chosen not in range(len(prediction.options)):
        raise InvalidValue("outcome", f"there is no option number {chosen:g}")
    window = prediction.window
    if outcome.verdict is Verdict.YES and happened_at is not None and not window.holds(happened_at):
        raise InvalidValue(
            "happened_at",
            f"{happened_at:%Y-%m-%d %H:%M} is outside the window "
            f"{window.not_before or '…'} to {window.deadline or '…'}; "
            "what happened outside it does not make the prediction true",
        )


def _next_version(
    session: Session, resolution: Resolution, before: Resolution | None
) -> Resolution:
    numbered = replace(resolution, version=before.version + 1 if before else 1)
    row = rows.resolution_row(numbered)
    session.add(row)
    session.flush()
    prediction_id = resolution.prediction_id
    _set_status(session, prediction_id, numbered.state)
    events.append(
        session,
        "reopened" if numbered.outcome == REOPENED else "resolved",
        at=numbered.decided_at,
        actor_id=numbered.decided_by,
        prediction_id=prediction_id,
        resolution=row.id,
        digest=events.digest([resolution_facts(row)]),
    )
    outbox.enqueue(
        session,
        key=f"resolution:{prediction_id}:{numbered.version}",
        kind="resolution",
        prediction_id=prediction_id,
        channel_id=_prediction(session, prediction_id).channel_id,
        data={"version": numbered.version},
        now=numbered.decided_at,
    )
    return replace(numbered, id=row.id)


def resolution_facts(row: Resolutions) -> dict[str, object]:
    """Return what must never change about a resolution, for its digest."""
    return row.model_dump(exclude={"id"})


def _close_proposals(session: Session, prediction_id: int, *, confirmed: Outcome) -> None:
    open_ones = select(Proposals).where(
        Proposals.prediction_id == prediction_id, Proposals.status == "waiting"
    )
    for proposal in session.exec(open_ones):
        agrees = proposal.outcome is None or proposal.outcome == confirmed.verdict.value
        proposal.status = "confirmed" if agrees else "rejected"
        session.add(proposal)


def _set_status(session: Session, prediction_id: int, status: State) -> None:
    session.execute(
        update(Predictions)
        .where(col(Predictions.id) == prediction_id)
        .values(status=status.value)
        .execution_options(synchronize_session="fetch")
    )
