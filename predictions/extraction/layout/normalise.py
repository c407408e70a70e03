"""The matching copy of a document: as long as the text, with markup and typography folded away.

Because every replacement keeps its length, the offset map is the identity: a span found in the
matching copy is a span of the document.
"""

import re

from predictions.regexes import regex
from predictions.windows.folding import fold, translated

_MARKUP = regex(
    r"[!\][<&h*_~](?:"  # a search stops at these only; the rest looks back at the one it stopped at
    r"(?<=!)\[[^\]\n]{0,300}\]\([^)\n]{0,600}\)"  # images
    r"|(?<=\])\((?:[^()\n]|\([^()\n]{0,200}\)){0,600}\)"  # the address of a link, after its words
    r"|(?<=\])\[[^\]\n]{0,80}\]"  # a reference link
    r"|(?<=\[)\[[^\[\]|\n]{1,200}\|"  # the page that a link of a wiki leads to, before its words
    r"|(?<=\[)\^?[\w,-]{1,12}\](?![(\[])(?<![.\d]\.\])(?<!\[\w\])"  # footnote marks
    r"|(?<=\[)\d{1,3}(?::\d\d:\d\d)?\]"  # ..., and times in a recording behind what was said
    r"|(?<=<)/?[a-zA-Z][^<>\n]{0,300}>|(?<=<)!--[^\n]{0,400}-->|(?<=&)nbsp;"
    r"|(?<=\bh)ttps?://[^\s)\]>]{1,2000}"
    r"|(?<=\*)\*{0,2}|(?<=_)_{0,2}(?=\W|$)|(?<=(?<![^\W_])_)_{0,2}|(?<=~)~)"
)
# "www.hour.example/2031/guild-predicts-jobs-will-be-lost": an address without "https" is no claim.
_BARE_ADDRESS = regex(
    r"(?<![\w@/.:-])(?:[a-z0-9-]{1,60}\.){1,4}(?:com|org|net|gov|edu|io|uk|ai)/[^\s)\]>]{8,1000}",
    re.IGNORECASE,
)
_HOSTS = (".com/", ".org/", ".net/", ".gov/", ".edu/", ".io/", ".uk/", ".ai/")
# The characters for boxes, as the signs that tables are drawn with.
_BOXES = "\u2502\u2503\u2551"
_AS_SIGNS = dict.fromkeys(range(0x2500, 0x2580), "-") | {ord(bar): "|" for bar in _BOXES}
_STAMP = regex(
    r"^[ \t]*[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?[\])]?(?=\s)[ \t]*", re.MULTILINE
)
_OF_TIMES = regex(r":\d\d")
_CUE_TIMES = regex(r"^[ \t]*(?:\d{1,2}:)?\d\d:\d\d[.,]\d{3} -->[^\n]{0,80}$", re.MULTILINE)
# "- [x] ...": an item's box; without it the item begins with the claim.
_BOX = regex(r"^[ \t>]*(?:[-*+]|\d{1,3}[.)])[ \t]+(\[[ xX]\])(?=[ \t])", re.MULTILINE)
# "> The dam holds": the marks of a quote are none of its words.
_QUOTED = regex(r"^[ \t]{0,3}(?:>[ \t]?)+", re.MULTILINE)
# What a chat hides until it is pressed ("||60%||"), its small print ("-# ..."), and the backslash by which its
# bold words are told from the name of a speaker.
_SPOILER = regex(r"\|\|(?=[^|\s])(?P<said>[^|\n]{0,1000}?(?<=[^|\s]))\|\|")
_OF_A_CHAT = regex(r"^(?:-# |\\(?=\*\*))", re.MULTILINE)
_MARKS = ("[", "<", "*", "_", "~~", "http", "&nbsp;")
# An apostrophe as a page writes it, or as a wrong encoding left it: the word closes up, its blanks behind it.
_APOSTROPHE = regex(
    r"(\w)(&(?:[rl]squo|#821[67]|#0?39|apos|#x2019|#x27);|\u00e2\u20ac\u2122)(\w{1,12})"
)
_QUOTE_MARK = regex(r"&(?:[rl]dquo|#822[01]|quot|#34);")
_NAMED = ("&", "\u00e2\u20ac\u2122")
# "**A second tram line. (Confidence: 70%)** The plan is there.": the end of the bold words is a full stop.
_BOLD_HEAD = regex(
    r"^([ \t>]*(?:[-*+]|\d{1,3}[.)])?[ \t]*\*\*[^*\n]{8,200}%[)\]]?)\*\*", re.MULTILINE
)
# "Kern will win -> 45%": the arrow is a colon; in "71% -> 70%" it is none.
_ARROW = regex(
    r"(?<=[^\s%\d\u2014\u2013-]) ?(?:[\u2192\u21d2\u27a1]\ufe0f?|[-=]>)(?= {0,2}[~<>]?\d{1,3}(?:\.\d)? ?%)"
)
_ARROWS = ("\u2192", "\u21d2", "\u27a1", "->", "=>")


