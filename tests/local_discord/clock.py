"""Time and ids of the local Discord: real time, which a test may push ahead."""

import time
from datetime import UTC, datetime, timedelta

DISCORD_EPOCH_MS = 1_420_070_400_000
PATIENCE = 60.0  # seconds for what must come; only what hangs comes near it


class Clock:
    """Real time plus however far a test has advanced it."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def advance(self, seconds: float) -> None:
        self._ahead += timedelta(seconds=seconds)

    def ticks(self) -> float:
        """Seconds for measuring, which the wall clock cannot turn back."""
        return time.perf_counter() + self._ahead.total_seconds()


class Snowflakes:
    """Ids as Discord makes them: the time in the upper bits, always rising."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> int:
        milliseconds = int(self._clock.now().timestamp() * 1000) - DISCORD_EPOCH_MS
        self._last = max(self._last + 1, milliseconds << 22)
        return self._last

    def at(self, moment: datetime) -> int:
        """Give the smallest id of a moment, for messages that a test dates back."""
        return (int(moment.timestamp() * 1000) - DISCORD_EPOCH_MS) << 22
