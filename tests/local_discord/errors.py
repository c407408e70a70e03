"""Discord's own refusals, as the local server gives them: status, code and words."""

from collections.abc import Sequence
from typing import Any

from tests.local_discord.schema import Fault


class Refusal(Exception):
    """An answer that is not a success, with Discord's JSON error code."""

    def __init__(
        self,
        status: int,
        code: int,
        message: str,
        *,
        faults: Sequence[Fault] = (),
        extra: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.faults = tuple(faults)
        self.extra = extra or {}
        self.headers = headers or {}

    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {"message": self.message, "code": self.code} | self.extra
        if self.faults:
            body["errors"] = _tree(self.faults)
        return body


def invalid(faults: Sequence[Fault]) -> Refusal:
    return Refusal(400, 50035, "Invalid Form Body", faults=faults)


def unknown(what: str, code: int) -> Refusal:
    return Refusal(404, code, f"Unknown {what}")


UNAUTHORIZED = (401, 0, "401: Unauthorized")
MISSING_ACCESS = (403, 50001, "Missing Access")
MISSING_PERMISSIONS = (403, 50013, "Missing Permissions")
CANNOT_DM = (403, 50007, "Cannot send messages to this user")
NOT_YOURS = (403, 50005, "Cannot edit a message authored by another user")
EMPTY_MESSAGE = (400, 50006, "Cannot send an empty message")
NOT_JSON = (400, 50109, "The request body contains invalid JSON.")
ACKNOWLEDGED = (400, 40060, "Interaction has already been acknowledged.")
TOO_MANY_FOLLOW_UPS = (
    400,
    40094,
    "This interaction has reached the maximum number of follow up messages",
)
BAD_TOKEN = (401, 50027, "Invalid Webhook Token")
ARCHIVED = (400, 50083, "Thread is archived")


def refuse(reason: tuple[int, int, str]) -> Refusal:
    return Refusal(*reason)


def _tree(faults: Sequence[Fault]) -> dict[str, Any]:
    """Nest faults by path, ending each in ``_errors`` as Discord does."""
    root: dict[str, Any] = {}
    for fault in faults:
        node = root
        for step in fault.path:
            node = node.setdefault(step, {})
        node.setdefault("_errors", []).append({"code": fault.code, "message": fault.message})
    return root
