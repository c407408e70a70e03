"""Spherical scores: the direction of the forecast against the outcome; larger is better."""

import numpy as np
from numpy.typing import ArrayLike

from scoring import _checks
from scoring._checks import FloatArray
from scoring.brier import categories


def spherical(*, forecasts: ArrayLike, outcomes: ArrayLike) -> FloatArray:
    """Return the spherical score of each binary forecast.

    Formula: `(y p + (1 - y)(1 - p)) / sqrt(p**2 + (1 - p)**2)`. Scale: 0 to 1 (best), larger is
    better; 0.707 for a forecast of 50 %.

    Args:
        forecasts: probabilities of YES in 0..1, shape (n,).
        outcomes: 1, 0 or a fraction, shape (n,).

    Raises:
        InputError: empty, of different length, or a value outside 0..1.

    Source: Roby (1965); Gneiting and Raftery (2007).

    >>> spherical(forecasts=[0.5, 0.8], outcomes=[1, 1]).round(3)
    array([0.707, 0.97 ])
    """
    p, y = _checks.rows(forecasts, outcomes)
    return (y * p + (1.0 - y) * (1.0 - p)) / np.hypot(p, 1.0 - p)


def spherical_loss(*, forecasts: ArrayLike, outcomes: ArrayLike) -> FloatArray:
    """Return one minus the spherical score, for use where smaller must be better.

    Formula: `1 - spherical`. Scale: 0 (best) to 1.

    Args:
        forecasts: probabilities of YES in 0..1, shape (n,).
        outcomes: 1, 0 or a fraction, shape (n,).

    Raises:
        InputError: as `spherical`.

    Source: as `spherical`.

    >>> spherical_loss(forecasts=[1.0], outcomes=[1])
    array([0.])
    """
    return 1.0 - spherical(forecasts=forecasts, outcomes=outcomes)


def multicategory_spherical(*, forecasts: ArrayLike, outcomes: ArrayLike) -> FloatArray:
    """Return the spherical score of forecasts over several options.

    Formula: `p_j / sqrt(sum of p_k**2)` for the option j that came true. Scale: 0 to 1 (best).

    Args:
        forecasts: rows that sum to 1, shape (n, options).
        outcomes: number of the option that came true, counting from 0, shape (n,).

    Raises:
        InputError: rows that do not sum to 1, an option that does not exist.

    Source: as `spherical`.

    >>> multicategory_spherical(forecasts=[[0.6, 0.3, 0.1]], outcomes=[0]).round(3)
    array([0.885])
    """
    p, index = categories(forecasts, outcomes)
    norm: FloatArray = np.sqrt(np.square(p).sum(axis=1))
    return p[np.arange(index.size), index] / norm
