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
    r"|post-?container|post-?wrapper|p\d+|post[_-]?\d+|msg[_-]?\d+|status|onscreen-post)(?:$|\s)",
    re.IGNORECASE,
)
# What opens a thread: a post that others comment on, one of its kind on the page.
_OPENS = regex(
    r"(?:^|\s)(?:thing|fatitem|topic-?post|topic-body|forum-?post|crawler-post|question"
    r"|detailed-status)(?:$|\s)",
    re.IGNORECASE,
)
_ITEM_TYPES = regex(r"schema\.org/(?:Comment|UserComments|Answer|DiscussionForumPosting)$")
_NEVER = frozenset(
    ("body", "html", "form", "input", "a", "span", "section", "ul", "ol", "p", "h1", "h2", "h3")
)


@dataclass(frozen=True, slots=True)
class Thread:
    """The comments of a page in its order; `is_page` where they are all that the page is about."""

    comments: tuple[Comment, ...] = ()
    is_page: bool = False


def take_thread(tree: Node) -> Thread:
    """Cut the comments out of the tree and return them."""
    _join_definitions(tree)
    units, posts = _units(tree)
    is_page = any(map(_opens, posts)) or (bool(posts) and _outweigh(units, tree))
    # From the last to the first: a reply inside a comment is gone before its parent is read.
    found = [comment for unit in reversed(units) if (comment := take(unit))]
    return Thread(tuple(reversed(found)), is_page and len(found) > 1)


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
