"""Picks: predictions that are a label and a name or a score, without any verb ("Winner: Kern")."""

import re

from predictions.extraction.layout.blocks import Block
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.picking import keeps_picking
from predictions.regexes import regex

_LABEL = (
    r"(?:(?:most likely|likeliest)(?: winner)?|predictions?|picks?|winners?"
    r"|(?:who |what )?will win|(?:selected|predicted|chosen) [a-z]+|champions?"
    r"|(?:to be )?(?:relegated|promoted)"
    r"|(?:semi-?)?finalists?|(?:golden boot|gold|silver|bronze)(?: medal)?"
    r"|[a-z]+ of the (?:year|season|tournament)|mvp|runners?[- ]up"
    r"|top (?:(?:goal)?scorers?|two|three|four|five|six|ten)|(?:predicted |final )?(?:score|standings|table))"
)
_PICK = regex(rf"\W*(?:(?:my|the|our) )?{_LABEL}\W{{0,3}}: *\W{{0,3}}\w")
# "Prediction: 2-1" says by itself what it is.
_SCORE = regex(
    r"\W*(?:my |our |the )?(?:score )?predict(?:ion"
    r"|ed score)\W{0,3}: *\W{0,3}(?:[a-z][\w .'&]{1,30} )?\d{1,3} ?[-:] ?\d{1,3}\b(?![-:/.\d%])"
)
# "DPOY: Bea Poe", in a paragraph of picks.
_ENTRY = regex(
    r"\W*[A-Z][\w' ]{1,24}: *[A-Z][\w.'-]*(?: (?:[A-Z][\w.'-]*|de|van|of|the"
    r"|and))*(?: \(\d{1,3} (?:of|/) \d{1,3}(?: each)?\))?\W*"
)
# "Kern Rovers 2-1 Harrow", "Chargers 28, Broncos 23", "Harrow in six": a whole line, where predictions are announced.
_NAME = r"(?:[A-Z]|\d\ders\b)[\w.'&-]*(?: (?:[A-Z&][\w.'&-]*|\d\ders|of|the)){0,3}"
_OVER = r"(?:defeats?|beats?|over|def\.|upsets?|tops|edges?|eliminates?|knocks? out|sweeps?)"
_RESULT = regex(
    rf"\W*(?:{_NAME} {{1,3}}(?:vs?\.?|versus|at"
    rf"|@) {{1,3}}{_NAME}: {{1,3}})?(?:\(\d{{1,2}}\) )?{_NAME} {{1,2}}(?:{_OVER} (?:the )?(?:\(\d{{1,2}}\) )?{_NAME}(?: in (?:[4-7]"
    rf"|four|five|six|seven)(?: games)?)?|\d{{1,3}} ?[-:] ?\d{{1,3}} {_NAME}"
    rf"|\d{{1,3}}, {_NAME} \d{{1,3}}|(?:wins? )?in (?:[4-7]|four|five|six|seven)(?: games)?)\W*"
)
# "Kern Rovers (58 - 24)": how a season ends for a side, where it is looked ahead to.
_RECORD = regex(rf"\W{{0,4}}(?:\d{{1,2}}[.)] +)?{_NAME} \(\d{{1,3}} ?- ?\d{{1,3}}\)(?=\W|$)")
_PREVIEW = regex(
    r"\b(?:(?:season|league) (?:preview|predictions?|forecast|outlook|picks)|preview"
    r"|(?:predicted|projected) (?:records?|standings|finish(?:es)?|wins)|win totals)\b"
)
_NO_PREVIEW = regex(
    r"\b(?:(?:game|match)?week|round|game \d+|matchday|power rankings?|results?"
    r"|standings as of)\b(?<!predicted standings)"
)
_FEWEST_RECORDS = 3
# "I bet 20 crowns ... Winner: Kern": who won the bet.
_STAKED = regex(r"\b(?:bet|wager(?:ed)?)\b")
_BET_REACH = 2000
_WINNER = regex(r"\W*(?:the )?winner\b")
_FIRST = regex(rf"^{_PICK.pattern}", re.MULTILINE)
_LONGEST = 90


def is_pick(document: Document, block: Block, start: int, end: int) -> bool:
    """True for a label and a pick, where predictions are announced, or the label itself does so."""
    if end - start >= _LONGEST:
        return False
    announced = _announced(document, block)
    if _is_result(document.copy, start, end) and (announced or keeps_picking(document)):
        return True
    if ":" not in document.low[start:end] or _of_a_bet(document, block, start, end):
        return False
    if announced and (
        _PICK.match(document.low, start, end)
        or (_ENTRY.fullmatch(document.copy, start, end) and _picks(document, block))
    ):
        return True
    return _SCORE.match(document.low, start, end) is not None


_OPENING = regex(r"p(?<!\w\w)(?:icks|redictions)\b")
_OPENING_BLOCKS = 3


def _announced(document: Document, block: Block) -> bool:
    """True where the title, the first lines or the heading above speak of predictions or picks."""
    if document.predictive or any(map(document.announces, block.headings[-1:])):
        return True
    key = ("_announced_picks", 0)
    if key not in document.answers:
        document.answers[key] = any(
            _OPENING.search(document.low, first.start, min(first.end, first.start + 200))
            for first in document.blocks[:_OPENING_BLOCKS]
        )
    return document.answers[key]


_COUNTED = regex(rf"\d| (?:in (?:four|five|six|seven)|{_OVER}) ")


def _is_result(copy: str, start: int, end: int) -> bool:
    return (
        _COUNTED.search(copy, start, end) is not None
        and _RESULT.fullmatch(copy, start, end) is not None
    )


def _of_a_bet(document: Document, block: Block, start: int, end: int) -> bool:
    """True for "Winner: Kern" behind a bet: that says who won it."""
    return (
        _WINNER.match(document.low, start, end) is not None
        and _STAKED.search(document.low, max(block.start, start - _BET_REACH), start) is not None
    )


def _picks(document: Document, block: Block) -> bool:
    """True for a paragraph with a pick at the beginning of one of its lines."""
    return _FIRST.search(document.low[block.start : min(block.end, block.start + 1500)]) is not None


def record_ends(document: Document, start: int, end: int) -> int | None:
    """Where the record ends with which a sentence of a preview begins: "Kern Rovers (58 - 24) - They'll win"."""
    if not _previews(document):
        return None
    match = _RECORD.match(document.copy, start, end)
    return match.end() if match else None


def _previews(document: Document) -> bool:
    """True for a text that looks ahead to a season, by its title, and gives the records of several sides."""
    key = ("_previews", 0)
    if key not in document.answers:
        title = document.title.lower()
        document.answers[key] = (
            _PREVIEW.search(title) is not None
            and _NO_PREVIEW.search(title) is None
            and len(_RECORD.findall(document.copy)) >= _FEWEST_RECORDS
        )
    return document.answers[key]
