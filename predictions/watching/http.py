"""The one door to the network: polite and guarded.

Every host has its turn, its pace and its robots.txt; each hop of a redirect is checked; a request is
bounded in total time. What one request may send and receive is `wire`'s.
"""

import asyncio
import weakref
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType, TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

from predictions.errors import AskedToWait, FetchRefused, SourceError, TookTooLong
from predictions.hiding import shown
from predictions.watching import guard
from predictions.watching.headers import max_age, request_headers, retry_after
from predictions.watching.reply import Fetched, FetchSettings
from predictions.watching.robots import Robots
from predictions.watching.wire import REDIRECTS, Asked, Wire

_KEPT_HEADERS = (
    "cache-control",
    "content-type",
    "date",
    "etag",
    "expires",
    "last-modified",
    "link",
)
_USUAL_WAIT, _LONGEST_WAIT = 60.0, 3600.0  # seconds in which nothing else is asked of a host
_PERMANENT = frozenset({301, 308})


class Fetcher:
    """Fetches addresses within limits that all its users share; use it in `async with`."""

    def __init__(
        self, settings: FetchSettings | None = None, *, resolve: guard.Resolver = guard.resolve
    ) -> None:
        self.settings = settings or FetchSettings()
        self._wire = Wire(self.settings, resolve)
        self._robots = Robots(self.settings.user_agent.partition("/")[0])
        self._all = asyncio.Semaphore(self.settings.concurrency)
        self._hosts: weakref.WeakValueDictionary[str, asyncio.Semaphore] = (
            weakref.WeakValueDictionary()
        )
        self._free_at: dict[str, float] = {}
        self._left_alone: dict[str, datetime] = {}  # hosts that want no request before a moment

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close all connections."""
        await self._wire.aclose()

    async def fetch(
        self,
        url: str,
        *,
        now: datetime,
        etag: str | None = None,
        last_modified: str | None = None,
        headers: Mapping[str, str] | None = None,
        robots: bool = True,
        gap_seconds: float | None = None,
        max_bytes: int | None = None,
    ) -> Fetched:
        """Fetch an address, following redirects.

        Args:
            url: http or https.
            now: kept as `fetched_at`; a Retry-After date is measured against it.
            etag: of the reply that is held already; with `last_modified` it asks for "if changed".
            last_modified: see `etag`.
            headers: further request headers, dropped where a redirect leaves the site.
            robots: whether to ask the site's robots.txt (not for documented APIs).
            gap_seconds: between two requests to this host, where it asks for more than usual.
            max_bytes: of the body, decompressed; the setting where None.

        Raises:
            FetchRefused: the address, or one it redirects to, must not be fetched.
            LimitExceeded: too large, or too slow as a whole.
            SourceError: no usable reply.
        """
        target = guard.check_url(url, self.settings.allow)
        if robots:
            await self._robots.check(url, lambda there: self._robots_txt(there, now), now=now)
        asked = Asked(
            url=url,
            now=now,
            headers=request_headers(self.settings.user_agent, etag, last_modified, headers),
            most=max_bytes or self.settings.max_bytes,
            gap=self._usual_gap(target) if gap_seconds is None else gap_seconds,
        )
        return await self._turn(asked)

    async def send(
        self, url: str, *, now: datetime, body: bytes, headers: Mapping[str, str]
    ) -> Fetched:
        """POST to an endpoint that the operator configured; redirects are not followed."""
        guard.check_url(url, self.settings.allow)
        asked = request_headers(self.settings.user_agent, None, None, headers)
        most = self.settings.max_bytes
        return await self._turn(Asked(url=url, now=now, headers=asked, most=most, post=body))

    async def _robots_txt(self, url: str, now: datetime) -> tuple[int, bytes]:
        asked = request_headers(self.settings.user_agent, None, None, None)
        reply = await self._turn(Asked(url=url, now=now, headers=asked, most=1024 * 1024))
        return reply.status, reply.body

    async def _turn(self, asked: Asked) -> Fetched:
        """Wait for a turn at the host, then overall, so that a slow host holds up only itself."""
        host = urlsplit(asked.url).hostname or ""
        lane = self._hosts.setdefault(host, asyncio.Semaphore(self.settings.host_concurrency))
        async with lane:
            await self._wait_for_gap(host, asked.gap)
            async with self._all:
                self._check_that_it_may_be_asked(host, asked)
                try:
                    async with asyncio.timeout(self.settings.total_seconds):
                        fetched = await self._follow(asked)
                        self._note_its_wish(host, fetched)
                        return fetched
                except TimeoutError:
                    raise TookTooLong(
                        f"{shown(asked.url)}: took longer than {self.settings.total_seconds:g} s"
                    ) from None

    def _usual_gap(self, target: guard.Target) -> float:
        """Return the pause between two requests to a host; none where the operator's own network is asked."""
        own = guard.is_named(target, self.settings.allow)
        return 0.0 if own else self.settings.host_gap_seconds

    def _check_that_it_may_be_asked(self, host: str, asked: Asked) -> None:
        until = self._left_alone.get(host)
        if until is None or asked.post is not None:
            return
        if asked.now >= until:
            del self._left_alone[host]
            return
        wait = (until - asked.now).total_seconds()
        raise AskedToWait(f"{host} asked to slow down, and is left alone meanwhile", seconds=wait)

    def _note_its_wish(self, host: str, fetched: Fetched) -> None:
        """Remember for all who ask a host that it wants to be left alone."""
        if fetched.status == 429 or fetched.retry_after:
            wait = min(fetched.retry_after or _USUAL_WAIT, _LONGEST_WAIT)
            self._left_alone[host] = fetched.fetched_at + timedelta(seconds=wait)

    async def _wait_for_gap(self, host: str, gap: float) -> None:
        if gap <= 0:
            return
        time = asyncio.get_running_loop().time()
        at = max(time, self._free_at.get(host, 0.0))
        if len(self._free_at) > 10_000:
            self._free_at = {h: t for h, t in self._free_at.items() if t > time}
        self._free_at[host] = at + gap
        await asyncio.sleep(at - time)

    async def _follow(self, asked: Asked) -> Fetched:
        here, moved = asked, True
        for hop in range(self.settings.max_redirects + 1):
            status, received, body = await self._wire.once(here)
            location = received.get("location")
            if status not in REDIRECTS or not location or asked.post is not None:
                kept = {name: received[name] for name in _KEPT_HEADERS if name in received}
                return Fetched(
                    url=asked.url,
                    final_url=here.url,
                    status=status,
                    headers=MappingProxyType(kept),
                    body=body,
                    fetched_at=asked.now,
                    not_modified=status == 304,
                    moved=moved and hop > 0,
                    retry_after=retry_after(received, now=asked.now),
                    max_age=max_age(received, now=asked.now),
                )
            moved = moved and status in _PERMANENT
            here = self._redirected(here, location)
        raise SourceError(f"{shown(asked.url)}: redirects without end")

    def _redirected(self, asked: Asked, location: str) -> Asked:
        try:
            there = urljoin(asked.url, location.strip().replace(" ", "%20")).partition("#")[0]
        except ValueError:
            raise FetchRefused("a redirect leads to an address that cannot be read") from None
        same = there.split("/")[:3] == asked.url.split("/")[:3]
        outside = asked.outside or not (same or self._wire.is_inside(asked.url))
        guard.check_url(there, guard.AllowList() if outside else self.settings.allow)
        if same:
            return replace(asked, url=there)
        # A token meant for one site is not shown to the next.
        bare = request_headers(self.settings.user_agent, None, None, None)
        return replace(asked, url=there, headers=bare, outside=outside)
