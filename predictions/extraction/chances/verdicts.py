"""Verdicts: what a line over names says of each of them ("Definitely qualifying:", "Won't be announced", "Long shots")."""

import re
from dataclasses import dataclass
from enum import StrEnum

from predictions.extraction.wording.events import base_verb, plain_verb
from predictions.patterns import factored
from predictions.regexes import regex


class Tells(StrEnum):
    """By what a line tells that it looks ahead."""

    BELIEF = "belief"  # a predicate and how sure: "Probably won't be announced"
    FUTURE = "future"  # a predicate to come: "Will be announced"
    PREDICATE = "predicate"  # a predicate: "Qualifying", "What goes up"
    DEGREE = "degree"  # only how sure: "Long shots"
    SIDE = "side"  # only a name for those who do: "Winners"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a line says of each name below it."""

    tells: Tells
    predicate: str | None  # "qualify"; None where it says no more than how sure
    denies: bool  # "Not happening"; not "unlikely", which its words of probability deny
    phrase: str | None = None  # of the table of hedges, for words that stand for one: "safe bets"


_LINKS = (
    r"(?:(?:and|but|or|so|then|now|finally|lastly)[, ]+)?(?:here are |these are |these |the |my "
    r"|our |all |those |just )*"
)
_THINK = r"(?: (?:i|we)(?: really| still)? (?:think|expect|believe|reckon|guess|bet))?"
_SOME = (
    "(?:ones?|those|names?|teams?|clubs?|countries|songs?|candidates|players|seats|sides|parties"
    "|films|firms|companies)"
)
# "Rents will rise" is a claim of its own; "those that will" only says something of names.
_GROUP = (
    rf"(?:(?:(?:ones?|those|things?|stuff|everything|people|names?|[a-z]+s) (?:that|which"
    rf"|who){_THINK}|{_SOME}(?= to\b)"
    rf"|(?:ones?|those|things|names)(?:(?= [a-z]+ing\b)|{_THINK.removesuffix('?')})"
    rf"|(?:what|who|which)(?:'ll| else)?{_THINK}) )"
)
_SURELY = (
    r"(?:almost|nearly|virtually|very|highly|extremely|quite|pretty|fairly|somewhat|rather|most"
    r"|more|less|just|only|narrowly|comfortably|barely|clearly|easily|safely|still|also|"
    r"surely|certainly|definitely|absolutely|probably|possibly|perhaps|maybe|hopefully"
    r"|inevitably|undoubtedly|likely|unlikely|certain|sure|bound|guaranteed|favou?rites?"
    r"|doubtful|expected|tipped)"
)
_WILL = r"(?:will|won't|would|may|might|could|can|can't|cannot|shall|should|'ll)"
_TO = (
    r"(?:(?:is|are) )?(?:(?:going|set|due|bound|about) to"
    r"|(?:(?:likely|unlikely|certain|sure|expected|tipped|guaranteed|favou?rites?) )?to(?<!^to))"
)
_NOT = r"(?:not|never|no longer)"
# What a verdict adds, and what takes nothing from it: "(in order)", ", but would in any other year".
_TAIL = (
    r"(?: \([^()\d]{1,60}\))?(?: / [\w -]{2,30}"
    r"|,? (?:but|though|although|because|unless) [^.:]{3,90}"
    r"|, in (?:no )?(?:particular )?order[\w ]{0,30}|,? (?:i|we) (?:think|reckon|believe|guess))?"
)
_VERDICT = regex(
    rf"{_LINKS}{_GROUP}?(?P<before>(?:(?:{_SURELY}|{_NOT}) )*)"
    rf"(?:(?P<will>(?:{_WILL}|{_TO})(?: not)?) (?P<between>(?:(?:{_SURELY}"
    rf"|{_NOT}) )*)(?P<do>[a-z][\w'-]*)|(?:being )?(?P<doing>[a-z]+ing)|(?P<does>[a-z]+s))"
    rf"(?P<rest>(?: [\w'%$&/.-]*\w%?){{0,6}}?){_TAIL}"
)
_WHO_DOES = regex(rf"{_LINKS}{_GROUP}")
# "Going up", not "Getting started", "Supporting actor".
_GOES_WITH = regex(
    r" (?:out|up|down|through|in|on|off|away|back|put|flat|home|to|the|an?|it|no|at|from|into"
    r"|over|under|by|with|their|its|his|her|ahead|behind|together|apart|alone|higher|lower"
    r"|better|worse|bankrupt|broke|public|first|last|\d\w*)\b"
)
# They lead on to what they are said of, and so do no verdicts stand at their end: "Likely to", "Will be on".
_OPEN = regex(r"\b(?:the|a|an|of|to|in|on|at|for|with|by|and|or|that|who|is|are|if|when)$")
# "missing out": what the others do, they don't.
_MISS = regex(
    r"(?:miss(?: out| the cut)?|fall short|be left out|go home|crash out|not make it"
    r"|fail(?: to (?P<do>.+))?)(?: on it)?"
)

