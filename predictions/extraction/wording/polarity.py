"""Which way the words lean: negations counted around the main predicate, hedges included."""

import re

from predictions.extraction.chances.answers import DENIED
from predictions.extraction.chances.hedges import Hedge
from predictions.extraction.wording.asides import (
    MAIN,
    PREDICATE,
    of_a_part,
    within_a_later_part,
    without_asides,
)
from predictions.extraction.words.glance import EVERYTHING, needs
from predictions.regexes import regex

_SUBJECT_NO = regex(
    r"[^\w'\"(]*(?:\d{1,3}(?:\.\d)? ?%[^\w'\"(]*)?(?:there (?:will|is going to|would|are|is|may"
    r"|might|could)(?: still| also)? be no\b(?! (?:doubt|question|shortage|stopping))"
    r"|there(?:'ll| will) be no\b|(?:and "
    r"|but )?(?:still )?(?:no(?! (?:(?:they|it|he|she|we|i|you|there|that)\b|doubt|question"
    r"|matter|later|fewer|less|more than|sooner|longer|earlier|wonder|one knows|.{0,6}%))|none"
    r"|nobody|no one|noone|nothing|neither|nor"
    r"|zero(?! (?:chance|sum|percent|interest|rates?|emissions?|net|knowl\w+|days?|shot"
    r"|trust)\b)|under no circumstances?|at no (?:point|time|stage)|in no (?:way|case|event)"
    r"|on no account|not (?:a single|one|a|any|all|every|even|many|much|enough)"
    r"|never(?! before\b)|nowhere|hardly any\w*|scarcely any|few(?! (?:more|people doubt))"
    r"|little)\b(?! or later)(?!-))",
    factor=True,
)
_NOT = regex(
    r"\b(?:won't|wont|ain't|cannot|can't|couldn't|wouldn't|shouldn't|isn't|aren't|doesn't|don't"
    r"|didn't|hasn't|haven't|wasn't|weren't|shan't|mightn't|dont|doesnt|didnt|isnt|arent|cant"
    r"|wouldnt|couldnt|shouldnt|not|never|no longer|neither|hardly|scarcely|nowhere near"
    r"|by no means|in no way|far from (?=\w+ing\b)|stops? short of"
    r"|(?<!do )(?<!have )(?<!has )nothing(?!-)|nobody|no one|none of"
    r"|(?:finds?|foresees?|expects?|sees?|predicts?|breaks?|have|has|be|is|are|makes?|gets?"
    r"|reach(?:es)?|takes?|brings?|shows?|leaves?|there's|receives?|pass(?:es)?|adds?|wins?"
    r"|gains?|offers?|gives?|provides?|produces?|makes?|holds?|sets?|faces?|pays?|needs?|signs?"
    r"|yields?) no(?! (?:doubt|question|secret|surprise|later|fewer|less|more(?=\W*$|[.,;])"
    r"|more(?: [\w-]+){0,3} than|sooner|matter|longer|earlier|wonder|different|better|worse)\b)"
    r"|(?:expects?|sees?|predicts?|makes?|forecasts?"
    r"|brings?) zero(?= [a-z]{3})(?! (?:percent|per|chance)\b))\b(?!-[a-z])",
    factor=True,
)
_NOT_A_NEGATION = regex(
    r"not (?:only|just|merely|simply|least|to mention|necessarily only|to say|quite"
    r"|a question of|a matter of (?:if|whether))\b"
    r"|not too (?:far|long|distant|soon|late|much later)\b|(?<=enough )not to\b|not later than"
    r"|not (?:un(?:likely|thinkable|reasonable|common|imaginable|heard)"
    r"|in(?:conceivable|significant)|im(?:possible|probable|plausible))"
    r"|\w+n't (?:un(?:likely|thinkable|imaginable|common)|in(?:conceivable|significant)"
    r"|im(?:possible|probable|plausible))|(?:won't|not) be long (?:before|until)"
    r"|(?:won't|not) (?:be|take) (?:very |too |so |that |much )?long(?:er)?\b|nothing short of"
    r"|not by much\b|(?<=either )not\b|not (?:un\w+|surprising)ly\b|not if\b"
    r"|no longer a (?:question|matter)\b|never mind|not long"
    r"|\w+n't (?:only|just|merely|simply)\b|(?:can't|cannot|couldn't) help (?:but\b|\w+ing\b)"
    r"|(?<=whether or )not\b|(?<=, )not (?!to\b|until\b|before\b|be\b|have\b)"
    r"|(?:doesn't|does not|won't|will not|can't|cannot) (?:change|alter) (?:the|that) fact"
    r"|(?<=but )not (?:both|all|every)\b"
    r"|(?:hardly|scarcely) (?:less|fewer|surprising|a (?:surprise|coincidence|secret))\b"
    r"|never before|not less than|not fewer than|not more than",
    factor=True,
)
# "There is no reason they can't go on": they can.
_NO_REASON = regex(
    r"n(?<!\w\w)o (?:reason|excuse|cause)(?: why| for \w+ to"
    r"| that)* (?!to\b)[^.;,]{0,40}?(?:\b(?:cannot|not|never)\b|n't\b)"
)
# "Nothing will stop the mill from closing": it will close.
_UNSTOPPED = regex(
    r"(?:n't|\b(?:not|nothing|nobody|no one|no \w+|never|cannot))\b[^.;,]{0,40}?\b(?:stop|stops"
    r"|prevent|prevents|keep|keeps|deter|dissuade|halt)\b[^.;,]{1,60}? from \w+ing\b"
)
# "I'm going to say no strike this year": what is denied is a thing.
_SAY_NO = regex(
    r"\s*(?:and |but |so )?(?:i|we)\b[^.;,]{0,24}?\b(?:say|saying|go with|going with|predict"
    r"|predicting|expect|expecting|see|seeing|call|calling|bet on"
    r"|betting on) no (?!(?:doubt|question|more|less|later|fewer|matter|way|wonder)\b)\w"
)
# "It won't close until 2030" (it will, then), but "until they sell it" names no time: it is denied.
_UNTIL = regex(
    r"(?:\bnot|n't|\bno)\b.{0,120}?\buntil (?=(?:[\w-]+ ){0,5}?(?:\d|spring|summer|autumn|fall"
    r"|winter|next|century|decade|year|month|week|day|then|later|late|after|mid|january"
    r"|february|march|april|may|june|july|august|september|october|november|december)\w*)"
)

