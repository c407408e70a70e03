"""Replies of services, read as if they had just come."""

import json
from datetime import UTC, datetime
from typing import Any

from predictions.readings import (
    MarketReading,
)
from predictions.watching.sources import adapter
from predictions.watching.sources.base import Reply, Seen, SourceSpec

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
MILLIS = int(NOW.timestamp() * 1000)


def parse(
    kind: str, subject: str, body: Any, *, status: int = 200, url: str = "", **more: str
) -> Seen:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    spec = SourceSpec(kind=kind, subject=subject, url=url or f"https://source.example/{subject}")
    reply = Reply(
        url=more.get("at", "https://api.example/x"),
        body=data,
        status=status,
        content_type=more.get("content_type", ""),
        fetched_at=NOW,
    )
    return adapter(kind).parse(spec, reply, {})


def state(kind: str, body: Any) -> str:
    (reading,) = parse(kind, "x", body).readings
    assert isinstance(reading, MarketReading)
    assert reading.subject == "x"
    return str(reading.state)
