"""Days and moments as people write them."""

import contextlib
import re
from datetime import UTC, date, datetime, time, timedelta

from predictions.errors import InvalidValue
from predictions.times import start_of, zone


def deadline_of(text: str | None, today: date, now: datetime | None = None) -> date | None:
    """Read a last day as people write it: "end of 2028"; None for nothing.

    `now` in the zone of whoever wrote it, for words such as "in 90 minutes".
    """
    from predictions.windows import parse_deadline  # noqa: PLC0415 (compiles a large grammar)

    return parse_deadline(text, today=today, now=now) if text else None


def moment_of(text: str | None, now: datetime, time_zone: str) -> datetime | None:
    """Read when something happened: an ISO time, or a day (its end, or now if that is sooner).

    Days are read as people write them: 2027-05-03, yesterday, 3 days ago, 3 May 2027, last friday; a time
    of the clock may stand beside them, and "2 hours ago" counts from now.

    Raises:
        InvalidValue: it cannot be read.
    """
    if not text:
        return None
    local = zone(time_zone)
    if (moment := _to_the_hour(text, now.astimezone(local))) is not None:
        return moment.astimezone(UTC)
    day = day_gone(text, now.astimezone(local).date())
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
        begun = start_of(moment.date(), time_zone) <= now
        return min(last, now) if begun else last
    return (moment if moment.tzinfo else moment.replace(tzinfo=local)).astimezone(UTC)


_HOURS_AGO = re.compile(r"(an?|\d{1,4}) (hour|minute)s? ago")
_WEEKDAY = re.compile(r"(?:on )?(last )?(mon|tues|wednes|thurs|fri|satur|sun)day")
_WEEKDAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")


def _to_the_hour(text: str, now: datetime) -> datetime | None:
    """Return the moment of "2 hours ago" and "yesterday 5pm"; None where only a day is named."""
    from predictions.windows import clock_beside  # noqa: PLC0415 (compiles a large grammar)

    words = " ".join(text.lower().split())
    if match := _HOURS_AGO.fullmatch(words):
        many = 1 if match[1].startswith("a") else int(match[1])
        return now - timedelta(**{f"{match[2]}s": many})
    beside = clock_beside(words)
    if beside is None or beside.at is None or not beside.day:
        return None
    day = day_gone(beside.day, now.date())
    with contextlib.suppress(OverflowError):  # at the end of the calendar
        return beside.on(day, now) if day else None
    return None


def day_gone(text: str, today: date) -> date | None:
    """Return the day that words name of something that has happened; None where they name none."""
    words = " ".join(text.lower().split())
    if match := _WEEKDAY.fullmatch(words):
        back = (today.weekday() - _WEEKDAYS.index(match[2])) % 7
        return today - timedelta(days=back or 7 * bool(match[1]))
    if match := re.fullmatch(r"(a|\d{1,3}) weeks? ago", words):
        return today - timedelta(weeks=1 if match[1] == "a" else int(match[1]))
    return day_in_words(text, today)


def day_in_words(written: str, today: date) -> date | None:
    """Return the day that words name; None where they name no single one, or are a time."""
    text = written.strip().lower()
    ago = {"today": 0, "yesterday": 1}.get(text)
    if match := re.fullmatch(r"(\d{1,4}) days? ago", text):
        ago = int(match[1])
    if ago is not None:
        return today - timedelta(days=ago)
    # A week, a month or a year is no day: day and year have to stand there.
    if (
        "week" in text
        or re.fullmatch(r"\d{4}-\d\d-\d\d.*", text)
        or not re.search(r"\b\d{1,2}\b.*\b\d{4}\b", text)
    ):
        return None
    with contextlib.suppress(InvalidValue):
        return deadline_of(text, today)
    return None
