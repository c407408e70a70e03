"""Files of data as nested records: JSON, JSON Lines, YAML and tables of values, none of it executed or expanded."""

import csv
import json
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

from predictions.reading.talk.keys import IDS, kind_of_key
from predictions.regexes import regex
from predictions.text import plain_ends

_LONGEST = 20_000_000  # characters
_DEEPEST = 60


class Placed(str):
    """A string of a file, with where its characters begin and end there."""

    __slots__ = ("end", "start")
    start: int
    end: int


def from_json(text: str) -> Any:
    """The data of a JSON file, or the list of those of its lines; None where it is none."""
    text = _SET.sub("", text, count=1)
    try:
        return _mended(json.loads(text), text)
    except (ValueError, RecursionError):
        pass
    lines = [line for line in text.splitlines() if line.strip()]
    try:
        return _mended([json.loads(line) for line in lines], text) if len(lines) > 1 else None
    except (ValueError, RecursionError):
        return None


# "window.YTD.tweets.part0 = [": the data of an archive that a page in it reads.
_SET = regex(r"\s*window\.[\w.]{1,60} ?= ?(?=[\[{])")
_BYTE = regex(r"\\u00[89a-f][0-9a-f]", re.IGNORECASE)
_NO_BYTE = regex(r"\\u(?!00)", re.IGNORECASE)


_BEGINS = regex(r"[{\[][^\0]{0,5000}?\"(?:messages|posts|comments|orderedItems)\"\s*:\s*\[")


def is_cut(text: str) -> bool:
    """True for JSON that begins like an export of messages, and that nobody can read to its end."""
    return _BEGINS.match(text.lstrip()) is not None and from_json(text) is None


def _mended(data: Any, text: str) -> Any:
    """The data; where each byte of its UTF-8 was written as a character (Facebook's exports), read as meant."""
    if not (text.isascii() and _BYTE.search(text)) or _NO_BYTE.search(text):
        return data
    try:
        return _from_bytes(data)
    except (UnicodeDecodeError, UnicodeEncodeError):
        return data


def _from_bytes(data: Any) -> Any:
    if isinstance(data, str):
        return data.encode("latin-1").decode("utf-8")
    if isinstance(data, list):
        return [_from_bytes(item) for item in data]
    if isinstance(data, dict):
        return {_from_bytes(key): _from_bytes(value) for key, value in data.items()}
    return data


def from_yaml(text: str, start: int = 0, end: int | None = None) -> Any:
    """The data of a YAML document, as far as it is one; its strings know their places.

    Nothing is built by its tag, and an alias stands for nothing, so a small file stays small.
    """
    import yaml  # noqa: PLC0415 - only for such files

    if end is not None or start:
        text = text[start:end]
    if len(text) > _LONGEST:
        return None
    builder = _Builder(start)
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            builder.take(event)
    except (yaml.YAMLError, RecursionError, ValueError):
        pass  # what came before the fault
    return builder.data


class _Builder:
    """Builds dicts, lists and strings from the events of the parser, and forgets all else."""

    def __init__(self, offset: int) -> None:
        self.data: Any = None
        self._offset = offset
        self._open: list[Any] = []
        self._keys: list[str | None] = []

    def take(self, event: Any) -> None:
        """Take the next event."""
        name = type(event).__name__
        if name == "ScalarEvent":
            self._add(self._placed(event), scalar=True)
        elif name in ("MappingStartEvent", "SequenceStartEvent"):
            held: Any = {} if name == "MappingStartEvent" else []
            if len(self._open) < _DEEPEST:
                self._add(held)
            self._open.append(held)
            self._keys.append(None)
        elif name in ("MappingEndEvent", "SequenceEndEvent"):
            self._open.pop()
            self._keys.pop()
        elif name == "AliasEvent":
            self._add("", scalar=True)

    def _placed(self, event: Any) -> Placed:
        value = Placed(event.value)
        value.start, value.end = (
            event.start_mark.index + self._offset,
            event.end_mark.index + self._offset,
        )
        return value

    def _add(self, value: Any, *, scalar: bool = False) -> None:
        if not self._open:
            self.data = value if self.data is None else self.data
            return
        holder = self._open[-1]
        if isinstance(holder, list):
            holder.append(value)
        elif self._keys[-1] is None:
            self._keys[-1] = str(value) if scalar else ""
        else:
            holder[self._keys[-1]] = value
            self._keys[-1] = None


_SEPARATORS = ("\t", ";", ",")
_CLAIMS = regex(
    r"\W*(?:predictions?|forecasts?|questions?|claims?|statements?|events?|propositions?|prob\w*"
    r"|chance|confidence)\b",
    re.IGNORECASE,
)
_LONGEST_HEADS = 2000  # characters


def from_table(text: str) -> list[dict[str, str]]:
    """The rows of separated values below heads that name an author and their words; none of other tables."""
    text = plain_ends(text).lstrip()
    first = text.partition("\n")[0]
    if len(first) > _LONGEST_HEADS:
        return []
    for separator in _SEPARATORS:
        heads = [head.strip() for head in next(csv.reader([first], delimiter=separator), [])]
        if not _is_of_messages(heads):
            continue
        return list(_rows(text, separator, heads))
    return []


def _rows(text: str, separator: str, heads: list[str]) -> Iterator[dict[str, str]]:
    rows = csv.reader(StringIO(text), delimiter=separator)
    try:
        next(rows)
        yield from (dict(zip(heads, row, strict=False)) for row in rows if len(row) == len(heads))
    except csv.Error:
        return


def _is_of_messages(heads: list[str]) -> bool:
    if len(heads) < 2 or any(map(_CLAIMS.match, heads)):
        return False
    kinds = {kind[0] for head in heads if (kind := kind_of_key(head))}
    # Without anybody's name and with the numbers of messages: what one person has kept of their own.
    kept = "when" in kinds and not IDS.isdisjoint(heads)
    return "what" in kinds and ("who" in kinds or kept)
