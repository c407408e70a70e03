"""What every part of the reader asks of an element of a page: its name, its size, whether it stands on lines of its own; and taking it out."""

from typing import Any

from predictions.regexes import regex

Node = Any  # lxml ships no types

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)

_UNSETTABLE = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def named(node: Node) -> str:
    """Return the class and id of an element, the words that its author gave it."""
    return f"{node.get('class') or ''} {node.get('id') or ''}"


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


def text_sizes(tree: Node) -> dict[Node, tuple[int, int]]:
    """Return for every element the characters of its text, and how many of them are in links."""
    sizes: dict[Node, tuple[int, int]] = {}
    for node in reversed(list(tree.iter())):
        if not isinstance(node.tag, str):
            continue
        text = size_of(node.text)
        linked = 0
        for child in node:
            inner = sizes.get(child, (0, 0))
            text += inner[0] + size_of(child.tail)
            linked += inner[1]
        sizes[node] = (text, text if node.tag == "a" else linked)
    return sizes


def size_of(text: str | None) -> int:
    """Return the length of a text without the white space around it."""
    return len(text.strip()) if text else 0
