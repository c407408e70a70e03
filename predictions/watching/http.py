"""The one door to the network: polite, bounded and guarded HTTP.

Nothing else in `predictions` imports httpx. A fetch is bounded in bytes after decompression and in
total time; each hop of a redirect is checked; the address that was checked is the one dialled.
"""

import asyncio
import logging
import ssl
import weakref
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType, TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from predictions.errors import FetchRefused, NobodyThere, SourceError, TookTooLong
from predictions.hiding import shown
from predictions.watching import guard
from predictions.watching.dialing import CheckedBackend
from predictions.watching.headers import max_age, request_headers, retry_after
from predictions.watching.reply import Fetched, FetchSettings
from predictions.watching.robots import Robots
from predictions.watching.unpacking import read_body

# Both log every address with its query, and so every key in it, at levels people switch on.
logging.getLogger("httpx").setLevel(logging.WARNING)
logging.getLogger("httpcore").setLevel(logging.WARNING)

_KEPT_HEADERS = (
    "cache-control",
    "content-type",
    "date",
    "etag",
    "expires",
    "last-modified",
    "link",
)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """One request on its way."""

    url: str
    now: datetime
    headers: dict[str, str]
    most: int
    gap: float = 0.0
    post: bytes | None = None
    outside: bool = False  # reached by a redirect from a public site


