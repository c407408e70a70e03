"""How each forecaster did on one prediction, once it has ended.

The headline is the time-averaged Brier over the days a forecast stood, with coverage beside it;
the last forecast is scored too, since that is what most people remember. Stated probabilities and
those read from words are kept apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from predictions.beliefs import Probability
from predictions.model import Forecast, Prediction, Resolution

DAY = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastScore:
    """One forecast beside the outcome; `brier` on the 0–1 scale."""

    forecast: Forecast
    brier: float
    log_score: float
    late: bool  # made when the answer could be known: shown, not counted


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecasterScore:
    """One forecaster on one prediction.

    Attributes:
        brier: of the last forecast before the close, 0–1; None where all came too late.
        brier_over_time: average over the time a forecast stood, 0–1.
        coverage: share of the prediction's life in which one stood.
        implied: the probability was read from words.
    """

    forecaster_id: int
    implied: bool
    first: Forecast
    last: Forecast
    forecasts: int
    late: int
    brier: float | None
    brier_over_time: float | None
    coverage: float


def closed_at(prediction: Prediction, resolution: Resolution) -> datetime:
    """Return when the answer could be known: event, deadline or decision, whichever came first."""
    moments = (resolution.happened_at, prediction.window.due_at, resolution.decided_at)
    return min(moment for moment in moments if moment is not None)


def forecast_scores(
    prediction: Prediction, forecasts: Iterable[Forecast], resolution: Resolution
) -> list[ForecastScore]:
    """Score every binary forecast; an outcome that is not scored gives none."""
    from scoring.brier import brier  # noqa: PLC0415 (numpy is heavy, and most callers list only)
    from scoring.logarithmic import log_score  # noqa: PLC0415

    target = resolution.outcome.target
    binary = [f for f in forecasts if isinstance(f.belief, Probability)]
    if target is None or not binary:
        return []
    close = closed_at(prediction, resolution)
    p = [_probability(forecast) for forecast in binary]
    y = [target] * len(binary)
    scores = zip(
        binary, brier(forecasts=p, outcomes=y), log_score(forecasts=p, outcomes=y), strict=True
    )
    return [
        ForecastScore(forecast=f, brier=float(b), log_score=float(s), late=f.made_at >= close)
        for f, b, s in scores
    ]


def forecaster_scores(
    prediction: Prediction, forecasts: Iterable[Forecast], resolution: Resolution
) -> list[ForecasterScore]:
    """Score every forecaster, the best first, those who cannot be scored last."""
    scored = forecast_scores(prediction, forecasts, resolution)
    scored.sort(key=lambda s: (_group(s.forecast), s.forecast.made_at, s.forecast.id or 0))
    found = [
        _forecaster(prediction, list(group), resolution)
        for _, group in groupby(scored, key=lambda s: _group(s.forecast))
    ]
    return sorted(found, key=lambda s: (s.brier is None, s.brier, s.forecaster_id))


def _forecaster(
    prediction: Prediction, scored: list[ForecastScore], resolution: Resolution
) -> ForecasterScore:
    from scoring.overtime import time_averaged  # noqa: PLC0415

    counted = [s for s in scored if not s.late]
    close = closed_at(prediction, resolution)
    # An essay's forecast may be older than its entry here: the life of a prediction begins with
    # whichever came first.
    opened = min(prediction.created_at, *(s.forecast.made_at for s in scored), close)
    over_time = time_averaged(
        scores=[s.brier for s in counted],
        times=[s.forecast.made_at.timestamp() / DAY for s in counted],
        opened_at=opened.timestamp() / DAY,
        closed_at=close.timestamp() / DAY,
    )
    return ForecasterScore(
        forecaster_id=scored[0].forecast.forecaster_id,
        implied=_implied(scored[0].forecast),
        first=scored[0].forecast,
        last=(counted or scored)[-1].forecast,
        forecasts=len(counted),
        late=len(scored) - len(counted),
        brier=counted[-1].brier if counted else None,
        brier_over_time=over_time.score,
        coverage=over_time.coverage,
    )


def _group(forecast: Forecast) -> tuple[int, bool]:
    return forecast.forecaster_id, _implied(forecast)


def _implied(forecast: Forecast) -> bool:
    return isinstance(forecast.belief, Probability) and forecast.belief.basis.implied


def _probability(forecast: Forecast) -> float:
    belief = forecast.belief
    assert isinstance(belief, Probability)  # noqa: S101 (the caller keeps only binary ones)
    return belief.value
