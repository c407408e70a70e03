"""Deciding how a prediction ended, alone or with a second person; objecting and taking back."""

from dataclasses import dataclass, replace

from bot.beliefs import read_outcome
from bot.days import moment_of
from bot.discord.visit import Here, case_of, record_for
from bot.policy import Action, Answer
from bot.render.kinds import outcome_words
from bot.render.proposal import SOMEBODY_SAYS
from predictions.errors import InvalidValue
from predictions.hiding import public
from predictions.model import Evidence, Proposal, Resolution
from predictions.outcomes import Outcome
from predictions.text import clean, one_line
from storage import claiming, disputing, gathering, proposing, resolving
from storage.dossier import Record
from storage.ledger import Session

LONGEST_NOTE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says about how a prediction ended."""

    outcome: str
    happened: str = ""
    link: str = ""
    note: str = ""

    @property
    def words(self) -> str:
        """All of it, to be given back."""
        return " ".join(
            part for part in (self.outcome, self.happened, self.link, self.note) if part
        )


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of it: resolved, or waiting for a second person."""

    record: Record
    outcome: Outcome
    resolution: Resolution | None

    @property
    def words(self) -> str:
        """The outcome as people read it."""
        return outcome_words(self.record.prediction, self.outcome)


def decide(session: Session, here: Here, prediction_id: int, said: Said) -> Decided:
    """Resolve, or keep somebody's word until another agrees.

    Raises:
        NotFound, NotAllowed, Refused, InvalidValue: it may not be, or can't be read.
    """
    record, ruling = record_for(session, here, prediction_id, Action.RESOLVE)
    outcome = read_outcome(record.prediction, said.outcome, here.today)
    happened_at = moment_of(said.happened, here.now, here.time_zone)
    note = clean(said.note)[:LONGEST_NOTE] or None
    agreed = [
        claim
        for claim in claiming.claims(session, prediction_id)
        if claim.outcome == outcome and claim.forecaster_id != here.writer_id
    ]
    if ruling.answer is Answer.SECOND and not agreed:
        _keep_word(session, here, record, outcome, said)
        return Decided(record, outcome, None)
    first = agreed[0] if agreed else None
    resolution = resolving.resolve(
        session,
        prediction_id,
        outcome,
        now=here.now,
        happened_at=happened_at or (first.happened_at if first else None),
        by=here.writer_id,
        note=note or (first.note if first else None),
        evidence_ids=_evidence(session, here, prediction_id, said),
    )
    claiming.drop_claims(session, prediction_id)
    return Decided(record, outcome, resolution)


def _keep_word(session: Session, here: Here, record: Record, outcome: Outcome, said: Said) -> None:
    assert record.prediction.id is not None  # noqa: S101
    happened_at = moment_of(said.happened, here.now, here.time_zone)
    claiming.claim(
        session,
        claiming.Claim(
            prediction_id=record.prediction.id,
            forecaster_id=here.writer_id,
            outcome=outcome,
            made_at=here.now,
            happened_at=happened_at,
            note=clean(said.note) or None,
        ),
    )
    words = outcome_words(record.prediction, outcome)
    why = one_line(said.note)
    because = f": {why}" if why else ""
    proposing.propose(
        session,
        Proposal(
            prediction_id=record.prediction.id,
            # Who says so is added when it is shown: names are not kept where they can't be forgotten.
            reason=f"{SOMEBODY_SAYS} {words}{because}. A second person has to agree.",
            proposed_at=here.now,
            outcome=outcome,
            happened_at=happened_at,
            evidence_ids=_evidence(session, here, record.prediction.id, said),
        ),
    )


def _evidence(session: Session, here: Here, prediction_id: int, said: Said) -> tuple[int, ...]:
    if not said.link:
        return ()
    link = said.link.strip()
    if not link.startswith(("https://", "http://")) or any(c.isspace() for c in link):
        raise InvalidValue(
            "evidence", f"{link[:100]!r} is not an address; write it with https:// in front"
        )
    link = public(link)
    seen = Evidence(
        source_id=None,
        url=link,
        title=link[:200],  # what was said with it stands beside it already
        text=f"given by forecaster {here.writer_id} at {here.now.isoformat()}",
        seen_at=here.now,
    )
    stored = gathering.add_evidence(session, [seen])
    numbers = tuple(item.id for item in stored if item.id is not None)
    for number in numbers:
        gathering.match(session, number, prediction_id, relevance=1.0, why="given by a person")
    return numbers


def take_back(session: Session, here: Here, prediction_id: int, note: str = "") -> Record:
    """Reopen: the resolution stays on record as the version before."""
    record, _ = record_for(session, here, prediction_id, Action.REOPEN)
    resolving.reopen(
        session,
        prediction_id,
        now=here.now,
        by=here.writer_id,
        note=clean(note)[:LONGEST_NOTE] or None,
    )
    claiming.drop_claims(session, prediction_id)
    return record


def object_to(session: Session, here: Here, prediction_id: int, reason: str) -> Record:
    """Object: the resolution is taken back, and those who may resolve have to look again.

    Raises:
        NotFound, NotAllowed, Refused, InvalidValue: it may not be, or gives no reason.
    """
    record, _ = record_for(session, here, prediction_id, Action.OBJECT)
    why = one_line(reason)
    if not why:
        raise InvalidValue("objection", "gives no reason; say what is wrong")
    words = f"Objection: {why}"[:LONGEST_NOTE]
    disputing.dispute(session, prediction_id, now=here.now, note=words, by=here.writer_id)
    proposing.propose(
        session, Proposal(prediction_id=prediction_id, reason=words, proposed_at=here.now)
    )
    return record


def concede(session: Session, here: Here, prediction_id: int) -> Record:
    """Take one's objection back: the resolution stands again, or comes by itself again."""
    record, _ = record_for(session, here, prediction_id)
    against = disputing.objection(session, prediction_id)
    case = replace(
        case_of(record),
        objected_by=against.by if against else None,
        objected_at=against.at if against else None,
    )
    here.demand(Action.CONCEDE, case)
    note = "The objection was taken back."
    disputing.concede(session, prediction_id, now=here.now, note=note, by=here.writer_id)
    return record