class Fetcher:
    """Fetches addresses within limits that all its users share; use it in `async with`."""

    def __init__(
        self, settings: FetchSettings | None = None, *, resolve: guard.Resolver = guard.resolve
    ) -> None:
        self.settings = settings or FetchSettings()
        secure = self.settings.ssl_context or httpx.create_ssl_context(trust_env=False)
        self._transport = _Transport(self.settings, self.settings.allow, resolve, secure)
        # For redirects from outside: what is allowed inside is not for strangers to point at.
        self._outside = _Transport(self.settings, guard.AllowList(), resolve, secure)
        self._robots = Robots(self.settings.user_agent.partition("/")[0])
        self._all = asyncio.Semaphore(self.settings.concurrency)
        self._hosts: weakref.WeakValueDictionary[str, asyncio.Semaphore] = (
            weakref.WeakValueDictionary()
        )
        self._free_at: dict[str, float] = {}

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
        await self._transport.aclose()
        await self._outside.aclose()

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
        guard.check_url(url, self.settings.allow)
        if robots:
            await self._robots.check(url, lambda there: self._robots_txt(there, now), now=now)
        asked = _Asked(
            url=url,
            now=now,
            headers=request_headers(self.settings.user_agent, etag, last_modified, headers),
            most=max_bytes or self.settings.max_bytes,
            gap=self.settings.host_gap_seconds if gap_seconds is None else gap_seconds,
        )
        return await self._turn(asked)

    async def send(
        self, url: str, *, now: datetime, body: bytes, headers: Mapping[str, str]
    ) -> Fetched:
        """POST to an endpoint that the operator configured; redirects are not followed."""
        guard.check_url(url, self.settings.allow)
        asked = request_headers(self.settings.user_agent, None, None, headers)
        most = self.settings.max_bytes
        return await self._turn(_Asked(url=url, now=now, headers=asked, most=most, post=body))

    async def _robots_txt(self, url: str, now: datetime) -> tuple[int, bytes]:
        asked = request_headers(self.settings.user_agent, None, None, None)
        reply = await self._turn(_Asked(url=url, now=now, headers=asked, most=1024 * 1024))
        return reply.status, reply.body

    async def _turn(self, asked: "_Asked") -> Fetched:
        """Wait for a turn at the host, then overall, so that a slow host holds up only itself."""
        host = urlsplit(asked.url).hostname or ""
        lane = self._hosts.setdefault(host, asyncio.Semaphore(self.settings.host_concurrency))
        async with lane:
            await self._wait_for_gap(host, asked.gap)
            async with self._all:
                try:
                    async with asyncio.timeout(self.settings.total_seconds):
                        return await self._follow(asked)
                except TimeoutError:
                    raise TookTooLong(
                        f"{shown(asked.url)}: took longer than {self.settings.total_seconds:g} s"
                    ) from None

    async def _wait_for_gap(self, host: str, gap: float) -> None:
        if gap <= 0:
            return
        time = asyncio.get_running_loop().time()
        at = max(time, self._free_at.get(host, 0.0))
        if len(self._free_at) > 10_000:
            self._free_at = {h: t for h, t in self._free_at.items() if t > time}
        self._free_at[host] = at + gap
        await asyncio.sleep(at - time)

    async def _follow(self, asked: "_Asked") -> Fetched:
        here, moved = asked, True
        for hop in range(self.settings.max_redirects + 1):
            status, received, body = await self._once(here)
            location = received.get("location")
            if status not in _REDIRECTS or not location or asked.post is not None:
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

    def _redirected(self, asked: "_Asked", location: str) -> "_Asked":
        try:
            there = urljoin(asked.url, location.strip().replace(" ", "%20")).partition("#")[0]
        except ValueError:
            raise FetchRefused("a redirect leads to an address that cannot be read") from None
        same = there.split("/")[:3] == asked.url.split("/")[:3]
        outside = asked.outside or not (same or self._transport.is_inside(asked.url))
        guard.check_url(there, guard.AllowList() if outside else self.settings.allow)
        if same:
            return replace(asked, url=there)
        # A token meant for one site is not shown to the next.
        bare = request_headers(self.settings.user_agent, None, None, None)
        return replace(asked, url=there, headers=bare, outside=outside)

    async def _once(self, asked: "_Asked") -> tuple[int, Mapping[str, str], bytes]:
        where = shown(asked.url)
        try:
            async with self._reply(asked) as reply:
                found = {name.lower(): value for name, value in reply.headers.items()}
                if reply.status_code in _REDIRECTS or reply.status_code == 304:
                    return reply.status_code, found, b""
                body = await read_body(reply.aiter_raw(), found, most=asked.most, where=where)
                return reply.status_code, found, body
        except httpcore.TimeoutException:
            raise SourceError(f"{where}: no answer in time") from None
        except (httpcore.ConnectError, ssl.SSLError):
            raise NobodyThere(f"{where}: could not connect") from None
        except (httpcore.ProtocolError, httpcore.NetworkError):
            raise SourceError(f"{where}: the reply was cut off or broken") from None
        except (httpx.InvalidURL, httpcore.UnsupportedProtocol, ValueError):
            raise FetchRefused(f"{where}: the address cannot be read") from None

    def _request(self, asked: "_Asked") -> httpx.Request:
        timeouts = {
            "connect": self.settings.connect_seconds,
            "read": self.settings.read_seconds,
            "write": self.settings.read_seconds,
            "pool": None,
        }
        return httpx.Request(
            "GET" if asked.post is None else "POST",
            asked.url,
            headers=asked.headers,
            content=asked.post,
            extensions={"timeout": timeouts},
        )

    @asynccontextmanager
    async def _reply(self, asked: "_Asked") -> AsyncIterator[httpx.Response]:
        transport = self._outside if asked.outside else self._transport
        reply = await transport.handle_async_request(self._request(asked))
        try:
            yield reply
        finally:
            await reply.aclose()


class _Transport(httpx.AsyncBaseTransport):
    """httpx over a pool whose connections go only to checked addresses, past any proxy setting."""

    def __init__(
        self,
        settings: FetchSettings,
        allow: guard.AllowList,
        resolve: guard.Resolver,
        secure: ssl.SSLContext,
    ) -> None:
        self._backend = CheckedBackend(allow, resolve)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=secure,
            max_connections=settings.concurrency,
            max_keepalive_connections=settings.concurrency,
            keepalive_expiry=15.0,
            network_backend=self._backend,
        )

    def is_inside(self, url: str) -> bool:
        """Whether an address that was fetched turned out to be in an allowed private network."""
        parts = httpx.URL(url)
        usual = 443 if parts.scheme == "https" else 80
        return self._backend.is_inside(parts.host, parts.port or usual)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        reply = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            status_code=reply.status, headers=reply.headers, stream=_Stream(reply)
        )

    async def aclose(self) -> None:
        await self._pool.aclose()


class _Stream(httpx.AsyncByteStream):
    def __init__(self, reply: httpcore.Response) -> None:
        self._reply = reply

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._reply.aiter_stream():
            yield piece

    async def aclose(self) -> None:
        await self._reply.aclose()
