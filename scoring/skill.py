"""Skill: how much better than a reference that was declared beforehand."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring import _checks
from scoring._checks import FloatArray, IntArray
from scoring.brier import brier
from scoring.decomposition import Score
from scoring.errors import InputError

ENOUGH = 20  # questions: with fewer, the rate of the others is hardly a reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """Mean score against that of a reference.

    Attributes:
        skill: `1 - score / reference_score`: 1 perfect, 0 no better, negative worse than the
            reference; None where the reference is perfect or either score is infinite.
        score: mean score of the forecasts.
        reference_score: mean score of the reference.
        reference: what it is compared with, in the caller's words.
    """

    skill: float | None
    score: float
    reference_score: float
    reference: str


def skill(
    *,
    forecasts: ArrayLike,
    outcomes: ArrayLike,
    reference_forecasts: ArrayLike,
    reference: str,
    weights: ArrayLike | None = None,
    score: Score = brier,
) -> Skill:
    """Return skill against another forecast of the same questions: a prior, a crowd, a market.

    Formula: `1 - mean(score) / mean(reference score)`. Scale: up to 1.

    Args:
        forecasts: probabilities of YES in 0..1, shape (n,).
        outcomes: 1, 0 or a fraction, shape (n,).
        reference_forecasts: one probability for all, or one each, shape (n,). Take them from the
            same moments as the forecasts: a later crowd knows more.
        reference: name of the reference; skill without it means nothing.
        weights: not negative, not all zero, shape (n,).
        score: a proper score of which smaller is better.

    Raises:
        InputError: as `mean_brier`, or a reference without a name.

    Source: Murphy (1988).

    >>> result = skill(
    ...     forecasts=[0.8, 0.2], outcomes=[1, 0], reference_forecasts=0.5, reference="50 %"
    ... )
    >>> round(result.skill, 2)
    0.84
    """
    if not reference.strip():
        raise InputError("reference", "needs a name")
    p, y = _checks.rows(forecasts, outcomes)
    w = _checks.weights(weights, p.size)
    given = np.asarray(reference_forecasts, dtype=np.float64)
    given = np.full(p.size, float(given)) if given.ndim == 0 else given
    q = _checks.unit_interval(given, name="reference_forecasts")
    _checks.same_length(q, p.size, name="reference_forecasts")
    own = _checks.mean(score(forecasts=p, outcomes=y), w)
    other = _checks.mean(score(forecasts=q, outcomes=y), w)
    known = np.isfinite(own) and np.isfinite(other) and other > 0.0
    return Skill(
        skill=1.0 - own / other if known else None,
        score=own,
        reference_score=other,
        reference=reference,
    )


def leave_one_out_rate(
    *,
    outcomes: ArrayLike,
    weights: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
    prior: float = 0.5,
    prior_weight: float = 0.0,
) -> FloatArray:
    """Return for each row the base rate of all other questions: a reference without hindsight.

    Formula: `(sum w y - own question's + prior_weight prior) / (sum w - own + prior_weight)`; the
    prior alone where nothing else is left. Scale: 0 to 1. The plain base rate contains the
    outcome it is scored on and looks better than anyone could have been.

    Args:
        outcomes: 1, 0 or a fraction, shape (n,).
        weights: not negative, not all zero, shape (n,).
        clusters: label of the question, shape (n,); all rows of a question are left out together.
        prior: rate to shrink to.
        prior_weight: weight of the prior, in units of the weights.

    Raises:
        InputError: outcomes outside 0..1, bad weights or prior.

    Source: house rule.

    >>> leave_one_out_rate(outcomes=[1, 0, 0, 1, 1])
    array([0.5 , 0.75, 0.75, 0.5 , 0.5 ])
    """
    y = _checks.unit_interval(outcomes, name="outcomes")
    given = _checks.weights(weights, y.size)
    w = np.ones(y.size) if given is None else given
    if not 0.0 <= prior <= 1.0 or not prior_weight >= 0.0:
        raise InputError("prior", "must be a probability with a weight that is not negative")
    label = np.arange(y.size) if clusters is None else _checks.codes(clusters, y.size)
    hits = (w * y).sum() - _checks.sums(label, w * y)[label] + prior_weight * prior
    rest = w.sum() - _checks.sums(label, w)[label] + prior_weight
    rate = np.full(y.size, prior)
    np.divide(hits, rest, out=rate, where=rest > 1e-12 * w.sum())
    return np.asarray(np.clip(rate, 0.0, 1.0), dtype=np.float64)


def crowd_reference(
    *, forecasts: ArrayLike, times: ArrayLike, forecasters: ArrayLike, questions: ArrayLike
) -> FloatArray:
    """Return for each forecast what the others thought at its moment: a crowd without hindsight.

    Formula: the median of the forecasts of the same question that stood at `time`, one per other
    forecaster: the last that each had made by then. Scale: 0 to 1; NaN where nobody else had
    spoken, rows to leave out of `skill`.

    Args:
        forecasts: probabilities of YES in 0..1, shape (n,).
        times: when each was made, in any order, shape (n,).
        forecasters: label of the forecaster, shape (n,).
        questions: label of the question, shape (n,).

    Raises:
        InputError: forecasts outside 0..1, times that are not finite, arguments of other lengths.

    Source: house rule; the median after Galton (1907).

    >>> crowd_reference(
    ...     forecasts=[0.2, 0.6, 0.9, 0.4], times=[1, 2, 3, 4], forecasters=["a", "b", "a", "c"],
    ...     questions=["q"] * 4,
    ... )
    array([ nan, 0.2 , 0.6 , 0.75])
    """
    p = _checks.unit_interval(forecasts, name="forecasts")
    time = _checks.finite(times, name="times")
    _checks.same_length(time, p.size, name="times")
    who = _checks.codes(forecasters, p.size, name="forecasters")
    what = _checks.codes(questions, p.size, name="questions")
    order = np.lexsort((time, what))
    edges = np.flatnonzero(np.diff(what[order])) + 1
    reference = np.full(p.size, np.nan)
    for rows in np.split(order, edges):
        reference[rows] = _others(p[rows], time[rows], who[rows])
    return reference


def _others(p: FloatArray, time: FloatArray, who: IntArray) -> FloatArray:
    """Return the median of the others' standing forecasts, for rows of one question by time."""
    people, own = np.unique(who, return_inverse=True)
    rows = np.arange(p.size)
    # The last row of each forecaster up to each row; then up to the last row of the same moment.
    last = np.where(own[:, None] == np.arange(people.size), rows[:, None], -1)
    last = np.maximum.accumulate(last, axis=0)[np.searchsorted(time, time, side="right") - 1]
    last[rows, own] = -1
    standing = np.where(last >= 0, p[last], np.nan)
    some = (last >= 0).any(axis=1)
    result = np.full(p.size, np.nan)
    result[some] = np.nanmedian(standing[some], axis=1) if some.any() else np.nan
    return result
