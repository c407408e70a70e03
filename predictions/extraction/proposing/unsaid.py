"""What a clause leaves unsaid: it asks within, says that nobody knows, compares, announces or plans."""

import re

from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.words import lexicon as lex
from predictions.extraction.words.glance import needs
from predictions.regexes import regex

Cue = tuple[str, int, int]

# "Nobody can predict who will win", "guesses as to what will happen": the future is only asked about.
_ASKED = regex(
    r"\b(?:(?:excited|curious|eager|interested|keen|love|like) to (?:see|watch|know|hear|learn)"
    r"|predict|forecast|foresee|guess|estimate|know|say|determine|decide|tell|ask|wonder"
    r"|question|find out|figure out|understand|discuss|explain|discover|explore|sure|clear"
    r"|unclear|idea|curious|unknown|as to|about|extent to|degree to|care|matter"
    r"|(?:prediction|forecast|expectation|opinion|thought|idea|clue|model|vision|picture"
    r"|intuition)s? (?:for|on|of)(?! (?:when|where)\b)"
    r"|(?:perspective|view|distribution|curiosity|uncertainty)s? (?:on|of|over)|debate|thought"
    r"|opinion|worry)(?:s|ed|d|ing)?"
    r" (?:to see |exactly |precisely |just |out )?(?P<wh>what|who|which|how|when|where|whether"
    r"|if|why)\b(?!ever)",
    factor=True,
)
_QUESTIONS = needs("what who which how when where whether if why")
_LONGEST_SUBJECT = 70  # characters between the question's word and its predicate
_ABLE = ("can", "cannot", "can't", "could", "couldn't", "must")
_NEAR = 10  # characters
_IN_ONE = regex(r"\b(?:what|who|which|how|when|where|whether|if|why|and|or|that)\b")
_TURNS = regex(r"[,;] (?:but|though|yet)\b")
_NOUNS = ("probability", "chance", "chances", "likelihood", "odds", "possible", "impossible")
# "Time will tell", "it is too early to say".
_UNTOLD = regex(
    r"\b(?:time(?:'ll| will| shall) (?:tell"
    r"|(?:show|reveal|unveil) (?:what|how|whether|if|who|which))|any(?:one|body)'s guess"
    r"|no guarantees?|remains? to be seen"
    r"|(?:impossible|too (?:early|soon)|(?:extremely |very |so |pretty |fundamentally )?(?:hard"
    r"|difficult|tough|tricky)) to (?:say|tell|know|answer|predict|forecast|prognosticate))\b"
)
_UNTOLD_WORDS = needs(
    "guarantee guarantees tell show reveal unveil guess seen impossible early soon hard "
    "difficult tough tricky"
)
# "I can't predict the future", "we won't know until it is built".
_UNKNOWN = regex(
    r"n(?:'t|ot) (?:really |even )?(?:(?:predict|forecast|foretell)\b"
    r"|know (?:until|for (?:sure|an?|some|another|many))\b)"
)
# "I'm not sure they will", "it is not clear that it will be".
_UNSURE = regex(
    r"n(?:'t|ot) (?:\w+ )?(?:sure|certain|clear)\b(?! ?[,.;])(?![^;]{3,160}, (?:but|though|yet)\b)"
)
_UNSURE_THAT = regex(r"n(?:'t|ot) (?:\w+ )?(?:sure|certain|clear)(?: that| if| whether)? $")
_SURENESS = needs("sure certain clear")
_NOT, _KNOWING = needs("t not cannot"), needs("predict forecast foretell know")
# "Demand is stronger than we expected": a look back at what was expected.
_THAN_EXPECTED = regex(
    r"\b(?:than|as) (?:\w+ ){0,3}?(?:expected|predicted|forecast|thought|anticipated|hoped"
    r"|feared|estimated|projected)\b(?= (?:it|them|to|in|by|back|when|at|on|earlier|before|and"
    r"|but|while|as)\b|\W*$|[,.;:)])"
)
_THAN = needs("expected predicted forecast thought anticipated hoped feared estimated projected")
# "Kern announces it will build trams", "they are planning to": their own doing, not a forecast of it.
_ANNOUNCED = regex(
    r"\bannounc(?:e|es|ed|ing) (?:\w+ \w+ )?(?:that )?(?:it|they|he|she"
    r"|(?:its|their) \w+) (?:will|would|is going to|are going to)\b"
)
_PLANNED = regex(r"\b(?:plan|aim|intend|seek)(?:s|n?ing)? to\b")
_DEEDS = needs(
    "announce announces announced announcing plan plans planning aim aims aiming intend "
    "intends intending seek seeks seeking"
)
_HIGH_TIME = regex(r"i(?<!\w\w)t(?:'s| is| might be| may be)(?: \w+)? time (?:to|for|that)\b")
_TIME = needs("time")
# "... make sure that": what is seen to; "the wisdom was that ... would": what was once believed.
_SEEN_TO = regex(r"\b(?:(?:make|makes|making) sure|ensur(?:e|es|ing)|can assume)(?: that)? $")
# "The idea that looms will think", "this doesn't mean that rents will fall": talked of, and not said; but "the claim that
# wool is dead will look dated".
_TALKED_OF = regex(
    r"\b(?:(?:the|this|that|these|any|no|old|common|popular|whole) (?:ideas?|notions?|claims?"
    r"|beliefs?|arguments?|premise|myth|illusion|narrative|assertions?|theory|thesis"
    r"|superstition|thought|hypothesis|assumption|accusation) that"
    r"|(?:does|did)(?:n't| not) (?:necessarily |automatically )?(?:mean|imply|guarantee"
    r"|suggest)(?: that)?(?= )|(?:cannot|can't|can not|shouldn't|should not"
    r"|must not) assume(?: that)?),? (?!(?:[\w'-]+ )*(?:is|are|was|were|has|have|does"
    r"|do) )[^,;.:]{1,70} $"
)
_TALKING = needs(
    "idea ideas notion notions claim claims belief beliefs argument arguments premise myth "
    "illusion narrative assertion assertions theory thesis"
    " superstition thought hypothesis assumption accusation mean imply guarantee suggest assume"
)
_IN_DOUBT = regex(
    r"\b(?:dubious|(?:un|im)\w+able|unlikely|probability|doubtful|far-?fetched|wishful|nonsense"
    r"|wrong|fanciful|absurd|ridiculous|mistaken|false|naive|laughable|silly|crazy|fantasy)\b"
)
# "It is no surprise that people go": they do.
_NO_SURPRISE = regex(
    r"\b(?:no|little|hardly a|not|isn't|n't) (?:\w+ )?(?:surprise|surprising"
    r"|wonder)(?: then)?,? (?:that|to see|how)\b"
)
_SURPRISING = needs("surprise surprising wonder")
# "Nobody is saying that", "some would say that", "this is not to say that", "he asked how likely it is that":
# said by nobody in particular, and not here.
_UNOWNED = regex(
    r"\b(?:not (?:\w+ ){0,3}to (?:say|claim|suggest|imply|make the (?:argument|claim)|predict)"
    r"|how (?:likely|probable)|(?:no ?one|nobody|not everyone|i'm not|i am not"
    r"|we're not) (?:is )?(?:say|claim|suggest|argu|imply)(?:ing|s)?"
    r"|(?:some|one|you|people) (?:would|might|could|may) (?:say|argue"
    r"|take (?:this|it|that) to mean))(?: that)?\b[^,;.]{0,40}$"
)
_ONCE_BELIEVED = regex(
    r"\b(?:thought|assumed|imagined|believed|(?:wisdom|idea|plan|assumption) was)(?: that)? $"
)
# "People thought it would ruin the banks, and the tellers will be gone": all that follows is theirs.
_THEY_BELIEVED = regex(
    r"\b(?:people|they|everyone|everybody|many|some|most|experts|critics|pundits"
    r"|leaders) (?:\w+ly |also |all )?(?:thought|believed|assumed|imagined)\b"
)
# "We don't know | if they will".
_IF = ("if ", "whether ")
_NEAR_IF = 24  # characters
_ASKED_IF = regex(
    r"\b(?:know|knows|knew|see|wonder|wonders|wondering|ask|asks|asked|tell|sure|clear|unclear"
    r"|question|determine|decide)(?: for sure| yet)? $"
)
# "While trams may run there one day, ...": granted before what is claimed.
_GRANTED = regex(r"\W*(?:(?:so|and|but) )?(?:while|(?:even )?though|although) $")
_GRANTING = needs("while though although")
_SINCE = regex(r"\b(?:but|now|today|nowadays|i think|i believe)\b")
_BEFORE = needs(
    "sure likely probable say claim suggest imply argument predict ensure ensures ensuring "
    "assume thought assumed imagined believed was one nobody some might would everyone not "
    "people say"
)
_LEAD = 70  # characters
_MIGHT = ("may", "might", "can", "could")
_UNREAL = ("would", "wouldn't", "could", "couldn't", "might")
# "So do you think trams will win": asked, whatever mark is behind it.
_DO_YOU = regex(
    r"(?:\W|(?:so|and|but|now|what|how|when|where),? )*do you (?:think|believe|expect|see|foresee)\b"
)
_YOU = needs("you")

