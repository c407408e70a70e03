"""What a site asks of robots, remembered for a day."""

import asyncio
import weakref
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from predictions.errors import (
    AskedToWait,
    FetchRefused,
    LimitExceeded,
    SourceError,
    TookTooLong,
    Unanswered,
)

_KEPT_FOR = timedelta(hours=24)
_UNREACHABLE_FOR = timedelta(minutes=30)
_UNANSWERED_FOR = timedelta(minutes=1)  # for all who wait; it may be our own network that is down
_MOST_SITES = 5000
_MOST_BYTES = 500 * 1024  # as much as RFC 9309 asks a crawler to read

# Asked with the address of robots.txt; returns status and body.
Get = Callable[[str], Awaitable[tuple[int, bytes]]]


@dataclass(frozen=True, slots=True)
class _Rules:
    parsed: Any  # a Protego; None: everything is allowed
    reachable: bool
    until: datetime
    problem: str = ""  # why the site could not be asked at all
    unanswered: bool = False


class Robots:
    """Answers whether a path may be fetched, asking each site once a day."""

    def __init__(self, agent: str) -> None:
        self._agent = agent
        self._sites: OrderedDict[str, _Rules] = OrderedDict()
        self._asking: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()

    async def check(self, url: str, get: Get, *, now: datetime) -> None:
        """Pass if the site's robots.txt allows the address.

        Raises:
            FetchRefused: it does not.
            Unanswered: the site can't be asked.
            SourceError: the site fails to say (a server error), which counts as "not now".
        """
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        # One request asks for all who wait for the same site.
        lock = self._asking.setdefault(site, asyncio.Lock())
        async with lock:
            rules = self._sites.get(site)
            if rules is None or rules.until <= now:
                rules = await self._ask(site, get, now)
                self._remember(site, rules)
        if rules.unanswered:
            raise Unanswered(rules.problem)
        if not rules.reachable:
            raise SourceError(rules.problem or f"robots.txt of {parts.hostname} could not be read")
        if rules.parsed is not None and not rules.parsed.can_fetch(url, self._agent):
            raise FetchRefused(f"robots.txt of {parts.hostname} asks not to fetch this")

    async def _ask(self, site: str, get: Get, now: datetime) -> _Rules:
        try:
            status, body = await get(f"{site}/robots.txt")
        except (FetchRefused, AskedToWait):
            raise
        except (Unanswered, TookTooLong) as error:
            return _Rules(None, False, now + _UNANSWERED_FOR, str(error), unanswered=True)
        except (SourceError, LimitExceeded) as error:
            return _Rules(None, False, now + _UNREACHABLE_FOR, str(error))
        if status >= 500 or status == 429:
            return _Rules(None, reachable=False, until=now + _UNREACHABLE_FOR)
        if status >= 300:  # none there: nothing is forbidden
            return _Rules(None, reachable=True, until=now + _KEPT_FOR)
        from protego import Protego  # noqa: PLC0415 - only where a site is really asked

        text = body[:_MOST_BYTES].decode("utf-8", "replace")
        return _Rules(Protego.parse(text), reachable=True, until=now + _KEPT_FOR)

    def _remember(self, site: str, rules: _Rules) -> None:
        self._sites[site] = rules
        self._sites.move_to_end(site)
        while len(self._sites) > _MOST_SITES:
            self._sites.popitem(last=False)
