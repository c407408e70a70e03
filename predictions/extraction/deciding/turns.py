"""Turns: what happens, in the plain present, at a time of its own to come: "Rents double by 2031"; no schedule."""

from predictions.extraction.deciding.arguing import FAR
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.words import lexicon as lex
from predictions.extraction.words.glance import needs
from predictions.regexes import regex
from predictions.windows import Window

_WORDS = (
    r"(?:(?!(?:if|when|who|which|that|what|how|to|will|would|can|could|may|might|should|is|are|was"
    r"|were|be|been|has|have|had|did|does|do|and|or|but|i|you|lets?|helps?|makes?"
    r"|[\w-]*\w{2}ed)\b)[\w$%'&.-]+ )"
)
_TURN = regex(
    r"(?:\W|(?:and|but|so|then|i think|i believe|i expect|we think|eventually),? )*(?:(?:by|in"
    r"|within|before|over|during|at|sometime in|around|next|this)\b [^,;]{2,40}?,? )?"
    rf"(?:(?P<who>{_WORDS}{{1,8}}?)(?:\w+ly )?(?P<does>rises|falls|doubles?|halves?|triples?"
    rf"|peaks|reaches|hits|tops|exceeds|surpasse?s?|overtakes?|replaces|collapses|disappears?"
    rf"|dies|vanish(?:es)?|wins|loses|goes (?:bankrupt|bust|under|extinct|mainstream)|becomes"
    rf"|drops|climbs|shrinks|grows|fills|merges|splits|breaks"
    r"|crashes|defaults|runs out|ends (?:this|next) year (?:at|above|below|around|a little|near"
    r"|up|down)|stops being|ceases|resigns|falters|slips|slumps|soars|plunges|declines|recovers"
    r"|rebounds|runs on|takes over|outnumbers?|dominates|(?:opens|closes|shuts) (?=by|before)"
    r"|(?<=nobody )\w+s|(?<=no one )\w+s)\b(?!:))"
)
# What has its day in a calendar, a contract or a law.
_OF_A_SCHEDULE = regex(
    r"\b(?:support|registration|applications?|tickets?|contracts?|lease|treaty|law|bill|act"
    r"|terms?|course|festival|semester|licen[cs]e|warranty|offer|deadline|voting|exhibition"
    r"|museum|office|session|release|version|visa|window|period|proposal|plan|budget|shop|fair"
    r"|easter|christmas)\b"
)
_OFTEN_OR_ONCE = regex(
    r"\b(?:every|each|usually|always|typically|often|normally|was|were|had|since|ago|last)\b"
)
_AHEAD = regex(
    r"(?:by|before|within|until|till)\b|next "
    r"|this (?:year|decade|century|summer|winter|spring|autumn|fall|season)"
)


def turns(document: Document, proposal: Proposal) -> bool:
    """True for a change told in the present with its time to come."""
    if proposal.form != "prose" or not proposal.sentence.windows:
        return False
    if any(kind in lex.STRONG for kind, _, _ in proposal.clause.cues):
        return False
    low, (a, b) = document.low, (proposal.start, proposal.end)
    times = [w for w in proposal.sentence.windows if a <= w.start < b and _to_come(document, w)]
    match = _TURN.match(low, a, b) if times else None
    return (
        match is not None
        and not any(w.start <= match.start("does") < w.end for w in times)
        and not _OF_A_SCHEDULE.search(low, a, match.start("does"))
        and not _OFTEN_OR_ONCE.search(low, a, b)
    )


