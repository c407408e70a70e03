"""Polymarket: prices come as JSON inside a string, `active` stays true, `endDate` proves nothing.

Only a resolution status or a winner decides. A market that is closed at prices of exactly 1 and 0
but has no status yet is asked for again at the order book service, which flags the winner.
"""

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, quote, unquote

from predictions.readings import DISPUTED, OPEN, PENDING, UNKNOWN, MarketReading, State, StateKind
from predictions.regexes import regex
from predictions.text import one_line
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
_LANGUAGE = regex(r"[a-z]{2}(?:-[A-Za-z]{2,4})?")  # polymarket.com/de/event/…
_CLOB = "https://clob.polymarket.com"


def recognise(url: str, bases: Bases) -> SourceSpec | None:
    """Know polymarket.com/event/EVENT[/MARKET], /market/MARKET and addresses of the API."""
    parts = split(url)
    if parts is None:
        return None
    path = [part for part in parts.path.split("/") if part]
    if path and _LANGUAGE.fullmatch(path[0]):
        path = path[1:]
    rest = below(url, base_of("polymarket", bases, _GAMMA), _GAMMA)
    subject = None
    if rest is not None and len(rest) == 3 and rest[1] == "slug":
        subject = f"event/{rest[2]}" if rest[0] == "events" else rest[2]
    elif rest in (["markets"], ["events"]) and (slug := parse_qs(parts.query).get("slug")):
        subject = f"event/{slug[0]}" if rest == ["events"] else slug[0]
    elif is_at(parts, "polymarket.com") and len(path) in (2, 3) and path[0] == "event":
        subject = path[2] if len(path) == 3 else f"event/{path[1]}"
    elif is_at(parts, "polymarket.com") and len(path) == 2 and path[0] == "market":
        subject = path[1]
    if subject is None:
        return None
    if parts.fragment and not subject.startswith("event/"):
        subject = f"{subject}#{one_line(unquote(parts.fragment))}"
    label = subject.removeprefix("event/").replace("-", " ")
    return SourceSpec(kind="polymarket", subject=subject, url=url, label=label)


def asks(spec: SourceSpec, bases: Bases, _tokens: Tokens) -> tuple[Ask, ...]:
    """Ask for the market or the event by its slug."""
    base = base_of("polymarket", bases, _GAMMA)
    event = spec.subject.startswith("event/")
    slug = quote(spec.subject.removeprefix("event/").partition("#")[0], safe="")
    return (Ask(url=f"{base}/{'events' if event else 'markets'}/slug/{slug}"),)


def parse(spec: SourceSpec, reply: Reply, bases: Bases) -> Seen:
    """Read the market, or every market of the event."""
    answered(reply)
    data = load(reply)
    named = spec.subject.partition("#")[2].lower()
    found = markets(data, reply, yes=named)
    if not spec.subject.startswith("event/"):
        found = [replace(reading, subject=spec.subject) for reading in found[:1]]
    clob = (bases.get("polymarket_clob") or bases.get("polymarket") or _CLOB).rstrip("/")
    unsure = [market for market in entries(data) if _looks_settled(market, named or "yes")]
    return Seen(
        readings=tuple(found),
        title=found[0].title if found else "",
        problems=() if found else ("the reply holds no market",),
        notes=_outcomes(entries(data), named),
        more_pages=mapping(mapping(data).get("pagination")).get("hasMore") is True,
        follow=tuple(
            Ask(url=f"{clob}/markets/{quote(condition, safe='')}")
            for condition in (string(market.get("conditionId")) for market in unsure[:20])
            if condition
        ),
    )


def _outcomes(found: list[dict[str, Any]], named: str) -> tuple[str, ...]:
    """Say what a market's outcomes are called where none of them is the one that counts as yes here."""
    names = (
        [string(name) for name in inner_json(found[0].get("outcomes"))] if len(found) == 1 else []
    )
    if not names or (named or "yes") in [name.lower() for name in names]:
        return ()
    return (
        f"Its outcomes are {' and '.join(names)}: add the one that is your yes to the address, as #{names[0]}.",
    )


