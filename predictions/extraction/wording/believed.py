"""What a claim is believed to say: which way its words lean, and how probable they make it, by all that stands in and around it."""

from dataclasses import replace

from predictions.candidate import Polarity
from predictions.extraction.chances.hedges import Hedge, find_hedges
from predictions.extraction.layout.blocks import Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.proposing.trimming import ANSWER
from predictions.extraction.wording.asides import after_first_clause, after_what_leads
from predictions.extraction.wording.beliefs import (
    Belief,
    hedged,
    of_its_line,
    strongest,
    with_its_line,
)
from predictions.extraction.wording.polarity import (
    MISTAKEN,
    POOR_CHANCE,
    VERDICT,
    negated,
    of_another,
)
from predictions.extraction.words import lexicon as lex
from predictions.extraction.words.glance import needs
from predictions.regexes import regex
from predictions.windows.folding import fold, lower

_CHANCES = regex(r"chance|odds|probabil|likelih|hopes?\b|prospect|\bidea")
_POOR = needs(
    "slim small low remote nil tiny minimal negligible poor dim dismal bleak grim gloomy faint "
    "zero none misplaced absurd"
)
_FOOLISH = needs(lex.FOOLISH_WORDS)
ERRING = needs(
    "overblown exaggerated unfounded misplaced overstated premature nonsense false wrong "
    "mistaken unrealistic myth baseless"
    " dubious risk danger expectation fanciful fantasy pipe disappointed mark deluded dreaming "
    "naive kidding fooling sorely laughable ridiculous absurd silly crazy delusional fetched wishful"
)


def believe(
    document: Document,
    proposal: Proposal,
    before: Polarity | None = None,
    condition: str | None = None,
) -> Belief:
    """Polarity and probability of a proposal, from its words and what introduces them; `before` is the polarity of the one before."""
    low = document.low
    if proposal.over and proposal.said:
        return _of_a_name(document, proposal, of_its_line(document, *proposal.over))
    start = proposal.clause.outer[0]
    if answer := ANSWER.match(low, start, proposal.start):
        start = answer.end()
    start = after_what_leads(low, start, proposal.start)
    seen = proposal.sentence.seen
    hedges = find_hedges(low, start, proposal.end, seen)
    if condition and hedges:
        hedges = _of_the_claim(low, proposal, hedges, condition)
    begin = _after_condition(low, proposal, condition) if condition else proposal.start
    if proposal.claim and proposal.claim[0] < proposal.end:
        begin = max(begin, proposal.claim[0])  # behind its number: "0.6: No strike"
    if (led := after_first_clause(low, proposal.start, proposal.end)) > proposal.start:
        hedges = [h for h in hedges if not proposal.start <= h.start < led]
        begin = max(begin, led)
    negative = negated(low, begin, proposal.end, hedges, seen) or _scorned(low, begin, proposal)
    if low.startswith((":", "**:", ":**"), proposal.end):  # "A new mill: absolutely not"
        negative |= VERDICT.match(low, proposal.end, proposal.sentence.span[1]) is not None
    denials = _denials(low, proposal, start, hedges, negative=negative)
    if not negative and before and _goes_on(document, proposal):
        negative = before is Polarity.NO
    above = of_its_line(document, *proposal.over) if proposal.over else None
    turned = above is None and _turned_by_its_line(
        document, proposal, denied=negative or denials > 0
    )
    denied = negative != (denials + turned) % 2
    polarity = Polarity.NO if denied else Polarity.YES
    if proposal.stated:
        return _stated(document, proposal, negative=negative, turned=turned)
    hedge = strongest(hedges)
    if above and hedge is None:
        return with_its_line(above, proposal, negative=negative)
    found = hedged(document, hedge, polarity, negative=negative != turned)
    return found if found.denied_in_words is negative else replace(found, denied_in_words=negative)


def _scorned(low: str, begin: int, proposal: Proposal) -> bool:
    """True for "it's foolish to expect the mill to open", where that is part of the claim."""
    if not proposal.sentence.seen & _FOOLISH:
        return False
    return lex.FOOLISH.match(low, begin, proposal.end) is not None


def _of_a_name(document: Document, proposal: Proposal, over: Belief) -> Belief:
    """What the line over a name says of it, with the number behind the name."""
    if proposal.stated is None:
        return over
    return _stated(document, proposal, negative=over.polarity is Polarity.NO, turned=False)


def _denials(
    low: str, proposal: Proposal, start: int, hedges: list[Hedge], *, negative: bool
) -> int:
    """How many words around a claim deny it: "doubtful", "the chances are slim", "fears that it will are overblown"."""
    seen = proposal.sentence.seen
    denying = [
        h for h in hedges
        if h.meaning.denies and not _undone(low, h) and not of_another(low, proposal.start, h)
    ]  # fmt: skip
    count = sum(not _denied_again(low, h, negative or h is not denying[0]) for h in denying)
    count += (
        not denying
        and seen & _POOR != 0
        and _CHANCES.search(low, start, proposal.end) is not None
        and POOR_CHANCE.search(low, start, proposal.end) is not None
    )
    count += seen & _FOOLISH != 0 and lex.SCORNED.search(low, start, proposal.start) is not None
    return count + (
        seen & ERRING != 0 and MISTAKEN.search(low, start, _end_of(proposal)) is not None
    )


