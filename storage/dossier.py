"""Everything about one prediction, for a page, a card or a post."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, bindparam, literal, or_
from sqlalchemy import select as sa_select
from sqlmodel import Session, col

from predictions.amending import Amendment
from predictions.hiding import public_text
from predictions.model import (
    Document,
    Evidence,
    Forecast,
    Forecaster,
    Prediction,
    Proposal,
    Resolution,
    State,
)
from storage import messages, rows
from storage.errors import NotFound
from storage.plain import columns, fetch
from storage.states import IDS, JOINED_TAGS, Listed, listed, split_tags, state_of
from storage.tables import (
    Amendments,
    Documents,
    EvidenceItems,
    Forecasters,
    Forecasts,
    Matches,
    Predictions,
    Proposals,
    Resolutions,
)
from storage.voices import Voice, voice

FORECASTERS = sa_select(*columns(Forecasters)).where(col(Forecasters.id).in_(IDS))
NUMBER = bindparam("number", type_=BigInteger)
ONE = sa_select(*columns(Predictions), JOINED_TAGS).where(col(Predictions.id) == NUMBER)
SEVERAL = sa_select(*columns(Predictions)).where(col(Predictions.id).in_(IDS))
FORECASTS = (
    sa_select(*columns(Forecasts))
    .where(col(Forecasts.prediction_id) == NUMBER)
    .order_by(col(Forecasts.made_at), col(Forecasts.id))
)
LAST_OF = (
    sa_select(*columns(Forecasts))
    .where(
        col(Forecasts.prediction_id) == NUMBER,
        col(Forecasts.forecaster_id) == bindparam("who", type_=BigInteger),
    )
    .order_by(col(Forecasts.made_at).desc(), col(Forecasts.id).desc())
    .limit(1)
)
RESOLUTIONS = (
    sa_select(*columns(Resolutions))
    .where(col(Resolutions.prediction_id) == NUMBER)
    .order_by(col(Resolutions.version))
)
PROPOSALS = (
    sa_select(*columns(Proposals))
    .where(col(Proposals.prediction_id) == NUMBER, col(Proposals.status) == literal("waiting"))
    .order_by(col(Proposals.id))
)
AMENDMENTS = (
    sa_select(*columns(Amendments))
    .where(or_(col(Amendments.prediction_id) == NUMBER, col(Amendments.continued_as) == NUMBER))
    .order_by(col(Amendments.id))
)
MATCHED = (
    sa_select(*columns(EvidenceItems), col(Matches.relevance), col(Matches.why))
    .join(Matches, col(Matches.evidence_id) == EvidenceItems.id)
    .where(col(Matches.prediction_id) == NUMBER)
    .order_by(col(EvidenceItems.id))
)


@dataclass(frozen=True, slots=True)
class Matched:
    """Evidence that bears on a prediction, and why it is thought to."""

    evidence: Evidence
    relevance: float
    why: str


@dataclass(frozen=True, slots=True)
class Record:
    """Everything about one prediction, for a page or a card.

    `amendments`: what was changed of it, or of the prediction whose place it takes, oldest first.
    `voice`: whose words it quotes, where they are not those of the document's author.
    """

    prediction: Prediction
    state: State
    forecasts: tuple[Forecast, ...]
    forecasters: dict[int, Forecaster]
    resolutions: tuple[Resolution, ...]
    proposals: tuple[Proposal, ...]
    evidence: tuple[Matched, ...]
    amendments: tuple[Amendment, ...] = ()
    voice: Voice | None = None

    @property
    def resolution(self) -> Resolution | None:
        """The version that stands; None where it is open."""
        if self.state in (State.RESOLVED, State.ANNULLED) and self.resolutions:
            return self.resolutions[-1]
        return None

    @property
    def continued_as(self) -> int | None:
        """The prediction that took its place; None where none did."""
        numbers = (each.continued_as for each in self.amendments)
        return next((n for n in numbers if n is not None and n != self.prediction.id), None)

    @property
    def continues(self) -> int | None:
        """The prediction whose place it takes; None where it takes none."""
        own = (each for each in self.amendments if each.continued_as == self.prediction.id)
        return next((each.prediction_id for each in own), None)


def get(session: Session, prediction_id: int, *, now: datetime) -> Listed:
    """Return one prediction.

    Raises:
        NotFound: there is no such prediction.
    """
    found = fetch(session, ONE, {"number": prediction_id})
    if not found:
        raise NotFound("prediction", prediction_id)
    [row] = found
    return Listed(rows.prediction(row, split_tags(row.tags)), state_of(row, now))


def last_of(session: Session, prediction_id: int, forecaster_id: int) -> Forecast | None:
    """Return what somebody said last on a prediction."""
    found = fetch(session, LAST_OF, {"number": prediction_id, "who": forecaster_id})
    return rows.forecast(found[0]) if found else None


def get_each(
    session: Session, prediction_ids: Collection[int], *, now: datetime
) -> dict[int, Listed]:
    """Return those predictions by their numbers; one that is not there is left out."""
    found = fetch(session, SEVERAL, {"ids": list(prediction_ids)})
    return {each.prediction.id or 0: each for each in listed(session, found, now)}


def record(session: Session, prediction_id: int, *, now: datetime, evidence: bool = True) -> Record:
    """Return everything about one prediction; its evidence, which may be long, if that is wanted.

    Raises:
        NotFound: there is no such prediction.
    """
    found = get(session, prediction_id, now=now)
    number = {"number": prediction_id}
    forecasts = fetch(session, FORECASTS, number)
    resolutions = fetch(session, RESOLUTIONS, number)
    proposals = fetch(session, PROPOSALS, number)
    matched = fetch(session, MATCHED, number) if evidence else []
    amended = rows.amendments(fetch(session, AMENDMENTS, number))
    people = {row.forecaster_id for row in forecasts}
    people |= {row.decided_by for row in resolutions if row.decided_by is not None}
    people |= {each.made_by for each in amended if each.made_by is not None}
    if found.prediction.created_by is not None:
        people.add(found.prediction.created_by)
    return Record(
        prediction=found.prediction,
        state=found.state,
        forecasts=tuple(rows.forecast(row) for row in forecasts),
        forecasters=forecasters(session, people),
        resolutions=tuple(rows.resolution(row) for row in resolutions),
        proposals=tuple(rows.proposal(row) for row in proposals),
        evidence=tuple(_matched(row) for row in matched),
        amendments=amended,
        voice=voice(session, found.prediction),
    )


def _matched(row: Any) -> Matched:
    return Matched(rows.evidence(row), row.relevance, public_text(row.why))


def document(session: Session, document_id: int) -> Document:
    """Return one document, with its text.

    Raises:
        NotFound: there is no such document.
    """
    row = session.get(Documents, document_id)
    if row is None:
        raise NotFound("document", document_id)
    return messages.signed(session, rows.document(row))


def document_of(session: Session, found: Record) -> Document | None:
    """Return the document that a prediction was read from; None where it was made by hand."""
    quote = found.prediction.quote
    return document(session, quote.document_id) if quote else None


def forecasters(session: Session, ids: Iterable[int]) -> dict[int, Forecaster]:
    """Return the forecasters of those identifiers."""
    wanted = {"ids": list(set(ids))}
    found = fetch(session, FORECASTERS, wanted) if wanted["ids"] else []
    return {row.id: rows.forecaster(row) for row in found}
