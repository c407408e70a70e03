"""Dates as sources write them, read into aware UTC, or into nothing where they are none."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from predictions.regexes import regex

_ISO = regex(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?",
    re.IGNORECASE,
)
_MONTH = regex(r"(?<=\d )[^\W\d_]{3,10}\.?(?= \d{4}\b)")
_MONTHS = {
    name: month
    for month, names in {
        "Jan": "jan jän janv ene enero gen genn",
        "Feb": "feb fév fev févr febr",
        "Mar": "mar mär mars mrz märz marz maa maar",
        "Apr": "apr avr abr avri abri",
        "May": "may mai mei mag magg maj mayo maio",
        "Jun": "jun juin giu giug juni",
        "Jul": "jul juil lug lugl juli",
        "Aug": "aug aoû août ago agos",
        "Sep": "sep sept set sett sete",
        "Oct": "oct okt out ott otto octo outu",
        "Nov": "nov nove",
        "Dec": "dec dez déc dic dice déce",
    }.items()
    for name in names.split()
}
_EARLIEST = 1970  # an older one is a clock that was never set
_LATEST = 2100
_SKEW = timedelta(days=1)  # a date further ahead than clocks and zones explain is none


def moment(text: object, *, now: datetime | None = None) -> datetime | None:
    """Read an ISO 8601 or RFC 822 date; None where it is missing, impossible or in the future."""
    if not isinstance(text, str) or not 8 <= len(text.strip()) <= 60:
        return None
    read = _iso(text.strip()) or _rfc(text.strip())
    return plausible(read, now=now)


def epoch(value: object, *, milliseconds: bool = False) -> datetime | None:
    """Read a number of seconds (or milliseconds) since 1970, also from a string."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 16:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        if milliseconds:
            # By parts: a float of seconds would lose the last digit.
            read = datetime.fromtimestamp(value // 1000, UTC) + timedelta(milliseconds=value % 1000)
        else:
            read = datetime.fromtimestamp(value, UTC)
    except (OverflowError, OSError, ValueError):
        return None
    return plausible(read)


def plausible(read: datetime | None, *, now: datetime | None = None) -> datetime | None:
    """Return the moment, or None if it cannot be when something was published."""
    if read is None or not _EARLIEST <= read.year <= _LATEST:
        return None
    if now is not None and read > now + _SKEW:
        return None
    return read


def _iso(text: str) -> datetime | None:
    match = _ISO.fullmatch(text)
    if not match:
        return None
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    try:
        read = datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0),
            min(int(second or 0), 59),  # a leap second has no place in datetime
            int((fraction or "0")[:6].ljust(6, "0")), tzinfo=UTC,
        )  # fmt: skip
        return read - _offset(zone)
    except (ValueError, OverflowError):
        return None


def _offset(zone: str | None) -> timedelta:
    if not zone or zone[0] not in "+-":
        return timedelta(0)
    digits = zone[1:].replace(":", "").ljust(4, "0")
    size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if size > timedelta(hours=15):
        raise ValueError(zone)
    return -size if zone[0] == "-" else size


def _rfc(text: str) -> datetime | None:
    # Some sites write the names of days and months as their readers do: Seg, 24 Set 2018.
    text = _MONTH.sub(lambda match: _MONTHS.get(match[0].lower()[:4].rstrip("."), match[0]), text)
    try:
        read = parsedate_to_datetime(text)
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
