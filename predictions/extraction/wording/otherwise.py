"""The other case: "If the steel comes late, the bridge opens: 35 %. If not: 90 %" says the same claim on the contrary condition."""

import re
from dataclasses import replace

from predictions.candidate import Candidate, Polarity
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.regexes import regex

_OTHERWISE = regex(
    r"\W*(?:if not|otherwise|else|failing that|if (?:it|he|she|they|that) (?:does|do|did|is|are)(?:n't| not))\b\W{0,4}(?:with |at |only |about )?[~<>\u2248]?\d{1,3}(?:\.\d)? ?%\W*"
)
_IF = regex(r"^(?:even |only |but )?(?:if|when|once|should)\b", re.IGNORECASE)
_REACH = 400  # characters between the two cases


def otherwise(document: Document, proposal: Proposal, before: Candidate | None) -> Candidate | None:
    """The candidate of the other case, from the one before it; None where a proposal is none."""
    stated = proposal.stated
    if stated is None or before is None or proposal.start - before.end > _REACH:
        return None
    if not _OTHERWISE.fullmatch(document.low, proposal.start, proposal.end):
        return None
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
