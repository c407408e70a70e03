"""Who says a claim comes off: before it, behind it, amid it, or before its quotation marks.

"She warned that rents will rise" says of rents that they will; whose words they are stands beside it.
"""

import re

from predictions.extraction.wording.agreement import agrees
from predictions.extraction.wording.verbal import has_verb
from predictions.extraction.words import lexicon as lex
from predictions.extraction.words.glance import needs
from predictions.patterns import factored
from predictions.regexes import regex

# Who says it, before their verb: a few words without a predicate of their own.
_AUXILIARY = (
    r"(?:will|won't|would|could|may|might|can|is|are|was|were|be|been|has|have|had|to|if|when|that"
    r"|which|who|not|than|as|what|how|then)"
)
WHO = (
    rf"(?P<who>(?!\w+ing\b)(?:(?!{_AUXILIARY}\b)(?:\([^()]{{1,40}}\),?"
    rf"|[^\s;:()\"?!]+)(?<!'ll)(?<!'d)(?<!gonna) ){{1,12}}?)"
)
OFTEN = (
    r"(?:(?:now|also|still|currently|recently|then|once|famously|previously|already|even|reportedly"
    r"|\w+ly|has|have|had) )?"
)
_SAYS = factored(
    r"(?:says|said|saying|thinks|thought|believes|believed|predicts|predicted|forecasts"
    r"|forecast|forecasted|claims|claimed|argues|argued|suspects|suspected|reckons|reckoned"
    r"|warns|warned|adds|added|insists|insisted|swears|swore|asserts|asserted|states|stated"
    r"|told [^,;:]{3,40}?"
    r"|suggests|suggested|estimates|estimated|projects|projected|notes|noted|expects|expected"
    r"|anticipates|anticipated|hopes|hoped|fears|feared|doubts|doubted|assumes|assumed|foresees"
    r"|foresaw|contends|maintains|maintained|concludes|concluded|implies|indicates|indicated"
    r"|shows|showed"
    r"|reports|reported|reveals|revealed|posits|posited|cautions|cautioned|acknowledges"
    r"|acknowledged|admits|admitted|concedes|conceded|(?:points|pointed) out"
    r"|(?:makes?|made) (?:it )?clear|reiterates|also reiterates|also reiterate|reiterated"
    r"|confirms|confirmed|explains|explained|envisions"
    r"|(?:is|are|was|were|remains?) (?:sk|sc)eptical|(?:is|are) confident|(?:is|are) optimistic"
    r"|(?:is|are) sure|(?:is|are) (?:now |still |currently )?(?:forecasting|estimating"
    r"|predicting|expecting|projecting|anticipating|warning|arguing)(?= that)"
    r"|(?:is|are) convinced|(?:is|are) unconvinced"
    r"|(?i:(?<=s )|(?<=\bi )|(?<=\bwe )|(?<=many )|(?<=some )|(?<=most )|(?<=people )|(?<=few )"
    r"|(?<=they )|(?<=% ))(?:say|think|believe|predict|forecast|claim|argue|suspect|reckon|warn"
    r"|insist|suggest|estimate|project|note|expect|anticipate|hope|fear|doubt|assume|foresee"
    r"|contend|maintain|conclude|imply|indicate|show|report|acknowledge|reiterate))"
)
SAID_SO = regex(
    rf"^{WHO}{OFTEN}(?-i:{_SAYS})(?: (?:(?:several|many|two|a few) times|before|repeatedly"
    rf"|publicly|earlier|often|recently))?(?:,? (?:in|on|at|last|this|to) [^;:]{{2,50}}?(?=[,:]"
    rf"| that))?,?"
    r"(?: that,?|[,:]|(?= (?:the|a|an|this|these|those|it|he|she|they|we|you|i|i'd|there"
    r"|there's|he's|it's|they'll|we'll|some|most|many|more|all|both|our|its|their|his|her|my|in"
    r"|by (?:the (?:end|middle)|\d)|at|within|under|over|after|during|on|(?-i:[A-Z\d$\"]\S*)"
    r"|\w+s (?:will|would|could|may|might|can|are|were))(?:[ ,']|$)))\s*(?=\S)",
    re.IGNORECASE,
)
# Verbs that only people use: what they say may begin with any word.
_SAID_PLAINLY = regex(
    rf"^{WHO}{OFTEN}(?-i:(?:says|said|argues|argued|warns|warned|insists|insisted|swears|swore"
    rf"|believes|believed|thinks|reckons|claims|claimed|predicts|predicted|posited|foreseen"
    rf"|foresaw|preached|prophesied|proclaimed"
    rf"|foretold)(?: to \w+(?: \w+)?(?= that))?(?: that)?) (?!by (?!the (?:end|middle|time)\b"
    rf"|\d|early|late|mid|next|then|now))(?=(?:[^\s,;]+ ){{1,12}}?(?:will|would|won't|could|may"
    rf"|might|can|is|are)\b)",
    re.IGNORECASE,
)
_SUPPOSED = regex(
    r"^said (?=(?:[^\s,;]+ ){1,12}?(?:will|would|could|may|might|is|are)\b)"
    r"|^(?:foreseen|predicted|preached|prophesied|proclaimed|foretold|said|argued|warned"
    r"|disagrees|agrees|believes|predicts|expects) that ",
    re.IGNORECASE,
)
_AS_QUOTED = regex(
    rf"^[^\"]{{2,110}}?\b(?:{lex.SAYING}|commented|explained)(?: [^\"]{{2,40}})?[,:]? \"(?=[^\"]{{20,}}\"?$)",
    re.IGNORECASE,
)
SAYS_IT = needs(
    lex.SAYING_WORDS
    | lex.words(
        """
        admits admitted concedes conceded points pointed clear acknowledge acknowledges
        acknowledged reiterate reiterates reiterated confirm confirms confirmed explain explains
        explained envisions show shows showed shown note notes noted report reports reported reveal
        reveals revealed posits posited foreseen disagrees agrees adds added concludes concluded
        forecasting estimating predicting expecting projecting anticipating warning arguing
        skeptical sceptical confident optimistic sure convinced unconvinced saying
"""
    )
)
DETERMINER = regex(
    r"(?:\b|^)(?:the|a|an|its|our|their|his|her|my|your|this|that|these|those|current|of|most"
    r"|more|official|latest|new|widely|long|much|all|for|in|than|as|by)$",
    re.IGNORECASE,
)
AUXILIARIES = regex(
    r"\b(?:will|won't|would|could|may|might|can|cannot|can't|shall|should|is|are|was|were|has"
    r"|have|had)\b|'(?:ll|d)\b",
    re.IGNORECASE,
)
FINITE = regex(
    r"\b(?:will|won't|would|wouldn't|could|may|might|can|can't|cannot|shall|should|is|are|was"
    r"|were|has|have|isn't|aren't|going)\b|'(?:ll|s|re|d)\b"
    r"|\b\w+(?:es|s) (?:the|a|an|by|in|to|at|up|down|from|over|below|above|\d)\b",
    re.IGNORECASE,
)
# Who said it, behind a claim or between its words.
_SPOKE = (
    r"(?:goes on|say|suggest|warn|argue|believe|predict|estimate|claim|says?|said|warned|warns"
    r"|cautioned|told|argued|argues|wrote|writes|noted|notes|added|adds|concluded|concludes"
    r"|reported|reveals|revealed|shows|showed|finds|found|forecasts?|predicts|predicted|estimates"
    r"|estimated|projects|projected|suggests|suggested|think|believe|expect|forecast|reckons?|fear"
    r"|hope)"
)
_SPEAKER = (
    r"(?:(?:(?:the|a|an|one|some|many|most|critics|analysts|experts|economists|scientists"
    r"|researchers|observers|officials|lead|chief|i|we|he|she|they|it)"
    r"|(?-i:[A-Z][\w.'&-]*))(?: (?!(?:and|or|will|would|is|are|was|were|has|have|had|than|as|that"
    r"|which|who|can|may|might|could|to|in|then|but)\b)[\w.'&-]+){0,6})"
)
_TRAILING = (
    regex(
        rf"(?:[,.!?]\"|\",) (?:{_SPEAKER} (?:also |has |have |later )?{_SPOKE}"
        rf"|{_SPOKE} (?:the|an?|[A-Z]\w*))\b.*$",
        re.IGNORECASE,
    ),
    regex(
        rf",\"? {_SPEAKER} (?:also |has |have |later )?{_SPOKE}(?: (?!that\b)[^,;]{{0,100}})?$",
        re.IGNORECASE,
    ),
    # "..., says Anna Kern, who runs the yard".
    regex(
        r",\"? (?:says|said|warns|warned|predicts|predicted|argues|argued|writes|wrote|notes"
        r"|noted|adds|added|reckons|explains|explained) (?:(?-i:[A-Z][\w.'-]+)|the \w+"
        r"|an? \w+)\b(?! (?:will|would|is|are|may|could)\b).*$",
        re.IGNORECASE,
    ),
    regex(r" said (?-i:[A-Z][\w.'-]+ [A-Z][\w.'-]+)(?:, .*| (?:of|at|from) .*)?$", re.IGNORECASE),
    regex(
        r",? (?:according to|as per|in the (?:view|opinion|words) of) [^;]{2,120}$", re.IGNORECASE
    ),
)
_ASIDE = regex(rf", {_SPEAKER} (?:also |has |have |later )?{_SPOKE}, ", re.IGNORECASE)
# Of these words each of the patterns of who said it needs one.
NAMES_SOURCE = needs(
    """
    say says said warned warns cautioned told argued argues wrote writes noted notes added adds
    concluded concludes reported reveals revealed shows showed finds found forecast forecasts
    predicts predicted estimates estimated projects projected suggests suggested suggest warn argue
    predict estimate claim think believe expect reckon reckons fear hope according per view opinion
    words
"""
)
SOURCE = regex(r"^(?:according to|in the (?:view|opinion|words) of) [^,]{2,80}, ", re.IGNORECASE)
LEAST = 10  # characters: no claim is shorter