_NEARLY = (
    r"(?:very |highly |extremely |quite |pretty |fairly |somewhat |almost |nearly |near |virtually "
    r"|absolute(?:ly)? |real |total )?"
)
# What words alone say of those below them, each beside the phrase of the table that means the same.
_DEGREES = {
    "definitely": (
        r"(?:safe|sure|solid) bets?|(?:sure|safe) things?"
        r"|(?:dead |stone-cold |mortal )?(?:locks?|certs?|certs)|locked in|nailed on|bankers?"
        r"|shoo-ins?|no-brainers?|definite(?:ly|s)?|guaranteed|certain(?:ly)?|certaint(?:y|ies)"
        r"|inevitable|dead certs?"
    ),
    "almost certain": (
        r"(?:near|almost|virtual(?:ly)?|nearly)[ -]?(?:certain(?:ly|ties|ty)?|sure|definite(?:ly)?"
        r"|locks?)"
    ),
    "very likely": r"(?:very|highly|extremely|most|quite) (?:likely|probable)",
    "likely": (
        r"(?:more )?likely|probabl[ey]|favou?rites?|good bets?|(?:odds|better) on"
        r"|strong contenders?|looking good|smart money"
    ),
    "toss-up": (
        r"toss[ -]?ups?|coin[ -]?(?:flips?|toss(?:es)?)"
        r"|(?:right )?on the (?:borders?|borderline|bubble|fence|cusp|edge|line|brink)|borderline"
        r"|bubble|even (?:odds|money|chances?)|(?:50|fifty)[ /-]*(?:50|fifty)s?"
        r"|(?:could|might|can) go either way|too close to call|in the balance|too early to call"
    ),
    "maybe": (
        r"(?:maybe|possibly|might be|may be) (?:coming|happening)|maybes?|perhaps|possibl[ey]"
        r"|possibilit(?:y|ies)|plausible|contenders|conceivable|outside bets?|could happen"
        r"|might happen"
    ),
    "unlikely": (
        r"(?:fairly |pretty |somewhat |rather )?(?:unlikely|improbable|doubtful)|less likely"
        r"|probably not"
    ),
    "very unlikely": r"(?:very|highly|extremely|most|quite) (?:unlikely|improbable)",
    "long shot": r"long[ -]?shots?|outsiders?|dark horses?|moon ?shots?|hail mar(?:y|ies)|rank outsiders?",
    "no chance": (
        r"no chances?|no[ -]hopers?|pipe dreams?|no way|not a chance|wishful thinking|dream on"
        r"|fantas(?:y|ies)|never(?: ever)?|in your dreams|forget it|dead in the water"
    ),
}
_DEGREE = regex(
    "|".join(rf"(?P<d{n}>{factored(words)})" for n, words in enumerate(_DEGREES.values()))
)
_VIEW, _SURE = "i don't think", "definitely"
_OR = regex(r" ?/ ?| or | and |, ")
# "Things I'm confident about", "What I'd bet on".
_THINGS = (
    rf"(?:{_LINKS}(?:some |a few |other )?(?:things?|stuff|ones|predictions?|calls|rumou?rs"
    rf"|developments|what|those)(?: (?:that|which))?)"
)
_SURE_OF = regex(
    rf"(?:"
    rf"{_THINGS} i(?:'m| am) (?P<less>not |less "
    rf"|un)?(?:(?:so|very|that|fairly|pretty|most|quite|absolutely|reasonably|somewhat"
    rf"|more) )*(?P<unsure>un)?(?:sure|certain|confident|convinced"
    rf"|positive)(?: (?:of|about|in|on))?(?: {_WILL} (?:happen|come))?"
    rf"|{_THINGS} i(?:'d| would|'ll|'m willing to| am willing to) (?P<never>not "
    rf"|never )?(?:happily |gladly )?(?:bet|put (?:my )?money)(?: on)?"
    rf"){_TAIL}"
)
_OF_DEGREE = regex(
    rf"{_LINKS}(?:{_GROUP}|{_THINGS} )?(?:(?:is|are|to be|as"
    rf"|(?:i|we)(?:'d| would)? (?:call|consider|deem|think are"
    rf"|find)) )?{_NEARLY}(?P<degree>[a-z0-9][\w /-]*?)(?: ones?)?{_TAIL}"
)
# "Things I don't see happening", "What we won't see", "Ain't happening", "Not on the cards".
_HAPPENING = (
    r"(?:happen(?:ing)?|com(?:e|ing)(?: true)?|(?:in|on) the cards|going to happen|gonna happen)"
)
_DENYING = regex(
    rf"(?:"
    rf"(?:(?:{_THINGS}|what's|that's) |{_LINKS})(?:(?:that's|just|really|definitely"
    rf"|still) )*(?:isn't|aren't|ain't|is not|are not|not"
    rf"|won't be)(?: going to)? {_HAPPENING}(?: (?:soon|this year|yet))?"
    rf"|{_THINGS} (?:i|we)(?: really)? (?:won't|will not)(?: \w+ly| ever)? (?:see|get|have)(?: soon| yet)?"
    rf"|(?P<view>{_THINGS} (?:i|we) (?:(?:really )?(?:don't|do not|can't|cannot)(?: really| yet"
    rf"| ever)? (?:expect|foresee|anticipate"
    rf"|(?:see|think|believe|expect)(?: is| are| will(?: be)?| to)? {_HAPPENING})(?: soon"
    rf"| yet)?|(?:really |very much )?doubt(?: {_WILL} happen)?))"
    rf"){_TAIL}"
)
# "What we'll see", "What I think is coming", "Happening for sure".
_AFFIRMING = regex(
    rf"(?:"
    rf"{_THINGS}(?:'ll| we'll| you'll| i'll"
    rf"| (?:i think |i expect )?(?:we|you|i) (?:will|might|may|could))(?: \w+ly)? (?:see|get"
    rf"|have)(?: soon)?"
    rf"|{_THINGS} (?:i|we)(?: \w+ly| do| still| also)? (?:expect|foresee|anticipate)(?: to (?:happen|see))?"
    rf"|(?:{_THINGS}(?: i think| we think)?(?: is| are|'s| might be| may be) |{_LINKS})(?:just "
    rf"|really )?{_HAPPENING}(?: (?P<surely>for (?:sure|certain)|no matter what|no doubt))?"
    rf"){_TAIL}"
)
_SIDES = {
    "be in": r"(?:who'?s |what'?s |(?:who|what) (?:may|might|could|will) be )?ins?(?: the mix)?",
    "be out": r"(?:who'?s |what'?s |(?:who|what) (?:may|might|could|will) be )?outs?",
    "be among the winners": r"(?:big(?:gest)? |likely )?winners?",
    "be among the losers": r"(?:big(?:gest)? |likely )?losers?",
    "go up": r"ups?|risers?|on the rise|on the up",
    "go down": r"downs?|fallers?|sliders?|in decline",
    "be promoted": r"promoted|promotions?",
    "be relegated": r"relegated|relegations?",
    "qualify": r"qualifiers?",
    "go through": r"through",
    "survive": r"survivors?",
    "be a hit": r"hits",
    "be a flop": r"flops",
    "be hot": r"hot",
    "reach the final": r"finalists?",
}
_SIDE = regex(
    rf"{_LINKS}(?:{'|'.join(f'(?P<s{n}>{words})' for n, words in enumerate(_SIDES.values()))}){_TAIL}"
)
_DENIED = regex(rf"\b{_NOT}\b|n't\b|cannot\b")
_SURE_WORDS = regex(
    r"\b(?:definitely|certain(?:ly)?|sure(?:ly)?|probably|possibly|perhaps|maybe|likely"
    r"|unlikely|might|may|could|bound|guaranteed|inevitably|undoubtedly|doubtful)\b"
)
_FRAME = regex(r"^[\W_]*(?:\d{1,2}[.)]\s+)?[\W_]*|[^\w)]+$")
LONGEST = 130


