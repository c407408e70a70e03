"""Which part of a page is its text: the smallest element that holds nearly all of its prose."""

import re

from predictions.reading.elements import Node, named, size_of, text_sizes
from predictions.regexes import regex

# Cutting one of these open would lose its shape.
_WHOLE = frozenset(["p", "table", "tbody", "tr", "ul", "ol", "dl", "blockquote"])
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
_ARTICLE_WORDS = regex(
    r"(?:^|[\s_-])(?:(?:post|entry|article|story|page|blog)[_-]{0,2}(?:content|body|text|copy)|articlebody"
    r"|mw-parser-output|markdown-body|available-content)(?:$|[\s_-])",
    re.IGNORECASE,
)


def main_node(tree: Node) -> Node:
    """Return the smallest element that holds nearly all of the prose."""
    worth = worth_of(tree)
    node = _named_article(tree, worth)
    enough = max(_HOLDS * worth.get(node, 0), 1)
    while True:
        child = max(node, key=lambda inner: worth.get(inner, 0), default=None)
        if child is None or child.tag in _WHOLE or worth.get(child, 0) < enough:
            return node
        node = child


def worth_of(tree: Node) -> dict[Node, float]:
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
    text = size_of(node.text) + sum(size_of(child.tail) for child in node)
    for child in node:
        if child in sizes and child.tag not in _PROSE | _WHOLE:
            inner, linked = sizes[child]
            text += inner - linked
    return text


def names_article(tree: Node) -> bool:
    """Return whether the page itself calls an element with some text its article."""
    sizes = text_sizes(tree)
    return any(
        _is_named_article(node) and sizes[node][0] >= _LONG_ENOUGH
        for node in tree.iterdescendants()
    )


def _named_article(tree: Node, worth: dict[Node, float]) -> Node:
    """Return the element that the page itself calls its article, where that holds most of the prose."""
    whole = worth.get(tree, 0) or 1
    named_ones = [
        node
        for node in tree.iterdescendants()
        if node.tag not in _WHOLE and _is_named_article(node)
    ]
    best = max(named_ones, key=lambda node: worth.get(node, 0), default=None)
    if best is not None and worth.get(best, 0) >= 0.5 * whole:
        return best
    return tree


def _is_named_article(node: Node) -> bool:
    if not isinstance(node.tag, str):
        return False
    if node.tag in ("article", "main") or node.get("role") == "main":
        return True
    return names_text(node)


def names_text(node: Node) -> bool:
    """Return whether the words that name an element say that it holds the text of the page."""
    return node.get("itemprop") == "articleBody" or _ARTICLE_WORDS.search(named(node)) is not None
