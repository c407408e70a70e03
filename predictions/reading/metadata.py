"""What a page says about itself: title, author and date from JSON-LD, meta tags, microdata, bylines and its address."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from predictions.reading.bylines import as_name, outside_comments, signed
from predictions.reading.dates import find_date
from predictions.reading.elements import Node, named
from predictions.regexes import regex
from predictions.text import one_line

_ARTICLES = frozenset(
    ("article", "newsarticle", "blogposting", "discussionforumposting", "report",
        "reportagenewsarticle", "opinionnewsarticle",
     "analysisnewsarticle", "scholarlyarticle", "techarticle", "webpage", "socialmediaposting",
     "qapage", "question", "liveblogposting")
)  # fmt: skip
_META_TITLES = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "headline",
    "title",
)
_META_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "citation_author",
    "byl", "parsely-author",
                 "sailthru.author", "twitter:data1:author", "article.author", "og:author")  # fmt: skip
_META_DATES = ("article:published_time", "og:published_time", "datepublished",
    "citation_publication_date", "citation_date",
               "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.created", "dc.date.created", "parsely-pub-date",
               "sailthru.date", "publish-date", "publishdate", "publication_date", "pubdate", "article.published",
               "date", "cxenseparse:recs:publishtime")  # fmt: skip
_PUBLISHED_WORDS = regex(
    r"(?:^|[\s_-])(?:published?|pub-?date|post-?date|entry-?date|post-?meta|entry-?meta"
    r"|posted-?on|dateline|date"
    r"|article-?(?:date|meta|info)|timestamp|byline|submitted|meta)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HOUSE = regex(
    r".*\b(?:staff|editors?|editorial|news|newsroom|media|magazine|team|desk|admin)\b.*",
    re.IGNORECASE,
)
_ROOT = regex(r"(?:https?://[^/?#]+/?|/)(?:index\.\w{2,5})?")
_WIKI = regex(r"(?:media|doku|t|fos|x)wiki\b", re.IGNORECASE)
_CDATA = regex(r"^\s*(?://)?\s*<!\[CDATA\[|(?://)?\s*\]\]>\s*$")
_FACTS = regex(r"(?:^|[\s_-])(?:infobox|vevent|vcard|biota)(?:$|[\s_-])", re.IGNORECASE)
_LONGEST_JSON = 2_000_000
_DEEPEST = 12
_LONGEST_SHOWN = 2000
_SHORTEST_HEADING = 10


@dataclass(frozen=True, slots=True)
class PageData:
    """Title, author and publication date of a page, where it gives them."""

    title: str | None = None
    author: str | None = None
    published: date | None = None


def page_data(tree: Node) -> PageData:
    """Return what the page states; to be asked before anything is cut from the tree."""
    linked = _json_ld(tree)
    metas = _metas(tree)
    if any(_WIKI.match(value) for value in metas.get("generator", ())):
        # Its first version says nothing of what stands there now.
        return PageData(
            _as_headed(tree, linked.title or _title(tree, metas)), None, _last_edited(tree)
        )
    return PageData(
        title=_as_headed(tree, linked.title or _title(tree, metas)),
        author=linked.author or _author(tree, metas),
        published=linked.published or _published(tree, metas) or _in_address(tree, metas),
    )


def _json_ld(tree: Node) -> PageData:
    things = [thing for node in tree.iter("script") for thing in _things(node)]
    things.sort(key=_kind_rank)
    return PageData(
        title=next((words for thing in things if (words := _called(thing, tree))), None),
        author=next((name for thing in things if (name := _people(thing.get("author")))), None),
        published=next(
            (day for thing in things if (day := find_date(_text(thing.get("datePublished"))))), None
        ),
    )


def _last_edited(tree: Node) -> date | None:
    """Return the day on which a page of a wiki was last edited."""
    words = (
        _shown(node) for node in tree.iter("li", "div", "p", "span") if "lastmod" in named(node)
    )
    shown = next((day for text in words if text and (day := find_date(text))), None)
    stated = (
        find_date(_text(thing.get("dateModified")))
        for node in tree.iter("script")
        for thing in _things(node)
    )
    return shown or next(filter(None, stated), None)


def _called(thing: dict[str, Any], tree: Node) -> str:
    """Return the headline; the name where only that stands in the page's title, as wikis have descriptions for headlines."""
    headline, name = _text(thing.get("headline")), _text(thing.get("name"))
    whole = next((_shown(node) or "" for node in tree.iter("title")), "").casefold()
    fits = name and name.casefold() in whole and headline.casefold() not in whole
    return name if fits else headline


