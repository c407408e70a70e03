"""Lines over names or claims, and what stands below each: as items, headings, lines, short paragraphs or words in bold."""

from collections.abc import Iterator
from dataclasses import dataclass

from predictions.extraction.chances.verdicts import LONGEST, Verdict, verdict_in
from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.graded import is_grade
from predictions.extraction.wording.verbal import has_verb
from predictions.regexes import regex

Span = tuple[int, int]


@dataclass(slots=True)
class Overline:
    """A line that says something of what stands below it, with the names and claims there, by their blocks."""

    verdict: Verdict
    block: int
    line: Span
    names: list[tuple[int, Span]]
    claims: list[tuple[int, Span]]
    like: Block | None = None  # the first of what stands below it


def overlines(document: Document) -> Iterator[Overline]:
    """The lines that may say something of names, each with what stands below it."""
    over: Overline | None = None
    for index, block in enumerate(document.blocks):
        if verdict := _verdict_of(document, index):
            if over:
                yield over
            line, *rest = _lines(block)
            over = Overline(verdict, index, line, [], [])
            over.names += [(index, name) for span in rest if (name := _name(document, span))]
        elif over and not _goes_on(document, over, index):
            yield over
            over = None
        elif over and _stands_below(document, over, index):
            over.like = over.like or block
            _enter(document, over, index)
    if over:
        yield over


def _enter(document: Document, over: Overline, index: int) -> None:
    """Note what an entry below a line names, or claims; of lines each is an entry."""
    block = document.blocks[index]
    for span in _lines(block):
        if name := _name(document, span):
            over.names.append((index, name))
        elif over.verdict.predicate is None:
            over.claims.append((index, _claim(document, span)))


def _lines(block: Block) -> list[Span]:
    """The lines of a block where each stands for itself, else the whole of it."""
    if not block.breaks or not block.by_line:
        return [(block.start, block.end)]
    return [*zip([block.start, *block.breaks], [*block.breaks, block.end], strict=True)]


def _verdict_of(document: Document, index: int) -> Verdict | None:
    block, blocks = document.blocks[index], document.blocks
    start, end = _lines(block)[0]
    if end - start > LONGEST or block.kind in (Kind.CODE, Kind.ROW, Kind.META):
        return None
    leads = (
        block.kind is Kind.HEADING
        or document.low.endswith(":", start, _past_marks(document.text, end))
        or bool(block.breaks)
        or (index + 1 < len(blocks) and _is_below(blocks, index + 1, index))
    )
    verdict = verdict_in(document.low[start:end]) if leads else None
    return verdict if verdict and not is_grade(document, start) else None


def _past_marks(text: str, end: int) -> int:
    while end and text[end - 1] in "*_ \t":
        end -= 1
    return end


def _is_below(blocks: list[Block], index: int, above: int) -> bool:
    """True for an item, heading or list of lines right below a line."""
    block = blocks[index]
    if blocks[above].kind is Kind.ITEM:
        return block.parent == above
    return block.kind in (Kind.ITEM, Kind.HEADING) or block.by_line


def _goes_on(document: Document, over: Overline, index: int) -> bool:
    """True while what follows a line may still be its names, or what is said of them."""
    line, block = document.blocks[over.block], document.blocks[index]
    if block.kind is Kind.HEADING:
        if line.kind is Kind.HEADING and block.level <= line.level:
            return False
        return over.like is None or over.like.kind is Kind.HEADING
    if block.kind is Kind.ITEM:
        return line.kind is not Kind.ITEM or block.level > line.level
    last = max([over.block, *(index for index, _ in (*over.names[-1:], *over.claims[-1:]))])
    return index - last <= (_MOST_BETWEEN if line.kind is Kind.HEADING else 1)


_MOST_BETWEEN = 8  # blocks of explanation between two names that are headings


def _stands_below(document: Document, over: Overline, index: int) -> bool:
    """True for what stands right below a line, like the others there."""
    block, like = document.blocks[index], over.like
    if like:
        if (like.kind, like.level, like.parent) != (block.kind, block.level, block.parent):
            return False
    elif block.kind is Kind.PARAGRAPH and index != over.block + 1:
        return False
    if block.kind is Kind.PARAGRAPH:
        text = document.text[block.start : block.end]
        if block.by_line or (like and like.by_line):
            return index == over.block + 1
        return _BOLD.match(text) is not None or _is_short(text)
    return block.kind in (Kind.ITEM, Kind.HEADING)


def _is_short(text: str) -> bool:
    """True for a paragraph that is no more than a name."""
    return len(text) <= _SHORT and "\n" not in text and not text.rstrip().endswith((".", ":", "?"))


_SHORT = 60
_BOLD = regex(r"\s*(?:\*\*|__|<(?:b|strong)>)(?=\w)")
_BEFORE = regex(r"(?:\[[ xX]?\]|[\s*_\"'\u201c~#>|-]|\d{1,2}[.)](?=\s))*")
_ENDS = regex(
    r"\s+(?:-{1,3}|[\u2013\u2014]|=>|->|\u2192|//|\|)\s|\s?\u2014\s?|[:;!?](?=\s|$)|\.(?=\s|$)"
    r"|,? (?:because|since|as|but|though|although|who|which|if|unless) |\n|\s{6,}|\s\(|\s\["
    r"|\s[*_]*(?:[Uu]pdate|UPDATE|[Ee]dit|[Rr]esult|[Oo]utcome|[Vv]erdict|[Gg]rade)[*_]*:"
)
_LONGEST_NAME = 9  # words


def _name(document: Document, span: Span) -> Span | None:
    """The bare name with which an entry begins, before any remark; None where it says something itself."""
    copy = document.copy
    start = _BEFORE.match(copy, *span).end()  # type: ignore[union-attr]
    end = span[1]
    if match := _ENDS.search(copy, start, end):
        bracket = _BRACKET.match(copy, match.start(), end)
        end = bracket.end(1) if bracket and not has_verb(bracket[1]) else match.start()
    comma = copy.find(", ", start, end)
    if comma > 0 and has_verb(copy[comma + 2 : end]):
        end = comma
    while end > start and copy[end - 1] in " \t\n*_,.\"'\u201d\u2026~":
        end -= 1
    words = copy[start:end]
    if not words[:1].isalnum() or words.isdigit() or len(words.split()) > _LONGEST_NAME:
        return None
    return None if has_verb(words) else (start, end)


_REMARK = regex(r"\s+(?:-{1,3}|[\u2013\u2014])\s+(?=[^\W\d])|(?<=\w\w)[.!;](?=\s+[^\W\d])")


def _claim(document: Document, span: Span) -> Span:
    """What an entry claims, before the dash or the sentence that begins a remark."""
    start, end = span
    match = _REMARK.search(document.copy, start + 1, end)
    remark = match and "%" not in document.copy[match.end() : end]
    return start, match.start() if match and remark else end


# "Kern Air (Lund)": what a name goes on with; "(they have the votes)" is a remark.
_BRACKET = regex(r"(\s\([A-Z\d][^()\n]{0,28}\))(?=\s*(?:$|\n|[.,:;*_-]|[\u2013\u2014]))")
