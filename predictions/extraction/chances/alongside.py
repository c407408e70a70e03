"""The chance that stands at or right behind a name that is picked: "Kern over Lund (72%)", "Winner: Kern, 60%"."""

from predictions.candidate import Basis
from predictions.extraction.chances.numbers import Stated
from predictions.regexes import regex

_NUMBER = (
    r"(?:(?:i'm|i am|about|around|roughly"
    r"|(?:probability|prob\.?|p|confidence|chances?|odds)(?: (?:of|is))?[:=]?) "
    r"|[~<>\u2248])?(?P<n>\d{1,3}(?:\.\d{1,3})?) ?(?:%|per ?cent\b|pct\b)"
    r"(?: (?:chance|probability|confidence|confident|certain|sure|likely|likelihood))?"
)
_AT_THE_END = regex(rf"\s*[(\[][*_]*{_NUMBER}[)\]][*_.\s]*$")
_BEHIND = regex(
    rf"[*_\"']{{0,3}}(?:\s*(?P<open>[(\[])[*_]*|, | ?[:\u2014\u2013] ?| -{{1,2}} "
    rf"| )(?:{_NUMBER})(?P<close>[)\]])?[*_]{{0,3}}(?=[ .;]*(?:\n|$)|[.;,] [a-z]"
    rf"| [\u2014\u2013-]|\.  ?[A-Z]|\. [a-z])"
)
# In a text that counts votes and hardly speaks of chances the number is a share of them.
_VOTES = regex(r"v(?<!\w\w)ot(?:es?|ers|ing)\b|polling|polls\b")
_CHANCES = regex(r"\b(?:chances?|probabilit\w+|odds|likelihood|confiden\w+|credence|calibrat\w+)\b")
_MANY = 5


def alongside(low: str, start: int, end: int) -> Stated | None:
    """The chance of a pick that stands in its words or right behind them."""
    if "%" not in low[start : end + 24] and "cent" not in low[start : end + 24]:
        return None
    found = _AT_THE_END.search(low, start, end) or _BEHIND.match(low, end)
    if found is None or float(found["n"]) > 100 or _counts_votes(low, start, end):
        return None
    return Stated(found.start("n"), found.end(), round(float(found["n"]) / 100, 8), Basis.STATED)


def _counts_votes(low: str, start: int, end: int) -> bool:
    near = max(0, start - 3000), end + 3000
    votes, chances = (len(words.findall(low, *near)) for words in (_VOTES, _CHANCES))
    return votes >= max(_MANY, 4 * chances)


def without_number(said: str) -> str:
    """What is said of a pick without its chance in brackets: "Kern (60%) will win"."""
    return _IN_BRACKETS.sub("", said, count=1)


_IN_BRACKETS = regex(r"\s*[(\[][*_~<>]*\d{1,3}(?:\.\d{1,3})? ?(?:%|per ?cent|pct)[^()\[\]]*[)\]]")
