"""Avowals: words that announce a forecast in its own sentence ("Here's my prediction: a draw", "my bet is Kern")."""

from predictions.extraction.words.glance import needs
from predictions.regexes import regex

_OPENING = r"(?:(?:and|but|so|also|then|now|okay|ok|well|finally|here(?:'s| is| comes| goes)|that said),? )*"
_CLAIM = (
    r"(?:prediction|forecast|bet|(?P<guess>guess|hunch)|(?<!of )call|pick|expectation|prophecy"
    r"|wager|projection)"
)
_NO_CLAIM = (
    r"(?:valid|right|correct|wrong|based|as good|below|above|not|still|that i|no|in|on|to|as|about"
    r"|for|from|made|simple|this|these|the following|there)"
)
_AVOWED = regex(
    rf"\W*(?:[\w.'-]+(?: [\w.'-]+){{0,2}}: )?(?:{_OPENING}(?:my|our|his|her|their"
    rf"|[\w.]+'s) (?:(?!predictions\b)[\w-]+,? ){{0,3}}?{_CLAIM}(?: (?:for|on|about"
    rf"|of) [^:;.]{{2,40}}?)?(?: here| now| today)?"
    rf"(?: (?:is|would be|remains)(?:,? that)? (?!{_NO_CLAIM}\b)|: | [-\u2013\u2014]{{1,2}} )"
    rf"|{_OPENING}(?:(?:i'm|i am|i'll) (?:\w+ )?)?call(?:ing)? it(?: now| early| here)?: "
    rf"|{_OPENING}mark my words[:,] )\s*(?!(?:see|read|look) (?:\w+ )?(?:below|above|here"
    rf"|on)\b)(?=[\w$\"'])"
)
_AVOWING = needs(
    "prediction forecast bet guess call calling pick expectation hunch prophecy wager projection mark"
)
_LEAST = 8  # characters of what is foretold
# "My guess is that the mill has no money", "... they sent it twice": of what is or was.
_IS = regex(
    r"\b(?<!to )(?<!still )(?:is|are|am|has|have|do|does|isn't|aren't|hasn't|haven't|don't|doesn't)\b"
)
_WAS = regex(
    r"\b(?:was|were|had|did|got|made|sent|went|came|took|knew|gave|said|happened|wasn't|weren't"
    r"|hadn't|didn't)\b|(?<!\bthe )(?<!\ba )(?<!\ban )\b[a-z]{3,}ed\b"
)
_LOOKS_AHEAD = regex(
    r"'(?:ll|d)\b|\b(?:will|won't|shall|would|wouldn't|may|might|could|can|should|going|gonna"
    r"|coming|toast|doomed|done|over|until|by|next|soon|later|tomorrow|ahead|likely|un\w+ly"
    r"|expected|set|bound|due|years?|decades?|months?|weeks?|(?:19|2\d)\d\d)\b"
)


def avowed(low: str, a: int, b: int, seen: int) -> int | None:
    """Where what is avowed begins in a sentence; None where nothing is."""
    if not seen & _AVOWING:
        return None
    match = _AVOWED.match(low, a, b)
    end = b - 1 if low.endswith((".", "!"), a, b) else b
    if match is None or end - match.end() < _LEAST or low.endswith((":", "?"), a, b):
        return None
    if match["guess"] and of_now(low, match.end(), end):
        return None
    return match.end()


def is_now(low: str, a: int, b: int) -> bool:
    """True for what says how something is, without a word of the future."""
    return _IS.search(low, a, b) is not None and _LOOKS_AHEAD.search(low, a, b) is None


def of_now(low: str, a: int, b: int) -> bool:
    """True for what says how something is or was, without a word of the future."""
    told = _IS.search(low, a, b) or _WAS.search(low, a, b)
    return told is not None and _LOOKS_AHEAD.search(low, a, b) is None