# "The chances of X are slim", "hopes of X look misplaced", "it has a low probability".
_POOR = (
    r"(?:slim|small|low|remote|nil|tiny|minimal|negligible|poor|dim|dismal|bleak|grim|gloomy|faint"
    r"|zero|none)"
)
POOR_CHANCE = regex(
    rf"\b(?:chances?|odds|probability|likelihood|hopes?|prospects?|idea)\b[^.;]{{0,130}}\b(?:is"
    rf"|are|look|looks|seem|seems|appears?|remains?|from) (?:\w+ ){{0,2}}(?:{_POOR}|misplaced"
    rf"|absurd)\b"
    rf"|\b(?:has|have|with|at|gives?|see|sees) (?:quite |only )?an? (?:very |rather |fairly "
    rf"|extremely |vanishingly )?{_POOR} (?:probability|likelihood|odds|prospect)\b"
    rf"|\b(?:makes?|puts?|leaves?) the (?:chances?|odds|probability"
    rf"|likelihood)\b[^.;]{{0,80}} (?:almost |nearly |close to |effectively |at |very "
    rf"|near )*{_POOR}\b"
)
# "Fears that it will close are overblown", "those who think it will close are wrong".
MISTAKEN = regex(
    r"\b(?:fears?|worr(?:y|ies)|concerns?|claims?|talk|idea|notion|belief|predictions?"
    r"|forecasts?|hype|warnings?|rumou?rs?|suggestions?|expectations?) (?:that|of"
    r"|about)\b[^.;]{3,140}\b(?:is|are|seems?|looks?|remains?|was|were)(?: \w+ly| far| much"
    r"| just| simply| somewhat)? (?:overblown|exaggerated|unfounded|misplaced|overstated"
    r"|premature|nonsense|false|wrong|mistaken|unrealistic|a myth|baseless|fanciful|fantasy"
    r"|a fantasy|a pipe dream|dubious|laughable|ridiculous|absurd|silly|crazy|naive|delusional"
    r"|far-fetched|wishful thinking)\b"
    r"|\b(?:little|no|scant|not much) (?:real |serious |realistic |great )?(?:risk|danger"
    r"|expectation) (?:that|of)\b"
    r"|\b\w+ who (?:\w+ )?(?:thinks?|expects?|predicts?|says?|believes?|claims?"
    r"|hopes?)\b[^.;]{3,140}\b(?:is|are|be)(?: \w+ly| way| far| very| so"
    r"| just)*(?: all)? (?:wrong|mistaken|disappointed|off (?:the )?mark|deluded|dreaming|naive"
    r"|kidding|fooling|sorely)\b"
)
# What is said of the claim in these, behind it.
SAID_BEHIND = regex(
    r" (?:(?:is|are|seems?|looks?|remains?|was|were|(?:will|could|may|might) be)(?: \w+ly| far"
    r"| way| much| just| so| very| all| sorely)*|will all be) (?:overblown|exaggerated"
    r"|unfounded|misplaced|overstated|premature|false|wrong|mistaken|unrealistic|a myth"
    r"|baseless|fanciful|(?:a )?fantasy|a pipe dream|dubious|disappointed|off (?:the )?mark"
    r"|deluded|dreaming|naive|laughable|ridiculous|absurd|silly|crazy|delusional|far-fetched"
    r"|wishful thinking|(?:kidding|fooling) (?:them|him|her|your|our)sel(?:f|ves))\W*$",
    re.IGNORECASE,
)


