"""Comment threads and forum posts: who wrote which, taken out of the page one by one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from predictions.reading.dates import find_date, strip_date
from predictions.reading.maintext import named, remove
from predictions.reading.markdown import render
from predictions.reading.marks import speaker_line
from predictions.text import one_line

Node = Any  # lxml ships no types

# What sites call one comment. The weaker names are also those of articles, so they count only where
# several stand on the page, each with an author.
_SURE = re.compile(
    r"(?:^|\s)(?:(?:li-?)?comment|comtr|comment-?(?:item|wrap|wrapper|block|entry|container|node)"
    r"|comment_+(?:item|wrapper|block)|single-?comment|depth-\d+|reply|reply-?item|commentsitem\S*|div-comment-\d+"
    r"|(?:li-)?comment-\d+)(?:$|\s)",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"(?:^|\s)(?:post|message|answer|chatlog__message-group|topic-?post|topic-body|forum-?post|crawler-post|postbit\w*|bbp-reply"
    r"|post-?container|post-?wrapper|p\d+|post[_-]?\d+|msg[_-]?\d+)(?:$|\s)",
    re.IGNORECASE,
)
_ITEM_TYPES = re.compile(r"schema\.org/(?:Comment|UserComments|Answer|DiscussionForumPosting)$")
_AUTHOR_WORDS = re.compile(
    r"(?:^|[\s_-])(?:(?:comment-?)?author(?:-?name|-?link)?|user-?name|user|hnuser|commenter|poster|fn|nick(?:name)?"
    r"|display-?name|screen-?name|usersnamedisplay\S*|byline|handle)(?:$|[\s_-])",
    re.IGNORECASE,
)
# What holds the words of a comment, the surest names first.
_BODIES = tuple(
    re.compile(rf"(?:^|\s)(?:{words})(?:$|\s)", re.IGNORECASE)
    for words in (
        r"commtext|usertext-body|bbwrapper|s-prose|cooked|comment-?(?:text|copy|message)|comment_+(?:text|message)",
        r"(?:comment|message|post)-?(?:body|content|text|message)|(?:comment|post)_+(?:body|content|text)",
        r"md|body-text|content|text|entry-content|markdown-body",
    )
)
_CHAT = re.compile(r"(?:^|\s)chatlog__content(?:$|\s)")
_CHROME = re.compile(
    r"(?:^|[\s_-])(?:meta|metadata|actions?|buttons?|controls?|reply-?link|reply|permalink|share|votes?|voting|score"
    r"|flag|report|avatar|footer|signature|sig|badge|karma|likes?|toolbar|edit|nav|rank|joined|user-?(?:info|details|title)"
    r"|post-?profile|postprofile|sitebit|togg|comhead)(?:$|[\s_-])",
    re.IGNORECASE,
)
_DATE_WORDS = re.compile(r"date|time|age\b|comment-?meta|smallcopy|posted", re.IGNORECASE)
_NAME_WORDS = re.compile(r"(?:^|\s)(?:fn|user-?name|author-?name|name)(?:$|\s)", re.IGNORECASE)
_SAYS = re.compile(
    r"\s*(?:says?|said|wrote|writes|commented|replied|posted)?\s*:?\s*$", re.IGNORECASE
)
_BY = re.compile(r"^(?:(?:comment|posted|written) by|by|from|author:)\s+", re.IGNORECASE)
_WHEN = re.compile(r"\s+(?:(?:on|at|um)\s+(?:\d|at\b).*|(?:on|at)$|[—–|•·].*)", re.IGNORECASE)
_LABELS = frozenset(("name", "author", "email", "user", "comment"))
_LONGEST_NAME = 60
_BODY_TAGS = ("div", "p", "span", "section", "blockquote", "td", "article")


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment as the page shows it."""

    author: str
    written: date | None
    text: str

    def as_markdown(self) -> str:
        """Return the comment under a line that names its author."""
        return f"{speaker_line(self.author, self.written)}\n\n{self.text}"


@dataclass(frozen=True, slots=True)
class Thread:
    """The comments of a page in its order; `is_page` where they are all that the page is about."""

    comments: tuple[Comment, ...] = ()
    is_page: bool = False


def take_thread(tree: Node) -> Thread:
    """Cut the comments out of the tree and return them."""
    units, is_page = _units(tree)
    # From the last to the first: a reply inside a comment is gone before its parent is read.
    found = [comment for unit in reversed(units) if (comment := _taken(unit))]
    return Thread(tuple(reversed(found)), is_page and len(found) > 1)


def _units(tree: Node) -> tuple[list[Node], bool]:
    _join_definitions(tree)
    sure: list[Node] = []
    weak: list[Node] = []
    for node in tree.iterdescendants():
        if isinstance(node.tag, str):
            strength = _strength(node)
            if strength:
                (sure if strength == 2 else weak).append(node)
    weak = _signed(weak)
    if len(weak) > 1 and len(weak) >= len(_signed(sure)):
        return weak, True
    return _signed(sure), False


