"""What authors say of themselves, by their name: of "I will sell my boat", said by Kern, "Kern will sell their boat"."""

import re

from predictions.extraction.wording.affirming import third
from predictions.extraction.wording.agreement import possessive
from predictions.extraction.words import lexicon as lex
from predictions.regexes import regex

_SELF = regex(r"(?:I(?P<short>'(?:m|ve|ll|d))?|(?P<own>My)) (?P<rest>\S.*)$")
_FULL = {"'m": "is ", "'ve": "has ", "'ll": "will "}
_OTHERS = regex(r"\b(?:I|me|myself|mine|we|us|our|ours|you|your)\b|\bI'", re.IGNORECASE)
_VIEW = regex(
    r"(?:\w+ )?(?:guess|bet|prediction|forecast|estimate|view|opinion|theory|take (?:is|on)"
    r"|number|median|odds|would say|say|think|thought)\b"
)
_MY = regex(r"\bmy\b", re.IGNORECASE)
_ADVERBS = regex(
    r"(?P<how>(?:(?:still|also|never|only|finally|even|just|then|now|again|already|mostly"
    r"|(?!apply|rely|supply|reply|fly)\w+ly) )*)(?P<verb>[a-z']+)\b"
)
_STAYS = lex.words(
    """
    will would could may might can cannot should shall must had did was won't wouldn't couldn't
    can't didn't wasn't hadn't went got made took gave came became saw said ran
"""
)
_TURNED = {
    "am": "is",
    "have": "has",
    "do": "does",
    "haven't": "hasn't",
    "don't": "doesn't",
    "go": "goes",
}
_VERBS = lex.VERBS | lex.words(
    """
    attend buy travel use visit weigh work write read live eat drink drive learn play meet see make
    post like love want think watch walk sleep date take teach try understand notice host speak
    study feel have know own rent win
"""
)
# No name: all in capitals, a number, a label.
_NAME = regex(r"(?=.*[a-z])[^\W\d_][\w.'\u2019-]*(?: [\w.'\u2019-]+){0,4}")


def by_name(statement: str, author: str | None) -> str:
    """The statement with the name of its author for "I" at its head; as it stands where more than that would change."""
    said = _SELF.fullmatch(statement) if author and _NAME.fullmatch(author) else None
    if said is None or author is None or _OTHERS.search(said["rest"]):
        return statement
    if said["short"] == "'d" or _VIEW.match(said["rest"]):
        return statement
    rest = _MY.sub("their", said["rest"])
    if said["own"]:
        return f"{possessive(author)} {rest}"
    if said["short"]:
        return f"{author} {_FULL[said['short']]}{rest}"
    does = _ADVERBS.match(rest)
    verb = _of_somebody(does["verb"]) if does else None
    return f"{author} {does['how']}{verb}{rest[does.end() :]}" if does and verb else statement


def _of_somebody(verb: str) -> str | None:
    """The verb of "I" as that of somebody else; None for a word that is not known to be one."""
    if verb in _STAYS or verb.endswith("ed"):
        return verb
    if verb in _TURNED:
        return _TURNED[verb]
    return third(verb) if verb in _VERBS else None
