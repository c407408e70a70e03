"""Whether words hold a verb, or may hold one: what is sure of a noun phrase, and what is not."""

import re

from predictions.extraction.words import lexicon as lex
from predictions.regexes import regex

_VERBS = (
    r"will|won't|would|could|might|can|cannot|can't|shall|should|ought|is|are|was|were|be|am|has"
    r"|have|had|does|do|did|going|gonna|isn't|aren't|doesn't|don't|let|let's|found|said|says|showed"
    r"|shows|suggests|suggested|left|raised|projects|pegged|kept|fell|rose|won|lost|took|saw|went"
    r"|came|gave|became|grew|made|got"
)
# In small letters "may" is the verb, not the month.
_VERBAL = regex(
    rf"\b(?:{_VERBS})\b|'(?:ll|re|d|ve|m)\b|\b(?:it|there|he|she|that|what|who)'s\b", factor=True
)
_MAY = regex(r"\bmay\b")
ONE_OF_THEM = frozenset(_VERBS.split("|"))
FUNCTION = lex.words(
    """
    in on at by for of to from with without about over under into between against during like as
    and or but than within through per above below around across after before until since near
    towards toward among amid via versus vs the a an this that these those its their his her our my
    your which who if when because while where more less fewer most all both no some any every each
    up down out off only not also still just even yet next last back home again today now abroad
    here worldwide overall early late
"""
)
ASIDE = regex(r"\([^()]*\)")
_RELATIVE = regex(r"\b(?:that|which|who|where|whose)\b[^,]*")


# "... until we have a cure", "... going forward": no verb of the claim itself.
_SUBORDINATE = regex(
    r"\b(?:until|when|because|while|after|before|as|if) (?:we|they|it|he|she|i|you|the|an?"
    r"|there)\b.*$|\bgoing forward\b",
    re.IGNORECASE,
)
# Of these each has one.
_JOINING = ("if ", "as ", "when ", "until ", "after ", "before ", "because ", "while ", "going f")


def _main_of(text: str) -> str:
    """The words of a main clause, without what stands in brackets or is subordinate."""
    text = ASIDE.sub("", text) if "(" in text else text
    text = _RELATIVE.sub("", text) if "that" in text or "wh" in text else text
    return without_subordinate(text)


def without_subordinate(text: str) -> str:
    """The text without a subordinate clause behind it."""
    low = text.lower()
    return _SUBORDINATE.sub("", text) if any(map(low.__contains__, _JOINING)) else text


def says_something(text: str) -> bool:
    """True where an auxiliary or a verb that is no noun stands."""
    if _VERBAL.search(text.lower()):
        return True
    return "may" in text and _MAY.search(text) is not None


def has_verb(text: str) -> bool:
    """True where a word of the main clause is a verb, or may be one."""
    main = _main_of(text)
    if says_something(main):
        return True
    words = [word.strip(",.;:\"'").lower() for word in main.split()]
    return any(map(_may_be_verb, words, words[1:], [*words[2:], ""]))


def _may_be_verb(before: str, word: str, after: str) -> bool:
    """True for "rents | fall", "the yard | closes", and for any unknown word behind a plural ("shortages | worsen")."""
    if not word.isalpha() or word in FUNCTION:
        return False
    if before in FUNCTION or before in ADJECTIVES:
        return before in _BEHIND and lex.is_verb(word)
    plural = before.endswith("s") and not before.endswith(("ss", "us", "is", "'s"))
    if plural:
        return word in lex.VERBS or not word.endswith(("s", "ed", "ing", "ly"))
    third = word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return third and (lex.is_verb(word) or _takes_object(after))


def _takes_object(after: str) -> bool:
    """True where what follows reads like the object or the time of a verb ("Congress ratifies | the deal")."""
    return after in ("the", "a", "an", "its", "their", "his", "her", "at", "as", "to", "out", "up")


_BEHIND = lex.words("above below up down out off also still even just only")
ADJECTIVES = lex.words(
    """
    new major minor large small big huge massive further additional significant substantial serious
    real first second third national public global international federal several many few
"""
)
# "Small yards", "public trams", "solar-powered ferries": the word before the noun is no noun that acts.
DESCRIBES = regex(
    r"(?:-\w+|ed|ing|al|ive|ous|ic|ful|less|able|ible|ent|ant|ary|idle|new|large|small|big"
    r"|major|cheap|free|like)$"
)
