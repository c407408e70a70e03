"""Real HTTP on loopback, well behaved or not: a handler writes whatever bytes it likes."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from predictions.watching.guard import parse_allow
from predictions.watching.http import Fetcher
from predictions.watching.reply import FetchSettings


@dataclass
class Request:
    """One request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


Handler = Callable[[Request, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Server:
    """Where a server listens, and what it was asked."""

    host: str
    port: int
    requests: list[Request] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [request.path for request in self.requests]


def reply(status: str = "200 OK", body: bytes = b"", **headers: str) -> bytes:
    """Return a whole, well-formed reply; underscores in header names become hyphens."""
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode() + body


async def _read(reader: asyncio.StreamReader) -> Request | None:
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    first, *lines = head.decode("latin-1").strip().split("\r\n")
    method, path, _ = first.split(" ", 2)
    headers = {n.strip().lower(): v.strip() for n, _, v in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Request(method, path, headers, body)


@asynccontextmanager
async def serve(
    handler: Handler, *, robots: bytes | None = None, host: str = "127.0.0.1", port: int = 0
) -> AsyncIterator[Server]:
    """Serve on loopback; robots.txt is answered apart, 404 where None."""
    tasks: set[asyncio.Task[None]] = set()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        tasks.add(task)
        try:
            while (request := await _read(reader)) is not None:
                server.requests.append(request)
                if request.path == "/robots.txt":
                    found = reply(body=robots) if robots is not None else reply("404 Not Found")
                    writer.write(found)
                else:
                    await handler(request, writer)
                await writer.drain()
                if writer.is_closing():
                    return
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            tasks.discard(task)
            with contextlib.suppress(ConnectionError):
                writer.close()

    listening = await asyncio.start_server(talk, host, port)
    server = Server(host, listening.sockets[0].getsockname()[1])
    try:
        yield server
    finally:
        listening.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def always(data: bytes) -> Handler:
    """Answer everything alike."""

    async def handler(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(data)

    return handler


def fetcher(*servers: Server, allow: str = "", **settings: Any) -> Fetcher:
    """Return a fetcher that may reach exactly these servers."""
    hosts = [f"{server.host}:{server.port}" for server in servers]
    options: dict[str, Any] = {
        "read_seconds": 20.0,
        "connect_seconds": 20.0,
        "total_seconds": 60.0,
    } | settings
    allowed = parse_allow(",".join([*hosts, allow] if allow else hosts))
    return Fetcher(FetchSettings(allow=allowed, **options))
