"""Questions with a bare answer behind or below them, where predictions are announced: "Will Kern win? They won't."."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from predictions.extraction.chances.hedges import find_hedges
from predictions.extraction.chances.verdicts import Tells, Verdict, verdict_in
from predictions.extraction.layout.blocks import Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.layout.sentences import sentences
from predictions.extraction.wording.events import base_verb, come_true
from predictions.extraction.wording.nouns import in_a_sentence
from predictions.extraction.wording.plain import plain
from predictions.extraction.wording.statement import of_question
from predictions.regexes import regex

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer, with the question before it and what both say together."""

    block: int
    question: Span
    answer: Span
    statement: str
    verdict: Verdict
    whole: bool = False  # in running text: the words of both are quoted


_QUESTION = regex(r"[^.!?\n]{6,140}\?")
_BETWEEN = regex(r"[\s*_\"'\u201d:>\u2013\u2014-]*")
_ANSWER = regex(
    r"[^\W_][^.!?,;:\n*_()]{0,48}?(?=[\s*_\"']*(?:[.!,;:(]|\s[-\u2013\u2014]|\n|$)|[*_])"
)
_YES = regex(
    r"(?:yes|yep|yeah|yup|absolutely|definitely|certainly|of course|(?:it|they|he|she|we) will"
    r"|(?:yes, )?i do|i think so|probably|(?:very )?likely|almost certainly|sure)"
)
_NO = regex(
    r"(?:no|nope|nah|never|not? (?:a )?(?:chance|way)|(?:it|they|he|she|we) won't"
    r"|not (?:this|next) (?:year|season|time)|not yet|not in \d{4}|i don't think so|i doubt it"
    r"|(?:no, )?i (?:don't|do not)|probably not|(?:very )?unlikely|hardly|not likely"
    r"|highly unlikely|(?:absolutely|definitely|certainly|of course) not|hell no)"
)
# Not "Is this serious?", "Can you bet on it?".
_IS_IT_SO = regex(
    r"\W*(?:will|won't|does|do|is|are|can|could|would)\b(?! (?:i|you|we|this|that|these|it)\b)"
)
_DOES = regex(r"(?:do|does) (?P<who>.+)", re.IGNORECASE)
_GOING = regex(r"^(?:is|are) ([^?]{3,80}?) going to ", re.IGNORECASE)
_OR = regex(r",\s*(?:or\s+)?|\s+or\s+")
_TAIL = regex(r"\s+(?:in|by|before|during|for|this|next)\b.*")
_NUMBER = regex(r"\d ?%|\bper ?cent\b|\b0?\.\d|\d ?/ ?10")
_NEAR = 40
_FEWEST = 2


def asked_in(document: Document) -> list[Asked]:
    """The questions with bare answers of a document, where there are several and predictions are announced; and in any text "Will it last? No."."""
    if document.asked is None:
        found = [*_asked(document)] if document.predictive and "?" in document.low else []
        document.asked = found if len(found) >= _FEWEST else [*_answered_at_once(document)]
    return document.asked


_BLUNTLY = regex(
    r"\?[\s*_\"'>-]{1,6}(?P<answer>(?:no, i (?:don't|do not)|yes, i do|i (?:don't|do not|do)"
    r"|(?:hell )?(?:no|nope|nah|never|yes|yep|yeah|probably(?: not)?|absolutely(?: not)?"
    r"|definitely(?: not)?|of course(?: not)?|certainly(?: not)?|i don't think so|i doubt it"
    r"|i think so|(?:very |highly )?(?:un)?likely|not likely|not a chance|no way"
    r"|it (?:will|won't))))(?=[.!]|, (?:for|because|since|given|at least|not|but|though)\b|\n\n"
    r"|\s*\Z)"
)
# What is asked of the reader's own things is none: "Will the script delete my files?".
_WILL_IT = regex(
    r"(?P<lead>(?:(?:so|but|and|that (?:being )?said|now|then|still),? )*)(?:will (?!(?:you|i"
    r"|we|anyone|anybody|someone)\b)|(?P<held>do i (?:really |actually |honestly )?(?:expect "
    r"|(?:think|believe) (?:that )?(?=[^.!?]*(?:'ll|\b(?:will|won't|going to))\b)))"
    r"|(?:is|are) (?!(?:you|we|this|that|it)\b)(?=[^.!?]{3,80} going to ))(?![^.!?]*\b(?:you"
    r"|your|my files|my data|my machine|old machine|script|code|file|command|program"
    r"|app)\b)[^.!?]{4,160}\?"
)


def _answered_at_once(document: Document) -> Iterator[Asked]:
    """Questions with "will" amid a text whose answer stands right behind them."""
    if "?" not in document.low:
        return
    starts = [block.start for block in document.blocks]
    for match in _BLUNTLY.finditer(document.low):
        index = bisect_right(starts, match.start()) - 1
        block = document.blocks[index]
        if block.kind in (Kind.CODE, Kind.META, Kind.ROW):
            continue
        if match.end() > block.end and not _is_below(document, index, match.start("answer")):
            continue
        begin = next(
            (a for a, b in sentences(document.copy, block) if a <= match.start() < b), None
        )
        will = (
            _WILL_IT.fullmatch(document.low, begin, match.start() + 1)
            if begin is not None
            else None
        )
        if will is None:
            continue
        answer = match.span("answer")
        question = (will.end("lead"), match.start() + 1)
        start = max(will.end("held"), question[0])
        asked = plain(document.copy[start : question[1]]).strip(" *_")
        if said := _yes_or_no(document, asked, answer):
            what = _held(asked) if will["held"] else said[0]
            yield Asked(index, question, answer, what, said[1], whole=True)


