"""The calibration table: what reports and `calibration.csv` show, one row per bin."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring import _checks, _noise
from scoring._checks import FloatArray
from scoring._null import simulate
from scoring._pool import isotonic, pool
from scoring._sample import hard_sample
from scoring.curve import band
from scoring.reliability import TENTHS, bin_table


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationRow:
    """One row of a calibration table; fields in the order of `calibration.csv`.

    Attributes:
        bin_low: lower edge, included.
        bin_high: upper edge, excluded except in the last bin.
        forecasts: number of forecasts.
        questions: number of questions they belong to.
        mean_forecast: weighted mean forecast; None in an empty bin, as are all that follow.
        observed_rate: weighted mean outcome.
        low: lower end of the interval of the observed rate.
        high: upper end.
        recalibrated: isotonic curve of all forecasts at the bin's mean forecast.
        band_low: where a calibrated forecaster's curve would lie there, lower end, for all rows of
            the table at once; None where it could not be simulated.
        band_high: upper end.
    """

    bin_low: float
    bin_high: float
    forecasts: int
    questions: int
    mean_forecast: float | None
    observed_rate: float | None
    low: float | None
    high: float | None
    recalibrated: float | None
    band_low: float | None
    band_high: float | None


def calibration_rows(
    *,
    forecasts: ArrayLike,
    outcomes: ArrayLike,
    weights: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
    edges: ArrayLike = TENTHS,
    level: float = 0.95,
    band_level: float = 0.9,
    seed: int,
    draws: int = 1000,
) -> tuple[CalibrationRow, ...]:
    """Return the calibration table: bins, intervals, isotonic curve and consistency band.

    Formula: `bin_table` for rates and intervals; the isotonic curve and simulated calibrated
    curves are read at the mean forecast of each bin, between distinct forecasts by a straight
    line; the band holds all rows of a calibrated forecaster at once with `band_level`. Scale: 0
    to 1.

    Args:
        forecasts: probabilities of YES in 0..1, shape (n,).
        outcomes: 1, 0 or a fraction (left out of the band), shape (n,).
        weights: not negative, not all zero, shape (n,).
        clusters: label of the question of each forecast, shape (n,).
        edges: increasing from 0 to 1.
        level: confidence of the intervals of the observed rates.
        band_level: probability of the band.
        seed: of the simulation.
        draws: simulated forecasters.

    Returns:
        One row per bin, empty ones included.

    Raises:
        InputError: as `bin_table` and `reliability_curve`.

    Source: as `bin_table` and `reliability_curve`.

    >>> rows = calibration_rows(forecasts=[0.3, 0.35, 0.9], outcomes=[0, 1, 1], seed=1)
    >>> rows[3].forecasts, rows[3].observed_rate, rows[0].mean_forecast
    (2, 0.5, None)
    """
    bins = bin_table(
        forecasts=forecasts,
        outcomes=outcomes,
        weights=weights,
        clusters=clusters,
        edges=edges,
        level=level,
    )
    means = np.array([b.mean_forecast for b in bins if b.mean_forecast is not None])
    p, y = _checks.rows(forecasts, outcomes)
    w = _checks.weights(weights, p.size)
    pooled = pool(p, y, w)
    curve = np.interp(means, pooled.forecasts, isotonic(pooled.hits, pooled.weight)).tolist()
    label = None if clusters is None else _checks.codes(clusters, p.size)
    sample = hard_sample(p, y, w, label, None)
    low: list[float | None] = [None] * len(means)
    high = low
    if sample.size and _noise.curves_affordable(sample):
        null = simulate(sample, seed=seed, draws=draws)
        drawn = _curves_at(means, null.forecasts[null.knots], null.drawn)
        ends = band(drawn, level=band_level, kind="simultaneous")
        low, high = (list(end.tolist()) for end in ends)
    filled = iter(zip(curve, low, high, strict=True))
    return tuple(
        CalibrationRow(
            bin_low=b.low,
            bin_high=b.high,
            forecasts=b.forecasts,
            questions=b.clusters,
            mean_forecast=b.mean_forecast,
            observed_rate=b.observed_rate,
            low=b.rate_low,
            high=b.rate_high,
            recalibrated=at[0],
            band_low=at[1],
            band_high=at[2],
        )
        for b in bins
        for at in [next(filled) if b.forecasts else (None, None, None)]
    )


def _curves_at(points: FloatArray, knots: FloatArray, drawn: FloatArray) -> FloatArray:
    """Return simulated curves at some points, by straight lines between knots, 0 and 1."""
    x = np.concatenate(([0.0], knots, [1.0]))
    draws = drawn.shape[0]
    curves = np.column_stack((np.zeros(draws), drawn, np.ones(draws)))
    # Beyond the outermost forecasts a curve is as flat as it is between the data; only a mean of
    # exactly 0 or 1 is certain.
    curves[:, 0], curves[:, -1] = drawn[:, 0], drawn[:, -1]
    right = np.clip(np.searchsorted(x, points), 1, x.size - 1)
    width = x[right] - x[right - 1]
    share = np.divide(points - x[right - 1], width, out=np.ones(points.size), where=width > 0.0)
    found = curves[:, right - 1] * (1.0 - share) + curves[:, right] * share
    found[:, points == 0.0], found[:, points == 1.0] = 0.0, 1.0
    return np.asarray(found)
