"""Labels that make a line something else than a claim: what came of it, why, by when, a remark below an item."""

import re

from predictions.extraction.layout.blocks import Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.words import lexicon as lex

_EDGE = r"[\s*_(\[>-]{0,8}"
# What is said of a claim, and never another claim.
_OF_CLAIM = re.compile(
    rf"{_EDGE}(?:(?:actual |final )?(?:outcome|verdict|grade|grading)|resolution(?: criteria| date)?|resolved|resolves|deadline|due(?: date)?|status|(?:brier )?score"
    r"|sources?|links?|tags?|category|created|updated|criteri(?:a|on)|how (?:it|this) (?:will be|is) (?:judged|scored|resolved)|what happened)[*_]{0,2}:"
)
# Why it is claimed: that may hold claims of its own, but only ones with a cue.
_REMARK = re.compile(
    rf"{_EDGE}(?:notes?|comments?|remarks?|why(?: not)?|reason(?:s|ing)?|rationale|evidence|explanation|background|context|results?|caveats?|update|edit)[*_]{{0,2}}:"
)
_AHEAD = (*lex.STRONG, "opinion")
_BARE = ("listed", "bare")


def is_label(document: Document, proposal: Proposal) -> bool:
    """True for a sentence whose label says that it is about a claim."""
    start, end = proposal.sentence.span
    if ":" not in document.low[start : min(end, start + 50)]:
        return False
    if _OF_CLAIM.match(document.low, start, end):
        return True
    return proposal.form in _BARE and _REMARK.match(document.low, start, end) is not None


def is_remark(document: Document, proposal: Proposal, numbered: set[int]) -> bool:
    """True for what stands below or behind a claim with its number, without number or word of the future.

    `numbered` are the blocks of a list whose claims carry numbers.
    """
    if proposal.stated is not None or proposal.form in ("item", "pick", "cell"):
        return False
    block = document.blocks[proposal.sentence.block]
    below = block.kind is Kind.ITEM and block.parent in numbered
    own = block.kind is Kind.ITEM and not block.breaks and proposal.sentence.block in numbered
    behind = own and proposal.sentence.before is not None
    if not below and not behind:
        return False
    return not any(kind in _AHEAD for kind, _, _ in proposal.clause.cues)
