"""Numbers that may say how probable something is: percentages, shares, odds, in figures and in words."""

import re
from dataclasses import dataclass

from predictions.candidate import Basis
from predictions.regexes import regex

_N = r"(?:\d{1,3}(?:\.\d{1,4})?|\.\d{1,4})"
_PCT = r" ?(?:%|per ?cent\b|pct\b)"
_WORDS = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty"
    r"|a hundred|a thousand)"
)
_TENS = (
    r"(?:ten|fifteen|twenty|twenty-five|thirty|thirty-five|forty|forty-five|fifty|fifty-five|sixty"
    r"|sixty-five|seventy|seventy-five|eighty|eighty-five|ninety|ninety-five|ninety-nine)"
)
_COUNT = rf"(?:\d{{1,4}}|{_WORDS})"
PATTERN = regex(
    r"(?<![\w])(?=[\d.]|one|t(?:en|w|h[ir])|f(?:if|our|ive|ort)|s(?:ev|ix)|eight|eve|nine"
    r"|a [tfqh]|p(?:rob| ?[=~\u2248:])|c(?:onf|red|ert)|likeli)(?:"
    rf"(?P<spelled>(?P<spelled_n>{_TENS})[- ]per ?cent\b)|"
    r"(?P<part>(?:a |about a |2/3|1/3|3/4|1/4|two[- ]thirds?|one[- ]third"
    r"|three[- ]quarters?)(?<!a )[- ]chance"
    r"|(?P<part_n>two[- ]thirds|a third|a fifth|a quarter|three[- ]quarters) on\b)|"
    rf"(?P<range>(?<![\d.,/$])(?P<range_a>{_N})(?:{_PCT})? ?(?:-|to|and|or) ?(?P<range_b>{_N}){_PCT})"
    rf"|(?P<percent>(?<![\d.,/$])(?P<percent_n>{_N}){_PCT})"
    rf"|(?P<share>\b(?P<share_a>{_COUNT})[ -](?:chances? )?(?:in|out of)(?: an?)?[ -](?P<share_b>{_COUNT})\b)"
    rf"|(?P<odds>(?<![\d:.])(?P<odds_a>{_COUNT}) ?(?::|to"
    rf"|-to-)[ ]?(?P<odds_b>{_COUNT})\b(?P<against> against\b)?(?![\d:]| ?(?:[-%]|per ?cent|pct)))"
    r"|(?P<even>\b(?:50[/ -]50(?! ?%)|fifty[ -]fifty|even (?:odds|money|chances?))\b)"
    r"|(?P<split>\b(?P<split_a>\d\d)/(?P<split_b>\d\d)\b(?!/))"
    rf"|(?P<tenths>(?:confidence|probability|likelihood|certainty)(?:[ a-z]{{0,12}}[:=] ?"
    rf"| (?:of )?)(?P<tenths_n>10|\d)/10\b)"
    rf"|(?P<given>(?:(?<=\)=)|(?<=\) = )|(?<=\): ))(?P<given_n>0?\.\d{{1,4}})\b)"
    rf"|(?P<plain>(?:\bp ?(?:=|~|\u2248|:) ?"
    rf"|\bprob(?:ability|\.)?(?:[:=] ?| (?:of |is |at |= ?|: ?)?)(?:about |around |above "
    rf"|below |over |under |near |closer to |~ ?)?|\bconfidence ?(?:level )?[:=] ?"
    rf"|\bcredence (?:of |: ?)?)(?P<plain_n>0?\.\d{{1,4}})\b)"
    r")"
)
_VALUES = {word: n for n, word in enumerate(("zero", "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten"))} | {
    "twelve": 12, "fifteen": 15, "thirty": 30, "forty": 40, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "twenty": 20, "fifty": 50, "a hundred": 100, "a thousand": 1000,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stated:
    """A probability that the text states, as worded: before any negation is resolved."""

    start: int
    end: int
    value: float
    basis: Basis
    low: float | None = None
    high: float | None = None
    denies: bool = False  # "No, 65%": the number that something does not happen


def value_of(match: re.Match[str]) -> Stated | None:
    """The probability that a match of `PATTERN` names, or None where it names none."""
    kind = match.lastgroup
    a, b = match.span()
    if kind == "range":
        low, high = sorted((float(match["range_a"]) / 100, float(match["range_b"]) / 100))
        return (
            Stated(a, b, round((low + high) / 2, 6), Basis.STATED, low, high) if high <= 1 else None
        )
    if kind == "percent":
        value = float(match["percent_n"]) / 100
        return Stated(a, b, round(value, 8), Basis.STATED) if value <= 1 else None
    if kind in ("even", "split", "part", "spelled", "tenths"):
        return _in_words(match, kind)
    if kind in ("plain", "given"):
        return Stated(a, b, float(match[f"{kind}_n"]), Basis.STATED)
    if kind == "share":
        part, whole = _count(match["share_a"]), _count(match["share_b"])
        is_year = part > 1 and 1900 <= whole <= 2100  # "60-40 in 2027"
        fits = 0 < part <= whole and whole > 1 and not is_year
        return Stated(a, b, round(part / whole, 6), Basis.ODDS) if fits else None
    return _odds(match)


def _odds(match: re.Match[str]) -> Stated | None:
    """Odds of one to another; "2020 to 2025" and "by 2031: 4" hold years."""
    one, two = _count(match["odds_a"]), _count(match["odds_b"])
    if match["against"]:
        one, two = two, one
    if _TIME_OF_DAY.match(match.string, match.start()):
        return None
    if not one + two or (1900 <= max(one, two) <= 2100 and min(one, two) != 1):
        return None
    return Stated(*match.span(), round(one / (one + two), 6), Basis.ODDS)


_FRACTIONS = {
    "2/3": 2 / 3,
    "1/3": 1 / 3,
    "3/4": 0.75,
    "1/4": 0.25,
    "two": 2 / 3,
    "one": 1 / 3,
    "three": 0.75,
}
_PARTS = {"third": 1 / 3, "fifth": 0.2, "quarter": 0.25, "thirds": 2 / 3, "quarters": 0.75}


def _in_words(match: re.Match[str], kind: str) -> Stated | None:
    """Even odds, splits that make a hundred, fractions and spelled percentages."""
    a, b = match.span()
    if kind == "tenths":
        return Stated(a, b, int(match["tenths_n"]) / 10, Basis.STATED)
    if kind == "even":
        return Stated(a, b, 0.5, Basis.ODDS)
    if kind == "split":
        one, two = int(match["split_a"]), int(match["split_b"])
        return Stated(a, b, one / 100, Basis.ODDS) if one + two == 100 else None
    if kind == "part":
        words = match["part_n"]
        value = (
            _PARTS[words.split()[-1].split("-")[-1]]
            if words
            else _FRACTIONS[re.split(r"[- ]", match[0])[0]]
        )
        return Stated(a, b, round(value, 6), Basis.ODDS)
    first, _, last = match["spelled_n"].partition("-")
    return Stated(a, b, round((_VALUES[first] + _VALUES.get(last, 0)) / 100, 4), Basis.STATED)


def _count(words: str) -> float:
    return float(_VALUES.get(words, 0) if not words.isdigit() else words)


_TIME_OF_DAY = regex(
    r"(?:[01]?\d|2[0-3]):[0-5]\d|\d{1,2} to \d{1,2}(?= (?:in the|o'clock|on|am|pm)\b)"
)
