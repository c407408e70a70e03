"""The matching copy of a document: as long as the text, with markup and typography folded away.

Because every replacement keeps its length, the offset map is the identity: a span found in the
matching copy is a span of the document.
"""

import re

from predictions.windows.folding import fold

_MARKUP = re.compile(
    r"[!\][<&h*_~](?:"  # a search stops at these only; the rest looks back at the one it stopped at
    r"(?<=!)\[[^\]\n]{0,300}\]\([^)\n]{0,600}\)"  # images
    r"|(?<=\])\((?:[^()\n]|\([^()\n]{0,200}\)){0,600}\)"  # the address of a link, after its words
    r"|(?<=\])\[[^\]\n]{0,80}\]"  # a reference link
    r"|(?<=\[)\^?[\w,-]{1,12}\](?!\()(?<![.\d]\.\])(?<!\[\w\])"  # footnote marks
    r"|(?<=\[)\d{1,3}\]"
    r"|(?<=<)/?[a-zA-Z][^<>\n]{0,300}>|(?<=<)!--[^\n]{0,400}-->|(?<=&)nbsp;"
    r"|(?<=\bh)ttps?://[^\s)\]>]{1,2000}"
    r"|(?<=\*)\*{0,2}|(?<=_)_{0,2}(?=\W|$)|(?<=(?<![^\W_])_)_{0,2}|(?<=~)~)"
)
_STAMP = re.compile(
    r"^[ \t]*[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?[\])]?(?=\s)[ \t]*", re.MULTILINE
)
_CUE_TIMES = re.compile(r"^[ \t]*(?:\d{1,2}:)?\d\d:\d\d[.,]\d{3} -->[^\n]{0,80}$", re.MULTILINE)
# "- [x] ...": an item's box; without it the item begins with the claim.
_BOX = re.compile(r"^[ \t>]*(?:[-*+]|\d{1,3}[.)])[ \t]+(\[[ xX]\])(?=[ \t])", re.MULTILINE)
_MARKS = ("[", "<", "*", "_", "~~", "http", "&nbsp;")


def matching_copy(text: str) -> str:
    """Fold the text and blank out markup, addresses and time stamps; same length, same offsets."""
    folded = fold(text)
    if any(mark in folded for mark in _MARKS):
        if "[x]" in folded or "[X]" in folded or "[ ]" in folded:
            folded = _BOX.sub(_without_box, folded)
        folded = _MARKUP.sub(_blank, folded)
        folded = folded.replace("[", " ").replace("]", " ")
    if ":" in folded:
        if "-->" in folded:
            folded = _CUE_TIMES.sub(_blank, folded)
        folded = _STAMP.sub(_blank, folded)
    return folded


def _blank(match: re.Match[str]) -> str:
    return " " * (match.end() - match.start())


def _without_box(match: re.Match[str]) -> str:
    return match[0][:-3] + "   "
