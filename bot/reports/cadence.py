"""When reports are due: weekly, monthly or by a line of cron, by the clock on somebody's wall.

Moments are found on a wall clock that knows no summer time, and only then placed in the zone. So
a day on which the hour is missing has its report (an hour later), and one on which the hour comes
twice has one report.
"""

import re
from datetime import UTC, datetime, timedelta

from apscheduler.triggers.cron import CronTrigger

from predictions.errors import InvalidValue
from predictions.times import zone

WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")  # as cron counts them, from 0
NAMES = {
    "monday": "mon",
    "tuesday": "tue",
    "wednesday": "wed",
    "thursday": "thu",
    "friday": "fri",
    "saturday": "sat",
    "sunday": "sun",
}
FIELDS = 5


def cron_line(cadence: str, *, at: str = "09:00", on: str | None = None) -> str:
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
    # APScheduler counts weekdays from Monday, cron from Sunday: names mean the same to both.
    named = re.sub(r"(?<![/\d])[0-7](?!\d)", lambda n: WEEKDAYS[int(n[0]) % 7], weekday)
    try:
        return CronTrigger(
            minute=minute, hour=hour, day=day, month=month, day_of_week=named, timezone=UTC
        )
    except ValueError as error:
        raise InvalidValue("cadence", f"{line!r} cannot be read: {error}") from None


def _clock(text: str) -> str:
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", text.strip())
    if not found:
        raise InvalidValue("--at", f"{text!r} is not a time of day; write 09:00")
    return f"{int(found[2])} {int(found[1])}"


def _weekday(text: str) -> str:
    name = text.strip().lower()
    if len(name) >= 3:
        for full, short in NAMES.items():
            if full.startswith(name):
                return short
    raise InvalidValue("--on", f"{text!r} is not a weekday; write monday … sunday")


def _day_of_month(text: str) -> str:
    name = text.strip().lower()
    if name == "last" or (name.isdigit() and 1 <= int(name) <= 28):
        return name
    raise InvalidValue("--on", f"{text!r}: write a day from 1 to 28, or last")
