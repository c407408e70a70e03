"""Kinds of words: what is left of a sentence when its words are forgotten.

A few closed classes and some endings, enough to tell "rates will rise" from "you will need". They
carry over to words that the corpus never showed.
"""

from predictions.extraction.words import lexicon as lex
from predictions.extraction.words.memo import Memo

_KINDS = {
    "DET": "the a an this that these those",
    "POS": "my our your his her its their",
    "QNT": "some any every each all most many few several much more less fewer enough both half",
    "NEG": "no not never none nobody nothing neither nor hardly",
    "I": "i i'm i've i'd i'll me",
    "WE": "we we're we've we'd we'll us",
    "YOU": "you you're you've you'd you'll",
    "HE": "he she he's she's he'd she'd he'll she'll",
    "IT": "it it's it'd it'll",
    "THEY": "they they're they've they'd they'll",
    "THERE": "there there's there'll",
    "WHO": "who which whose who's",
    "WH": "what how why where whether",
    "WILL": "will won't shall gonna",
    "WOULD": "would wouldn't",
    "MAY": "may might",
    "COULD": "could couldn't",
    "SHOULD": "should shouldn't ought",
    "CAN": "can can't cannot",
    "MUST": "must",
    "HAVE": "have has haven't hasn't",
    "HAD": "had hadn't",
    "BE": "be",
    "IS": "is are am isn't aren't",
    "WAS": "was were wasn't weren't",
    "BEEN": "been being",
    "DO": "do does don't doesn't",
    "DID": "did didn't",
    "TO": "to",
    "IF": "if unless once assuming provided when whenever until",
    "BECAUSE": "because since as so although though while whereas",
    "AND": "and or but yet",
    "IN": (
        "in on at by for from with of into over under about between within during before after "
        "through against without"
    ),
    "SOON": "soon eventually ultimately tomorrow next coming upcoming future later",
    "NOW": "now today currently already still",
    "PAST": "ago yesterday last previously",
    "HEDGE": "probably perhaps maybe possibly likely unlikely surely certainly definitely presumably",
    "THINK": "think believe expect predict suspect guess bet doubt reckon hope fear forecast anticipate",
    "SAID": "said says told wrote announced announces argued reported noted",
    "GO": "going",
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}
# What the rest of a sentence may tell of a clause in it.
TELLING = lex.words(
    "WILL WOULD MAY COULD SHOULD CAN THINK SAID WAS HAD IS IF YOU I WE HEDGE SOON YEAR PCT WHO WH"
)
VERBAL = lex.words("WILL WOULD MAY COULD SHOULD CAN MUST HAVE HAD BE IS WAS DO DID VS V GO")


def kind(word: str) -> str:
    """The kind of a lower-case word, or of the marks that stand for names and figures."""
    known = _KIND_OF.get(word)
    if known:
        return known
    if word in ("NUM", "PCT", "YEAR", "Cap"):
        return word
    if not word[0].isalpha():
        return "#"
    return _by_ending(word)


KIND = Memo(kind)


def _by_ending(word: str) -> str:
    for ending, name in (("ly", "LY"), ("ing", "VING"), ("ed", "VED")):
        if word.endswith(ending):
            return name
    if lex.is_verb(word):
        return "VS"
    if word in lex.VERBS:
        return "V"
    return "NS" if word.endswith("s") and not word.endswith("ss") else "N"


_ENDINGS = (
    "ations", "ation", "ments", "ment", "ings", "ing", "edly", "ed", "ies", "es", "s", "ly",
)  # fmt: skip


def stem(word: str) -> str:
    """A word without its ending, roughly: "forecasting" and "forecasts" are one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
