"""The reliability curve: recalibrated forecasts with the band that calibrated ones would stay in."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from scoring import _checks
from scoring._checks import BoolArray, FloatArray, IntArray
from scoring._null import NullCurves, simulate
from scoring._pool import isotonic, pool
from scoring._sample import prepare
from scoring.errors import InputError

Kind = Literal["simultaneous", "pointwise"]
_MANY = 10_000  # distinct forecasts from which on only the ends of each level are kept


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliabilityCurve:
    """Isotonic reliability curve with a consistency band; all on the scale 0..1.

    Attributes:
        forecasts: distinct forecasts, increasing; of more than 10,000 only those at which a level
            of the curve starts or ends, which draw the same line.
        recalibrated: rate at which forecasts like these came true, increasing.
        weights: total weight of each of them, with those left out up to the next.
        band_forecasts: where the band is given (at most 200 forecasts).
        band_low: lower end of the band.
        band_high: upper end.
        kind: "simultaneous": a calibrated forecaster's whole curve stays inside with `level`;
            "pointwise": each point does, the whole curve far less often.
        level: probability of the band.
        leaves_band: whether the curve is outside somewhere.
        draws: simulated records behind the band, 0 where there is no band.
        counts: forecasts in each tenth of 0..1, for a strip of counts.
        questions: clusters behind the curve, those of certain forecasts included.
    """

    forecasts: tuple[float, ...]
    recalibrated: tuple[float, ...]
    weights: tuple[float, ...]
    band_forecasts: tuple[float, ...]
    band_low: tuple[float, ...]
    band_high: tuple[float, ...]
    kind: Kind
    level: float
    leaves_band: bool
    draws: int
    counts: tuple[int, ...]
    questions: int


def reliability_curve(
    *,
    forecasts: ArrayLike,
    outcomes: ArrayLike,
    weights: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
    seed: int,
    draws: int = 2000,
    level: float = 0.9,
    kind: Kind = "simultaneous",
) -> ReliabilityCurve:
    """Return the isotonic reliability curve with its consistency band.

    Formula: curve: isotonic regression of outcomes on forecasts, equal forecasts pooled. Band:
    curves of `draws` calibrated forecasters with the same forecasts; per forecast their r-th
    smallest and r-th largest value, with the largest r for which at most `1 - level` of the curves
    leave the band anywhere (simultaneous) or per point (pointwise). Forecasts of exactly 0 or 1
    have no spread under calibration and no band. Scale: 0 to 1, forecasts and rates alike.

    Args:
        forecasts: probabilities of YES in 0..1, shape (n,).
        outcomes: 0 or 1, shape (n,).
        weights: not negative, not all zero, shape (n,).
        clusters: label of the question of each forecast, shape (n,).
        seed: of the simulation.
        draws: simulated forecasters.
        level: probability of the band.
        kind: "simultaneous" or "pointwise".

    Raises:
        InputError: as `mean_brier`, soft outcomes, a level outside 0..1, fewer than 19 draws.

    Source: Dimitriadis, Gneiting and Jordan (2021) for curve and pointwise band; global envelope
    after Myllymaki and others (2017).

    >>> curve = reliability_curve(forecasts=[0.2, 0.2, 0.8, 0.8], outcomes=[0, 0, 1, 1], seed=1)
    >>> curve.recalibrated, curve.leaves_band
    ((0.0, 1.0), False)
    """
    if not 0.0 < level < 1.0:
        raise InputError("level", f"{level} is not between 0 and 1")
    if draws < 19:
        raise InputError("draws", f"{draws} is too few for a band; take 19 or more")
    p, y = _checks.binary_rows(
        forecasts, outcomes, reason="a reliability curve with a band needs yes or no"
    )
    sample = prepare(forecasts=p, outcomes=y, weights=weights, clusters=clusters)
    null = simulate(sample, seed=seed, draws=draws)
    counted = np.ones(p.size, np.bool_) if weights is None else np.asarray(weights) > 0.0
    label = np.arange(p.size) if clusters is None else _checks.codes(clusters, p.size)
    questions = int(np.unique(label[counted]).size)
    return curve_of_null(p, y, weights, null, clusters=questions, level=level, kind=kind)


def curve_of_null(
    p: FloatArray,
    y: FloatArray,
    weights: ArrayLike | None,
    null: NullCurves | None,
    *,
    clusters: int,
    level: float,
    kind: Kind,
) -> ReliabilityCurve:
    """Return the curve from checked rows and simulated curves."""
    w = _checks.weights(weights, p.size)
    pooled = pool(p, y, w)
    fitted = isotonic(pooled.hits, pooled.weight)
    at = low = high = np.zeros(0)
    outside = False
    if null is not None:
        low, high = band(null.drawn, level=level, kind=kind)
        at, shown = null.forecasts[null.knots], null.fitted[null.knots]
        outside = bool(((shown < low - 1e-9) | (shown > high + 1e-9)).any())
    counted = p if w is None else p[w > 0.0]
    # What is certain has no spread, and leaves its place with the first failure.
    at_ends, there = fitted[[0, -1]], pooled.forecasts[[0, -1]]
    outside |= bool(
        ((there == 0.0) & (at_ends > 0.0)).any() or ((there == 1.0) & (at_ends < 1.0)).any()
    )
    tenth = np.minimum(np.floor(np.round(counted, 12) * 10.0 + 1e-9), 9.0).astype(np.intp)
    kept = _corners(fitted)
    return ReliabilityCurve(
        forecasts=tuple(pooled.forecasts[kept].tolist()),
        recalibrated=tuple(fitted[kept].tolist()),
        weights=tuple(np.add.reduceat(pooled.weight, kept).tolist()),
        band_forecasts=tuple(at.tolist()),
        band_low=tuple(low.tolist()),
        band_high=tuple(high.tolist()),
        kind=kind,
        level=level,
        leaves_band=outside,
        draws=0 if null is None else null.drawn.shape[0],
        counts=tuple(np.bincount(tenth, minlength=10).tolist()),
        questions=clusters,
    )


def _corners(fitted: FloatArray) -> IntArray:
    """Return which points of a curve are kept: all, or the ends of each level if there are many."""
    if fitted.size <= _MANY:
        return np.arange(fitted.size)
    step = fitted[1:] != fitted[:-1]
    return np.flatnonzero(np.append(True, step) | np.append(step, True))


def band(drawn: FloatArray, *, level: float, kind: Kind) -> tuple[FloatArray, FloatArray]:
    """Return lower and upper envelope of simulated curves, shape (draws, k)."""
    draws = drawn.shape[0]
    # One half says where curves run, the other how many leave: judged by the curves it was drawn
    # around, a band looks wider than it is. Too few to halve: better a rough band than none.
    half = draws // 2 if draws >= 400 else draws
    ordered, judges = np.sort(drawn[:half], axis=0), drawn[draws - half :]

    def outside(rank: int) -> float:
        beyond: BoolArray = (judges < ordered[rank - 1]) | (judges > ordered[half - rank])
        if kind == "pointwise":
            return float(max(beyond.mean(axis=0).tolist(), default=0.0))
        left = np.count_nonzero(beyond.sum(axis=1))
        return float((1.0 + left) / (1.0 + half))

    # The largest rank that leaves out no more than is allowed; rank 1 is the widest there is.
    good, bad = 1, half // 2 + 1
    while bad - good > 1:
        middle = (good + bad) // 2
        good, bad = (middle, bad) if outside(middle) <= 1.0 - level else (good, middle)
    if outside(good) > 1.0 - level:  # too few for so many points: the widest there is
        return drawn.min(axis=0), drawn.max(axis=0)
    return ordered[good - 1], ordered[half - good]