def verdict_in(words: str) -> Verdict | None:
    """What a line in lower case says of each name that stands below it; None where it is no such line."""
    if len(words) > LONGEST:
        return None
    line = " ".join(_FRAME.sub("", words).split())
    if words.rstrip().endswith("?") or not line or "%" in line:
        return None
    return _of_degree(line) or _of_side(line) or _of_predicate(line)


def _of_degree(line: str) -> Verdict | None:
    match = _OF_DEGREE.fullmatch(line)
    for text in (line, match["degree"] if match else ""):
        degree = _degree(text)
        if degree and degree.lastgroup:
            phrase = [*_DEGREES][int(degree.lastgroup[1:])]
            return Verdict(Tells.DEGREE, None, denies=False, phrase=phrase)
    if sure := _SURE_OF.fullmatch(line):
        phrase = (
            "unlikely" if sure["never"] else "maybe" if sure["less"] or sure["unsure"] else "likely"
        )
        return Verdict(Tells.DEGREE, None, denies=False, phrase=phrase)
    if denying := _DENYING.fullmatch(line):
        view = denying["view"] is not None  # whose words deny it
        return Verdict(Tells.FUTURE, None, denies=not view, phrase=_VIEW if view else None)
    affirming = _AFFIRMING.fullmatch(line)
    surely = affirming and affirming["surely"]
    return affirming and Verdict(Tells.FUTURE, None, denies=False, phrase=_SURE if surely else None)