def without_source(text: str) -> str:
    """The claim without who is said behind it or amid it to say it: ", the bank said", "according to ..."."""
    for pattern in _TRAILING:
        match = pattern.search(text, LEAST)
        if match and FINITE.search(text, 0, match.start()):
            text = text[: match.start()]
    if aside := _ASIDE.search(text, 4):
        joint = " " if AUXILIARIES.match(text, aside.end()) else ", "
        text = f"{text[: aside.start()]}{joint}{text[aside.end() :]}"
    return text


# "The guild, which owns the yard, expects ...": who that is says nothing here.
_WHO_IS = regex(
    r"^(?P<who>[A-Z][^,;:]{1,40}), (?:which|who|whose|an?|the"
    r"|one) [^;:]{3,140}?, (?=(?:forecasts?|expects?|expected|said|says|predicts?|predicted"
    r"|sees|projects|projected|warned|warns|estimates|estimated|anticipates)\b)"
)


def without_remark(text: str) -> str:
    """The text without what is said beside whoever says it: "The guild, which owns the yard, expects"."""
    match = _WHO_IS.match(text)
    return f"{match['who']} {text[match.end() :]}" if match else text


def said(text: str) -> str:
    """Return "she warned that rents will rise" without her; what follows must be a sentence."""
    if (supposed := _SUPPOSED.match(text)) is not None:
        return text[supposed.end() :]
    match = SAID_SO.match(text) or _SAID_PLAINLY.match(text)
    if match is None or DETERMINER.search(match["who"].strip()):
        return _said_while_doing(text)
    rest = text[match.end() :].lstrip(" ,:").removeprefix("that ")
    return _of(match["who"].strip(), rest) if _is_said(rest) else text


