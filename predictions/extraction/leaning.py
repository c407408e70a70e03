"""What in a statement leans on words that stand elsewhere: a pronoun, "such rules", "the bill", a missing subject."""

import re

from predictions.extraction.words import lexicon as lex
from predictions.patterns import factored
from predictions.regexes import regex

_MODAL = (
    r"(?:will|won't|would|could|may|might|can|cannot|can't|is|are|was|were|has|have|should|must"
    r"|does|do|shall|going|gonna)"
)
_TIMES = (
    r"(?:year|month|week|day|quarter|decade|century|season|summer|winter|spring|autumn|fall|time"
    r"|morning|afternoon|evening|night|weekend|term|cycle|round|moment|point|minute|date|january"
    r"|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday"
    r"|wednesday|thursday|friday|saturday|sunday|christmas|easter)s?"
)
# "This country", "this site": plain from who speaks, not from what was said.
_HERE = (
    r"(?:country|nation|world|planet|earth|continent|website|site|blog|post|page|newsletter|podcast"
    r"|channel|show)"
)
_LITTLE_TIME = (
    rf"(?:(?:next|coming|past|last|very|same|particular|upcoming|calendar|fiscal|financial|school"
    rf"|academic|late|early) )*{_TIMES}"
)
# "Soon they", "ten years from now, this": what says when or how stands before the subject.
_SAYS_WHEN = (
    r"(?:in|by|within|over|during|after|before|until|from|as of|at|on|starting|for|around"
    r"|sometime in|later in|early in|late in|towards?)"
    rf" (?:(?:the|this|next|that|these|about|around|some|another|a|an|early|late|mid|end"
    rf"|beginning|start|middle|close|course|of|few|coming|following|first|second|last|more|or"
    rf"|so|to|and|many|several|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty"
    rf"|thirty|fifty|hundred|short|long|medium|near|not-too-distant|distant|\d[\d,./-]*s?"
    rf"|{_TIMES}|future|run|term|now|then|here|point|paper|forward|out|on)\b[ -]?)+"
)
_BEFORE_SUBJECT = regex(
    rf"(?:(?:\w{{3,}}ly(?<!only)(?<!family)(?<!supply)|soon|then|even then|even|also|now|anyhow"
    rf"|anyway|still|perhaps|maybe|just|today|tomorrow|and|but|so|or|yet|thus|again|instead"
    rf"|otherwise|sooner or later|one day|some ?day|by and large|for the most part|on the whole"
    rf"|in (?:many|some|most|a lot of) (?:ways|cases|respects)"
    rf"|in (?:general|practice|theory|reality|turn|response|addition|the meantime|the end"
    rf"|that sense)|to some extent|over time|at (?:best|worst|least|first)|as a result"
    rf"|of course|for now|if anything|for example|for instance|long[- ]term|short[- ]term"
    rf"|(?:\w+|\d+|a few) (?:{_TIMES}) from now|this {_TIMES}|next {_TIMES}|by then"
    rf"|at (?:some|this|that|the same) (?:point|time)|{_SAYS_WHEN})(?:,? |$))+",
    re.IGNORECASE,
)

