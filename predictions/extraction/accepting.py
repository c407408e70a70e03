"""Which proposals are accepted: the model's word, the company of bare items, riding verbs."""

from predictions.extraction.decision import STATED_DOUBT, THRESHOLD, confidences, score
from predictions.extraction.document import Document
from predictions.extraction.features import features
from predictions.extraction.lists import lifted, listed
from predictions.extraction.proposals import Proposal, propose
from predictions.extraction.vetoes import vetoed

_BY_COMPANY = max(THRESHOLD, 0.6)  # the model has no say on items without any cue


def accepted(document: Document) -> list[Proposal]:
    """The proposals that are taken for forecasts, with their confidence, in order."""
    proposals = [p for p in propose(document) if not vetoed(document, p)]
    _judge(document, [p for p in proposals if p.form != "listed" and not p.clause.rides])
    _carry(proposals)
    for proposal in [*lifted(document, proposals), *listed(document, proposals)]:
        proposal.confidence = _BY_COMPANY
    return [p for p in proposals if p.confidence >= THRESHOLD]


def _judge(document: Document, proposals: list[Proposal]) -> None:
    sure = confidences([score(features(document, p)) for p in proposals])
    for proposal, confidence in zip(proposals, sure, strict=True):
        # A number bound as a probability is itself strong evidence.
        doubt = (1 - confidence) * (STATED_DOUBT if proposal.stated else 1)
        proposal.confidence = 1 - doubt


def _carry(proposals: list[Proposal]) -> None:
    """A verb that shares the subject of the claim before it stands or falls with that claim."""
    before: Proposal | None = None
    for proposal in proposals:
        if proposal.form == "listed":
            continue
        if proposal.clause.rides and before and before.sentence is proposal.sentence:
            proposal.confidence = 0.95 * before.confidence
        before = proposal
