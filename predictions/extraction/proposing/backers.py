"""Whom a sentence of a document backs, where the writer picks winners: "I'll take the Rams and the points"."""

from dataclasses import replace

from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.calls import Calls, calls_in
from predictions.extraction.proposing.picking import keeps_picking
from predictions.extraction.wording.backed import HINT, backed
from predictions.extraction.wording.sides import Pick
from predictions.extraction.wording.tipped import tipped
from predictions.regexes import regex

_LONGEST_SENTENCE = 400
_PRICED = regex(r"%|\d ?/ ?\d|[+-]\d{3}")  # what has its number is read with it
# A sentence that backs somebody says of what, where no line around it tells that there are winners to pick.
_SETTLED = regex(r" will (?!win$)")


def backed_in(document: Document, start: int, end: int) -> list[Pick]:
    """Whom a sentence backs, by places of the document, where the writer picks winners."""
    calls = calls_in(document)
    if end - start > _LONGEST_SENTENCE:
        return []
    if not (calls.picking or calls.found):
        if calls.tipping is None:
            calls.tipping = any(words in document.low for words in _TIPPING)
        return _tipped(document, start, end) if calls.tipping else []
    if (start, end) not in calls.backed:
        calls.backed[start, end] = _backed(document, calls, start, end)
    return calls.backed[start, end]


# Of these each says by itself that it picks.
_TIPPING = ("going to call ", "gonna call ", "'ll call ", "m calling ", "m tipping ", "'ll tip ",
    "dead men walking", "dead man walking", "going to tip ")  # fmt: skip


def _tipped(document: Document, start: int, end: int) -> list[Pick]:
    """Whom a sentence picks that says so by itself, in whatever text it stands."""
    low = document.low[start:end]
    if not any(map(low.__contains__, _TIPPING)):
        return []
    picks = tipped(document.copy[start:end].replace("\n", " "))
    return [replace(pick, start=start + pick.start, end=start + pick.end) for pick in picks]


def _backed(document: Document, calls: Calls, start: int, end: int) -> list[Pick]:
    if not (calls.found or keeps_picking(document)):
        if calls.winning is None:
            calls.winning = [*filter(document.holds, _WINNING)]
        low = document.low[start:end]
        if not any(map(low.__contains__, calls.winning)):
            return []
    sentence = document.copy[start:end]
    if not HINT.search(sentence) or _PRICED.search(sentence):
        return []
    picks = backed(sentence.replace("\n", " "))
    settled = any(_SETTLED.search(pick.said) for pick in picks)
    if not settled and (not calls.found or _follows_a_call(document, calls, start)):
        return []
    return [replace(pick, start=start + pick.start, end=start + pick.end) for pick in picks]


# One of these a sentence holds that backs somebody where no list of picks stands.
_WINNING = (" win", " total of ", "beat", "qualif", "go through", "electoral", " seats", "give me",
    " money", " extend ", " build ", " lift ", "retain", "relegated", "promoted", "in six",
    "in seven")  # fmt: skip


def _follows_a_call(document: Document, calls: Calls, start: int) -> bool:
    """True for "I'll go with Kern" behind a call in its line, which has said so."""
    line = document.text.rfind("\n", 0, start) + 1
    return any(line <= call.span[0] < start for call in calls.found)
