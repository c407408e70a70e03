"""Predictions looked at when their moment comes: what is known already, and what time has decided.

The moment is the column `look_at`: when a prediction is new, when it got a rule, and from its
deadline on, daily at first and then ever more seldom.
"""

from datetime import datetime, timedelta

from bot import settling
from bot.app import App
from predictions import matching
from predictions.matching import Commonness
from predictions.model import OVER, Prediction
from storage import awaiting, dossier, gathering, rules, search
from storage.ledger import Session

BATCH = 100  # predictions a transaction
MOST = 2_000  # predictions a pass: a large import is looked at in several
AGAIN = timedelta(days=1)  # and a quarter of the time since the deadline, where that is longer
LIKELY = 10  # pieces of stored evidence read closely for a new prediction


def look_over(app: App) -> int:
    """Look at every prediction whose moment has come; return how many proposals came of it."""
    now, proposed = app.now(), 0
    for _ in range(MOST // BATCH):
        with app.ledger.read() as session:
            if not awaiting.to_look_at(session, now=now, limit=1):
                break
            app.terms.refresh(session)
        with app.ledger.write() as session:
            for prediction_id in awaiting.to_look_at(session, now=now, limit=BATCH):
                proposed += _look(session, prediction_id, app.terms.commonness, now)
    return proposed


def _look(session: Session, prediction_id: int, commonness: Commonness, now: datetime) -> int:
    listed = dossier.get(session, prediction_id, now=now)
    if listed.state in OVER:
        awaiting.look_again(session, prediction_id, at=None)
        return 0
    due = listed.prediction.window.due_at
    if due is None or now < due:
        match_known(session, listed.prediction, commonness)
    if rules.criteria_of(session, prediction_id) is None:
        awaiting.look_again(session, prediction_id, at=None)
        return 0
    awaiting.look_again(session, prediction_id, at=_next_look(due, now))
    return settling.reconsider(session, [prediction_id], now=now)


def _next_look(due: datetime | None, now: datetime) -> datetime | None:
    if due is None or now < due:
        return due
    return now + max(AGAIN, (now - due) / 4)


def match_known(session: Session, prediction: Prediction, commonness: Commonness) -> int:
    """Link stored evidence to a prediction made after it; it tells, and proposes nothing."""
    assert prediction.id is not None  # noqa: S101 (it came from the ledger)
    terms = matching.search_terms(prediction.statement)
    likely = search.evidence(
        session, " ".join(terms), any_word=True, open_to=prediction.id, limit=LIKELY
    )
    linked = 0
    for evidence in likely:
        found = matching.relevance(
            evidence.text, terms, title=evidence.title, commonness=commonness
        )
        if found.score >= matching.KEPT and evidence.id is not None:
            before = evidence.seen_at <= prediction.created_at
            why = f"known before the prediction: {found.why}" if before else found.why
            linked += gathering.match(
                session, evidence.id, prediction.id, relevance=found.score, why=why
            )
    return linked
