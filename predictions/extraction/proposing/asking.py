"""Asking: what is a question, and what is said before one begins or with a tag behind it."""

from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.proposing.trimming import TAG
from predictions.regexes import regex

_ASKING = regex(
    r"(?:and |but |so )?(?:what|when|where|who|which|why|how|whether|by what|in what|by when)\b"
    r"|(?:will|would|is|are|do|does|did|can|could|should|may|might|have|has|shall)(?:n't)? \w",
    factor=True,
)
# "New jobs will come, but what will they be?": the question begins behind what is said.
_ASKS_BEHIND = regex(
    r"[^?]{0,200}?(?:[.:;!\u2014-] ?\"? ?|, |\b(?:but|and|so|or),? )(?:what|how|who|why|when"
    r"|where|which|(?:do|does|did|is|are|will|would|can|could|should|has|have|am|isn't|aren't"
    r"|won't|don't|doesn't) \w)"
)
_ASKS_BY_THEN = regex(
    r"(?:, |\b(?:so|and|but|or|question),? )(?:do|does|did|is|are|will|would|can|could|should"
    r"|how|what|why|when) \w"
)


def asks(low: str, proposal: Proposal) -> bool:
    """A question; a statement that ends in a doubtful "?" or a tag is none."""
    end = proposal.sentence.span[1]
    asked = low[proposal.start : end].rstrip(" \"')*_.\u201d")
    if not asked.endswith("?"):
        return False
    sentence = low[proposal.sentence.span[0] : end].lstrip(" \"'(*_-")
    clause = low[proposal.start : proposal.end].lstrip(" \"'(")
    return (
        _ASKING.match(clause) is not None
        or _ASKING.match(sentence) is not None
        or (
            proposal.stated is None
            and TAG.search(asked) is None
            and not _asks_behind(low, proposal)
        )
    )


def _asks_behind(low: str, proposal: Proposal) -> bool:
    """True for what is said before a question begins in the same sentence."""
    begin, end = proposal.sentence.span
    behind = _ASKS_BEHIND.match(low, proposal.end, end) is not None
    return behind and _ASKS_BY_THEN.search(low, begin, proposal.end) is None
