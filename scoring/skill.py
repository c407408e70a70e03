"""Skill: how much better than a reference that was declared beforehand."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring import _checks
from scoring._checks import FloatArray
from scoring.brier import brier
from scoring.decomposition import Score
from scoring.errors import InputError


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
