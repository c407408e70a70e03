"""What somebody foresees, as a sentence: of "the bank expects rents to fall", rents will fall."""

import re

from predictions.extraction.wording.events import NOMINATIVE, acts, come_true, plain_verb
from predictions.extraction.wording.sayers import (
    AUXILIARIES,
    DETERMINER,
    FINITE,
    OF_WHAT,
    OFTEN,
    WHO,
)
from predictions.extraction.wording.verbal import ADJECTIVES, FUNCTION
from predictions.extraction.words import lexicon as lex
from predictions.extraction.words.glance import needs
from predictions.regexes import regex

FORESEEN = regex(
    rf"^(?:{WHO})?{OFTEN}(?-i:(?P<verb>(?:expect|anticipate|project|forecast|predict|estimate"
    rf"|foresee|envision|envisage)(?:s|ed|d)?|foresaw|saw|sees|(?:(?<=they )|(?<=They ))see"
    rf"|look for|(?<!\S )(?:Expect|Look for)"
    r"|(?:(?<=we )|(?<=you )|(?<=one )|(?<=investors )|(?<=i )|(?<=We )|(?<=You )"
    r"|(?<=I ))(?:(?:should|can|would|will) (?:also |all |fully |\w+ly )?expect"
    r"|(?:can|could|do) (?:\w+ly |also |still |even |now )?(?:see|imagine|envision|picture"
    r"|foresee)|(?:also |still |now )?(?:see"
    r"|have)(?= (?!to\b|been\b|yet\b|(?:an? )?(?:\w+ )?(?:feeling|nothing|anything|something"
    r"|everything)\b)(?:[^\s,;]+ ){1,8}?\w{3,}ing\b))"
    r"|(?:is|are|am|isn't|aren't|is not|are not)(?: not)? (?:predicting|expecting|forecasting"
    r"|projecting|anticipating|betting on|looking for|calling for)"
    r"|(?:doesn't|don't|does not|do not|didn't) (?:expect|foresee|anticipate|see|predict)))"
    r" (?P<what>(?!(?:that|for|of|from|by|in|at|will|is|was|has|and|or|than|as|on|with|over|if"
    r"|how|when|whether|why|below|above|under|around|near)\b|[<>]).+)$",
    re.IGNORECASE,
)
# Words of which these need one.
FORESEES = needs(
    """
    expect expects expected expecting anticipate anticipates anticipated anticipating project
    projects projected projecting forecast forecasts forecasted forecasting predict predicts
    predicted predicting estimate estimates estimated foresee foresees foresaw foreseen envision
    envisions envisioned envisage envisages envisaged saw see sees imagine picture look looking
    betting calling forecast expectation expectations consensus prediction predictions view outlook
    bet call have money rule
"""
)
_TO_VERB = regex(
    r"^(?P<np>(?!to )(?:[^\s;:]+ ){1,16}?)to (?:also |still |then |eventually )?(?P<verb>[a-z][\w-]*)\b"
)
_NOT_A_VERB = lex.words(
    "the a an this that these those his her its their my our your be's date which two three "
    "four five six seven eight nine ten twelve twenty whom whose it them him us me you other "
    "many most some all each both"
)
_AT_LEVEL = regex(
    r"^(?P<np>(?:[^\s,;:]+ ){1,9}?)(?P<level>(?:at|above|below|near|around|between|over"
    r"|under) (?:about |around |just |roughly )?[$\u20ac\u00a3]?\d.*)$"
)
_BY_ING = regex(r"^(?P<np>(?:[^\s,;:]+ ){1,12}?)(?P<verb>[a-z]+ing)\b(?P<rest>.*)$")
_NOUN = regex(
    r"^(?:(?:an?|another|more|higher|lower|larger|smaller|bigger|greater|stronger|weaker|faster"
    r"|slower|fewer|less|some|further|about|around|over|one|two|three|four|five|no)\b"
    r"|[$\u20ac\u00a3]?\d)",
    re.IGNORECASE,
)
_FOR_TO = regex(
    r"^(?!.*\b(?:will|would)\b)[^,;]{0,50}\b(?:forecasts?|expectations?|consensus|projections?"
    r"|predictions?|view|outlook|bet|call) (?:is|are|was)(?: \w+)? for (?=.{4,80} to \w)",
    re.IGNORECASE,
)
# "Next year expect rents to fall": the reader is told to.
_TELLING = regex(
    r"^((?:(?:in|by|for|during) (?:early |late |mid-)?(?:19|20)\d\d"
    r"|(?:next|this|later this|by next) (?:year|month|week|summer|winter|spring|autumn|fall"
    r"|season|quarter|decade)),?) (?:please )?expect (?=\w)",
    re.IGNORECASE,
)


