"""Beliefs, values and outcomes of every kind of prediction, as people read them."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.render import words
from predictions.beliefs import Belief, Ladder, Probability, Quantiles, Shares
from predictions.model import Kind, Prediction
from predictions.outcomes import Outcome, Verdict

MANY = 10_000  # of which nobody reads thousandths


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
            return ", ".join(f"{p * 100:.4g}%: {value_words(prediction, v)}" for p, v in pairs)
        case Ladder(thresholds, chances):
            return ", ".join(_rungs(prediction, list(zip(thresholds, chances, strict=True))))


def _rungs(prediction: Prediction, rungs: list[tuple[float, float]]) -> Iterator[str]:
    """Yield each threshold with its probability; what is left for "never" comes last."""
    at_most = "by" if prediction.kind is Kind.DATE else "≤"
    before = 0.0
    for at, chance in rungs:
        if at == prediction.never:
            yield f"{value_words(prediction, at)}: {words.percent(chance - before)}"
        elif chance != before or at == rungs[0][0]:
            yield f"{at_most} {value_words(prediction, at)}: {words.percent(chance)}"
        before = chance


def by_share(prediction: Prediction, shares: Sequence[float]) -> list[tuple[float, str]]:
    """Return each option with its share, the likeliest first, of equal ones in their order."""
    pairs = zip(shares, prediction.options, strict=False)
    return sorted(pairs, key=lambda pair: -pair[0])


def unit_words(prediction: Prediction) -> str:
    """Return what a number counts; its own unit where nobody has named it."""
    return prediction.unit or "its own unit"


def value_words(prediction: Prediction, value: float) -> str:
    """Return a number, a date or an option as people read it."""
    if prediction.kind is Kind.DATE:
        if value == prediction.never:
            return f"not by {prediction.window.deadline}"
        return date.fromordinal(max(1, round(value))).isoformat()
    if prediction.kind is Kind.CHOICE and 0 <= value < len(prediction.options):
        return prediction.options[int(value)]
    unit = f" {prediction.unit}" if prediction.unit else ""
    return f"{value:,.10g}{unit}"


def middle_words(prediction: Prediction, value: float) -> str:
    """Return the middle of a crowd: a mean of two numbers has digits that nobody said."""
    if prediction.kind is Kind.NUMERIC:
        value = round(value, 3) if abs(value) >= 1 else float(f"{value:.4g}")
    return value_words(prediction, value)


def outcome_words(prediction: Prediction, outcome: Outcome) -> str:
    """Return an outcome as people read it."""
    if outcome.verdict is Verdict.VALUE and outcome.value is not None:
        return value_words(prediction, outcome.value)
    return words.outcome(outcome)


def came_about(outcome: Outcome) -> str:
    """Return the word for the moment at which the world decided: of a "no", nothing happened."""
    return "settled" if outcome.verdict is Verdict.NO else "happened"


def score_words(prediction: Prediction, score: float) -> str:
    """Return a score; of a quantity with the digits that tell it from others."""
    if prediction.kind is Kind.NUMERIC and 0 < score < 0.0095:
        return f"{score:.3g}"
    return f"{score:,.0f}" if score >= MANY else f"{score:,.3f}"


def scale_words(prediction: Prediction, unit: str) -> str:
    """Return what the scores of a prediction are, for a heading; `unit` is what is counted."""
    name = {Kind.BINARY: "Brier scores", Kind.CHOICE: "Brier scores over the options"}
    return f"{name.get(prediction.kind, 'CRPS')} ({scale_of(prediction, unit)}, lower is better)"


def scale_of(prediction: Prediction, unit: str) -> str:
    """Return between what its scores lie, or what they count."""
    match prediction.kind:
        case Kind.BINARY:
            return "0–1"
        case Kind.CHOICE:
            return "0–2"
        case Kind.NUMERIC:
            return f"in {unit}"
        case Kind.DATE:
            return "in days"


def short_scale(prediction: Prediction) -> str:
    """Return the name of the score where there is no room for its scale."""
    return "Brier" if prediction.kind in (Kind.BINARY, Kind.CHOICE) else "CRPS"
