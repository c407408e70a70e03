"""Bands: the probability that a heading or lead-in gives to each item under it ("Likely (75%)")."""

from predictions.extraction.chances.figures import figure_alone
from predictions.extraction.chances.numbers import PATTERN as NUMBER
from predictions.extraction.chances.numbers import Stated, value_of
from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.words import lexicon as lex
from predictions.regexes import regex

_BAND = regex(
    r"\W*(?:(?:things?|events?|claims?|that|which|these|those|are|is|near(?:ly)?|almost|very"
    r"|highly|extremely|quite|fairly|somewhat|i am|i'm|i think|my|at|around|about|roughly|over"
    r"|under|above|with|of|the|a|confiden(?:t|ce)|certain(?:ty)?|sure"
    r"|likely|unlikely|probab(?:le|ility|ly)|chance|coin[ -]?(?:flips?|toss(?:es)?)"
    r"|predictions?|forecasts?|level|band|improbable|toss-?ups?|even odds|long shots?)\W+)*"
    r"\(?[~<>\u2248]? ?(?:around |about )?\d{1,3}(?:\.\d+)?(?: ?%)?(?: ?(?:-"
    r"|to) ?\d{1,3}(?:\.\d+)?)? ?%\+?\)?(?: (?:confiden(?:t|ce)|certain(?:ty)?|sure|likely"
    r"|probab(?:le|ility)|chance|predictions?|level|band|or (?:more|so|less)|that|of|in|about"
    r"|to happen|will happen|happens?))*\W*",
    factor=True,
)


def band_over(document: Document, block: Block) -> Stated | None:
    """The probability that a heading or lead-in gives to each item under it ("Likely (75%)")."""
    if block.kind is not Kind.ITEM and not block.by_line and block.end - block.start > 160:
        return None
    parent = block.parent
    if parent is not None and not _band_of(document, parent) and _is_claimed(document, parent):
        return None  # a remark below a claim
    for index in (parent, block.lead, *block.headings[-1:]):
        if index is not None and (band := _band_of(document, index)):
            return band
    return None


def _is_claimed(document: Document, index: int) -> bool:
    """True for an item that a band is over, and that says something."""
    block = document.blocks[index]
    above = (block.lead, *block.headings[-1:])
    if not any(i is not None and _band_of(document, i) for i in above):
        return False
    words = document.low[block.start : block.end].split()
    return any(map(lex.is_verb, words)) or bool(lex.cues_in(document.low, block.start, block.end))


def leads_as_band(document: Document, index: int) -> bool:
    """True for "80% sure:" above a list: it is the number of the items, and no claim."""
    leads = index + 1 < len(document.blocks) and document.blocks[index + 1].lead == index
    if not (leads or document.low.endswith(":", 0, document.blocks[index].end)):
        return False
    return _band_of(document, index) is not None


def _band_of(document: Document, index: int) -> Stated | None:
    if index not in document.bands:
        document.bands[index] = _read(document, index)
    return document.bands[index]


def _read(document: Document, index: int) -> Stated | None:
    block = document.blocks[index]
    if block.end - block.start >= _LONGEST:
        return None
    figure = figure_alone(document.copy, block.start, block.end)
    if figure and (figure.says_what_it_is or _in_steps(document, block)):
        return figure.stated
    if "%" in document.low[block.start : block.end] and _BAND.fullmatch(
        document.low, block.start, block.end
    ):
        numbers = NUMBER.finditer(document.low, block.start, block.end)
        return next((parsed for m in numbers if (parsed := value_of(m))), None)
    return None


_LONGEST = 80
_FEWEST = 2


def _in_steps(document: Document, block: Block) -> bool:
    """True where bare numbers are all that the headings of a level hold, and they go up or down: "## 90", "## 60"."""
    alike = [b for b in document.blocks if (b.kind, b.level) == (block.kind, block.level)]
    figures = [figure_alone(document.copy, b.start, b.end) for b in alike]
    if block.kind is not Kind.HEADING or len(figures) < _FEWEST or not all(figures):
        return False
    values = [figure.stated.value for figure in figures if figure]
    even = len({figure.kind for figure in figures if figure}) == 1
    rounds = all(round(100 * value) % 5 == 0 or value > _SURE for value in values)
    return even and rounds and values in (sorted(values), sorted(values, reverse=True))


_SURE = 0.95


_CLAIM = regex(
    r"\b(?:will|won't|going to|by 20[2-9]\d"
    r"|(?:is|are) (?:now |still |also )?(?:un)?(?:expected|likely|set|forecast|projected"
    r"|predicted) to)\b|\d ?%"
)


def claims(document: Document, block: Block, index: int) -> bool:
    """A heading that may state something ahead ("3. Rust will ..."); the title only announces."""
    if _band_of(document, index) or (index == 0 and block.level <= 1):
        return False
    return document.predictive or _CLAIM.search(document.low, block.start, block.end) is not None
