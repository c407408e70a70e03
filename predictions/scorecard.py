"""How each forecaster did on one prediction, once it has ended.

The headline is the score averaged over the days a forecast stood, with coverage beside it; the last
forecast is scored too, since that is what most people remember. Stated probabilities and those read
from words are kept apart. Yes or no has the Brier score, 0 to 1; multiple choice the Brier score
over its options, 0 to 2; a number or a day the CRPS in its own unit, by the percentiles `LEVELS`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from predictions.beliefs import (
    Belief,
    Ladder,
    Probability,
    Quantiles,
    Shares,
    knows_its_middle,
    value_at,
)
from predictions.model import Forecast, Kind, Prediction, Resolution
from predictions.outcomes import Outcome, Verdict
from predictions.times import start_of

DAY = 86_400.0
# Everybody is scored at the same ones, whichever they named: who chose theirs could name but one,
# far out, where nothing can be wrong by much.
LEVELS = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastScore:
    """One forecast beside the outcome; `score` is None where it leaves open where its middle is."""

    forecast: Forecast
    score: float | None
    late: bool  # made when the answer could be known: shown, not counted


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecasterScore:
    """One forecaster on one prediction.

    Attributes:
        score: of the last forecast before the close; None where all came too late or say too little.
        score_over_time: average over the time a forecast stood.
        coverage: share of the prediction's life in which one stood.
        implied: the probability was read from words.
    """

    forecaster_id: int
    implied: bool
    first: Forecast
    last: Forecast
    forecasts: int
    late: int
    score: float | None
    score_over_time: float | None
    coverage: float


def closed_at(prediction: Prediction, resolution: Resolution) -> datetime:
    """Return when the answer could be known: event, deadline or decision, whichever came first."""
    came = _day_that_came(prediction, resolution.outcome)
    moments = (resolution.happened_at, came, prediction.window.due_at, resolution.decided_at)
    return min(moment for moment in moments if moment is not None)


def _day_that_came(prediction: Prediction, outcome: Outcome) -> datetime | None:
    """Return the end of the day on which it happened, where a day was asked for."""
    asked = prediction.kind is Kind.DATE and outcome.verdict is Verdict.VALUE
    if not asked or outcome.value is None or outcome.value == prediction.never:
        return None
    next_day = date.fromordinal(int(outcome.value)) + timedelta(days=1)
    return start_of(next_day, prediction.window.time_zone)


def forecast_scores(
    prediction: Prediction, forecasts: Iterable[Forecast], resolution: Resolution
) -> list[ForecastScore]:
    """Score every forecast; an outcome that is not scored gives none."""
    fitting = [f for f in forecasts if prediction.accepts(f.belief)]
    scores = belief_scores(prediction, [f.belief for f in fitting], resolution.outcome)
    if not scores:
        return []
    close = closed_at(prediction, resolution)
    return [
        ForecastScore(forecast=f, score=score, late=f.made_at >= close)
        for f, score in zip(fitting, scores, strict=True)
    ]


def belief_scores(
    prediction: Prediction, beliefs: Sequence[Belief], outcome: Outcome
) -> list[float | None]:
    """Return the score of each belief on a prediction; nothing where nobody is scored.

    None for one that leaves open where its middle is.
    """
    if not beliefs or not outcome.scored:
        return []
    if prediction.kind is Kind.BINARY:
        return [*_brier([b.value for b in beliefs if isinstance(b, Probability)], outcome)]
    assert outcome.value is not None  # noqa: S101 (what ended with a value has one)
    if prediction.kind is Kind.CHOICE:
        return [*_brier_of_shares([b.values for b in beliefs if isinstance(b, Shares)], outcome)]
    return _crps(prediction, beliefs, outcome.value)


def _brier(values: Sequence[float], outcome: Outcome) -> list[float]:
    from scoring.brier import brier  # noqa: PLC0415 (numpy is heavy, and most callers list only)

    target = outcome.target
    assert target is not None  # noqa: S101 (what is scored has one)
    found: list[float] = brier(forecasts=values, outcomes=[target] * len(values)).tolist()
    return found


def _brier_of_shares(shares: Sequence[Sequence[float]], outcome: Outcome) -> list[float]:
    from scoring.brier import multicategory_brier  # noqa: PLC0415

    came = [int(outcome.value or 0)] * len(shares)
    found: list[float] = multicategory_brier(forecasts=shares, outcomes=came).tolist()
    return found


def _crps(prediction: Prediction, beliefs: Sequence[Belief], value: float) -> list[float | None]:
    from scoring.crps import crps_from_quantiles  # noqa: PLC0415

    known = [percentiles(prediction, belief) for belief in beliefs]
    told = [each for each in known if each is not None]
    came = _counted(prediction, value)
    found: list[float] = (
        crps_from_quantiles(quantiles=told, levels=LEVELS, outcomes=[came] * len(told)).tolist()
        if told
        else []
    )
    scores = iter(found)
    return [None if each is None else next(scores) for each in known]


def percentiles(prediction: Prediction, belief: Belief) -> tuple[float, ...] | None:
    """Return what a belief says at `LEVELS`; None where its middle is open.

    Of a day all that lies past the deadline is the same "not by then".
    """
    if not isinstance(belief, Quantiles | Ladder) or not knows_its_middle(belief):
        return None
    return tuple(_counted(prediction, value_at(belief, level)) for level in LEVELS)


def _counted(prediction: Prediction, value: float) -> float:
    return value if prediction.never is None else min(value, prediction.never)


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
    return sorted(found, key=lambda s: (s.score is None, s.score, s.forecaster_id))


def _forecaster(
    prediction: Prediction, scored: list[ForecastScore], resolution: Resolution
) -> ForecasterScore:
    from scoring.overtime import time_averaged  # noqa: PLC0415

    counted = [(s.forecast, s.score) for s in scored if not s.late and s.score is not None]
    opened, close = _life(prediction, scored, resolution)
    over_time = time_averaged(
        scores=[score for _, score in counted],
        times=[forecast.made_at.timestamp() / DAY for forecast, _ in counted],
        opened_at=opened.timestamp() / DAY,
        closed_at=close.timestamp() / DAY,
    )
    return ForecasterScore(
        forecaster_id=scored[0].forecast.forecaster_id,
        implied=_implied(scored[0].forecast),
        first=scored[0].forecast,
        last=counted[-1][0] if counted else scored[-1].forecast,
        forecasts=len(counted),
        late=sum(s.late for s in scored),
        score=counted[-1][1] if counted else None,
        score_over_time=over_time.score,
        coverage=over_time.coverage,
    )


def _life(
    prediction: Prediction, scored: Sequence[ForecastScore], resolution: Resolution
) -> tuple[datetime, datetime]:
    close = closed_at(prediction, resolution)
    # An essay's forecast may be older than its entry here: the life of a prediction begins with
    # whichever came first.
    return min(prediction.created_at, *(s.forecast.made_at for s in scored), close), close


def weights(
    prediction: Prediction, scored: Sequence[ForecastScore], resolution: Resolution
) -> list[float]:
    """Return the share of the time for which each forecast of one forecaster stood."""
    from scoring.overtime import standing  # noqa: PLC0415

    opened, close = _life(prediction, scored, resolution)
    counted = [s for s in scored if not s.late and s.score is not None]
    if not counted:
        return [0.0] * len(scored)
    duration = standing(
        times=[s.forecast.made_at.timestamp() / DAY for s in counted],
        opened_at=opened.timestamp() / DAY,
        closed_at=close.timestamp() / DAY,
    ).duration
    total = float(duration.sum())
    shares = iter((duration / total if total else duration).tolist())
    return [next(shares) if s in counted else 0.0 for s in scored]


def _group(forecast: Forecast) -> tuple[int, bool]:
    return forecast.forecaster_id, _implied(forecast)


def _implied(forecast: Forecast) -> bool:
    return isinstance(forecast.belief, Probability) and forecast.belief.basis.implied
