"""GitHub releases: drafts and pre-releases are marked, for they are no release yet."""

from typing import Any

from predictions.readings import PublishedReading
from predictions.regexes import regex
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
    base_of,
    below,
    says,
    split,
)
from predictions.watching.sources.values import (
    asked_for,
    listed,
    load,
    page_after,
    reaches,
    string,
)

_BASE = "https://api.github.com"
_PAGE = 100  # the most it gives at once
_NAME = regex(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}")


def recognise(url: str, bases: Bases) -> SourceSpec | None:
    """Know github.com/OWNER/NAME, its releases, and the same of the API; its tags as their feed."""
    path = _path(url, bases)
    if path is None or path[2:3] not in ([], ["releases"], ["tags"]):
        return None
    name = f"{path[0]}/{path[1].removesuffix('.git')}"
    if not _NAME.fullmatch(name):
        return None
    if path[2:3] == ["tags"]:
        feed = f"https://github.com/{name}/tags.atom"
        return SourceSpec(kind="feed", subject=feed, url=feed, label=f"tags of {name}")
    return SourceSpec(kind="github", subject=name, url=url, label=f"releases of {name}")


def _path(url: str, bases: Bases) -> list[str] | None:
    """Return owner, name and what follows of an address at GitHub; None for others and for feeds, which are as good."""
    parts = split(url)
    if parts is None or parts.path.endswith(".atom"):
        return None
    path = below(url, base_of("github", bases, _BASE))
    if path is not None and path[:1] == ["repos"]:
        path = path[1:]
    elif (parts.hostname or "") in ("github.com", "www.github.com"):
        path = [part for part in parts.path.split("/") if part]
    else:
        return None
    return path if len(path) >= 2 else None


def asks(spec: SourceSpec, bases: Bases, tokens: Tokens) -> tuple[Ask, ...]:
    """Ask for the newest releases."""
    headers = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
    if token := tokens.get("github"):
        headers["Authorization"] = f"Bearer {token}"
    base = base_of("github", bases, _BASE)
    return (Ask(url=f"{base}/repos/{spec.subject}/releases?per_page={_PAGE}", headers=headers),)


def parse(spec: SourceSpec, reply: Reply, _bases: Bases) -> Seen:
    """Read releases; one or a list of them."""
    answered(reply)
    found = [entry for entry in listed(load(reply)) if string(entry.get("tag_name"))]
    more = len(found) >= asked_for(reply.url, "per_page", _PAGE)
    page = asked_for(reply.url, "page", 1)
    return Seen(
        readings=tuple(_reading(spec, entry, reply) for entry in found),
        items=tuple(_item(entry) for entry in found if entry.get("draft") is not True),
        title=spec.label,
        notes=() if found or page > 1 else (_tags_only(spec),),
        more_pages=more,
        further=page_after(reply.url, page=page + 1) if more else None,
        reaches=reaches(moment(entry.get("published_at")) for entry in found),
    )


def _tags_only(spec: SourceSpec) -> str:
    return (
        "It lists no release so far. A project that only sets tags is watched at "
        f"https://github.com/{spec.subject}/tags.atom"
    )


def _reading(spec: SourceSpec, release: dict[str, Any], reply: Reply) -> PublishedReading:
    return PublishedReading(
        source="github",
        subject=spec.subject,
        title=_title(release),
        published_at=moment(release.get("published_at")),
        external_id=string(release.get("tag_name")),
        url=web_address(release.get("html_url"), ""),
        preliminary=release.get("draft") is True or release.get("prerelease") is True,
        read_at=reply.fetched_at,
    )


def _title(release: dict[str, Any]) -> str:
    name, tag = string(release.get("name")), string(release.get("tag_name"))
    return tag if not name or name == tag else f"{name} ({tag})"


def _item(release: dict[str, Any]) -> Item:
    body = release.get("body")
    title, summary = _title(release), plain(body) if isinstance(body, str) else ""
    url = web_address(release.get("html_url"), "")
    return Item(
        external_id=string(release.get("tag_name")),
        title=title,
        url=url,
        summary=summary,
        published_at=moment(release.get("published_at")),
        content_hash=content_hash(title, url, summary),
    )


ADAPTER = Adapter(
    kind="github",
    recognise=recognise,
    asks=asks,
    parse=parse,
    says=says("published"),
)
