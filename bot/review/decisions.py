"""Decisions as JSON Lines, for scripts: all of them are made, or none."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from bot.review.desk import Desk
from predictions.changes import FIELDS, place_of
from predictions.errors import InvalidValue

HOW = (
    'write {"id": 7, "do": "accept"}; do is accept, edit, discard, split, merge or join '
    "(see docs/reviewing.md)"
)


def decide(desk: Desk, lines: Iterable[str]) -> Iterator[str]:
    """Make the decisions of those lines, telling each.

    Raises:
        InvalidValue: a line that cannot be followed, by its number.
    """
    for number, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        try:
            yield _decide(desk, _read(text))
        except InvalidValue as error:
            raise InvalidValue(f"line {number}", str(error)) from None


def _read(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise InvalidValue("decision", f"is no JSON; {HOW}") from None
    if not isinstance(data, dict) or not isinstance(data.get("id"), int):
        raise InvalidValue("decision", f"names no candidate; {HOW}")
    return data


def _decide(desk: Desk, data: dict[str, Any]) -> str:
    desk.put(data["id"])
    written = {
        field: "" if data[field] is None else str(data[field]) for field in FIELDS if field in data
    }
    match data.get("do"):
        case "accept":
            if written:
                desk.edit(written)
            if data.get("outcome") is False:
                desk.turn_outcome()
            return desk.accept(tags=tuple(map(str, data.get("tags") or ())))
        case "edit":
            return desk.edit(written)
        case "discard":
            return desk.discard()
        case "split":
            return desk.split(_cuts(desk, data))
        case "merge":
            return desk.merge(data.get("with"))
        case "join":
            return desk.join(data.get("prediction"))
        case other:
            raise InvalidValue("do", f"{other!r} is no decision; {HOW}")


def _cuts(desk: Desk, data: dict[str, Any]) -> list[int]:
    """Where to cut: offsets in the quote, or the words with which each further part begins."""
    quote = desk.current.data["quote"]
    places = []
    for each in data.get("before") or data.get("at") or ():
        at = each if isinstance(each, int) else place_of(quote, str(each))
        if at is None or not 0 < at < len(quote):
            raise InvalidValue("split", f"{each!r} is no place inside the quote")
        places.append(at)
    return places
