"""Arguing: what somebody holds of a time to come in the plain present ("my claim is that rents don't rise in 2027-2029")."""

from datetime import date

from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.words import lexicon as lex
from predictions.extraction.words.glance import needs
from predictions.regexes import regex
from predictions.windows import Window

_ADVERBS = (
    r"(?:'d| would|'m| am| do| don't| do not| wouldn't| can't| cannot| still| also| just| only| not"
    r"| \w+ly| very| pretty| quite)*"
)
# Who holds it, and how it is put forward.
_HELD = regex(
    r"\b(?:(?:my|our) (?:\w+ ){0,2}(?:claim|point|view|position|thesis|argument|guess"
    r"|expectation|assumption|take|hunch|model|timelines?|median|contention|belief|conclusion"
    r"|suspicion|answer|understanding)\b"
    rf"|(?:i|we){_ADVERBS} (?:think|believe|suspect|guess|reckon|bet|maintain|hold that|argue"
    rf"|arguing|claim|claiming|saying is|say that|contend|doubt|expect|buy that|stand by"
    rf"|convinced|sure|confident|certain|ske?ptical|sceptical|doubtful|leaning)\b"
    r"|claim (?:is|here is|remains)(?: only| just| simply| rather)? that\b"
    r"|(?:this|it|that)(?: is|'s)(?: more of| really| just| only)? a claim that\b"
    r"|(?<!not )(?:think|thinks|believe|believes|argues?|claims?|suspects?|suspect) that\b"
    r"|(?:makes?|leaves?|made|left) me (?:\w+ ){0,2}(?:think|expect|believe|suspect|doubt|sure"
    r"|confident|certain|convinced)|(?:sufficient|enough) to (?:be|make me|say)\b"
    r"|i(?:'d| would) (?:put|say)\b|i find it (?:\w+ )?hard to\b|bottom line:"
    r"|even (?:if|though)\b|in (?:my|our) (?:view|opinion|model|book|estimation)|realistically"
    r"|contra\b|in (?:the )?(?:worlds|timelines|futures|scenarios) (?:where|in which)\b"
    r"|(?:on|at|with|under|given|in) (?:the |its |our )?(?:current|present|recent) (?:trends?"
    r"|rates?|pace|trajectory|course|regime|paradigm|setting|generation)\b"
    r"|extrapolat(?:ing|ed|e|ion)\b|if (?:this|that|the|these|current) (?:trends?|rate|pace"
    r"|curve|line|growth|pattern)\b"
    r"|it follows that|(?:this|that|which|it)(?: all| also| then)? (?:implies|suggests|means"
    r"|puts us|gets us|gives us)\b|(?:upshot|bottom line|answer|implication|conclusion) is\b"
    r"|which is to say"
    r"|(?:real|good|decent|fair|strong) (?:possibility|chance) that|(?:un)?likely|plausibl[ey]"
    r"|probabl[ey]|presumably|at best|at the earliest|obviously|necessarily|assuming"
    r"|conditional on|provided that)",
    factor=True,
)
# "Looms don't learn linen before 2031": a denial of a time to come is hardly ever only a plan.
_DENIED = regex(
    r"\b(?:do|does|is|are)(?:n't| not) (?:\w+ly |even |ever |yet )?(?P<verb>\w+)"
    r"|(?:^|[,:;] )\W*(?:and |but |so |that )?(?:nobody|no one|nothing"
    r"|none of \w+)(?: else)? (?:\w+ly |even |ever )?(?P<other>\w+)"
)
_DENYING = needs("t not nobody nothing none no")
_LAID_DOWN = lex.words(
    """
    say says mention mentions include includes cover covers list lists name names specify specifies
    mean means expire expires apply applies know knows tell tells show shows valid available
    required permitted allowed scheduled listed covered included eligible due set mentioned clear
    sure going expected likely need about a an the necessarily
"""
)
# A time of which something is said, and no name of a plan.
_AT_A_TIME = regex(
    r"(?<!back )(?:not )?(?:in|by|before|until|till|within|during|after|around|at|on|over"
    r"|through|past|from|between|near|towards?|to|tomorrow|(?:early|mid|late) "
    r"|(?<=to )(?:19|2\d)\d\d)\b"
)
_NAMED_AFTER = regex(
    r"[ -](?:\w+ )?(?:plans?|targets?|goals?|budgets?|roadmaps?|reports?|papers?|surveys?"
    r"|questions?|estimates?|forecasts?|predictions?|editions?|standards?|strategy|agenda"
    r"|programmes?|programs?|elections?|post|posts|essay|article|version|model year|figures?"
    r"|data|numbers)\b"
)
# A year, a day or a length in years: "in March", "tomorrow" and "for a month" are hardly ever times of which somebody argues.
FAR = regex(r"(?:19|2\d)\d\d|\d0s\b|\b(?:years?|decades?|century|centuries|generations?)\b")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = regex(rf"\b(?:{_MONTH}\.? \d|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH})")
# What was, what is said to somebody, and what has a word of the future.
_OTHERWISE = regex(
    r"\b(?:you|your|he|she|was|were|had|did|been|wrote|made|said|shall|must|will|won't|would"
    r"|could|should|might|may|can|going to)\b|'ll\b|(?<!\bi)'d\b"
)
_PRESENT = regex(r"\b(?:is|are|isn't|aren't|has|have|does|do|doesn't|don't)\b")
# "I think adding looms doesn't obviously help", where the sentence names the time.
_NOT_OBVIOUSLY = regex(
    r"\b(?:do|does|is|are)(?:n't| not) (?:obviously|necessarily|automatically|magically|clearly"
    r"|by itself|on (?:its|their) own)\b"
)
# "It'll take a while for the others to catch up", "it might take years before they do"; a page takes a while to load.
_TAKES_LONG = regex(
    r"\b(?:it|this|that)(?:'ll| will| may| might| could|'s going to| is going to)(?: well"
    r"| probably| likely| still| also)? (?:take"
    r"|be) (?:(?:a|quite a|an awfully|a very|some|several|many|a few|a couple(?: of)?|another"
    r"|at least|about|probably) )*(?:(?:little |long )?(?:while|time)|years|decades|generations"
    r"|(?:year|decade|generation)s?(?: or \w+)?) (?:for (?!you\b|me\b"
    r"|the (?:page|file|site|program|first time)\b)[^.;]{3,60}? to|before|until|till)\b"
    r"|\b(?:we're|we are|they're|they are|it's|it is|is|are) (?:still |probably |likely "
    r"|at least |about |only |maybe |roughly |easily "
    r"|some )*(?:(?:\d+|two|three|four|five|six|seven|ten|twenty|thirty|fifty|many|several"
    r"|a few|a couple of|some|a)(?:(?: to |-)\w+)? )?(?:years|decades|a decade"
    r"|a generation) away from (?!the\b|our home\b|home\b)\w"
)
# "This growth cannot go on", "hard to see how they can catch up", "by then it may be too late to mend it".
_UNTENABLE = regex(
    r"\b(?:this|that|these|those|the|such) (?:[\w'-]+ ){1,6}?(?:can't|cannot"
    r"|can not) (?:continue|go on|last|be sustained"
    r"|keep (?:going|up|growing|rising))\b(?! (?:with|without|to|in this|for you)\b)"
    r"|(?<!not )(?<!n't )\b(?:hard|difficult|impossible) to (?:see|envision|imagine"
    r"|picture) (?:how (?!much\b|many\b|hard\b|difficult\b)(?:it|they|he|she|we|this|that|the"
    r"|any\w*)\b[^.;]{0,60} (?:can|could|will|would|is going to)\b"
    r"|(?:a|any) (?:future|world|scenario|way|path|case|situation)\b)"
    r"|\b(?:it|that|this)(?:'ll| will| may| might| could) (?:well |probably |likely "
    r"|already )?(?:be too late (?:to|for)"
    r"|take (?:a )?(?:much|far|significantly|considerably|a lot|even|way"
    r"|substantially) longer(?: time)?(?=[.,;:!)]|$| than))"
    r"|\b(?:is|are) (?:\w+ )?on (?:its|their|the) way to (?:becoming|being)\b"
)
_UNTENABLE_WORDS = needs(
    "continue go last sustained keep hard difficult impossible late longer way"
)
_LONG = needs("while time years year decades decade generation generations")
# "I'd be surprised if small looms ever beat large ones"; not of what was, or of what somebody did.
_SURPRISED = regex(
    r"\b(?:i(?:'d| would) be|it(?:'d| would) (?:really |greatly )?(?=surprise|shock)"
    r"|that(?:'d| would) (?=surprise|shock))(?: \w+ly| very| really| a bit| a little| quite"
    r"| pretty| not)* ?(?:surprised|shocked|astonished|amazed|stunned|surprise me|shock me) if "
    r"(?!(?:you|i|that|this|it) )(?:(?!had\b|have\b|has\b|was\b|were\b|is\b|are\b|did\b"
    r"|didn't\b|wasn't\b|weren't\b)[\w'-]+,? ){1,16}?(?:would|could|will|won't|wouldn't|ever"
    r"|anytime|any time|at any|no matter)\b"
)
_SURPRISE = needs("surprised shocked astonished amazed stunned surprise shock")
# "I don't expect the looms to learn linen".
_UNEXPECTED = regex(
    r"\b(?:i|we) (?:really |still |also )?(?:don't|do not) (?:really |personally |necessarily "
    r"|actually )?expect (?!(?:you|anyone|anybody|everyone|everybody|people|readers|a reader"
    r"|them|him|her|there|this to be (?:read|taken))\b)[^.;,]{3,80}? to (?!read\b|agree\b"
    r"|believe\b|know\b|understand\b|have read\b|have been\b)\w"
)
_EXPECTING = needs("expect")
_LEAD = 40  # characters
# "After 2029, there are new things that could be tried"; a vote or a fair is only held.
_THERE_ARE = regex(
    r",? there(?:'s| is| are| isn't| aren't) (?:\w+ )?(?:new|more|fewer|no|many|enough|plenty"
    r"|at least)\b(?! (?:elections?|votes?|meetings?|events?|fairs?|games?|races?"
    r"|conferences?)\b)"
)
_THERE = needs("there")
_HELD_WORDS = _LONG | _UNTENABLE_WORDS | _SURPRISE | _EXPECTING | _THERE


