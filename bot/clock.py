"""The one place that reads the clock; everything else is given a moment."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Return this moment, in UTC."""
    return datetime.now(UTC)
