"""The same figures from independent implementations, where those are right.

scikit-learn's and model-diagnostics' isotonic regressions give equal forecasts one value too, but
model-diagnostics' decomposition does not pool them before it averages, and scipy's plain isotonic
regression depends on the order of tied rows; so they are compared on distinct forecasts, and one
test shows the difference on ties.
"""

import numpy as np
import pytest
import scoringrules
from model_diagnostics.scoring import SquaredError, decompose
from numpy.typing import NDArray
from scipy.optimize import isotonic_regression
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, log_loss

from scoring.brier import brier, mean_brier, multicategory_brier, ranked_probability_score
from scoring.crps import crps_from_quantiles
from scoring.decomposition import corp, recalibrate
from scoring.interval import weighted_interval_score
from scoring.logarithmic import log_score, mean_log_score
from scoring.recalibration import cox

Floats = NDArray[np.float64]


@pytest.fixture
def rows() -> tuple[Floats, Floats, Floats]:
    """Distinct forecasts, overconfident outcomes, weights."""
    rng = np.random.default_rng(11)
    p = np.clip(rng.random(300), 0.001, 0.999)
    y = (rng.random(300) < 0.2 + 0.6 * p).astype(float)
    return p, y, rng.integers(1, 5, 300).astype(float)


def test_brier_and_log_scores_agree_with_scikit_learn_and_scoringrules(
    rows: tuple[Floats, Floats, Floats],
) -> None:
    p, y, w = rows
    assert mean_brier(forecasts=p, outcomes=y, weights=w) == pytest.approx(
        brier_score_loss(y, p, sample_weight=w)
    )
    assert mean_log_score(forecasts=p, outcomes=y, weights=w).mean == pytest.approx(
        log_loss(y, p, sample_weight=w)
    )
    np.testing.assert_allclose(brier(forecasts=p, outcomes=y), scoringrules.brier_score(y, p))
    np.testing.assert_allclose(log_score(forecasts=p, outcomes=y), scoringrules.log_score(y, p))


def test_ranked_probability_scores_agree_with_scoringrules() -> None:
    rng = np.random.default_rng(3)
    p = rng.dirichlet(np.ones(4), size=50)
    index = rng.integers(0, 4, 50)
    ours = ranked_probability_score(forecasts=p, outcomes=index)
    # scoringrules numbers the options from 1.
    np.testing.assert_allclose(ours, scoringrules.rps_score(index + 1, p))
    binary = np.column_stack((1 - p[:, 0], p[:, 0]))
    np.testing.assert_allclose(
        multicategory_brier(forecasts=binary, outcomes=(index > 1)),
        2.0 * brier(forecasts=p[:, 0], outcomes=(index > 1)),
    )


def test_recalibration_agrees_with_scikit_learn_ties_and_weights_included(
    rows: tuple[Floats, Floats, Floats],
) -> None:
    p, y, w = rows
    for q in (p, p.round(1)):
        theirs = IsotonicRegression().fit(q, y, sample_weight=w).predict(q)
        np.testing.assert_allclose(
            recalibrate(forecasts=q, outcomes=y, weights=w), theirs, atol=1e-12
        )


def test_the_decomposition_agrees_with_model_diagnostics_on_distinct_forecasts(
    rows: tuple[Floats, Floats, Floats],
) -> None:
    p, y, w = rows
    theirs = decompose(y_obs=y, y_pred=p, weights=w, scoring_function=SquaredError())
    ours = corp(forecasts=p, outcomes=y, weights=w)
    for name in ("miscalibration", "discrimination", "uncertainty", "score"):
        assert getattr(ours, name) == pytest.approx(float(theirs[name][0]), abs=1e-9)


def test_unpooled_isotonic_regression_depends_on_the_order_of_ties_ours_does_not() -> None:
    p = np.array([0.3, 0.3, 0.6])
    good, bad = np.array([0.0, 1.0, 1.0]), np.array([1.0, 0.0, 1.0])
    unpooled = [isotonic_regression(y).x.tolist() for y in (good, bad)]
    assert unpooled[0] != unpooled[1]
    ours = [corp(forecasts=p, outcomes=y) for y in (good, bad)]
    assert ours[0] == ours[1]


def test_the_recalibration_slope_agrees_with_scikit_learn(
    rows: tuple[Floats, Floats, Floats],
) -> None:
    p, y, w = rows
    x = np.log(p / (1 - p))[:, None]
    model = LogisticRegression(C=np.inf, tol=1e-10, max_iter=1000).fit(x, y, sample_weight=w)
    fit = cox(forecasts=p, outcomes=y, weights=w)
    assert fit.slope == pytest.approx(float(model.coef_[0, 0]), abs=1e-5)
    assert fit.intercept == pytest.approx(float(model.intercept_[0]), abs=1e-5)


def test_quantile_scores_agree_with_scoringrules() -> None:
    rng = np.random.default_rng(4)
    levels = np.array([0.05, 0.25, 0.5, 0.75, 0.95])
    q = np.sort(rng.normal(size=(40, 5)), axis=1)
    x = rng.normal(size=40)
    np.testing.assert_allclose(
        crps_from_quantiles(quantiles=q, levels=levels, outcomes=x),
        scoringrules.crps_quantile(x, q, levels),
    )
    # Its weighted interval score (0.10) adds the median itself instead of its distance from the
    # outcome, so the sum is taken here over its interval scores, which are right.
    inner, outer = (
        scoringrules.interval_score(x, q[:, low], q[:, high], alpha)
        for low, high, alpha in ((1, 3, 0.5), (0, 4, 0.1))
    )
    theirs = (0.5 * np.abs(x - q[:, 2]) + 0.25 * inner + 0.05 * outer) / 2.5
    ours = weighted_interval_score(quantiles=q, levels=levels, outcomes=x)
    np.testing.assert_allclose(ours.score, theirs)
