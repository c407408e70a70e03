"""What a claim hangs on: the if-clause in it, or in the words before it."""

import re
from collections.abc import Iterator

from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.words import lexicon as lex
from predictions.extraction.words.glance import needs
from predictions.regexes import regex

# "Barring a strike", "in the unlikely event that it rains", "without new money" at the head.
_IN_CASE = regex(
    r"\b(?:in the (?:\w+ ){0,3}event (?:that|of)|in the absence of"
    r"|in the (?:worst|best)[ -]case\b|(?<!\()depending on(?= (?:the|who|what|whether"
    r"|how (?!you\b)\w+)\b)|in (?:that|which|any other) case|in (?:that|such an) event"
    r"|in (?:that|this) (?:world|scenario|case)|in such a scenario|to the extent that|barring"
    r"|as (?:soon|long) as(?! (?:the )?(?:early |late |mid-?|next |this |the )*(?:\d|year|month"
    r"|week|decade|century|summer|winter|spring|autumn|fall|tomorrow|today|possible|january"
    r"|february|march|april|may|june|july|august|september|october|november|december)\b)"
    r"|at (?:the )?(?:this|that|present|current) (?:rate|pace))\b"
)
_WITHOUT = regex(
    r"\W*(?:and |but |even |so )?without (?!(?:a )?doubt\b|question\b|further ado\b)[^,;]{3,90}(?=, )"
)
# "Australians will not buy it without better roads": what would have to come, behind a denial.
_WITHOUT_LAST = regex(
    r"(?:\bnot\b|n't\b|\bnever\b|\bcannot\b|\bnobody\b|\bno one\b|\bimpossible\b"
    r"|\bunlikely\b)[^.;]{4,140}? (?P<it>without (?:further|better|new|more|additional|greater"
    r"|stronger|significant|substantial|major|massive|drastic|outside|federal|proper|enough"
    r"|sufficient|some|another|an?) (?!doubt\b)(?:(?!(?:will|would|can|could|may|might|is"
    r"|are)\b)[^\s,;]+\s+){0,11}[^\s,;]+)\s*$"
)
_WITHOUT_FIRST = regex(
    r"\W*(?:(?:and|but|even|so|alas),? )*(?P<it>without (?!(?:a )?doubt\b|question\b"
    r"|further ado\b|\w+ing\b)[^,;:]{3,90}?)"
    r"(?:, (?:[^;:]{3,120} [\u2014\u2013-] )?"
    r"| (?:\u2014|\u2013|-) [^;:]{3,120} (?:\u2014|\u2013|-) "
    r"|(?:,)? (?=i (?:think|believe|expect|fear|suspect|doubt)\b))(?:i (?:think|believe|expect"
    r"|fear|suspect) )?$"
)
# "Were the yard to be sold, ...", "Under current policies, ...": at the head, up to its comma.
_AT_THE_HEAD = regex(
    r"\W*(?:and |but |so |that,? )?(?:were (?=(?:\w+ ){1,5}to )"
    r"|had (?=(?:the|an?|it|he|she|they|we|you|i|this|that)\b)"
    r"|on (?:the )?condition (?:that|of)|absent|failing|short of"
    r"|given (?=(?:an?|any|another|enough|sufficient|more)\b)|suppos(?:e|ing)\b|(?:if|once) and when"
    r"|until (?!(?:then|now|that time|recently|today|next|last|this|the (?:end|first|second)"
    r"|[\d])\b)(?=(?:[\w'-]+ ){1,6}?(?:can|has|have|is|are|gets?|does|do|\w+s|trust|agree)\b)"
    r"|the (?:moment|second|minute|instant) (?:that )?(?=(?:it|they|we|you|he|she|i|this|that"
    r"|the|an?|any\w*|some\w*)\b)(?!of\b)"
    r"|(?!in any\b)(?:under|in|on|at|with) (?:an? |the |this |that |such an? "
    r"|these )?(?:[\w-]+ ){0,4}?(?:scenarios?|circumstances|event)"
    r"|(?:under|on|at) (?:the )?(?:present|current|existing"
    r"|today's) (?:[\w-]+ ?){1,2})[^,;:()]{0,90}?(?=,)"
)
# "Closing the mill would cost three hundred jobs": what is not decided, and what it would bring.
_GERUND = regex(
    r"\W*(?:and |but |so )?(?!during|including|according|regarding|following|nothing|something"
    r"|anything|everything|morning|evening|spring|beijing)"
    r"(?:not )?[a-z]{2,}ing (?!of\b|is\b|are\b|was\b|will\b|would\b)[^,;:.]{3,90}?(?= would\b)"
)
# "Repeal of the act could raise demand", "any further cut would hurt": an act that is not decided.
_ACT = regex(
    r"\W*(?:and |but |so )?(?:any (?!(?:of|one|other|more|time|given)\b)"
    r"|(?:an? |the |its |their |our |such |full |further |complete )*(?:repeal|imposition"
    r"|introduction|withdrawal|abolition|removal|adoption|closure|implementation|reversal"
    r"|default|failure|collapse|invasion|blockade|nationali[sz]ation|approval|rejection"
    r"|ratification|passage|loss|return|devaluation|secession|exit|shutdown) (?:of|from|by|to"
    r"|on) )"
    r"(?:(?!that\b|which\b|who\b)[\w'.$%-]+,? ){1,14}?(?=(?:would|could|should|might)\b(?! have\b))"
)
# "With a timely spring, the farmers could sow again": what need not come.
_WITH = regex(
    r"\W*(?:and |but |so )?with (?:an? |no |more |enough "
    r"|such )(?!(?:lot|few|bit|little|number|view|eye"
    r"|hint)\b)[^,;:]{3,70}(?=, [^,]{2,60}\b(?:would|could|might|may)\b)"
)
# "As if", "I wonder if", "at least once", "I'm assuming".
_NO_CONDITION = regex(
    r"(?:\b(?:as|at|surprised?|shocked|astonished|amazed|stunned|see|me|wonder|know|knows|what|tell"
    r"|ask|determine|check|evaluate"
    r"|decide|verify|judge|or|least|than|has|have|had|am|are"
    r"|(?:question|issue|matter|point|doubt|unclear)(?: here)? is|only (?=once|when))|'m|'s"
    r"|'re) $"
)
_PREDICATE = regex(r"\b(?:will|won't|would|could|might|may|can|should|going to)\b|'(?:ll|d)\b")
# "If I had to guess", "if you want", "once: 90%", "when we discussed": no state of the world to come.
_SPOKEN_CONDITION = regex(
    r"(?:when (?:asked|it comes to|thinking|looking|talking|considering|pressed)\b"
    r"|if (?:i know anything\b|(?:we|one) (?:look|factor|crunch)"
    r"|[^.;]{3,80}? (?:is|are) (?:to be believed|any (?:guide|indication)|anything to go by)"
    r"|(?:my|our) (?:bets?|predictions?|guess|theory|forecasts?|model|math|numbers?|maths"
    r"|reading|hunch)\b|(?:it|they|that) \w+ at all\b|(?:\w+|\w+ \w+)\)|compared\b|i had to"
    r"|i were to|forced|pressed|you (?:look|factor|crunch|fast[ -]forward|keep going"
    r"|force[ds]? (?:me|my hand)|extrapolate|zoom|squint|extend|do the math|recall|remember"
    r"|consider|think|count|ask|want|like|will|must|would like|wish|prefer|don't mind|please)"
    r"|any(?:thing)?\b(?! (?:[\w-]+ ){1,4}?(?:is|are|will|does|has|have|gets?)\b)|ever\b"
    r"|possible|needed|necessary|need be|only\b|at all|not\b(?!,)"
    r"|(?:i'm|i am|we're|we are) (?:honest|right|wrong|correct|not mistaken|being|reading)"
    r"|(?:history|the past|experience|memory|recent) (?:\w+ ){0,4}(?:guide|indication|serves"
    r"|judge))\b|provided (?!(?:the|an?|my) (?:\w+ ){1,4}(?:is|are|has|have|does|do|can|gets?"
    r"|agrees?|stays?|holds?|remains?)\b)(?:my|a|an|the|some|us|me|with|by|for|to|in|as|through"
    r"|over|during|at|under|since|last|so far)\b|as (?:long|soon|far) as possible\b"
    r"|in case (?!of\b|(?:the|an?|it|he|she|they|we|you|i|there|this|that|any\w*|some\w*|no one"
    r"|nobody)\b)|once(?: (?:more|again|upon|in a|and for|did|was|were|had|thought|said|an?)\b"
    r"|\W*[:;,.(\d])|when \w+ (?:[a-z]{3,}ed|was|were|had|did|said|wrote)\b)"
)
_HEADS = regex(
    r"(?:^|[,;:(\u2014]|\b(?:and|but|or|so|that|then|because|think|believe|expect|says?|said"
    r"|even|only|especially|particularly|perhaps|maybe|um|uh|like|well|now|is|show|shows"
    r"|means?))\W*$"
)
_ITS_END = regex(r",(?! (?:and|or)(?: \w+)? (?:if|once|unless)\b)|\bthen\b| \(")
_COMES_OFF = regex(r"\b(?:(?<=even )(?=if|unless|when|once)|(?=with|until))(\w+) $")
_IN_PLACE = regex(r"[^,;]{3,60} (?:in place|out of the way|off the table|gone),")
_WITH_IT = regex(
    r"\W*(?:and |but |so )?(with (?:a (?:timely|good|better|bad|strong|weak|new|successful"
    r"|favou?rable|second|full)|no|enough|such an?|another) [^,;:]{3,70}), $"
)
# "Until the bank agrees, | rents will rise", but not "until then", "until May".
_UNTIL_IT = (
    r"(?!(?:then|now|that time|recently|today|next|last|this"
    r"|the (?:end|first|second|summer|fall|autumn|winter|spring)|\d)\b)(?:[\w'-]+ ){1,5}?(?:can|has"
    r"|have|is|are|gets?|does|do|agree|trust|we|they|most|\w+s)\b[^,;:]{0,100}"
)
_UNTIL_FIRST = regex(rf"\W*(?:and |but |so )?(?P<it>until (?={_UNTIL_IT}))")
_AWAITED = regex(rf"\W*(?:and |but |so )?(until {_UNTIL_IT}), $")
_AWAITED_HERE = regex(rf"{_UNTIL_IT}, ")
_TO_COME = regex(
    r"(?:an? |no |more |enough |such )(?!(?:lot|few|bit|little|number|view|eye"
    r"|hint)\b)[^,;:]{3,70}, [^,]{2,60}\b(?:would|could|might|may)\b"
)
_ADDED = regex(
    r"\W{1,3}(?:but |and |though )?(?:only "
    r"|especially )?((?:if|unless|provided|assuming|as long as"
    r"|(?<=only )when) [^,;.]{6,200})[.\s]*$"
)
_THEN = regex(r"then\b[^,;.]{0,24}")
_JOINED = regex(
    r", (?:and|but|or) (?:it (?:seems|looks|appears) )?"
)  # "unless A, and it seems B, C"
_WHOLE = regex(r"(?:\S+\s+){3,}(?!(?:and|or|that)\b)\S*\s*")
# "When the ice goes, | the yard will have to move", but not "when we met".
_WHEN_FIRST = regex(
    r"when(?:ever)? (?!(?:it comes|asked|i|you (?:look|think|consider)|thinking|looking|talking"
    r"|considering)\b)(?:(?!(?:\w*[^e\W]ed|was|were|had"
    r"|did)\b)[\w'-]+ ){1,16}?(?!(?:\w*[^e\W]ed|was|were|had|did)\b)[\w'-]+,"
)
_ONCE_DONE = regex(
    r"once (?:(?:\w+ ){1,4}(?:is|are|has|have|gets?|\w+s)\b"
    r"|(?:we|you|they|people) (?!(?:had|were|was|did|said|got|saw|came|went"
    r"|\w+ed)\b)[a-z]+\b)[^,]{0,90},"
)


