"""Owning: what says of itself that it is a forecast, which no weight need tell."""

from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.avowals import avowed, is_now, of_now
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.words.glance import DIGIT, needs
from predictions.regexes import regex

_OPENING = (
    r"(?:(?:and|but|so|also|then|now|personally|overall|still|okay|ok|well|next|finally|yes),? )*"
)
# "I expect chaos", "my only prediction is a draw"; but "I expect there is", "I predict what I know", "I expect to write more", "I expect it has no doors".
_OWN = regex(
    rf"{_OPENING}(?!we(?:'d| would) )(?:(?:i|we)(?:'d| would| do|'m| am)? (?:\w+ly |also "
    rf"|still |just |fully )?(?:(?P<held>expect(?:ing)?|wager)|predict(?:ing)?|anticipate"
    rf"|foresee|forecast(?:ing)?)\b"
    r"(?!,? (?:that )?(?:what|who|how|if|when|why|whether|this|it|there|some|nothing|you"
    r"|more of|anything|so|the same\b(?!.*\b(?:this time|next|again)))\b)(?!,? there\b).{12}"
    r"|(?:my|our) (?:\w+ ){0,2}(?:prediction|forecast|bet|(?P<guess>guess)|expectation) (?:is"
    r"|would be|remains)\b(?! (?:valid|right|correct|wrong|based|as good|below|above|not|still"
    r"|that i|no)\b).{8})"
)
_FIRST_PERSON = needs("i we my our")
_OWN_DEED = regex(
    rf"{_OPENING}i(?:'m| am| do)? (?:\w+ly |also |still "
    rf"|just )?expect(?:ing)? to (?!(?:\w+ly |still )?(?:be|see|win|lose|live|die|earn|find|get"
    rf"|feel)\b)"
)
# "I expect | the bridge to open": whose span begins behind it.
_EXPECTED = regex(
    r"\bi(?:'d| would| do| also| still| fully| \w+ly)* (?:expect|predict|anticipate|foresee)(?: that)? $"
)
_EXPECTING = needs("expect predict anticipate foresee")
_LEAD = 40  # characters
# Of 84 claims with such words that the models held less likely about six were forecasts.
RULED_OUT = 0.05
# Of 22 stances that they held less likely none was one; of 14 others below that about five.
_OUT_OF_QUESTION = 0.025
# "The mill has a 7% chance of closing", "gave trams a 1% chance".
_HAS_CHANCE = regex(
    r"\b(?:has|have|given|gives?|gave|puts?|assigns?"
    r"|sees?) (?:[\w.'-]+ ){0,6}?(?:an? )?(?:about |roughly |around |only "
    r"|just )*[\d.]+ ?% (?:chance|probability|likelihood) (?:of|to|that)\b"
)
# "On 3 May I bet 20 crowns against Bo Lund that the mill would close".
_STAKED = regex(r"\bi(?:'ve| have)? \W?(?:bet|wagered)\b[^.;\d]{0,200}\d[^;]{0,200}? that\b")
_STAKES = needs("bet wagered")
# "If I had to guess, it would be Kern"; where predictions are announced, "if I had to pick one".
_PRESSED = regex(
    rf"{_OPENING}if i had to (?P<guess>(?:guess|bet|predict|forecast|wager|gamble|call|put"
    rf"|pick (?:a|the) winner)\b)?[^;]{{0,80}}?[, ](?:i'd|i would|it would|it'd|i'll|i will"
    rf"|that would)\b"
)
_PRESSING = needs("had")
_CHANCES = needs("chance probability likelihood")
# "Kern forecasts output of 40 tons", "they expect to sell about 500": the amount is what is forecast.
_ABOUT = (
    r"(?:(?:about|around|between|roughly|approximately|nearly|a|an|by|up|from|just|over|under"
    r"|to) )*(?!(?:1[89]|2\d)\d\d\b)[$\u00a3\u20ac]?\d"
)
_AMOUNT_AHEAD = regex(
    r"\b(?:forecasts?|predicts|predicted|projects|projected|projecting|pegged|pegs|expects?"
    r"|expected|expecting|anticipates|forecasting)"
    r"(?<!\bthan expected)(?<!\bthan projected)(?<!correctly predicted)(?<!\bthe forecast)"
    rf"(?: (?!that\b|by\b|to\b)(?:[\w$'-]+ ){{1,9}}?(?:to be|to \w+|of|at|between"
    rf"|will be) {_ABOUT}| to \w+ {_ABOUT})",
    factor=True,
)
# "The guild predicted only a slight fall in rents"; but "she had predicted", "the forecast a".
_CHANGE_AHEAD = regex(
    r"[pfea](?<!\w\w)(?:(?<=p)redict(?:s|ed)?|(?<=f)orecasts?|(?<=e)xpect(?:s|ed)"
    r"|(?<=p)roject(?:s|ed)|(?<=a)nticipate[sd]) (?:only |just |about |around |at least )*"
    r"(?:an?|no|another|further|slower|faster|stronger|weaker|higher|lower|half|one|two|three"
    r"|four|five|six|seven|eight|nine|ten"
    r"|[$\u00a3\u20ac]?\d[\d.,/-]*(?: ?%| pct| per ?cent)?) (?:[\w.%'/-]+ ){0,5}?"
    r"(?:growth|rises?|falls?|declines?|increases?|drops?|gains?|improvements?|recovery"
    r"|slowdown|recession|surplus|deficit|contraction|rebound|upturn|downturn|slump|expansion"
    r"|cuts?|losses|loss)\b"
)
_NO_SUBJECT = frozenset(
    [
        "the",
        "a",
        "an",
        "its",
        "their",
        "his",
        "her",
        "this",
        "that",
        "of",
        "than",
        "as",
        "was",
        "were",
        "be",
        "been",
        "is",
        "are",
        "not",
        "to",
        "can",
        "could",
        "had",
        "most",
        "who",
        "correctly",
    ]
)
# "The bank cut its growth forecast to 2%": what it forecasts now.
_REVISED = regex(
    r"\b(?:cuts?|cutting|rais(?:e[sd]?|ing)|lower(?:s|ed)?|upped|hike[sd]?|trim(?:s|med)?"
    r"|slash(?:es|ed)?|maintain(?:s|ed)?|kept|keeps|revise[sd]?|downgrade[sd]?|upgrade[sd]?"
    r"|boost(?:s|ed)?|lift(?:s|ed)?|left|reaffirm(?:s|ed)?|reiterate[sd]?)"
    r" (?:[\w'-]+ ){0,7}(?:forecasts?|projections?|estimates?|outlook|guidance)\b[^.;]{0,60}?\d",
    factor=True,
)
_REVISIONS = needs("forecast forecasts projection projections estimate estimates outlook guidance")
_FORECASTING = needs(
    "forecast forecasts predict predicts predicted projects projected projecting pegged pegs "
    "expect expects expected expecting anticipates forecasting"
)
# "Trams are here to stay", "it is a matter of time before they go", "there is no way it loses", "I don't see that happening", "my median is 2031".
_FOREGONE = regex(
    r"\b(?:(?<!was )(?<!were )here to stay"
    r"|(?<!was a )(?<!was just a )(?<!was only a )matter of time (?:until|till|before|that)"
    r"|days (?:(?:of|in|as|at) [^,.;]{3,50} )?(?:(?:are|is) (?:\w+ ){0,2}numbered"
    r"|(?:may|might|could|will) (?:\w+ ){0,3}be numbered)"
    r"|there(?:'s| is) (?:\w+ )?no way (?:that )?(?!to\b|of\b|for\b|around\b|in which\b"
    r"|(?:i|we|you)(?:'d| would| could| can)\b"
    r"|[^.;]{2,40}? would have\b)(?:(?:[\w-]+ ){1,7}?(?:could (?!have\b)"
    r"|can [^.;]{2,60} (?:by|before|until|in) (?:19|2\d)\d\d|will|would|gonna|wins?|loses?"
    r"|lasts?|survives?|happens?|passes|becomes?|(?:is|are) (?:going|coming|winning|getting))"
    r"|(?:[\w-]+ ){0,6}?[\w-]+'(?:ll|s going|re going) \w+)"
    r"|(?:i|we) (?:\w+ )?(?:don't|do not|can't|cannot) (?:\w+ ){0,2}(?:see"
    r"|foresee) (?!any(?:one|body|thing)?\b|how\b|why\b|what\b|it\b|you\b|myself\b|ourselves\b"
    r"|(?:a|the|much) (?:problem|issue|point|reason|need|harm|difference|value"
    r"|benefit)s?\b)(?:(?!of\b|in\b|that\b|about\b|for\b|as\b|so\b"
    r"|but\b)[\w'$%-]+ ){1,6}?(?!(?:any|some|every|no)?thing\b|during\b|including\b"
    r"|interesting\b)[a-z]{3,}ing\b"
    r"|(?:isn't|aren't|(?<!was )(?<!were )(?<!been )not) (?:\w+ )?going (?:anywhere"
    r"|away)(?!,? or\b)|(?:time|days?|era|age|reign|boom|run) (?:is|are) coming to an end"
    r"|(?<!not )(?<!was )(?<!were )(?<!never )(?<!you're )(?<!you're probably )(?<!ill-)(?<!men )(?:destined"
    r"|fated) (?:to|for)"
    r"|median (?:[\w'-]+ ){0,8}?(?:is|for)(?: \w+){0,3} (?:20[2-9]|21\d)\d(?=\W*$|[.,;:)]"
    r"| (?:or|and|at)\b))\b"
)
# "A split is inevitable"; but "change is inevitable", "none of them are".
_INEVITABLE = regex(
    r"\b(?:an?|the|this|that|another|its|their|our|his|her|it|they|he"
    r"|she)\b(?<!none of the)(?: [\w'-]+){0,8}? (?:is|are|seems?|looks?) (?:almost |all but "
    r"|basically |probably |now )?inevitable\b"
)
_INEVITABLY = needs("inevitable")
_FOREGONE_WORDS = needs(
    "stay matter numbered over gone way see foresee median anywhere away coming destined fated"
)
# "The guild is forecasting a slow spring", "traders are expecting one", "a smaller harvest is forecast".
_IN_VIEW = regex(
    r"\b(?:is|are) (?:\w+ly |now |also |still )?(?:forecasting|predicting|projecting) (?!that\b"
    r"|what\b|how\b|it\b|to\b|the future\b)\w"
    r"|\b(?:forecasters|analysts|economists|experts|investors|traders|markets|many|most"
    r"|observers|pundits|some|people|everyone) (?:is|are) (?:\w+ly |now |also "
    r"|still )?(?:expecting|anticipating) (?!that\b|what\b|how\b|it\b|to\b)\w"
    r"|\b(?:is|are) (?:\w+ly |now |also |still )?(?:forecast|forecasted|predicted|anticipated"
    r"|projected|foreseen)(?=[.,;]|\W*$| (?:for|in|this|next|over|during|from)\b)",
    factor=True,
)
_IN_VIEW_WORDS = needs(
    "forecasting predicting projecting expecting anticipating forecast forecasted predicted "
    "anticipated projected foreseen"
)
# "Look for Kern to win", "I would not be surprised if", "my money is on Kern".
_LOOK_FOR = regex(
    rf"{_OPENING}look for (?!an? |ways?\b|some(?:thing|one)\b|the one|it\b|signs?\b|clues\b"
    rf"|other |people\b|opportunit|places?\b)[^.;?]{{3,90}}? to \w"
)
_UNSURPRISED = regex(
    r"\bwould(?:n't| not) (?:\w+ )?(?:surprise (?:me|anyone)"
    r"|be (?:at all |\w+ly |too |that |very )?(?:surprised|surprising|a surprise|shocked)"
    r"|shock me)(?: at all)? (?:if|to see)\b|\b(?:my|our) money(?:'s| is| would be)? on\b"
)
_BETTING_WORDS = needs("surprise surprised surprising shocked shock money")
_LOOKING = needs("look")
# "It is quite possible that | the mill will close".
_HELD = (
    r"(?:is|'s|seems|looks) (?:\w+ )?(?:possible|plausible|conceivable|likely|unlikely|probable"
    r"|improbable|certain|inevitable) that "
)
_HELD_LIKELY = regex(rf"{_HELD}$")
_LIKELY_AHEAD = regex(rf"{_OPENING}it ?{_HELD}(?!if\b)")
# "It is possible that two users have the same word", "... that a node may lag".
_POSSIBLE = ("possible", "plausible", "conceivable")
_CAN = regex(r"\b(?:can|could|may|might)\b(?!.*\b(?:19|2\d)\d\d\b)")
_LIKELY = needs(
    "possible plausible conceivable likely unlikely probable improbable certain inevitable"
)
# "Kern buys the mill (confidence: high)": an item that says how sure it is.
_SURE = regex(
    r"(?:[(\[,;]|\s[\u2013\u2014-]) ?(?:confidence|certainty|likelihood|probability) ?[:=]"
)
_SURENESS = needs("confidence certainty likelihood probability")
# "There may be a rise in rents"; where predictions are announced, "trams could become rare".
_CHANGES = regex(
    r"\bthere(?:'ll| (?:will|would|may|might|could))(?: well| also| soon| probably"
    r"| likely)? be (?:(?:an?|more|some|further|less) )?(?:[\w-]+ ){0,2}?"
    r"(?:rise|increase|trend|shift|move|surge|growth|decline|drop|emphasis|fall|reduction|wave"
    r"|rush|explosion|boom|backlash|slowdown|convergence|consolidation|resurgence|shortage"
    r"|glut)s? (?:in|of|on|to|towards?|away|among|against|for|from)\b"
)
_CHANGING = needs(
    "rise increase trend shift move surge growth decline drop emphasis fall reduction wave "
    "rush explosion boom backlash slowdown convergence consolidation resurgence shortage glut"
    " rises increases trends shifts moves surges declines drops falls reductions waves booms shortages"
)
_MAY_CHANGE = regex(
    r"\b(?<!\bi )(?<!\byou )(?<!\bone )(?:may|might|could)(?: well| also| soon| even"
    r"| eventually)? (?:emerge|become|continue|gain|adopt|thrive|grow|rise|increase|expand"
    r"|decline|fall|drop|shrink|decrease|intensify|accelerate)\b"
)
_MODALS = needs("may might could")
# "It looks like they won't give us what we need", "I'm confident we can mend it".
_SEEMS = regex(
    r"\bit (?:looks|seems) (?:like|as if"
    r"|as though) (?!(?:you|everything)\b)[^,;]{2,60}? (?:will(?: not)?|won't|(?:might|may) not"
    r"|(?:is|are|'s|'re)(?: not|n't)? going to)\b"
)
_SEEMINGS = needs("looks seems")
_CONFIDENT = regex(
    r"\bi(?:'m| am) (?:\w+ )?(?:confident"
    r"|convinced) (?:that )?+(?!(?:i|you|there)\b)(?:(?:(?!is\b|are\b)[\w'-]+ ){1,6}?(?:can"
    r"|will|won't)|(?:we|they|it)'ll)\b"
)
_CONFIDENCE = needs("confident convinced")
_SUPPOSES = regex(r"(?:if|suppose|imagine|were|had|as soon as|once|when)\b")


