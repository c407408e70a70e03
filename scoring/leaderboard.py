"""Leaderboards: many forecasters at once, over settled questions only, with intervals."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtrit

from scoring import _checks
from scoring._checks import BoolArray, FloatArray, IntArray, sums
from scoring._unseen import allowance
from scoring.brier import UNSEEN, brier_interval
from scoring.errors import InputError

MINIMUM = 20  # questions from which on a place in the order means anything


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Leaderboard:
    """One entry per forecaster, best mean score first, those with too few questions last.

    Attributes:
        forecasters: number of each forecaster in order of the labels' values, shape (f,).
        score: mean over questions of the mean score, NaN without a counted one, shape (f,).
        low: lower end of its interval, NaN with fewer than two questions, shape (f,).
        high: upper end, shape (f,).
        relative: mean difference from the others on the same questions (negative: better), NaN
            where nobody else forecast them, shape (f,).
        questions: counted questions, shape (f,).
        forecasts: counted forecasts, shape (f,).
        pending: questions whose deadline is still to come, decided or not, shape (f,).
        overdue: questions past their deadline without a resolution, shape (f,).
        void: annulled questions, shape (f,).
        ranked: enough counted questions, shape (f,).
    """

    forecasters: IntArray
    score: FloatArray
    low: FloatArray
    high: FloatArray
    relative: FloatArray
    questions: IntArray
    forecasts: IntArray
    pending: IntArray
    overdue: IntArray
    void: IntArray
    ranked: BoolArray


def leaderboard(
    *,
    scores: ArrayLike,
    forecasters: ArrayLike,
    questions: ArrayLike,
    deadlines: ArrayLike | None = None,
    now: float = np.inf,
    void: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    minimum: int = MINIMUM,
    level: float = 0.95,
    turned: ArrayLike | None = None,
) -> Leaderboard:
    """Return a leaderboard over the questions whose deadline has passed.

    Formula: per forecaster the mean over questions of the (weighted) mean score of the question,
    with Student's interval over questions (with
    `turned` that of `score_report`). A question that came true early still waits for its
    deadline: until then its fellows could only have come true, not failed, and counting it would
    reward whoever says YES. Scale: that of the scores.

    Args:
        scores: any finite score per row, smaller is better; NaN where unresolved, shape (n,).
        forecasters: label of the forecaster, shape (n,).
        questions: label of the question, shape (n,).
        deadlines: end of the question's last day, shape (n,); NaN where it has none: its
            decision is its end. None: all have passed.
        now: on the same clock.
        void: True for annulled questions, shape (n,).
        weights: shares of the rows of one question, not negative, shape (n,).
        minimum: counted questions needed for a rank.
        level: confidence of the intervals.
        turned: where scores are Brier scores: those had every outcome been the other one, shape
            (n,). Intervals then lie within 0..1 and reckon with half a question of the other
            outcome, as those of `score_report` do: without it the spread of a few scores that all
            came well promises too much.

    Raises:
        InputError: arguments of different length, infinite scores, a level outside 0..1.

    Source: Student (1908); house rule on deadlines.

    >>> board = leaderboard(
    ...     scores=[0.04, 0.09, 0.25, 0.25], forecasters=["ann", "ann", "bob", "bob"],
    ...     questions=[1, 2, 1, 2], minimum=2,
    ... )
    >>> board.forecasters, board.score.round(3), board.relative.round(3)
    (array([0, 1]), array([0.065, 0.25 ]), array([-0.185,  0.185]))
    """
    if not 0.0 < level < 1.0:
        raise InputError("level", f"{level} is not between 0 and 1")
    s = _checks.vector(scores, name="scores")
    if np.isinf(s).any():
        row = int(np.flatnonzero(np.isinf(s))[0])
        raise InputError("scores", "is infinite: rank by a bounded score", row=row)
    who = _checks.codes(forecasters, s.size, name="forecasters")
    what = _checks.codes(questions, s.size, name="questions")
    given = _checks.weights(weights, s.size)
    w = np.ones(s.size) if given is None else given
    voided = np.zeros(s.size, np.bool_) if void is None else np.asarray(void, dtype=np.bool_)
    known, used = ~np.isnan(s), w > 0.0
    due = np.ones(s.size, np.bool_)
    if deadlines is not None:
        last = _checks.vector(deadlines, name="deadlines")
        _checks.same_length(last, s.size, name="deadlines")
        due = (last <= now) | (np.isnan(last) & known)
    counted = used & due & known & ~voided
    f, q = int(who.max()) + 1, int(what.max()) + 1
    cells = _Cells(s, w, who * q + what, counted, questions=q)
    others = None
    if turned is not None:
        reverse = _checks.vector(turned, name="turned")
        _checks.same_length(reverse, s.size, name="turned")
        others = _Cells(reverse, w, who * q + what, counted, questions=q)

    count = np.bincount(cells.who, minlength=f)
    score, low, high = _student(cells, others, count, level)
    ranked = count >= minimum
    order = np.lexsort((np.where(count > 0, score, np.inf), ~ranked))
    states = (~due & ~voided, due & ~known & ~voided, voided)
    pending, overdue, annulled = (_questions(who, what, used & state, f, q) for state in states)
    columns = (score, low, high, cells.relative(q, f))
    score, low, high, relative = (column[order] for column in columns)
    return Leaderboard(
        forecasters=order,
        score=score,
        low=low,
        high=high,
        relative=relative,
        questions=count[order],
        forecasts=np.bincount(who[counted], minlength=f)[order],
        pending=pending[order],
        overdue=overdue[order],
        void=annulled[order],
        ranked=ranked[order],
    )


class _Cells:
    """Mean score of each forecaster on each counted question."""

    def __init__(
        self, s: FloatArray, w: FloatArray, pair: IntArray, counted: BoolArray, *, questions: int
    ) -> None:
        key = pair[counted]
        if (key[1:] > key[:-1]).all():  # one row each, in order: nothing to add up
            self.key, self.score = key, s[counted]
        else:
            self.key, inverse = np.unique(key, return_inverse=True)
            weight = sums(inverse, w[counted])
            self.score = sums(inverse, (w * np.where(counted, s, 0.0))[counted]) / weight
        self.who, self.what = self.key // questions, self.key % questions

    def relative(self, questions: int, forecasters: int) -> FloatArray:
        """Return each forecaster's mean difference from the others on the same questions."""
        total = sums(self.what, self.score, size=questions)[self.what]
        crowd = np.bincount(self.what, minlength=questions)[self.what]
        shared = crowd > 1
        others = (total - self.score)[shared] / (crowd[shared] - 1)
        gap = sums(self.who[shared], self.score[shared] - others, size=forecasters)
        count = np.bincount(self.who[shared], minlength=forecasters)
        return _ratio(gap, count)


