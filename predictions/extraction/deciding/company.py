"""The company a proposal keeps: forecasts come together, and so do things that only look like them."""

import math
from collections.abc import Sequence

from predictions.extraction.deciding.series import grouped, series_of
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal

NAMES = ("bias", "self", "document", "siblings", "near", "item", "stated", "listed", "bare")

_USUAL = 0.3  # of the proposals of a document that are forecasts, before it was read
_DOCUMENT, _FEW = 6.0, 2.0  # how many proposals that guess, and the document's, count for
_FARTHEST = 3.0  # no company is worth more, in log odds
_LEAST = 1 / (1 + math.exp(_FARTHEST))


def surroundings(
    document: Document, proposals: Sequence[Proposal], scores: Sequence[float]
) -> list[tuple[float, ...]]:
    """For each proposal the numbers named by NAMES: its own score, and how its company fares.

    `scores` are log odds. The rest of the document is compared with what is usual; siblings in a
    list and neighbours in the text with the rest of the document.
    """
    alone = [sigmoid(score) for score in scores]
    total = sum(alone)
    keys = [series_of(document, proposal) for proposal in proposals]
    groups = grouped(keys)
    sums = {key: sum(alone[i] for i in group) for key, group in groups.items()}
    rows: list[tuple[float, ...]] = []
    for index, (proposal, score, key) in enumerate(zip(proposals, scores, keys, strict=True)):
        rest = _shrunk(total - alone[index], len(alone) - 1, _USUAL, _DOCUMENT)
        usual = logit(rest)
        siblings = rest
        if key is not None:
            siblings = _shrunk(sums[key] - alone[index], len(groups[key]) - 1, rest, _FEW)
        beside = [alone[i] for i in (index - 1, index + 1) if 0 <= i < len(alone)]
        near = _shrunk(sum(beside), len(beside), rest, _FEW)
        rows.append(
            (
                1.0,
                score,
                usual,
                logit(siblings) - usual,
                logit(near) - usual,
                float(key is not None),
                float(proposal.stated is not None),
                float(proposal.form == "listed"),
                float(proposal.form == "bare"),
            )
        )
    return rows


def _shrunk(total: float, count: int, prior: float, weight: float) -> float:
    return (total + weight * prior) / (count + weight)


def sigmoid(value: float) -> float:
    """The probability of log odds."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


def logit(value: float) -> float:
    """The log odds of a probability, within what company may be worth."""
    if value <= _LEAST:
        return -_FARTHEST
    return _FARTHEST if value >= 1 - _LEAST else math.log(value / (1 - value))
