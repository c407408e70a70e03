"""One request over the network: to a checked address, its reply bounded.

Nothing else imports httpx. The size is bounded after decompression; the address that was checked is
the one dialled.
"""

import logging
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

import httpcore
import httpx

from predictions.errors import FetchRefused, NobodyThere, SourceError, Unanswered
from predictions.hiding import shown
from predictions.watching import guard
from predictions.watching.dialing import CheckedBackend
from predictions.watching.reply import FetchSettings
from predictions.watching.unpacking import read_body

# Both log every address with its query, and so every key in it, at levels people switch on.
logging.getLogger("httpx").setLevel(logging.WARNING)
logging.getLogger("httpcore").setLevel(logging.WARNING)

REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request on its way."""

    url: str
    now: datetime
    headers: dict[str, str]
    most: int
    gap: float = 0.0
    post: bytes | None = None
    outside: bool = False  # reached by a redirect from a public site


class Wire:
    """Connections to checked addresses, kept for the next request."""

    def __init__(self, settings: FetchSettings, resolve: guard.Resolver) -> None:
        secure = settings.ssl_context or httpx.create_ssl_context(trust_env=False)
        self._settings = settings
        self._usual = _Transport(settings, settings.allow, resolve, secure)
        # For redirects from outside: what is allowed inside is not for strangers to point at.
        self._outside = _Transport(settings, guard.AllowList(), resolve, secure)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._usual.aclose()
        await self._outside.aclose()

    def is_inside(self, url: str) -> bool:
        """Whether an address that was fetched turned out to be in an allowed private network."""
        return self._usual.is_inside(url)

    async def once(self, asked: Asked) -> tuple[int, Mapping[str, str], bytes]:
        """Return status, headers (names in small letters) and body; of a redirect no body.

        Raises:
            FetchRefused: the address cannot be read, or must not be dialled.
            LimitExceeded: the body is too large.
            NobodyThere: nothing listens there.
            Unanswered: no reply in time, or none at all.
            SourceError: what came is no reply.
        """
        where = shown(asked.url)
        try:
            async with self._reply(asked) as reply:
                found = {name.lower(): value for name, value in reply.headers.items()}
                if reply.status_code in REDIRECTS or reply.status_code == 304:
                    return reply.status_code, found, b""
                body = await read_body(reply.aiter_raw(), found, most=asked.most, where=where)
                return reply.status_code, found, body
        except httpcore.TimeoutException:
            raise Unanswered(f"{where}: no answer in time") from None
        except (httpcore.ConnectError, ssl.SSLError) as error:
            if trouble := _with_tls(error):
                raise Unanswered(f"{where}: {trouble}") from None
            raise NobodyThere(f"{where}: could not connect") from None
        except (httpcore.ProtocolError, httpcore.NetworkError) as error:
            kind = SourceError if isinstance(error, httpcore.ProtocolError) else Unanswered
            raise kind(f"{where}: the reply was cut off or broken") from None
        except (httpx.InvalidURL, httpcore.UnsupportedProtocol, ValueError):
            raise FetchRefused(f"{where}: the address cannot be read") from None

    def _request(self, asked: Asked) -> httpx.Request:
        timeouts = {
            "connect": self._settings.connect_seconds,
            "read": self._settings.read_seconds,
            "write": self._settings.read_seconds,
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
    async def _reply(self, asked: Asked) -> AsyncIterator[httpx.Response]:
        transport = self._outside if asked.outside else self._usual
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


def _with_tls(error: BaseException | None) -> str:
    """Return what keeps a connection from being a safe one; empty where that is not the trouble."""
    while error is not None and not isinstance(error, ssl.SSLError):
        error = error.__cause__ or error.__context__
    if error is None:
        return ""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"could not connect safely: its certificate is not trusted ({error.verify_message})"
    return "could not connect safely: it does not speak TLS as it should (http:// in place of https://?)"
