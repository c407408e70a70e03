"""Numbered: what in a sentence may be a chance, and the sentence that is one claim with its number or several of a series."""

from collections.abc import Iterator
from dataclasses import replace

from predictions.extraction.chances.answers import answered_number
from predictions.extraction.chances.bands import band_over
from predictions.extraction.chances.believing import find_stated
from predictions.extraction.chances.carried import (
    headed,
    in_column,
    is_share_of_votes,
    listed_number,
    moved_to,
    of_forecasters,
    series_of_claims,
)
from predictions.extraction.chances.enumerated import enumerated
from predictions.extraction.chances.figures import Figure
from predictions.extraction.chances.numbers import Stated
from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.gate import Sentence, announced
from predictions.extraction.proposing.proposals import Proposal, item
from predictions.extraction.words import lexicon as lex
from predictions.extraction.words.glance import DIGIT, needs
from predictions.regexes import regex

_MAYBE_NUMBER = regex(
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|fifty)[ -](?:in|out|chance|fifty"
    r"|to)\b|per ?cent|even (?:odds|money|chance)|(?:third|quarter|fifth)s?\b"
)
_NUMBER_WORDS = needs(
    "one two three four five six seven eight nine ten fifty cent percent even third thirds "
    "fifth quarter quarters"
)


def numbers_in(document: Document, sentence: Sentence, block: Block) -> list[Stated]:
    """The numbers in a sentence that may say how probable something is."""
    low, (a, b) = document.low, sentence.span
    if not (
        sentence.seen & DIGIT or (sentence.seen & _NUMBER_WORDS and _MAYBE_NUMBER.search(low, a, b))
    ):
        return []
    short, head = _is_short(sentence, block), _headed(document, block, a, b)
    running = _runs_on(document, sentence, block)
    stated = find_stated(low, a, b, listed=short, headed=head, running=running)
    return [] if stated and is_share_of_votes(low, a, b) else stated


_LONGEST_SHORT = 260


def _is_short(sentence: Sentence, block: Block) -> bool:
    a, b = sentence.span
    return block.kind is Kind.ITEM or b - a < _LONGEST_SHORT


def _runs_on(document: Document, sentence: Sentence, block: Block) -> bool:
    """True for a sentence among others of a paragraph, where no predictions are announced."""
    a, b = sentence.span
    alone = b - a > _MOST_OF_IT * (block.end - block.start) or block.breaks or block.by_line
    return block.kind is Kind.PARAGRAPH and not alone and not announced(document, block)


_MOST_OF_IT = 0.8


def _headed(document: Document, block: Block, a: int, b: int) -> bool:
    """True for an item, or a line among lines, that begins with its number."""
    listed = block.kind is Kind.ITEM or bool(block.breaks) or in_column(document.copy, a, b)
    return listed and headed(document.copy, a, b)


# "If Kern resigns: Lund takes over (20 %), Roe takes over (40 %)": on which each of them hangs.
SUPPOSES = regex(r"\W*(?:if|unless|assuming|provided|conditional on|in case|given that)\b")


def numbered(
    document: Document, sentence: Sentence, block: Block, stated: list[Stated]
) -> Iterator[Proposal]:
    """The sentence as one claim with its number, or as several of a series."""
    low, (a, b) = document.low, sentence.span
    told = announced(document, block)
    if series := (told and series_of_claims(low, a, b)) or enumerated(
        document, stated, a, b, announced=told
    ):
        supposes = SUPPOSES.match(low, a, b)
        for start, end, each in series:
            piece = item(document, replace(sentence, span=(start, end)), each)
            piece.sentence = sentence if supposes else piece.sentence
            yield piece
    elif number := _of_the_whole(document, sentence, block, stated):
        yield item(document, sentence, number)


def _of_the_whole(
    document: Document, sentence: Sentence, block: Block, stated: list[Stated]
) -> Stated | None:
    """The number that the whole sentence carries: its own, its row's, or that of the band above it."""
    (a, b), short = sentence.span, _is_short(sentence, block)
    if (short or "?" in document.low[a:b]) and (moved := moved_to(document.low, a, b)):
        return moved
    percent = block.kind is Kind.ITEM and document.low.find("%", a, b) >= 0
    if percent and (share := of_forecasters(document.low, a, b)):
        return share
    if answered := answered_number(document.low, a, b):
        return answered
    column = sentence.figure
    if not stated:
        return sentence.number or (column.stated if column else _band(document, sentence, block))
    if column and (
        column.kind != "percent" or len(stated) == 1 or _holds(document.low, column, stated)
    ):
        return column.stated
    return listed_number(document.low, stated, a, b) if short else None


# "75% -> 80%", "80% (was 75%)", "80% (range 70% to 90%)"
_BEFORE_IT = regex(
    r"[\W\d]*(?:(?:was|from|up|down|previously|formerly|about|around|roughly)\b\W*)?"
)


def _holds(low: str, column: Figure, stated: list[Stated]) -> bool:
    """True where one of two numbers of a sentence is that of its column, and the other the one before; else they may be of two claims."""
    if len(stated) != _TWO or _BEFORE_IT.fullmatch(low, stated[0].end, stated[1].start) is None:
        return False
    return any(column.stated.start <= number.start < column.stated.end for number in stated)


_TWO = 2


def _band(document: Document, sentence: Sentence, block: Block) -> Stated | None:
    """The number over an item; what stands behind its first sentence and does not look ahead is a remark."""
    a, b = sentence.span
    remark = (
        sentence.before is not None
        and block.kind is Kind.ITEM
        and not any(at <= a for at in block.breaks)
        and not any(kind in lex.STRONG for kind, _, _ in lex.cues_in(document.low, a, b))
    )
    return None if remark else band_over(document, block)
