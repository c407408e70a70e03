"""Numbers that a whole sentence or item carries, told by their place in it."""

import re

from predictions.candidate import Basis
from predictions.extraction.chances.numbers import Stated
from predictions.extraction.chances.placing import VERDICT, is_amount
from predictions.regexes import regex

# "It falls: 71% -> 70%" (an arrow may be folded to a colon): the number before, and now.
_MOVED = regex(
    r"\d ?%(?:\W{1,8}[\u2192>:]\W{0,4}|[,;/]? (?:now|currently|today|this year):? (?:at "
    r"|to )?~?)(?P<now>\d{1,3}(?:\.\d+)?) ?%\W*$"
)


def moved_to(low: str, a: int, b: int) -> Stated | None:
    """The number that is given now, where it also says what was given before."""
    match = _MOVED.search(low, a, b) if "%" in low[a:b] else None
    value = float(match["now"]) / 100 if match else 2.0
    if match is None or value > 1:
        return None
    lead = low[a : low.rfind(" ", a, match.start() + 1)]
    if "?" not in lead and is_amount(lead, lead.rstrip(" :(")):
        return None
    return Stated(match.start("now"), match.end("now") + 1, value, Basis.STATED)


# "45%      The court strikes it down": the number in a column of its own.
_COLUMN = regex(r"[\s(\[]*[~<>\u2248]?\d{1,3}(?:\.\d)? ?%[)\]]?(?:\t| {2,})\s*[\"']?[A-Z]")


def in_column(copy: str, a: int, b: int) -> bool:
    """True for a line whose number stands in front, set off by blanks."""
    return _COLUMN.match(copy, a, b) is not None


_HEADED = regex(r"[\s(\[*_]*[~<>\u2248\u2264\u2265]?\d{1,3}(?:\.\d)? ?%[\s)\]*_]+[\"']?[A-Z]")


def headed(copy: str, a: int, b: int) -> bool:
    """True for a text that begins with its only percentage, before a capital letter."""
    if "%" not in copy[a : a + 8] or not _HEADED.match(copy, a, b):
        return False
    return copy.find("%", copy.find("%", a) + 1, b) < 0


# "Kern 51 % (13.5k votes)": in a text that counts votes and hardly speaks of chances this is a share of them.
_NAMED_SHARE = regex(r"\W*[a-z][\w .'-]{1,30} \d{1,2}(?:\.\d+)? ?%(?: \([^()\n]{0,40}\))?\W*")
_VOTES = regex(r"v(?<!\w\w)ot(?:es?|ers|ing)\b")
_CHANCES = regex(r"\b(?:chances?|probabilit\w+|odds|likelihood|confiden\w+|credence|calibrat\w+)\b")
_MANY_VOTES = 5


def is_share_of_votes(low: str, a: int, b: int) -> bool:
    """True for a name and a percentage where the text around counts votes."""
    if _NAMED_SHARE.fullmatch(low, a, b) is None:
        return False
    near = max(0, a - 3000), b + 3000
    votes, chances = (len(words.findall(low, *near)) for words in (_VOTES, _CHANCES))
    return votes >= max(_MANY_VOTES, 4 * chances)


# "26% of the forecasters say more than ten", "24% say between five and ten": what part of those asked puts it there.
_OF_FORECASTERS = regex(
    r"\W*(?:(?:as of (?:today|now|\w+ \d{1,2})|today|currently"
    r"|now),? )?(?P<n>\d{1,3}(?:\.\d+)?) ?% (?P<who>of (?:the |our |all |these |its )?(?:super"
    r"|(?:\w+ ){1,2})?forecasters )?(?:say|think|expect|predict|forecast|believe)s? "
)
_FORECASTERS = regex(r"\b(?:super)?forecasters\b")
_NEAR_BEFORE = 600


def of_forecasters(low: str, a: int, b: int) -> Stated | None:
    """The part of some forecasters who say that it comes out so; of other people it is no chance."""
    match = _OF_FORECASTERS.match(low, a, b)
    if match is None or float(match["n"]) > 100:
        return None
    if not match["who"] and not _FORECASTERS.search(low, max(0, a - _NEAR_BEFORE), a):
        return None
    value = round(float(match["n"]) / 100, 8)
    return Stated(match.start("n"), match.end("n") + 1, value, Basis.STATED)


def listed_number(low: str, stated: list[Stated], a: int, b: int) -> Stated | None:
    """The number that a whole item carries: the only one, the one before a remark in brackets, or the one set apart at its end."""
    if len(stated) == 1:
        return stated[0] if _ends_or_begins(low, stated[0], a, b) else None
    first, last = stated[0], stated[-1]
    apart = [n for n in stated if _SET_APART.search(low, a, n.start)]
    beside = len(stated) == 2 and _BESIDE.fullmatch(low, first.end, last.start)
    if _IN_ONE_BRACKET.fullmatch(low, first.end, b) and _ends_or_begins(low, first, a, first.end):
        return first  # "(me: 80%, market: 65%)"
    if (apart == [last] or beside) and _ends_or_begins(low, last, a, b):
        return last
    remark = low[first.end : b].lstrip(" \n)*_.")
    if remark.startswith(("[", "(")) or low[first.end : first.end + 2].isspace():
        return first if _ends_or_begins(low, first, a, first.end) else None
    return None


