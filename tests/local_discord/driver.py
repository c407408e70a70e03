"""What people do: slash commands, clicks, menus and modals, as Discord's own app sends them."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tests.local_discord.commands import NotOffered, Registry, Upload, check_offered
from tests.local_discord.gateway import Gateway
from tests.local_discord.interaction import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    MODAL_SUBMIT,
    Interaction,
)
from tests.local_discord.interactions import Interactions
from tests.local_discord.messages import Messages
from tests.local_discord.modals import filled
from tests.local_discord.rules import every_component
from tests.local_discord.rules_of_commands import CHAT, MESSAGE_MENU, USER_MENU
from tests.local_discord.typed_input import Input
from tests.local_discord.world import Can, Channel, Json, Message, User, World

NO_ANSWER = "The application did not respond"
BUTTON, STRING_SELECT = 2, 3
SELECT_TAKES = {5: 6, 6: 8, 7: 9, 8: 7}  # kinds of select -> kinds of option


class Driver:
    """Acts for people and waits for what they would see."""

    def __init__(
        self,
        world: World,
        gateway: Gateway,
        registry: Registry,
        interactions: Interactions,
        messages: Messages,
    ) -> None:
        self._world = world
        self._gateway = gateway
        self._registry = registry
        self._interactions = interactions
        self._messages = messages

    async def slash(
        self,
        command: str,
        *,
        user: User,
        channel: Channel,
        options: Mapping[str, Any] | None = None,
        locale: str | None = None,
        until: str = "answered",
        within: float = 10.0,
        deliveries: int = 1,
    ) -> Interaction:
        """Send a slash command ("watch add" for a sub-command) and wait for the answer.

        ``until="acknowledged"`` does not wait for the end of "is thinking", ``"sent"`` waits for
        nothing; ``within`` is how long to look at all. No answer within 3 seconds is no exception: ``failure`` says so, and ``message``
        raises. What Discord's app would not have let the person send raises ``NotOffered``.
        """
        name, *path = command.split()
        found, owners = self._offered(name, CHAT, user, channel)
        given = Input(self._world, channel.guild, self._stored_upload)
        data = given.data(found, path, options or {}, None)
        it = self._interactions.begin(
            COMMAND, data, user=user, channel=channel, owners=owners, locale=locale
        )
        return await self._send(it, until, within, deliveries)

    async def autocomplete(
        self,
        command: str,
        *,
        user: User,
        channel: Channel,
        focused: str,
        options: Mapping[str, Any],
        locale: str | None = None,
        within: float = 10.0,
    ) -> Interaction:
        """Type into an option; ``choices`` of what comes back holds the offers."""
        name, *path = command.split()
        found, owners = self._offered(name, CHAT, user, channel)
        given = Input(self._world, channel.guild, self._stored_upload)
        data = given.data(found, path, options, focused)
        it = self._interactions.begin(
            AUTOCOMPLETE, data, user=user, channel=channel, owners=owners, locale=locale
        )
        return await self._send(it, "answered", within, 1)

    async def message_command(
        self,
        name: str,
        *,
        message: Json,
        user: User,
        until: str = "answered",
        within: float = 10.0,
    ) -> Interaction:
        """Choose a command from a message's menu."""
        target = self._stored(message)
        found, owners = self._offered(name, MESSAGE_MENU, user, target.channel)
        data = {
            "id": found["id"],
            "name": name,
            "type": MESSAGE_MENU,
            "target_id": str(target.id),
            "resolved": {"messages": {str(target.id): target.json}},
        }
        it = self._interactions.begin(
            COMMAND, data, user=user, channel=target.channel, owners=owners
        )
        return await self._send(it, until, within, 1)

    async def user_command(
        self, name: str, *, target: User, user: User, channel: Channel, within: float = 10.0
    ) -> Interaction:
        """Choose a command from a person's menu."""
        found, owners = self._offered(name, USER_MENU, user, channel)
        given = Input(self._world, channel.guild, self._stored_upload)
        target_id = given.reference(6, target)
        data = {"id": found["id"], "name": name, "type": USER_MENU, "target_id": target_id}
        data["resolved"] = given.resolved
        it = self._interactions.begin(COMMAND, data, user=user, channel=channel, owners=owners)
        return await self._send(it, "answered", within, 1)

    async def click(
        self,
        message: Json,
        custom_id: str,
        *,
        user: User,
        until: str = "answered",
        within: float = 10.0,
        deliveries: int = 1,
    ) -> Interaction:
        """Press a button, named by its custom_id or its label."""
        target = self._seen(message, user)
        button = _component(target.json, custom_id)
        if button["type"] != BUTTON or button.get("disabled") or "custom_id" not in button:
            raise NotOffered(f"{custom_id!r} cannot be pressed: {button}")
        data = {"custom_id": button["custom_id"], "component_type": BUTTON, "id": button["id"]}
        return await self._on_message(
            target, data, user, until=until, within=within, deliveries=deliveries
        )

    async def select(
        self,
        message: Json,
        custom_id: str,
        values: Iterable[Any],
        *,
        user: User,
        until: str = "answered",
        within: float = 10.0,
    ) -> Interaction:
        """Choose from a select; users, roles and channels are given as themselves."""
        target = self._seen(message, user)
        select = _component(target.json, custom_id)
        given = Input(self._world, target.channel.guild, self._stored_upload)
        data = {
            "custom_id": select["custom_id"],
            "component_type": select["type"],
            "id": select["id"],
            "values": _chosen(select, list(values), given),
        }
        if given.resolved:
            data["resolved"] = given.resolved
        return await self._on_message(target, data, user, until=until, within=within, deliveries=1)

    async def submit_modal(
        self,
        shown: Interaction,
        values: Mapping[str, Any],
        *,
        until: str = "answered",
        within: float = 10.0,
        deliveries: int = 1,
    ) -> Interaction:
        """Fill in the modal that an interaction was answered with, and send it off."""
        if shown.modal is None:
            raise NotOffered(f"no modal was shown; {shown.describe()}")
        if shown.modal_closed:
            raise NotOffered("the modal was sent off already; show it again")
        given = Input(self._world, shown.guild, self._stored_upload)
        data: Json = {
            "custom_id": shown.modal["custom_id"],
            "components": filled(shown.modal, values, given, self._stored_upload),
        }
        if given.resolved:
            data["resolved"] = given.resolved
        it = self._interactions.begin(
            MODAL_SUBMIT,
            data,
            user=shown.user,
            channel=shown.channel,
            owners=shown.owners,
            source=shown.source,
            parent=shown,
        )
        await self._send(it, until, within, deliveries)
        shown.modal_closed = it.callback is not None
        return it

    # How it is done

    async def _on_message(
        self,
        target: Message,
        data: Json,
        user: User,
        *,
        until: str,
        within: float,
        deliveries: int,
    ) -> Interaction:
        metadata = target.json.get("interaction_metadata") or {}
        guild = target.channel.guild
        owners = {"0": str(guild.id) if guild else "0"}
        owners = metadata.get("authorizing_integration_owners") or owners
        it = self._interactions.begin(
            COMPONENT, data, user=user, channel=target.channel, owners=owners, source=target
        )
        return await self._send(it, until, within, deliveries)

    def _offered(
        self, name: str, kind: int, user: User, channel: Channel
    ) -> tuple[Json, dict[str, str]]:
        guild = channel.guild
        if guild is not None and user.id not in guild.members:
            raise NotOffered(f"{user.name} is not in {guild.name}")
        found = self._registry.find(name, kind, guild)
        owners = check_offered(
            found,
            user=user,
            channel=channel,
            permissions=self._world.permissions(user, channel),
            guild=guild,
        )
        return found, owners

    async def _send(
        self, it: Interaction, until: str, within: float, deliveries: int
    ) -> Interaction:
        for _ in range(deliveries):
            await self._gateway.dispatch("INTERACTION_CREATE", it.payload, guild=it.guild)
        if until == "sent":
            return it
        return await self.wait(it, until=until, within=within)

    async def wait(
        self, it: Interaction, *, until: str = "answered", within: float = 10.0
    ) -> Interaction:
        """Wait until an interaction is acknowledged, or the person sees its end."""
        patience = self._world.clock.ticks() + within
        while not _reached(it, until):
            acknowledged = it.callback is not None
            now = self._world.clock.ticks()
            left = patience - now if acknowledged else self._interactions.seconds_left(it)
            if left <= 0:
                it.failure = "Still thinking" if acknowledged else NO_ANSWER
                return it
            it.changed.clear()
            try:
                await asyncio.wait_for(it.changed.wait(), left)
            except TimeoutError:
                continue
        return it

    def _stored(self, message: Json) -> Message:
        return self._messages.find(int(message["id"]))

    def _seen(self, message: Json, user: User) -> Message:
        target = self._stored(message)
        if target.seen_by not in (None, user):
            raise NotOffered(f"{user.name} does not see this message")
        if not self._world.permissions(user, target.channel) & Can.VIEW_CHANNEL:
            raise NotOffered(f"{user.name} does not see this channel")
        return target

    def _stored_upload(self, upload: Upload) -> Json:
        return self._messages.store(self._world.app_id, upload.filename, upload.content)


