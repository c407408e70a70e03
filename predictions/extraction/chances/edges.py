"""Edges: the number at the beginning or the end of a line, and the words that it is for, be they one name: "Ano 30", "(50) Kern"."""

import re
from dataclasses import dataclass

from predictions.extraction.chances.numbers import Stated
from predictions.extraction.chances.writings import FIGURE, beginnings, written
from predictions.extraction.layout.document import Document
from predictions.regexes import regex

Span = tuple[int, int]
_Placed = tuple[re.Match[str], str, Span, Span]


@dataclass(frozen=True, slots=True)
class Edge:
    """A number at an edge of a line."""

    span: Span  # of the words and the number
    words: Span
    stated: Stated
    kind: str  # how it is written
    marked: bool  # with a unit, or set apart by more than a blank


_FIGURE = rf"{FIGURE}(?P<close>[)\]}}]?)"
_AT_END = regex(rf"{_FIGURE}[\s)\]}}.;,*_\u2713\u2714\u2717\u2718\u2705\u274c]*$", 2)
_BEFORE_REMARK = regex(
    rf"{_FIGURE}(?=[*_]*(?:[.,;:]?\s+[-\u2013\u2014(]|[.,;:]\s|\s(?:as|since|because|but|if)\b))", 2
)
_LEAD = regex(
    r"[*_\"\u201d]*(?:\s?[:=|\u2013\u2014>\u2192]+\s*|\s+-{1,3}>?\s*|\s*\.{2,}\s*|\s*(?=[(\[{])"
    r"|\s+(?:at )?)[(\[{]?[~<>\u2248\u2264\u2265]?\s?$"
)
_APART = regex(r" [-\u2013] ")
_IN_FRONT = regex(
    rf"(?P<lead>[(\[{{]?[~<>\u2248]?){_FIGURE}(?:[*_]*\s*(?:[:|\u2013\u2014=]|-{{1,2}}|->"
    rf"|\u2192)\s*|(?<=[%)\]}}])\s+)[*_\"]*(?=[^\W\d_])",
    2,
)
_HEAD, _REACH = 4, 12  # characters before a number in front, and of what leads to another
_LONGEST, _LONGEST_WORDS = 240, 200
_NO_NAME = regex(
    r"\W*(?:total|sum|all|average|mean|median|page|chapter|part|no\.|vol|version|v)\b\.?\W*", 2
)


def edge_of(document: Document, start: int, end: int) -> Edge | None:
    """The number at an edge of a line and its words; None where it has none."""
    if end - start > _LONGEST:
        return None
    placed = _placed(document.copy, start, end)
    if placed is None and document.text.find("[", start, end) >= 0:
        placed = _placed(document.text, start, end)  # in the copy "[70]" looks like a footnote
    if placed is None:
        return None
    match, lead, span, words = placed
    read = written(match)
    said = document.copy[slice(*words)].rstrip(' *_"\u201d')
    if read is None or not _names_something(said):
        return None
    marked = lead.strip(" *_") != "" or read[0] != "whole"
    return Edge(span, (words[0], words[0] + len(said)), read[1], read[0], marked)


def _placed(text: str, start: int, end: int) -> _Placed | None:
    """The number at an end of a line, what is quoted with it, and the words that it is for."""
    places = beginnings(text, start, end)
    last = _last(text, start, end, places)
    front = _IN_FRONT.match(text, start, end) if places and places[0] < start + _HEAD else None
    if front and (last is None or last[1].strip() in ("", "at")):  # "50: Reform at 18%"
        stop = start + len(text[start:end].rstrip(" .;,*_"))
        return front, front["lead"], (start, stop), (front.end(), stop)
    if last is None:
        return None
    match, lead = last
    closed = match["close"] != ""
    if not closed and lead.rstrip().endswith(("(", "[", "{")):
        return None  # "(50 seats": it goes on
    quoted = match.end("close") if closed else match.end("said")
    return match, lead, (start, quoted), (start, match.start() - len(lead))


def _last(text: str, start: int, end: int, places: list[int]) -> tuple[re.Match[str], str] | None:
    """The number with which a line ends, or that stands in brackets before a remark, and what leads to it."""
    for pattern in (_AT_END, _BEFORE_REMARK):
        for at in places:
            match = pattern.match(text, at, end) if at > start else None
            lead = _LEAD.search(text, max(start + 1, at - _REACH), at) if match else None
            if match is None or lead is None or (match["to"] and _APART.search(match["said"])):
                continue  # "Reform at 18% - 60": no range
            if pattern is _AT_END or match["close"]:
                return match, lead[0]
    return None


def _names_something(said: str) -> bool:
    return (
        any(map(str.isalpha, said))
        and said.count('"') != 1  # in data
        and len(said) <= _LONGEST_WORDS
        and not said.endswith(("?", ",", "/", "-"))
        and _NO_NAME.fullmatch(said) is None
    )
