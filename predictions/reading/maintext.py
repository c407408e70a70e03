"""Which part of a page is its text: everything that frames it is cut away, what holds most is kept."""

import re
from typing import Any

Node = Any  # lxml ships no types

_UNSEEN = (
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "audio",
    "video", "button", "select", "textarea", "head", "link", "meta", "map", "dialog", "applet",
)  # fmt: skip
_FRAME = frozenset(("nav", "aside"))
_FRAME_ROLES = frozenset(
    (
        "navigation",
        "banner",
        "contentinfo",
        "complementary",
        "search",
        "dialog",
        "alertdialog",
        "menu",
        "toolbar",
    )
)
_FRAME_WORDS = re.compile(
    r"(?:^|[\s_-])(?:(?:nav|navi|navbar|navigation|menu|submenu|topbar|toolbar|sidebar\d?|side-?bar"
    r"|rail|footer|foot|cookies?|consent|gdpr|ccpa|banner|masthead|site-?header|share|sharing|sharedaddy|shariff"
    r"|social|socials|addtoany|related|recommend(?:ed|ations?)?|more-(?:from|news|stories|articles)|read-?more"
    r"|promo|newsletter|subscribe|subscription|signup|sign-up|optin|breadcrumbs?|crumbs?|widgets?|ads?|advert"
    r"|adverts?|advertisement|advertorial|sponsor(?:ed)?|popup|modal|overlay|pagination|pager|login|log-in|search"
    r"|searchform|jp-relatedposts|author-?(?:box|bio|info)|about-?author|post-?nav|prev-?next|skip-?link|tags?|tagcloud"
    r"|taglist|tag-list|topics|disclaimer|copyright|legal|outbrain|taboola|rating|toc"
    r"|comment-?respond|respond|reply-?form|comment-?form|screen-reader-text|sr-only|visually-?hidden"
    r"|noprint|no-print|trending|popular|most-?read|latest|also-?read|see-?also-?box|infobox-nav|navbox"
    r"|mw-editsection|mw-jump-link|catlinks|vector-menu|reflist-nav|metanav|meta-nav|hatnote"
    r"))(?:$|[\s_-])",
    re.IGNORECASE,
)
_UNSETTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NEVER_FRAMES = frozenset(
    [
        "html",
        "body",
        "article",
        "main",
        "p",
        "table",
        "tbody",
        "tr",
        "td",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "span",
        "a",
        "figcaption",
        "blockquote",
    ]
)
# Cutting one of these open would lose its shape.
_WHOLE = frozenset(["p", "table", "tbody", "tr", "ul", "ol", "dl", "blockquote"])
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MOST = 0.6  # an element with more of the text than this is no frame, whatever it is called
_HOLDS = 0.9
_LONG_ENOUGH = 40
_PROSE = frozenset(
    [
        "p",
        "li",
        "td",
        "th",
        "dd",
        "dt",
        "blockquote",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "figcaption",
        "summary",
        "div",
        "section",
        "article",
    ]
)
_ARTICLE_WORDS = re.compile(
    r"(?:^|[\s_-])(?:(?:post|entry|article|story|page|blog)[_-]{0,2}(?:content|body|text|copy)|articlebody"
    r"|mw-parser-output|markdown-body|available-content)(?:$|[\s_-])",
    re.IGNORECASE,
)


def cut_unseen(tree: Node) -> None:
    """Remove what a reader of the page does not see as text."""
    for node in list(tree.iter(*_UNSEEN)):
        remove(node)
    for node in list(tree.iterdescendants()):
        if not isinstance(node.tag, str) or _is_hidden(node):
            remove(node)


def cut_frame(tree: Node) -> None:
    """Remove navigation, side bars, notices and other frames around the text."""
    sizes = text_sizes(tree)
    total = sizes[tree][0] or 1
    for node in list(tree.iterdescendants()):
        size = sizes.get(node)
        if size is not None and _frames(node) and size[0] < _MOST * total and not _speaks(node):
            remove(node)


def main_node(tree: Node) -> Node:
    """Return the smallest element that holds nearly all of the prose."""
    worth = _worth(tree)
    node = _named_article(tree, worth)
    enough = max(_HOLDS * worth.get(node, 0), 1)
    while True:
        child = max(node, key=lambda inner: worth.get(inner, 0), default=None)
        if child is None or child.tag in _WHOLE or worth.get(child, 0) < enough:
            return node
        node = child


