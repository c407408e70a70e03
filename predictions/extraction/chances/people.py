"""Several people's numbers for one claim: in its line ("the dam holds: Ada 80 %, Bo 60 %"), or in items below it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from predictions.candidate import Basis
from predictions.extraction.chances.answers import NAMING, OPEN
from predictions.extraction.chances.lone import says
from predictions.extraction.chances.numbers import Stated
from predictions.extraction.chances.siblings import looks_ahead, siblings
from predictions.extraction.layout.blocks import Kind
from predictions.extraction.layout.document import Document
from predictions.regexes import regex

Span = tuple[int, int]

_NAME = r"[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,2}"
_NUMBER = r"[~<>\u2248]?(?:\d{1,3}(?:\.\d)?) ?%"
_ONE = rf"{_NAME}(?:'s)?[:,]? \(?{_NUMBER}\)?"
_SEVERAL = regex(
    rf"(?P<claim>[^%\n]{{8,200}}?(?:\?"
    rf"|(?=\s*[:(\u2014-])))\s*[:(\u2014-]*\s*(?P<people>{_ONE}(?:(?: ?[,;/|] ?(?:and )?"
    rf"| and ){_ONE}){{1,6}})\W*"
)
_EACH = regex(rf"(?P<name>{_NAME})(?:'s)?[:,]? \(?[~<>\u2248]?(?P<n>\d{{1,3}}(?:\.\d)?) ?%")
_ALONE = regex(
    rf"\W*(?P<name>{_NAME})(?:'s)?\s*[:\u2014(-]+\s*[~<>\u2248]?(?P<n>\d{{1,3}}(?:\.\d)?) ?%[\W]*"
)
_NO_PEOPLE = regex(
    r"(?:now|then|prior|before|was|currently|today|market|probability|confidence|chance|odds"
    r"|likelihood|yes|no|low|high|(?:last|this) year|if|otherwise|by|in)\b",
    re.IGNORECASE,
)
# "What is in the tin": names stand below it, and no people.
_NAMES = regex(
    r"\W*(?:what|who|which|where|how)\b(?! (?:likely|probable|sure|are the odds"
    r"|is the (?:chance|probability)))"
)
_FEWEST, _CLOSE = 2, 0.015


@dataclass(frozen=True, slots=True)
class Share:
    """What one of several people gives a claim."""

    block: int  # of the claim
    span: Span  # of the line with the number
    claim: Span
    number: Stated
    name: str


def shares_of(document: Document) -> list[Share]:
    """What each of several people gives a claim, in its line or in items below it."""
    if document.shares is None:
        document.shares = [*_found(document)] if "%" in document.low else []
    return document.shares


def _found(document: Document) -> Iterator[Share]:
    for group in siblings(document):
        if looks_ahead(document, group[0]):
            for entry in group:
                yield from _in_line(document, entry.block, entry.start, entry.end)
    yield from _below(document)


def _in_line(document: Document, block: int, start: int, end: int) -> list[Share]:
    """The numbers of people in a line, where the words before them claim something."""
    if document.low.count("%", start, end) < _FEWEST:
        return []
    match = _SEVERAL.fullmatch(document.copy, start, end)
    if match is None or not _is_claim(document, *match.span("claim")):
        return []
    found = [*_EACH.finditer(document.copy, *match.span("people"))]
    if any(_NO_PEOPLE.match(one["name"]) or float(one["n"]) > 100 for one in found):
        return []
    claim, span = match.span("claim"), match.span()
    return [Share(block, span, claim, _stated(one), one["name"]) for one in found]


def _below(document: Document) -> Iterator[Share]:
    """Items that hold a name and a number, below what claims something."""
    found: dict[int, list[Share]] = {}
    for block in document.blocks:
        above = block.parent if block.parent is not None else next(iter(block.headings[-1:]), None)
        if block.kind is not Kind.ITEM or above is None:
            continue
        one = _ALONE.fullmatch(document.copy, block.start, block.end)
        if one and not _NO_PEOPLE.match(one["name"]) and float(one["n"]) <= 100:
            over = document.blocks[above]
            claim = (over.start, over.end)
            share = Share(above, (block.start, block.end), claim, _stated(one), one["name"])
            found.setdefault(above, []).append(share)
    for shares in found.values():
        whole = sum(share.number.value for share in shares)
        parts = (
            len(shares) > _FEWEST and abs(whole - 1) < _CLOSE
        )  # of a whole, not of several minds
        if len(shares) >= _FEWEST and not parts and _is_claim(document, *shares[0].claim):
            yield from shares


def _is_claim(document: Document, start: int, end: int) -> bool:
    """True for what says or asks whether something comes; names that it asks for are its answers."""
    asked = document.low[start:end].rstrip(" *_:")
    if _NAMES.match(asked) or any(pattern.search(asked) for pattern in (OPEN, NAMING)):
        return False
    return says(document, start, end) or asked.endswith("?")


def _stated(one: re.Match[str]) -> Stated:
    value = round(float(one["n"]) / 100, 8)
    return Stated(one.start("n"), one.end("n") + 1, value, Basis.STATED)
