"""What introduces a claim comes off: who says it, that they think so, how sure they are.

"The bank expects rents to fall" says of rents that they will fall; whose forecast that is stands beside it.
"""

import re
from collections.abc import Callable

from predictions.extraction.wording.unnumbered import come_true, plain_verb
from predictions.extraction.words import lexicon as lex
from predictions.extraction.words.glance import EVERYTHING, needs
from predictions.extraction.words.memo import Memo
from predictions.patterns import beginnings, factored, heads_of

Step = Callable[[str], str]

_JOINT = re.compile(
    r"^(?:(?:and|but|or|yet|plus|however|moreover|furthermore|therefore|thus|hence|so(?! (?:far|many|much|long|few|that|called))|and so|and then|now|then|indeed|of course|(?:more|most) importantly|importantly|obviously|unfortunately|fortunately|sadly|interestingly|in addition|additionally|further|for starters|first of all|on the other hand|ergo|instead(?: that)?|here(?= i am )|for(?= (?:he|she|it|they|we|you|i|there) )|to tell the truth|to be (?:honest|fair|clear|sure|frank)|in (?:reality|truth|practice|the end)|secondly|naturally|inevitably|overall|again|well|like|you know|i mean|in fact|anyway|honestly|frankly|like i said|as i said),? )+(?=[\w\"'$])",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:(?:update|edit|correction|corrected|revised|revision|addendum|ps|p\.s\.)(?: \([^()]{1,30}\)| [\w ]{1,24})?\s?:\s+|(?:my |our |the |a |bold |final )?(?:predictions?|forecasts?|bets?|calls?|guess|claim|takeaway|outlook)(?: (?:no\.? ?|number )?\d{1,3})?(?: for (?:19|20)\d\d)?\s?[:\u2014-]\s+)(?=\w{2,}.{12,})",
    re.IGNORECASE,
)
_MIND = (
    r"(?:think|believe|predict|forecast|guess|suspect|reckon|bet|wager|suppose|hold|figure|trust|presume|say|claim|argue|assume|imagine|hope|fear|anticipate|estimate|feel|foresee|maintain|contend|expect|don't think|do not think|don't believe|do not believe"
    r"|expecting|predicting|betting|guessing|hoping|assuming|thinking|don't expect|do not expect|don't see|can't see|cannot see|can't imagine|cannot imagine|doubt|(?:very |highly |strongly )?doubt(?: if| whether)?|question whether)"
)
_SURE = r"(?:(?:very|pretty|fairly|quite|reasonably|somewhat|extremely|highly|less|more|not|not very|not so) )?(?:confident|sure|certain|convinced|optimistic|hopeful|skeptical|sceptical|doubtful|worried|afraid|inclined to (?:think|believe|say))"
_SELF = r"(?:i|we)(?:'d| would|'m| am|'ve| have|'re| are|'ll| will)?(?: (?:do|still|also|really|now|just|personally|honestly|strongly|firmly|actually|only|certainly|definitely|fully|generally|\w+ly))*"
# "I think", "I am fairly sure that", "I'd bet you ten pounds that", "I find it hard to imagine".
_OPINION = re.compile(
    rf"^(?:(?:i|we|it) (?:wouldn't|won't|would not|will not|wouldn't at all) (?:be (?:at all |too |that )?(?:surprised|shocked|surprising)|surprise me)(?: at all)? if|(?:i'm|i am|we're|let me) (?:here to )?tell(?:ing)? (?:you|everyone)(?: that|,)?|{_SELF} (?:{_MIND}(?: right now(?= that))?|{_SURE}(?: about| of)?)(?:,? though,?|:|,)?(?: that)?"
    rf"|{_SELF} (?:(?:very|so|quite|really|more|most|just) )*(?:happy|glad|pleased|excited|thrilled|delighted|concerned|worried|scared|sad|proud)(?: that|(?= (?:i|we|he|she|they|it|this|there|you)(?: |')))"
    r"|(?:i|we)(?:'d| would|'ll| will)? (?:bet|wager) (?:you |him |her |them )?(?:(?:\$|\u20ac|\u00a3)?\d[\d,.]*\w*|anything|good money|money|a \w+|my \w+|\w+ (?:pounds|dollars|euros))(?: on it)? that"
    r"|(?:i|we)(?:'d| would|'ll| will)? (?:not )?(?:be )?(?:very |really |quite |extremely |mildly |a little |somewhat |pretty )*(?:surprised|shocked|astonished|amazed|stunned)(?: if| to see)"
    r"|(?:i|we) (?:used to (?:say|think|believe|guess)|(?:now |'d )?(?:find it|have a hard time)) ?(?:hard|difficult|impossible|easy|imagining|seeing)?(?: to (?:imagine|see|believe|picture|envision))?(?: how)?(?: that)?"
    r"|(?:i|we) used to (?:say|think|believe|guess)(?: there (?:is|was))?(?: an?)?(?: \d{1,3} ?%)?(?: chance)?(?: that)?"
    rf"|{_SURE}(?: that)?(?= (?:i|we|he|she|they|it|the|this|that|you)\b)) ",
    re.IGNORECASE,
)
_HOW = r"(?:(?:very|quite|highly|rather|fairly|pretty|more|most|less|extremely|almost|nearly|all but|far from|reasonably|increasingly|entirely|certainly|also|still|now|not|even|seems?|looks?|increasingly|\w+ly) ){0,3}"
# "It is likely that", "there is a good chance that", "my guess is that", "the odds are".
_IMPERSONAL = re.compile(
    rf"^(?:it(?:'s| is| was| seems| looks| appears| would be|'d be) (?:to me )?{_HOW}(?:(?:un|im|in)?(?:likely|possible|probable|plausible|conceivable|certain|clear|evident|obvious|apparent|evitable)|doubtful|safe to (?:say|assume|bet)|a (?:fairly |pretty |very )?(?:safe|good) bet|a given|my (?:view|belief|bet|guess|opinion)|(?:hard|difficult|tough|impossible|easy|not hard|not difficult) to (?:imagine|see|believe|envision|picture|fathom|say|argue|think|conceive)(?: how| of)?"
    r"|(?:widely |generally |commonly )?(?:expected|predicted|projected|forecast|anticipated|believed|thought|estimated|assumed|feared|hoped|said|known))(?: that| if)?"
    r"|it (?:seems|looks|appears|feels)(?: to me| more| very| increasingly| pretty| \w+ly)*(?: like| as if| as though| that|,)"
    r"|there(?:'s| is| are| was| were| remains| exists|'re) (?:(?:an?|some|no|little|any|every|still|not much|the|only|also|now|at least) )*(?:(?:very|quite|really|pretty|reasonably|non-zero|nonzero|significant|substantial|considerable|serious|strong|good|decent|fair|real|realistic|small|slim|slight|high|low|likely|better[ -]than[ -]even|outside|remote|distinct|growing|clear|excellent|reasonable|huge|big|fighting|great) )*(?:chances?|doubt|question|possibility|probability|likelihood|prospect|risk|way|reason to (?:think|believe|expect|doubt)|sign|signs|evidence|indication|scenario|world|hope|shot)(?: that| where| in which|(?= (?:i|we|he|she|they|it|the|this|you)\b|(?: [\w'-]+){1,4} (?:will|would|could|may|might|is|are)\b))"
    r"|(?:the )?odds(?= (?!(?:is|are|of|on|for|at|that|have|look|to|against|in)\b)(?:\S+ ){1,6}?(?:will|would|wins?|loses?|holds?|takes?|becomes?)\b)"
    r"|(?:the )?(?:chances|odds|probability|likelihood) (?:is|are|are good|are high|are low) ?(?:that|,)"
    r"|(?:my|our|the|one|another|his|her|their|a|an) (?:\w+ ){0,2}?(?:guess|predictions?|bet|view|take|sense|hunch|feeling|expectation|belief|reaction|opinion|claim|forecast|thesis|hope|fear|worry|argument|concern|suspicion|assumption|idea|conclusion|outcome|scenario|result) (?:is|was|would be|remains)(?: that|,|:|(?= (?:we|i|he|she|they|it|the|this|you|by|in|there)\b))(?: that)?,?"
    r"|(?:in )?(?:my|our) (?:\w+ )?(?:opinion|view|estimation|guess|judgement|judgment|book),"
    r"|(?:personally|probably|maybe|perhaps|hopefully|chances are|odds are|no doubt|without a doubt|needless to say|to be clear|make no mistake|mark my words|rest assured|surely|certainly|clearly|obviously|in all likelihood|at this point|at the moment|most likely),?(?: that)?(?= (?:i|we|he|she|they|it|the|this|that|a|an|there|some|you|[A-Z\d])|,)"
    r"|(?:you|we|one|everyone|investors|people|readers) (?:should|can|must|may|might|could|would|will) (?:also |all |safely |reasonably |probably )?(?:bet|assume|be (?:\w+ )?sure|be certain|be confident)(?: that)?"
    r"|(?:i'd|i would|i will|i'll|let me|let's|i'm going to|i am going to) (?:also |just |even |go so far as to |go out on a limb and )?(?:say|predict|guess|argue|venture|hazard a guess)(?: that|,|:|(?= (?:i|we|he|she|they|it|the|this|you|by|in|there)\b))"
    r"|(?:what is|what's) (?:more|clear|certain|likely) is(?: that)?) ",
    re.IGNORECASE,
)
_UNDERSTOOD = re.compile(
    r"^it(?:'s| is) (?:understood|seen|regarded|described|viewed) as something that ", re.IGNORECASE
)
# "As the bank said, like I think the mill will close": an opinion in the middle of its sentence.
_AMID = re.compile(
    r"(?:(?<=[,;:\u2014] )|(?<=\betc\. )|(?<= ))(?:like )?(?:i|we)(?:'d| do| still| just| would)? (?:think|believe|suspect|guess|reckon|bet|imagine|expect|predict|forecast|project|say)(?: that)? (?=(?:\S+ ){1,9}?(?:will|would|could|may|might|can|is|are|won't|\S+'ll)\b)",
    re.IGNORECASE,
)
_DOUBTED = re.compile(
    r"[,;\u2014-] (?:but|and|though|although|so|yet)? ?(?:i|we) (?:(?:just|really|still|also|highly|very much|seriously) )?(?:doubt(?: that)?|don't (?:think|believe|expect)(?: that)?) (?=.{12,})",
    re.IGNORECASE,
)
# Who says it, before their verb: a few words without a predicate of their own.
_AUXILIARY = r"(?:will|won't|would|could|may|might|can|is|are|was|were|be|been|has|have|had|to|if|when|that|which|who|not|than|as|what|how|then)"
_WHO = rf"(?P<who>(?!\w+ing\b)(?:(?!{_AUXILIARY}\b)(?:\([^()]{1, 40}\),?|[^\s;:()\"?!]+)(?<!'ll)(?<!'d)(?<!gonna) ){{1,12}}?)"
_OFTEN = r"(?:(?:now|also|still|currently|recently|then|once|famously|previously|already|even|reportedly|\w+ly|has|have|had) )?"
_SAYS = factored(
    r"(?:says|said|saying|thinks|thought|believes|believed|predicts|predicted|forecasts|forecast|forecasted|claims|claimed|argues|argued|suspects|suspected|reckons|reckoned|warns|warned|adds|added|insists|insisted|swears|swore|asserts|asserted|states|stated|told [^,;:]{3,40}?"
    r"|suggests|suggested|estimates|estimated|projects|projected|notes|noted|expects|expected|anticipates|anticipated|hopes|hoped|fears|feared|doubts|doubted|assumes|assumed|foresees|foresaw|contends|maintains|maintained|concludes|concluded|implies|indicates|indicated|shows|showed"
    r"|reports|reported|reveals|revealed|posits|posited|cautions|cautioned|acknowledges|acknowledged|reiterates|also reiterates|also reiterate|reiterated|confirms|confirmed|explains|explained|envisions|(?:is|are|was|were|remains?) (?:sk|sc)eptical|(?:is|are) confident|(?:is|are) optimistic|(?:is|are) sure|(?:is|are) (?:now |still |currently )?(?:forecasting|estimating|predicting|expecting|projecting|anticipating|warning|arguing)(?= that)|(?:is|are) convinced|(?:is|are) unconvinced"
    r"|(?i:(?<=s )|(?<=\bi )|(?<=\bwe )|(?<=many )|(?<=some )|(?<=most )|(?<=people )|(?<=few ))(?:say|think|believe|predict|forecast|claim|argue|suspect|reckon|warn|insist|suggest|estimate|project|note|expect|anticipate|hope|fear|doubt|assume|foresee|contend|maintain|conclude|imply|indicate|show|report|acknowledge|reiterate))"
)
_SAID_SO = re.compile(
    rf"^{_WHO}{_OFTEN}(?-i:{_SAYS})(?: (?:(?:several|many|two|a few) times|before|repeatedly|publicly|earlier|often|recently))?(?:,? (?:in|on|at|last|this|to) [^;:]{{2,50}}?(?=[,:]| that))?,?"
    r"(?: that,?|[,:]|(?= (?:the|a|an|this|these|those|it|he|she|they|we|you|i|i'd|there|there's|he's|it's|they'll|we'll|some|most|many|more|all|both|our|its|their|his|her|my|in|by (?:the (?:end|middle)|\d)|at|within|under|over|after|during|on|(?-i:[A-Z\d$\"]\S*)|\w+s (?:will|would|could|may|might|can|are|were))(?:[ ,']|$)))\s*(?=\S)",
    re.IGNORECASE,
)
# Verbs that only people use: what they say may begin with any word.
_SAID_PLAINLY = re.compile(
    rf"^{_WHO}{_OFTEN}(?-i:(?:says|said|argues|argued|warns|warned|insists|insisted|swears|swore|believes|believed|thinks|reckons|claims|claimed|predicts|predicted|posited|foreseen|foresaw)(?: to \w+(?: \w+)?(?= that))?(?: that)?) (?=(?:[^\s,;]+ ){{1,8}}?(?:will|would|won't|could|may|might|can|is|are)\b)",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"^(?:foreseen|predicted|said|argued|warned|disagrees|agrees|believes|predicts|expects) that ",
    re.IGNORECASE,
)
_AS_QUOTED = re.compile(
    rf"^[^\"]{{2,110}}?\b(?:{lex.SAYING}|commented|explained)(?: [^\"]{{2,40}})?[,:]? \"(?=[^\"]{{20,}}\"?$)",
    re.IGNORECASE,
)
_FORESEEN = re.compile(
    rf"^(?:{_WHO})?{_OFTEN}(?-i:(?P<verb>(?:expect|anticipate|project|forecast|predict|estimate|foresee|envision|envisage)(?:s|ed|d)?|foresaw|saw|sees|(?:(?<=they )|(?<=They ))see|look for|(?<!\S )(?:Expect|Look for)"
    r"|(?:(?<=we )|(?<=you )|(?<=one )|(?<=investors )|(?<=i )|(?<=We )|(?<=You )|(?<=I ))(?:(?:should|can|would|will) (?:also |all |fully |\w+ly )?expect|(?:can|could|do) (?:\w+ly |also |still |even |now )?(?:see|imagine|envision|picture|foresee))"
    r"|(?:is|are|am|isn't|aren't|is not|are not)(?: not)? (?:predicting|expecting|forecasting|projecting|anticipating|betting on|looking for|calling for)|(?:doesn't|don't|does not|do not|didn't) (?:expect|foresee|anticipate|see|predict)))"
    r" (?P<what>(?!(?:that|for|of|from|by|in|at|will|is|was|has|and|or|than|as|on|with|over|if|how|when|whether|why|below|above|under|around|near)\b|[<>]).+)$",
    re.IGNORECASE,
)
# Words of which these need one.
_FORESEES = needs(
    """expect expects expected expecting anticipate anticipates anticipated anticipating project projects projected projecting forecast forecasts
    forecasted forecasting predict predicts predicted predicting estimate estimates estimated foresee foresees foresaw foreseen envision envisions
    envisioned envisage envisages envisaged saw see sees imagine picture look looking betting calling forecast expectation expectations consensus
    prediction predictions view outlook bet call"""
)
_SAYS_IT = needs(
    lex.SAYING_WORDS
    | lex.words(
        """acknowledge acknowledges acknowledged reiterate reiterates reiterated confirm confirms confirmed explain explains explained envisions
        show shows showed shown note notes noted report reports reported reveal reveals revealed posits posited foreseen disagrees agrees
        adds added concludes concluded forecasting estimating predicting expecting projecting anticipating warning arguing skeptical sceptical confident optimistic sure convinced unconvinced saying"""
    )
)
_SELF_AMID = re.compile(r" (?:[Ii]|[Ww]e)(?:'d)? \w")
_DETERMINER = re.compile(
    r"(?:\b|^)(?:the|a|an|its|our|their|his|her|my|your|this|that|these|those|current|of|most|more|official|latest|new|widely|long|much|all|for|in|than|as|by)$",
    re.IGNORECASE,
)
_TO_VERB = re.compile(
    r"^(?P<np>(?!to )(?:[^\s;:]+ ){1,16}?)to (?:also |still |then |eventually )?(?P<verb>[a-z][\w-]*)\b"
)
_NOT_A_VERB = lex.words(
    "the a an this that these those his her its their my our your be's date which two three four five six seven eight nine ten twelve twenty whom whose it them him us me you other many most some all each both"
)
_AT_LEVEL = re.compile(
    r"^(?P<np>(?:[^\s,;:]+ ){1,9}?)(?P<level>(?:at|above|below|near|around|between|over|under) (?:about |around |just |roughly )?[$\u20ac\u00a3]?\d.*)$"
)
_BY_ING = re.compile(r"^(?P<np>(?:[^\s,;:]+ ){1,12}?)(?P<verb>[a-z]+ing)\b(?P<rest>.*)$")
_NOUN = re.compile(
    r"^(?:(?:an?|another|more|higher|lower|larger|smaller|bigger|greater|stronger|weaker|faster|slower|fewer|less|some|further|about|around|over|one|two|three|four|five|no)\b|[$\u20ac\u00a3]?\d)",
    re.IGNORECASE,
)
_AUX = re.compile(
    r"\b(?:will|won't|would|could|may|might|can|cannot|can't|shall|should|is|are|was|were|has|have|had)\b|'(?:ll|d)\b",
    re.IGNORECASE,
)
_NOMINATIVE = {"them": "they", "him": "he", "her": "she", "us": "we", "me": "i"}
_FINITE = re.compile(
    r"\b(?:will|won't|would|wouldn't|could|may|might|can|can't|cannot|shall|should|is|are|was|were|has|have|isn't|aren't|going)\b|'(?:ll|s|re|d)\b|\b\w+(?:es|s) (?:the|a|an|by|in|to|at|up|down|from|over|below|above|\d)\b",
    re.IGNORECASE,
)
# Who said it, behind a claim or between its words.
_SPOKE = r"(?:says?|said|warned|warns|cautioned|told|argued|argues|wrote|writes|noted|notes|added|adds|concluded|concludes|reported|reveals|revealed|shows|showed|finds|found|forecasts?|predicts|predicted|estimates|estimated|projects|projected|suggests|suggested|think|believe|expect|forecast|reckons?|fear|hope)"
_SPEAKER = r"(?:(?:(?:the|a|an|one|lead|chief|i|we|he|she|they|it)|(?-i:[A-Z][\w.'&-]*))(?: (?!(?:and|or|will|would|is|are|was|were|has|have|had|than|as|that|which|who|can|may|might|could|to|in|then|but)\b)[\w.'&-]+){0,6})"
_TRAILING = (
    re.compile(
        rf"(?:[,.!?]\"|\",) (?:{_SPEAKER} (?:also |has |have |later )?{_SPOKE}|{_SPOKE} (?:the|an?|[A-Z]\w*))\b.*$",
        re.IGNORECASE,
    ),
    re.compile(
        rf",\"? {_SPEAKER} (?:also |has |have |later )?{_SPOKE}(?: (?!that\b)[^,;]{{0,100}})?$",
        re.IGNORECASE,
    ),
    re.compile(
        r",? (?:according to|as per|in the (?:view|opinion|words) of) [^;]{2,120}$", re.IGNORECASE
    ),
)
_ASIDE = re.compile(rf", {_SPEAKER} (?:also |has |have |later )?{_SPOKE}, ", re.IGNORECASE)
# Of these words each of the patterns of who said it needs one.
_NAMES_SOURCE = needs(
    """say says said warned warns cautioned told argued argues wrote writes noted notes added adds concluded concludes reported reveals revealed
    shows showed finds found forecast forecasts predicts predicted estimates estimated projects projected suggests suggested think believe
    expect reckon reckons fear hope according per view opinion words"""
)
_FOR_TO = re.compile(
    r"^(?!.*\b(?:will|would)\b)[^,;]{0,50}\b(?:forecasts?|expectations?|consensus|projections?|predictions?|view|outlook|bet|call) (?:is|are|was)(?: \w+)? for (?=.{4,80} to \w)",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"^(?:according to|in the (?:view|opinion|words) of) [^,]{2,80}, ", re.IGNORECASE
)
_RECALL = re.compile(
    r"^(?:recall|note|remember|imagine|suppose|mind you|notice),?(?: that)? (?=\w+ )", re.IGNORECASE
)
_LEAST = 10  # characters: no claim is shorter
_MOST = 5  # views of views of a claim


