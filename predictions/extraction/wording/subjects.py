"""Subjects: what a pronoun or a verb without a subject stands for, from the clauses before it.

A wrong subject is worse than none, which `checks` asks for: only the subject of a clause just before counts,
and only where it agrees with the pronoun.
"""

import re
from collections.abc import Iterator

from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.wording.agreement import (
    PRONOUN,
    SPEAKERS,
    agrees,
    main_clause,
    nearest,
    possessive,
    said_before,
    subject_in,
)
from predictions.extraction.wording.antecedents import (
    of_the_same_noun,
    said_to_come,
    what_happens,
)
from predictions.extraction.wording.plain import plain
from predictions.extraction.words.lexicon import VERBS, is_verb
from predictions.regexes import regex

_POSSESSIVE = ("its", "their", "his", "her")
# "It is unlikely that A wins", "it will take years to": this "it" stands for nothing.
_EXPLETIVE = regex(
    r"it(?:'s| is| was|'ll|'d| will| would| may| might| could| seems| looks| appears| can"
    r"|'s going to| is going to| won't| will not)*(?:,? (?:not|never|very|now|soon|then|again"
    r"|therefore|however|all|still|also|quite|most|even|just|probably|likely|only|\w+ly),?)*"
    r"(?: (?:rain|snow|freeze|come down to|turn out that"
    r"|become (?:\w+ )?(?:clear|possible|impossible|harder|easier|difficult|necessary)"
    r"|feel like|seem|look like|appear)\b"
    r"| (?:be|been|become|make|feel|seem|come as) (?:\w+ ){1,5}?(?:that|to|before|until|when"
    r"|who|for|if|how|whether|as if)\b"
    r"| (?:be |get )(?:all )?(?:close|time|dark|cold|hot|warm|over|too late"
    r"|a (?:\w+ )?(?:while|year|day|race|draw|disaster|mess|tie|landslide)|years|fun"
    r"|interesting|fine|ok|okay)\b"
    r"| remains? (?:\w+ )?(?:to be (?:seen|known)|unclear|uncertain|unknown|possible|difficult"
    r"|hard|likely|unlikely)\b"
    r"| gets? (?:\w+ )?(?:harder|easier|difficult|hard|tougher|late|complicated)\b"
    r"| (?:un)?likely (?:the|an?|some|(?-i:[A-Z])\w*)\b"
    r"| take[sn]? \w+)",
    re.IGNORECASE,
)
# "It is only the vote in May that will decide", "it seems hard to": so does this one.
_CLEFT = regex(
    r"it(?:'s| is| was| isn't| is not| wasn't| seems| looks"
    r"| appears)(?: (?:not|never|now|still|also|only|just"
    r"|\w+ly))*(?! going to) (?:\w+ ){1,7}?(?:that|to|before|until|when|who|for|if|how|whether"
    r"|as if)\b",
    re.IGNORECASE,
)
_BARE = regex(
    r"(?:also |then |probably |still |soon |now )?(?:will|won't|would|could|may|might|can|is"
    r"|are|has|have)(?:n't| not)? \w",
    re.IGNORECASE,
)
# "... because of the strike, even if it lasts": what stands right before the joint.
_CAUSE = regex(
    r"\b(?:because of|due to|thanks to|on account of) ((?:the |a "
    r"|an )?[\w'-]+(?: [\w'-]+){0,2}),? (?:even if|even though|even|and|but|if|so|as|although"
    r"|though|because|while)\s*$"
)
_SENTENCES = 4  # how far back a pronoun may look


