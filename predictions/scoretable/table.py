"""Forecasts and their outcomes side by side, as scoring takes them."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Labels:
    """A column of names.

    Attributes:
        codes: number of each row's name, shape (n,).
        names: the names, by length and then by value.
    """

    codes: NDArray[np.intp]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ScoreTable:
    """Settled forecasts of a CSV file; columns that the file lacks are None.

    Attributes:
        forecasts: probabilities in 0..1, shape (n,).
        outcomes: 1, 0 or a fraction, shape (n,).
        questions: which question each row is about.
        forecasters: who made it.
        weights: not negative, shape (n,).
        at: when it was made, seconds since 1970 UTC, shape (n,).
        deadlines: end of the last day that counts, NaN where there is none, seconds, shape (n,).
        implied: True where a probability was read from words, shape (n,).
        pending: rows left out because their outcome is empty.
        void: rows left out because their outcome is ambiguous, annulled or withdrawn.
        without_probability: rows left out because they give no number.
        other_basis: rows left out because their numbers rest on something else than was asked for.
        waiting: rows left out because they were decided before their deadline, which is to come.
    """

    forecasts: Floats
    outcomes: Floats
    questions: Labels | None
    forecasters: Labels | None
    weights: Floats | None
    at: Floats | None
    deadlines: Floats | None
    implied: NDArray[np.bool_] | None
    pending: int
    void: int
    without_probability: int
    other_basis: int = 0
    waiting: int = 0

    def contradictions(self) -> int:
        """Return how many questions have more than one outcome."""
        if self.questions is None:
            return 0
        order = np.lexsort((self.outcomes, self.questions.codes))
        code, outcome = self.questions.codes[order], self.outcomes[order]
        differs = (code[1:] == code[:-1]) & (outcome[1:] != outcome[:-1])
        return int(np.unique(code[1:][differs]).size)

    def updates(self) -> int:
        """Return how many forecasts come on top of another by the same forecaster on the question."""
        if self.questions is None:
            return 0
        pair = self.pairs()
        return int(pair.size - np.unique(pair).size)

    def pairs(self) -> NDArray[np.intp]:
        """Return a number for each (question, forecaster), shape (n,)."""
        if self.questions is None:
            return np.arange(self.forecasts.size)
        pair = self.questions.codes
        if self.forecasters is not None:
            pair = pair * len(self.forecasters.names) + self.forecasters.codes
        return pair

    def rows(self, chosen: NDArray[np.intp]) -> "ScoreTable":
        """Return the table of some rows only."""

        def labels(column: Labels | None) -> Labels | None:
            if column is None:
                return None
            there, codes = np.unique(column.codes[chosen], return_inverse=True)
            return Labels(codes=codes, names=tuple(column.names[n] for n in there.tolist()))

        return replace(
            self,
            forecasts=self.forecasts[chosen],
            outcomes=self.outcomes[chosen],
            questions=labels(self.questions),
            forecasters=labels(self.forecasters),
            weights=None if self.weights is None else self.weights[chosen],
            at=None if self.at is None else self.at[chosen],
            deadlines=None if self.deadlines is None else self.deadlines[chosen],
            implied=None if self.implied is None else self.implied[chosen],
        )
