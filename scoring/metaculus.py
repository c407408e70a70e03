"""Scores as Metaculus defines them: baseline, peer and spot, in points, with coverage.

Compatibility: kept to the site's rules so that figures can be compared, not because they are
better. Larger is better; logarithms are natural unless a formula says otherwise.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from scoring._checks import FloatArray
from scoring.errors import InputError
from scoring.stood import (
    GeometricMean,
    Points,
    Question,
    Stood,
    changes,
    from_binary,
    from_cdf,
    geometric_means,
    holds,
    time_stood,
)

__all__ = [
    "GeometricMean",
    "Points",
    "Question",
    "Stood",
    "baseline",
    "from_binary",
    "from_cdf",
    "geometric_means",
    "peer",
    "spot_baseline",
    "spot_peer",
]


def baseline(
    *,
    forecasts: Sequence[Stood],
    outcome: int,
    kind: Question,
    opened_at: float,
    horizon_ends_at: float,
    closed_at: float,
    open_bounds: int = 0,
) -> tuple[Points, ...]:
    """Return Metaculus's baseline scores: points over a forecast that knows nothing.

    Formula: coverage times `100 log2(2 p)` (binary), `100 ln(p K) / ln K` (K options),
    `50 ln(mass / base)` (numeric; base 0.05 outside the range, else `(1 - 0.05 open_bounds)` over
    the number of bins). An option that did not exist reads from the last option. Scale: points,
    0 for the uninformed, at most 100 for binary questions, minus infinity for p = 0.

    Args:
        forecasts: what stood and when, shape (n,).
        outcome: number of the option or mass that came true, counting from 0.
        kind: of the question.
        opened_at: when the horizon starts.
        horizon_ends_at: the planned close; coverage is a share of the time until then.
        closed_at: the actual close.
        open_bounds: how many ends of a numeric range are open, 0 to 2.

    Raises:
        InputError: an outcome without an option, a horizon that is empty.

    Source: Metaculus, scores FAQ.

    >>> stood = Stood(probabilities=from_binary(0.8), start=5)
    >>> baseline(  # doctest: +ELLIPSIS
    ...     forecasts=[stood], outcome=1, kind=Question.BINARY, opened_at=0,
    ...     horizon_ends_at=10, closed_at=10,
    ... )
    (Points(score=33.9035..., coverage=0.5),)
    """
    horizon = _horizon(opened_at, horizon_ends_at)
    points = []
    for stood in forecasts:
        coverage = time_stood(stood, opened_at, closed_at) / horizon
        score = _baseline(stood, outcome, kind, open_bounds) if coverage > 0.0 else 0.0
        points.append(Points(score=coverage * score, coverage=coverage))
    return tuple(points)


def spot_baseline(
    *,
    forecasts: Sequence[Stood],
    outcome: int,
    kind: Question,
    spot_at: float,
    open_bounds: int = 0,
) -> tuple[Points, ...]:
    """Return baseline scores at one moment.

    Formula: as `baseline`, coverage 1 for forecasts that stood at the moment, else 0. Scale: points.

    Args:
        forecasts: what stood and when.
        outcome: number of the option or mass that came true.
        kind: of the question.
        spot_at: the moment.
        open_bounds: how many ends of a numeric range are open.

    Raises:
        InputError: an outcome without an option.

    Source: Metaculus, scores FAQ.

    >>> stood = Stood(probabilities=from_binary(0.5), start=5)
    >>> spot_baseline(forecasts=[stood], outcome=1, kind=Question.BINARY, spot_at=4)
    (Points(score=0.0, coverage=0.0),)
    """
    there = [holds(stood, spot_at) for stood in forecasts]
    return tuple(
        Points(
            score=_baseline(stood, outcome, kind, open_bounds) if stands else 0.0,
            coverage=float(stands),
        )
        for stood, stands in zip(forecasts, there, strict=True)
    )


def peer(
    *,
    forecasts: Sequence[Stood],
    outcome: int,
    kind: Question,
    opened_at: float,
    horizon_ends_at: float,
    closed_at: float,
) -> tuple[Points, ...]:
    """Return Metaculus's peer scores: points over the others who stood at the same time.

    Formula: over each stretch in which the same n forecasts stand, `100 n / (n - 1) ln(p / g)` with
    their geometric mean g (half of that for numeric questions; 0 when alone), weighted by the
    stretch's share of the horizon. Scale: points; they sum to 0 over the forecasters of a stretch.

    Args:
        forecasts: what stood and when, shape (n,).
        outcome: number of the option or mass that came true.
        kind: of the question.
        opened_at: when the horizon starts.
        horizon_ends_at: the planned close.
        closed_at: the actual close.

    Raises:
        InputError: as `baseline`.

    Source: Metaculus, scores FAQ.

    >>> pair = [Stood(probabilities=from_binary(p), start=0) for p in (0.4, 0.6)]
    >>> [round(points.score, 2) for points in peer(
    ...     forecasts=pair, outcome=1, kind=Question.BINARY, opened_at=0, horizon_ends_at=10,
    ...     closed_at=10,
    ... )]
    [-40.55, 40.55]
    """
    horizon = _horizon(opened_at, horizon_ends_at)
    logs = _logs(forecasts, outcome)
    total = np.zeros(len(forecasts))
    moments = sorted({opened_at, closed_at, *changes(forecasts)})
    inside = [moment for moment in moments if opened_at <= moment <= closed_at]
    for start, end in pairwise(inside):
        there = np.array([holds(stood, start) for stood in forecasts], dtype=np.bool_)
        total[there] += (end - start) / horizon * _peer(logs[there], kind)
    return tuple(
        Points(score=float(score), coverage=time_stood(stood, opened_at, closed_at) / horizon)
        for stood, score in zip(forecasts, total, strict=True)
    )


def spot_peer(
    *, forecasts: Sequence[Stood], outcome: int, kind: Question, spot_at: float
) -> tuple[Points, ...]:
    """Return peer scores at one moment.

    Formula: as `peer`, over the forecasts that stood at the moment. Scale: points.

    Args:
        forecasts: what stood and when.
        outcome: number of the option or mass that came true.
        kind: of the question.
        spot_at: the moment.

    Raises:
        InputError: an outcome without an option.

    Source: Metaculus, scores FAQ.

    >>> alone = [Stood(probabilities=from_binary(0.9), start=0)]
    >>> spot_peer(forecasts=alone, outcome=1, kind=Question.BINARY, spot_at=3)
    (Points(score=0.0, coverage=1.0),)
    """
    there = np.array([holds(stood, spot_at) for stood in forecasts], dtype=np.bool_)
    total = np.zeros(len(forecasts))
    if there.any():
        total[there] = _peer(_logs(forecasts, outcome)[there], kind)
    return tuple(
        Points(score=float(score), coverage=float(stands))
        for score, stands in zip(total, there, strict=True)
    )


def _baseline(stood: Stood, outcome: int, kind: Question, open_bounds: int) -> float:
    """Return the baseline score of a forecast that stood all the time."""
    p = _probability(stood, outcome)
    if p <= 0.0:
        return float(-np.inf)
    if kind is Question.BINARY:
        return float(100.0 * np.log2(2.0 * p))
    if kind is Question.MULTIPLE_CHOICE:
        options = sum(value is not None for value in stood.probabilities)
        return float(100.0 * np.log(p * options) / np.log(options))
    bins = len(stood.probabilities) - 2
    outside = outcome in (0, len(stood.probabilities) - 1)
    base = 0.05 if outside else (1.0 - 0.05 * open_bounds) / bins
    return float(50.0 * np.log(p / base))


def _peer(logs: FloatArray, kind: Question) -> FloatArray:
    """Return peer scores of forecasts that stand together."""
    if logs.size < 2:
        return np.zeros(logs.size)
    points = 50.0 if kind is Question.NUMERIC else 100.0
    with np.errstate(invalid="ignore"):
        score = points * logs.size / (logs.size - 1.0) * (logs - logs.mean())
    # With someone at p = 0 the mean is minus infinity: infinitely bad for them, and no number is
    # large enough for the others.
    return np.where(np.isneginf(logs), -np.inf, np.where(np.isnan(score), np.inf, score))


def _logs(forecasts: Sequence[Stood], outcome: int) -> FloatArray:
    """Return the logarithm of each forecast's probability of what came true."""
    with np.errstate(divide="ignore"):
        return np.log(np.array([_probability(stood, outcome) for stood in forecasts], np.float64))


def _probability(stood: Stood, outcome: int) -> float:
    """Return the probability of what came true; an option added later reads from the last one."""
    if not 0 <= outcome < len(stood.probabilities):
        raise InputError("outcome", f"{outcome} is no option of {len(stood.probabilities)}")
    p = stood.probabilities[outcome]
    p = stood.probabilities[-1] if p is None else p
    if p is None:
        raise InputError("forecasts", "the last option must have a probability")
    return p


def _horizon(opened_at: float, ends_at: float) -> float:
    """Return the length of the horizon."""
    if not ends_at > opened_at:
        raise InputError("horizon_ends_at", f"{ends_at} is not after the opening, {opened_at}")
    return ends_at - opened_at