# "Do you guys think the mill will close?", "what are the odds that it closes by June?": asked of all who read it.
_HOW_SURE = regex(
    r"(?:(?:so|ok|and|but|well|hm+),? )*(?:do (?:you|y'all)(?: guys| all)? (?:really |actually )?(?:think|believe|expect"
    r"|reckon) (?:that )?(?=[^.!?]{3,120}?\b(?:will|won't|gonna|going to)\b)"
    r"|what(?:'s| is| are|s)? (?:the |your |are the )?(?:odds|chances?|probability|likelihood) (?:that )(?=[^.!?]{8,}))"
)


def whether(document: Document, begin: int, end: int) -> tuple[Span, str] | None:
    """The question in a sentence that asks whether something will be, and what it asks for."""
    if sure := _HOW_SURE.match(document.low, begin, end):
        return (sure.end(), end), _held(plain(document.copy[sure.end() : end]).strip(" *_"))
    will = _WILL_IT.fullmatch(document.low, begin, end)
    if will is None:
        return None
    start = max(will.end("held"), will.end("lead"))
    words = plain(document.copy[start:end]).strip(" *_")
    return (start, end), _held(words) if will["held"] else _affirmed(words)


def _held(asked: str) -> str:
    """What somebody is asked to think or expect, as a sentence."""
    words = _SHORT_WILL.sub(" will", asked.rstrip("? "))
    words = words if " will " in words else come_true(words)
    return words[:1].upper() + words[1:]


_SHORT_WILL = regex(r"'ll\b")


def _is_below(document: Document, index: int, answer: int) -> bool:
    """True for an answer with which the paragraph below begins."""
    below = document.blocks[index + 1 : index + 2]
    return bool(below) and below[0].kind is Kind.PARAGRAPH and 0 <= answer - below[0].start < _MARKS


_MARKS = 4


def _asked(document: Document) -> Iterator[Asked]:
    for index, block in enumerate(document.blocks):
        if block.kind in (Kind.CODE, Kind.META, Kind.ROW):
            continue
        question = _QUESTION.match(document.copy, block.start, block.end)
        if question is None:
            continue
        place = _answered_at(document, index, question.end())
        answer = _ANSWER.match(document.copy, *place[1]) if place else None
        if place is None or answer is None:
            continue
        if _NUMBER.search(document.low, answer.start(), min(place[1][1], answer.end() + _NEAR)):
            continue  # "Yes, 80%" is read with its number
        span = (answer.start(), answer.start() + len(answer[0].rstrip()))
        said = _together(document, question.span(), span)
        if said is not None:
            yield Asked(place[0], question.span(), span, *said)


def _answered_at(document: Document, index: int, end: int) -> tuple[int, Span] | None:
    """The block and the place of what stands behind a question, or right below where nothing does."""
    for at in (index, index + 1):
        if at >= len(document.blocks):
            return None
        block = document.blocks[at]
        start = _BETWEEN.match(document.copy, max(end, block.start), block.end)
        if start and start.end() < block.end:
            return at, (start.end(), block.end)
    return None


def _together(document: Document, question: Span, answer: Span) -> tuple[str, Verdict] | None:
    """What question and answer say together, and which way; None where the answer is none of these."""
    asked = plain(document.copy[slice(*question)]).strip(" *_")
    words, low = document.copy[slice(*answer)], document.low[slice(*answer)]
    if _IS_IT_SO.match(asked.lower()):
        return _yes_or_no(document, asked, answer)
    verdict = verdict_in(asked.lower().rstrip("? "))
    if verdict and verdict.predicate and asked.lower().startswith(("who", "which", "what")):
        named = words[:1].isupper() and not _NO.fullmatch(low)
        return (f"{words} will {verdict.predicate}", verdict) if named else None
    *others, last = _OR.split(asked.rstrip("? "))
    tail = _TAIL.search(last)
    choices = [*others, last[: tail.start()] if tail else last]
    if len(choices) < _FEWEST or low not in map(str.lower, choices):
        return None
    thing = words if words.isupper() else in_a_sentence(words[:1].lower() + words[1:])
    return f"There will be {thing}{tail[0] if tail else ''}", Verdict(
        Tells.FUTURE, None, denies=False
    )


def _yes_or_no(document: Document, asked: str, answer: Span) -> tuple[str, Verdict] | None:
    """What a question asks for, and whether it is said to be so; None where it is not said."""
    low = document.low[slice(*answer)]
    no = _NO.fullmatch(low) is not None
    if not no and not _YES.fullmatch(low):
        return None
    denied = any(hedge.meaning.denies for hedge in find_hedges(document.low, *answer))
    return _affirmed(asked), Verdict(Tells.FUTURE, None, denies=no and not denied)


def _affirmed(question: str) -> str:
    """What a question asks, as a sentence: of "Does the ferry stay?" that it will."""
    question = _GOING.sub(r"Will \1 ", question, count=1)
    match = _DOES.fullmatch(question.rstrip("? "))
    words = match["who"].split() if match else []
    verb = next((n for n, word in enumerate(words) if n and base_verb(word) == word), None)
    if verb is None:
        return of_question(question)
    who = " ".join(words[:verb])
    return f"{who[:1].upper()}{who[1:]} will {' '.join(words[verb:])}"
