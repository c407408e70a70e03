"""Feeds: RSS, RDF, Atom and JSON Feed."""

import re

from predictions.regexes import regex
from predictions.watching.feeds import parse_feed
from predictions.watching.sources.base import (
    Adapter,
    Ask,
    Bases,
    Reply,
    Seen,
    SourceSpec,
    Tokens,
    answered,
    says,
    split,
)
from predictions.watching.sources.values import published, reaches

_LOOKS = regex(r"(?:\.(?:rss|rdf|atom|xml)|/(?:feed|rss|atom)(?:\.json|\.php)?)/?$", re.IGNORECASE)


def recognise(url: str, _bases: Bases) -> SourceSpec | None:
    """Know an address that looks like a feed's; others show it in their first reply."""
    parts = split(url)
    if parts is None or not (_LOOKS.search(parts.path) or "feed=" in parts.query):
        return None
    return SourceSpec(kind="feed", subject=url, url=url, label=parts.netloc)


def asks(spec: SourceSpec, _bases: Bases, _tokens: Tokens) -> tuple[Ask, ...]:
    """Ask for the feed."""
    accept = "application/atom+xml, application/rss+xml, application/feed+json, */*;q=0.5"
    return (Ask(url=spec.url, headers={"Accept": accept}, robots=True),)


def parse(spec: SourceSpec, reply: Reply, _bases: Bases) -> Seen:
    """Read the feed; dates later than the fetch are unknown ones."""
    answered(reply)
    feed = parse_feed(reply.body, reply.url, content_type=reply.content_type, now=reply.fetched_at)
    return Seen(
        readings=published(spec, feed.entries, reply),
        items=feed.entries,
        problems=feed.problems,
        title=feed.title,
        ttl_seconds=feed.ttl_seconds,
        more_pages=feed.next_url is not None,
        further=feed.next_url,
        reaches=reaches(entry.published_at for entry in feed.entries),
    )


ADAPTER = Adapter(
    kind="feed",
    recognise=recognise,
    asks=asks,
    parse=parse,
    rank=80,
    says=says("published"),
)
