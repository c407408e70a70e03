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
    VAGUE = "vague term"
    SUBJECT = "subject"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a claim lacks, the words at fault, and what could be written instead."""

    missing: Missing
    words: str
    suggestion: str


_VAGUE = re.compile(
    r"\b(?:significantly|substantially|dramatically|major|big|huge|massive|better|worse|more|less|fewer|soon|widely|widespread|popular|successful|impressive|important|serious|many|most|some|few|several|a lot|good|bad|strong|weak|easier|harder|gradually|increasingly|mainstream|everywhere|common|affordable|powerful|meaningful|real|transform(?:s|ed|ative)?|collapse[sd]?|thrives?|struggles?)\b",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"\d|\b(?:first|majority|half|double|triple|win|wins|elected|resigns?|dies|passes|approved|launch\w*|sign\w*|leaves?|joins?|invades?|bans?)\b",
    re.IGNORECASE,
)
# Days and years say when, not how much.
_WHEN = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? (?:\d{1,2}(?:st|nd|rd|th)?\b,? ?)?"
    r"|\b(?:19|2[01])\d\d(?:-\d\d(?:-\d\d)?|s)?(?:[-\u2013]\d\d(?:\d\d)?)?\b|\bq[1-4]\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"^(?:it(?! (?:will |won't |does not |doesn't )?(?:rain|snow|freez))|they|this|that|these|those|he|she|we|you|someone|somebody)\b",
    re.IGNORECASE,
)


def checks(candidate: Candidate) -> tuple[Check, ...]:
    """What a person should settle before the claim is tracked; empty where it can be resolved."""
    return lacking(
        candidate.statement,
        has_deadline=candidate.deadline is not None,
        after=str(candidate.not_before) if candidate.not_before else None,
        condition=candidate.condition,
    )


def lacking(
    statement: str,
    *,
    has_deadline: bool,
    after: str | None = None,
    condition: str | None = None,
    criteria: str | None = None,
) -> tuple[Check, ...]:
    """The same of a claim as somebody wrote it; written criteria settle what the words leave open.

    Args:
        statement: what will be true.
        has_deadline: whether a last day is known.
        after: the first day, where only that is known.
        condition: what it depends on.
        criteria: how it is to be decided, where somebody wrote that.
    """
    found = []
    if not has_deadline:
        by = f"after {after}" if after else "ever"
        found.append(Check(Missing.DEADLINE, "", f"the claim has no last day ({by}): set one"))
    found += _undecided(statement, criteria)
    if match := _PRONOUN.match(statement):
        found.append(Check(Missing.SUBJECT, match[0], f'say what "{match[0].lower()}" is'))
    if condition and not criteria:
        found.append(Check(Missing.CONDITION, condition, "annul if the condition fails"))
    return tuple(found)


def _undecided(statement: str, criteria: str | None) -> list[Check]:
    """What keeps two people from agreeing on the outcome."""
    if criteria and (blank := _BLANK.search(criteria)):
        return [Check(Missing.CRITERION, blank[0], f"fill in {blank[0]}")]
    if criteria:
        return []
    measured = _measured(statement)
    vague = None if measured else _VAGUE.search(statement)
    if vague:
        word = vague[0].lower()
        what = f'say what counts as "{word}": a number, and whose figures decide'
        return [Check(Missing.VAGUE, vague[0], what)]
    if not measured:
        return [Check(Missing.CRITERION, "", "name the source whose report decides")]
    return []


def _measured(statement: str) -> bool:
    """True where a number or an event that happens or not decides."""
    return _MEASURE.search(_WHEN.sub(" ", statement)) is not None


_BLANK = re.compile(r"\[[^\]\n]{1,60}\]")  # what a suggested criterion leaves open


def suggested_criterion(candidate: Candidate) -> str:
    """A resolution criterion in words to begin with; what only a person can know stands in [brackets]."""
    days = _days(candidate)
    event = candidate.statement.rstrip(" .")
    measured = _measured(candidate.statement)
    vague = None if measured else _VAGUE.search(candidate.statement)
    words = [f'Resolves YES if, {days}, [source] reports this: "{event}"; otherwise NO.']
    if vague:
        words.append(f'"{vague[0].lower()}" means [at least how many, by whose figures].')
    if match := _PRONOUN.match(candidate.statement):
        words.append(f'"{match[0].lower()}" means [who or what].')
    if candidate.condition:
        words.append(f'Annulled if this does not hold: "{" ".join(candidate.condition.split())}".')
    return " ".join(words)


def _days(candidate: Candidate) -> str:
    first, last = candidate.not_before, candidate.deadline
    if first and last:
        return f"from {first} to {last}"
    if last:
        return f"by {last}"
    return f"from {first} to [last day]" if first else "by [last day]"
