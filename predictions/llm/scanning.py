"""The objects in what a model wrote: whole ones only, wherever they stand and whatever is wrong around them.

Not a parser that guesses: what it completed of a quote that was cut off would be no quote.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from predictions.llm.schema import field_of
from predictions.regexes import regex

_DECODER = json.JSONDecoder(strict=False)  # line ends within a text are read as they are
_OPENS = regex(r"[{\[]")
_KEY = regex(r"[\"']([A-Za-z][A-Za-z _-]{2,30})[\"']\s*:\s*")
_BEGUN = regex(r"\{\s*(?:[\"']|$)")
_BAD_ESCAPE = regex(r"\\(?![\"\\/bfnrtu])")
_BARE_MARK = regex(r'(?<!\\)"')
_WORDS = {"none": None, "null": None, "true": True, "false": False}
_DEEPEST = 6  # lists and objects around an item
_MOST_CLOSES = 20  # braces at which an object is tried to end
_MOST_FAILURES = 1_000  # openings that lead nowhere, in one answer


@dataclass(slots=True)
class Scanned:
    """What was found in an answer."""

    items: list[dict[str, Any]] = field(default_factory=list)
    broken: int = 0  # objects of a list that cannot be read
    says_none: bool = False  # an empty list where the items would be
    cut_off: bool = False  # it stops in the middle


def scan(said: str) -> Scanned:
    """Return the items in an answer: of one list, of several objects, or one alone."""
    said = said.rstrip()
    found = Scanned()
    failures, opening = 0, _OPENS.search(said)
    while opening and failures < _MOST_FAILURES:
        at = opening.start()
        try:
            value, at = _DECODER.raw_decode(said, at)
            _take(value, found)
        except (ValueError, RecursionError) as error:
            failures += 1
            at = _past(said, at, found)
            found.cut_off |= isinstance(error, json.JSONDecodeError) and error.pos >= len(said)
        opening = _OPENS.search(said, at)
    return found


def _past(said: str, at: int, found: Scanned) -> int:
    """Return where to go on behind an opening that leads to nothing whole; mends an item that ends."""
    if said[at] == "[":
        return at + 1
    following = said.find("{", at + 1)
    stretch = said[at : following if following >= 0 else len(said)]
    if "}" not in stretch:
        # What holds further objects is the list around them; what holds none is cut off.
        found.cut_off |= following < 0 and _BEGUN.match(stretch) is not None
        return at + 1
    closes = [match.start() for match in islice(re.finditer("}", stretch), _MOST_CLOSES)]
    for close in closes:  # the first may stand within a text
        item = _by_keys(stretch[1:close])
        if item is not None:
            found.items.append(item)
            return at + close + 1
    found.broken += _names_quote(stretch)
    return at + closes[-1] + 1


def _take(value: Any, found: Scanned) -> None:
    had = len(found.items)
    found.items += _items(value, found, 0)
    if len(found.items) == had:
        lists = list(value.items()) if isinstance(value, dict) else [("forecasts", value)]
        found.says_none |= any(
            inner in ([], None) and name.lower() == "forecasts" for name, inner in lists
        )


def _items(value: Any, found: Scanned, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if any(field_of(key) == "quote" and not isinstance(value[key], dict) for key in value):
            yield value
            return
        for one in value.values():
            if isinstance(one, (dict, list)) and depth < _DEEPEST:
                yield from _items(one, found, depth + 1)
    elif isinstance(value, list) and depth < _DEEPEST:
        for one in value:
            inside = list(_items(one, found, depth + 1))
            found.broken += not inside and depth > 0
            yield from inside


def _by_keys(words: str) -> dict[str, Any] | None:
    """Read an object by the names of its fields alone.

    So a mark too few or too many (a comma, a backslash, a quotation mark within a text) is no matter.
    """
    keys = [match for match in _KEY.finditer(words) if field_of(match[1])]
    if not keys:
        return None
    ends = [match.start() for match in keys[1:]] + [len(words)]
    item: dict[str, Any] = {}
    for key, end in zip(keys, ends, strict=True):
        try:
            item[key[1]] = _value(words[key.end() : end].strip().rstrip(", \n\t\r"))
        except (ValueError, RecursionError):
            return None
    return item if any(field_of(name) == "quote" for name in item) else None


def _value(words: str) -> Any:
    mark = words[:1]
    if mark not in ('"', "'"):
        known = words.lower()
        return _WORDS[known] if known in _WORDS else json.loads(words)
    if len(words) < 2 or words[-1] != mark:
        raise ValueError("a text without an end")
    inner = words[1:-1].replace("\\'", "'")
    inner = _BARE_MARK.sub(r'\\"', _BAD_ESCAPE.sub(r"\\\\", inner))
    return json.loads(f'"{inner}"', strict=False)


def _names_quote(words: str) -> bool:
    return any(field_of(match[1]) == "quote" for match in _KEY.finditer(words))
