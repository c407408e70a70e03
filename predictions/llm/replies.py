"""A reply of the common chat protocol: the words in it, what it counted, and what it says went wrong."""

import json
import re
from dataclasses import dataclass
from typing import Any

from predictions.regexes import regex

_LARGEST = 4_000_000  # bytes of a reply
_NAMES = "think|thinking|thought|thoughts|reasoning|reflection"
_THOUGHTS = regex(rf"\s*<({_NAMES})>.*?</\1>", re.DOTALL | re.IGNORECASE)
_OPEN = regex(rf"\s*<(?:{_NAMES})>", re.IGNORECASE)
_END = regex(rf"</(?:{_NAMES})>", re.IGNORECASE)
_FINAL = "<|channel|>final<|message|>"


class Unusable(Exception):
    """A reply that holds no answer."""


class Declined(Unusable):
    """A model that will not answer, and would not the next time either."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a model said, and what the endpoint counted of it; None where it does not count."""

    words: str
    cut_off: bool
    input_tokens: int | None = None
    output_tokens: int | None = None
    price: float | None = None  # of this one answer, where the endpoint names it


def read_reply(body: bytes) -> Said:
    """Return the words in a chat completion, without what the model thought first.

    Raises:
        Unusable: the reply is none.
    """
    reply = _json(body)
    try:
        choice = reply["choices"][0]
        message = choice["message"]
        content = _text(message["content"])
    except (KeyError, IndexError, TypeError):
        raise Unusable("its reply is no chat completion") from None
    # Some servers put an answer of a fixed form beside the thoughts.
    for name in ("reasoning_content", "reasoning"):
        content = content or _text(message.get(name))
    cut_off = choice.get("finish_reason") == "length"
    if not content and not cut_off:
        if declined := _declined(message):
            raise Declined(declined)
        raise Unusable("its reply holds no text")
    words = without_thoughts(content)
    usage = reply.get("usage")
    usage = usage if isinstance(usage, dict) else {}
    return Said(
        words=words or "",
        cut_off=cut_off or words is None,
        input_tokens=_count(usage.get("prompt_tokens")),
        output_tokens=_count(usage.get("completion_tokens")),
        price=_price(usage.get("cost")),
    )


def error_in(body: bytes) -> tuple[int, bytes] | None:
    """Return status and words of an error that came as a good reply; None where it is none."""
    try:
        reply = _json(body)
    except Unusable:
        return None
    error = reply.get("error")
    if not error or reply.get("choices"):
        return None
    code = error.get("code") if isinstance(error, dict) else None
    told = error.get("message") if isinstance(error, dict) else error
    status = code if isinstance(code, int) and 400 <= code < 600 else 502
    return status, str(told).encode("utf-8", "replace")


def without_thoughts(content: str) -> str | None:
    """Return an answer without what stands before it between tags; None where the thoughts do not end."""
    content = content.rpartition(_FINAL)[2]
    while match := _THOUGHTS.match(content):
        content = content[match.end() :]
    if _OPEN.match(content):
        return None
    # Where the question already opened the thoughts, only their end is in the answer.
    if not content.lstrip().startswith(("{", "[", "```")) and (end := _END.search(content)):
        return content[end.end() :]
    return content


def _text(content: object) -> str:
    """Return the text of a message, which some servers give in parts."""
    if isinstance(content, list):
        parts = [part.get("text") for part in content if isinstance(part, dict)]
        return "".join(part for part in parts if isinstance(part, str))
    return content if isinstance(content, str) else ""


def _declined(message: dict[str, Any]) -> str:
    told = message.get("refusal")
    return f"it refuses: {told[:200]}" if isinstance(told, str) and told else ""


def said_in(told: str) -> str:
    """Return the words of an error in the object in which most endpoints put them."""
    try:
        data = json.loads(told)
    except (ValueError, RecursionError):
        return told
    inner = data.get("error", data) if isinstance(data, dict) else None
    for said in (
        (inner, *(inner.get(name) for name in ("message", "detail")))
        if isinstance(inner, dict)
        else (inner,)
    ):
        if isinstance(said, str) and said.strip():
            return said
    return told


def _json(body: bytes) -> dict[str, Any]:
    if len(body) > _LARGEST:
        raise Unusable("its reply is too large")
    if body.lstrip().startswith(b"data:"):
        return _of_stream(body)
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        page = body.lstrip()[:1] == b"<"
        what = "is a page for people: check CALLEDIT_LLM_URL" if page else "is no JSON"
        raise Unusable(f"its reply {what}") from None
    if not isinstance(data, dict):
        raise Unusable("its reply is no JSON object")
    return data


def _of_stream(body: bytes) -> dict[str, Any]:
    """Return as one reply what an endpoint sent bit by bit, although that was not asked for."""
    content, whole = [], {"finish_reason": None}
    usage = None
    for line in body.split(b"\n"):
        kind, _, told = line.partition(b":")
        if kind.strip() != b"data" or told.strip() == b"[DONE]":
            continue
        try:
            bit = json.loads(told)
            if bit.get("error"):
                return {"error": bit["error"]}
            usage = bit.get("usage") or usage
            for choice in bit.get("choices", ())[:1]:
                content.append(_text(choice.get("delta", {}).get("content")))
                whole["finish_reason"] = choice.get("finish_reason") or whole["finish_reason"]
        except (ValueError, RecursionError, AttributeError, TypeError):
            raise Unusable("its reply is no JSON") from None
    # A stream that stops without an end was cut off.
    choice = {"finish_reason": "length", **{k: v for k, v in whole.items() if v}}
    return {"choices": [{**choice, "message": {"content": "".join(content)}}], "usage": usage}


def _count(value: object) -> int | None:
    known = isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**9
    return value if known and isinstance(value, int) else None


def _price(value: object) -> float | None:
    known = isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < 1e6
    return float(value) if known and isinstance(value, (int, float)) else None
