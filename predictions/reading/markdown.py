"""An HTML tree written as Markdown: headings, lists, tables, quotes and strike-through kept, emphasis not.

Only bold words at the head of a paragraph or item stay bold, where nothing about them looks like a speaker's line:
they are often what is claimed, and what follows explains it.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from predictions.reading.marks import escaped
from predictions.reading.tables import table_blocks
from predictions.regexes import regex

Node = Any  # lxml ships no types

_SPACE = regex(r"[ \t\n\r\f\v\u00a0\u2007\u202f]+")
_AROUND_BREAK = regex(r" *\n *")
_ORDINAL = regex(r"st|nd|rd|th|e|er|ème|TM|SM", re.IGNORECASE)
_FOOTNOTE = regex(r"\d{1,3}|[*†‡§]+")  # as the text of a link within the page
_CHECKS = frozenset("✓✔✗✘✅❌☑☒☐")

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
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_LISTS = frozenset(("ul", "ol", "menu", "dir"))
_STRUCK = frozenset(("del", "s", "strike"))
_BOLD = frozenset(("b", "strong"))
_HEADED = frozenset(("li", "p", "dd", "div"))
# Neither "**Ada**:" nor "**Ada** (2024-03-03):" nor "**Ada** 10:02".
_BOLD_HEAD = regex(
    r"\*\*[^*\n]{1,200}(?<![:\s])\*\*(?=$|\n|[.,;]| ?[-–—]| \(\d{1,3} ?%| [^\s\d:(\[])"
)
_WRAPPING = _STRUCK | {"sup", "q"}


def render(nodes: Iterable[Node]) -> str:
    """Return the Markdown of some elements, blocks apart by an empty line."""
    return "\n\n".join(block for node in nodes for block in Renderer(node).blocks(node))


class Renderer:
    """Writes one subtree; knows which inline elements have blocks inside them."""

    def __init__(self, root: Node) -> None:
        self._holding: set[Node] = set()
        for node in root.iter():
            if node.tag in BLOCKS:
                self._mark_up_from(node.getparent(), root)
        self._writers: dict[str, Callable[[Node], list[str]]] = {
            **dict.fromkeys(_HEADINGS, self._heading),
            **dict.fromkeys(_LISTS, self._list),
            "blockquote": self._quote,
            "pre": _fenced,
            "table": lambda table: table_blocks(table, self.flow),
            "dl": self._definitions,
        }

    def blocks(self, node: Node) -> list[str]:
        """Return the blocks that an element becomes, itself included."""
        write = self._writers.get(node.tag, self.flow)
        return write(node)

    def flow(self, node: Node) -> list[str]:
        """Return the blocks of an element's content: runs of inline text, and blocks between."""
        done: list[str] = []
        run: list[str] = [node.text or ""]
        for child in node:
            if child.tag in BLOCKS or child in self._holding or _heads_quote(child, node):
                done += _paragraphs(run)
                done += self.blocks(child)
                run = []
            else:
                run.extend(self._inline(child))
            run.append(child.tail or "")
        return done + _paragraphs(run)

    def _mark_up_from(self, node: Node, root: Node) -> None:
        while node is not None and node not in self._holding:
            self._holding.add(node)
            if node is root:
                return
            node = node.getparent()

    def _inline(self, node: Node) -> list[str]:
        """Return the pieces of inline text; a break is a NUL until white space is settled."""
        tag = node.tag
        if tag == "br":
            return ["\0"]
        if tag == "img":
            return [_alt(node)]
        if tag == "input":
            return [_checkbox(node)]
        pieces = [node.text or ""] if isinstance(tag, str) else []
        for child in node:
            pieces.extend(self._inline(child))
            pieces.append(child.tail or "")
        if tag in _BOLD and _is_head(node):
            return [_Mark("**"), *pieces, _Mark("**")]
        if tag == "a" and _FOOTNOTE.fullmatch(mark := "".join(pieces).strip()):
            return [f"[{mark}]"] if (node.get("href") or "").startswith("#") else pieces
        return _wrapped(node, pieces) if tag in _WRAPPING else pieces

    def _heading(self, node: Node) -> list[str]:
        title = " ".join(self.flow(node)).replace("\n", " ")
        return [f"{_HEADINGS[node.tag]} {title}"] if title else []

    def _list(self, node: Node) -> list[str]:
        ordered = node.tag == "ol"
        number = _start(node)
        items: list[str] = []
        for child in node:
            if child.tag in _LISTS:  # a list straight inside a list: browsers indent it
                items += [_indented(block, "  ") for block in self._list(child)]
            elif isinstance(child.tag, str):
                mark = f"{number}. " if ordered else "- "
                if item := _item(self.blocks_of_item(child), mark):
                    items.append(item)
                    number += 1
        return ["\n".join(items)] if items else []

    def blocks_of_item(self, node: Node) -> list[str]:
        """Return the blocks of a list item, whatever element stands in for one."""
        return self.flow(node) if node.tag == "li" else self.blocks(node)

    def _quote(self, node: Node) -> list[str]:
        text = "\n\n".join(self.flow(node))
        return ["\n".join(f"> {line}".rstrip() for line in text.split("\n"))] if text else []

    def _definitions(self, node: Node) -> list[str]:
        """Write a term and what is said of it as `Term: text`."""
        done: list[str] = []
        term = ""
        for child in _terms(node):
            text = " ".join(self.flow(child))
            if child.tag == "dt":
                term = text
            elif text:
                done.append(
                    f"{term}: {text}"
                    if term and not term.endswith((":", "?"))
                    else f"{term} {text}".strip()
                )
        return done


