"""The byline of a page: who is named as its author by the elements that stand around its title."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from predictions.reading.elements import BLOCKS, Node, named
from predictions.regexes import regex
from predictions.text import one_line

_BYLINE_WORDS = regex(
    r"(?:^|[\s_-])(?:byline|author(?:-?name|s)?|post-?author|entry-?author|article-?author"
    r"|submitted|posted-?by|writer)(?:$|[\s_-])",
    re.IGNORECASE,
)
_COMMENTS = regex(r"(?:^|\s)(?:comments?|comment-?list|replies)(?:$|\s)", re.IGNORECASE)
_BY = regex(
    r"^\s*(?:(?:written |posted |published |story )?by|von|par|por|di|author:?|words by)\s+",
    re.IGNORECASE,
)
_END_OF_NAME = regex(
    r"\s*(?:[|·•\n,–—]|\bon\b|\bupdated\b|\bpublished\b|\bposted\b|\d{1,2}[./]|\bposted\b|\d{4}).*",
    re.IGNORECASE | re.DOTALL,
)
# Where sites keep the pages of their writers.
_WRITERS = regex(
    r"/(?:authors?|by|profiles?|contributors?|editors|columnists?|staff|writers?)/[^/?#]+/?(?:[?#]|$)",
    re.IGNORECASE,
)
# What stands at the place of a name and is none.
_NO_PERSON = regex(
    r"by|(?:written|posted|published) by"
    r"|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov"
    r"|dec)[a-z]{0,6}\.?(?: \d{1,2}(?:st|nd|rd|th)?)?"
    r"|.*[!?]|(?:print|share|e-?mail|comments?)"
    r"|(?:see|view|read|show|about|more|follow|contact)\b.*"
    r"|(?:article|author|page|post)(?:s|'s)? ?(?:info(?:rmation)?|bio|page|details)?",
    re.IGNORECASE,
)
_COUNTERS = frozenset(
    ("a", "span", "i", "b", "em", "small", "svg", "symbol", "use", "path", "button", "li")
)
_ASIDE = frozenset(("li", "nav", "aside", "footer", "figure", "figcaption"))
_LONGEST, _MOST_PIECES = 200, 200
_SPACES, _LINE_ENDS = regex(r"\s+"), regex(r"\s*\n\s*")


def signed(tree: Node) -> str | None:
    """Return the name in a byline; those in lists, side bars and captions are the last that are asked."""
    nodes = list(outside_comments(tree))
    beside: str | None = None
    for says in (_is_author_item, _is_author_link, _is_byline, _is_writer):
        for node in nodes:
            if says(node) and (name := _byline(_parted(node))):
                if not _in_aside(node):
                    return name
                beside = beside or (name if says is not _is_writer else None)
    return beside


def _in_aside(node: Node) -> bool:
    return node.tag in _ASIDE or any(up.tag in _ASIDE for up in node.iterancestors())


def outside_comments(tree: Node) -> Iterator[Node]:
    """Yield elements down to where the comments begin: their authors did not write the page."""
    for node in tree.iter():
        if isinstance(node.tag, str):
            if _COMMENTS.search(named(node)) and node.tag not in ("body", "html"):
                if node.tag in _COUNTERS:
                    continue  # "12 comments" above a text
                return
            yield node


def as_name(words: str) -> str | None:
    """Return the words without "by", where they can be one name or more; an address is no name."""
    words = _BY.sub("", one_line(words)).strip(" ,|·•:")
    is_name = 1 < len(words) <= 100 and "://" not in words and "/" not in words and "@" not in words
    return words if is_name and any(map(str.isalpha, words)) else None


def _is_author_item(node: Node) -> bool:
    return bool(node.get("itemprop") in ("author", "creator"))


def _is_author_link(node: Node) -> bool:
    return node.tag in ("a", "link") and "author" in str(node.get("rel") or "").split()


def _is_writer(node: Node) -> bool:
    """Return whether a link leads to the page of somebody who writes for the site."""
    return node.tag == "a" and _WRITERS.search(node.get("href") or "") is not None


def _is_byline(node: Node) -> bool:
    return node.tag not in ("body", "html", "ul") and _BYLINE_WORDS.search(named(node)) is not None


def _byline(words: str) -> str | None:
    if len(words) > _LONGEST:
        return None
    name = as_name(_END_OF_NAME.sub("", _BY.sub("", words)))
    if name is None or _NO_PERSON.fullmatch(name):
        return None
    return name if len(name) <= 60 and name[0].isupper() and len(name.split()) <= 6 else None


def _parted(node: Node) -> str:
    """Return the words of a byline, on lines of their own where elements part them: "Ann Lee" and "Staff writer"."""
    done = ""
    for piece in islice(_pieces(node), _MOST_PIECES):
        words = _SPACES.sub(" ", piece[:_LONGEST]) if piece != "\n" else piece
        parted = words and done and not words[0].isspace() and not done[-1].isspace()
        done += ("\n" if parted else "") + words
        if len(done) > _LONGEST:
            break
    return _LINE_ENDS.sub("\n", done).strip()


def _pieces(node: Node) -> Iterator[str]:
    """Yield the words of an element in order, and the ends of its lines; without recursion, as deep pages take long."""
    waiting: list[Any] = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
            continue
        edge = "\n" if one.tag in BLOCKS else ""
        yield edge
        yield one.text or ""
        waiting.append(edge)
        for child in reversed(one[:_MOST_PIECES]):
            waiting.append(child.tail or "")
            if isinstance(child.tag, str):
                waiting.append(child)
