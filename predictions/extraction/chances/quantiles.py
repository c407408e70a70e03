"""Quantiles: years or amounts that something stays below with the chances named ("10 % / 50 % / 90 %: 2034, 2041, 2060")."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from predictions.candidate import Basis
from predictions.extraction.chances.numbers import Stated
from predictions.extraction.chances.siblings import Entry, looks_ahead, siblings
from predictions.extraction.layout.blocks import Kind
from predictions.extraction.layout.document import Document
from predictions.regexes import regex

Span = tuple[int, int]

_YEAR = r"(?:20|21)\d\d"
_AMOUNT = r"[-+~]?[$\u00a3\u20ac]?\d[\d,]*(?:\.\d+)?(?: ?(?:%|k|m|bn|[kmbt]illion|million|billion|trillion))?"
_LEVEL = r"\d{1,2}(?:\.\d)?(?: ?(?:%|th|st|nd|rd))?"
# "Percentile 10: 6600", "P90 = 40 %", "25th percentile: 3 million", "10 %: 2034".
_LINE = regex(
    rf"\W*(?P<named>(?:percentile|quantile|p|q) ?)?(?P<level>\d{{1,2}}(?:\.\d)?)(?P<mark> ?%"
    rf"|(?:th|st|nd|rd)\b)?(?P<behind> ?(?:percentile|quantile))?\W{{1,6}}(?P<value>{_AMOUNT}"
    rf"|{_YEAR})\W*",
    re.IGNORECASE,
)
# "First landing (10/50/90 %): 2034, 2041, 2060".
_ROW = regex(
    rf"(?P<claim>[^\n]{{6,160}}?)\W{{0,3}}[\s(:]"
    rf"(?P<levels>{_LEVEL}(?: ?[/,] ?{_LEVEL}){{1,8}})(?: percentiles?)?\)?\s*[:=\u2014-]\s*"
    rf"(?P<values>{_YEAR}(?:(?: ?[/,;] ?(?:and )?"
    rf"| and ){_YEAR}){{1,8}})\W*"
)
# "First landing: 10 % by 2034, 50 % by 2041".
_STEPS = regex(
    rf"(?P<claim>[^\n%]{{6,160}}?)\s*[:(\u2014-]\s*(?P<steps>\d{{1,2}} ?%(?: chance)? (?:by"
    rf"|before|in) {_YEAR}(?:[,;/] (?:and )?\d{{1,2}} ?%(?: chance)? (?:by|before"
    rf"|in) {_YEAR}){{1,8}})\W*"
)
_STEP = regex(rf"(?P<level>\d{{1,2}}) ?%(?: chance)? (?:by|before|in) (?P<value>{_YEAR})")
# "The first landing comes by 2034 (10 %) or 2041 (50 %)".
_EACH = regex(
    rf"(?P<claim>[^\n%]{{6,160}}?) (?P<steps>(?:by|before"
    rf"|in) {_YEAR} \(\d{{1,2}} ?%\)(?:(?:[,;/]| or| and|, or|, and) (?:by |before "
    rf"|in )?{_YEAR} \(\d{{1,2}} ?%\)){{1,8}})\W*"
)
_OF_EACH = regex(rf"(?P<value>{_YEAR}) \((?P<level>\d{{1,2}}) ?%\)")
# "First landing: median 2041".
_MEDIAN = regex(
    rf"(?P<claim>[^\n]{{6,160}}?)\s*[:(\u2014,-]\s*(?:my )?median(?: estimate| forecast"
    rf"| guess)?(?: is|:)? (?P<value>{_YEAR})(?:[ ,;(][^\n]{{0,60}})?\W*"
)
_YEARS = regex(_YEAR)
_LEVELS = regex(r"\d{1,2}(?:\.\d)?")
_FEWEST = 3
_LONGEST_LINE, _HEAD, _LONGEST_ROW = 80, 16, 240
_HINTS = ("%", "percentile", "quantile", "median", "p50", "q50")


@dataclass(frozen=True, slots=True)
class Quantile:
    """What stays below a value, or comes by a year, with some chance."""

    block: int
    span: Span
    claim: Span | None  # the words for it; those above, where the line has none
    stated: Stated
    value: str

    @property
    def year(self) -> int | None:
        """The year by which it comes; None for an amount."""
        return int(self.value) if _YEARS.fullmatch(self.value) else None


def quantiles_of(document: Document) -> list[Quantile]:
    """The quantiles of a document, where predictions are announced."""
    if document.quantiles is None:
        document.quantiles = [*_found(document)] if any(map(document.holds, _HINTS)) else []
    return document.quantiles


def _found(document: Document) -> Iterator[Quantile]:
    for group in siblings(document):
        if looks_ahead(document, group[0]):
            yield from _listed(document, group)
            for entry in group:
                yield from _in_a_row(document, entry)
    yield from _years_with_chances(document)


def _years_with_chances(document: Document) -> Iterator[Quantile]:
    """The years of "comes by 2034 (10 %) or 2041 (50 %)", which says wherever it stands that they are chances."""
    if not document.holds("%)"):
        return
    for index, block in enumerate(document.blocks):
        if block.kind not in (Kind.ITEM, Kind.PARAGRAPH) or block.end - block.start > _LONGEST_ROW:
            continue
        row = _EACH.fullmatch(document.copy, block.start, block.end)
        if row is None:
            continue
        claim = row.span("claim")
        found = [
            Quantile(index, (claim[0], step.end()), claim, _level(step, "level"), step["value"])
            for step in _OF_EACH.finditer(document.copy, *row.span("steps"))
        ]
        if _rise(found):
            yield from found


def _listed(document: Document, group: list[Entry]) -> list[Quantile]:
    """Lines with a level and a value each, both rising."""
    found: list[Quantile] = []
    for entry in group:
        short = entry.end - entry.start < _LONGEST_LINE and _LEVELS.search(
            document.copy, entry.start, min(entry.end, entry.start + _HEAD)
        )
        match = _LINE.fullmatch(document.copy, entry.start, entry.end) if short else None
        if match is None:
            continue
        year = _YEARS.fullmatch(match["value"]) is not None
        if match["named"] or match["behind"] or (year and match["mark"]):
            span = (
                match.start("named") if match["named"] else match.start("level"),
                match.end("value"),
            )
            found.append(Quantile(entry.block, span, None, _level(match, "level"), match["value"]))
    rising = len(found) >= _FEWEST and len(found) == len(group)
    return found if rising and _rise(found) else []


def _in_a_row(document: Document, entry: Entry) -> list[Quantile]:
    """The levels of an entry, with its values in the same order."""
    copy, found, whole = document.copy, list[Quantile](), (entry.start, entry.end)
    if document.blocks[entry.block].kind is Kind.HEADING:
        return []
    years = len(_YEARS.findall(copy, *whole))
    if not years or all(document.low.find(hint, *whole) < 0 for hint in _HINTS):
        return []
    if years > 1 and (row := _ROW.fullmatch(copy, *whole)):
        levels = [*_LEVELS.finditer(copy, *row.span("levels"))]
        values = [*_YEARS.finditer(copy, *row.span("values"))]
        pairs = zip(levels, values, strict=True) if len(levels) == len(values) else ()
        for level, value in pairs:
            span = (row.start("claim"), value.end())
            found.append(Quantile(entry.block, span, row.span("claim"), _level(level), value[0]))
    elif copy.find("%", *whole) >= 0 and (row := _STEPS.fullmatch(copy, *whole)):
        for step in _STEP.finditer(copy, *row.span("steps")):
            span = (row.start("claim"), step.end())
            found.append(
                Quantile(entry.block, span, row.span("claim"), _level(step, "level"), step["value"])
            )
    elif copy.find("median", *whole) >= 0 and (row := _MEDIAN.fullmatch(copy, *whole)):
        half = Stated(row.end("claim"), row.end("value"), 0.5, Basis.STATED)
        span = (row.start("claim"), row.end("value"))
        return [Quantile(entry.block, span, row.span("claim"), half, row["value"])]
    return found if _rise(found) else []


def _level(match: re.Match[str], group: str | int = 0) -> Stated:
    return Stated(*match.span(group), round(float(match[group]) / 100, 6), Basis.STATED)


def _rise(found: list[Quantile]) -> bool:
    """True where levels and values rise together."""
    levels = [quantile.stated.value for quantile in found]
    values = [float(re.sub(r"[^\d.-]", "", quantile.value) or 0) for quantile in found]
    return all(a < b for a, b in pairwise(levels)) and all(a <= b for a, b in pairwise(values))
