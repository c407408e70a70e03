"""What charts show, as plain data; nothing here draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import numpy as np

from bot.charts.moves import medians
from scoring.reliability import bin_index

TENTHS = 10
Counts = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One probability by one forecaster."""

    at: datetime
    forecaster: str
    probability: float
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """Something worth a mark: evidence, the deadline, the resolution."""

    at: datetime
    label: str
    outcome: bool | None = None  # True for YES, False for NO


class Month(Protocol):
    """One month; `bot.reports.model.Month` is one."""

    @property
    def month(self) -> str:
        """Year and month."""

    @property
    def brier(self) -> float:
        """Mean Brier score, 0 to 1."""

    @property
    def coverage(self) -> float:
        """Share of the predictions' lives with a forecast."""

    @property
    def questions(self) -> int:
        """How many predictions."""

    @property
    def interval(self) -> tuple[float, float] | None:
        """95 % interval of the mean; None with one prediction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How many forecasts lie in each tenth, by how their predictions ended."""

    came_true: Counts = (0,) * TENTHS
    did_not: Counts = (0,) * TENTHS
    neither: Counts = (0,) * TENTHS  # still open, partial, ambiguous or annulled

    @property
    def every(self) -> Counts:
        """All of them by tenths."""
        parts = zip(self.came_true, self.did_not, self.neither, strict=True)
        return tuple(map(sum, parts))


def tenths(probabilities: Sequence[float], counts: Sequence[int] | None = None) -> Counts:
    """Return how many lie in each tenth; the upper edge of the last belongs to it."""
    if not len(probabilities):
        return (0,) * TENTHS
    found = bin_index(forecasts=probabilities)
    summed = np.bincount(found, weights=counts, minlength=TENTHS)
    return tuple(int(count) for count in summed)


def place(month: str) -> int:
    """Return a month's place on an axis on which no month is left out."""
    year, number = month.split("-")
    return 12 * int(year) + int(number) - 1


def ticks(months: Sequence[Month], most: int) -> list[tuple[int, str]]:
    """Return some places of the axis from the first month to the last, with their names."""
    first, last = place(months[0].month), place(months[-1].month)
    shown = range(first, last + 1, -(-(last - first + 1) // most))
    return [(at, f"{at // 12:04}-{at % 12 + 1:02}") for at in shown]


def crowd_steps(ordered: Sequence[Told]) -> list[tuple[datetime, float]]:
    """Return the median of everyone's newest stated probability after each of them."""
    return medians(
        (each.at, each.forecaster, each.probability) for each in ordered if not each.implied
    )
