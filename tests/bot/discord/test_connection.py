"""The connection on bad days, commands told once, and what `calledit discord check` says."""

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import discord
import pytest

from bot.discord import client as client_module
from bot.discord import syncing
from bot.discord.checking import check, invite_link, needed_permissions
from bot.discord.client import connected, intents
from bot.errors import UserError
from storage import bookmarks, communities, schedules
from tests.bot.discord.stage import Stage, field
from tests.local_discord.world import Can


def test_no_privileged_intent_is_asked_for() -> None:
    asked = intents()
    assert not any((asked.members, asked.message_content, asked.presences))
    assert asked.guilds


@pytest.mark.parametrize("resumable", [True, False])
def test_a_dropped_gateway_comes_back(stage: Stage, resumable: bool) -> None:
    card = stage.predict(probability="70")
    stage.run(stage.server.gateway.drop(resumable=resumable))
    stage.run(stage.server.ready())
    clicked = stage.click(card.message, "20 %", by="bob")
    assert clicked.failure is None
    assert "45 %" in field(stage.message(card.message["id"]), "Crowd")


def test_what_was_clicked_while_away_is_answered_once_resumed(stage: Stage) -> None:
    card = stage.predict()
    stage.run(stage.server.gateway.ask_reconnect())
    stage.run(stage.server.ready())
    assert stage.click(card.message, "50 %").failure is None


def test_commands_are_told_only_when_they_changed(stage: Stage) -> None:
    def told() -> int:
        calls = stage.do(lambda: list(stage.server.requests))
        return sum(call.method == "PUT" and call.path.endswith("/commands") for call in calls)

    before = told()
    assert stage.run(syncing.sync_if_changed(stage.client)) is False
    assert told() == before
    from storage import bookmarks

    stage.change(lambda s: bookmarks.put(s, f"commands:{stage.client.application_id}", "old"))
    assert stage.run(syncing.sync_if_changed(stage.client)) is True
    assert told() == before + 1


def test_every_command_fits_everywhere(stage: Stage) -> None:
    for command in stage.client.tree.get_commands():
        payload = command.to_dict(stage.client.tree)
        assert payload["integration_types"] == [0, 1]
        assert len(str(payload)) < 8000


