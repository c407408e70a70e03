"""A model at an endpoint on loopback that answers by a rule, and how it is asked."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from predictions.errors import TookTooLong
from predictions.llm import Endpoint, Found, Reading
from predictions.llm import Reply as Answered
from predictions.llm.schema import SCHEMA

TEXT = (
    "# Notes on the lake, 2026\n\n"
    "The ferry will very likely stop before the end of 2029. Tom Ruiz gives it a 70% chance.\n\n"
    "I doubt that the “old pier”\nsurvives the next storm. There is a 1 in 20 risk of a flood in 2027.\n"
)
Reply = tuple[int, Any]  # status, and what becomes the body as JSON or as it is


@dataclass
class Model:
    """A local endpoint that answers by a rule and remembers what it was asked."""

    answer: Callable[[dict[str, Any]], Reply]
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    url: str = ""
    later: str | None = None  # what it says in Retry-After where it refuses
    only: str | None = None  # the one path that is there
    tried: int = 0  # requests, those included that nobody waited for


Serve = Callable[[Callable[[dict[str, Any]], Reply]], Model]


def completion(*forecasts: Any, finish: str = "stop", content: str | None = None) -> Reply:
    said = json.dumps({"forecasts": forecasts}) if content is None else content
    return 200, {
        "choices": [{"message": {"role": "assistant", "content": said}, "finish_reason": finish}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 10},
    }


def forecast(quote: str, **more: Any) -> dict[str, Any]:
    nothing = dict.fromkeys(SCHEMA["properties"]["forecasts"]["items"]["properties"])
    item = nothing | {
        "quote": quote,
        "statement": f"It happens: {quote}"[:80],
        "polarity": "yes",
        "reported": False,
    }
    return item | more


def run(model: Model, text: str = TEXT, **more: Any) -> tuple[Found, list[float]]:
    """Ask over real HTTP; the waits are remembered, not waited."""
    waits: list[float] = []
    on_piece = more.pop("on_piece", None)
    slow = more.pop("slow", None)  # which questions are not answered in time
    names = ("key", "chunk", "overlap", "attempts", "answer_tokens", "further")
    endpoint = Endpoint(
        url=model.url, model="local", **{name: more.pop(name) for name in names if name in more}
    )

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    async def asking() -> Found:
        async with httpx.AsyncClient(trust_env=False) as client:

            async def post(
                url: str, body: Mapping[str, Any], headers: Mapping[str, str]
            ) -> Answered:
                model.tried += 1
                if slow and slow(json.dumps(dict(body))):
                    raise TookTooLong(f"{url}: took longer than 5 s")
                reply = await client.post(url, json=dict(body), headers=dict(headers))
                later = reply.headers.get("Retry-After")
                return Answered(reply.status_code, reply.content, float(later) if later else None)

            reading = Reading(text, endpoint, post=post, sleep=sleep, **more)
            await reading.go(on_piece)
            return reading.found()

    return asyncio.run(asking()), waits
