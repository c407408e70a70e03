"""A client of a few lines, without any Discord library: the server is not built to suit one."""

import asyncio
import json
from typing import Any

import pytest
import websockets

from tests.local_discord.packing import packer, zstd
from tests.local_discord.raw_client import bare_round_trips, connected
from tests.local_discord.server import TOKEN, LocalDiscord

Json = dict[str, Any]


@pytest.mark.parametrize("packed", [False, True])
def test_a_command_goes_round_without_a_library(packed: bool) -> None:
    async def scene() -> None:
        async with LocalDiscord() as server, connected(server, packed=packed) as client:
            ready = await client.identify()
            assert [g["unavailable"] for g in ready["guilds"]] == [True]
            assert (await client.event("GUILD_CREATE"))["name"] == "Forecasters"
            command = {"name": "ping", "description": "Ping"}
            assert (await client.sync(command)).status_code == 200
            going = asyncio.create_task(
                server.slash("ping", user=server.user("alice"), channel=server.channel())
            )
            event = await client.event("INTERACTION_CREATE")
            assert event["member"]["user"]["username"] == "alice"
            response = await client.answer(event, {"type": 4, "data": {"content": "pong"}})
            assert (response.status_code, response.content) == (204, b"")
            assert (await going).content == "pong"
            assert server.violations == []
            assert server.own_faults == []

    asyncio.run(scene())


def test_a_heartbeat_is_acknowledged_and_a_lost_connection_resumed_without_loss() -> None:
    async def scene() -> None:
        async with LocalDiscord() as server:
            async with connected(server) as client:
                ready = await client.identify()
                await client.sync({"name": "ping", "description": "Ping"})
                await client.send(1, client.seq)
                assert (await client.event("GUILD_CREATE"))["id"] == str(server.guild.id)
                assert (await client.frame())["op"] == 11
                seen = client.seq
            await server.gateway.until(lambda: server.gateway.connected() == 0)
            await server.slash(
                "ping", user=server.user("alice"), channel=server.channel(), until="sent"
            )
            async with connected(server) as client:
                resume = {"token": TOKEN, "session_id": ready["session_id"], "seq": seen}
                await client.send(6, resume)
                assert (await client.frame())["t"] == "INTERACTION_CREATE"
                assert (await client.frame())["t"] == "RESUMED"

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("code", "query", "op", "data"),
    [
        (4012, "v=9&encoding=json", None, None),
        (4002, "v=10&encoding=etf", None, None),
        (4003, "v=10&encoding=json", 3, {}),
        (4004, "v=10&encoding=json", 2, {"token": "wrong"}),
        (4010, "v=10&encoding=json", 2, {"token": TOKEN, "shard": [2, 2]}),
        (4013, "v=10&encoding=json", 2, {"token": TOKEN, "intents": 1 << 30}),
        (4014, "v=10&encoding=json", 2, {"token": TOKEN, "intents": 1 << 15}),
    ],
)
def test_the_gateway_closes_with_discords_codes(
    code: int, query: str, op: int | None, data: Json | None
) -> None:
    async def scene() -> None:
        async with LocalDiscord() as server:
            url = f"{server.gateway_url}?{query}"
            async with websockets.connect(url, proxy=None) as socket:
                if op is not None:
                    await socket.recv()
                    await socket.send(json.dumps({"op": op, "d": data}))
                await socket.wait_closed()
                assert socket.close_code == code

    asyncio.run(scene())


def test_what_is_wrong_in_a_body_is_told_in_discords_shape() -> None:
    async def scene() -> None:
        async with LocalDiscord() as server, connected(server) as client:
            path = f"/channels/{server.channel().id}/messages"
            body = {"embeds": [{"title": "x" * 257}], "unheard": 1}
            response = await client.rest.post(path, json=body)
            assert response.status_code == 400
            told = response.json()
            assert told["code"] == 50035
            title = told["errors"]["embeds"]["0"]["title"]["_errors"]
            assert [e["code"] for e in title] == ["BASE_TYPE_MAX_LENGTH"]
            assert told["errors"]["unheard"]["_errors"][0]["code"] == "UNKNOWN_KEY"
            assert len(server.violations) == 2
            assert server.own_faults == []
            assert server.messages(server.channel()) == []

    asyncio.run(scene())


def test_a_wrong_token_and_an_unknown_route_are_refused() -> None:
    async def scene() -> None:
        async with LocalDiscord() as server, connected(server) as client:
            wrong = {"Authorization": "Bot wrong"}
            refused = await client.rest.get("/users/@me", headers=wrong)
            assert (refused.status_code, refused.json()["code"]) == (401, 0)
            assert (await client.rest.get("/users/@me")).json()["username"] == "calledit"
            assert (await client.rest.get("/voice/regions")).status_code == 404
            assert server.violations == ["GET /api/v10/voice/regions: not built here"]

    asyncio.run(scene())


