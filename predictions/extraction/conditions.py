"""What a claim hangs on: the if-clause in it, or in the words before it."""

import re

from predictions.extraction import lexicon as lex
from predictions.extraction.document import Document
from predictions.extraction.glance import needs
from predictions.extraction.proposals import Proposal

# "Barring a strike", "in the unlikely event that it rains", "without new money" at the head.
_IN_CASE = re.compile(
    r"\b(?:in the (?:\w+ ){0,3}event (?:that|of)|in that case|to the extent that|barring)\b|^\W*(?:and |but |even )?without "
)
# "As if", "I wonder if", "at least once", "I'm assuming".
_NO_CONDITION = re.compile(
    r"(?:\b(?:even|as|surprised?|see|me|wonder|know|knows|what|tell|ask|or|least|only|than|has|have|had|am|is|are)|'m|'s|'re) $"
)
# "If I had to guess", "if you want", "once: 90%", "when we discussed": no state of the world to come.
_SPOKEN_CONDITION = re.compile(
    r"(?:if (?:i had to|i were to|forced|pressed|you (?:look|consider|think|count|ask|want|like|will|must)|anything|at all|not)\b|provided (?:my|a|an|the|some|us|me)\b|once\W*[:;,.(\d]|when \w+ (?:[a-z]{3,}ed|was|were|had|did|said|wrote)\b)"
)
_HEADS = re.compile(
    r"(?:^|[,;:(\u2014]|\b(?:and|but|or|so|that|then|because|think|believe|expect|says?|said))\W*$"
)
_ITS_END = re.compile(r",(?! (?:and|or)(?: \w+)? (?:if|once|unless)\b)|\bthen\b| \(")


# Words of which each pattern needs one.
_CONDITIONAL = needs(
    "if unless once assuming provided providing conditional given long should case event contingent were whenever when"
    " extent barring without"
)


def condition_of(document: Document, proposal: Proposal) -> str | None:
    """The condition of the claim, verbatim, or None."""
    if not proposal.sentence.seen & _CONDITIONAL:
        return None
    low, (a, b) = document.low, (proposal.start, proposal.end)
    if inside := _inside(low, a, b):
        return document.text[inside[0] : inside[1]].strip(" ,.")
    begin = proposal.sentence.span[0]
    if above := _above(low[begin:a]):
        return document.text[begin + above[0] : begin + above[1]].strip(" ,.\n")
    return None


def _inside(low: str, a: int, b: int) -> tuple[int, int] | None:
    match = lex.CONDITION.search(low, a, b)
    if match and not _counts(low, match, late=match.start() > a + 2):
        match = None
    match = match or _IN_CASE.search(low, a, b)
    if match is None:
        return None
    stop = _ITS_END.search(low, match.end(), b) if match.start() <= a + 2 else None
    return match.start(), stop.start() if stop else b


def _counts(low: str, match: re.Match[str], *, late: bool) -> bool:
    """True where the word really begins a condition; "when" and "given that" do so only at the head."""
    if late and match[0] in ("when", "given that"):
        return False
    if _SPOKEN_CONDITION.match(low, match.start()):
        return False
    return not _NO_CONDITION.search(low, max(0, match.start() - 14), match.start())


def _above(lead: str) -> tuple[int, int] | None:
    """The condition in the words before a claim, up to the comma or "then" that ends it."""
    for match in (*_IN_CASE.finditer(lead), *lex.CONDITION.finditer(lead)):
        if match[0] in ("when", "whenever", "given that", "once"):
            continue
        heads = _HEADS.search(lead[: match.start()]) is not None  # not "A comes if B does, and C"
        if heads and _counts(lead, match, late=True):
            stop = _ITS_END.search(lead, match.end())
            return match.start(), stop.start() if stop else len(lead)
    return None
