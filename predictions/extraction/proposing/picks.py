"""Picks: predictions that are a label and a name or a score, without any verb ("Winner: Kern")."""

import re

from predictions.extraction.layout.blocks import Block
from predictions.extraction.layout.document import Document

_LABEL = (
    r"(?:(?:most likely|likeliest)(?: winner)?|predictions?|picks?|winners?|(?:who |what )?will win|(?:selected|predicted|chosen) [a-z]+|champions?|(?:to be )?(?:relegated|promoted)"
    r"|(?:semi-?)?finalists?|(?:golden boot|gold|silver|bronze)(?: medal)?|[a-z]+ of the (?:year|season|tournament)|mvp|runners?[- ]up"
    r"|top (?:(?:goal)?scorers?|two|three|four|five|six|ten)|(?:predicted |final )?(?:score|standings|table))"
)
_PICK = re.compile(rf"\W*(?:(?:my|the|our) )?{_LABEL}\W{{0,3}}: *\W{{0,3}}\w")
# "Prediction: 2-1" says by itself what it is.
_SCORE = re.compile(
    r"\W*(?:my |our |the )?(?:score )?predict(?:ion|ed score)\W{0,3}: *\W{0,3}(?:[a-z][\w .'&]{1,30} )?\d{1,3} ?[-:] ?\d{1,3}\b(?![-:/.\d%])"
)
# "DPOY: Bea Poe", in a paragraph of picks.
_ENTRY = re.compile(
    r"\W*[A-Z][\w' ]{1,24}: *[A-Z][\w.'-]*(?: (?:[A-Z][\w.'-]*|de|van|of|the|and))*\W*"
)
# "Kern Rovers 2-1 Harrow", "Chargers 28, Broncos 23", "Harrow in six": a whole line, where predictions are announced.
_NAME = r"[A-Z][\w.'&-]*(?: (?:[A-Z&][\w.'&-]*|of|the)){0,3}"
_RESULT = re.compile(
    rf"\W*{_NAME} (?:\d{{1,3}} ?[-:] ?\d{{1,3}} {_NAME}|\d{{1,3}}, {_NAME} \d{{1,3}}|(?:wins? )?in (?:[4-7]|four|five|six|seven)(?: games)?)\W*"
)
_FIRST = re.compile(rf"^{_PICK.pattern}", re.MULTILINE)
_LONGEST = 90


def is_pick(document: Document, block: Block, start: int, end: int) -> bool:
    """True for a label and a pick, where predictions are announced, or the label itself does so."""
    if end - start >= _LONGEST:
        return False
    if document.predictive and _is_result(document.copy, start, end):
        return True
    if ":" not in document.low[start:end]:
        return False
    if document.predictive:
        if _PICK.match(document.low, start, end):
            return True
        if _ENTRY.fullmatch(document.copy, start, end) and _picks(document, block):
            return True
    return _SCORE.match(document.low, start, end) is not None


_COUNTED = re.compile(r"\d| in (?:four|five|six|seven)\b")


def _is_result(copy: str, start: int, end: int) -> bool:
    return (
        _COUNTED.search(copy, start, end) is not None
        and _RESULT.fullmatch(copy, start, end) is not None
    )


def _picks(document: Document, block: Block) -> bool:
    """True for a paragraph with a pick at the beginning of one of its lines."""
    return _FIRST.search(document.low[block.start : min(block.end, block.start + 1500)]) is not None
