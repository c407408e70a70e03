"""The local Discord beside a bot that is a process of its own."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

from tests.local_discord.clock import PATIENCE
from tests.local_discord.thread import LocalDiscordThread

ROOT = Path(__file__).parents[2]
PROGRAM = textwrap.dedent(
    """
    import os, warnings
    warnings.simplefilter("ignore")
    import discord, discord.gateway, discord.http, yarl
    from tests.local_discord.sample_bot import SampleBot
    discord.http.Route.BASE = os.environ["CALLEDIT_DISCORD_API_URL"]
    gateway = yarl.URL(os.environ["CALLEDIT_DISCORD_GATEWAY_URL"])
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = gateway
    SampleBot().run(os.environ["CALLEDIT_DISCORD_TOKEN"], log_handler=None)
    """
)


def start(server: LocalDiscordThread) -> subprocess.Popen[bytes]:
    paths = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = os.environ | server.environment | {"PYTHONPATH": paths}
    return subprocess.Popen([sys.executable, "-c", PROGRAM], env=environment, cwd=ROOT)


def test_a_process_may_be_killed_and_another_carries_on_with_its_buttons() -> None:
    with LocalDiscordThread() as server:
        alice, general = server.user("alice"), server.channel()
        first = start(server)
        try:
            server.ready()
            posted = server.slash("post", user=alice, channel=general)
        finally:
            first.kill()
            first.wait(PATIENCE)
        second = start(server)
        try:
            server.ready()
            clicked = server.click(posted.message, "raise:0", user=alice)
            assert clicked.content == "now 1"
        finally:
            second.kill()
            second.wait(PATIENCE)
        assert server.violations == []
        assert [m["content"] for m in server.messages(general)] == ["now 1"]


def test_a_process_killed_in_the_middle_of_a_request_leaves_what_it_had_done() -> None:
    with LocalDiscordThread() as server:
        alice, general = server.user("alice"), server.channel()
        process = start(server)
        try:
            server.ready()
            server.do(lambda s: s.fault("POST /webhooks/*", call=process.kill, after_creating=True))
            options = {"hidden": False, "edit": True}
            server.slash("think", user=alice, channel=general, options=options)
            process.wait(PATIENCE)
            words = [m["content"] for m in server.messages(general)]
            assert words == ["thought", "more"]
        finally:
            process.kill()
            process.wait(PATIENCE)
