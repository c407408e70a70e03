"""Whom words mean: a name, somebody without a name, the author, or nobody."""

import re
from dataclasses import dataclass

from predictions.extraction.words import lexicon as lex
from predictions.regexes import regex


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said it; `author` is None where the text names nobody ("analysts", "he")."""

    author: str | None
    reported: bool
    pronoun: bool = False  # "he says", "the report says": whoever was named last


OWN = lex.words(
    """
    i we me my us our you it that this which there what who one if and but so as or to not also
    still just would can could will no yes none nothing something everything all history evidence
    data ve ll re these those such any each every here there both neither either don doesn didn won
    can isn let
"""
)
_ARTICLES = frozenset(("the", "a", "an"))
_PRONOUNS = frozenset(("he", "she", "his", "her", "their"))  # "his guess is"
# What a sentence begins with: alone it is nobody's name ("New York Times" is one).
_OPENERS = lex.words(
    """
    with over during despite given based following within without after before under above outside
    inside through throughout among between against amid since until because although though while
    whereas if when where why how new real actual initial early late recent current next last more
    less other further only even indeed then thus hence therefore nonetheless nevertheless moreover
    furthermore instead otherwise yesterday today tomorrow now later earlier me him them us someone
    somebody anyone anybody source sources note notes summary purpose anecdotal preliminary q1 q2
    q3 q4 gdp cpi pmi eps yoy worth broadly generally frankly roughly strictly properly
    historically technically importantly notably similarly simply
"""
)
_SOME = frozenset(("another", "several", "various", "few", "one", "two", "three", "both"))
_NOBODY = lex.words(
    """
    he she they it his her their analysts economists experts people some many most critics
    officials researchers scientists forecasters investors observers others everyone sources
    markets traders models polls bookmakers advocates optimists pessimists skeptics sceptics market
    projections forecasts estimates commentators pundits insiders rumours rumors surveys studies
    reports findings results strategists bankers oddsmakers bookies participants respondents
    commenters commentators users posters reviewers supporters proponents opponents detractors
    doubters believers insurers executives panelists panellists leaders founders professors
    ministers engineers developers planners bulls bears attendees guests voters half third thirds
    majority minority median consensus
"""
)
# Offices and bodies: somebody else's forecast, though no name stands there.
_OFFICES = lex.words(
    """
    mayor minister ministry government council company bank agency regulator committee commission
    spokesman spokeswoman spokesperson president chairman chairwoman chancellor governor economist
    analyst scientist official report study survey paper poll research researcher author authors
    chief head director founder boss professor executive leader forecaster scenario blog host
    speaker essay camp participant respondent commenter user poster presenter interviewee community
    consensus crowd statement announcement newspaper magazine institute university
"""
)
_TIMES = lex.words(
    """
    january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday spring summer autumn winter weekly monthly
    seasonal annual yearly quarterly global national regional local world rainfall weather growth
    revenue sales earnings model
