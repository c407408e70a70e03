"""What all forecasters together say: the aggregate of those whose forecasts stand."""

from collections.abc import Iterable, Sequence
from statistics import median

from predictions.beliefs import Belief, Ladder, Probability, Quantiles, Shares
from predictions.model import Forecast


def standing(forecasts: Iterable[Forecast]) -> dict[int, Forecast]:
    """Return each forecaster's last forecast; those read from words have no voice in the crowd."""
    last: dict[int, Forecast] = {}
    for forecast in forecasts:
        if not implied(forecast):
            last[forecast.forecaster_id] = forecast
    return last


def aggregate(forecasts: Iterable[Forecast]) -> float | tuple[float, ...] | None:
    """Return the median probability, the mean shares, or the median of the medians."""
    beliefs = [forecast.belief for forecast in standing(forecasts).values()]
    if not beliefs:
        return None
    shares = [belief.values for belief in beliefs if isinstance(belief, Shares)]
    if shares:
        return tuple(sum(each) / len(shares) for each in zip(*shares, strict=True))
    return median(middle(belief) for belief in beliefs)


def middle(belief: Belief) -> float:
    """Return a belief's own middle: the probability, or the value at one half."""
    match belief:
        case Probability():
            return belief.value
        case Quantiles(levels, values):
            return _at(0.5, levels, values)
        case Ladder(thresholds, probabilities):
            return _at(0.5, probabilities, thresholds)
        case Shares(values):
            return max(values)


def _at(wanted: float, levels: Sequence[float], values: Sequence[float]) -> float:
    """Interpolate between points; outside them the nearest is all that was said."""
    if wanted <= levels[0]:
        return values[0]
    for n in range(1, len(levels)):
        if wanted <= levels[n]:
            span = levels[n] - levels[n - 1]
            share = (wanted - levels[n - 1]) / span if span else 0.0
            return values[n - 1] + share * (values[n] - values[n - 1])
    return values[-1]


def implied(forecast: Forecast) -> bool:
    """Say whether its number was read from words."""
    return isinstance(forecast.belief, Probability) and forecast.belief.basis.implied
