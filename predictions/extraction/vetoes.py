"""What is never a forecast, whatever its words: questions, code, legal modals, gold-plated speech acts."""

import re

from predictions.extraction.document import Document
from predictions.extraction.proposals import Proposal

_COUNTERFACTUAL = re.compile(r"\b(?:would|could|should|might|must|'d) (?:\w+ )?have (?!to\b)(?!a\b|an\b|the\b|no\b|more\b|fewer\b|less\b)\w+")


def vetoed(document: Document, proposal: Proposal) -> bool:
    """True for a proposal that cannot be a forecast."""
    low = document.low
    a, b = proposal.start, proposal.end
    tail = low[b : b + 6].lstrip(" \"')")
    if tail.startswith("?") and proposal.stated is None:
        return True
    return False