def claim_itself(text: str, seen: int = EVERYTHING) -> str:
    """The claim without what introduces it and without who is said to say it; `seen` is a glance at its sentence."""
    if seen & _NAMES_SOURCE:
        text = _without_source(text)
    steps = _STEPS_FOR[seen & (_SAYS_IT | _FORESEES)] if seen else ()
    for _ in range(_MOST):
        bare = _stepped(text, steps)
        if bare == text or len(bare) < _LEAST:
            break
        text = bare
    return text


def _stepped(text: str, steps: tuple[tuple[frozenset[str], Step], ...]) -> str:
    """The text after the first step that changes it; steps that find nothing at its head are not taken."""
    begins = heads_of(text)
    for heads, step in steps:
        if not heads.isdisjoint(begins) and (new := step(text)) != text:
            return new
    return text


def _off(pattern: re.Pattern[str]) -> Step:
    def step(text: str) -> str:
        match = pattern.match(text)
        rest = text[match.end() :] if match else ""
        if len(rest) < _LEAST or rest.startswith(("to ", "how ", "why ", "what ", "for ", "of ")):
            return text
        return rest

    return step


def _without_source(text: str) -> str:
    for pattern in _TRAILING:
        match = pattern.search(text, _LEAST)
        if match and _FINITE.search(text, 0, match.start()):
            text = text[: match.start()]
    if aside := _ASIDE.search(text, 4):
        joint = " " if _AUX.match(text, aside.end()) else ", "
        text = f"{text[: aside.start()]}{joint}{text[aside.end() :]}"
    return text


