"""What is wrong with a token, the application, or the permissions in channels; and the invite."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import discord

from bot.app import open_app
from bot.discord import places
from bot.discord.client import intents
from bot.discord.endpoints import endpoints
from bot.discord.places import Place
from bot.render import words
from bot.settings import Settings
from storage.errors import StorageError

SECONDS_TO_ANSWER = 20
MOST_SERVERS = 200
MOST_LOOKED_AT = 20
PRIVILEGED = ("gateway_message_content", "gateway_guild_members", "gateway_presence")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    good: bool
    words: str


def needed_permissions() -> discord.Permissions:
    """Return what the bot has to be allowed, and no more."""
    return discord.Permissions(**dict.fromkeys(places.NEEDED, True))


def invite_link(application_id: int) -> str:
    """Return the link with which a server's manager adds the bot."""
    return discord.utils.oauth_url(
        application_id,
        permissions=needed_permissions(),
        scopes=("bot", "applications.commands"),
    )


def user_link(application_id: int) -> str:
    """Return the link with which a person adds the bot to their own account."""
    link = discord.utils.oauth_url(application_id, scopes=("applications.commands",))
    return f"{link}&integration_type=1"


async def check(settings: Settings) -> AsyncIterator[Finding]:
    """Look at everything, in the order in which it has to work; stop where nothing follows."""
    if settings.discord_token is None:
        yield Finding(
            False,
            "CALLEDIT_DISCORD_TOKEN is not set: on https://discord.com/developers/applications "
            "create an application, then Bot → Reset Token → copy it",
        )
        return
    token = settings.discord_token.get_secret_value().strip()
    if token.lower().startswith("bot ") or any(c.isspace() for c in token):
        yield Finding(False, "CALLEDIT_DISCORD_TOKEN holds a space: set the token alone")
        return
    with endpoints(settings):
        async with discord.Client(intents=intents()) as client:
            problem = await _log_in(client, token)
            if problem:
                yield Finding(False, problem)
                return
            async for finding in _connected(client, settings):
                yield finding


async def _log_in(client: discord.Client, token: str) -> str | None:
    try:
        await asyncio.wait_for(client.login(token), SECONDS_TO_ANSWER)
    except discord.LoginFailure:
        return (
            "Discord does not accept the token: it was reset, or it is the client secret or the "
            "public key; copy the one under Bot → Reset Token"
        )
    except discord.HTTPException as error:
        return f"Discord answers with {error.status}: {error.text or 'try again later'}"
    except (OSError, aiohttp.ClientError, TimeoutError) as error:
        return f"Discord can't be reached ({type(error).__name__}): is there a way to the network?"
    return None


async def _connected(client: discord.Client, settings: Settings) -> AsyncIterator[Finding]:
    user = client.user
    assert user is not None  # noqa: S101 (logged in)
    yield Finding(True, f"the token belongs to {user.name} ({user.id})")
    application = await client.application_info()
    asked = [name for name in PRIVILEGED if getattr(application.flags, name, False)]
    if asked:
        yield Finding(True, "privileged intents are switched on; CalledIt needs none of them")
    else:
        yield Finding(True, "no privileged intent is needed, none is switched on")
    if application.bot_require_code_grant:
        yield Finding(False, "Bot → Requires OAuth2 Code Grant is on: invites fail; switch it off")
    if not _installed_in(application, "0"):
        yield Finding(False, "Installation → Guild Install is off: no server can add it")
    async for finding in _servers(client, application.id):
        yield finding
    yield await _own(client, settings)
    async for finding in _chosen(client, settings):
        yield finding
    yield Finding(True, f"invite to a server: {invite_link(application.id)}")
    if _installed_in(application, "1"):
        yield Finding(True, f"add to your account: {user_link(application.id)}")
    else:
        yield Finding(True, "Installation → User Install is off: nobody adds it to their account")


async def _servers(client: discord.Client, application_id: int) -> AsyncIterator[Finding]:
    """Look at the servers that have the bot."""
    guilds = [guild async for guild in client.fetch_guilds(limit=MOST_SERVERS)]
    if guilds:
        yield Finding(
            True,
            f"in {words.plural(len(guilds), 'server')}: {', '.join(g.name for g in guilds[:10])}",
        )
        for guild in guilds[:MOST_LOOKED_AT]:
            if (lacking := await _lacking_in(client, guild.id)) is not None:
                yield Finding(False, lacking)
    else:
        yield Finding(False, f"in no server yet; invite it: {invite_link(application_id)}")


async def _own(client: discord.Client, settings: Settings) -> Finding:
    """Look at the operator's own channel."""
    if settings.discord_channel_id is None:
        return Finding(
            True,
            "CALLEDIT_DISCORD_CHANNEL_ID is not set: resolutions go where predictions were made",
        )
    place = Place(
        channel_id=settings.discord_channel_id,
        chosen_for="CALLEDIT_DISCORD_CHANNEL_ID",
        anew="copy its ID again",
    )
    name, problem = await places.look_at(client, place)
    return Finding(problem is None, problem or f"the bot may post in {name}")


def _installed_in(application: discord.AppInfo, context: str) -> bool:
    """Say whether the app may be installed to servers ("0") or accounts ("1")."""
    guild, user = application.guild_integration_config, application.user_integration_config
    if guild is None and user is None:
        return True  # an application from before there was a choice
    return (guild if context == "0" else user) is not None


async def _lacking_in(client: discord.Client, guild_id: int) -> str | None:
    """Return what the bot's roles do not allow in a server, before channels add their own."""
    assert client.user is not None  # noqa: S101 (logged in)
    try:
        guild = await client.fetch_guild(guild_id)
        allowed = (await guild.fetch_member(client.user.id)).guild_permissions
    except discord.HTTPException as error:
        return f"the server {guild_id} can't be looked at: {error.text or error.status}"
    missing = places.missing(allowed)
    if not missing:
        return None
    return (
        f"in the server {guild.name} the bot's roles lack {missing}: invite it again, or add them"
    )


async def _chosen(client: discord.Client, settings: Settings) -> AsyncIterator[Finding]:
    """Look at the channels that servers chose, and tell what they can't be used for."""
    try:
        with open_app(settings) as app, app.ledger.read() as session:
            found = list(places.chosen(session))
    except StorageError as error:
        yield Finding(False, f"what servers have chosen can't be looked at: {error}")
        return
    problems = [(await places.look_at(client, place))[1] for place in found]
    for problem in filter(None, problems):
        yield Finding(False, problem)
    if found and not any(problems):
        channels = len({place.channel_id for place in found})
        said = words.plural(channels, "channel")
        yield Finding(True, f"{said} chosen in /settings and for reports: the bot may post there")
