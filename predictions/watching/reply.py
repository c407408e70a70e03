"""What a fetch is given and what it gives back."""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from predictions.watching.guard import AllowList


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """What a fetch may reach, cost and say of itself."""

    user_agent: str = "CalledIt/0.1 (self-hosted forecast tracker)"
    allow: AllowList = field(default_factory=AllowList)
    max_bytes: int = 10 * 1024 * 1024
    connect_seconds: float = 10.0
    read_seconds: float = 20.0  # between two pieces of a reply
    total_seconds: float = 60.0
    concurrency: int = 32
    host_concurrency: int = 4
    host_gap_seconds: float = 0.0  # between the starts of two requests to a host
    max_redirects: int = 5
    ssl_context: ssl.SSLContext | None = None  # None: the usual public authorities


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A reply as it came. An error status is a reply too: 404 and 429 are read here."""

    url: str
    final_url: str
    status: int
    headers: Mapping[str, str]  # a few, names in lower case
    body: bytes
    fetched_at: datetime
    not_modified: bool = False
    moved: bool = False  # every redirect on the way was a permanent one
    retry_after: float | None = None  # seconds
    max_age: float | None = None  # seconds

    @property
    def ok(self) -> bool:
        """Whether there is a body to read, or it is known to be unchanged."""
        return 200 <= self.status < 300 or self.not_modified

    @property
    def etag(self) -> str | None:
        """What to send as `etag` next time."""
        return self.headers.get("etag")

    @property
    def last_modified(self) -> str | None:
        """What to send as `last_modified` next time."""
        return self.headers.get("last-modified")

    @property
    def content_type(self) -> str:
        """Media type in lower case, with its parameters."""
        return self.headers.get("content-type", "").lower()
