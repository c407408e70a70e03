"""What number a model's answer stands for: read from the document's words by our own rules, never the model's."""

import re
from collections.abc import Mapping
from typing import Any

from predictions.candidate import Basis, Polarity, Span
from predictions.errors import InvalidValue
from predictions.extraction.chances.hedges import find_hedges
from predictions.llm.words import around, verbatim, words
from predictions.probability import parse_probability
from predictions.regexes import regex

_NUMBERED = regex(r"%|percent|per cent|\bin\b|\bout of\b|:|/|\bto\b|(?<!\d)0?\.\d")
_PERCENT = regex(r"(?<![\w.,])\d{1,3}(?:[.,]\d{1,3})?\s?(?:%|percent\b|per cent\b)", re.IGNORECASE)
_BARE = regex(r"\d{1,2}(?:\.\d{1,2})?")
# What makes bare numbers of a column chances, above it or in its head.
_CHANCES = regex(
    r"%|percent|per cent|\bprobabilit|\bchances?\b|\bodds\b|\blikel|\bconfidence|\bout of 100"
    r"|\bsum\b.{0,5}\b100\b",
    re.IGNORECASE,
)
_ABOVE = 2_000  # characters in which they stand


def belief_in(item: Mapping[str, Any], text: str, span: Span, polarity: Polarity) -> dict[str, Any]:
    """Return the fields of a candidate that say how probable its statement is; none without a number."""
    near = around(text, span)
    return _column(item, text, span) or _stated(item, near) or _implied(item, near, polarity)


def _column(item: Mapping[str, Any], text: str, span: tuple[int, int]) -> dict[str, Any] | None:
    """Read a bare number in the line of a quote as parts of a hundred, where the text above says that it is one.

    One with a word behind it ("17 games") counts something.
    """
    said = words(item.get("probability_words"))
    if not _BARE.fullmatch(said) or not 0 < float(said) < 100:
        return None
    begin, end = text.rfind("\n", 0, span[0]) + 1, text.find("\n", span[1])
    line = text[begin : end if end >= 0 else len(text)]
    number = re.search(rf"(?<![\w.,$€£-]){re.escape(said)}(?=\s*(?:[|,;)\t]|$))", line)
    if number is None or not _CHANCES.search(text, max(0, begin - _ABOVE), begin):
        return None
    value = float(said) / 100
    value = 1 - value if _of_denial(item) else value
    return {"probability": round(value, 10), "basis": Basis.STATED}


def _stated(item: Mapping[str, Any], near: str) -> dict[str, Any] | None:
    """Read the number from words that stand in the document; the model's own is never taken."""
    said = verbatim(item.get("probability_words"), near)
    if said is None or _NUMBERED.search(said) is None:
        said = _pointed_at(item.get("probability_words"), near)
    if said is None:
        return None
    try:
        value = parse_probability(said)
    except InvalidValue:
        return None
    if _of_denial(item):
        value = 1 - value
    is_odds = re.search(r":|\bin\b|\bto\b|/|\bof\b", said) is not None
    return {"probability": round(value, 10), "basis": Basis.ODDS if is_odds else Basis.STATED}


def _pointed_at(said: object, near: str) -> str | None:
    """Return the one percentage near a quote that a number in other writing (0.7, "70 %") points to.

    A bare "5" that stands in no percentage may be five of anything.
    """
    if isinstance(said, bool) or not isinstance(said, (int, float, str)):
        return None
    try:
        value = parse_probability(words(str(said)))
    except InvalidValue:
        return None
    stated = [match for match in _PERCENT.findall(near) if _is(match, value)]
    return stated[0] if len(stated) == 1 else None


def _is(percent: str, value: float) -> bool:
    try:
        return abs(parse_probability(percent) - value) < 1e-9
    except InvalidValue:
        return False


def _of_denial(item: Mapping[str, Any]) -> bool:
    return words(item.get("probability_for")).lower() == "denial"


def _implied(item: Mapping[str, Any], near: str, polarity: Polarity) -> dict[str, Any]:
    """Read a phrase of probability by the surveys, where it means something by itself."""
    cue = (verbatim(item.get("cue"), near) or "").lower()
    hedges = find_hedges(cue, 0, len(cue))
    if len(hedges) != 1:
        return {}
    meaning = hedges[0].meaning
    low, median, high = meaning.low, meaning.median, meaning.high
    if polarity is Polarity.NO and not meaning.denies:
        low, median, high = 1 - high, 1 - median, 1 - low
    elif polarity is Polarity.YES and meaning.denies:
        return {}  # "not unlikely" and the like: the phrase alone misleads
    return {
        "probability": round(median, 10),
        "probability_low": round(low, 10),
        "probability_high": round(high, 10),
        "basis": meaning.basis,
    }
