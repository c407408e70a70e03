"""Horizons that a speaker announces: "my three-year prediction is ..." holds over their next turns."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from predictions.extraction.document import Document
from predictions.windows import Window, find_windows

_COUNT = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twenty)"
_ANNOUNCED = re.compile(
    rf"\b(?:(?P<a>{_COUNT})[- ]years? (?:predictions?|forecasts?|bets?|calls?|guess(?:es)?|horizon)"
    rf"|(?:this is|that's|here's|here is|now|for|with|on to) (?:the|my|our) (?P<b>{_COUNT})[- ]years?(?= ?[.,:;]| one\b)"
    rf"|(?<=[.:?!] )(?P<c>{_COUNT}) years?(?=[,:] (?:[\w']+ ){{1,4}}(?:will|won't|is going|are going|is gonna|gonna)\b))"
)
_FARTHEST = 4000


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
