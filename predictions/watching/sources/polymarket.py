"""Polymarket: prices come as JSON inside a string, `active` stays true, `endDate` proves nothing.

Only a resolution status or a winner decides. A market that is closed at prices of exactly 1 and 0
but has no status yet is asked for again at the order book service, which flags the winner.
"""

from dataclasses import replace
from typing import Any
from urllib.parse import quote

from predictions.readings import DISPUTED, OPEN, PENDING, UNKNOWN, MarketReading, State, StateKind
from predictions.watching.moments import epoch, moment
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
from predictions.watching.sources.values import (
    inner_json,
    listed,
    load,
    mapping,
    number,
    string,
)

_GAMMA = "https://gamma-api.polymarket.com"
_CLOB = "https://clob.polymarket.com"


def recognise(url: str, bases: Bases) -> SourceSpec | None:
    """Know polymarket.com/event/EVENT[/MARKET], /market/MARKET and addresses of the API."""
    parts = split(url)
    if parts is None:
        return None
    path = [part for part in parts.path.split("/") if part]
    rest = below(url, base_of("polymarket", bases, _GAMMA), _GAMMA)
    subject = None
    if rest is not None and len(rest) == 3 and rest[1] == "slug":
        subject = f"event/{rest[2]}" if rest[0] == "events" else rest[2]
    elif is_at(parts, "polymarket.com") and len(path) in (2, 3) and path[0] == "event":
        subject = path[2] if len(path) == 3 else f"event/{path[1]}"
    elif is_at(parts, "polymarket.com") and len(path) == 2 and path[0] == "market":
        subject = path[1]
    if subject is None:
        return None
    label = subject.removeprefix("event/").replace("-", " ")
    return SourceSpec(kind="polymarket", subject=subject, url=url, label=label)


def asks(spec: SourceSpec, bases: Bases, _tokens: Tokens) -> tuple[Ask, ...]:
    """Ask for the market or the event by its slug."""
    base = base_of("polymarket", bases, _GAMMA)
    event = spec.subject.startswith("event/")
    slug = quote(spec.subject.removeprefix("event/"), safe="")
    return (Ask(url=f"{base}/{'events' if event else 'markets'}/slug/{slug}"),)


def parse(spec: SourceSpec, reply: Reply, bases: Bases) -> Seen:
    """Read the market, or every market of the event."""
    answered(reply)
    data = load(reply)
    found = markets(data, reply)
    if not spec.subject.startswith("event/"):
        found = [replace(reading, subject=spec.subject) for reading in found[:1]]
    clob = (bases.get("polymarket_clob") or bases.get("polymarket") or _CLOB).rstrip("/")
    unsure = [market for market in entries(data) if _looks_settled(market)]
    return Seen(
        readings=tuple(found),
        title=found[0].title if found else "",
        problems=() if found else ("the reply holds no market",),
        more_pages=mapping(mapping(data).get("pagination")).get("hasMore") is True,
        follow=tuple(
            Ask(url=f"{clob}/markets/{quote(condition, safe='')}")
            for condition in (string(market.get("conditionId")) for market in unsure[:20])
            if condition
        ),
    )


def markets(data: object, reply: Reply) -> list[MarketReading]:
    """Read every market in a reply; an event without states in its markets speaks for itself."""
    return [
        MarketReading(
            source="polymarket",
            subject=_name(entry),
            title=string(entry.get("question")) or string(entry.get("title")),
            state=_state(entry),
            probability=_yes_price(entry),
            read_at=reply.fetched_at,
        )
        for entry in entries(data)
    ]


def entries(data: object) -> list[dict[str, Any]]:
    """Return every market of a reply, and events whose markets carry no state."""
    found: list[dict[str, Any]] = []
    whole = mapping(data)
    for entry in listed(whole["events"] if "events" in whole and "id" not in whole else data):
        inner = [market for market in listed(entry.get("markets")) if "closed" in market]
        found.extend(inner or [entry])
    return [entry for entry in found if _name(entry)]


def _name(entry: dict[str, Any]) -> str:
    names = ("slug", "market_slug", "id", "conditionId", "condition_id")
    return next((string(entry[name]) for name in names if string(entry.get(name))), "")


def _state(entry: dict[str, Any]) -> State:
    if entry.get("event_type") == "market_resolved":
        at = epoch(entry.get("timestamp"), milliseconds=True)
        return _named(entry.get("winning_outcome"), at)
    if "tokens" in entry and "condition_id" in entry:
        return _order_book_state(entry)
    history = inner_json(entry.get("umaResolutionStatuses"))
    if "disputed" in (entry.get("umaResolutionStatus"), history[-1] if history else None):
        return DISPUTED
    if entry.get("closed") is not True:
        return OPEN if entry.get("closed") is False else UNKNOWN
    return _closed_state(entry)


def _closed_state(entry: dict[str, Any]) -> State:
    outcomes = [string(name).lower() for name in inner_json(entry.get("outcomes"))]
    prices = [number(price) for price in inner_json(entry.get("outcomePrices"))]
    if not outcomes or not prices:
        return PENDING
    if outcomes != ["yes", "no"] or len(prices) != 2:
        return UNKNOWN
    if entry.get("umaResolutionStatus") != "resolved":
        return PENDING if sorted(p or 0.0 for p in prices) == [0.0, 1.0] else UNKNOWN
    at = moment(entry.get("closedTime")) or moment(entry.get("umaEndDate"))
    ends = {
        (1.0, 0.0): State(StateKind.YES, resolved_at=at),
        (0.0, 1.0): State(StateKind.NO, resolved_at=at),
        (0.5, 0.5): State(StateKind.PARTIAL, 0.5, at),
    }
    return ends.get((prices[0] or 0.0, prices[1] or 0.0), UNKNOWN)


def _order_book_state(entry: dict[str, Any]) -> State:
    """The winner flag decides, whatever `active` and `accepting_orders` say."""
    if entry.get("closed") is not True:
        return OPEN
    if entry.get("is_50_50_outcome") is True:
        return State(StateKind.PARTIAL, 0.5)
    winners = [token for token in listed(entry.get("tokens")) if token.get("winner") is True]
    if not winners:
        return PENDING
    return _named(winners[0].get("outcome") if len(winners) == 1 else None, None)


def _named(outcome: object, at: Any) -> State:
    kind = {"yes": StateKind.YES, "no": StateKind.NO}.get(string(outcome).lower())
    return State(kind, resolved_at=at) if kind else UNKNOWN


def _looks_settled(entry: dict[str, Any]) -> bool:
    """Closed at prices of exactly 1 and 0, but without a status."""
    prices = sorted(number(price) or 0.0 for price in inner_json(entry.get("outcomePrices")))
    return _state(entry) == PENDING and prices == [0.0, 1.0]


def _yes_price(entry: dict[str, Any]) -> float | None:
    outcomes = [string(name).lower() for name in inner_json(entry.get("outcomes"))]
    prices = inner_json(entry.get("outcomePrices"))
    if outcomes == ["yes", "no"] and len(prices) == 2:
        price = number(prices[0])
        return price if price is not None and 0 <= price <= 1 else None
    return None


ADAPTER = Adapter(
    kind="polymarket",
    recognise=recognise,
    asks=asks,
    parse=parse,
    says=says("market"),
)
