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
# Words that are a letter apart, or one turn of two, and say different things.
_APART = frozenset(
    map(
        frozenset,
        (
            ("banned", "banked"),
            ("bans", "banks"),
            ("casual", "causal"),
            ("expert", "export"),
            ("form", "from"),
            ("fourth", "forth"),
            ("leader", "lender"),
            ("least", "last"),
            ("martial", "marital"),
            ("seventh", "seventy"),
            ("trial", "trail"),
            ("united", "untied"),
            ("winner", "winter"),
            ("wins", "winds"),
        ),
    )
)
# Letters that a word has to have: of shorter ones another makes another word.
_SHORTEST = 4  # where one is missing
_LONG = 6  # where one is another one, and in a name


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
    """Return them without articles; the A of "A beats B" is none."""
    return [each for each in tokens if each.casefold() not in _ARTICLES or each == "A"]


def _all_alike(one: list[str], other: list[str]) -> bool:
    return len(one) == len(other) and all(map(_alike, one, other))


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    a, b = _letters(one), _letters(other)
    if not (_spelled(a) and _spelled(b)):
        return False
    return a == b or _slip(a, b, name=one[0].isupper() or other[0].isupper())


def _slip(a: str, b: str, *, name: bool) -> bool:
    """Say whether one is a slip of the pen for the other, and no other word."""
    if a[0] != b[0] or frozenset((a, b)) in _APART:
        return False
    if _turned(a, b):
        return True
    shorter, longer = sorted((a, b), key=len)
    missing = len(longer) > len(shorter)
    # "Ireland" and "Iceland" differ by one letter, "William" and "Williams" by one at the end.
    if name and (not missing or longer.startswith(shorter)):
        return False
    shortest = _SHORTEST if missing and not name else _LONG
    return len(shorter) >= shortest and _one_letter_apart(shorter, longer)


def _spelled(word: str) -> bool:
    """Say whether it is made of letters that have capitals; elsewhere one sign may be a word."""
    return bool(word) and all(letter.lower() != letter.upper() for letter in word)


def _letters(word: str) -> str:
    return word.casefold().replace("'", "").replace("\u2019", "")


def _turned(a: str, b: str) -> bool:
    """Say whether two neighbouring letters changed places."""
    differ = [at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y]
    if len(a) != len(b) or len(differ) != 2:
        return False
    first, second = differ
    return second == first + 1 and a[first] == b[second] and a[second] == b[first]


def _one_letter_apart(shorter: str, longer: str) -> bool:
    """Say whether one letter is another one, or missing."""
    pairs = enumerate(zip(shorter, longer, strict=False))
    at = next((at for at, (x, y) in pairs if x != y), len(shorter))
    skipped = 1 if len(longer) == len(shorter) else 0
    return len(longer) <= len(shorter) + 1 and shorter[at + skipped :] == longer[at + 1 :]
