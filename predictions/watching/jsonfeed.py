"""JSON Feed 1.0 and 1.1: fields of the wrong type are dropped, the entries stay."""

import json
from datetime import datetime
from typing import Any

from predictions.errors import LimitExceeded, UnreadableDocument
from predictions.text import one_line
from predictions.watching.items import (
    Feed,
    Item,
    content_hash,
    told_apart,
    web_address,
    within_reach,
)
from predictions.watching.moments import moment
from predictions.watching.plain import plain


def parse_json_feed(
    text: str, url: str, *, now: datetime | None = None, problems: tuple[str, ...] = ()
) -> Feed:
    """Read a JSON Feed.

    Raises:
        UnreadableDocument: it is not JSON, or JSON but no feed.
        LimitExceeded: it is nested too deeply.
    """
    try:
        data = json.loads(text)
    except RecursionError:
        raise LimitExceeded("is nested too deeply") from None
    except ValueError:
        raise UnreadableDocument("is not a feed: neither XML nor valid JSON") from None
    version = data.get("version") if isinstance(data, dict) else None
    if not isinstance(version, str) or "jsonfeed.org/version/" not in version:
        raise UnreadableDocument("is not a feed: JSON without the version of a JSON Feed")
    entries = data.get("items")
    if not isinstance(entries, list):
        return Feed(format=_format(version), problems=(*problems, "has no list of items"))
    entries, too_many = within_reach(entries)
    read = [_item(entry, url, now) for entry in entries if isinstance(entry, dict)]
    return Feed(
        title=plain(_string(data.get("title")), most=500),
        format=_format(version),
        entries=told_apart(read),
        problems=(*problems, *too_many),
        next_url=web_address(data.get("next_url"), url),
    )


def _format(version: str) -> str:
    number = version.rpartition("/")[2]
    return f"jsonfeed{number}" if number in ("1", "1.0", "1.1") else "jsonfeed"


def _item(entry: dict[str, Any], base: str, now: datetime | None) -> Item:
    given = entry.get("id")
    numeric = isinstance(given, int | float) and not isinstance(given, bool)
    external_id = one_line(str(given)) if numeric else one_line(_string(given))
    link = web_address(entry.get("url"), base) or web_address(entry.get("external_url"), base)
    title = plain(_string(entry.get("title")), most=500)
    long = _string(entry.get("content_html")) or _string(entry.get("content_text"))
    short = _string(entry.get("summary"))
    summary = plain(short or long)
    content = plain(long, most=20_000) if short and long else ""
    digest = content_hash(title, link, summary, content)
    updated = moment(entry.get("date_modified"), now=now)
    return Item(
        external_id=external_id[:500] or link or digest,
        title=title,
        url=link,
        summary=summary,
        content=content,
        author=_author(entry),
        published_at=moment(entry.get("date_published"), now=now) or updated,
        updated_at=updated,
        content_hash=digest,
    )


def _author(entry: dict[str, Any]) -> str:
    listed = entry.get("authors")
    candidates = (
        [*listed, entry.get("author")] if isinstance(listed, list) else [entry.get("author")]
    )
    names = (plain(_string(c.get("name")), most=200) for c in candidates if isinstance(c, dict))
    return next((name for name in names if name), "")


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""
