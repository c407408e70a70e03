"""Search terms of a prediction: which of its words are looked for, and how much each says.

Names, acronyms and numbers with a unit say more than ordinary words, and words that every news text
holds say hardly anything.
"""

from functools import lru_cache
from itertools import groupby

from predictions.matching_words import FAINT, MONTHS, NAMES_LIKE_WORDS, SEASONS, STOP, stem
from predictions.regexes import regex
from predictions.text import one_line

MOST_BY_NAMES = 0.48  # most that one or two names make of a claim: alone they are less than half
MOST_BY_MANY = 0.65  # the same for more of them
TWO_PARTIES = 0.5  # a buyer, and what is bought

_PIECE = r"[$€£]?\d[\d,.]*(?:[kKmM]|bn|BN)?\b%?|[^\W_]\w*(?:['’.&]\w+)*"
WORD = regex(_PIECE)
_COMPOUND = regex(rf"(?:{_PIECE})(?:[-/](?:{_PIECE}))*")  # GPT-5, next-word-prediction
_ORDINARY = regex(r"^[A-Z][a-z]+(?:al|ed|ive|ous|ly|ment|tion|ness|less|ful)$")
_YEAR = regex(r"(?:(?:mid|early|late)-)?(?:19|20|21)\d\d")
_WHEN = {
    "by",
    "before",
    "in",
    "until",
    "till",
    "end",
    "of",
    "after",
    "since",
    "during",
    "than",
    "mid",
}


def search_terms(statement: str, *, most: int = 12) -> tuple[str, ...]:
    """Return the words of a statement worth looking for, as they are written, in their order.

    Deadlines and the words of forecasting are left out: every prediction has those.
    """
    found: dict[tuple[str, ...], str] = {}
    before = ""
    for word in _COMPOUND.findall(one_line(statement).replace("’", "'")):
        plain = word.lower()
        deadline = (plain in SEASONS and before in _WHEN) or (
            _YEAR.fullmatch(plain) and (before in _WHEN or before in MONTHS or before in SEASONS)
        )
        before = plain
        if not deadline and plain not in STOP and key(word):
            found.setdefault(key(word), word.removesuffix("'s"))
    words = list(found.values())
    # A capital that only begins the sentence makes no name: "Continual learning".
    if words and _begins_only(words[0]) and words[1:] and words[1].islower():
        words[0] = words[0].lower()
    kept = sorted(words, key=weight, reverse=True)[:most]
    return tuple(word for word in words if word in kept)


def _begins_only(word: str) -> bool:
    return bool(_ORDINARY.search(word)) and word.lower() not in NAMES_LIKE_WORDS


@lru_cache(maxsize=65536)
def key(term: str) -> tuple[str, ...]:
    """Return the stems of a term's words."""
    return tuple(stem(word) for word in WORD.findall(term))


@lru_cache(maxsize=65536)
def filed(term: str) -> str:
    """Return the stem that says most of a term: a phrase is filed under it; "" for no words."""
    return max(key(term), key=lambda word: (_plain_weight(word), len(word)), default="")


@lru_cache(maxsize=65536)
def is_name(term: str) -> bool:
    """Whether a term names someone or something, rather than what is claimed of it."""
    parts = WORD.findall(term)
    if not parts or any(char.isdigit() for char in term):  # GPT-5, 777X: what is claimed
        return False
    return all(part.lower() != part for part in parts) and key(term)[0] not in FAINT


def is_number(term: str) -> bool:
    """Whether a term is an amount: 5%, $150,000."""
    return term.strip("$€£%")[:1].isdigit()


@lru_cache(maxsize=65536)
def parties(terms: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """Return who a claim is about, in its order: names that stand together are one."""
    runs = groupby(terms, key=is_name)
    return tuple(frozenset(run) for are_names, run in runs if are_names)


@lru_cache(maxsize=65536)
def weight(term: str) -> float:
    """Say how much finding this term says."""
    stems = key(term)
    letters = term.strip("$€£%")
    if not stems:
        says = 0.0
    elif is_number(term):
        says = 0.8
    elif any(char.isupper() for char in letters[1:]) or any(char.isdigit() for char in letters):
        says = 2.5  # an acronym or a product: RLVR, GPT-5
    elif len(stems) > 1:
        says = 1.0 + max(map(_plain_weight, stems))
    elif stems[0] in FAINT:
        says = 0.4
    elif letters[:1].isupper():
        says = 2.0  # a name, or the first word of the statement
    else:
        says = _plain_weight(stems[0])
    return says


def _plain_weight(word: str) -> float:
    if word in FAINT:
        return 0.4
    return 1.5 if len(word) >= 8 else 1.0


def contributions(terms: tuple[str, ...]) -> dict[str, float]:
    """Return what share of the prediction each term makes; all of them together make 1.

    Who it is about is weighed against what is claimed: names alone are in the news every day.
    """
    names = sum(weight(term) for term in terms if is_name(term))
    claim = sum(weight(term) for term in terms if not is_name(term))
    if not names or not claim:
        return {term: weight(term) / (names + claim) for term in terms if names + claim}
    # One or two names are a subject; three or more together are nearly the claim itself.
    most = MOST_BY_NAMES if sum(map(is_name, terms)) <= 2 else MOST_BY_MANY
    counts = min(most, names / (names + claim))
    if len(parties(terms)) > 1:
        counts = max(counts, TWO_PARTIES)  # together in the news for one reason
    return {
        term: counts * weight(term) / names
        if is_name(term)
        else (1 - counts) * weight(term) / claim
        for term in terms
    }
