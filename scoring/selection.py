"""Which forecast counts: as of a moment, the first, the last before the deadline, at a lead time.

Times are numbers in one unit of the caller's choice (days, seconds), on one clock.
"""

import numpy as np
from numpy.typing import ArrayLike

from scoring import _checks
from scoring._checks import FloatArray, IntArray
from scoring.errors import InputError


def as_of(*, times: ArrayLike, at: ArrayLike, groups: ArrayLike | None = None) -> IntArray:
    """Return the row that stood at a moment, one per group that had one by then.

    Formula: the last row with `time <= at`; of rows made at one moment the last. Scale: row
    numbers, counting from 0.

    Args:
        times: when each forecast was made, shape (n,), in any order.
        at: the moment, scalar or one per row (equal within a group), shape (n,).
        groups: label of (forecaster, question) of each row, shape (n,); None: one group.

    Returns:
        Row numbers in order of the groups' labels; groups without a forecast by then are absent.

    Raises:
        InputError: times that are not finite.

    Source: house rule.

    >>> as_of(times=[5.0, 1.0, 3.0], at=4.0)
    array([2])
    """
    time = _checks.finite(times, name="times")
    kept = np.flatnonzero(time <= np.broadcast_to(np.asarray(at, np.float64), time.shape))
    return _edge_rows(time, kept, groups, last=True)


def last_before(
    *, times: ArrayLike, deadline: ArrayLike, groups: ArrayLike | None = None
) -> IntArray:
    """Return the last row made strictly before the deadline, one per group that has one.

    Formula: the last row with `time < deadline`. Scale: row numbers, counting from 0.

    Args:
        times: when each forecast was made, shape (n,).
        deadline: scalar or one per row, shape (n,); pass `closing_time` to leave out hindsight.
        groups: as in `as_of`.

    Raises:
        InputError: times that are not finite.

    Source: house rule.

    >>> last_before(times=[1.0, 3.0, 7.0], deadline=7.0)
    array([1])
    """
    time = _checks.finite(times, name="times")
    kept = np.flatnonzero(time < np.broadcast_to(np.asarray(deadline, np.float64), time.shape))
    return _edge_rows(time, kept, groups, last=True)


def first(*, times: ArrayLike, closed_at: ArrayLike, groups: ArrayLike | None = None) -> IntArray:
    """Return the first row made before the close, one per group that has one.

    Formula: the first row with `time < close`. Scale: row numbers, counting from 0.

    Args:
        times: when each forecast was made, shape (n,).
        closed_at: scalar or one per row, shape (n,).
        groups: as in `as_of`.

    Raises:
        InputError: times that are not finite.

    Source: house rule.

    >>> first(times=[5.0, 1.0, 3.0], closed_at=7.0)
    array([1])
    """
    time = _checks.finite(times, name="times")
    kept = np.flatnonzero(time < np.broadcast_to(np.asarray(closed_at, np.float64), time.shape))
    return _edge_rows(time, kept, groups, last=False)


def at_lead_time(
    *,
    times: ArrayLike,
    closed_at: ArrayLike,
    lead: float,
    groups: ArrayLike | None = None,
) -> IntArray:
    """Return the row that stood a given time before the close, one per group that had one.

    Formula: `as_of` the moment `close - lead`. Scale: row numbers, counting from 0.

    Args:
        times: when each forecast was made, shape (n,).
        closed_at: scalar or one per row, shape (n,). With the deadline here, the choice of the
            moment cannot depend on the outcome; with the event it does.
        lead: how long before, more than 0, in the unit of the times.
        groups: as in `as_of`.

    Raises:
        InputError: times that are not finite, a lead that is not positive.

    Source: house rule; lead times as in weather forecasting (Murphy and Winkler 1987).

    >>> at_lead_time(times=[1.0, 5.0], closed_at=7.0, lead=3.0)
    array([0])
    """
    if not lead > 0.0:
        raise InputError("lead", f"{lead} is not positive")
    return as_of(times=times, at=np.asarray(closed_at, np.float64) - lead, groups=groups)


def _edge_rows(
    time: FloatArray, kept: IntArray, groups: ArrayLike | None, *, last: bool
) -> IntArray:
    """Return the first or last kept row of each group, in order of time and then of row."""
    group = _checks.groups(groups, time.size)
    order = kept[np.lexsort((kept, time[kept], group[kept]))]
    if order.size == 0:
        return order
    change = group[order][1:] != group[order][:-1]
    edge = np.append(change, True) if last else np.insert(change, 0, True)
    chosen: IntArray = order[edge]
    return chosen
