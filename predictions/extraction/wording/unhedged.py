"""Words of probability come off a claim: "may well rise" and "is expected to rise" are "will rise"."""

import re

from predictions.extraction.wording.events import come_true, plain_verb
from predictions.extraction.words import lexicon as lex
from predictions.extraction.words.glance import needs
from predictions.regexes import regex

_DEGREE = (
    r"(?:(?:very|most|quite|highly|rather|fairly|pretty|more than|extremely|almost|nearly|all but"
    r"|far from|reasonably|so|increasingly) )"
)
_HEDGES = regex(
    rf"(?:\b{_DEGREE}{{0,2}})?\b(?:probably|perhaps|maybe|possibly|plausibly|presumably"
    rf"|almost certainly|certainly|definitely|surely|inevitably|undoubtedly|doubtless|hopefully"
    rf"|conceivably|in all likelihood|in all probability|most likely) (?:and (?=\w+ly ))?",
    re.IGNORECASE,
    factor=True,
)
# "will very likely win", "Harrow likely win"; but "the most likely winner" keeps its adjective.
_LIKELY = regex(
    rf"(?:(?<=\bwill )|(?<=ould )|(?<='ll )|(?<=\bto ))(?:{_DEGREE}){{0,2}}likely "
    rf"|(?:(?<=\bis )|(?<=\bare ))likely (?=(?:the|an?|one|our|my|his|her|its|their|going"
    rf"|(?!to\b)\w+ing)\b)"
    rf"|(?<!\bthe )(?<!\ba )(?<!\bis )(?<!\bare )(?<!\bmost )(?<!\bmore )(?<!\bless )(?<!\bvery )(?<!\bhighly )(?<!\bas )\blikely (?!to\b)",
    re.IGNORECASE,
    factor=True,
)
_EXPECTED = (
    r"(?:(?:un)?likely|certain|bound|sure|set|expected|projected|predicted|anticipated|forecast"
    r"|forecasted|tipped|poised|slated|destined|doomed|estimated|guaranteed|due"
    r"|on (?:track|course|pace|target))"
)
# "A is very unlikely to win": the doubt is the number's, the claim is that A will win.
_LIKELY_TO = regex(
    rf"(?:\b(?:(?<!will )(?<!would )(?<!could )(?:is|are"
    rf"|(?:was|were)(?= (?:not )?(?:\w+ )?(?:(?:un)?likely|expected|forecast|projected"
    rf"|predicted|anticipated) to\b))|remains?|seems?|looks?|appears?)"
    rf"|(?<=\w)(?P<short>'(?:s|re)))"
    rf"(?P<not> not|n't)?(?: now| still| also| all| both"
    rf"| \w+ly){{0,2}} {_DEGREE}{{0,2}}{_EXPECTED} (?:not )?to (?=\w)(?!(?:the|an?|its|their"
    rf"|his|her|this|these|that|\d\S*) )",
    re.IGNORECASE,
)
# "Sales projected by the bank to rise", as headlines have it.
_NO_WORD = (
    r"(?!(?:will|would|is|are|was|were|be|been|has|have|had|can|could|may|might|not|more|less|than"
    r"|the|its|their|with)\b)"
)
_TO_COME = regex(
    rf"^(?P<what>(?!(?:if|when|as|who|which|i"
    rf"|we)\b)(?:\S+ ){{0,1}}(?:{_NO_WORD}[^\s,;:]+ ){{1,12}}?){_EXPECTED}(?: by [^,;]{{2,50}}?)? to (?=[a-z]\w* )",
    re.IGNORECASE,
)
# "Turnout looks like it will rise".
_LIKELY_GOING = regex(rf"{_DEGREE}{{0,2}}likely (?=going to )", re.IGNORECASE)
# "Will potentially rise", "will rise, potentially in May", but not "a potentially great storm".
_POTENTIALLY = regex(
    r"(?:(?<=\bwill )|(?<=\bwould )|(?<='ll ))potentially "
    r"|,? potentially (?=(?:in|by|at|as|on|this|next|before|within)\b)"
)
_SEEMS = regex(
    r"^(?P<what>[^,;]{2,60}?) (?:seems?|looks?|feels?) (?:like|as if|as though) (?:it|they|he"
    r"|she) (?=(?:will|may|might|could|is|are|has)\b)"
)
# "The sale of the yard is unlikely": that there will be one.
_IS_LIKELY = regex(
    rf"^(?P<what>(?:the |an? )?(?:(?!(?:it|this|that|which|who|will|would|is|are|was|were|has"
    rf"|have)\b)[^\s,;]+ ){{1,14}}?)(?:(?:now|still|currently) )?(?:(?:(?:is|are)(?:n't| not)|remains? not) "
    rf"(?:out of the question|inconceivable|unthinkable|off the table)|(?:is|are|seems?|looks?"
    rf"|remains?)(?: now| still| also| even| \w+ly)* {_DEGREE}{{0,2}}(?:more "
    rf"|less )?(?:(?:likelier|more likely) than not|(?:un)?likely|(?:im)?probable"
    rf"|(?:im)?possible|doubtful|inevitable|inconceivable|conceivable|plausible|certain"
    rf"|out of the question|o(?:n|ff) the cards|off the table|(?:about |roughly )?a (?:coin[- ](?:flip|toss)|toss-?up)"
    rf"|a (?:near[- ])?certainty|a sure thing|a foregone conclusion)|can(?:not|'t) be (?:ruled out|excluded"
    rf"|discounted))(?: (?P<time>(?:by|in|before|within|this|next|during) [\w ]{{2,30}}))?$",
    re.IGNORECASE,
)
# "Whether it opens in time is doubtful": that it does.
_WHETHER = regex(
    rf"^whether (?:or not )?(?P<what>[^,;]{{10,140}}?) (?:is|remains|seems|looks)(?: now| still"
    rf"| also| \w+ly)* {_DEGREE}{{0,2}}(?:doubtful|questionable|uncertain|unlikely|unclear"
    rf"|in doubt|an open question)(?: at best)?$",
    re.IGNORECASE,
)
# "Growth is put at 2.4%", "exports are seen falling".
_PUT_AT = regex(
    r"\b(?:is|are) (?:now |also )?(?:put|seen|pegged|forecast|projected|estimated"
    r"|expected) at (?=(?:an? |about |around |only |some |roughly )*[$\u20ac\u00a3]?\d)"
)
_SEEN = regex(r"\b(?:is|are) (?:now |also |still )?seen (?P<verb>[a-z]+ing)\b")
# "Output can be expected to fall".
_CAN_BE = regex(
    rf"\b(?:can|may|should|must|would|could) (?:also )?be {_EXPECTED} to (?=\w)", re.IGNORECASE
)
_GOING = regex(r"^(?:going to|gonna) (?=\w)", re.IGNORECASE)
# "May well rise", "could easily fall"; but not the month, nor what is said of a thing ("a storm that could").
_MODAL = regex(
    r"(?<=[\w'\")%,] )(?<!\bthat )(?<!\bwhich )(?<!\bwho )(?<!\bas )(?<!\bthan )(?:may|might"
    r"|could)(?! have\b| \w+ have\b| or may not\b"
    r"| \w{1,3} be said\b)(?: (?:very )?well(?:, (?:however|though|indeed),)?| easily| just"
    r"| possibly| potentially| conceivably| perhaps| even)?(?= \w)"
)
_MAY = regex(r"\b(?:may|might|could)\b")
_MAY_HAVE = regex(r"(?<=[\w'\")%] )(?:may|might)(?: well)?(?= have \w+\b.{0,120}\bby \w)")
_MAIN = regex(r"\b(?:will|won't|would|shall|going to|can|cannot|can't)\b|'ll\b")
_HOW_LIKELY = (
    "likely", "bable", "ossible", "oubtful", "evitable", "ivable", "ausible", "certain", "question",
    "cards", "than not", "hinkable", "the table", "flip", "toss", "ss-up", "ossup", "tainty", "re thing", "lusion",
    "led out", "cluded", "counted",
)  # fmt: skip
# Of all that _LIKELY_TO, _TO_COME and _GOING find, one is there.
_LEANING = (
    "kely to", "tain to", "ound to", "sure to", "set to", "cted to", "ated to", "cast to",
    "sted to", "ised to", "pped to", "ined to", "omed to",
    "eed to", "track to", "urse to", "pace to", "rget to", "due to", "going to ", "gonna ", "ed by ", "ast by ",
)  # fmt: skip
_NOT_IMPOSSIBLE = regex(r"\b(is|are|was)(?:n't| not) impossible\b")
_LEAST = 20  # characters with a tail of a claim: shorter ones are answers
_DUE_TO = regex(r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!'s )(?<!'re )\bdue to (\w+)")
_DUE = lex.VERBS | lex.words(
    "be have do go open return retire run start take meet vote play leave report"
)
# "The mill will close, mark my words", "... , probably".
_TAIL = regex(
    r"(?:\s*\bimh?o|(?:[,;.\u2014-]| \u2013)+ ?(?:mark my words|you mark my words"
    r"|(?:and )?no doubt(?: about (?:it|that))?|without a doubt|for sure|for certain|guaranteed"
    r"|i guarantee it|i promise|trust me|rest assured|make no mistake|count on it"
    r"|you heard it here first"
    r"|probably|maybe|perhaps|possibly|surely|certainly|definitely|almost certainly|most likely"
    r"|presumably|inevitably|undoubtedly|hopefully"
    r"|i(?: would|'d)? (?:think|bet|guess|suspect|reckon|believe|hope|suppose|imagine)))[.! ]*$",
    re.IGNORECASE,
)
# Of each word in _HEDGES the end.
_NO_DOUBT = regex(r"(?:(?<=\bwill )|(?<=ould )|(?<='ll )|(?<=\bwill, ))no doubt,? ")
_HEDGING = (
    "ably ", "erhaps ", "aybe ", "ibly ", "ertainly ", "initely ", "urely ", "tedly ", "opefully ",
    "tless ", "ikely ", "lihood ", "ability ",
)  # fmt: skip