# Words of which each pattern needs one.
_CONDITIONAL = needs(
    """
    if unless once assuming provided providing conditional conditioned given long should case event
    contingent were whenever when extent barring without soon rate pace with would had should
    condition absent failing short given suppose supposing scenario scenarios circumstances present
    current existing today any moment second minute instant repeal imposition introduction
    withdrawal abolition removal adoption closure implementation reversal default failure collapse
    invasion blockade approval rejection ratification passage loss return devaluation secession
    exit shutdown until world absence worst best depending
"""
)
# "If it is sold, rents will rise. That would ...": what follows from what was supposed before.
_FOLLOWS = regex(
    r"(?:and |so |but |then )?(?:i |we )?(?:expect |think |suspect |believe )?(?:this|that"
    r"|such an?)\b(?: \w+){0,3}? (?:would|will|could|may|might|to be|means)\b"
)
# Captions are cut before "I think": "... if it is sold then | I think rents will rise".
_CUT_AT_THEN = regex(r"\b(?:if|unless|once)\b([^,;.]{6,160}?)\s+then$")
# "P(the mill closes | rates stay high)"
_GIVEN = regex(r"p\([^()|\n]{4,120}\|\s*(?P<given>[^()|\n]{3,120}?)\s*\)")
# "Suppose the law passes. Then the plant will be built": all of the sentence is supposed.
_SUPPOSE = regex(r"suppos(?:e|ing)(?: that)? [^?;:]{6,150}$")
_SUPPOSES = regex(r"\W*(?:and |but |so |now,? )?(?:if|unless|assuming|should (?=\w+ \w+,))\b")