def test_an_enforced_nonce_makes_one_message_until_it_is_forgotten() -> None:
    async def scene() -> None:
        async with LocalDiscord() as server, connected(server) as client:
            path = f"/channels/{server.channel().id}/messages"
            body = {"content": "once", "nonce": "resolution-7", "enforce_nonce": True}
            ids = [(await client.rest.post(path, json=body)).json()["id"] for _ in range(2)]
            assert len(set(ids)) == 1
            server.advance(6 * 60)
            assert (await client.rest.post(path, json=body)).json()["id"] != ids[0]
            too_long = body | {"nonce": "x" * 26}
            assert (await client.rest.post(path, json=too_long)).status_code == 400

    asyncio.run(scene())


def test_a_commands_listing_has_translations_only_on_demand() -> None:
    async def scene() -> None:
        async with LocalDiscord() as server, connected(server) as client:
            await client.sync(
                {"name": "due", "description": "Due", "name_localizations": {"de": "fällig"}}
            )
            path = f"/applications/{client.app}/commands"
            plain = (await client.rest.get(path)).json()
            whole = (await client.rest.get(path, params={"with_localizations": "true"})).json()
            assert "name_localizations" not in plain[0]
            assert whole[0]["name_localizations"] == {"de": "fällig"}
            first = whole[0]["id"]
            await client.sync({"name": "due", "description": "What is due"})
            assert (await client.rest.get(path)).json()[0]["id"] == first
            assert server.own_faults == []

    asyncio.run(scene())


def test_an_app_only_its_user_installed_may_follow_up_five_times() -> None:
    async def scene() -> None:
        async with LocalDiscord() as server, connected(server) as client:
            alice, general = server.user("alice"), server.channel()
            alice.installed = True
            await client.identify()
            await client.sync({"name": "p", "description": "P", "integration_types": [1]})
            going = asyncio.create_task(server.slash("p", user=alice, channel=general))
            event = await client.event("INTERACTION_CREATE")
            assert event["authorizing_integration_owners"] == {"1": str(alice.id)}
            hook = f"/webhooks/{client.app}/{event['token']}"
            early = await client.rest.post(hook, json={"content": "early"})
            assert early.status_code == 404
            await client.answer(event, {"type": 4, "data": {"content": "0"}})
            await going
            codes = [
                (await client.rest.post(hook, json={"content": "more"})).status_code
                for _ in range(6)
            ]
            assert codes == [200] * 5 + [400]
            server.advance(15 * 60 + 1)
            expired = await client.rest.patch(f"{hook}/messages/@original", json={"content": "x"})
            assert (expired.status_code, expired.json()["code"]) == (401, 50027)

    asyncio.run(scene())


def test_the_bare_round_trip_can_be_measured() -> None:
    taken = asyncio.run(bare_round_trips(5))
    assert len(taken) == 5
    assert all(0 < seconds < 3 for seconds in taken)


def test_messages_are_told_without_their_words_to_those_who_may_not_read_them() -> None:
    async def scene() -> None:
        async with LocalDiscord() as server, connected(server) as client:
            await client.identify(intents=1 | 1 << 9)
            server.write(server.channel(), server.user("alice"), "secret")
            told = await client.event("MESSAGE_CREATE")
            assert (told["author"]["username"], told["content"]) == ("alice", "")
            assert server.messages(server.channel())[0]["content"] == "secret"

    asyncio.run(scene())


def test_whom_a_message_pings_is_told() -> None:
    async def scene() -> None:
        async with LocalDiscord() as server, connected(server) as client:
            alice = server.user("alice")
            path = f"/channels/{server.channel().id}/messages"
            words = f"@everyone <@{alice.id}>"
            loud = (await client.rest.post(path, json={"content": words})).json()
            assert loud["mention_everyone"]
            assert [u["username"] for u in loud["mentions"]] == ["alice"]
            quiet: Json = {"content": words, "allowed_mentions": {"parse": []}}
            told = (await client.rest.post(path, json=quiet)).json()
            assert (told["mention_everyone"], told["mentions"]) == (False, [])

    asyncio.run(scene())


def test_an_embed_that_shows_a_file_nobody_sent_is_noticed() -> None:
    async def scene() -> None:
        async with LocalDiscord() as server, connected(server) as client:
            path = f"/channels/{server.channel().id}/messages"
            embed = {"title": "x", "image": {"url": "attachment://gone.png"}}
            response = await client.rest.post(path, json={"embeds": [embed]})
            assert response.status_code == 400
            assert "ATTACHMENT_NOT_FOUND" in server.violations[0]
            empty = await client.rest.post(path, json={"embeds": [{}]})
            assert empty.json()["code"] == 50006

    asyncio.run(scene())


def test_every_message_of_a_zstandard_stream_can_be_read_at_once() -> None:
    pack = packer("zstd-stream")
    assert pack is not None
    stream = zstd().ZstdDecompressor()
    assert [stream.decompress(pack(word)) for word in (b"one", b"two")] == [b"one", b"two"]


def test_unknown_packing_is_refused() -> None:
    with pytest.raises(KeyError):
        packer("rar-stream")


def test_a_body_that_is_no_json_is_refused() -> None:
    async def scene() -> None:
        async with LocalDiscord() as server, connected(server) as client:
            path = f"/channels/{server.channel().id}/messages"
            headers = {"Content-Type": "application/json"}
            response = await client.rest.post(path, content=b"{", headers=headers)
            assert (response.status_code, response.json()["code"]) == (400, 50109)
            assert len(server.violations) == 1

    asyncio.run(scene())
