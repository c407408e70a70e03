"""Horizons that a speaker announces: "my three-year prediction is ..." holds over their next turns."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from predictions.extraction.layout.document import Document
from predictions.regexes import regex
from predictions.windows import Window, find_windows

_COUNT = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twenty)"
_ANNOUNCED = regex(
    rf"\b(?:(?P<a>{_COUNT})[- ]years? (?:predictions?|forecasts?|bets?|calls?|guess(?:es)?|horizon)"
    rf"|(?:this is|that's|here's|here is|now|for|with|on to) (?:the|my"
    rf"|our) (?P<b>{_COUNT})[- ]years?(?= ?[.,:;]| one\b)"
    rf"|(?<=[.:?!] )(?P<c>{_COUNT}) years?(?=[,:] (?:[\w']+ ){{1,4}}(?:will|won't|is going"
    rf"|are going|is gonna|gonna)\b))"
)
_FARTHEST = 4000
# "And prices?" goes on with the time of the question before.
_GOES_ON = regex(r"\W*(?:and|but|what about|how about|so)\b")
# "Sooner or later" is a time of its own, and not the one in the title.
_SOON = (
    r"(?<!as )(?<!too )(?<!very )(?<!how )soon(?! (?:as|after)\b)|here to stay"
    r"|(?:just|only|merely) a matter of time|for a while"
)
SOME_DAY = regex(
    rf"\b(?:{_SOON}|sooner or later|some ?day|one day(?! (?:to|left|before|after|of|in|at)\b)"
    rf"|at (?:one|some) (?:point|stage)|for the (?:foreseeable|forseeable) future"
    rf"|(?:in|over) (?:the )?(?:near|nearer|immediate|short|shorter|medium|far-off|far"
    rf"|distant) (?:future|term|run)|in (?:an? (?:far-off|far|distant)"
    rf"|the(?: not[ -]too[ -]distant)?) future|over time"
    rf"|for (?:many|several|some) (?:more )?years(?! now\b)"
    rf"|(?:for|in|over) (?:the )?(?:years|decades|generations|centuries) (?:to come|ahead)"
    rf"|for (?:generations|ages|centuries)|in the (?:very )?long(?:er)? (?:run|term)|eventually"
    rf"|inevitabl[ey]|(?:with)?in (?:my|our|your) lifetimes?)\b"
)
# The same for an entry of a list for a year, in which more is meant to happen "at some point".
IN_THE_END = regex(
    rf"\b(?:{_SOON}|sooner or later|some ?day|one day(?! (?:to|left|before|after|of|in|at)\b)"
    rf"|eventually|in the (?:distant |far |not[ -]too[ -]distant )?future|over time"
    rf"|in the (?:very )?long(?:er)? (?:run|term))\b"
)
_ANSWER = 1500
_QUESTION = 400
_ASKED = ("by", "in", "within", "for", "bare")


@dataclass(frozen=True, slots=True)
class Horizons:
    """The horizons of a conversation, by their places."""

    starts: tuple[int, ...] = ()
    windows: tuple[Window, ...] = ()


def read_horizons(document: Document) -> Horizons:
    """Every horizon that somebody announces; none where nobody is known to speak."""
    today = document.published
    if not document.speakers.starts or today is None:
        return Horizons()
    found = [(match.start(), _window(match, today)) for match in _ANNOUNCED.finditer(document.low)]
    return Horizons(tuple(start for start, _ in found), tuple(window for _, window in found))


def _window(match: re.Match[str], today: date) -> Window:
    count = match["a"] or match["b"] or match["c"]
    (window,) = find_windows(f"in {count} years", today=today)
    return window


def horizon_at(document: Document, horizons: Horizons, position: int) -> Window | None:
    """The horizon that the speaker of a place announced last, not too long before."""
    speaker = document.speakers.at(position)
    last = bisect_right(horizons.starts, position)
    for index in range(last - 1, max(-1, last - 12), -1):
        start = horizons.starts[index]
        if position - start > _FARTHEST:
            break
        if speaker and document.speakers.at(start) == speaker:
            return horizons.windows[index]
    return None


def asked_at(document: Document, position: int) -> Window | None:
    """The time ahead of the question that the turn at a place answers, if somebody else asked it."""
    starts = document.speakers.starts
    turn = bisect_right(starts, position) - 1
    if turn < 1 or position - starts[turn] > _ANSWER:
        return None
    who = document.speakers.names
    for asking in range(turn - 1, max(-1, turn - 4), -2):
        if who[asking] == who[turn]:
            return None
        begin = max(starts[asking], starts[asking + 1] - _QUESTION)
        question = _question(document, begin, starts[asking + 1])
        if question is None:
            return None
        if found := _time_in(document, *question):
            return found
        low = document.low
        if not _GOES_ON.match(low, question[0]) or SOME_DAY.search(low, *question):
            return None
    return None


def _question(document: Document, begin: int, end: int) -> tuple[int, int] | None:
    """The last question of a turn."""
    mark = document.low.rfind("?", begin, end)
    if mark < 0:
        return None
    stops = (document.low.rfind(stop, begin, mark) + 1 for stop in (".", "!", "?", "\n"))
    return max(begin, *stops), mark


def _time_in(document: Document, begin: int, end: int) -> Window | None:
    today = document.published
    for window in document.windows(begin, end):
        ahead = window.deadline and today and window.deadline > today
        if ahead and window.kind in _ASKED and not window.vague:
            return window
    return None