# "The guild, which owns the yard, expects ...": who that is says nothing here.
_WHO_IS = re.compile(
    r"^(?P<who>[A-Z][^,;:]{1,40}), (?:which|who|whose|an?|the|one) [^;:]{3,140}?, (?=(?:forecasts?|expects?|expected|said|says|predicts?|predicted|sees|projects|projected|warned|warns|estimates|estimated|anticipates)\b)"
)


def _without_remark(text: str) -> str:
    match = _WHO_IS.match(text)
    return f"{match['who']} {text[match.end() :]}" if match else text


def _said(text: str) -> str:
    """Return "she warned that rents will rise" without her; what follows must be a sentence."""
    if (supposed := _SUPPOSED.match(text)) is not None:
        return text[supposed.end() :]
    match = _SAID_SO.match(text) or _SAID_PLAINLY.match(text)
    if match is None or _DETERMINER.search(match["who"].strip()):
        return text
    rest = text[match.end() :].lstrip(" ,:").removeprefix("that ")
    if len(rest) < _LEAST or not _FINITE.search(rest[:160]):
        return text
    first, _, others = rest.partition(" ")
    who = match["who"].strip()
    head, comma, _ = who.rpartition(", ")
    if comma and _OF_WHAT.match(head):
        return f"{head}, {rest}"
    if first in ("it", "they", "he", "she") and who.lower() not in ("i", "we", "some", "many"):
        return f"{who} {others}"  # "The bank said it would": the bank
    return rest


