"""Beliefs: which way words lean, and what number words of probability give; of a claim, and of the line over it."""

from dataclasses import dataclass

from predictions.candidate import Basis, Polarity
from predictions.extraction.chances.hedges import Hedge, find_hedges, standing_for
from predictions.extraction.chances.verdicts import Verdict
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal

# Opinions say less than the hedge inside the claim: "I think it will probably" is "probably".
_OPINIONS = ("i ", "we ", "i'd ", "i'm ")


@dataclass(frozen=True, slots=True)
class Belief:
    """Which way the words lean, and what number they give the affirmative statement."""

    polarity: Polarity
    denied_in_words: bool
    probability: float | None = None
    low: float | None = None
    high: float | None = None
    basis: Basis | None = None
    cue: str | None = None


def strongest(hedges: list[Hedge]) -> Hedge | None:
    """The words that say most, those inside the claim before those of its introduction."""
    inner = [h for h in hedges if not h.meaning.phrase.startswith(_OPINIONS)]
    chosen = inner or hedges
    return max(chosen, key=lambda h: abs(h.meaning.median - 0.5), default=None)


def with_its_line(above: Belief, proposal: Proposal, *, negative: bool) -> Belief:
    """What a claim says together with the line over it: "Not happening: / Kern sells the mill"."""
    turned = above.polarity is Polarity.NO and proposal.over[1].predicate is None  # type: ignore[index]
    low, value, high = above.low, above.probability, above.high
    if negative and value is not None:
        low, value, high = (round(1 - v, 4) for v in (high, value, low))  # type: ignore[operator]
    return Belief(
        Polarity.NO if negative != turned else Polarity.YES,
        negative,
        value,
        low,
        high,
        above.basis,
        above.cue,
    )


def of_its_line(document: Document, line: tuple[int, int], verdict: Verdict) -> Belief:
    """What the line over a name says of it: "Probably won't be announced"."""
    if verdict.phrase:
        hedges = [Hedge(*line, standing_for(verdict.phrase))]
    else:
        hedges = find_hedges(document.low, *line)
    hedge = strongest(hedges)
    denied = verdict.denies != bool(hedge and hedge.meaning.denies)
    polarity = Polarity.NO if denied else Polarity.YES
    return hedged(document, hedge, polarity, negative=verdict.denies)


def hedged(
    document: Document, hedge: Hedge | None, polarity: Polarity, *, negative: bool
) -> Belief:
    """The belief that words of probability give."""
    if hedge is None:
        return Belief(polarity, negative)
    meaning = hedge.meaning
    values = (meaning.low, meaning.median, meaning.high)
    if negative:
        values = tuple(round(1 - v, 4) for v in reversed(values))  # type: ignore[assignment]
    return Belief(
        polarity,
        negative,
        values[1],
        values[0],
        values[2],
        meaning.basis,
        " ".join(document.text[hedge.start : hedge.end].split()),
    )