# "Harrow fails to qualify": they don't.
_FAILS = regex(
    r"(?:(?!(?:will|would|can|could|may|might|should|must|to|that|which|who|if|when|not|never"
    r"|cannot|did|does|do)\b|n't\b)[^\s,;:]+ ){1,9}?fails? to (?!(?:have|be)\b)"
)
# "A new mill: absolutely not".
VERDICT = regex(
    r"\W{0,2}:\W*(?:\w+ly |of course |most likely )?(?:not|no|nope|never|no way|no chance"
    r"|not a chance|nah)\b(?: yet)?\W*(?:\([^()]{0,12}\))?\W*$"
)
# "When will they make peace: 55% not before June".
_NOT_BEFORE = regex(r"[:?] [^:?]{0,12}% not (?:before|after|until)\b")
# "Not that rents will fall, only that they rise more slowly".
_NOT_THAT = regex(r"\W*not that [^;.]{3,120}?,? (?:only|just|but) that\b")

_ASSUMED = regex(
    r"\s*(?:and |but |so )?(?:i'm|i am|we're|we are) (?:assuming|guessing|betting|predicting"
    r"|expecting)\b(?: that)?"
)
# "I can't see it doing anything other than rising."
_ALL_BUT = regex(
    r"(?:n't|\bcannot|\bnot|\bnever) (?:\w+\s+){1,4}?(?:anything|anybody|anyone"
    r"|any \w+)\b(?:[^.;,]{0,60}\b(?:other\s+than|except)\b| but\b)"
)
# "Even with its debts, I can't imagine the yard closing."
_UNSEEN = regex(
    r"\s*(?:(?:even|with|without|despite|given|after|at|in|on|by|as|although|though|while|for"
    r"|because)\b[^,;]{3,80}, )?"
    r"((?:i|we) (?:can't|cannot|can not|couldn't) (?:fathom|imagine|picture|envision|envisage|foresee|see)\b)"
)


