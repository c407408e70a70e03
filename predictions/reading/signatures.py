"""Who signed a comment, and on which day: by the names, attributes and links of the elements in it."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

from predictions.reading.dates import find_date, strip_date
from predictions.reading.elements import Node, named
from predictions.regexes import regex
from predictions.text import one_line

_AUTHOR_WORDS = regex(
    r"(?:^|[\s_-])(?:(?:comment-?)?author(?:-?name|-?link)?|user-?name|user|hnuser|commenter"
    r"|poster|fn|nick(?:name)?"
    r"|display-?name|from_name|screen-?name|usersnamedisplay\S*|handle)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BODY = regex(r"(?:^|[\s_-])(?:content|body|message|copy)(?:$|[\s_-])", re.IGNORECASE)
# Whom a message answers did not write it.
_ANSWERED = regex(r"reply[_-]*author|replied[_-]*to|in[_-]*reply|parent[_-]*link", re.IGNORECASE)
_BYLINE = regex(r"(?:^|[\s_-])byline(?:$|[\s_-])", re.IGNORECASE)
_LABELLED = regex(r"(?:comment|reply|post) by (?P<name>[^,]{1,60})", re.IGNORECASE)
# Where sites keep the pages of their users.
_PROFILE = regex(r"/(?:users?|u|profiles?|by|people|members?)/[^/?#]|/@\w|[/?]user\?id=\w")
_NAME_WORDS = regex(
    r"(?:^|\s)(?:fn|user-?name|author-?name|name|display-name__html)(?:$|\s)", re.IGNORECASE
)
_DATE_WORDS = regex(r"date|time|(?<![a-z])age\b|comment-?meta|smallcopy|posted", re.IGNORECASE)
_SAYS = regex(r"\s*(?:says?|said|wrote|writes|commented|replied|posted)?\s*:?\s*$", re.IGNORECASE)
_BY = regex(r"^(?:u/|(?:(?:comment|posted|written) by|by|from|author:)\s+)", re.IGNORECASE)
_WHEN = regex(r"\s+(?:(?:on|at|um)\s+(?:\d|at\b).*|(?:on|at)$|[—–|•·].*)", re.IGNORECASE)
_DONE = regex(r"(?:asked|answered|edited|modified|updated)\b", re.IGNORECASE)  # "edited Mar 15"
_LABELS = frozenset(("name", "author", "email", "user", "comment"))
_LONGEST_NAME = 60
_LONGEST_TITLE = 60


def own(node: Node, units: set[Node]) -> Iterator[Node]:
    """Yield the descendants of a comment that belong to no comment inside it, in page order."""
    stack = [iter(node)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif isinstance(child.tag, str) and child not in units:
            yield child
            stack.append(iter(child))


def author_of(node: Node, units: set[Node]) -> tuple[str | None, Node | None]:
    """Return who wrote a comment, and the element that says so; those in `units` speak for themselves."""
    for key in ("data-author", "author"):
        if name := _name(node.get(key) or ""):
            return name, None
    best: tuple[int, str | None, Node | None] = (0, None, None)
    for child in own(node, units):
        rank = _rank(child)
        if rank > best[0] and (name := _name(_author_words(child))):
            best = (rank, name, child)
    return best[1], best[2]


def written_on(unit: Node) -> date | None:
    """Return the day on which a comment was written: what is meant for machines before what is shown."""
    nodes = [node for node in (unit, *unit.iterdescendants()) if isinstance(node.tag, str)]
    for said in (_stamped, _dated_words, _titled, _linked):
        for node in nodes:
            for words in said(node):
                if words and (day := find_date(words) or _since_1970(words)):
                    return day
    return None


# How an element names an author, from the surest way to the vaguest.
_WAYS: tuple[Callable[[Node, str], object], ...] = (
    lambda node, _: node.get("itemprop") in ("author", "creator"),
    lambda node, _: _LABELLED.fullmatch(node.get("aria-label") or ""),
    lambda node, _: "author" in (node.get("rel") or "").split(),
    lambda _, words: _AUTHOR_WORDS.search(words) and not _BODY.search(words),
    lambda _, words: _BYLINE.search(words),
    lambda node, _: node.tag == "cite",
    lambda node, _: node.tag == "a" and _is_profile(node),
)


def _rank(node: Node) -> int:
    """Return how sure it is that an element names the author; 0 for most."""
    words = named(node)
    if _ANSWERED.search(words):
        return 0
    ranks = (len(_WAYS) - number for number, says in enumerate(_WAYS) if says(node, words))
    return next(ranks, 0)


def _is_profile(link: Node) -> bool:
    if link.get("data-hovercard-type") == "user" or "/users/" in (
        link.get("data-hovercard-url") or ""
    ):
        return True
    # One who is mentioned in the words is no author.
    is_mention = (link.text or "").startswith("@") or "mention" in (link.get("class") or "")
    return not is_mention and _PROFILE.search(link.get("href") or "") is not None


def _author_words(node: Node) -> str:
    if labelled := _LABELLED.fullmatch(node.get("aria-label") or ""):
        return labelled["name"]
    if node.get("content"):
        return str(node.get("content"))
    inner = next((child for child in node.iterdescendants() if _names(child)), None)
    # "Ann in reply to Ben": whoever is linked first; a day leads to the comment.
    links = (
        link
        for link in node.iterdescendants("a")
        if (words := "".join(link.itertext()).strip()) and find_date(words) is None
    )
    inner = next(links, None) if inner is None else inner
    return "".join((node if inner is None else inner).itertext())


def _names(node: Node) -> bool:
    if not isinstance(node.tag, str):
        return False
    if node.get("itemprop") == "name" or node.tag == "cite":
        return True
    return _NAME_WORDS.search(node.get("class") or "") is not None


def _name(words: str) -> str | None:
    """Return the words where they can be a name: short, with a letter or digit, a date cut off."""
    words = one_line(words[:400])
    words = strip_date(words) if find_date(words) else words
    words = _WHEN.sub("", _BY.sub("", _SAYS.sub("", words))).strip(" ,·•|»«:-–—*")
    if not 0 < len(words) <= _LONGEST_NAME or words.lower() in _LABELS or _DONE.match(words):
        return None
    return words.replace("*", "") if any(map(str.isalnum, words)) else None


def _stamped(node: Node) -> tuple[str | None, ...]:
    if node.get("datetime"):
        return (node.get("datetime"),)
    if node.get("itemprop") in ("dateCreated", "datePublished"):
        return node.get("content"), "".join(node.itertext())
    return (
        node.get("created"),
        node.get("created-timestamp"),
        node.get("data-timestamp-iso"),
        node.get("data-timestamp"),
    )


def _dated_words(node: Node) -> tuple[str | None, ...]:
    if node.tag != "time" and not _DATE_WORDS.search(named(node)):
        return ()
    return node.get("title"), node.get("data-time"), "".join(node.itertext())[:200]


def _titled(node: Node) -> tuple[str | None, ...]:
    title = node.get("title") or ""
    return (title,) if node.tag in ("a", "span", "abbr") and len(title) <= _LONGEST_TITLE else ()


def _linked(node: Node) -> tuple[str | None, ...]:
    """Return the words of a link to the comment itself, which are often its day."""
    return (
        ("".join(node.itertext())[:_LONGEST_TITLE],)
        if node.tag == "a" and "#" in (node.get("href") or "")
        else ()
    )


def _since_1970(words: str) -> date | None:
    """Return the day of a count of seconds or milliseconds of this age."""
    if not words.isascii() or not words.isdecimal() or len(words) not in (10, 13):
        return None
    return datetime.fromtimestamp(int(words[:10]), UTC).date()