# Of these words each of all the patterns needs one.
HEDGING = needs(
    """
    probably perhaps maybe possibly plausibly presumably certainly definitely surely inevitably
    undoubtedly doubtless hopefully conceivably likelihood probability likely unlikely certain
    bound sure set expected projected predicted anticipated forecast forecasted tipped poised
    slated destined doomed estimated guaranteed due track course pace target going gonna seem
    seems look looks feel feels whether likelier probable improbable possible impossible
    doubtful inevitable inconceivable unthinkable conceivable plausible question cards table put
    seen pegged may might could should doubt mark guarantee potentially promise trust assured
    mistake count heard think bet guess suspect reckon believe hope suppose imagine coin toss tossup
    ruled excluded discounted certainty foregone imo imho
"""
)


def _plainer(text: str) -> str:
    """Other words for "possible" and for what is put at an amount."""
    if "n't im" in text or "not im" in text:
        text = _NOT_IMPOSSIBLE.sub(r"\1 possible", text)
    if " at " in text or " seen " in text:
        text = _SEEN.sub(_as_seen, _PUT_AT.sub("will be at ", text))
    return text


def _without_tail(text: str) -> str:
    end = text[-40:]
    return _TAIL.sub("", text) if any(map(end.__contains__, (*",;.\u2014\u2013-", " im"))) else text


