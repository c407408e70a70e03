"""Failures on demand, as discord.py meets them."""

import asyncio
import io

import aiohttp
import discord
import pytest

from tests.local_discord.checks import mentions_nobody
from tests.local_discord.harness import running
from tests.local_discord.sample_bot import PNG, SampleBot
from tests.local_discord.scenes import play
from tests.local_discord.server import LocalDiscord
from tests.local_discord.world import Can

POSTS = "POST /channels/*/messages"


async def general(server: LocalDiscord, bot: SampleBot) -> discord.TextChannel:
    channel = await bot.fetch_channel(server.channel().id)
    assert isinstance(channel, discord.TextChannel)
    return channel


def test_a_rate_limit_is_waited_out() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        channel = await general(server, bot)
        server.fault(POSTS, status=429, times=2, retry_after=0.05)
        await channel.send("through")
        assert [c.status for c in server.requests if c.method == "POST"][-3:] == [429, 429, 200]

    play(scene)


def test_a_limit_told_in_headers_is_kept_without_being_hit() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        channel = await general(server, bot)
        server.limit(POSTS, per=2, seconds=0.2)
        for number in range(5):
            await channel.send(str(number))
        assert len(server.messages(server.channel())) == 5
        assert server.wire.limits.hits == 0

    play(scene)


def test_an_error_after_creating_repeats_the_send_and_the_nonce_keeps_it_single() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        channel = await general(server, bot)
        server.fault(POSTS, status=502, after_creating=True)
        await channel.send("once", nonce="resolution-1")
        assert [m["content"] for m in server.messages(server.channel())] == ["once"]
        assert [c.status for c in server.requests][-2:] == [502, 200]

    play(scene)


def test_an_error_after_creating_doubles_what_has_no_nonce() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        options = {"hidden": False, "edit": True}
        server.fault("POST /webhooks/*", status=502, after_creating=True)
        alice = server.user("alice")
        await server.slash("think", user=alice, channel=server.channel(), options=options)
        await server.until(lambda: len(server.messages(server.channel())) == 3)
        words = [m["content"] for m in server.messages(server.channel())]
        assert words == ["thought", "more", "more"]

    play(scene)


def test_a_connection_that_hangs_up_reaches_the_caller() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        channel = await general(server, bot)
        server.fault(POSTS, hang_up=True, after_creating=True)
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await channel.send("made, but nobody knows")
        assert len(server.messages(server.channel())) == 1

    play(scene)


def test_a_delayed_callback_comes_late() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        server.fault("POST /interactions/*", delay=0.2)
        answer = await server.slash("form", user=server.user("alice"), channel=server.channel())
        assert answer.acknowledged_after is not None
        assert answer.acknowledged_after >= 0.2

    play(scene)


def test_missing_permissions_and_access_have_discords_codes() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        channel, place = await general(server, bot), server.channel()
        deny = [(Can.SEND_MESSAGES, 50013), (Can.EMBED_LINKS, 50013), (Can.VIEW_CHANNEL, 50001)]
        for denied, code in deny:
            place.overwrites[server.world.bot.id] = (0, int(denied))
            with pytest.raises(discord.Forbidden) as refused:
                await channel.send(embed=discord.Embed(title="x"))
            assert refused.value.code == code
        assert server.messages(place) == []

    play(scene)


def test_people_may_close_their_direct_messages() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        alice = server.user("alice")
        person = await bot.fetch_user(alice.id)
        await person.send("hello")
        assert [m["content"] for m in server.messages(server.world.dm(alice))] == ["hello"]
        alice.takes_dms = False
        with pytest.raises(discord.Forbidden) as refused:
            await person.send("again")
        assert refused.value.code == 50007

    play(scene)


def test_deleted_channels_and_messages_are_unknown() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        channel = await general(server, bot)
        message = await channel.send("soon gone")
        await server.delete_message(server.messages(server.channel())[0])
        with pytest.raises(discord.NotFound) as gone:
            await message.edit(content="x")
        assert gone.value.code == 10008
        await server.delete_channel(server.channel())
        with pytest.raises(discord.NotFound) as gone:
            await channel.send("x")
        assert gone.value.code == 10003

    play(scene)


def test_an_edit_keeps_files_only_if_it_does_not_list_others() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        channel = await general(server, bot)
        message = await channel.send("x", file=discord.File(io.BytesIO(PNG), "a.png"))
        stored = server.messages(server.channel())[0]
        await message.edit(content="y")
        assert list(server.files(stored)) == ["a.png"]
        await message.edit(attachments=[discord.File(io.BytesIO(b"1"), "b.txt")])
        assert list(server.files(stored)) == ["b.txt"]
        assert stored["edited_timestamp"] is not None

    play(scene)


def test_history_is_listed_as_asked_for() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        channel = await general(server, bot)
        sent = [await channel.send(str(n)) for n in range(5)]
        newest = [m.content async for m in channel.history(limit=2)]
        after = [m.content async for m in channel.history(limit=2, after=sent[1])]
        assert (newest, after) == (["4", "3"], ["2", "3"])

    play(scene)


def test_posting_in_a_thread_works_until_it_is_archived() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        thread = server.world.add_thread(server.channel(), "Rain")
        found = await bot.fetch_channel(thread.id)
        assert isinstance(found, discord.Thread)
        await found.send("in here")
        assert len(server.messages(thread)) == 1
        thread.archived = True
        with pytest.raises(discord.HTTPException):
            await found.send("no more")

    play(scene)


def test_a_check_of_ones_own_is_asked_for_every_request() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        server.wire.checks.append(mentions_nobody)
        channel = await general(server, bot)
        await channel.send("quiet")
        assert server.violations == []
        await channel.send("loud", allowed_mentions=discord.AllowedMentions.all())
        assert [v for v in server.violations if "mention" in v]

    play(scene, clean=False)


def test_an_expired_token_ends_edits() -> None:
    async def scene() -> None:
        async with LocalDiscord() as server, running(server, SampleBot()):
            alice = server.user("alice")
            options = {"hidden": False, "edit": True}
            server.fault("PATCH /webhooks/*", status=401, code=50027)
            answer = await server.slash(
                "think", user=alice, channel=server.channel(), options=options, within=0.3
            )
            assert answer.failure == "Still thinking"

    asyncio.run(scene())


def test_a_ban_by_the_network_in_front_is_not_waited_out() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        channel = await general(server, bot)
        server.fault(POSTS, banned=True)
        with pytest.raises(discord.HTTPException) as refused:
            await channel.send("x")
        assert refused.value.status == 429
        assert server.refused == 1

    play(scene)


def test_a_fault_may_let_some_requests_pass_and_do_something_of_its_own() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        channel, struck = await general(server, bot), []
        server.fault(POSTS, status=403, skip=2, call=lambda: struck.append("now"))
        await channel.send("1")
        await channel.send("2")
        assert struck == []
        with pytest.raises(discord.Forbidden):
            await channel.send("3")
        assert struck == ["now"]

    play(scene)
