"""Whole forms that make several forecasts of one claim: its quantiles, and the numbers that several people give it; and records."""

from bisect import bisect_right
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from predictions.extraction.chances.alongside import alongside, without_number
from predictions.extraction.chances.believing import find_stated
from predictions.extraction.chances.joined import Level, levels_of
from predictions.extraction.chances.people import Share, shares_of
from predictions.extraction.chances.quantiles import Quantile, quantiles_of
from predictions.extraction.chances.records import Record, records_of
from predictions.extraction.chances.verdicts import Tells, Verdict
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.asked import Asked, asked_in
from predictions.extraction.proposing.calls import calls_in
from predictions.extraction.proposing.clauses import Clause, Span, cut
from predictions.extraction.proposing.gate import Sentence
from predictions.extraction.proposing.named import foretold
from predictions.extraction.proposing.options import Option, options_in
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.proposing.replies import Reply, replies_in
from predictions.extraction.proposing.tables import RowProposal, by_year, come_by
from predictions.extraction.voices.reporting import narrates
from predictions.extraction.wording.chosen import chosen
from predictions.extraction.wording.picked import said_of

_SURE = 0.9
_ASKING = ("who ", "what ", "which ")  # lines over names, and no names
_NEAR = 60  # characters between a claim and its number, which a quote may hold
_ONLY_ANNOUNCES = 4  # words of a lead-in that names nothing: "My outside view prediction:"


def forms_proposed(document: Document) -> list[RowProposal]:
    """The forecasts of all quantiles of a document, and of all people who share a claim."""
    starts = [block.start for block in document.blocks]
    called = {call.span[0] for call in calls_in(document).found}
    chances = {span for o in options_in(document) for span in (o.edge.span, *o.topics)}
    several = Counter(call.block for call in calls_in(document).found)
    return [
        *(_quantile(document, quantile) for quantile in quantiles_of(document)),
        *(_level(document, level) for level in levels_of(document)),
        *(_share(document, share) for share in shares_of(document)),
        *(_option(document, option) for option in options_in(document)),
        *(
            _record(document, replace(record, claim=claim), starts)
            for record in records_of(document)
            for claim in _claims_in(document, record)
        ),
        *(
            _said(
                document,
                name.block,
                name.span,
                (name.line, name.verdict),
                said_of(document.copy[slice(*name.span)], name.predicate),
            )
            for name in foretold(document).names
            if name.span[0] not in called
            and not any(a <= name.span[0] < b for a, b in chances)
            and (several[name.block] <= 1 or name.span[0] == document.blocks[name.block].start)
            and not document.low.startswith(_ASKING, name.span[0])
        ),
        *(_answered(document, asked) for asked in asked_in(document) if not narrates(document)),
        *(_replied(document, reply) for reply in replies_in(document)),
    ]


def _claims_in(document: Document, record: Record) -> list[Span]:
    """The claim of a record, or its claims, where each has its own predicate and no number is for all."""
    if record.number is None:
        clauses = cut(document.low, record.claim, document.windows(*record.claim))
        joined = (
            document.low[one.end : other.start].strip(" ,") in ("and", "or")
            for one, other in pairwise(clauses)
        )
        if len(clauses) > 1 and not any(joined) and not any(c.rides for c in clauses):
            return [(clause.start, clause.end) for clause in clauses]
    return [record.claim]


def _said(
    document: Document, block: int, span: Span, over: tuple[Span, Verdict], said: str
) -> RowProposal:
    """A name or an answer, with what is said of it elsewhere."""
    sentence = Sentence(span, block, seen=document.glance(*span))
    if number := alongside(document.low, *span):
        span, said = (span[0], max(span[1], number.end)), without_number(said)
    clause = Clause(*span, span, span, [])
    proposal = Proposal(*span, clause, sentence, "listed", number, confidence=_SURE)
    proposal.over, proposal.said = over, said
    return RowProposal(proposal)


def _answered(document: Document, asked: Asked) -> RowProposal:
    """The answer of a question, with the question where both stand in running text."""
    over, said = (asked.answer, asked.verdict), asked.statement
    if not asked.whole:
        return _said(document, asked.block, asked.answer, over, said)
    span = (asked.question[0], asked.answer[1])
    row = _said(document, asked.block, span, over, said)
    row.proposal.sentence.windows = document.windows(*span)
    return row


