"""Building the candidate from an accepted proposal: polarity, probability, window, author, statement."""

from predictions.candidate import Candidate, Polarity
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.timing.binding import Bound
from predictions.extraction.voices.authorship import named_for, owner_of
from predictions.extraction.wording.affirming import not_ever, possible, someone
from predictions.extraction.wording.beliefs import Belief
from predictions.extraction.wording.believed import ERRING, believe
from predictions.extraction.wording.conditions import condition_of
from predictions.extraction.wording.dated import dated
from predictions.extraction.wording.drafts import Draft
from predictions.extraction.wording.finishing import finished, without_speaker
from predictions.extraction.wording.fragments import completed, opened
from predictions.extraction.wording.nouns import as_sentence
from predictions.extraction.wording.otherwise import is_other_case, of_other_case
from predictions.extraction.wording.picked import as_award, as_outcome
from predictions.extraction.wording.plain import tidy
from predictions.extraction.wording.polarity import SAID_BEHIND
from predictions.extraction.wording.selves import by_name
from predictions.extraction.wording.statement import affirm, is_empty, of_question
from predictions.extraction.wording.subjects import with_subject
from predictions.extraction.wording.suppositions import supposed_above
from predictions.extraction.wording.unhedged import HEDGING
from predictions.regexes import regex

_NOT_UNTIL = regex(r"(?:n't|\bnot|\bno|\bnever|\bnone)\b")


def begun(document: Document, proposal: Proposal, bound: Bound, before: Draft | None) -> Draft:
    """The draft of a proposal; `before` is that of the one before it in the text."""
    other = is_other_case(document, proposal, before)
    condition = None
    if not other:
        condition = condition_of(document, proposal)
        condition = condition or supposed_above(document, proposal.sentence.block)
    return Draft(proposal, bound, before, condition, other)


def built(document: Document, drafts: list[Draft]) -> list[Candidate]:
    """The candidates of drafts, in their order."""
    # One stage after another for all of them: what a stage needs stays at hand.
    for stage in (_believed, _named, _owned, _affirmed, _finished):
        for draft in drafts:
            if draft.other:
                draft.follow()
            else:
                stage(document, draft)
    found: list[Candidate] = []
    for draft in drafts:
        if draft.other:
            found.append(of_other_case(document, draft.proposal, found[-1]))
        else:
            found.append(_candidate(document, draft))
    return found


def _candidate(document: Document, draft: Draft) -> Candidate:
    proposal, belief, window = draft.proposal, draft.belief, draft.bound.window
    first, last = (window.not_before, window.deadline) if window else (None, None)
    if (
        window
        and window.opens
        and _NOT_UNTIL.search(document.low, proposal.start, window.start + 6)
    ):
        first = window.opens
    if first and last and last < first:
        first = None
    return Candidate(
        quote=document.text[proposal.start : proposal.end],
        start=proposal.start,
        end=proposal.end,
        statement=draft.statement,
        polarity=belief.polarity,
        confidence=round(proposal.confidence, 3),
        probability=belief.probability,
        probability_low=belief.low,
        probability_high=belief.high,
        basis=belief.basis,
        cue=belief.cue,
        not_before=first,
        deadline=last,
        deadline_from=draft.bound.origin if last else None,
        condition=draft.condition,
        author=draft.author,
        reported=draft.reported,
    )


def _believed(document: Document, draft: Draft) -> None:
    before = draft.before.belief.polarity if draft.before else None
    draft.belief = believe(document, draft.proposal, before, draft.condition)


def _named(document: Document, draft: Draft) -> None:
    draft.named = named_for(document, draft.proposal)


def _owned(document: Document, draft: Draft) -> None:
    before = (draft.before.author, draft.before.reported) if draft.before else None
    draft.author, draft.reported = owner_of(document, draft.proposal, draft.named, before)


