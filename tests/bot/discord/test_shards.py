"""Several processes on one ledger, each with its own shard of the gateway."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.bot.discord.test_kill import ROOT, wait
from tests.local_discord.clock import PATIENCE
from tests.local_discord.thread import LocalDiscordThread
from tests.local_discord.world import Guild, GuildPlan, Json

SHARDS = 2


@contextmanager
def shard(
    discord: LocalDiscordThread, database: str, folder: Path, number: int
) -> Iterator["subprocess.Popen[bytes]"]:
    """Run the process that serves one shard."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CALLEDIT_")}
    started = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "bot.cli", "run"],
        env={
            **kept,
            **discord.environment,
            "CALLEDIT_DATABASE_URL": database,
            "CALLEDIT_DISCORD_SHARDS": f"{number}-{number}/{SHARDS}",
            "CALLEDIT_TICK_SECONDS": "0.2",
            "PYTHONPATH": str(ROOT),
        },
        cwd=folder,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield started
    finally:
        started.kill()
        started.wait(PATIENCE)


def guild_of(discord: LocalDiscordThread, number: int) -> Guild:
    """Return a server of that shard; its number says when it was made, and that which shard it is of."""
    plan = GuildPlan(name=f"Server of shard {number}")
    while True:
        made: Guild = discord.do(lambda s: s.world.add_guild(plan))
        if (made.id >> 22) % SHARDS == number:
            return made
        time.sleep(0.001)


def posts(discord: LocalDiscordThread, guild: Guild) -> list[Json]:
    """Return what the outbox posted in a server's first channel."""
    found = discord.do(lambda s: s.messages(guild.channel("general")))
    return [m for m in found if "CalledIt #" in str(m["embeds"])]


def test_two_processes_share_one_ledger_and_post_everything_once(
    database_url: str, tmp_path: Path
) -> None:
    with LocalDiscordThread() as discord, ExitStack() as running:
        discord.do(lambda s: setattr(s.gateway, "shards", SHARDS))
        served = [guild_of(discord, number) for number in range(SHARDS)]
        processes = [
            running.enter_context(shard(discord, database_url, tmp_path, number))
            for number in range(SHARDS)
        ]
        discord.ready(shards=SHARDS, within=60)
        for guild in served:
            place = guild.channel("general")
            options = {"statement": f"It rains in {guild.name}", "by": "in 2 years"}
            made = discord.slash(
                "predict", user=discord.user("alice"), channel=place, options=options
            )
            assert made.failure is None
            number = made.embeds[0]["footer"]["text"].partition("prediction ")[2].split()[0]
            ended = {"prediction": number, "outcome": "yes"}
            owner = discord.user("owner")
            resolved = discord.slash("resolve", user=owner, channel=place, options=ended)
            assert resolved.failure is None
        wait(lambda: all(posts(discord, guild) for guild in served))
        # Whoever is left posts what is there for everybody.
        processes[0].kill()
        assert [len(posts(discord, guild)) for guild in served] == [1, 1]
        assert discord.violations == []
