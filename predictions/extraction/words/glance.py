"""A glance at a sentence: its words are looked up once, and say which patterns are worth a search.

Most patterns look for a few words and miss, and one search costs more than all the look-ups. A pattern
declares words of which it needs one (`needs`); the glance at a text has its bit where one of them stands
there. A glance may promise too much, never too little: `EVERYTHING` is that of a text not looked at.
"""

import itertools
from collections.abc import Iterable
from functools import reduce
from operator import or_

from predictions.regexes import regex
from predictions.windows.folding import translated

EVERYTHING = -1
DIGIT = 1  # the text holds a figure
_bits = itertools.count(1)
_BITS: dict[str, int] = {}
_KNOWN: set[str] = set()


def needs(words: str | Iterable[str]) -> int:
    """A bit for the glances at texts that hold one of these words (runs of letters and figures)."""
    bit = 1 << next(_bits)
    for word in words.split() if isinstance(words, str) else words:
        _BITS[word] = _BITS.get(word, 0) | bit
        _KNOWN.add(word)
    return bit


_MARKS = {mark: " " for mark in range(128) if not (chr(mark).isalnum() or chr(mark) == "_")}
_NOT_ASCII = regex(r"[^\x00-\x7f]+")
_FIGURE = regex(r"\d")


def runs(low: str) -> str:
    """The text with a blank for each character that is in no word; same length."""
    plain = translated(low, _MARKS)
    if plain.isascii():
        return plain
    marks = [char for char in set("".join(_NOT_ASCII.findall(plain))) if not char.isalnum()]
    return translated(plain, {ord(mark): " " for mark in marks})


def glance(plain: str, start: int, end: int) -> int:
    """The bits of all patterns that need one of the words in part of a text (as `runs` gives it)."""
    known = _KNOWN.intersection(plain[start:end].split())
    seen = DIGIT if _FIGURE.search(plain, start, end) else 0
    return reduce(or_, map(_BITS.__getitem__, known), seen)
