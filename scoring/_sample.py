"""Rows prepared for tests of calibration: pooled where that is exact, in order of their clusters."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import logit

from scoring import _checks
from scoring._checks import BoolArray, FloatArray, IntArray

_CELLS = 1 << 21  # numbers held at once while simulating
LIMIT = 20_000_000  # random numbers spent on one test before it falls back on large-sample theory


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sample:
    """Rows that can say something about calibration, in order of their clusters.

    Certain forecasts (0 and 1) are set apart: no recalibration on the logit scale moves them, and
    one of them that fails refutes calibration on its own.

    Attributes:
        forecasts: strictly between 0 and 1, shape (m,).
        logits: ln(p / (1 - p)), shape (m,).
        outcomes: 0 or 1, shape (m,).
        weights: mean 1 over the clusters, shape (m,).
        starts: first row of each cluster, shape (clusters,).
        forecaster: second clustering, or None.
        simple: every row is a cluster of its own, so simulation is exact.
        certain: forecasts of exactly 0 or 1.
        certain_wrong: those of them that failed.
    """

    forecasts: FloatArray
    logits: FloatArray
    outcomes: FloatArray
    weights: FloatArray
    starts: IntArray
    forecaster: IntArray | None
    simple: bool
    certain: int
    certain_wrong: int

    @property
    def size(self) -> int:
        """Number of rows."""
        return int(self.forecasts.size)

    @property
    def clusters(self) -> int:
        """Number of clusters."""
        return int(self.starts.size)

    def design(self) -> FloatArray:
        """Return weighted columns (1, logit), shape (m, 2)."""
        return np.column_stack((self.weights, self.weights * self.logits))

    def in_clusters(self, values: FloatArray) -> FloatArray:
        """Return sums over clusters along the last axis."""
        if self.simple:
            return values
        return np.asarray(np.add.reduceat(values, self.starts, axis=-1), dtype=np.float64)

    def spread(self, values: FloatArray) -> FloatArray:
        """Repeat one value per cluster for each of its rows, along the last axis."""
        if self.simple:
            return values
        counts = np.diff(np.append(self.starts, self.size))
        return np.repeat(values, counts, axis=-1)


def prepare(
    *,
    forecasts: ArrayLike,
    outcomes: ArrayLike,
    weights: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
    forecasters: ArrayLike | None = None,
) -> Sample:
    """Check rows and put them in order of their clusters.

    A cluster in which all forecasts and outcomes are equal becomes one row with the summed weight.
    """
    p, y = _checks.binary_rows(
        forecasts, outcomes, reason="a test of calibration needs events that happened or did not"
    )
    given = _checks.weights(weights, p.size)
    w = np.ones(p.size) if given is None else given
    cluster = np.arange(p.size) if clusters is None else _checks.codes(clusters, p.size)
    second = None if forecasters is None else _checks.codes(forecasters, p.size, name="forecasters")
    sure = (p == 0.0) | (p == 1.0)
    counted = w > 0.0
    wrong = int((sure & counted & (p != y)).sum())
    order = np.flatnonzero(counted & ~sure)
    # In order of the forecasts where nothing else matters, so that pooling needs no more sorting.
    order = order[np.argsort(p[order] if clusters is None else cluster[order], kind="stable")]
    p, y, w, cluster = p[order], y[order], w[order], cluster[order]
    second = None if second is None else second[order]
    starts = np.flatnonzero(np.append(True, cluster[1:] != cluster[:-1])) if p.size else order
    if second is not None and (second[:1] == second).all():
        second = None
    if second is None and 0 < starts.size < p.size and _one_value_each(p, y, starts):
        w = np.add.reduceat(w, starts)
        p, y = p[starts], y[starts]
        starts = np.arange(p.size)
    total = w.sum()
    return Sample(
        forecasts=p,
        logits=np.asarray(logit(p)),
        outcomes=y,
        weights=w * (starts.size / total) if p.size else w,
        starts=starts,
        forecaster=second,
        simple=starts.size == p.size and second is None,
        certain=int((sure & counted).sum()),
        certain_wrong=wrong,
    )


def _one_value_each(p: FloatArray, y: FloatArray, starts: IntArray) -> bool:
    """Return whether forecast and outcome are constant in every cluster."""
    same = (p[1:] == p[:-1]) & (y[1:] == y[:-1])
    first = np.zeros(p.size, dtype=np.bool_)
    first[starts] = True
    return bool((same | first[1:]).all())


def affordable(sample: Sample, draws: int) -> bool:
    """Return whether the null can be simulated row by row."""
    return sample.size * draws <= LIMIT


def batches(draws: int, width: int) -> list[int]:
    """Cut a number of draws into batches that fit in memory."""
    batch = max(1, min(draws, _CELLS // max(width, 1)))
    return [min(batch, draws - start) for start in range(0, draws, batch)]


def draw(sample: Sample, draws: int, rng: np.random.Generator) -> BoolArray:
    """Return outcomes of a calibrated forecaster, shape (draws, m).

    Rows of one cluster share one uniform number: each row is calibrated, and they rise and fall
    together as the rows of one question do.
    """
    uniform = sample.spread(rng.random((draws, sample.clusters)))
    return np.asarray(uniform < sample.forecasts)
