"""How what all forecasters together say has moved, for the chart on a card."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.charts.moves import Line, Moves, Scale, Step, means, medians
from bot.render.crowd import implied, middle
from predictions.beliefs import Shares
from predictions.model import Forecast, Kind
from predictions.outcomes import Verdict
from storage.dossier import Record

MOST_LINES = 4  # options drawn: with more nobody tells their lines apart
SCALES = {Kind.NUMERIC: Scale.NUMBER, Kind.DATE: Scale.DATE}


def moves(record: Record, *, now: datetime, viewer: int | None = None) -> Moves | None:
    """Return how the crowd moved, for a chart; None before the second stated forecast.

    It tells everything that the forecasts tell: whoever may not see those may not see it.
    """
    told = [f for f in sorted(record.forecasts, key=_order) if not implied(f)]
    if len(told) < 2:
        return None
    prediction, resolution = record.prediction, record.resolution
    choice = prediction.kind is Kind.CHOICE
    closed = prediction.window.due_at
    ended = resolution.happened_at or resolution.decided_at if resolution else now
    return Moves(
        lines=_options(prediction.options, told) if choice else (_median(told),),
        said=() if choice else _points(told),
        own=() if choice else _points(f for f in told if f.forecaster_id == viewer),
        until=min(ended, closed) if closed else ended,
        scale=SCALES.get(prediction.kind, Scale.PROBABILITY),
        unit=prediction.unit or "",
        truth=_truth(record),
        never=prediction.never,
        time_zone=prediction.window.time_zone,
    )


def _order(forecast: Forecast) -> tuple[datetime, int]:
    return forecast.made_at, forecast.id or 0


def _points(forecasts: Iterable[Forecast]) -> tuple[Step, ...]:
    return tuple((f.made_at, middle(f.belief)) for f in forecasts)


def _median(told: Sequence[Forecast]) -> Line:
    steps = medians((f.made_at, f.forecaster_id, middle(f.belief)) for f in told)
    return Line("crowd", tuple(steps))


def _options(options: Sequence[str], told: Sequence[Forecast]) -> tuple[Line, ...]:
    """Return the lines of the options that stand highest now."""
    shares = [
        (f.made_at, f.forecaster_id, f.belief.values) for f in told if isinstance(f.belief, Shares)
    ]
    lines = [Line(name, tuple(steps)) for name, steps in zip(options, means(shares), strict=False)]
    return tuple(sorted(lines, key=lambda line: -line.steps[-1][1])[:MOST_LINES])


def _truth(record: Record) -> float | None:
    if record.resolution is None or record.prediction.kind is Kind.CHOICE:
        return None
    outcome = record.resolution.outcome
    return outcome.value if outcome.verdict is Verdict.VALUE else outcome.target
