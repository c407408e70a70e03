"""How a prediction ended."""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from predictions.errors import InvalidValue

HOW_TO_WRITE = "write yes, no, ambiguous, annulled, or a fraction such as 40% or partial 0.4"


class Verdict(StrEnum):
    """The ways in which a prediction can end, and `reopened` for taking that back."""

    YES = "yes"
    NO = "no"
    PARTIAL = "partial"  # of a binary prediction: the share that came true
    VALUE = "value"  # the number of a numeric one, the ordinal day of a date, an option's index
    AMBIGUOUS = "ambiguous"  # it happened or not, but the words do not decide
    ANNULLED = "annulled"  # its condition failed, or the question fell away
    REOPENED = "reopened"  # the version that takes an earlier one back


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict, with its number where it has one.

    Raises:
        InvalidValue: a number that is missing, superfluous, or out of range.
    """

    verdict: Verdict
    value: float | None = None

    def __post_init__(self) -> None:
        has_number = self.verdict in (Verdict.PARTIAL, Verdict.VALUE)
        if has_number != (self.value is not None):
            raise InvalidValue("outcome", f"{self.verdict} with the number {self.value}")
        if self.value is not None and not math.isfinite(self.value):
            raise InvalidValue("outcome", f"{self.value} is not a number")
        if self.verdict is Verdict.PARTIAL and not 0 <= (self.value or 0) <= 1:
            raise InvalidValue("outcome", f"{self.value} is not a fraction; {HOW_TO_WRITE}")

    @property
    def target(self) -> float | None:
        """What a binary probability is scored against; None where it is not scored."""
        match self.verdict:
            case Verdict.YES:
                return 1.0
            case Verdict.NO:
                return 0.0
            case Verdict.PARTIAL:
                return self.value
            case _:
                return None

    @property
    def scored(self) -> bool:
        """Whether anybody is scored by it."""
        return self.verdict not in (Verdict.AMBIGUOUS, Verdict.ANNULLED, Verdict.REOPENED)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what a person wrote.

        Raises:
            InvalidValue: it is none of the outcomes; the message lists them.
        """
        words = text.strip().lower()
        simple = {"y": "yes", "n": "no", "true": "yes", "false": "no", "void": "annulled"}
        words = simple.get(words, words)
        if words in ("yes", "no", "ambiguous", "annulled"):
            return cls(Verdict(words))
        number = words.removeprefix("partial").strip()
        scale = 100 if number.endswith("%") else 1
        try:
            fraction = float(number.rstrip("% ")) / scale
        except ValueError:
            raise InvalidValue("outcome", f"{text!r} is not an outcome; {HOW_TO_WRITE}") from None
        # A bare 1 or 40 could be a percentage, a fraction or a slip of the finger.
        if scale == 1 and not 0 < fraction < 1:
            raise InvalidValue("outcome", f"{text!r} is not an outcome; {HOW_TO_WRITE}")
        return cls(Verdict.PARTIAL, fraction)

    def __str__(self) -> str:
        if self.verdict is Verdict.PARTIAL:
            return f"partial {(self.value or 0):.4g}"
        return str(self.verdict) if self.value is None else f"{self.verdict} {self.value:.10g}"


YES = Outcome(Verdict.YES)
NO = Outcome(Verdict.NO)
AMBIGUOUS = Outcome(Verdict.AMBIGUOUS)
ANNULLED = Outcome(Verdict.ANNULLED)
REOPENED = Outcome(Verdict.REOPENED)