# "... will grow 3% in 2026", then "4% in 2027": the second shares all up to its amount.
_LED_BY = (
    r"(?:(?P<doing>\w+ing) (?:(?:up|down|back|again|further) )*)?(?:to|at|by|of|about|around|only"
    r"|roughly)\b"
)
_AMOUNT = regex(rf"(?:(?:{_LED_BY}|an?|both) )*[$\u00a3\u20ac]?\d", re.IGNORECASE)
_LED = regex(_LED_BY, re.IGNORECASE)
# "... will be a drought in 2026", then "45 percent in 2027": the number was the chance of the same.
_CHANCE_WHEN = regex(
    r"\d[\d.]* ?(?:%|per ?cen\w*) (?P<when>(?:by|in|within|before|for|over) [^,;]{3,40})(?:, .*)?$",
    re.IGNORECASE,
)
_WHEN_LAST = regex(r"(?P<what>.{10,}) (?:by|in|within|before|for|over) [^,;]{3,30}$")
# All up to the last amount: "will fall from 4% this year" + " to" + "2.5% in 2026".
_UP_TO_AMOUNT = regex(
    r"(?P<what>.{6,}(?<! from)(?<! (?:to|at|by|of))(?<! about)(?<! around))(?P<by>(?: (?:to|at"
    r"|by|of|about|around)){0,2})"
    r" (?=[$\u00a3\u20ac]?\d)(?!(?:19|20|21)\d\d\b(?! (?!and\b|or\b|to\b)\w))"
)


def with_subject(
    statement: str,
    document: Document,
    proposal: Proposal,
    before: str | None,
    condition: str | None,
) -> str:
    """The statement with a subject for its pronoun or for a verb without one, where the text gives it.

    `before` is the statement of the claim before, whose subject a riding verb shares.
    """
    if proposal.clause.rides and before and _AMOUNT.match(statement):
        return _amount_of(before, statement)
    first = statement.partition(" ")[0].lower()
    if before and (likewise := _LIKEWISE.match(statement)) and _so(document, proposal):
        said = _WILL_DO.search(before)
        return (
            _large(f"{likewise['who']} {likewise['aux'].lower()} {said[1]}") if said else statement
        )
    rides = proposal.clause.rides or _goes_on(document, proposal)
    if _BARE.match(statement) or (rides and (is_verb(first) or first in VERBS)):
        shared = _shared(document, proposal, before, condition)
        return _large(f"{shared} {statement[:1].lower()}{statement[1:]}") if shared else statement
    if pointed := _pointed_at(statement, document, proposal, condition):
        return pointed
    match = PRONOUN.match(statement)
    if match is None or (match["it"] and _stands_for_nothing(statement.replace('"', ""))):
        return statement
    referent = _referent(document, proposal, match, condition)
    nested = referent and "'" in referent and match[0].lower() in _POSSESSIVE
    known = referent and not nested and not _is_it_who(statement, referent)
    return put_for(statement, match[0], referent) if referent and known else statement


# "It will be Harrow": who does it, which no subject before says.
_IS_NAME = regex(
    r"it (?:also |still )?(?:will|won't|would|could|may|might)(?: not| never| also| still"
    r"| probably| likely)* be (?P<who>[A-Z][\w.'&-]*(?: [A-Z][\w.'&-]*)*)",
    re.IGNORECASE,
)


def _is_it_who(statement: str, referent: str) -> bool:
    """True for "it will be Harrow", and where what "it" is would be named again ("Harrow will be Harrow's")."""
    named = _IS_NAME.match(statement)
    return named is not None and (named["who"][:1].isupper() or referent in named["who"])


# "It is too dear today, and | plausibly pays by 2030".
_AND = regex(r"\b(?:and|but|yet),? (?:also |then )?$")
_HEDGED = regex(
    r"(?:plausibly|likely|probably|possibly|presumably|perhaps|maybe|inevitably|certainly"
    r"|surely) (?P<verb>[a-z]+) "
)


def _goes_on(document: Document, proposal: Proposal) -> bool:
    """True for what is held likely of the subject before it."""
    held = _HEDGED.match(document.low, proposal.start, proposal.end)
    if held is None or not (is_verb(held["verb"]) or held["verb"] in VERBS):
        return False
    return _AND.search(document.low, proposal.sentence.span[0], proposal.start) is not None


def _amount_of(before: str, statement: str) -> str:
    """The claim before with the amount, or for the time, that the next words give."""
    chance, event = _CHANCE_WHEN.match(statement), _WHEN_LAST.match(before)
    if chance and event and "%" not in before and "cent" not in before:
        return f"{event['what']} {chance['when']}"
    same = _UP_TO_AMOUNT.match(before)
    if same is None:
        return statement
    led, more = _LED.match(statement), f"{statement[:1].lower()}{statement[1:]}"
    subject = subject_in(before) if led and led["doing"] else None
    if subject:
        return f"{subject} will be {more}"
    return f"{same['what']}{'' if led else same['by']} {more}"