# "Not gonna happen", "what won't happen": the head of a list, of what is not said there.
_NOTHING_NAMED = regex(
    r"\W*(?:(?:and|what|which|things that) )*(?:not (?:going to|gonna|gunna)"
    r"|(?:won't|will not|will|ain't gonna)(?: ever)?) happen\W*"
)
_HAPPENS = needs("happen")


def unsaid(document: Document, proposal: Proposal) -> bool:
    """True for a clause that holds words of the future and says nothing of it."""
    low, seen = document.low, proposal.sentence.seen
    a, b = proposal.start, proposal.end
    if proposal.stated is not None:
        return False
    strong = [cue for cue in proposal.clause.cues if cue[0] in lex.STRONG and a <= cue[1] < b]
    return (
        (bool(seen & _QUESTIONS) and _only_asks(low, proposal, strong))
        or (bool(seen & _UNTOLD_WORDS) and _alone(_UNTOLD, low, proposal, strong))
        or (bool(seen & _NOT and seen & _KNOWING) and _alone(_UNKNOWN, low, proposal, strong[1:]))
        or (bool(seen & _NOT and seen & _SURENESS) and _unsure(low, proposal, strong))
        or (bool(seen & _THAN) and not strong and _compares(low, proposal))
        or (bool(seen & _DEEDS) and _deed(low, proposal, strong))
        or (bool(seen & _TIME) and _alone(_HIGH_TIME, low, proposal, strong))
        or (bool(seen & _SURPRISING) and not strong and _NO_SURPRISE.search(low, a, b) is not None)
        or (
            bool(seen & _HAPPENS)
            and not proposal.clause.rides
            and _NOTHING_NAMED.fullmatch(low, a, b) is not None
        )
        or (low.startswith(_IF, a) and _ASKED_IF.search(low, max(0, a - _NEAR_IF), a) is not None)
        or (bool(seen & _TALKING) and _only_talked_of(low, proposal, strong))
        or (bool(seen & _BEFORE) and _led_in(low, proposal, strong))
        or (bool(seen & _GRANTING) and _granted(low, proposal, strong))
        or (bool(seen & _YOU) and _DO_YOU.match(low, proposal.sentence.span[0], b) is not None)
    )