# "Probably won't close", "is not likely to": what hedges also denies, and comes off with the hedge.
_DENYING = regex(
    r"(?:probably (?:not|won't|will not)|(?:not|isn't|aren't) likely"
    r"|(?:not|\w+n't) (?:necessarily|obviously))"
)


# "Don't expect rents to fall": the phrase that gives the number denies the claim, too.
_TOLD_NOT_TO = regex(r"[Dd]o(?: not|n['\u2019]t) expect\b(?! to\b)")


def _affirmed(document: Document, draft: Draft) -> None:
    """The affirmative statement; where the words only give a number, what it is given for."""
    proposal, belief = draft.proposal, draft.belief
    draft.statement = _said_whole(document, proposal, belief) or ""
    draft.whole = draft.statement != ""
    if draft.whole:
        return
    lead = document.low[proposal.sentence.span[0] : proposal.start]
    quote = _quote(document, proposal, belief)
    told_not_to = _TOLD_NOT_TO.match(quote) is not None
    draft.statement = affirm(
        opened(lead, quote),
        denied=belief.denied_in_words or _hedge_denies(belief) or told_not_to,
        number=_number(document, proposal),
        cue="" if proposal.stated else belief.cue or "",
        condition=draft.condition,
        before=lead,
        # What a claim that stands apart holds no glance at this sentence tells.
        seen=proposal.sentence.seen | (HEDGING if proposal.claim else 0),
    )
    parent = document.blocks[proposal.sentence.block].parent
    if parent is not None and is_empty(draft.statement):
        block = document.blocks[parent]
        draft.statement = of_question(document.copy[block.start : block.end])
        draft.whole = True


def _said_whole(document: Document, proposal: Proposal, belief: Belief) -> str | None:
    """The statement that the form gives, or the question before a number asks for."""
    if proposal.said:
        return proposal.said
    question, mark, _ = _quote(document, proposal, belief).partition("?")
    stated, begin = proposal.stated, (proposal.claim or (proposal.start, 0))[0]
    asked = mark and stated is not None and stated.start > begin + len(question)
    return of_question(question + mark) if asked else None


def _quote(document: Document, proposal: Proposal, belief: Belief) -> str:
    """The words of a claim without who errs in it."""
    begin, end = proposal.claim or (proposal.start, proposal.end)
    framed = document.blocks[proposal.sentence.block].cells
    quote = (document.copy if framed else document.text)[begin:end]
    erring = belief.polarity is Polarity.NO and proposal.sentence.seen & ERRING
    return SAID_BEHIND.sub("", quote) if erring else quote


def _number(document: Document, proposal: Proposal) -> str:
    """The words of the number within a claim."""
    stated, (begin, end) = proposal.stated, proposal.claim or (proposal.start, proposal.end)
    within = stated is not None and begin <= stated.start < end
    return document.text[stated.start : stated.end] if stated and within else ""


def _finished(document: Document, draft: Draft) -> None:
    """The statement with what it leaves to the text around it, and no speaker before it."""
    proposal, statement = draft.proposal, draft.statement
    if not draft.whole:
        number = _number(document, proposal)
        statement = completed(document, proposal, statement, number, draft.before)
        if proposal.form == "pick":
            statement = as_outcome(statement)
        if ": " in statement and proposal.form != "prose":
            statement = as_award(statement)
        if draft.belief.polarity is Polarity.NO:
            statement = tidy(possible(not_ever(someone(statement))))
        said = draft.before.statement if draft.before else None
        statement = with_subject(statement, document, proposal, said, draft.condition)
        statement = finished(tidy(as_sentence(statement, listed=proposal.form != "prose")))
    statement = dated(without_speaker(statement, draft.author), document, draft.bound)
    draft.statement = by_name(statement, draft.author)


def _hedge_denies(belief: Belief) -> bool:
    cue = (belief.cue or "").lower().replace("\u2019", "'")
    return _DENYING.fullmatch(cue) is not None
