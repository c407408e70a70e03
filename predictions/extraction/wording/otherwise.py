"""The other case: "If the steel comes late, the bridge opens: 35 %. If not: 90 %" says the same claim on the contrary condition."""

import re
from dataclasses import replace

from predictions.candidate import Candidate, Polarity
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.wording.drafts import Draft
from predictions.regexes import regex

_OTHERWISE = regex(
    r"\W*(?:if not|otherwise|else|failing that"
    r"|if (?:it|he|she|they|that) (?:does|do|did|is|are)(?:n't| not))\b\W{0,4}(?:with |at "
    r"|only |about )?[~<>\u2248]?\d{1,3}(?:\.\d)? ?%\W*"
)
_IF = regex(r"^(?:even |only |but )?(?:if|when|once|should)\b", re.IGNORECASE)
_REACH = 400  # characters between the two cases


def is_other_case(document: Document, proposal: Proposal, before: Draft | None) -> bool:
    """True for a proposal that only gives a number for the contrary of what the claim before hangs on."""
    if proposal.stated is None or before is None or proposal.start - before.proposal.end > _REACH:
        return False
    return _OTHERWISE.fullmatch(document.low, proposal.start, proposal.end) is not None


def of_other_case(document: Document, proposal: Proposal, before: Candidate) -> Candidate:
    """The candidate of the other case, from the one before it."""
    stated = proposal.stated
    assert stated is not None  # noqa: S101 - it is one by its number
    denied = before.polarity is Polarity.NO
    return replace(
        before,
        quote=document.text[proposal.start : proposal.end],
        start=proposal.start,
        end=proposal.end,
        probability=round(1 - stated.value, 8) if denied else stated.value,
        probability_low=None,
        probability_high=None,
        basis=stated.basis,
        cue=document.text[stated.start : stated.end],
        confidence=round(proposal.confidence, 3),
        condition=_IF.sub("unless", before.condition, count=1) if before.condition else "if not",
    )
