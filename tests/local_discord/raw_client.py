"""A client of a few lines, without any Discord library.

It shows that the server is not built to suit one, and its instant answers measure what a round
trip costs without a bot.
"""

import asyncio
import json
import time
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiohttp
import httpx
import websockets

from tests.local_discord.server import TOKEN, LocalDiscord

Json = dict[str, Any]
AGENT = "DiscordBot (https://example.org, 0.1)"


class RawClient:
    """Speaks the gateway frame by frame, and REST through httpx."""

    def __init__(self, server: LocalDiscord, socket: Any, *, packed: bool) -> None:
        headers = {"Authorization": f"Bot {TOKEN}", "User-Agent": AGENT}
        self.rest = httpx.AsyncClient(base_url=server.api_url, headers=headers, trust_env=False)
        self.app = server.world.app_id
        self._socket = socket
        self._inflate = zlib.decompressobj() if packed else None
        self.seq: int | None = None

    async def frame(self) -> Json:
        async with asyncio.timeout(5):
            data = await self._socket.recv()
        text = self._inflate.decompress(data) if self._inflate else data
        payload: Json = json.loads(text)
        self.seq = payload["s"] or self.seq
        return payload

    async def event(self, name: str) -> Json:
        while True:
            payload = await self.frame()
            if payload["t"] == name:
                found: Json = payload["d"]
                return found

    async def send(self, op: int, data: Any) -> None:
        await self._socket.send(json.dumps({"op": op, "d": data}))

    async def identify(self, **changed: Any) -> Json:
        properties = {"os": "linux", "browser": "raw", "device": "raw"}
        data: Json = {"token": TOKEN, "intents": 1, "properties": properties}
        await self.send(2, data | changed)
        return await self.event("READY")

    async def answer(self, event: Json, body: Json, **query: Any) -> httpx.Response:
        path = f"/interactions/{event['id']}/{event['token']}/callback"
        return await self.rest.post(path, json=body, params=query)

    async def sync(self, *commands: Json) -> httpx.Response:
        return await self.rest.put(f"/applications/{self.app}/commands", json=list(commands))


@asynccontextmanager
async def connected(
    server: LocalDiscord, *, packed: bool = False, query: str = "v=10&encoding=json"
) -> AsyncIterator[RawClient]:
    url = f"{server.gateway_url}/?{query}" + ("&compress=zlib-stream" if packed else "")
    async with websockets.connect(url, proxy=None) as socket:
        client = RawClient(server, socket, packed=packed)
        try:
            hello = await client.frame()
            assert hello["op"] == 10
            yield client
        finally:
            await client.rest.aclose()


async def answer_everything(server: LocalDiscord, client: RawClient) -> None:
    """Answer each command at once with the same words, until cancelled."""
    # Through aiohttp, as discord.py does: the comparison is to be of bots, not of HTTP clients.
    async with aiohttp.ClientSession(headers={"User-Agent": AGENT}) as session:
        while True:
            event = await client.event("INTERACTION_CREATE")
            url = f"{server.api_url}/interactions/{event['id']}/{event['token']}/callback"
            body = {"type": 4, "data": {"content": "pong"}}
            async with session.post(url, json=body) as response:
                await response.read()


async def bare_round_trips(count: int) -> list[float]:
    """Measure commands answered at once: the server's own share of what a bot takes, in seconds."""
    async with LocalDiscord() as server, connected(server, packed=True) as client:
        await client.identify()
        await client.sync({"name": "ping", "description": "Ping"})
        answering = asyncio.create_task(answer_everything(server, client))
        alice, general = server.user("alice"), server.channel()
        taken = []
        for _ in range(count):
            start = time.perf_counter()
            await server.slash("ping", user=alice, channel=general)
            taken.append(time.perf_counter() - start)
        answering.cancel()
        with suppress(asyncio.CancelledError):
            await answering
        return taken
