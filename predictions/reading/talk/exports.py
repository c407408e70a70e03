"""Chats as programs pack them: folders of messages in one archive, with a list of who is who beside them."""

from pathlib import PurePosixPath
from typing import Any

from predictions.errors import UnreadableDocument
from predictions.reading.decoding import decode
from predictions.reading.talk.data import messages_of, parsed
from predictions.reading.talk.people import called
from predictions.reading.talk.sources import from_json, from_table
from predictions.reading.talk.transcript import Talk
from predictions.reading.zipped import Archive
from predictions.regexes import regex

# Messages: a day of a channel (Slack), a channel (Discord's data package), a room, a thread, all posts.
_MESSAGES = regex(
    r"(?:.*/)?(?:messages?(?:_\d+)?|result|tweets?(?:-part\d+)?|outbox|export|import|\d{4}-\d\d-\d\d)"
    r"\.(?:json|jsonl|js|csv)",
)
_PEOPLE = regex(r"(?:.*/)?(?:users|org_users|members)\.json")
_OWNER = regex(r"(?:.*/)?(?:account/user\.json|data/account\.js|actor\.json)")
_CHAT = regex(r"(?:.*/)?(?:_chat|[^/]*WhatsApp[^/]*|[^/]*chat[^/]*)\.txt")
_OWNERS = ("accountDisplayName", "preferredUsername")  # beside what `called` knows


def parse_export(data: bytes) -> dict[str, Any]:
    """Return the messages of an archive; a chat in plain text as it is.

    Raises:
        UnreadableDocument: it is damaged, or holds neither.
        LimitExceeded: it is too large when it is unpacked.
    """
    archive = Archive(data)
    if chat := next(filter(_CHAT.fullmatch, archive.names), None):
        text, _ = decode(archive.read(chat) or b"")
        return {"text": text}
    folders: dict[str, list[Any]] = {}
    for name in sorted(filter(_MESSAGES.fullmatch, archive.names)):
        folders.setdefault(str(PurePosixPath(name).parent), []).append(_data(archive, name))
    described = [_data(archive, name) for name in archive.names if _PEOPLE.fullmatch(name)]
    found = messages_of({"people": described, "messages": [*folders.values()]}, _owner(archive))
    if not found:
        raise UnreadableDocument("holds no messages: unpack it, and give the file that matters.")
    whole = parsed(Talk(tuple(found)))
    return {
        "text": whole.text,
        "author": whole.author,
        "published": whole.published.isoformat() if whole.published else None,
        "notes": list(whole.notes),
    }


def _data(archive: Archive, name: str) -> Any:
    text, _ = decode(archive.read(name) or b"", name=name)
    return from_table(text) if name.endswith(".csv") else from_json(text)


def _owner(archive: Archive) -> str | None:
    """Who asked for the archive, where all of it is by one person."""
    for name in filter(_OWNER.fullmatch, archive.names):
        account = _data(archive, name)
        while isinstance(account, list) and account:
            account = account[0]
        if isinstance(account, dict):
            held = account.get("account", account)
            named = (held.get(key) for key in _OWNERS) if isinstance(held, dict) else ()
            return next((n for n in named if isinstance(n, str)), None) or called(held)
    return None