# "For 2027, they expect a rise", but not "In its report, the bank expects a rise".
_OF_WHAT = re.compile(r"(?:for|by|after|outside|excluding)\b|.*\d", re.IGNORECASE)


# "Next year expect rents to fall": the reader is told to.
_TELLING = re.compile(
    r"^((?:(?:in|by|for|during) (?:early |late |mid-)?(?:19|20)\d\d|(?:next|this|later this|by next) (?:year|month|week|summer|winter|spring|autumn|fall|season|quarter|decade)),?) (?:please )?expect (?=\w)",
    re.IGNORECASE,
)


def _foreseen(text: str) -> str:
    """Of "they expect rents to fall": rents will fall."""
    if (view := _FOR_TO.match(text)) is not None:
        return to_come(text[view.end() :]) or text
    if (told := _TELLING.match(text)) is not None:
        coming = to_come(text[told.end() :])
        return f"{told[1]} {coming}" if coming else text
    match = _FORESEEN.match(text)
    who = (match["who"] or "").strip() if match else ""
    if match is None or (who and _is_noun(who, match["verb"])):
        return text
    head, comma, _ = who.rpartition(", ")
    if comma:
        rest = _foreseen(text[len(head) + 2 :])
        return f"{head}, {rest}" if _OF_WHAT.match(head) else rest
    return _what_comes(who, match["verb"].lower(), match["what"]) or text


