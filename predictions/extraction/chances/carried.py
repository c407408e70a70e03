"""Numbers that a whole sentence or item carries, told by their place in it."""

import re

from predictions.candidate import Basis
from predictions.extraction.chances.numbers import Stated

# "Will it fall? 71% -> 70%" (an arrow may be folded to a colon): the market's number before, and now.
_MOVED = re.compile(r"\d ?%\W{1,8}[\u2192>:]\W{0,4}(?P<now>\d{1,3}(?:\.\d+)?) ?%\W*$")


def moved_to(low: str, a: int, b: int) -> Stated | None:
    """The number that a market gives now, where it also says what it gave before."""
    match = _MOVED.search(low, a, b) if "%" in low[a:b] else None
    value = float(match["now"]) / 100 if match else 2.0
    if match is None or value > 1:
        return None
    return Stated(match.start("now"), match.end("now") + 1, value, Basis.STATED)


_HEADED = re.compile(r"[\s(\[*_]*[~<>\u2248]?\d{1,3}(?:\.\d)? ?%[\s)\]*_]+[\"']?[A-Z]")


def headed(copy: str, a: int, b: int) -> bool:
    """True for a text that begins with its only percentage, before a capital letter."""
    if "%" not in copy[a : a + 8] or not _HEADED.match(copy, a, b):
        return False
    return copy.find("%", copy.find("%", a) + 1, b) < 0


# "Kern 51 % (13.5k votes)": in a text that counts votes and hardly speaks of chances this is a share of them.
_NAMED_SHARE = re.compile(r"\W*[a-z][\w .'-]{1,30} \d{1,2}(?:\.\d+)? ?%(?: \([^()\n]{0,40}\))?\W*")
_VOTES = re.compile(r"\bvot(?:es?|ers|ing)\b")
_CHANCES = re.compile(
    r"\b(?:chances?|probabilit\w+|odds|likelihood|confiden\w+|credence|calibrat\w+)\b"
)
_MANY_VOTES = 5


def is_share_of_votes(low: str, a: int, b: int) -> bool:
    """True for a name and a percentage where the text around counts votes."""
    if _NAMED_SHARE.fullmatch(low, a, b) is None:
        return False
    near = max(0, a - 3000), b + 3000
    votes, chances = (len(words.findall(low, *near)) for words in (_VOTES, _CHANCES))
    return votes >= max(_MANY_VOTES, 4 * chances)


def listed_number(low: str, stated: list[Stated], a: int, b: int) -> Stated | None:
    """The number that a whole item carries: the only one, or the one before a remark in brackets."""
    if len(stated) == 1:
        return stated[0] if _ends_or_begins(low, stated[0], a, b) else None
    first = stated[0]
    remark = low[first.end : b].lstrip(" \n)*_.")
    if remark.startswith(("[", "(")) or low[first.end : first.end + 2].isspace():
        return first if _ends_or_begins(low, first, a, first.end) else None
    return None


_GOES_ON = re.compile(r"[\W_]{0,6}(?:\u2026|\.\.\.)")  # "...more than ten: 40%", after an item


def _ends_or_begins(low: str, stated: Stated, a: int, b: int) -> bool:
    head, tail = (
        low[a : stated.start].strip(" \n-*_([~:.|>"),
        low[stated.end : b].strip(" \n-*_)].:|;,"),
    )
    return (
        (len(head) > 9 or _GOES_ON.match(low, a) is not None)
        and len(tail) < 3
        and re.search(
            r"[:(\[\u2014=|]\s*[~<>\u2248]?\s*$|\s-{1,3}\s*$|[.\"']\s*[(]?$", low[a : stated.start]
        )
        is not None
    ) or (len(head) == 0 and len(tail) > 9)


# "The mill wins the cup (80% confidence, others 40) ... says Bo": the claim and the brackets with its number.
BEFORE_ITS_NUMBER = re.compile(
    r"[^()\n%]{12,200} \([~<>]?\d{1,3} ?%(?: (?:confiden\w+|chance|sure|certain|likely|probability|odds)\b[^()\n]{0,60}|[,;][^()\n]{0,60})?\)"
)
