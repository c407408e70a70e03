"""Where a quote stands in a document: its own words, or those that differ in nothing that can be read.

Models change marks in copying: spacing, case, quotation marks, dashes, emphasis, links, an ellipsis for
what they leave out. What is kept is always the document's own span, and never the likeliest of several.
"""

import html
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

from predictions.candidate import Span
from predictions.regexes import regex

LONGEST = 1500  # characters of a quote
_EMPHASIS = "[*_~]{0,3}"
_MARKS = {"'": "['’‘]", "’": "['’‘]", "‘": "['’‘]", '"': '["“”]', "“": '["“”]', "”": '["“”]'}
_MARKS |= dict.fromkeys("-–—‑", "[-–—‑]")
_TARGET = r"\([^()\s]{0,500}(?:\([^()\s]{0,100}\)[^()\s]{0,300})?\)"  # of a link; its address may hold brackets itself
# Links lose their target, notes their number, tags their words; what is left are words and signs.
_TOKENS = regex(
    rf"(?P<dropped>\]{_TARGET}|"
    r"\[\[[^\[\]|\n]{1,200}\||\[\^?\d{1,3}\]|</?[a-zA-Z][^<>\n]{0,200}>|\.{3,})"
    r"|(?P<entity>&#?\w{2,8};)|(?P<word>[^\W_]+(?:[\u00ad\u200b\u2060][^\W_]+)*)"
    r"|(?P<sign>[.,;:!?%$€£¥&+=/()@])"
)
_LINK_ENDS = regex(rf"\]+(?:{_TARGET})?")
_HIDDEN = regex("[\u00ad\u200b\u2060]")  # where a word may be broken, seen by nobody
_ELLIPSIS = regex(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.\.\.)\s*")
_ENDS = frozenset(".,;:!?")
_MOST = 2_000  # places of the same words that are looked at
_SHORTEST = 2  # words on each side of an ellipsis
_PARAGRAPH = regex(r"\n\s*\n")
_BETWEEN = "\x1f"


class _Folded(NamedTuple):
    """A text without what cannot be read: its words and signs, and where each stands."""

    line: str
    spans: tuple[Span, ...]
    begins: tuple[int, ...]  # in `line`, of each word or sign


def place(quote: object, text: str, within: Span, *, placed: Sequence[Span] = ()) -> Span | None:
    """Return where a quote stands in a stretch of text; None where it does not, or not in one place.

    Of several places that hold it as it is, the first behind the quote that was `placed` last, and none
    that another has: lists say the same again and again, and a model goes through them in order.
    """
    start, end = within
    if not isinstance(quote, str) or not 0 < len(quote.strip()) <= LONGEST:
        return None
    places = list(islice(_as_they_are(quote, text, start, end), _MOST))
    places = [span for span in places if _is_of_words(text, span)] or places
    if places:
        taken = set(placed)
        free = [span for span in places if span not in taken]
        after = placed[-1][1] if placed else start
        return next((span for span in free if span[0] >= after), (free or places)[0])
    found = _folded_places(quote, text[start:end])
    if len(found) != 1:
        found = _around_ellipses(quote, text[start:end])
    return (start + found[0][0], start + found[0][1]) if len(found) == 1 else None


def _as_they_are(quote: str, text: str, start: int, end: int) -> Iterator[Span]:
    parts = quote.strip().rstrip(".…").split()
    pattern = rf"{_EMPHASIS}\s+{_EMPHASIS}".join(
        "".join(_MARKS.get(char) or re.escape(char) for char in word) for word in parts
    )
    for match in re.compile(pattern, re.IGNORECASE).finditer(text, start, end) if parts else ():
        yield match.span()


def _is_of_words(text: str, span: Span) -> bool:
    """Return whether a span begins and ends with words: "Lund", not the beginning of "Lundgren"."""
    start, end = span
    return not (_is_inside(text, start) or _is_inside(text, end))


def _is_inside(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _folded_places(quote: str, text: str) -> list[Span]:
    folded, line = _fold(text), _needle(quote)
    if not line:
        return []
    found: list[Span] = []
    at = folded.line.find(line)
    while at >= 0 and len(found) < 2:
        first = bisect_left(folded.begins, at + 1)
        last = bisect_left(folded.begins, at + len(line)) - 1
        found.append(_whole_links(text, folded.spans[first][0], folded.spans[last][1]))
        at = folded.line.find(line, at + 1)
    return found


def _whole_links(text: str, start: int, end: int) -> Span:
    """Return a span with the rest of a link that it cuts in two."""
    opened = text.count("[", start, end) - text.count("]", start, end)
    if opened > 0 and (rest := _LINK_ENDS.match(text, end)):
        end = rest.end()
    elif opened < 0 and text[start - 1 : start] == "[":
        start -= 1
    return start, end


def _around_ellipses(quote: str, text: str) -> list[Span]:
    """Return the one stretch from the first part of a quote to the last, each in one place and in order."""
    parts = [part for part in _ELLIPSIS.split(quote) if part.strip()]
    if len(parts) < 2 or any(_needle(part).count(_BETWEEN) <= _SHORTEST for part in parts):
        return []
    spans = []
    for part in parts:
        found = _folded_places(part, text)
        if len(found) != 1:
            return []
        spans += found
    start, end = spans[0][0], spans[-1][1]
    in_order = all(one[1] <= other[0] for one, other in pairwise(spans))
    if not in_order or end - start > LONGEST or _PARAGRAPH.search(text, start, end):
        return []
    return [(start, end)]


def _needle(quote: str) -> str:
    """Return the folded words of a quote, without what opens or ends a sentence around them."""
    quote = _ELLIPSIS.sub(" ", quote) if len(_ELLIPSIS.sub("", quote)) else quote
    words = [word for word, _ in _words(quote)]
    while words and words[-1] in _ENDS:
        words.pop()
    return _BETWEEN + _BETWEEN.join(words) + _BETWEEN if words else ""


@lru_cache(maxsize=8)
def _fold(text: str) -> _Folded:
    words = list(_words(text))
    begins, at = [], 1
    for word, _ in words:
        begins.append(at)
        at += len(word) + 1
    line = _BETWEEN + _BETWEEN.join(word for word, _ in words) + _BETWEEN
    return _Folded(line, tuple(span for _, span in words), tuple(begins))


def _words(text: str) -> Iterator[tuple[str, Span]]:
    for match in _TOKENS.finditer(text):
        if match["dropped"]:
            continue
        if match["entity"]:
            yield from ((word, match.span()) for word, _ in _plain_words(html.unescape(match[0])))
        else:
            plain = _HIDDEN.sub("", match[0])
            yield unicodedata.normalize("NFKC", plain).casefold(), match.span()


def _plain_words(text: str) -> Iterator[tuple[str, Span]]:
    for match in _TOKENS.finditer(text):
        if match["word"] or match["sign"]:
            yield match[0].casefold(), match.span()
