"""Chances named in words, of what has a time to come: "there's no way it opens by then", "a strike next year is a coin flip"."""

from predictions.extraction.deciding.turns import to_come
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.words.glance import needs
from predictions.regexes import regex

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
    return any(a <= w.start < b and to_come(document, w) for w in proposal.sentence.windows)