def without_hedges(text: str) -> str:
    """The claim without its words of probability; a cheap look saves most claims the patterns."""
    text = _plainer(_without_tail(text) if len(text) > _LEAST else text)
    low = text.lower()
    if " like " in low or " as " in low:
        text = _SEEMS.sub(r"\g<what> ", text)
    if (" to" in low or " by " in low or "gonna " in low) and any(map(low.__contains__, _LEANING)):
        text = _CAN_BE.sub("will ", text) if " be " in low else text
        if not _is_cause(low):
            coming = _LIKELY_TO.sub(_will, text)
            text = _GOING.sub("will ", _AND_TO.sub(_and_does, coming) if coming != text else text)
            text = _TO_COME.sub(r"\g<what>will ", text)
    if low.startswith("whether ") and (asked := _WHETHER.match(text)) is not None:
        return asked["what"]
    likely = _IS_LIKELY.match(text) if any(map(low[-70:].__contains__, _HOW_LIKELY)) else None
    if likely is not None:
        what = likely["what"].strip()
        time = f" {likely['time']}" if likely["time"] else ""
        named = what[1:2].isupper() or what[1:2].isdigit()
        return come_true(what if named else what[:1].lower() + what[1:]) + time
    if any(map(low.__contains__, _HEDGING)):
        text = _HEDGES.sub("", text)
    if "likely going" in low:
        text = _LIKELY_GOING.sub("", text)
    if "likely " in low:
        text = _LIKELY.sub("", text)
    if "potentially " in low:
        text = _POTENTIALLY.sub("", text)
    return _will_be(text, low)


