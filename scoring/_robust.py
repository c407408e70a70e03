"""Robust errors over questions, and over forecasters too where several are pooled."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.special import stdtrit

from scoring._checks import FloatArray, IntArray, sums
from scoring._unseen import Allowance


class Robust(NamedTuple):
    """Spread of some sums over rows."""

    terms: FloatArray  # variance of each sum by each way of grouping, shape (ways, k)
    others: FloatArray  # groups of each way less one, shape (ways, 1)

    @property
    def error(self) -> FloatArray:
        """Standard error of each sum."""
        return np.asarray(np.sqrt(self.terms.sum(axis=0)))

    @property
    def freedom(self) -> FloatArray:
        """Degrees of freedom behind it."""
        variance = self.terms.sum(axis=0)
        spent = (np.square(self.terms) / self.others).sum(axis=0)
        freedom: FloatArray = np.ones(variance.size)
        np.divide(variance**2, spent, out=freedom, where=spent > 0.0)
        return freedom

    def with_unseen(self, unseen: Allowance) -> "Robust":
        """Return the spread with a turned question in mind; it is one more by the first grouping."""
        terms = self.terms * unseen.scale
        terms[0] += unseen.more
        return Robust(terms, self.others)

    def reach(self, level: float) -> FloatArray:
        """Return half the width of each sum's interval, by Student's law."""
        return np.asarray(stdtrit(self.freedom, (1.0 + level) / 2.0) * self.error)


def robust(influence: FloatArray, groupings: Sequence[IntArray]) -> Robust:
    """Return the spread of the column sums of `influence`, shape (m, k), over ways of grouping.

    One term per way, about the mean of its g groups and scaled by g / (g - 1), and added up without
    taking away what both have in common: never negative, and on the wide side (MacKinnon, Nielsen
    and Webb 2024).
    The degrees of freedom follow from the terms (Satterthwaite 1946), so that two or three
    forecasters widen the interval as far as they differ, and not beyond.

    Args:
        influence: what each row adds to each sum, shape (m, k).
        groupings: number of the group of each row, from 0, shape (m,); at least two groups each.
    """
    terms, others = [], []
    for group in groupings:
        present = np.bincount(group) > 0
        totals = np.column_stack([sums(group, column)[present] for column in influence.T])
        others.append([totals.shape[0] - 1.0])
        spread = np.square(totals - totals.mean(axis=0)).sum(axis=0)
        terms.append(spread * (1.0 + 1.0 / others[-1][0]))
    return Robust(np.array(terms), np.array(others))
