"""What charts show, in words: for those who do not see them, beside the picture and inside it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bot.charts.shown import Happening, Month, Spread, Told, crowd_steps
from bot.render import words
from predictions.text import one_line

if TYPE_CHECKING:
    from bot.charts.course import Course
    from scoring.curve import ReliabilityCurve

SHOWN = (0.1, 0.3, 0.5, 0.7, 0.9)
MOST_MARKS = 6


def reliability_alt(curve: "ReliabilityCurve") -> str:
    """Return what a reliability diagram shows."""
    said = "; ".join(
        f"{words.percent(p)} came true {words.percent(rate)} of the time"
        for p, rate in _points(curve)
    )
    band = (
        f" The curve {'leaves' if curve.leaves_band else 'stays inside'} the band in which "
        f"{100 * curve.level:g} % of calibrated forecasters stay."
        if curve.band_forecasts
        else ""
    )
    return (
        f"Reliability diagram of {words.plural(sum(curve.counts), 'forecast')} on "
        f"{words.plural(curve.questions, 'question')}: forecasts of {said}.{band}"
    )


def _points(curve: "ReliabilityCurve") -> Iterator[tuple[float, float]]:
    """Yield the forecasts nearest to some round ones, each once, with how often they came true."""
    pairs = list(zip(curve.forecasts, curve.recalibrated, strict=True))
    near = [min(pairs, key=lambda pair: abs(pair[0] - p)) for p in SHOWN]
    yield from dict.fromkeys(near)


def overtime_alt(months: Sequence[Month]) -> str:
    """Return what a chart of Brier scores over time shows."""
    if not months:
        return "Brier score by month: nothing was scored yet."
    first, last = months[0], months[-1]
    best = min(months, key=lambda month: month.brier)
    return (
        f"Brier score by the month in which predictions came to count, {first.month} to {last.month}: from "
        f"{first.brier:.3f} to {last.brier:.3f}, the best {best.brier:.3f} in {best.month}; "
        f"coverage {words.percent(last.coverage)} in the last month."
    )


def distribution_alt(spread: Spread) -> str:
    """Return what a chart of forecasts by tenths shows."""
    every = spread.every
    if not any(every):
        return "Distribution of forecasts: none yet."
    fullest = every.index(max(every))
    return (
        f"Distribution of {words.plural(sum(every), 'forecast')} by tenths from 0 % to 100 %: "
        f"{', '.join(f'{count:,}' for count in every)}; most, {every[fullest]:,}, lie between "
        f"{10 * fullest} % and {10 * fullest + 10} %. {sum(spread.came_true):,} were about what "
        f"came true, {sum(spread.did_not):,} about what did not."
    )


def history_alt(told: Sequence[Told], happenings: Sequence[Happening] = ()) -> str:
    """Return what a chart of a prediction's forecasts shows."""
    if not told:
        return "History of the prediction: no forecasts yet."
    crowd = crowd_steps(sorted(told, key=lambda each: each.at))
    people = len({each.forecaster for each in told})
    text = f"{words.plural(len(told), 'forecast')} by {words.plural(people, 'forecaster')}"
    if crowd:
        first, last = words.percent(crowd[0][1]), words.percent(crowd[-1][1])
        moved = f"went from {first} to {last}" if first != last else f"is {last} as at first"
        text += f"; the crowd's median {moved}"
    return ". ".join([text, *_marks(happenings)]) + "."


def course_alt(course: "Course") -> str:
    """Return what a chart of forecasts of a choice, a number or a day shows."""
    moves = course.crowd
    if not moves.lines:
        return "Course of the forecasts: none yet."
    text = (
        f"{words.plural(course.forecasts, 'forecast')} by "
        f"{words.plural(course.forecasters, 'forecaster')}; "
    )
    told = []
    for line in moves.lines[:MOST_MARKS]:
        first, last = (moves.shown(line.steps[n][1]) for n in (0, -1))
        went = f"went from {first} to {last}" if first != last else f"is {last} as at first"
        told.append(f"{one_line(line.label)} {went}" if not course.low else went)
    text += ", ".join(told) if not course.low else f"the crowd's median {told[0]}"
    if course.low:
        low, high = moves.shown(course.low[-1][1]), moves.shown(course.high[-1][1])
        text += f", its 10th to 90th percentile {low} to {high} at the end"
    return ". ".join([text, *_marks(course.happenings)]) + "."


def _marks(happenings: Sequence[Happening]) -> list[str]:
    marks = [f"{h.at:%Y-%m-%d} {words.cut(one_line(h.label), 80)}" for h in happenings]
    return marks[-MOST_MARKS:]
