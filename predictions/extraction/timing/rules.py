"""Rules for all claims of a text: "everything is by the end of 2034 unless stated otherwise"."""

import re
from collections.abc import Iterator
from datetime import date

from predictions.extraction.layout.blocks import Block
from predictions.extraction.layout.document import Document
from predictions.extraction.layout.periods import windows_in
from predictions.extraction.timing.entries import period_of
from predictions.regexes import regex
from predictions.windows import Window

_THESE = (
    r"(?:predictions?|forecasts?|claims?|statements?|items?|questions?|entries|guesses|bets|calls"
    r"|events?)"
)
_OF_THESE = regex(rf"\b{_THESE}\b")
# "Unless I say otherwise", "if no date is given", "where no year is stated".
_UNLESS = regex(
    r"\b(?:unless|except (?:where|when|if|as)) [^.;:!?\n]{0,40}?\b(?:otherwise|stated|specified"
    r"|noted|said|given|says?|indicated|mentioned)\b"
    r"|\b(?:if|where|when|for (?:those|any|claims|predictions"
    r"|the ones)(?: [\w]+)?) [^.;:!?\n]{0,30}?\b(?:no|not?|without|don't|doesn't"
    r"|isn't)(?: \w+){0,3}? (?:date|deadline|year|time ?frame|time|day|horizon|stated|specified"
    r"|given)\b"
    r"|\b(?:default|assumed) (?:deadline|date|horizon|time ?frame|year)\b"
)
# "All of these", "everything here", "each prediction", "they all": the claims, which are to come true by then.
_EACH = (
    rf"(?:(?:all|each|every one|any) of (?:these|them|those|the (?:\w+ )?{_THESE})"
    rf"|(?:all|each|every|these) (?:(?:the|of|these|the following|below|following|my"
    rf"|our) )?{_THESE}"
    r"|(?:everything|all)(?: (?:here|below|on this list|that follows|in this (?:post|list)))?)"
    r"(?: (?:is|are|was|were|will|'ll|should|must|has|have|need|needs|ought|to|be|all|meant"
    r"|supposed|expected|going|happen|occur|take place|come true|hold|apply|run|runs"
    r"|resolve[sd]?|expires?|refers?|cover[s]?|concerns?|due|said|read|intended|understood"
    r"|imply|implies|assumed|about|for|only|of course|true|matures?|limited"
    r"|the state of (?:the world|things|affairs)))+"
)
_THEY = (
    r"(?:they|these|those)(?: (?:all|is|are|should|must|have|need|to|be|meant|supposed|come true"
    r"|happen|run|resolve|expire|refer|cover|apply|due|read|intended|understood|for|only))+"
)
_SAID = regex(rf"\b(?:{_EACH}|{_THEY})\b")
_ALL = regex(rf"\b(?:{_EACH}|{_THEY}) ?[\"'\u201c(]?$")
# "The horizon is five years", "Deadline for all of them: 31 December 2034".
_NAMED = regex(
    r"\b(?:(?:the|my|our|an?) (?:(?:default|common|general|usual) )?"
    r"|(?=[a-z ]{4,16} for (?:all|each|every)))(?:deadline|resolution date|horizon|time ?frame"
    r"|time horizon|time span|cut-?off(?: date)?|window|end date|due date)"
    r"(?: (?:for|of) (?:all|each|every|everything|these|them|the|my"
    r"|this)[^.;!?\n]{0,24}?)?(?: is| are| will be| shall be| of"
    r"|:)(?: of course)? (?:the )?[\"'(]?(?=\w)"
)
# "I will grade these at the end of 2034": then they have come true or not.
_WILL_GRADE = (
    r"\b(?:i|we)(?:'ll| will| shall| am going to| are going to"
    r"|'m going to)(?: (?:\w+ )?(?:come back|be back|return|check back) (?:to"
    r"|and))?(?: \w+)? (?:grade|score|judge|check|review|revisit|evaluate|mark|rate|resolve"
    r"|tally)(?: (?:on|how|back))?(?: (?:it|them|these|those|this|each|all|myself|my|the|our|of|how"
    r"|well|i|we|predictions|forecasts|list|calls|results|did|up|again|everything))*"
)
_GRADING, _GRADED = regex(_WILL_GRADE), regex(rf"{_WILL_GRADE} ?$")
_STOP = regex(r"[.!?](?:[\"')\]*_]{0,2})\s|\n\s*\n|[*_]{2}\s*$")
_TIMED = regex(r"\d{4}|years?\b|decade|month")
# Words of which each has one: looked for first.
_NEEDS = {
    _UNLESS: ("unless", "except", "if ", "where ", "when ", "for ", "default", "assumed"),
    _SAID: ("all", "each", "every", "they", "these", "those", "any"),
    _GRADING: (
        "grad",
        "scor",
        "judg",
        "check",
        "revi",
        "evaluat",
        "mark",
        "rate",
        "resolv",
        "tally",
    ),
    _NAMED: ("deadline", "horizon", "frame", "span", "cut", "window", "date"),
}
_KINDS = ("by", "in", "within", "before", "until", "bare", "for")
_REACH = 120
_NEAR, _SOON = 20, 60  # days


