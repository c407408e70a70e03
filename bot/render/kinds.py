"""Beliefs, values and outcomes of every kind of prediction, as people read them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from bot.render import words
from predictions.beliefs import Belief, Ladder, Probability, Quantiles, Shares
from predictions.model import Forecast, Kind, Prediction, Resolution
from predictions.outcomes import Outcome, Verdict


def belief_words(prediction: Prediction, belief: Belief) -> str:
    """Return a belief in few words."""
    match belief:
        case Probability():
            return words.belief(belief)
        case Shares(values):
            named = by_share(prediction, values)
            shown = [f"{words.cut(name, 30)} {words.percent(p)}" for p, name in named[:4]]
            return ", ".join(shown) + (", …" if len(named) > 4 else "")
        case Quantiles(levels, values):
            pairs = zip(levels, values, strict=True)
            return ", ".join(f"{p:.0%}: {value_words(prediction, v)}" for p, v in pairs)
        case Ladder(thresholds, chances):
            rungs = zip(thresholds, chances, strict=True)
            return ", ".join(
                f"≤ {value_words(prediction, v)}: {words.percent(p)}" for v, p in rungs
            )


def by_share(prediction: Prediction, shares: Sequence[float]) -> list[tuple[float, str]]:
    """Return each option with its share, the likeliest first, of equal ones in their order."""
    pairs = zip(shares, prediction.options, strict=False)
    return sorted(pairs, key=lambda pair: -pair[0])


def value_words(prediction: Prediction, value: float) -> str:
    """Return a number, a date or an option as people read it."""
    if prediction.kind is Kind.DATE:
        return date.fromordinal(max(1, round(value))).isoformat()
    if prediction.kind is Kind.CHOICE and 0 <= value < len(prediction.options):
        return prediction.options[int(value)]
    unit = f" {prediction.unit}" if prediction.unit else ""
    return f"{value:,.10g}{unit}"


def outcome_words(prediction: Prediction, outcome: Outcome) -> str:
    """Return an outcome as people read it."""
    if outcome.verdict is Verdict.VALUE and outcome.value is not None:
        return value_words(prediction, outcome.value)
    return words.outcome(outcome)


def came_about(outcome: Outcome) -> str:
    """Return the word for the moment at which the world decided: of a "no", nothing happened."""
    return "settled" if outcome.verdict is Verdict.NO else "happened"


def scored_lines(
    forecasts: Iterable[Forecast], resolution: Resolution, closed: datetime
) -> list[tuple[float, Forecast]]:
    """Return each forecaster's last forecast that counts with its score, the best first.

    Multiple choice: Brier over the options, 0–2. Numbers and dates: CRPS, in their own unit.
    """
    value = resolution.outcome.value
    if resolution.outcome.verdict is not Verdict.VALUE or value is None:
        return []
    last = {f.forecaster_id: f for f in forecasts if f.made_at < closed}
    scored = [(belief_score(forecast.belief, value), forecast) for forecast in last.values()]
    return sorted(
        ((score, f) for score, f in scored if score is not None),
        key=lambda pair: (pair[0], pair[1].id or 0),
    )


def belief_score(belief: Belief, value: float) -> float | None:
    """Return the score of a belief that is not a probability; None where it can't be scored."""
    from scoring.brier import multicategory_brier  # noqa: PLC0415 (numpy is heavy)
    from scoring.crps import crps_from_quantiles, crps_from_thresholds  # noqa: PLC0415
    from scoring.errors import InputError  # noqa: PLC0415

    try:
        match belief:
            case Shares(values):
                scores = multicategory_brier(forecasts=[values], outcomes=[int(value)])
            case Quantiles(levels, values):
                scores = crps_from_quantiles(quantiles=[values], levels=levels, outcomes=[value])
            case Ladder(thresholds, probabilities):
                scores = crps_from_thresholds(
                    thresholds=thresholds, probabilities=[probabilities], outcomes=[value]
                )
            case _:
                return None
    except InputError:
        return None  # a single threshold, or a quantile of 0 % or 100 %: shown, not scored
    return float(scores[0])


def scale_words(prediction: Prediction, unit: str) -> str:
    """Return what the numbers of `scored_lines` are, for a heading; `unit` is what is counted."""
    match prediction.kind:
        case Kind.BINARY:
            return "Brier scores (0–1, lower is better)"
        case Kind.CHOICE:
            return "Brier scores over the options (0–2, lower is better)"
        case Kind.NUMERIC:
            return f"CRPS (in {unit}, lower is better)"
        case Kind.DATE:
            return "CRPS (in days, lower is better)"
