"""The course of the forecasts on a choice, a number or a day, for its chart."""

from collections.abc import Sequence
from datetime import datetime

from bot.charts.course import Course
from bot.charts.moves import Line, Moves, Scale, means, medians
from bot.charts.shown import Happening
from bot.render import kinds, words
from predictions.beliefs import Shares
from predictions.model import Forecast, Kind
from predictions.outcomes import Verdict
from predictions.scorecard import percentiles
from storage.dossier import Record

SCALES = {Kind.CHOICE: Scale.PROBABILITY, Kind.NUMERIC: Scale.NUMBER, Kind.DATE: Scale.DATE}


def course_of(record: Record, *, until: datetime, happenings: Sequence[Happening] = ()) -> Course:
    """Return how the forecasts went, everybody's and each one's."""
    prediction, ended = record.prediction, record.resolution
    told = sorted(record.forecasts, key=lambda each: (each.made_at, each.id or 0))
    value = ended.outcome.value if ended and ended.outcome.verdict is Verdict.VALUE else None
    choice = prediction.kind is Kind.CHOICE
    fan = () if choice else _fan(record, told)
    lines = _options(record, told) if choice else fan[1:2]
    return Course(
        crowd=Moves(
            lines=lines,
            until=until,
            scale=SCALES[prediction.kind],
            unit=prediction.unit or "",
            truth=None if choice else value,
            never=prediction.never,
            time_zone=prediction.window.time_zone,
        ),
        low=fan[0].steps if fan else (),
        high=fan[2].steps if fan else (),
        people=() if choice else _people(record, told),
        ended=kinds.outcome_words(prediction, ended.outcome) if ended else "",
        came=prediction.options[int(value)] if choice and value is not None else None,
        forecasts=len(told),
        forecasters=len({each.forecaster_id for each in told}),
        happenings=tuple(happenings),
    )


def _options(record: Record, told: Sequence[Forecast]) -> tuple[Line, ...]:
    """Return the crowd's share of each option, the likeliest first."""
    shares = [
        (each.made_at, each.forecaster_id, each.belief.values)
        for each in told
        if isinstance(each.belief, Shares)
    ]
    names = record.prediction.options
    lines = [Line(name, tuple(steps)) for name, steps in zip(names, means(shares), strict=False)]
    return tuple(sorted(lines, key=lambda line: -line.steps[-1][1]))


def _fan(record: Record, told: Sequence[Forecast]) -> tuple[Line, ...]:
    """Return the crowd's percentiles, the lowest first; nothing without a forecast."""
    said = [(each, percentiles(record.prediction, each.belief)) for each in told]
    known = [(each.made_at, each.forecaster_id, values) for each, values in said if values]
    if not known:
        return ()
    return tuple(
        Line("crowd", tuple(medians((at, who, values[level]) for at, who, values in known)))
        for level in range(len(known[0][2]))
    )


def _people(record: Record, told: Sequence[Forecast]) -> tuple[Line, ...]:
    """Return everybody's middles, in the order in which they came."""
    lines: dict[int, list[tuple[datetime, float]]] = {}
    for each in told:
        values = percentiles(record.prediction, each.belief)
        if values:
            lines.setdefault(each.forecaster_id, []).append((each.made_at, values[1]))
    return tuple(
        Line(words.name(record.forecasters.get(who)), tuple(steps)) for who, steps in lines.items()
    )
