"""Which elements of a page are comments or posts, and whether they are all that it is about."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from predictions.reading.comments import Comment, has_body, take
from predictions.reading.elements import Node, named
from predictions.reading.maintext import worth_of
from predictions.reading.signatures import author_of
from predictions.regexes import regex

# What sites call one comment. The weaker names are also those of articles, so they count only where
# several stand on the page, each with an author and a body of its own.
_SURE = regex(
    r"(?:^|\s)(?:(?:li-?)?comment|comtr|comment-?(?:item|wrap|wrapper|block|entry|container|node)"
    r"|comment_+(?:item|wrapper|block)|single-?comment|depth-\d+|reply|reply-?item"
    r"|commentsitem-root\S*|div-comment-\d+"
    r"|(?:li-)?comment-\d+|react-issue-comment)(?:$|\s)",
    re.IGNORECASE,
)
_WEAK = regex(
    r"(?:^|\s)(?:post|message|answer|chatlog__message-group|topic-?post|topic-body|forum-?post"
    r"|crawler-post|postbit\w*|bbp-reply"
    r"|post-?container|post-?wrapper|p\d+|post[_-]?\d+|msg[_-]?\d+|status|onscreen-post|mx_EventTile)(?:$|\s)",
    re.IGNORECASE,
)
# What opens a thread: a post that others comment on, one of its kind on the page.
_OPENS = regex(
    r"(?:^|\s)(?:thing|fatitem|topic-?post|topic-body|forum-?post|crawler-post|question"
    r"|detailed-status|post t3_\w+)(?:$|\s)",
    re.IGNORECASE,
)
# A message of a chat, as programs export it; and one of whoever wrote the message above it.
_OF_A_CHAT = regex(r"(?:^|\s)(?:chatlog__message-group|message default|mx_EventTile)(?:$|\s)")
_GOES_ON = regex(r"(?:^|\s)(?:message default \S+ joined|mx_EventTile_continuation)(?:$|\s)")
_ITEM_TYPES = regex(r"schema\.org/(?:Comment|UserComments|Answer|DiscussionForumPosting)$")
_NEVER = frozenset(
    ("body", "html", "form", "input", "a", "span", "section", "ul", "ol", "p", "h1", "h2", "h3")
)


@dataclass(frozen=True, slots=True)
class Thread:
    """The comments of a page in its order; `is_page` where they are all that the page is about."""

    comments: tuple[Comment, ...] = ()
    is_page: bool = False
    is_chat: bool = False  # which nobody opened, and which goes on


def take_thread(tree: Node) -> Thread:
    """Cut the comments out of the tree and return them."""
    _join_definitions(tree)
    _sign_on(tree)
    units, posts = _units(tree)
    is_page = any(map(_opens, posts)) or (bool(posts) and _outweigh(units, tree))
    # From the last to the first: a reply inside a comment is gone before its parent is read.
    is_chat = any(_OF_A_CHAT.search(named(unit)) for unit in units)
    found = [comment for unit in reversed(units) if (comment := take(unit))]
    return Thread(tuple(reversed(found)), (is_page or is_chat) and len(found) > 1, is_chat)


# Where a program that exports a chat says of which it is.
_CALLED = regex(
    r"(?:^|\s)(?:preamble__entry|page_header|mx_LegacyRoomHeader_nametext|mx_RoomHeader_nametext)(?:$|\s)"
)
_SMALL = "preamble__entry--small"  # a topic, the days of the export


def chat_title(tree: Node) -> str | None:
    """The server and channel, or the group, of a chat that was exported as a page."""
    said = (
        " ".join("".join(node.itertext()).split())
        for node in tree.iterdescendants("div")
        if _CALLED.search(node.get("class") or "") and _SMALL not in (node.get("class") or "")
    )
    return " / ".join(filter(None, said))[:200] or None


def _units(tree: Node) -> tuple[list[Node], set[Node]]:
    """Return the comments and posts in the order of the page, and which of them are posts."""
    strengths = {node: strength for node in tree.iterdescendants() if (strength := _strength(node))}
    signed = _signed(strengths)
    inside = set(signed)
    posts = [node for node in signed if strengths[node] == 1 and has_body(node, inside)]
    if len(posts) < 2:
        posts = [node for node in posts if _opens(node)]
    kept = set(posts)
    return [node for node in signed if strengths[node] == 2 or node in kept], kept


def _strength(node: Node) -> int:
    """Return 2 for what is named a comment, 1 for what may be one, 0 for the rest."""
    if not isinstance(node.tag, str) or node.tag in _NEVER:
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
        # A whole page is no comment, whatever its name.
        return 0 if next(node.iter("h1"), None) is not None else 2
    weak = _ITEM_TYPES.search(kind) or node.get("data-author") or _WEAK.search(words)
    if _opens(node) or (weak and next(node.iter("h1"), None) is None):
        return 1
    return 0


def _opens(node: Node) -> bool:
    return node.tag == "shreddit-post" or _OPENS.search(named(node)) is not None


def _signed(candidates: Iterable[Node]) -> list[Node]:
    """Return those that name an author outside the candidates within them; the rest only wrap."""
    inside = set(candidates)
    return [node for node in candidates if author_of(node, inside)[0]]


def _outweigh(units: list[Node], tree: Node) -> bool:
    """Return whether the comments hold more prose than what stands around them."""
    worth = worth_of(tree)
    inner = set(units)
    outermost = [node for node in units if not any(up in inner for up in node.iterancestors())]
    within = sum(worth.get(node, 0) for node in outermost)
    return within >= worth.get(tree, 0) - within


def _join_definitions(tree: Node) -> None:
    """Put the words of a comment into the element that names its author, where a list has them apart."""
    for term in list(tree.iter("dt")):
        said = term.getnext()
        if said is not None and said.tag == "dd" and _SURE.search(named(term)):
            said.tag = "div"
            said.attrib.pop("class", None)
            term.append(said)


def _sign_on(tree: Node) -> None:
    """Let each message of a chat that names nobody name whoever wrote the one above it."""
    author: str | None = None
    for node in tree.iterdescendants("div", "li"):
        if not _OF_A_CHAT.search(node.get("class") or ""):
            continue
        if author and _GOES_ON.search(node.get("class") or ""):
            node.set("data-author", author)
        else:
            author = author_of(node, set())[0]
