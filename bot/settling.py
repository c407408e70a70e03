"""Rules at work: what sources say is held against the rules of predictions, and acted upon.

Only a final proposal resolves by itself, after the dispute window and a second reading; a source
that takes its word back reopens what it had settled. Everything else asks people.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.app import App
from predictions import settling
from predictions.criteria import Criteria
from predictions.decide import decide
from predictions.decisions import Decision, Propose
from predictions.errors import PredictionsError
from predictions.model import ENDED, Prediction, Proposal, Resolution, State
from predictions.outcomes import YES
from predictions.readings import Reading, named
from predictions.rules.kinds import DeadlinePassed, Judged
from predictions.settling import NextStep, Reversal
from predictions.times import Window
from storage import (
    awaiting,
    communities,
    dossier,
    gathering,
    proposing,
    readings,
    resolving,
    rules,
    standing,
    visits,
)
from storage.errors import Refused
from storage.ledger import Session

BATCH = 200  # proposals a transaction


def reconsider(session: Session, prediction_ids: Iterable[int], *, now: datetime) -> int:
    """Hold predictions' rules against all readings; return how many proposals came of it."""
    rules_of = rules.criteria_of_each(session, sorted(prediction_ids))
    listed = dossier.get_each(session, rules_of, now=now)
    waiting = proposing.waiting_of_each(session, rules_of)
    said: dict[frozenset[tuple[str, str]], list[Reading]] = {}
    proposed = 0
    for number, criteria in sorted(rules_of.items()):
        # Predictions on one market or feed share what it said, however long its history.
        about = criteria.subjects
        if about not in said:
            said[about] = readings.about(session, about)
        one = listed[number]
        if one.state in ENDED:
            proposed += _reconsider_ended(session, one.prediction, criteria, said[about], now)
        elif one.state is not State.WITHDRAWN:
            for proposal in waiting.get(number, ()):
                # What a source took back is withdrawn at once, not when its window ends.
                _settle_one(session, proposal, now)
            decision = found(session, one.prediction, criteria, said[about], now)
            proposed += _propose(session, one.prediction, decision, now)
    return proposed


def found(
    session: Session,
    prediction: Prediction,
    criteria: Criteria,
    known: Sequence[Reading],
    now: datetime,
) -> Decision:
    """Return what readings say about a prediction, as far as they are of its time.

    A series and a list of releases go back for years; what happened before a prediction was made is not foretold by it.
    """
    window = _window(session, prediction)
    decision = decide(criteria, window, known, now)
    if isinstance(decision, Propose) and decision.silent:
        decision = replace(decision, reason=decision.reason + _unheard(session, criteria, window))
    return settling.hanging(decision, prediction.condition)


def _unheard(session: Session, criteria: Criteria, window: Window) -> str:
    """Say which sources have not been read since the deadline: their silence tells nothing."""
    due = window.due_at
    unheard = [
        named(kind, subject)
        for kind, subject in sorted(criteria.subjects)
        if (at := visits.last_read(session, {(kind, subject)})) is None or (due and at < due)
    ]
    if not unheard:
        return ""
    return (
        f"; but since then nobody has read {', '.join(unheard[:3])}, so that silence tells little"
    )


def _window(session: Session, prediction: Prediction) -> Window:
    assert prediction.id is not None  # noqa: S101 (it came from the ledger)
    return awaiting.counting_window(session, prediction.id)


def settle(app: App) -> int:
    """Take every proposal that may resolve by itself one step further; return how many resolved."""
    now = app.now()
    with app.ledger.read() as session:
        # Most wait for their window to end; that is found without holding up anyone.
        ripe = [p for p in proposing.waiting(session, final=True) if _ripe(session, p, now)]
    resolved = 0
    for start in range(0, len(ripe), BATCH):
        with app.ledger.write() as session:
            waiting = {p.id for p in proposing.waiting(session, final=True)}
            for proposal in ripe[start : start + BATCH]:
                if proposal.id in waiting:
                    resolved += _settle_one(session, proposal, now)
    return resolved


def _ripe(session: Session, proposal: Proposal, now: datetime) -> bool:
    prediction = dossier.get(session, proposal.prediction_id, now=now).prediction
    return now >= proposal.proposed_at + _dispute_window(session, prediction)


