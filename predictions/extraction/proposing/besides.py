"""What is said beside a forecast: of the predictions themselves, of stakes, wishes and assumptions, and what always holds."""

from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.words.glance import needs
from predictions.regexes import regex

_OF_MANY = r"(?:(?:some|many|most|more|all|half|few|none|any) of )?"
# "My predictions will seem strange", "this post will look at": of the text, not of the world.
_OF_THE_TEXT = regex(
    rf"(?:{_OF_MANY}(?:my|these|those|our) (?:\w+ )?(?:predictions|prophecies|forecasts|guesses)"
    r"|(?:in (?:this|the present) \w+,? )?(?:this|the present) (?:post|article|essay|piece"
    r"|list(?! (?:may|might|could|will|would) (?:\\w+ )?(?:grow|expand|lengthen|shrink))|talk"
    r"|chapter|section|blog)|(?:in (?:this|the present) (?:post|article|essay|piece|talk"
    r"|chapter|section),? (?:i|we)))"
    r"(?: \w+ly| also| then)? ?(?:will|would|may|might|could|'ll|am going to|is going to"
    r"|are going to|aims? to)\b"
    r"|(?:(?:in|on) (?:this|today's) (?:\w+ )?(?:episode|show|video|podcast|issue|newsletter"
    r"|edition|thread),? (?:i|we)|(?:my|the|our) (?:\w+ )?(?:comments|ratings|grades|notes"
    r"|answers|verdicts|annotations) (?=will (?:be (?:in|marked|shown|noted|listed|added"
    r"|highlighted|written|given) |range from |follow )))(?: ?(?:will|would|'ll|are going to)\b"
    r"| ?(?=will ))"
    r"|(?:the |our |my )?(?:forecast|forecasting|prediction) (?:accuracy|errors?|skill) (?:is"
    r"|was|rises|rose|falls|fell|improves|improved|drops|dropped)\b"
)
_TEXTS = needs(
    "accuracy error errors skill predictions prophecies forecasts guesses post article essay "
    "piece list talk chapter section blog"
    " episode show video podcast issue newsletter edition thread comments ratings grades notes "
    "answers verdicts annotations"
)
# "This market will resolve YES if", "the stakes will go to the mill if Roe wins".
_STAKES = regex(
    r"\b(?:market|question|bet|poll|contract)s? (?:will|would|should|shall) (?:\w+ )?(?:resolve"
    r"|settle|close|be (?:resolved|settled|closed))\b"
    r"|\bwill (?:go|be (?:given|donated)) to [^.;]{3,60}\bif [\w .'-]{2,40} wins?\b"
    r"|\bwill (?:arbitrate|adjudicate|referee)\b|\bgentlem[ae]n's agreement\b"
)
_STAKED = needs(
    "arbitrate adjudicate referee agreement market question bet poll contract markets "
    "questions bets polls contracts wins win"
)
# "It will be fun to watch", "the closer it gets, the fewer ways it may take".
_FUN = regex(
    r"\b(?:it|that|this)(?:'ll| will| would| should| is going to"
    r"|'s going to)(?: \w+)? be (?:\w+ly |very |really |quite |so )?(?:interesting|fun|curious"
    r"|fascinating|exciting) (?:to (?:see|watch|find out|hear|observe|look back|reflect|revisit"
    r"|reread|read back|compare|check|make|do|try|write|read|guess|predict|speculate|play|put)"
    r"|what|how|whether|which|where|who)\b"
)
_FUNNY = needs("interesting fun curious fascinating exciting")
# "We would need a flood every spring to get there": what an end would take.
_WOULD_TAKE = regex(
    r"\b(?:would|'d) (?:still |then |also )?(?:have to|need|require"
    r"|take)\b [^.;,]{3,90}? (?:in order )?to (?:get|reach|catch|achieve|match|meet|make up"
    r"|overtake|close)\b"
)
_ENDS = needs("get reach catch achieve match meet make overtake close")
# "It would be nice if", "she'd like to see".
_WISHED_FOR = regex(
    r"(?:'d| would) (?:be (?:\w+ly |very |really |quite |so )?(?:cool|nice|fun|great|awesome"
    r"|lovely|good) (?:if|to)|(?:also |really )?(?:like|love|prefer) to (?:see|hear|have"
    r"|know))\b"
)
_WOULD, _LIKING = (
    needs("would d"),
    needs("cool nice fun great awesome lovely good like love prefer"),
)
_PROPORTION = regex(
    r"(?:(?:and|but|so|therefore|thus|then|still),? )*the (?:more|less|closer|fewer|higher"
    r"|lower|further|longer|sooner|bigger|better|worse)\b"
    r"(?: (?:confident|likely|certain|the|we|you|it|they|people)\b"
    r"|[^.;]{3,90}, the (?:more|fewer|less|\w+er)\b)"
)
# "Maybe I'll even get some of it right", "I was right that the bank would": of one's own list, scored.
_OWN_SCORE = regex(
    r"\b(?:i|we)(?:'ll| will| might| may| could| should)?(?: even| actually| at least"
    r"| probably)? (?:get|be) (?:some|a few|one|most|many|half|all|any|none|something"
    r"|plenty)(?: of (?:it|them|these|this|those))? (?:right|wrong|correct)\b"
    r"|\b(?:i|we) (?:was|were)(?: \w+ly| half| quite| very| dead| also)? (?:right|wrong|correct"
    r"|mistaken|spot on|off)(?:,? (?:that|about|when"
    r"|in (?:saying|predicting|thinking|expecting)|to (?:say|predict|think|expect)))\b"
)
_SCORED = needs("right wrong correct mistaken spot off")
_COMPARING = needs("more less closer fewer higher lower further longer sooner bigger better worse")
# "I sure hope we will", "I'd like to believe that", "the model assumes that": wished or supposed.
_WISHING = (
    r"(?:(?:i|we) (?:\w+ )?(?:hope|pray|wish)"
    r"|(?:i|we)(?:'d| would) (?:like|love|want|prefer) to (?:believe|think|fantasi[sz]e"
    r"|imagine))(?: that)?"
)
_WISHED_BEFORE = regex(
    rf"\b(?:{_WISHING}|(?:the|my|our|his|her|their) (?:\w+ )?hope is(?: that)?"
    rf"|(?:in|my|our) hope(?: that)?|\bjust hope(?: that)?) $"
)
_WISHED = regex(
    rf"{_WISHING}\b|(?:i|we)(?:'m| am|'re| are) (?:\w+ )?(?:hoping|hopeful)\b(?! for\b)"
    rf"|(?:there(?:'s| is| are) )?(?:[\w']+ ){{0,4}}things? (?:that )?(?:i|we) (?:\w+ )?(?:hope"
    rf"|wish|pray)\b|(?:hope|hoping) (?:that )?(?:i|we|you|it|they|he|she)\b"
)
_HOPING = needs("hope hoping hopeful pray wish like love want prefer")
_SUPPOSED = regex(
    r"(?:(?<!\bi )(?<!\bwe )\bassum(?:es|ing"
    r"|ption(?<!my assumption)(?<!my \w{4} assumption)(?<!my \w{5} assumption)(?<!my \w{6} assumption)(?<!my \w{7} assumption)"
    r"|ptions)(?: is| are)?|\b(?:let us|let's|if (?:we|you|one)) (?:\w+ )?(?:assume|suppose"
    r"|imagine|pretend))(?: that)? $"
)
_SUPPOSES = regex(r"(?:.{0,90}?\b)?(?:it|this|which|model|forecast|that) assumes\b")
_ASSUMING = needs("assumes assuming assumption assumptions assume suppose imagine pretend")
# "Policymakers should consider", "let's start with", "my ideal outcome would be": advice and wishes.
_ADVICE = regex(
    r"\b(?:should|shouldn't|ought to|must|needs? to) (?:\w+ly |also |not |all "
    r"|really )?(?:consider|focus|ensure|aim|try|ask|read|remember|note|think about"
    r"|pay attention|look at|be (?:assessed|considered|judged|treated|ashamed|careful|aware"
    r"|taken|worried|concerned|given|noted|mentioned|stressed|emphasi[sz]ed|trained|made to))\b"
)
_ADVISING = needs("should shouldn ought must need needs")
_AIMED = regex(
    r"(?:let's|let us|let me|ask me|remind me|tell me)\b"
    r"|(?:my|our) (?:\w+ )?(?:ideal|hope|wish|dream|goal|aim|intention|advice|recommendation"
    r"|suggestion)s?\b"
)
_AIMS = needs(
    "let ask remind tell ideal hope wish dream goal aim intention advice recommendation "
    "suggestion hopes wishes dreams goals aims intentions recommendations suggestions"
)
# "To halt the flood, we will have to build": what an end would take.
_TO_THAT_END = regex(
    r"(?:(?:and|but|so),? )?(?:in order )?to (?!be\b)\w+ [^;]{3,260}?, [^,;]{2,60}? (?:must"
    r"|(?:will|would) (?:have|need) to|needs? to)\b"
)
_TAKING = needs("must have need needs")
# "By default it will print", "this one will sound odd": how a thing is made, and of one's own list.
_ALWAYS = regex(
    r"(?:[\w'-]+,? ){0,3}by (?:definition|default(?!,? (?:there|we|people|nothing|no one)\b))\b"
)
_MADE_SO = needs("default definition")
_OF_THIS_ONE = regex(
    r"(?:this|the (?:next|last|first|second|third|final)) (?:one|prediction)(?: is|'s| will"
    r"| may| might)(?: \w+ly)?(?: going to| gonna)?(?: be| seem| sound| look| feel)? (?:the "
    r"|my |a |an )?(?:\w+ ){0,2}?(?:crazy|odd|strange|controversial|obvious|boring|easy|bold"
    r"|boldest|safe|safest|risky|riskiest|wild|weird|surprising|silly|cheeky|contentious)\b"
)
_ONE = needs("one prediction")
# "This is what I expect of the year", "seven things that won't happen": only leads on to what is expected.
_LEADS_ON = regex(
    r"(?:(?:so|and|but|anyway),? )?(?:this|that|here|these|below)(?:'s| is"
    r"| are) (?:\w+ )?(?:what|how|where) (?:i|we)(?:'d)? (?:expect|predict|think|foresee|guess"
    r"|reckon|hope)"
    r"(?: (?:of|for|from|in|during|about|over) [\w' -]{2,40}"
    r"| (?:to |will |might |may |could |is gonna |is going to )?(?:see|happens?|comes?"
    r"|lies ahead|is coming)(?: [\w' -]{2,40})?)?(?:, (?:without further ado"
    r"|in no (?:\w+ )?order))?\W*$"
    r"|(?:[\w' ]{0,24} )?(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|a dozen|some"
    r"|a few|the|more) (?:\w+ ){0,2}(?:things?|events|predictions|developments|trends"
    r"|stories) (?:that |which )?(?:i think |we think |you think )?(?:will|won't|will not"
    r"|will never|might|may|could|are going to|aren't going to)(?: \w+ly| not"
    r"| still)? (?:happen|come true|come to pass|occur|take place)\b[^,;.!]{0,30}\W*$"
)
_LEADING = needs(
    "expect predict think foresee guess reckon hope happen happens comes true pass occur place"
)
# "Actual results may differ": what companies must say.
_BOILERPLATE = regex(
    r"\b(?:forward-looking (?:statements?|information)"
    r"|actual results (?:may|might|could|will) (?:differ|vary))\b"
)
_BOILING = needs("statement statements information results")
# "If I am 100% sure that 40% of the region will see rain": an example of arithmetic.
_FOR_EXAMPLE = regex(
    r"\b(?:if|suppose|say|imagine)(?: that)? (?:i am|i'm|you are|you're|we are|we're"
    r"|someone is) \d+ ?% (?:confident|sure|certain)\b"
)
_SURE = needs("confident sure certain")
# "The results will be as follows:": what leads to them.
_AS_FOLLOWS = regex(
    r"\b(?:be|go|are|look) (?:as follows|the following|these|like this|something like this)\W*$"
    r"|\b(?:results?|winners?(?: and losers?)?|scores?|predictions?|picks?|odds) (?:will be"
    r"|are)\W*$"
)
_FOLLOWING = needs(
    "follows following these this result results winner winners losers score scores prediction "
    "predictions pick picks odds"
)
_LEAD = 40  # characters


