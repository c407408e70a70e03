"""GDELT: news articles on a query; its complaints come as plain text with status 200."""

import json
from typing import Any
from urllib.parse import parse_qs, urlencode

from predictions.errors import LimitExceeded, SourceError
from predictions.regexes import regex
from predictions.text import one_line
from predictions.watching.decoding import decode
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
    says,
)
from predictions.watching.sources.values import (
    asked_for,
    listed,
    mapping,
    page_after,
    reaches,
    string,
)

_BASE = "https://api.gdeltproject.org"
_PAGE = 250  # articles, the most it gives at once
_GAP = 5.0  # seconds between requests, as it demands
_SEEN = regex(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z")
_STRAY = regex(r'\\(?![\\"/bfnrtu])')


def recognise(url: str, bases: Bases) -> SourceSpec | None:
    """Know queries of the document API."""
    parts = at_service(url, _BASE, bases.get("gdelt"), "gdeltproject.org")
    if parts is None:
        return None
    query = one_line((parse_qs(parts.query).get("query") or [""])[0])
    if not query or not parts.path.startswith("/api/v2/doc"):
        return None
    return SourceSpec(kind="gdelt", subject=query, url=url, label=f"news on {query}")


def asks(spec: SourceSpec, bases: Bases, _tokens: Tokens) -> tuple[Ask, ...]:
    """Ask for the newest articles."""
    query = {
        "query": spec.subject,
        "mode": "artlist",
        "format": "json",
        "sort": "datedesc",
        "maxrecords": str(_PAGE),
    }
    url = f"{base_of('gdelt', bases, _BASE)}/api/v2/doc/doc?{urlencode(query)}"
    return (Ask(url=url, gap_seconds=_GAP),)


def parse(spec: SourceSpec, reply: Reply, _bases: Bases) -> Seen:
    """Read articles; no hit is an empty object.

    Raises:
        SourceError: it complains about the query.
    """
    answered(reply)
    text, _ = decode(reply.body, content_type=reply.content_type)
    if not text.lstrip().startswith("{"):
        raise SourceError(f"GDELT: {one_line(text)[:200] or 'an empty reply'}")
    articles = listed(mapping(_loose_json(text)).get("articles"))
    items = tuple(item for item in map(_item, articles) if item.url)
    more = len(articles) >= asked_for(reply.url, "maxrecords", _PAGE)
    oldest = reaches(item.published_at for item in items)
    return Seen(
        items=items,
        title=spec.label,
        more_pages=more,
        # It knows no pages: the next ones are those up to the oldest of this.
        further=page_after(reply.url, enddatetime=f"{oldest:%Y%m%d%H%M%S}") if more else None,
        reaches=oldest,
    )


def _loose_json(text: str) -> object:
    """Read JSON whose titles may hold backslashes that nobody escaped."""
    try:
        return json.loads(_STRAY.sub(r"\\\\", text), strict=False)
    except RecursionError:
        raise LimitExceeded("is nested too deeply") from None
    except ValueError:
        raise SourceError("GDELT did not answer with JSON") from None


def _item(article: dict[str, Any]) -> Item:
    title = plain(string(article.get("title")))
    url = web_address(article.get("url"), "")
    seen = _SEEN.fullmatch(string(article.get("seendate")))
    year, month, day, hour, minute, second = seen.groups() if seen else ("",) * 6
    return Item(
        external_id=url or content_hash(title),
        title=title,
        url=url,
        author=string(article.get("domain")),
        published_at=moment(f"{year}-{month}-{day}T{hour}:{minute}:{second}Z") if seen else None,
        content_hash=content_hash(title, url),
    )


ADAPTER = Adapter(kind="gdelt", recognise=recognise, asks=asks, parse=parse, says=says())