"""
)
_EXPERT = regex(r"\w+(?:ologist|ographer|onomist|ysist|egist|icist)s?")
_PLAIN_NAME = regex(r"[A-Z]")
_STRIP = regex(
    r"^(?:the|an?|and|but|so|when|while|as|in|yet|then|now|for|though|other|fellow|former|senior|leading) ",
    re.IGNORECASE,
)


_ADVERBIAL = regex(
    r"(?:\w+ly|overall|however|meanwhile|still|indeed|again|perhaps|nonetheless|nevertheless"
    r"|moreover|furthermore|therefore|instead|yes|no|well|this|so), ",
    re.IGNORECASE,
)
_CONNECTORS = frozenset(
    ("of", "de", "van", "von", "der", "bin", "al", "the", "and", "&", "for", "at", "la", "du")
)
_PERSON = regex(r"[A-Z][\w.'\u2019-]+(?: (?:[A-Z][\w.'\u2019-]*|de|van|von|der|bin|al)){1,3}")


def heading_author(heading: str) -> str | None:
    """The person that a heading names, and nothing else: what is quoted below is theirs."""
    words = heading.strip(" #*_:\n")
    return words if _PERSON.fullmatch(words) and not lex.is_label(words) else None


_POSSESSED = regex(r"(?<=[a-z])['\u2019]s(?: (?=[A-Z]).*|$)")
_SEVERAL = regex(r" and |, |; | / | with ")
_SHORT = regex(
    r"(?P<full>[A-Z][\w.'\u2019-]+(?: [A-Z][\w.'\u2019-]+)+) \((?P<short>[A-Z]{1,4}|[A-Z][a-z]+)\)"
)


def names_several(author: str) -> bool:
    """True for an author who is more than one person: "Ada Kern and Bo Lund"."""
    return _SEVERAL.search(author) is not None


_APART = regex(r" (?:and|with|&|/) |[,;] |[()]")


def one_of(author: str, name: str) -> str | None:
    """Which of several authors a name means: "Kern" of "Ada Kern and Bo Lund", "Bo" of "The Hour (Ada Kern, Bo Lund)"."""
    authors = [part.strip() for part in _APART.split(author) if part.strip()]
    if len(authors) < 2:
        return None
    meant = [one for one in authors if name in (one, one.split()[0], one.split()[-1])]
    return meant[0] if len(meant) == 1 else None


def full_name(speaker: str, author: str | None, text: str) -> str:
    """The full name of a speaker who is called by initials or a title, where the author or the text gives it."""
    for match in _SHORT.finditer(f"{author or ''}\n{text}"):
        if match["short"] == speaker:
            return match["full"]
    last = speaker.rsplit(maxsplit=1)[-1].lower()
    for name in _SEVERAL.split((author or "").partition(" (")[0]):
        words = name.split()
        initials = "".join(word[0] for word in words)
        if len(words) > 1 and (speaker == initials or last == words[-1].lower()):
            return name
    return speaker


_STOP = regex(
    r"^.*(?:[a-z]{2}|\d)(?<!\bMrs)(?<!\bProf)(?<!\b(?:Gov|Sen|Rep|Gen|Hon|Inc|Ltd"
    r"|Col))(?<!\b(?:Corp|Capt|Bros))\. (?=[A-Z])"
)
_FIGURE = regex(r"\b[A-Z]{2,4}\d")  # "MYR354.9"
_NO_PERSON = regex(rf"{_FIGURE.pattern}|^(?:Editing|Reporting|Writing|Compiled) by ")


def is_no_name(name: str) -> bool:
    """True for words that a sentence begins with, figures, and bodies without a name."""
    word = name.lower().strip(",.: ")
    nobody = any(word in words for words in (OWN, _OPENERS, _SOME, _NOBODY, _OFFICES, _ARTICLES))
    return (nobody and word != "will") or lex.is_label(name) or _NO_PERSON.search(name) is not None


def whom(words: str) -> Attribution | None:
    """The name in the words; None where they mean the author or nobody at all."""
    words = words.strip(" ,.;:\"'")
    if words[:1].islower() and ", " in words:
        words = words.rpartition(", ")[2]  # "about trams, Kern"
    known = words[:4].lower() == "the "  # "the report" is the one named before
    words = _without_openers(words)
    if not words:
        return None
    first = words.split()[0].lower().split("'")[0].split("\u2019")[0]
    if first in OWN | _ARTICLES or (first in ("my", "our") and len(words.split()) < 3):
        return None
    last = words.rsplit(maxsplit=1)[-1].lower()
    opens = first in _OPENERS | _SOME and (first == last or last in _NOBODY | _OFFICES | _OPENERS)
    if opens or first in _NOBODY or not _PLAIN_NAME.search(words):
        return _without_a_name(first, last, known=known)
    return _name(words)


def _without_openers(words: str) -> str:
    """The words without those that a sentence begins with, and what belongs to whom they name."""
    while match := _STRIP.match(words):
        words = words[match.end() :]
    if match := _ADVERBIAL.match(words):
        words = words[match.end() :]
    words = _POSSESSED.sub("", words)  # "Kern's Market Outlook", "Kern's bet" are Kern's
    words = _STOP.sub("", words)  # "March. They", "Q2. The guild": what begins behind it
    while match := _STRIP.match(words):
        words = words[match.end() :]
    return words


def _without_a_name(first: str, last: str, *, known: bool) -> Attribution | None:
    """Somebody whom nobody names, by the first and last word: "several", "over 60% of respondents", "the ministry"."""
    several = first in _SOME or first in _NOBODY or last in _NOBODY
    if not (several or (first not in _OPENERS and (last in _OFFICES or _EXPERT.fullmatch(last)))):
        return None
    again = first in _PRONOUNS or (known and last in _OFFICES)
    return Attribution(None, reported=True, pronoun=again)


def _name(words: str) -> Attribution | None:
    """The name that words are, or several without one ("Harrow analysts")."""
    names = words.split()
    while names and names[-1].lower() in _CONNECTORS:
        names.pop()
    words = " ".join(names)
    if any(not name[:1].isupper() and name.lower() not in _CONNECTORS for name in names):
        # "Almost all forecasters", "Harrow analysts".
        many = names[-1] in _NOBODY or _EXPERT.fullmatch(names[-1])
        return Attribution(None, reported=True) if many else None
    nobody = words.lower() in _TIMES or {"I", "We"} & set(names) or _FIGURE.search(words)
    return None if nobody else Attribution(words, reported=True)
