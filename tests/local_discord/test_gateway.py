"""Connections that break, sleep, move and come back."""

import asyncio

import discord
import pytest

from tests.local_discord.harness import pointed_at, running
from tests.local_discord.sample_bot import SampleBot
from tests.local_discord.scenes import play
from tests.local_discord.server import LocalDiscord
from tests.local_discord.world import GuildPlan


async def echoed(server: LocalDiscord) -> str:
    answer = await server.slash(
        "echo", user=server.user("alice"), channel=server.channel(), options={"words": "hi"}
    )
    return answer.content


@pytest.mark.parametrize("code", [1006, 1001, 4000, 4009])
def test_a_dropped_connection_is_resumed_and_misses_nothing(code: int) -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        await server.gateway.drop(code)
        await server.gateway.until(lambda: server.gateway.connected() == 0)
        assert await echoed(server) == "hi"
        assert (server.gateway.resumes, bot.ran) == (1, ["echo"])

    play(scene)


def test_a_forgotten_session_is_identified_anew() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        await server.gateway.drop(4000, resumable=False)
        await server.ready()
        assert await echoed(server) == "hi"
        assert server.gateway.resumes == 0
        assert len(server.gateway.identifies) == 2

    play(scene)


def test_a_move_asked_for_by_discord_is_a_resume() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        await server.gateway.ask_reconnect()
        await server.gateway.until(lambda: server.gateway.resumes == 1)
        assert await echoed(server) == "hi"

    play(scene)


def test_a_zombie_is_left_and_what_it_swallowed_comes_with_the_resume() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        server.gateway.silent = True
        sent = await server.slash(
            "echo",
            user=server.user("alice"),
            channel=server.channel(),
            options={"words": "hi"},
            until="sent",
        )
        await server.gateway.until(lambda: server.gateway.connected() == 0)
        server.gateway.silent = False
        assert (await server.wait(sent)).content == "hi"

    # discord.py gives up on a connection that has been silent for so long.
    play(scene, heartbeat_timeout=0.4)


def test_a_slow_gateway_delays_and_loses_nothing() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        server.gateway.delay = 0.05
        assert [await echoed(server) for _ in range(3)] == ["hi"] * 3

    play(scene)


def test_without_a_connection_the_person_sees_no_answer() -> None:
    async def scene() -> None:
        async with LocalDiscord() as server:
            async with running(server, SampleBot()):
                pass
            sent = await server.slash(
                "echo",
                user=server.user("alice"),
                channel=server.channel(),
                options={"words": "hi"},
                until="sent",
            )
            server.advance(3)
            assert (await server.wait(sent)).failure == "The application did not respond"

    asyncio.run(scene())


def test_each_shard_hears_of_its_own_guilds() -> None:
    class Sharded(discord.AutoShardedClient):
        heard: list[tuple[int | None, str]] = []  # noqa: RUF012 - one client, one test

        async def on_guild_available(self, guild: discord.Guild) -> None:
            self.heard.append((guild.shard_id, guild.name))

        async def before_identify_hook(
            self, shard_id: int | None, *, initial: bool = False
        ) -> None:
            """Do not wait: this gateway sets no limit."""

    async def scene() -> None:
        async with LocalDiscord([GuildPlan(f"g{n}") for n in range(4)]) as server:
            server.gateway.shards = 2
            # Ids made within a millisecond share a shard, so these are placed by hand.
            guilds = list(server.world.guilds.values())
            for number, guild in enumerate(guilds):
                del server.world.guilds[guild.id]
                guild.id = (1_000 + number) << 22
                guild.everyone.id = guild.id
                server.world.guilds[guild.id] = guild
            client = Sharded(intents=discord.Intents(guilds=True), guild_ready_timeout=0.05)
            async with running(server, client, shards=2):
                expected = {(0, "g0"), (1, "g1"), (0, "g2"), (1, "g3")}
                assert {(g.shard_id, g.name) for g in client.guilds} == expected
            assert server.violations == []

    asyncio.run(scene())


def test_identifying_too_often_is_told_and_noted() -> None:
    async def scene() -> None:
        async with LocalDiscord() as server:
            server.gateway.identify_every = 60
            async with running(server, SampleBot()):
                await server.gateway.drop(4000, resumable=False)
                await server.until(lambda: bool(server.violations))
                assert set(server.violations) == {"shard 0 identified too soon"}

    asyncio.run(scene())


def test_a_wrong_token_fails_the_login() -> None:
    async def scene() -> None:
        async with LocalDiscord() as server:
            client = SampleBot()
            with pointed_at(server), pytest.raises(discord.LoginFailure):
                await client.start("wrong")
            await client.close()

    asyncio.run(scene())


def test_privileged_intents_that_were_not_granted_end_the_connection() -> None:
    async def scene() -> None:
        async with LocalDiscord() as server:
            client = discord.Client(intents=discord.Intents.all())
            with pointed_at(server), pytest.raises(discord.PrivilegedIntentsRequired):
                await client.start(server.token)
            await client.close()

    asyncio.run(scene())


def test_joining_and_leaving_a_guild_is_heard() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        plan = GuildPlan("Later", has_app=False)
        guild = server.world.add_guild(plan)
        await server.invite_app(guild)
        await server.until(lambda: bot.get_guild(guild.id) is not None)
        await server.remove_app(guild)
        await server.until(lambda: bot.get_guild(guild.id) is None)
        assert len(bot.guilds) == 1

    play(scene)
