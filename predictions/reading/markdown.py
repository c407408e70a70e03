"""An HTML tree written as Markdown: headings, lists, tables and quotes kept as blocks."""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator

from predictions.reading.elements import BLOCKS, Node
from predictions.reading.inline import paragraphs, pieces_of
from predictions.reading.tables import table_blocks

_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_LISTS = frozenset(("ul", "ol", "menu", "dir"))


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
                done += paragraphs(run)
                done += self.blocks(child)
                run = []
            else:
                run.extend(pieces_of(child))
            run.append(child.tail or "")
        return done + paragraphs(run)

    def _mark_up_from(self, node: Node, root: Node) -> None:
        while node is not None and node not in self._holding:
            self._holding.add(node)
            if node is root:
                return
            node = node.getparent()

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
