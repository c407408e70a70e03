"""Two readers of one text: the rules and a language model, and what becomes of what they found.

Neither is believed more than it was right where both were measured: agreement raises a confidence,
silence lowers it, and nothing that one of them found is lost. The numbers and the choice of fields
come from docs/extraction-measured.md ("A language model as the second reader").
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from predictions.candidate import Candidate, FoundBy, Readings
from predictions.llm.fields import borne_out, followed
from predictions.llm.pairing import paired
from predictions.llm.run import Found

# In natural logarithms of odds, added to those of the rules' own confidence.
AGREED = 1.95
READ_PAST = -3.45
MOST = 0.99  # the share of what both found that is labelled, at most


@dataclass(frozen=True, slots=True)
class Read:
    """A candidate of two readings, and what the rules alone made of it."""

    candidate: Candidate
    rules: Candidate | None = None  # None where only the model found it
    borne_out: bool = False  # whether the model leaves the rules' reading as it is

    def unseen(self, bar: float) -> Candidate | None:
        """Return what may be stored before a person saw it, by its confidence; None for the rest.

        That is what the rules alone would have had stored, in their words: a model can hold something
        back, and brings nothing into the ledger.
        """
        if self.rules is None or not self.borne_out or self.rules.confidence < bar:
            return None
        told = self.candidate.readings
        mine = told and replace(told, statement_by=FoundBy.RULES, differing=())
        return replace(self.rules, confidence=self.candidate.confidence, readings=mine)


def second_reading(
    rules: Sequence[Candidate], found: Found, text: str, *, published: date | None = None
) -> tuple[Read, ...]:
    """Return the candidates of both readings in order.

    Args:
        rules: what the rules found.
        found: what the model found; where it gave no usable answer, nothing changes.
        text: the document that both read.
        published: the day from which "within five years" counts.
    """
    pairing = paired(rules, found.candidates)
    reads = [_agreed(one, other, text, published) for one, other in pairing.both]
    for one in pairing.rules:
        heard = found.speaks_for(one.start, one.end)
        reads.append(Read(_read_past(one), one) if heard else Read(one, one, borne_out=True))
    spans = {(one.start, one.end) for one in rules}
    reads += [
        Read(_models(one, text, published))
        for one in pairing.model
        if (one.start, one.end) not in spans
    ]
    return tuple(sorted(reads, key=lambda read: (read.candidate.start, read.candidate.end)))


def _agreed(one: Candidate, other: Candidate, text: str, published: date | None) -> Read:
    came = followed(one, other, text, published)
    told = Readings(found_by=FoundBy.BOTH, statement_by=came.statement_by, differing=came.differing)
    sure = max(one.confidence, min(_moved(one.confidence, AGREED), MOST))
    candidate = replace(came.candidate, confidence=sure, readings=told)
    in_more_than_words = any(each.field != "statement" for each in came.differing)
    return Read(candidate, one, borne_out=not in_more_than_words)


def _read_past(one: Candidate) -> Candidate:
    alone = Readings(found_by=FoundBy.RULES, statement_by=FoundBy.RULES)
    return replace(one, confidence=_moved(one.confidence, READ_PAST), readings=alone)


def _models(one: Candidate, text: str, published: date | None) -> Candidate:
    one, statement_by = borne_out(one, text, published)
    alone = Readings(found_by=FoundBy.MODEL, statement_by=statement_by)
    return replace(one, readings=alone)


def _moved(confidence: float, by: float) -> float:
    """Return a confidence after its odds were multiplied."""
    sure = min(max(confidence, 1e-6), 1 - 1e-6)
    return round(1 / (1 + math.exp(-(math.log(sure / (1 - sure)) + by))), 4)
