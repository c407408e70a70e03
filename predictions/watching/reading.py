"""One look at a source: ask, read in the sandbox, follow up, and say how it went.

Ordinary failures are part of the result, for the next check depends on them.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from predictions.errors import LimitExceeded, PredictionsError, SourceError
from predictions.sandbox import Sandbox
from predictions.watching.reply import Fetched
from predictions.watching.sources import adapter
from predictions.watching.sources.base import Ask, Bases, Reply, Seen, SourceSpec, Tokens

if TYPE_CHECKING:
    from predictions.watching.http import Fetcher

_MOST_FOLLOWED = 25
_FEED_STARTS = (b"<rss", b"<rdf", b"<feed", b"<!doctype rss", b"<!doctype rdf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What a look at a source gave. With a `problem`, `seen` may still hold something."""

    spec: SourceSpec  # its kind may have become clear only from the reply
    fetched_at: datetime
    seen: Seen = field(default_factory=Seen)
    problem: str | None = None
    not_modified: bool = False
    etag: str | None = None
    last_modified: str | None = None
    retry_after: float | None = None
    fresh_for: float | None = None
    moved_to: str | None = None
    snapshot: bytes = b""  # the first reply, as it came

    @property
    def sha256(self) -> str:
        """Hash of the snapshot."""
        return hashlib.sha256(self.snapshot).hexdigest()


async def look(
    spec: SourceSpec,
    *,
    fetcher: "Fetcher",
    sandbox: Sandbox,
    now: datetime,
    bases: Bases | None = None,
    tokens: Tokens | None = None,
    etag: str | None = None,
    last_modified: str | None = None,
) -> Watched:
    """Look at a source once; whatever goes wrong at its end is in the result."""
    result = Watched(spec=spec, fetched_at=now, etag=etag, last_modified=last_modified)
    try:
        asks = adapter(spec.kind).asks(spec, bases or {}, tokens or {})
        for ask in asks:
            fetched = await _fetch(fetcher, ask, now=now, etag=etag, last_modified=last_modified)
            result = _noted(result, fetched)
            if fetched.not_modified:
                return replace(result, not_modified=True)
            reader = replace(spec, kind=kind_of(spec, fetched))
            seen = await _parsed(sandbox, reader, fetched, bases or {})
            result = replace(result, spec=reader, seen=_joined(result.seen, seen))
        follow = result.seen.follow[:_MOST_FOLLOWED]
        if follow:
            # The second answer may change while the first does not: never settle for a 304.
            result = replace(result, etag=None, last_modified=None)
        result = await _followed(result, follow, fetcher, sandbox, bases or {})
    except PredictionsError as error:
        # What could not be read is asked for whole next time.
        return replace(result, problem=str(error), etag=None, last_modified=None)
    fresh = [s for s in (result.fresh_for, result.seen.ttl_seconds) if s is not None]
    problem = "; ".join(result.seen.problems) or None
    if problem and (result.seen.items or result.seen.readings):
        problem = None  # a fault that cost nothing is kept in `seen`
    return replace(result, fresh_for=max(fresh, default=None), problem=problem)


async def _fetch(
    fetcher: "Fetcher",
    ask: Ask,
    *,
    now: datetime,
    etag: str | None = None,
    last_modified: str | None = None,
) -> Fetched:
    return await fetcher.fetch(
        ask.url,
        now=now,
        etag=etag,
        last_modified=last_modified,
        headers=ask.headers,
        robots=ask.robots,
        gap_seconds=ask.gap_seconds or None,
    )


def _noted(result: Watched, fetched: Fetched) -> Watched:
    """Keep what the next check needs, even if the reply turns out to be of no use."""
    same_ask = fetched.url == result.spec.url.partition("#")[0]
    return replace(
        result,
        etag=fetched.etag or (result.etag if fetched.not_modified else None),
        last_modified=fetched.last_modified
        or (result.last_modified if fetched.not_modified else None),
        retry_after=fetched.retry_after,
        fresh_for=fetched.max_age,
        moved_to=fetched.final_url if fetched.moved and same_ask else None,
        snapshot=fetched.body,
    )


async def _followed(
    result: Watched, asks: tuple[Ask, ...], fetcher: "Fetcher", sandbox: Sandbox, bases: Bases
) -> Watched:
    """Ask what the first reply gave reason to ask; its own answer stands if that fails."""
    for ask in asks:
        try:
            fetched = await _fetch(fetcher, ask, now=result.fetched_at)
            seen = await _parsed(sandbox, result.spec, fetched, bases)
        except SourceError as error:
            if not result.seen.readings and not result.seen.items:
                raise
            seen = Seen(problems=(str(error),))
        result = replace(result, seen=_joined(result.seen, seen))
    return result


def _joined(first: Seen, second: Seen) -> Seen:
    """Join what two replies held; of two readings of one subject the later one stands."""
    later = {(type(r), r.subject) for r in second.readings}
    kept = tuple(r for r in first.readings if (type(r), r.subject) not in later)
    return replace(
        second,
        readings=kept + second.readings,
        items=first.items + second.items,
        problems=first.problems + second.problems,
        title=first.title or second.title,
        more_pages=first.more_pages or second.more_pages,
    )


def kind_of(spec: SourceSpec, fetched: Fetched) -> str:
    """Say what a supposed page really is: feeds often live at addresses that do not show it."""
    if spec.kind != "page" or "#" in spec.url or not fetched.ok:
        return spec.kind
    start = fetched.body[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith(b"<?xml"):
        start = start.partition(b"?>")[2].lstrip()
    if start.startswith(_FEED_STARTS) or any(
        kind in fetched.content_type for kind in ("rss", "atom", "feed+json")
    ):
        return "feed"
    if start.startswith(b"{") and b"jsonfeed.org/version" in start:
        return "feed"
    return spec.kind


async def _parsed(sandbox: Sandbox, spec: SourceSpec, fetched: Fetched, bases: Bases) -> Seen:
    data = await sandbox.arun(
        parse_reply,
        fetched.body,
        kind=spec.kind,
        subject=spec.subject,
        url=spec.url,
        label=spec.label,
        reply={
            "url": fetched.final_url,
            "status": fetched.status,
            "content_type": fetched.content_type,
            "fetched_at": fetched.fetched_at.isoformat(),
        },
        bases=dict(bases),
    )
    try:
        return Seen.from_json(data)
    except (KeyError, TypeError, ValueError):
        # Only a sandbox that was broken out of could answer like this.
        raise LimitExceeded("the reader gave back what no reader gives") from None


def parse_reply(
    body: bytes,
    *,
    kind: str,
    subject: str,
    url: str,
    label: str,
    reply: Mapping[str, Any],
    bases: Bases,
) -> dict[str, Any]:
    """Parse a reply: what runs in the sandbox, with what JSON can carry."""
    spec = SourceSpec(kind=kind, subject=subject, url=url, label=label)
    there = Reply(
        url=reply["url"],
        body=body,
        status=reply["status"],
        content_type=reply["content_type"],
        fetched_at=datetime.fromisoformat(reply["fetched_at"]),
    )
    return adapter(kind).parse(spec, there, bases).to_json()
