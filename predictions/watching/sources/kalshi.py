"""Kalshi: a result counts only when finalized, and old markets live at another address."""

from typing import Any
from urllib.parse import quote

from predictions.readings import (
    DISPUTED,
    OPEN,
    PENDING,
    UNKNOWN,
    MarketReading,
    State,
    StateKind,
)
from predictions.watching.moments import moment
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
    listed,
    load,
    mapping,
    number,
    page_after,
    string,
)

_BASE = "https://api.elections.kalshi.com"
_VERSION = "/trade-api/v2"
_OTHERS = "#others"  # marks a request whose reply may well be empty; it is not sent

# The words of the object; the filter of the list has others ("open" is "active" here).
_STATES = {
    "initialized": OPEN,
    "unopened": OPEN,
    "active": OPEN,
    "open": OPEN,
    "inactive": OPEN,  # paused
    "closed": PENDING,
    "determined": PENDING,  # known, but it may still be disputed
    "amended": PENDING,
    "disputed": DISPUTED,
}


def recognise(url: str, bases: Bases) -> SourceSpec | None:
    """Know kalshi.com/markets/…/TICKER, and markets and events of the API."""
    parts = split(url)
    if parts is None:
        return None
    there = f"{parts.scheme}://{parts.netloc}{_VERSION}"  # the API has had several hosts
    rest = below(url, base_of("kalshi", bases, _BASE, version=_VERSION), _BASE + _VERSION)
    if rest is None and is_at(parts, "kalshi.com"):
        rest = below(url, there)
    path = [part for part in parts.path.split("/") if part]
    subject = None
    if rest is not None and len(rest) == 2 and rest[0] in ("markets", "events"):
        subject = rest[1].upper() if rest[0] == "markets" else f"event/{rest[1].upper()}"
    elif is_at(parts, "kalshi.com") and len(path) >= 3 and path[0] == "markets":
        # The site shows events; a market of one is named after the hash.
        subject = (parts.fragment or f"event/{path[-1]}").upper().replace("EVENT/", "event/")
    if subject is None:
        return None
    return SourceSpec(kind="kalshi", subject=subject, url=url, label=subject)


def asks(spec: SourceSpec, bases: Bases, _tokens: Tokens) -> tuple[Ask, ...]:
    """Ask for the market, or for the event with its markets."""
    base = base_of("kalshi", bases, _BASE, version=_VERSION)
    if spec.subject.startswith("event/"):
        ticker = quote(spec.subject.removeprefix("event/"), safe="")
        return (Ask(url=f"{base}/markets?event_ticker={ticker}&limit=200"),)
    return (Ask(url=f"{base}/markets/{quote(spec.subject, safe='')}"),)


def parse(spec: SourceSpec, reply: Reply, bases: Bases) -> Seen:
    """Read the markets; one that is not found any more is looked for among the old ones."""
    recent = "/historical/" not in reply.url
    if reply.status == 404 and recent:
        return Seen(follow=(_among_the_old(spec, bases),))
    answered(reply)
    data = load(reply)
    found = markets(data, reply)
    cursor = string(_body(data).get("cursor"))
    follow: tuple[Ask, ...] = ()
    if recent and spec.subject.startswith("event/") and not cursor and "cursor=" not in reply.url:
        # An event whose markets have moved on is still known, with an empty list; and the last
        # one here may be one of several.
        if not found:
            return Seen(follow=(_among_the_old(spec, bases),))
        if len(found) == 1 and found[0].state.decided:
            follow = (_among_the_old(spec, bases, _OTHERS),)
    return Seen(
        readings=tuple(found),
        title=found[0].title if found else "",
        problems=() if found or reply.url.endswith(_OTHERS) else ("the reply holds no market",),
        more_pages=bool(cursor),
        further=page_after(reply.url, cursor=cursor) if cursor else None,
        follow=follow,
    )


def _among_the_old(spec: SourceSpec, bases: Bases, mark: str = "") -> Ask:
    base = base_of("kalshi", bases, _BASE, version=_VERSION)
    event = spec.subject.startswith("event/")
    ticker = quote(spec.subject.removeprefix("event/"), safe="")
    where = f"markets?event_ticker={ticker}&limit=200" if event else f"markets/{ticker}"
    return Ask(url=f"{base}/historical/{where}{mark}")


def _body(data: object) -> dict[str, Any]:
    """Return the reply itself, also from recordings that keep it below `response`."""
    whole = mapping(data)
    return mapping(whole["response"]) if "response" in whole else whole


def markets(data: object, reply: Reply) -> list[MarketReading]:
    """Read every market; events without markets carry no state."""
    body = _body(data)
    found = listed(body.get("market")) + listed(body.get("markets"))
    readings = [
        MarketReading(
            source="kalshi",
            subject=string(entry.get("ticker")),
            title=string(entry.get("title")),
            state=_state(entry),
            probability=_price(entry),
            value=number(entry.get("expiration_value")),
            read_at=reply.fetched_at,
        )
        for entry in found
        if string(entry.get("ticker"))
    ]
    for event in listed(body.get("event")) + listed(body.get("events")):
        if not listed(event.get("markets")) and not found:
            ticker = string(event.get("event_ticker"))
            readings.append(
                MarketReading(
                    source="kalshi",
                    subject=ticker,
                    title=string(event.get("title")),
                    state=UNKNOWN,
                    read_at=reply.fetched_at,
                )
            )
        readings.extend(markets({"markets": event.get("markets")}, reply))
    return readings


def _state(market: dict[str, Any]) -> State:
    status = string(market.get("status")).lower()
    if status not in ("finalized", "settled"):
        return _STATES.get(status, UNKNOWN)
    at = moment(market.get("settlement_ts")) or moment(market.get("settled_time"))
    result = string(market.get("result")).lower()
    if result in ("yes", "no"):
        return State(StateKind(result), resolved_at=at)
    return State(StateKind.VOID, resolved_at=at) if result == "void" else UNKNOWN


def _price(market: dict[str, Any]) -> float | None:
    dollars = number(market.get("last_price_dollars"))
    if dollars is None:
        cents = number(market.get("last_price"))
        dollars = None if cents is None else cents / 100
    return dollars if dollars is not None and 0 < dollars <= 1 else None


ADAPTER = Adapter(kind="kalshi", recognise=recognise, asks=asks, parse=parse, says=says("market"))