def _heads_quote(child: Node, node: Node) -> bool:
    """Return whether an element names who is quoted, above the words."""
    first = child.tag == "cite" and child.getprevious() is None and not (node.text or "").strip()
    return first and (child.tail or "").strip() != "" and _in_quote(node)


def _in_quote(node: Node) -> bool:
    above = node.getparent()
    return node.tag == "blockquote" or (above is not None and above.tag == "blockquote")


def _terms(node: Node) -> Iterator[Node]:
    """Yield a list's own terms and definitions, not those of a list inside them."""
    for child in node:
        if child.tag == "div":
            yield from (inner for inner in child if inner.tag in ("dt", "dd"))
        elif isinstance(child.tag, str):
            yield child


class _Mark(str):
    """Stars that the page did not type."""

    __slots__ = ()


def _is_head(node: Node) -> bool:
    """Return whether an inline element opens a paragraph or an item."""
    while node.getprevious() is None:
        above = node.getparent()
        if above is None or (above.text or "").strip():
            return False
        if above.tag in BLOCKS:
            return above.tag in _HEADED
        node = above
    return False


def _paragraphs(run: list[str]) -> list[str]:
    if any(isinstance(piece, _Mark) for piece in run):
        headed = _parts(run)
        if _BOLD_HEAD.match(headed[0] if headed else ""):
            return [escaped(headed[0]).removeprefix("\\"), *map(escaped, headed[1:])]
    return [
        escaped(part) for part in _parts(piece for piece in run if not isinstance(piece, _Mark))
    ]


def _parts(pieces: Iterable[str]) -> list[str]:
    text = _SPACE.sub(" ", "".join(pieces)).replace("\0", "\n")
    text = _AROUND_BREAK.sub("\n", text).strip()
    return [part for part in re.split(r"\n{2,}", text) if part]


def _wrapped(node: Node, pieces: list[str]) -> list[str]:
    text = "".join(pieces)
    bare = text.strip()
    if not bare:
        return [" " if text else ""]
    lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    if node.tag in _STRUCK:
        return [f"{lead}~~{bare}~~{trail}"]
    return [_raised(node, bare) if node.tag == "sup" else f"{lead}“{bare}”{trail}"]


def _raised(node: Node, text: str) -> str:
    """Keep a footnote mark or an exponent from running into the number before it."""
    if node.find(".//a") is not None or node.getparent().tag == "a":
        return text if text.startswith("[") else f"[{text}]"
    return text if _ORDINAL.fullmatch(text) or not text[0].isalnum() else f"^{text}"


def _alt(node: Node) -> str:
    """Return the sign that an image stands for: outcomes are often marked with one."""
    alt = (node.get("alt") or "").strip()
    small = "emoji" in (node.get("class") or "") or (alt and not alt.isascii() and len(alt) <= 2)
    return alt if small or alt in _CHECKS else " "


def _checkbox(node: Node) -> str:
    if (node.get("type") or "").lower() != "checkbox":
        return " "
    return "[x] " if node.get("checked") is not None else "[ ] "


def _start(node: Node) -> int:
    value = node.get("start") or ""
    return int(value) if value.isdecimal() and len(value) < 7 else 1


def _item(blocks: list[str], mark: str) -> str:
    if not blocks:
        return ""
    text = blocks[0]
    for before, block in itertools.pairwise(blocks):
        tight = _is_list(block) and not _is_list(before)
        text += ("\n" if tight else "\n\n") + block
    return mark + _indented(text, " " * len(mark)).lstrip(" ")


def _is_list(block: str) -> bool:
    return re.match(r"(?:- |\d{1,9}\. )", block) is not None


def _indented(text: str, margin: str) -> str:
    return "\n".join(margin + line if line else "" for line in text.split("\n"))


def _fenced(node: Node) -> list[str]:
    code = "".join(node.itertext()).strip("\n").rstrip()
    if not code:
        return []
    fence = "```"
    while fence in code:
        fence += "`"
    return [f"{fence}\n{code}\n{fence}"]
