"""Rows prepared for tests of calibration: pooled where that is exact, in order of their clusters."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import logit

from scoring import _checks
from scoring._checks import BoolArray, FloatArray, IntArray

_T = TypeVar("_T", bound=np.generic)
OFFSET = 1e-9  # share of its scale below which a sum over a question counts as cancelled


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sample:
    """Rows that can say something about calibration, in order of their clusters.

    Certain forecasts (0 and 1) are set apart: no recalibration on the logit scale moves them, and
    one of them that fails refutes calibration on its own. Questions whose forecasts offset each other
    are set apart too: whatever their outcome, it would move none of the tests.

    Attributes:
        forecasts: strictly between 0 and 1, shape (m,).
        logits: ln(p / (1 - p)), shape (m,).
        outcomes: 0 or 1, shape (m,).
        weights: mean 1 over the clusters, shape (m,).
        starts: first row of each cluster, shape (clusters,).
        forecaster: second way of clustering for robust errors, None where there is one at most.
        correlation: of the errors within a cluster, estimated; 1 where every row is a cluster.
        simple: every row is a cluster of its own, so simulation is exact.
        certain: forecasts of exactly 0 or 1.
        certain_wrong: those of them that failed.
        offset: clusters set apart because their forecasts offset each other, as 80 % and 20 % do.
    """

    forecasts: FloatArray
    logits: FloatArray
    outcomes: FloatArray
    weights: FloatArray
    starts: IntArray
    forecaster: IntArray | None
    correlation: float
    simple: bool
    certain: int
    certain_wrong: int
    offset: int = 0

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
        """Return sums over clusters along the first axis."""
        if self.simple:
            return values
        return np.asarray(np.add.reduceat(values, self.starts, axis=0), dtype=np.float64)

    def spread(self, values: NDArray[_T]) -> NDArray[_T]:
        """Repeat one value per cluster for each of its rows, along the first axis."""
        if self.simple:
            return values
        counts = np.diff(np.append(self.starts, self.size))
        return np.repeat(values, counts, axis=0)


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
    if given is None and clusters is None and forecasters is None:
        return _plain(p, y)
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
    starts = _starts(cluster)
    offset = offset_clusters(p, w, starts)
    if offset.any():
        rest = ~np.repeat(offset, np.diff(np.append(starts, p.size)))
        p, y, w, cluster = p[rest], y[rest], w[rest], cluster[rest]
        second = None if second is None else second[rest]
        starts = _starts(cluster)
    if second is not None and np.count_nonzero(np.bincount(second)) < 2:
        second = None
    if second is None and starts.size < p.size and _one_value_each(p, y, starts):
        w = np.add.reduceat(w, starts)
        p, y = p[starts], y[starts]
        starts = np.arange(p.size)
    if starts.size == p.size and clusters is not None:
        order = np.argsort(p, kind="stable")
        p, y, w = p[order], y[order], w[order]
        second = None if second is None else second[order]
    total = w.sum()
    return Sample(
        forecasts=p,
        logits=np.asarray(logit(p)),
        outcomes=y,
        weights=w * (starts.size / total) if p.size else w,
        starts=starts,
        forecaster=second,
        correlation=_correlation(p, y, w, starts),
        simple=starts.size == p.size,
        certain=int((sure & counted).sum()),
        certain_wrong=wrong,
        offset=int(offset.sum()),
    )


def _starts(cluster: IntArray) -> IntArray:
    """Return the first row of each cluster, of rows in their order."""
    if not cluster.size:
        return np.zeros(0, np.intp)
    return np.flatnonzero(np.append(True, cluster[1:] != cluster[:-1]))


def offset_clusters(p: FloatArray, w: FloatArray, starts: IntArray) -> BoolArray:
    """Return which clusters have forecasts that offset each other on the logit scale."""
    if starts.size == p.size:
        return np.zeros(starts.size, dtype=np.bool_)
    return cancelled(w * logit(p) * np.sqrt(p * (1.0 - p)), starts)


def cancelled(parts: FloatArray, starts: IntArray) -> BoolArray:
    """Return in which clusters parts of both signs add up to nothing, but for rounding."""
    scale = np.add.reduceat(np.abs(parts), starts)
    return np.asarray((scale > 0.0) & (np.abs(np.add.reduceat(parts, starts)) <= OFFSET * scale))


def _plain(p: FloatArray, y: FloatArray) -> Sample:
    """Return a sample of independent rows of equal weight: there may be very many, so few copies."""
    sure = (p == 0.0) | (p == 1.0)
    certain, wrong = int(sure.sum()), int((sure & (p != y)).sum())
    if certain:
        p, y = p[~sure], y[~sure]
    del sure
    if (p[1:] < p[:-1]).any():
        order = np.argsort(p, kind="stable")
        p, y = p[order], y[order]
    return Sample(
        forecasts=p,
        logits=np.asarray(logit(p)),
        outcomes=y,
        weights=np.broadcast_to(np.float64(1.0), p.shape),
        starts=np.arange(p.size),
        forecaster=None,
        correlation=1.0,
        simple=True,
        certain=certain,
        certain_wrong=wrong,
    )


def _one_value_each(p: FloatArray, y: FloatArray, starts: IntArray) -> bool:
    """Return whether forecast and outcome are constant in every cluster."""
    same = (p[1:] == p[:-1]) & (y[1:] == y[:-1])
    first = np.zeros(p.size, dtype=np.bool_)
    first[starts] = True
    return bool((same | first[1:]).all())


def _correlation(p: FloatArray, y: FloatArray, w: FloatArray, starts: IntArray) -> float:
    """Return by how much errors of one cluster go together, 0..1: observed products over largest."""
    if starts.size == p.size or _one_value_each(p, y, starts):
        return 1.0
    error, spread = w * (y - p), w * np.sqrt(p * (1.0 - p))
    products, largest = (
        float(np.square(np.add.reduceat(v, starts)).sum() - np.square(v).sum())
        for v in (error, spread)
    )
    return min(max(products / largest, 0.0), 1.0)


def hard_sample(
    p: FloatArray,
    y: FloatArray,
    w: FloatArray | None,
    label: IntArray | None,
    who: IntArray | None,
) -> Sample:
    """Prepare the checked rows whose outcome is 0 or 1; there may be none."""
    hard = (y == 0.0) | (y == 1.0)
    if w is None and label is None and who is None and hard.all():
        return _plain(p, y)
    if w is not None:
        hard &= w > 0.0
    if not hard.any():
        return _empty()
    return prepare(
        forecasts=p[hard],
        outcomes=y[hard],
        weights=None if w is None else w[hard],
        clusters=None if label is None else label[hard],
        forecasters=None if who is None else who[hard],
    )


def _empty() -> Sample:
    """Return a sample without rows."""
    none = np.zeros(0)
    return Sample(
        forecasts=none,
        logits=none,
        outcomes=none,
        weights=none,
        starts=np.zeros(0, np.intp),
        forecaster=None,
        correlation=1.0,
        simple=True,
        certain=0,
        certain_wrong=0,
    )
