"""A reply made sense of in the sandbox, by the adapter for its kind of source."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from predictions.errors import LimitExceeded
from predictions.sandbox.pool import Sandbox
from predictions.watching.reply import Fetched
from predictions.watching.sources import adapter
from predictions.watching.sources.base import Bases, Reply, Seen, SourceSpec

_FEED_STARTS = (b"<rss", b"<rdf", b"<feed", b"<!doctype rss", b"<!doctype rdf")


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


async def parsed(sandbox: Sandbox, spec: SourceSpec, fetched: Fetched, bases: Bases) -> Seen:
    """Return what a reply holds.

    Raises:
        LimitExceeded: it took too much to read.
        PredictionsError: it cannot be read.
    """
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