# Without one of these nothing is denied ("t" is that of "won't").
_DENYING = needs(
    "t not no noone never none nobody nothing neither nor nowhere hardly scarcely few little "
    "fail fails unable cannot"
    " zero far short incapable wont dont doesnt didnt isnt arent cant wouldnt couldnt shouldnt"
)
_FAILING = needs("fail fails")
_EXCEPTING = needs("other except anything anybody anyone")


# "The ferry sinks and | never sails again": the second verb is denied, not the first.
_ANDED = regex(
    r"(?P<first>[^\W\d]\w+ (?:(?!(?:either|neither|not|never|no)\b)[\w'-]+ )+)(?:and|&"
    r"|\+) (?:then |also |still )?(?P<aux>will |does |do |did )?$"
)
_PLAIN_DENIAL = regex(r"never\b|doesn't\b|don't\b|didn't\b|not\b|won't\b")
_IS_OR_HAS = regex(
    r"\b(?:is|are|was|were|am|has|have|had|can|could|may|might|would|should)\b|n't\b|'(?:s|re|ve)\b"
)
_TO_BE = regex(r"\bwill\b|'ll\b|\bgoing to\b")


def negated(low: str, start: int, end: int, hedges: list[Hedge], seen: int = EVERYTHING) -> bool:
    """True where the clause as worded, hedges aside, denies its positive statement."""
    if not seen & _DENYING:
        return False
    text = without_asides(low[start:end])
    covered = [(h.start - start, h.end - start) for h in hedges]
    settled = _settled(text, covered, [h.meaning.denies for h in hedges], seen)
    if settled is not None:
        return settled
    no = bool(_SUBJECT_NO.match(text)) and not any(a <= 0 < b for a, b in covered)
    opening = max((b for a, b in covered if not text[:a].strip()), default=0)
    if assumed := _ASSUMED.match(text):
        opening = assumed.end()
    main = _main(text, opening)
    indent = len(text) - len(text.lstrip())
    reach = min(len(text), main.end() + 34 if main else indent + _NO_MAIN)
    first = next(
        (
            m for m in _NOT.finditer(text, 0, reach)
            if not _NOT_A_NEGATION.match(text, m.start())
            and (main or m.start() < indent + _NEAR_HEAD or m[0].endswith("s no"))
            and not any(a < m.end() and m.start() < b for a, b in covered)
            and not _of_second_verb(text, m.start())
            and not (main and main.end() < m.start() and _ADDED.search(text, main.end(), m.start()))
            and not of_a_part(text, m.start(), m.end())
            and not (no and m.start() < indent + 12)
        ),
        None,
    )  # fmt: skip
    if (
        first
        and main
        and first.start() > main.end()
        and within_a_later_part(text, main.end(), first.start())
    ):
        first = None
    return no != bool(first)


_NEAR_HEAD = 60  # characters in which a claim without a predicate is denied
_NO_MAIN = 130  # characters without a predicate in which somebody may see none: "Kern, head of the guild, sees no strike"
# "It is simple, probably not much harder than a mill": said beside it.
_ADDED = regex(r", (?:probably|perhaps|maybe|certainly|likely|hopefully|ideally) $")
_IS_NOW = frozenset(("is", "are", "'s", "'re", "has", "have"))
_TO_COME = (" going", " gonna", " likely", " set ", " about ", " bound", " expected")
_NEAR = 90  # characters


def _main(text: str, opening: int) -> re.Match[str] | None:
    """The predicate of a claim: that of what is to come, where it hangs on an "is" ("a fad that won't last")."""
    main = MAIN.search(text, opening)
    if main is None or main[0] not in _IS_NOW or text.startswith(_TO_COME, main.end()):
        return main
    later = PREDICATE.search(text, main.end(), min(len(text), main.end() + _NEAR))
    apart = later is None or any(mark in text[main.end() : later.start()] for mark in ",;:.")
    return main if apart else later


