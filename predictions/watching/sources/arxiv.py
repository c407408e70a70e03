"""arXiv: a paper or a search; a bad question is answered with a feed that holds the error."""

import re
from urllib.parse import parse_qs, urlencode

from predictions.errors import SourceError
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
    at_service,
    base_of,
    says,
)
from predictions.watching.sources.values import asked_for, page_after, published, reaches

_BASE = "https://export.arxiv.org"
_ID = regex(r"(?:[a-z-]+(?:\.[A-Z]{2})?/\d{7}|\d{4}\.\d{4,5})(?:v\d+)?")
_GAP = 3.0  # seconds between requests, as its terms of use ask
_TOTAL = re.compile(rb"<opensearch:totalResults[^>]*>(\d{1,9})<")


def recognise(url: str, bases: Bases) -> SourceSpec | None:
    """Know papers (abs, pdf), searches, listings and queries of the API."""
    parts = at_service(url, _BASE, bases.get("arxiv"), "arxiv.org")
    if parts is None:
        return None
    query = parse_qs(parts.query)
    section, _, rest = parts.path.strip("/").partition("/")
    subject = None
    if section in ("abs", "pdf") and _ID.fullmatch(paper := rest.removesuffix(".pdf")):
        subject = f"id:{paper}"
    elif section == "list" and rest:
        subject = f"cat:{rest.split('/')[0]}"
    elif found := query.get("search_query") or query.get("query"):
        subject = found[0] if "search_query" in query else f"all:{_quoted(found[0])}"
    elif ids := query.get("id_list"):
        subject = f"id:{ids[0]}"
    if subject is None:
        return None
    return SourceSpec(kind="arxiv", subject=subject, url=url, label=f"arXiv {subject}")


def _quoted(words: str) -> str:
    plain = words.replace('"', " ").strip()
    return f'"{plain}"' if " " in plain else plain


def asks(spec: SourceSpec, bases: Bases, _tokens: Tokens) -> tuple[Ask, ...]:
    """Ask for a paper by its id, or for the newest papers of a query."""
    if spec.subject.startswith("id:"):
        query = {"id_list": spec.subject.removeprefix("id:"), "max_results": "10"}
    else:
        query = {
            "search_query": spec.subject,
            "sortBy": "submittedDate",
            "sortOrder": "descending",
            "max_results": "50",
        }
    url = f"{base_of('arxiv', bases, _BASE)}/api/query?{urlencode(query)}"
    return (Ask(url=url, gap_seconds=_GAP),)


def parse(spec: SourceSpec, reply: Reply, _bases: Bases) -> Seen:
    """Read papers.

    Raises:
        SourceError: the feed describes an error, whatever its status says.
    """
    answered(reply, allow=(400,))
    feed = parse_feed(reply.body, reply.url, content_type=reply.content_type)
    for entry in feed.entries:
        if "/api/errors" in entry.external_id:
            raise SourceError(f"arXiv: {entry.summary}")
    answered(reply)
    total = _TOTAL.search(reply.body)
    seen = asked_for(reply.url, "start", 0) + len(feed.entries)
    more = bool(feed.entries) and total is not None and int(total[1]) > seen
    return Seen(
        readings=published(spec, feed.entries, reply),
        items=feed.entries,
        title=spec.label,
        problems=feed.problems,
        more_pages=more,
        further=page_after(reply.url, start=seen) if more else None,
        reaches=reaches(entry.published_at for entry in feed.entries),
    )


ADAPTER = Adapter(kind="arxiv", recognise=recognise, asks=asks, parse=parse, says=says("published"))