def _stands_for_nothing(statement: str) -> bool:
    return _EXPLETIVE.match(statement) is not None or _CLEFT.match(statement) is not None


# "..., which | will help": what "which" stands for is a noun or all that was said.
_RELATIVE = regex(r"\b(?:which|that|who)\b[^,]{0,40}$")


def _shared(
    document: Document, proposal: Proposal, before: str | None, condition: str | None
) -> str | None:
    """The subject that a verb without one shares with the clause before."""
    start = proposal.sentence.span[0]
    if _RELATIVE.search(document.low[max(start, proposal.start - 60) : proposal.start]):
        return None
    shared = subject_in(before) if before and proposal.clause.rides else None
    if not shared and not said_before(document.copy[start : proposal.start]):
        return None  # it opens its sentence or item: who is meant need not be in the one before
    shared = shared or next(_subjects(document, proposal), None)
    pronoun = PRONOUN.fullmatch(shared) if shared else None
    if shared and pronoun:
        return _referent(document, proposal, pronoun, condition) or _large(shared)
    if shared and shared.lower() in SPEAKERS and not proposal.clause.rides:
        joined = _ANDED.search(document.low, max(start, proposal.start - 6), proposal.start)
        return "I" if joined and shared.lower() == "i" else None  # "I'll study and | will pass"
    return shared


_ANDED = regex(r"\b(?:and|but) $")


# "Rents will fall, and so | will the price of boats": it will fall.
_LIKEWISE = regex(
    r"(?P<aux>will|would|could|may|might"
    r"|can) (?P<who>(?:the|an?|its|their|his|her|our|my|most|many|some|all"
    r"|(?-i:[A-Z]))\b[^,;]*)$",
    re.IGNORECASE,
)
_WILL_DO = regex(
    r"\b(?:will|would|could|may|might|can) ((?:not )?[^,;]+?)(?: (?:by|in|before|this|next) [^,;]{3,24})?$"
)
_SO = regex(r"\b(?:as|so|likewise)\s$")


def _so(document: Document, proposal: Proposal) -> bool:
    return _SO.search(document.low, proposal.start - 12, proposal.start) is not None


def put_for(statement: str, pronoun: str, referent: str) -> str:
    """The statement with its referent for the pronoun at its head ("it'll", "its")."""
    rest = statement[len(pronoun) :]
    if pronoun.lower() in _POSSESSIVE:
        return _large(possessive(referent) + rest)
    for short, full in (("'s ", " is "), ("'ll ", " will "), ("'re ", " are "), ("'d ", " would ")):
        if rest.startswith(short):
            rest = full + rest[len(short) :]
    return _large(referent + rest)


def _large(text: str) -> str:
    return text[:1].upper() + text[1:]


# "The yard will show a new boat, and | it will ...": the boat rather than the yard.
_MADE = regex(
    r"\b(?:tease|launch|release|announce|introduce|unveil|publish|show|create|ship|reveal|build"
    r"|make|get|open|present)(?:s|es|ed|ing)? (?:a|an|the|its|another"
    r"|one)(?: [\w'-]+){1,5},? (?:and|but) $"
)


def _referent(
    document: Document, proposal: Proposal, pronoun: re.Match[str], condition: str | None
) -> str | None:
    kind = pronoun.lastgroup or ""
    if condition and _within(condition, document, proposal, first=True):
        own = subject_in(plain(condition))
        opens = _IF.match(plain(condition))
        same = PRONOUN.match(plain(condition), opens.end()) if opens else None
        # Who is in the condition is nearer than those before; "if they win, they ..." asks on.
        if same is None or same.lastgroup != kind:
            return own if own and agrees(own, kind) else None
    said = document.low[proposal.sentence.span[0] : proposal.start]
    if kind == "it" and _MADE.search(said):
        return None  # the maker, or what is made
    for subject in _subjects(document, proposal):
        if subject.lower() in SPEAKERS:
            break
        if agrees(subject, kind):
            return subject
        same = PRONOUN.fullmatch(subject)
        if same is None or same.lastgroup != kind:
            return None  # somebody else is spoken of: what this one stands for is not sure
    coming = said_to_come(_before_claim(document, proposal))
    if coming and agrees(coming, kind):
        return coming
    return _section_about(document, proposal, kind)


