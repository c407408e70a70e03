"""A prediction said in one line: what is claimed, together with the condition on which it hangs.

Wherever a statement is shown to a person it comes from here, so that no condition is forgotten: without
its "if", a forecast says something that nobody said.
"""

import re
from typing import Protocol

from predictions.regexes import regex
from predictions.text import cut, one_line


class Conditional(Protocol):
    """Whatever has a statement, and perhaps a condition."""

    @property
    def statement(self) -> str:
        """What will be true."""

    @property
    def condition(self) -> str | None:
        """What has to come about first; without it the prediction is annulled."""


# Conditions come with the word that joins them ("unless it rains") or without ("it rains").
_JOINED = regex(
    r"(?:(?:even|only|but|and) )?(?:if|unless|once|when|whenever|while|should|were|assuming|suppos(?:e|ing)"
    r"|provid(?:ed|ing)|given|barring|absent|failing|short of|without|with|under|after"
    r"|contingent|conditional(?:ly)?"
    r"|depending|subject to|except|in case|(?:as|so) (?:long|soon) as|to the extent|on (?:the )?condition"
    r"|had (?:the|an?|it|he|she|they|we|you|i|this|that)|at (?:the )?(?:present|current) (?:rate|pace)"
    r"|in (?:the|an?|this|that|such an?|which|any other) (?:[\w-]+ ){0,3}(?:event|case|scenario"
    r"|world|circumstances)"
    r"|wenn|falls|sofern|sollten?)\b",
    re.IGNORECASE,
)
# A statement that begins with one of these goes on in small letters; any other word may be a name.
_SMALL = regex(
    r"(?:The|An?|There|Th(?:is|at|[eo]se)|It|Its|He|She|They|We|You|My|Our|Your|His|Her|Their"
    r"|One|Two|Three|Some|Any|All"
    r"|Both|Every|Each|Either|Neither|No|Not|Nobody|Nothing|More|Most|Fewer|Less|Few|Many"
    r"|Several|At|By|In|On|Of|From|To"
    r"|Under|Over|About|Only|Another|Half)\b(?! [A-Z])"
)
_LEAST = 0.4  # of the room, for a condition that has to be shortened


def in_words(claim: Conditional, most: int | None = None) -> str:
    """Return a prediction in one line of at most that many characters, its condition first.

    Where room is short both are shortened, each with an ellipsis; a condition is never left out.

    >>> from predictions.candidate import Candidate, Polarity
    >>> found = dict(quote="it", start=0, end=2, polarity=Polarity.YES, confidence=1.0)
    >>> mill = Candidate(statement="The mill closes", condition="rates stay above 4 %", **found)
    >>> in_words(mill)
    'If rates stay above 4 %, the mill closes'
    >>> in_words(mill, most=30)
    'If rates sta…, the mill closes'
    """
    statement, condition = one_line(claim.statement), one_line(claim.condition or "").strip(" ,.;:")
    if not condition:
        return statement if most is None else cut(statement, most)
    said = _rest(statement, condition)
    before = condition if _JOINED.match(condition) else f"If {_going_on(condition)}"
    before, said = before[0].upper() + before[1:], _going_on(said)
    # After a colon a capital is right, whether it begins a name or not.
    between = ", " if said[0].islower() else ": "
    if most is None:
        return f"{before}{between}{said}"
    room = max(int(most * _LEAST), most - len(between) - len(said))
    return cut(f"{cut(before, room)}{between}{said}", most)


def _going_on(text: str) -> str:
    """Return a sentence as it goes on inside another; what may be a name keeps its capital."""
    return text[0].lower() + text[1:] if _SMALL.match(text) else text


def _rest(statement: str, condition: str) -> str:
    """Return a statement without the condition, where that stands at one of its ends as well."""
    words = re.escape(condition)
    if _JOINED.match(condition):
        begun = re.match(rf"{words}(?!\w)[,:;]?(?: then\b)?", statement, re.IGNORECASE)
        if ends := re.search(rf"[,;]? (?<!\w){words}\.?$", statement, re.IGNORECASE):
            return statement[: ends.start()]
    else:
        begun = re.match(rf"if {words}(?:[,:;]| then\b)", statement, re.IGNORECASE)
    rest = statement[begun.end() :].strip() if begun else ""
    return rest or statement
