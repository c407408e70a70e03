"""RSS 0.9 to 2.0, RDF, Atom and JSON Feed, read from bytes that may be broken or hostile.

For bytes from outside only in the sandbox.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any

from predictions.errors import UnreadableDocument
from predictions.text import one_line
from predictions.watching.decoding import decode
from predictions.watching.items import (
    Feed,
    Item,
    content_hash,
    told_apart,
    web_address,
    within_reach,
)
from predictions.watching.jsonfeed import parse_json_feed
from predictions.watching.moments import moment
from predictions.watching.plain import plain
from predictions.watching.xmltree import tree

_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dc:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/rss/1.0/modules/syndication/": "sy:",
    "http://www.w3.org/2005/Atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss2": "",
    "http://backend.userland.com/RSS2": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "",
}
_BASE = "{http://www.w3.org/XML/1998/namespace}base"


def parse_feed(
    body: bytes, url: str = "", *, content_type: str = "", now: datetime | None = None
) -> Feed:
    """Read a feed; entries keep their order.

    Args:
        body: as it was fetched.
        url: of the feed, to complete relative links.
        content_type: the header, which may name an encoding.
        now: dates later than this count as unknown.

    Raises:
        UnreadableDocument: it is no feed.
        LimitExceeded: it declares entities, the usual way to blow a parser up.
    """
    text, problems = decode(body, content_type=content_type)
    if text.lstrip()[:1] == "{":
        return parse_json_feed(text, url, now=now, problems=problems)
    root, more = tree(text)
    return _Reader(root, url, now).feed(problems + more)


@lru_cache(maxsize=4096)
def _key(tag: object) -> str:
    """Name an element by what it means: known namespaces by their usual prefix, others by none."""
    if not isinstance(tag, str):
        return "?"
    if tag.startswith("{"):
        space, _, local = tag[1:].partition("}")
        prefix = _PREFIXES.get(space)
        return "?" if prefix is None else (prefix + local).lower()
    prefix, colon, local = tag.lower().rpartition(":")
    if not colon or prefix in ("rss", "atom", "rdf"):
        return local
    return f"{prefix}:{local}" if prefix in ("dc", "content", "sy") else "?"


class _Reader:
    """Walks one parsed feed."""

    def __init__(self, root: Any, url: str, now: datetime | None) -> None:
        self._root = root
        self._url = _joined(url, root.get(_BASE))
        self._now = now

    def feed(self, problems: tuple[str, ...]) -> Feed:
        kind = _key(self._root.tag)
        if kind not in ("rss", "rdf", "feed"):
            page = " but a web page" if kind in ("html", "body", "head") else ""
            raise UnreadableDocument(f"is not a feed{page}")
        channel = self._channel(kind)
        if channel is None and kind == "rss":
            problems += ("has no channel",)
        head = _fields(channel) if channel is not None else {}
        found, too_many = within_reach(list(self._elements(kind)))
        problems += too_many
        items = [self._item(element) for element in found]
        return Feed(
            title=plain(_text(head.get("title")), most=500),
            format=self._format(kind),
            entries=told_apart(items),
            problems=problems,
            ttl_seconds=_ttl(head),
            next_url=self._next(channel),
        )

    def _next(self, channel: Any) -> str | None:
        links = (
            (child for child in channel if _key(child.tag) == "link") if channel is not None else ()
        )
        found = (link.get("href") for link in links if link.get("rel") == "next")
        return next((web_address(href, self._url) for href in found), None)

    def _channel(self, kind: str) -> Any:
        if kind == "feed":
            return self._root
        return next((child for child in self._root if _key(child.tag) == "channel"), None)

    def _elements(self, kind: str) -> Iterator[Any]:
        wanted = ("entry",) if kind == "feed" else ("item", "entry")
        for child in self._root:
            if _key(child.tag) in wanted:
                yield child
            elif _key(child.tag) == "channel":
                yield from (item for item in child if _key(item.tag) in wanted)

    def _format(self, kind: str) -> str:
        if kind == "feed":
            return "atom0.3" if "purl.org/atom" in str(self._root.tag) else "atom1.0"
        if kind == "rdf":
            spaces = {str(child.tag).partition("}")[0] for child in self._root}
            return f"rss{'0.9' if any('netscape' in s for s in spaces) else '1.0'} (RDF)"
        version = self._root.get("version") or self._root.get("rss:version") or ""
        return f"rss{version[:5]}" if re.fullmatch(r"[0-9.]{1,5}", version[:5]) else "rss"

    def _item(self, element: Any) -> Item:
        fields = _fields(element)
        title = plain(_text(_first(fields, "title", "dc:title")), most=500)
        short = _text(_first(fields, "description", "summary"))
        long = _text(_first(fields, "content:encoded", "content"))
        summary = plain(short or long)
        content = plain(long, most=20_000) if short and long else ""
        url = self._link(element, fields)
        given = one_line(_text(_first(fields, "guid", "id")))[:500]
        digest = content_hash(title, url, summary, content)
        return Item(
            external_id=given or url or digest,
            title=title,
            url=url,
            summary=summary,
            content=content,
            author=_author(fields),
            published_at=self._moment(
                fields, "pubdate", "published", "dc:date", "issued", "created"
            )
            or self._moment(fields, "updated", "modified", "dc:modified"),
            updated_at=self._moment(fields, "updated", "modified", "dc:modified"),
            content_hash=digest,
        )

    def _moment(self, fields: dict[str, Any], *names: str) -> datetime | None:
        found = (moment(_text(fields[name]), now=self._now) for name in names if name in fields)
        return next((read for read in found if read is not None), None)

    def _link(self, element: Any, fields: dict[str, Any]) -> str | None:
        base = _joined(self._url, element.get(_BASE))
        for child in element:
            if _key(child.tag) != "link":
                continue
            if child.get("rel", "alternate") == "alternate":
                found = web_address(child.get("href") or _text(child), base)
                if found:
                    return found
        guid = fields.get("guid")
        if guid is not None and guid.get("isPermaLink", "true").lower() != "false":
            return web_address(_text(guid), "")
        return None


def _joined(url: str, base: str | None) -> str:
    """Return the address that links are relative to: a base may itself be relative, or no address at all."""
    return web_address(base, url) or url


def _fields(element: Any) -> dict[str, Any]:
    """Map the first child of each meaning to its element."""
    fields: dict[str, Any] = {}
    for child in element:
        fields.setdefault(_key(child.tag), child)
    return fields


def _first(fields: dict[str, Any], *names: str) -> Any:
    # Not `a or b`: an element without children is falsy.
    return next((fields[name] for name in names if name in fields), None)


def _text(element: Any) -> str:
    if element is None:
        return ""
    if len(element) == 0:
        return element.text or ""
    return "".join(element.itertext())


def _author(fields: dict[str, Any]) -> str:
    author = _first(fields, "dc:creator", "author")
    if author is None:
        return ""
    name = next((child for child in author if _key(child.tag) == "name"), author)
    return plain(_text(name), most=200)


_PERIODS = {
    "hourly": 3600,
    "daily": 86400,
    "weekly": 604800,
    "monthly": 2592000,
    "yearly": 31536000,
}


def _ttl(head: dict[str, Any]) -> float | None:
    """Seconds between changes as the feed itself says: ttl in minutes, or period / frequency."""
    ttl = _text(head.get("ttl")).strip()
    if ttl.isascii() and ttl.isdigit() and 0 < int(ttl[:9]) < 525600:
        return int(ttl[:9]) * 60.0
    period = _PERIODS.get(_text(head.get("sy:updateperiod")).strip().lower())
    if period is None:
        return None
    frequency = _text(head.get("sy:updatefrequency")).strip()
    times = (
        int(frequency) if frequency.isascii() and frequency.isdigit() and len(frequency) < 6 else 1
    )
    return period / max(times, 1)
