"""Runs a discord.py client in this process against a local Discord."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

import discord
import discord.gateway
import discord.http
import yarl

from tests.local_discord.server import LocalDiscord


@contextmanager
def pointed_at(server: LocalDiscord) -> Iterator[None]:
    """Let discord.py take this server for Discord, for as long as the block lasts."""
    base, gateway = discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
    discord.http.Route.BASE = server.api_url
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(server.gateway_url)
    try:
        yield
    finally:
        discord.http.Route.BASE = base
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = gateway


@asynccontextmanager
async def running(
    server: LocalDiscord, client: discord.Client, *, shards: int = 1
) -> AsyncIterator[None]:
    """Run a client until the block ends; inside, it is connected and ready."""
    with pointed_at(server):
        task = asyncio.create_task(client.start(server.token))
        try:
            ready = asyncio.create_task(_ready(server, client, shards))
            done, _ = await asyncio.wait({task, ready}, return_when=asyncio.FIRST_COMPLETED)
            if task in done:
                ready.cancel()
                task.result()
            await ready
            yield
        finally:
            await client.close()
            task.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await task


async def _ready(server: LocalDiscord, client: discord.Client, shards: int) -> None:
    await server.ready(shards=shards)
    await client.wait_until_ready()
