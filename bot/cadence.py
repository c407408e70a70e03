"""What comes again and again: daily, weekly, monthly or by a line of cron, by the clock on somebody's wall.

Moments are found on a wall clock that knows no summer time, and only then placed in the zone. So
a day on which the hour is missing has its report (an hour later), and one on which the hour comes
twice has one report.
"""

import re
from datetime import UTC, datetime, time, timedelta

from apscheduler.triggers.cron import CronTrigger

from predictions.errors import InvalidValue
from predictions.times import zone

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORT = tuple(day[:3].lower() for day in WEEKDAYS)  # as lines of cron name them
FIELDS = 5
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?", re.ASCII)
_PLAIN = re.compile(r"(\d{1,2}) (\d{1,2}) (\*|\d{1,2}|last) \* (\*|[0-7]|[a-z]{3})", re.ASCII)


def cron_line(cadence: str, *, at: str = "9:00", on: str | None = None) -> str:
    """Return the line of cron that a person means.

    Raises:
        InvalidValue: it cannot be read, or names more than one moment a day.
    """
    match cadence.strip().lower():
        case "daily":
            return f"{_clock(at)} * * *"
        case "weekly":
            return f"{_clock(at)} * * {_weekday(on or 'monday')}"
        case "monthly":
            return f"{_clock(at)} {_day_of_month(on or '1')} * *"
        case line:
            if on is not None:
                raise InvalidValue("--on", "goes with weekly and monthly, not with a line of cron")
            _trigger(line)
            return " ".join(line.split())


def in_words(line: str) -> str | None:
    """Return a cadence as people read it; None for a line of cron that says more than a day and a time."""
    match = _PLAIN.fullmatch(line)
    if match is None:
        return None
    minute, hour, day, weekday = match.groups()
    at = f"at {int(hour):02}:{int(minute):02}"
    match day, _named(weekday):
        case "*", "*":
            return f"every day {at}"
        case "*", short if short in SHORT:
            return f"every {WEEKDAYS[SHORT.index(short)]} {at}"
        case "last", "*":
            return f"on the last day of each month {at}"
        case number, "*":
            return f"on day {number} of each month {at}"
        case _:
            return None


def next_moment(line: str, time_zone: str, *, after: datetime) -> datetime:
    """Return the first moment of a cadence that is later than `after`.

    Raises:
        InvalidValue: the line cannot be read, or never comes true.
    """
    trigger = _trigger(line)
    local = zone(time_zone)
    # From a day before: a clock that was put back may show an earlier hour than at `after`.
    wall = (after.astimezone(local) - timedelta(days=1)).replace(tzinfo=UTC)
    while True:
        found = trigger.get_next_fire_time(None, wall)
        if found is None:
            raise InvalidValue("cadence", f"{line!r} names no day that ever comes")
        # `fold=0`: of an hour that comes twice, the first. One that is left out is read by the
        # offset before the gap, and so comes an hour later.
        moment: datetime = found.replace(tzinfo=local, fold=0).astimezone(UTC)
        if moment > after:
            return moment
        wall = found + timedelta(minutes=1)


def moment_before(line: str, time_zone: str, *, at: datetime) -> datetime:
    """Return the moment of a cadence that came before the one at `at`: where its period begins."""
    for days in (2, 9, 33, 400):
        found = previous = at - timedelta(days=days)
        while found < at:
            previous = found
            found = next_moment(line, time_zone, after=found)
        if previous > at - timedelta(days=days):
            return previous
    return at - timedelta(days=400)


def local_date(moment: datetime, time_zone: str) -> str:
    """Return the date on which something comes there: what was sent for it is not sent again."""
    return moment.astimezone(zone(time_zone)).date().isoformat()


def read_time(text: str) -> time:
    """Read a time of day as people type it: 9, 9:30, 09:30, 9 pm.

    Raises:
        InvalidValue: it is none.
    """
    match = _CLOCK.fullmatch(text.strip().lower())
    hour, minute = (int(match[1]), int(match[2] or 0)) if match else (99, 0)
    if match and match[3]:
        hour = hour % 12 + (12 if match[3] == "pm" else 0) if 1 <= hour <= 12 else 99
    if hour > 23 or minute > 59:
        raise InvalidValue("time", f"{text!r} is not a time of day; write 9:00 or 18:30")
    return time(hour, minute)


def _trigger(line: str) -> CronTrigger:
    fields = line.split()
    if len(fields) != FIELDS:
        raise InvalidValue(
            "cadence",
            f"{line!r}: write daily, weekly, monthly, or five fields of cron as in '0 9 * * mon'",
        )
    minute, hour, day, month, weekday = fields
    if not (minute.isdigit() and hour.isdigit()):
        raise InvalidValue(
            "cadence", f"{line!r} comes more than once a day; a report has one minute and one hour"
        )
    try:
        return CronTrigger(
            minute=minute,
            hour=hour,
            day=day,
            month=month,
            day_of_week=_named(weekday),
            timezone=UTC,
        )
    except ValueError as error:
        raise InvalidValue("cadence", f"{line!r} cannot be read: {error}") from None


def _named(weekdays: str) -> str:
    """Return weekdays by name: APScheduler counts them from Monday, cron from Sunday."""
    return re.sub(r"(?<![/\d])[0-7](?!\d)", lambda number: SHORT[int(number[0]) - 1], weekdays)


def _clock(text: str) -> str:
    at = read_time(text)
    return f"{at.minute} {at.hour}"


def _weekday(text: str) -> str:
    name = text.strip().lower()
    if len(name) >= 3:
        for full, short in zip(WEEKDAYS, SHORT, strict=True):
            if full.lower().startswith(name):
                return short
    raise InvalidValue("--on", f"{text!r} is not a weekday; write monday … sunday")


def _day_of_month(text: str) -> str:
    name = text.strip().lower()
    if name == "last" or (name.isdigit() and 1 <= int(name) <= 28):
        return name
    raise InvalidValue("--on", f"{text!r}: write a day from 1 to 28, or last")