def _what_comes(who: str, verb: str, what: str) -> str | None:
    """What somebody foresees, as a sentence; None where it is none."""
    if what.startswith("to ") and what[3:4].isdigit():
        return None  # "raised its forecast to 3%"
    if what.startswith("to ") and who:
        first, _, rest = what[3:].partition(" ")
        return _event(rest) if first == "see" else f"{who} will {what[3:]}"
    if (coming := to_come(what)) is not None:
        return coming
    if _FINITE.search(what[:100]) or not (who or verb.startswith(("expect", "look"))):
        return None
    return come_true(what) if verb in _TOLD else _event(what)


_TOLD = (
    "predicted", "predicts", "forecasts", "foresaw", "foresees", "anticipates", "anticipated", "envisions",
)  # fmt: skip
_BASE = (
    "expect", "anticipate", "project", "predict", "estimate", "foresee", "envision", "envisage",
)  # fmt: skip
_MANY = (
    "i", "we", "they", "you", "people", "some", "many", "most", "few", "still", "also", "now", "do",
)  # fmt: skip


_BE = re.compile(r"\b(?:is|are|was|were|be|been)$", re.IGNORECASE)


def _is_noun(who: str, verb: str) -> bool:
    """True where what looks like a verb of foreseeing is none: "the forecast", "his expected win"."""
    return (
        not who[0].isalpha()
        or _BE.search(who) is not None
        or _DETERMINER.search(who) is not None
        or (verb in _BASE and not _is_plural(who))
    )


