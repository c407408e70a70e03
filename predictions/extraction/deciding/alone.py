"""What the models only half believe, in a text that forecasts nothing else: most of it says how things work."""

from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.regexes import regex

_FEW = 2  # claims in a thousand words
_SURE = 0.8

# "Looms become rare", "the guild will fail": how things change, and how they end.
_CHANGES = regex(
    r"\b(?:becom(?:e|es|ing)|grow|rise|fall|increase|decrease|decline|drop|shrink|expand"
    r"|improve|double|triple|emerge|disappear|replace|win|lose|fail|succeed|collapse|survive"
    r"|die|cease|reach|overtake|surpass|dominate|crash|recover|peak|stop|start|begin|end"
    r"|degrade|worsen|spread|thrive|evolve"
    r"|remain|stay|continue|happen|go away|end up|no longer|more and more|over time|next big"
    r"|more|less|fewer|further|have (?:\w+ly |all )?(?:been|become|gone|\w{2,}ed)"
    r"|in the long (?:run|term)|no doubt|doubtless|surely|be long|long before"
    r"|for the time being|for years|game.changer|(?:impact|effect|consequence)s?)\b",
    factor=True,
)
_SIGNS = ("going", "set", "odds", "lexical")
_GUESSING = "guess"  # "I guess" is said of anything
_IN_MY_VIEW = regex(
    r"\b(?:i'm betting|i am betting|in my (?:opinion|view|mind)|my (?:\w+ )?(?:bet|guess|hunch|view|money))\b"
)
# Of adverbs these are said of what is, too.
_OF_NOW = ("forever", "maybe", "possibly", "in time", "possible", "impossible", "no way", "def")


def among_others(document: Document, taken: list[Proposal], told: set[int]) -> list[Proposal]:
    """Those that are told by their form (`told` has their ids) or show that they look ahead, where nothing is sure and little taken."""
    if not taken or document.predictive or len(taken) * 1000 >= _FEW * document.counts().total():
        return taken
    if any(proposal.confidence >= _SURE for proposal in taken):
        return taken
    return [
        proposal
        for proposal in taken
        if proposal.form != "prose"
        or proposal.stated is not None
        or id(proposal) in told
        or _shows(document, proposal)
    ]


def _shows(document: Document, proposal: Proposal) -> bool:
    """True where something but "will" or "may" says that a time to come is meant."""
    low = document.low
    return (
        bool(proposal.sentence.windows)
        or any(
            kind in _SIGNS
            or (kind == "opinion" and _GUESSING not in low[a:b])
            or (kind == "adverb" and low[a:b] not in _OF_NOW)
            for kind, a, b in proposal.clause.cues
        )
        or _CHANGES.search(low, proposal.start, proposal.end) is not None
        or _IN_MY_VIEW.search(low, *proposal.sentence.span) is not None
    )
