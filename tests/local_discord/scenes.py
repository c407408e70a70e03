"""The frame of most tests here: a local Discord, the sample bot, and nobody misbehaving."""

import asyncio
from collections.abc import Awaitable, Callable

from tests.local_discord.harness import running
from tests.local_discord.sample_bot import SampleBot
from tests.local_discord.server import LocalDiscord

Scene = Callable[[LocalDiscord, SampleBot], Awaitable[None]]


def play(scene: Scene, *, clean: bool = True, heartbeat_timeout: float = 60.0) -> None:
    """Run a scene, and see that nobody broke a rule unless the scene is about that."""

    async def whole() -> None:
        async with LocalDiscord() as server:
            bot = SampleBot(heartbeat_timeout=heartbeat_timeout)
            async with running(server, bot):
                await scene(server, bot)
            assert server.violations == [] or not clean
            assert server.own_faults == []

    asyncio.run(whole())
