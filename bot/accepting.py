"""What becomes of a candidate: a prediction, or a forecast on one that is there already.

Each runs in the caller's transaction, whichever way the decision came: command line or Discord.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bot.days import deadline_of
from bot.review.likeness import author_of, is_own
from predictions.beliefs import Probability
from predictions.candidate import Basis, Polarity
from predictions.errors import InvalidValue
from predictions.extraction.layout.speakers import Speakers, read_speakers
from predictions.model import (
    Document,
    Forecast,
    Forecaster,
    ForecasterKind,
    Prediction,
    Proposal,
    Quote,
    Visibility,
)
from predictions.outcomes import Outcome, Verdict
from predictions.probability import parse_probability
from predictions.reading.turns import MARKED, SPOKEN
from predictions.tags import tags_of
from predictions.text import one_line
from predictions.times import Window, start_of
from storage import dossier, messages, proposing, recording, reviewing
from storage.ledger import Session

if TYPE_CHECKING:
    from predictions.reading.talk.transcript import Talk


def queue_candidates(
    session: Session,
    document: Document,
    found: Iterable[dict[str, Any]],
    *,
    now: datetime,
    alone: Iterable[dict[str, Any]] = (),
) -> tuple[Document, list[reviewing.Waiting]]:
    """Store a document, and put what was found in it into the review queue.

    Where its author or day is told only now, what still waits of it waits with that. Where there
    are two readings, `alone` is what the rules found alone: what waits so takes both.
    """
    found = list(found)
    before = recording.add_document(session, document)
    stored = recording.add_fuller(session, before, document)
    assert stored.id is not None and before.id is not None  # noqa: S101, PT018 (just stored)
    earlier = recording.with_same_bytes(session, document)
    # What somebody types or pastes has no place at which it could have changed.
    versions = [] if document.origin == "-" else recording.of_one_origin(session, document)
    if stored.id != before.id:
        reviewing.carry_over(session, before.id, stored.id, found)
    reviewing.read_again(session, stored.id, alone, found)
    return stored, reviewing.enqueue(
        session, stored.id, found, now=now, earlier=earlier, versions=versions
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What a candidate became; no forecast where its words give no probability."""

    prediction: Prediction
    author: Forecaster | None
    forecast: Forecast | None
    proposal: Proposal | None = None  # of the outcome that the document marks


def accept(
    session: Session,
    waiting: reviewing.Waiting,
    *,
    now: datetime,
    time_zone: str,
    statement: str | None = None,
    by: str | None = None,
    probability: str | None = None,
    tags: tuple[str, ...] = (),
    guild_id: int | None = None,
    channel_id: int | None = None,
    outcome: bool = True,
    writer: str | None = None,
) -> Accepted:
    """Turn a candidate into a prediction and its author's forecast, edited where that was asked.

    `outcome`: what the document marks as its outcome becomes a proposal, for people to confirm.
    `writer`: who forecasts here and wrote the document, so that its own claims are theirs.
    """
    taken = promote(
        session,
        waiting.document_id,
        waiting.data,
        now=now,
        time_zone=time_zone,
        statement=statement,
        by=by,
        probability=probability,
        tags=tags,
        guild_id=guild_id,
        channel_id=channel_id,
        writer=writer,
    )
    assert taken.prediction.id is not None  # noqa: S101 (just stored)
    reviewing.accepted(session, waiting.id, prediction_id=taken.prediction.id, now=now)
    if not outcome:
        return taken
    proposal = propose_recorded(
        session, taken.prediction.id, waiting.document_id, waiting.data, now=now
    )
    return replace(taken, proposal=proposal)


def join(
    session: Session,
    waiting: reviewing.Waiting,
    prediction_id: int,
    *,
    now: datetime,
    writer: str | None = None,
) -> Accepted:
    """Take a candidate as its author's newer forecast on a prediction that is there already.

    Raises:
        InvalidValue, NotFound, Refused: it names no probability or author, or the prediction takes none.
    """
    made = follow(session, waiting.document_id, waiting.data, prediction_id, now=now, writer=writer)
    reviewing.accepted(session, waiting.id, prediction_id=prediction_id, now=now)
    return made


def follow(
    session: Session,
    document_id: int,
    data: dict[str, Any],
    prediction_id: int,
    *,
    now: datetime,
    writer: str | None = None,
) -> Accepted:
    """Store what was found as a newer forecast on a prediction, whatever queue it waited in.

    Raises:
        InvalidValue, NotFound, Refused: it names no probability or author, or the prediction takes none.
    """
    document = dossier.document(session, document_id)
    author = _author(session, document, data, writer)
    belief = _belief(data, None)
    if belief is None or author is None or author.id is None:
        lacking = "probability" if belief is None else "author"
        raise InvalidValue(lacking, "is not known: edit the candidate first")
    stored = recording.add_forecast(
        session,
        Forecast(
            prediction_id=prediction_id,
            forecaster_id=author.id,
            belief=belief,
            made_at=_made_at(document, data, now),
        ),
    )
    prediction = dossier.record(session, prediction_id, now=now).prediction
    return Accepted(prediction=prediction, author=author, forecast=stored)


