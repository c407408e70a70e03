"""What counts: a prediction that was decided before its deadline waits for it, as its fellows do.

Of a hundred predictions for a year, those that come true in spring are decided in spring, and none
that fails is: their scores and calibration would tell of who expects YES, not of who is right.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.reports.scored import Bools, Floats
from storage.scope import Scope


@dataclass(frozen=True, slots=True)
class Counting:
    """From when to when predictions must have come to count, in seconds."""

    since: float
    until: float

    @classmethod
    def of(cls, scope: Scope, *, now: datetime) -> "Counting":
        """Return what counts in a scope, as things stand now."""
        end = now if scope.until is None else min(now, scope.until - timedelta(microseconds=1))
        begin = float("-inf") if scope.since is None else scope.since.timestamp()
        return cls(begin, end.timestamp())

    def begun(self, counts_at: Floats) -> Bools:
        """Say which do not belong to an earlier period: they count, or wait for their deadline."""
        return counts_at >= self.since

    def ended(self, counts_at: Floats) -> Bools:
        """Say which of those wait no more."""
        return counts_at <= self.until


def to_be_read(scope: Scope) -> Scope:
    """Return the scope of all that counts in another one or waits for it, and perhaps more."""
    return replace(scope, resolved_only=True, counting=True)