def _owns(low: str, a: int, b: int) -> bool:
    """True for what somebody expects, and neither what they mean to do nor how something is."""
    match = _OWN.match(low, a, b)
    if match is None or _OWN_DEED.match(low, a, b):
        return False
    held = max(match.end("held"), match.end("guess"))
    return held < 0 or not is_now(low, held, b)


def _staked(low: str, proposal: Proposal) -> bool:
    """True for what a sum is bet on, and not for what stands before or beside it."""
    begin = proposal.sentence.span[0]
    match = _STAKED.search(low, begin, proposal.end)
    return match is not None and any(at >= match.end() for _, at, _ in proposal.clause.cues)


# "I wouldn't be surprised if the weaver was involved": of what was, as "if it were to close" is not; "if there is a catch".
_IF_IT_WAS = regex(r" if (?:(?:[\w'-]+ ){1,9}?(?:was|were|had|did)\b(?! to\b)|there (?:is|are)\b)")


def _unsurprised(low: str, a: int, b: int) -> bool:
    """True for what would surprise nobody, where that is to come."""
    match = _UNSURPRISED.search(low, a, b)
    if match is None:
        return False
    behind = match.end() - len(" if")
    return not (_IF_IT_WAS.match(low, behind, b) and of_now(low, match.end(), b))


