"""Whom to follow in which field where rules and a model found the same claim.

Measured (docs/extraction-measured.md, "A language model as the second reader"): the model is right more
often about whose forecast it is, its window, its condition and which way it leans. Each is followed only
as far as the document bears it out; quote and number stay with the rules, which read the words themselves.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from predictions.candidate import Candidate, Differing, FoundBy, Polarity, Recorded
from predictions.extraction.wording.statement import affirm
from predictions.llm.days import can_be_read
from predictions.llm.statements import refused, stands_near

_NUMBER = ("probability", "probability_low", "probability_high", "basis")
_TURNED = {"yes": "no", "no": "yes"}
Changed = tuple[dict[str, Any], Differing | None]
_AS_IT_WAS: Changed = ({}, None)


@dataclass(frozen=True, slots=True)
class Followed:
    """A candidate of both readers, in what they differ, and whose statement it has."""

    candidate: Candidate
    differing: tuple[Differing, ...]
    statement_by: FoundBy


def followed(one: Candidate, other: Candidate, text: str, published: date | None) -> Followed:
    """Return what comes of the rules' candidate and the model's of the same claim."""
    differing = []
    now = one
    for step in (_voice, _window, _condition, _lean, _number):
        changes, differs = step(now, other, text, published)
        now = replace(now, **changes)
        differing += [differs] if differs else []
    if now.polarity is not other.polarity or refused(now, other.statement, text, other.quote):
        return Followed(now, tuple(differing), FoundBy.RULES)
    if now.statement != other.statement:
        differing.insert(0, Differing("statement", FoundBy.RULES, one.statement))
    return Followed(replace(now, statement=other.statement), tuple(differing), FoundBy.MODEL)


def borne_out(one: Candidate, text: str, published: date | None) -> tuple[Candidate, FoundBy]:
    """Return what only the model found as far as the document bears it out, and whose statement it has."""
    if not _readable(one, text, one, published):
        one = replace(one, not_before=None, deadline=None, deadline_from=None)
    if refused(one, one.statement, text) is None:
        return one, FoundBy.MODEL
    denied = one.polarity is Polarity.NO
    return replace(one, statement=affirm(one.quote, denied=denied)), FoundBy.RULES


def _voice(one: Candidate, other: Candidate, _text: str, _published: date | None) -> Changed:
    changes = {"author": other.author, "reported": other.reported}
    if _is_same_name(one.author, other.author):
        return {"reported": other.reported}, None
    return changes, Differing("author", FoundBy.RULES, one.author)


def _is_same_name(one: str | None, other: str | None) -> bool:
    mine, theirs = (set((name or "").lower().split()) for name in (one, other))
    return mine <= theirs or theirs <= mine if mine and theirs else mine == theirs


def _window(one: Candidate, other: Candidate, text: str, published: date | None) -> Changed:
    if one.deadline == other.deadline:
        return _AS_IT_WAS
    if not _readable(other, text, one, published):
        return {}, Differing("deadline", FoundBy.MODEL, str(other.deadline))
    changes = {name: getattr(other, name) for name in ("not_before", "deadline", "deadline_from")}
    before = str(one.deadline) if one.deadline else None
    return changes, Differing("deadline", FoundBy.RULES, before)


def _readable(of: Candidate, text: str, at: Candidate, published: date | None) -> bool:
    return all(
        can_be_read(day, text, at.start, at.end, published)
        for day in (of.not_before, of.deadline)
        if day is not None
    )


def _condition(one: Candidate, other: Candidate, text: str, _published: date | None) -> Changed:
    if bool(one.condition) == bool(other.condition):
        return _AS_IT_WAS
    if other.condition and not stands_near(other.condition, one, text):
        return {}, Differing("condition", FoundBy.MODEL, other.condition)
    return {"condition": other.condition}, Differing("condition", FoundBy.RULES, one.condition)


def _lean(one: Candidate, other: Candidate, text: str, _published: date | None) -> Changed:
    """Turn statement, polarity and number together, or none of them."""
    if one.polarity is other.polarity:
        return _AS_IT_WAS
    turns = _numbers_agree(one, other) and not refused(one, other.statement, text, other.quote)
    if not turns:
        return {}, Differing("polarity", FoundBy.MODEL, other.polarity.value)
    changes = {name: getattr(other, name) for name in _NUMBER}
    changes |= {"polarity": other.polarity, "recorded": _turned(one.recorded)}
    return changes, Differing("polarity", FoundBy.RULES, one.polarity.value)


def _numbers_agree(one: Candidate, other: Candidate) -> bool:
    """Return whether both numbers come from the same words, for the statement or against it."""
    if one.probability is None or other.probability is None:
        return one.probability is None and other.probability is None
    return min(abs(one.probability - p) for p in (other.probability, 1 - other.probability)) < 1e-6


def _turned(recorded: Recorded | None) -> Recorded | None:
    """Return what the document marks, for the opposite statement."""
    if recorded is None or recorded.outcome is None:
        return recorded
    return replace(recorded, outcome=_TURNED[recorded.outcome])


def _number(one: Candidate, other: Candidate, _text: str, _published: date | None) -> Changed:
    mine, theirs = _stated(one), _stated(other)
    if mine == theirs or one.polarity is not other.polarity:
        return _AS_IT_WAS
    if mine is None:  # our own rules read it, from words to which the model points
        return {name: getattr(other, name) for name in _NUMBER}, Differing(
            "probability", FoundBy.RULES, None
        )
    return {}, Differing("probability", FoundBy.MODEL, None if theirs is None else f"{theirs:g}")


def _stated(one: Candidate) -> float | None:
    """Return a number that the words state; what is read from words of probability is nobody's."""
    if one.probability is None or one.basis is None or one.basis.implied:
        return None
    return round(one.probability, 6)
