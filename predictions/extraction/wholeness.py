"""Whether a statement is a whole sentence: no verb, a broken end, half a sentence, a name under its heading."""

import re

from predictions.extraction.wording.verbal import ADJECTIVES, FUNCTION, has_verb
from predictions.extraction.words import lexicon as lex
from predictions.regexes import regex

_BROKEN_END = regex(
    r"(?:^|\s)(?P<last>(?:and|or|but|&|the|an?|than|because|if|even|their|its|my|our|your|which|who|whose|will|would|won't|be able to|(?:want|need|have|has|going|able|likely|about|begin|start|continue|try|expected|set|and|or|is|are) to|such as|as well as|and even|very|each|every|between|into|per|\d+ to))[.,]?$",
    re.IGNORECASE,
)
_BROKEN_HEAD = regex(
    r"(?:(?:the|an?|of the|and the|to) (?:will|would|also|is|are|can|could|has|have)\b|of (?!course\b|the\b|those\b|these\b|all\b)[^,]+$|(?:signed|namely|i\.e\.|e\.g\.|etc\.?|than|not (?:only|just|if)|instead of|rather than|and|or|nor|which|whose|where|whereas)\b(?! (?:wins?|loses?)\b)|(?:up|down|above|below|over|under|between|around|about|roughly|at least|at most|more than|less than) [~<>$\u20ac\u00a3]?\d[\d.,]*%?(?: (?:percent|(?:m|b|tr)illion|thousand))?(?: (?:over|in|by|within|before|at|from|this|next)\b(?! \w+s? (?:will|would)\b)[^,]*)?$|(?:not|yes|no|maybe|none)$|(?:because|although|though|while|since|unless|so that|even though|as well as)\b[^,]*$|\W*\(not\b)",
    re.IGNORECASE,
)
_LABELLED = regex(r"(?P<label>[^:]{2,80}): (?P<what>.+)")
_FEW = 5


def unfinished(statement: str) -> str | None:
    """The words that show that a statement is no whole sentence; None where it is one, or may be."""
    if match := _BROKEN_END.search(statement):
        return match["last"]
    if match := _BROKEN_HEAD.match(statement):
        return match[0]
    labelled = _LABELLED.fullmatch(statement)
    if statement.startswith('Yes to "') or _says(labelled["what"] if labelled else statement):
        return None
    return " ".join(statement.split()[:_FEW])


def _says(text: str) -> bool:
    """True where a word may be a verb: each that is a noun as well counts, and each in "-s" behind a noun."""
    words = [word.strip(".,;:()\"'") for word in text.split()]
    low = [word.lower() for word in words]
    if has_verb(text) or low[:1] == ["i"] or any(map(_may_act, low, words[1:], low[1:])):
        return True
    return len(_AUXILIARY.findall(text)) > len(_RELATIVE.findall(text))


def _may_act(before: str, word: str, low: str) -> bool:
    if low in _VERBS:
        return True
    third = len(low) > _SHORT and low.endswith("s") and low[-2] not in "su'" and word.islower()
    return third and before not in _NO_SUBJECTS and not _ADJECTIVE.search(before)


_SHORT = 3  # letters
_ADJECTIVE = regex(r"(?:-\w+|ed)$")  # "cash-strapped yards"
_NO_SUBJECTS = (FUNCTION | ADJECTIVES) - lex.words("still also even just only who which that")
_AUXILIARY = regex(r"\b(?:will|is|are|was|were|has|have|can|could|may|would)\b", re.IGNORECASE)
_RELATIVE = regex(r"\b(?:that|which|who|whose|where)\b", re.IGNORECASE)


# Those that `lexicon.VERBS` leaves out, for they are no claims' verbs.
_VERBS = lex.VERBS | lex.words(
    """make adopt travel play unfold eat react account consume use see feel know want think look come work learn
    live love marry move read ride run say sit sleep speak stand study talk teach tell try understand visit walk watch
    wear write drink drive draw dominate double earn enjoy exist feature fly forget grab hear hire hope ignore keep
    land let live lack matter need open operate outlive overtake own perform prefer press print publish quit race recognize
    refuse rely rent repeat report require rest rival share shop show sit skip sound spend stick struggle suggest sweep switch
    tend thrive touch trade trust turn unite upset value wait wake waste wish disrupt die drop get beat cross plan"""
)
