"""What holds at any time: what a reader will find, what follows for whoever does something, how kinds of people differ, what is asked of somebody."""

import re

from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.words import lexicon as lex
from predictions.extraction.words.glance import needs
from predictions.regexes import regex

# "You will notice that the door is red", "you'll be asked for a name": said to a reader, who finds it so.
_FOUND = regex(
    r"\by(?<!\w\w)ou(?:'ll| will)(?: also| then| probably| likely| naturally| soon)* (?:notice"
    r"|see that|find (?:that|this|the|out|it|an?)|learn|receive"
    r"|be (?:able to (?!\w+ (?:\w+ ){0,6}by\b)|asked|prompted|presented|redirected|given)"
    r"|get to (?!a (?:place|point)|the (?:place|point)))\b"
)
# "If you pull the lever, the loom will stop": a condition that anybody may meet.
_WHOEVER = regex(
    r"(?:\W|(?:and|but|so|because|that|then|now|also|for example|of course|in fact),? )*(?:if"
    r"|when|once|whenever|as soon as|every time) you(?!'(?:ll|d)\b"
    r"| (?:will|would|did|had|were|ask|think|want|\w+ed)\b)"
)
_YOU = needs("you")
# "Young weavers are more likely to sing": how kinds of people or things differ.
_KINDS = regex(
    r"(?<!\bwe )(?<!\bi )(?:\b(?:are|become)"
    r"|(?<!\bwe)'re)(?: (?!now\b|today\b|not\b)\w+){0,2} (?:more"
    r"|less) likely to\b(?! be (?:\w+ed|built|won|lost) (?:in|by|this|next))"
)
_LIKELIER = needs("likely")
# "Guests will be expected to bring a lamp", "drivers are expected to know it": what is asked of them.
_GOES = (
    r"(?:be (?:an?|the|\w+er|more|less|held|released|published|completed|finished|announced)"
    r"|have (?:an?|risen|fallen|grown|more|fewer)|\w+ (?:by|from|to) |rise|fall|grow|reach|increase"
    r"|decrease|decline|drop|win|lose|gain|slow|remain|stay|continue|improve|double|last|arrive"
    r"|open|close|end|start|begin|become|hit|pass|peak|recover|account|total|exceed|expand|shrink"
    r"|come)\b"
)
_ASKED_OF = regex(
    rf"\b(?:i|you|everyone|everybody|students?|candidates?|participants?|applicants?|drivers"
    rf"|employees|users|teachers|guests|visitors|members|players"
    rf"|developers) (?:(?:will|would|should|shall)(?: also| then| still)? be|am|are|is"
    rf"|be) expected to (?!{_GOES})"
)
_EXPECTED = needs("expected")
# "We'll see who wins", "as we will see": left open, or shown below.
_LEFT_OPEN = regex(
    r"w(?<!\w\w)e(?:'ll| will| shall)(?: soon| then| just"
    r"| have to wait and)? see (?:(?:in|within|by|over|soon) [^,;.]{1,30} )?(?:who|whether|if"
    r"|where|how|what|when|which)\b|\bas we(?:'ll| will| shall) see\b"
)
_SEES = needs("see")
_WORDS = _YOU | _LIKELIER | _EXPECTED | _SEES
_OTHER = ("going", "modal")


def generally(document: Document, proposal: Proposal) -> bool:
    """True for what is said of any time, without one of its own."""
    seen = proposal.sentence.seen
    if not seen & _WORDS or proposal.stated is not None:
        return False
    low, a, b = document.low, proposal.start, proposal.end
    if _first(low, proposal, seen & _SEES, _LEFT_OPEN):
        return True
    if document.predictive or _timed(document, proposal):
        return False
    if seen & _YOU and _to_anybody(low, proposal):
        return True
    if seen & _LIKELIER and _KINDS.search(low, a, b):
        return not any(kind in ("will", *_OTHER) for kind, _, _ in proposal.clause.cues)
    return _first(low, proposal, seen & _EXPECTED, _ASKED_OF)


def _to_anybody(low: str, proposal: Proposal) -> bool:
    a, b = proposal.start, proposal.end
    if _first(low, proposal, _YOU, _FOUND):
        return True
    if proposal.form != "prose" or _WHOEVER.match(low, a, b) is None:
        return False
    return all(kind in ("will", "negated", "adverb") for kind, _, _ in proposal.clause.cues)


def _first(low: str, proposal: Proposal, needed: int, pattern: re.Pattern[str]) -> bool:
    """True where nothing else looks ahead before what the pattern finds."""
    match = pattern.search(low, proposal.start, proposal.end) if needed else None
    if match is None:
        return False
    ahead = (x for kind, x, _ in proposal.clause.cues if kind in (*lex.STRONG, "opinion"))
    return not any(proposal.start <= x < match.start() for x in ahead)


def _timed(document: Document, proposal: Proposal) -> bool:
    """True where a time to come is named."""
    day = document.day(proposal.start)
    times = [w.deadline for w in proposal.sentence.windows if w.deadline]
    return any(day is None or last >= day for last in times)
