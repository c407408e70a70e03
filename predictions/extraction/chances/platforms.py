"""Numbers that a market or a forecasting site gives: theirs, and not the author's who passes them on."""

from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.regexes import regex

_NAMES = {
    "metaculus": "Metaculus",
    "polymarket": "Polymarket",
    "manifold": "Manifold",
    "predictit": "PredictIt",
    "kalshi": "Kalshi",
    "betfair": "Betfair",
    "smarkets": "Smarkets",
    "hypermind": "Hypermind",
}
_NAME = regex(rf"\b(?:{'|'.join(_NAMES)})\b")
_LINK = regex(rf"https?://(?:[\w-]+\.)?({'|'.join(_NAMES)})\.\w+/")
# "Metaculus: 40%", "Metaculus says 40%": but not "Metaculus has 40%; I say 55%".
_AT_NUMBER = regex(
    r"(?:'s?)?\W{0,4}(?:(?:is|are|at|has|have|says?|puts?|gives?|it|this|that|currently|now|a"
    r"|an|the|community|median|market) ?)*\W{0,4}$"
)
_LONGEST_LEAD = 200
_NEAR = 600
_OFTEN = 3  # names of platforms that make a text one on markets


def platform_of(document: Document, proposal: Proposal) -> str | None:
    """The platform that gives the number: by the link that the number is, its words, or what announces it."""
    stated = proposal.stated
    if stated is None or not _named(document):
        return None
    start, end = proposal.sentence.span
    link = _LINK.search(document.text[stated.end : stated.end + 48].lower())
    if link:
        return _NAMES[link[1]]
    for match in _NAME.finditer(document.low, start, stated.start):
        if _AT_NUMBER.fullmatch(document.low, match.end(), stated.start):
            return _NAMES[match[0]]
    return _announced(document, proposal) if "?" in document.low[start:end] else None


def _named(document: Document) -> int:
    """How often platforms are named, where the author is none of them."""
    if document.platforms is None:
        own = _NAME.search((document.author or "").lower()) is not None
        text = "" if own else document.text.lower()
        named = any(name in text for name in _NAMES)
        document.platforms = len(_NAME.findall(text)) if named else 0
    return document.platforms


_OWN = regex(
    r"\b(?:my|our) (?:own )?(?:predictions?|forecasts?|probabilit|estimates?|guess)|\bi predict\b"
)


def _of_markets(document: Document, proposal: Proposal) -> str | None:
    """Who answers "Will it rain? 40%" in a text on markets, unless the author does, above it."""
    if _named(document) < _OFTEN or _OWN.search(document.title.lower()):
        return None
    block = document.blocks[proposal.sentence.block]
    near = (max(0, proposal.start - _NEAR), proposal.start)
    above = [document.blocks[i] for i in (block.lead, *block.headings) if i is not None]
    places = [near, *((over.start, over.end) for over in above)]
    own = any(_OWN.search(document.low, *place) for place in places)
    return None if own else "prediction markets"


def _announced(document: Document, proposal: Proposal) -> str | None:
    """The one platform that the heading or lead-in above a list of questions names."""
    block = document.blocks[proposal.sentence.block]
    for index in (block.parent, block.lead, *reversed(block.headings[-1:])):
        if index is None:
            continue
        above = document.blocks[index]
        names = {
            match[0]
            for match in _NAME.finditer(
                document.low, above.start, min(above.end, above.start + _LONGEST_LEAD)
            )
        }
        if len(names) == 1:
            return _NAMES[names.pop()]
    return _of_markets(document, proposal)
