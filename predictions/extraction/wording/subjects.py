"""Subjects: what a pronoun or a verb without a subject stands for, from the clauses before it.

A wrong subject is worse than none, which `checks` asks for: only the subject of a clause just before counts,
and only where it agrees with the pronoun.
"""

import re
from collections.abc import Iterator

from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.wording.plain import plain
from predictions.extraction.words import lexicon as lex
from predictions.extraction.words.lexicon import is_verb

_PRONOUN = re.compile(
    r"(?P<it>it|its)\b|(?P<they>they|their|these(?= (?:will|would|could|may|might|can|are|have)\b))\b|(?P<he>he|she|his|her)\b",
    re.IGNORECASE,
)
_POSSESSIVE = ("its", "their", "his", "her")
# "It is unlikely that A wins", "it will take years to": this "it" stands for nothing.
_EXPLETIVE = re.compile(
    r"it(?:'s| is| was|'ll|'d| will| would| may| might| could| seems| looks| appears| can|'s going to| is going to| won't| will not)*(?: (?:not|never|very|now|still|also|quite|most|even|just|probably|likely|only|\w+ly))*"
    r"(?: (?:rain|snow|freeze|come down to|turn out that|become (?:\w+ )?(?:clear|possible|impossible|harder|easier|difficult|necessary)|feel like|seem|look like|appear)\b"
    r"| (?:be |been |become )?(?:\w+ ){1,5}?(?:that|to|before|until|when|who|for|if|how|whether|as if)\b"
    r"| (?:be |get )(?:close|time|dark|cold|hot|warm|over|too late|a (?:\w+ )?(?:while|year|day|race|draw|disaster|mess|tie|landslide)|years|fun|interesting|fine|ok|okay)\b"
    r"| take[sn]? \w+)",
    re.IGNORECASE,
)
_PREDICATE = re.compile(
    r" (?:will|won't|would|could|may|might|can|cannot|can't|should|must|is|are|was|were|has|have|had|does|do|did|isn't|aren't|doesn't|don't|wasn't|weren't|hasn't|haven't|going|wants?|plans?|says?|said|remains?|became|becomes?|seems?|needs?|makes?|made|took|takes?|gets?|got|keeps?|kept|runs?|ran|won|wins|lost|loses|grew|grows?|fell|falls?|rose|rises?|came|comes?|went|goes|beat|beats|left|leaves)\b|'(?:ll|s going|re going|s not|re not)\b|(?<=\w) (?=\w+ed (?:the|a|an|in|on|at|by|to|from|its|his|her|their|that|up|down|out|over|with|for)\b)"
)
_BARE = re.compile(
    r"(?:also |then |probably |still |soon |now )?(?:will|won't|would|could|may|might|can|is|are|has|have)(?:n't| not)? \w",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r"(?:and|but|so|while|although|though|because|since|if|when|as|that|even if|even though|even|however|also|then|yet|now|indeed|whereas|once|unless|until|for example|meanwhile|still|plus|where|which is why|i think|i don't think|i do not think|i believe|i expect|i doubt|i hope|i'm sure|i am sure|i'm not sure|i feel|i would say|i'd say|it seems|it looks like|it's likely|it is likely|in my opinion|we believe|we think|we expect|i suspect|i predict|i guess|i mean|like|honestly|personally|of course|in fact|that said),? ",
    re.IGNORECASE,
)
_ADVERB = re.compile(
    r"(?: (?:also|still|now|likewise|then|too|instead|therefore|clearly|probably|likely|only|just|already|currently|\w+ly|never|not|all|both|themselves|itself))+$"
)
_NOT_A_SUBJECT = re.compile(
    r"(?:i|we|you|it|they|he|she|there|this|that|who|which|what|if|when|once|because|(?:one|some|many|most|all|both|each|few|other|others|another|these|those)(?= (?:of|will|would|may|might|can|could|is|are|have|has|say|think)\b|$)|others|another|everyone|everybody|someone|somebody|anyone|people|no|none|nobody|nothing|neither|nor|never|not|little|as|in|on|at|by|for|with|of|to|from|after|before|during|despite|until|since|given|according|instead|without|under|over|here|yes|well|how|why|where|whatever|whoever|whichever|while|though|although|and|but|or|my|your|our|his|her|their|its|even|than|just|only|not|let|please|thank|thanks|see|note|\w+ing)\b",
    re.IGNORECASE,
)
_NOT_ONE_NOUN = re.compile(
    r"[,;:()\"?!\u2014]| [a-z]\w*ing\b| [a-z]\w*ed$|\b(?:that|which|who|if|when|and then|they|it|he|she|we|i|you)\b"
)
# "Continual learning", "machine learning", "public spending": what is done is a noun there.
_DOING = re.compile(
    r"(?:(?:the|a|this|such) )?(?:\w+(?:al|ic|ive|ous|ary)|machine|deep|online|public|private|house|gene|mass|carbon|remote) [a-z]+ing",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"(?:(?!us$|is$|ss$)\w*s|people|men|women|children|police|data|media)$", re.IGNORECASE
)
_HEAD = re.compile(
    r"^(.+?)(?: (?:of|in|on|for|to|with|from|at|by|between|against|like|under|behind|about|over|as)\b.*)?$",
    re.IGNORECASE,
)
_MANY_HEADS = re.compile(
    r"\b(?:team|company|government|party|club|side|council|committee|board|bank|firm|group|band|family|fed|administration|union|cabinet|staff|army|police|court|commission|agency|ministry|opposition)$",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?:(?:mr|mrs|ms|dr|sir|lord|lady|president|senator|chancellor|king|queen|prince|pope|captain|coach|judge|governor|mayor|minister|professor)\.? )?(?:[A-Z][\w.'-]+ ?){1,4}$"
    r"|(?:the|a|our) (?:\w+ ){0,3}(?:president|minister|senator|chancellor|king|queen|pope|captain|coach|manager|judge|governor|mayor|founder|chief|director|author|chairman|chairwoman|ceo|leader|candidate|champion|favourite|favorite|striker|driver|player|rider|pitcher|goalkeeper|man|woman|boy|girl|son|daughter|wife|husband|king|host)$",
)
# "... because of the strike, even if it lasts": what stands right before the joint.
_CAUSE = re.compile(
    r"\b(?:because of|due to|thanks to|on account of) ((?:the |a |an )?[\w'-]+(?: [\w'-]+){0,2}),? (?:even if|even though|even|and|but|if|so|as|although|though|because|while)\s*$"
)
_SPEAKERS = ("i", "we", "you", "i'm", "we're")
_MOST_WORDS = 8
_SENTENCES = 2  # how far back a pronoun may look


# "... will grow 3% in 2026", then "4% in 2027": the second shares all up to its amount.
_AMOUNT = re.compile(
    r"(?:\w+ing to |to |at |by |an? |around |about |only |roughly )*[$\u00a3\u20ac]?\d",
    re.IGNORECASE,
)
_UP_TO_AMOUNT = re.compile(r"(.{6,}?) (?:(?:to|at|by|about|around) )?(?=[$\u00a3\u20ac]?\d)")


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
        same = _UP_TO_AMOUNT.match(before)
        return f"{same[1]} {statement[:1].lower()}{statement[1:]}" if same else statement
    first = statement.partition(" ")[0].lower()
    if before and (likewise := _LIKEWISE.match(statement)) and _so(document, proposal):
        said = _WILL_DO.search(before)
        return (
            _large(f"{likewise['who']} {likewise['aux'].lower()} {said[1]}") if said else statement
        )
    if _BARE.match(statement) or (proposal.clause.rides and is_verb(first)):
        shared = subject_in(before) if before and proposal.clause.rides else None
        shared = shared or next(_subjects(document, proposal), None)
        return _large(f"{shared} {statement[:1].lower()}{statement[1:]}") if shared else statement
    match = _PRONOUN.match(statement)
    if match is None or (match["it"] and _EXPLETIVE.match(statement)):
        return statement
    referent = _referent(document, proposal, match, condition)
    return put_for(statement, match[0], referent) if referent else statement


# "Rents will fall, and so | will the price of boats": it will fall.
_LIKEWISE = re.compile(
    r"(?P<aux>will|would|could|may|might|can) (?P<who>(?:the|an?|its|their|his|her|our|my|most|many|some|all|(?-i:[A-Z]))\b[^,;]*)$",
    re.IGNORECASE,
)
_WILL_DO = re.compile(
    r"\b(?:will|would|could|may|might|can) ((?:not )?[^,;]+?)(?: (?:by|in|before|this|next) [^,;]{3,24})?$"
)
_SO = re.compile(r"\b(?:as|so|likewise)\s$")


def _so(document: Document, proposal: Proposal) -> bool:
    return _SO.search(document.low, proposal.start - 12, proposal.start) is not None


def put_for(statement: str, pronoun: str, referent: str) -> str:
    """The statement with its referent for the pronoun at its head ("it'll", "its")."""
    rest = statement[len(pronoun) :]
    if pronoun.lower() in _POSSESSIVE:
        return _large(referent + ("'" if referent.endswith("s") else "'s") + rest)
    for short, full in (("'s ", " is "), ("'ll ", " will "), ("'re ", " are "), ("'d ", " would ")):
        if rest.startswith(short):
            rest = full + rest[len(short) :]
    return _large(referent + rest)


def _large(text: str) -> str:
    return text[:1].upper() + text[1:]


# "The yard will show a new boat, and | it will ...": the boat rather than the yard.
_MADE = re.compile(
    r"\b(?:tease|launch|release|announce|introduce|unveil|publish|show|create|ship|reveal|build|make|get|open|present)(?:s|es|ed|ing)? (?:a|an|the|its|another|one)(?: [\w'-]+){1,5},? (?:and|but) $"
)


def _referent(
    document: Document, proposal: Proposal, pronoun: re.Match[str], condition: str | None
) -> str | None:
    kind = pronoun.lastgroup or ""
    if condition and condition.lower() in document.text[proposal.start : proposal.end].lower():
        own = subject_in(plain(condition))
        # Who is in the condition is nearer than those before.
        return own if own and _agrees(own, kind) else None
    said = document.low[proposal.sentence.span[0] : proposal.start]
    if kind == "it" and _MADE.search(said):
        return None  # the maker, or what is made
    for subject in _subjects(document, proposal):
        if subject.lower() in _SPEAKERS:
            return None
        if _agrees(subject, kind):
            return subject
        same = _PRONOUN.fullmatch(subject)
        if same is None or same.lastgroup != kind:
            return None  # somebody else is spoken of: what this one stands for is not sure
    return None


def _subjects(document: Document, proposal: Proposal) -> Iterator[str]:
    """The subjects of the clauses before, the nearest first, up to one that is not to be read."""
    start = proposal.sentence.span[0]
    clause = document.copy[start : proposal.start]
    if caused := _CAUSE.search(clause):
        yield caused[1]
    if _said_before(clause):
        own = _nearest(plain(clause))
        if own is None:
            return
        yield own
    earlier, steps = proposal.sentence.before, 0
    while earlier is not None and steps < _SENTENCES:
        subject = subject_in(plain(document.copy[slice(*earlier.span)]), pronouns=True)
        if subject is None:
            return
        yield subject
        earlier, steps = earlier.before, steps + 1


_JOINT = re.compile(
    r"[;\u2014]|,? (?:and|but|so|because|although|though|while|which means|meaning)(?: that)? (?=(?:i|we|the|a|an|this|these|it|they|he|she|[A-Z])\b)"
)


def _nearest(clause: str) -> str | None:
    """The subject of the last part of a clause that has a predicate."""
    parts = [part for part in _JOINT.split(clause) if part and _PREDICATE.search(f" {part}")]
    return subject_in(parts[-1], pronouns=True) if parts else subject_in(clause, pronouns=True)


def _said_before(clause: str) -> bool:
    """True where a clause stands before the claim in its sentence, and not only "for example"."""
    words = plain(clause)
    while introduced := _INTRODUCED.match(f"{words} "):
        words = words[introduced.end() :]
    return len(words.split()) > 1


def subject_in(text: str, *, pronouns: bool = False) -> str | None:
    """The words before the predicate of a text, where they are a plain noun; a pronoun only where asked for."""
    text = text.lstrip(" \"'(*_-")
    while introduced := _INTRODUCED.match(text):
        text = text[introduced.end() :]
    predicate = _PREDICATE.search(text)
    words = text[: predicate.start()] if predicate else _before_verb(text)
    words = _ADVERB.sub("", words)
    if ", " in words and not words[: words.index(", ")].count(" ") > 6:
        head, _, tail = words.partition(", ")
        words = tail if _NOT_A_SUBJECT.match(head) and ", " not in tail else words
    words = words.strip(" ,")
    if pronouns and (_PRONOUN.fullmatch(words) or words.lower() in _SPEAKERS):
        return words.partition("'")[0]
    if not words or len(words.split()) > _MOST_WORDS or _NOT_A_SUBJECT.match(words):
        return None
    if _NOT_ONE_NOUN.search(words) and not _DOING.fullmatch(words):
        return None
    if any(word in lex.VERBS for word in words.split()[1:-1]):
        return None
    return words


def _before_verb(text: str) -> str:
    words = text.split()
    for index, word in enumerate(words[:9]):
        if index and is_verb(word.lower()):
            return " ".join(words[:index])
    return ""


def _agrees(subject: str, kind: str) -> bool:
    """True where the pronoun may stand for these words."""
    if _PRONOUN.fullmatch(subject):
        return False
    head = _HEAD.match(subject)
    noun = head[1] if head else subject
    several = " and " in noun or _PLURAL.search(noun) is not None
    person = (
        _PERSON.match(subject) is not None
        and not noun.lower().startswith(("the ", "a ", "an "))
        and " and " not in noun
    )
    if kind == "he":
        return _PERSON.match(subject) is not None and " and " not in noun
    if kind == "they":
        return several or _MANY_HEADS.search(noun) is not None or (person and " " not in noun)
    if noun.lower().startswith(("one ", "each ", "both ", "some ", "another ", "many ", "most ")):
        return False
    return not several or (person and " and " not in noun)
