"""Conversations in data: the comments in the front matter of a page, exports of forums and chats."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from predictions.reading.document import Parsed
from predictions.reading.marks import quoted_of
from predictions.reading.talk.fragments import shown
from predictions.reading.talk.message import Message, Piece
from predictions.reading.talk.placing import placed
from predictions.reading.talk.records import Record, records
from predictions.reading.talk.rooms import settled
from predictions.reading.talk.sources import Placed, from_json, from_table, from_yaml
from predictions.reading.talk.transcript import Talk
from predictions.regexes import regex
from predictions.text import one_line

_FRONT = regex(r"---[ \t]*\r?\n")
_FENCE = regex(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_HOLDER = regex(
    r"^[ \t-]{0,8}[\w-]{0,20}(?:comments?|messages?|repl(?:y|ies)|posts?|thread|chat"
    r"|conversation|dialog(?:ue)?|transcript|turns|answers)[\w-]{0,12}:[ \t]*\r?$",
    re.MULTILINE | re.IGNORECASE,
)
_KEY = regex(r"^[^\s#\-:][^:\n]{0,60}:", re.MULTILINE)
_LONGEST = 5_000_000  # characters of a text that is looked at
_TITLES = ("title", "subject", "topic", "name")


def in_front_matter(text: str) -> Talk | None:
    """The comments that stand in the front matter of a page, below its text; None where there are none."""
    begin = _FRONT.match(text)
    close = _FENCE.search(text, begin.end()) if begin else None
    if begin is None or close is None or not _HOLDER.search(text, begin.end(), close.start()):
        return None
    found = records(from_yaml(text, begin.end(), close.start()))
    messages = _messages(found, text)
    if not messages:
        return None
    fields = _without(text, begin.end(), close.start(), found)
    end = min(len(text), close.end() + 1)
    kept = (
        Piece(text[:4], 0),
        *fields,
        Piece(text[close.start() : end], close.start()),
        Piece(text[end:], end),
    )
    return Talk(tuple(messages), kept, below=bool(text[close.end() :].strip()))


def _without(text: str, start: int, end: int, found: Iterable[Record]) -> list[Piece]:
    """The fields of front matter save those that hold the messages."""
    places = [record.words.start for record in found if isinstance(record.words, Placed)]
    keys = [match.start() for match in _KEY.finditer(text, start, end)]
    holders = {bisect_right(keys, place) for place in places}
    bounds = enumerate(zip(keys, [*keys[1:], end], strict=True), 1)
    return [Piece(text[a:b], a) for number, (a, b) in bounds if number not in holders]


def whole(text: str) -> Talk | None:
    """The messages of a text that is data as a whole; None where it is none, or holds no messages."""
    if len(text) > _LONGEST:
        return None
    first = text.lstrip()[:1]
    if first in ("{", "["):
        data = _of_lines(text) if _is_lines(text) else from_yaml(text)
    elif _HOLDER.search(text):
        data = from_yaml(text)
    else:
        return None
    messages = _messages(records(data), text)
    return Talk(tuple(messages), title=_title(data)) if messages else None


_LINE = regex(r"\s*\{[^\n]*\}[ \t]*\r?\n\s*\{")


def _is_lines(text: str) -> bool:
    return _LINE.match(text) is not None


def _of_lines(text: str) -> list[Any]:
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(from_yaml(text, start, start + len(line)))
        start += len(line) + 1
    return found


def parse_data(text: str, kind: str) -> Parsed | None:
    """The messages of a JSON, YAML, CSV or XML file as a reader shows them; None where it holds none."""
    if kind == "xml":
        from predictions.reading.talk.xmldata import from_xml  # noqa: PLC0415 - in the sandbox only

        data: Any = from_xml(text)
    else:
        data = settled({"json": from_json, "yaml": from_yaml, "csv": from_table}[kind](text))
    messages = _messages(records({"messages": data} if kind == "csv" else data, feed=kind == "xml"))
    return parsed(Talk(tuple(messages), title=_title(data))) if messages else None


def parsed(talk: Talk) -> Parsed:
    """A conversation as a reader hands it on."""
    days = {message.written for message in talk.messages if message.written}
    return Parsed(
        text=talk.text,
        title=talk.title,
        author=talk.only_author,
        published=talk.last_day,
        notes=(SEVERAL_DAYS,) if len(days) > 1 else (),
    )


def messages_of(data: Any, owner: str | None = None) -> list[Message]:
    """The messages in nested data; `owner` wrote those that name nobody."""
    found = _messages(records(settled(data)))
    if not owner:
        return found
    return [message if message.author else replace(message, author=owner) for message in found]


SEVERAL_DAYS = "written over several days; each message carries its own date"


def _messages(found: Iterable[Record], source: str | None = None) -> list[Message]:
    done = []
    for record in found:
        words = shown(str(record.words))
        if record.of and words:
            words = quoted_of(words, record.of)
        elif repeated := _REPEATED.match(words):
            words = quoted_of(words[repeated.end() :], repeated[1])
        if not words:
            continue
        pieces: tuple[Piece, ...] = (Piece(words),)
        if source is not None and isinstance(record.words, Placed):
            pieces = placed(words, source, record.words.start, record.words.end)
        done.append(Message(one_line(record.author)[:80] or None, record.written, pieces))
    return done


_REPEATED = regex(
    r"RT @(\w{1,30}): ?"
)  # of somebody else's words, in the posts of whoever passes them on


def _title(data: Any) -> str | None:
    """What the outermost record says it is called."""
    for _ in range(3):
        if not isinstance(data, dict):
            return None
        found = next((data[key] for key in _TITLES if isinstance(data.get(key), str)), None)
        if found:
            return one_line(found)[:200] or None
        data = next((v for v in data.values() if isinstance(v, dict)), None)
    return None
