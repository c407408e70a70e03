"""How fast scores are, against numpy, scipy, scikit-learn and model-diagnostics in the same run."""

import time
import tracemalloc
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import isotonic_regression

from predictions.scoretable.reading import read_score_table
from scoring.brier import mean_brier
from scoring.decomposition import corp
from scoring.leaderboard import leaderboard
from scoring.report import score_report

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Row = tuple[str, float, float | None]

MILLION = 1_000_000


def best(function: Callable[[], object], repeats: int = 7) -> float:
    """Return the shortest of some runs, in seconds."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return min(times)


def ratio(
    function: Callable[[], object], baseline: Callable[[], object], repeats: int = 7
) -> float:
    """Return how long one takes in units of the other, run in turns so that load hits both."""
    ours, theirs = [], []
    for _ in range(repeats):
        theirs.append(best(baseline, 1))
        ours.append(best(function, 1))
    return min(ours) / min(theirs)


def peak_megabytes(function: Callable[[], object]) -> float:
    """Return the memory a call needs beyond what is there already."""
    tracemalloc.start()
    function()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 1e6


def run() -> list[Row]:
    """Return what was measured."""
    rng = np.random.default_rng(1)
    p = rng.random(MILLION)
    y = (rng.random(MILLION) < p).astype(np.float64)
    return [*_brier(p, y), *_corp(p, y), *_reports(rng), *_large(rng)]


def _brier(p: Floats, y: Floats) -> list[Row]:
    few_p, few_y = p[:100].copy(), y[:100].copy()

    def hundred() -> None:
        for _ in range(200):
            mean_brier(forecasts=few_p, outcomes=few_y)

    return [
        (
            "Brier of 1,000,000 / np.mean((p - y)**2)",
            ratio(
                lambda: mean_brier(forecasts=p, outcomes=y),
                lambda: np.mean((p - y) ** 2),
                repeats=40,
            ),
            1.2,
        ),
        ("Brier of 100, microseconds", best(hundred) / 200 * 1e6, 20.0),
    ]


def _corp(p: Floats, y: Floats) -> list[Row]:
    percents = np.round(p, 2)
    ours = best(lambda: corp(forecasts=percents, outcomes=y))
    return [
        (
            "CORP of 1,000,000 / (argsort + scipy's PAV)",
            ratio(
                lambda: corp(forecasts=p, outcomes=y),
                lambda: isotonic_regression(y[np.argsort(p)]),
                repeats=4,
            ),
            1.2,
        ),
        (
            "CORP of 1,000,000 whole percents / np.mean((p - y)**2)",
            ratio(
                lambda: corp(forecasts=percents, outcomes=y),
                lambda: np.mean((percents - y) ** 2),
                repeats=40,
            ),
            4.0,
        ),
        (
            "scikit-learn's isotonic fit of whole percents / our CORP",
            best(lambda: _scikit(percents, y), 2) / ours,
            None,
        ),
        (
            "model-diagnostics' decomposition of whole percents / our CORP",
            best(lambda: _diagnostics(percents, y), 1) / ours,
            None,
        ),
    ]


def _scikit(p: Floats, y: Floats) -> float:
    from sklearn.isotonic import IsotonicRegression

    fitted = IsotonicRegression(y_min=0.0, y_max=1.0).fit_transform(p, y)
    return float(np.mean((p - y) ** 2) - np.mean((fitted - y) ** 2))


def _diagnostics(p: Floats, y: Floats) -> object:
    from model_diagnostics.scoring import SquaredError, decompose

    return decompose(y_obs=y, y_pred=p, scoring_function=SquaredError())


def _reports(rng: np.random.Generator) -> list[Row]:
    p = rng.random(200)
    y = (rng.random(200) < p).astype(np.float64)
    label = np.arange(200) // 2
    people = np.arange(200) % 5

    def plain() -> object:
        return score_report(forecasts=p, outcomes=y, seed=1)

    def clustered() -> object:
        return score_report(forecasts=p, outcomes=y, clusters=label, seed=1)

    def pooled() -> object:
        return score_report(forecasts=p, outcomes=y, clusters=label, forecasters=people, seed=1)

    return [
        ("report of 200, 2,000 draws, milliseconds", best(plain) * 1e3, 100.0),
        ("report of 200 on 100 questions, milliseconds", best(clustered) * 1e3, 100.0),
        ("report of 200 by 5 forecasters, milliseconds", best(pooled) * 1e3, 100.0),
    ]


def _memory(rng: np.random.Generator) -> list[Row]:
    p = rng.random(10 * MILLION)
    y = (rng.random(10 * MILLION) < p).astype(np.float64)
    functions: dict[str, Callable[[], object]] = {
        "Brier": lambda: mean_brier(forecasts=p, outcomes=y),
        "CORP": lambda: corp(forecasts=p, outcomes=y),
        "report": lambda: score_report(forecasts=p, outcomes=y, seed=1),
    }
    return [
        (f"{name} of 10,000,000, megabytes beyond the input", peak_megabytes(function), 1000.0)
        for name, function in functions.items()
    ]


def _everyone(p: Floats, who: Ints, what: Ints) -> object:
    happened = (what % 2).astype(np.float64)
    return score_report(forecasts=p, outcomes=happened, clusters=what, forecasters=who, seed=1)


def _large(rng: np.random.Generator) -> list[Row]:
    people, questions = 100_000, 50
    who = np.repeat(np.arange(people), questions)
    what = np.tile(np.arange(questions), people)
    scores = rng.random(people * questions)
    table = (
        b"probability,outcome,question,forecaster\n" + b"0.25,1,q1,ann\n0.75,0,q2,bob\n" * 500_000
    )
    return [
        *_memory(rng),
        (
            "report over 100,000 forecasters x 50 questions, seconds",
            best(lambda: _everyone(np.round(scores, 2), who, what), 1),
            None,
        ),
        (
            "leaderboard of 100,000 forecasters x 50 questions, seconds",
            best(lambda: leaderboard(scores=scores, forecasters=who, questions=what), 2),
            None,
        ),
        ("CSV of 1,000,000 rows, seconds", best(lambda: read_score_table(table), 2), None),
    ]
