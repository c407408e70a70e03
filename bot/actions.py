"""What people do, whichever way they came: the command line and Discord call the same actions.

An action reads what a person wrote, asks the ledger, and returns what is now stored. Each runs in
the caller's transaction.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from bot.beliefs import read_belief
from bot.days import deadline_of
from predictions.amending import LONGEST_REASON, taken_back
from predictions.errors import InvalidValue
from predictions.model import (
    LONGEST_STATEMENT,
    Forecast,
    Forecaster,
    Kind,
    Prediction,
    Visibility,
)
from predictions.tags import tags_of
from predictions.text import clean, one_line
from predictions.times import Window, start_of, zone
from storage import amending, dossier, recording
from storage.errors import Refused
from storage.ledger import Session

TAKEN_BACK = "taken back"
MOST_OPTIONS = 20  # lines of a form that a person still reads
LONGEST_OPTION = 80


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

    _check_kind(asked)
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
            tags=tags_of(asked.tags),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """What is to change of a prediction, as a person wrote it.

    None leaves a field as it is; nothing between the quotation marks empties it.
    """

    statement: str | None = None
    by: str | None = None
    not_before: str | None = None
    criteria: str | None = None
    condition: str | None = None
    options: tuple[str, ...] | None = None
    tags: tuple[str, ...] | None = None
    more_tags: tuple[str, ...] = ()
    fewer_tags: tuple[str, ...] = ()


def amend(
    session: Session,
    prediction_id: int,
    mended: Mended,
    *,
    by: int | None,
    reason: str | None,
    now: datetime,
    anew: bool = False,
) -> amending.Amended:
    """Change what a prediction says, with what it said before on record.

    Raises:
        InvalidValue, NotFound, Refused: it cannot be read, or may not change (any more).
    """
    found = dossier.get(session, prediction_id, now=now)
    why = one_line(reason or "")
    if len(why) > LONGEST_REASON:
        raise InvalidValue("reason", f"has {len(why)} characters, at most {LONGEST_REASON}")
    wanted = _wanted(found.prediction, mended, now)
    return amending.amend(session, found, wanted, now=now, by=by, reason=why, anew=anew)


def amend_back(
    session: Session, prediction_id: int, amendment_id: int, *, by: int | None, now: datetime
) -> amending.Amended:
    """Take the last amendment of a prediction back, where it was made in place.

    Raises:
        NotFound, Refused: there is none of that number, or it may not be taken back (any more).
    """
    record = dossier.record(session, prediction_id, now=now, evidence=False)
    last = record.amendments[-1] if record.amendments else None
    if last is None or last.id != amendment_id or last.continued_as is not None:
        raise Refused(f"prediction {prediction_id} has been changed since: amend it anew")
    found = dossier.get(session, prediction_id, now=now)
    wanted = taken_back(found.prediction, last)
    return amending.amend(session, found, wanted, now=now, by=by, reason=TAKEN_BACK)


def _wanted(stands: Prediction, mended: Mended, now: datetime) -> Prediction:
    from predictions.changes import first_day  # noqa: PLC0415 (compiles a large grammar)

    window = stands.window
    local = now.astimezone(zone(window.time_zone))
    first, last = window.not_before, window.deadline
    if mended.not_before is not None:
        first = _day_of("not_before", mended.not_before, first_day, local.date())
    if mended.by is not None:
        if not mended.by.strip():
            raise InvalidValue("deadline", "is empty; write the last day that counts")
        last = deadline_of(mended.by, local.date(), local)
    options = stands.options if mended.options is None else mended.options
    if mended.options is not None:
        _check_options(options)
    tags = stands.tags if mended.tags is None else tags_of(mended.tags)
    tags = tuple(dict.fromkeys((*tags, *tags_of(mended.more_tags))))
    fewer = tags_of(mended.fewer_tags)
    for tag in fewer:
        if tag not in tags:
            raise InvalidValue(
                "tag", f"{tag!r} is none of its tags: {', '.join(tags) or 'it has none'}"
            )
    return replace(
        stands,
        statement=_or(mended.statement, one_line, stands.statement) or "",
        criteria=_or(mended.criteria, clean, stands.criteria),
        condition=_or(mended.condition, lambda text: _condition(text) or "", stands.condition),
        window=Window(first, last, window.time_zone),
        options=options,
        tags=tuple(sorted(tag for tag in tags if tag not in fewer)),
    )


def _or(written: str | None, read: Callable[[str], str], stands: str | None) -> str | None:
    """Return what was written, as it is read; what stands where nothing was."""
    return stands if written is None else read(written) or None


def _check_kind(asked: Asked) -> None:
    for name, its_kind, given in (
        ("options", Kind.CHOICE, asked.options),
        ("unit", Kind.NUMERIC, asked.unit),
    ):
        if given and asked.kind is not its_kind:
            raise InvalidValue(
                name, f"goes with kind {its_kind} only; choose that, or leave it out"
            )
    _check_options(asked.options)


def _check_options(options: tuple[str, ...]) -> None:
    if len(options) > MOST_OPTIONS:
        raise InvalidValue("options", f"there are {len(options)}, the limit is {MOST_OPTIONS}")
    if any(len(option) > LONGEST_OPTION for option in options):
        raise InvalidValue("options", f"may have {LONGEST_OPTION} characters each")
    if len({option.casefold() for option in options}) < len(options):
        # Forecasts and outcomes name them in capitals or not: nobody could say which is meant.
        raise InvalidValue("options", "have to differ in more than capitals")


def _condition(written: str | None) -> str | None:
    condition = one_line(written or "")
    if len(condition) > LONGEST_STATEMENT:
        said = f"has {len(condition)} characters, at most {LONGEST_STATEMENT}"
        raise InvalidValue("condition", said)
    return condition or None


def forecast(
    session: Session,
    prediction_id: int,
    written: str,
    *,
    forecaster: Forecaster,
    now: datetime,
    comment: str | None = None,
) -> Forecast:
    """Store a forecast that a person wrote, as `bot.beliefs` reads it for that kind of prediction.

    Raises:
        InvalidValue, NotFound, Refused: it cannot be read, or the prediction takes none.
    """
    assert forecaster.id is not None  # noqa: S101 (a forecaster from the ledger)
    found = dossier.get(session, prediction_id, now=now)
    today = now.astimezone(zone(found.prediction.window.time_zone)).date()
    return recording.add_forecast(
        session,
        Forecast(
            prediction_id=prediction_id,
            forecaster_id=forecaster.id,
            belief=read_belief(found.prediction, written, today),
            made_at=now,
            comment=comment,
        ),
        on=found,
    )


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
    shown = start_of(day, time_zone)
    if shown <= now:
        raise InvalidValue("hidden_until", f"{day} has begun; write a day to come")
    return shown
