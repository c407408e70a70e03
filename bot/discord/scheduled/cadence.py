"""When something that repeats is due: local time, with the clock's own changes taken right.

A cadence is cron: minute hour day-of-month month day-of-week. Each local date is due at most
once, and never left out: a time that the clock skips is due as much later as the clock skipped, a
time that comes twice is due the first time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self

from predictions.errors import InvalidValue
from predictions.times import zone

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CRON = re.compile(r"(\d{1,2}) (\d{1,2}) (\*|\d{1,2}) \* (\*|[0-7])", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?", re.ASCII)
LONGEST_WAIT = 400  # days: every cadence that we make comes once a month or more often


@dataclass(frozen=True, slots=True)
class Cadence:
    """A time of day, on which days of the month or week; None: on every one.

    `weekday` counts from Monday = 1 to Sunday = 7, as ISO does; cron's 0 is Sunday as well.
    """

    minute: int
    hour: int
    day: int | None = None
    weekday: int | None = None

    def __post_init__(self) -> None:
        if not (0 <= self.minute < 60 and 0 <= self.hour < 24):
            raise InvalidValue("time", f"{self.hour}:{self.minute:02} is no time of day")
        # Every month has a 28th: a cadence of the 31st would be left out in half of them.
        if self.day is not None and not 1 <= self.day <= 28:
            raise InvalidValue("day", f"{self.day} is not in every month; write 1 to 28")
        if self.weekday is not None and not 1 <= self.weekday <= 7:
            raise InvalidValue("weekday", f"{self.weekday} is not 1 (Monday) to 7 (Sunday)")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the cron form that `str` writes.

        Raises:
            InvalidValue: another form.
        """
        match = _CRON.fullmatch(text)
        if match is None:
            raise InvalidValue("cadence", f"{text!r} is not like 0 9 * * 1")
        minute, hour, day, weekday = match.groups()
        return cls(
            int(minute),
            int(hour),
            None if day == "*" else int(day),
            None if weekday == "*" else int(weekday) or 7,
        )

    def __str__(self) -> str:
        return f"{self.minute} {self.hour} {self.day or '*'} * {self.weekday or '*'}"

    @property
    def words(self) -> str:
        """The cadence as people read it."""
        at = f"at {self.hour:02}:{self.minute:02}"
        if self.day is not None:
            return f"on day {self.day} of each month {at}"
        if self.weekday is not None:
            return f"every {WEEKDAYS[self.weekday - 1]} {at}"
        return f"every day {at}"

    def _on(self, day: date) -> bool:
        right_weekday = self.weekday is None or day.isoweekday() == self.weekday
        return right_weekday and (self.day is None or day.day == self.day)

    def days_from(self, first: date) -> Iterator[date]:
        """Yield the local dates on which it is due, from that one on."""
        for number in range(LONGEST_WAIT):
            day = first + timedelta(days=number)
            if self._on(day):
                yield day


@dataclass(frozen=True, slots=True)
class Due:
    """One time something is due: the moment, and the local date that is its key."""

    at: datetime
    key: str


def next_after(cadence: Cadence, time_zone: str, after: datetime) -> Due:
    """Return when it is due next, strictly after that moment.

    Raises:
        InvalidValue: it never comes, as on a 30 February.
    """
    local = zone(time_zone)
    # A day early: near midnight the local date of the moment may lie on either side.
    for day in cadence.days_from(after.astimezone(local).date() - timedelta(days=1)):
        due = moment_of(cadence, time_zone, day)
        if due.at > after:
            return due
    raise InvalidValue("cadence", f"{cadence} never comes")


def moment_of(cadence: Cadence, time_zone: str, day: date) -> Due:
    """Return the moment of one local date."""
    # fold=0: the first of two equal times; inside a gap it moves behind it by itself.
    wall = datetime.combine(day, time(cadence.hour, cadence.minute), zone(time_zone))
    return Due(wall.astimezone(UTC), day.isoformat())


def key_of(cadence: Cadence, time_zone: str, at: datetime) -> str:
    """Return the key of something that was due at that moment."""
    before = at - timedelta(seconds=1)
    return next_after(cadence, time_zone, before).key


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
