"""Which way the words lean: negations counted around the main predicate, hedges included."""

import re

from predictions.extraction.chances.answers import DENIED
from predictions.extraction.chances.hedges import Hedge
from predictions.extraction.words.glance import EVERYTHING, needs
from predictions.extraction.words.lexicon import CONDITION
from predictions.patterns import factored

_SUBJECT_NO = re.compile(
    factored(
        r"[^\w'\"(]*(?:\d{1,3}(?:\.\d)? ?%[^\w'\"(]*)?(?:there (?:will|is going to|would|are|is|may|might|could)(?: still| also)? be no\b(?! (?:doubt|question|shortage|stopping))|there(?:'ll| will) be no\b|(?:and |but )?(?:no(?! (?:doubt|question|matter|later|fewer|less|more than|sooner|longer|earlier|wonder|one knows|.{0,6}%))|none|nobody|no one|noone|nothing|neither|nor|zero(?! (?:chance|sum|percent|interest|rates?|emissions?|net)\b)|under no circumstances?|at no (?:point|time|stage)|in no (?:way|case|event)|on no account|not (?:a single|one|a|any|all|every|even|many|much|enough)|never(?! before\b)|nowhere|hardly any\w*|scarcely any|few(?! (?:more|people doubt))|little)\b(?! or later)(?!-))"
    )
)
_NOT = re.compile(
    factored(
        r"\b(?:won't|wont|ain't|cannot|can't|couldn't|wouldn't|shouldn't|isn't|aren't|doesn't|don't|didn't|hasn't|haven't|wasn't|weren't|shan't|mightn't|dont|doesnt|didnt|isnt|arent|cant|wouldnt|couldnt|shouldnt|not|never|no longer|neither|hardly|scarcely|barely|nowhere near|by no means|in no way|incapable of|far from (?=\w+ing\b)|stops? short of|fails? to|unable to|nothing|nobody|no one|none of|(?:finds?|foresees?|expects?|sees?|predicts?|breaks?|have|has|be|is|are|makes?|gets?|reach(?:es)?|takes?|brings?|shows?|leaves?|there's) no(?! (?:doubt|question|secret|surprise|later|fewer|less|more|sooner|matter|longer|earlier|wonder)))\b"
    )
)
_NOT_A_NEGATION = re.compile(
    factored(
        r"not (?:only|just|merely|simply|least|to mention|necessarily only|to say|quite|a question of|a matter of (?:if|whether))\b|not too (?:far|long|distant|soon|late|much later)\b|(?<=enough )not to\b|not later than|not (?:un(?:likely|thinkable|reasonable|common|imaginable|heard)|in(?:conceivable|significant)|im(?:possible|probable|plausible))|\w+n't (?:un(?:likely|thinkable|imaginable|common)|in(?:conceivable|significant)|im(?:possible|probable|plausible))|(?:won't|not) be long (?:before|until)|never mind|not long|\w+n't (?:only|just|merely|simply)\b|(?:can't|cannot|couldn't) help (?:but\b|\w+ing\b)|(?<=whether or )not\b|(?<=, )not (?!to\b|until\b|before\b)|(?:doesn't|does not|won't|will not|can't|cannot) (?:change|alter) (?:the|that) fact|(?<=but )not (?:both|all|every)\b|never before|not less than|not fewer than|not more than"
    )
)
# "The mill, which has not paid for years, will close".
_ASIDE = re.compile(r", (?:which|who|whose) [^,;.]{3,90},(?= )")
# "He is so badly prepared that he won't win": what the claim is comes after "that".
_SO_THAT = re.compile(r"s(?<!\w\w)(?:o|uch)\b[^.;]{3,90}?\bthat\b")
# "There is no reason they can't go on": they can.
_NO_REASON = re.compile(
    r"n(?<!\w\w)o (?:reason|excuse|cause)(?: why| for \w+ to| that| to think| to believe)* [^.;,]{0,40}?(?:\b(?:cannot|not|never)\b|n't\b)"
)
# "Nothing will stop the mill from closing": it will close.
_UNSTOPPED = re.compile(
    r"(?:n't|\b(?:not|nothing|nobody|no one|no \w+|never|cannot))\b[^.;,]{0,40}?\b(?:stop|stops|prevent|prevents|keep|keeps|deter|dissuade|halt)\b[^.;,]{1,60}? from \w+ing\b"
)
# "People who don't pay will leave": they will.
_WHO = re.compile(
    r"\s*(?:[\w'-]+ ){1,5}?(?:who|which|that(?= (?:do|does|did|can|could|is|are|was|were|have|has|had)(?:n't| not)\b| never\b))\b[^,;.]{2,70}? (?=(?:will|would|could|may|might|can|are going|is going)\b)"
)
# "No, the mill won't close": the answer is not the claim's.
_ANSWER = re.compile(r"\W*(?:no|nope|nah|never)[,.!;:] +(?=\w)")
# "I'm going to say no strike this year": what is denied is a thing.
_SAY_NO = re.compile(
    r"\s*(?:and |but |so )?(?:i|we)\b[^.;,]{0,24}?\b(?:say|saying|go with|going with|predict|predicting|expect|expecting|see|seeing|call|calling|bet on|betting on) no (?!(?:doubt|question|more|less|later|fewer|matter|way|wonder)\b)\w"
)
_UNTIL = re.compile(r"(?:\bnot|n't|\bno)\b.{0,120}?\buntil\b")
_MAIN = re.compile(
    factored(
        r"\b(?:will|won't|wont|shall|shan't|may|might|could|would|should|can|cannot|can't|couldn't|wouldn't|shouldn't|is|are|isn't|aren't|am|was|were|does|doesn't|do|don't|has|have|hasn't|haven't|remains?|ends?|becomes?|gets?)\b|'(?:ll|re|m)\b|'s(?= (?:going|not|never|no|a|an|the|still|likely|about|been|over|\w+ing)\b)|n't\b"
    )
)


