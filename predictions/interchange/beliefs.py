"""Forecasts on choices, numbers and days, and how those ended, as plain data for other programs."""

import json
import math
from datetime import date
from typing import Any

from predictions.beliefs import Belief, Ladder, Quantiles, Shares
from predictions.errors import InvalidValue
from predictions.model import Kind, Prediction
from predictions.outcomes import Outcome, Verdict

NEVER = "never"  # of a day: not by the deadline

Plain = dict[str, Any]


def plainly(prediction: Prediction, belief: Belief) -> Plain:
    """Return a belief as data, with options by name and days as 2028-06-30; `read` is its inverse."""
    match belief:
        case Shares(values):
            return {"shares": dict(zip(prediction.options, values, strict=True))}
        case Quantiles(levels, values):
            return {"levels": list(levels), "values": [_plain(prediction, v) for v in values]}
        case Ladder(thresholds, probabilities):
            at_most = [_plain(prediction, v) for v in thresholds]
            return {"at_most": at_most, "probabilities": list(probabilities)}
        case _:
            raise InvalidValue("belief", "is a probability, which stands for itself")


def read(prediction: Prediction, written: str) -> Shares | Quantiles | Ladder:
    """Return the belief that `plainly` wrote, as JSON.

    Raises:
        InvalidValue: it is none, or not one on that prediction.
    """
    try:
        found = _read(prediction, json.loads(written))
    except (ValueError, TypeError):
        found = None
    if found is None:
        raise InvalidValue("forecast", f"{written[:40]!r} is no forecast of that kind")
    return found


def _read(prediction: Prediction, data: object) -> Shares | Quantiles | Ladder | None:
    match data:
        case {"shares": dict() as shares} if set(shares) == set(prediction.options):
            return Shares(tuple(float(shares[option]) for option in prediction.options))
        case {"levels": list() as levels, "values": list() as values}:
            at = tuple(_value(prediction, value) for value in values)
            return Quantiles(tuple(map(float, levels)), at)
        case {"at_most": list() as thresholds, "probabilities": list() as chances}:
            at = tuple(_value(prediction, value) for value in thresholds)
            return Ladder(at, tuple(map(float, chances)))
        case _:
            return None


def ended_as(prediction: Prediction, outcome: Outcome) -> str:
    """Return how it ended: the option, the number with all its digits, the day or never."""
    if outcome.verdict is not Verdict.VALUE or outcome.value is None:
        return str(outcome.verdict)
    return str(_plain(prediction, outcome.value))


def read_ended(prediction: Prediction, written: str) -> Outcome:
    """Return the outcome that `ended_as` wrote.

    Raises:
        InvalidValue: it fits no outcome of that kind.
    """
    unscored = {verdict.value: verdict for verdict in (Verdict.AMBIGUOUS, Verdict.ANNULLED)}
    if written in prediction.options:
        return Outcome(Verdict.VALUE, float(prediction.options.index(written)))
    if written in unscored:
        return Outcome(unscored[written])
    try:
        value = math.nan if prediction.options else _value(prediction, written)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise InvalidValue("outcome", f"{written[:40]!r} is no outcome of that kind")
    return Outcome(Verdict.VALUE, value)


def _plain(prediction: Prediction, value: float) -> float | str:
    return plain_value(prediction.kind, prediction.options, prediction.never, value)


def plain_value(
    kind: Kind, options: tuple[str, ...], never: float | None, value: float
) -> float | str:
    """Return a value as data: the option by its name, a number, or a day."""
    match kind:
        case Kind.CHOICE:
            return options[int(value)]
        case Kind.DATE:
            return NEVER if value == never else date.fromordinal(round(value)).isoformat()
        case _:
            return value


def _value(prediction: Prediction, plain: object) -> float:
    if prediction.kind is not Kind.DATE:
        return float(str(plain))
    if plain == NEVER and prediction.never is not None:
        return prediction.never
    return float(date.fromisoformat(str(plain)).toordinal())