def condition_of(document: Document, proposal: Proposal) -> str | None:
    """The condition of the claim, verbatim, or None."""
    if not proposal.sentence.seen & _CONDITIONAL:
        return _supposed_before(document, proposal)
    low, (a, b) = document.low, (proposal.start, proposal.end)
    begin, end = proposal.sentence.span
    found = _inside(low, a, b) or _begun(low, begin, a, b) or _behind(low, b, end)
    if found is None and (lead := _led_by(low, begin, a)):
        found = lead.span(1)
    if found is None and (above := _above(low[begin:a])):
        found = (begin + above[0], begin + above[1])
    if found is None:
        return _supposed_before(document, proposal)
    words = document.text[found[0] : found[1]].strip(" ,.\n")
    return words if "(" in words else words.rstrip(")")


def _led_by(low: str, begin: int, a: int) -> re.Match[str] | None:
    """What has to be, or to stay away, in the words of the sentence before the claim."""
    if "with" in low[begin : begin + _LEAD] and (
        lead := _WITH_IT.match(low, begin, a) or _WITHOUT_FIRST.match(low, begin, a)
    ):
        return lead
    return _AWAITED.match(low, begin, a)


_LEAD = 24  # characters before "with", "without"


def _supposed_before(document: Document, proposal: Proposal) -> str | None:
    """The condition behind a bar, or of the sentence before where the claim says what follows from it."""
    if (given := _GIVEN.match(document.low, proposal.start, proposal.end)) is not None:
        return document.text[slice(*given.span("given"))]
    before, low = proposal.sentence.before, document.low
    if before is None or not (
        low.endswith("then", *before.span)
        or low.startswith(("then ", "then, "), proposal.sentence.span[0])
        or _FOLLOWS.match(low, proposal.sentence.span[0], proposal.end)
    ):
        return None
    a, b = before.span
    if (cut := _CUT_AT_THEN.search(low, max(a, b - 200), b)) is not None:
        return document.text[cut.start() : cut.end(1)].strip(" ,.\n")
    if (whole := _SUPPOSE.match(low, a, b)) is not None:
        return document.text[slice(*whole.span())].strip(" ,.\n")
    supposed = _SUPPOSES.match(low, a, b)
    if supposed and _SPOKEN_CONDITION.search(low, a, supposed.end() + 40):
        return None
    stop = _ITS_END.search(low, supposed.end(), b) if supposed else None
    return document.text[a : stop.start()].strip(" ,.\n") if stop else None


