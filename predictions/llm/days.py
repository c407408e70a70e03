"""Whether a day that a model gives as a bound can be read from the document at all."""

from datetime import date
from functools import lru_cache
from itertools import pairwise

from predictions.regexes import regex

_YEAR = regex(r"(?<![\d.,])(?:1[5-9]|2\d)\d\d(?!\d)")
_SHORT = regex(r"(?<=[/\-–'’])\d\d(?!\d)")
_COUNT = regex(r"(?<![\d.,])\d{1,3}(?![\d.,]?\d)")
_WORDS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
            "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
            "nineteen", "twenty"], start=1)
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100, "a": 1, "an": 1, "another": 1,
     "couple": 2, "dozen": 12, "decade": 10, "decades": 20, "century": 100, "next": 1, "generation": 25}  # fmt: skip
_WORD = regex(r"[a-z]+")
_NEAR = 300  # characters around a quote in which "within five years" stands


def can_be_read(day: date, text: str, start: int, end: int, published: date | None) -> bool:
    """Return whether the year of a day stands in a text, or follows from a count near a place.

    Whether it is the right one is for a person to see: a bound of which the document says nothing
    is not taken from a model, whatever it answers.
    """
    years = _years(text)
    if published is not None:
        years |= {published.year, published.year + 1}
    # "Before 2031" ends in 2030, "the 2030s" in 2039.
    if {day.year, day.year + 1, day.year - 1, day.year - 9} & years:
        return True
    near = text[max(0, start - _NEAR) : end + _NEAR].lower()
    if day.year % 100 in (99, 0) and "century" in near:
        return True
    return bool({day.year - count for count in _counts(near)} & years)


def _counts(near: str) -> set[int]:
    """Return the counts of years in some words, with those of sums such as "twenty five"."""
    plain = {int(match) for match in _COUNT.findall(near)}
    said = [_WORDS[word] for word in _WORD.findall(near) if word in _WORDS]
    plain |= set(said) | {one + other for one, other in pairwise(said)}
    return plain | {10 * one for one in plain if "decade" in near and one <= 20}


@lru_cache(maxsize=4)
def _years(text: str) -> frozenset[int]:
    whole = {int(match) for match in _YEAR.findall(text)}
    short = {int(match) for match in _SHORT.findall(text)}
    return frozenset(whole | {year // 100 * 100 + two for year in whole for two in short})
