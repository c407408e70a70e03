"""Metaculus: needs a token for every request and bars much use of its data, so it is off at first."""

from typing import Any
from urllib.parse import parse_qs

from predictions.errors import SourceError
from predictions.readings import OPEN, PENDING, UNKNOWN, MarketReading, State, StateKind
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
from predictions.watching.sources.values import listed, load, mapping, number, string

_MOST_NAMED = 8  # questions of a group that are listed
_BASE = "https://www.metaculus.com"


def recognise(url: str, bases: Bases) -> SourceSpec | None:
    """Know metaculus.com/questions/NUMBER/… and posts of the API."""
    parts = split(url)
    if parts is None:
        return None
    path = [part for part in parts.path.split("/") if part]
    rest = below(url, base_of("metaculus", bases, _BASE, version="/api"), f"{_BASE}/api")
    number_at = None
    if rest is not None and len(rest) >= 2 and rest[0] == "posts":
        number_at = rest[1]
    elif is_at(parts, "metaculus.com") and len(path) >= 2 and path[0] in ("questions", "c"):
        number_at = path[1]
    if number_at is None or not (number_at.isascii() and number_at.isdigit()):
        return None
    question = (parse_qs(parts.query).get("sub-question") or [""])[0]
    subject = f"{number_at}/{question}" if question.isascii() and question.isdigit() else number_at
    label = path[2].replace("-", " ") if len(path) > 2 else f"question {number_at}"
    return SourceSpec(kind="metaculus", subject=subject, url=url, label=label)


def asks(spec: SourceSpec, bases: Bases, tokens: Tokens) -> tuple[Ask, ...]:
    """Ask for the post.

    Raises:
        SourceError: no token is set, so the connector is off.
    """
    token = tokens.get("metaculus")
    if not token:
        raise SourceError("Metaculus is off: it needs a token of your own (see docs/sources.md)")
    base = base_of("metaculus", bases, _BASE, version="/api")
    headers = {"Authorization": f"Token {token}"}
    post = spec.subject.partition("/")[0]
    return (Ask(url=f"{base}/posts/{post}/", headers=headers, gap_seconds=2.0),)


def parse(spec: SourceSpec, reply: Reply, _bases: Bases) -> Seen:
    """Read the question of the post, or each of its group as `POST/QUESTION`."""
    answered(reply)
    found = questions(load(reply))
    post, _, wanted = spec.subject.partition("/")
    if wanted:
        found = [entry for entry in found if str(entry["id"]) == wanted]
    single = len(found) == 1 and not wanted
    return Seen(
        readings=tuple(
            _reading(entry, post if single else f"{post}/{entry['id']}", reply) for entry in found
        ),
        title=string(found[0].get("title")) if found else "",
        problems=() if found else ("the reply holds no question",),
        notes=() if len(found) < 2 else (_which(found),),
    )


def _which(found: list[dict[str, Any]]) -> str:
    """Say how one question of a group is watched."""
    numbered = "; ".join(
        f"{each['id']} {string(each.get('title'))[:60]}" for each in found[:_MOST_NAMED]
    )
    return f"It is a group: one question is watched by its number, as …?sub-question=NUMBER. There are {numbered}."


def questions(data: object) -> list[dict[str, Any]]:
    """Return every question of a post or of a list of posts."""
    whole = mapping(data)
    found: list[dict[str, Any]] = []
    for post in listed(whole.get("results", data)):
        found += listed(post.get("question"))
        found += listed(mapping(post.get("group_of_questions")).get("questions"))
    return [question for question in found if "id" in question]


def _reading(question: dict[str, Any], subject: str, reply: Reply) -> MarketReading:
    return MarketReading(
        source="metaculus",
        subject=subject,
        title=string(question.get("title")),
        state=state(question),
        value=number(question.get("resolution")),
        read_at=reply.fetched_at,
    )


def state(question: dict[str, Any]) -> State:
    """Normalise a question's state; close times may lie about an open one, so status decides."""
    resolution = string(question.get("resolution")).lower()
    status = string(question.get("status")).lower()
    if resolution in ("ambiguous", "annulled"):
        return State(StateKind.VOID, resolved_at=_resolved_at(question))
    if status == "resolved":
        if question.get("type") == "binary" and resolution in ("yes", "no"):
            return State(StateKind(resolution), resolved_at=_resolved_at(question))
        return UNKNOWN
    states = {"open": OPEN, "upcoming": OPEN, "approved": OPEN, "closed": PENDING}
    return states.get(status, UNKNOWN)


def _resolved_at(question: dict[str, Any]) -> Any:
    return moment(question.get("actual_resolve_time")) or moment(
        question.get("resolution_set_time")
    )


ADAPTER = Adapter(
    kind="metaculus",
    recognise=recognise,
    asks=asks,
    parse=parse,
    token=True,
    says=says("market"),
)
