"""Rules at work: what sources say is held against the rules of predictions, and acted upon.

Only a final proposal resolves by itself, after the dispute window and a second reading; a source
that takes its word back reopens what it had settled. Everything else asks people.
"""

from datetime import datetime, timedelta

from bot.app import App
from predictions import settling
from predictions.criteria import Criteria
from predictions.decide import decide
from predictions.decisions import Decision, Propose
from predictions.model import Prediction, Proposal, State
from predictions.settling import NextStep
from storage import communities, finding, readings, recording, resolving, watchlist
from storage.finding import Listed
from storage.ledger import Session

ENDED = (State.RESOLVED, State.ANNULLED)


def reconsider(session: Session, prediction_id: int, *, now: datetime) -> int:
    """Hold a prediction's rules against all readings; return how many proposals came of it."""
    listed = finding.get(session, prediction_id, now=now)
    criteria = criteria_of(listed.prediction)
    if criteria is None or listed.state is State.WITHDRAWN:
        return 0
    if listed.state in ENDED:
        return _reconsider_ended(session, listed, criteria, now)
    return _propose(session, prediction_id, _decision(session, listed.prediction, now), now)


def criteria_of(prediction: Prediction) -> Criteria | None:
    """Return the rules of a prediction; None where only people can judge."""
    return Criteria.from_json(prediction.rule) if prediction.rule else None


def settle(app: App) -> int:
    """Take every proposal that may resolve by itself one step further; return how many resolved."""
    resolved = 0
    now = app.now()
    with app.ledger.write() as session:
        for proposal in resolving.waiting(session):
            if proposal.final:
                resolved += _settle_one(session, proposal, now)
    return resolved


def look_at_overdue(app: App) -> int:
    """Hold rules against the passing of time: silence after the deadline proposes, no more."""
    now = app.now()
    with app.ledger.write() as session:
        return sum(
            reconsider(session, number, now=now)
            for number in finding.overdue_with_rules(session, now=now)
        )


def _settle_one(session: Session, proposal: Proposal, now: datetime) -> bool:
    listed = finding.get(session, proposal.prediction_id, now=now)
    criteria = criteria_of(listed.prediction)
    if criteria is None or proposal.id is None:
        return False
    subjects = recording.subjects(criteria)
    step = settling.next_step(
        Propose(
            outcome=proposal.outcome,
            reason=proposal.reason,
            happened_at=proposal.happened_at,
            evidence_ids=proposal.evidence_ids,
            final=proposal.final,
        ),
        proposed_at=proposal.proposed_at,
        latest=_decision(session, listed.prediction, now),
        second_read_at=watchlist.last_read(session, subjects),
        disputed=listed.state is State.DISPUTED,
        dispute_window=_dispute_window(session, listed.prediction),
        now=now,
    )
    match step:
        case NextStep.RESOLVE if proposal.outcome is not None:
            resolving.resolve(
                session,
                proposal.prediction_id,
                proposal.outcome,
                now=now,
                happened_at=proposal.happened_at,
                note=f"By its rule: {proposal.reason}",
                evidence_ids=proposal.evidence_ids,
            )
            return True
        case NextStep.WITHDRAW:
            resolving.reject(session, proposal.id, now=now)
        case NextStep.READ_AGAIN:
            for kind, subject in subjects:
                watchlist.ask_soon(session, kind, subject, now=now)
        case _:
            pass  # the window runs, or people have been asked
    return False


def _decision(session: Session, prediction: Prediction, now: datetime) -> Decision:
    criteria = criteria_of(prediction)
    assert criteria is not None  # noqa: S101 (the callers look first)
    known = readings.about(session, recording.subjects(criteria))
    return decide(criteria, prediction.window, known, now)


def _propose(session: Session, prediction_id: int, decision: Decision, now: datetime) -> int:
    if not isinstance(decision, Propose):
        return 0
    proposal = Proposal(
        prediction_id=prediction_id,
        outcome=decision.outcome,
        reason=decision.reason,
        happened_at=decision.happened_at,
        evidence_ids=decision.evidence_ids,
        proposed_at=now,
        final=decision.final,
    )
    return int(resolving.propose(session, proposal) is not None)


def _reconsider_ended(session: Session, listed: Listed, criteria: Criteria, now: datetime) -> int:
    prediction = listed.prediction
    assert prediction.id is not None  # noqa: S101 (it came from the ledger)
    stands = resolving.latest(session, prediction.id)
    if stands is None:
        return 0
    known = readings.about(session, recording.subjects(criteria))
    found = settling.reversal(stands.outcome, criteria, prediction.window, known, now)
    # People who decided against the source knew what it said: only news after that counts.
    if found is None or not any(reading.read_at > stands.decided_at for reading in known):
        return 0
    resolving.reopen(session, prediction.id, now=now, note=found.reason)
    return _propose(
        session,
        prediction.id,
        Propose(outcome=found.outcome, reason=found.reason, evidence_ids=found.evidence_ids),
        now,
    )


def _dispute_window(session: Session, prediction: Prediction) -> timedelta:
    # No server has the number 0: outside of servers the default holds.
    return communities.community(session, prediction.guild_id or 0).dispute_window