def _things(node: Node) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON-LD script that are articles or pages."""
    if (node.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
        return
    text = (node.text or "").strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    text = _CDATA.sub("", text)
    if len(text) > _LONGEST_JSON:
        return
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    stack = [(data, 0)]
    while stack:
        thing, depth = stack.pop()
        if isinstance(thing, list) and depth < _DEEPEST:
            stack += [(inner, depth + 1) for inner in reversed(thing)]
        elif isinstance(thing, dict) and depth < _DEEPEST:
            if _kinds(thing) & _ARTICLES:
                yield thing
            stack += [
                (thing[key], depth + 1)
                for key in ("mainEntity", "mainEntityOfPage", "@graph")
                if key in thing
            ]


def _kinds(thing: dict[str, Any]) -> set[str]:
    kinds = thing.get("@type")
    return {
        kind.lower()
        for kind in (kinds if isinstance(kinds, list) else [kinds])
        if isinstance(kind, str)
    }


def _kind_rank(thing: dict[str, Any]) -> int:
    return 1 if "webpage" in _kinds(thing) else 0


def _people(value: object) -> str | None:
    """Return the names of one or more authors; an address is no name."""
    found = []
    for person in value if isinstance(value, list) else [value]:
        name = _text(person.get("name") if isinstance(person, dict) else person)
        if (known := as_name(name)) and known not in found:
            found.append(known)
    return ", ".join(found) or None


def _text(value: object) -> str:
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str)), "")
    # Some programs write entities where characters are meant.
    return one_line(html.unescape(value[:1000])) if isinstance(value, str) else ""


def _metas(tree: Node) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in tree.iter("meta"):
        key = node.get("property") or node.get("name") or node.get("itemprop") or ""
        if value := one_line(html.unescape((node.get("content") or "")[:1000])):
            found.setdefault(key.strip().lower(), []).append(value)
    return found


def _title(tree: Node, metas: dict[str, list[str]]) -> str | None:
    for key in _META_TITLES:
        if key in metas:
            return metas[key][0]
    headings = [words for node in tree.iter("h1") if not _is_site(node) and (words := _shown(node))]
    whole = next((words for node in tree.iter("title") if (words := _shown(node))), None)
    parts = [part.strip() for part in re.split(r"\s+[|–—»·-]\s+", whole or "") if part.strip()]
    if len(headings) == 1 and headings != parts[1:][-1:]:  # the last is the site's own name
        return headings[0]
    if headings and headings == parts[1:][-1:]:
        headings, parts = [], parts[:-1]
    # "Title | Site": the part that a heading repeats, else the longest.
    return next((part for part in parts if part in headings), None) or max(
        parts, key=len, default=None
    )


def _as_headed(tree: Node, title: str | None) -> str | None:
    """Return the heading that a title holds among more words: "Ten guesses — The Forum"."""
    headings = [_shown(node) or "" for node in islice(tree.iter("h1"), 5) if not _is_site(node)]
    headings.sort(
        key=lambda words: not (title or "").startswith(words)
    )  # the last part is the site's own name
    held = (
        words for words in headings if len(words) >= _SHORTEST_HEADING and words in (title or "")
    )
    return next(held, title)


def _is_site(heading: Node) -> bool:
    """Return whether a heading is the name of the site: all of it leads to the first page."""
    links = list(heading.iter("a"))
    return (
        len(links) == 1
        and _shown(links[0]) == _shown(heading)
        and _ROOT.fullmatch(links[0].get("href") or "-") is not None
    )


def _author(tree: Node, metas: dict[str, list[str]]) -> str | None:
    stated = [
        ", ".join(dict.fromkeys(names))
        for key in _META_AUTHORS
        if (names := [name for value in metas.get(key, []) if (name := as_name(value))])
    ]
    if stated and len(set(stated)) == 1 and not _is_house(stated[0], metas):
        return stated[0]
    byline = signed(tree)
    persons = [name for name in stated if not _is_house(name, metas)]
    if byline and (byline in persons or not persons):
        return byline
    return next(iter(persons or stated), None)


def _is_house(name: str, metas: dict[str, list[str]]) -> bool:
    """Return whether a name is that of the site or of those who work there, not of one of them."""
    return name in metas.get("og:site_name", ()) or _HOUSE.fullmatch(name) is not None


def _published(tree: Node, metas: dict[str, list[str]]) -> date | None:
    for key in _META_DATES:
        if day := next((day for value in metas.get(key, []) if (day := find_date(value))), None):
            return day
    for test in (_is_dated_item, _is_time, _is_dateline):
        for node in outside_comments(tree):
            if test(node) and not _in_facts(node) and (day := _day_of(node)):
                return day
    return _near_title(tree)


def _in_facts(node: Node) -> bool:
    """Return whether an element stands in a box of facts: its dates are those of the thing that a page is about."""
    return any(_FACTS.search(named(up)) for up in node.iterancestors("table", "aside"))


def _near_title(tree: Node) -> date | None:
    """Return the date that stands by itself just below the title."""
    title = next(tree.iter("h1"), None)
    if title is None:
        return None
    words = (
        one_line(text)
        for node in title.itersiblings()
        if not _FACTS.search(named(node))
        for text in node.itertext()
    )
    near = [text for text in islice(words, 40) if text][:12]
    return next((day for text in near if len(text) <= 80 and (day := find_date(text))), None)


def _in_address(tree: Node, metas: dict[str, list[str]]) -> date | None:
    """Return the day in the address that a page gives as its own: "/2019/05/07/title"."""
    own = (node.get("href") or "" for node in tree.iter("link") if node.get("rel") == "canonical")
    paths = (urlsplit(address).path for address in (*own, *metas.get("og:url", ())))
    return next((day for path in paths if (day := find_date(path))), None)


def _is_dated_item(node: Node) -> bool:
    return bool(node.get("itemprop") in ("datePublished", "dateCreated") or node.get("pubdate"))


def _is_time(node: Node) -> bool:
    return bool(node.tag == "time")


def _is_dateline(node: Node) -> bool:
    return node.tag not in ("body", "html") and _PUBLISHED_WORDS.search(named(node)) is not None


def _day_of(node: Node) -> date | None:
    said = (
        node.get("datetime"),
        node.get("content"),
        node.get("title"),
        (_shown(node) or "")[:200],
    )
    return next((day for words in said if words and (day := find_date(words))), None)


def _shown(node: Node) -> str | None:
    """Return the first words of an element; no more of it is gone through, as many may stand in each other."""
    words: list[str] = []
    left = _LONGEST_SHOWN
    for text in node.itertext():
        words.append(text)
        left -= len(text) + 1
        if left <= 0:
            break
    return one_line("".join(words)[:_LONGEST_SHOWN]) or None
