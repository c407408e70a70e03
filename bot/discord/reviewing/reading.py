"""From what somebody gives the bot to the forecasts in it: an address, a file, words, a message."""

import asyncio
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from bot import reading
from bot.app import App
from predictions.errors import InvalidValue
from predictions.extraction.jsonl import to_json
from predictions.model import Document
from predictions.reading import LARGEST, ReadDocument, read
from predictions.windows import Events

MOST_FOUND = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What was given: exactly one of address and bytes; `writer` is the account behind a message.

    `inside`: an address may lead into the private networks that the operator allows.
    """

    origin: str
    body: bytes | None = None
    name: str | None = None
    author: str | None = None
    published: date | None = None
    writer: int | None = None
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A document, and what is forecast in it."""

    document: Document
    candidates: tuple[dict[str, Any], ...]
    writer: tuple[int, str] | None = None  # account and name


async def search_through(app: App, material: Material, *, now: datetime) -> Found:
    """Read what was given and find the forecasts in it.

    Raises:
        SourceError, UnreadableDocument, LimitExceeded: it can't be had, or holds no text.
        InvalidValue: it is too long.
    """
    if material.body is None:
        allowed = {} if material.inside else {"fetch_allow": ""}
        settings = app.settings.model_copy(update=allowed)
        read_document = await reading.fetch(material.origin, settings=settings, now=now)
    else:
        body = material.body
        if len(body) > LARGEST:
            raise InvalidValue("document", f"is larger than {LARGEST // 1_000_000} MB")
        read_document = await asyncio.to_thread(read, body, name=material.name)
    events = await asyncio.to_thread(reading.own_events, app.settings.events)
    return await asyncio.to_thread(_found, read_document, material, events, now)


def _found(
    document: ReadDocument, material: Material, events: Events | None, now: datetime
) -> Found:
    given = reading.Given(
        origin=material.origin, published=material.published, author=material.author
    )
    candidates = reading.candidates(document, given, events)[:MOST_FOUND]
    stored = reading.as_document(document, given, now=now)
    if stored.title is None and "://" not in stored.origin:
        stored = replace(stored, title=material.name or "a text given in Discord")
    found = tuple(to_json(candidate) for candidate in candidates)
    if material.writer is None or material.author is None:
        return Found(stored, found)
    # A member's name is kept where it can be forgotten, and neither in document nor finds.
    found = tuple(
        data | {"author": None} if data["author"] == material.author else data for data in found
    )
    return Found(replace(stored, author=None), found, (material.writer, material.author))


def read_day(text: str | None) -> date | None:
    """Return a day that somebody typed.

    Raises:
        InvalidValue: it is none.
    """
    if not text:
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InvalidValue("published", f"{text!r} is not a day; write 2024-03-01") from None
