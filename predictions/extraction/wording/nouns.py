"""Claims that are no sentences by themselves: "Rents below 300", "a merger of the yards", "New tax approved in May".

They are given the verb that the words leave out, and nothing else; where it is not sure that no verb stands
there already, they are left as they are.
"""

import re

from predictions.extraction.wording.states import state
from predictions.extraction.wording.verbal import (
    ADJECTIVES,
    ASIDE,
    DESCRIBES,
    FUNCTION,
    ONE_OF_THEM,
    has_verb,
    says_something,
    without_subordinate,
)
from predictions.extraction.words import lexicon as lex
from predictions.regexes import regex

_AMOUNT = r"[~<>\u2248]?[$\u20ac\u00a3]?\d"
_HOW = (
    rf"(?:(?:above|below|under|over|between|around|about|near|within|at|less than|more than"
    rf"|fewer than|at least|at most|no more than|no less than|higher than|lower than"
    rf"|greater than) (?=(?:about |around |roughly )?{_AMOUNT}|zero\b)"
    rf"|(?:lower|higher|larger|smaller|greater|cheaper|worse|better) than )"
)
# "Rents below 300", "Gold price still above 2,000 in May".
_LEVEL = regex(
    rf"(?P<what>(?:[A-Z$\d][\w&'./$-]*"
    rf"|[a-z][\w'/-]*)(?: [\w&'./$(),-]+){{0,7}}?) (?P<still>still |again )?(?P<how>{_HOW})"
)
# Of these each level has one.
_LEVELS = (
    " above ", " below ", " under ", " over ", " between ", " around ", " about ", " near ",
    " within ", " at ", " than ",
)  # fmt: skip
_VERB_BEFORE = regex(r"(?:ed|ing|ly)$")
_NOUNS_IN_ING = lex.words(
    "rating spending funding pricing lending housing building shipping mining"
)
_NOUNS_IN_S = lex.words(
    """
    rates prices deaths cases sales revenues numbers emissions earnings temperatures seats votes
    followers costs wages rents yields reserves exports imports shares stocks users jobs profits
    levels views visits hits refugees
"""
)


def _level(text: str) -> str | None:
    """Read "Rents below 300" as "Rents will be below 300"."""
    match = _LEVEL.match(text) if any(map(text.__contains__, _LEVELS)) else None
    if match is None:
        return None
    what, last = match["what"], match["what"].split()[-1].lower()
    alone = " " not in what
    verb = (
        not alone and last.endswith("s") and last not in _NOUNS_IN_S and not what[-2:-1].isupper()
    )
    counted = (
        last.isdigit()
        or last in FUNCTION
        or (_VERB_BEFORE.search(last) and last not in _NOUNS_IN_ING)
    )
    if alone and what.lower() in lex.VERBS:
        return None
    if counted or (verb and not last.endswith(("ss", "us", "is"))) or has_verb(what):
        return None
    if last in lex.VERBS and not alone and last not in ("share", "support", "vote", "use", "cost"):
        return None
    still = match["still"] or ""
    return f"{what} will {still}be {text[match.start('how') :]}"


_DONE = (
    r"approved|created|achieved|reached|developed|implemented|restored|perfected|demonstrated"
    r"|adopted|eliminated|solved|granted|elected|signed|arrested|passed|released|announced"
    r"|launched|banned|legali[sz]ed|repealed|impeached"
    r"|indicted|convicted|killed|sold|acquired|built|rebuilt|completed|cancelled|canceled"
    r"|delayed|postponed|introduced"
    r"|published|adopted|confirmed|nominated|appointed|removed|replaced|declared|invaded"
    r"|attacked|cured|discovered"
    r"|detected|overturned|lifted|imposed|held|found|abolished|admitted|constructed|established"
    r"|expelled|dissolved"
    r"|ratified|reported|awarded|shut down|deployed|opened|closed|hacked|assassinated|deposed"
    r"|ousted|extradited"
)
# "New tax approved in May", "No register of boats created".
_PARTICIPLE = regex(
    rf"(?P<what>(?:\$?\w[\w&'./$-]*)(?: (?!\w+ly )[\w&'./$-]+){{0,8}}?) (?P<how>\w+ly )?(?P<done>{_DONE})(?P<rest>$"
    rf"|,? (?:in|by|for|on|at|from|with|to|before|after|during|within|under|as|again|this"
    rf"|next)\b.*$|(?= \d{{4}}\b).*$)"
)
_PLURAL = regex(r"(?:(?!us$|is$|ss$)\w*s|people|men|women|children|data|media)$")


