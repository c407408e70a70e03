"""Messages among nested data: records that say who wrote what, whatever their fields are called."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from predictions.reading.dates import find_date
from predictions.reading.talk.keys import IDS, kind_of_key, of_a_program
from predictions.reading.talk.people import ID, called, people
from predictions.regexes import regex

# What holds comments, by its name: there one record is a message, and a day may be missing.
_HOLDERS = regex(
    r"(?:^|[_:])(?:comments?|messages?|replies|posts?|thread|conversation|chat|dialog(?:ue)?"
    r"|transcript|turns|utterances|kids|answers|entries)$",
    re.IGNORECASE,
)
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
    of: str | None = None  # whose words it only passes on


def records(data: Any, *, feed: bool = False) -> list[Record]:
    """The messages in nested data, in its order; none where it is something else."""
    known = people(data)
    # What names nobody at all is what one person has kept: their own part of a chat, their posts.
    for reader in (_Reader(known, feed=feed), _Reader(known, feed=feed, kept=True)):
        found = list(islice(reader.walk(data), _MOST))
        if _are_messages(found):
            return found
    return []


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


@dataclass(frozen=True, slots=True)
class _Reader:
    """Walks through nested data for records that may be messages."""

    known: dict[str, str]  # names by what stands for them
    feed: bool  # an item names its author nowhere, perhaps
    kept: bool = False  # all of it is by one person, whom nothing names

    def walk(self, data: Any, *, held: bool = False, depth: int = 0) -> Iterator[Record]:
        """The records of data and of all within."""
        if depth > _DEEPEST:
            return
        if isinstance(data, list):
            for item in data:
                yield from self.walk(item, held=held, depth=depth + 1)
        elif isinstance(data, dict):
            record, source = self._record(data, held=held)
            if record:
                yield record
            for key, value in data.items():
                if value is source or not isinstance(value, dict | list) or _is_private(key):
                    continue
                named = _HOLDERS.search(str(key)) is not None
                passed = held and isinstance(value, dict) and len(data) <= len(("kind", "data"))
                yield from self.walk(value, held=named or passed, depth=depth + 1)

    def _record(self, data: dict[Any, Any], *, held: bool) -> tuple[Record | None, Any]:
        """The message that a record is, and the record within that holds its words, if one does."""
        if of_a_program(data.keys()) or _is_notice(data):
            return None, None
        who, when, what = self._fields(data)
        nobody = not who and bool(when or self.kept)
        alone = nobody and (self.feed or (self.kept and not IDS.isdisjoint(map(str, data))))
        if not what or not (who or alone):
            return None, None
        source, words = next(((v, said) for _, v in what if (said := _said(v)).strip()), (None, ""))
        if "<@" in words:
            words = _MENTION.sub(self._mentioned, words)
        names = [name for _, value in who if (name := self._name(value)) is not None]
        if not words or not (names or alone):
            return None, None
        day = next((day for _, value in when if (day := _day(value))), None)
        if day is None and isinstance(source, dict):
            within = self._fields(source)[1]
            day = next((day for _, value in within if (day := _day(value))), None)
        # A name alone is also that of a setting, a person in a list, a field of a form.
        if day is None and (alone or who[0][0] >= _ONLY_A_NAME):
            return None, None
        author = next((n for n in names if n and not ID.fullmatch(n)), names[0] if names else "")
        passed = data.get("forwarded_from")
        of = passed if isinstance(passed, str) and passed.strip() else None
        return Record(author, day, words, held, of), source if isinstance(source, dict) else None

    def _fields(self, data: dict[Any, Any]) -> list[list[tuple[int, Any]]]:
        """The fields that say who, when and what, each the plainest first."""
        fields: dict[str, list[tuple[int, Any]]] = {"who": [], "when": [], "what": []}
        made = _MADE_BY.intersection(data)
        for key, value in data.items():
            if not isinstance(key, str):
                continue
            if kind := kind_of_key(key, feed=self.feed):
                # The name of what somebody made is a title.
                if not (made and key == "name"):
                    fields[kind[0]].append((kind[1], value))
            elif (named := self.known.get(str(value))) and key in _MADE_BY:
                fields["who"].append((_BY_NUMBER, named))
            elif key in _SENT_BY and isinstance(value, str | int) and value:
                fields["who"].append((_BY_NUMBER, named or str(value)))
            elif key in _HELD and isinstance(value, dict):
                fields["what"].append((_BY_NUMBER, value))
        return [sorted(fields[kind], key=lambda f: f[0]) for kind in fields]

    def _mentioned(self, mention: re.Match[str]) -> str:
        name = self.known.get(mention[1])
        return f"@{name}" if name else mention[0]

    def _name(self, value: Any) -> str | None:
        name = _name(value)
        return self.known.get(name, name) if name else name


# Numbers of people: of messages, where nobody else has another; and of things with a name of their own.
_SENT_BY = frozenset(("author_id", "user_id", "sender_id", "from_id", "account_id", "userId"))
_MADE_BY = frozenset(("creator_id",))
_HELD = frozenset(("record", "object"))  # what holds the words of a post beside who wrote it
_MENTION = regex(r"<@([\w.:@-]{1,40})(?:\|[^<>\n]{1,80})?>")  # of Slack
_BY_NUMBER = 30
# "has joined the channel": what programs say of those who speak.
_NOTICE = regex(
    r"system\w*|service|(?:channel|group)_\w+|bot_(?:add|remove|enable|disable)\w*|pinned_item|reminder_add"
    r"|huddle_thread|tombstone|message_deleted|sh_room_\w+",
    re.IGNORECASE,
)
_KINDS = ("subtype", "type", "messageType")


def _is_notice(data: dict[Any, Any]) -> bool:
    kinds = (data.get(key) for key in _KINDS)
    return any(isinstance(kind, str) and _NOTICE.fullmatch(kind) for kind in kinds)


def _is_private(key: Any) -> bool:
    """True for what a program keeps beside a record: "_highlightResult" says its words again."""
    return isinstance(key, str) and key.startswith("_")


_ONLY_A_NAME = 15


def _name(value: Any) -> str | None:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, dict):
        given = [value.get(key) for key in ("first_name", "last_name")]
        full = " ".join(part for part in given if isinstance(part, str))
        value = called(value) or full or next(_named_within(value), "")
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > _LONGEST_NAME or "\n" in value.strip():
        return None
    if named := _OF_MAIL.fullmatch(value.strip()):
        return named[1].strip()
    if page := _PAGE.fullmatch(value.strip()):
        return page[1]
    return _MAIL.sub("", value).strip()


def _named_within(value: dict[Any, Any]) -> Iterator[str]:
    """Who is named one step further in: {"application": null, "user": {"displayName": ...}}."""
    for inner in value.values():
        if isinstance(inner, dict) and (name := called(inner)):
            yield name


_LONGEST_NAME = 100
_OF_MAIL = regex(r"\S+@\S+ \(([^()]{1,60})\)")  # as RSS has it
_PAGE = regex(r"https?://\S+/@?([^\s/]{1,60})/?")  # of somebody, which ends with their name
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