def _held_likely(low: str, first: int, a: int, b: int) -> bool:
    """True behind "it is likely that", or where a claim begins with it; what is, was, or can always be is none."""
    match = _LIKELY_AHEAD.match(low, a, b)
    if match is None and (match := _HELD_LIKELY.search(low, max(first, a - _LEAD), a)) is None:
        return False
    possible = any(word in match[0] for word in _POSSIBLE)
    return not (of_now(low, match.end(), b) or (possible and _CAN.search(low, match.end(), b)))


def _foresees_a_change(low: str, a: int, b: int) -> bool:
    """True where somebody foresees a rise, a fall or the like."""
    match = _CHANGE_AHEAD.search(low, a, b)
    before = low[a : match.start()].split()[-1:] if match else []
    return bool(before) and before[0] not in _NO_SUBJECT and not before[0].endswith("n't")


def _may_change(document: Document, proposal: Proposal) -> bool:
    """True for "trams could become rare" in a text, or below a line, that announces predictions."""
    block = document.blocks[proposal.sentence.block]
    above = (*block.headings[-1:], *((block.lead,) if block.lead is not None else ()))
    return (document.predictive or any(map(document.announces, above))) and (
        _MAY_CHANGE.search(document.low, proposal.start, proposal.end) is not None
    )


