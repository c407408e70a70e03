"""One forecast found in a document, before anyone has reviewed it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from predictions.errors import InvalidValue


class Polarity(StrEnum):
    """Whether the words assert or deny the statement."""

    YES = "yes"
    NO = "no"


class Basis(StrEnum):
    """Where a probability comes from."""

    STATED = "stated"  # a number in the text or given by the forecaster
    ODDS = "odds"  # a number in the text, as odds
    SURVEYED = "surveyed"  # read from words, by surveys of what they mean to people
    ANALOGUE = "analogue"  # read from words, by the nearest surveyed phrase: our own choice

    @property
    def implied(self) -> bool:
        """True where the number was read from words; never silently mixed with stated ones."""
        return self in (Basis.SURVEYED, Basis.ANALOGUE)


class FoundBy(StrEnum):
    """Which of two readers of a document found something in it."""

    BOTH = "rules and model"
    RULES = "rules"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Differing:
    """A field in which the two readers differ."""

    field: str
    by: FoundBy  # RULES or MODEL: the reader whom the candidate does not follow
    other: str | None  # what that one reads; None for nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """What became of a candidate where rules and a language model read the same words."""

    found_by: FoundBy
    statement_by: FoundBy  # RULES or MODEL
    differing: tuple[Differing, ...] = ()

    def other(self, field: str) -> Differing | None:
        """Return in what the readers differ over a field; None where they do not."""
        return next((one for one in self.differing if one.field == field), None)


Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """An outcome that the document itself marks: a tick, a cross, a strike-through, "RIGHT".

    `outcome` is that of the affirmative statement; None where a mark stands there that cannot be
    read either way. It is a proposal: nothing is resolved by it.

    Raises:
        InvalidValue: the mark has no place, or the outcome is no such word.
    """

    outcome: str | None  # "yes", "no" or None
    mark: str  # as it stands in the document; "strike-through" for struck words
    start: int
    end: int

    def __post_init__(self) -> None:
        if self.outcome not in (None, "yes", "no"):
            raise InvalidValue("outcome", f"unknown value {self.outcome!r}")
        if not 0 <= self.start < self.end:
            raise InvalidValue("mark", f"span {self.start}..{self.end} is empty or negative")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One forecast in a document, with the words it was read from.

    `quote == text[start:end]` in the text that CalledIt shows for the document; `probability` is
    that of the affirmative `statement`, whatever the polarity of the words; dates are inclusive.

    Raises:
        InvalidValue: a span, probability or window that cannot be.
    """

    quote: str
    start: int
    end: int
    statement: str
    polarity: Polarity
    confidence: float
    probability: float | None = None
    probability_low: float | None = None
    probability_high: float | None = None
    basis: Basis | None = None
    cue: str | None = None
    not_before: date | None = None
    deadline: date | None = None
    deadline_from: str | None = None  # "sentence", "context" or None
    condition: str | None = None
    author: str | None = None
    reported: bool = False
    repeats: tuple[Span, ...] = field(default=())
    supersedes: Span | None = None  # the earlier forecast in the document that this one replaces
    recorded: Recorded | None = None
    readings: Readings | None = None  # None where only the rules read these words

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InvalidValue("start", f"span {self.start}..{self.end} is empty or negative")
        if len(self.quote) != self.end - self.start:
            raise InvalidValue("quote", "is not as long as its span")
        if not 0 <= self.confidence <= 1:
            raise InvalidValue("confidence", f"{self.confidence} is outside 0..1")
        for name in ("probability", "probability_low", "probability_high"):
            value = getattr(self, name)
            if value is not None and not 0 <= value <= 1:
                raise InvalidValue(name, f"{value} is outside 0..1")
        if (self.probability is None) != (self.basis is None):
            raise InvalidValue("basis", "a probability and its basis come together")
        if self.not_before and self.deadline and self.deadline < self.not_before:
            raise InvalidValue("deadline", f"{self.deadline} is before {self.not_before}")
        if self.deadline_from not in (None, "sentence", "context"):
            raise InvalidValue("deadline_from", f"unknown value {self.deadline_from!r}")
