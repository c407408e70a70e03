"""Drafts: accepted proposals on their way to candidates, of which each stage of wording tells something more."""

from dataclasses import dataclass

from predictions.candidate import Polarity
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.timing.binding import Bound
from predictions.extraction.voices.names import Attribution
from predictions.extraction.wording.beliefs import Belief

_UNTOLD = Belief(Polarity.YES, denied_in_words=False)


@dataclass(slots=True)
class Draft:
    """What is known so far of the candidate of a proposal."""

    proposal: Proposal
    bound: Bound
    before: "Draft | None"  # that of the claim before it in the text
    condition: str | None
    other: bool  # the other case of the claim before: "If not: 90 %"
    belief: Belief = _UNTOLD
    named: Attribution | None = None
    author: str | None = None
    reported: bool = False
    statement: str = ""
    whole: bool = False  # the statement says all as it stands

    def follow(self) -> None:
        """Take over what is known of the claim before, of which this is the other case."""
        if self.before:
            self.belief, self.statement = self.before.belief, self.before.statement
            self.author, self.reported = self.before.author, self.before.reported
