"""Outcomes that a document records itself: ticks and crosses, struck words, "RIGHT", a results column.

A mark says how the claim turned out *as it is worded*; what is recorded is the outcome of the affirmative
statement. Nothing is resolved by it: a person decides.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from predictions.candidate import Basis, Candidate, Polarity, Recorded, Span
from predictions.extraction.chances.records import records_of
from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.graded import grade_at
from predictions.extraction.words.grades import Grade
from predictions.regexes import regex
from predictions.windows.calendar import add_days

_RIGHT = "\u2713\u2714\u2611\u2705\U0001f5f8"
_WRONG = "\u2717\u2718\u274c\u2612\u2716\u274e"
_TRUE_WORDS = r"came true|has come true|happened|correct|right|true|yes|hit"
_FALSE_WORDS = (
    r"(?:did not|didn't|has not|hasn't|never) (?:come true|happen(?:ed)?)|incorrect|wrong|false|no"
    r"|miss(?:ed)?|failed"
)
_SYMBOL = rf"(?P<symbol>[{_RIGHT}{_WRONG}])\ufe0f?"
# In capitals: "right" in the run of a sentence is no grade.
_SHOUT = r"(?P<shout>(?-i:CAME TRUE|RIGHT|CORRECT|WRONG|INCORRECT|DID NOT HAPPEN|DIDN'T HAPPEN))\b"
_WORDS = rf"(?:{_FALSE_WORDS}|{_TRUE_WORDS})"
# A plain word is a mark only where something sets it apart: brackets, emphasis, an arrow, "Result:".
_SAID = (
    rf"(?:[(\[{{]|\*{{1,2}}|_|(?:->|=>|\u2192|\u21d2) *"
    rf"|(?:result|outcome|verdict|grade|resolved|status)(?: (?:as|to))?:? +)"
    rf"[*_]{{0,2}}(?:(?:result|outcome"
    rf"|resolved): *)?(?P<said>{_WORDS})(?=[*_]{{0,2}}[)\]}}*_.,;!:]|[*_]{{0,2}}\s*$)"
)
_NUMBER = r"[\s:(\[\u2014\u2013-]*(?:[~<>\u2248]? ?\d{1,3}(?:\.\d+)? ?%)?"
_AFTER = regex(
    rf"{_NUMBER}[\s.,;:)\]*_~|\"'\u2019\u201d\u2014\u2013-]{{0,12}}?(?:{_SYMBOL}|{_SHOUT}|{_SAID})",
    re.IGNORECASE,
)
_BEFORE = regex(
    rf"(?:{_SYMBOL}|\[(?P<box>[xX])\]|{_SHOUT}(?=[\s*_]{{0,3}}[:.\u2014\u2013-])"
    rf"|[(\[*]{{1,2}}(?P<said>{_WORDS})[)\]*]{{1,2}})[\s:.*_~|\u2014\u2013-]{{0,8}}$",
    re.IGNORECASE,
)
_STRUCK = regex(
    r"~~(?!~)((?:[^~\n]|~(?!~)|\n(?!\s*\n)){1,2000})~~"
    r"|<(?:del|s|strike)\b[^<>\n]{0,100}>([^<]{1,2000}(?:<(?!/(?:del|s"
    r"|strike)>)[^<]{0,2000}){0,20})</(?:del|s|strike)>"
    r"|<span\b[^<>\n]{0,100}line-through[^<>\n]{0,100}>((?:[^<]|<(?!/span>)){1,2000})</span>",
    re.IGNORECASE,
)
_MAYBE_STRUCK = ("~~", "<del", "<s>", "<strike", "line-through")
_AROUND = 160  # characters beside a claim in which its mark may stand
_EARLY = 31  # days: people grade a year in its last days
_SIDES = regex(r"[\w$€£%]")


def record_outcomes(document: Document, found: list[Candidate]) -> list[Candidate]:
    """The candidates, each with the outcome that the document marks for it."""
    struck = _struck_spans(document.text)
    results = _Results(document)
    marked = []
    for index, candidate in enumerate(found):
        recorded = results.of(candidate)
        if recorded is None:
            recorded = _in_record(document, candidate)
            recorded = recorded or _by_grade(document, candidate)
            recorded = recorded or _by_strike(candidate, struck, document.text)
            recorded = recorded or _by_mark(
                document.text, candidate, _room(document.text, found, index)
            )
            if recorded and _in_doubt(recorded, candidate, document.published):
                recorded = replace(recorded, outcome=None)
        marked.append(replace(candidate, recorded=recorded) if recorded else candidate)
    return marked


def _in_record(document: Document, candidate: Candidate) -> Recorded | None:
    """What a field beside the claim says of it ("veracity: false")."""
    for record in records_of(document):
        if record.came and record.claim[0] <= candidate.start < record.claim[1]:
            return _recorded(document.text, record.came, candidate)
    return None


def _by_grade(document: Document, candidate: Candidate) -> Recorded | None:
    """What a grade in words says of the claim, in a list of such."""
    graded = grade_at(document, candidate.start)
    if graded is None or not graded.claims(candidate.start):
        return None
    known = graded.says is not Grade.OPEN
    outcome = _of_statement(graded.says is Grade.RIGHT, candidate) if known else None
    start, end = graded.grade
    return Recorded(outcome=outcome, mark=document.text[start:end], start=start, end=end)


STRIKE = "strike-through"


def _room(text: str, found: list[Candidate], index: int) -> Span:
    """The part of the candidate's lines that belongs to no other candidate."""
    one = found[index]
    first = max(
        text.rfind("\n", max(0, one.start - _AROUND), one.start) + 1, one.start - _AROUND, 0
    )
    last = text.find("\n", one.end, one.end + _AROUND)
    last = min(one.end + _AROUND, len(text)) if last < 0 else last
    if index and found[index - 1].end <= one.start:
        first = max(first, found[index - 1].end)
    if index + 1 < len(found) and found[index + 1].start >= one.end:
        last = min(last, found[index + 1].start)
    return first, last


