"""Odds as bookmakers write them: "(7/2)", "at 9/4", "5/1 against", "(+250)", "-150", "(evens)", where a text speaks of odds."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from predictions.candidate import Basis
from predictions.extraction.chances.numbers import Stated
from predictions.extraction.layout.document import Document
from predictions.extraction.words.lexicon import words
from predictions.regexes import regex

_SPEAKS = words(
    """
    odds bookmaker bookmakers bookies bookie bookkeeper bookkeepers betting bettor bettors punter
    punters moneyline sportsbook sportsbooks tipster tipsters wager wagers bet365 betfair betfred
    betway betmgm ladbrokes paddypower draftkings fanduel
"""
)
_PRICES = regex(r"\d/\d|[+-]\d{3}|even")
_LEAD = 40  # characters that lead to odds, at most
_ODDS = regex(
    r"(?:(?P<open>\((?:at |odds |odds of )?)"
    r"|\b(?:at|odds of|odds at|odds are|priced|price of|quoted|offered|shot|favou?rites?"
    r"|,) (?:about |around |odds of )?)?"
    r"(?:(?P<a>\d{1,4})/(?P<b>\d{1,3})(?![\d/%])|(?P<us>[+-]\d{3,5})(?![\d.,%])"
    r"|(?P<even>evens?(?: money)?)(?=\)))"
    r"(?P<side>[ -](?:on|against|favou?rites?|shots?|outsiders?|chances?|odds)\b)?(?(open)[^()\n]{0,24}\))"
)
_FEWEST = 2
_LEAST = 100  # of American odds


def odds_in(document: Document, start: int, end: int) -> list[Stated]:
    """The bookmakers' odds in part of a document, their brackets included."""
    known = document.odds
    if known is None:
        known = document.odds = _found(document)
    if not known:
        return []
    first = bisect_left(known, start, key=lambda stated: stated.start)
    last = bisect_left(known, end, key=lambda stated: stated.start)
    return [stated for stated in known[first:last] if stated.end <= end]


# What a price means, and what it is of.
_EXPLAINS = regex(r"=|\b(?:calculated|convert(?:s|ed)|equivalent|means|translates?)\b")
_PRICE = 32  # characters of a price behind a claim


def price_of(document: Document, start: int, end: int) -> Stated | None:
    """The price within a claim or right behind it, where there is one."""
    near = [odds for odds in odds_in(document, start, end + _PRICE) if odds.start <= end + 1]
    if len(near) != 1 or _EXPLAINS.search(document.low, start, max(end, near[0].end)):
        return None
    return near[0]


def _found(document: Document) -> list[Stated]:
    """All odds of a document; none where it speaks of no odds, or where its strokes are marks, dates or shares."""
    low = document.low
    if document.counts().keys().isdisjoint(_SPEAKS) and _SPEAKS.isdisjoint(
        document.title.lower().split()
    ):
        return []
    matches = [match for match in _prices(low) if _is_meant(match)]
    fractions = [(int(match["a"]), int(match["b"])) for match in matches if match["a"]]
    if fractions and not any(a > b for a, b in fractions):
        told = [match for match in matches if match["side"] or not match["a"]]
        matches = matches if _are_mixed(fractions) and told else told
    return [stated for match in matches if (stated := _value(match))]


def _prices(low: str) -> Iterator[re.Match[str]]:
    """All that is written like odds, looked for from what each of them holds."""
    done = 0
    for price in _PRICES.finditer(low):
        if price.end() <= done:
            continue
        match = _ODDS.search(low, max(done, price.start() - _LEAD))
        if match is None:
            return
        done = match.end()
        yield match


def _are_mixed(fractions: list[tuple[int, int]]) -> bool:
    """True for strokes over several numbers, so that none is a mark out of ten."""
    return len({b for _, b in fractions}) >= _FEWEST


def _is_meant(match: re.Match[str]) -> bool:
    """True where brackets, what leads to it or what follows tell that it is a price."""
    low = match.string
    led = match.start("us" if match["us"] else "a" if match["a"] else "even") > match.start()
    if match["us"]:
        return bool(led) and abs(int(match["us"])) >= _LEAST
    return bool(led or match["side"]) and not low[: match.start()].endswith(("/", "$"))


def _value(match: re.Match[str]) -> Stated | None:
    if match["even"]:
        value = 0.5
    elif match["us"]:
        number = int(match["us"])
        value = 100 / (number + 100) if number > 0 else -number / (100 - number)
    else:
        won, staked = int(match["b"]), int(match["a"])
        if not won or not staked:
            return None
        if (match["side"] or "").strip(" -") == "on":
            won, staked = staked, won
        value = won / (won + staked)
    begin = match.start("open") if match["open"] else match.start()
    return Stated(begin, match.end(), round(value, 6), Basis.ODDS)