def _is_plural(who: str) -> bool:
    last = who.lower().split()[-1]
    return last in _MANY or last.endswith(("s", "ly"))


def to_come(what: str) -> str | None:
    """Turn "rents to fall", "growth at 2 %" into a sentence."""
    to = _TO_VERB.match(what)
    if to and _ADJECTIVE.search(to["np"]):
        return None
    if to and to["verb"] not in _NOT_A_VERB and not _AUX.search(to["np"]):
        return f"{_nominative(to['np'])}will {what[to.start('verb') :]}"
    level = _AT_LEVEL.match(what)
    if level and not _AUX.search(level["np"]):
        return f"{level['np']}will be {level['level']}"
    return None


# "Something similar to this": no verb follows.
_ADJECTIVE = re.compile(
    r"\b(?:similar|due|close|prior|thanks|according|compared|equal|subject|related|next|contrary|up) $"
)


def _nominative(noun: str) -> str:
    low = noun.strip().lower()
    return f"{_NOMINATIVE[low]} " if low in _NOMINATIVE else noun


_FEW = 6  # words


def _event(what: str) -> str:
    by = _BY_ING.match(what) if not what.startswith(("a ", "an ")) else None
    base = plain_verb(by["verb"]) if by else None
    if by and base:
        return f"{_nominative(by['np'])}will {base}{by['rest']}"
    before, _, last = what.rpartition(" ")
    several = before.endswith(("s", "data", "people")) and not _NOUN.match(what)
    if several and last in lex.VERBS and len(what.split()) < _FEW:
        return f"{before} will {last}"  # "(We expect to see) rents fall"
    named = what.startswith("the ") or not (_NOUN.match(what) or what[:1].islower())
    return what if named else come_true(what)