def cut_link_lists(node: Node) -> None:
    """Remove lists and boxes inside the text that are nothing but links."""
    sizes = text_sizes(node)
    for inner in list(node.iterdescendants("ul", "ol", "div", "section", "p", "dl")):
        text, linked = sizes.get(inner, (0, 0))
        links = sum(1 for _ in inner.iter("a"))
        if text and linked > 0.75 * text and links > 1 and text < 120 * links:
            remove(inner)


def text_sizes(tree: Node) -> dict[Node, tuple[int, int]]:
    """Return for every element the characters of its text, and how many of them are in links."""
    sizes: dict[Node, tuple[int, int]] = {}
    for node in reversed(list(tree.iter())):
        if not isinstance(node.tag, str):
            continue
        text = _size(node.text)
        linked = 0
        for child in node:
            inner = sizes.get(child, (0, 0))
            text += inner[0] + _size(child.tail)
            linked += inner[1]
        sizes[node] = (text, text if node.tag == "a" else linked)
    return sizes


def remove(node: Node) -> None:
    """Take an element out of its tree, leaving the text after it where it was."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tail:
        # The parser lets controls through that it takes back from nobody.
        before = node.getprevious()
        if before is not None:
            before.tail = _UNSETTABLE.sub("", (before.tail or "") + node.tail)
        else:
            parent.text = _UNSETTABLE.sub("", (parent.text or "") + node.tail)
    parent.remove(node)


def named(node: Node) -> str:
    """Return the class and id of an element, the words that its author gave it."""
    return f"{node.get('class') or ''} {node.get('id') or ''}"


def _worth(tree: Node) -> dict[Node, float]:
    """Return how much prose each element holds: long runs of text that are not links."""
    sizes = text_sizes(tree)
    worth: dict[Node, float] = {}
    for node in reversed(list(tree.iter())):
        if not isinstance(node.tag, str):
            continue
        own = 0.0
        if node.tag in _PROSE:
            text = _direct(node, sizes)
            own = text if text >= _LONG_ENOUGH or node.tag in ("li", "td", "th") else 0.2 * text
        worth[node] = own + sum(worth.get(child, 0) for child in node)
    return worth


def _direct(node: Node, sizes: dict[Node, tuple[int, int]]) -> float:
    """Return the unlinked characters of an element outside the prose elements within it."""
    text = _size(node.text) + sum(_size(child.tail) for child in node)
    for child in node:
        if child in sizes and child.tag not in _PROSE | _WHOLE:
            inner, linked = sizes[child]
            text += inner - linked
    return text


def _named_article(tree: Node, worth: dict[Node, float]) -> Node:
    """Return the element that the page itself calls its article, where that holds most of the prose."""
    whole = worth.get(tree, 0) or 1
    named_ones = [node for node in tree.iterdescendants() if _is_named_article(node)]
    best = max(named_ones, key=lambda node: worth.get(node, 0), default=None)
    if best is not None and worth.get(best, 0) >= 0.5 * whole:
        return best
    return tree


def _is_named_article(node: Node) -> bool:
    if not isinstance(node.tag, str):
        return False
    if node.tag in ("article", "main") or node.get("role") == "main":
        return True
    return node.get("itemprop") == "articleBody" or _ARTICLE_WORDS.search(named(node)) is not None


def _frames(node: Node) -> bool:
    if node.tag in _FRAME or (node.get("role") or "") in _FRAME_ROLES:
        return True
    if node.tag in ("header", "footer"):
        outside = not any(True for _ in node.iterancestors("article", "main", "blockquote"))
        return outside or "entry-footer" in named(node)
    if node.tag in _NEVER_FRAMES:
        return False
    return _FRAME_WORDS.search(named(node)) is not None


def _speaks(node: Node) -> bool:
    """Return whether a frame by its name holds the page's title."""
    return node.tag not in _FRAME and next(node.iter("h1"), None) is not None


def _is_hidden(node: Node) -> bool:
    if node.get("hidden") is not None or node.get("aria-hidden") == "true":
        return True
    return _HIDING.search(node.get("style") or "") is not None


def _size(text: str | None) -> int:
    return len(text.strip()) if text else 0
