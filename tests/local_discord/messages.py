"""Messages: made from requests, kept, edited, deleted, as Discord would show them back."""

import mimetypes
import struct
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from tests.local_discord import errors, payloads
from tests.local_discord.mentions import pinged
from tests.local_discord.rules import is_empty, message_faults
from tests.local_discord.schema import Fault
from tests.local_discord.shapes import is_shown, numbered, shown_embed, unresolved
from tests.local_discord.world import EPHEMERAL, Can, Channel, Json, Message, User, World

NONCE_MEMORY = timedelta(minutes=5)


class Messages:
    """Makes and changes messages; ``announce`` tells the gateway."""

    def __init__(self, world: World, announce: Callable[[str, Message], None]) -> None:
        self._world = world
        self._announce = announce
        self._nonces: dict[tuple[int, str], int] = {}
        self.file_base = ""

    def create(
        self,
        channel: Channel,
        author: User,
        body: Json,
        files: Mapping[str, bytes],
        *,
        seen_by: User | None = None,
        extra: Json | None = None,
        loading: bool = False,
    ) -> Message:
        """Make a message, or give back the one that an enforced nonce already made."""
        same = self._same_nonce(channel, body)
        if same is not None:
            return same
        message = Message(self._world.ids.next(), channel, {}, seen_by)
        message.json = self._fresh(message, author, extra or {})
        self._apply(message, body, files)
        if is_empty(message.json) and not loading:
            raise errors.refuse(errors.EMPTY_MESSAGE)
        self._world.messages[message.id] = message
        if seen_by is None:
            channel.message_ids.append(message.id)
        if body.get("nonce") is not None:
            message.json["nonce"] = body["nonce"]
            self._nonces[(channel.id, str(body["nonce"]))] = message.id
        self._announce("MESSAGE_CREATE", message)
        return message

    def edit(self, message: Message, body: Json, files: Mapping[str, bytes]) -> Message:
        self._apply(message, body, files)
        if is_empty(message.json):
            raise errors.refuse(errors.EMPTY_MESSAGE)
        message.json["edited_timestamp"] = payloads.stamp(self._world.clock.now())
        self._announce("MESSAGE_UPDATE", message)
        return message

    def delete(self, message: Message) -> None:
        message.deleted = True
        if message.id in message.channel.message_ids:
            message.channel.message_ids.remove(message.id)
        self._announce("MESSAGE_DELETE", message)

    def find(self, message_id: int, channel: Channel | None = None) -> Message:
        message = self._world.messages.get(message_id)
        wrong_place = message and channel is not None and message.channel is not channel
        if message is None or message.deleted or wrong_place:
            raise errors.unknown("Message", 10008)
        return message

    def post_by_person(self, channel: Channel, author: User, content: str, **body: Any) -> Message:
        """Let a person write something, which the bot may then be asked about."""
        return self.create(channel, author, {"content": content} | body, {})

    def _same_nonce(self, channel: Channel, body: Json) -> Message | None:
        if body.get("nonce") is None or not body.get("enforce_nonce"):
            return None
        known = self._nonces.get((channel.id, str(body["nonce"])))
        message = self._world.messages.get(known) if known else None
        if message is None or message.deleted:
            return None
        age = self._world.clock.now() - _moment(message)
        return message if age < NONCE_MEMORY else None

    def _fresh(self, message: Message, author: User, extra: Json) -> Json:
        return {
            "id": str(message.id),
            "type": 0,
            "channel_id": str(message.channel.id),
            "author": payloads.user(author),
            "content": "",
            "timestamp": payloads.stamp(self._world.clock.now()),
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "attachments": [],
            "embeds": [],
            "components": [],
            "pinned": False,
            "flags": EPHEMERAL if message.seen_by else 0,
        } | extra

    def _apply(self, message: Message, body: Json, files: Mapping[str, bytes]) -> None:
        attached = self._attachments(message, body, files)
        in_embeds = message.in_embeds
        new: Json = {}
        if "content" in body:
            new["content"] = (body["content"] or "").strip()
            new |= pinged(new["content"], body.get("allowed_mentions"), self._world.users)
        if "embeds" in body:
            known = {a["filename"]: a for a in attached}
            shown = [shown_embed(e, known) for e in body["embeds"] or []]
            new["embeds"] = [e for e in shown if len(e) > 1]  # one that shows nothing is dropped
            in_embeds = {a["id"] for n, a in known.items() if is_shown(n, body["embeds"] or [])}
        if "components" in body:
            new["components"] = numbered(body["components"] or [])
        new["attachments"] = [a for a in attached if a["id"] not in in_embeds]
        faults = message_faults(body, files) + unresolved(new.get("embeds", []))
        if faults:
            raise errors.invalid(faults)
        message.json |= new
        message.attached, message.in_embeds = attached, in_embeds
        if body.get("flags") is not None:
            # Only these may be set by a sender; the rest is Discord's own.
            settable = (1 << 2) | (1 << 12) | (1 << 15)
            message.json["flags"] |= body["flags"] & settable
        reference = body.get("message_reference")
        if reference:
            message.json["type"] = 19
            message.json["message_reference"] = {
                "type": 0,
                "message_id": str(reference["message_id"]),
                "channel_id": str(message.channel.id),
            }

    def _attachments(self, message: Message, body: Json, files: Mapping[str, bytes]) -> list[Json]:
        """List what a message holds after a request; an edit drops what it does not list."""
        listed = body.get("attachments")
        held = {a["id"]: a for a in message.attached}
        if listed is None:
            listed = [{"id": key} for key in held] + [{"id": field[6:-1]} for field in files]
        result: list[Json] = []
        for number, entry in enumerate(listed):
            key = str(entry["id"])
            if key in held:
                result.append(held[key] | _described(entry))
                continue
            content = files.get(f"files[{key}]")
            if content is None:
                words = "No such attachment or file"
                path = ("attachments", str(number), "id")
                raise errors.invalid([Fault(path, "ATTACHMENT_NOT_FOUND", words)])
            result.append(self._stored(message, entry, content))
        return result

    def _stored(self, message: Message, entry: Json, content: bytes) -> Json:
        name = entry.get("filename") or f"file-{entry['id']}"
        return self.store(message.channel.id, name, content, ephemeral=bool(message.seen_by)) | (
            _described(entry)
        )

    def store(self, channel_id: int, name: str, content: bytes, *, ephemeral: bool = False) -> Json:
        """Keep a file and describe it as an attachment."""
        file_id = self._world.ids.next()
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if kind.startswith("text/"):
            kind += "; charset=utf-8"
        self._world.files[file_id] = (name, kind, content)
        url = f"{self.file_base}/attachments/{channel_id}/{file_id}/{name}"
        entry: Json = {
            "id": str(file_id),
            "filename": name,
            "size": len(content),
            "url": url,
            "proxy_url": url,
            "content_type": kind,
        }
        if ephemeral:
            entry["ephemeral"] = True
        if content[:8] == b"\x89PNG\r\n\x1a\n":
            entry["width"], entry["height"] = struct.unpack(">II", content[16:24])
        return entry


def _described(entry: Json) -> Json:
    return {"description": entry["description"]} if entry.get("description") else {}


def _moment(message: Message) -> datetime:
    return datetime.fromisoformat(message.json["timestamp"])


def needed_to_send(channel: Channel, body: Json, files: Mapping[str, bytes]) -> int:
    """Say which permissions a message needs beyond seeing the channel."""
    needed = int(Can.SEND_MESSAGES_IN_THREADS if channel.is_thread else Can.SEND_MESSAGES)
    if body.get("embeds"):
        needed |= Can.EMBED_LINKS
    if files:
        needed |= Can.ATTACH_FILES
    return needed