def owned(document: Document, proposal: Proposal, sure: float) -> bool:
    """True for a claim whose words put it forward as a forecast, or give it a number ahead.

    Where the models all but rule it out, only what says so outright is one.
    """
    low, seen, (a, b) = document.low, proposal.sentence.seen, (proposal.start, proposal.end)
    if proposal.form == "listed":
        return bool(seen & _SURENESS) and _SURE.search(low, *proposal.sentence.span) is not None
    if proposal.form != "prose":
        return proposal.form == "avowed" and sure >= _OUT_OF_QUESTION
    if _SUPPOSES.match(low, a):
        pressed = _PRESSED.match(low, a, b) if seen & _PRESSING else None
        return pressed is not None and (document.predictive or pressed["guess"] is not None)
    return _outright(low, proposal) or (sure >= RULED_OUT and _by_its_words(document, proposal))


def _outright(low: str, proposal: Proposal) -> bool:
    """True for "I expect chaos", "it is here to stay", "look for Kern to win"."""
    seen, first = proposal.sentence.seen, proposal.sentence.span[0]
    a, b = proposal.start, proposal.end
    return (
        (bool(seen & _FIRST_PERSON) and _owns(low, a, b))
        or (bool(seen & _EXPECTING) and _EXPECTED.search(low, max(first, a - _LEAD), a) is not None)
        or (bool(seen & _FOREGONE_WORDS) and _FOREGONE.search(low, a, b) is not None)
        or (bool(seen & _IN_VIEW_WORDS) and _IN_VIEW.search(low, a, b) is not None)
        or (bool(seen & _LOOKING) and _LOOK_FOR.match(low, a, b) is not None)
        or (bool(seen & _STAKES) and _staked(low, proposal))
        or (
            bool(seen & _CONFIDENCE)
            and _CONFIDENT.search(low, max(first, a - _LEAD), b) is not None
        )
    )


