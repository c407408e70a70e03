"""What people say of their own view of a claim comes off: "I think", "it is likely that", "mark my words".

Beside it what merely leads on: "and", "update:", "note that".
"""

import re

from predictions.regexes import regex

JOINT = regex(
    r"^(?:sorry to [^,.;]{3,40}, but |(?:(?:in summary|in conclusion|to sum up|to summari[sz]e"
    r"|anyways|man|oh|granted)(?=, )|and|but|or|yet|plus|however|moreover|furthermore|therefore"
    r"|thus|hence|so(?! (?:far|many|much|long|few|that|called))|and so|and then|now|then|indeed"
    r"|of course|(?:more|most) importantly|importantly|obviously|unfortunately|fortunately"
    r"|sadly|interestingly|in addition|additionally|further(?=,)|for starters|first of all"
    r"|on the other hand|ergo|instead(?: that)?|here(?= i am )"
    r"|for(?= (?:he|she|it|they|we|you|i|there) )|to tell the truth"
    r"|to be (?:honest|fair|clear|sure|frank)|in (?:reality|truth|practice|the end)|secondly"
    r"|naturally|inevitably|overall|again|well"
    r"|like(?=,| (?:i|we|you|he|she|it|they|there|this|that|the)\b)|you know|i mean|in fact"
    r"|anyway|honestly|frankly|like i said|as i said"
    r"|(?:anyhow|undoubtedly|doubtless|unquestionably|ironically|all that said|in contrast"
    r"|regardless|actually|worse|even so|unavoidably|to put it bluntly|incidentally|curiously"
    r"|predictably|realistically|admittedly|either way|okay|ok|hey|alas|thankfully|luckily"
    r"|hopefully)(?=,)|in (?:which|that) case(?: too"
    r"| also)?(?= (?:i|we|he|she|they|it|the|you|there|an?)\b|,)|im(?:h|ns)?o|fwiw|tbh|afaict"
    r"|iirc),? )+(?=[\w\"'$])",
    re.IGNORECASE,
)
LABEL = regex(
    r"^(?:(?:update|edit|correction|corrected|revised|revision|addendum|ps"
    r"|p\.s\.)(?: \([^()]{1,30}\)| [\w ]{1,24})?\s?:\s+"
    r"|(?:my |our |the |a |bold |final )?(?:predictions?|forecasts?|bets?|calls?|guess|claim"
    r"|takeaway|outlook)(?: (?:no\.? ?|number )?\d{1,3})?(?: for (?:19"
    r"|20)\d\d)?\s?[:\u2014-]\s+)(?=\w{2,}.{12,})",
    re.IGNORECASE,
)
_MIND = (
    r"(?:think|believe|predict|forecast|guess|suspect|reckon|bet|wager|suppose|hold|figure"
    r"|trust|presume|say|claim|argue|assume|imagine|hope|fear|anticipate|estimate"
    r"|(?<!'ll )(?<!will )feel|foresee|maintain|contend|expect|don't think|do not think"
    r"|don't believe|do not believe"
    r"|expecting|predicting|betting|guessing|hoping|assuming|thinking|don't expect"
    r"|do not expect|don't see|can't see|cannot see|can't imagine|cannot imagine|doubt"
    r"|(?:very |highly |strongly )?doubt(?: if| whether)?|question whether|disagree|don't buy"
    r"|do not buy|don't foresee|do not foresee|don't anticipate|do not anticipate)"
)
_SURE = (
    r"(?:(?:very|pretty|fairly|quite|reasonably|somewhat|extremely|highly|less|more|not|not very"
    r"|not so) )?(?:confident|sure|certain|convinced|optimistic|hopeful|skeptical|sceptical"
    r"|doubtful|worried|afraid|(?:comfortable|happy) (?:predicting|forecasting|saying|betting)"
    r"|inclined to (?:think|believe|say))"
)
_SELF = (
    r"(?:i|we)(?:'d| would|'m| am|'ve| have|'re| are|'ll"
    r"| will)?(?: (?:do|still|also|really|now|just|personally|honestly|strongly|firmly|actually"
    r"|only|certainly|definitely|fully|generally|\w+ly))*"
)
# "I think", "I am fairly sure that", "I'd bet you ten pounds that", "I find it hard to imagine".
OPINION = regex(
    rf"^(?:(?:i|we|it) (?:wouldn't|won't|would not|will not"
    rf"|wouldn't at all) (?:be (?:at all |too |that )?(?:surprised|shocked|surprising)"
    rf"|surprise me)(?: at all)? if|(?:i'm|i am|we're|let me) (?:here to )?tell(?:ing)? (?:you"
    rf"|everyone)(?: that|,)?|{_SELF} (?:{_MIND}(?: right now(?= that))?"
    rf"|{_SURE}(?: about| of)?)(?:,? though,?|:|,)?(?: that)?"
    rf"|{_SELF} (?:(?:very|so|quite|really|more|most|just) )*(?:happy|glad|pleased|excited"
    rf"|thrilled|delighted|concerned|worried|scared|sad|proud)(?: that"
    rf"|(?= (?:i|we|he|she|they|it|this|there|you)(?: |')))"
    r"|(?:i|we)(?:'d| would|'ll| will)? (?:bet|wager) (?:you |him |her "
    r"|them )?(?:(?:\$|\u20ac|\u00a3)?\d[\d,.]*\w*|anything|good money|money|a \w+|my \w+"
    r"|\w+ (?:pounds|dollars|euros))(?: on it)? that"
    r"|(?:i|we)(?:'d| would|'ll| will)? (?:not )?(?:be )?(?:very |really |quite |extremely "
    r"|mildly |a little |somewhat |pretty )*(?:surprised|shocked|astonished|amazed"
    r"|stunned)(?: if| to see)"
    r"|(?:i|we) (?:used to (?:say|think|believe|guess)"
    r"|(?:now |'d )?(?:find it|have a hard time)) ?(?:hard|difficult|impossible|easy|imagining"
    r"|seeing)?(?: to (?:imagine|see|believe|picture|envision))?(?: how)?(?: that)?"
    r"|(?:i|we) have (?:(?:an?|no|little|every|great|strong|full|complete|high|the|some|this"
    r"|extraordinary) ){0,3}(?:conviction|confidence|faith|feeling|hunch|suspicion|sense|doubt"
    r"|belief)(?: that|(?= (?:the|our|my|his|her|their|its|this|he|she|they|we|you) ))"
    r"|(?:i|we) used to (?:say|think|believe"
    r"|guess)(?: there (?:is|was))?(?: an?)?(?: \d{1,3} ?%)?(?: chance)?(?: that)?"
    rf"|{_SURE}(?: that)?(?= (?:i|we|he|she|they|it|the|this|that|you)\b)) ",
    re.IGNORECASE,
)
_HOW = (
    r"(?:(?:very|quite|highly|rather|fairly|pretty|more|most|less|extremely|almost|nearly|all but"
    r"|far from|reasonably|increasingly|entirely|certainly|also|still|now|not|even|seems?|looks?"
    r"|increasingly|\w+ly) ){0,3}"
)
# "It is likely that", "there is a good chance that", "my guess is that", "the odds are".
IMPERSONAL = regex(
    rf"^(?:it stands to reason(?: that)?|it(?:'s| is| was| seems| looks| appears| would be"
    rf"|'d be) (?:to me )?{_HOW}(?:(?:more likely|likelier|more probable) than not"
    rf"|(?:un|im|in)?(?:likely|possible|probable|plausible|conceivable|certain|clear|evident"
    rf"|obvious|apparent|evitable)|doubtful|safe to (?:say|assume|bet)"
    rf"|a (?:fairly |pretty |very )?(?:safe|good) bet|a given"
    rf"|(?:my|our) (?:[\w-]+ )?(?:view|belief|bet|guess|opinion|impression|understanding"
    rf"|feeling|expectation|hope)(?:, (?:however|though|therefore),)?"
    rf"|(?:hard|difficult|tough|impossible|easy|not hard|not difficult) to (?:imagine|see"
    rf"|believe|envision|picture|fathom|say|argue|think|conceive)(?: how| of)?"
    r"|(?:widely |generally |commonly )?(?:expected|predicted|projected|forecast|anticipated"
    r"|believed|thought|estimated|assumed|feared|hoped|said|known))(?: that| if"
    r"|(?! (?:(?:going )?to|than not)\b))"
    r"|it (?:seems|looks|appears|feels)(?: to me| more| very| increasingly| pretty"
    r"| \w+ly)*(?: like| as if| as though| that|,)"
    r"|there(?:'s| is| are| was| were| remains| exists"
    r"|'re) (?:(?:an?|some|no|little|any|every|still|not much|the|only|also|now"
    r"|at least) )*(?:(?:very|quite|really|pretty|reasonably|non-zero|nonzero|significant"
    r"|substantial|considerable|serious|strong|good|decent|fair|real|realistic|small|slim"
    r"|slight|high|low|likely|better[ -]than[ -]even|outside|remote|distinct|growing|clear"
    r"|excellent|reasonable|huge|big|fighting|great) )*(?:chances?|doubt|question|possibility"
    r"|probability|likelihood|prospect|risk|way|reason to (?:think|believe|expect|doubt)|sign"
    r"|signs|evidence|indication|scenario|world|hope|shot)(?: in (?:my|our) minds?)?(?: that| where| in which,?"
    r"|(?= (?:i|we|he|she|they|it|the|this|you)\b"
    r"|(?: [\w'-]+){1,4} (?:will|would|could|may|might|is|are)\b))"
    r"|(?:the )?odds(?= (?!(?:is|are|of|on|for|at|that|have|look|to|against"
    r"|in)\b)(?:\S+ ){1,6}?(?:will|would|wins?|loses?|holds?|takes?|becomes?)\b)"
    r"|(?:the )?(?:chances|odds|probability|likelihood) (?:is|are|are good|are high|are low) ?(?:that|,)"
    r"|(?:my|our|the|one|another|his|her|their|a|an"
    r"|(?:the )?[\w&]+(?:'s|s')) (?:\w+ ){0,2}?(?:guess|predictions?|bet|view|take|sense|hunch"
    r"|feeling|expectation|belief|reaction|opinion|claim|forecast|thesis|hope|fear|worry"
    r"|argument|concern|suspicion|assumption|idea|conclusion|outcome|scenario|result|theory"
    r"|judge?ment|assessment|hypothesis|projection) (?:is|was|would be|remains"
    r"|remained)(?: that|,|:|(?= (?:we|i|he|she|they|it|the|this|you|by|in"
    r"|there)\b))(?: that)?,?"
    r"|(?:the |my )?(?:one|only|main|other|first|second) thing (?:that )?(?:i|we)(?:'d)? (?:do "
    r"|really |would )?(?:think|believe|know|expect|say|predict"
    r"|can say)(?: for (?:sure|certain))? is(?: that|,)?"
    r"|(?:in )?(?:my|our) (?:\w+ ){0,2}(?:opinion|view|estimation|guess|judgement|judgment|book),"
    r"|(?:personally|probably|maybe|perhaps|hopefully|chances are|odds are|no doubt"
    r"|without a doubt|needless to say|to be clear|make no mistake|mark my words|rest assured"
    r"|surely|certainly|clearly|obviously|in all likelihood|at this point|at the moment"
    r"|most likely|more likely than not|imh?o|unpopular opinion(?: but)?),?(?: that)?(?= (?:i|we|he|she|they|it|the|this|that|a|an|there|some|you"
    r"|[A-Z\d])|,)"
    r"|(?:you|we|one|everyone|investors|people|readers) (?:should|can|must|have to|may|might"
    r"|could|would|will) (?:also |all |safely |reasonably |probably )?(?:bet|assume"
    r"|be (?:\w+ )?sure|be certain|be confident)(?: that)?"
    r"|(?:i|we)(?:'d| would) (?:\w+ly )?be willing to (?:bet|wager)(?: that|,)?"
    r"|(?:i'd|i would|i will|i'll|let me|let's|i'm going to|i am going to) (?:also |just |even "
    r"|go so far as to |go out on a limb and )?(?:say|predict|guess|argue|add|note|point out"
    r"|venture|hazard a guess)(?: that|,|:"
    r"|(?= (?:i|we|he|she|they|it|the|this|you|by|in|there)\b))"
    r"|(?:what is|what's) (?:more|clear|certain|likely) is(?: that)?) ",
    re.IGNORECASE,
)
UNDERSTOOD = regex(
    r"^it(?:'s| is) (?:understood|seen|regarded|described|viewed) as something that ", re.IGNORECASE
)
# "As the bank said, like I think the mill will close": an opinion in the middle of its sentence.
_AMID = regex(
    r"(?:(?<=[,;:\u2014] )|(?<=\betc\. )|(?<= ))(?:like )?(?:i|we)(?:'d| do| still| just"
    r"| would)? (?:think|believe|suspect|guess|reckon|bet|imagine|expect|predict|forecast"
    r"|project|say)(?: that)? (?=(?:\S+ ){1,9}?(?:will|would|could|may|might|can|is|are|won't"
    r"|\S+'ll)\b)",
    re.IGNORECASE,
)
_DOUBTED = regex(
    r"[,;\u2014-] (?:but|and|though|although|so|yet)? ?(?:i"
    r"|we) (?:(?:just|really|still|also|highly|very much|seriously) )?(?:doubt(?: that)?"
    r"|don't (?:think|believe|expect)(?: that)?) (?=.{12,})",
    re.IGNORECASE,
)
_SELF_AMID = regex(r" (?:[Ii]|[Ww]e)(?:'d)? \w")
RECALL = regex(
    r"^(?:recall|note|remember|imagine|suppose|mind you|notice),?(?: that)? (?=\w+ )", re.IGNORECASE
)
_WAGER = regex(
    r"\b(?:i|we)(?:'d| will| would|'ll)? (?:bet|wager) (?:good money|anything|money|a \w+|my \w+)(?: that)? ",
    re.IGNORECASE,
)


# "Kern denies that rents will rise": what is denied; that it is stands beside the statement.
_DENIES = regex(
    r"[^,;:]{2,80}? (?:den(?:ies|ied|y)|rule[sd]? out|(?:dismiss|reject)(?:es|s|ed)"
    r" (?:claims|suggestions|reports|the (?:idea|notion|claim|suggestion))) that (?=\w)"
)


def without_denier(text: str) -> str:
    """The claim that somebody denies, without who does and that they do."""
    denied = _DENIES.match(text) if " that " in text else None
    return text[denied.end() :] if denied else text


def without_own_voice(text: str) -> str:
    """The claim from behind an opinion in the middle of its sentence: "as the bank said, I think ..."."""
    text = _WAGER.sub("", text, count=1)
    if (doubted := _DOUBTED.search(text)) is not None:
        return text[doubted.end() :]
    return _AMID.sub("", text, count=1) if _SELF_AMID.search(text) else text


def understood(text: str) -> str:
    """Of "it is understood as something that ends": "it ends"."""
    match = UNDERSTOOD.match(text)
    return f"it {text[match.end() :]}" if match else text
