"""Messages of one line that give a number to something with its time: "fed cuts in June 60%", "20% deal by friday"."""

from dataclasses import replace

from predictions.extraction.chances.numbers import PATTERN, Stated, value_of
from predictions.extraction.chances.placing import is_of_content, names_quantity
from predictions.extraction.layout.blocks import Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.gate import Sentence
from predictions.extraction.proposing.proposals import Proposal, item
from predictions.extraction.words import lexicon as lex
from predictions.extraction.words.glance import DIGIT
from predictions.regexes import regex

_LONGEST = 200  # characters of a message
_SHORT = 240  # characters of a text that is one message
_HOW = r"(?:about|around|like|maybe|roughly|only|just|at|i'm at|i'd say|i say|say|now|probably|[~@<>(*_`:,-])"
_BEFORE = regex(rf"\W*(?:{_HOW}\s*)*")
_HEAD = regex(
    r"[)*_`]*(?:\s*(?:chance|odds|likely|sure|confident|probability))*(?:\s*[:,-]|\s+(?:that|for|on|of))?\s+(?=[^\W\d_])"
)
_LEADS = regex(rf"(?:\s|(?<=\w)[,;:(])\s*(?:{_HOW}\s*)*$")
_TAIL = regex(r"[)*_`]*(?:[\s,]+(?:chance|sure|confident|likely|imo|imho|tbh|for me|i think))*\W*")
# "80% of people", "20% off", "30% more": how much, not how likely.
_SHARE = regex(
    r"\s*(?:of|off|more|less|fewer|higher|lower|growth|cut|tax|tariffs?|interest|apr|apy|discount|up|down|cheaper|dearer|people|left)\b"
)
# What is measured, or was: "win rate this season 55%", "rent went up this year 10%".
_MEASURED = regex(
    r"\b(?:rates?|ratio|scores?|share|humidity|battery|accuracy|efficacy|average|progress|capacity|volume|discount"
    r"|went|left|was|were|had|got|made|lost|won|rose|fell|grew|hit|did|[a-z]{2,}ed|agree)\b"
)
# What speaks of chances is read with all that it says of them.
_OF_A_CHANCE = regex(
    r"\b(?:odds|chances?|probability|likelihood|credence|gives?|gave|puts?|assigns?)\b|\bpr? ?\("
)
_EMPTY = lex.words("imo imho tbh by in on before until the a an this next end of it that is at i")
_KINDS = ("percent", "share", "range")


def wager_in(document: Document, sentence: Sentence) -> Proposal | None:
    """The one number that a message gives to all else it says; None for other texts."""
    a, b = sentence.span
    if not sentence.seen & DIGIT or not sentence.windows or not _is_message(document, sentence):
        return None
    found = [m for m in PATTERN.finditer(document.low, a, b) if m.lastgroup in _KINDS]
    stated = value_of(found[0]) if len(found) == 1 else None
    if stated is None or stated.value >= 1 or (claim := _claim(document.low, a, b, stated)) is None:
        return None
    day = document.day(a)
    times = [w for w in sentence.windows if claim[0] <= w.start < claim[1]]
    if not any(w.deadline and (day is None or w.deadline > day) for w in times):
        return None
    words = document.low[slice(*claim)]
    if (
        "?" in words
        or _OF_A_CHANCE.search(words)
        or _MEASURED.search(words)
        or names_quantity(words)
    ):
        return None
    if not _says_something(document.low, claim, sentence):
        return None
    proposal = item(document, replace(sentence, head=True), stated)
    proposal.claim = claim
    return proposal


def _says_something(low: str, claim: tuple[int, int], sentence: Sentence) -> bool:
    """True for a claim with words besides its time: "by June imo" completes what another said."""
    at, rest = claim[0], []
    for window in sorted(sentence.windows, key=lambda w: w.start):
        rest += low[at : max(at, window.start)].split()
        at = max(at, window.end)
    rest += low[at : claim[1]].split()
    return any(word.strip(".,!") not in _EMPTY for word in rest)


def _is_message(document: Document, sentence: Sentence) -> bool:
    """True for a whole text, or a whole turn of a chat, that is one short line."""
    block, (a, b) = document.blocks[sentence.block], sentence.span
    whole = document.low[block.start : block.end].strip()
    if block.kind is not Kind.PARAGRAPH or block.quoted or len(whole) > _LONGEST or "\n" in whole:
        return False
    if document.low[a:b].strip() != whole:
        return False
    alone = len(document.text) <= _SHORT and len(document.blocks) == 1
    return alone or bool(document.speakers.starts)


def _claim(low: str, a: int, b: int, stated: Stated) -> tuple[int, int] | None:
    """What the number in front of or behind it is for."""
    if _SHARE.match(low, stated.end, b):
        return None
    if _BEFORE.fullmatch(low, a, stated.start):
        head = _HEAD.match(low, stated.end, b)
        return (head.end(), b) if head else None
    lead = _LEADS.search(low, a, stated.start)
    if lead is None or not _TAIL.fullmatch(low, stated.end, b):
        return None
    if is_of_content(low[a : stated.start], low[stated.end : b], apart=False):
        return None
    return a, lead.start()