def _turned_by_its_line(document: Document, proposal: Proposal, *, denied: bool) -> bool:
    """True where the line over an item denies what it says: "What we will not see"."""
    if proposal.form == "listed" and _lead_denies(document, proposal):
        return True
    return not denied and _will_not_happen(document, proposal)


def _end_of(proposal: Proposal) -> int:
    """The end of the sentence, where what is said of a claim may stand behind it."""
    return min(proposal.sentence.span[1], proposal.end + 60)


def _after_condition(low: str, proposal: Proposal, condition: str) -> int:
    """Where a claim begins that no comma parts from its condition: what that denies is not denied of it."""
    head = lower(fold(condition))
    end = proposal.start + len(head)
    whole = low.startswith(head, proposal.start) and low[end : end + 1] == " "
    return end if whole and proposal.end - end > _LEAST else proposal.start


_LEAST = 12  # characters of a claim
_WILL = regex(r"\b(?:will|would|won't|could|may|might|can|is|are)\b|'(?:ll|d)\b")


def _of_the_claim(low: str, proposal: Proposal, hedges: list[Hedge], condition: str) -> list[Hedge]:
    """The hedges without those of an if-clause ("if we don't see one, it will close")."""
    at = low.find(lower(fold(condition)), proposal.start, proposal.end)
    last = at + len(condition) >= proposal.end
    if at < 0 or (last and _WILL.search(low, proposal.start, at) is None):
        return hedges
    return [h for h in hedges if not at <= h.start < at + len(condition)]


_DENYING_LEAD = regex(r"\b(?:won't|will not|will never|not|never|no|none)\b")


def _lead_denies(document: Document, proposal: Proposal) -> bool:
    """True for bare items under "what we will not see"."""
    lead = document.blocks[proposal.sentence.block].lead
    if lead is None:
        return False
    block = document.blocks[lead]
    return (
        _DENYING_LEAD.search(document.low, max(block.start, block.end - 160), block.end) is not None
    )


# "Seven things that won't happen in 2031".
_NOT_TO_HAPPEN = regex(
    r"\b(?:things?|events?|predictions?|developments|trends?|stuff"
    r"|what)\b[^.!?;]{0,40}\b(?:won't|will not|will never|aren't going to|are not going to"
    r"|isn't going to|is not going to)(?: be)? (?:happen(?:ing)?|come (?:true|to pass)|occur"
    r"|take place|see|be seeing)\b[^.!?]{0,40}[:.!]?\s*$"
)
_AT_ITS_HEAD = 12  # characters: the mark of an item
_MOST_ITEMS = 40


def _over(document: Document, index: int) -> int:
    """The line over the list of an item."""
    block = document.blocks[index]
    if block.lead is not None:
        return block.lead
    above = index
    while above and index - above < _MOST_ITEMS and document.blocks[above].kind is Kind.ITEM:
        above -= 1
    return above


def _will_not_happen(document: Document, proposal: Proposal) -> bool:
    """True for what an item says first, below a line that calls all of it what will not happen."""
    block = document.blocks[proposal.sentence.block]
    if block.kind is not Kind.ITEM or proposal.start - block.start > _AT_ITS_HEAD:
        return False
    line = document.blocks[_over(document, proposal.sentence.block)]
    return (
        _NOT_TO_HAPPEN.search(document.low, max(line.start, line.end - 160), line.end) is not None
    )


def _stated(document: Document, proposal: Proposal, *, negative: bool, turned: bool) -> Belief:
    stated = proposal.stated
    assert stated is not None  # noqa: S101 - the caller looked
    value, low, high = stated.value, stated.low, stated.high
    negative = negative != stated.denies
    denied = negative != turned
    if denied:
        value = round(1 - value, 8)
        low, high = (
            (None if high is None else round(1 - high, 8)),
            (None if low is None else round(1 - low, 8)),
        )
    polarity = Polarity.NO if denied else Polarity.YES
    cue = document.text[stated.start : stated.end]
    return Belief(polarity, negative, value, low, high, stated.basis, cue)


_AND = (", and ", ", but ", ", nor ", "; ")


def _denied_again(low: str, hedge: Hedge, denied: bool) -> bool:
    """True for the second of two denials side by side: "I don't think it pays, and I don't think it will"."""
    return denied and low.endswith(_AND, 0, hedge.start)


def _undone(low: str, hedge: Hedge) -> bool:
    """True for "not unlikely": the denial is itself denied."""
    return low[max(0, hedge.start - 4) : hedge.start] in (" not", "not ", "n't ")


def _goes_on(document: Document, proposal: Proposal) -> bool:
    """True for an item that completes the one before it ("...in any other country")."""
    return document.copy[max(0, proposal.start - 3) : proposal.start].endswith(("\u2026", "..."))