# "We will see rents fall", "you're going to see a new kind of boat".
_WILL_SEE = regex(
    r"^(?P<ahead>(?:(?:in|by|for|during|within|over|this|next|later|at) [^,;:]{2,40}, )?)(?:we"
    r"|you)(?:'ll| will|'re going to| are going to)(?: (?:also|then|probably|likely|soon|all"
    r"|now|start to|begin to|continue to|soon|definitely"
    r"|certainly))* see (?P<what>(?!(?:how|if|whether|what|that|who|when|where|why|which|it"
    r"|this|them|these|those|you|below|above|in|on|at|more of)\b).{6,})$",
    re.IGNORECASE,
)


def will_see(text: str) -> str | None:
    """Of "we will see rents fall": rents will fall; None where nobody is said to see."""
    seen = _WILL_SEE.match(text) if " see " in text else None
    coming = seen and (_bare(seen["what"]) or _ing(seen["what"]) or _there(seen["what"]))
    if seen is None or not coming:
        return None
    return f"{seen['ahead']}{coming if not seen['ahead'] else _in_line(coming)}"


def _in_line(text: str) -> str:
    return text[:1].lower() + text[1:] if text.startswith("There ") else text


_TAKES = lex.words(
    """
    the a an its their his her at as to out up down in on by for from with into over more less
    higher lower that all back again away off faster
"""
)
_NO_SUBJECT = FUNCTION | ADJECTIVES | lex.words("be to not and or")
_SUBJECT = 8  # words


def _bare(what: str) -> str | None:
    """Of "the yard close its gates" that it will; None where no verb is sure."""
    words = what.split()
    for place in range(1, min(len(words), _SUBJECT)):
        word, before = words[place], words[place - 1]
        if word not in lex.VERBS or before.lower() in _NO_SUBJECT or before.endswith(","):
            continue
        behind = words[place + 1].lower() if place + 1 < len(words) else ""
        if behind in _TAKES or (not behind and before.endswith("s")) or behind[:1].isdigit():
            return f"{_nominative(' '.join(words[:place]) + ' ')}will {' '.join(words[place:])}"
        return None
    return None


def _ing(what: str) -> str | None:
    by = _BY_ING.match(what) if not what.startswith(("a ", "an ")) else None
    base = plain_verb(by["verb"]) if by else None
    if (
        by is None
        or base is None
        or by["np"].rstrip().endswith((" and", " or", " but", " of", " in", " for"))
    ):
        return None
    if not by["rest"] or by["rest"].split()[0].strip(",") not in _TAKES:
        return None
    return f"{_nominative(by['np'])}will {base}{by['rest']}"


_COUNTS = regex(
    r"(?:an?|another|some|several|many|more|fewer|less|lots of|a lot of|plenty of|increased|new"
    r"|increasing)\b",
    re.IGNORECASE,
)


def _there(what: str) -> str | None:
    return f"There will be {what}" if _COUNTS.match(what) else None


