"""What all forecasters together say: the aggregate of those whose forecasts stand."""

from collections.abc import Iterable, Sequence
from statistics import median

from predictions.beliefs import Belief, Ladder, Probability, Quantiles, Shares, value_at
from predictions.model import Forecast, Kind, Prediction
from predictions.scorecard import LEVELS, percentiles


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


def belief(prediction: Prediction, forecasts: Sequence[Forecast]) -> Belief:
    """Return what several forecasts on a prediction say together, as one belief that can be scored.

    The median probability, the mean shares, or the median of each of the percentiles by which
    numbers and days are scored.
    """
    beliefs = [forecast.belief for forecast in forecasts]
    if prediction.kind in (Kind.BINARY, Kind.CHOICE):
        together = aggregate(forecasts)
        if isinstance(together, tuple):
            total = sum(together)
            return Shares(tuple(share / total for share in together))
        return Probability(value=together or 0.0)
    told = [each for each in (percentiles(prediction, b) for b in beliefs) if each is not None]
    return Quantiles(LEVELS, tuple(median(each) for each in zip(*told, strict=True)))


def middle(belief: Belief) -> float:
    """Return a belief's own middle: the probability, or the value at one half."""
    match belief:
        case Probability():
            return belief.value
        case Quantiles() | Ladder():
            return value_at(belief, 0.5)
        case Shares(values):
            return max(values)


def implied(forecast: Forecast) -> bool:
    """Say whether its number was read from words."""
    return isinstance(forecast.belief, Probability) and forecast.belief.basis.implied
