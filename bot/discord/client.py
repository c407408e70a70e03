"""The connection to Discord: one client, its commands, and what every handler works with."""

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import AsyncIterator
from datetime import date, datetime
from typing import Any

import discord
from discord import app_commands

from bot.app import App
from bot.discord import features, syncing
from bot.discord.answering import Reply, answer
from bot.discord.cards.board import Board
from bot.discord.desk import Desk
from bot.discord.endpoints import endpoints
from bot.discord.otherlife import Absence
from bot.discord.parts import entered
from bot.discord.rounds import Rounds
from bot.discord.sender import DiscordSender
from bot.discord.translating import Catalogue
from bot.discord.trouble import Trouble
from bot.errors import UserError
from storage import bookmarks
from storage.ledger import Session

REMEMBERED = 10_000  # interactions, against one that is delivered twice
GUILD_WAIT = 0.3  # seconds without a further server after which we take it that all are there


def intents() -> discord.Intents:
    """Return what we listen to: servers and their channels, nothing privileged."""
    return discord.Intents(guilds=True)


SECONDS_BETWEEN_IDENTIFIES = 5.5  # Discord: five, for each of max_concurrency


def shards_of(setting: str | None) -> dict[str, Any]:
    """Return what `CALLEDIT_DISCORD_SHARDS` means to discord.py."""
    if setting is None:
        return {}
    numbers, _, count = setting.partition("/")
    first, _, last = numbers.partition("-")
    return {"shard_ids": list(range(int(first), int(last) + 1)), "shard_count": int(count)}


def _wait_for_turn(session: Session, now: datetime) -> float:
    """Take the turn to identify, shared by all processes; else return how long to wait."""
    before = bookmarks.get(session, "identify")
    since = (now - datetime.fromisoformat(before)).total_seconds() if before else 60.0
    if 0 <= since < SECONDS_BETWEEN_IDENTIFIES:
        return SECONDS_BETWEEN_IDENTIFIES - since
    bookmarks.put(session, "identify", now.isoformat())
    return 0.0


class CalledItClient(discord.AutoShardedClient):
    """CalledIt's side of Discord."""

    def __init__(self, app: App, **options: Any) -> None:
        # Two warnings at each start of what only calls by voice need would hide those that matter.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            intents=intents(),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            guild_ready_timeout=GUILD_WAIT,
            **shards_of(app.settings.discord_shards),
            **options,
        )
        self.app = app
        self.desk = Desk(app)
        self.cards = Board(self)
        self.absence = Absence(self)
        self.sender = DiscordSender(self)
        self.trouble = Trouble(self)
        self.rounds = Rounds(self)
        self.tree = app_commands.CommandTree(
            self,
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )
        self.tree.error(on_command_error)
        self.touches = features.touches()
        self.forms = features.forms()
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._connection_task: asyncio.Task[None] | None = None
        self._warm: asyncio.Task[None] | None = None

    async def setup_hook(self) -> None:
        """Make commands and buttons known before the first event arrives."""
        features.add_commands(self.tree)
        await self.tree.set_translator(Catalogue())
        await syncing.sync_if_changed(self)

    @property
    def home_guild_id(self) -> int | None:
        """The server of the operator's own channel; what was made outside Discord belongs there."""
        number = self.app.settings.discord_channel_id
        channel = self.get_channel(number) if number else None
        guild = getattr(channel, "guild", None)
        return guild.id if guild is not None else None

    def first_time(self, interaction_id: int) -> bool:
        """Say whether an interaction is new; a resumed gateway may deliver one again."""
        if interaction_id in self._seen:
            return False
        self._seen[interaction_id] = None
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        return True

    async def on_ready(self) -> None:
        """Catch up with what happened while we were away."""
        self.cards.start()
        # The first person to type a deadline should not wait for the grammar to be compiled.
        self._warm = asyncio.create_task(asyncio.to_thread(_warm_up))
        self.rounds.start()

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Take buttons, menus and filled-in forms; those sent before a restart are as good as any.

        By their identifiers alone: the library's own way makes every button of the message anew for
        each click, which takes longer than to store a forecast.
        """
        data: Any = interaction.data or {}
        _, _, named = str(data.get("custom_id", "")).partition("ci:")
        what, _, rest = named.partition(":")
        if interaction.type is discord.InteractionType.component and what in self.touches:
            await self.touches[what](interaction, rest)
        elif interaction.type is discord.InteractionType.modal_submit and what in self.forms:
            await self.forms[what](interaction, rest, entered(data))

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify in turn, also among processes that serve shards of the same bot."""
        if self.app.settings.discord_shards is None:
            await super().before_identify_hook(shard_id, initial=initial)
            return
        while wait := await self.desk.write(lambda s: _wait_for_turn(s, self.desk.now())):  # noqa: ASYNC110 (other processes set no event)
            await asyncio.sleep(wait)

    async def launch_shard(self, gateway: Any, shard_id: int, *, initial: bool = False) -> None:
        """Connect a shard, at the address that was set where one was."""
        if self.app.settings.discord_gateway_url is not None:
            gateway = discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
        await super().launch_shard(gateway, shard_id, initial=initial)

    async def gone(self) -> None:
        """Wait until the connection has ended for good."""
        if self._connection_task is not None:
            # Shielded: who stops waiting does not want the connection torn down under its work.
            await asyncio.shield(self._connection_task)

    def connect_in_background(self, token: str) -> "asyncio.Task[None]":
        """Begin to connect."""
        self._connection_task = asyncio.create_task(self.start(token), name="discord")
        return self._connection_task

    async def close(self) -> None:
        """Stop what runs beside the connection, then close that."""
        await self.rounds.stop()
        await self.cards.stop()
        await super().close()
        self.desk.close()


async def on_command_error(
    interaction: discord.Interaction[Any], error: app_commands.AppCommandError
) -> None:
    """Answer what failed before a command's own code began."""

    async def fail() -> Reply:
        raise getattr(error, "original", error)

    await answer(interaction, fail())


def _warm_up() -> None:
    from predictions.windows import parse_deadline  # noqa: PLC0415 (that it is slow is the point)

    parse_deadline("end of 2028", today=date(2026, 1, 1))


def make_client(app: App) -> CalledItClient:
    """Return a client that is not connected yet; call it inside a running loop."""
    return CalledItClient(app)


@contextlib.asynccontextmanager
async def connected(app: App) -> AsyncIterator[CalledItClient]:
    """Connect, and disconnect at the end; inside, the client is ready.

    Raises:
        UserError: there is no token, or Discord does not accept it.
    """
    token = app.settings.discord_token
    if token is None:
        raise UserError("no CALLEDIT_DISCORD_TOKEN is set")
    with endpoints(app.settings):
        async with make_client(app) as client:
            connection = client.connect_in_background(token.get_secret_value())
            ready = asyncio.create_task(client.wait_until_ready())
            await asyncio.wait({connection, ready}, return_when=asyncio.FIRST_COMPLETED)
            if connection.done():
                ready.cancel()
                _explain(connection)
            yield client


def _explain(connection: "asyncio.Task[None]") -> None:
    try:
        connection.result()
    except discord.LoginFailure:
        raise UserError(
            "Discord does not accept CALLEDIT_DISCORD_TOKEN: copy it again from the "
            "application's Bot page (calledit discord check says more)"
        ) from None
    raise UserError("the connection to Discord ended before it was ready")
