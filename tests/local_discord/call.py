"""One REST request as it arrived, with what was answered."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.local_discord.schema import Json


@dataclass(eq=False)
class Call:
    """A request to the local Discord, kept for tests to look at."""

    method: str
    path: str  # below the API's base: "/channels/1/messages"
    template: str  # as the description names it: "/channels/{channel_id}/messages"
    params: Mapping[str, str]
    query: Mapping[str, str]
    body: Any
    files: Mapping[str, bytes]
    headers: Mapping[str, str]
    at: datetime
    filenames: Mapping[str, str] = field(default_factory=dict)
    status: int = 0
    answer: Any = None

    def id(self, name: str) -> int:
        """Give an id out of the path; one that is no number is nobody's."""
        text = self.params[name]
        return int(text) if text.isdigit() else 0

    def __str__(self) -> str:
        return f"{self.method} {self.path} -> {self.status}"


Reply = tuple[int, Json | list[Any] | None]
Handler = Callable[[Call], Awaitable[Reply]]