def besides(low: str, proposal: Proposal) -> bool:
    """True for a clause that speaks of the future beside what anybody forecasts."""
    seen, begin = proposal.sentence.seen, proposal.sentence.span[0]
    a, b = proposal.start, proposal.end
    if seen & _SURE and _FOR_EXAMPLE.search(low, begin, b):
        return True
    if proposal.stated is not None:
        return False
    # Loops: what is asked of every claim is no place for generators.
    for needed, pattern in _AT_THE_HEAD:
        if seen & needed and pattern.match(low, a, b):
            return True
    for needed, pattern in _WITHIN:
        if seen & needed and pattern.search(low, a, b):
            return True
    return (
        bool(seen & _WOULD and seen & _LIKING and _wished_for(low, proposal))
        or bool(
            seen & _ASSUMING
            and (_SUPPOSED.search(low, max(begin, a - _LEAD), a) or _supposes(low, proposal, a, b))
        )
        or bool(
            seen & _HOPING
            and (_WISHED.match(low, a, b) or _WISHED_BEFORE.search(low, max(begin, a - _LEAD), a))
        )
    )


def _wished_for(low: str, proposal: Proposal) -> bool:
    """True where nothing else looks ahead before a wish."""
    match = _WISHED_FOR.search(low, proposal.start, proposal.end)
    return match is not None and not any(
        proposal.start <= at < match.start() for _, at, _ in proposal.clause.cues
    )


def _supposes(low: str, proposal: Proposal, a: int, b: int) -> bool:
    """True where what is assumed comes before any other word of the future."""
    match = _SUPPOSES.match(low, a, b)
    return match is not None and not any(
        a <= at < match.end() and kind != "adverb" for kind, at, _ in proposal.clause.cues
    )


_AT_THE_HEAD = (
    (_TEXTS, _OF_THE_TEXT),
    (_COMPARING, _PROPORTION),
    (_AIMS, _AIMED),
    (_MADE_SO, _ALWAYS),
    (_TAKING, _TO_THAT_END),
    (_ONE, _OF_THIS_ONE),
    (_LEADING, _LEADS_ON),
)
_WITHIN = (
    (_ADVISING, _ADVICE),
    (_STAKED, _STAKES),
    (_FUNNY, _FUN),
    (_ENDS, _WOULD_TAKE),
    (_SCORED, _OWN_SCORE),
    (_BOILING, _BOILERPLATE),
    (_FOLLOWING, _AS_FOLLOWS),
)