def matching_copy(text: str) -> str:
    """Fold the text and blank out markup, addresses and time stamps; same length, same offsets."""
    folded = fold(text)
    if any(mark in text for mark in _NAMED):
        folded = _APOSTROPHE.sub(_closed_up, folded)
        folded = _QUOTE_MARK.sub(lambda match: '"' + " " * (len(match[0]) - 1), folded)
    if "%**" in folded or "%)**" in folded or "%]**" in folded:
        folded = _BOLD_HEAD.sub(r"\1. ", folded)
    if "\n>" in folded or folded.startswith(">"):
        folded = _QUOTED.sub(_blank, folded)
    if "||" in folded:
        folded = _SPOILER.sub(r"  \g<said>  ", folded)
    if "-# " in folded or "\\**" in folded:
        folded = _OF_A_CHAT.sub(_blank, folded)
    if any(bar in folded for bar in _BOXES):
        folded = translated(folded, _AS_SIGNS)
    folded = _without_markup(folded)
    if "%" in folded and any(arrow in folded for arrow in _ARROWS):
        folded = _ARROW.sub(_to_colon, folded)
    if _OF_TIMES.search(folded):
        if "-->" in folded:
            folded = _CUE_TIMES.sub(_blank, folded)
        folded = _STAMP.sub(_blank, folded)
    return folded


def _without_markup(folded: str) -> str:
    """The text with blanks for markup and addresses."""
    if any(mark in folded for mark in _MARKS):
        if "[x]" in folded or "[X]" in folded or "[ ]" in folded:
            folded = _BOX.sub(_without_box, folded)
        folded = _MARKUP.sub(_blank, folded)
        folded = folded.replace("[", " ").replace("]", " ")
    if any(host in folded for host in _HOSTS):
        folded = _BARE_ADDRESS.sub(_blank, folded)
    return folded


def _closed_up(match: re.Match[str]) -> str:
    return f"{match[1]}'{match[3]}" + " " * (len(match[2]) - 1)


_HALF = regex(r"(?:&#?\w{1,6};|\u00e2\u20ac\u2122)\w*")


def past_mark(text: str, end: int) -> int:
    """The end of the word where an apostrophe written in several characters stands across `end`."""
    near = max(0, end - 16)
    if text.find("&", near, end) < 0 and text.find("\u00e2", near, end) < 0:
        return end
    ends = (m.end() for m in _HALF.finditer(text, near, end + 16) if m.start() < end < m.end())
    return next(ends, end)


def _blank(match: re.Match[str]) -> str:
    return " " * (match.end() - match.start())


def _to_colon(match: re.Match[str]) -> str:
    return ":" + " " * (match.end() - match.start() - 1)


def _without_box(match: re.Match[str]) -> str:
    return match[0][:-3] + "   "