def test_slow_work_is_deferred_and_still_answered(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = stage.client.desk.read

    async def slow(work: Callable[..., object]) -> object:
        await asyncio.sleep(1.5)
        return await read(work)

    monkeypatch.setattr(stage.client.desk, "read", slow)
    answer = stage.slash("list")
    assert answer.failure is None
    assert answer.acknowledged_after is not None
    assert answer.acknowledged_after < 1.4
    assert answer.ephemeral
    failed = stage.slash("show", prediction="999999")
    assert failed.failure is None
    stage.run(stage.server.until(lambda: bool(failed.follow_ups)))
    [told] = failed.follow_ups
    assert told.seen_by is stage.user("alice")
    assert "no prediction" in str(told.json["embeds"])


def test_the_unexpected_is_logged_and_said_plainly(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(work: Callable[..., object]) -> object:
        raise RuntimeError("a secret detail")

    monkeypatch.setattr(stage.client.desk, "read", broken)
    answer = stage.slash("list")
    assert "on our side" in answer.text
    assert "secret" not in answer.text
    assert "a secret detail" in caplog.text


def test_an_expired_token_loses_the_answer_not_the_work(stage: Stage) -> None:
    number = stage.number(stage.predict("Late answer"))
    stage.do(
        lambda: stage.server.fault("POST /interactions/*/callback", status=404, code=10062, times=1)
    )
    stage.slash("forecast", prediction=str(number), probability="35", until="sent")
    stage.round()
    deadline = time.monotonic() + 10
    from storage import dossier

    while time.monotonic() < deadline:
        record = stage.ledger(lambda s: dossier.record(s, number, now=stage.clock()))
        if record.forecasts:
            break
        time.sleep(0.05)
    assert len(record.forecasts) == 1


def test_buttons_and_forms_of_an_earlier_process_work(stage: Stage) -> None:
    card = stage.predict("Older than the process", probability="70")
    shown = stage.click(card.message, "Forecast …", by="bob")

    stage.restart()
    stage.fill(shown, belief="20", why="")
    assert "45 %" in field(stage.message(card.message["id"]), "Crowd")
    stage.click(card.message, "80 %", by="carol")
    assert "70 %" in field(stage.message(card.message["id"]), "Crowd")


def test_nothing_of_a_view_or_form_is_kept_in_memory(stage: Stage) -> None:
    card = stage.predict()
    stage.click(card.message, "Forecast …")
    store = stage.client._connection._view_store
    assert not store._views
    assert not store._modals
    assert not store._synced_message_views


def test_a_wrong_token_is_explained(stage: Stage) -> None:
    settings = stage.settings().model_copy(update={"discord_token": _secret("wrong")})

    async def look() -> list[str]:
        return [finding.words async for finding in check(settings) if not finding.good]

    [problem] = asyncio.run(look())
    assert "does not accept the token" in problem

    from dataclasses import replace

    app = replace(stage.app, settings=settings)

    async def connect() -> None:
        async with connected(app):
            pass

    with pytest.raises(UserError, match="does not accept"):
        asyncio.run(connect())


def _secret(text: str):  # type: ignore[no-untyped-def]
    from pydantic import SecretStr

    return SecretStr(text)


def test_the_check_says_what_is_there_and_what_lacks(stage: Stage) -> None:
    settings = stage.settings().model_copy(
        update={"discord_channel_id": stage.channel("forecasts").id}
    )

    async def look(of=settings) -> list[tuple[bool, str]]:  # type: ignore[no-untyped-def]
        return [(finding.good, finding.words) async for finding in check(of)]

    found = asyncio.run(look())
    assert all(good for good, _ in found), found
    assert any("may post in #forecasts" in words for _, words in found)
    assert any("scope=bot+applications.commands" in words for _, words in found)
    channel = stage.channel("forecasts")
    stage.do(lambda: channel.overwrites.update({stage.guild.id: (0, int(Can.EMBED_LINKS))}))
    lacking = [words for good, words in asyncio.run(look()) if not good]
    stage.do(channel.overwrites.clear)
    [lacks] = lacking
    assert lacks.startswith("in #forecasts, chosen for CALLEDIT_DISCORD_CHANNEL_ID, the bot lacks")
    assert lacks.endswith("lacks Embed Links")
    nowhere = settings.model_copy(update={"discord_channel_id": 12345})
    assert "does not exist" in asyncio.run(look(nowhere))[3][1]
    without = settings.model_copy(update={"discord_token": None})
    assert "is not set" in asyncio.run(look(without))[0][1]
    spaced = settings.model_copy(update={"discord_token": _secret("Bot abc")})
    assert "holds a space" in asyncio.run(look(spaced))[0][1]


def test_the_check_looks_at_every_server_and_at_how_the_app_is_installed(stage: Stage) -> None:
    async def look() -> list[tuple[bool, str]]:
        return [(finding.good, finding.words) async for finding in check(stage.settings())]

    def lacking() -> list[str]:
        return [words for good, words in asyncio.run(look()) if not good]

    assert lacking() == []
    roles = [*stage.guild.roles.values()]
    before = {role.id: role.permissions for role in roles}
    lost = int(Can.ATTACH_FILES | Can.EMBED_LINKS)

    def allow(rights: dict[int, int]) -> None:
        for role in roles:
            role.permissions = rights[role.id]

    stage.do(lambda: allow({role: held & ~lost for role, held in before.items()}))
    [problem] = lacking()
    stage.do(lambda: allow(before))
    assert problem.startswith("in the server Forecasters the bot's roles lack Embed Links, Attach")
    stage.do(lambda: stage.server.world.install_contexts.discard("0"))
    assert any("Guild Install is off" in words for words in lacking())
    stage.do(lambda: stage.server.world.install_contexts.symmetric_difference_update({"0", "1"}))
    found = asyncio.run(look())
    stage.do(lambda: stage.server.world.install_contexts.update({"0", "1"}))
    assert any("User Install is off" in words for _, words in found)
    assert not any("add to your account" in words for _, words in found)


def test_the_check_looks_at_the_channels_that_servers_chose(stage: Stage) -> None:
    def found() -> list[tuple[bool, str]]:
        async def look() -> list[tuple[bool, str]]:
            return [(finding.good, finding.words) async for finding in check(stage.settings())]

        return asyncio.run(look())

    closed = stage.channel("forecasts")
    gone = stage.do(lambda: stage.server.world.add_channel(stage.guild, "gone"))
    chosen = communities.Community(
        guild_id=stage.guild.id, results_channel_id=closed.id, review_channel_id=gone.id
    )
    stage.change(lambda s: communities.set_community(s, chosen, now=stage.clock(), by=None))
    stage.change(
        lambda s: schedules.add(
            s,
            guild_id=stage.guild.id,
            channel_id=closed.id,
            cadence="0 9 * * 1",
            time_zone="UTC",
            next_at=stage.clock() + timedelta(days=7),
        )
    )
    [report] = stage.ledger(lambda s: schedules.listed(s, guild_id=stage.guild.id))
    assert (
        True,
        "2 channels chosen in /settings and for reports: the bot may post there",
    ) in found()
    lost = int(Can.ATTACH_FILES)
    stage.do(lambda: closed.overwrites.update({stage.guild.id: (0, lost)}))
    stage.run(stage.server.delete_channel(gone))
    problems = [words for good, words in found() if not good]
    stage.do(closed.overwrites.clear)
    lacks = "the bot lacks Attach Files"
    anew = "choose another with /settings"
    assert problems == [
        f"in #forecasts, chosen for resolutions in /settings, {lacks}",
        f"the channel {gone.id}, chosen for questions in /settings, does not exist: {anew}",
        f"in #forecasts, chosen for report {report.id}, {lacks}",
    ]
    none = communities.Community(guild_id=stage.guild.id)
    stage.change(lambda s: communities.set_community(s, none, now=stage.clock(), by=None))
    stage.change(lambda s: schedules.remove(s, report.id, guild_id=stage.guild.id))


def test_the_invite_asks_for_no_more_than_is_needed() -> None:
    assert not needed_permissions().administrator
    assert "permissions=" in invite_link(1)


def test_processes_share_the_shards_and_identify_in_turn(tmp_path: Path) -> None:
    with Stage(tmp_path / "ledger.db", discord_shards="0-0/2", configured=True) as first:
        assert first.client.shard_ids == [0]
        assert first.client.shard_count == 2
        stored = first.ledger(lambda s: bookmarks.get(s, "identify"))
        assert stored is not None
        waited = first.change(
            lambda s: client_module._wait_for_turn(s, datetime.fromisoformat(stored))
        )
        assert waited == client_module.SECONDS_BETWEEN_IDENTIFIES


def test_a_start_warns_of_nothing_that_is_not_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("warn_nacl", "warn_dave"):  # as in a fresh process
        monkeypatch.setattr(discord.VoiceClient, name, True)
    with Stage(tmp_path / "ledger.db", configured=True):
        assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []
