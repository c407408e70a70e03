"""Whose claims a list holds, by the line that leads to it: "They predict:", "Here is what the panel said:"."""

import re

from predictions.extraction.layout.blocks import Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.voices.attribution import speaker_in
from predictions.extraction.voices.names import OWN, Attribution, whom
from predictions.regexes import regex

_OWN = regex(r"\b(?:I|my|me|mine|we|We|our|Our|us)\b|\bMy\b")
_ANSWERS = regex(
    r"\b(?:respondents|participants|panel(?:l?ists)?|survey(?:ed|s)?|polled|interviewees|asked)\b",
    re.IGNORECASE,
)
_THEIRS = regex(
    r"(?P<who>[A-Z][\w.\u2019-]*(?: [A-Z][\w.\u2019-]*){0,3})['\u2019]s? (?:[\w-]+ ){0,3}?(?:predictions?|forecasts?|views?|claims?|estimates?|expectations?|projections?)\b|\b(?:[Tt]heir|[Hh]is|[Hh]er) (?:[\w-]+ ){0,3}?(?:predictions?|forecasts?|views?|estimates?|expectations?|projections?)\b"
)
_LONGEST = 1500
_DEEPEST, _MOST_ITEMS = 6, 30
_FOLLOWING = ((Kind.PARAGRAPH, Kind.PARAGRAPH), (Kind.PARAGRAPH, Kind.ITEM))
_MAKES = regex(
    r"(?P<who>[A-Z][\w.\u2019-]*(?: [A-Z][\w.\u2019-]*){0,3}) (?:makes?|made|offers?|offered|lists?|listed|gives?|gave|shares?|shared|published) (?:[\w-]+ ){0,3}?(?:predictions?|forecasts?|views?|claims?|estimates?|scenarios?)\b"
)


def led_by(document: Document, index: int) -> Attribution | None:
    """Who is said to make the claims of a list in the line before it; None for the author."""
    lead = _lead(document, index)
    if lead is None:
        return None
    block = document.blocks[lead]
    words = _NOTE.sub("", document.copy[max(block.start, block.end - _LONGEST) : block.end]).rstrip(
        " *_\n"
    )
    if not words.endswith(":"):
        return None
    whole, words = words, re.split(r"(?<=[.!?]) ", words)[-1]
    if _OWN.search(words):
        return None
    if _RESULTS.search(words) and _ANSWERS.search(whole):
        return Attribution(None, reported=True)
    return _named_in(words)


_NOTE = regex(r"\[\^?\w{1,4}\]\s*$")
_RESULTS = regex(r"\b(?:results|answers|responses|findings)\b", re.IGNORECASE)


def _named_in(words: str) -> Attribution | None:
    """Who is named in a line that leads to claims."""
    if theirs := _THEIRS.search(words):
        named = theirs["who"]
        if named and named.lower() in OWN:
            return None
        return (whom(named) if named else None) or Attribution(None, reported=True)
    if (makes := _MAKES.search(words)) and (who := whom(makes["who"])):
        return who
    who = speaker_in(words, len(words))
    return who or (Attribution(None, reported=True) if _ANSWERS.search(words) else None)


def _lead(document: Document, index: int) -> int | None:
    """The paragraph that leads to a list, also from an item below an item."""
    block = document.blocks[index]
    for _ in range(_DEEPEST):
        if block.lead is not None or block.parent is None:
            break
        block = document.blocks[block.parent]
    if block.lead is not None:
        return block.lead
    first = index  # of items whose lead is hidden by a mark behind its colon
    while first > max(0, index - _MOST_ITEMS) and document.blocks[first].kind is Kind.ITEM:
        first -= 1
    if first == index:
        first = max(0, index - 1)
    kinds = (document.blocks[first].kind, document.blocks[index].kind)
    return first if kinds in _FOLLOWING and first < index else None