def _only_asks(low: str, proposal: Proposal, strong: list[Cue]) -> bool:
    """True where the first predicate that looks ahead stands in an indirect question."""
    for match in _ASKED.finditer(low, proposal.start, proposal.end) if strong else ():
        asking, at = match.start(), match.start("wh")
        # "Nobody can predict who will ...": being able to tell is nothing ahead.
        ahead = [c for c in strong if not (low[c[1] : c[2]] in _ABLE and 0 < asking - c[2] < _NEAR)]
        if not ahead or not 0 <= ahead[0][1] - at <= _LONGEST_SUBJECT:
            continue
        _, first, end = ahead[0]
        held = any(
            kind == "odds" and x < at and low[x:y] not in _NOUNS
            for kind, x, y in proposal.clause.cues
        )
        if "," not in low[at:first] and not held and not _TURNS.search(low, end, proposal.end):
            return all(_IN_ONE.search(low, end, cue[1]) for cue in ahead[1:])
    return False


def _unsure(low: str, proposal: Proposal, strong: list[Cue]) -> bool:
    """True for a doubt without a time; "I'm not sure it will open in 2031" leans to a denial."""
    if proposal.sentence.windows:
        return False
    begin = max(proposal.sentence.span[0], proposal.start - _LEAD)
    before = _UNSURE_THAT.search(low, begin, proposal.start)
    return before is not None or _alone(_UNSURE, low, proposal, strong)