def argued(document: Document, proposal: Proposal, known: list[str]) -> bool:
    """True for a claim of a time to come, in the plain present, that is put forward or denied."""
    sentence, low, (a, b) = proposal.sentence, document.low, (proposal.start, proposal.end)
    if proposal.form != "prose" or not sentence.windows or _looks_ahead(proposal):
        return False
    timed = _is_of_a_time(document, proposal)
    if not timed and not _in_doubt(document, proposal):
        return False
    if _OTHERWISE.search(low, a, b) or ("finite=past" in known and not _is_present(low, a, b)):
        return False
    if timed and sentence.seen & _DENYING and _denied(low, proposal):
        return True
    return _HELD.search(low, sentence.span[0], b) is not None


def comes_after(document: Document, proposal: Proposal) -> bool:
    """True for what may or will come after a year to come: "the loom might be tried after 2029"."""
    day = document.day(proposal.start)
    if proposal.form != "prose" or day is None or not _looks_ahead(proposal):
        return False
    return any(
        w.kind == "after" and proposal.start <= w.start < proposal.end and _is_to_come(w, day)
        for w in proposal.sentence.windows
    )


def _looks_ahead(proposal: Proposal) -> bool:
    """True for a word of the future, which is weighed as such."""
    return any(
        kind in lex.STRONG and proposal.start <= at < proposal.end
        for kind, at, _ in proposal.clause.cues
    )


