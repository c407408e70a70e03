"""What an adapter is: addresses recognised, questions asked, replies understood."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any, Self
from urllib.parse import SplitResult, urlsplit

from predictions import readings
from predictions.errors import SourceError
from predictions.readings import Reading
from predictions.watching.items import Item

Bases = Mapping[str, str]
Tokens = Mapping[str, str]
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSpec:
    """One thing to watch.

    `url` is kept and shown, its `keys` are sent and nothing else (`predictions.hiding`); `subject`
    is what readings and rules call it.
    """

    kind: str
    subject: str
    url: str
    label: str = ""
    keys: Mapping[str, str] = field(default_factory=lambda: _NONE, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One request that a source needs."""

    url: str
    headers: Mapping[str, str] = field(default_factory=lambda: _NONE)
    robots: bool = False  # documented APIs are made for programs; pages and feeds set it
    gap_seconds: float = 0.0  # between two requests, where the service asks for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A reply as parsers see it: no more than what crosses into the sandbox."""

    url: str
    body: bytes
    status: int = 200
    content_type: str = ""
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a reply holds: readings for rules, items for people, and what was wrong."""

    readings: tuple[Reading, ...] = ()
    items: tuple[Item, ...] = ()
    problems: tuple[str, ...] = ()
    notes: tuple[
        str, ...
    ] = ()  # whole sentences worth knowing for whoever tries the source; no faults
    title: str = ""
    ttl_seconds: float | None = None
    more_pages: bool = False
    further: str | None = None  # address of the next page, at the same service
    reaches: datetime | None = None  # how far back this page goes, where the newest come first
    follow: tuple[Ask, ...] = ()  # to be asked next, by what this reply said

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        return {
            "readings": [readings.to_json(reading) for reading in self.readings],
            "items": [item.to_json() for item in self.items],
            "problems": list(self.problems),
            "notes": list(self.notes),
            "title": self.title,
            "ttl_seconds": self.ttl_seconds,
            "more_pages": self.more_pages,
            "further": self.further,
            "reaches": self.reaches.isoformat() if self.reaches else None,
            "follow": [
                {
                    "url": ask.url,
                    "headers": dict(ask.headers),
                    "robots": ask.robots,
                    "gap_seconds": ask.gap_seconds,
                }
                for ask in self.follow
            ],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Return what `to_json` was made from."""
        return cls(
            readings=tuple(readings.from_json(reading) for reading in data["readings"]),
            items=tuple(Item.from_json(item) for item in data["items"]),
            problems=tuple(data["problems"]),
            notes=tuple(data["notes"]),
            title=data["title"],
            ttl_seconds=data["ttl_seconds"],
            more_pages=data["more_pages"],
            further=data["further"],
            reaches=datetime.fromisoformat(data["reaches"]) if data["reaches"] else None,
            follow=tuple(Ask(**ask) for ask in data["follow"]),
        )


Says = Mapping[str, Mapping[str, str]]


def says(*kinds: str) -> Callable[[SourceSpec], Says]:
    """Return that a source answers rules of these kinds, and nothing else, by its subject."""

    def named(spec: SourceSpec) -> Says:
        return {
            kind: {"source": spec.kind, "url" if kind == "page" else "subject": spec.subject}
            for kind in kinds
        }

    return named


_ANYTHING = says("market", "number", "page", "published")


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapter:
    """A kind of source.

    Args:
        kind: its name in the database, in rules and in settings.
        recognise: an address (and base addresses in place of the usual) to a spec, or None.
        asks: what to request for a spec, given base addresses and tokens.
        parse: a reply to what it holds; raises SourceError where it holds no answer.
        rank: smaller is asked first whether it knows an address.
        token: whether it works only with a token, and so is off by default.
        says: for each kind of rule that its readings can decide, what such a rule has to name.
    """

    kind: str
    recognise: Callable[[str, Bases], SourceSpec | None]
    asks: Callable[[SourceSpec, Bases, Tokens], tuple[Ask, ...]]
    parse: Callable[[SourceSpec, Reply, Bases], Seen]
    rank: int = 10
    token: bool = False
    says: Callable[[SourceSpec], Says] = _ANYTHING


def split(url: str) -> SplitResult | None:
    """Split an http(s) address; None for anything else."""
    try:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and parts.hostname:
            return parts
    except ValueError:
        pass
    return None


def is_at(parts: SplitResult, *hosts: str) -> bool:
    """Whether an address is on one of these hosts or below."""
    name = (parts.hostname or "").removesuffix(".")
    return any(name == host or name.endswith(f".{host}") for host in hosts)


def at_service(url: str, usual: str, own: str | None, *hosts: str) -> SplitResult | None:
    """Split an address on one of a service's hosts, or below the base that is set in their place.

    Its path comes without that of the base; None for any other address.
    """
    parts, base = split(url), split((own or usual).rstrip("/"))
    if parts is None or base is None:
        return None
    if parts.netloc == base.netloc and parts.path.startswith(f"{base.path}/"):
        return parts._replace(path=parts.path.removeprefix(base.path))
    return parts if is_at(parts, *hosts) else None


def below(url: str, *bases: str) -> list[str] | None:
    """Return the path parts of an address below the first base it is below; None if none."""
    parts = split(url)
    for base in bases:
        root = split(base)
        if parts is None or root is None or parts.netloc.lower() != root.netloc.lower():
            continue
        prefix = root.path.rstrip("/") + "/"
        if parts.path.startswith(prefix):
            return [part for part in parts.path[len(prefix) :].split("/") if part]
    return None


def base_of(kind: str, bases: Bases, usual: str, *, version: str = "") -> str:
    """Return the base address of a service, with its version path once.

    A base may be given with or without the version: both are common in documentation.
    """
    base = (bases.get(kind) or usual).rstrip("/")
    return base if not version or base.endswith(version) else base + version


def answered(reply: Reply, *, allow: tuple[int, ...] = ()) -> None:
    """Pass if a service answered with success.

    Raises:
        SourceError: it did not; the words tell people what the status means.
    """
    if 200 <= reply.status < 300 or reply.status in allow:
        return
    known = {
        401: "asks for a token",
        403: "refuses access",
        404: "does not know it",
        410: "has removed it",
        429: "asks to slow down",
    }
    broken = "has a fault of its own" if reply.status >= 500 else "gave no usable answer"
    raise SourceError(f"the source {known.get(reply.status, broken)} (status {reply.status})")