def _begun(low: str, begin: int, a: int, b: int) -> tuple[int, int] | None:
    """The condition whose first word came off the claim: "Even if | rents rise, the mill will close"."""
    match = _COMES_OFF.search(low, max(begin, a - 12), a)
    if match is None:
        return None
    if match[1] == "until" and not _AWAITED_HERE.match(low, a, b):
        return None
    if match[1] == "with" and not (_IN_PLACE.match(low, a, b) or _TO_COME.match(low, a, b)):
        return None
    stop = low.find(",", a, b)
    return (_even(low, match.start(1)), stop) if stop > 0 else None


# "It will be too late to mend when the wall cracks": what has not come yet.
_WHEN_IT_COMES = regex(
    r"(?<!time)(?<!times)(?<!day)(?<!days)(?<!ages)(?<!years)(?<!moments)(?<!world)"
    r"(?<!future)(?<!era)(?<!point)(?<!moment)(?<!year)"
    r"(?<! is)(?<! be)(?<!know)(?<!like)(?<! on)(?<!even) (?P<it>(?:only )?when (?!(?:they"
    r"|it|we|you|i|he|she|every\w+|some\w+|asked|images|people|and|or|not|to)\b)(?:the |an? "
    r"|its |their |our |more |there )?(?:(?!(?:\w*[^e\W]ed|was|were|had|did|took|came|went"
    r"|began|fell|rose|hit|got|made|left|broke|ran|saw|said|convenes|meets"
    r"|opens)\b)[\w'*\n]+[ \n]+){1,9}(?!(?:\w*[^e\W]ed|was|were|had|did)\b)[\w'*-]+(?:[.\s]*$"
    r"|(?=, but )))"
)


