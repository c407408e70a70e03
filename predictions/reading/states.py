"""What scripts of a page keep about its elements: when each was made, where the markup says only "3 yr. ago"."""

import json
from collections.abc import Iterator
from typing import Any

from predictions.reading.elements import Node
from predictions.regexes import regex

_SET = regex(r"\s*window\.[\w.]{1,40} ?= ?(?=\{)")
_LONGEST = 20_000_000  # characters of a script
_DEEPEST = 12
_CREATED = ("created", "createdAt", "created_at")


def date_elements(tree: Node) -> None:
    """Give the elements that a script describes, by the ids among their classes, the time that it knows."""
    for script in tree.iter("script"):
        text = script.text or ""
        begin = _SET.match(text)
        if begin is None or len(text) > _LONGEST:
            continue
        try:
            state, _ = json.JSONDecoder().raw_decode(text, begin.end())
        except (ValueError, RecursionError):
            continue
        made = dict(_made(state, 0))
        for node in tree.iterdescendants("div") if made else ():
            for word in (node.get("class") or "").split():
                if time := made.get(word):
                    node.set("data-timestamp", time)


def _made(state: Any, depth: int) -> Iterator[tuple[str, str]]:
    """The id of each thing that was made at a time, and that time in seconds or milliseconds."""
    if depth > _DEEPEST or not isinstance(state, dict | list):
        return
    if isinstance(state, dict) and isinstance(state.get("id"), str) and (time := _time(state)):
        yield state["id"], time
    for value in state.values() if isinstance(state, dict) else state:
        yield from _made(value, depth + 1)


def _time(record: dict[str, Any]) -> str | None:
    found = (str(record.get(key)).partition(".")[0] for key in _CREATED)
    return next((time for time in found if time.isascii() and time.isdecimal()), None)
