"""The local Discord as the real discord.py sees it."""

import asyncio

import discord
from discord import app_commands

from tests.local_discord.server import LocalDiscord
from tests.local_discord.harness import running


class Bot(discord.Client):
    def __init__(self) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            guild_ready_timeout=0.05,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        @self.tree.command(description="Say it back")
        async def echo(interaction: discord.Interaction, words: str) -> None:
            await interaction.response.send_message(words, ephemeral=True)

        await self.tree.sync()


def test_a_slash_command_comes_back_with_its_words() -> None:
    async def scene() -> None:
        async with LocalDiscord() as server, running(server, Bot()):
            answer = await server.slash(
                "echo", user=server.user("alice"), channel=server.channel(), options={"words": "hi"}
            )
            assert answer.content == "hi"
            assert answer.ephemeral
            assert server.violations == []
            assert server.own_faults == []

    asyncio.run(scene())