# ---- at the head: the subject -------------------------------------------------------------------
_HEAD = regex(
    rf"(?:(?:they|he|she|its|their|his|her)\b"
    rf"|(?:it(?! (?:is|was|will be|would be|'s)? ?(?:\w+ly )?(?:\w+ )?(?:that|to)\b)"
    rf"|such(?! as\b)(?: an?)? [\w'-]+)(?=['\s])"
    rf"|(?:this|these|those|that)(?! {_LITTLE_TIME}\b)(?! {_HERE}\b)(?! (?:who|which|\w+ing"
    rf"|\w+ed|of|with|in|from|without|on|at|for|whose|we|i|you|that)\b)"
    rf"(?: (?!{_MODAL}\b)[\w'-]+)?)",
    re.IGNORECASE,
)
_IMPERSONAL = regex(
    r"it(?:'s| is| was) (?:only |just )?(?:the|an?) (?:[\w'-]+ ){1,6}(?:that|who|which)\b"
    r"|it(?:'s going to| is going to|'ll| will| won't| does| does not| doesn't| would| may"
    r"| might| could)?(?: (?:not|still|also|finally|never))? (?:rain|snow|freez"
    r"|take[sn]? (?:\w+ ){1,6}(?:to|before|until|for)\b"
    r"|(?:is|be|was|becomes?|gets?|keeps? being|feels?|seems?|looks?) (?:\w+ ){0,4}?(?:easier"
    r"|harder|easy|hard|difficult|possible|impossible|necessary|important|too late|over|illegal"
    r"|legal|common|normal|clear|obvious|time|worth|practical|safe"
    r"|dangerous)(?: (?:for|to|that|if|when|until|once|before)\b)|(?:is|will be) over for\b"
    r"|(?:is|be(?:come)?) (?:\w+ ){1,4}(?:to|that|for|before|until|when|if)\b)",
    re.IGNORECASE,
)
_NO_SUBJECT = regex(
    rf"(?:(?!may \d|\w+ (?-i:[A-Z]))(?:{_MODAL})|gonna|don't"
    rf"|to (?:(?:\w+ly|further|even|not) )?(?=[a-z])(?:{factored('|'.join(sorted(lex.VERBS)))}"
    rf"|be|have|do|see))\b",
    re.IGNORECASE,
)
# "Many will die": of whom is said before.
_COUNTED = regex(
    rf"both (?!(?:of|the|sides|parties|houses|chambers|sexes|teams|men"
    rf"|women)\b)(?![^.;]*\band\b)[a-z-]+s (?={_MODAL}\b)"
    rf"|(?:(?:so|very|too) )?(?:many|most|few|both|each|neither|either|several|half|others"
    rf"|another|the (?:other|others|rest|former|latter|same|first|second|third|last|two|three"
    rf"|four))(?: (?:of (?:them|these|those|the (?:two|three|four)\b(?! \w))))? (?={_MODAL}\b)"
    r"|(?:(?:only|just|at least|exactly) )?(?:one|two|three|some|none|all|any) of (?:them|these"
    r"|those|the (?:two|three|four)(?=,| will| is| are))(?! \w+s\b)(?= )",
    re.IGNORECASE,
)
# "The school will", "the new maps will": which one was said before. Of these there is one, or whoever reads knows which.
_ONLY_ONE = (
    "author|horse|telephone|smartphone|dollar|season|gap|process|industry|economy|government"
    "|president|market|markets|state|country|nation|world|planet|earth|internet|web|media|press"
    "|public|police|army|military|weather|climate|sun|moon|sky|sea|ocean|oceans|dollar|euro"
    "|pound|yen|yuan|ruble|rupee"
    "|future|past|present|universe|environment|population|people|rich|poor|young|elderly|old"
    "|left|right|west|east|north|south|war|law|courts?|constitution|senate|house|congress"
    "|parliament|election|elections|cold|pandemic|virus|crisis|recession|republicans?"
    "|democrats?"
    "|housing|stock|labou?r|prime|central|federal|supreme|middle|global|world's|national|human"
    "|us|uk|eu|un|fed|gop|number|amount|cost|costs|price|share|rate|chance|odds|rest|majority"
    "|end|beginning|time|day|days|year|years|answer|result|results|fact|idea|way"
    "|same|most|more|less|worst|best|biggest|largest|only|very|average|typical|next|last|first"
    "|second|third|two|three|four|five|latter|former|vice|attorney|opposition|family|church"
    "|bible|pope|king|queen|car|computer|phone|book|novel|city|office|mind|brain|body|heart"
    "|gold|oil|bitcoin|blockchain"
)
_DEFINITE = regex(
    rf"the (?!(?:{_ONLY_ONE})\b)(?:(?:new|old|current|whole|entire|overall|final|actual|initial"
    rf"|original|resulting|proposed|remaining"
    rf"|existing) )?(?P<noun>(?-i:[a-z][a-z'-]{{2,}}))(?<!'s) (?={_MODAL}\b)",
    re.IGNORECASE,
)
# "The country's debt", but not "the world's debt".
_OWNED = regex(
    rf"the (?!(?:{_ONLY_ONE})'s\b)(?P<noun>(?-i:[a-z][a-z-]{{2,}}))'s (?=\w)"
    rf"|the (?:country|state|nation|city|company|party|family|church|office|car|phone)'s (?=\w)",
    re.IGNORECASE,
)
_KNOWN = frozenset(_ONLY_ONE.split("|"))

