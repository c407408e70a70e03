"""The form in which a model is asked to answer, and its fields as models spell them."""

from typing import Any

from predictions.regexes import regex

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

_NO_LETTER = regex(r"[\W_]+")
_SPELLED = {_NO_LETTER.sub("", name): name for name in _PROPERTIES}
_SPELLED["probability"] = "probability_words"


def field_of(key: str) -> str | None:
    """Return the field that a key stands for: "Not Before", "notBefore" and "not-before" are `not_before`."""
    return _SPELLED.get(_NO_LETTER.sub("", key[:40]).lower())
