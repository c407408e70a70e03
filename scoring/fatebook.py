"""Brier scores as Fatebook defines them, absolute and relative to the median: compatibility mode.

Kept so that figures can be compared with the site. Its formula divides by all days of a question,
scored or not, and scores the mean forecast of a day: a lone 50 % entered on day 6 of 7 gets 0.07
instead of 0.5. The house measure is `scoring.overtime.time_averaged`.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scoring._checks import FloatArray
from scoring.errors import EmptyError, InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class FatebookScore:
    """Scores of one user on one question.

    Attributes:
        absolute: Brier score on the scale 0 (best) to 2, by the site's formula.
        relative: the same relative to the median user of each day, -2 (best) to 2; None for a
            single user.
    """

    absolute: float
    relative: float | None


def fatebook(
    *,
    forecasts: Mapping[Hashable, Sequence[tuple[float, float]]],
    outcome: int,
    resolved_day: float,
) -> dict[Hashable, FatebookScore]:
    """Return Fatebook's scores of the users of one question.

    Formula: the life of the question is cut into days from its creation. The forecast of a day is
    the time-weighted mean of the forecasts that stood in it, from the first of the day on; it
    scores `2 (p - y)**2`, relatively minus the median over the users with a forecast that day.
    Scores are added over days, a last part of a day by its length if there was a full day before,
    and divided by the length of the life in days (undivided below one day). Days without a
    forecast are missing from the sum but not from the divisor. Scale: 0 to 2.

    Args:
        forecasts: per user pairs of (day after creation, probability of YES).
        outcome: 1 for YES, 0 for NO.
        resolved_day: day of the resolution, positive.

    Raises:
        InputError: no users, a probability outside 0..1, an outcome that is neither 0 nor 1.

    Source: Fatebook's published scoring code (MIT), as rules only.

    >>> fatebook(forecasts={"ann": [(6.0, 0.5)]}, outcome=1, resolved_day=7.0)["ann"].absolute
    0.07142857142857142
    """
    if not forecasts:
        raise EmptyError("forecasts", "is empty")
    if outcome not in (0, 1) or not resolved_day > 0.0:
        raise InputError("outcome", "must be 0 or 1, resolved on a positive day")
    edges = np.append(np.arange(0.0, resolved_day, 1.0), resolved_day)
    daily = np.stack([_daily(stood, edges) for stood in forecasts.values()])
    score = 2.0 * np.square(daily - outcome)
    length = np.diff(edges)
    weight = np.ones(length.size)
    if length.size > 1:
        weight[-1] = length[-1]
    divisor = max(resolved_day, 1.0) if length.size > 1 else 1.0
    absolute = np.nansum(score * weight, axis=1) / divisor
    present = ~np.isnan(score).all(axis=0)
    median = np.full(length.size, np.nan)
    median[present] = np.nanmedian(score[:, present], axis=0)
    relative = np.nansum((score - median) * weight, axis=1) / divisor
    single = len(forecasts) == 1
    return {
        user: FatebookScore(
            absolute=float(absolute[i]), relative=None if single else float(relative[i])
        )
        for i, user in enumerate(forecasts)
    }


def _daily(stood: Sequence[tuple[float, float]], edges: FloatArray) -> FloatArray:
    """Return the time-weighted mean forecast of each day, NaN where there was none."""
    if not stood:
        return np.full(edges.size - 1, np.nan)
    ordered = sorted(stood, key=lambda pair: pair[0])
    start = np.array([day for day, _ in ordered])
    p = np.array([probability for _, probability in ordered])
    if not (p.min() >= 0.0 and p.max() <= 1.0):
        raise InputError("forecasts", "a probability is not between 0 and 1")
    end = np.append(start[1:], np.inf)
    overlap = np.minimum(end[:, None], edges[1:]) - np.maximum(start[:, None], edges[:-1])
    overlap = np.maximum(overlap, 0.0)
    total = overlap.sum(axis=0)
    mean = np.full(total.size, np.nan)
    np.divide(p @ overlap, total, out=mean, where=total > 0.0)
    return mean