def _coming(low: str, a: int, b: int) -> tuple[int, int] | None:
    """What has to come before the claim does, behind its predicate."""
    if low.find("when ", a, b) < 0:
        return None
    coming = _WHEN_IT_COMES.search(low, a, b)
    main = _PREDICATE.search(low, a, coming.start()) if coming else None
    if coming is None or main is None or "," in low[main.end() : coming.start()]:
        return None
    return coming.span("it")


def _behind(low: str, b: int, end: int) -> tuple[int, int] | None:
    """A condition that was cut off after the claim: "..., but only if the bank agrees"."""
    match = _ADDED.match(low, b, end)
    return match.span(1) if match else None


def _inside(low: str, a: int, b: int) -> tuple[int, int] | None:
    matches = lex.CONDITION.finditer(low, a, b)
    match = next((m for m in matches if _counts(low, m, late=m.start() > a + 2)), None)
    match = (
        match
        or _IN_CASE.search(low, a, b)
        or _WITHOUT.match(low, a, b)
        or _AT_THE_HEAD.match(low, a, b)
    )
    until = _UNTIL_FIRST.match(low, a, b) if match is None else None
    if until and (ends := _where_it_ends(low, until.end(), b)):
        return until.start("it"), ends
    if match is None:
        if coming := _coming(low, a, b):
            return coming
        if low.find(" without ", a, b) > 0 and (needed := _WITHOUT_LAST.search(low, a, b)):
            return needed.span("it")
        supposed = _GERUND.match(low, a, b) or _ACT.match(low, a, b) or _WITH.match(low, a, b)
        return supposed.span() if supposed else None
    early = match.start() <= a + 2 or _PREDICATE.search(low, a, match.start()) is None
    stop = _ITS_END.search(low, match.end(), b) if early else None
    if stop is None and early and match[0] in ("if", "unless", "once"):
        return _even(low, match.start()), _where_it_ends(low, match.end(), b) or b
    return _even(low, match.start()), stop.start() if stop else b


def _where_it_ends(low: str, start: int, b: int) -> int | None:
    """The end of a condition that no comma parts from its claim: where that has its subject."""
    reach = (start + 6, min(b, start + _LONGEST))
    stop = (
        _VIEW.search(low, *reach)
        or _last(_PRONOUN_WILL.finditer(low, *reach))
        or _last(_NOUN_WILL.finditer(low, *reach))
    )
    return stop.start() if stop else None


def _even(low: str, begin: int) -> int:
    """Where a condition begins, with the "even" that says that it makes no difference."""
    return begin - len("even ") if low.endswith("even ", 0, begin) else begin


def _last(found: Iterator[re.Match[str]]) -> re.Match[str] | None:
    return max(found, key=lambda match: match.start(), default=None)


# "Revenues were likely to fall" supposes nothing, "were it to fall" does.
_NO_WISH = regex(
    r" (?:likely|unlikely|expected|set|due|going|about|bound|unable|able|asked|told|forced|allowed)\b"
)
# "If rents rise it will close": where no comma parts the two, the claim begins with its pronoun.
_PRONOUN_WILL = regex(
    r"(?<=\w)(?<!\bof) (?=(?:it|they|he|she|we|you|i|there|that|this|those|these"
    r"|all of (?:them|those|these)|no one"
    r"|nobody)(?: (?:will|would|could|may|might|can|won't|is going|are going)|'ll)\b)"
)