_IN_ONE_BRACKET = regex(r"[,;/] [^()\n]{2,60}\)[\s.*_]*")
# "(80%, up from 60%)"
_FORMERLY = regex(
    r"[,;]? (?:(?:up|down) from|was|from|previously|earlier) [^()\n]{1,40}\)?[\s.*_]*$"
)
_SET_APART = regex(r"(?:[:\u2014(\[]|[.!?][\"')]? )[\s*_]*[~<>\u2248]? ?$")
# "It holds (60%) \u2014 85%": another's number in brackets, then one's own.
_BESIDE = regex(r"\)[\s*_]*(?:[\u2014:]|-{1,2})[\s*_]*")
_GOES_ON = regex(r"[\W_]{0,6}(?:\u2026|\.\.\.)")  # "...more than ten: 40%", after an item


# "(80%): RIGHT", behind an item's number
GRADED = regex(
    rf"[)\]*_ ]{{0,4}}[:.,;\u2014-]? ?[*_]{{0,2}}(?:{VERDICT})[^.]{{0,20}}[.)\]*_ ]{{0,3}}$"
)


_LABEL = regex(
    r"(?:my )?(?:probability|confidence|likelihood|chances?|odds|credence|certainty|prob\.?"
    r"|p)(?: level)?(?: of| is)?\s*[:=]?"
)


def _ends_or_begins(low: str, stated: Stated, a: int, b: int) -> bool:
    head, tail = (
        low[a : stated.start].strip(" \n-*_([~:.|<>\u2248\u2264\u2265"),
        low[stated.end : b].strip(" \n-*_)].:|;,"),
    )
    return (
        (len(head) > 9 or _GOES_ON.match(low, a) is not None)
        and (
            len(tail) < 3
            or GRADED.match(low, stated.end, b) is not None
            or _FORMERLY.match(low, stated.end, b) is not None
        )
        and re.search(
            r"[:;/(\[\u2014=|,]\s*(?:between |about |around |roughly |approximately |maybe "
            r"|perhaps |less than |more than |at least |at most )?(?:me:? |prior:? "
            r"|was )?[~<>\u2248]?\s*$|\s-{1,3}\s*$|[.\"']\s*[(]?$|\n\s*$",
            low[a : stated.start],
        )
        is not None
    ) or ((len(head) == 0 or _LABEL.fullmatch(head) is not None) and len(tail) > 9)


# "The mill wins the cup (80% confidence, others 40) ... says Bo": the claim and the brackets with its number.
BEFORE_ITS_NUMBER = regex(
    r"[^()\n%]{12,200} \([~<>]?\d{1,3} ?%(?: (?:confiden\w+|chance|sure|certain|likely"
    r"|probability|odds)\b[^()\n]{0,60}|[,;][^()\n]{0,60})?\)"
)


_NEXT = regex(
    r"\)[*_]{0,2}(?:[,;] ?(?:and |but |or |while |whereas )?| (?:and|but|or|while|whereas) )(?=\w)"
)
_LEAST_PIECE = 12  # characters of a claim and its number


def each_with_its_number(
    low: str, stated: list[Stated], a: int, b: int
) -> list[tuple[int, int, Stated]]:
    """The claims of an item that has several, a number in brackets behind each; none where one lacks it."""
    pieces, start = [], a
    for number in stated:
        after = _NEXT.match(low, number.end, b)
        end = number.end + low.startswith(")", number.end)
        if low[number.start - 1] != "(" or end - start < _LEAST_PIECE:
            return []
        if after is None and number is not stated[-1]:
            return []
        pieces.append((start, end, number))
        start = after.end() if after else b
    return pieces


# "The dam holds \u2014 80% / the lock opens \u2014 35%": the claims of a line, each before its number.
# "I read ten books: 90%...twenty books: 80%" goes on with what it leaves out.
_SERIES_JOINT = regex(r"(?<=[%)\d]) *[;/|] +(?=\S)|(?<=%)(?= ?(?:\.\.\.|\u2026) ?\w)")
_SERIES_PIECE = regex(
    r"(?P<claim>[^%]{10,160}?[^%\s:\u2014(-])[\s:\u2014(-]+[~<>]?(?P<number>\d{1,3}(?:\.\d)?) ?%[)\s.*_]*"
)


def series_of_claims(low: str, a: int, b: int) -> list[tuple[int, int, Stated]]:
    """The claims of a line that joins several by strokes or semicolons, with their numbers; or none."""
    if low.count("%", a, b) < 2:
        return []
    joints = [*_SERIES_JOINT.finditer(low, a, b)]
    starts, ends = [a, *(j.end() for j in joints)], [*(j.start() for j in joints), b]
    pieces = []
    for start, end in zip(starts, ends, strict=True):
        match = _SERIES_PIECE.fullmatch(low, start, end)
        value = float(match["number"]) / 100 if match else 2.0
        if match is None or value > 1 or is_amount(match["claim"], match["claim"]):
            return []
        number = Stated(*match.span("number"), round(value, 8), Basis.STATED)
        pieces.append((start, end, number))
    return pieces if len(pieces) > 1 else []