def _is_said(rest: str) -> bool:
    """True for a sentence; not for "(shows) a rebound in rents, and growth will be solid"."""
    first = _NEXT_CLAUSE.split(rest, maxsplit=1)[0]
    if len(rest) < LEAST or not FINITE.search(first[:160]) or AUXILIARIES.match(rest):
        return False
    return not _NOUN_SAID.match(rest) or has_verb(_NEXT.split(rest, maxsplit=1)[0])


def _of(who: str, rest: str) -> str:
    """What somebody says, with their name for "it" or "they": "the bank said it would"."""
    first, _, others = rest.partition(" ")
    head, comma, _ = who.rpartition(", ")
    if comma and OF_WHAT.match(head):
        return f"{head}, {rest}"
    if first not in _KINDS or who.lower() in _NOBODY:
        return rest
    several = first == "they" and who.endswith("s")
    fits = several or ("%" not in who and agrees(who, _KINDS[first]))
    return f"{who} {others}" if fits and not _CLAUSE.search(who) else rest


_KINDS = {"it": "it", "they": "they", "he": "he", "she": "he"}
_NOBODY = ("i", "we", "some", "many", "they", "people", "it", "he", "she", "you")
_CLAUSE = regex(r"\b(?:after|because|when|while|as|that|which|who|since)\b")
_NOUN_SAID = regex(r"(?:an?|some|more|another|further)\b", re.IGNORECASE)
_NEXT_CLAUSE = regex(r", (?:and|but|while) ")
_NEXT = regex(r",? (?:and|but|with|while|as|which|where|that|for where) ")


def _said_while_doing(text: str) -> str:
    doing = _DOING_SO.match(text)
    if doing is None:
        return text
    rest = text[doing.end() :]
    return claim if (claim := said(rest)) != rest else text


# "Publishing its survey, the guild said": what they did when they said it.
_DOING_SO = regex(
    rf"^(?!(?:assuming|barring|given|including|excluding|depending|judging|during|following"
    rf"|something|anything|nothing"
    rf"|everything)\b)\w+ing [^,;]{{3,90}}, (?=[^,;]{{2,60}}? (?:{lex.SAYING})\b)",
    re.IGNORECASE,
)
# "For 2027, they expect a rise", but not "In its report, the bank expects a rise".
OF_WHAT = regex(r"(?:for|by|after|outside|excluding)\b|.*\d", re.IGNORECASE)


def quoted(text: str) -> str:
    """The words in quotation marks of "the owner said: ..."."""
    match = _AS_QUOTED.match(text) if '"' in text else None
    if match is None:
        return text
    # "The bank said the euro zone "is set to grow"": the subject stands before the quotation mark.
    return text if AUXILIARIES.match(text, match.end()) else text[match.end() :]