def ruled(document: Document, block: Block) -> Window | None:
    """The window that a paragraph lays down for all claims below it."""
    low = document.low
    if not _TIMED.search(low, block.start, block.end):
        return None
    if not document.promising and not _OF_THESE.search(low, block.start, block.end):
        return None
    may = {
        rule
        for rule, words in _NEEDS.items()
        if any(low.find(word, block.start, block.end) >= 0 for word in words)
    }
    laid_down = next(_laid_down(document, block, may - {_NAMED}), None) if may else None
    return laid_down or (_named(document, block) if _NAMED in may else None)


def _named(document: Document, block: Block) -> Window | None:
    """The period behind a name for it: "the horizon is five years"."""
    if not document.promising:
        return None
    low, day = document.low[block.start : block.end], document.counted(block.start)
    found = (
        period_of(low[match.end() : match.end() + _REACH], day, whole=False)
        for match in _NAMED.finditer(low)
    )
    return next((window for window in found if window), None)


def _laid_down(document: Document, block: Block, rules: set[re.Pattern[str]]) -> Iterator[Window]:
    low, begin = document.low, block.start
    day = document.counted(begin)
    for end in (*(stop.start() for stop in _STOP.finditer(low, begin, block.end)), block.end):
        if _may_rule(document, begin, end, rules):
            for window in windows_in(document.copy, day, begin=begin, end=end, lowered=low):
                if _usable(window, day) and (
                    _is_rule(low, begin, end, window) or _is_graded(low, begin, window, day)
                ):
                    yield window
        begin = end


def _may_rule(document: Document, begin: int, end: int, rules: set[re.Pattern[str]]) -> bool:
    """True for a sentence with such words, on predictions."""
    low = document.low
    if not any(rule.search(low, begin, end) for rule in rules):
        return False
    return document.promising or _OF_THESE.search(low, begin, end) is not None


def _usable(window: Window, day: date | None) -> bool:
    """True for a last day that is not near."""
    if window.deadline is None or window.vague or window.kind not in _KINDS:
        return False
    return day is None or abs((window.deadline - day).days) >= _NEAR


def _is_rule(low: str, begin: int, end: int, window: Window) -> bool:
    """True for a time that a sentence gives to all claims."""
    before = low[max(begin, window.start - _REACH) : window.start]
    if _UNLESS.search(low, begin, end):
        return True
    return _ALL.search(before) is not None


def _is_graded(low: str, begin: int, window: Window, day: date | None) -> bool:
    """True for the end of a year, not a near one, at which somebody will see what came true."""
    last = window.deadline
    if (
        day is None
        or last is None
        or (last.month, last.day) != (12, 31)
        or (last - day).days < _SOON
    ):
        return False
    return _GRADED.search(low, max(begin, window.start - _REACH), window.start) is not None
