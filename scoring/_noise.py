"""Simulated records of a sample: what calibrated (or other) forecasters could have got."""

from dataclasses import dataclass

import numpy as np

from scoring._checks import BoolArray, FloatArray, products
from scoring._sample import Sample

_CELLS = 1 << 21  # numbers held at once while simulating
LIMIT = 8_000_000  # random numbers spent on one test before it falls back on large-sample theory


def affordable(sample: Sample, draws: int) -> bool:
    """Return whether the null can be simulated row by row."""
    return sample.size * draws <= LIMIT


def curves_affordable(sample: Sample) -> bool:
    """Return whether whole curves can be simulated: by counts, or at least 99 of them by rows."""
    by_counts = sample.simple and bool((sample.weights == sample.weights[:1]).all())
    return by_counts or sample.size * 99 <= LIMIT


def batches(draws: int, width: int) -> list[int]:
    """Cut a number of draws into batches that fit in memory."""
    batch = max(1, min(draws, _CELLS // max(width, 1)))
    return [min(batch, draws - start) for start in range(0, draws, batch)]


def covariance(sample: Sample, levers: FloatArray, truth: FloatArray | None = None) -> FloatArray:
    """Return the covariance of `levers.T @ (y - p)`, shape (k, k).

    For calibrated forecasts, or where events follow other probabilities.
    """
    q = sample.forecasts if truth is None else truth
    variance = q * (1.0 - q)
    apart = np.einsum("ik,i,ij->kj", levers, variance, levers, optimize=False)
    if sample.simple:
        return np.asarray(apart)
    together = sample.in_clusters(levers * np.sqrt(variance)[:, None])
    rho = sample.correlation
    return np.asarray(rho * (together.T @ together) + (1.0 - rho) * apart)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Noise:
    """Random numbers for simulated records, to be used for one law of the outcomes or several.

    Attributes:
        own: one uniform number per row, 2 where the row goes with its cluster, shape (m, draws).
        shared: one per cluster, shape (clusters, draws); None where every row is a cluster.
        together: whether the cluster goes by the shared number, shape (clusters, draws).
    """

    own: FloatArray
    shared: FloatArray | None
    together: BoolArray | None


def noise(
    sample: Sample, draws: int, rng: np.random.Generator, *, correlation: float | None = None
) -> Noise:
    """Return random numbers; clusters go together as often as their errors do."""
    own = rng.random((sample.size, draws))
    if sample.simple:
        return Noise(own=own, shared=None, together=None)
    rho = sample.correlation if correlation is None else correlation
    shape = (sample.clusters, draws)
    together = rng.random(shape) < rho
    np.copyto(own, 2.0, where=sample.spread(together))
    return Noise(own=own, shared=rng.random(shape), together=together)


def totals(
    sample: Sample, noise: Noise, levers: FloatArray, truth: FloatArray | None = None
) -> FloatArray:
    """Return `levers.T @ (y - p)` of simulated records, shape (k, draws).

    For calibrated forecasters, or where events follow other probabilities. Rows of one cluster
    either err independently or share one outcome, scaled so that every row has the spread that its
    own probability gives: the correlation is the sample's.
    """
    q = sample.forecasts if truth is None else truth
    apart = products(levers, (noise.own < q[:, None]).astype(np.float64))
    if noise.shared is None or noise.together is None:
        return np.asarray(apart - (levers.T @ sample.forecasts)[:, None])
    # Rows that go together have own numbers that no probability reaches; what remains of them are
    # sums per cluster, so that nothing of the size (rows, draws) is needed for them.
    together = noise.together.astype(np.float64)
    counts = np.diff(np.append(sample.starts, sample.size))
    mean = (np.add.reduceat(q, sample.starts) / counts)[:, None]
    # Where rounding has made an alternative certain, nothing varies: 0 rather than 0 / 0.
    own_spread = np.maximum(np.sqrt(mean * (1.0 - mean)), np.finfo(np.float64).tiny)
    common = together * ((noise.shared < mean) - mean) / own_spread
    spread = sample.in_clusters(levers * np.sqrt(q * (1.0 - q))[:, None])
    shift = sample.in_clusters(levers * (q - sample.forecasts)[:, None])
    said = sample.in_clusters(levers * sample.forecasts[:, None])
    same = products(spread, common) + products(shift, together)
    return np.asarray(apart - products(said, 1.0 - together) + same)


def draw(sample: Sample, draws: int, rng: np.random.Generator) -> BoolArray:
    """Return outcomes of a calibrated forecaster, yes or no, shape (m, draws).

    Rows of one cluster either draw independently or share one uniform number, so often that the
    covariance within clusters is that of the sample.
    """
    drawn = noise(sample, draws, rng, correlation=_rank_correlation(sample))
    uniform = drawn.own
    if drawn.shared is not None and drawn.together is not None:
        uniform = np.where(sample.spread(drawn.together), sample.spread(drawn.shared), uniform)
    return np.asarray(uniform < sample.forecasts[:, None])


def _rank_correlation(sample: Sample) -> float:
    """Return how often rows must share a number for outcomes to correlate as errors do."""
    if sample.simple:
        return 1.0
    cluster = sample.spread(np.arange(sample.clusters, dtype=np.float64))
    order = np.lexsort((sample.forecasts, cluster))
    p, w = sample.forecasts[order], sample.weights[order]
    # Sharing a number, two rows have covariance min(p, q) - p q = smaller (1 - larger).
    upto = np.cumsum(w * p) - w * p
    below = upto - sample.spread(upto[sample.starts])
    reached = 2.0 * float(np.dot(w * (1.0 - p), below))
    spread = w * np.sqrt(p * (1.0 - p))
    largest = float(
        np.square(np.add.reduceat(spread, sample.starts)).sum() - np.square(spread).sum()
    )
    return min(sample.correlation * largest / reached, 1.0) if reached > 0.0 else 1.0
