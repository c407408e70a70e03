"""Turns: what happens, in the plain present, at a time of its own to come: "Rents double by 2031"; no schedule."""

from predictions.extraction.deciding.arguing import FAR
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.words import lexicon as lex
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
    times = [w for w in proposal.sentence.windows if a <= w.start < b and to_come(document, w)]
    match = _TURN.match(low, a, b) if times else None
    return (
        match is not None
        and not any(w.start <= match.start("does") < w.end for w in times)
        and not _OF_A_SCHEDULE.search(low, a, match.start("does"))
        and not _OFTEN_OR_ONCE.search(low, a, b)
    )


def to_come(document: Document, window: Window) -> bool:
    """True for a time that is not over, and is no day of now: "by 2031", "next year"; "in winter" is any winter."""
    day = document.day(window.start)
    if day is None or window.deadline is None or window.deadline <= day:
        return False
    low, (a, b) = document.low, (window.start, window.end)
    far = window.deadline.year > day.year and FAR.search(low, a, b) is not None
    return far or _AHEAD.match(low, a, b) is not None
