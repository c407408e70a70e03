"""Sentences of a block, as spans."""

import re
from collections.abc import Iterator

from predictions.extraction.layout.blocks import Block
from predictions.regexes import regex

# A search stops at marks only, told by what they are not; the rest looks back at the one it stopped at.
_STOP = regex(
    r"[^a-zA-Z0-9 ,;:'\"()-](?:(?<=\n)|(?<=[.!?\u2026])[.!?\u2026]*['\")\]]{0,3}(?=\s|$))"
)
_ABBREVIATION = regex(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|vs|v|e\.g|i\.e|eg|ie|etc|cf|al|no|nos|prob|fig|approx|inc"
    r"|ltd|co|corp|gen|gov|sen|rep|pres"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|u\.s|u\.k|u\.n|e\.u|a\.m|p\.m|ca|est|resp"
    r"|viz|incl|min|max|op|ed|vol)"
    r"|(?:^|[\s(.])[A-Za-z])\.$",
    re.IGNORECASE,
    factor=True,
)


_LONGEST_ABBREVIATION = 6  # letters; what ends in more is a word


def sentences(copy: str, block: Block) -> Iterator[tuple[int, int]]:
    """Spans of the sentences in a block of the matching copy, trimmed of blanks."""
    for start, end in _whole(copy, block):
        if end - start <= _RUN:
            yield start, end
        else:
            yield from _bounded(copy, start, end)


def _whole(copy: str, block: Block) -> Iterator[tuple[int, int]]:
    breaks = set(block.breaks)
    start, end = block.start, block.end
    for match in _STOP.finditer(copy, start, end):
        if match[0] == "\n":
            if match.end() not in breaks:
                continue
        elif not _ends(copy, start, match, end):
            continue
        if span := _trim(copy, start, match.end()):
            yield span
        start = match.end()
    if span := _trim(copy, start, end):
        yield span


# Longer runs without a full stop (captions, adversarial text) are read in pieces, so that the work
# per sentence stays bounded.
LONGEST = 800
_PLACES = ("\n", "; ", ", and ", ", ", " and ", " ")


# Captions made by machines have no full stops: where hardly any mark stands, a spoken sentence
# begins at the words with which people begin one.
_RUN = 240
_MARKS = regex(r"[,;:()\u2014\"]")
_SPOKEN = regex(
    r"\s(?=(?:so|but|because|um+|uh+|okay|ok|anyway"
    r"|and (?:i|we|you|they|he|she|it|that|this|there|the|then|if|so|um|in|by)|i think|i mean"
    r"|i don't|i reckon|i guess|you know)\s)",
    re.IGNORECASE,
    factor=True,
)
_LEAST_SPOKEN = 40


def _bounded(copy: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if len(_MARKS.findall(copy, start, end)) * _RUN < end - start:
        for match in _SPOKEN.finditer(copy, start, end):
            if match.start() - start >= _LEAST_SPOKEN and end - match.end() >= _LEAST_SPOKEN:
                yield from _pieces(copy, start, match.start())
                start = match.end()
    yield from _pieces(copy, start, end)


def _pieces(copy: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = next(
            (
                at
                for place in _PLACES
                if (at := copy.rfind(place, start + LONGEST // 2, start + LONGEST)) > 0
            ),
            start + LONGEST,
        )
        if span := _trim(copy, start, cut):
            yield span
        start = cut
    if span := _trim(copy, start, end):
        yield span


def _ends(copy: str, start: int, match: re.Match[str], end: int) -> bool:
    mark = match[0]
    if (
        mark == "."
        and not copy[match.start() - _LONGEST_ABBREVIATION - 1 : match.start()].isalpha()
        and _ABBREVIATION.search(copy, max(start, match.start() - 9), match.end())
        and not _answers(copy, start, match.start(), match.end())
    ):
        return False
    rest = copy[match.end() : min(end, match.end() + 12)].lstrip()
    # A lower case letter goes on with the sentence, save after a question or a shout in prose,
    # and with those who write no capitals.
    if not rest or not rest[0].islower():
        return True
    if mark[0] in "?!":
        return not _asked_aside(copy, start, match) or _uncased(copy, match.start())
    return mark == "." and _uncased(copy, match.start())


def _asked_aside(copy: str, start: int, match: re.Match[str]) -> bool:
    """True behind "The tram (again?)": the sentence goes on behind the bracket that it opened."""
    opened = copy.rfind("(", start + 1, match.start())
    return ")" in match[0] and opened >= 0 and copy.find(")", opened, match.start()) < 0


_CAPITAL = regex(r"[A-Z]")
_AROUND = 300  # characters before and behind a full stop tell how its writer begins sentences
_TO_A_CAPITAL = 150  # where fewer stand, they begin no sentences


def _uncased(copy: str, stop: int) -> bool:
    """True where hardly a capital stands: "rents are high. i would not buy. maybe next year"."""
    a, b = max(0, stop - _AROUND), min(len(copy), stop + _AROUND)
    most = (b - a) // _TO_A_CAPITAL
    return most > 0 and len(_CAPITAL.findall(copy, a, b)) <= most


_SENTENCE = regex(r"\s+[A-Z][\w'-]*(?: [\w'-]+){3}")


def _answers(copy: str, start: int, stop: int, end: int) -> bool:
    """True for "No." that is a sentence before another, not the number of something."""
    return copy[start:stop].strip().lower() == "no" and _SENTENCE.match(copy, end) is not None


def _trim(copy: str, start: int, end: int) -> tuple[int, int] | None:
    words = copy[start:end].lstrip()
    start = end - len(words)
    end = start + len(words.rstrip())
    return (start, end) if words else None
