"""Lengths and moments as people type them ("2w", "1y 6mo", "in 90 minutes", "friday 5pm"), as days.

A window has whole days: a moment within a day stands for the day on which it falls.
"""

import math
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from predictions.errors import InvalidValue
from predictions.regexes import regex
from predictions.windows import calendar as cal
from predictions.windows.lengths import count_of, later

_UNITS = {
    "d": "day", "w": "week", "wk": "week", "mo": "month", "mos": "month", "mth": "month", "q": "quarter",
    "qtr": "quarter", "y": "year", "yr": "year", "h": "hour", "hr": "hour", "min": "minute",
    "sec": "second",
}  # fmt: skip
_SECONDS = {"hour": 3600, "minute": 60, "second": 1}
_COUNT = (
    r"\d{1,5}(?:\.\d{1,2})?|a quarter of an|(?:a )?couple(?: of)?|half an?|an?|one|two|three|four"
    r"|five|six|seven|eight|nine|ten|eleven|twelve"
)
_UNIT = (
    r"seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|mths?|mos?|quarters?"
    r"|qtrs?|years?|yrs?|[hdwmqy]"
)
_PART = regex(rf"(?:,? ?(?:and )?|^)({_COUNT}) ?({_UNIT})(?![a-z])( and a half)?")
_LENGTH = regex(
    r"(?:(?:with)?in |by )?(?:the )?(?:next )?\+? ?(.+?)(?: from now| from today| later)?"
)
_TIME = (
    r"(?:(?:at|by|before|until) |@ ?)?(?:(\d{1,2})(?::(\d\d)(?::\d\d)?)? ?([ap])\.?m\b\.?"
    r"|(\d{1,2}):(\d\d)(?::\d\d)?|(noon|midday)\b)(?: ?(utc|gmt|z|[+-][01]\d:?[0-5]\d)\b)?"
)
_BEHIND = regex(rf"(?:^|,? |(?<=\d)t){_TIME}$")
_BEFORE = regex(rf"{_TIME},? (?:on )?")
_PART_OF_DAY = regex(r",? (?:(?:in the )?(?:morning|afternoon|evening)|(?:at )?night)$")
_TONIGHT = regex(
    r"(?:(?:by|before|at|until) )?(?:(?:midnight|lunch(?:time)?)(?: (?:today|tonight))?|tonight"
    r"|(?:later )?this (?:morning|afternoon|evening))"
)


def span(words: str, *, today: date, now: datetime | None) -> tuple[date, bool] | None:
    """Return the day on which a length of time ends, and whether it counts hours; None for what is none.

    Without the time of day (`now`, in the zone of whoever typed it) a part of a day counts as a day.

    Raises:
        InvalidValue: "2m" could be minutes or months.
    """
    whole = _LENGTH.fullmatch(words)
    parts = list(_PART.finditer(whole[1])) if whole else []
    if not parts or "".join(part[0] for part in parts) != (whole and whole[1]):
        return None
    day, seconds, before = today, 0.0, ""
    for part in parts:
        unit = _unit(part, before, words)
        many = count_of(part[1].removeprefix("a ").removesuffix(" of")) + 0.5 * bool(part[3])
        if unit in _SECONDS:
            seconds += many * _SECONDS[unit]
        else:
            day = later(day, many, unit)
        before = unit
    if not seconds:
        return day, False
    if now is None:
        return cal.add_days(day, math.ceil(seconds / 86_400)), True
    moment = (now.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(now.tzinfo)
    return cal.add_days(day, (moment.date() - now.date()).days), True


def _unit(part: re.Match[str], before: str, words: str) -> str:
    written = part[2]
    if written != "m":
        return _UNITS.get(written) or _UNITS.get(written.rstrip("s")) or written.rstrip("s")
    if before in ("year", "quarter"):
        return "month"
    if before == "hour":
        return "minute"
    raise InvalidValue(
        "deadline", f"{words!r} could be minutes or months; write 2min or 2mo, with your number"
    )


@dataclass(frozen=True, slots=True)
class Timed:
    """The words for a day, and what stands beside them of the clock."""

    day: str  # nothing: the next day on which the clock shows that time
    at: time | None  # None: only a part of the day is named
    zone: str  # nothing: that of whoever typed it

    def falls(self, day: date | None, *, today: date, now: datetime | None) -> date:
        """Return the day, in the zone of whoever typed it, on which the moment falls."""
        if day is None:
            gone = now is not None and self.at is not None and now.time() >= self.at
            day = cal.add_days(today, 1) if gone and not self.zone else today
        if not self.zone or now is None or self.at is None:
            return day
        try:
            return self.on(day, now).date()
        except OverflowError:  # at the end of the calendar
            return day

    def on(self, day: date, now: datetime) -> datetime:
        """Return the moment on a day, in the zone of whoever typed it, which is that of `now`."""
        at = self.at or time.max
        if not self.zone:
            return datetime.combine(day, at, now.tzinfo)
        offset = self.zone if self.zone[0] in "+-" else "+00:00"
        return datetime.fromisoformat(f"{day}T{at.isoformat()}{offset}").astimezone(now.tzinfo)


def timed(words: str) -> Timed | None:
    """Return what stands of the clock beside the words for a day; None where nothing does."""
    if _TONIGHT.fullmatch(words):
        return Timed("today", None, "")
    if part := _PART_OF_DAY.search(words):
        return Timed(words[: part.start()], None, "")
    match = _BEHIND.search(words) or _BEFORE.match(words)
    if match is None:
        return None
    hour, minute, half, hour_of_24, minute_of_24, noon, zone = match.groups()
    try:
        at = (
            time(12)
            if noon
            else time(int(hour) % 12 + 12 * (half == "p"), int(minute or 0))
            if hour
            else time(int(hour_of_24), int(minute_of_24))
        )
    except ValueError:
        return None
    return Timed((words[: match.start()] + words[match.end() :]).strip(), at, zone or "")