_PREDICATE = re.compile(r"\b(?:will|won't|would|could|may|might|can|can't|cannot)\b|'(?:ll|d)\b")
_BRACKETS = re.compile(r"\([^()]{0,400}\)")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


# "The chances of X are slim", "hopes of X look misplaced".
POOR_CHANCE = re.compile(
    r"\b(?:chances?|odds|probability|likelihood|hopes?|prospects?|idea)\b[^.;]{0,90}\b(?:is|are|look|looks|seem|seems|from) (?:\w+ ){0,2}(?:slim|small|low|remote|nil|tiny|minimal|negligible|poor|dim|faint|zero|none|misplaced|absurd)\b"
)


# "It is unlikely that nobody comes": the claim, with its own negation, begins after "that".
_HELD = re.compile(
    r"\s*(?:it|that) ?(?:is|'s|was|seems|looks)(?: \w+){0,3} (?:un|im)?(?:likely|probable|plausible|possible|doubtful|conceivable) that\b"
    r"|\s*(?:i|we) (?:can |could |will )?(?:assure|promise|tell|guarantee) (?:you|everyone)(?:,| that)?\b"
)


# "If it works, and above all if it is cheap, ...": one condition after another.
_CONDITION = re.compile(
    rf"\s*(?:(?:and|or|but)(?: \w+){{0,2}}? )?(?:{CONDITION.pattern}|whether\b)"
)
_ASSUMED = re.compile(
    r"\s*(?:and |but |so )?(?:i'm|i am|we're|we are) (?:assuming|guessing|betting|predicting|expecting)\b(?: that)?"
)
# "I can't see it doing anything other than rising."
_ALL_BUT = re.compile(
    r"(?:n't|\bcannot|\bnot|\bnever) (?:\w+\s+){1,4}?(?:anything|anybody|anyone|any \w+)\b[^.;,]{0,60}\b(?:other\s+than|except)\b"
)
# "Even with its debts, I can't imagine the yard closing."
_UNSEEN = re.compile(
    r"\s*(?:(?:even|with|without|despite|given|after|at|in|on|by|as|although|though|while|for|because)\b[^,;]{3,80}, )?"
    r"((?:i|we) (?:can't|cannot|can not|couldn't) (?:fathom|imagine|picture|envision|envisage|foresee|see)\b)"
)


# "Before 2030, no ferry will sink": who is denied comes after the time.
FRONTED = re.compile(
    r"\s*(?:and |but |so )?(?:in|by|before|within|after|during|until|over|for|at|on|throughout|as of|this|next|unlike|despite|with|under|to|even) [^,;.]{2,80}, (?=(?:no|none|nobody|nothing|neither|never|nor)\b)",
    re.IGNORECASE,
)
# Without one of these nothing is denied ("t" is that of "won't").
_DENYING = needs(
    "t not no noone never none nobody nothing neither nor nowhere hardly scarcely barely few little fail fails unable cannot"
    " zero far short incapable wont dont doesnt didnt isnt arent cant wouldnt couldnt shouldnt"
)
_EXCEPTING = needs("other except")


