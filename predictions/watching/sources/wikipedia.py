"""Wikipedia: an article by its title, through redirects, with the revision that was read."""

from typing import Any
from urllib.parse import unquote, urlencode

from predictions.errors import SourceError
from predictions.readings import TextReading
from predictions.text import paragraphs
from predictions.watching.items import Item, content_hash
from predictions.watching.moments import moment
from predictions.watching.sources.base import (
    Adapter,
    Ask,
    Bases,
    Reply,
    Says,
    Seen,
    SourceSpec,
    Tokens,
    answered,
    is_at,
    split,
)
from predictions.watching.sources.values import listed, load, mapping, number, string


def recognise(url: str, bases: Bases) -> SourceSpec | None:
    """Know LANGUAGE.wikipedia.org/wiki/TITLE."""
    parts = split(url)
    own = split(bases.get("wikipedia", ""))
    if parts is None or not parts.path.startswith("/wiki/"):
        return None
    if not is_at(parts, "wikipedia.org") and (own is None or own.netloc != parts.netloc):
        return None
    title = unquote(parts.path.removeprefix("/wiki/")).replace("_", " ").strip()
    if not title or title.startswith("Special:"):
        return None
    host = (parts.hostname or "").replace(".m.", ".")
    language = host.removesuffix(".wikipedia.org")
    subject = f"{language}:{title}" if is_at(parts, "wikipedia.org") else f"en:{title}"
    return SourceSpec(kind="wikipedia", subject=subject, url=url, label=f"Wikipedia: {title}")


def asks(spec: SourceSpec, bases: Bases, _tokens: Tokens) -> tuple[Ask, ...]:
    """Ask for the plain text of the article and its revision."""
    language, _, title = spec.subject.partition(":")
    base = (bases.get("wikipedia") or f"https://{language}.wikipedia.org").rstrip("/")
    query = {
        "action": "query",
        "prop": "info|extracts|pageprops",
        "ppprop": "disambiguation",
        "explaintext": "1",
        "redirects": "1",
        "format": "json",
        "titles": title,
    }
    return (Ask(url=f"{base}/w/api.php?{urlencode(query)}", gap_seconds=1.0),)


def parse(spec: SourceSpec, reply: Reply, _bases: Bases) -> Seen:
    """Read the article.

    Raises:
        SourceError: there is no such article, or the service reports an error.
    """
    answered(reply)
    data = mapping(load(reply))
    if error := mapping(data.get("error")):
        raise SourceError(f"Wikipedia: {string(error.get('info'))[:200]}")
    found = pages(data)
    page = found[0] if found else {}
    if "missing" in page or not page:
        raise SourceError("Wikipedia has no article of that title")
    title, text = string(page.get("title")), paragraphs(str(page.get("extract") or ""))
    revision = number(page.get("lastrevid")) or 0
    item = Item(
        external_id=f"{title}@{revision:.0f}",
        title=title,
        url=spec.url,
        content=text[:20_000],
        updated_at=moment(page.get("touched")),
        content_hash=content_hash(title, text),
    )
    reading = TextReading(source="wikipedia", subject=spec.url, text=text, read_at=reply.fetched_at)
    ambiguous = "disambiguation" in mapping(page.get("pageprops"))
    return Seen(
        readings=(reading,) if text else (),
        items=(item,),
        title=title,
        problems=("is a list of articles with that name",) if ambiguous else (),
    )


def pages(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the pages of a reply, from both forms of it (an object by number, or a list)."""
    found = mapping(data.get("query")).get("pages")
    return listed(list(found.values()) if isinstance(found, dict) else found)


def _says(spec: SourceSpec) -> Says:
    return {"page": {"source": spec.kind, "url": spec.url}}


ADAPTER = Adapter(kind="wikipedia", recognise=recognise, asks=asks, parse=parse, says=_says)
