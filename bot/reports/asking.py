"""What a person asks a report about, read and checked; the nearest names where there is none."""

from datetime import UTC, date, datetime

from bot.days import day_gone
from bot.naming import known
from bot.reports.model import Ask
from predictions.errors import InvalidValue
from predictions.times import start_of, zone
from storage import records
from storage.ledger import Session


def asked(
    session: Session,
    *,
    since: str | None = None,
    until: str | None = None,
    forecaster: str | None = None,
    tag: str | None = None,
    time_zone: str,
    today: date | None = None,
) -> Ask:
    """Return what was asked for; `today` for days in words ("last monday", "30 days ago").

    Raises:
        InvalidValue: a day that cannot be read, or a period that ends before it begins.
        NotFound: nobody has that name, no prediction that tag; the message names the nearest.
    """
    begin = _moment("since", since, time_zone, today)
    end = _moment("until", until, time_zone, today)
    if begin is not None and end is not None and end <= begin:
        raise InvalidValue("until", f"{until} is not after {since}, where the period begins")
    return Ask(
        since=begin,
        until=end,
        forecaster=known("forecaster", forecaster, records.names(session)),
        tag=known("tag", tag.strip().lower() if tag else None, records.tags(session)),
        time_zone=time_zone,
    )


def _moment(name: str, text: str | None, time_zone: str, today: date | None) -> datetime | None:
    """Read a day, which begins at midnight in the zone, or a moment."""
    if not text:
        return None
    local = zone(time_zone)
    if today is not None and (named := day_gone(text, today)):
        text = named.isoformat()
    try:
        if len(text.strip()) <= len("2026-01-01"):
            return start_of(date.fromisoformat(text.strip()), time_zone)
        moment = datetime.fromisoformat(text.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=local)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise InvalidValue(
            name, f"{text!r} is not a day; write 2026-01-01 or 2026-01-01T09:00"
        ) from None
