"""What a report tells of choices, numbers and days: their own scores, which are in no mean."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.render import crowd, kinds, words
from predictions.model import Forecast, ForecasterKind, Kind, Prediction
from predictions.scorecard import forecaster_scores
from storage import valued
from storage.ledger import Session
from storage.tallies import Due
from storage.valued import Valued

LONGEST_CROWD = 40


@dataclass(frozen=True, slots=True)
class Told:
    """How one of them ended.

    Attributes:
        ended: the outcome as people read it.
        score: mean of everybody's scores over time, with its name; empty where nobody is scored.
        crowd: what all said together, in words.
        forecasters: how many are scored.
        best: who of them did best, with the score.
    """

    ended: str
    score: str = ""
    crowd: str = ""
    forecasters: int = 0
    best: tuple[str, float] | None = None


def told(each: Valued, people: Mapping[int, tuple[str, ForecasterKind]]) -> Told:
    """Return how a prediction ended that is resolved."""
    prediction, ended = each.prediction, each.resolution
    assert ended is not None  # noqa: S101 (only what ended is asked for)
    said = kinds.outcome_words(prediction, ended.outcome)
    found = forecaster_scores(prediction, each.forecasts, ended)
    counted = [score for score in found if score.score_over_time is not None]
    if not counted:
        return Told(said)
    over_time = [score.score_over_time or 0.0 for score in counted]
    best = min(zip(over_time, counted, strict=True), key=lambda pair: pair[0])
    mean = kinds.score_words(prediction, sum(over_time) / len(over_time))
    scale = f" ({kinds.scale_of(prediction, '')})" if prediction.kind is Kind.CHOICE else ""
    return Told(
        said,
        f"{kinds.short_scale(prediction)} {mean}{scale}",
        crowd_words(prediction, [score.last for score in counted]),
        len(counted),
        (people[best[1].forecaster_id][0], best[0]),
    )


def crowd_words(prediction: Prediction, forecasts: Sequence[Forecast]) -> str:
    """Return what forecasters say together: the likeliest option, or the median."""
    found = crowd.aggregate(forecasts)
    if found is None:
        return ""
    if isinstance(found, tuple):
        share, option = kinds.by_share(prediction, found)[0]
        return f"{words.percent(share)} {words.cut(option, LONGEST_CROWD)}"
    return words.cut(kinds.middle_words(prediction, found), LONGEST_CROWD)


def crowds(
    session: Session, predictions: Iterable[int], *, now: datetime
) -> dict[int, tuple[str, int]]:
    """Return the crowds of choices, numbers and days in words, and how many they are.

    Of predictions whose forecasts are still hidden from others nothing is said.
    """
    return {
        each.prediction.id or 0: (
            crowd_words(each.prediction, each.forecasts),
            len(crowd.standing(each.forecasts)),
        )
        for each in valued.valued(session, predictions)
        if each.forecasts and each.prediction.seen_by_all(now)
    }


def with_crowds(session: Session, dues: Iterable[Due], *, now: datetime) -> tuple[Due, ...]:
    """Return what comes due, with the crowd also where that is no probability."""
    listed = tuple(dues)
    others = [due.prediction_id for due in listed if due.kind != Kind.BINARY.value]
    known = crowds(session, others, now=now)
    return tuple(
        replace(due, together=known[due.prediction_id][0], forecasters=known[due.prediction_id][1])
        if due.prediction_id in known
        else due
        for due in listed
    )