def propose_recorded(
    session: Session, prediction_id: int, document_id: int, data: dict[str, Any], *, now: datetime
) -> Proposal | None:
    """Propose the outcome that the document itself marks; None where it marks none."""
    recorded = data.get("recorded")
    if not recorded or not recorded["outcome"]:
        return None
    struck = recorded["mark"] == "strike-through"
    how = "strikes these words through" if struck else f"marks it “{recorded['mark']}”"
    place = f"characters {recorded['start']} to {recorded['end']} of document {document_id}"
    return proposing.propose(
        session,
        Proposal(
            prediction_id=prediction_id,
            reason=f"The document itself {how} ({place}).",
            proposed_at=now,
            outcome=Outcome(Verdict(recorded["outcome"])),
        ),
    )


def promote(
    session: Session,
    document_id: int,
    data: dict[str, Any],
    *,
    now: datetime,
    time_zone: str,
    statement: str | None = None,
    by: str | None = None,
    probability: str | None = None,
    tags: tuple[str, ...] = (),
    created_by: int | None = None,
    visibility: Visibility = Visibility.OPEN,
    guild_id: int | None = None,
    channel_id: int | None = None,
    writer: str | None = None,
) -> Accepted:
    """Store what was found in a document as a prediction, whatever queue it waited in.

    `by` takes the place of the last day that was read; empty, there is none. `writer` as in `accept`.
    """
    document = dossier.document(session, document_id)
    author = _author(session, document, data, writer)
    made_at = _made_at(document, data, now)
    prediction = recording.add_prediction(
        session,
        Prediction(
            statement=one_line(statement or data["statement"]),
            created_at=now,
            window=Window(
                _iso(data["not_before"]),
                _iso(data["deadline"]) if by is None else deadline_of(by, made_at.date()),
                time_zone,
            ),
            condition=one_line(data["condition"] or "") or None,
            criteria=data.get("criteria"),
            tags=tags_of(tags),
            quote=Quote(
                document_id=document_id,
                start=data["start"],
                end=data["end"],
                text=data["quote"],
                polarity=Polarity(data["polarity"]),
            ),
            visibility=visibility,
            created_by=created_by,
            guild_id=guild_id,
            channel_id=channel_id,
        ),
    )
    assert prediction.id is not None  # noqa: S101 (just stored)
    belief = _belief(data, probability)
    stored = None
    if belief is not None and author is not None and author.id is not None:
        [stored] = recording.add_forecasts(
            session,
            [
                Forecast(
                    prediction_id=prediction.id,
                    forecaster_id=author.id,
                    belief=belief,
                    made_at=made_at,
                )
            ],
            at=now,
        )
    return Accepted(prediction=prediction, author=author, forecast=stored)


def _author(
    session: Session, document: Document, data: dict[str, Any], writer: str | None
) -> Forecaster | None:
    if writer is not None and is_own(document, data):
        return recording.forecaster_named(session, writer)
    own = not data.get("author") and not data.get("reported")
    wrote = messages.author_of(session, document.id or 0) if own else None
    if wrote is not None:
        return wrote.forecaster
    name = author_of(document, data)
    return recording.forecaster_named(session, name, ForecasterKind.AUTHOR) if name else None


def _belief(data: dict[str, Any], probability: str | None) -> Probability | None:
    if probability:
        return Probability(value=parse_probability(probability))
    if data["probability"] is None:
        return None
    value = data["probability"]
    low, high = data["probability_low"], data["probability_high"]
    return Probability(
        value=value,
        low=None if low is None else min(low, value),
        high=None if high is None else max(high, value),
        basis=Basis(data["basis"]),
    )


def _made_at(document: Document, data: dict[str, Any], now: datetime) -> datetime:
    # An essay's forecasts were made when it was published, not when it was read here; a message's
    # on its own day, not on that of the last message of the export.
    day = written_on(document, data)
    if day is None:
        return now
    return min(start_of(day, "UTC"), now)


def written_on(document: Document, data: dict[str, Any]) -> date | None:
    """Return the day on which what was found was written; None where nothing tells."""
    return _written(document, data["start"]) or document.published


def _written(document: Document, at: int) -> date | None:
    """Return the day of the message or comment at a place; None where only the whole has a day."""
    spoken, marked = document.media_type in SPOKEN, document.media_type in MARKED
    if not (spoken or marked):
        talk = _talk(document.text) if len(document.text) <= _LONGEST_TALK else None
        if talk:
            return talk.written_at(at)
    return _speakers(document.text, spoken, marked).day(at)


_LONGEST_TALK = (
    500_000  # characters; in a longer text only the lines that name who speaks tell a day
)


@lru_cache(maxsize=2)
def _talk(text: str) -> "Talk | None":
    from predictions.reading.talk import conversation  # noqa: PLC0415 (its patterns take a while)

    return conversation(text)


@lru_cache(maxsize=2)
def _speakers(text: str, spoken: bool, marked: bool) -> Speakers:
    return read_speakers(text, text, spoken=spoken, marked=marked)


def _iso(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
