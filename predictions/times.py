"""Moments and windows: aware, in UTC, with deadlines that include their last day."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from predictions.errors import InvalidValue


def utc(moment: datetime, *, field: str = "time") -> datetime:
    """Return the moment in UTC.

    Raises:
        InvalidValue: the moment has no time zone, so it could mean 24 different ones.
    """
    if moment.tzinfo is None:
        raise InvalidValue(field, f"{moment} has no time zone; add one, for example +00:00")
    return moment.astimezone(UTC)


@lru_cache(maxsize=1024)
def zone(name: str) -> ZoneInfo:
    """Return the time zone of that IANA name.

    Raises:
        InvalidValue: there is no such zone.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        near = _zones_named(name) or "one like Europe/Berlin or UTC"
        raise InvalidValue("time zone", f"unknown time zone {name!r}; write {near}") from None


def find_zone(text: str) -> str:
    """Return the time zone that somebody means: "Europe/Berlin", "europe/berlin", "Berlin".

    Raises:
        InvalidValue: none is called so, or more than one.
    """
    wanted = text.strip().replace(" ", "_").casefold()
    known = available_timezones()
    exact = [name for name in known if name.casefold() == wanted]
    cities = [name for name in known if name.casefold().endswith(f"/{wanted}")]
    if re.match(r"(utc|gmt)?[+-]\d", wanted):
        # A fixed offset is wrong for half of the year in most places.
        raise InvalidValue("time zone", f"{text.strip()!r} is no place; write one like Berlin")
    # "America/Indianapolis" and "America/Indiana/Indianapolis" are two names of one zone.
    shortest = min(exact or cities, key=len, default=text.strip())
    same = {zone(name).key for name in cities if name.count("/") == 1}
    if not exact and len(same) > 1:
        raise InvalidValue("time zone", f"{text.strip()!r} may be {' or '.join(sorted(same))}")
    return zone(shortest).key


def _zones_named(city: str) -> str:
    """Return the zones that end in what was written: people say Berlin, not Europe/Berlin."""
    end = "/" + city.strip().replace(" ", "_").casefold()
    return " or ".join(sorted(z for z in available_timezones() if z.casefold().endswith(end))[:3])


def start_of(day: date, time_zone: str) -> datetime:
    """Return the first moment of that day in that zone, in UTC."""
    return datetime.combine(day, time.min, zone(time_zone)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Window:
    """When a prediction can come true: two days, both inclusive, in one time zone.

    Raises:
        InvalidValue: the deadline lies before `not_before`, or the zone is unknown.
    """

    not_before: date | None = None
    deadline: date | None = None
    time_zone: str = "UTC"

    def __post_init__(self) -> None:
        zone(self.time_zone)
        if self.not_before and self.deadline and self.deadline < self.not_before:
            raise InvalidValue(
                "deadline",
                f"{self.deadline} is before {self.not_before}, the first day that counts",
            )

    @property
    def due_at(self) -> datetime | None:
        """The first moment after the deadline's last day; None without a deadline."""
        if self.deadline is None or self.deadline == date.max:
            return None
        return start_of(self.deadline + timedelta(days=1), self.time_zone)

    @property
    def opens_at(self) -> datetime | None:
        """The first moment that counts; None where any does."""
        return start_of(self.not_before, self.time_zone) if self.not_before else None

    def since(self, moment: datetime) -> "Window":
        """Return the same window, not open before the day of that moment."""
        day = moment.astimezone(zone(self.time_zone)).date()
        first = max(filter(None, (self.not_before, day)))
        return replace(self, not_before=min(filter(None, (first, self.deadline))))

    def holds(self, moment: datetime) -> bool:
        """Say whether that moment lies inside the window."""
        opens, due = self.opens_at, self.due_at
        return (opens is None or moment >= opens) and (due is None or moment < due)