_WAGER = re.compile(
    r"\b(?:i|we)(?:'d| will| would|'ll)? (?:bet|wager) (?:good money|anything|money|a \w+|my \w+)(?: that)? ",
    re.IGNORECASE,
)


def told_by(text: str) -> str | None:
    """Who but the author is said to say or foresee it in these words; None where nobody is."""
    match = _SAID_SO.match(text) or _FORESEEN.match(text)
    who = (match["who"] or "").strip().lower() if match else ""
    return who if who and who.split()[-1] not in ("i", "we") else None


def _amid(text: str) -> str:
    text = _WAGER.sub("", text, count=1)
    if (doubted := _DOUBTED.search(text)) is not None:
        return text[doubted.end() :]
    return _AMID.sub("", text, count=1) if _SELF_AMID.search(text) else text


def _understood(text: str) -> str:
    match = _UNDERSTOOD.match(text)
    return f"it {text[match.end() :]}" if match else text


def _quoted(text: str) -> str:
    match = _AS_QUOTED.match(text) if '"' in text else None
    return text[match.end() :] if match else text


_ANYHOW = frozenset({""})
# Each with a bit of which the glance needs one, and with the beginnings of which the text needs one.
_STEPS: tuple[tuple[int, frozenset[str], Step], ...] = (
    (EVERYTHING, beginnings(_JOINT.pattern), _off(_JOINT)),
    (EVERYTHING, beginnings(_LABEL.pattern), _off(_LABEL)),
    (EVERYTHING, beginnings(_RECALL.pattern), _off(_RECALL)),
    (EVERYTHING, beginnings(_SOURCE.pattern), _off(_SOURCE)),
    (EVERYTHING, beginnings(_UNDERSTOOD.pattern), _understood),
    (_SAYS_IT, _ANYHOW, _quoted),
    (_SAYS_IT, _ANYHOW, _without_remark),
    (_FORESEES, _ANYHOW, _foreseen),
    (EVERYTHING, beginnings(_OPINION.pattern), _off(_OPINION)),
    (EVERYTHING, beginnings(_IMPERSONAL.pattern), _off(_IMPERSONAL)),
    (_SAYS_IT, _ANYHOW, _said),
    (_SAYS_IT, _ANYHOW, _amid),
)


def _steps_for(seen: int) -> tuple[tuple[frozenset[str], Step], ...]:
    return tuple((heads, step) for need, heads, step in _STEPS if need == EVERYTHING or need & seen)


_STEPS_FOR = Memo(_steps_for)
