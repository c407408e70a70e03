"""Text within a paragraph of a page, as Markdown: breaks, strike-through, footnote marks, signs; emphasis not.

Only bold words at the head of a paragraph or item stay bold, where nothing about them looks like a speaker's line:
they are often what is claimed, and what follows explains it.
"""

import re
from collections.abc import Iterable

from predictions.reading.elements import BLOCKS, Node
from predictions.reading.marks import escaped
from predictions.regexes import regex

_SPACE = regex(r"[ \t\n\r\f\v\u00a0\u2007\u202f]+")
_AROUND_BREAK = regex(r" *\n *")
_ORDINAL = regex(r"st|nd|rd|th|e|er|ème|TM|SM", re.IGNORECASE)
_FOOTNOTE = regex(r"\d{1,3}|[*†‡§]+")  # as the text of a link within the page
_CHECKS = frozenset("✓✔✗✘✅❌☑☒☐")
_STRUCK = frozenset(("del", "s", "strike"))
_BOLD = frozenset(("b", "strong"))
_HEADED = frozenset(("li", "p", "dd", "div"))
# Neither "**Ada**:" nor "**Ada** (2024-03-03):" nor "**Ada** 10:02".
_BOLD_HEAD = regex(
    r"\*\*[^*\n]{1,200}(?<![:\s])\*\*(?=$|\n|[.,;]| ?[-–—]| \(\d{1,3} ?%| [^\s\d:(\[])"
)
_WRAPPING = _STRUCK | {"sup", "q"}


def pieces_of(node: Node) -> list[str]:
    """Return the pieces of inline text, for `paragraphs`; a break is a NUL until white space is settled."""
    tag = node.tag
    if tag == "br":
        return ["\0"]
    if tag == "img":
        return [_alt(node)]
    if tag == "input":
        return [_checkbox(node)]
    pieces = [node.text or ""] if isinstance(tag, str) else []
    for child in node:
        pieces.extend(pieces_of(child))
        pieces.append(child.tail or "")
    if tag in _BOLD and _is_head(node):
        return [_Mark("**"), *pieces, _Mark("**")]
    if tag == "a" and _FOOTNOTE.fullmatch(mark := "".join(pieces).strip()):
        return [f"[{mark}]"] if (node.get("href") or "").startswith("#") else pieces
    return _wrapped(node, pieces) if tag in _WRAPPING else pieces


def paragraphs(run: list[str]) -> list[str]:
    """Return the paragraphs that a run of pieces makes, white space settled; none where it is blank."""
    if any(isinstance(piece, _Mark) for piece in run):
        headed = _parts(run)
        if _BOLD_HEAD.match(headed[0] if headed else ""):
            return [escaped(headed[0]).removeprefix("\\"), *map(escaped, headed[1:])]
    return [
        escaped(part) for part in _parts(piece for piece in run if not isinstance(piece, _Mark))
    ]


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
