"""Whether two wordings differ in nothing but spelling, so that what was said of one holds of the other.

Careful on purpose: a typo taken for a change of meaning costs its mender a new number, a change of
meaning taken for a typo would turn somebody's forecast into one that they never made.
"""

from predictions.regexes import regex

# Numbers with their sign and what joins their digits, words, and signs that say something.
_TOKEN = regex(
    r"(?P<number>[-\u2212+]?\d(?:[\d.,:/\u2013-]*\d)?)"
    r"|(?P<word>[^\W\d_]+(?:['\u2019][^\W\d_]+)*)"
    r"|(?P<sign>[^\s\w.,;:!?\"'\u201c\u201d\u201e\u2018\u2019()\[\]\u2013\u2014-])"
)
_ARTICLES = frozenset(("a", "an", "the"))
# Words that are a letter apart and say different things.
_APART = frozenset(
    map(
        frozenset,
        (
            ("least", "last"),
            ("most", "must"),
            ("lose", "love"),
            ("never", "fever"),
            ("rise", "rose"),
            ("raise", "raze"),
            ("sixth", "sixty"),
            ("seventh", "seventy"),
            ("ninth", "ninety"),
            ("fourth", "forth"),
            ("march", "match"),
            ("form", "from"),
            ("casual", "causal"),
            ("martial", "marital"),
            ("trial", "trail"),
            ("united", "untied"),
            ("woman", "women"),
            ("expert", "export"),
            ("bear", "beat"),
            ("wins", "winds"),
            ("best", "beat"),
        ),
    )
)
_SHORTEST = 4  # letters of a word in which one may be wrong: in a shorter one it makes another
_SHORTEST_NAME = 6  # "Iran" and "Iraq" are a letter apart


def same_but_for_spelling(before: str, after: str) -> bool:
    """Say whether the words are the same but for a letter in some of them, capitals, and articles.

    >>> same_but_for_spelling("Teh brigde opens", "The bridge opens")
    True
    >>> same_but_for_spelling("Oil costs $80", "Oil costs $90")
    False
    >>> same_but_for_spelling("It will rain", "It will not rain")
    False
    """
    one, other = _tokens(before), _tokens(after)
    return _all_alike(one, other) or _all_alike(_bare(one), _bare(other))


def _tokens(text: str) -> list[str]:
    """Return what says something, in order; a word that stands twice in a row counts once."""
    found: list[str] = []
    for match in _TOKEN.finditer(text):
        again = match["word"] is not None and [match[0].casefold()] == [
            last.casefold() for last in found[-1:]
        ]
        found += [] if again else [match[0]]
    return found


def _bare(tokens: list[str]) -> list[str]:
    """Return them without articles; the A of "Team A" is none."""
    return [
        token
        for at, token in enumerate(tokens)
        if token.casefold() not in _ARTICLES or (at and token.isupper())
    ]


def _all_alike(one: list[str], other: list[str]) -> bool:
    return len(one) == len(other) and all(map(_alike, one, other))


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    a, b = _letters(one), _letters(other)
    if not (a.isalpha() and b.isalpha()):
        return False
    if a == b:
        return True
    if a[0] != b[0] or frozenset((a, b)) in _APART:
        return False
    named = one[0].isupper() or other[0].isupper()
    shortest = _SHORTEST_NAME if named else _SHORTEST
    return _turned(a, b) or (min(len(a), len(b)) >= shortest and _one_letter_apart(a, b))


def _letters(word: str) -> str:
    return word.casefold().replace("'", "").replace("\u2019", "")


def _turned(a: str, b: str) -> bool:
    """Say whether two neighbouring letters changed places."""
    differ = [at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y]
    if len(a) != len(b) or len(differ) != 2:
        return False
    first, second = differ
    return second == first + 1 and a[first] == b[second] and a[second] == b[first]


def _one_letter_apart(a: str, b: str) -> bool:
    """Say whether one letter is another one, too many, or missing."""
    if len(a) > len(b):
        a, b = b, a
    at = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) == len(b):
        return a[at + 1 :] == b[at + 1 :]
    return len(b) == len(a) + 1 and a[at:] == b[at + 1 :]