# "The ferry sinks and | never sails again": the second verb is denied, not the first.
_ANDED = re.compile(
    r"(?P<first>[^\W\d]\w+ (?:(?!(?:either|neither|not|never|no)\b)[\w'-]+ )+)(?:and|&|\+) (?:then |also |still )?(?P<aux>will |does |do |did )?$"
)
_PLAIN_DENIAL = re.compile(r"never\b|doesn't\b|don't\b|didn't\b|not\b|won't\b")
_IS_OR_HAS = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|can|could|may|might|would|should)\b|n't\b|'(?:s|re|ve)\b"
)
_TO_BE = re.compile(r"\bwill\b|'ll\b|\bgoing to\b")


def negated(low: str, start: int, end: int, hedges: list[Hedge], seen: int = EVERYTHING) -> bool:
    """True where the clause as worded, hedges aside, denies its positive statement."""
    if not seen & _DENYING:
        return False
    text = _without_asides(low[start:end])
    covered = [(h.start - start, h.end - start) for h in hedges]
    settled = _settled(text, covered, [h.meaning.denies for h in hedges], seen)
    if settled is not None:
        return settled
    no = bool(_SUBJECT_NO.match(text)) and not any(a <= 0 < b for a, b in covered)
    opening = max((b for a, b in covered if not text[:a].strip()), default=0)
    if assumed := _ASSUMED.match(text):
        opening = assumed.end()
    main = _MAIN.search(text, opening)
    indent = len(text) - len(text.lstrip())
    reach = min(len(text), (main.end() + 34) if main else indent + 60)
    first = next(
        (
            m for m in _NOT.finditer(text, 0, reach)
            if not _NOT_A_NEGATION.match(text, m.start())
            and not any(a < m.end() and m.start() < b for a, b in covered)
            and not _of_second_verb(text, m.start())
            and not (no and m.start() < indent + 12)
        ),
        None,
    )  # fmt: skip
    if (
        first
        and main
        and first.start() > main.end()
        and _another_clause(text, main.end(), first.start())
    ):
        first = None
    return no != bool(first)


# "So far it holds, but if we don't find a buyer, it will close".
_IF_AMID = re.compile(
    r"(?<=[,;:] )(?:but |and |so )?(?:even )?if [^,;.]{3,100},(?= )|(?<=\band )if [^,;.]{3,100},(?= )"
)


def _without_asides(text: str) -> str:
    """The words of a claim with a blank for what its own predicate does not deny: brackets, conditions, causes."""
    if "(" in text:
        text = _BRACKETS.sub(_blank, text)
    while (condition := _CONDITION.match(text)) and (comma := text.find(",", condition.end())) > 0:
        text = " " * (comma + 1) + text[comma + 1 :]
    if " if " in text:
        text = _IF_AMID.sub(_blank, text)
    if ", wh" in text:
        text = _ASIDE.sub(_blank, text)
    if ", n" in text and (fronted := FRONTED.match(text)):
        text = " " * fronted.end() + text[fronted.end() :]
    if (answer := _ANSWER.match(text)) and _MAIN.search(text, answer.end()):
        text = " " * answer.end() + text[answer.end() :]
    for introduction in (_HELD, _WHO):
        if introduced := introduction.match(text):
            text = " " * introduced.end() + text[introduced.end() :]
    if (result := _SO_THAT.search(text)) and _PREDICATE.search(text, result.end()):
        text = " " * result.end() + text[result.end() :]
    return text


def _settled(
    text: str, covered: list[tuple[int, int]], denies: list[bool], seen: int
) -> bool | None:
    """What a construction with a denial in it comes to as a whole; None where there is none."""
    if (
        ("until" in text and _UNTIL.search(text))
        or _NO_REASON.search(text)
        or _UNSTOPPED.search(text)
    ):
        return False
    if _SAY_NO.match(text) or ("?" in text and DENIED.search(text)):
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


def _another_clause(text: str, a: int, b: int) -> bool:
    """True if a new clause begins between the main predicate and a negation after it."""
    return bool(
        re.search(
            r"\b(?:that|which|who|because|if|but|although|though|while|so|decid\w+|reali[sz]\w+|as (?:they|it|he|she|we|i|you|there|the)|when)\b|[,;:]",
            text[a:b],
        )
    )


_NEW_CLAUSE = re.compile(r"\b(?:because|so|although|though|while|but|if|as) ")


def of_another(low: str, start: int, hedge: Hedge) -> bool:
    """True for a hedge in a clause after the claim: "Rents will fall, so I don't see why you sell"."""
    main = _PREDICATE.search(low, start, hedge.start)
    return main is not None and _NEW_CLAUSE.search(low, main.end(), hedge.start) is not None
