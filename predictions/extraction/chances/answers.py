"""Answers: what says yes, no or how likely right behind or below a question."""

import re
from dataclasses import replace

from predictions.extraction.chances.numbers import PATTERN as NUMBER
from predictions.extraction.chances.numbers import Stated, value_of
from predictions.regexes import regex

_FIGURES = r"[~<>\u2248]? ?\d{1,3}(?:\.\d+)?(?: ?- ?\d{1,3})? ?(?:%|per ?cent\b)"
_TAIL = (
    r"(?: (?:chance|probability|likely|likelihood|odds|yes|no|sure|confident|confidence"
    r"|certain))?(?: (?:that )?(?:it|this|he|she|they) (?:does|do|will|won't|is|are"
    r"|happens?)(?: not)?)?"
)
# "Metaculus: 40%", "Yes, with 80% confidence", "69% chance (was 80%)": all of a sentence.
ANSWER = regex(
    rf"\W{{0,6}}(?:[a-z][a-z .,']{{0,28}}?\W{{1,6}})?[(\[]?{_FIGURES}[)\].,;]*{_TAIL}"
    rf"(?:\W+\([^()\n]{{1,60}}\))?(?:\W{{1,8}}[\u2192>:]\W{{0,4}}\d{{1,3}}(?:\.\d+)? ?%)?\W*"
)
_SAYING = (
    r"(?:(?:my answer|answer|a|well|i(?:'d| would)? (?:say|guess|think|go with|bet)|probably|likely"
    r"|almost certainly|surely)\b\W{1,3}){0,2}"
)
_NO = r"(?:no|nope|nah|never|not)"
_OPENING = regex(
    rf"\W{{0,6}}{_SAYING}(?:(?P<word>yes|yep|yeah|{_NO})\b\W{{1,6}})?(?:(?:with|at|about|around"
    rf"|roughly) )?[(\[]?{_FIGURES}[)\]]?(?: (?P<behind>yes|no))?{_TAIL}\W{{0,3}}(?P<ends>$"
    rf"|[.,;:(\n\u2014-])"
)
# "? No (80%)", "? Probably not, 65%", "? 65% no", "? Not this year".
DENIED = regex(
    rf"\?\W{{0,6}}{_SAYING}(?:(?:{_NO}|not (?:in|this|before|by|until"
    rf"|yet)\b[^?%()]{{0,30}}?)\W*(?:(?:with|at) )?(?:[\d(~<>]|$)|{_FIGURES}[)\]]? no\b\W*$)"
)
# "Yes, 25% Will it close?", "80%: with no vote ...": before what else is said.
FIRST = regex(
    rf"\W{{0,6}}{_SAYING}(?:(?:yes|{_NO})\b\W{{1,6}})?[(\[]?{_FIGURES}[)\]]?(?: (?:yes"
    rf"|no))?(?=(?::| -| \u2014) +\w| +(?-i:[A-Z]))",
    re.IGNORECASE,
)


# "How will it end?" is answered by more than a number, and so are the others below.
OPEN = regex(r"(?:^|[.:)!] )\W{0,4}(?:how(?! (?:likely|probable|sure|confident))|why)\b[^?]*\?\W*$")
NAMING = regex(
    r"(?:^|[.:)!] )\W{0,4}(?:what(?! (?:is|are) the (?:odds|chances?|probability|likelihood))"
    r"|who|whom|which|where|when)\b[^?]*\?\W*$"
)


def answer_in(low: str, start: int, end: int) -> tuple[Stated, bool] | None:
    """The number with which an answer below its question begins, and whether it says nothing else."""
    match = _OPENING.match(low, start, end)
    found = NUMBER.search(low, start, match.end()) if match else None
    number = value_of(found) if found else None
    if match is None or number is None:
        return None
    no = re.fullmatch(_NO, match["word"] or "") is not None or match["behind"] == "no"
    whole = not low[match.end() : end].strip(" .,;:)*_\n")
    return replace(number, denies=no), whole


def answered_number(low: str, start: int, end: int) -> Stated | None:
    """The number behind a question, where all that stands there is an answer."""
    asked = low.rfind("?", start, end) + 1
    if not asked or ANSWER.fullmatch(low, asked, end) is None:
        return None
    match = NUMBER.search(low, asked, end)
    return value_of(match) if match else None
