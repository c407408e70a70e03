"""Resolvability: what a claim lacks before anybody could say whether it came true.

A rival voided three in ten of the claims that it tracked for want of a criterion; better to ask
while the claim is being reviewed.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from predictions.candidate import Candidate
from predictions.extraction.leaning import leaning
from predictions.extraction.measuring import is_measured, is_own, vague_term
from predictions.extraction.wholeness import unfinished
from predictions.regexes import regex


class Missing(StrEnum):
    """What is missing."""

    DEADLINE = "deadline"
    CRITERION = "criterion"
    VAGUE = "vague term"
    SUBJECT = "subject"
    SENTENCE = "whole sentence"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a claim lacks, the words at fault, and what could be written instead."""

    missing: Missing
    words: str
    suggestion: str


def checks(candidate: Candidate) -> tuple[Check, ...]:
    """What a person should settle before the claim is tracked; empty where it can be resolved."""
    return lacking(
        candidate.statement,
        has_deadline=candidate.deadline is not None,
        after=str(candidate.not_before) if candidate.not_before else None,
        author=candidate.author,
    )


def lacking(
    statement: str,
    *,
    has_deadline: bool,
    after: str | None = None,
    criteria: str | None = None,
    author: str | None = None,
) -> tuple[Check, ...]:
    """The same of a claim as somebody wrote it; written criteria settle what the words leave open.

    A condition lacks nothing: where it fails, a prediction is annulled.

    Args:
        statement: what will be true.
        has_deadline: whether a last day is known.
        after: the first day, where only that is known.
        criteria: how it is to be decided, where somebody wrote that.
        author: who says it, and so can tell what comes of their own doing.
    """
    found = []
    if not has_deadline:
        by = f"after {after}" if after else "ever"
        when = "" if after else _relative_time(statement)
        says = f'"{when}" names' if when else "the claim has"
        found.append(Check(Missing.DEADLINE, when, f"{says} no last day ({by}): set one"))
    found += _undecided(statement, criteria, author)
    if words := leaning(statement):
        found.append(Check(Missing.SUBJECT, words, _asked(words)))
    elif words := unfinished(statement):
        found.append(Check(Missing.SENTENCE, words, "write out who will do what"))
    return tuple(found)


# A time that counts from a day nobody knows, or that has no end.
_RELATIVE = regex(
    r"\b(?:(?:later )?(?:this|next|the coming) (?:year|month|week|quarter|decade|season|summer"
    r"|winter|spring|autumn|fall|weekend|term)|tomorrow|tonight|soon|shortly|sooner or later"
    r"|eventually|one day|some ?day|by then"
    r"|in the (?:very )?(?:near|foreseeable|not[- ]too[- ]distant|distant) future"
    r"|(?:in|within|over) (?:the next |the coming )?(?:a few|a couple of|several|many"
    r"|\w+) (?:years|months|weeks|days|decades|generations))\b",
    re.IGNORECASE,
)


def _relative_time(statement: str) -> str:
    found = _RELATIVE.search(statement)
    return found[0] if found else ""


def _undecided(statement: str, criteria: str | None, author: str | None) -> list[Check]:
    """What keeps two people from agreeing on the outcome."""
    if criteria and (blank := _BLANK.search(criteria)):
        return [Check(Missing.CRITERION, blank[0], f"fill in {blank[0]}")]
    if criteria:
        return []
    if vague := vague_term(statement):
        what = f'say what counts as "{vague.lower()}": a number, and whose figures decide'
        return [Check(Missing.VAGUE, vague, what)]
    if not is_measured(statement) and not is_own(statement, author):
        return [Check(Missing.CRITERION, "", "name the source whose report decides")]
    return []


_VERB = regex(
    r"(?!this\b|its\b|his\b|others\b)(?:\w+s|will|won't|would|could|may|might|can|are|have|were"
    r"|going|gonna|don't|to \w+)",
    re.IGNORECASE,
)
_QUESTIONS = (
    (regex(r"(?:its|their|his|her)", re.IGNORECASE), 'say whose it is: "{}"'),
    (regex(r"(?:.* )?(?:do|does|did|doing|done) so", re.IGNORECASE), 'say what they do who "{}"'),
    (regex(r"(?:there|here|even then)", re.IGNORECASE), 'say where or when "{}" is'),
    (regex(r"(?:the|this|that|these|those|such) .+", re.IGNORECASE), 'say which "{}" is meant'),
    (
        regex(
            r"(?:.* of them|.* of those|many|most|few|both|each|neither|either|several|half|others"
            r"|another)",
            re.IGNORECASE,
        ),
        'say of whom or what "{}"',
    ),
)


def _is_verb(words: str) -> bool:
    """True for the verb of a claim without a subject, as against a pronoun."""
    return _VERB.fullmatch(words) is not None


def _asked(words: str) -> str:
    """The question that an open subject leaves."""
    low = words[:1].lower() + words[1:]
    if _is_verb(words):
        return f'say who or what "{low}"'
    asked = next((question for form, question in _QUESTIONS if form.fullmatch(words)), None)
    return asked.format(low) if asked else f'say who or what "{low}" is'


_BLANK = regex(r"\[[^\]\n]{1,60}\]")  # what a suggested criterion leaves open


def suggested_criterion(candidate: Candidate) -> str:
    """A resolution criterion in words to begin with; what only a person can know stands in [brackets]."""
    days = _days(candidate)
    event = candidate.statement.rstrip(" .")
    vague = vague_term(candidate.statement)
    words = [f'Resolves YES if, {days}, [source] reports this: "{event}"; otherwise NO.']
    if vague:
        words.append(f'"{vague.lower()}" means [at least how many, by whose figures].')
    if (subject := leaning(candidate.statement)) and not _is_verb(subject):
        words.append(f'"{subject.lower()}" means [who or what].')
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