def markets(data: object, reply: Reply, *, yes: str = "") -> list[MarketReading]:
    """Read every market in a reply; an event without states in its markets speaks for itself.

    `yes`: the outcome that counts as one, where the market's are not called Yes and No.
    """
    yes = yes or "yes"
    return [
        MarketReading(
            source="polymarket",
            subject=_name(entry),
            title=string(entry.get("question")) or string(entry.get("title")),
            state=_state(entry, yes),
            probability=_yes_price(entry, yes),
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


def _state(entry: dict[str, Any], yes: str) -> State:
    if entry.get("event_type") == "market_resolved":
        at = epoch(entry.get("timestamp"), milliseconds=True)
        return _named(entry.get("winning_outcome"), at)
    if "tokens" in entry and "condition_id" in entry:
        return _order_book_state(entry, yes)
    history = inner_json(entry.get("umaResolutionStatuses"))
    if "disputed" in (entry.get("umaResolutionStatus"), history[-1] if history else None):
        return DISPUTED
    if entry.get("closed") is not True:
        return OPEN if entry.get("closed") is False else UNKNOWN
    return _closed_state(entry, yes)


def _closed_state(entry: dict[str, Any], yes: str) -> State:
    sides = _sides(entry, yes)
    prices = [number(price) for price in inner_json(entry.get("outcomePrices"))]
    if not inner_json(entry.get("outcomes")) or not prices:
        return PENDING
    if sides is None or len(prices) != 2:
        return UNKNOWN
    ours, other = (prices[at] or 0.0 for at in sides)
    if entry.get("umaResolutionStatus") != "resolved":
        return PENDING if sorted(p or 0.0 for p in prices) == [0.0, 1.0] else UNKNOWN
    at = moment(entry.get("closedTime")) or moment(entry.get("umaEndDate"))
    ends = {
        (1.0, 0.0): State(StateKind.YES, resolved_at=at),
        (0.0, 1.0): State(StateKind.NO, resolved_at=at),
        (0.5, 0.5): State(StateKind.PARTIAL, 0.5, at),
    }
    return ends.get((ours, other), UNKNOWN)


def _sides(entry: dict[str, Any], yes: str) -> tuple[int, int] | None:
    """Return where the outcome that counts as yes stands, and where the other; None where they are no such two."""
    outcomes = [string(name).lower() for name in inner_json(entry.get("outcomes"))]
    if (
        len(outcomes) != 2
        or outcomes.count(yes) != 1
        or (yes == "yes" and outcomes != ["yes", "no"])
    ):
        return None
    at = outcomes.index(yes)
    return at, 1 - at


def _order_book_state(entry: dict[str, Any], yes: str) -> State:
    """The winner flag decides, whatever `active` and `accepting_orders` say."""
    if entry.get("closed") is not True:
        return OPEN
    if entry.get("is_50_50_outcome") is True:
        return State(StateKind.PARTIAL, 0.5)
    winners = [token for token in listed(entry.get("tokens")) if token.get("winner") is True]
    if not winners:
        return PENDING
    won = string(winners[0].get("outcome")).lower() if len(winners) == 1 else ""
    if yes == "yes":
        return _named(won, None)
    sides = [string(token.get("outcome")).lower() for token in listed(entry.get("tokens"))]
    if len(sides) != 2 or sides.count(yes) != 1 or not won:
        return UNKNOWN
    return State(StateKind.YES if won == yes else StateKind.NO)


def _named(outcome: object, at: Any) -> State:
    kind = {"yes": StateKind.YES, "no": StateKind.NO}.get(string(outcome).lower())
    return State(kind, resolved_at=at) if kind else UNKNOWN


def _looks_settled(entry: dict[str, Any], yes: str) -> bool:
    """Closed at prices of exactly 1 and 0, but without a status."""
    prices = sorted(number(price) or 0.0 for price in inner_json(entry.get("outcomePrices")))
    return _state(entry, yes) == PENDING and prices == [0.0, 1.0]


def _yes_price(entry: dict[str, Any], yes: str) -> float | None:
    sides = _sides(entry, yes)
    prices = inner_json(entry.get("outcomePrices"))
    if sides and len(prices) == 2:
        price = number(prices[sides[0]])
        return price if price is not None and 0 <= price <= 1 else None
    return None


ADAPTER = Adapter(
    kind="polymarket",
    recognise=recognise,
    asks=asks,
    parse=parse,
    says=says("market"),
)
