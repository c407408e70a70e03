"""Whether a statement that a model wrote may stand for a claim: by what the document says, not by trust.

A document can tell its reader to write what it likes. So a statement is taken only where its names
and numbers stand in the document, it keeps the words of its own quote and adds few of others, turns
none of them, affirms, and is one plain sentence.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from predictions.candidate import Candidate
from predictions.claims import content
from predictions.extraction.wording.polarity import negated
from predictions.matching_words import root
from predictions.regexes import regex
from predictions.text import one_line

_SHORTEST, _LONGEST = 8, 320  # characters
_MORE = 160  # characters that a statement may have beside twice its quote
_KEPT = 0.5  # of the words of a quote, at least
_FROM_QUOTE = 0.6  # or this much of the statement stands in the quote, which may be the longer
_FOREIGN = 0.34  # of a statement's words, at most, that stand nowhere near its quote
_BEFORE, _AFTER = 3_000, 600  # characters around a quote from which a statement may take words
_HEAD = 600  # characters of a document's beginning: title and headings

_MARKUP = regex(r"[<>`{}|\\@#]|\]\(|https?:|www\.|\*\*|__|~~|[a-z]{2}\.[a-z]{2}", re.IGNORECASE)
_TALKS = regex(
    r"\b(?:ignore|disregard|instructions?|prompts?|system message|assistant|language model|json"
    r"|schema|reveal|click|subscribe|please|you|your|yours|must (?:now|write|say)|as an ai)\b",
    re.IGNORECASE,
    factor=True,
)
_SENTENCE_END = regex(r"[.!?][\"')\]”’]*\s+(?=[\"'(\[“‘]?[A-Z])")
_ABBREVIATED = regex(
    r"\b(?:[a-z]|mrs?|ms|dr|prof|st|vs|no|inc|ltd|co|corp|jr|sr|gen|gov|sen|rep|u\.[sk])\.$",
    re.IGNORECASE,
)
_NAME = regex(r"(?<![\w'’.-])[A-Z][\w'’&-]*")
_OWNED = regex(r"['’]s?$")
_DIGITS = regex(r"\d+(?:[.,]\d+)*")
_MARKS = regex(r"[*_~`#>|\[\]]+")
_CAPITALS = """
January February March April May June July August September October November December Jan Feb Mar
Apr Jun Jul Aug Sep Sept Oct Nov Dec Q1 Q2 Q3 Q4 A An The There This That At By In On For Some Someone
Somebody Something All Both Either Every Any More Most Many Few
"""
_NO_NAMES = frozenset(_CAPITALS.split())
# A statement need not keep these of its quote: it names whom a pronoun stands for, and asserts.
_FAINT = frozenset(
    content(
        "may might could can should must t s he she they them their theirs his her hers him its these"
        " those you your my me us soon anytime ever"
    )
)
# A statement that says one side where its quote says the other turns the claim.
_OPPOSITES = tuple(
    tuple(frozenset(content(side)) for side in line.split("|"))
    for line in (
        "more above exceed higher greater over least|less fewer below lower under beneath most",
        (
            "rise increase grow gain climb soar jump up expand|fall decrease decline drop shrink "
            "sink plunge lose down"
        ),
        "win beat defeat victory|lose lost loss beaten",
        "before earlier sooner|after later",
        "open start begin launch|close end stop cease shut",
        (
            "accept approve pass support keep stay remain succeed|reject refuse fail oppose leave "
            "abandon quit prevent avoid"
        ),
        "alive survive live|die dead death",
        "first best top|last worst bottom",
        "all every always everyone|none never nobody",
    )
)
_DENYING = frozenset(
    content(
        "fail unable lack without prevent avoid refuse unlikely impossible false wrong opposite"
    )
)


def refused(candidate: Candidate, statement: str, text: str, quote: str = "") -> str | None:
    """Return why a statement may not stand for a candidate of a text; None where it may.

    `quote`: how the model quotes the same claim, which may be shorter.
    """
    for check in _CHECKS:
        if why := check(candidate, statement, text, quote or candidate.quote):
            return why
    return None


def stands_near(words: str, candidate: Candidate, text: str) -> bool:
    """Return whether all that some words say is said near a quote."""
    return frozenset(content(words)) <= _roots(_near(candidate, text))


def _form(candidate: Candidate, statement: str, _text: str, quote: str) -> str | None:
    most = min(_LONGEST, 2 * max(len(candidate.quote), len(quote)) + _MORE)
    if not _SHORTEST <= len(statement) <= most or statement != one_line(statement):
        return "is too short or too long for its quote"
    marked = [token for token in statement.split() if _MARKUP.search(token)]
    if not all(token in candidate.quote for token in marked):
        return "holds markup"
    if statement.endswith("?") or not _is_one_sentence(statement):
        return "is not one sentence"
    return None


def _tone(candidate: Candidate, statement: str, _text: str, _quote: str) -> str | None:
    said = {match[0].lower() for match in _TALKS.finditer(statement)}
    if not said <= {match[0].lower() for match in _TALKS.finditer(candidate.quote)}:
        return "talks to somebody"
    return "denies" if negated(statement.lower(), 0, len(statement), []) else None


def _names(candidate: Candidate, statement: str, text: str, _quote: str) -> str | None:
    known = _lowered(text), (candidate.author or "").lower()
    for match in _NAME.finditer(statement):
        name = _OWNED.sub("", match[0])
        # The first word has a capital anyway, and may be a plain one in another form.
        plain = match.start() < 2 and root(name) in _roots(_near(candidate, text))
        if plain or name in _NO_NAMES:
            continue
        if not any(name.lower() in words for words in known):
            return f"names {name}, which the document does not"
    return None


def _numbers(candidate: Candidate, statement: str, text: str, _quote: str) -> str | None:
    near = _near(candidate, text)
    own = _own_numbers(candidate)
    for number in _DIGITS.findall(statement):
        if number not in own and not re.search(rf"(?<!\d){re.escape(number)}(?!\d)", near):
            return f"says {number}, which does not stand near its quote"
    return None


def _words(candidate: Candidate, statement: str, text: str, quote: str) -> str | None:
    said = frozenset(content(statement))
    quoted = [
        frozenset(content(_MARKS.sub(" ", words))) - _FAINT for words in (candidate.quote, quote)
    ]
    if not any(_keeps(said, words) for words in quoted):
        return "keeps too little of its quote"
    whole = quoted[0] | quoted[1]
    if _turns(said, whole) or (said & _DENYING) - whole or _swaps(statement, candidate.quote):
        return "turns its quote"
    own = {"author", *content(candidate.author or ""), *content(" ".join(_own_numbers(candidate)))}
    foreign = said - _roots(_near(candidate, text)) - own
    return "says what does not stand near" if len(foreign) > _FOREIGN * len(said) else None


_CHECKS: tuple[Callable[[Candidate, str, str, str], str | None], ...] = (
    _form, _tone, _names, _numbers, _words,
)  # fmt: skip


def _keeps(said: frozenset[str], quoted: frozenset[str]) -> bool:
    shared = len(said & quoted)
    return shared >= _KEPT * len(quoted) or shared >= _FROM_QUOTE * len(said)


def _turns(said: frozenset[str], quoted: frozenset[str]) -> bool:
    return any(
        said & mine and quoted & other and not quoted & mine and not said & other
        for pair in _OPPOSITES
        for mine, other in (pair, pair[::-1])
    )


def _swaps(statement: str, quote: str) -> bool:
    """Return whether names stand in another order: "Lund beats Kern" for "Kern beats Lund"."""
    if "(" in quote:  # "The Quay (Ada Bell)": she, for it
        return False
    said, quoted = (
        list(dict.fromkeys(_OWNED.sub("", name) for name in _NAME.findall(words)))
        for words in (statement, quote)
    )
    mine = [name for name in said if name in quoted]
    return mine != [name for name in quoted if name in said] and " by " not in statement


def _is_one_sentence(statement: str) -> bool:
    return all(
        _ABBREVIATED.search(statement[: match.start() + 1])
        for match in _SENTENCE_END.finditer(statement)
    )


def _own_numbers(candidate: Candidate) -> frozenset[str]:
    """Return the numbers in which a candidate's own window can be said, and those of its quote."""
    found = set(_DIGITS.findall(candidate.quote))
    for day in (candidate.not_before, candidate.deadline):
        if day is not None:
            found |= {str(day.year), str(day.year + 1), str(day.year - 1), str(day.day)}
    return frozenset(found)


def _near(candidate: Candidate, text: str) -> str:
    around = text[max(0, candidate.start - _BEFORE) : candidate.end + _AFTER]
    return f"{text[:_HEAD]} {around}".lower()


@lru_cache(maxsize=1)
def _lowered(text: str) -> str:
    return text.lower()


@lru_cache(maxsize=16)
def _roots(near: str) -> frozenset[str]:
    return frozenset(content(near))
