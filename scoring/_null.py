"""Reliability curves of calibrated forecasters, by simulation: one run serves band and test."""

from dataclasses import dataclass

import numpy as np

from scoring import _noise
from scoring._checks import FloatArray, IntArray, sums
from scoring._pool import Pooled, isotonic, isotonic_rows
from scoring._sample import Sample

KNOTS = 200  # forecasts at which simulated curves are kept
_COARSE = 1000  # cells to which very many distinct forecasts are rounded for the simulation


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NullCurves:
    """Isotonic curve of the data, and those of calibrated forecasters with the same forecasts.

    Attributes:
        forecasts: distinct forecasts (rounded where there are very many), shape (m,).
        weight: total weight of each, shape (m,).
        fitted: recalibrated forecasts, shape (m,).
        knots: at which of them the simulated curves are kept, shape (k,).
        drawn: simulated curves at the knots, shape (draws, k).
        miscalibration: of the data (Brier scale).
        drawn_miscalibration: of every simulated record, shape (draws,).
    """

    forecasts: FloatArray
    weight: FloatArray
    fitted: FloatArray
    knots: IntArray
    drawn: FloatArray
    miscalibration: float
    drawn_miscalibration: FloatArray


def simulate(sample: Sample, *, seed: int, draws: int) -> NullCurves:
    """Simulate the curves of calibrated forecasters who gave these forecasts."""
    rng = np.random.default_rng(seed)
    if sample.size == 0:
        none = np.zeros(0)
        return NullCurves(
            forecasts=none,
            weight=none,
            fitted=none,
            knots=np.zeros(0, np.intp),
            drawn=np.zeros((draws, 0)),
            miscalibration=0.0,
            drawn_miscalibration=np.zeros(draws),
        )
    values, inverse = _distinct(sample)
    weight = sums(inverse, sample.weights)
    hits = sums(inverse, sample.weights * sample.outcomes)
    if values.size < sample.size:  # the mean of what was rounded together; exact otherwise
        values = sums(inverse, sample.weights * sample.forecasts) / weight
    fitted = isotonic(hits, weight)
    count = min(KNOTS, values.size)
    knots = np.unique(np.linspace(0, values.size - 1, count).round().astype(np.intp))
    curves, scores = [], []
    for part in _hits(sample, values, inverse, draws, rng):
        curve = isotonic_rows(part, weight)
        curves.append(curve[:, knots])
        scores.append(_miscalibration(values, weight, part, curve))
    return NullCurves(
        forecasts=values,
        weight=weight,
        fitted=fitted,
        knots=knots,
        drawn=np.concatenate(curves),
        miscalibration=float(_miscalibration(values, weight, hits[None], fitted[None])[0]),
        drawn_miscalibration=np.concatenate(scores),
    )


def _distinct(sample: Sample) -> tuple[FloatArray, IntArray]:
    """Return distinct forecasts, rounded where there are very many, and the place of each row."""
    values, p = np.unique(sample.forecasts), sample.forecasts
    if values.size <= 2 * _COARSE or _noise.affordable(sample, 2 * _COARSE):
        return values, np.searchsorted(values, p)
    cell = np.minimum((p * _COARSE).astype(np.intp), _COARSE - 1)
    used = np.bincount(cell, minlength=_COARSE) > 0
    return np.flatnonzero(used) / _COARSE, (np.cumsum(used) - 1)[cell]


def _hits(
    sample: Sample, values: FloatArray, inverse: IntArray, draws: int, rng: np.random.Generator
) -> list[FloatArray]:
    """Return batches of simulated hits per distinct forecast, each of shape (batch, m)."""
    if not _noise.affordable(sample, draws):
        if sample.simple and (sample.weights == sample.weights[0]).all():
            count = np.bincount(inverse).astype(np.float64)
            cells = Pooled(values, count, count, 0.0)
            return [
                binomial_draws(cells, size, rng) * sample.weights[0]
                for size in _noise.batches(draws, values.size)
            ]
        draws = max(_noise.LIMIT // sample.size, 99)
    order = np.argsort(inverse, kind="stable")
    sorted_already = bool((order[1:] > order[:-1]).all())
    starts = np.searchsorted(inverse[order], np.arange(values.size))
    batches = []
    for size in _noise.batches(draws, sample.size):
        outcome = _noise.draw(sample, size, rng) * sample.weights[:, None]
        outcome = outcome if sorted_already else outcome[order]
        if values.size < sample.size:
            outcome = np.add.reduceat(outcome, starts, axis=0)
        batches.append(np.ascontiguousarray(outcome.T))
    return batches


def _miscalibration(
    p: FloatArray, weight: FloatArray, hits: FloatArray, fitted: FloatArray
) -> FloatArray:
    """Return the miscalibration of the Brier score for each row of hits."""
    raw = np.dot(weight, p * p) - 2.0 * np.einsum("dm,m->d", hits, p)
    captured = np.einsum("dm,dm,m->d", fitted, fitted, weight)
    return np.asarray((raw + captured) / weight.sum())


def cells_of(sample: Sample, *, most: int) -> Pooled | None:
    """Return distinct forecasts with their counts; None if there are too many.

    None too where rows hang together or weigh differently.
    """
    if not sample.simple or (sample.weights != sample.weights[0]).any():
        return None
    p = np.unique(sample.forecasts)
    if p.size > most:
        return None
    inverse = np.searchsorted(p, sample.forecasts)
    hits = sums(inverse, sample.outcomes)
    return Pooled(p, np.bincount(inverse).astype(np.float64), hits, float(hits.sum()))


def binomial_draws(cells: Pooled, draws: int, rng: np.random.Generator) -> FloatArray:
    """Return simulated hits per distinct forecast, shape (draws, cells)."""
    size = (draws, cells.forecasts.size)
    return rng.binomial(cells.weight.astype(np.int64), cells.forecasts, size=size).astype(
        np.float64
    )
