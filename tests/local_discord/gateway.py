"""The gateway: one websocket a shard, sessions that can be resumed, and faults on demand."""

import asyncio
import json
import secrets
from collections.abc import Callable
from typing import Any

from aiohttp import WSMsgType, web

from tests.local_discord import payloads
from tests.local_discord.clock import PATIENCE
from tests.local_discord.connection import (
    ACK,
    ALL_INTENTS,
    DISPATCH,
    DM_MESSAGES,
    GUILD_MEMBERS,
    GUILD_MESSAGES,
    GUILDS,
    HEARTBEAT,
    HELLO,
    IDENTIFY,
    INVALID_SESSION,
    MESSAGE_CONTENT,
    PRESENCE,
    PRIVILEGED,
    RECONNECT,
    REQUEST_MEMBERS,
    RESUME,
    Closed,
    Connection,
    Session,
)
from tests.local_discord.packing import Pack, packer
from tests.local_discord.world import Guild, Json, Message, World


class Gateway:
    """All sessions, and the switches with which a test makes the gateway misbehave."""

    def __init__(self, world: World, token: str) -> None:
        self._world = world
        self._token = token
        self.url = ""
        self.sessions: dict[str, Session] = {}
        self.connections: set[Connection] = set()
        self.identifies: list[tuple[float, int]] = []
        self.resumes = 0
        self.heartbeat_ms = 41_250
        self.max_concurrency = 1
        self.identify_every = 0.0  # Discord: 5 seconds for each of max_concurrency
        self.session_limit = 1000
        self.shards = 1
        self.privileged = 0  # privileged intents that are switched on for the app
        self.delay = 0.0
        self.silent = False  # a zombie: open, but neither acknowledging nor sending
        self.refuse_with: int | None = None
        self.problems: list[str] = []
        self._changed: set[asyncio.Event] = set()

    # What a test does

    async def drop(self, code: int = 1006, *, resumable: bool = True) -> None:
        """Cut every connection; ``resumable=False`` also forgets the sessions."""
        if not resumable:
            self.sessions.clear()
        for connection in list(self.connections):
            if code == 1006:
                transport = connection.socket._req.transport if connection.socket._req else None
                if transport is not None:
                    transport.abort()
                continue
            await connection.socket.close(code=code)

    async def ask_reconnect(self) -> None:
        """Ask clients to reconnect and resume, as Discord does when it moves them."""
        await self._to_all({"op": RECONNECT, "d": None, "s": None, "t": None})

    async def invalidate(self, *, resumable: bool = False) -> None:
        if not resumable:
            for session in self.sessions.values():
                session.ready = False
            self.sessions.clear()
        await self._to_all({"op": INVALID_SESSION, "d": resumable, "s": None, "t": None})

    async def ready(self, *, shards: int = 1, within: float = PATIENCE) -> None:
        """Wait until that many shards are connected and have been told of their guilds."""
        await self.until(lambda: self.connected() >= shards, within)

    async def until(self, holds: Callable[[], bool], within: float = PATIENCE) -> None:
        """Wait until something about the sessions holds."""
        event = asyncio.Event()
        self._changed.add(event)
        try:
            async with asyncio.timeout(within):
                while not holds():
                    await event.wait()
                    event.clear()
        finally:
            self._changed.discard(event)

    def connected(self) -> int:
        return sum(s.ready and s.connection is not None for s in self.sessions.values())

    # What Discord does

    async def dispatch(self, event: str, data: Json, *, guild: Guild | None, need: int = 0) -> int:
        """Send an event to the shard that serves a guild; give how many sessions took it."""
        reached = 0
        for session in list(self.sessions.values()):
            wanted = not need or session.intents & need
            if session.ready and session.serves(guild) and wanted:
                await self._event(session, event, data)
                reached += 1
        return reached

    async def announce(self, event: str, message: Message) -> None:
        """Tell of a message, without its content where the intents do not give it."""
        if message.seen_by is not None:
            return
        guild = message.channel.guild
        data: Json = message.json
        if event == "MESSAGE_DELETE":
            data = {"id": data["id"], "channel_id": data["channel_id"]}
        if guild is not None:
            data = data | {"guild_id": str(guild.id)}
        need = GUILD_MESSAGES if guild else DM_MESSAGES
        own = message.json["author"]["id"] == str(self._world.bot.id)
        for session in list(self.sessions.values()):
            if not (session.ready and session.intents & need and session.serves(guild)):
                continue
            open_to_read = own or guild is None or session.intents & MESSAGE_CONTENT
            shown = data if open_to_read or "content" not in data else data | _UNREADABLE
            await self._event(session, event, shown)

    async def _event(self, session: Session, event: str, data: Json) -> None:
        session.seq += 1
        payload = {"op": DISPATCH, "t": event, "s": session.seq, "d": data}
        session.sent.append(payload)
        if self.delay:
            await asyncio.sleep(self.delay)
        if session.connection is not None and not self.silent:
            await session.connection.send(payload)

    async def _to_all(self, payload: Json) -> None:
        for connection in list(self.connections):
            await connection.send(payload)

    # One connection

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=16 * 1024, compress=False, autoping=True)
        await socket.prepare(request)
        query = request.query
        connection = Connection(socket, None)
        self.connections.add(connection)
        session: Session | None = None
        try:
            self._check_query(dict(query))
            connection.pack = _packing(query.get("compress"))
            hello = {"op": HELLO, "d": {"heartbeat_interval": self.heartbeat_ms}}
            await connection.send(hello | {"s": None, "t": None})
            async for frame in socket:
                if frame.type is WSMsgType.ERROR:
                    break
                payload = self._decoded(frame.data)
                session = await self._received(connection, session, payload)
        except Closed as end:
            await socket.close(code=end.code, message=end.reason.encode())
        finally:
            self.connections.discard(connection)
            if session is not None and session.connection is connection:
                session.connection = None
            self._stir()
        return socket

    def _check_query(self, query: dict[str, str]) -> None:
        if self.refuse_with is not None:
            raise Closed(self.refuse_with, "refused by the test")
        if query.get("v") != "10":
            raise Closed(4012, "Invalid API version")
        if query.get("encoding", "json") != "json":
            raise Closed(4002, "only json is spoken here")

    def _decoded(self, data: Any) -> Json:
        try:
            payload = json.loads(data)
            int(payload["op"])
        except (ValueError, KeyError, TypeError) as broken:
            raise Closed(4002, "Decode error") from broken
        return dict(payload)

    async def _received(
        self, connection: Connection, session: Session | None, payload: Json
    ) -> Session | None:
        op = payload["op"]
        if op == HEARTBEAT:
            if not self.silent:
                await connection.send({"op": ACK, "d": None, "s": None, "t": None})
        elif op == IDENTIFY:
            if session is not None:
                raise Closed(4005, "Already authenticated")
            return await self._identify(connection, payload["d"])
        elif op == RESUME:
            return await self._resume(connection, payload["d"])
        elif session is None:
            raise Closed(4003, "Not authenticated")
        elif op == REQUEST_MEMBERS:
            await self._members(session, payload["d"])
        elif op not in (PRESENCE, 4, 31, 43):
            self.problems.append(f"unknown opcode {op}")
            raise Closed(4001, "Unknown opcode")
        return session

    async def _identify(self, connection: Connection, data: Json) -> Session | None:
        number, count = data.get("shard") or (0, 1)
        self._check_identify(data, number, count)
        if self._too_often(number):
            self.problems.append(f"shard {number} identified too soon")
            await connection.send({"op": INVALID_SESSION, "d": False, "s": None, "t": None})
            return None
        self.session_limit -= 1
        session = Session(secrets.token_hex(16), (number, count), data["intents"])
        session.connection = connection
        self.sessions[session.id] = session
        await self._greet(session)
        session.ready = True
        self._stir()
        return session

    def _check_identify(self, data: Json, number: int, count: int) -> None:
        if data.get("token") != self._token:
            raise Closed(4004, "Authentication failed")
        if not 0 <= number < count:
            raise Closed(4010, "Invalid shard")
        if any((g.id >> 22) % count == number for g in self._world.guilds.values()) and (
            count < self.shards
        ):
            raise Closed(4011, "Sharding required")
        intents = data.get("intents")
        if not isinstance(intents, int) or intents & ~ALL_INTENTS:
            raise Closed(4013, "Invalid intent(s)")
        if intents & PRIVILEGED & ~self.privileged:
            raise Closed(4014, "Disallowed intent(s)")
        if not {"os", "browser", "device"} <= set(data.get("properties", {})):
            raise Closed(4002, "identify lacks its properties")

    def _too_often(self, number: int) -> bool:
        now, key = self._world.clock.ticks(), number % self.max_concurrency
        recent = [k for at, k in self.identifies if now - at < self.identify_every]
        self.identifies.append((now, key))
        return key in recent

    async def _greet(self, session: Session) -> None:
        mine = [g for g in self._world.guilds.values() if g.has_app and session.serves(g)]
        ready: Json = {
            "v": 10,
            "user": payloads.own_user(self._world.bot),
            "guilds": [{"id": str(g.id), "unavailable": True} for g in mine],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "shard": list(session.shard),
            "application": {"id": str(self._world.app_id), "flags": 0},
            "session_type": "normal",
            "private_channels": [],
            "geo_ordered_rtc_regions": [],
            "relationships": [],
            "presences": [],
            "guild_join_requests": [],
            "user_settings": {},
            "_trace": [],
        }
        await self._event(session, "READY", ready)
        if session.intents & GUILDS:
            for guild in mine:
                if guild.available:
                    await self._event(session, "GUILD_CREATE", self._guild(session, guild))

    def _guild(self, session: Session, guild: Guild) -> Json:
        everyone = bool(session.intents & GUILD_MEMBERS)
        return payloads.guild_create(guild, self._world.bot, all_members=everyone)

    async def tell_of_guild(self, guild: Guild) -> None:
        """Let the bot know of a guild it joined, or that came back."""
        for session in self.sessions.values():
            if session.ready and session.serves(guild) and session.intents & GUILDS:
                await self._event(session, "GUILD_CREATE", self._guild(session, guild))

    async def _resume(self, connection: Connection, data: Json) -> Session | None:
        session = self.sessions.get(data.get("session_id", ""))
        if data.get("token") != self._token:
            raise Closed(4004, "Authentication failed")
        if session is None:
            await connection.send({"op": INVALID_SESSION, "d": False, "s": None, "t": None})
            return None
        seen = data.get("seq") or 0
        if seen > session.seq:
            raise Closed(4007, "Invalid seq")
        self.resumes += 1
        session.connection = connection
        for payload in [p for p in session.sent if p["s"] > seen]:
            await connection.send(payload)
        await self._event(session, "RESUMED", {"_trace": []})
        self._stir()
        return session

    async def _members(self, session: Session, data: Json) -> None:
        guild = self._world.guilds.get(int(data["guild_id"]))
        if guild is None:
            return
        wanted = {int(i) for i in data.get("user_ids") or []}
        found = [m for m in guild.members.values() if m.user.id in wanted]
        if "query" in data and session.intents & GUILD_MEMBERS:
            found = [m for m in guild.members.values() if m.user.name.startswith(data["query"])]
        chunk = {
            "guild_id": str(guild.id),
            "members": [payloads.member(m) for m in found],
            "chunk_index": 0,
            "chunk_count": 1,
            "not_found": [],
            "nonce": data.get("nonce"),
        }
        await self._event(session, "GUILD_MEMBERS_CHUNK", chunk)

    def _stir(self) -> None:
        for event in self._changed:
            event.set()


_UNREADABLE: Json = {"content": "", "embeds": [], "attachments": [], "components": []}


def _packing(kind: str | None) -> Pack | None:
    try:
        return packer(kind)
    except KeyError as unknown:
        raise Closed(4002, f"cannot pack {unknown}") from unknown
