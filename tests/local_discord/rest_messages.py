"""The REST routes of channels, messages and answers to interactions."""

from collections.abc import Mapping

from tests.local_discord import errors, payloads
from tests.local_discord.call import Call, Handler, Reply
from tests.local_discord.gateway import Gateway
from tests.local_discord.interaction import Interaction
from tests.local_discord.interactions import Interactions
from tests.local_discord.messages import Messages, needed_to_send
from tests.local_discord.world import DM, Can, Channel, Message, World

CHANNEL = "/channels/{channel_id}"
MESSAGES = CHANNEL + "/messages"
HOOK = "/webhooks/{webhook_id}/{webhook_token}"
CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
# These carry their own token, so the bot's is not asked for.
OPEN_ROUTES = (HOOK, CALLBACK)


class MessageRest:
    """Handlers by method and path; each gives a status and a body."""

    def __init__(
        self, world: World, messages: Messages, interactions: Interactions, gateway: Gateway
    ) -> None:
        self._world = world
        self._messages = messages
        self._interactions = interactions
        self._gateway = gateway

    def routes(self) -> Mapping[tuple[str, str], Handler]:
        return {**self._message_routes(), **self._hook_routes()}

    def _message_routes(self) -> dict[tuple[str, str], Handler]:
        one = MESSAGES + "/{message_id}"
        return {
            ("GET", CHANNEL): self._channel,
            ("POST", CHANNEL + "/typing"): self._typing,
            ("POST", CHANNEL + "/threads"): self._start_thread,
            ("POST", one + "/threads"): self._start_thread,
            ("POST", MESSAGES): self._post_message,
            ("GET", MESSAGES): self._list_messages,
            ("GET", one): self._get_message,
            ("PATCH", one): self._edit_message,
            ("DELETE", one): self._delete_message,
        }

    def _hook_routes(self) -> dict[tuple[str, str], Handler]:
        routes: dict[tuple[str, str], Handler] = {
            ("POST", CALLBACK): self._call_back,
            ("POST", HOOK): self._follow_up,
        }
        for end in ("@original", "{message_id}"):
            one = f"{HOOK}/messages/{end}"
            routes[("GET", one)] = self._get_hooked
            routes[("PATCH", one)] = self._edit_hooked
            routes[("DELETE", one)] = self._delete_hooked
        return routes

    # Channels and their messages

    def _allowed(self, call: Call, needed: int = 0) -> Channel:
        """Find a channel that the bot may see, and do in it what is needed."""
        channel = self._world.channels.get(call.id("channel_id"))
        if channel is None or (channel.guild and not channel.guild.has_app):
            raise errors.unknown("Channel", 10003)
        held = self._world.permissions(self._world.bot, channel)
        if not held & Can.VIEW_CHANNEL:
            raise errors.refuse(errors.MISSING_ACCESS)
        if held & needed != needed:
            raise errors.refuse(errors.MISSING_PERMISSIONS)
        return channel

    async def _channel(self, call: Call) -> Reply:
        return 200, payloads.channel(self._allowed(call))

    async def _typing(self, call: Call) -> Reply:
        self._allowed(call, Can.SEND_MESSAGES)
        return 204, None

    async def _start_thread(self, call: Call) -> Reply:
        parent = self._allowed(call, Can.CREATE_PUBLIC_THREADS)
        thread = self._world.add_thread(parent, call.body["name"], owner_id=self._world.bot.id)
        await self._gateway.dispatch(
            "THREAD_CREATE", payloads.channel(thread), guild=thread.guild, need=1
        )
        return 201, payloads.channel(thread)

    async def _post_message(self, call: Call) -> Reply:
        channel = self._world.channels.get(call.id("channel_id"))
        needed = needed_to_send(channel, call.body, call.files) if channel else 0
        channel = self._allowed(call, needed)
        if channel.archived:
            raise errors.refuse(errors.ARCHIVED)
        if channel.kind == DM and channel.recipient and not channel.recipient.takes_dms:
            raise errors.refuse(errors.CANNOT_DM)
        if (call.body.get("flags") or 0) & (1 << 6):
            raise errors.refuse((400, 50035, "Only interactions can be answered ephemerally"))
        message = self._messages.create(channel, self._world.bot, call.body, call.files)
        return 200, message.json

    async def _list_messages(self, call: Call) -> Reply:
        channel = self._allowed(call)
        if not self._world.permissions(self._world.bot, channel) & Can.READ_MESSAGE_HISTORY:
            return 200, []
        query = {k: int(call.query[k]) for k in ("before", "after", "around") if k in call.query}
        limit = int(call.query.get("limit", 50))
        if not 1 <= limit <= 100:
            raise errors.refuse((400, 50035, "limit must be between 1 and 100"))
        ids = _window(channel.message_ids, query, limit)
        return 200, [self._world.messages[i].json for i in reversed(ids)]

    async def _get_message(self, call: Call) -> Reply:
        channel = self._allowed(call, Can.READ_MESSAGE_HISTORY)
        return 200, self._public(call, channel).json

    async def _edit_message(self, call: Call) -> Reply:
        # Not in any description: that new files need the permission in an edit as in a post.
        channel = self._allowed(call, Can.ATTACH_FILES if call.files else 0)
        message = self._public(call, channel)
        if message.json["author"]["id"] != str(self._world.bot.id):
            raise errors.refuse(errors.NOT_YOURS)
        if channel.archived:
            raise errors.refuse(errors.ARCHIVED)
        self._messages.edit(message, call.body, call.files)
        self._interactions.note_edit(message)
        return 200, message.json

    async def _delete_message(self, call: Call) -> Reply:
        channel = self._allowed(call)
        message = self._public(call, channel)
        own = message.json["author"]["id"] == str(self._world.bot.id)
        if not own:
            self._allowed(call, Can.MANAGE_MESSAGES)
        self._messages.delete(message)
        return 204, None

    def _public(self, call: Call, channel: Channel) -> Message:
        message = self._messages.find(call.id("message_id"), channel)
        if message.seen_by is not None:
            raise errors.unknown("Message", 10008)
        return message

    # Interactions

    async def _call_back(self, call: Call) -> Reply:
        answer = self._interactions.call_back(
            call.id("interaction_id"), call.params["interaction_token"], call.body, call.files
        )
        wants_body = call.query.get("with_response", "").lower() in ("1", "true")
        return (200, answer) if wants_body else (204, None)

    async def _follow_up(self, call: Call) -> Reply:
        self._own_hook(call)
        token = call.params["webhook_token"]
        return 200, self._interactions.follow_up(token, call.body, call.files).json

    def _own_hook(self, call: Call) -> None:
        if call.id("webhook_id") != self._world.app_id:
            raise errors.unknown("Webhook", 10015)

    def _hooked(self, call: Call) -> tuple[Interaction, Message]:
        self._own_hook(call)
        it = self._interactions.by_token(call.params["webhook_token"])
        if "message_id" in call.params:
            return it, self._interactions.follow_up_of(it, call.id("message_id"))
        return it, self._interactions.original(it)

    async def _get_hooked(self, call: Call) -> Reply:
        return 200, self._hooked(call)[1].json

    async def _edit_hooked(self, call: Call) -> Reply:
        it, message = self._hooked(call)
        edited = self._interactions.edit_follow_up(it, message.id, call.body, call.files)
        return 200, edited.json

    async def _delete_hooked(self, call: Call) -> Reply:
        it, message = self._hooked(call)
        self._interactions.delete(it, message)
        return 204, None


def _window(ids: list[int], query: Mapping[str, int], limit: int) -> list[int]:
    """Choose the messages that a listing asks for, oldest first."""
    if "after" in query:
        return [i for i in ids if i > query["after"]][:limit]
    if "around" in query:
        older = [i for i in ids if i <= query["around"]][-(limit // 2 + 1) :]
        return older + [i for i in ids if i > query["around"]][: limit - len(older)]
    if "before" in query:
        ids = [i for i in ids if i < query["before"]]
    return ids[-limit:]
