"""Checks of arguments, one place for all of `scoring`: fast when all is well, precise when not."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.errors import EmptyError, InputError, LengthError, SoftOutcomeError

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.intp]
BoolArray = NDArray[np.bool_]

# Floats from 0 up sort as their bits do, so one comparison refuses negative numbers, NaN and
# anything above 1 at once.
ONE = np.float64(1.0).view(np.uint64)


class Rows(NamedTuple):
    """Checked forecasts and outcomes of equal length."""

    forecasts: FloatArray
    outcomes: FloatArray


def vector(values: ArrayLike, *, name: str) -> FloatArray:
    """Return one-dimensional floats, not empty."""
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise InputError(name, f"is not an array of numbers ({error})") from error
    if array.ndim != 1:
        raise InputError(name, f"must have one dimension, has {array.ndim}")
    if array.size == 0:
        raise EmptyError(name, "is empty")
    return array


def unit_interval(values: ArrayLike, *, name: str) -> FloatArray:
    """Return one-dimensional floats in 0..1, not empty; a NaN fails every comparison."""
    array = vector(values, name=name)
    if array.flags.c_contiguous and array.view(np.uint64).max() <= ONE:
        return array
    # Something is wrong, or there is a -0.0.
    if not (array.min() >= 0.0 and array.max() <= 1.0):
        row = int(np.flatnonzero(~((array >= 0.0) & (array <= 1.0)))[0])
        raise InputError(name, f"{array[row]} is not between 0 and 1", row=row)
    return array


def same_length(array: FloatArray, size: int, *, name: str) -> None:
    """Raise unless the array has the given length."""
    if array.shape[0] != size:
        raise LengthError(name, f"has {array.shape[0]} rows, forecasts have {size}")


def rows(forecasts: ArrayLike, outcomes: ArrayLike) -> Rows:
    """Check probabilities and outcomes, each in 0..1; soft outcomes pass."""
    p = unit_interval(forecasts, name="forecasts")
    y = unit_interval(outcomes, name="outcomes")
    same_length(y, p.shape[0], name="outcomes")
    return Rows(p, y)


def binary_rows(forecasts: ArrayLike, outcomes: ArrayLike, *, reason: str) -> Rows:
    """Check probabilities and outcomes that are 0 or 1; `reason` says why no others will do."""
    p, y = rows(forecasts, outcomes)
    soft = (y != 0.0) & (y != 1.0)
    if soft.any():
        row = int(np.flatnonzero(soft)[0])
        raise SoftOutcomeError("outcomes", f"{y[row]} is neither 0 nor 1: {reason}", row=row)
    return Rows(p, y)


def weights(values: ArrayLike | None, size: int) -> FloatArray | None:
    """Check weights: finite, none negative, not all zero; None stays None."""
    if values is None:
        return None
    array = vector(values, name="weights")
    same_length(array, size, name="weights")
    if not (array.min() >= 0.0 and array.max() < np.inf):
        row = int(np.flatnonzero(~((array >= 0.0) & (array < np.inf)))[0])
        raise InputError("weights", f"{array[row]} is negative or not finite", row=row)
    if not array.any():
        raise InputError("weights", "are all zero")
    return array


def finite(values: ArrayLike, *, name: str) -> FloatArray:
    """Return one-dimensional finite floats."""
    array = vector(values, name=name)
    wrong = np.flatnonzero(~np.isfinite(array))
    if wrong.size:
        row = int(wrong[0])
        raise InputError(name, f"{array[row]} is not finite", row=row)
    return array


def codes(labels: ArrayLike, size: int, *, name: str = "clusters") -> IntArray:
    """Number the labels from 0 in order of their value."""
    array = np.asarray(labels)
    if array.ndim != 1:
        raise InputError(name, f"must have one dimension, has {array.ndim}")
    if array.shape[0] != size:
        raise LengthError(name, f"has {array.shape[0]} rows, forecasts have {size}")
    if array.dtype.kind == "f" and np.isnan(array).any():
        row = int(np.flatnonzero(np.isnan(array))[0])
        raise InputError(name, "is not a number", row=row)
    if array.dtype.kind in "iu" and array.size:
        low, span = int(array.min()), int(array.max()) - int(array.min()) + 1
        if span <= 4 * array.size + 1024:  # a table is several times faster than sorting
            offset = (array - low).astype(np.intp)
            present = np.zeros(span, dtype=np.bool_)
            present[offset] = True
            table: IntArray = np.cumsum(present) - 1
            return np.asarray(table[offset], dtype=np.intp)
    return np.unique(array, return_inverse=True)[1].astype(np.intp, copy=False)


def groups(labels: ArrayLike | None, size: int) -> IntArray:
    """Number the groups of (forecaster, question); None: all rows are one group."""
    return np.zeros(size, np.intp) if labels is None else codes(labels, size, name="groups")


def mean(values: FloatArray, weight: FloatArray | None) -> float:
    """Return the (weighted) mean; a row of weight zero does not count, even if it is infinite."""
    if weight is None:
        return float(values.mean())
    used = weight > 0.0
    return float(np.dot(values[used], weight[used]) / weight.sum())


def sums(index: IntArray, values: FloatArray, *, size: int = 0) -> FloatArray:
    """Return the sum of the values at each index, shape (max(index + 1, size),)."""
    return np.asarray(np.bincount(index, weights=values, minlength=size), dtype=np.float64)


def products(levers: FloatArray, values: FloatArray) -> FloatArray:
    """Return `levers.T @ values` for few levers, shape (k, columns), on this processor alone.

    BLAS would spread it over all of them, and on a busy machine wait for each: a hundred times as
    long.
    """
    return np.stack([np.einsum("m,md->d", lever, values) for lever in levers.T])
