"""Forecasts over time: for how long each one stood, and the average over that time.

Times are numbers in one unit of the caller's choice (days, seconds), on one clock.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from scoring import _checks
from scoring._checks import BoolArray, FloatArray
from scoring.brier import brier
from scoring.errors import InputError


class EarlyClose(StrEnum):
    """What happens to the time between an early decision and the planned close."""

    STOP = "stop"  # the question's life ends with the decision: all of it is attainable
    PLANNED = "planned"  # life is the planned one: the rest is attainable by nobody, and unscored
    HOLD = "hold"  # the forecast that stood at the decision is held until the planned close


class Weighting(StrEnum):
    """How much each forecast of a question counts."""

    QUESTION = "question"  # by the time it stood; every question counts 1 (default)
    DURATION = "duration"  # by the time it stood; long questions count more
    UPDATE = "update"  # every forecast counts 1; whoever updates often counts more


@dataclass(frozen=True, slots=True, kw_only=True)
class OverTime:
    """Score of one forecaster on one question over its life.

    Attributes:
        score: average over the time in which a forecast stood; None where none ever did.
        coverage: share of the horizon in which a forecast stood, 0..1.
        attainable: largest coverage that anybody could have reached, 0..1.
        forecasts: forecasts made before the close.
        dropped: forecasts made at or after the close: the answer could be known by then.
    """

    score: float | None
    coverage: float
    attainable: float
    forecasts: int
    dropped: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How long each forecast stood.

    Attributes:
        duration: time for which the forecast held, 0 where it was replaced at once or before the
            opening, shape (n,).
        dropped: True for forecasts made at or after the close, shape (n,).
    """

    duration: FloatArray
    dropped: BoolArray


def closing_time(
    *, deadline: ArrayLike, happened_at: ArrayLike = np.nan, resolved_at: ArrayLike = np.nan
) -> FloatArray:
    """Return when a question closes: at the first of deadline, event and resolution.

    Formula: minimum of the three, NaN standing for "not (yet)". Scale: that of the times.

    Args:
        deadline: end of the last day, scalar or shape (n,).
        happened_at: when the event took place, NaN where it did not.
        resolved_at: when the question was decided, NaN where it is not.

    Raises:
        ValueError: arguments that are not numbers or of shapes that do not fit.

    Source: house rule: once the answer can be known, a forecast is hindsight.

    >>> closing_time(deadline=[10.0, 10.0], happened_at=[4.0, np.nan], resolved_at=[6.0, 12.0])
    array([ 4., 10.])
    """
    end = np.fmin(np.asarray(deadline, dtype=np.float64), np.asarray(happened_at, np.float64))
    return np.asarray(np.fmin(end, np.asarray(resolved_at, np.float64)))


def standing(
    *,
    times: ArrayLike,
    opened_at: ArrayLike,
    closed_at: ArrayLike,
    groups: ArrayLike | None = None,
) -> Standing:
    """Return for how long each forecast stood, until the next one of its group or the close.

    Formula: `min(next, close) - max(time, open)`, at least 0. Of forecasts made at one moment the
    last row stands. A forecast from before the opening stands from the opening on. Scale: durations
    in the unit of the times.

    Args:
        times: when each forecast was made, shape (n,), in any order.
        opened_at: opening of the question, scalar or shape (n,).
        closed_at: close of the question, scalar or shape (n,).
        groups: label of (forecaster, question) of each row, shape (n,); None: one group.

    Raises:
        InputError: times that are not finite, arguments of different length.

    Source: house rule; a new forecast replaces the one before, as on forecasting sites.

    >>> standing(times=[0.0, 3.0, 9.0], opened_at=0.0, closed_at=7.0)
    Standing(duration=array([3., 4., 0.]), dropped=array([False, False,  True]))
    """
    time = _checks.finite(times, name="times")
    group = _checks.groups(groups, time.size)
    opened = np.broadcast_to(np.asarray(opened_at, dtype=np.float64), time.shape)
    closed = np.broadcast_to(np.asarray(closed_at, dtype=np.float64), time.shape)
    order = np.lexsort((np.arange(time.size), time, group))
    end = closed[order].copy()
    has_next = np.flatnonzero(group[order][1:] == group[order][:-1])
    end[has_next] = np.minimum(end[has_next], time[order][has_next + 1])
    duration = np.empty(time.size)
    duration[order] = np.maximum(end - np.maximum(time, opened)[order], 0.0)
    return Standing(duration=duration, dropped=time >= closed)


