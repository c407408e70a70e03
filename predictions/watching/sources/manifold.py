"""Manifold markets: open data, times in milliseconds, and authors who may un-resolve."""

from dataclasses import replace
from typing import Any
from urllib.parse import quote, unquote

from predictions.errors import SourceError
from predictions.readings import OPEN, PENDING, UNKNOWN, MarketReading, State, StateKind
from predictions.text import one_line
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
from predictions.watching.sources.values import listed, load, mapping, number, string

_BASE = "https://api.manifold.markets"
_MOST_NAMED = 12  # answers listed where none is the one that was named
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
    answer = one_line(unquote(parts.fragment))
    subject = f"{slug}#{answer}" if answer else slug
    return SourceSpec(kind="manifold", subject=subject, url=url, label=subject.replace("-", " "))


def asks(spec: SourceSpec, bases: Bases, _tokens: Tokens) -> tuple[Ask, ...]:
    """Ask for the market by its slug, or by its id where the address was one of the API."""
    by = "market" if "/market/" in spec.url else "slug"
    base = base_of("manifold", bases, _BASE, version="/v0")
    return (Ask(url=f"{base}/{by}/{quote(spec.subject.partition('#')[0], safe='')}"),)


def parse(spec: SourceSpec, reply: Reply, _bases: Bases) -> Seen:
    """Read one market, or one of its answers if the address names one.

    Raises:
        SourceError: it has no such answer.
    """
    answered(reply)
    data = load(reply)
    found = markets(data, reply)
    named = spec.subject.partition("#")[2]
    if found and named and listed(mapping(data).get("answers")):  # of others it names a comment
        found = [_of_answer(found[0], mapping(data), named)]
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


def _of_answer(market: MarketReading, data: dict[str, Any], named: str) -> MarketReading:
    """Return what a market with several answers says of one: resolved by itself, or as one of those of which one is right."""
    answers = listed(data.get("answers"))
    known = {string(answer.get("text")).lower(): answer for answer in answers}
    known |= {string(answer.get("id")).lower(): answer for answer in answers}
    answer = known.get(named.lower())
    if answer is None:
        there = ", ".join(string(each.get("text"))[:40] for each in answers[:_MOST_NAMED])
        raise SourceError(f"the market has no answer {named!r}; there are {there}")
    title = f"{market.title}: {string(answer.get('text'))}"
    state = _state_of_answer(market.state, data, answer)
    return replace(market, title=title, state=state, probability=number(answer.get("probability")))


def _state_of_answer(whole: State, data: dict[str, Any], answer: dict[str, Any]) -> State:
    given = answer.get("resolution")
    at = epoch(answer.get("resolutionTime"), milliseconds=True) or epoch(
        data.get("resolutionTime"), milliseconds=True
    )
    if given in ("YES", "NO"):
        return State(StateKind(str(given).lower()), resolved_at=at)
    if given == "CANCEL":
        return State(StateKind.VOID, resolved_at=at)
    if data.get("isResolved") is not True or whole.kind is StateKind.VOID:
        return whole
    share = number(mapping(data.get("resolutions")).get(string(answer.get("id"))))
    if given == "MKT":
        percent = number(answer.get("resolutionProbability"))
        share = percent * 100 if percent is not None else share
    ids = [string(each.get("id")) for each in listed(data.get("answers"))]
    if data.get("resolution") in ids:
        share = 100.0 if data["resolution"] == answer.get("id") else 0.0
    if share is None or not 0 <= share <= 100:
        return UNKNOWN
    ends = {100.0: State(StateKind.YES, resolved_at=at), 0.0: State(StateKind.NO, resolved_at=at)}
    return ends.get(share, State(StateKind.PARTIAL, share / 100, at))


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
