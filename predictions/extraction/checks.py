"""Resolvability: what a claim lacks before anybody could say whether it came true.

A rival voided three in ten of the claims that it tracked for want of a criterion; better to ask
while the claim is being reviewed.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from predictions.candidate import Candidate


class Missing(StrEnum):
    """What is missing."""

    DEADLINE = "deadline"
    CRITERION = "criterion"
    SUBJECT = "subject"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a claim lacks, the words at fault, and what could be written instead."""

    missing: Missing
    words: str
    suggestion: str


_VAGUE = re.compile(
    r"\b(?:significantly|substantially|dramatically|major|big|huge|massive|better|worse|more|less|fewer|soon|widely|widespread|popular|successful|impressive|important|serious|many|most|some|few|several|a lot|good|bad|strong|weak|better|easier|harder|gradually|increasingly)\b",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"\d|\b(?:first|majority|half|double|triple|win|wins|elected|resigns?|dies|passes|approved|launch\w*|sign\w*|leaves?|joins?|invades?|bans?)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"^(?:it|they|this|that|these|those|he|she|we|you)\b", re.IGNORECASE)


def checks(candidate: Candidate) -> tuple[Check, ...]:
    """What a person should settle before the claim is tracked; empty where it can be resolved."""
    found = []
    if candidate.deadline is None:
        by = f"after {candidate.not_before}" if candidate.not_before else "ever"
        found.append(Check(Missing.DEADLINE, "", f"the claim has no last day ({by}): set one"))
    vague = _VAGUE.search(candidate.statement)
    if vague and not _MEASURE.search(candidate.statement):
        what = f'say what counts as "{vague[0].lower()}": a number, and whose figures decide'
        found.append(Check(Missing.CRITERION, vague[0], what))
    elif not _MEASURE.search(candidate.statement):
        found.append(Check(Missing.CRITERION, "", "name the source whose report decides"))
    if match := _PRONOUN.match(candidate.statement):
        found.append(Check(Missing.SUBJECT, match[0], f'say what "{match[0].lower()}" is'))
    if candidate.condition:
        found.append(Check(Missing.CONDITION, candidate.condition, "annul if the condition fails"))
    return tuple(found)