# "I'd put money on the mill closing", "I wouldn't rule out a strike".
_STAKED_ON = regex(
    r"^(?:i(?:'d|'ll| would| will)? (?:\w+ly )?put (?:my |good |real |some )?money on"
    r"|(?:my|our) money(?:'s| is| would be) on|i (?:wouldn't|would not|can't|cannot) rule out)"
    r" (?P<what>.+)$",
    re.IGNORECASE,
)


def _staked_on(text: str) -> str | None:
    staked = _STAKED_ON.match(text)
    if staked is None:
        return None
    what = staked["what"]
    return come_true(what) if what.startswith(("a ", "an ")) else acts(what)


def foreseen(text: str) -> str:
    """Of "they expect rents to fall": rents will fall."""
    if (seen := will_see(text) or _staked_on(text)) is not None:
        return seen
    if (view := _FOR_TO.match(text)) is not None:
        return to_come(text[view.end() :]) or text
    if (told := _TELLING.match(text)) is not None:
        coming = to_come(text[told.end() :])
        return f"{told[1]} {coming}" if coming else text
    match = FORESEEN.match(text)
    who = (match["who"] or "").strip() if match else ""
    if match is None or (who and _is_noun(who, match["verb"])):
        return text
    head, comma, _ = who.rpartition(", ")
    if comma:
        rest = foreseen(text[len(head) + 2 :])
        return f"{head}, {rest}" if OF_WHAT.match(head) else rest
    return _what_comes(who, match["verb"].lower(), match["what"]) or text


def _what_comes(who: str, verb: str, what: str) -> str | None:
    """What somebody foresees, as a sentence; None where it is none."""
    if what.startswith("to ") and what[3:4].isdigit():
        return None  # "raised its forecast to 3%"
    if what.startswith("to ") and who:
        first, _, rest = what[3:].partition(" ")
        return _event(rest) if first == "see" else f"{_IS.sub('', who)} will {what[3:]}"
    if verb.endswith(("see", "have")) and _BY_ING.match(what):
        return _event(what)
    if (coming := to_come(what)) is not None:
        return coming
    if FINITE.search(what[:100]) or not (who or verb.startswith(("expect", "look"))):
        return None
    return come_true(what) if verb in _TOLD else _event(what)


_IS = regex(r"(?<=\w)'(?:s|re)$")  # "It's | projected to win"
_TOLD = (
    "predicted", "predicts", "forecasts", "foresaw", "foresees", "anticipates", "anticipated", "envisions",
)  # fmt: skip
_BASE = (
    "expect", "anticipate", "project", "predict", "estimate", "foresee", "envision", "envisage",
)  # fmt: skip
_MANY = (
    "i", "we", "they", "you", "people", "some", "many", "most", "few", "still", "also", "now", "do",
)  # fmt: skip
_BE = regex(r"\b(?:(?:is|are|was|were)(?:n't)?|be|been)$", re.IGNORECASE)


def _is_noun(who: str, verb: str) -> bool:
    """True where what looks like a verb of foreseeing is none: "the forecast", "his expected win"."""
    return (
        not who[0].isalpha()
        or _BE.search(who) is not None
        or DETERMINER.search(who) is not None
        or (verb in _BASE and not _is_plural(who))
    )


def _is_plural(who: str) -> bool:
    last = who.lower().split()[-1]
    return last in _MANY or last.endswith(("s", "ly"))


def to_come(what: str) -> str | None:
    """Turn "rents to fall", "growth at 2 %" into a sentence."""
    to = _TO_VERB.match(what)
    if to and (_ADJECTIVE.search(to["np"]) or _LEADING_TO.search(to["np"])):
        return None
    if to and _may_be_done(to["verb"]) and not AUXILIARIES.search(to["np"]):
        comes = _AND_TO.sub("and ", what[to.start("verb") :])
        return f"{_nominative(to['np'])}will {comes}"
    level = _AT_LEVEL.match(what)
    if level and not AUXILIARIES.search(level["np"]):
        return f"{level['np']}will be {level['level']}"
    return None


