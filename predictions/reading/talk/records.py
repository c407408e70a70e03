"""Messages among nested data: records that say who wrote what, whatever their fields are called."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from predictions.reading.dates import find_date
from predictions.reading.talk.keys import kind_of_key, of_a_program
from predictions.regexes import regex

# What holds comments, by its name: there one record is a message, and a day may be missing.
_HOLDERS = regex(
    r"(?:^|[_:])(?:comments?|messages?|replies|posts?|thread|conversation|chat|dialog(?:ue)?"
    r"|transcript|turns|utterances|kids|answers|entries)$",
    re.IGNORECASE,
)
_ID = regex(r"(?=.*\d)[A-Z0-9]{7,}|\d+|[0-9a-f-]{16,}")  # "U02ABCD34", of a user
_NAMES = ("real_name", "displayName", "display_name", "nickname", "global_name", "name",
    "full_name", "username", "login", "screen_name", "#text")  # fmt: skip
_WORDS_IN = ("rendered", "#text", "html", "raw", "text", "plain", "value", "body", "content")
_DEEPEST = 60
_MOST = 1_000_000  # records of one file
_A_SENTENCE = 4  # words
_TALK = 0.4  # of the records of a conversation that hold so many
_TIMED = 0.5  # and that say when
_SECONDS, _MILLISECONDS = 10, 13  # figures of the time since 1970, of this age


@dataclass(frozen=True, slots=True)
class Record:
    """A record that may be a message: its author ("" where the field is empty), day and words."""

    author: str
    written: date | None
    words: str
    held: bool  # in a field that is named for what it holds


def records(data: Any, *, feed: bool = False) -> list[Record]:
    """The messages in nested data, in its order; none where it is something else."""
    found = []
    for record in _walk(data, False, feed, 0):
        found.append(record)
        if len(found) >= _MOST:
            break
    return found if _are_messages(found) else []


def _are_messages(found: list[Record]) -> bool:
    """True for records that talk, and that stand where messages do or say when they were written."""
    if not found:
        return False
    prose = sum(len(record.words.split()) >= _A_SENTENCE for record in found)
    timed = sum(record.written is not None for record in found)
    held = sum(record.held for record in found)
    if prose < _TALK * len(found):
        return False
    if len(found) == 1:
        return bool(held and timed and prose)
    return max(timed, held) >= _TIMED * len(found) and (timed > 0 or held > 0)


def _walk(data: Any, held: bool, feed: bool, depth: int) -> Iterator[Record]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data:
            yield from _walk(item, held, feed, depth + 1)
    elif isinstance(data, dict):
        if record := _record(data, held=held, feed=feed):
            yield record
        for key, value in data.items():
            if isinstance(value, dict | list):
                named = _HOLDERS.search(str(key)) is not None
                passed = held and isinstance(value, dict) and len(data) <= len(("kind", "data"))
                yield from _walk(value, named or passed, feed, depth + 1)


def _record(data: dict[Any, Any], *, held: bool, feed: bool) -> Record | None:
    if of_a_program(data.keys()):
        return None
    fields: dict[str, list[tuple[int, Any]]] = {"who": [], "when": [], "what": []}
    for key, value in data.items():
        if isinstance(key, str) and (kind := kind_of_key(key, feed=feed)):
            fields[kind[0]].append((kind[1], value))
    alone = (
        feed and fields["when"] and not fields["who"]
    )  # an item of a feed that names its author nowhere
    if not fields["what"] or not (fields["who"] or alone):
        return None
    who, when, what = (sorted(fields[kind], key=lambda f: f[0]) for kind in fields)
    words = next((said for _, value in what if (said := _said(value)).strip()), None)
    names = [name for _, value in who if (name := _name(value)) is not None]
    if words is None or not (names or alone):
        return None
    day = next((day for _, value in when if (day := _day(value))), None)
    # A name alone is also that of a setting, a person in a list, a field of a form.
    if day is None and (alone or who[0][0] >= _ONLY_A_NAME):
        return None
    author = next((n for n in names if n and not _ID.fullmatch(n)), names[0] if names else "")
    return Record(author, day, words, held)


_ONLY_A_NAME = 15


def _name(value: Any) -> str | None:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, dict):
        given = [value.get(key) for key in ("first_name", "last_name")]
        full = " ".join(part for part in given if isinstance(part, str))
        found = (value.get(key) for key in _NAMES)
        value = next((name for name in found if isinstance(name, str) and name.strip()), full)
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > _LONGEST_NAME or "\n" in value.strip():
        return None
    if named := _OF_MAIL.fullmatch(value.strip()):
        return named[1].strip()
    return _MAIL.sub("", value).strip()


_LONGEST_NAME = 100
_OF_MAIL = regex(r"\S+@\S+ \(([^()]{1,60})\)")  # as RSS has it
_MAIL = regex(r"[ \t]*<[^<>\s]+@[^<>\s]+>[ \t]*$")


def _said(value: Any) -> str:
    """The words of a field: a string, one among others in a record, or pieces of a rich text."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return next((v for key in _WORDS_IN if isinstance(v := value.get(key), str)), "")
    if isinstance(value, list) and value and all(isinstance(v, str | dict) for v in value):
        return "".join(map(_part, value))
    return ""


def _part(value: str | dict[str, Any]) -> str:
    if isinstance(value, str):
        return value
    words = _said(value)
    quoted = value.get("type") in ("blockquote", "quote")
    return "\n".join(f"> {line}" for line in words.split("\n")) + "\n" if quoted else words


def _day(value: Any) -> date | None:
    if isinstance(value, dict):
        value = next((v for v in value.values() if isinstance(v, str | int | float)), None)
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or value is None:
        return None
    words = str(value).strip()
    whole = words.partition(".")[0]
    if whole.isdecimal() and whole.isascii() and len(whole) in (_SECONDS, _MILLISECONDS):
        return datetime.fromtimestamp(int(whole[:_SECONDS]), UTC).date()
    return find_date(words)
