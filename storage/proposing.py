"""Proposals: what evidence suggests, until people confirm it or set it aside; each with its post."""

import json
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select, update

from predictions.model import Proposal, State
from predictions.outcomes import Outcome
from storage import events, outbox, rows
from storage.errors import NotFound, Refused
from storage.plain import columns, run
from storage.standing import latest, prediction_row, set_status
from storage.states import IDS, STILL_RUNNING
from storage.tables import Predictions, Proposals

ASKED_AGAIN = timedelta(days=1)
WAITING = (
    sa_select(*columns(Proposals))
    .where(col(Proposals.status) == "waiting")
    .order_by(col(Proposals.id))
)
WAITING_FINAL = WAITING.where(col(Proposals.final).is_(True))
WAITING_FINAL_OF = WAITING_FINAL.where(col(Proposals.prediction_id).in_(IDS))


def propose(session: Session, proposal: Proposal, *, in_its_turn: bool = False) -> Proposal | None:
    """Store what evidence suggests; None where the same suggestion already waits or was rejected.

    `in_its_turn`: its post waits for its turn, see `_turn`.
    """
    row = prediction_row(session, proposal.prediction_id)
    if row.status not in STILL_RUNNING:
        return None
    if _made_before(session, proposal):
        return None
    stored = rows.proposal_row(proposal)
    session.add(stored)
    if row.status == State.OPEN:
        set_status(session, proposal.prediction_id, State.IN_REVIEW)
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
    now = proposal.proposed_at
    due_at = _turn(session, proposal.prediction_id, now) if in_its_turn else now
    if due_at is not None:
        outbox.enqueue(
            session,
            key=f"proposal:{stored.id}",
            kind="proposal",
            prediction_id=proposal.prediction_id,
            channel_id=row.channel_id,
            data={"proposal_id": stored.id},
            tells=str(proposal.outcome),
            now=now,
            due_at=due_at,
        )
    return rows.proposal(stored)


def _turn(session: Session, prediction_id: int, now: datetime) -> datetime | None:
    """Return when people are asked about what merely bears on a prediction; None where a post will.

    While a question stands the next comes a day after it, with all that was found meanwhile: a
    prediction in the news would fill its channel otherwise.
    """
    last = outbox.last_of(session, prediction_id, "proposal")
    if last is None:
        return now
    asked = session.get(Proposals, last.data["proposal_id"])
    if asked is None or asked.status != "waiting":
        return now
    if last.begun:
        return max(now, min(last.due_at, now) + ASKED_AGAIN)
    # What is planned for later than the next turn was planned by a clock that was ahead.
    return None if last.due_at <= now + ASKED_AGAIN else now


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
    """Set a proposal aside; the prediction is open again where no other waits.

    Raises:
        NotFound: there is no such proposal.
        Refused: it no longer waits.
    """
    proposal = session.get(Proposals, proposal_id)
    if proposal is None:
        raise NotFound("proposal", proposal_id)
    if proposal.status != "waiting":
        raise Refused(f"proposal {proposal_id} was already {proposal.status}")
    proposal.status = "rejected"
    session.add(proposal)
    session.flush()
    row = prediction_row(session, proposal.prediction_id)
    if row.status == State.IN_REVIEW and not waiting(session, proposal.prediction_id):
        set_status(session, proposal.prediction_id, State.OPEN)
    events.append(
        session,
        "proposal rejected",
        at=now,
        actor_id=by,
        prediction_id=proposal.prediction_id,
        proposal=proposal_id,
    )


def close(session: Session, prediction_id: int, *, confirmed: Outcome) -> None:
    """End the proposals that wait: those that said so are confirmed, the others rejected."""
    open_ones = select(Proposals).where(
        Proposals.prediction_id == prediction_id, Proposals.status == "waiting"
    )
    for proposal in session.exec(open_ones):
        agrees = proposal.outcome is None or proposal.outcome == confirmed.verdict.value
        proposal.status = "confirmed" if agrees else "rejected"
        session.add(proposal)


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
