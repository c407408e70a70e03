"""Hacker News through its search service: stories and comments, whose title may be null."""

from typing import Any
from urllib.parse import parse_qs, urlencode

from predictions.readings import NumberReading, Reading
from predictions.watching.items import Item, content_hash, web_address
from predictions.watching.moments import moment
from predictions.watching.plain import plain
from predictions.watching.sources.base import (
    Adapter,
    Ask,
    Bases,
    Reply,
    Seen,
    SourceSpec,
    Tokens,
    answered,
    at_service,
    base_of,
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
    reaches,
    string,
)

_BASE = "https://hn.algolia.com"
_PAGE = "https://news.ycombinator.com/item?id="


def recognise(url: str, bases: Bases) -> SourceSpec | None:
    """Know stories by their number, and searches."""
    service = at_service(url, _BASE, bases.get("hackernews"), "hn.algolia.com")
    parts = service or split(url)
    if parts is None:
        return None
    query = parse_qs(parts.query)
    if is_at(parts, "news.ycombinator.com") and parts.path == "/item" and query.get("id"):
        identity = query["id"][0]
        if identity.isascii() and identity.isdigit():
            label = f"Hacker News {identity}"
            return SourceSpec(kind="hackernews", subject=f"item:{identity}", url=url, label=label)
    if service is not None:
        words = (query.get("q") or query.get("query") or [""])[0].strip()
        if words:
            label = f"Hacker News on {words}"
            return SourceSpec(kind="hackernews", subject=words, url=url, label=label)
    return None


def asks(spec: SourceSpec, bases: Bases, _tokens: Tokens) -> tuple[Ask, ...]:
    """Ask for a story with its points, or for the newest hits of a search."""
    if spec.subject.startswith("item:"):
        query = {"tags": f"story_{spec.subject.removeprefix('item:')}", "hitsPerPage": "50"}
    else:
        query = {"query": spec.subject, "tags": "story", "hitsPerPage": "50"}
    base = base_of("hackernews", bases, _BASE)
    return (Ask(url=f"{base}/api/v1/search_by_date?{urlencode(query)}"),)


def parse(spec: SourceSpec, reply: Reply, _bases: Bases) -> Seen:
    """Read hits; the points of a story that is watched are a number."""
    answered(reply)
    data = mapping(load(reply))
    hits = [hit for hit in listed(data.get("hits")) if string(hit.get("objectID"))]
    page, pages = number(data.get("page")), number(data.get("nbPages"))
    more = page is not None and pages is not None and page + 1 < pages
    items = tuple(_item(hit) for hit in hits)
    return Seen(
        readings=_points(spec, hits, reply),
        items=items,
        title=spec.label,
        more_pages=more,
        further=page_after(reply.url, page=int(page or 0) + 1) if more else None,
        reaches=reaches(item.published_at for item in items),
    )


def _points(spec: SourceSpec, hits: list[dict[str, Any]], reply: Reply) -> tuple[Reading, ...]:
    found = []
    for hit in hits:
        points = number(hit.get("points"))
        if points is not None and spec.subject == f"item:{hit['objectID']}":
            found.append(
                NumberReading(
                    source="hackernews",
                    subject=spec.subject,
                    value=points,
                    day=reply.fetched_at.date(),
                    read_at=reply.fetched_at,
                )
            )
    return tuple(found)


def _item(hit: dict[str, Any]) -> Item:
    identity = string(hit.get("objectID"))
    title = plain(string(hit.get("title")) or string(hit.get("story_title")))
    text = hit.get("comment_text") or hit.get("story_text")
    summary = plain(text) if isinstance(text, str) else ""
    url = web_address(hit.get("url"), "") or f"{_PAGE}{identity}"
    return Item(
        external_id=identity,
        title=title,
        url=url,
        summary=summary,
        author=string(hit.get("author")),
        published_at=moment(hit.get("created_at")),
        content_hash=content_hash(title, url, summary),
    )


ADAPTER = Adapter(
    kind="hackernews",
    recognise=recognise,
    asks=asks,
    parse=parse,
    says=says("number"),
)