# "If we find no buyer I think rents will rise", "if we find no buyer the yard will close".
_VIEW = regex(
    r"(?<=\w)(?<!\bthan)(?<!\bthat) (?=(?:i|we)(?:'d| would)? (?:think|believe|predict|expect"
    r"|suspect|guess|reckon|bet)\b(?! (?:it|that|this|so)?\b$))"
)
_NOUN_WILL = regex(
    r"(?<=\w)(?<!\b(?:of|in|on|at|by|to))(?<!\b(?:for|and|but|are|was|has|say))(?<!\b(?:from"
    r"|with|that|than|have|into|like|what|over))(?<!\b(?:about|under|after|where|which|think"
    r"|since|until)) "
    r"(?=(?:the|our|your|their|his|her|its|this|these) (?:[\w'-]+ ){1,2}(?:will|would|won't"
    r"|(?:is|are) (?:going|likely|set) to)\b)"
)


_LONGEST = 120  # characters of a condition that no comma ends


def _counts(low: str, match: re.Match[str], *, late: bool) -> bool:
    """True where the word really begins a condition; "when" and "given that" do so only at the head."""
    if late and match[0] in ("when", "given that", "were ") and not _opens_late(low, match):
        return False
    if match[0] == "when" and _ASKS.match(low, match.end()):
        return False
    if match[0] == "were " and _NO_WISH.match(low, match.end() - 1):
        return False
    if _SPOKEN_CONDITION.match(low, match.start()) or low[match.start() - 1 : match.start()] == "-":
        return False
    return not _NO_CONDITION.search(low, max(0, match.start() - 14), match.start())


# "Later, | when everybody has some, they will trade it", "even | when it works, it will take years".
_OPENING_BEFORE = regex(
    r"(?:^|[.!?\n\"(] ?|\b(?:and|but|so) )(?:even|only|especially"
    r"|(?:later|tomorrow|then|soon|eventually|ultimately|someday|one day|at some point"
    r"|in the future|(?:looking|going|thinking) [^,.]{4,30}),?) $"
)
_SAID_NEXT = regex(
    r" [^,.;]{4,110}, [^.;]{2,60}?\b(?:will|would|could|may|might|can|should)\b"
    r"|[^,.;]{4,110}, [^.;]{2,40}?'(?:ll|d)\b"
)


def _opens_late(low: str, match: re.Match[str]) -> bool:
    """True for a "when" that opens its sentence behind an adverb, and whose clause a claim follows."""
    return (
        match[0] == "when"
        and _OPENING_BEFORE.search(low, max(0, match.start() - 48), match.start()) is not None
        and _SAID_NEXT.match(low, match.end()) is not None
    )


# "When will it open?" asks.
_ASKS = regex(r" (?:will|would|do|does|did|is|are|was|were|can|could|should|might)\b")
# "If Kern resigns: Lund takes over (20 %), Roe takes over (40 %)".
_OF_ALL = regex(r"\W*(?P<condition>(?:if|unless|assuming|provided|in case)\b[^:]{3,120}): ?")


def _above(lead: str) -> tuple[int, int] | None:
    """The condition in the words before a claim, up to the comma or "then" that ends it."""
    if of_all := _OF_ALL.match(lead):
        return of_all.span("condition")
    for match in (*_IN_CASE.finditer(lead), *lex.CONDITION.finditer(lead)):
        late = match[0] not in ("when", "whenever") or not _WHEN_FIRST.match(lead, match.start())
        if late and match[0] in ("when", "whenever", "given that"):
            continue
        if match[0] == "once" and not _ONCE_DONE.match(lead, match.start()):
            continue
        stop = _ITS_END.search(lead, match.end())
        # Not "A comes if B does, and C", unless it ends in "then".
        rest = lead[stop.start() :] if stop else ""
        heads = _HEADS.search(lead[: match.start()]) or _THEN.fullmatch(rest)
        if stop is None or not rest.startswith((",", "then")):
            held = lead[match.start() : stop.start() if stop else None]
            if lead.endswith("even ", 0, match.start()) or not _WHOLE.fullmatch(held):
                continue  # "even if" and the like: the claim itself is what is supposed
        if heads and not _JOINED.fullmatch(rest) and _counts(lead, match, late=late):
            return match.start(), stop.start() if stop else len(lead)
    return None
