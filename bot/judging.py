"""The language model as a judge of evidence, where one is configured: it proposes, people decide.

Each match that asks people to look is shown to it once. What it says becomes at most one more
proposal, never a final one, with the model's name and the words of the evidence it rests on.
"""

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.app import App
from bot.errors import UserError
from bot.settings import missing_for_a_model
from predictions.errors import PredictionsError
from predictions.model import Evidence, Kind, Prediction, Proposal
from predictions.watching.judge import Judgement, judge
from storage import dossier, gathering, proposing, pulse
from storage.ledger import Session

if TYPE_CHECKING:
    from predictions.llm import Endpoint

MOST = 5  # proposals a pass
PATIENCE = 60.0  # seconds for all of them: a slow model must not hold up the next pass
AGAIN = timedelta(hours=1)  # after trouble, or after a crash; doubled each time

log = logging.getLogger("calledit.judging")


@dataclass(frozen=True, slots=True)
class Case:
    """One match to be judged."""

    proposal: Proposal
    prediction: Prediction
    evidence: Evidence


async def judge_matches(app: App) -> int:
    """Let the model judge a few matches that wait for people; return how many proposals came of it."""
    if missing_for_a_model(app.settings):
        return 0
    from bot import llm  # noqa: PLC0415 (a second of imports, needed where a model is configured)

    try:
        endpoint = llm.endpoint(app.settings)
    except UserError as error:
        log.warning("no evidence is judged: %s", error)
        return 0
    cases = await asyncio.to_thread(_take, app)
    if not cases:
        return 0
    found = await _judgements(app, endpoint, cases)
    return await asyncio.to_thread(_keep, app, endpoint, found)


def _take(app: App) -> list[Case]:
    """Return the next cases, marked so that no other process asks about them meanwhile."""
    now = app.now()
    with app.ledger.read() as session:
        if not _next(session, now):
            return []  # most passes find nothing, and need not keep writers waiting
    with app.ledger.write() as session:
        cases = _next(session, now)
        for case in cases:
            pulse.beat(session, _asked(case.proposal), now=now)
        return cases


def _next(session: Session, now: datetime) -> list[Case]:
    found: list[Case] = []
    for proposal in proposing.waiting(session):
        case = _case(session, proposal, now)
        if case is not None:
            found.append(case)
            if len(found) == MOST:
                break
    return found


def _case(session: Session, proposal: Proposal, now: datetime) -> Case | None:
    """Return what there is to judge about a proposal; None where it is no match, or was judged."""
    if proposal.outcome is not None or len(proposal.evidence_ids) != 1:
        return None
    if not _is_time(session, proposal, now):
        return None
    evidence = gathering.get_evidence(session, proposal.evidence_ids[0])
    if not proposal.reason.endswith(f": {evidence.title}"):
        return None  # a rule asks people to look: that is for people
    prediction = dossier.get(session, proposal.prediction_id, now=now).prediction
    return Case(proposal, prediction, evidence) if prediction.kind is Kind.BINARY else None


def _is_time(session: Session, proposal: Proposal, now: datetime) -> bool:
    if pulse.last(session, _judged(proposal)) is not None:
        return False
    asked = pulse.last(session, _asked(proposal))
    return asked is None or now - asked >= max(AGAIN, asked - proposal.proposed_at)


def _asked(proposal: Proposal) -> str:
    return f"judge asked about proposal {proposal.id}"


def _judged(proposal: Proposal) -> str:
    return f"judge answered about proposal {proposal.id}"


async def _judgements(
    app: App, endpoint: "Endpoint", cases: list[Case]
) -> list[tuple[Case, Judgement]]:
    """Ask about all cases at once; those without an answer are left out, and come again."""
    found: list[tuple[Case, Judgement]] = []
    now = app.now()

    from bot import llm  # noqa: PLC0415

    async with llm.make_fetcher(app.settings) as fetcher:

        async def one(case: Case) -> None:
            about, evidence = case.prediction, [case.evidence]
            try:
                said = await judge(
                    endpoint, about.statement, about.window, evidence, fetcher=fetcher, now=now
                )
            except PredictionsError as error:
                log.warning("proposal %s could not be judged: %s", case.proposal.id, error)
            except Exception:
                # A fault of ours over one case must not keep the others from being judged.
                log.exception("proposal %s could not be judged", case.proposal.id)
            else:
                found.append((case, said))

        try:
            async with asyncio.timeout(PATIENCE):
                await asyncio.gather(*map(one, cases))
        except TimeoutError:
            log.warning("the language model took too long over %d proposals", len(cases))
    return found


def _keep(app: App, endpoint: "Endpoint", found: list[tuple[Case, Judgement]]) -> int:
    now, proposed = app.now(), 0
    with app.ledger.write() as session:
        waiting = {proposal.id for proposal in proposing.waiting(session)}
        for case, said in found:
            pulse.beat(session, _judged(case.proposal), now=now)
            suggested = _proposal(endpoint, case, said, now)
            # Where people were faster there is nothing left to propose.
            if suggested is not None and case.proposal.id in waiting:
                proposed += proposing.propose(session, suggested) is not None
    return proposed


def _proposal(endpoint: "Endpoint", case: Case, said: Judgement, now: datetime) -> Proposal | None:
    decision = said.proposal()
    if decision is None:
        return None
    reason = f"{endpoint.model}, a language model, {decision.reason}"
    return replace(
        case.proposal,
        id=None,
        outcome=decision.outcome,
        reason=reason.replace(endpoint.key, "***") if endpoint.key else reason,
        evidence_ids=decision.evidence_ids,
        proposed_at=now,
        final=False,
    )
