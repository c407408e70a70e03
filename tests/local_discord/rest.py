"""The REST routes of users, the application, guilds and commands."""

from collections.abc import Mapping

from tests.local_discord import errors, payloads
from tests.local_discord.call import Call, Handler, Reply
from tests.local_discord.commands import Registry
from tests.local_discord.gateway import Gateway
from tests.local_discord.world import Guild, World

COMMANDS = "/applications/{application_id}/commands"
GUILD_COMMANDS = "/applications/{application_id}/guilds/{guild_id}/commands"


class Rest:
    """Handlers by method and path; each gives a status and a body."""

    def __init__(
        self,
        world: World,
        registry: Registry,
        gateway: Gateway,
    ) -> None:
        self._world = world
        self._registry = registry
        self._gateway = gateway
        self.application_flags = 0

    def routes(self) -> Mapping[tuple[str, str], Handler]:
        return {
            ("GET", "/users/@me"): self._me,
            ("GET", "/users/{user_id}"): self._user,
            ("POST", "/users/@me/channels"): self._open_dm,
            ("GET", "/users/@me/guilds"): self._own_guilds,
            ("GET", "/oauth2/applications/@me"): self._application,
            ("GET", "/applications/@me"): self._application,
            ("GET", "/gateway"): self._gateway_url,
            ("GET", "/gateway/bot"): self._gateway_bot,
            **self._command_routes(),
            **self._guild_routes(),
        }

    def _command_routes(self) -> dict[tuple[str, str], Handler]:
        routes: dict[tuple[str, str], Handler] = {}
        for base in (COMMANDS, GUILD_COMMANDS):
            routes[("GET", base)] = self._list_commands
            routes[("PUT", base)] = self._put_commands
            routes[("POST", base)] = self._post_command
            routes[("DELETE", base + "/{command_id}")] = self._delete_command
        return routes

    def _guild_routes(self) -> dict[tuple[str, str], Handler]:
        guild = "/guilds/{guild_id}"
        return {
            ("GET", guild): self._guild,
            ("GET", guild + "/channels"): self._guild_channels,
            ("GET", guild + "/roles"): self._roles,
            ("GET", guild + "/members/{user_id}"): self._member,
            ("GET", guild + "/threads/active"): self._threads,
        }

    # Who and where

    async def _me(self, call: Call) -> Reply:
        return 200, payloads.own_user(self._world.bot)

    async def _user(self, call: Call) -> Reply:
        user = self._world.users.get(call.id("user_id"))
        if user is None:
            raise errors.unknown("User", 10013)
        return 200, payloads.user(user)

    async def _open_dm(self, call: Call) -> Reply:
        user = self._world.users.get(int(call.body["recipient_id"]))
        if user is None:
            raise errors.unknown("User", 10013)
        return 200, payloads.channel(self._world.dm(user))

    async def _own_guilds(self, call: Call) -> Reply:
        keys = ("id", "name", "icon", "banner", "features")
        return 200, [
            {k: payloads.guild(g)[k] for k in keys}
            | {"owner": False, "permissions": str(self._rights(g))}
            for g in self._world.guilds.values()
            if g.has_app
        ]

    def _rights(self, guild: Guild) -> int:
        return self._world.guild_permissions(guild, guild.members[self._world.bot.id])

    async def _application(self, call: Call) -> Reply:
        return 200, payloads.application(self._world, flags=self.application_flags)

    async def _gateway_url(self, call: Call) -> Reply:
        return 200, {"url": self._gateway.url}

    async def _gateway_bot(self, call: Call) -> Reply:
        limit = {
            "total": 1000,
            "remaining": self._gateway.session_limit,
            "reset_after": 14_400_000,
            "max_concurrency": self._gateway.max_concurrency,
        }
        shards = self._gateway.shards
        return 200, {"url": self._gateway.url, "shards": shards, "session_start_limit": limit}

    # Guilds

    def _seen_guild(self, call: Call) -> Guild:
        guild = self._world.guilds.get(call.id("guild_id"))
        if guild is None:
            raise errors.unknown("Guild", 10004)
        if not guild.has_app:
            raise errors.refuse(errors.MISSING_ACCESS)
        return guild

    async def _guild(self, call: Call) -> Reply:
        guild = self._seen_guild(call)
        described = payloads.guild(guild)
        if call.query.get("with_counts", "").lower() in ("1", "true"):
            described["approximate_member_count"] = len(guild.members)
            described["approximate_presence_count"] = 1
        return 200, described

    async def _guild_channels(self, call: Call) -> Reply:
        guild = self._seen_guild(call)
        return 200, [payloads.channel(c) for c in guild.channels.values() if not c.is_thread]

    async def _roles(self, call: Call) -> Reply:
        return 200, [payloads.role(r) for r in self._seen_guild(call).roles.values()]

    async def _member(self, call: Call) -> Reply:
        member = self._seen_guild(call).members.get(call.id("user_id"))
        if member is None:
            raise errors.unknown("Member", 10007)
        return 200, payloads.member(member)

    async def _threads(self, call: Call) -> Reply:
        threads = [c for c in self._seen_guild(call).channels.values() if c.is_thread]
        return 200, {
            "threads": [payloads.channel(t) for t in threads],
            "members": [],
            "has_more": False,
        }

    # Commands

    def _scope(self, call: Call) -> int | None:
        if call.id("application_id") != self._world.app_id:
            raise errors.refuse((403, 20012, "You are not authorized to perform this action"))
        return self._seen_guild(call).id if "guild_id" in call.params else None

    async def _list_commands(self, call: Call) -> Reply:
        localised = call.query.get("with_localizations", "").lower() in ("1", "true")
        return 200, self._registry.listed(self._scope(call), localised=localised)

    async def _put_commands(self, call: Call) -> Reply:
        return 200, self._registry.overwrite(self._scope(call), call.body or [])

    async def _post_command(self, call: Call) -> Reply:
        return 201, self._registry.add(self._scope(call), call.body)

    async def _delete_command(self, call: Call) -> Reply:
        self._registry.remove(self._scope(call), call.id("command_id"))
        return 204, None
