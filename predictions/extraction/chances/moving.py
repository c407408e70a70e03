"""Chances that have moved: "the odds rose from 40% to 55%", "I've gone from 40% to 55% on it": what they are now."""

import re

from predictions.candidate import Basis
from predictions.extraction.chances.numbers import Stated
from predictions.extraction.chances.placing import Place
from predictions.regexes import regex

_ABOUT = r"(?:like |about |around |roughly |just |only |~ ?)*"
_FIGURE = r"\d[\d.]* ?(?:%|per ?cent)"
MOVES = (
    r"(?:ris(?:es?|en|ing)|rose|fall(?:s|en|ing)?|fell|moved?|moves|gone|goes|go|went|going|up"
    r"|down|increas(?:es?|ed)|climb(?:s|ed)?"
    r"|drop(?:s|ped)?|slip(?:s|ped)?|jump(?:s|ed)?|shift(?:s|ed)?|revis(?:es?|ed)"
    r"|updat(?:es?|ed|ing)|cuts?|rais(?:es?|ed)|lower(?:s|ed)?"
    r"|declin(?:es?|ed)|sinks?|sank|soar(?:s|ed)?|halved|doubled)"
)
CHANCE = r"(?:odds|chances?|probabilit(?:y|ies)|likelihood|credences?|confidence)"
_WHO = (
    r"(?:i|we|i'm|we're|i've|we've|forecasters|metaculus|manifold|polymarket|the markets?|the crowd"
    r"|the community)"
)
_HAVE_MOVED = (
    rf"(?:\b{CHANCE}\b[^.;%]{{0,110}}\b{MOVES}\b(?: [^.;%]{{3,60}})?"
    rf"|\b{MOVES}\b(?: [^.;%]{{1,30}})? {CHANCE}\b(?: [^.;%]{{3,110}})?"
    rf"|\b{_WHO}(?: \w+){{0,2}} {MOVES}\b(?: [^.;%]{{3,60}})?)"
)
_FROM = regex(rf"\bfrom {_ABOUT}$")
_TO_ANOTHER = regex(rf"(?: (?:up|down|all the way|back))? to {_ABOUT}{_FIGURE}")
_MOVED_FROM = regex(rf"{_HAVE_MOVED} from {_ABOUT}$")
_IS_NOW = regex(
    rf"{_HAVE_MOVED}(?: from {_ABOUT}{_FIGURE})?(?: (?:up|down|back|all the way))? to {_ABOUT}$"
)
_LEADS = ("to ", "about ", "around ", "roughly ", "~", "just ", "only ", "like ")
_NO_CHANCE = regex(r" (?:of (?:all|the|its|their)|points?|share|tariff|rate|tax)\b")
_SENTENCE = 320  # characters


def was_before(place: Place) -> bool:
    """True for the first number of "from 40% to 55%"."""
    return _FROM.search(place.before) is not None and _TO_ANOTHER.match(place.after) is not None


def is_now(place: Place) -> bool:
    """True for the number to which a chance has moved."""
    return (
        place.before.endswith(_LEADS)
        and _IS_NOW.search(place.lead[-_SENTENCE:]) is not None
        and not _NO_CHANCE.match(place.after)
    )


def moved(match: re.Match[str], place: Place) -> Stated | None:
    """The second number of what looks like a range, where a chance has moved from the first to it."""
    if not place.before.endswith(("from ", "~")) or not _MOVED_FROM.search(place.lead[-_SENTENCE:]):
        return None
    value = round(float(match["range_b"]) / 100, 8)
    fits = value <= 1 and not _NO_CHANCE.match(place.after)
    return Stated(match.start("range_b"), match.end(), value, Basis.STATED) if fits else None