# "I'd be shocked if the mill reopened in 2031", "there's no way it opens by then", "it is hard to imagine trams without drivers by 2031".
_HARDLY = regex(
    r"(?:\W|(?:and|but|so|then|still|honestly|personally),? )*"
    r"(?:(?:i|we)(?:'d| would) (?:be|find it)(?: \w+ly| very| pretty| quite)* (?:shocked|surprised"
    r"|amazed|astonished|stunned|surprising) if\b"
    r"|(?:there(?:'s| is) (?:\w+ )?)?no way (?!to\b|of\b|for\b|around\b|in which\b|you\b|we\b|i\b)"
    r"|(?:(?:it(?:'s| is)|i find it) (?:\w+ )?)?(?:hard|difficult|impossible) to (?:imagine|believe|picture)\b"
    r"|(?:i|we) (?:can't|cannot) (?:\w+ )?(?:imagine|picture)\b"
    # "I'd be willing to bet that it opens by then", "I wouldn't bet on a strike", "imo it closes in 2031".
    r"|i(?:'ll|'d|'m going to| will| would| am going to)? (?:\w+ly )?(?:go out on a limb"
    r"|be willing to (?:bet|wager)|put (?:my |good |real |some )?money on)\b"
    r"|i (?:wouldn't|would not|don't|won't) (?:bet|bank|count) on\b(?! (?:it|that|this|you)\b)"
    r"|i (?:wouldn't|would not|can't|cannot) rule out\b|imh?o\b"
    # "Chances are (good) that it opens by then", "there is every chance of a strike next year".
    r"|(?:the )?(?:chances|odds) are(?: (?:very |pretty |quite )?(?:good|high|low|slim|small"
    r"|excellent|better than even))?,?(?: that)? (?!(?:you|i)\b)"
    r"|there(?:'s| is) (?:absolutely |almost |practically )?(?:no|zero|little|every|not a"
    r"|not much of a)(?: real)? (?:chance|prospect|hope|likelihood|possibility) (?:that|of)\b)"
)
# "The odds of a strike next year are slim", "a strike in 2031 is a coin flip", "cannot be ruled out".
_SO_LIKELY = regex(
    r"(?:\b(?:chances?|odds|likelihood|prospects?|probability|risk) (?:of|that) [^;:]{4,120} (?:is|are|remains?)"
    r" (?:\w+ )?(?:slim|good|high|low|small|remote|excellent|negligible|zero|nil|even|tiny|poor)"
    r"|\b(?:is|are|remains?) (?:\w+ )?(?:a coin[- ](?:flip|toss)|a toss-?up|even money|fifty[- ]fifty"
    r"|off the (?:table|cards)|on the cards|(?:a|an) (?:near[- ])?certainty|a sure thing"
    r"|a foregone conclusion)"
    r"|\b(?:cannot|can't|could not) be (?:ruled out|excluded|discounted)|\bimh?o)\W*$"
)
_LIMB = regex(r"\bgo out on a limb and (?:say|predict|guess)(?: that)? $")
_LEAD = 60  # characters
_NAMING_IT = needs(
    """
    if way imagine believe picture chance chances odds likelihood prospect prospects hope possibility
    limb willing money bet bank count rule imo imho probability risk coin toss tossup even fifty table cards certainty sure foregone ruled excluded
    discounted
"""
)


def chance_named(document: Document, proposal: Proposal) -> bool:
    """True for what somebody holds for as good as impossible at a time to come, or names the chance of in words."""
    if (
        proposal.form != "prose"
        or not proposal.sentence.windows
        or not proposal.sentence.seen & _NAMING_IT
    ):
        return False
    a, b = proposal.start, proposal.end
    lead = max(proposal.sentence.span[0], a - _LEAD)
    if not (
        _HARDLY.match(document.low, a, b)
        or _SO_LIKELY.search(document.low, a, b)
        or _LIMB.search(document.low, lead, a)
    ):
        return False
    return any(a <= w.start < b and _to_come(document, w) for w in proposal.sentence.windows)


def _to_come(document: Document, window: Window) -> bool:
    """True for a time that is not over, and is no day of now: "by 2031", "next year"; "in winter" is any winter."""
    day = document.day(window.start)
    if day is None or window.deadline is None or window.deadline <= day:
        return False
    low, (a, b) = document.low, (window.start, window.end)
    far = window.deadline.year > day.year and FAR.search(low, a, b) is not None
    return far or _AHEAD.match(low, a, b) is not None
