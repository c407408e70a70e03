"""Levels and their chances that strokes join in one entry: "Output hits 7/8/9 tons: 80%/40%/15%"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from predictions.candidate import Basis
from predictions.extraction.chances.numbers import Stated
from predictions.extraction.chances.siblings import Entry, looks_ahead, siblings
from predictions.extraction.layout.document import Document
from predictions.regexes import regex

_CHANCE = r"~?\d{1,3}(?:\.\d)? ?%?"
_JOINED = regex(
    # "True/False - ": what came of each.
    r"(?:(?:(?:true|false|yes|no|right|wrong)\b ?/? ?){1,6}[-:\u2013\u2014] ?)?"
    r"(?P<before>[^\n%]{2,160}?\s)(?P<levels>[$\u20ac\u00a3]?\d[\d.,]*[kmb+%]?(?: ?/ ?[$\u20ac\u00a3]?\d[\d.,]*[kmb+%]?){1,5}"
    r"|[a-z][\w+-]*(?:/[a-z][\w+-]*){1,5})(?P<behind>[^\n%:/]{0,60}?)[*_]{0,2}[\s:=(\u2013\u2014-]{1,5}"
    rf"(?P<chances>{_CHANCE}(?: ?/ ?{_CHANCE}){{1,5}})[\s.)*_]*",
    re.IGNORECASE,
)
_NUMBER = regex(r"\d{1,3}(?:\.\d)?(?: ?%)?")
_STROKE = regex(r" ?/ ?")
_MARKS = ("%/", "% /", "%/ ")
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Level:
    """One of the levels of an entry, as a claim with its chance."""

    block: int
    span: tuple[int, int]
    stated: Stated
    said: str


def levels_of(document: Document) -> list[Level]:
    """All levels of a document that strokes join, where predictions are announced."""
    if document.levels is None:
        document.levels = [*_found(document)] if any(map(document.low.count, _MARKS)) else []
    return document.levels


def _found(document: Document) -> Iterator[Level]:
    for group in siblings(document):
        if looks_ahead(document, group[0]):
            for entry in group:
                yield from _in_entry(document, entry)


def _in_entry(document: Document, entry: Entry) -> Iterator[Level]:
    copy = document.copy
    match = (
        _JOINED.fullmatch(copy, entry.start, entry.end)
        if "/" in copy[entry.start : entry.end]
        else None
    )
    if match is None or "%" not in match["chances"]:
        return
    levels = _STROKE.split(match["levels"])
    chances = [*_NUMBER.finditer(copy, *match.span("chances"))]
    values = [float(chance[0].rstrip(" %")) / _HUNDRED for chance in chances]
    if len(levels) != len(chances) or max(values) > 1:
        return
    for level, chance, value in zip(levels, chances, values, strict=True):
        stated = Stated(*chance.span(), round(value, 6), Basis.STATED)
        said = " ".join(f"{match['before']}{level}{match['behind']}".split()).strip(" *_-:")
        yield Level(entry.block, (match.start("before"), chance.end()), stated, said)
