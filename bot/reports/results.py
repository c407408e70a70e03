"""Results: one entry per forecaster and resolved prediction, stated and implied apart."""

from dataclasses import dataclass

import numpy as np

from bot.reports.scored import Bools, Floats, Ints, Scored


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Results:
    """Columns of equal length, one entry per (prediction, forecaster, implied).

    Attributes:
        brier: averaged over the time in which a forecast stood, 0 to 1; NaN where all came late.
        turned: the same average had the outcome been the other one.
        brier_last: of the last forecast that counts; NaN where all came late.
        log_score: averaged over the same time; may be infinite.
        coverage: share of the prediction's life with a forecast, 0 to 1.
        first, last: probabilities of the first forecast and of the last that counts.
        due, resolved: end of the prediction's last day and its decision, seconds.
        forecasts, late: how many count, and how many came when the answer could be known.
        target: 1, 0 or the fraction that came true.
    """

    prediction: Ints
    forecaster: Ints
    implied: Bools
    target: Floats
    brier: Floats
    turned: Floats
    brier_last: Floats
    log_score: Floats
    coverage: Floats
    first: Floats
    last: Floats
    due: Floats
    resolved: Floats
    forecasts: Ints
    late: Ints

    @property
    def counts_at(self) -> Floats:
        """From when on each counts: see `Scored`."""
        return np.asarray(np.fmax(self.due, self.resolved))


def results(scores: Scored) -> Results:
    """Return how each forecaster did on each prediction."""
    order = np.lexsort((np.arange(scores.at.size), scores.at, scores.group))
    group = scores.group[order]
    start = np.flatnonzero(np.append(True, group[1:] != group[:-1]))
    count = np.diff(np.append(start, group.size))
    late = np.add.reduceat(scores.late[order].astype(np.intp), start)
    counted = count - late
    # Late ones come last in time, so the last that counts lies right before them.
    last = np.maximum(start + counted - 1, start)
    last = np.where(counted > 0, last, start + count - 1)
    first = order[start]
    weight = scores.weight[order]
    total = np.add.reduceat(weight, start)
    scored_at_all = (counted > 0) & (total > 0.0)
    begun, closed = scores.at[first], scores.closed[first]
    life = closed - np.minimum(np.minimum(scores.opened[first], begun), closed)
    stood = np.clip(closed - begun, 0.0, None)
    return Results(
        prediction=scores.prediction[first],
        forecaster=scores.forecaster[first],
        implied=scores.implied[first],
        target=scores.target[first],
        brier=_mean(scores.brier[order], weight, start, total),
        turned=_mean(scores.turned[order], weight, start, total),
        brier_last=np.where(scored_at_all, scores.brier[order[last]], np.nan),
        log_score=_mean(scores.log_score[order], weight, start, total),
        coverage=np.divide(stood, life, out=np.zeros(life.size), where=life > 0.0),
        first=scores.probability[first],
        last=scores.probability[order[last]],
        due=scores.due[first],
        resolved=scores.resolved[first],
        forecasts=counted,
        late=late,
    )


def _mean(values: Floats, weight: Floats, start: Ints, total: Floats) -> Floats:
    # A forecast that never stood does not count, not even where its score is infinite.
    used = np.where(weight > 0.0, values, 0.0) * weight
    summed = np.add.reduceat(used, start)
    mean = np.divide(summed, total, out=np.full(total.size, np.nan), where=total > 0.0)
    return np.asarray(mean, dtype=np.float64)
