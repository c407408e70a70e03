"""From a file, an address or standard input to a document, and to what is forecast in it."""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.fetching import make_fetcher
from predictions.candidate import Candidate
from predictions.errors import (
    InvalidValue,
    LimitExceeded,
    NotPublic,
    SourceError,
    UnreadableDocument,
)
from predictions.hiding import public
from predictions.model import Document
from predictions.reading import LARGEST, ReadDocument, read
from predictions.reading.turns import MARKED, SPOKEN
from predictions.text import of_any_bytes

_LOOKS_LIKE_A_SITE = re.compile(
    r"(?:www\.|[\w-]+\.(?:com|org|net|io|ai|eu|gov|edu)(?:/|$))", re.IGNORECASE
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,15}://", re.IGNORECASE)

if TYPE_CHECKING:
    from bot.settings import Settings
    from predictions.windows import Events


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a person knows about a document that the document may not say."""

    origin: str
    published: date | None = None
    author: str | None = None


_SAVE_IT = "save it, and give the file"


def _answered(status: int) -> str:
    """Return what a status means, and what to do."""
    if status in (404, 410):
        return f"is not there (status {status}): check the address"
    if status in (401, 402, 403, 406, 451):
        return (
            f"is not shown to programs (status {status}): open it in a browser, save the page, "
            "and give the file"
        )
    if status == 429:
        return "asks for a pause (status 429): try again later"
    if status >= 500:
        return f"fails at its site (status {status}): try again later"
    return f"answered with status {status}"


async def fetch(url: str, *, settings: "Settings", now: datetime) -> ReadDocument:
    """Fetch a page and read it.

    Raises:
        SourceError, UnreadableDocument: it cannot be had, or holds no text.
    """
    async with make_fetcher(settings) as fetcher:
        try:
            reply = await fetcher.fetch(url, now=now)
        except LimitExceeded as error:
            raise UnreadableDocument(f"{error}: {_SAVE_IT}") from None
    if not reply.ok:
        raise SourceError(f"{public(url)} {_answered(reply.status)}")
    media_type = reply.headers.get("content-type", "").partition(";")[0].strip() or None
    return read(reply.body, url=public(reply.final_url), media_type=media_type)


def open_document(origin: str) -> ReadDocument:
    """Read a file, an address, or standard input for "-".

    Raises:
        UnreadableDocument, SourceError: it is not there, or holds no text.
        NotPublic: the address is one of a private network that nobody allowed.
    """
    if origin.startswith(("https://", "http://")):
        # Only addresses need settings and an event loop.
        import asyncio  # noqa: PLC0415

        from bot.clock import system_clock  # noqa: PLC0415
        from bot.settings import load  # noqa: PLC0415

        try:
            return asyncio.run(fetch(origin, settings=load(), now=system_clock()))
        except NotPublic as refused:
            said = f"{refused}{if_you_trust(origin, refused)}"
            raise NotPublic(said, host=refused.host, port=refused.port) from None
    if scheme := _SCHEME.match(origin):
        raise UnreadableDocument(
            f"addresses that begin with {scheme[0]} are not read: http and https are, and files"
        )
    if origin == "-":
        return read(sys.stdin.buffer.read(LARGEST + 1))
    return read(_file(Path(origin)), name=origin)


def _file(path: Path) -> bytes:
    if path.is_dir():
        raise UnreadableDocument(f"{path} is a folder; name a file in it")
    try:
        # One byte more than is allowed shows that there is more, without reading it all.
        with path.open("rb") as handle:
            return handle.read(LARGEST + 1)
    except FileNotFoundError:
        raise UnreadableDocument(f"there is no file {path}{_meant(path)}") from None
    except OSError as error:
        raise UnreadableDocument(f"{path} cannot be read: {error.strerror}") from None


def _meant(path: Path) -> str:
    """Return what somebody may have meant who named a file that is not there."""
    if _LOOKS_LIKE_A_SITE.match(str(path)):
        return f"; for a web page write https://{path}"
    try:
        there = [each.name for each in path.parent.iterdir()]
    except OSError:
        return f", and no folder {path.parent}"
    near = get_close_matches(path.name, there, n=1, cutoff=0.7)
    return f"; did you mean {path.parent / near[0]}?" if near else ""


def if_you_trust(address: str, refused: NotPublic) -> str:
    """Return how to allow an address; nothing where a redirect led elsewhere, which that is no use for."""
    host = urlsplit(address).hostname
    if host != refused.host.lower():
        return ""
    shown = f"[{host}]" if ":" in host else host
    return f"; if you trust it: CALLEDIT_FETCH_ALLOW={shown}:{refused.port}"


def as_document(found: ReadDocument, given: Given, *, now: datetime) -> Document:
    """Return the document to be stored; what a person said wins over what it says itself."""
    return Document(
        text=found.text,
        origin=public(of_any_bytes(given.origin)),
        sha256=found.sha256,
        added_at=now,
        title=found.title,
        author=given.author or found.author,
        published=given.published or found.published,
        media_type=found.media_type,
    )


def own_events(path: Path | None) -> "Events | None":
    """Return the events of the user's own calendar.

    Raises:
        UnreadableDocument, InvalidValue: the file is not there, or a line of it is none.
    """
    if path is None:
        return None
    from predictions.windows import parse_events  # noqa: PLC0415 (loads the whole grammar)

    try:
        return parse_events(read(_file(path), name=str(path), media_type="text/plain").text)
    except InvalidValue as error:
        raise InvalidValue(f"{path}, {error.field}", error.problem) from None


def candidates(
    found: ReadDocument,
    given: Given,
    events: "Events | None" = None,
    done: Callable[[float], None] | None = None,
) -> tuple[Candidate, ...]:
    """Return what is forecast in a document.

    `events` are those of the user's own calendar; `done` is told which share was read since last.
    """
    from predictions.extraction import extract  # noqa: PLC0415 (loads the whole grammar)

    return extract(
        found.text,
        published=given.published or found.published,
        author=given.author or found.author,
        title=found.title,
        events=events,
        spoken=found.media_type in SPOKEN,
        marked=found.media_type in MARKED,
        done=done,
    )
