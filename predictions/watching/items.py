"""What a source published: items, and the feed they came in."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self, TypeVar
from urllib.parse import urljoin

from predictions.text import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a source, as clean text; `published_at` is None where no usable date stands.

    `external_id` tells entries of one source apart: its own id where that is unique, otherwise the
    address, otherwise the content. `content_hash` leaves the id out, so an entry whose id changes
    at every fetch is recognised.
    """

    external_id: str
    title: str
    url: str | None = None
    summary: str = ""
    content: str = ""
    author: str = ""
    published_at: datetime | None = None
    updated_at: datetime | None = None
    content_hash: str = ""

    @property
    def text(self) -> str:
        """Everything that may hold a search term."""
        return "\n".join(part for part in (self.title, self.summary, self.content) if part)

    def to_json(self) -> dict[str, Any]:
        """Return the item as JSON can hold it."""
        data: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        for name in ("published_at", "updated_at"):
            data[name] = data[name].isoformat() if data[name] else None
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Return the item that `to_json` was made from."""
        moments = {
            name: datetime.fromisoformat(data[name]) if data[name] else None
            for name in ("published_at", "updated_at")
        }
        return cls(**{**data, **moments})


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed held. `problems` are faults that a person should see, entries or not."""

    title: str = ""
    format: str
    entries: tuple[Item, ...] = ()
    problems: tuple[str, ...] = ()
    ttl_seconds: float | None = None
    next_url: str | None = None  # of the page with older entries

    @property
    def usable(self) -> bool:
        """Whether this counts as a successful reading: broken and empty does not."""
        return bool(self.entries) or not self.problems

    def to_json(self) -> dict[str, Any]:
        """Return the feed as JSON can hold it."""
        return {
            "title": self.title,
            "format": self.format,
            "entries": [item.to_json() for item in self.entries],
            "problems": list(self.problems),
            "ttl_seconds": self.ttl_seconds,
            "next_url": self.next_url,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Return the feed that `to_json` was made from."""
        return cls(
            title=data["title"],
            format=data["format"],
            entries=tuple(Item.from_json(item) for item in data["entries"]),
            problems=tuple(data["problems"]),
            ttl_seconds=data["ttl_seconds"],
            next_url=data["next_url"],
        )


def content_hash(*parts: str | None) -> str:
    """Return a hash of texts that changes with any of them and with where one ends."""
    joined = "\x1f".join(part or "" for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "replace")).hexdigest()[:32]


_MOST_ENTRIES = 20_000
T = TypeVar("T")


def within_reach(entries: list[T]) -> tuple[list[T], tuple[str, ...]]:
    """The entries of a feed that are read, and what is wrong with it where these are not all."""
    if len(entries) <= _MOST_ENTRIES:
        return entries, ()
    return entries[:_MOST_ENTRIES], (f"has more than {_MOST_ENTRIES} entries; the rest is left",)


def told_apart(items: Sequence[Item]) -> tuple[Item, ...]:
    """Give up an id that a feed uses for everything; links or contents tell its entries apart."""
    if len(items) > 1 and len({i.external_id for i in items}) == 1:
        others = [item.url or item.content_hash for item in items]
        if len(set(others)) > 1:
            return tuple(replace(i, external_id=o) for i, o in zip(items, others, strict=True))
    return tuple(items)


def web_address(link: object, base: str) -> str | None:
    """Return an absolute http(s) address, or None for anything else, such as javascript:."""
    if not isinstance(link, str) or not (link := one_line(link)) or len(link) > 4000:
        return None
    try:
        joined = urljoin(base, link.replace(" ", "%20"))
    except ValueError:
        return None
    return joined if joined.lower().startswith(("http://", "https://")) else None