def _reached(it: Interaction, until: str) -> bool:
    return it.answered if until == "answered" else it.callback is not None


def _component(message: Json, name: str) -> Json:
    """Find a component by custom_id, else by label."""
    everything = [c for _, c in every_component(message["components"])]
    for key in ("custom_id", "label"):
        for component in everything:
            if component.get(key) == name:
                return component
    known = [c.get("custom_id") or c.get("label") for c in everything if c["type"] != 1]
    raise NotOffered(f"no component {name!r}; there are {known}")


def _chosen(select: Json, values: Sequence[Any], given: Input) -> list[str]:
    if select.get("disabled"):
        raise NotOffered(f"{select['custom_id']!r} is disabled")
    if not select["min_values"] <= len(values) <= select["max_values"]:
        raise NotOffered(f"{select['custom_id']!r} does not take {len(values)} values")
    if select["type"] != STRING_SELECT:
        return [given.reference(SELECT_TAKES[select["type"]], v) for v in values]
    known = {o["value"]: o["value"] for o in select["options"]}
    known |= {o["label"]: o["value"] for o in select["options"] if o["label"] not in known}
    unknown = [v for v in values if v not in known]
    if unknown:
        raise NotOffered(f"{select['custom_id']!r} has no {unknown}; it has {list(known)}")
    return [known[v] for v in values]
