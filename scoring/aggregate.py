"""Several forecasts of one question made into one, to be scored like any forecaster's."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, logit

from scoring import _checks
from scoring._checks import FloatArray, IntArray
from scoring.errors import InputError


class Method(StrEnum):
    """Ways to aggregate."""

    MEAN = "mean"
    MEDIAN = "median"
    GEOMETRIC_ODDS = "geometric mean of odds"
    TRIMMED = "trimmed mean"
    EXTREMISED = "extremised"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Aggregate:
    """One probability per question.

    Attributes:
        questions: number of each question in order of the labels' values, shape (q,).
        forecasts: aggregated probability, 0..1, shape (q,).
        forecasters: how many rows of positive weight went in, shape (q,).
        first_rows: row at which each question is first met, to look up its outcome, shape (q,).
    """

    questions: IntArray
    forecasts: FloatArray
    forecasters: IntArray
    first_rows: IntArray


def aggregate(
    *,
    forecasts: ArrayLike,
    questions: ArrayLike | None = None,
    method: Method = Method.MEDIAN,
    weights: ArrayLike | None = None,
    trim: float = 0.1,
    factor: float = 1.5,
) -> Aggregate:
    """Return one probability per question from all forecasts of it.

    Formula, per question with weight shares s: mean `sum s p`; median: the point at which half of
    the weight lies below (middle of two if in between); geometric mean of odds
    `expit(sum s logit p)`; trimmed: the mean without the outer `trim` of the weight on each side;
    extremised: `expit(factor sum s logit p)`. Scale: 0 to 1. A forecast of 0 or 1 decides the
    geometric mean alone; 0 and 1 together give 0.5.

    Args:
        forecasts: probabilities of YES in 0..1, shape (n,).
        questions: label of the question of each row, shape (n,); None: all one question.
        method: how.
        weights: not negative, not all zero, shape (n,); see `recency_weights`.
        trim: share cut off at each end, 0 to below 0.5.
        factor: above 1 moves away from 50 %.

    Raises:
        InputError: as `mean_brier`; trim or factor out of range; a question without weight.

    Source: Satopaa and others (2014) for odds and extremising; Jose and Winkler (2008) for
    trimming; Galton (1907).

    >>> crowd = [0.5, 0.7, 0.9]
    >>> [float(aggregate(forecasts=crowd, method=m).forecasts[0].round(3)) for m in Method]
    [0.7, 0.7, 0.734, 0.7, 0.821]
    """
    p = _checks.unit_interval(forecasts, name="forecasts")
    given = _checks.weights(weights, p.size)
    w = np.ones(p.size) if given is None else given
    if not 0.0 <= trim < 0.5:
        raise InputError("trim", f"{trim} is not in 0..0.5")
    if not 0.0 < factor < np.inf:
        raise InputError("factor", f"{factor} is not positive")
    label = (
        np.zeros(p.size, np.intp)
        if questions is None
        else _checks.codes(questions, p.size, name="questions")
    )
    total = _checks.sums(label, w)
    if (total == 0.0).any():
        row = int(np.flatnonzero(label == np.flatnonzero(total == 0.0)[0])[0])
        raise InputError("weights", "of this question are all zero", row=row)
    share = w / total[label]
    if method is Method.MEAN:
        result = _checks.sums(label, share * p)
    elif method is Method.MEDIAN:
        result = _median(p, share, label)
    elif method is Method.TRIMMED:
        result = _trimmed(p, share, label, trim)
    else:
        result = _odds(p, share, label, factor if method is Method.EXTREMISED else 1.0)
    first = np.full(total.size, p.size)
    np.minimum.at(first, label, np.arange(p.size))
    return Aggregate(
        questions=np.arange(total.size),
        forecasts=np.clip(result, 0.0, 1.0),
        forecasters=np.bincount(label[w > 0.0], minlength=total.size),
        first_rows=first,
    )


def recency_weights(*, times: ArrayLike, at: ArrayLike, half_life: float) -> FloatArray:
    """Return weights that halve with every half-life of age; forecasts from later weigh nothing.

    Formula: `2**(-(at - time) / half_life)` for `time <= at`, else 0. Scale: 0 to 1.

    Args:
        times: when each forecast was made, shape (n,).
        at: the moment of aggregation, scalar or shape (n,).
        half_life: positive, in the unit of the times.

    Raises:
        InputError: times that are not finite, a half-life that is not positive.

    Source: house rule; recency weighting as on forecasting sites.

    >>> recency_weights(times=[0.0, 10.0, 21.0], at=20.0, half_life=10.0)
    array([0.25, 0.5 , 0.  ])
    """
    time = _checks.finite(times, name="times")
    if not half_life > 0.0:
        raise InputError("half_life", f"{half_life} is not positive")
    age = np.asarray(at, dtype=np.float64) - time
    return np.where(age >= 0.0, np.exp2(-np.maximum(age, 0.0) / half_life), 0.0)


def _odds(p: FloatArray, share: FloatArray, label: IntArray, factor: float) -> FloatArray:
    """Return the (extremised) geometric mean of odds; opposite certainties cancel."""
    used = share > 0.0
    sure = used & ((p == 0.0) | (p == 1.0))
    mean = _checks.sums(label, share * np.where(sure, 0.0, logit(np.where(used & ~sure, p, 0.5))))
    yes = _checks.sums(label, (sure & (p == 1.0)).astype(np.float64)) > 0.0
    no = _checks.sums(label, (sure & (p == 0.0)).astype(np.float64)) > 0.0
    certain = np.where(yes & no, 0.5, np.where(yes, 1.0, 0.0))
    return np.where(yes | no, certain, expit(factor * mean))


def _cumulated(
    p: FloatArray, share: FloatArray, label: IntArray
) -> tuple[FloatArray, FloatArray, FloatArray, IntArray]:
    """Return rows by question and size, with the share below and up to each within its question."""
    order = np.lexsort((p, label))
    p, share, label = p[order], share[order], label[order]
    upto = np.cumsum(share) - label  # every question's shares sum to 1
    return p, upto - share, upto, label


def _median(p: FloatArray, share: FloatArray, label: IntArray) -> FloatArray:
    """Return the weighted median of each question."""
    p, below, upto, label = _cumulated(p, share, label)
    count = int(label[-1]) + 1
    inside = upto > below + 1e-15
    low, high = np.full(count, np.inf), np.full(count, np.inf)
    # Lower and upper median: the first forecast that reaches half, and the first that passes it.
    reaches, passes = inside & (upto >= 0.5 - 1e-9), inside & (upto > 0.5 + 1e-9)
    np.minimum.at(low, label[reaches], p[reaches])
    np.minimum.at(high, label[passes], p[passes])
    return np.asarray((low + high) / 2.0, dtype=np.float64)


def _trimmed(p: FloatArray, share: FloatArray, label: IntArray, trim: float) -> FloatArray:
    """Return the mean of what lies between the outer shares of each question."""
    p, below, upto, label = _cumulated(p, share, label)
    kept = np.clip(np.minimum(upto, 1.0 - trim) - np.maximum(below, trim), 0.0, None)
    return np.asarray(_checks.sums(label, kept * p) / _checks.sums(label, kept))
