"""The command registry: what was synced, and how a person's input becomes an interaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.local_discord import errors, payloads
from tests.local_discord.rules_of_commands import CHAT, GROUP, SUBCOMMAND, command_faults
from tests.local_discord.world import Can, Channel, Guild, Json, Member, Role, User, World

STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(3, 12)
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
    if guild is not None and not permissions & Can.USE_APPLICATION_COMMANDS:
        raise NotOffered(f"{user.name} may not use commands in {channel.name}")
    return owners


class Input:
    """Turns what a person typed into the ``data`` of an interaction, checked as Discord does."""

    def __init__(self, world: World, guild: Guild | None, upload: Any) -> None:
        self._world = world
        self._guild = guild
        self._upload = upload
        self.resolved: dict[str, Json] = {}

    def data(
        self, command: Json, path: Sequence[str], values: Mapping[str, Any], focused: str | None
    ) -> Json:
        options = command.get("options") or []
        chosen: list[Json] = []
        for name in path:
            found = next((o for o in options if o["name"] == name), None)
            if found is None or found["type"] not in (SUBCOMMAND, GROUP):
                raise NotOffered(f"/{command['name']} has no sub-command {name!r}")
            chosen.append(found)
            options = found.get("options") or []
        if any(o["type"] in (SUBCOMMAND, GROUP) for o in options):
            raise NotOffered(f"/{command['name']} {' '.join(path)} needs a sub-command")
        given = self._values(command, options, values, focused)
        for entry in reversed(chosen):
            given = [{"name": entry["name"], "type": entry["type"], "options": given}]
        data: Json = {"id": command["id"], "name": command["name"], "type": command["type"]}
        if "guild_id" in command:
            data["guild_id"] = command["guild_id"]
        if given:
            data["options"] = given
        if self.resolved:
            data["resolved"] = self.resolved
        return data

    def _values(
        self,
        command: Json,
        options: Sequence[Json],
        values: Mapping[str, Any],
        focused: str | None,
    ) -> list[Json]:
        known = {o["name"]: o for o in options}
        for name in values:
            if name not in known:
                raise NotOffered(f"/{command['name']} has no option {name!r}; it has {list(known)}")
        if focused is not None and not known.get(focused, {}).get("autocomplete"):
            raise NotOffered(f"/{command['name']}: {focused!r} has no autocomplete")
        missing = [o["name"] for o in options if o.get("required") and o["name"] not in values]
        if missing and focused is None:
            raise NotOffered(f"/{command['name']} needs {missing}")
        given = []
        for name, value in values.items():
            entry: Json = {"name": name, "type": known[name]["type"]}
            # What is being typed is sent as it stands; Discord checks it only when it is sent off.
            loose = focused is not None
            entry["value"] = str(value) if loose else self._value(known[name], value)
            if name == focused:
                entry["focused"] = True
            given.append(entry)
        return given

    def _value(self, option: Json, value: Any) -> Any:
        kind = option["type"]
        if kind == ATTACHMENT:
            return self._attached(value)
        if kind in (USER, CHANNEL, ROLE, MENTIONABLE):
            return self.reference(kind, value)
        expected: Any = {STRING: str, INTEGER: int, BOOLEAN: bool, NUMBER: (int, float)}[kind]
        if not isinstance(value, expected) or (kind != BOOLEAN and isinstance(value, bool)):
            raise NotOffered(f"option {option['name']!r} takes {expected}, not {value!r}")
        choices = [c["value"] for c in option.get("choices") or []]
        if choices and value not in choices:
            raise NotOffered(f"option {option['name']!r} takes one of {choices}, not {value!r}")
        size = len(value) if kind == STRING else value
        unit = "length" if kind == STRING else "value"
        least, most = option.get(f"min_{unit}"), option.get(f"max_{unit}")
        if kind == STRING:
            most = most or 6000
        if (least is not None and size < least) or (most is not None and size > most):
            raise NotOffered(f"option {option['name']!r}: {size} is outside {least}..{most}")
        return value

    def _attached(self, value: Any) -> str:
        if not isinstance(value, Upload):
            raise NotOffered(f"an attachment is given as an Upload, not {value!r}")
        described = self._upload(value)
        self._note("attachments", described["id"], described)
        return str(described["id"])

    def reference(self, kind: int, value: Any) -> str:
        """Name a user, channel or role by id, with its description beside it."""
        if isinstance(value, Member):
            value = value.user
        key = str(getattr(value, "id", ""))
        if isinstance(value, User) and kind in (USER, MENTIONABLE):
            self._note_user(key, value)
        elif isinstance(value, Role) and kind in (ROLE, MENTIONABLE):
            self._note("roles", key, payloads.role(value))
        elif isinstance(value, Channel) and kind == CHANNEL:
            self._note("channels", key, payloads.channel(value) | {"permissions": "0"})
        else:
            raise NotOffered(f"an option of type {kind} does not take {value!r}")
        return key

    def _note_user(self, key: str, user: User) -> None:
        self._note("users", key, payloads.user(user))
        member = self._guild.members.get(user.id) if self._guild else None
        if member is not None and self._guild is not None:
            permissions = str(self._world.guild_permissions(self._guild, member))
            self._note("members", key, part_of_member(member) | {"permissions": permissions})

    def _note(self, group: str, key: str, described: Json) -> None:
        self.resolved.setdefault(group, {})[key] = described


def part_of_member(member: Member) -> Json:
    """Describe a member as interactions resolve them: without user, mute and deaf."""
    whole = payloads.member(member)
    return {k: v for k, v in whole.items() if k not in ("user", "mute", "deaf")}
