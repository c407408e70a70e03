"""Live monitoring: evidence against calibration that may be looked at after every resolution."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import log_expit, logit

from scoring import _checks
from scoring._checks import BoolArray, FloatArray, IntArray
from scoring._sample import Sample, offset_clusters

_BLOCK = 1 << 13  # logits per pass: they stay in cache, and BLAS calls on no other core

SLOPES = (0.2, 0.4, 0.6, 0.8, 1.0, 1.25, 1.5, 1.8, 2.5)
INTERCEPTS = (-1.0, -0.5, -0.25, 0.0, 0.25, 0.5, 1.0)
MIXTURE: tuple[tuple[float, float], ...] = tuple(
    (a, b) for a in INTERCEPTS for b in SLOPES if (a, b) != (0.0, 1.0)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EProcess:
    """Evidence against calibration after each resolution.

    Attributes:
        e_value: after the last one; 20 or more at any time rejects calibration at 5 %.
        log_e_value: its natural logarithm.
        largest: largest value so far.
        crossed_at: how many resolutions it took to reach `1 / level` first, None if it never did.
        path: logarithm after each resolution, in order.
        certain_wrong: forecasts of 0 or 1 that failed: each makes the evidence infinite.
    """

    e_value: float
    log_e_value: float
    largest: float
    crossed_at: int | None
    path: tuple[float, ...]
    certain_wrong: int


def e_process(
    *,
    forecasts: ArrayLike,
    outcomes: ArrayLike,
    weights: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
    resolved_at: ArrayLike | None = None,
    level: float = 0.05,
) -> EProcess:
    """Return the mixture e-process against calibration.

    Formula: average over Cox alternatives (a, b) of the product over questions of `q / p` for the
    outcome that came, with `logit q = a + b logit p`. Forecasts of one question are averaged (by
    weight) before multiplying, which is valid however they hang together; a question whose
    forecasts offset each other is no bet. A calibrated forecaster's process ever reaches 1 / level
    with probability at most `level`. Scale: 0 to infinity; 1 says nothing, 20 rejects at 5 %, below
    1 speaks for calibration.

    Args:
        forecasts: probabilities of YES in 0..1, shape (n,).
        outcomes: 0 or 1, shape (n,).
        weights: shares of the rows of one question, shape (n,); rows of weight 0 are left out. A
            question as a whole always counts once.
        clusters: label of the question of each forecast, shape (n,).
        resolved_at: when each question was resolved, shape (n,); None: in order of rows. The
            path depends on it, the final value does not.
        level: of the crossing that is reported.

    Raises:
        InputError: as `mean_brier`, soft outcomes.

    Source: Ville (1939); Ramdas, Grunwald, Vovk and Shafer (2023); for calibration Arnold, Henzi
    and Ziegel (2023), with Cox alternatives as a house choice.

    >>> result = e_process(forecasts=[0.9] * 30, outcomes=[1, 0] * 15)
    >>> result.e_value > 20, result.crossed_at
    (True, 10)
    """
    p, y = _checks.binary_rows(
        forecasts, outcomes, reason="a bet on an event pays out on yes or no only"
    )
    w = _checks.weights(weights, p.size)
    time = np.arange(p.size, dtype=np.float64)
    if resolved_at is not None:
        time = _checks.finite(resolved_at, name="resolved_at")
        _checks.same_length(time, p.size, name="resolved_at")
    label = np.arange(p.size) if clusters is None else _checks.codes(clusters, p.size)
    used = np.arange(p.size) if w is None else np.flatnonzero(w > 0.0)
    # A question is resolved with its last row; questions follow one another in that order.
    last = np.full(int(label.max()) + 1, -np.inf)
    np.maximum.at(last, label[used], time[used])
    order = used[np.lexsort((used, label[used], last[label[used]]))]
    p, y, label = p[order], y[order], label[order]
    w = np.ones(p.size) if w is None else w[order]
    starts = np.flatnonzero(np.append(True, label[1:] != label[:-1]))
    sure = (p == 0.0) | (p == 1.0)
    wrong = sure & (p != y)

    offset = offset_clusters(np.where(sure, 0.5, p), w, starts)
    silent = sure | np.repeat(offset, np.diff(np.append(starts, p.size)))
    path = _log_mixture_path(p, y, w, silent, starts)
    refuted = np.logical_or.reduceat(wrong, starts)
    path[np.maximum.accumulate(refuted)] = np.inf
    reached = np.flatnonzero(path >= -np.log(level))
    return EProcess(
        e_value=_exp(path[-1]),
        log_e_value=float(path[-1]),
        largest=_exp(path.max()),
        crossed_at=int(reached[0]) + 1 if reached.size else None,
        path=tuple(path.tolist()),
        certain_wrong=int(wrong.sum()),
    )


def log_e_value_of_sample(sample: Sample) -> float:
    """Return the logarithm of the final value of the process for a prepared sample."""
    if sample.certain_wrong:
        return float(np.inf)
    if sample.size == 0:
        return 0.0
    if sample.starts.size != sample.size:
        silent = np.zeros(sample.size, dtype=np.bool_)
        path = _log_mixture_path(
            sample.forecasts, sample.outcomes, sample.weights, silent, sample.starts
        )
        return float(path[-1])
    x = np.unique(sample.logits)
    where = np.searchsorted(x, sample.logits)
    count = np.bincount(where).astype(np.float64)
    misses = _checks.sums(where, 1.0 - sample.outcomes)
    products = np.zeros(len(MIXTURE))
    for start in range(0, x.size, _BLOCK):
        part = slice(start, start + _BLOCK)
        products += _log_products(x[part], count[part], misses[part])
    return float(np.logaddexp.reduce(products) - np.log(len(MIXTURE)))


def _log_products(x: FloatArray, count: FloatArray, misses: FloatArray) -> FloatArray:
    """Return the logarithm of each alternative's product over forecasts of the given logits."""
    under_null = _log_expit(x)
    products = []
    for a, b in MIXTURE:
        eta = a + b * x
        # The logarithm of 1 - expit(eta) is that of expit(eta) less eta: saves half of them.
        gain = np.dot(count, _log_expit(eta) - under_null) - np.dot(misses, eta - x)
        products.append(float(gain))
    return np.array(products)


def _log_expit(eta: FloatArray) -> FloatArray:
    """Return ln(1 / (1 + exp(-eta))): ten times as fast as scipy's, as exact in a sum."""
    return np.minimum(eta, 0.0) - np.log(1.0 + np.exp(-np.abs(eta)))


def _log_mixture_path(
    p: FloatArray, y: FloatArray, w: FloatArray, silent: BoolArray, starts: IntArray
) -> FloatArray:
    """Return the logarithm of the mixture after each question; silent forecasts bet nothing."""
    sign = 2.0 * y - 1.0
    x = np.where(silent, 0.0, logit(np.where(silent, 0.5, p)))
    under_null = log_expit(sign * x)
    counts = np.diff(np.append(starts, p.size))
    share = np.log(w) - np.repeat(np.log(np.add.reduceat(w, starts)), counts)
    single = starts.size == p.size
    total = np.full(starts.size, -np.inf)
    for a, b in MIXTURE:
        gain = np.where(silent, 0.0, log_expit(sign * (a + b * x)) - under_null)
        if not single:
            gain = np.logaddexp.reduceat(gain + share, starts)
        np.logaddexp(total, np.cumsum(gain), out=total)
    return np.asarray(total - np.log(len(MIXTURE)), dtype=np.float64)


def _exp(value: float) -> float:
    """Return the exponential, infinite beyond what a float can hold."""
    return float(np.exp(value)) if value < 709.0 else float(np.inf)
