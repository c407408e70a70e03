"""Subjects as they are read from clauses: the words before a predicate, and whether a pronoun may stand for them."""

import re

from predictions.extraction.wording.plain import plain
from predictions.extraction.wording.verbal import has_verb
from predictions.extraction.words import lexicon as lex
from predictions.extraction.words.lexicon import is_verb
from predictions.regexes import regex

PRONOUN = regex(
    r"(?P<it>it|its)\b|(?P<they>they|their"
    r"|these(?= (?:will|would|could|may|might|can|are|have)\b))\b|(?P<he>he|she|his|her)\b",
    re.IGNORECASE,
)
_PREDICATE = regex(
    r"(?<!\bto) (?:will|won't|would|could|may|might|can|cannot|can't|should|must|is|are|was"
    r"|were|has|have|had|does|do|did|isn't|aren't|doesn't|don't|wasn't|weren't|hasn't|haven't"
    r"|going|wants?|plans?|says?|said|remains?|became|becomes?|seems?|needs?|makes?|made|took"
    r"|takes?|gets?|got|keeps?|kept|runs?|ran|won|wins|lost|loses|grew|grows?|fell|falls?|rose"
    r"|rises?|came|comes?|went|goes|beat|beats|left|leaves)\b"
    r"|'(?:ll|s going|re going|s not|re not)\b|(?<=\b[Ii]t)'s\b|(?<=[Hh]e)'s\b"
    r"|(?<=\b[Tt]hey)'(?:re|ve|d)\b|(?<=\w) (?=\w+ed (?:the|a|an|in|on|at|by|to|from|its|his"
    r"|her|their|that|up|down|out|over|with|for)\b)"
)
_INTRODUCED = regex(
    r"(?:and|but|so|while|although|though|because|since|if|when|as|that|even if|even though"
    r"|even|maybe|perhaps|however|also|then|yet|now|indeed|whereas|once|unless|until"
    r"|for example|meanwhile|still|plus|where|which is why|i think|i don't think|i do not think"
    r"|i believe|i expect|i doubt|i hope|i'm sure|i am sure|i'm not sure|i feel|i would say"
    r"|i'd say|it seems|it looks like|it's likely|it is likely|in my opinion|we believe"
    r"|we think|we expect|i suspect|i predict|i guess|i mean|like|honestly|personally|of course"
    r"|in fact|that said|(?:the|my|our|a|one|another) (?:[\w-]+ ){1,4}(?:is|was) that),? ",
    re.IGNORECASE,
)
_ADVERB = regex(
    r"(?: (?:also|ever|still|now|likewise|then|too|instead|therefore|clearly|probably|likely"
    r"|only|just|already|currently|\w+ly|never|not|all|both|themselves|itself))+$"
)
_NOT_A_SUBJECT = regex(
    r"(?:i|we|you|it|they|he|she|there|this|that|who|which|what"
    r"|(?:will|would|can|could|should|might|is|are|do|does|did|has|have)(?= |$)|if|when|once"
    r"|because|(?:the )?(?:first|second|third|next|last|latter|former|other|same)(?=$"
    r"| (?:of|will|is|thing|prediction|point|one|question)\b)"
    r"|(?:the )?(?:\w+ ){0,2}(?:prediction|forecast|question|answer|point|reason|consensus"
    r"|problem|guess|thing|case|figure)s?(?=$)"
    r"|(?:one|some|many|most|all|both|each|few|other|others|another|these"
    r"|those)(?= (?:of|will|would|may|might|can|could|is|are|have|has|say|think)\b|$)|others"
    r"|another|everyone|everybody|someone|somebody|anyone|people|no|none|nobody|nothing|neither"
    r"|nor|never|not|little|as|in|on|at|by|for|with|of|to|from|after|before|during|despite"
    r"|until|since|given|according|instead|without|under|over|here|yes|well|how|why|where"
    r"|whatever|whoever|whichever|while|though|although|and|but|or|my|your|our|his|her|their"
    r"|its|even|than|just|only|not|let|please|thank|thanks|see|note|\w+ing)\b",
    re.IGNORECASE,
)
_NOT_ONE_NOUN = regex(
    r"[,;:()\"?!\u2014]| [a-z]\w*ing\b| [a-z]\w*ed$"
    r"|\b(?:that|which|who|if|when|and then|they|it|he|she|we|i|you)\b"
)
# "Continual learning", "machine learning", "public spending": what is done is a noun there.
_DOING = regex(
    r"(?:(?:the|a|this|such) )?(?:\w+(?:al|ic|ive|ous|ary)|machine|deep|online|public|private"
    r"|house|gene|mass|carbon|remote) [a-z]+ing",
    re.IGNORECASE,
)
_PLURAL = regex(
    r"(?:\w{2,}s(?<!us)(?<!is)(?<!ss)(?<!ews)|people|men|women|children|police|data|media)$",
    re.IGNORECASE,
)
_HEAD = regex(
    r"^(.+?)(?: (?:of|in|on|for|to|with|from|at|by|between|against|like|under|behind|about|over|as)\b.*)?$",
    re.IGNORECASE,
)
_MANY_HEADS = regex(
    r"\b(?:team|company|government|party|club|side|council|committee|board|bank|firm|group|band"
    r"|family|fed|administration|union|cabinet|staff|army|police|court|commission|agency"
    r"|ministry|opposition)$",
    re.IGNORECASE,
)
_PERSON = regex(
    r"(?:(?:mr|mrs|ms|dr|sir|lord|lady|president|senator|chancellor|king|queen|prince|pope"
    r"|captain|coach|judge|governor|mayor|minister|professor)\.? )?(?:[A-Z][\w.'-]+ ?){1,4}$"
    r"|(?:the|a|our) (?:\w+ ){0,3}(?:president|minister|senator|chancellor|king|queen|pope"
    r"|captain|coach|manager|judge|governor|mayor|founder|chief|director|author|chairman"
    r"|chairwoman|ceo|leader|candidate|champion|favourite|favorite|striker|driver|player|rider"
    r"|pitcher|goalkeeper|man|woman|boy|girl|son|daughter|wife|husband|king|host)$",
)
SPEAKERS = ("i", "we", "you", "i'm", "we're")
_MOST_WORDS = 8