def _by_its_words(document: Document, proposal: Proposal) -> bool:
    """True for "it is likely that the mill will close", "the guild predicted a fall in rents"."""
    low, seen = document.low, proposal.sentence.seen
    first, a, b = proposal.sentence.span[0], proposal.start, proposal.end
    told = avowed(low, first, proposal.sentence.span[1], seen)
    if told is not None and a <= told and any(at >= told for _, at, _ in proposal.clause.cues):
        return True
    return (
        (bool(seen & _LIKELY) and _held_likely(low, first, a, b))
        or (bool(seen & _INEVITABLY) and _INEVITABLE.search(low, a, b) is not None)
        or (bool(seen & _BETTING_WORDS) and _unsurprised(low, a, b))
        or (bool(seen & _SEEMINGS) and _SEEMS.search(low, max(first, a - _LEAD), b) is not None)
        or (bool(seen & _CHANGING) and _CHANGES.search(low, a, b) is not None)
        or (bool(seen & _MODALS) and _may_change(document, proposal))
        or (bool(seen & _CHANCES) and _HAS_CHANCE.search(low, a, b) is not None)
        or (
            bool(seen & _FORECASTING and seen & DIGIT)
            and _AMOUNT_AHEAD.search(low, a, b) is not None
        )
        or (bool(seen & _FORECASTING) and _foresees_a_change(low, a, b))
        or (bool(seen & _REVISIONS and seen & DIGIT) and _REVISED.search(low, a, b) is not None)
    )
