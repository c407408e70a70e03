"""Regular figures: what stands at the same place in nearly all entries of a list is the chance of each."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from predictions.candidate import Basis
from predictions.extraction.chances.figures import PARTS, Figure, figures_in
from predictions.extraction.chances.lone import says
from predictions.extraction.chances.numbers import Stated
from predictions.extraction.chances.siblings import Entry, looks_ahead, mark_of, siblings
from predictions.extraction.chances.writings import beginnings
from predictions.extraction.layout.blocks import Kind
from predictions.extraction.layout.document import Document
from predictions.regexes import regex

_OF_CHANCES = regex(
    r"\b(?:per ?cent|probabilit\w+|confidence|confident|chances?|likelihood|likely|calibrat\w+"
    r"|odds|credences?|certainty|how sure)\b|%"
)
_OF_ODDS = regex(r"\b(?:odds|bookmakers?|bookies|betting)\b")
_BEFORE = 2000  # characters before a list in which chances are spoken of
_LIST, _PAIR = 3, 2  # entries that make a list; where the figures say that they are parts
_MOST, _MANY = 0.8, 0.6
_ROUND = 5

Found = list[tuple[Entry, Figure]]


def regular_figures(document: Document) -> dict[int, list[Figure]]:
    """The figures of entries, by their blocks, where nearly all of their siblings have such a one."""
    given: dict[int, list[Figure]] = {}
    declared = _declared(document)
    groups = [
        group
        for group in siblings(document)
        if declared <= group[0].start or looks_ahead(document, group[0])
    ]
    left: set[Entry] = set()
    for group in groups:
        found = _column(document, group) if len(group) >= _PAIR else []
        for entry, figure in found:
            given.setdefault(entry.block, []).append(figure)
        if not found:
            left.update(group)
    for group in _together(document, groups) if left else ():
        for entry, figure in _column(document, group) if not left.isdisjoint(group) else ():
            if entry in left:
                given.setdefault(entry.block, []).append(figure)
    return given


# "Probabilities in percent", "my odds are in brackets", "numbers in parentheses are chances": how a text writes them.
_NOTATION = regex(
    r"\b(?:probabilit(?:y|ies)|confidence(?: levels?)?|chances|odds|likelihoods?"
    r"|credences?),? (?:(?:is|are|given|shown|listed|stated|all) ){0,2}(?:in"
    r"|as) (?:percent\w*\b|per cent\b|%|(?:round |square )?brackets\b|parenthes[ei]s\b"
    r"|parens\b)"
    r"|\bin (?:brackets|parenthes[ei]s|parens) (?:is|are) (?:the |my "
    r"|our )?(?:\w+ )?(?:probabilit(?:y|ies)|confidence|chances?|odds|likelihoods?"
    r"|credences?)\b"
)


_NOTATIONS = (
    "in per",
    "in %",
    "as per",
    "in bracket",
    "in round",
    "in square",
    "in parens",
    "in parenthes",
)


def _declared(document: Document) -> int:
    """Where a text has said how it writes its chances; its end, where it says nothing."""
    if not any(map(document.holds, _NOTATIONS)):
        return len(document.low)
    said = _NOTATION.search(document.low)
    return said.end() if said else len(document.low)


def _together(document: Document, groups: list[list[Entry]]) -> Iterator[list[Entry]]:
    """Groups of the same kind that stand under several headings, as one: two entries tell little."""
    alike: dict[tuple[Kind, int, bool, str], list[list[Entry]]] = {}
    for group in groups:
        block = document.blocks[group[0].block]
        whole = (group[0].start, group[0].end) == (block.start, block.end)
        key = (block.kind, block.level, whole, mark_of(document.text, block))
        alike.setdefault(key, []).append(group)
    for several in alike.values():
        if len(several) > 1:
            yield [entry for group in several for entry in group]


def _column(document: Document, group: list[Entry]) -> Found:
    """The figures that stand in a column, or none."""
    share = _MANY if document.blocks[group[0].block].kind is Kind.PARAGRAPH else _MOST
    if sum(_may_hold(document, entry) for entry in group) < max(_PAIR, share * len(group)):
        return []
    read = [(entry, figure) for entry in group for figure in _figures(document, entry)]
    beside = _kinds(read)
    columns = Counter({_column_of(figure, beside): 0 for _, figure in read})
    marks = Counter((figure.place, figure.mark) for _, figure in read)
    for place, kind in sorted(columns, key=lambda column: _ORDER[column[1]]):
        of_column = [(e, f) for e, f in read if _column_of(f, beside) == (place, kind)]
        of_column.sort(key=lambda pair: marks[pair[1].place, pair[1].mark])
        found = dict(of_column)
        told = kind in PARTS or all(figure.labelled for figure in found.values())
        least = _PAIR if told else _LIST
        if len(found) >= max(least, share * len(group)) and _are_chances(document, kind, found):
            return [*found.items()]
    return []


def _may_hold(document: Document, entry: Entry) -> bool:
    """A cheap look: whether an entry may have a figure at all."""
    if entry.number.isdecimal() or beginnings(document.copy, entry.start, entry.end):
        return True
    marked = document.text.find("[", entry.start, entry.end) >= 0
    return marked and bool(beginnings(document.text, entry.start, entry.end))


def _kinds(read: Found) -> set[tuple[str, str]]:
    return {(figure.place, figure.kind) for _, figure in read}


def _column_of(figure: Figure, beside: set[tuple[str, str]]) -> tuple[str, str]:
    """Where a figure stands and what it is; beside percentages "9/10" is one, too, and beside "5/1" "4/5" are odds."""
    kind = figure.kind
    if kind in ("tenths", "share", "odds") and (figure.place, "percent") in beside:
        kind = "percent"
    return figure.place, kind


_ORDER = {"percent": 0, "tenths": 1, "share": 2, "odds": 3, "fraction": 4, "decimal": 5, "whole": 6}


def _figures(document: Document, entry: Entry) -> list[Figure]:
    """The figures at the ends of an entry; a bare one in square brackets looks like a footnote in the copy."""
    found = [
        figure
        for figure in figures_in(document.copy, entry.start, entry.end)
        if not document.text.endswith("~~", 0, figure.stated.start)
    ]
    if not found and document.text.find("[", entry.start, entry.end) >= 0:
        found = [*figures_in(document.text, entry.start, entry.end)]
    if entry.number.isdecimal() and 0 < int(entry.number) < 100:
        at = document.text.rfind(entry.number, max(0, entry.start - 8), entry.start)
        value = int(entry.number) / 100
        stated = Stated(at, at + len(entry.number), value, Basis.STATED)
        found.append(Figure("number", "whole", ".", stated, (entry.start, entry.end)))
    return found


def _are_chances(document: Document, kind: str, found: dict[Entry, Figure]) -> bool:
    """True for figures that say so by their unit, by what stands above them, or by how they look."""
    if kind == "percent" or all(figure.labelled for figure in found.values()):
        return True
    figures = [*found.values()]
    values = [round(100 * figure.stated.value) for figure in figures]
    numbered = any(figure.place == "number" for figure in figures)
    if not look_like_chances(kind, figures) or (
        numbered and (not _are_round(values) or _goes_on(values))
    ):
        return False
    start = min(entry.start for entry in found)
    told = _OF_ODDS if kind == "fraction" else _OF_CHANCES
    if told.search(document.low, max(0, start - _BEFORE), start) or told.search(
        document.title.lower()
    ):
        return True
    claims = sum(_claims(document, *figure.claim) for figure in found.values())
    if kind == "fraction" or claims < _MANY * len(found):
        return False
    apart = all(figure.mark or figure.place == "front" for figure in found.values())
    if kind != "whole":
        return apart or kind in PARTS or kind == "decimal"
    return apart and len(found) > _LIST and _are_round(values)


def look_like_chances(kind: str, figures: list[Figure]) -> bool:
    """True for figures that neither count the entries nor are mostly none or all."""
    values = [round(100 * figure.stated.value) for figure in figures]
    if kind == "decimal":
        return 2 * sum(0 < value < 100 for value in values) >= len(values)
    return kind != "whole" or not _counts(values)


def _are_round(values: list[int]) -> bool:
    return all(value % _ROUND == 0 or not _ROUND < value < 100 - _ROUND for value in values)


# "Kern to buy the mill"
_TO_BE = regex(r"\w to [a-z]{2,}\b")


def _claims(document: Document, start: int, end: int) -> bool:
    """True for words that say something, if only in the infinitive of a headline."""
    return says(document, start, end) or _TO_BE.search(document.low, start, end) is not None


def _counts(values: list[int]) -> bool:
    """True for 1, 2, 3 or 10, 9, 8: the numbers of the entries, whatever stands between some of them."""
    steps = Counter(b - a for a, b in pairwise(values))
    return max(steps[1], steps[-1], steps[0]) >= _MANY * len(values)


def _goes_on(values: list[int]) -> bool:
    """True for 2, 4, 5: entries with numbers, of which some are no claims."""
    return min(values) <= _ROUND and values in (sorted(values), sorted(values, reverse=True))
