"""Rate limits by route, told in headers and enforced, where a test sets them."""

import math
import time
from collections import defaultdict, deque
from dataclasses import dataclass
from fnmatch import fnmatchcase

from tests.local_discord import errors
from tests.local_discord.call import Call


@dataclass(frozen=True)
class Limit:
    """So many requests in so many seconds, for each channel, guild or webhook apart."""

    pattern: str
    per: int
    seconds: float


class Limits:
    """Counts requests in windows; without a limit set, no header is sent."""

    def __init__(self) -> None:
        self.set: list[Limit] = []
        self.hits = 0
        self._seen: dict[tuple[str, str], deque[float]] = defaultdict(deque)

    def count(self, call: Call, now: float) -> dict[str, str]:
        """Give the headers of a request, or refuse it."""
        for limit in self.set:
            if fnmatchcase(f"{call.method} {call.path}", limit.pattern):
                return self._counted(limit, call, now)
        return {}

    def _counted(self, limit: Limit, call: Call, now: float) -> dict[str, str]:
        majors = ("channel_id", "guild_id", "webhook_token")
        major = next((call.params[m] for m in majors if m in call.params), "")
        seen = self._seen[(limit.pattern, major)]
        while seen and now - seen[0] >= limit.seconds:
            seen.popleft()
        wait = limit.seconds - (now - seen[0]) if seen else limit.seconds
        full = len(seen) >= limit.per
        if not full:
            seen.append(now)
        wait = math.ceil(wait * 1000) / 1000  # never told shorter than it is
        headers = {
            "X-RateLimit-Limit": str(limit.per),
            "X-RateLimit-Remaining": str(limit.per - len(seen)),
            "X-RateLimit-Reset-After": f"{wait:.3f}",
            "X-RateLimit-Reset": f"{time.time() + wait:.3f}",
            "X-RateLimit-Bucket": f"{abs(hash(limit.pattern)):x}",
        }
        if not full:
            return headers
        self.hits += 1
        headers |= {
            "Via": "1.1 google",
            "Retry-After": str(math.ceil(wait)),
            "X-RateLimit-Scope": "user",
        }
        extra = {"retry_after": wait, "global": False}
        words = "You are being rate limited."
        raise errors.Refusal(429, 20028, words, extra=extra, headers=headers)