def time_averaged(
    *,
    scores: ArrayLike,
    times: ArrayLike,
    opened_at: float,
    closed_at: float,
    planned_close_at: float | None = None,
    early_close: EarlyClose = EarlyClose.STOP,
) -> OverTime:
    """Return the time average of one forecaster's scores on one question.

    Formula: `sum(s d) / sum(d)` with the time d for which each forecast stood; `coverage` is
    `sum(d)` over the horizon. Time without a forecast is not scored: never 0, never 0.5. An average
    over a life that ends with the event favours whoever expects the event; across questions, weigh
    the scores under `EarlyClose.PLANNED` by `coverage` to avoid that. Scale: that of the scores;
    coverage and attainable coverage 0 to 1.

    Args:
        scores: score of each forecast, shape (n,), on any scale; n may be 0.
        times: when each was made, shape (n,), in any order.
        opened_at: opening of the question.
        closed_at: event, resolution or deadline, whichever came first: see `closing_time`.
        planned_close_at: the close as planned; None: as it was.
        early_close: what happens to the time between the two.

    Raises:
        InputError: times or scores that are not numbers, a planned close before the actual one.

    Source: house rule; coverage as on Metaculus.

    >>> time_averaged(scores=[0.25, 0.01], times=[2, 6], opened_at=0, closed_at=8)
    OverTime(score=0.17, coverage=0.75, attainable=1.0, forecasts=2, dropped=0)
    """
    planned = closed_at if planned_close_at is None else planned_close_at
    if planned < closed_at:
        raise InputError("planned_close_at", f"{planned} is before the close, {closed_at}")
    stops = early_close is EarlyClose.STOP
    horizon = (closed_at if stops else planned) - opened_at
    life = max(closed_at - opened_at, 0.0)
    open_share = life / horizon if horizon > 0.0 else 0.0
    attainable = (1.0 if life > 0.0 else 0.0) if early_close is EarlyClose.HOLD else open_share
    time = np.asarray(times, dtype=np.float64)
    if time.size == 0:
        return OverTime(score=None, coverage=0.0, attainable=attainable, forecasts=0, dropped=0)
    score = _checks.vector(scores, name="scores")
    _checks.same_length(score, time.size, name="scores")
    kept = _checks.finite(time, name="times") < closed_at
    dropped = int(time.size - kept.sum())
    if not kept.any():
        return OverTime(
            score=None, coverage=0.0, attainable=attainable, forecasts=0, dropped=dropped
        )
    end = planned if early_close is EarlyClose.HOLD else closed_at
    duration = standing(times=time[kept], opened_at=opened_at, closed_at=end).duration
    total = float(duration.sum())
    return OverTime(
        score=_checks.mean(score[kept], duration) if total > 0.0 else None,
        coverage=min(total / horizon, 1.0) if horizon > 0.0 else 0.0,
        attainable=attainable,
        forecasts=int(kept.sum()),
        dropped=dropped,
    )


def time_averaged_brier(
    *,
    forecasts: ArrayLike,
    times: ArrayLike,
    outcome: float,
    opened_at: float,
    closed_at: float,
    planned_close_at: float | None = None,
    early_close: EarlyClose = EarlyClose.STOP,
) -> OverTime:
    """Return the time-averaged Brier score of one forecaster on one question.

    Formula: `time_averaged` of `(p - y)**2`. Scale: 0 (best) to 1, with coverage beside it.

    Args:
        forecasts: probabilities of YES in 0..1, shape (n,); n may be 0.
        times: when each was made, shape (n,).
        outcome: 1, 0 or a fraction.
        opened_at: opening of the question.
        closed_at: event, resolution or deadline, whichever came first.
        planned_close_at: the close as planned; None: as it was.
        early_close: what happens to the time between the two.

    Raises:
        InputError: as `brier` and `time_averaged`.

    Source: house rule: a lone 50 % entered on day 6 of 7 scores 0.25 with coverage 1/7.

    >>> time_averaged_brier(forecasts=[0.5], times=[6], outcome=1, opened_at=0, closed_at=7).score
    0.25
    """
    p = np.asarray(forecasts, dtype=np.float64)
    outcomes = np.full(p.shape, outcome, dtype=np.float64)
    return time_averaged(
        scores=brier(forecasts=p, outcomes=outcomes) if p.size else p,
        times=times,
        opened_at=opened_at,
        closed_at=closed_at,
        planned_close_at=planned_close_at,
        early_close=early_close,
    )