def _done(text: str) -> str | None:
    """Read "New tax approved in May" as "New tax will be approved in May"."""
    match = _PARTICIPLE.fullmatch(text)
    if match is None or has_verb(match["what"]) or match["what"].lower() in FUNCTION:
        return None
    return f"{match['what']} will be {match['how'] or ''}{match['done']}{match['rest']}"


# What is named as an event, and counted: it wants its article.
_EVENT = lex.words(
    """
    attack war recession crash confrontation conflict invasion coup strike election referendum
    flare-up earthquake flood default ceasefire shutdown merger acquisition breach hack pandemic
    outbreak crisis collapse deal treaty agreement launch lockdown ban scandal blackout famine
    drought hurricane storm reform split rally downturn slowdown rebound correction boom bubble
    bailout update upgrade redesign rollout relaunch debate trial summit pardon veto protest riot
    escalation standoff
"""
)
_QUANTIFIED = regex(
    r"(?:an?|another|one|some|several|many|more|fewer|less|further|at least|at most|up to|only"
    r"|little|no more than|lots of|a lot of|dozens of|hundreds of|\d[\d,.]*\+?|two|three|four"
    r"|five|six|ten) (?=\S)",
    re.IGNORECASE,
)
# "Some of this matters": what follows says what of it.
_SOME_OF_THEM = regex(
    r"(?:some|any|all|many|most|several|few|a few|one|two|three|half|a lot|lots|plenty|a number"
    r"|\d+) of (?:the|its|their|his|her|our|my|your|this|that|these|those|it|them|us)\b",
    re.IGNORECASE,
)
_HEAD_ENDS = regex(
    r",? (?:in|on|at|by|for|of|to|from|with|without|about|over|under|into|between|against"
    r"|during|that|which|who|where|than|within|through|across|after|before|until|as|resulting"
    r"|causing|leading|involving|affecting|intended|and|or|like|due|because|thanks)\b| \(|,|;|$"
)
DEFINITE = regex(r"(?:the|its|their|his|her|our|my|your|this|that|these|those)\b", re.IGNORECASE)


def _of_them(text: str) -> bool:
    return " of " in text and _SOME_OF_THEM.match(text) is not None


def _there_will_be(text: str, *, listed: bool) -> str | None:
    """Read "More strikes in the docks" as "There will be more strikes in the docks"."""
    first = text.split(maxsplit=1)[0].lower()
    if DEFINITE.match(text) or first in lex.VERBS or lex.is_verb(first) or _of_them(text):
        return None
    ends = _HEAD_ENDS.search(text)
    head = text[: ends.start()] if ends else text
    words = head.split()
    last = words[-1] if words else ""
    if not last.replace("-", "").isalpha() or last.endswith(("ed", "ly")) or last in FUNCTION:
        return None
    small = in_a_sentence(text)
    if _QUANTIFIED.match(text):
        one = (
            first == "more" and not _PLURAL.search(last) and words[1:2] and words[1].endswith("ly")
        )
        there = "There will be a" if one else "There will be"  # "more fully equipped version"
        return None if _TIME.fullmatch(last) or _acts(words) else f"{there} {small}"
    if last.lower() in _EVENT and first not in _MASS:
        article = "an" if small[:1].lower() in "aeiou" else "a"
        return f"There will be {article} {small}"
    plain = last.islower() and _PLURAL.search(last) and not lex.is_verb(last)
    if listed and plain and len(words) > 1 and DESCRIBES.search(words[-2]):
        return f"There will be {small}" if _SHORT_TAIL.fullmatch(text[len(head) :]) else None
    return None