_CAPITALS = regex(r"(?:[A-Z\d][\w.'&-]*(?: |$)){1,4}")


def _section_about(document: Document, proposal: Proposal, kind: str) -> str | None:
    """The name that heads the section of a claim, where its text has it, too ("### Harrow": "they will win")."""
    block = document.blocks[proposal.sentence.block]
    over = next(reversed(block.headings), None)
    if over is None or kind == "it":  # "it appears that"
        return None
    above = document.blocks[over]
    name = plain(document.copy[above.start : above.end]).strip(" #*_:.")
    name = name.title() if name.isupper() and " " in name else name
    if _CAPITALS.fullmatch(name) is None or name.lower().split()[-1] in _NO_NAMES:
        return None
    said = document.copy[above.end : proposal.start]
    if not re.search(rf"(?<=[a-z,;] ){re.escape(name.split()[-1])}\b", said):
        return None
    person = " " in name and not agrees(name, "they")
    return name if kind != "he" or person else None


_NO_NAMES = frozenset(("predictions", "conclusion", "introduction", "summary", "overview"))


def _before_claim(document: Document, proposal: Proposal) -> str:
    """The clause before in its sentence, or the sentence before."""
    own = plain(document.copy[proposal.sentence.span[0] : proposal.start])
    before = proposal.sentence.before
    if said_before(own) or before is None:
        return own
    return plain(document.copy[slice(*before.span)])


_POINTS = regex(
    r"(?:this|that|these|those)(?: [a-z][\w-]*){0,3}?(?= (?:will|would|could|may|might|can"
    r"|should|shall|is going|are going|are|is|has|have|means)\b)",
    re.IGNORECASE,
)


def _pointed_at(
    statement: str, document: Document, proposal: Proposal, condition: str | None
) -> str | None:
    """The statement with what "this" or "these models" stand for; None where the text does not tell."""
    match = _POINTS.match(statement)
    if match is None or (condition and _within(condition, document, proposal)):
        return None
    near = _before_claim(document, proposal)
    if " " in match[0]:
        what = of_the_same_noun(match[0], near)
    else:
        what = said_to_come(near)
        if match[0].lower() in ("these", "those"):
            what = what if what and agrees(what, "they") else None
        else:
            what = what or what_happens(near)
    return _large(what + statement[match.end() :]) if what else None


def _within(condition: str, document: Document, proposal: Proposal, *, first: bool = False) -> bool:
    """True for a condition in the claim's own words; `first`: at their head."""
    at = document.text[proposal.start : proposal.end].lower().find(condition.lower())
    return 0 <= at <= _HEAD if first else at >= 0


_IF = regex(r"(?:even |only )?(?:if|unless|when|whenever|once|assuming|provided) ", re.IGNORECASE)
_HEAD = 12  # characters: "and then ", "only "


# "The main effect could be that | it will": the effect does nothing.
_IT_IS_THAT = regex(r"\b(?:is|be|was|are) that\W*$")


def _subjects(document: Document, proposal: Proposal) -> Iterator[str]:
    """The subjects of the clauses before, the nearest first, up to one that is not to be read."""
    start = proposal.sentence.span[0]
    clause = document.copy[start : proposal.start]
    if caused := _CAUSE.search(clause):
        yield caused[1]
    if said_before(clause) and not _IT_IS_THAT.search(clause):
        own = nearest(plain(clause))
        if own is None:
            return
        yield own
    earlier, steps = proposal.sentence.before, 0
    while earlier is not None and steps < _SENTENCES:
        subject = subject_in(main_clause(plain(document.copy[slice(*earlier.span)])), pronouns=True)
        if subject is None:
            return
        yield subject
        earlier, steps = earlier.before, steps + 1