def forecast_weights(
    *,
    times: ArrayLike,
    opened_at: ArrayLike,
    closed_at: ArrayLike,
    groups: ArrayLike,
    by: Weighting = Weighting.QUESTION,
) -> FloatArray:
    """Return a weight for every forecast, for use as `weights=` with questions as clusters.

    Formula: with the time d for which a forecast stood, `question`: d over the sum of d in its
    group; `duration`: d; `update`: 1. Forecasts made at or after the close weigh 0. Scale: 0 to 1
    by question, the unit of the times by duration.

    Args:
        times: when each forecast was made, shape (n,).
        opened_at: opening of its question, scalar or shape (n,).
        closed_at: close of its question, scalar or shape (n,).
        groups: label of (forecaster, question), shape (n,).
        by: what counts.

    Raises:
        InputError: times that are not finite, arguments of different length.

    Source: house rule.

    >>> forecast_weights(times=[0, 3, 0], opened_at=0, closed_at=[4, 4, 2], groups=["a", "a", "b"])
    array([0.75, 0.25, 1.  ])
    """
    stood = standing(times=times, opened_at=opened_at, closed_at=closed_at, groups=groups)
    if by is Weighting.UPDATE:
        return np.where(stood.dropped, 0.0, 1.0)
    if by is Weighting.DURATION:
        return stood.duration
    group = _checks.codes(groups, stood.duration.size)
    total = np.bincount(group, weights=stood.duration)[group]
    return np.divide(stood.duration, total, out=np.zeros_like(total), where=total > 0.0)


def in_turn(
    *,
    times: ArrayLike,
    groups: ArrayLike,
    counted: ArrayLike | None = None,
    slip: float = 0.0,
) -> FloatArray:
    """Return weights for calibration: 1 for a forecaster's first forecast on a question, 1/2, 1/3, ...

    Formula: `1 / i` for the i-th counted forecast of a group, by time. A forecast that its
    forecaster replaced within `slip` weighs 0. Scale: 0 to 1. Each weight is known when the forecast is
    made. Weights by the time for which forecasts stood are not: where an event ends its question
    early, the few forecasts before it weigh more than those on a question on which nothing
    happened, and more of the weighted forecasts come true than a calibrated forecaster said.

    Args:
        times: when each forecast was made, shape (n,), in any order.
        groups: label of (forecaster, question), shape (n,).
        counted: False for forecasts that do not count, as those made after the close, shape (n,).
        slip: time within which a new forecast mends the one before; in the unit of the times.

    Raises:
        InputError: times that are not finite, arguments of different length.

    Source: house rule; sums of errors with weights known beforehand are martingales, as in
    Seillier-Moiseiwitsch and Dawid (1993).

    >>> in_turn(times=[0.0, 5.0, 5.5, 9.0, 0.0], groups=["a", "a", "a", "a", "b"], slip=1.0).round(2)
    array([1.  , 0.  , 0.5 , 0.33, 1.  ])
    """
    time = _checks.finite(times, name="times")
    group = _checks.codes(groups, time.size)
    used = np.ones(time.size, np.bool_)
    if counted is not None:
        known = _checks.vector(counted, name="counted")
        _checks.same_length(known, time.size, name="counted")
        used = known > 0.0
    order = np.lexsort((np.arange(time.size), time, group))
    order = order[used[order]]
    same = group[order][1:] == group[order][:-1]
    mended = np.flatnonzero(same & (np.diff(time[order]) < slip))
    order = np.delete(order, mended)
    weights, place = np.zeros(time.size), np.arange(order.size)
    starts = np.ones(order.size, np.bool_)
    starts[1:] = group[order][1:] != group[order][:-1]
    weights[order] = 1.0 / (1 + place - np.maximum.accumulate(np.where(starts, place, 0)))
    return weights