_JOINT = regex(
    r"[;\u2014]|,? (?:and|but|so|because|although|though|while|which means"
    r"|meaning)(?: that)? (?=(?:i|we|the|a|an|this|these|it|they|he|she|[A-Z])\b)"
    r"|(?:,| that| but| and) (?=(?:while|although|though|even though|whereas|if|when|once"
    r"|because|since) )"
)


def nearest(clause: str) -> str | None:
    """The subject of the last part of a clause that has a predicate."""
    parts = [part for part in _JOINT.split(clause) if part and _PREDICATE.search(f" {part}")]
    return subject_in(main_clause(parts[-1] if parts else clause), pronouns=True)


def said_before(clause: str) -> bool:
    """True where a clause stands before the claim in its sentence, and not only "for example"."""
    words = plain(clause)
    while introduced := _INTRODUCED.match(f"{words} "):
        words = words[introduced.end() :]
    return len(words.split()) > 1


# "When demand falls, the yards close": who the sentence is about comes after the comma.
_SUBORDINATE = regex(
    r"(?:(?:and|but|so) )?(?:when|whenever|if|once|as|while|because|since|although|though"
    r"|unless|after|before|until|even if|even though) ",
    re.IGNORECASE,
)


def main_clause(text: str) -> str:
    """The text from its main clause on, where another one opens it."""
    if _SUBORDINATE.match(text) is None:
        return text
    head, comma, rest = text.partition(", ")
    return rest if comma and _PREDICATE.search(head) and _PREDICATE.search(f" {rest}") else text


def subject_in(text: str, *, pronouns: bool = False) -> str | None:
    """The words before the predicate of a text, where they are a plain noun; a pronoun only where asked for."""
    text = text.lstrip(" \"'(*_-")
    while introduced := _INTRODUCED.match(text):
        text = text[introduced.end() :]
    predicate = _PREDICATE.search(text)
    words = text[: predicate.start()] if predicate else _before_verb(text)
    words = words.replace('"', "") if words.count('"') == 1 else words  # its first was stripped
    words = _ADVERB.sub("", words)
    if ", " in words and not words[: words.index(", ")].count(" ") > 6:
        head, _, tail = words.partition(", ")
        words = tail if _NOT_A_SUBJECT.match(head) and ", " not in tail else words
    words = words.strip(" ,")
    if pronouns and (PRONOUN.fullmatch(words) or words.lower() in SPEAKERS):
        return words.partition("'")[0]
    if not words or len(words.split()) > _MOST_WORDS or _NOT_A_SUBJECT.match(words):
        return None
    if _NOT_ONE_NOUN.search(words) and not _DOING.fullmatch(words):
        return None
    if any(word in lex.VERBS for word in words.split()[1:-1]):
        return None
    named = all(word[:1].isupper() for word in words.split())
    return None if (not named and has_verb(words)) or _NO_WORDS.search(words) else words


_NO_WORDS = regex(
    r"[|@{}<>=_]|\w\.\w{3}$|'s$|^(?:19|20|21)\d\d$"
    r"|\b(?:I|we|you|don't|didn't|can't|won't|I'd|I'm|I've)\b"
    r"|^(?:however|boy|man|long|oh|wow|sure|still|again|also)\b",
    re.IGNORECASE,
)


def _before_verb(text: str) -> str:
    words = text.split()
    for index, word in enumerate(words[:9]):
        if index and is_verb(word.lower()):
            return " ".join(words[:index])
    return ""


def agrees(subject: str, kind: str) -> bool:
    """True where the pronoun may stand for these words."""
    if PRONOUN.fullmatch(subject):
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
        return (
            bool(_PERSON.match(subject) or _PERSON.match(noun[:1].lower() + noun[1:]))
            and " and " not in noun
        )
    if kind == "they":
        return several or _MANY_HEADS.search(noun) is not None or (person and " " not in noun)
    if noun.lower().startswith(("one ", "each ", "both ", "some ", "another ", "many ", "most ")):
        return False
    return not several or (person and " and " not in noun)


def possessive(name: str) -> str:
    """Whose something is: "Kern's", "the mills'"."""
    return name + ("'" if name.endswith("s") else "'s")
