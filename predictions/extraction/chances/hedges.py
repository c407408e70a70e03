"""What words of probability mean to people: the table, and the phrase that holds in a clause.

Rows tagged `surveyed` are medians and quartiles of published surveys whose licence allows it:
Kucharski AJ (2026), CAPphrase, DOI 10.5281/zenodo.18750055 (CC BY 4.0), and zonination, perceptions
(2017, MIT). Rows tagged `analogue` are this project's own choice beside the nearest surveyed phrase;
they are not measurements.
"""

import csv
import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from predictions.candidate import Basis
from predictions.extraction.words.glance import EVERYTHING, needs
from predictions.patterns import factored
from predictions.regexes import regex


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase means as a probability of what it is said about."""

    phrase: str
    low: float
    median: float
    high: float
    basis: Basis
    denies: bool  # the phrase itself turns the claim into its denial ("unlikely")


@dataclass(frozen=True, slots=True)
class Hedge:
    """A phrase of probability found in a text."""

    start: int
    end: int
    meaning: Meaning


def _meanings() -> dict[str, Meaning]:
    text = files("predictions.extraction").joinpath("phrases.csv").read_text("utf-8")
    meanings: dict[str, Meaning] = {}
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        for phrase in row["phrases"].split(" / "):
            low, median, high = (int(row[name]) / 100 for name in ("low", "median", "high"))
            meanings[phrase] = Meaning(
                phrase, low, median, high, Basis(row["basis"]), row["denies"] == "yes"
            )
    return meanings


@cache
def _phrases() -> re.Pattern[str]:
    starts: dict[str, list[str]] = {}
    for phrase in sorted(_MEANINGS, key=len, reverse=True):
        first, _, rest = phrase.partition(" ")
        starts.setdefault(first, []).append(rest)
    pattern = "|".join(_branch(first, rests) for first, rests in starts.items())
    # A wrapped and indented line leaves several blanks between two words.
    words = factored(pattern).replace(" ", " +")
    return re.compile(rf"(?<![\w'])(?:{words})\b")


def _branch(first: str, rests: list[str]) -> str:
    """One branch for all phrases that begin with the same word: the longest reading is tried first."""
    longer = "|".join(_escaped(rest) for rest in rests if rest)
    if not longer:
        return re.escape(first)
    return rf"{re.escape(first)}(?: (?:{longer})\b)" + ("?" if "" in rests else "")


def _escaped(words: str) -> str:
    return re.escape(words).replace(r"\ ", " ").replace(r"\~ ", r"(?:\w+ ){0,3}?")


_MEANINGS = _meanings()
# Of each phrase the longest word: the others are common.
_TELLING = needs({max(re.findall(r"\w+", phrase), key=len) for phrase in _MEANINGS})


_BEFORE_MAY = regex(
    r"(?:\b(?:in|by|from|of|until|till|since|before|after|to|through|during|between|for|next"
    r"|last|early|mid|late|each|every)"
    r"|\d(?:st|nd|rd|th)?)[ -]$"
)
_AFTER_MAY = regex(
    r"\.?,? (?:\d|will\b|is\b|was\b|deliver(?:y|ies)\b|contracts?\b|futures\b"
    r"|(?:and|or|to|through) (?:ju(?:ne|ly)|aug|sept?|oct|nov|dec|jan|feb|march|april))"
)


def _is_the_month(low: str, start: int, end: int) -> bool:
    """Return whether "may" is the month: by the words beside it."""
    before = _BEFORE_MAY.search(low, max(0, start - 12), start)
    return bool(before or _AFTER_MAY.match(low, end))


# "He doesn't believe in fate, but ...", "she didn't think so": no claim follows.
_NOT_HELD = tuple(
    f"{deny} {hold}" for deny in ("n't", "not") for hold in ("think", "believe", "expect")
)
_OF_NOTHING = regex(
    r"[,;.!]| (?:in|about|of|much|twice|anything)\b| (?:it|this|that)(?:,| at\b)| so,? (?:but|and)\b"
)


def find_hedges(low: str, start: int, end: int, seen: int = EVERYTHING) -> list[Hedge]:
    """Phrases of probability in part of a folded lower-case text, longest reading first."""
    if not seen & _TELLING:
        return []
    found = []
    for match in _phrases().finditer(low, start, end):
        if match[0] == "may" and _is_the_month(low, match.start(), match.end()):
            continue
        if match[0].startswith("few ") and low.endswith("a ", 0, match.start()):
            continue
        if match[0].endswith(_NOT_HELD) and _OF_NOTHING.match(low, match.end(), end):
            continue
        words = " ".join(match[0].split()) if "  " in match[0] else match[0]
        meaning = _MEANINGS.get(words) or _gapped(words, _MEANINGS)
        if meaning:
            found.append(Hedge(match.start(), match.end(), meaning))
    return found


def _gapped(words: str, meanings: dict[str, Meaning]) -> Meaning | None:
    """The row of a phrase with a gap ("may ~ or may not")."""
    for phrase, meaning in meanings.items():
        if "~" in phrase:
            head, _, tail = phrase.partition("~")
            if words.startswith(head.strip()) and words.endswith(tail.strip()):
                return meaning
    return None


def standing_for(phrase: str) -> Meaning:
    """What a phrase means over a list, for other words that stand for it: not surveyed themselves.

    Who lists "long shots" says that they may well come, and denies none.
    """
    meaning = _MEANINGS[phrase]
    return replace(meaning, basis=Basis.ANALOGUE, denies=meaning.denies and phrase != "long shot")
