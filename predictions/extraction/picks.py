"""Picks: predictions that are a label and a name or a score, without any verb ("Winner: Kern")."""

import re

from predictions.extraction.document import Document

_LABEL = (
    r"(?:(?:most likely|likeliest)(?: winner)?|predictions?|picks?|winners?|will win|champions?|(?:to be )?(?:relegated|promoted)"
    r"|(?:semi-?)?finalists?|(?:golden boot|gold|silver|bronze)(?: medal)?|[a-z]+ of the (?:year|season|tournament)|mvp|runners?[- ]up"
    r"|top (?:goal)?scorers?|(?:predicted |final )?(?:score|standings|table))"
)
_PICK = re.compile(rf"\W*(?:(?:my|the|our) )?{_LABEL}\W{{0,3}}: *\W{{0,3}}\w")
# "Prediction: 2-1" says by itself what it is.
_SCORE = re.compile(
    r"\W*(?:my |our |the )?(?:score )?predict(?:ion|ed score)\W{0,3}: *\W{0,3}(?:[a-z][\w .'&]{1,30} )?\d{1,3} ?[-:] ?\d{1,3}\b(?![-:/.\d%])"
)
_LONGEST = 90


def is_pick(document: Document, start: int, end: int) -> bool:
    """True for a label and a pick, where predictions are announced, or the label itself does so."""
    if end - start >= _LONGEST or ":" not in document.low[start:end]:
        return False
    if document.predictive and _PICK.match(document.low, start, end):
        return True
    return _SCORE.match(document.low, start, end) is not None
