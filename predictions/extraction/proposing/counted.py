"""Counted: how many predictions a text says that it makes, so that as many entries are known for them."""

from predictions.extraction.layout.document import Document
from predictions.regexes import regex

# "Here are my seven predictions", "I will just name four".
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")  # fmt: skip
_COUNT = regex(
    rf"\b(?P<n>[1-9]\d?|{'|'.join(_NUMBERS)})(?: [\w'-]+){{0,4}} (?:predictions|forecasts"
    rf"|prophecies|bets|trends)\b"
    rf"|\b(?:(?:name|give|list|offer|make)(?: you)? (?:just |only )?"
    rf"|(?:these|my|the) )(?P<bare>[1-9]\d?|{'|'.join(_NUMBERS)})(?=[.:!])"
)
_FAR = 2000  # characters before the first entry


def are_counted(document: Document, entries: int, first: int) -> bool:
    """True where the title, or what stands before the first entry (a block), says that there are as many predictions."""
    start = document.blocks[first].start
    said = (document.title.lower(), document.low[max(0, start - _FAR) : start])
    found = (match["n"] or match["bare"] for text in said for match in _COUNT.finditer(text))
    return entries in {int(n) if n.isdecimal() else _NUMBERS.index(n) + 2 for n in found}
