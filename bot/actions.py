"""What people do, whichever way they came: the command line and Discord call the same actions.

An action reads what a person wrote, asks the ledger, and returns what is now stored. Each runs in
the caller's transaction.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from predictions.beliefs import Probability
from predictions.candidate import Basis, Polarity
from predictions.errors import InvalidValue
from predictions.model import (
    Document,
    Forecast,
    Forecaster,
    ForecasterKind,
    Kind,
    Prediction,
    Quote,
    Visibility,
)
from predictions.probability import parse_probability
from predictions.text import one_line
from predictions.times import Window, zone
from storage import dossier, recording, reviewing
from storage.ledger import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A prediction as a person wrote it; texts are read here."""

    statement: str
    by: str | None = None
    not_before: str | None = None
    criteria: str | None = None
    condition: str | None = None
    tags: tuple[str, ...] = ()
    kind: Kind = Kind.BINARY
    options: tuple[str, ...] = ()
    unit: str | None = None
    visibility: Visibility = Visibility.OPEN
    hidden_until: str | None = None
    guild_id: int | None = None
    channel_id: int | None = None


def predict(
    session: Session, asked: Asked, *, author: Forecaster | None, now: datetime, time_zone: str
) -> Prediction:
    """Store a prediction made by hand.

    Raises:
        InvalidValue: a text that cannot be read, or a deadline that has passed.
    """
    today = now.astimezone(zone(time_zone)).date()
    deadline = _deadline(asked.by, today)
    window = Window(_first_day(asked.not_before, today), deadline, time_zone)
    if window.due_at is not None and window.due_at <= now:
        raise InvalidValue("deadline", f"{deadline} has passed; write a day to come")
    return recording.add_prediction(
        session,
        Prediction(
            statement=one_line(asked.statement),
            created_at=now,
            window=window,
            criteria=asked.criteria,
            condition=asked.condition,
            tags=tuple(tag.strip().lower() for tag in asked.tags),
            kind=asked.kind,
            options=asked.options,
            unit=asked.unit,
            visibility=Visibility.UNTIL_DATE if asked.hidden_until else asked.visibility,
            visible_from=_visible_from(asked.hidden_until, now, time_zone),
            created_by=author.id if author else None,
            guild_id=asked.guild_id,
            channel_id=asked.channel_id,
        ),
    )


def forecast(
    session: Session,
    prediction_id: int,
    probability: str,
    *,
    forecaster: Forecaster,
    now: datetime,
    comment: str | None = None,
) -> Forecast:
    """Store a probability that a person wrote: "70", "70 %", "0.7", "3:1", "1 in 20".

    Raises:
        InvalidValue, NotFound, Refused: it cannot be read, or the prediction takes none.
    """
    assert forecaster.id is not None  # noqa: S101 (a forecaster from the ledger)
    return recording.add_forecast(
        session,
        Forecast(
            prediction_id=prediction_id,
            forecaster_id=forecaster.id,
            belief=Probability(value=parse_probability(probability)),
            made_at=now,
            comment=comment,
        ),
    )


def queue_candidates(
    session: Session, document: Document, found: Iterable[dict[str, Any]], *, now: datetime
) -> tuple[Document, list[reviewing.Waiting]]:
    """Store a document, and put what was found in it into the review queue."""
    stored = recording.add_document(session, document)
    assert stored.id is not None  # noqa: S101 (just stored)
    return stored, reviewing.enqueue(session, stored.id, found, now=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What a candidate became; no forecast where its words give no probability."""

    prediction: Prediction
    author: Forecaster | None
    forecast: Forecast | None


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
) -> Accepted:
    """Turn a candidate into a prediction and its author's forecast, edited where that was asked."""
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
    )
    assert taken.prediction.id is not None  # noqa: S101 (just stored)
    reviewing.accepted(session, waiting.id, prediction_id=taken.prediction.id, now=now)
    return taken


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
) -> Accepted:
    """Store what was found in a document as a prediction, whatever queue it waited in."""
    document = dossier.document(session, document_id)
    author = None
    if name := data.get("author") or document.author:
        author = recording.forecaster_named(session, one_line(name), ForecasterKind.AUTHOR)
    made_at = _made_at(document, now)
    prediction = recording.add_prediction(
        session,
        Prediction(
            statement=one_line(statement or data["statement"]),
            created_at=now,
            window=Window(
                _iso(data["not_before"]),
                _deadline(by, made_at.date()) if by else _iso(data["deadline"]),
                time_zone,
            ),
            condition=data["condition"],
            tags=tags,
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


def _made_at(document: Document, now: datetime) -> datetime:
    # An essay's forecasts were made when it was published, not when it was read here.
    if document.published is None:
        return now
    return min(datetime.combine(document.published, time.min, UTC), now)


def _iso(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _deadline(text: str | None, today: date) -> date | None:
    from predictions.windows import parse_deadline  # noqa: PLC0415 (compiles a large grammar)

    return parse_deadline(text, today=today) if text else None


def _first_day(text: str | None, today: date) -> date | None:
    """Read the first day that counts: "2029-01-01", "after 2028", "2029"."""
    if not text:
        return None
    from predictions.windows import parse_window  # noqa: PLC0415 (compiles a large grammar)

    window = parse_window(text, today=today)
    first = window.not_before or (window.deadline and window.deadline + timedelta(days=1))
    if first is None:
        raise InvalidValue("not_before", f"{text!r} names no first day; write 2029-01-01")
    return first


def _visible_from(text: str | None, now: datetime, time_zone: str) -> datetime | None:
    """Read until when forecasts are hidden: they are shown as that day begins."""
    if not text:
        return None
    local = zone(time_zone)
    day = _deadline(text, now.astimezone(local).date())
    assert day is not None  # noqa: S101 (there is a text)
    shown = datetime.combine(day, time.min, local).astimezone(UTC)
    if shown <= now:
        raise InvalidValue("hidden_until", f"{day} has begun; write a day to come")
    return shown


def moment_of(text: str | None, now: datetime, time_zone: str) -> datetime | None:
    """Read when something happened: an ISO time, or a day (its end, or now if that is sooner).

    Raises:
        InvalidValue: it cannot be read.
    """
    if not text:
        return None
    local = zone(time_zone)
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise InvalidValue(
            "happened_at", f"{text!r} is not a time; write 2027-05-03 or 2027-05-03T14:00"
        ) from None
    if len(text.strip()) <= len("2027-05-03"):
        # The day is known and the hour is not: its last moment keeps same-day forecasts countable.
        last = datetime.combine(moment.date(), time(23, 59, 59), local).astimezone(UTC)
        begun = datetime.combine(moment.date(), time.min, local) <= now
        return min(last, now) if begun else last
    return (moment if moment.tzinfo else moment.replace(tzinfo=local)).astimezone(UTC)