def _degree(text: str) -> re.Match[str] | None:
    """The words for one degree, or the first of several: "likely or possible"."""
    whole = _DEGREE.fullmatch(text.strip())
    parts = [] if whole else _OR.split(text)
    if len(parts) < _SEVERAL:
        return whole
    found = [_DEGREE.fullmatch(part.strip()) for part in parts]
    return found[0] if all(found) else None


_SEVERAL = 2


def _of_side(line: str) -> Verdict | None:
    side = _SIDE.fullmatch(line)
    if side is None or side.lastgroup is None:
        return None
    return Verdict(Tells.SIDE, [*_SIDES][int(side.lastgroup[1:])], denies=False)


def _of_predicate(line: str) -> Verdict | None:
    match = _VERDICT.fullmatch(line)
    if match is None:
        return None
    verb = _verb(match)
    if verb is None or (match["rest"] and _OPEN.search(match["rest"])):
        return None
    if not match["do"] and match["rest"] and not _GOES_WITH.match(match["rest"]):
        return None
    if match["does"] and not _WHO_DOES.match(line) and not match["before"]:
        return None
    predicate: str | None = f"{verb}{match['rest']}"
    auxiliary = f"{match['before']}{match['will'] or ''} {match['between'] or ''}"
    denies = _DENIED.search(auxiliary) is not None and not _denied_by_its_degree(auxiliary)
    if missed := _MISS.fullmatch(predicate or ""):
        predicate, denies = missed["do"], not denies
    elif predicate in _HAPPENS:
        predicate = None
    if _SURE_WORDS.search(auxiliary):
        return Verdict(Tells.BELIEF, predicate, denies)
    tells = Tells.FUTURE if match["will"] else Tells.PREDICATE
    return Verdict(tells, predicate, denies)


_HAPPENS = frozenset({"happen", "be happening", "come true", "be coming", "come to pass", "occur"})


def _denied_by_its_degree(auxiliary: str) -> bool:
    """True for "probably won't", which the table of hedges holds as one phrase that denies."""
    return re.search(r"\bprobably (?:not|won't|will not)\b|\bnot likely\b", auxiliary) is not None


def _verb(match: re.Match[str]) -> str | None:
    if match["do"]:
        return base_verb(match["do"])
    if match["doing"]:
        return plain_verb(match["doing"])
    return base_verb(match["does"])