def _join_definitions(tree: Node) -> None:
    """Put the words of a comment into the element that names its author, where a list has them apart."""
    for term in list(tree.iter("dt")):
        said = term.getnext()
        if said is not None and said.tag == "dd" and _SURE.search(named(term)):
            said.tag = "div"
            said.attrib.pop("class", None)
            term.append(said)


def _strength(node: Node) -> int:
    """Return 2 for what is named a comment, 1 for what may be one, 0 for the rest."""
    if node.tag in (
        "body",
        "html",
        "form",
        "input",
        "a",
        "span",
        "section",
        "ul",
        "ol",
        "p",
        "h1",
        "h2",
        "h3",
    ):
        return 0
    kind = node.get("itemtype") or ""
    if (
        node.tag == "shreddit-comment"
        or node.get("itemprop") == "comment"
        or kind.endswith("/Comment")
    ):
        return 2
    words = named(node)
    if _SURE.search(words):
        return (
            0 if next(node.iter("h1"), None) is not None else 2
        )  # a whole page, whatever its name
    return int(bool(_ITEM_TYPES.search(kind) or node.get("data-author") or _WEAK.search(words)))


def _signed(candidates: list[Node]) -> list[Node]:
    """Return those that name an author outside the candidates within them; the rest only wrap."""
    inside = set(candidates)
    return [node for node in candidates if _author(node, inside)[0]]


def _own(node: Node, units: set[Node]) -> Iterator[Node]:
    """Yield the descendants of a comment that belong to no comment inside it, in page order."""
    stack = [iter(node)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif isinstance(child.tag, str) and child not in units:
            yield child
            stack.append(iter(child))


def _author(node: Node, units: set[Node]) -> tuple[str | None, Node | None]:
    for key in ("data-author", "author"):
        if name := _name(node.get(key) or ""):
            return name, None
    best: tuple[int, str | None, Node | None] = (0, None, None)
    for child in _own(node, units):
        rank = _author_rank(child)
        if rank > best[0] and (name := _name(_author_words(child))):
            best = (rank, name, child)
    return best[1], best[2]


def _author_rank(node: Node) -> int:
    if node.get("itemprop") in ("author", "creator"):
        return 5
    if "author" in (node.get("rel") or "").split():
        return 4
    words = named(node)
    if words.strip() and _AUTHOR_WORDS.search(words) and not _names_body(node):
        return 3
    return 2 if node.tag == "cite" else 0


def _author_words(node: Node) -> str:
    if node.get("content"):
        return str(node.get("content"))
    inner = next((child for child in node.iterdescendants() if _names(child)), None)
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
    if not 0 < len(words) <= _LONGEST_NAME or words.lower() in _LABELS:
        return None
    return words.replace("*", "") if any(map(str.isalnum, words)) else None


def _taken(unit: Node) -> Comment | None:
    author, signed = _author(unit, set())
    if author is None:
        return None
    written = _written(unit)
    text = _body(unit, signed)
    remove(unit)
    return Comment(author, written, text) if text else None


def _written(unit: Node) -> date | None:
    for node in unit.iter():
        if isinstance(node.tag, str):
            for words in _dated_words(node):
                if words and (day := find_date(words)):
                    return day
    return None


def _dated_words(node: Node) -> tuple[str | None, ...]:
    if node.tag == "time" or node.get("itemprop") in ("dateCreated", "datePublished"):
        return node.get("datetime"), node.get("content"), "".join(node.itertext())
    if _DATE_WORDS.search(named(node)):
        return node.get("datetime"), node.get("title"), "".join(node.itertext())[:200]
    return node.get("created"), node.get("data-timestamp-iso")


def _body(unit: Node, signed: Node | None) -> str:
    # A group of chat messages has one author and several bodies.
    if several := [
        node for node in unit.iterdescendants("div") if _CHAT.search(node.get("class") or "")
    ]:
        return render(several)
    # From the surest name to the vaguest.
    for words in (None, *_BODIES):
        for node in unit.iterdescendants(*_BODY_TAGS):
            if (
                _is_body(node, words)
                and not _holds(node, signed)
                and _is_said(text := render([node]))
            ):
                return text
    for node in list(unit.iterdescendants()):
        if node is signed or node.tag == "time" or _is_chrome(node):
            remove(node)
    return render([unit])


def _is_body(node: Node, words: re.Pattern[str] | None) -> bool:
    if words is None:
        items = ("text", "commentText", "articleBody")
        return node.get("itemprop") in items or node.get("slot") == "comment"
    return words.search(node.get("class") or "") is not None


def _is_said(text: str) -> bool:
    """Return whether some words are more than the date above them."""
    return bool(text) and (len(text) > 40 or find_date(text) is None)


def _names_body(node: Node) -> bool:
    return any(_is_body(node, words) for words in _BODIES)


def _holds(node: Node, signed: Node | None) -> bool:
    """Return whether the author's name stands inside: then it is more than the words."""
    return signed is not None and any(node is above for above in signed.iterancestors())


def _is_chrome(node: Node) -> bool:
    if not isinstance(node.tag, str) or node.getparent() is None:
        return False
    return node.tag in ("header", "footer", "form") or _CHROME.search(named(node)) is not None
