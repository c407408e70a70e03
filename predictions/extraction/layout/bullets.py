"""Bullets: marks or numbers of any shape with which the lines of a document begin again and again make items of these lines."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from predictions.extraction.layout.blocks import Block, Kind
from predictions.regexes import regex

# Marks that are no letters ("»", "·", "::", "[*]"), "o" for a circle, "\item" of LaTeX; numbers as in "Q1:", "#1", "[1]", "1/".
_MARK = regex(
    r"(?:[ \t]{0,3}(?:>[ \t]?)+)?(?P<indent>[ \t]*)(?:"
    r"(?P<mark>[^\w\s\"'\u201c\u2018\u00ab(\[{$\u20ac\u00a3@&<]{1,3}|\\[a-z]{4,6}|\[[*+-]\]|o)"
    r"|(?P<before>(?:[A-Z][a-z]{0,11}\.? ?)?[#(\[]?)(?P<number>\d{1,3})(?P<after>[.):/\]]{0,2}(?: [-\u2013\u2014:])?))[ \t]+(?=\S)"
)
# "open predictionThe mill closes", "Prediction 3" over its claim: what each entry of a page is called.
_LABEL = regex(
    r"(?P<indent>[ \t]*)(?:(?:[Oo]pen|[Pp]ending|[Aa]ctive|[Cc]losed|[Rr]esolved|[Uu]nresolved"
    r"|[Nn]ew|[Mm]y|[Bb]old) )?[Pp]redictions?(?: (?:no\.? ?)?#?\d{1,3})?(?:(?=[A-Z])"
    r"|[ \t]*\n[ \t]*(?=[A-Z\"\u201c$\d]))"
)
_CALLED = ("", "prediction")
_LABEL_REACH = 40
_KINDS = (Kind.PARAGRAPH, Kind.ITEM)
_FEWEST = 3  # lines of a document that begin with the same mark


@dataclass(frozen=True, slots=True)
class _Bullet:
    """A line that begins with a mark or a number, and what begins alike."""

    start: int
    words: int
    indent: int
    number: str
    shape: tuple[str, str]


def with_items(text: str, blocks: list[Block]) -> list[Block]:
    """The blocks, paragraphs of lines that begin with a mark or number of their own as an item for each."""
    bullets = {
        bullet.start: bullet
        for block in blocks
        if block.kind in _KINDS
        for bullet in _bullets(text, block)
    }
    shapes = _shapes([*bullets.values()])
    if not shapes:
        return blocks
    taken = sorted((bullet for bullet in bullets.values() if bullet.shape in shapes), key=_start_of)
    return [item for block in blocks for item in _items(text, block, taken)]


def is_called_a_prediction(text: str, start: int) -> bool:
    """True for an item behind or below such a label."""
    if text[start - 1 : start] in ("", " ", "\t"):
        return False
    line = text.rfind("\n", max(0, start - _LABEL_REACH), start - 1) + 1
    label = _LABEL.match(text, line)
    return label is not None and label.end() == start


def _start_of(bullet: _Bullet) -> int:
    return bullet.start


def _shapes(bullets: list[_Bullet]) -> set[tuple[str, str]]:
    """The shapes that come again and again, those with numbers as 1, 2, 3."""
    found = set()
    for shape, group in groupby(sorted(bullets, key=lambda b: b.shape), key=lambda b: b.shape):
        alike = [*group]
        numbers = [int(bullet.number) for bullet in alike if bullet.number]
        counts = not numbers or numbers == [*range(1, len(numbers) + 1)]
        if len(alike) >= _FEWEST and counts:
            found.add(shape)
    return found


def _bullets(text: str, block: Block) -> Iterator[_Bullet]:
    start = block.start
    if block.kind is Kind.ITEM:  # its own line has its own bullet
        start = text.find("\n", start, block.end) + 1 or block.end
    while start < block.end:
        stop = text.find("\n", start, block.end)
        stop = block.end if stop < 0 else stop
        if label := _LABEL.match(text, start, block.end):
            yield _Bullet(start, label.end(), len(label["indent"].expandtabs(4)), "", _CALLED)
            stop = text.find("\n", label.end(), block.end)
            stop = block.end if stop < 0 else stop
        elif match := _MARK.match(text, start, stop):
            indent, number = len(match["indent"].expandtabs(4)), match["number"] or ""
            shape = (match["before"], match["after"]) if number else ("", match["mark"])
            if not number or any(shape):
                yield _Bullet(start, match.end(), indent, number, shape)
        start = stop + 1


def _items(text: str, block: Block, taken: list[_Bullet]) -> Iterator[Block]:
    first, last = (bisect_left(taken, at, key=_start_of) for at in (block.start, block.end))
    found = taken[first:last] if block.kind in _KINDS else []
    # Below the words of an item, or a remark of the entry before.
    behind = bool(found) and found[0].start > block.start
    led = behind and text[block.start : found[0].start].rstrip(" \n*_").endswith(":")
    opens = led or (behind and (found[0].number or found[0].shape == _CALLED))
    if not found or (behind and block.kind is Kind.PARAGRAPH and not opens):
        yield block
        return
    if behind:
        breaks = [at for at in block.breaks if at < found[0].start]
        yield replace(block, end=found[0].start - 1, breaks=breaks)
    ends = [*(bullet.start - 1 for bullet in found[1:]), block.end]
    for bullet, end in zip(found, ends, strict=True):
        begin = bisect_right(block.breaks, bullet.words)
        breaks = block.breaks[begin : bisect_left(block.breaks, end, begin)]
        yield replace(
            block,
            kind=Kind.ITEM, start=bullet.words, end=end, level=bullet.indent, number=bullet.number,
            breaks=breaks, by_line=False,
        )  # fmt: skip