def _by_mark(text: str, candidate: Candidate, room: Span) -> Recorded | None:
    """A mark right after the claim and its number, or right before it."""
    first, last = room
    match = _AFTER.match(text, candidate.end, last) or _BEFORE.search(text, first, candidate.start)
    if match is None and text[candidate.start] in _RIGHT + _WRONG:
        return _recorded(text, (candidate.start, candidate.start + 1), candidate)
    if match is None and text[candidate.end - 1] in _RIGHT + _WRONG:
        return _recorded(text, (candidate.end - 1, candidate.end), candidate)
    if match is None:
        return None
    groups = match.groupdict()
    name = next(name for name, value in groups.items() if value is not None)
    return _recorded(text, match.span(name), candidate)


def _by_strike(candidate: Candidate, struck: list[Span], text: str) -> Recorded | None:
    """A claim all of whose words are struck is marked wrong."""
    if not struck:
        return None
    inside = [(a, b) for a, b in struck if a < candidate.end and b > candidate.start]
    if not inside:
        return None
    words = sum(1 for _ in _SIDES.finditer(text, candidate.start, candidate.end))
    gone = sum(
        sum(1 for _ in _SIDES.finditer(text, max(a, candidate.start), min(b, candidate.end)))
        for a, b in inside
    )
    if gone < 0.8 * words:
        return None
    return Recorded(
        outcome=_of_statement(False, candidate), mark=STRIKE, start=inside[0][0], end=inside[-1][1]
    )


def _struck_spans(text: str) -> list[Span]:
    if not any(mark in text for mark in _MAYBE_STRUCK):
        return []
    return [match.span(match.lastindex or 0) for match in _STRUCK.finditer(text)]


_HEAD = regex(
    r"\W*(?:outcomes?|results?|resolution|resolved|actual|happened|came true|correct|right|grade|status)\W*",
    re.IGNORECASE,
)


class _Results:
    """The results columns of the tables of a document."""

    def __init__(self, document: Document) -> None:
        self._text, self._blocks = document.text, document.blocks
        self._starts = [block.start for block in document.blocks]
        self._columns: dict[int, int | None] = {}  # by the place of the first row

    def of(self, candidate: Candidate) -> Recorded | None:
        """What the results column of a table says about the row's question."""
        index = bisect_right(self._starts, candidate.start) - 1
        if index < 0 or self._blocks[index].kind is not Kind.ROW:
            return None
        column = self._column(_first_row(self._blocks, index))
        if column is None:
            return None
        cells = list(_cells(self._text, self._blocks[index]))
        return _in_cell(self._text, *cells[column]) if column < len(cells) else None

    def _column(self, first: Block) -> int | None:
        if first.start not in self._columns:
            heads = enumerate(_cells(self._text, first))
            self._columns[first.start] = next(
                (n for n, (a, b) in heads if _HEAD.fullmatch(self._text, a, b)), None
            )
        return self._columns[first.start]


def _in_cell(text: str, start: int, end: int) -> Recorded | None:
    value = text[start:end].strip(" \t*_|")
    right = _reads(value)
    if right is None:
        return None
    at = text.index(value, start)
    # The column answers the row's question, whichever way a forecaster leans.
    outcome = "yes" if right else "no"
    return Recorded(outcome=outcome, mark=value, start=at, end=at + len(value))


def _first_row(blocks: list[Block], index: int) -> Block:
    least = max(0, index - 500)
    while index > least and blocks[index - 1].kind is Kind.ROW:
        index -= 1
    return blocks[index]


def _cells(text: str, row: Block) -> Iterator[Span]:
    start = row.start + (
        len(text[row.start : row.end]) - len(text[row.start : row.end].lstrip(" \t|"))
    )
    for part in text[start : row.end].split("|"):
        yield start, start + len(part)
        start += len(part) + 1


_TRUE = regex(rf"[{_RIGHT}]\ufe0f?|(?:{_TRUE_WORDS})[.!]?", re.IGNORECASE)
_FALSE = regex(rf"[{_WRONG}]\ufe0f?|(?:{_FALSE_WORDS})[.!]?", re.IGNORECASE)


def _reads(mark: str) -> bool | None:
    """Whether a mark says right or wrong."""
    if mark in ("x", "X") or _TRUE.fullmatch(mark):
        return True
    return False if _FALSE.fullmatch(mark) else None


def _recorded(text: str, span: Span, candidate: Candidate) -> Recorded | None:
    mark = text[slice(*span)]
    right = _reads(mark)
    if right is None:
        return None
    return Recorded(outcome=_of_statement(right, candidate), mark=mark, start=span[0], end=span[1])


def _of_statement(right: bool, candidate: Candidate) -> str:
    return "yes" if right == (candidate.polarity is Polarity.YES) else "no"


_GRADES = regex(r"right|correct|wrong|incorrect|hit|miss(?:ed)?", re.IGNORECASE)


def _in_doubt(recorded: Recorded, candidate: Candidate, published: date | None) -> bool:
    """True where the mark may mean something else: the days are still to come, or a long shot was "right"."""
    last, first = candidate.deadline, candidate.not_before
    if published and (
        (last and last > add_days(published, _EARLY)) or (first and first > published)
    ):
        return True
    doubted = (
        candidate.basis in (Basis.STATED, Basis.ODDS)
        and candidate.probability is not None
        and (candidate.probability < 0.5) == (candidate.polarity is Polarity.YES)
        and candidate.probability != 0.5
    )
    return doubted and _GRADES.fullmatch(recorded.mark) is not None
