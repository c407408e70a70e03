"""When to ask a source again: often where it changes, seldom where it does not, never too soon.

Pure: what happened, the clock and a random number come in, the next moment comes out. A source that
fails is asked ever more seldom but never given up; people are told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from predictions.errors import InvalidValue

BACK = "is back"  # the one thing to tell of a source that needs no look


class Asked(StrEnum):
    """What came of asking."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAILED = "failed"


class Health(StrEnum):
    """How a source is, in a word for a list."""

    NEW = "new"
    OK = "ok"
    FAILING = "failing"
    SILENT = "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How often is polite.

    Raises:
        InvalidValue: intervals out of order, or a jitter outside 0..1.
    """

    shortest: timedelta = timedelta(minutes=15)
    usual: timedelta = timedelta(hours=1)
    longest: timedelta = timedelta(hours=24)
    back_off_ceiling: timedelta = timedelta(hours=24)
    retry_after_ceiling: timedelta = timedelta(days=7)  # no reply may silence a source for years
    jitter: float = 0.1  # of the interval, always added: never before the asked-for moment
    failures_before_alarm: int = 3
    silence_factor: float = 3.0  # times the longest usual gap between changes
    shortest_silence: timedelta = timedelta(days=3)
    unknown_silence: timedelta = timedelta(days=45)  # where no gap is known yet

    def __post_init__(self) -> None:
        if not timedelta(0) < self.shortest <= self.usual <= self.longest:
            raise InvalidValue("manners", "need 0 < shortest <= usual <= longest")
        if not 0 <= self.jitter <= 1:
            raise InvalidValue("jitter", f"{self.jitter} is outside 0..1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """The next check, and the interval to remember for the one after."""

    check_at: datetime
    interval: timedelta


def next_check(
    asked: Asked,
    *,
    interval: timedelta,
    failures: int,
    now: datetime,
    random: float,
    manners: Manners,
    retry_after: float | None = None,
    fresh_for: float | None = None,
) -> Schedule:
    """Return when to ask a source again.

    Args:
        asked: what came of it this time.
        interval: the one that led to this check.
        failures: in a row, this one included.
        now: the present moment.
        random: from 0 up to 1, for the jitter.
        manners: the limits.
        retry_after: seconds the source asked to be left alone.
        fresh_for: seconds for which it said its reply holds (Cache-Control, TTL).
    """
    adapted = _adapted(asked, interval, manners)
    wait = adapted
    if asked is Asked.FAILED:
        # 2**failures without end would overflow long before anyone looked.
        doubled = manners.shortest * 2 ** min(max(failures - 1, 0), 20)
        wait = min(max(doubled, adapted), manners.back_off_ceiling)
    elif fresh_for is not None:
        wait = max(wait, min(timedelta(seconds=fresh_for), manners.longest))
    if retry_after is not None:
        asked_for = timedelta(seconds=max(retry_after, 0.0))
        wait = max(wait, min(asked_for, manners.retry_after_ceiling))
    wait += wait * manners.jitter * min(max(random, 0.0), 1.0)
    return Schedule(check_at=now + wait, interval=adapted)


def _adapted(asked: Asked, interval: timedelta, manners: Manners) -> timedelta:
    """Halve after a change, stretch by a quarter without one, keep through failures."""
    if asked is Asked.CHANGED:
        interval = interval / 2
    elif asked is Asked.UNCHANGED:
        interval = interval * 1.25
    return min(max(interval, manners.shortest), manners.longest)


def expected_silence(gaps: Sequence[timedelta], manners: Manners) -> timedelta:
    """Return how long a source may be silent before it is remarkable, from gaps between changes."""
    if not gaps:
        return manners.unknown_silence
    return max(max(gaps) * manners.silence_factor, manners.shortest_silence)


def health(
    *,
    failures: int,
    checked_at: datetime | None,
    changed_at: datetime | None,
    added_at: datetime,
    gaps: Sequence[timedelta] = (),
    now: datetime,
    manners: Manners,
) -> Health:
    """Say how a source is.

    Args:
        failures: in a row.
        checked_at: last time it was asked, if ever.
        changed_at: last time it said something new, if ever.
        added_at: since when it is watched.
        gaps: between its last few changes, as far as known.
        now: the present moment.
        manners: the limits.
    """
    if failures >= manners.failures_before_alarm:
        return Health.FAILING
    if checked_at is None:
        return Health.NEW
    if now - (changed_at or added_at) > expected_silence(gaps, manners):
        return Health.SILENT
    return Health.OK


def alarm(before: Health, after: Health) -> str | None:
    """Return what to tell people when a source's health changes; None where nothing is to tell."""
    if before is after:
        return None
    match after:
        case Health.FAILING:
            return "cannot be read any more"
        case Health.SILENT:
            return "has been silent for longer than it ever was"
        case Health.OK if before in (Health.FAILING, Health.SILENT):
            return BACK
        case _:
            return None
