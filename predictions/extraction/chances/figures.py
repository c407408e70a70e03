"""Figures in front of an entry or at its end, in whatever marks they stand, and what else it says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from predictions.candidate import Basis
from predictions.extraction.chances.numbers import Stated
from predictions.extraction.chances.placing import is_of_content
from predictions.windows.folding import lower

_N = r"(?:\d{1,3}(?:[.,]\d{1,3})?|\.\d{1,3})"
_UNIT = r" ?\+?(?:\\?%\+?|pct\b\.?|pc\b\.?|per ?cent\b|/ ?(?:100|10|5)(?![\d/])|out of (?:100|10|5|ten|five|a hundred)\b|\+)?"
_FIGURE = rf"(?P<n>{_N})(?:(?:\\?%)? ?(?:-|to) ?(?P<to>{_N}))?(?P<unit>{_UNIT})"
_LABEL = r"(?:(?:my |our )?(?:confidence|probability|prob|chances?|odds|likelihood|credence|certainty|conf|pr?)\b(?: level)?(?: of| is| at)?\W{0,3})?"
_HOW_SURE = r"(?:(?:very )?(?:high|low|medium|moderate)(?: confidence| certainty| probability)?[\s:(\[-]{1,3})?"
# "[80] The dam holds", "8/10: The dam holds", "- **80** The dam holds".
_FRONT = re.compile(
    rf"(?P<before>[^\w\n]{{0,12}}?){_HOW_SURE}{_LABEL}{_FIGURE}(?:/\d{{1,3}} ?%)?(?P<sep>[^\w\n]{{1,8}})(?=[^\W\d_])",
    re.IGNORECASE,
)
# "The dam holds .... 80", "The dam holds {80 %}", "The dam holds at 80 %".
_END = re.compile(
    rf"(?P<sep>(?: (?:at|with|is))?[^\w\n%]{{1,40}}){_LABEL}(?<![$\u00a3\u20ac]){_FIGURE}(?: (?:chance|confidence|confident|sure|likely|probability))?(?P<after>[^\w\n]*)$",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_HEAD, _TAIL, _REACH = 36, 20, 60  # characters at the ends of an entry
_MONEY = ("$", "\u00a3", "\u20ac", "\u00a5", "+", "-")
_CLOCK = re.compile(r"\d:")  # "[00:42:09]"
_ABOUT = ("\u00b1", "+/-", "+-")
_SPLIT = ("/", "-")  # "more/same/less: 50%/40%/10%"
_WORDS = re.compile(r"[^\W\d_]{2,}")
_WORD = re.compile(r"\w")
_LEAST_WORDS = 2
_HUNDRED = re.compile(r"%|p(?:c|er)|100|hundred")
_WHOLE = {"10": 10, "ten": 10, "5": 5, "five": 5}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at an end of an entry, and the words that it may be the chance of."""

    place: str  # "front", "end", or "number" where it may only count the entries
    kind: str  # "percent", "tenths", "decimal" or "whole"
    mark: str  # what stands between it and the words
    stated: Stated
    claim: tuple[int, int]


def figures_in(text: str, start: int, end: int) -> Iterator[Figure]:
    """The figures at the ends of an entry, and of its first line."""
    head = _DIGIT.search(text, start, min(end, start + _HEAD))
    match = _FRONT.match(text, start, end) if head else None
    if match and _sets_apart(match):
        place = "number" if _counts(match) else "front"
        if found := _figure(text, match, place, match.end(), end):
            yield found
    first = text.find("\n", start, end)
    for stop in (end,) if first < 0 else (first, end):
        if _DIGIT.search(text, max(start, stop - _TAIL), stop) is None:
            continue
        match = _END.search(text, max(start, stop - _REACH), stop)
        if match and (found := _figure(text, match, "end", start, match.start())):
            yield found


def _counts(match: re.Match[str]) -> bool:
    """True for "12." and "#12", which as a rule count the entries."""
    unit = match["unit"].strip()
    return not unit and (match["sep"].strip() in (".", ")") or match["before"].endswith("#"))


def _sets_apart(match: re.Match[str]) -> bool:
    """True where the words begin anew behind the figure: "80% of them" goes on."""
    return bool(match["sep"].strip()) or match.string[match.end()].isupper()


def _figure(text: str, match: re.Match[str], place: str, start: int, end: int) -> Figure | None:
    before = text[max(0, match.start("n") - 2) : match.start("n")]
    if (
        before.endswith(_MONEY)
        or _CLOCK.match(before)
        or len(_WORDS.findall(text, start, end)) < _LEAST_WORDS
    ):
        return None
    mark = match["sep"].strip() or ("\t" if len(match["sep"]) > 1 else "")
    if place == "end" and _measures(text, start, match, mark):
        return None
    read = _value(match)
    if read is None:
        return None
    kind, values = read
    low, high = (min(values), max(values)) if len(values) > 1 else (None, None)
    value = round(sum(values) / len(values), 8)
    stop = match.start("unit") + len(match["unit"].rstrip())
    stated = Stated(match.start("n"), stop, value, Basis.STATED, low, high)
    words = _WORD.search(text, start, end)
    return Figure(place, kind, mark, stated, (words.start() if words else start, end))


def _measures(text: str, start: int, match: re.Match[str], mark: str) -> bool:
    """True for a figure that is part of what is claimed, or says how far another may be off."""
    lead = lower(text[start : match.start("n")])
    apart = bool(mark) and mark not in ("at", "with", "is")
    return (
        any(sign in mark for sign in _ABOUT)
        or (mark in _SPLIT and lead.rstrip(" /").endswith("%"))
        or is_of_content(lead, text[match.end("unit") : match.end()], apart=apart)
    )


def _value(match: re.Match[str]) -> tuple[str, list[float]] | None:
    numbers = [float(n.replace(",", ".")) for n in (match["n"], match["to"]) if n]
    unit = match["unit"].strip(" +\\.").lower()
    if _HUNDRED.search(unit):
        kind, whole = "percent", 100
    elif unit:
        kind, whole = "tenths", _WHOLE[unit.split()[-1].strip("/ ")]
    else:
        parts = "." in match["n"] or "," in match["n"] or max(numbers) <= 1
        kind, whole = ("decimal", 1) if parts else ("whole", 100)
    values = [round(n / whole, 8) for n in numbers]
    ordered = values == sorted(values)
    return (kind, values) if ordered and max(values) <= 1 else None
