"""Robust errors over questions, and over forecasters too where several are pooled."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.special import stdtrit

from scoring._checks import FloatArray, IntArray, sums


class Robust(NamedTuple):
    """Spread of some sums over rows."""

    error: FloatArray  # standard error of each sum
    freedom: FloatArray  # degrees of freedom behind it

    def reach(self, level: float) -> FloatArray:
        """Return half the width of each sum's interval, by Student's law."""
        return np.asarray(stdtrit(self.freedom, (1.0 + level) / 2.0) * self.error)


def robust(influence: FloatArray, groupings: Sequence[IntArray]) -> Robust:
    """Return the spread of the column sums of `influence`, shape (m, k), over ways of grouping.

    One term per way, scaled by g / (g - 1) for its g groups, and added up without taking away what
    both have in common: never negative, and on the wide side (MacKinnon, Nielsen and Webb 2024).
    The degrees of freedom follow from the terms (Satterthwaite 1946), so that two or three
    forecasters widen the interval as far as they differ, and not beyond.

    Args:
        influence: what each row adds to each sum, shape (m, k).
        groupings: number of the group of each row, from 0, shape (m,); at least two groups each.
    """
    terms, per_freedom = [], []
    for group in groupings:
        totals = np.column_stack([sums(group, column) for column in influence.T])
        others = int(np.count_nonzero(np.bincount(group))) - 1
        term = np.square(totals).sum(axis=0) * (1.0 + 1.0 / others)
        terms.append(term)
        per_freedom.append(np.square(term) / others)
    variance, spent = np.sum(terms, axis=0), np.sum(per_freedom, axis=0)
    freedom = np.divide(variance**2, spent, out=np.ones_like(variance), where=spent > 0.0)
    return Robust(np.sqrt(variance), freedom)
