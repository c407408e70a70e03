"""What a person asks a report about, read and checked; the nearest names where there is none."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from difflib import get_close_matches

from bot.reports.model import Ask
from predictions.errors import InvalidValue
from predictions.text import one_line
from predictions.times import zone
from storage import records
from storage.errors import NotFound
from storage.ledger import Session


def asked(
    session: Session,
    *,
    since: str | None = None,
    until: str | None = None,
    forecaster: str | None = None,
    tag: str | None = None,
    time_zone: str,
) -> Ask:
    """Return what was asked for.

    Raises:
        InvalidValue: a day that cannot be read, or a period that ends before it begins.
        NotFound: nobody has that name, no prediction that tag; the message names the nearest.
    """
    begin, end = _moment("since", since, time_zone), _moment("until", until, time_zone)
    if begin is not None and end is not None and end <= begin:
        raise InvalidValue("until", f"{until} is not after {since}, where the period begins")
    return Ask(
        since=begin,
        until=end,
        forecaster=known("forecaster", forecaster, records.names(session)),
        tag=known("tag", tag.strip().lower() if tag else None, records.tags(session)),
        time_zone=time_zone,
    )


def _moment(name: str, text: str | None, time_zone: str) -> datetime | None:
    """Read a day, which begins at midnight in the zone, or a moment."""
    if not text:
        return None
    local = zone(time_zone)
    try:
        if len(text.strip()) <= len("2026-01-01"):
            day = date.fromisoformat(text.strip())
            return datetime.combine(day, time.min, local).astimezone(UTC)
        moment = datetime.fromisoformat(text.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=local)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise InvalidValue(
            name, f"{text!r} is not a day; write 2026-01-01 or 2026-01-01T09:00"
        ) from None


def known(what: str, name: str | None, there: Sequence[str]) -> str | None:
    """Return a name as it is kept, whatever its capitals.

    Raises:
        NotFound: there is none; the message has those that may be meant.
    """
    if name is None or name in there:
        return name
    folded = {other.casefold(): other for other in reversed(there)}
    if name.casefold() in folded:
        return folded[name.casefold()]
    near = [folded[n] for n in get_close_matches(name.casefold(), folded, n=3, cutoff=0.5)]
    shown = ", ".join(one_line(other) for other in near or list(there)[:3])
    more = ", …" if len(there) > 3 else ""
    hint = f"; did you mean {shown}?" if near else f"; known: {shown}{more}" if shown else ""
    raise NotFound(what, f"{one_line(name)!r}{hint}")