def _will_be(text: str, low: str) -> str:
    """The claim with "will" for a "may" or "should" of its own predicate, and without its "no doubt"."""
    if "may" in low or "might" in low or "could" in low:
        text = _certain(text)
    if " no doubt " in low:
        text = _NO_DOUBT.sub("", text)
    return _expected(text) if " should " in low else text


# "Is expected to fall and to stay there": will fall and stay there.
_AND_TO = regex(r"\b(?P<joint>and|but|or)(?P<how> then| also)? to (?P<verb>[a-z]+)\b")


def _and_does(match: re.Match[str]) -> str:
    does = match["verb"] in lex.VERBS or match["verb"] in ("be", "have", "do", "accelerate")
    return f"{match['joint']}{match['how'] or ''} {match['verb']}" if does else match[0]


def _is_cause(low: str) -> bool:
    """True for "falls due to weak demand", where "due to" names a cause; "is due to open" is a time to come."""
    due = _DUE_TO.search(low)
    return due is not None and due[1] not in _DUE


def _as_seen(match: re.Match[str]) -> str:
    base = plain_verb(match["verb"])
    return f"will {base}" if base else match[0]


def _will(match: re.Match[str]) -> str:
    will = "will not " if match["not"] else "will "
    return f" {will}" if match["short"] else will


def _certain(text: str) -> str:
    """The claim with "will" for the "may" of its own predicate."""
    may = _MAY.search(text)
    if may is None:
        return text
    if (done := _MAY_HAVE.search(text, may.start())) is not None:
        return f"{text[: done.start()]}will{text[done.end() :]}"
    modal = _MODAL.search(text, may.start())
    main = _MAIN.search(text)
    if modal is None or (main and main.start() < modal.start()):
        return text
    return f"{text[: modal.start()]}will{text[modal.end() :]}"


# "Harrow should win", "we should see rain", but not "we should ban it", "which boats they should use".
_SHOULD = regex(
    r"(?<!\byou )(?<!\bI )(?<!\bthat )(?<!\bwhich )(?<!\bwho )(?<!\bcould and )\bshould(?= (?:also "
    r"|now |then |again |\w+ly )?[a-z]+\b)(?! have (?!(?:an?|the|to|enough|more|no|some|little"
    r"|much|plenty|great|another|its|their|his|her)\b))(?! (?:also |now )?be (?:noted|said"
    r"|remembered|mentioned|stressed|clear|careful|thought|borne|read|taken)\b)(?! (?:stop"
    r"|consider|try|avoid|ban|note|remember|ask|buy|sell|read)\b)",
    re.IGNORECASE,
)
_WE = regex(r"\bwe (?:\w+ )?$", re.IGNORECASE)
_WE_WILL = regex(r"should (?:also |all |then )?(?:see|have|get|be|make|know|reach|find|learn)\b")
_ASKING = regex(r"\b(?:what|how|whether|why|which|who|where|if|people)\b", re.IGNORECASE)


def _expected(text: str) -> str:
    """The claim with "will" for a "should" of its own predicate that expects, and asks nothing of anybody."""
    should = _SHOULD.search(text)
    if should is None or _MAIN.search(text, 0, should.start()):
        return text
    if _ASKING.search(text, 0, should.start()):
        return text
    if _WE.search(text, 0, should.start()) and not _WE_WILL.match(text, should.start()):
        return text
    return f"{text[: should.start()]}will{text[should.end() :]}"
