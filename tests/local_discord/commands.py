"""The command registry: what was synced, and to whom it is offered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.local_discord import errors
from tests.local_discord.rules_of_commands import CHAT, command_faults
from tests.local_discord.world import Can, Channel, Guild, Json, User, World

IN_GUILD, IN_BOT_DM = 0, 1
BY_GUILD, BY_USER = 0, 1


class NotOffered(AssertionError):
    """Discord's own app would not have let this person send this command."""


@dataclass(frozen=True)
class Upload:
    """A file given as an option of a command or in a modal."""

    filename: str
    content: bytes


class Registry:
    """Commands by where they are known: everywhere (None) or one guild."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._known: dict[int | None, list[Json]] = {}
        self.syncs = 0

    def overwrite(self, guild_id: int | None, wanted: Sequence[Json]) -> list[Json]:
        faults = command_faults(wanted)
        if faults:
            raise errors.invalid(faults)
        before = {(c["type"], c["name"]): c for c in self._known.get(guild_id, [])}
        made = [self._stored(guild_id, command, before) for command in wanted]
        self._known[guild_id] = made
        self.syncs += 1
        return made

    def add(self, guild_id: int | None, command: Json) -> Json:
        """Create one command, or replace the one of its name."""
        key = (command.get("type") or CHAT, command["name"])
        others = [c for c in self._known.get(guild_id, []) if (c["type"], c["name"]) != key]
        faults = command_faults([*others, command])
        if faults:
            raise errors.invalid(faults)
        before = {(c["type"], c["name"]): c for c in self._known.get(guild_id, [])}
        made = self._stored(guild_id, command, before)
        self._known[guild_id] = [*others, made]
        return made

    def remove(self, guild_id: int | None, command_id: int) -> None:
        kept = [c for c in self._known.get(guild_id, []) if c["id"] != str(command_id)]
        if len(kept) == len(self._known.get(guild_id, [])):
            raise errors.unknown("application command", 10063)
        self._known[guild_id] = kept

    def listed(self, guild_id: int | None, *, localised: bool) -> list[Json]:
        """List commands; without ``with_localizations`` the translations are left out."""
        shown = []
        for command in self._known.get(guild_id, []):
            hidden = () if localised else ("name_localizations", "description_localizations")
            shown.append({k: v for k, v in command.items() if k not in hidden})
        return shown

    def find(self, name: str, kind: int, guild: Guild | None) -> Json:
        """Find a command as a person would see it: a guild's own hides a global one."""
        places: list[int | None] = [guild.id, None] if guild else [None]
        for place in places:
            for command in self._known.get(place, []):
                if command["name"] == name and command["type"] == kind:
                    return command
        known = sorted({c["name"] for place in places for c in self._known.get(place, [])})
        raise NotOffered(f"no command {name!r} of kind {kind} was synced; there are {known}")

    def _stored(
        self, guild_id: int | None, command: Json, before: Mapping[tuple[int, str], Json]
    ) -> Json:
        kind = command.get("type") or CHAT
        old = before.get((kind, command["name"]))
        permissions = command.get("default_member_permissions")
        made: Json = {
            "id": old["id"] if old else str(self._world.ids.next()),
            "application_id": str(self._world.app_id),
            "version": old["version"] if old else "0",
            "type": kind,
            "name": command["name"],
            "name_localizations": command.get("name_localizations"),
            "description": command.get("description") or "",
            "description_localizations": command.get("description_localizations"),
            "default_member_permissions": None if permissions is None else str(permissions),
            "nsfw": bool(command.get("nsfw")),
            "integration_types": command.get("integration_types") or [BY_GUILD],
            "contexts": command.get("contexts"),
        }
        if command.get("options"):
            made["options"] = [_plain(option) for option in command["options"]]
        if guild_id is not None:
            made["guild_id"] = str(guild_id)
        if made != old:
            made["version"] = str(self._world.ids.next())
        return made


def _plain(option: Json) -> Json:
    """Describe an option as Discord gives it back, without what is null or false."""
    shown = {k: v for k, v in option.items() if v is not None and v is not False and v != []}
    if "options" in shown:
        shown["options"] = [_plain(o) for o in shown["options"]]
    return shown


def check_offered(
    command: Json, *, user: User, channel: Channel, permissions: int, guild: Guild | None
) -> dict[str, str]:
    """Refuse what Discord's app would not offer; give who installed the app for this."""
    contexts = command["contexts"]
    here = IN_GUILD if guild else IN_BOT_DM
    if contexts is not None and here not in contexts:
        raise NotOffered(f"/{command['name']} is not offered in context {here}")
    owners: dict[str, str] = {}
    if BY_GUILD in command["integration_types"]:
        if guild is not None and guild.has_app:
            owners[str(BY_GUILD)] = str(guild.id)
        elif guild is None:
            owners[str(BY_GUILD)] = "0"
    if BY_USER in command["integration_types"] and user.installed:
        owners[str(BY_USER)] = str(user.id)
    if not owners:
        raise NotOffered(
            f"/{command['name']}: the app is installed neither here nor by {user.name}"
        )
    needed = command["default_member_permissions"]
    if guild is not None and needed is not None:
        enough = permissions & Can.ADMINISTRATOR or (
            int(needed) and permissions & int(needed) == int(needed)
        )
        if not enough:
            raise NotOffered(f"/{command['name']} is not offered to {user.name}: permissions")
    needed_here = Can.USE_APPLICATION_COMMANDS | Can.VIEW_CHANNEL
    if guild is not None and permissions & needed_here != needed_here:
        raise NotOffered(f"{user.name} may not use commands in {channel.name}")
    return owners
