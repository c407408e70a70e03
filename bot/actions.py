"""What people do, whichever way they came: the command line and Discord call the same actions.

An action reads what a person wrote, asks the ledger, and returns what is now stored. Each runs in
the caller's transaction.
"""

import contextlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from predictions.beliefs import Probability
from predictions.errors import InvalidValue
from predictions.model import (
    LONGEST_STATEMENT,
    Forecast,
    Forecaster,
    Kind,
    Prediction,
    Visibility,
)
from predictions.probability import parse_probability
from predictions.text import clean, one_line
from predictions.times import Window, zone
from storage import recording
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
    from predictions.changes import first_day  # noqa: PLC0415 (compiles a large grammar)

    local = now.astimezone(zone(time_zone))
    deadline = deadline_of(asked.by, local.date(), local)
    first = _day_of("not_before", asked.not_before, first_day, local.date())
    window = Window(first, deadline, time_zone)
    if window.due_at is not None and window.due_at <= now:
        raise InvalidValue("deadline", f"{deadline} has passed; write a day to come")
    return recording.add_prediction(
        session,
        Prediction(
            statement=one_line(asked.statement),
            created_at=now,
            window=window,
            criteria=clean(asked.criteria or "") or None,
            condition=_condition(asked.condition),
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


def _condition(written: str | None) -> str | None:
    condition = one_line(written or "")
    if len(condition) > LONGEST_STATEMENT:
        said = f"has {len(condition)} characters, at most {LONGEST_STATEMENT}"
        raise InvalidValue("condition", said)
    return condition or None


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


def deadline_of(text: str | None, today: date, now: datetime | None = None) -> date | None:
    """Read a last day as people write it: "end of 2028"; None for nothing.

    `now` in the zone of whoever wrote it, for words such as "in 90 minutes".
    """
    from predictions.windows import parse_deadline  # noqa: PLC0415 (compiles a large grammar)

    return parse_deadline(text, today=today, now=now) if text else None


def _day_of(
    field: str, text: str | None, read: Callable[[str, date], date | None], today: date
) -> date | None:
    """Read a day with a reader made for deadlines; what is wrong is said of the field it is for."""
    try:
        return read(text, today) if text else None
    except InvalidValue as error:
        raise InvalidValue(field, error.problem) from None


def _visible_from(text: str | None, now: datetime, time_zone: str) -> datetime | None:
    """Read until when forecasts are hidden: they are shown as that day begins."""
    if not text:
        return None
    local = now.astimezone(zone(time_zone))
    day = _day_of("hidden_until", text, partial(deadline_of, now=local), local.date())
    assert day is not None  # noqa: S101 (there is a text)
    shown = datetime.combine(day, time.min, local.tzinfo).astimezone(UTC)
    if shown <= now:
        raise InvalidValue("hidden_until", f"{day} has begun; write a day to come")
    return shown


def moment_of(text: str | None, now: datetime, time_zone: str) -> datetime | None:
    """Read when something happened: an ISO time, or a day (its end, or now if that is sooner).

    Days are read as people write them: 2027-05-03, yesterday, 3 days ago, 3 May 2027.

    Raises:
        InvalidValue: it cannot be read.
    """
    if not text:
        return None
    local = zone(time_zone)
    day = day_in_words(text, now.astimezone(local).date())
    written = day.isoformat() if day else text.strip()
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise InvalidValue(
            "happened_at", f"{text!r} is not a time; write 2027-05-03 or 2027-05-03T14:00"
        ) from None
    if len(written) <= len("2027-05-03"):
        # The day is known and the hour is not: its last moment keeps same-day forecasts countable.
        last = datetime.combine(moment.date(), time(23, 59, 59), local).astimezone(UTC)
        begun = datetime.combine(moment.date(), time.min, local) <= now
        return min(last, now) if begun else last
    return (moment if moment.tzinfo else moment.replace(tzinfo=local)).astimezone(UTC)


def day_in_words(written: str, today: date) -> date | None:
    """Return the day that words name; None where they name no single one, or are a time."""
    text = written.strip().lower()
    ago = {"today": 0, "yesterday": 1}.get(text)
    if match := re.fullmatch(r"(\d{1,4}) days? ago", text):
        ago = int(match[1])
    if ago is not None:
        return today - timedelta(days=ago)
    # A month or a year is no day: day and year have to stand there.
    if re.fullmatch(r"\d{4}-\d\d-\d\d.*", text) or not re.search(r"\b\d{1,2}\b.*\b\d{4}\b", text):
        return None
    with contextlib.suppress(InvalidValue):
        return deadline_of(text, today)
    return None
