"""One connection to the gateway, and the session that outlives it."""

import asyncio
import json
from collections import deque
from dataclasses import dataclass, field

from aiohttp import web

from tests.local_discord.packing import Pack
from tests.local_discord.world import Guild, Json

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, RESUME = 0, 1, 2, 3, 6
RECONNECT, REQUEST_MEMBERS, INVALID_SESSION, HELLO, ACK = 7, 8, 9, 10, 11
GUILDS, GUILD_MEMBERS, GUILD_PRESENCES = 1 << 0, 1 << 1, 1 << 8
GUILD_MESSAGES, DM_MESSAGES, MESSAGE_CONTENT = 1 << 9, 1 << 12, 1 << 15
PRIVILEGED = GUILD_MEMBERS | GUILD_PRESENCES | MESSAGE_CONTENT
ALL_INTENTS = (1 << 26) - 1
KEPT_FOR_RESUME = 5_000


class Closed(Exception):
    """The gateway ends a connection with a code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(f"{code} {reason}")
        self.code = code
        self.reason = reason


@dataclass(eq=False)
class Connection:
    """One websocket, with its running compression."""

    socket: web.WebSocketResponse
    pack: Pack | None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def send(self, payload: Json) -> None:
        text = json.dumps(payload, separators=(",", ":"))
        async with self.lock:  # one compression stream: order of packing is order of sending
            if self.socket.closed:
                return
            try:
                if self.pack is None:
                    await self.socket.send_str(text)
                else:
                    await self.socket.send_bytes(self.pack(text.encode()))
            except ConnectionError:
                return  # the client is gone; its session keeps the event for a resume


@dataclass(eq=False)
class Session:
    """What outlives a connection: the shard, the intents and the events not yet confirmed."""

    id: str
    shard: tuple[int, int]
    intents: int
    seq: int = 0
    sent: deque[Json] = field(default_factory=lambda: deque(maxlen=KEPT_FOR_RESUME))
    connection: Connection | None = None
    ready: bool = False

    def serves(self, guild: Guild | None) -> bool:
        number, count = self.shard
        return ((guild.id >> 22) % count if guild else 0) == number