# "When it opens, it will": of two clauses neither says what it is.
_FRONTED = regex(
    r"(?:if|when|while|as|because|since|although|though|even though|even if|once|unless|after"
    r"|before|until) (?:it|they|he|she)(?:'\w+)? [^,;]{2,120}, (?P<who>it|they|he"
    r"|she)\b(?! (?:is|was|will be|would be) (?:\w+ly )?(?:\w+ )?(?:that|to)\b)",
    re.IGNORECASE,
)

# ---- anywhere -----------------------------------------------------------------------------------
# Behind one of these another clause has begun, whose words may be what is meant.
_JOINT = regex(
    r"[,;:\u2014(]|\b(?:and|but|because|while|if|when|as|so|which|who|although|though|until"
    r"|once|since|than|whether|where|before|after|or|unless|like|including|whose|what|how"
    r"|given)\b|\bthat\b(?! (?:[a-z]+$|[a-z]+ (?:and|to|over|in|on|for|with|by)\b))|[\"\u201c]",
    re.IGNORECASE,
)
_POINTING = regex(
    rf"\b(?:(?:this|these|those)(?! {_LITTLE_TIME}\b)(?! {_HERE}\b)(?! (?:who|which|that|whose"
    rf"|we|i|you|\w+ing|of|with|in|from|without|on|at|for|affected|lost|already|not|under|over"
    rf"|above|below|most|least)\b)(?: (?!{_MODAL}\b"
    rf"|(?:by|to|at|as|and|with|in|from|for|on|than|or|but)\b)[\w'-]+)?"
    r"|such(?! as\b| that\b| (?:a |an )?(?:[\w-]+ ){1,4}as\b| (?:a |an )?(?:[\w-]+ ){1,4}that\b"
    r"| (?:a )?(?:thing|things|luck)\b)(?<!no such)(?<!as such)(?: an?)? \w+"
    r"|(?:do|does|did|doing|done) so(?! (?:much|many|well|badly|far|poorly|long)\b)\b"
    r"|the (?:above|aforementioned)\b(?: \w+)?)",
    re.IGNORECASE,
)
# "Rise above that", "accept that offer": no "that" that joins a clause.
_THAT = regex(
    r"\b(?:to|of|on|by|at|for|from|with|after|above|beyond|below|about|like|accept|do|take"
    r"|address|achieve|reach|make|use|support|reject|change|fix|reverse|continue|break|stop)"
    r" (that(?= (?!the\b|it\b|they\b|we\b|he\b|she\b|you\b|i\b|an?\b|some\b|there\b|of\b|is\b"
    r"|was\b|are\b|will\b|would\b|can\b|could\b|has\b|have\b|had\b|do\b|does\b)\w+(?:$|[,.;]"
    r"| (?:by|to|at|as|and|with|in|from|for|on|or|but|over)\b))(?: (?!(?:by|to|at|as|and|with"
    r"|in|from|for|on|or|but|over)\b)[\w'-]+)?|that(?=$|[,.;]| (?:and|or|by|to|at|in|for)\b))",
    re.IGNORECASE,
)
_ELSEWHERE = regex(
    r"(?:^(?:even then|there|here)(?=,)|^by (?:then|this time|that time|this point)\b(?! next)"
    r"|\bthe same thing(?! (?:as|to)\b)|(?<=up |go |be |in )there$|(?<=get )there$"
    r"|(?<=from )there\b(?=,)|(?<=\w )here$|this way$|(?<=be )(?:a new|another) one$"
    r"|\b(?:one|some|all|most|any|none|two) of (?:them|these|those)$|^other \w+s? (?=will\b))",
    re.IGNORECASE,
)
# What it takes for an object: "will do | it", "to dislodge | them from".
_OBJECT = regex(
    r"\b(it|them|him|her)\b(?!')(?=$| (?!to\b|that\b|\w+ing\b)(?:\w+)|[,.;])", re.IGNORECASE
)
_OWNER = regex(r"\b(his|her|their|its)\b(?= \w)", re.IGNORECASE)
# "Buyers of the company's boats": which one was said before, if nobody is named here.
_ONE_OF_MANY = regex(
    r"\bthe (?:company|firm|bill|movie|film|team|project|deal|agency|department|merger"
    r"|proposal)\b(?:'s)?(?! (?:of|that|which|who|for|in|to|between|with|behind|[a-z]+ed)\b)",
    re.IGNORECASE,
)
_NAMED = regex(
    rf"(?<=.)\b[A-Z][\w&]|\b(?:[Aa]n?|[Aa]ny|[Ee]ach|[Ee]very) |^(?!The |It |They )[A-Z]\w+ {_MODAL}\b"
)
_IDIOM = regex(
    r"\b(?:find|finds|found|mak(?:e|es|ing)|made|keeps?|considers?) it (?:\w+ )?(?:practical"
    r"|useful|easier|harder|hard|easy|difficult|necessary|profitable)"
    r"|\b(?:mak(?:e|es|ing)|made) it(?! (?:by|at|for|in|with|from)\b|$)"
    r"|\b(?:make|made|making|find|finds|found|take|takes|call|get|keep|put|cut|fight|deserve"
    r"|hit|get away with|worth|lose|risk) it\b(?= (?:to|out|through|past|into|big|all|off|that"
    r"|on|for granted|over with|a |the |\w+er |easier|harder|hard|easy|difficult|possible"
    r"|impossible|clear|illegal|legal|likely|necessary|up|down|in|together)\b)"
    r"|\b(?:for what it|as it|when it comes)\b",
    re.IGNORECASE,
)
_SMALL = lex.words(
    """
    a an the will would could may might can cannot should must shall going gonna to be been being
    is are was were has have had do does did not never also still even just only soon then now ever
    all again in on at by for of from with without about over under into up down out off back away
    able there here as than more less most least and or but if we i you they he she it us me my
    your our his her its their this that these those better best good bad new old very really
    finally actually eventually well much many some any every each no own need want wants needs try
    tries able ready deal know think like want use make take come look work help understand learn
    feel say tell ask call play read write watch handle adopt accept buy regret mark love hate fix
    miss like enjoy notice discuss consider follow hear believe trust remember forget turn ship
    describe define address
"""
)
_PERSONS = regex(
    r"\b(?:everyone|everybody|someone|somebody|anyone|no one|nobody|who|whoever|person|man"
    r"|woman|boy|girl|child|player|president|minister|mayor|king|queen|pope|ceo|boss|leader"
    r"|candidate|winner|author|founder|driver|coach|manager|actor|actress|singer|director|voter"
    r"|user|reader|doctor|patient|worker|student|consumer|one|each|mother|father|son|daughter"
    r"|wife|husband|teacher|judge|governor|senator|champion|captain)s?\b",
    re.IGNORECASE,
)