def _settle_one(session: Session, proposal: Proposal, now: datetime) -> bool:
    listed = dossier.get(session, proposal.prediction_id, now=now)
    criteria = rules.criteria_of(session, proposal.prediction_id)
    if criteria is None or proposal.id is None or proposal.outcome is None:
        return False
    if listed.state in ENDED:
        return False  # another proposal in this round was first
    subjects = _deciding(session, proposal, criteria)
    known = readings.about(session, criteria.subjects)
    step = settling.next_step(
        _as_made(proposal),
        proposed_at=proposal.proposed_at,
        latest=found(session, listed.prediction, criteria, known, now),
        second_read_at=visits.last_read(session, subjects),
        disputed=listed.state is State.DISPUTED,
        dispute_window=_dispute_window(session, listed.prediction),
        now=now,
    )
    match step:
        case NextStep.RESOLVE:
            return _resolve(session, proposal, now)
        case NextStep.WITHDRAW:
            proposing.reject(session, proposal.id, now=now)
        case NextStep.READ_AGAIN:
            for kind, subject in subjects:
                visits.ask_soon(session, kind, subject, now=now)
        case _:
            pass  # the window runs, or people have been asked
    return False


def _deciding(
    session: Session, proposal: Proposal, criteria: Criteria
) -> frozenset[tuple[str, str]]:
    """Return what has to be read a second time: what the proposal was read from."""
    behind = readings.subjects_behind(session, proposal.evidence_ids)
    return criteria.subjects & behind or criteria.subjects


def _as_made(proposal: Proposal) -> Propose:
    return Propose(
        outcome=proposal.outcome,
        reason=proposal.reason,
        happened_at=proposal.happened_at,
        evidence_ids=proposal.evidence_ids,
        final=proposal.final,
    )


def _resolve(session: Session, proposal: Proposal, now: datetime) -> bool:
    assert proposal.outcome is not None  # noqa: S101 (the caller looked)
    try:
        resolving.resolve(
            session,
            proposal.prediction_id,
            proposal.outcome,
            now=now,
            happened_at=proposal.happened_at,
            note=f"By its rule: {proposal.reason}",
            evidence_ids=proposal.evidence_ids,
        )
    except (PredictionsError, Refused):
        return False  # an outcome that does not fit stays a question to people
    return True


def _propose(session: Session, prediction: Prediction, decision: Decision, now: datetime) -> int:
    if not isinstance(decision, Propose):
        return 0
    assert prediction.id is not None  # noqa: S101 (it came from the ledger)
    proposal = Proposal(
        prediction_id=prediction.id,
        outcome=decision.outcome,
        reason=decision.reason,
        happened_at=decision.happened_at,
        evidence_ids=decision.evidence_ids,
        proposed_at=now,
        final=decision.final,
    )
    if not _fits(prediction, proposal):
        # A market may settle months after the event, or on one outside our window: people know.
        proposal = replace(proposal, final=False)
    stored = proposing.propose(session, proposal)
    if stored is None:
        return 0
    for evidence_id in decision.evidence_ids:
        why = f"a rule reads it: {decision.reason}"
        gathering.match(session, evidence_id, prediction.id, relevance=1.0, why=why)
    return 1


def _fits(prediction: Prediction, proposal: Proposal) -> bool:
    """Say whether a yes happened inside the window."""
    at = proposal.happened_at
    return proposal.outcome != YES or at is None or prediction.window.holds(at)


def _reconsider_ended(
    session: Session,
    prediction: Prediction,
    criteria: Criteria,
    known: Sequence[Reading],
    now: datetime,
) -> int:
    assert prediction.id is not None  # noqa: S101 (it came from the ledger)
    stands = standing.latest(session, prediction.id)
    if stands is None:
        return 0
    window = _window(session, prediction)
    reversal = _taken_back(window, criteria, known, stands, now)
    if reversal is None:
        return 0
    resolving.reopen(session, prediction.id, now=now, note=reversal.reason)
    decision = Propose(
        outcome=reversal.outcome, reason=reversal.reason, evidence_ids=reversal.evidence_ids
    )
    return _propose(session, prediction, decision, now)


def _taken_back(
    window: Window,
    criteria: Criteria,
    known: Sequence[Reading],
    stands: Resolution,
    now: datetime,
) -> Reversal | None:
    """Say whether sources contradict a resolution since it was made.

    Whoever decided knew what they had said until then, and silence contradicts nothing.
    """
    speaking = tuple(r for r in criteria.rules if not isinstance(r, DeadlinePassed | Judged))
    until_then = [reading for reading in known if reading.read_at <= stands.decided_at]
    if not speaking or len(until_then) == len(known):
        return None
    sources = Criteria(speaking)
    found = settling.reversal(stands.outcome, sources, window, known, now)
    if found is None:
        return None
    before = decide(sources, window, until_then, stands.decided_at)
    if isinstance(before, Propose) and before.outcome == stands.outcome:
        return found  # what it was resolved by has changed
    after = decide(sources, window, known, now)
    known_then = isinstance(before, Propose) and before.outcome == found.outcome
    certain = isinstance(after, Propose) and after.final
    return found if certain and not known_then else None


def _dispute_window(session: Session, prediction: Prediction) -> timedelta:
    # No server has the number 0: outside of servers the default holds.
    return communities.community(session, prediction.guild_id or 0).dispute_window
