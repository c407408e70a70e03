"""One fetch from a server that answers as it is told."""

import asyncio
from collections.abc import Coroutine
from datetime import UTC, datetime
from typing import Any

from predictions.watching.guard import AllowList
from predictions.watching.reply import Fetched
from tests.predictions.watching.servers import always, fetcher, serve

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
NOBODY = AllowList()  # no private network may be fetched


def run(main: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(main)


def fetch_from(data: bytes, **settings: Any) -> Fetched:
    async def main() -> Fetched:
        async with serve(always(data)) as server, fetcher(server, **settings) as client:
            return await client.fetch(f"{server.url}/x", now=NOW)

    fetched: Fetched = run(main())
    return fetched
