"""Whose forecast it is: the words before or after a claim that give it to somebody."""

import re
from dataclasses import dataclass

from predictions.extraction import lexicon as lex
from predictions.extraction.glance import EVERYTHING, needs
from predictions.patterns import factored


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said it; `author` is None where the text names nobody ("analysts", "he")."""

    author: str | None
    reported: bool
    pronoun: bool = False  # "he says": whoever was named last


_NAME = (
    r"(?:[A-Z][\w.'\u2019-]*(?: (?:of|de|van|von|der|bin|al|the|and|&) (?=[A-Z]))?(?: |$)?){1,6}"
)
_SAID = re.compile(
    factored(
        rf"(?P<who>(?:[A-Z][\w.'\u2019-]*|[a-z]+)(?:,? (?:[A-Z][\w.'\u2019-]*|of|de|van|von|der|for|the|and|&|at|chief|economist|analyst|[a-z]+ist|head|director|team|group|firm|company|bank|fund|agency|report|study|survey|paper|article|post|scenario|model|market|community|forecasters?)){{0,7}}?)"
        rf"(?:,[^,]{{2,90}},)?(?: (?:also|now|still|further|later|recently|once|has|had|have|would|is quoted as|\w+ly|who))* (?P<verb>{lex.SAYING}|gave|gives|puts?|assigns?|wrote|tweeted|told [\w ]{{2,30}}|predicted|is confident|are confident|was confident|is certain|is sure|is convinced|responded|quipped|envisaged|envisages|envision)\b"
    )
)
_ACCORDING = re.compile(
    factored(
        r"(?:[Aa]ccording to|[Pp]er|[Ii]n the (?:view|opinion|words) of|[Aa]sked|[Ss]ays|[Ss]aid|[Ww]rites|[Aa]dded|[Pp]redicts|[Pp]redicted|[Ww]arned|[Ww]arns|[Aa]rgues|[Aa]rgued|[Ff]orecasts?|[Ee]stimates) (?P<who>(?:the |an? )?(?:[\w.'\u2019&-]+ ){0,6}?[\w.'\u2019&-]+?)(?=[,.;:(]|$| (?:in|on|at|from|will|who|the|that|said|is|are|forecast|estimate|last|this|yesterday)\b)"
    )
)
_OWN = frozenset(
    (
        "i",
        "we",
        "me",
        "my",
        "us",
        "our",
        "you",
        "it",
        "that",
        "this",
        "which",
        "there",
        "what",
        "who",
        "one",
        "if",
        "and",
        "but",
        "so",
        "as",
        "or",
        "to",
        "not",
        "also",
        "still",
        "just",
        "would",
        "can",
        "could",
        "will",
    )
)
_NOBODY = frozenset(
    (
        "he",
        "she",
        "they",
        "it",
        "analysts",
        "economists",
        "experts",
        "people",
        "some",
        "many",
        "most",
        "critics",
        "officials",
        "researchers",
        "scientists",
        "forecasters",
        "investors",
        "observers",
        "others",
        "everyone",
        "sources",
        "markets",
        "traders",
        "models",
        "polls",
        "bookmakers",
        "advocates",
        "optimists",
        "pessimists",
        "skeptics",
        "sceptics",
    )
)
# Offices and bodies: somebody else's forecast, though no name stands there.
_OFFICES = frozenset(
    (
        "mayor",
        "minister",
        "ministry",
        "government",
        "council",
        "company",
        "bank",
        "agency",
        "regulator",
        "committee",
        "commission",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "president",
        "chairman",
        "chairwoman",
        "chancellor",
        "governor",
        "economist",
        "analyst",
        "scientist",
        "official",
    )
)
_PLAIN_NAME = re.compile(r"[A-Z]")
_STRIP = re.compile(
    r"^(?:the|an?|and|but|so|when|while|as|in|yet|then|now|for|though) ", re.IGNORECASE
)


# The verbs of _SAID: a cheap look before it is tried at every word.
_VERBS = lex.SAYING_WORDS | lex.words(
    "gave gives put puts assign assigns wrote tweeted told predicted confident certain sure convinced responded"
    " quipped envisaged envisages envision"
)
_WORD = re.compile(r"\w+")
_TELLING = needs(_VERBS)
# Each branch of _ACCORDING ends in one of these, whatever its first letter.
_SOURCES = (
    "aid ", "ays ", "per ", "Per ", "ccording to ", "view of ", "opinion of ", "words of ", "sked ", "rites ", "dded ",
    "redicts ", "redicted ", "arned ", "arns ", "rgues ", "rgued ", "orecast ", "orecasts ", "stimates ",
)  # fmt: skip


def _tells(text: str) -> bool:
    return not _VERBS.isdisjoint(_WORD.findall(text))


def _source(text: str) -> re.Match[str] | None:
    """Whom "according to" or a verb before a name names."""
    return _ACCORDING.search(text) if any(map(text.__contains__, _SOURCES)) else None


def attribute(
    copy: str, clause: tuple[int, int], sentence: tuple[int, int], seen: int = EVERYTHING
) -> Attribution | None:
    """Who is said to say the clause, from the words around it in its sentence; None for the author."""
    before = copy[sentence[0] : clause[0]]
    if len(before) > 240:
        before = before[-240:]
    after = copy[clause[1] : sentence[1]][:160]
    telling = seen & _TELLING
    if before.strip():
        for said in reversed([*_SAID.finditer(before)] if telling and _tells(before) else []):
            if found := _who(said["who"]):
                return found
            if said["who"].split()[0].lower() in ("i", "we", "my"):
                return None
        if source := _source(before):
            return _who(source["who"]) or Attribution(None, reported=True)
    if not after:
        return None
    trailer = (_SAID.search(after) if telling and _tells(after) else None) or _source(after)
    return _who(trailer["who"]) if trailer and trailer.start() < 12 else None


_GIVES = re.compile(
    r"(?:In [^,\n]{3,60}, |On [^,\n]{3,30}, |Based on [^,\n]{3,40}, )?(?P<who>[A-Z][\w.'\u2019-]+(?: [A-Z][\w.'\u2019-]+){0,3}|[Hh]e|[Ss]he|[Tt]hey)\W{0,3} (?:\w+ly )?(?:gave|gives|puts?|assigns?|assigned|estimates?|estimated)\b"
)


def gives(copy: str, clause: tuple[int, int]) -> Attribution | None:
    """Who gives the number that a clause holds: "Hart gave a 30% chance of rain"."""
    match = _GIVES.match(copy, *clause)
    return _who(match["who"]) if match else None


_ADVERBIAL = re.compile(
    r"(?:\w+ly|overall|however|meanwhile|still|indeed|again|perhaps), ", re.IGNORECASE
)
_CONNECTORS = frozenset(
    ("of", "de", "van", "von", "der", "bin", "al", "the", "and", "&", "for", "at", "la", "du")
)
_PERSON = re.compile(r"[A-Z][\w.'\u2019-]+(?: (?:[A-Z][\w.'\u2019-]*|de|van|von|der|bin|al)){1,3}")


def heading_author(heading: str) -> str | None:
    """The person that a heading names, and nothing else: what is quoted below is theirs."""
    words = heading.strip(" #*_:\n")
    return words if _PERSON.fullmatch(words) else None


def _who(words: str) -> Attribution | None:
    """The name in the words; None where they mean the author or nobody at all."""
    words = words.strip(" ,.;:\"'")
    while match := _STRIP.match(words):
        words = words[match.end() :]
    if match := _ADVERBIAL.match(words):
        words = words[match.end() :]
    if not words:
        return None
    first = words.split()[0].lower().split("'")[0].split("\u2019")[0]
    if first in _OWN or (first in ("my", "our") and len(words.split()) < 3):
        return None
    if first in _NOBODY or not _PLAIN_NAME.search(words):
        last = words.split()[-1].lower()
        if first in _NOBODY or last in _NOBODY or last in _OFFICES:
            return Attribution(None, reported=True, pronoun=first in ("he", "she"))
        return None
    names = words.split()
    if any(not name[:1].isupper() and name.lower() not in _CONNECTORS for name in names):
        return None
    return None if {"I", "We"} & set(names) else Attribution(words, reported=True)