def _begins_no_noun(text: str) -> bool:
    return text.split(" ", 1)[0].lower() in _NO_NOUN and not _QUANTIFIED.match(text)


def _acts(words: list[str]) -> bool:
    """True for "a ferry sinks", and for "some ferry sinks"; "some ferries" and "some job losses" are there."""
    last = words[-1]
    if not last.endswith("s") or last.endswith(("ss", "us", "is")) or len(words) < _LEAST:
        return False
    one = words[0].lower() in ("a", "an", "one", "another")
    some = words[0].lower() == "some" and lex.is_verb(last) and not DESCRIBES.search(words[-2])
    return one or some


_LEAST = 3  # words: "some ferries" acts not
_NO_NOUN = lex.words(
    """
    i we you he she it they this that there in on at by for of to from with without about over
    under into between against during within through after before until since as if when while
    because despite
"""
)
_TIME = regex(r"(?:year|month|week|day|decade|quarter|hour|minute|season|time|second)s?")
_SHORT_TAIL = regex(r"(?: [\w'&/-]+){0,5}")
_MASS = lex.words("no all most the")


_COMPOUND = regex(r"[A-Z][a-z]+-[a-z]+(?:ed|ing)")  # "Solar-powered"


def in_a_sentence(text: str) -> str:
    """The text within a sentence: a first word that is no name with a small letter."""
    first = text.partition(" ")[0]
    common = (
        first.lower() in FUNCTION | ADJECTIVES | _EVENT
        or _QUANTIFIED.match(text) is not None
        or _COMPOUND.fullmatch(first) is not None
    )
    if text.partition(" ")[2][:1].isupper() and first.lower() in ADJECTIVES:
        return text  # "New Orleans"
    return (
        text[:1].lower() + text[1:] if common and (len(first) == 1 or not first.isupper()) else text
    )


_SENTENCES = regex(r"[.!?](?<=\w\w\w.) [A-Z]|U\.S\. A ")


def as_sentence(statement: str, *, listed: bool) -> str:
    """The statement with the verb that a noun phrase leaves out, where that is sure; as it stands where it is not.

    `listed`: it is an item or a cell by itself, not part of a sentence.
    """
    if ": " in statement and (dated := _YEAR.fullmatch(statement)) is not None:
        return _in_a_year(dated, listed=listed)
    if not statement.strip() or _is_sentence(statement):
        return statement
    return _with_its_verb(statement, listed=listed)


def _is_sentence(statement: str) -> bool:
    """True where an auxiliary stands, or what is no noun phrase at all."""
    main = without_subordinate(ASIDE.sub("", statement) if "(" in statement else statement)
    if main is statement and not ONE_OF_THEM.isdisjoint(statement.lower().split()):
        return True
    if says_something(main):
        return True
    if ":" in statement or statement.endswith(("?", '"')) or _begins_no_noun(statement):
        return True
    return _SENTENCES.search(statement) is not None


# "2072: The tunnel opened".
_YEAR = regex(r"(?P<year>(?:19|20|21)\d\d): (?P<what>[^:]+)")


def _in_a_year(dated: re.Match[str], *, listed: bool) -> str:
    what = as_sentence(dated["what"].strip(), listed=listed)
    if what == dated["what"].strip() or re.search(rf"\b{dated['year']}\b", what):
        return dated[0] if what == dated["what"].strip() else what
    return f"{what} in {dated['year']}"


_FIRST = regex(r"^(There will be )?(?:F|f)irst (?=[a-z\w-]+ )")


def _with_its_verb(statement: str, *, listed: bool) -> str:
    said = _said_of_a_noun(statement, listed=listed)
    if said == statement:
        return said
    return _FIRST.sub(lambda there: f"{there[1]}the first " if there[1] else "The first ", said)


def _said_of_a_noun(statement: str, *, listed: bool) -> str:
    if said := state(statement):
        return said
    if level := _level(statement):
        return level
    if has_verb(statement):
        return statement
    return _done(statement) or _there_will_be(statement, listed=listed) or statement
