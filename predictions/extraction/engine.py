"""From a text to candidates: propose, decide, bind, build, merge."""

from bisect import bisect_right
from datetime import date

from predictions.candidate import Candidate
from predictions.extraction.binding import Binder
from predictions.extraction.build import build
from predictions.extraction.clauses import Clause
from predictions.extraction.decision import STATED_DOUBT, THRESHOLD, confidences, score
from predictions.extraction.document import Document, read_document
from predictions.extraction.features import features
from predictions.extraction.lists import listed
from predictions.extraction.merge import merge_repeats
from predictions.extraction.numbers import Stated
from predictions.extraction.proposals import Proposal, Sentence, propose
from predictions.extraction.tables import Cell, read_tables
from predictions.extraction.vetoes import vetoed


def extract(
    text: str, *, published: date | None, author: str | None = None, title: str | None = None
) -> tuple[Candidate, ...]:
    """The forecasts in a text, in order of their place.

    Args:
        text: plain text or Markdown; quotes are verbatim spans of it.
        published: the day the text was made, from which "within five years" counts.
        author: whose forecasts these are where the text gives them to nobody else.
        title: the title, where it is not in the text.
    """
    document = read_document(text, published=published, author=author, title=title)
    found = _from_tables(document)
    binder = Binder(document)
    before: Candidate | None = None
    for proposal, sure in _decided(document):
        bound = binder.bind(proposal)
        before = build(document, proposal, bound, sure, before)
        found.append(before)
        binder.remember(proposal, bound)
    found.sort(key=lambda candidate: (candidate.start, candidate.end))
    return tuple(merge_repeats(found))


def _decided(document: Document) -> list[tuple[Proposal, float]]:
    """The accepted proposals with their confidence, in order."""
    proposals = [p for p in propose(document) if not vetoed(document, p)]
    judged = [p for p in proposals if p.form != "listed" and not p.clause.rides]
    sure = dict(
        zip(
            map(id, judged),
            confidences([score(features(document, p)) for p in judged]),
            strict=True,
        )
    )
    for proposal in judged:
        if proposal.stated:  # a number bound as a probability is itself strong evidence
            sure[id(proposal)] = 1 - (1 - sure[id(proposal)]) * STATED_DOUBT
    before: Proposal | None = None
    for proposal in proposals:
        if proposal.clause.rides and before is not None and before.sentence is proposal.sentence:
            sure[id(proposal)] = 0.95 * sure.get(id(before), 0.0)
        if proposal.form != "listed":
            before = proposal
    for proposal in listed(
        document, proposals, {key for key, value in sure.items() if value >= THRESHOLD}
    ):
        sure[id(proposal)] = max(THRESHOLD, 0.6)
    return [(p, sure[id(p)]) for p in proposals if sure.get(id(p), 0.0) >= THRESHOLD]


def _from_tables(document: Document) -> list[Candidate]:
    cells = read_tables(document.copy, document.blocks)
    binder = Binder(document)
    starts = [block.start for block in document.blocks]
    found = []
    for cell in cells:
        proposal = _cell_proposal(document, cell, bisect_right(starts, cell.row[0]) - 1)
        found.append(build(document, proposal, binder.bind(proposal), 0.9))
    return found


def _cell_proposal(document: Document, cell: Cell, index: int) -> Proposal:
    start, end = min(cell.question[0], cell.number[0]), max(cell.question[1], cell.number[1])
    windows = document.windows(*cell.question)
    # A deadline may stand in a column of its own.
    others = windows or [
        w for w in document.windows(*cell.row) if not cell.number[0] <= w.start < cell.number[1]
    ]
    sentence = Sentence(cell.row, index, windows=others)
    clause = Clause(start, end, cell.row, cell.row, [])
    stated = Stated(*cell.number, cell.value, cell.basis)
    return Proposal(
        start, end, clause, sentence, "cell", stated, cell.forecaster or document.author
    )
