"""Scores of many forecasts at once, as columns; the same numbers as `predictions.scorecard` gives.

A forecast counts by the share of time for which it stood among its forecaster's on its prediction,
so that a weighted mean of Brier scores is the mean over (forecaster, prediction) of the
time-averaged Brier score: the house's default.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from predictions.candidate import Basis
from scoring.brier import brier
from scoring.logarithmic import log_score
from scoring.overtime import closing_time, forecast_weights, in_turn
from storage.records import Batch, Question

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]

SLIP = 3600.0  # seconds: who says something else within an hour mends what was said
IMPLIED = frozenset(basis.value for basis in Basis if basis.implied)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scored:
    """Forecasts on predictions whose outcome is scored, one entry each, shape (n,).

    Attributes:
        forecast: number of each in the ledger.
        target: 1, 0 or the fraction that came true.
        weight: share of the time in which it stood; 0 for a late one.
        late: made when the answer could be known.
        group: number of (prediction, forecaster, implied), from 0 without gaps.
        at: when it was made, seconds.
        opened, closed: entry and close of its prediction, seconds.
        due, resolved: end of its last day, and when it was decided, seconds.
    """

    forecast: Ints
    probability: Floats
    target: Floats
    brier: Floats
    log_score: Floats
    weight: Floats
    late: Bools
    implied: Bools
    prediction: Ints
    forecaster: Ints
    group: Ints
    at: Floats
    opened: Floats
    closed: Floats
    due: Floats
    resolved: Floats

    @property
    def counts_at(self) -> Floats:
        """From when on each counts: its prediction's deadline, or the decision where that is later."""
        return np.asarray(np.fmax(self.due, self.resolved))

    @property
    def turn(self) -> Floats:
        """How much each counts for calibration, known when it was made: see `in_turn`."""
        return in_turn(times=self.at, groups=self.group, counted=self.weight > 0.0, slip=SLIP)

    @property
    def turned(self) -> Floats:
        """The Brier scores had every outcome been the other one."""
        return np.square(self.probability + self.target - 1.0)


def scored(batch: Batch) -> Scored | None:
    """Score what can be scored in a batch; None where nothing can."""
    targets = {number: about.target for number, about in batch.questions.items()}
    said = [row for row in batch.said if targets[row[1]] is not None]
    if not said:
        return None
    numbers, predictions, people, made, p, _, _, basis, given = zip(*said, strict=True)
    lives = _lives(batch.questions[number] for number in dict.fromkeys(predictions))
    life = np.array([lives[number] for number in predictions])
    target = np.array([targets[number] for number in predictions], dtype=np.float64)
    probability = np.array(p)
    implied = np.array([name in IMPLIED for name in basis])
    prediction, forecaster = np.array(predictions, np.intp), np.array(people, np.intp)
    group = _groups(prediction, forecaster, implied)
    at = seconds(made)
    # A life begins with the forecaster's first forecast where that is older than its entry here,
    # as an essay's is: no forecast is cut at the opening.
    stood = forecast_weights(times=at, opened_at=at, closed_at=life[:, 1], groups=group)
    return Scored(
        forecast=np.array(numbers, np.intp),
        probability=probability,
        target=target,
        brier=brier(forecasts=probability, outcomes=target),
        log_score=log_score(forecasts=probability, outcomes=target),
        weight=stood * np.array(given),
        late=at >= life[:, 1],
        implied=implied,
        prediction=prediction,
        forecaster=forecaster,
        group=group,
        at=at,
        opened=life[:, 0],
        closed=life[:, 1],
        due=life[:, 2],
        resolved=life[:, 3],
    )


def gathered(parts: Iterable[Scored]) -> Scored | None:
    """Put the scores of all batches into one."""
    found = list(parts)
    if not found:
        return None
    offsets = np.cumsum([0, *(int(part.group.max()) + 1 for part in found[:-1])])
    columns = {
        name: np.concatenate([getattr(part, name) for part in found])
        for name in Scored.__slots__
        if name != "group"
    }
    return Scored(
        group=np.concatenate(
            [part.group + start for part, start in zip(found, offsets, strict=True)]
        ),
        **columns,
    )


def chosen(scores: Scored, mask: Bools) -> Scored | None:
    """Return the entries where the mask is true, groups numbered anew; None where there is none."""
    if not mask.any():
        return None
    columns = {name: getattr(scores, name)[mask] for name in Scored.__slots__ if name != "group"}
    return Scored(
        group=np.unique(scores.group[mask], return_inverse=True)[1],
        **columns,
    )


def seconds(texts: Sequence[str]) -> Floats:
    """Return moments of `storage.records` as seconds since 1970."""
    return np.array(texts, dtype="datetime64[us]").astype(np.int64) / 1e6


def _lives(questions: Iterable[Question]) -> dict[int, tuple[float, ...]]:
    """Return when each prediction was entered and when its answer could be known."""
    found = list(questions)
    created, happened, resolved, due = (
        _known(column)
        for column in zip(
            *(
                # Without a deadline the ledger keeps a day that never comes.
                (q.created_at, q.happened_at, q.resolved_at, q.due_at if q.deadline else None)
                for q in found
            ),
            strict=True,
        )
    )
    closed = closing_time(deadline=due, happened_at=happened, resolved_at=resolved)
    opened = np.fmin(created, closed)
    numbers = [q.prediction_id for q in found]
    columns = (column.tolist() for column in (opened, closed, due, resolved))
    return dict(zip(numbers, zip(*columns, strict=True), strict=True))


def _known(texts: Sequence[str | None]) -> Floats:
    """Return moments as seconds, NaN where there is none."""
    moments = np.array([text or "NaT" for text in texts], dtype="datetime64[us]")
    return np.where(np.isnat(moments), np.nan, moments.astype(np.int64) / 1e6)


def _groups(prediction: Ints, forecaster: Ints, implied: Bools) -> Ints:
    """Number the (prediction, forecaster, implied); the first two come in order."""
    new = np.flatnonzero((prediction[1:] != prediction[:-1]) | (forecaster[1:] != forecaster[:-1]))
    pair = np.zeros(prediction.size, np.intp)
    pair[new + 1] = 1
    key = np.cumsum(pair) * 2 + implied
    return np.asarray(np.unique(key, return_inverse=True)[1], dtype=np.intp)
