"""Bands: the probability that a heading or lead-in gives to each item under it ("Likely (75%)")."""

import re

from predictions.extraction.chances.numbers import PATTERN as NUMBER
from predictions.extraction.chances.numbers import Stated, value_of
from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.document import Document
from predictions.patterns import factored

_BAND = re.compile(
    factored(
        r"\W*(?:(?:things?|events?|claims?|that|which|these|those|are|is|near(?:ly)?|almost|very|highly|extremely|quite|fairly|somewhat|i am|i'm|i think|my|at|around|about|roughly|over|under|above|with|of|the|a|confiden(?:t|ce)|certain(?:ty)?|sure"
        r"|likely|unlikely|probab(?:le|ility|ly)|chance|coin[ -]?(?:flips?|toss(?:es)?)|predictions?|forecasts?|level|band|improbable|toss-?ups?|even odds|long shots?)\W+)*"
        r"\(?[~<>\u2248]? ?(?:around |about )?\d{1,3}(?:\.\d+)?(?: ?%)?(?: ?(?:-|to) ?\d{1,3}(?:\.\d+)?)? ?%\+?\)?(?: (?:confiden(?:t|ce)|certain(?:ty)?|sure|likely|probab(?:le|ility)|chance|predictions?|level|band|or (?:more|so|less)|that|of|in|about|to happen|will happen|happens?))*\W*"
    )
)


def band_over(document: Document, block: Block) -> Stated | None:
    """The probability that a heading or lead-in gives to each item under it ("Likely (75%)")."""
    if block.kind is not Kind.ITEM and not block.by_line and block.end - block.start > 160:
        return None
    above = [block.parent, block.lead, *block.headings[-1:]]
    for index in above:
        if index is not None and (band := _band_of(document, index)):
            return band
    return None


def leads_as_band(document: Document, index: int) -> bool:
    """True for "80% sure:" above a list: it is the number of the items, and no claim."""
    if not document.low.endswith(":", 0, document.blocks[index].end):
        return False
    return _band_of(document, index) is not None


def _band_of(document: Document, index: int) -> Stated | None:
    if index not in document.bands:
        block = document.blocks[index]
        document.bands[index] = None
        if (
            block.end - block.start < 80
            and "%" in document.low[block.start : block.end]
            and _BAND.fullmatch(document.low, block.start, block.end)
        ):
            document.bands[index] = next(
                (
                    parsed
                    for m in NUMBER.finditer(document.low, block.start, block.end)
                    if (parsed := value_of(m))
                ),
                None,
            )
    return document.bands[index]


_CLAIM = re.compile(
    r"\b(?:will|won't|going to|by 20[2-9]\d|(?:is|are) (?:now |still |also )?(?:un)?(?:expected|likely|set|forecast|projected|predicted) to)\b|\d ?%"
)


def claims(document: Document, block: Block, index: int) -> bool:
    """A heading that may state something ahead ("3. Rust will ..."); the title only announces."""
    if _BAND.fullmatch(document.low, block.start, block.end) or (index == 0 and block.level <= 1):
        return False
    return document.predictive or _CLAIM.search(document.low, block.start, block.end) is not None