def _alone(pattern: re.Pattern[str], low: str, proposal: Proposal, strong: list[Cue]) -> bool:
    """True where the pattern comes before any predicate that looks ahead, or holds it."""
    match = pattern.search(low, proposal.start, proposal.end)
    return match is not None and not any(cue[1] < match.start() for cue in strong)


def _compares(low: str, proposal: Proposal) -> bool:
    """True where all that could look ahead is what something is measured against."""
    a, b = proposal.start, proposal.end
    told = [match.span() for match in _THAN_EXPECTED.finditer(low, a, b)]
    cues = [(x, y) for kind, x, y in proposal.clause.cues if kind != "adverb"]
    ahead = any(a <= w.start < b and w.deadline for w in proposal.sentence.windows)
    return bool(told) and not ahead and all(any(p <= x < q for p, q in told) for x, _ in cues)


def _deed(low: str, proposal: Proposal, strong: list[Cue]) -> bool:
    a, b = proposal.start, proposal.end
    if _ANNOUNCED.search(low, a, b):
        return True
    return not strong and _PLANNED.search(low, a, b) is not None


def _granted(low: str, proposal: Proposal, strong: list[Cue]) -> bool:
    """True for what a sentence grants as possible before its own claim."""
    begin, end = proposal.sentence.span
    return (
        low.startswith(",", proposal.end, end)
        and _GRANTED.fullmatch(low, begin, proposal.start) is not None
        and bool(strong)
        and strong[0][0] == "modal"
        and low[slice(*strong[0][1:])] in _MIGHT
    )


def _only_talked_of(low: str, proposal: Proposal, strong: list[Cue]) -> bool:
    """True for what somebody holds or means, unless the sentence goes on to deny it."""
    begin = max(proposal.sentence.span[0], proposal.start - _LEAD)
    ahead = strong[0][1] if strong else proposal.start
    return _TALKED_OF.search(low, begin, ahead) is not None and (
        _IN_DOUBT.search(low, ahead, proposal.sentence.span[1]) is None
    )


def _led_in(low: str, proposal: Proposal, strong: list[Cue]) -> bool:
    begin = max(proposal.sentence.span[0], proposal.start - _LEAD)
    if _SEEN_TO.search(low, begin, proposal.start) or _UNOWNED.search(low, begin, proposal.start):
        return True
    ahead = strong[0][1] if strong else proposal.start
    theirs = _THEY_BELIEVED.search(low, proposal.sentence.span[0], ahead)
    if theirs and not _SINCE.search(low, theirs.end(), proposal.end):
        return True
    believed = _ONCE_BELIEVED.search(low, begin, proposal.start) is not None
    return believed and bool(strong) and low[slice(*strong[0][1:])] in _UNREAL