def _may_be_done(verb: str) -> bool:
    """True for "to rise", not for "to the yard", nor "(the draw) to having"."""
    return verb not in _NOT_A_VERB and (not verb.endswith("ing") or verb in _IN_ING)


_IN_ING = lex.words("bring sing ring swing spring sting cling fling string wring")
# "Something similar to this": no verb follows.
_ADJECTIVE = regex(
    r"\b(?:similar|due|close|prior|thanks|according|compared|equal|subject|related|next|contrary|up) $"
)


_AND_TO = regex(r"\band to (?=(?:also |then )?[a-z]+\b)")  # "to rise and to exceed"
_LEADING_TO = regex(r", \w+ing $")  # "robots, leading to chaos"
# "The guild puts the odds of a strike at 40% by May".
_PUT_AT = regex(
    r"^[^,;]{2,70}?\b(?:puts?|pegs|pegged|sees?|saw|placed?|places|gives?|gave) (?:the |their "
    r"|its )?(?:odds|chances?|probability|likelihood|risks?) (?:of"
    r"|that) (?P<what>[^;]{4,120}?)(?:(?: at| to be| as)? (?:about |around |roughly |nearly "
    r"|only )?(?:\d[\d.]*(?:%| ?per ?cen\w*)|one in \w+"
    r"|\d+ in \d+)(?P<when>(?: (?:by|in|within|before|during|over|this"
    r"|next) [^,;]{3,40})?)(?:, [^,;]{3,40})?)?$",
    re.IGNORECASE,
)


# "The guild gives Kern a 40% chance of winning": that Kern will win.
_GIVES = regex(
    r"^[^,;]{2,60}? (?:gives?|gave|giving) (?P<who>[^,;]{2,50}?) (?:an? )?(?:about |around "
    r"|roughly |only |just )*(?:\d[\d.]* ?(?:%|percent|per cent)|\d+ in \d+"
    r"|(?:good|slim|fair|even|better than even|small)) (?:chance|probability|odds|likelihood"
    r"|shot) (?P<joint>of|to) (?P<verb>\w+)(?P<rest>\b.*)$",
    re.IGNORECASE,
)


def _given(text: str) -> str:
    match = _GIVES.match(text)
    base = (
        match["verb"] if match and match["joint"] == "to" else match and plain_verb(match["verb"])
    )
    return f"{match['who']} will {base}{match['rest']}" if match and base else text


def put_at(text: str) -> str:
    """The claim of "the guild puts the odds of a strike at 40%": that there will be a strike."""
    match = _PUT_AT.match(text)
    if match is None:
        return _given(text)
    coming = come_true(match["what"])
    return f"{coming}{match['when'] or ''}" if coming != match["what"] else text


def _nominative(noun: str) -> str:
    low = noun.strip().lower()
    return f"{NOMINATIVE[low]} " if low in NOMINATIVE else noun


_FEW = 6  # words
_NAMED = ("the ", "it", "them", "this", "these", "that", "those")  # no "there will be it"


def _event(what: str) -> str:
    what = what.replace(" ever ", " ", 1)
    if not _NOUN.match(what) and (bare := _bare(what)) is not None:
        return bare
    by = _BY_ING.match(what) if not what.startswith(("a ", "an ")) else None
    base = plain_verb(by["verb"]) if by else None
    if by and base and not by["np"].rstrip().endswith((" and", " or", " but")):
        return f"{_nominative(by['np'])}will {base}{by['rest']}"
    before, _, last = what.rpartition(" ")
    several = before.endswith(("s", "data", "people")) and not _NOUN.match(what)
    if several and last in lex.VERBS and len(what.split()) < _FEW:
        return f"{before} will {last}"  # "(We expect to see) rents fall"
    named = what.startswith(_NAMED) or not (_NOUN.match(what) or what[:1].islower())
    return what if named else come_true(what)
