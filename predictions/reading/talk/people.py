"""Who is who in nested data: what people are called, by the numbers and handles under which messages name them."""

from collections.abc import Iterator
from typing import Any

from predictions.regexes import regex

NAMES = ("real_name", "displayName", "display_name", "displayname", "nickname", "global_name",
    "name", "full_name", "username", "login", "screen_name", "#text", "acct", "handle")  # fmt: skip
_IDS = ("id", "_id", "user_id", "did", "state_key", "userId", "username")
_WITHIN = ("profile", "content", "user", "person")  # where a record keeps what somebody is called
_SAYS = ("text", "body", "message", "full_text", "Contents")  # no person, but what one wrote
_DEEPEST = 12
_MOST = 200_000  # people of one file
# "U02ABCD34", a number, "@kern:example.org", "did:plc:...": nobody is called so.
ID = regex(r"(?=.*\d)[A-Z0-9]{7,}|\d+|[0-9a-f-]{16,}|@[^\s:]+:[\w.:-]+|did:\w+:\S+")


def people(data: Any) -> dict[str, str]:
    """The names of those whom nested data describe, by what stands for them elsewhere in it."""
    found: dict[str, str] = {}
    for person in _described(data, 0):
        if len(found) >= _MOST:
            break
        ids = [str(key) for name in _IDS if isinstance(key := person.get(name), str | int)]
        name = called(person)
        for key in ids:
            if name and key and key != name:
                found.setdefault(key, name)
    return found


def called(person: dict[Any, Any]) -> str | None:
    """What a record of a person says that they are called."""
    held = (person, *(value for key in _WITHIN if isinstance(value := person.get(key), dict)))
    names = (one.get(key) for key in NAMES for one in held)
    return next((n.strip() for n in names if isinstance(n, str) and n.strip()), None)


def _described(data: Any, depth: int) -> Iterator[dict[Any, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data:
            if isinstance(item, dict | list):
                yield from _described(item, depth + 1)
    elif isinstance(data, dict):
        if not any(isinstance(data.get(key), str) for key in _SAYS):
            yield data
        for value in data.values():
            if isinstance(value, dict | list):
                yield from _described(value, depth + 1)
