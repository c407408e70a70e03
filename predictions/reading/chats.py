"""Discord message exports as Markdown: each message under a line that names who wrote it, and when."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from predictions.reading.dates import find_date
from predictions.reading.document import Parsed
from predictions.reading.marks import escaped, quoted_of, speaker_line
from predictions.regexes import regex
from predictions.text import clean, one_line

_MOMENT = regex(r"<t:(\d{1,12})(?::[a-zA-Z])?>")  # shown in everybody's own time
_SPOILER = regex(r"\|\|(?=[^|\s])([^|]{0,1000}?[^|\s])\|\|")  # shown to whoever presses it
_EMOJI = regex(r"<a?(:\w{1,40}:)\d{5,25}>")
_MENTION = regex(r"<(?:@[!&]?|#)(\d{5,25})>")
# Types of messages that hold words of their author, by name in exports, by number in the API; others
# say that somebody joined, pinned or called.
_SAID = ("Default", "Reply", "ApplicationCommand", "ChatInputCommand", "ThreadStarterMessage", "ContextMenuCommand",
         None, "", 0, 19, 20, 21, 23)  # fmt: skip
_SEVERAL_DAYS = "written over several days; each message carries its own date"


@dataclass(frozen=True, slots=True)
class _Message:
    author: str
    written: date | None
    at: str
    text: str


def parse_messages(text: str) -> Parsed | None:
    """Return the messages of an export in the order of writing, or None where it is none.

    Reads what DiscordChatExporter writes as JSON, and lists of messages as Discord's API gives them.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    raw = data.get("messages") if isinstance(data, dict) else data
    if not isinstance(raw, list):
        return None
    messages = [message for item in raw if isinstance(item, dict) and (message := _message(item))]
    if not messages:
        return None
    if all(message.at for message in messages):
        messages.sort(key=lambda message: message.at)
    days = sorted({message.written for message in messages if message.written})
    authors = {message.author for message in messages}
    return Parsed(
        text="\n\n".join(_turns(messages)),
        title=_title(data) if isinstance(data, dict) else None,
        author=authors.pop() if len(authors) == 1 else None,
        published=days[-1] if days else None,
        notes=(_SEVERAL_DAYS,) if len(days) > 1 else (),
    )


def _turns(messages: list[_Message]) -> Iterator[str]:
    before: tuple[str, date | None] | None = None
    for message in messages:
        if (message.author, message.written) != before:
            yield speaker_line(message.author, message.written)
            before = (message.author, message.written)
        yield message.text


def _message(item: dict[str, Any]) -> _Message | None:
    if item.get("type", 0) not in _SAID:
        return None
    author = _author(item.get("author") or item.get("user") or item.get("username"))
    stamp = item.get("timestamp") or item.get("date") or ""
    said = item.get("content") or item.get("message") or ""
    parts = [said, *_forwarded(item), *_embedded(item.get("embeds"))]
    text = "\n\n".join(
        part for words in parts if isinstance(words, str) and (part := _shown(words, item))
    )
    if not author or not text:
        return None
    stamp = stamp if isinstance(stamp, str) else ""
    return _Message(author, find_date(stamp), stamp, text)


def _author(value: object) -> str | None:
    if isinstance(value, dict):
        names = (value.get(key) for key in ("nickname", "nick", "global_name", "name", "username"))
        value = next((name for name in names if isinstance(name, str) and name.strip()), None)
    return one_line(value)[:80].replace("*", "") or None if isinstance(value, str) else None


def _embedded(embeds: object) -> Iterator[str]:
    for embed in embeds[:10] if isinstance(embeds, list) else ():
        if isinstance(embed, dict):
            parts = [embed.get("title"), embed.get("description")]
            quoted = "\n\n".join(part for part in parts if isinstance(part, str) and part.strip())
            yield quoted_of(quoted)


def _forwarded(item: dict[str, Any]) -> Iterator[str]:
    """What a message passes on, of which no export says by whom it is."""
    snapshots = item.get("message_snapshots")
    held = [item.get("forwardedMessage")]
    held += (
        [each.get("message") for each in snapshots if isinstance(each, dict)]
        if isinstance(snapshots, list)
        else []
    )
    for message in held:
        if isinstance(message, dict) and isinstance(words := message.get("content"), str):
            yield quoted_of(words)


def _shown(words: str, item: dict[str, Any]) -> str:
    """Return a message as Discord shows it: mentions by name, emoji by theirs."""
    mentions = item.get("mentions")
    names = {
        str(mention.get("id")): f"@{name}"
        for mention in (mentions if isinstance(mentions, list) else ())
        if isinstance(mention, dict) and (name := _author(mention))
    }
    return escaped(clean(as_seen(words, names)))


def as_seen(words: str, names: Mapping[str, str]) -> str:
    """The words of a message as Discord shows them, whoever it mentions by their names, nothing hidden."""
    words = _SPOILER.sub(r"\1", _MOMENT.sub(_day_of, words))
    return _MENTION.sub(lambda match: names.get(match[1], match[0]), _EMOJI.sub(r"\1", words))


def _day_of(moment: re.Match[str]) -> str:
    try:
        return datetime.fromtimestamp(int(moment[1]), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return moment[0]


def _title(data: dict[str, Any]) -> str | None:
    names = [
        one_line(part["name"])
        for key in ("guild", "channel")
        if isinstance(part := data.get(key), dict) and isinstance(part.get("name"), str)
    ]
    return " / ".join(name for name in names if name)[:200] or None