def _replied(document: Document, reply: Reply) -> RowProposal:
    """The number with which somebody answers, of what another asked, whose time it has."""
    over = reply.answer, Verdict(Tells.FUTURE, None, denies=False)
    row = _said(document, reply.block, reply.answer, over, reply.statement)
    row.proposal.stated = reply.number
    windows = [w for w in document.windows(*reply.question) if w.deadline]
    row.window = windows[-1] if windows else None
    return row


def _record(document: Document, record: Record, starts: list[int]) -> RowProposal:
    start, end = record.claim
    if record.number and record.number.start - end < _NEAR:
        end = record.number.end
    sentence = Sentence(
        (start, end),
        max(0, bisect_right(starts, start) - 1),
        windows=document.windows(*record.claim),
        seen=document.glance(*record.claim),
    )
    clause = Clause(start, end, (start, end), (start, end), [])
    within = None if record.number else next(iter(find_stated(document.low, start, end)), None)
    proposal = Proposal(
        start,
        end,
        clause,
        sentence,
        "cell",
        record.number or within,
        record.author,
        confidence=_SURE,
    )
    proposal.claim = record.claim
    return RowProposal(proposal)


def _share(document: Document, share: Share) -> RowProposal:
    start, end = share.claim
    end = start + len(document.copy[start:end].rstrip(" :*_("))
    sentence = Sentence(
        (start, end),
        share.block,
        windows=document.windows(start, end),
        seen=document.glance(start, end),
    )
    clause = Clause(start, end, (start, end), (start, end), [])
    proposal = Proposal(
        start, end, clause, sentence, "cell", share.number, share.name, confidence=_SURE
    )
    return RowProposal(proposal)


def _option(document: Document, option: Option) -> RowProposal:
    """An option with its chance, and what it says of what stands over it, whose time is its own."""
    words = document.copy[slice(*option.edge.words)]
    said, denied = chosen(words, [document.copy[slice(*topic)] for topic in option.topics])
    over = option.edge.span, Verdict(Tells.FUTURE, None, denies=denied)
    row = _said(document, option.block, option.edge.span, over, said)
    row.proposal.stated = option.edge.stated
    row.proposal.claim = option.edge.words
    for span in (option.edge.words, *option.times):
        if windows := [w for w in document.windows(*span) if w.deadline]:
            row.window = windows[-1]
            break
    return row


def _level(document: Document, level: Level) -> RowProposal:
    sentence = Sentence(
        level.span,
        level.block,
        windows=document.windows(*level.span),
        seen=document.glance(*level.span),
    )
    clause = Clause(*level.span, level.span, level.span, [])
    proposal = Proposal(
        *level.span, clause, sentence, "cell", level.stated, document.author, confidence=_SURE
    )
    proposal.said = level.said
    return RowProposal(proposal)


def _quantile(document: Document, quantile: Quantile) -> RowProposal:
    span = quantile.span
    sentence = Sentence(span, quantile.block, seen=document.glance(*span))
    clause = Clause(*span, span, span, [])
    proposal = Proposal(
        *span, clause, sentence, "cell", quantile.stated, document.author, confidence=_SURE
    )
    what = document.copy[slice(*quantile.claim)] if quantile.claim else _above(document, quantile)
    what = " ".join(what.split()).strip(" *_#:,.(-\u2014")
    if (year := quantile.year) is None:
        proposal.said = f"{what}: less than {quantile.value}"
        return RowProposal(proposal)
    proposal.said = come_by(what, year)
    return RowProposal(proposal, by_year(span, year))


def _above(document: Document, quantile: Quantile) -> str:
    """The nearest words above that name what the values are of."""
    block = document.blocks[quantile.block]
    for index in (block.parent, block.lead, *reversed(block.headings)):
        if index is None:
            continue
        over = document.blocks[index]
        words = document.copy[over.start : over.end]
        if not document.announces(index) or len(words.split()) > _ONLY_ANNOUNCES:
            return words
    return document.title