def _in_doubt(document: Document, proposal: Proposal) -> bool:
    """True for a cautious denial in a sentence that names a time to come."""
    day, low = document.day(proposal.start), document.low
    if day is None or not proposal.sentence.seen & _DENYING:
        return False
    return _NOT_OBVIOUSLY.search(low, proposal.start, proposal.end) is not None and any(
        (w.not_before is not None and w.not_before >= day)
        or (w.deadline is not None and w.deadline.year > day.year)
        for w in proposal.sentence.windows
    )


def _is_of_a_time(document: Document, proposal: Proposal) -> bool:
    """True where the claim names when, and that is to come."""
    day, low = document.day(proposal.start), document.low
    return day is not None and any(
        proposal.start <= w.start < proposal.end
        and _is_to_come(w, day)
        and (FAR.search(low, w.start, w.end) or _DAY.search(low, w.start, w.end)) is not None
        and _AT_A_TIME.match(low, w.start) is not None
        and _NAMED_AFTER.match(low, w.end) is None
        for w in proposal.sentence.windows
    )


def _is_to_come(window: Window, day: date) -> bool:
    """True for a time with a last day to come, or without one that begins in a later year ("after 2029")."""
    first, last = window.not_before, window.deadline
    if last is None:
        return first is not None and first.year > day.year
    return last >= day and (first is None or first.year >= day.year)


def _is_present(low: str, a: int, b: int) -> bool:
    """True for "half of the shared looms are gone", whose "shared" is no predicate."""
    return _PRESENT.search(low, a, b) is not None or any(map(lex.is_verb, low[a:b].split()))


def _denied(low: str, proposal: Proposal) -> bool:
    match = _DENIED.search(low, proposal.start, proposal.end)
    return match is not None and (match["verb"] or match["other"]) not in _LAID_DOWN


def held_to_come(document: Document, proposal: Proposal) -> bool:
    """True for what is held of the time to come without naming when."""
    seen, low = proposal.sentence.seen, document.low
    if proposal.form != "prose" or not seen & _HELD_WORDS:
        return False
    begin, end = max(proposal.sentence.span[0], proposal.start - _LEAD), proposal.end
    return (
        (bool(seen & _LONG) and _TAKES_LONG.search(low, proposal.start, end) is not None)
        or (
            bool(seen & _UNTENABLE_WORDS)
            and _UNTENABLE.search(low, proposal.start, end) is not None
        )
        or (bool(seen & _THERE) and _has_then(document, proposal))
        or (bool(seen & _SURPRISE) and _SURPRISED.search(low, begin, end) is not None)
        or (bool(seen & _EXPECTING) and _UNEXPECTED.search(low, begin, end) is not None)
    )


def _has_then(document: Document, proposal: Proposal) -> bool:
    """True for what there is in a year to come with which a claim begins."""
    day, low, begin = document.day(proposal.start), document.low, proposal.start
    return day is not None and any(
        begin <= w.start <= begin + _MARKS
        and _THERE_ARE.match(low, w.end, proposal.end) is not None
        and max(w.not_before or day, w.deadline or day).year > day.year
        for w in proposal.sentence.windows
    )


_MARKS = 4  # characters
