"""What a person typed, as the data of an interaction, with the checks of Discord's own app."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.local_discord import payloads
from tests.local_discord.commands import NotOffered, Upload
from tests.local_discord.rules_of_commands import GROUP, SUBCOMMAND
from tests.local_discord.world import Channel, Guild, Json, Member, Role, User, World

STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(3, 12)


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
