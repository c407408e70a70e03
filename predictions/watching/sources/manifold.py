"""Manifold markets: open data, times in milliseconds, and authors who may un-resolve."""

from dataclasses import replace
from typing import Any
from urllib.parse import quote

from predictions.readings import OPEN, PENDING, UNKNOWN, MarketReading, State, StateKind
from predictions.watching.moments import epoch
from predictions.watching.sources.base import (
    Adapter,
    Ask,
    Bases,
    Reply,
    Seen,
    SourceSpec,
    Tokens,
    answered,
    base_of,
    below,
    is_at,
    says,
    split,
)
from predictions.watching.sources.values import listed, load, number, string

_BASE = "https://api.manifold.markets"
_NOT_USERS = {"api", "browse", "questions", "about", "leagues", "home", "group", "topic"}


def recognise(url: str, bases: Bases) -> SourceSpec | None:
    """Know manifold.markets/USER/SLUG and addresses of the API."""
    parts = split(url)
    if parts is None:
        return None
    slug = None
    rest = below(url, base_of("manifold", bases, _BASE, version="/v0"), _BASE + "/v0")
    path = [part for part in parts.path.split("/") if part]
    if rest is not None and len(rest) == 2 and rest[0] in ("slug", "market"):
        slug = rest[1]
    elif is_at(parts, "manifold.markets") and len(path) == 2 and path[0] not in _NOT_USERS:
        slug = path[1]
    if slug is None:
        return None
    return SourceSpec(kind="manifold", subject=slug, url=url, label=slug.replace("-", " "))


def asks(spec: SourceSpec, bases: Bases, _tokens: Tokens) -> tuple[Ask, ...]:
    """Ask for the market by its slug, or by its id where the address was one of the API."""
    by = "market" if "/market/" in spec.url else "slug"
    base = base_of("manifold", bases, _BASE, version="/v0")
    return (Ask(url=f"{base}/{by}/{quote(spec.subject, safe='')}"),)


def parse(spec: SourceSpec, reply: Reply, _bases: Bases) -> Seen:
    """Read one market."""
    answered(reply)
    found = markets(load(reply), reply)
    return Seen(
        readings=tuple(replace(reading, subject=spec.subject) for reading in found[:1]),
        title=found[0].title if found else "",
        problems=() if found else ("the reply holds no market",),
    )


def markets(data: object, reply: Reply) -> list[MarketReading]:
    """Read every market in a reply; bets only name theirs, they say nothing of its outcome."""
    found: dict[str, MarketReading] = {}
    for entry in listed(data):
        identity = string(entry.get("id"))
        if "outcomeType" not in entry:
            identity = string(entry.get("contractId"))
        if not identity:
            continue
        found[identity] = MarketReading(
            source="manifold",
            subject=identity,
            title=string(entry.get("question")),
            url=string(entry.get("url")) or None,
            state=_state(entry, reply) if "outcomeType" in entry else UNKNOWN,
            probability=number(entry.get("probability")) if "outcomeType" in entry else None,
            value=number(entry.get("value")),
            read_at=reply.fetched_at,
        )
    return list(found.values())


def _state(market: dict[str, Any], reply: Reply) -> State:
    at = epoch(market.get("resolutionTime"), milliseconds=True)
    if market.get("isResolved") is not True:
        closes = epoch(market.get("closeTime"), milliseconds=True)
        return PENDING if closes is not None and closes <= reply.fetched_at else OPEN
    resolution = market.get("resolution")
    if resolution == "CANCEL":
        return State(StateKind.VOID, resolved_at=at)
    if market.get("outcomeType") != "BINARY":
        return UNKNOWN
    if resolution in ("YES", "NO"):
        return State(StateKind(str(resolution).lower()), resolved_at=at)
    share = number(market.get("resolutionProbability"))
    if resolution == "MKT" and share is not None and 0 <= share <= 1:
        return State(StateKind.PARTIAL, share, at)
    return UNKNOWN


ADAPTER = Adapter(kind="manifold", recognise=recognise, asks=asks, parse=parse, says=says("market"))
