"""Writings: the ways in which a chance is written down: parts of a hundred, ten or one, odds, fractions, words."""

import re

from predictions.candidate import Basis
from predictions.extraction.chances.numbers import Stated
from predictions.regexes import regex

_N = r"(?:(?<!(?<!\.)\.)(?<![\d,]|(?<!\w)/)\d{1,3}(?:[.,]\d{1,3})?|\.\d{1,3})"
_UNIT = (
    r"(?: {0,4}\+?(?:\\?%\+?|pct\b\.?|p\.? ?c\b\.?|per ?cent\b|/ ?(?:100|10|5)(?![\d/])"
    r"|out {1,4}of {1,4}(?:100|10|5|ten|five|a hundred)\b)|\+)?"
)
_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TENS = ("ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = {
    **{word: 10 * n for n, word in enumerate(_TENS, 1)},
    **{word: n for n, word in enumerate(_UNITS, 1)},
    "fifteen": 15, "twelve": 12, "hundred": 100, "a hundred": 100,
}  # fmt: skip
_SMALL = rf"(?:\d{{1,3}}|{'|'.join(_UNITS)}|ten|twelve|fifteen|twenty|fifty|a hundred)"
_SPELLED = rf"(?:fifteen|(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS)}))?|{'|'.join(_UNITS)})"
# A chance in any writing; what is said around it stands in `figures`.
FIGURE = (
    r"(?P<said>"
    rf"(?P<spelled>{_SPELLED}) {{1,4}}per ?cent\b"
    rf"|(?P<part>{_SMALL}) {{1,4}}in {{1,4}}(?P<of>{_SMALL})\b"
    r"|(?P<a>\d{1,3}) ?(?::|-|/|to) ?(?P<b>\d{1,3}) {1,4}(?P<side>on|against)\b"
    r"|(?P<over>\d{1,3})/(?P<under>(?!(?:100?|5)\b)\d{1,3})(?![\d/%])"
    rf"|(?P<n>{_N})(?:(?:\\?%)? {{0,4}}(?:-|to|and) {{0,4}}(?P<to>{_N}))?(?P<unit>{_UNIT})"
    r")"
)
_DIGITS = regex(r"\d+")
_MOST_DIGITS = 3  # of a chance; years are passed over
_BEFORE = "$\u00a3\u20ac"
# Told by plain letters first, which are found fast.
_IN_WORDS = regex(rf" (?:per ?cent\b|in {{1,4}}{_SMALL}\b)", re.IGNORECASE)
_BACK = 14  # characters of "seventy-seven"
_WORDED = regex(
    rf"\b(?:{_SPELLED}(?= {{1,4}}per ?cent\b)|{_SMALL}(?= {{1,4}}in {{1,4}}{_SMALL}\b))",
    re.IGNORECASE,
)
_HUNDRED_WORDS = regex(r"%|p\.? ?c|pct|per|100|hundred")
_PADDED = regex(r"0\d")  # "01", "007": the number of something
_WHOLE = {"10": 10, "ten": 10, "5": 5, "five": 5}
_HUNDRED = 100


def beginnings(text: str, start: int, end: int) -> list[int]:
    """Where in a text a chance may begin: at figures, and at words for one."""
    found = []
    for digits in _DIGITS.finditer(text, start, end):
        at, stop = digits.span()
        if stop - at > _MOST_DIGITS:
            continue
        at -= at > start and text[at - 1] == "."
        before = text[at - 1 : at]
        if at == start or not (before.isalnum() or before in _BEFORE):
            found.append(at)
    low = text[start:end].lower()
    if " in " not in low and " per" not in low:
        return found
    worded = (
        _WORDED.search(text, max(start, words.start() - _BACK), words.end())
        for words in _IN_WORDS.finditer(text, start, end)
    )
    return sorted([*found, *(match.start() for match in worded if match)])


def written(match: re.Match[str]) -> tuple[str, Stated] | None:
    """What kind of writing a match of `FIGURE` is, and what it says; None where it is no chance."""
    if match["n"]:
        return _in_parts(match)
    if match["spelled"]:
        return _stated(match, "percent", _spelled(match["spelled"]) / _HUNDRED)
    if match["part"]:
        part, of = _number(match["part"]), _number(match["of"])
        return _stated(match, "share", part / of) if 0 < part <= of and of > 1 else None
    if match["side"]:
        one, two = int(match["a"]), int(match["b"])
        won = one if match["side"].lower() == "on" else two
        return _stated(match, "odds", won / (one + two)) if one and two else None
    one, two = int(match["over"]), int(match["under"])
    if one + two == _HUNDRED:
        return _stated(match, "percent", one / _HUNDRED)
    return _stated(match, "fraction", two / (one + two)) if one and two else None


def _stated(match: re.Match[str], kind: str, value: float) -> tuple[str, Stated]:
    basis = Basis.STATED if kind == "percent" else Basis.ODDS
    return kind, Stated(*match.span("said"), round(value, 6), basis)


def _in_parts(match: re.Match[str]) -> tuple[str, Stated] | None:
    numbers = [float(n.replace(",", ".")) for n in (match["n"], match["to"]) if n]
    unit = match["unit"].strip(" +\\.").lower()
    if _HUNDRED_WORDS.search(unit):
        kind, whole = "percent", 100
    elif unit:
        kind, whole = "tenths", _WHOLE[unit.split()[-1].strip("/ ")]
        if numbers[0] + whole == _HUNDRED:  # "90/10"
            kind, whole = "percent", _HUNDRED
    else:
        parts = "." in match["n"] or "," in match["n"] or max(numbers) <= 1
        kind, whole = ("decimal", 1) if parts else ("whole", 100)
    if _PADDED.match(match["n"]):
        return None
    values = [round(n / whole, 8) for n in numbers]
    if values != sorted(values) or max(values) > 1:
        return None
    low, high = (min(values), max(values)) if len(values) > 1 else (None, None)
    value = round(sum(values) / len(values), 8)
    stop = match.start("unit") + len(match["unit"].rstrip())
    return kind, Stated(match.start("n"), stop, value, Basis.STATED, low, high)


def _spelled(words: str) -> int:
    return sum(_NUMBERS[word] for word in re.split(r"[- ]", words.lower()))


def _number(words: str) -> int:
    return int(words) if words.isdigit() else _NUMBERS[words.lower()]
