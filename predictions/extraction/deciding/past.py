"""The past: clauses in which nothing looks ahead, whatever the document is about."""

from predictions.extraction.layout.blocks import Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.words.glance import needs
from predictions.extraction.words.lexicon import STRONG
from predictions.regexes import regex

_LIKELY = regex(r"\b(?:un)?likely to\b")  # "they were likely to stay", as somebody said

# "Rents are likely to have risen", "the guild may have waited", "she has probably lost it": what was, as somebody supposes.
_MAY_HAVE = regex(
    r"\b(?:(?:may|might|could)(?: not| well| also| perhaps| \w+ly)* have|likely to have"
    r"|ha(?:ve|s) (?:very |most |almost )?(?:likely|probably|possibly|perhaps"
    r"|certainly))(?: \w+ly| also| already)* (?:been|had|gone|made|come|done|taken|won|lost"
    r"|seen|known|got|become|begun|risen|fallen|grown|given|held|left|\w{2,}ed)\b"
)
_HAVE = needs("have has")


def _supposed_to_have_been(document: Document, proposal: Proposal) -> bool:
    """True where the first word that could look ahead only supposes what was, and no time to come is named."""
    a, b = proposal.start, proposal.end
    match = None if document.predictive else _MAY_HAVE.search(document.low, a, b)
    if match is None or any(
        kind in STRONG and not match.start() - _NEAR <= at < match.end()
        for kind, at, _ in proposal.clause.cues
    ):
        return False
    day = document.day(a)
    ends = [w.deadline for w in proposal.sentence.windows if w.deadline]
    return not any(day is None or end >= day for end in ends)


_NEAR = 12  # characters of "are likely to have"


def looks_back(document: Document, proposal: Proposal, known: list[str]) -> bool:
    """True for "wool sold at 40 crowns at the end of 2024", "Kern won 50 percent of the votes", "she may have been right"."""
    kinds = {kind for kind, _, _ in proposal.clause.cues}
    if proposal.form != "prose" or proposal.stated:
        return False
    if (proposal.sentence.seen & _HAVE and _supposed_to_have_been(document, proposal)) or (
        "finite=past" in known and _only_tells(document, proposal)
    ):
        return True
    if kinds - {"odds"}:
        return False
    day, (a, b) = document.day(proposal.start), (proposal.start, proposal.end)
    ends = [w.deadline for w in proposal.sentence.windows if a <= w.start < b]
    if any(end is None or day is None or end >= day for end in ends):
        return False
    if kinds:
        return "finite=past" in known and _LIKELY.search(document.low, a, b) is None
    block = document.blocks[proposal.sentence.block]
    return bool(ends) and block.kind is Kind.PARAGRAPH


# "The console sold 4 million units in its first two months": nothing in a past tense but a number and a length of time.
_PER_CENT = regex(r" ?%|per ?cent")
_NOW = regex(
    r"\b(?:is|are|isn't|aren't|becomes?|likely|expects?|sees?|plans?)\b|\bto (?:be|become)\b"
)


def _only_tells(document: Document, proposal: Proposal) -> bool:
    """True where all that could look ahead are percentages, in a text that announces no predictions."""
    low = document.low
    return (
        not document.predictive
        and all(_PER_CENT.match(low, a) for _, a, _ in proposal.clause.cues)
        and _NOW.search(low, proposal.start, proposal.end) is None
    )
