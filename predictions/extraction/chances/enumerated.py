"""Enumerations: several claims in one sentence or line, each with its number behind it."""

from predictions.extraction.chances.betting import odds_in
from predictions.extraction.chances.numbers import PATTERN, Stated, value_of
from predictions.extraction.chances.placing import is_of_content
from predictions.extraction.layout.document import Document
from predictions.regexes import regex

Piece = tuple[int, int, Stated]

_JOINT = regex(
    r"\s*(?:[,;/|\u00b7\u2022+&]\s*(?:(?:and|but|or|while|with|then)\s)?"
    r"|\s(?:and|but|while|whereas)\s)\s*(?=[\"'\w])"
)
_MARK = regex(
    r"[ \t]*(?:[:(\[=\u2013\u2014-][\s(\[]*(?:at |about |~)?|,? (?:at|is|with) (?:about |~)?|[ \t]+)[~<>]?$"
)
_CLOSE = regex(r"(?: (?:chance|likely|probability|odds|confiden(?:ce|t)|sure|certain))?[)\]]?")
_LEAD = regex(r"[^:()%]{3,90}: (?=\S)")
_ENDS = regex(r"[\s.!)*_]*")
_WORDS = regex(r"[^\W\d_]{2,}")
_APART = (":", "(", "[", "=", "\u2013", "\u2014", "-")
# "I'm at 85%": a view, and not what it is of.
_HELD = regex(r"\b(?:i'm|i was|i am|i'd be|we're|we are)(?: \w+){0,2}$")
_FEWEST, _LEAST_WORDS = 2, 2
_NEAR = 40


def enumerated(
    document: Document, stated: list[Stated], a: int, b: int, *, announced: bool
) -> list[Piece]:
    """The claims of an enumeration with their numbers, or none where one of them has none of its own."""
    low = document.low
    numbers = odds_in(document, a, b)
    if len(numbers) < _FEWEST:
        numbers = _percentages(low, a, b) if announced else stated
    if len(numbers) < _FEWEST:
        return []
    ends = [_closed(low, number, b) for number in numbers]
    if not _ENDS.fullmatch(low, ends[-1], b):
        return []
    starts = [_behind_lead(low, a, numbers[0].start)]
    for end in ends[:-1]:
        joint = _JOINT.match(low, end, b)
        if joint is None:
            return []
        starts.append(joint.end())
    pieces = [*zip(starts, ends, numbers, strict=True)]
    return pieces if all(_claims(low, start, number) for start, _, number in pieces) else []


def _percentages(low: str, a: int, b: int) -> list[Stated]:
    if low.count("%", a, b) < _FEWEST:
        return []
    found = (value_of(match) for match in PATTERN.finditer(low, a, b) if match["percent"])
    return [number for number in found if number]


def _closed(low: str, number: Stated, end: int) -> int:
    if low.startswith("(", number.start):
        return number.end
    match = _CLOSE.match(low, number.end, end)
    return match.end() if match else number.end


def _behind_lead(low: str, a: int, end: int) -> int:
    """Where the first claim begins: behind "The results will be:"."""
    lead = _LEAD.match(low, a, end)
    return lead.end() if lead and _WORDS.search(low, lead.end(), end) else a


def _claims(low: str, start: int, number: Stated) -> bool:
    """True for words before a number that is set apart, or that measures nothing that they name."""
    mark = _MARK.search(low, start, number.start)
    stop = mark.start() if mark else number.start
    if mark is None and not low.startswith("(", number.start):
        return False
    words = low[start:stop]
    if len(_WORDS.findall(words)) < _LEAST_WORDS or _HELD.search(words):
        return False
    if words.count("(") > words.count(")"):
        return False
    apart = low.startswith("(", number.start) or any(
        sign in low[stop : number.start] for sign in _APART
    )
    return not is_of_content(
        low[start : number.start], low[number.end : number.end + _NEAR], apart=apart
    )