def leaning(statement: str) -> str | None:
    """The words that stand for something said elsewhere; the verb where a subject is missing; None where all is said."""
    if _IMPERSONAL.match(statement) or statement.startswith("IT "):
        return _in_the_rest(statement)
    lead = _BEFORE_SUBJECT.match(statement)
    body = statement[lead.end() :] if lead else statement
    if lead and _IMPERSONAL.match(body):
        return _in_the_rest(statement)
    match = (
        _FRONTED.match(body)
        or _HEAD.match(body)
        or (None if lead else _NO_SUBJECT.match(body))
        or _COUNTED.match(body)
    )
    if match:
        return match[match.re.groupindex.get("who", 0)].strip()
    if (bare := _BARE_VERB.match(statement)) is not None and not _PREDICATE.search(statement):
        return bare[0]
    first, _, rest = statement.partition(" ")
    if _is_verb(first.lower()) and not _noun_behind(rest.lower()):
        return first
    return _in_the_rest(statement) or _definite(body)


# "Fully replace the old ferry", "Show a better catch": a line of a table whose subject is named over it.
_BARE_VERB = regex(
    rf"(?:\w+ly )?(?:{factored('|'.join(sorted(lex.VERBS - lex.words('fall drop rise cut split surge strike vote speed close plunge peak'))))}"
    rf"|show|get|have|become|use)(?= (?:an?|the|its|their|his|her|at|more|less|some|all|by|in"
    rf"|out|up|hit|rid|\d|[a-z]+(?:er|al|ive|able)\b))",
    re.IGNORECASE,
)
_PREDICATE = regex(rf"\b{_MODAL}\b|\b\w{{3,}}[^su\W]s\b \w", re.IGNORECASE)