def _student(
    cells: _Cells, turned: _Cells | None, count: IntArray, level: float
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return mean and Student's interval over questions, per forecaster.

    On the scale of Brier scores, and with the other outcome in mind, where turned ones are given.
    """
    size = count.size
    mean = _ratio(sums(cells.who, cells.score, size=size), count)
    squares = sums(cells.who, np.square(cells.score - mean[cells.who]), size=size)
    n = np.where(count >= 2, count, 2).astype(np.float64)
    variance = squares / (n - 1.0) / n
    t = np.where(count >= 2, stdtrit(n - 1.0, (1.0 + level) / 2.0), np.nan)
    if turned is None:
        reach = t * np.sqrt(variance)
        return mean, mean - reach, mean + reach
    other = _ratio(sums(turned.who, turned.score, size=size), count)
    unseen = allowance(mean=mean, turned=other, questions=n, unseen=UNSEEN)
    reach = t * np.sqrt(variance * unseen.scale + unseen.more)
    return mean, *brier_interval(mean=mean, centre=unseen.centre, reach=reach)


def _questions(
    who: IntArray, what: IntArray, mask: NDArray[np.bool_], forecasters: int, questions: int
) -> IntArray:
    """Return how many distinct questions of each forecaster the mask holds."""
    if not mask.any():
        return np.zeros(forecasters, np.intp)
    pairs = np.unique((who * questions + what)[mask])
    return np.bincount(pairs // questions, minlength=forecasters)


def _ratio(total: FloatArray, count: IntArray) -> FloatArray:
    """Return total / count, NaN where there is nothing."""
    result = np.full(total.size, np.nan)
    np.divide(total, count, out=result, where=count > 0)
    return result