def _settled(
    text: str, covered: list[tuple[int, int]], denies: list[bool], seen: int
) -> bool | None:
    """What a construction with a denial in it comes to as a whole; None where there is none."""
    if (
        ("until" in text and _UNTIL.search(text))
        or _NO_REASON.search(text)
        or _UNSTOPPED.search(text)
        or _NOT_THAT.match(text)
    ):
        return False
    if (
        (seen & _FAILING and _FAILS.match(text))
        or ("% not " in text and _NOT_BEFORE.search(text))
        or _SAY_NO.match(text)
        or (":" in text and VERDICT.search(text))
        or ("?" in text and DENIED.search(text))
    ):
        return True
    if seen & _EXCEPTING and (but := _ALL_BUT.search(text)):
        # Undoes the denial, be it plain or in a hedge.
        return any(no and b >= but.start() for no, (_, b) in zip(denies, covered, strict=True))
    if unseen := _UNSEEN.match(text):
        return not any(a < unseen.end() and unseen.start(1) < b for a, b in covered)
    return None


def _of_second_verb(text: str, at: int) -> bool:
    """True for a denial at the head of a second verb, which leaves the first as it is."""
    denial = _PLAIN_DENIAL.match(text, at)
    anded = _ANDED.search(text, max(0, at - 90), at) if denial else None
    if denial is None or anded is None or (denial[0] == "not" and not anded["aux"]):
        return False
    if (
        denial[0] == "won't" or anded["aux"] == "will "
    ):  # "keeps losing and will not open" is about the second
        return _TO_BE.search(anded["first"]) is not None
    return _IS_OR_HAS.search(anded["first"]) is None


_NEW_CLAUSE = regex(
    r"\b(?:because|so|although|though(?! (?:looks?|seems?|is|remains?|appears?)\b)|while|but|if"
    r"|as|which) |, (?=doubts? (?:remain|persist))"
)
_IS = regex(r"\b(?:is|are|was|were)\b|n't\b")
_REASON = regex(r"\b(?:because|so|which) ")


# "Noise will come at a rate that makes it | impossible to sleep".
_OF_A_NOUN = regex(
    r" (?!(?:out|clear|likely|sure|certain|so|is|be|say|think|show|prove|believe|mean|find"
    r"|means|shows|proves)\b)[a-z]{3,} (?:that|which) (?:\w+ly )?(?:makes?|made|renders?|is|are"
    r"|was|were|seems?|looks?)\b[^,;.]{0,24} ?$"
)
# "It comes already, so it's unlikely they will pay": what comes stands behind the hedge.
_COMES_AFTER = regex(r" (?:that )?(?:[\w'-]+ ){1,6}?(?:will|would|could|may|might|can)\b")


_SO = 12  # characters: " so it's "


def of_another(low: str, start: int, hedge: Hedge) -> bool:
    """True for a hedge in a clause after the claim: "Rents will fall, so I don't see why you sell"."""
    main = PREDICATE.search(low, start, hedge.start)
    if main and low.startswith(", ", hedge.start - 2) and hedge.meaning.phrase.endswith(" not"):
        return PREDICATE.search(low, hedge.end, hedge.end + _NEAR) is None
    if main is not None and (
        _NEW_CLAUSE.search(low, main.end(), hedge.start) is not None
        or _OF_A_NOUN.search(low, main.end(), hedge.start) is not None
    ):
        return True
    plain = _IS.search(low, start, hedge.start)
    if plain is None:
        return False
    if low.rfind(" so ", start, hedge.start) > hedge.start - _SO and _COMES_AFTER.match(
        low, hedge.end
    ):
        return False
    return _REASON.search(low, plain.end(), hedge.start) is not None
