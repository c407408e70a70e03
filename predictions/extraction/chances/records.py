"""Records of a program's data: a claim or question in one field, its number in another ("claim: ..., probability: 0.8").

What a field calls a prediction needs no number ("prediction: ..."); beside it may stand whose it is, and what came of it.
"""

import re
from dataclasses import dataclass
from itertools import zip_longest

from predictions.candidate import Basis
from predictions.extraction.chances.numbers import Stated
from predictions.extraction.layout.document import Document
from predictions.regexes import regex

Span = tuple[int, int]

_FIELDS = (
    "claim",
    "question",
    "prediction",
    "forecast",
    "prophecy",
    "statement",
    "text",
    "title",
    "event",
    "name",
)
_NUMBERS = ("probability", "confidence", "answer", "chance", "credence", "likelihood", "prob", "p")
_ON = r"(?=\n(?![ \t]+[a-z][^:\n]*(?:\n|$))|\Z"  # the next field stands below
_CLAIM = regex(
    rf"(?:^"
    rf"|[\s{{,:])[\"']?(?P<key>{'|'.join(_FIELDS)})[\"']? ?[:=] *(?:[>|]-?[ \t]*)?(?:\n[ \t]*(?!(?-i:[a-z_-]+) ?[:=](?:\s"
    rf"|$)))?(?P<quote>[\"'])?"
    rf"(?P<claim>\w[^\n]{{7,300}}?(?:(?<=[\w,])\n[ \t]+(?![\w-]+ ?[:=])[^\s:\"'{{[][^\n:]{{1,200}}){{0,3}}?)"
    rf"(?(quote)(?P=quote)[ ,]*{_ON}|[\"'{{}}])|[ ,]*{_ON}))",
    re.IGNORECASE | re.MULTILINE,
)
_NUMBER = regex(
    rf"(?<!\w)[\"']?(?:{'|'.join(_NUMBERS)})[\"']? ?[:=] *[\"']?(?P<n>\d{{1,3}}(?:\.\d{{1,4}})?"
    rf"|\.\d{{1,4}}) ?(?P<percent>%?)[\"']?[ ,;}}\]]*(?=\n|$|[\"'\w])",
    re.IGNORECASE | re.MULTILINE,
)
_CALLED = ("prediction", "forecast", "prophecy")  # fields that need no number
_WHOSE = regex(
    r"(?<!\w)[\"']?(?:host|author|by|who|forecaster|predictor|person|speaker"
    r"|user)[\"']? ?[:=] *[\"']?(?P<name>[A-Z][\w.'\u2019-]*(?: [A-Z][\w.'\u2019-]*){0,3})[\"']?[ ,}]*(?=\n"
    r"|$|[\"'])",
    re.MULTILINE,
)
_CAME = regex(
    r"(?<!\w)[\"']?(?:veracity|outcome|result|correct|came[ _]true|happened|verdict|resolved"
    r"|resolution)[\"']? ?[:=] *[\"']?(?P<mark>\w+)[\"']?[ ,}]*(?=\n|$|[\"'])",
    re.IGNORECASE | re.MULTILINE,
)
_BEGINS = regex(r"\n[ \t]*-[ \t]|\{|\n[ \t]*\n|(?:\A|\n)\[\[")  # a record
_LEAST_WORDS, _MOST = 3, 0.8
_LONGEST = 16  # characters of a name of a field, and a quotation mark
_AHEAD = regex(r"\bwill\b|\bby (?:the end of )?(?:20|21)\d\d\b|\bbefore (?:20|21)\d\d\b")
_REACH = 200  # characters between the two fields
_FAR = 4000  # where they are quoted; long descriptions stand between
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Record:
    """A claim and its number."""

    claim: Span
    number: Stated | None
    author: str | None = None
    came: Span | None = None  # what is said to have come of it


def records_of(document: Document) -> list[Record]:
    """The records of a document, where several have the same fields."""
    if document.records is None:
        document.records = _read(document) if document.blocks else []
    return document.records


def _read(document: Document) -> list[Record]:
    named = _before_marks(document.low)
    called = any(words.endswith(_CALLED) for words in named)
    if not called and not all(
        any(words.endswith(names) for words in named) for names in (_FIELDS, _NUMBERS)
    ):
        return []
    claims = [match for match in _CLAIM.finditer(document.text) if _looks_ahead(document, match)]
    found = _found(document, claims)
    if len(found) < _FEWEST and called:
        found = _called(document, claims)
    return found if len(found) >= _FEWEST else []


def _called(document: Document, claims: list[re.Match[str]]) -> list[Record]:
    """The claims that their fields call predictions, with whose they are and what came of them."""
    text = document.text
    mine = [match for match in claims if match["key"].lower() in _CALLED]
    worded = sum(len(match["claim"].split()) >= _LEAST_WORDS for match in mine)
    if len(mine) < _FEWEST or worded < _MOST * len(mine):
        return []  # "prediction: cat": what a program says of a picture
    records = []
    for match, after in zip_longest(mine, mine[1:]):
        begins = [
            found.start()
            for found in _BEGINS.finditer(text, max(0, match.start() - _REACH), match.start("key"))
        ]
        stop = min(match.end() + _REACH, after.start() if after else len(text))
        end = ends.start() if (ends := _BEGINS.search(text, match.end(), stop)) else stop
        start = begins[-1] if begins else match.start()
        whose = _WHOSE.search(text, start, match.start("key")) or _WHOSE.search(
            text, match.end(), end
        )
        came = _CAME.search(text, match.end(), end)
        name = whose["name"] if whose else document.author
        records.append(Record(match.span("claim"), None, name, came.span("mark") if came else None))
    return records


def _before_marks(low: str) -> list[str]:
    """What stands before each colon, and each sign of equality behind a blank, to be held against names of fields."""
    before = [words[-_LONGEST:] for words in low.split(":")[:-1]]
    bare = [words[:-1] if words.endswith(('"', "'")) else words for words in before]
    return bare + [words[-_LONGEST:] for words in low.split(" =")[:-1]]


def _looks_ahead(document: Document, match: re.Match[str]) -> bool:
    """True for a claim, and for a question of what will be: others have answers that are no chances."""
    if match["key"].lower() != "question" or document.predictive:
        return True
    return _AHEAD.search(match["claim"].lower()) is not None


def _found(document: Document, claims: list[re.Match[str]]) -> list[Record]:
    """The claims with their numbers."""
    text = document.text
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
        Record(
            claim,
            Stated(number.start("n"), number.end("n"), round(value, 8), Basis.STATED),
            document.author,
        )
        for (claim, number), value in zip(pairs, values, strict=True)
    ]
