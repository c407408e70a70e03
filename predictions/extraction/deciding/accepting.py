"""Which proposals are accepted: what no veto stops and the models hold likely, and what goes with it."""

from predictions.extraction.deciding.decision import confidences, model
from predictions.extraction.deciding.features import features
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.labels import is_remark
from predictions.extraction.proposing.proposals import Proposal, propose
from predictions.extraction.proposing.vetoes import vetoed


def judged(document: Document) -> tuple[list[Proposal], list[Proposal]]:
    """All proposals that no veto stops, and those of them on which the models have a say."""
    proposals = [*propose(document)]
    numbered = {p.sentence.block for p in proposals if p.form == "item"}
    proposals = [
        p for p in proposals if not vetoed(document, p) and not is_remark(document, p, numbered)
    ]
    return proposals, [p for p in proposals if not p.clause.rides]


def accepted(document: Document) -> list[Proposal]:
    """The proposals that are taken for forecasts, with their confidence, in order."""
    proposals, weighed = judged(document)
    names = [features(document, proposal) for proposal in weighed]
    threshold = model().threshold
    for proposal, known, sure in zip(
        weighed, names, confidences(document, weighed, names), strict=True
    ):
        promised = proposal.form == "listed" and _PROMISED.issubset(known)
        certain = promised or proposal.form == "pick"
        proposal.confidence = max(sure, threshold) if certain else sure
    _carry(proposals, threshold)
    return [p for p in proposals if p.confidence >= threshold]


# "Things we won't get soon:" makes forecasts of the bare phrases below it; no model can tell them.
_PROMISED = frozenset({"promised-listed", "no-verb-listed", "starts-block-listed", "below-lead-in"})


def _carry(proposals: list[Proposal], threshold: float) -> None:
    """A verb that shares the subject of the claim before it stands or falls with that claim."""
    before: Proposal | None = None
    for proposal in proposals:
        if proposal.form == "listed":
            continue
        if proposal.clause.rides and before and before.sentence is proposal.sentence:
            taken = before.confidence >= threshold
            proposal.confidence = max(0.95 * before.confidence, threshold if taken else 0.0)
        before = proposal
