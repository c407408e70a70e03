"""Records of a program's data: a claim or question in one field, its number in another ("claim: ..., probability: 0.8")."""

import re
from dataclasses import dataclass
from itertools import zip_longest

from predictions.candidate import Basis
from predictions.extraction.chances.numbers import Stated
from predictions.extraction.layout.document import Document

Span = tuple[int, int]

_FIELDS = ("claim", "question", "prediction", "statement", "text", "title", "event", "name")
_NUMBERS = ("probability", "confidence", "answer", "chance", "credence", "likelihood", "prob", "p")
_CLAIM = re.compile(
    rf"(?:^|[\s{{,:])[\"']?(?P<key>{'|'.join(_FIELDS)})[\"']? ?[:=] *(?:[>|]-?[ \t]*)?(?:\n[ \t]*)?(?P<quote>[\"']?)(?P<claim>\w[^\n]{{7,300}}?(?:(?<=[\w,])\n[ \t]+(?![\w-]+ ?[:=])[^\s:\"'{{[][^\n:]{{1,200}}){{0,3}}?)(?P=quote)[ ,]*(?=\n(?![ \t]+[a-z][^:\n]*(?:\n|$))|[\"'{{]|\Z)",
    re.IGNORECASE | re.MULTILINE,
)
_NUMBER = re.compile(
    rf"(?<!\w)[\"']?(?:{'|'.join(_NUMBERS)})[\"']? ?[:=] *[\"']?(?P<n>\d{{1,3}}(?:\.\d{{1,4}})?|\.\d{{1,4}}) ?(?P<percent>%?)[\"']?[ ,;}}\]]*(?=\n|$|[\"'\w])",
    re.IGNORECASE | re.MULTILINE,
)
_ENDS = (":", '":', "':", " =")
_AHEAD = re.compile(r"\bwill\b|\bby (?:the end of )?(?:20|21)\d\d\b|\bbefore (?:20|21)\d\d\b")
_REACH = 200  # characters between the two fields
_FAR = 4000  # where they are quoted; long descriptions stand between
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Record:
    """A claim and its number."""

    claim: Span
    number: Stated


def records_of(document: Document) -> list[Record]:
    """The records of a document, where several have the same fields."""
    if document.records is None:
        fields = _stands(document.low, _FIELDS) and _stands(document.low, _NUMBERS)
        found = _found(document) if document.blocks and fields else []
        document.records = found if len(found) >= _FEWEST else []
    return document.records


def _stands(low: str, names: tuple[str, ...]) -> bool:
    """True where one of the names of fields stands before a colon."""
    return any(name in low and any(name + end in low for end in _ENDS) for name in names)


def _looks_ahead(document: Document, match: re.Match[str]) -> bool:
    """True for a claim, and for a question of what will be: others have answers that are no chances."""
    if match["key"].lower() != "question" or document.predictive:
        return True
    return _AHEAD.search(match["claim"].lower()) is not None


def _found(document: Document) -> list[Record]:
    text = document.text
    claims = [match for match in _CLAIM.finditer(text) if _looks_ahead(document, match)]
    pairs: list[tuple[Span, re.Match[str]]] = []
    for claim, after in zip_longest(claims, claims[1:]):
        reach = _FAR if claim["quote"] else _REACH
        stop = min(claim.end() + reach, after.start() if after else len(text))
        if number := _NUMBER.search(text, claim.end(), stop):
            pairs.append((claim.span("claim"), number))
    whole = any(float(number["n"]) > 1 for _, number in pairs)
    values = [float(n["n"]) / (100 if whole or n["percent"] else 1) for _, n in pairs]
    if any(value > 1 for value in values):
        return []
    return [
        Record(claim, Stated(number.start("n"), number.end("n"), round(value, 8), Basis.STATED))
        for (claim, number), value in zip(pairs, values, strict=True)
    ]
