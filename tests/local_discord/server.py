"""The local Discord: REST and gateway on one loopback port, driven by a test."""

import asyncio
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.local_discord import payloads
from tests.local_discord.clock import PATIENCE, Clock
from tests.local_discord.commands import Registry
from tests.local_discord.driver import Driver
from tests.local_discord.faults import Failure
from tests.local_discord.gateway import Gateway
from tests.local_discord.interactions import Interactions
from tests.local_discord.limits import Limit
from tests.local_discord.messages import Messages
from tests.local_discord.rest import Rest
from tests.local_discord.rest_messages import MessageRest
from tests.local_discord.spec import Spec, load_spec
from tests.local_discord.wire import BASE, Wire
from tests.local_discord.world import Channel, Guild, GuildPlan, Json, Message, User, World

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.local0.a-token-that-opens-nothing-anywhere"


class LocalDiscord(Driver):
    """Discord as far as a bot like ours sees it.

    ``async with LocalDiscord() as server`` listens on a free port of the loopback; ``environment``
    is what a bot process needs to find it.
    """

    def __init__(
        self,
        guilds: Sequence[GuildPlan | str] = (GuildPlan(),),
        *,
        token: str = TOKEN,
        spec: Spec | None = None,
    ) -> None:
        self.clock = Clock()
        self.world = World(self.clock)
        self.token = token
        self.gateway = Gateway(self.world, token)
        self.messages_desk = Messages(self.world, self._announce)
        self.registry = Registry(self.world)
        self.interactions = Interactions(self.world, self.messages_desk)
        self.wire = Wire(spec or load_spec(), self.clock, token)
        self.rest = Rest(self.world, self.registry, self.gateway)
        self._message_rest = MessageRest(
            self.world, self.messages_desk, self.interactions, self.gateway
        )
        super().__init__(
            self.world, self.gateway, self.registry, self.interactions, self.messages_desk
        )
        self.port = 0
        self._runner: web.AppRunner | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        for plan in guilds:
            self.world.add_guild(plan if isinstance(plan, GuildPlan) else GuildPlan(plan))

    async def __aenter__(self) -> Self:
        app = self.wire.application({**self.rest.routes(), **self._message_rest.routes()})
        app.router.add_get("/gateway", self.gateway.handle)
        app.router.add_get("/gateway/", self.gateway.handle)
        app.router.add_get("/attachments/{channel_id}/{file_id}/{name}", self._download)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = int(self._runner.addresses[0][1])
        self.messages_desk.file_base = f"http://127.0.0.1:{self.port}"
        self.gateway.url = self.gateway_url
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.gateway.drop(1001)
        for task in list(self._tasks):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        if self._runner is not None:
            await self._runner.cleanup()

    # Where it is

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.port}{BASE}"

    @property
    def gateway_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/gateway"

    @property
    def environment(self) -> dict[str, str]:
        """The settings with which a bot process connects here."""
        return {
            "CALLEDIT_DISCORD_TOKEN": self.token,
            "CALLEDIT_DISCORD_API_URL": self.api_url,
            "CALLEDIT_DISCORD_GATEWAY_URL": self.gateway_url,
        }

    # What there is

    @property
    def guild(self) -> Guild:
        """The first guild."""
        return next(iter(self.world.guilds.values()))

    def channel(self, name: str = "general") -> Channel:
        """Find a channel of the first guild."""
        return self.guild.channel(name)

    def user(self, name: str) -> User:
        """Find a person by name, or make them."""
        return self.world.user_named(name)

    def messages(self, channel: Channel) -> list[Json]:
        """List the messages that everybody in a channel sees, oldest first."""
        return [self.world.messages[i].json for i in channel.message_ids]

    def files(self, message: Json) -> dict[str, bytes]:
        """Give the files of a message by name, those shown inside embeds included."""
        held = self.world.messages[int(message["id"])].attached
        return {a["filename"]: self.world.files[int(a["id"])][2] for a in held}

    @property
    def requests(self) -> list[Any]:
        return self.wire.requests

    @property
    def violations(self) -> list[str]:
        """Everything a bot did that Discord forbids, or that the description does not know."""
        return self.wire.violations + self.gateway.problems

    @property
    def refused(self) -> int:
        """How many answers were 401, 403 or 429: 10,000 in ten minutes bar an address."""
        return sum(call.status in (401, 403, 429) for call in self.wire.requests)

    @property
    def own_faults(self) -> list[str]:
        """Answers of this server that the description does not allow."""
        return self.wire.own_faults

    # What a test makes happen

    def fault(self, pattern: str, **how: Any) -> Failure:
        """Let the next matching requests fail: see ``Failure`` for how."""
        return self.wire.failures.add(Failure(pattern, **how))

    def limit(self, pattern: str, *, per: int, seconds: float) -> None:
        """Limit a route, told in headers and enforced."""
        self.wire.limits.set.append(Limit(pattern, per, seconds))

    def advance(self, seconds: float) -> None:
        """Push the server's clock ahead: acknowledgements become late, tokens expire."""
        self.clock.advance(seconds)
        self.interactions.wake()

    async def ready(self, *, shards: int = 1, within: float = PATIENCE) -> None:
        """Wait until a bot is connected with that many shards."""
        await self.gateway.ready(shards=shards, within=within)

    async def synced(self, *, times: int = 1, within: float = PATIENCE) -> None:
        """Wait until commands were synced."""
        await self.until(lambda: self.registry.syncs >= times, within=within)

    async def until(self, holds: Any, *, within: float = PATIENCE) -> None:
        """Wait until a condition on what is stored holds, looking often."""
        async with asyncio.timeout(within):
            while not holds():  # noqa: ASYNC110 - what a test may wait for has no event
                await asyncio.sleep(0.005)

    async def next_message(
        self, channel: Channel, *, after: int = 0, within: float = PATIENCE
    ) -> Json:
        """Wait for a message beyond the first ``after`` ones of a channel."""
        await self.until(lambda: len(channel.message_ids) > after, within=within)
        return self.messages(channel)[after]

    def write(self, channel: Channel, user: User, content: str) -> Json:
        """Let a person write a message."""
        return self.messages_desk.post_by_person(channel, user, content).json

    async def delete_channel(self, channel: Channel) -> None:
        self.world.channels.pop(channel.id, None)
        if channel.guild is not None:
            channel.guild.channels.pop(channel.id, None)
        event = "THREAD_DELETE" if channel.is_thread else "CHANNEL_DELETE"
        described = payloads.channel(channel)
        await self.gateway.dispatch(event, described, guild=channel.guild, need=1)

    async def delete_message(self, message: Json) -> None:
        self.messages_desk.delete(self.messages_desk.find(int(message["id"])))

    async def remove_app(self, guild: Guild) -> None:
        """Take the bot out of a guild."""
        guild.has_app = False
        await self.gateway.dispatch("GUILD_DELETE", {"id": str(guild.id)}, guild=guild, need=1)

    async def invite_app(self, guild: Guild) -> None:
        """Bring the bot into a guild while it runs."""
        guild.has_app = True
        if self.world.bot.id not in guild.members:
            self.world.add_member(guild, self.world.bot)
        await self.gateway.tell_of_guild(guild)

    def _announce(self, event: str, message: Message) -> None:
        if message.seen_by is not None or not self.gateway.sessions:
            return
        self._later(self.gateway.announce(event, message))

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _download(self, request: web.Request) -> web.Response:
        found = self.world.files.get(int(request.match_info["file_id"]))
        if found is None:
            return web.Response(status=404)
        return web.Response(body=found[2], headers={"Content-Type": found[1]})
