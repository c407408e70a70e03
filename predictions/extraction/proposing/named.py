"""What is foretold of names by the lines over them: "Definitely qualifying:", "Won't be announced", "Long shots"."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from predictions.extraction.chances.verdicts import Tells, Verdict
from predictions.extraction.layout.blocks import Block
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.overlines import Overline, Span, overlines
from predictions.regexes import regex


@dataclass(frozen=True, slots=True)
class Named:
    """A name, what is said of it, and the line that says so."""

    block: int
    span: Span
    line: Span
    verdict: Verdict
    predicate: str | None


@dataclass(slots=True)
class Foretold:
    """What lines over names and claims foretell in a document."""

    # They say something of what is below them: without a subject, they are no claims.
    lines: frozenset[Span]
    names: list[Named] = field(default_factory=list)
    heads: dict[int, Span] = field(default_factory=dict)  # names and claims, before any remark
    claims: dict[int, tuple[Span, Verdict]] = field(default_factory=dict)  # by starts of blocks


def foretold(document: Document) -> Foretold:
    """What the lines over names and claims of a document foretell."""
    if document.foretold is None:
        document.foretold = _read(document)
    return document.foretold


def line_over(document: Document, block: Block) -> tuple[Span, Verdict] | None:
    """The line over a claim that says how likely it is, or that it does not happen."""
    return foretold(document).claims.get(block.start)


def _read(document: Document) -> Foretold:
    lines = [over for over in overlines(document) if over.names or over.claims]
    found = Foretold(frozenset(over.line for over in lines))
    if _foretell(document, lines):
        found.names += _named(lines)
        entries = [entry for over in lines for entry in (*over.names, *over.claims)]
        alone = Counter(block for block, _ in entries)
        found.heads = {block: span for block, span in entries if alone[block] == 1}
        for over in lines:
            for block, _ in over.claims:
                found.claims[document.blocks[block].start] = over.line, over.verdict
    return found


def _named(lines: list[Overline]) -> Iterator[Named]:
    for over, near in zip(lines, _predicates_near(lines), strict=True):
        predicate = over.verdict.predicate or near
        for block, span in over.names:
            yield Named(block, span, over.line, over.verdict, predicate)


def _predicates_near(lines: list[Overline]) -> list[str | None]:
    """What the nearest other line says of its names, those before it first: it is said of these, too."""
    lent = [over.verdict.predicate if _lends(over) else None for over in lines]
    before = [None, *accumulate(lent, _nearer)][: len(lent)]
    after = [None, *accumulate(reversed(lent), _nearer)][: len(lent)]
    return [b or a for b, a in zip(before, reversed(after), strict=True)]


def _nearer(far: str | None, near: str | None) -> str | None:
    return near or far


def _lends(over: Overline) -> bool:
    return over.verdict.tells is not Tells.SIDE or _only(over)


def _only(over: Overline) -> bool:
    """True for "In": who is neither in nor out may be in."""
    return over.verdict.predicate in _EITHER_WAY


_EITHER_WAY = ("be in", "be among the winners", "qualify", "go through", "survive", "be promoted")


_FORETELLS = regex(
    r"p(?<!\w\w)redict\w*|f(?<!\w\w)orecasts?\b|p(?<!\w\w)roph[ei]\w+|p(?<!\w\w)rognos\w+"
    r"|g(?<!\w\w)uess(?:es|ing)?\b|c(?<!\w\w)rystal ball"
    r"|(?:my|our) (?:picks|bets|calls|odds|tips)\b|(?:hard|difficult|tough) to call"
    r"|what (?:i|we) (?:expect|think will)|(?:i|we) expect\b"
)
_ASKS = regex(
    r"\b(?:who|what|which [\w ]{2,30}?)(?: (?:will|won't|is going to|are going to)|'ll) \w+"
)
_OVER_AND_DONE = regex(
    r"\b(?:how (?:did|my|our)|results?|recap|review(?:ed)?|graded|scor(?:ed|ing|ecard)"
    r"|road ?map|release|changelog|to-?do|agenda|minutes|migrati\w+|deprecat\w+|requirements?"
    r"|syllabus|curriculum|contents|rules|faq|questions|specification)\b"
)
_OPENING, _OPENING_BLOCKS, _NEAR = 400, 4, 300
_FEWEST = 2


def _foretell(document: Document, lines: list[Overline]) -> bool:
    """True where lines over names look ahead: by what is announced, or by how sure several of them are."""
    if sum(len(over.names) + len(over.claims) for over in lines) < _FEWEST:
        return False
    tells = [over.verdict.tells for over in lines]
    believed = len({over.line for over in lines if over.verdict.tells is Tells.BELIEF})
    if not _announced(document, lines[0].block):
        return believed >= _FEWEST and _OVER_AND_DONE.search(document.title.lower()) is None
    ahead = believed or Tells.FUTURE in tells or Tells.DEGREE in tells
    return bool(ahead) or len(lines) >= _FEWEST


def _announced(document: Document, first: int) -> bool:
    """True where title, opening lines or the words right above the first of the lines speak of what is foretold."""
    if _FORETELLS.search(document.title.lower()) or _ASKS.search(document.title.lower()):
        return True
    above = document.blocks[first].headings[-1:]
    near = [*range(min(first, _OPENING_BLOCKS)), *above, *range(max(0, first - 1), first)]
    for index in near:
        block = document.blocks[index]
        if _FORETELLS.search(document.low, block.start, min(block.end, block.start + _OPENING)):
            return True
    return False