def _definite(body: str) -> str | None:
    match = _DEFINITE.match(body)
    if match and match["noun"].lower() not in _KNOWN:
        return match[0].strip()
    owned = _OWNED.match(body)
    return owned[0].strip() if owned else None


def _is_verb(word: str) -> bool:
    return lex.is_verb(word) and (word[:-1] in lex.VERBS or word.endswith(("es", "ies")))


def _noun_behind(rest: str) -> bool:
    """True where what follows a word in "-s" makes it a noun ("Limits | reduce the fee")."""
    return rest.startswith(_AFTER_NOUN) or rest.partition(" ")[0] in lex.VERBS | {"show", "to"}


_AFTER_NOUN = ("will ", "are ", "is ", "would ", "may ", "could ", "and ", "have ", "of ", "in ")


def _in_the_rest(statement: str) -> str | None:
    """A pointing word further on, before which no clause stands that may say what it means."""
    if match := _ELSEWHERE.search(statement):
        return match[0].strip()
    for match in (*_POINTING.finditer(statement), *_THAT.finditer(statement)):
        if not _another_clause(statement[: match.start(match.lastindex or 0)]):
            return match[match.lastindex or 0].strip()
    for match in _OBJECT.finditer(statement):
        if _IDIOM.search(statement, max(0, match.start() - 16), match.end() + 14):
            continue
        said = statement[: match.start()]
        if not _another_clause(said) and _only_its_subject(said):
            return match[1]
    for match in _OWNER.finditer(statement):
        if not _names_an_owner(statement, match):
            return match[1]
    one = _ONE_OF_MANY.search(statement)
    return one[0] if one and not _NAMED.search(statement, 0, one.start()) else None


def _another_clause(said: str) -> bool:
    """True where a clause seems to end before the word, which may say what it means."""
    lead = _BEFORE_SUBJECT.match(said)
    begin = lead.end() if lead else 0
    said = _THAT_BEFORE.sub("", said)
    if _SUBORDINATE.match(said, begin):
        return True
    predicate = _AUX.search(said, begin) or _S_VERB.search(said, begin)
    return predicate is not None and _JOINT.search(said, predicate.end()) is not None


_THAT_BEFORE = regex(r"\bthat\s*$")
_SUBORDINATE = regex(
    r"(?:if|when|while|as|because|since|although|though|once|unless|after|before|until|given"
    r"|despite|even if)\b",
    re.IGNORECASE,
)
_S_VERB = regex(r"\b\w{3,}(?:s|ed)\b")


_AUX = regex(rf"\b{_MODAL}\b|'ll\b", re.IGNORECASE)


def _only_its_subject(said: str) -> bool:
    """True where nothing but the subject of the same verb stands before, which its object cannot mean."""
    modal = _AUX.search(said)
    if modal is None:
        words = said.split()
        return len(words) == 1 and words[0].lower().endswith("ing")
    return not any(_is_noun(word) for word in said[modal.end() :].split())


def _is_noun(word: str) -> bool:
    low = word.strip(",.;:\"'()").lower()
    return not (
        low in _SMALL or low in lex.VERBS or low.endswith("ly") or lex.is_verb(low) or not low
    )


def _names_an_owner(statement: str, match: re.Match[str]) -> bool:
    """True where somebody or something stands before whose it may be, or follows ("In its first year, the yard will")."""
    said = statement[: match.start()]
    lead = _BEFORE_SUBJECT.match(said)
    before = said[lead.end() :] if lead else said
    fronted = "," in statement[match.end() :] and not _AUX.search(said)
    if fronted:
        return True
    if match[1].lower() in ("his", "her"):
        words = before.split()
        named = any(word[:1].isupper() and word != "I" for word in words[1:])
        first = bool(words) and words[0][:1].isupper() and words[0].lower() not in _NO_NAME
        return named or first or _PERSONS.search(before) is not None
    return any(_is_noun(word) or word[:1].isupper() for word in before.split())


_NO_NAME = lex.words(
    """
    the a an some any many most few no every each all both this that these those there more another
    other our my your in on at by for of from with we i you it they what new only
"""
)
