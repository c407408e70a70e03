"""Whether a statement is a whole sentence: no verb, a broken end, half a sentence, a name under its heading."""

import re

from predictions.extraction.wording.verbal import ADJECTIVES, FUNCTION, has_verb
from predictions.extraction.words import lexicon as lex
from predictions.regexes import regex

_BROKEN_END = regex(
    r"(?:^|\s)(?P<last>(?:and|or|but|&|the|an?|than|because|if|even|their|its|my|our|your|which"
    r"|who|whose|will|would|won't|be able to"
    r"|(?:want|need|have|has|going|able|likely|about|begin|start|continue|try|expected|set|and"
    r"|or|is|are) to|such as|as well as|and even|very|each|every|between|into|per"
    r"|\d+ to))[.,]?$",
    re.IGNORECASE,
)
# "Rose by around", "rates above 3% in", "the estimate of": what came behind was cut off.
_CUT = regex(
    r"(?:\b(?:(?:by|to|of|at|from|than) (?:around|about|nearly|roughly|approximately|almost"
    r"|some)|(?:rate|estimate|number|level|amount|share|value|total|average|pace|range|size"
    r"|speed|increase|decrease|decline|rise|drop|growth|reductions?|gains?) of|as the)"
    r"|\d%? (?:in|over|by|to|at|from|of|for|with))$",
    re.IGNORECASE,
)
# "The impact that it will have", "the sort of boat that sinks": a noun, and what is said of it.
_BE = r"(?:is|are|was|were|will|would|can|could|may|might|has|have|does|do|did)"
_PLAIN = r"(?!(?:is|are|was|were|will|would|can|could|may|might|and|but|or|so)\b)[a-z'-]++"
_ONLY_A_NOUN = regex(
    rf"(?:the|an?) (?:(?!{_BE}\b)[\w'-]++ ){{0,4}}(?!{_BE}\b)(?P<noun>[\w'-]++) (?:that|which"
    rf"|who|where|(?:to|of|in|for|by) which) "
    rf"(?:(?:the|an?|I|we|you|they|he|she|it|our|their|its|his|her|most|many"
    rf"|(?-i:[A-Z])\w++) (?:(?!{_BE}\b)[^\s,;]++ ){{0,4}}?)?{_BE} {_PLAIN}(?: {_PLAIN}){{0,7}}$",
    re.IGNORECASE,
)
_BROKEN_HEAD = regex(
    r"(?:\w+ of (?:which|whom)\b|likely to \w+|than \w"
    r"|(?:be|been|being) (?:\w+ly )?\w+(?:ed|en)\b"
    r"|(?:the|an?|of the|and the|to) (?:will|would|also|is|are|can|could|has|have)\b"
    r"|of (?!course\b|the\b|those\b|these\b|all\b)[^,]+$"
    r"|(?:signed|namely|i\.e\.|e\.g\.|etc\.?|than|not (?:only|just|if)|instead of|rather than"
    r"|and|or|nor|which|whose|where|whereas)\b(?! (?:wins?|loses?)\b)"
    r"|(?:up|down|above|below|over|under|between|around|about|roughly|at least|at most"
    r"|more than|less than) [~<>$\u20ac\u00a3]?\d[\d.,]*%?(?: (?:percent|(?:m|b|tr)illion"
    r"|thousand))?(?: (?:over|in|by|within|before|at|from|this"
    r"|next)\b(?! \w+s? (?:will|would)\b)[^,]*)?$|(?:not|yes|no|maybe|none)$"
    r"|(?:because|although|though|while|since|unless|so that|even though|as well as)\b[^,]*$"
    r"|\W*\(not\b)",
    re.IGNORECASE,
)
_LABELLED = regex(r"(?P<label>[^:]{2,80}): (?P<what>.+)")
_FEW = 5


def unfinished(statement: str) -> str | None:
    """The words that show that a statement is no whole sentence; None where it is one, or may be."""
    if match := _BROKEN_END.search(statement):
        return match["last"]
    if match := _CUT.search(statement) or _BROKEN_HEAD.match(statement):
        return match[0]
    if (noun := _ONLY_A_NOUN.match(statement)) is not None and not _is_verb(noun, statement):
        return " ".join(statement.split()[:_FEW])
    labelled = _LABELLED.fullmatch(statement)
    if statement.startswith('Yes to "') or _says(labelled["what"] if labelled else statement):
        return None
    return " ".join(statement.split()[:_FEW])


def _is_verb(noun: re.Match[str], statement: str) -> bool:
    """True where what stands before "that" is a verb ("the rules state that"), or another word of the statement is."""
    before = noun["noun"].lower()
    acts = before.endswith(("s", "ed")) or before in _VERBS or before in _SAYS_THAT
    return acts or any(
        low.endswith("s") and lex.is_verb(low) for low in statement.lower().split()[1:]
    )


_SAYS_THAT = lex.SAYING_WORDS | lex.words("determine recognise imply mean ensure show prove")
# "Growth implied a fall", "members cited the costs".
_PAST = regex(r"(?<!the )(?<!an )(?<!a )\b[a-z]{3,}ed (?:the|an?|that|its|their|his|her|to)\b")


def _says(text: str) -> bool:
    """True where a word may be a verb: each that is a noun as well counts, and each in "-s" behind a noun."""
    words = [word.strip(".,;:()\"'") for word in text.split()]
    low = [word.lower() for word in words]
    if has_verb(text) or low[:1] == ["i"] or any(map(_may_act, low, words[1:], low[1:])):
        return True
    if _PAST.search(text):
        return True
    return len(_AUXILIARY.findall(text)) > len(_RELATIVE.findall(text))


def _may_act(before: str, word: str, low: str) -> bool:
    if low in _VERBS:
        return before not in _ARTICLES
    third = len(low) > _SHORT and low.endswith("s") and low[-2] not in "su'" and word.islower()
    return third and before not in _NO_SUBJECTS and not _ADJECTIVE.search(before)


_ARTICLES = frozenset(("a", "an", "the", "its", "his", "her", "their", "our", "my"))
_SHORT = 3  # letters
_ADJECTIVE = regex(r"(?:-\w+|ed)$")  # "cash-strapped yards"
_NO_SUBJECTS = (FUNCTION | ADJECTIVES) - lex.words("still also even just only who which that")
_AUXILIARY = regex(r"\b(?:will|is|are|was|were|has|have|can|could|may|would)\b", re.IGNORECASE)
_RELATIVE = regex(r"\b(?:that|which|who|whose|where)\b", re.IGNORECASE)


# Those that `lexicon.VERBS` leaves out, for they are no claims' verbs.
_VERBS = lex.VERBS | lex.words(
    """
    make adopt travel play unfold eat react account consume use see feel know want think look come
    work learn live love marry move read ride run say sit sleep speak stand study talk teach tell
    try understand visit walk watch wear write drink drive draw dominate double earn enjoy exist
    feature fly forget grab hear hire hope ignore keep land let live lack matter need open operate
    outlive overtake own perform prefer press print publish quit race recognize refuse rely rent
    repeat report require rest rival share shop show sit skip sound spend stick struggle suggest
    sweep switch tend thrive touch hike pivot bear bridge battle respond boom encounter concentrate
    call capitulate trade trust turn unite upset value wait wake waste wish disrupt die drop get
    beat cross plan
"""
)
