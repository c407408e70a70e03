"""What a language model answered: the form asked for, and the list in a reply."""

import contextlib
import json
import re
from dataclasses import dataclass
from typing import Any

_TEXT = {"type": ["string", "null"]}
_PROPERTIES: dict[str, dict[str, Any]] = {
    "quote": {"type": "string"},
    "statement": {"type": "string"},
    "polarity": {"type": "string", "enum": ["yes", "no"]},
    "probability_words": _TEXT,
    "probability_for": {"type": ["string", "null"], "enum": ["statement", "denial", None]},
    "cue": _TEXT,
    "not_before": _TEXT,
    "deadline": _TEXT,
    "condition": _TEXT,
    "author": _TEXT,
    "reported": {"type": "boolean"},
}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "forecasts": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": _PROPERTIES,
                "required": list(_PROPERTIES),
                "additionalProperties": False,
            },
        }
    },
    "required": ["forecasts"],
    "additionalProperties": False,
}

_LARGEST = 4_000_000  # bytes of a reply
_FENCE = re.compile(r"```(?:json)?\s*(?P<inner>.*?)\s*```", re.DOTALL)
_THOUGHTS = re.compile(r"\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)


class Unusable(Exception):
    """A reply that holds no answer."""


class CutOff(Unusable):
    """The model ran out of tokens before the end of its answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model says it found, unchecked."""

    items: tuple[Any, ...]
    cut_off: bool
    input_tokens: int
    output_tokens: int


def read_answer(body: bytes) -> Answer:
    """Return the list in a chat completion.

    Raises:
        Unusable: the reply is none, or no JSON of the form asked for.
    """
    reply = _json(body)
    try:
        choice = reply["choices"][0]
        content = choice["message"]["content"]
    except (KeyError, IndexError, TypeError):
        raise Unusable("its reply is no chat completion") from None
    cut_off = isinstance(choice, dict) and choice.get("finish_reason") == "length"
    usage = reply.get("usage")
    counts = [_count(usage, name) for name in ("prompt_tokens", "completion_tokens")]
    try:
        items = _items(content)
    except CutOff:
        cut_off, items = True, ()
    except Unusable:
        if not cut_off:
            raise
        items = ()
    return Answer(items, cut_off, counts[0], counts[1])


def _items(content: object) -> tuple[Any, ...]:
    data = _found_json(_content(content))
    items = data.get("forecasts") if isinstance(data, dict) else data
    bare = isinstance(data, list) and not all(isinstance(item, dict) for item in data)
    if bare or not isinstance(items, list):
        raise Unusable("its answer is not of the form asked for")
    return tuple(items)


def _content(content: object) -> str:
    """Return the text of a message, which some servers give in parts, without what a model thought first."""
    if isinstance(content, list):
        parts = [part.get("text") for part in content if isinstance(part, dict)]
        content = "".join(part for part in parts if isinstance(part, str)) or None
    if not isinstance(content, str):
        raise Unusable("its reply holds no text")
    return _THOUGHTS.sub("", content, count=1)


def _found_json(content: str) -> Any:
    """Return the JSON of an answer: all of it, a fenced block, or what stands between words."""
    fenced = _FENCE.search(content)
    begin, end = content.find("{"), content.rfind("}") + 1
    for said in (content, fenced["inner"] if fenced else "", content[max(begin, 0) : end]):
        with contextlib.suppress(ValueError, RecursionError):
            return json.loads(said)
    if begin >= 0 and _looks_cut(content):
        raise CutOff
    raise Unusable("its reply is no JSON")


def _looks_cut(content: str) -> bool:
    """Return whether an answer stops in the middle, whatever the server says of it."""
    return not content.rstrip().removesuffix("```").rstrip().endswith(("}", "]"))


def _json(body: bytes) -> dict[str, Any]:
    if len(body) > _LARGEST:
        raise Unusable("its reply is too large")
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise Unusable("its reply is no JSON") from None
    if not isinstance(data, dict):
        raise Unusable("its reply is no JSON object")
    return data


def _count(usage: object, name: str) -> int:
    value = usage.get(name) if isinstance(usage, dict) else None
    return (
        value
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9
        else 0
    )
