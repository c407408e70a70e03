"""Failures on demand: what a test asks the local Discord to do to the next requests."""

from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any


@dataclass
class Failure:
    """Answers that come instead of, or after, the real one."""

    pattern: str  # "POST /channels/*/messages"; an asterisk stands for anything
    status: int | None = None
    times: int = 1
    after_creating: bool = False
    delay: float = 0.0
    retry_after: float = 0.05
    everywhere: bool = False  # a 429 of the global limit
    code: int | None = None
    hang_up: bool = False  # close the connection without an answer
    banned: bool = False  # a 429 of the network in front: no Via, no JSON
    skip: int = 0  # so many matching requests pass first
    call: Callable[[], object] | None = None  # done when it strikes: kill the bot, say

    def matches(self, method: str, path: str) -> bool:
        return self.times > 0 and fnmatchcase(f"{method} {path}", self.pattern)

    def strikes(self) -> bool:
        """Count a matching request off, and say whether it is to fail."""
        if self.skip:
            self.skip -= 1
            return False
        self.times -= 1
        return True


CODES = {401: 0, 403: 50013, 404: 10003, 429: 20028, 400: 50035}
WORDS = {
    401: "401: Unauthorized",
    403: "Missing Permissions",
    404: "Unknown Channel",
    429: "You are being rate limited.",
}


class Failures:
    """The failures that are still to happen, in the order they were asked for."""

    def __init__(self) -> None:
        self.waiting: list[Failure] = []

    def add(self, failure: Failure) -> Failure:
        self.waiting.append(failure)
        return failure

    def clear(self) -> None:
        self.waiting.clear()

    def take(self, method: str, path: str) -> Failure | None:
        """Find the failure that meets a request, and count it off."""
        for failure in self.waiting:
            if failure.matches(method, path) and failure.strikes():
                return failure
        return None


def worded(failure: Failure) -> tuple[int, dict[str, Any], dict[str, str]]:
    """Word a failure as Discord does: status, body, headers."""
    status = failure.status or 500
    if failure.banned:
        return 429, {}, {"Retry-After": "3600"}
    if status >= 500:
        return status, {"message": f"{status}: Server Error", "code": 0}, {}
    code = failure.code if failure.code is not None else CODES.get(status, 0)
    body: dict[str, Any] = {"message": WORDS.get(status, "Refused"), "code": code}
    headers: dict[str, str] = {}
    if status == 429:
        body |= {"retry_after": failure.retry_after, "global": failure.everywhere}
        headers = {
            # Without it discord.py takes the answer for a ban by the network in front.
            "Via": "1.1 google",
            "Retry-After": str(max(1, round(failure.retry_after))),
            "X-RateLimit-Scope": "global" if failure.everywhere else "user",
        }
        if failure.everywhere:
            headers["X-RateLimit-Global"] = "true"
    return status, body, headers
