"""Equal forecasts pooled: without it, what isotonic regression says depends on the order of rows."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import isotonic_regression

from scoring._checks import ONE, FloatArray, IntArray

_BLOCK = 1 << 17  # rows per pass: large enough to hide Python, small enough to stay in cache


class Pooled(NamedTuple):
    """Distinct forecasts in increasing order with what belongs to each."""

    forecasts: FloatArray
    weight: FloatArray  # sum of the weights
    hits: FloatArray  # sum of weight times outcome
    squares: float  # sum of weight times squared outcome, over all rows


def pool(p: FloatArray, y: FloatArray, w: FloatArray | None = None) -> Pooled:
    """Pool rows that are checked already."""
    if w is not None:
        return _pool_weighted(p, y, w)
    return pool_percents(p, y) or _pool_binary(p, y) or _pool_weighted(p, y, None)


def pool_percents(p: FloatArray, y: FloatArray) -> Pooled | None:
    """Pool whole percents with outcomes 0 and 1 by counting; None where rows are anything else.

    What it returns is checked: it may run before any other check.
    """
    if p.shape != y.shape or p.ndim != 1 or not p.flags.c_contiguous or p.size == 0:
        return None
    size = min(_BLOCK, p.size)
    scaled, back, happened = np.empty(size), np.empty(size), np.empty(size, np.bool_)
    index = np.empty(p.size, np.uint8)
    for start in range(0, p.size, _BLOCK):
        part, outcome = p[start : start + _BLOCK], y[start : start + _BLOCK]
        n = part.size
        yes = np.equal(outcome, 1.0, out=happened[:n])
        if not (part.view(np.uint64).max() <= ONE and ((outcome != 0.0) == yes).all()):
            return None
        percent = np.rint(np.multiply(part, 100.0, out=scaled[:n]), out=scaled[:n])
        if not (np.divide(percent, 100.0, out=back[:n]) == part).all():
            return None
        place = index[start : start + n]
        np.copyto(place, percent, casting="unsafe")
        np.bitwise_or(place, yes.view(np.uint8) * np.uint8(128), out=place)
    counts = _tally(index)
    no, hits = counts[:101].astype(np.float64), counts[128:229].astype(np.float64)
    used = np.flatnonzero(no + hits)
    return Pooled(used / 100.0, (no + hits)[used], hits[used], float(hits.sum()))


def _tally(index: NDArray[np.uint8]) -> IntArray:
    """Count bytes: two at a time where there are many, which takes half as long."""
    if index.size < _BLOCK:
        return np.bincount(index, minlength=256)
    odd = index.size % 2
    pairs = np.bincount(index[odd:].view(np.uint16), minlength=1 << 16).reshape(256, 256)
    return np.asarray(
        pairs.sum(axis=0) + pairs.sum(axis=1) + np.bincount(index[:odd], minlength=256)
    )


def _pool_binary(p: FloatArray, y: FloatArray) -> Pooled | None:
    """Pool outcomes 0 and 1 by sorting the forecasts' bits with the outcome as the last bit."""
    yes = y == 1.0
    if not ((y != 0.0) == yes).all():
        return None
    packed = (p + 0.0).view(np.uint64) << np.uint64(1)  # + 0.0: -0.0 becomes 0.0
    packed |= yes
    packed.sort()
    hits = (packed & np.uint64(1)).astype(np.float64)
    total = float(hits.sum())
    packed >>= np.uint64(1)
    return _merge(packed.view(np.float64), np.ones(0), hits, total)


def _pool_weighted(p: FloatArray, y: FloatArray, w: FloatArray | None) -> Pooled:
    """Pool any outcomes, with or without weights; rows of weight zero are left out."""
    if w is not None and not w.all():
        p, y, w = p[w > 0.0], y[w > 0.0], w[w > 0.0]
    order = np.argsort(p, kind="stable")
    hits = y[order] if w is None else (y * w)[order]
    squares = float(np.dot(y, y) if w is None else np.dot(y * y, w))
    return _merge(p[order] + 0.0, np.ones(0) if w is None else w[order], hits, squares)


def _merge(p: FloatArray, w: FloatArray, hits: FloatArray, squares: float) -> Pooled:
    """Add up rows of equal forecast; `w` is empty where every row weighs 1."""
    first: NDArray[np.bool_] = np.empty(p.size, dtype=np.bool_)
    first[0] = True
    np.not_equal(p[1:], p[:-1], out=first[1:])
    if first.all():
        return Pooled(p, w if w.size else np.ones(p.size), hits, squares)
    starts: IntArray = np.flatnonzero(first)
    ends = np.append(starts[1:], p.size)
    weight = np.add.reduceat(w, starts) if w.size else (ends - starts).astype(np.float64)
    return Pooled(p[starts], weight, np.add.reduceat(hits, starts), squares)


def isotonic(hits: FloatArray, weight: FloatArray) -> FloatArray:
    """Return the increasing sequence nearest to hits / weight, by pooling adjacent violators."""
    fitted = isotonic_regression(hits / weight, weights=weight).x
    # Averages of rates can leave 0..1 by a rounding error.
    return np.asarray(np.clip(fitted, 0.0, 1.0), dtype=np.float64)


def isotonic_rows(hits: FloatArray, weight: FloatArray) -> FloatArray:
    """Return the isotonic regression of every row of `hits`, shape (draws, m), in one pass.

    The rows are laid end to end, each lifted above the one before, so no block can span two.
    """
    draws, m = hits.shape
    lift = 2.0 * np.arange(draws)[:, None]
    same = bool((weight == weight[0]).all())
    lifted = (hits / weight + lift).ravel()
    fitted = isotonic_regression(
        lifted, weights=None if same else np.tile(weight, draws)
    ).x.reshape(draws, m)
    return np.asarray(np.clip(fitted - lift, 0.0, 1.0), dtype=np.float64)
