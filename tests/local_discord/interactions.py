"""Interactions: from the click to the answer, with Discord's clocks and refusals."""

import secrets
from collections.abc import Mapping

from tests.local_discord import errors, payloads
from tests.local_discord.interaction import (
    AUTOCOMPLETE,
    CHOICES,
    COMMAND,
    COMPONENT,
    DEFERRED,
    DEFERRED_UPDATE,
    MESSAGE,
    MODAL,
    MODAL_SUBMIT,
    UPDATE,
    Interaction,
    metadata,
)
from tests.local_discord.messages import Messages
from tests.local_discord.rules import choice_faults, modal_faults
from tests.local_discord.schema import Fault
from tests.local_discord.world import EPHEMERAL, Channel, Json, Message, User, World

SECONDS_TO_ANSWER = 3.0
SECONDS_OF_TOKEN = 15 * 60
MOST_FOLLOW_UPS_OF_USER_APPS = 5
TO_WHAT = {
    COMMAND: {MESSAGE, DEFERRED, MODAL},
    COMPONENT: {MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, MODAL},
    AUTOCOMPLETE: {CHOICES},
    MODAL_SUBMIT: {MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE},
}


class Interactions:
    """All interactions, by id and by token."""

    def __init__(self, world: World, messages: Messages) -> None:
        self._world = world
        self._messages = messages
        self.by_id: dict[int, Interaction] = {}
        self._by_token: dict[str, Interaction] = {}
        self.late: list[Interaction] = []
        self._deferred_updates: list[Interaction] = []

    def begin(
        self,
        kind: int,
        data: Json,
        *,
        user: User,
        channel: Channel,
        owners: dict[str, str],
        source: Message | None = None,
        parent: Interaction | None = None,
        locale: str | None = None,
    ) -> Interaction:
        """Make an interaction with the payload that goes out on the gateway."""
        clock = self._world.clock
        interaction = Interaction(
            id=self._world.ids.next(),
            token=f"token-{secrets.token_urlsafe(48)}",
            kind=kind,
            user=user,
            channel=channel,
            guild=channel.guild,
            created_at=clock.now(),
            started=clock.ticks(),
            owners=owners,
            source=source,
            parent=parent,
        )
        interaction.payload = self._payload(interaction, data, locale or user.locale)
        self.by_id[interaction.id] = interaction
        self._by_token[interaction.token] = interaction
        return interaction

    def _payload(self, it: Interaction, data: Json, locale: str) -> Json:
        world = self._world
        payload: Json = {
            "id": str(it.id),
            "application_id": str(world.app_id),
            "type": it.kind,
            "token": it.token,
            "version": 1,
            "data": data,
            "channel_id": str(it.channel.id),
            "channel": payloads.channel(it.channel)
            | {"permissions": str(world.permissions(it.user, it.channel))},
            "app_permissions": str(world.permissions(world.bot, it.channel)),
            "locale": locale,
            "entitlements": [],
            "authorizing_integration_owners": it.owners,
            "context": 0 if it.guild else 1,
            "attachment_size_limit": 10 * 1024 * 1024,
        }
        if it.source is not None:
            payload["message"] = it.source.json
        if it.guild is None:
            return payload | {"user": payloads.user(it.user)}
        member = payloads.member(it.guild.members[it.user.id])
        guild_locale = it.guild.locale
        return payload | {
            "guild_id": str(it.guild.id),
            "guild": {"id": str(it.guild.id), "locale": guild_locale, "features": []},
            "guild_locale": guild_locale,
            "member": member | {"permissions": str(world.permissions(it.user, it.channel))},
        }

    # What the bot sends

    def call_back(
        self, interaction_id: int, token: str, body: Json, files: Mapping[str, bytes]
    ) -> Json:
        it = self.by_id.get(interaction_id)
        if it is None or it.token != token or self._is_late(it):
            raise errors.unknown("interaction", 10062)
        if it.callback is not None:
            raise errors.refuse(errors.ACKNOWLEDGED)
        kind = body["type"]
        if kind not in TO_WHAT[it.kind] or (kind in (6, 7) and it.source is None):
            words = f"type {kind} cannot answer an interaction of type {it.kind}"
            raise errors.invalid([Fault(("type",), "BASE_TYPE_CHOICES", words)])
        self._perform(it, kind, body.get("data") or {}, files)
        it.callback = kind
        now = self._world.clock.ticks() - it.started
        it.acknowledged_after = now
        if kind not in (DEFERRED, DEFERRED_UPDATE):
            it.answered_after = now
        if kind == DEFERRED_UPDATE:
            self._deferred_updates.append(it)
        it.settle()
        return self._callback_answer(it)

    def _perform(self, it: Interaction, kind: int, data: Json, files: Mapping[str, bytes]) -> None:
        if kind == MESSAGE:
            it.original = self._message(it, data, files)
        elif kind == DEFERRED:
            it.original = self._message(it, {"flags": data.get("flags") or 0}, {}, loading=True)
            it.loading = True
        elif kind in (UPDATE, DEFERRED_UPDATE):
            it.original = it.source
            if kind == UPDATE and it.source is not None:
                self._messages.edit(it.source, data, files)
        elif kind == CHOICES:
            faults = choice_faults(data.get("choices") or [])
            if faults:
                raise errors.invalid(faults)
            it.choices = data["choices"]
        elif kind == MODAL:
            faults = modal_faults(data)
            if faults:
                raise errors.invalid(faults)
            it.modal = data

    def _message(
        self, it: Interaction, body: Json, files: Mapping[str, bytes], *, loading: bool = False
    ) -> Message:
        hidden = (body.get("flags") or 0) & EPHEMERAL
        extra: Json = {
            "webhook_id": str(self._world.app_id),
            "application_id": str(self._world.app_id),
            "interaction_metadata": metadata(it),
        }
        if it.kind == COMMAND:
            name = it.payload["data"]["name"]
            extra["type"] = 20
            extra["interaction"] = {
                "id": str(it.id),
                "type": it.kind,
                "name": name,
                "user": payloads.user(it.user),
            }
        elif it.source is not None:
            extra["type"] = 19  # what a click brings about is shown as a reply to its message
            extra["message_reference"] = {
                "type": 0,
                "message_id": str(it.source.id),
                "channel_id": str(it.channel.id),
            }
        message = self._messages.create(
            it.channel,
            self._world.bot,
            body,
            files,
            seen_by=it.user if hidden else None,
            extra=extra,
            loading=loading,
        )
        if loading:
            message.json["flags"] |= 1 << 7
        return message

    def _callback_answer(self, it: Interaction) -> Json:
        described: Json = {"id": str(it.id), "type": it.kind}
        answer: Json = {"interaction": described}
        if it.original is not None:
            described["response_message_id"] = str(it.original.id)
            described["response_message_loading"] = it.loading
            described["response_message_ephemeral"] = it.original.seen_by is not None
        if it.original is not None and it.callback in (MESSAGE, UPDATE):
            answer["resource"] = {"type": it.callback, "message": it.original.json}
        return answer

    def follow_up(self, token: str, body: Json, files: Mapping[str, bytes]) -> Message:
        it = self.by_token(token)
        if it.loading:
            # The first follow-up after "is thinking" takes its place, and its visibility with it.
            return self.edit_original(it, body, files)
        if "0" not in it.owners and len(it.follow_ups) >= MOST_FOLLOW_UPS_OF_USER_APPS:
            raise errors.refuse(errors.TOO_MANY_FOLLOW_UPS)
        message = self._message(it, body, files)
        if it.original is not None:
            owner = it.original.id
            message.json["interaction_metadata"]["original_response_message_id"] = str(owner)
        it.follow_ups.append(message)
        self._answered(it)
        return message

    def edit_original(self, it: Interaction, body: Json, files: Mapping[str, bytes]) -> Message:
        message = self.original(it)
        if it.loading:
            message.json["flags"] &= ~(1 << 7)
        try:
            self._messages.edit(message, body, files)
        except errors.Refusal:
            if it.loading:
                message.json["flags"] |= 1 << 7
            raise
        it.loading = False
        self._answered(it)
        return message

    def edit_follow_up(
        self, it: Interaction, message_id: int, body: Json, files: Mapping[str, bytes]
    ) -> Message:
        if it.original is not None and message_id == it.original.id:
            return self.edit_original(it, body, files)
        message = self.follow_up_of(it, message_id)
        self._messages.edit(message, body, files)
        self._answered(it)
        return message

    def delete(self, it: Interaction, message: Message) -> None:
        self._messages.delete(message)
        it.loading = False
        self._answered(it)

    def original(self, it: Interaction) -> Message:
        if it.original is None or it.original.deleted:
            raise errors.unknown("Message", 10008)
        return it.original

    def follow_up_of(self, it: Interaction, message_id: int) -> Message:
        mine = [m for m in (*it.follow_ups, it.original, it.source) if m is not None]
        found = next((m for m in mine if m.id == message_id and not m.deleted), None)
        if found is None:
            raise errors.unknown("Message", 10008)
        return found

    def by_token(self, token: str) -> Interaction:
        """Find an interaction that was acknowledged and whose token still lives."""
        it = self._by_token.get(token)
        if it is None or it.callback is None:
            raise errors.unknown("Webhook", 10015)
        age = (self._world.clock.now() - it.created_at).total_seconds()
        if it.expired or age > SECONDS_OF_TOKEN:
            raise errors.refuse(errors.BAD_TOKEN)
        return it

    def note_edit(self, message: Message) -> None:
        """A card may be edited through its channel instead: that too answers a deferred click."""
        for it in [it for it in self._deferred_updates if it.source is message]:
            self._deferred_updates.remove(it)
            self._answered(it)

    def wake(self) -> None:
        for it in self.by_id.values():
            it.settle()

    def seconds_left(self, it: Interaction) -> float:
        return SECONDS_TO_ANSWER - (self._world.clock.ticks() - it.started)

    def _is_late(self, it: Interaction) -> bool:
        late = it.callback is None and (it.expired or self.seconds_left(it) <= 0)
        if late:
            self.late.append(it)
        return late

    def _answered(self, it: Interaction) -> None:
        if it.answered_after is None:
            it.answered_after = self._world.clock.ticks() - it.started
        it.settle()
