"""How forecasts of a choice, a number or a day went: lines of options, or a fan of percentiles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from bot.charts.alt import course_alt
from bot.charts.crowd import short, short_day
from bot.charts.history import MOST_NAMED, draw_marks
from bot.charts.moves import Line, Moves, Scale, Step
from bot.charts.shown import Happening
from bot.charts.style import (
    PALETTES,
    Palette,
    Theme,
    day_number,
    drawable,
    dress,
    legend,
    new_figure,
    nothing,
    percents,
    png,
    time_axis,
)

MARKERS = "osD^vP"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Everything that the chart of a choice, a number or a day shows.

    Attributes:
        crowd: its lines, the axis and how it ended.
        low, high: the crowd's 10th and 90th percentile; empty for a choice.
        people: each forecaster's middle; nobody for a choice.
        ended: the outcome in words, empty while it runs.
        came: the name of the option that came true.
        forecasts: how many there are.
        forecasters: how many made them.
    """

    crowd: Moves
    low: tuple[Step, ...] = ()
    high: tuple[Step, ...] = ()
    people: tuple[Line, ...] = ()
    ended: str = ""
    came: str | None = None
    forecasts: int
    forecasters: int
    happenings: tuple[Happening, ...] = ()


def course_png(course: Course, *, title: str, theme: str = "light") -> bytes:
    """Draw it as a PNG of 800 by 600; each forecast stands until its maker's next."""
    look = Theme(theme)
    colours = PALETTES[look]
    figure = new_figure(look)
    axes = figure.subplots()
    moves = course.crowd
    choice = moves.scale is Scale.PROBABILITY
    dress(axes, look, title=title, y="share" if choice else drawable(moves.unit))
    if choice:
        percents(axes)
        _options(axes, course, colours)
    else:
        _fan(axes, course, colours)
        _scale(axes, moves)
    if moves.lines:
        time_axis(axes, look, time_zone=moves.time_zone)
        if course.happenings:
            draw_marks(axes, course.happenings, colours)
        legend(figure, look, columns=2)
    else:
        axes.set_xticks([])
        nothing(axes, look, "no forecasts yet")
    return png(figure, alt=course_alt(course))


def _options(axes: Axes, course: Course, colours: Palette) -> None:
    """Draw the likeliest options, and the one that came in any case."""
    lines = sorted(course.crowd.lines, key=lambda line: (line.label != course.came,))
    for number, line in enumerate(lines[:MOST_NAMED]):
        came = line.label == course.came
        share = course.crowd.shown(line.steps[-1][1])
        _steps(
            axes,
            line.steps,
            course.crowd.until,
            colour=colours.people[number],
            marker=MARKERS[number],
            width=3.6 if came else 2.0,
            label=f"{drawable(line.label, most=28)}: {share}{' (came true)' if came else ''}",
        )
    left = len(lines) - MOST_NAMED
    if left > 0:
        axes.plot([], [], " ", label=f"and {left} less likely")


def _fan(axes: Axes, course: Course, colours: Palette) -> None:
    """Draw the crowd's percentiles and median, everybody's own middle, and what came."""
    moves = course.crowd
    until = moves.until
    if course.low:
        at, low = _stretched(course.low, until)
        axes.fill_between(
            at,
            low,
            _stretched(course.high, until)[1],
            step="post",
            color=colours.band,
            alpha=0.45,
            linewidth=0,
            label="crowd, 10th to 90th percentile",
        )
    named = len(course.people) <= MOST_NAMED
    unnamed = ["each forecaster's middle", *[None] * len(course.people)]
    for number, line in enumerate(course.people if len(course.people) > 1 else ()):
        _steps(
            axes,
            line.steps,
            until,
            colour=colours.people[number] if named else colours.main,
            marker=MARKERS[number % len(MARKERS)],
            width=1.4,
            alpha=0.9 if named else 0.3,
            label=drawable(line.label, most=24) if named else unnamed[number],
        )
    for line in moves.lines:
        _steps(axes, line.steps, until, colour=colours.ink, width=3.2, label="crowd (median)")
    if moves.never is not None and max((v for _, v in course.high), default=0.0) >= moves.never:
        axes.axhline(moves.never, color=colours.ink, linestyle=":", label="not by the deadline")
    if moves.truth is not None:
        axes.axhline(
            moves.truth,
            color=colours.yes,
            linestyle=(0, (5, 3)),
            linewidth=2.2,
            label=f"came: {drawable(course.ended, most=28)}",
        )


def _steps(
    axes: Axes,
    steps: Sequence[Step],
    until: datetime,
    *,
    colour: str,
    width: float,
    label: str | None,
    marker: str = "",
    alpha: float = 1.0,
) -> None:
    at, values = _stretched(steps, until)
    axes.step(
        at,
        values,
        where="post",
        color=colour,
        linewidth=width,
        alpha=alpha,
        marker=marker,
        markevery=list(range(len(steps))),
        markersize=6,
        label=label,
    )


def _stretched(steps: Sequence[Step], until: datetime) -> tuple[list[float], list[float]]:
    """Return days and values, the last of which stands until the end."""
    at = [*(day_number(at) for at, _ in steps), day_number(max(until, steps[-1][0]))]
    return at, [*(value for _, value in steps), steps[-1][1]]


def _scale(axes: Axes, moves: Moves) -> None:
    """Write numbers or days at the axis."""
    dates = moves.scale is Scale.DATE
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=dates))
    axes.yaxis.set_major_formatter(
        FuncFormatter(
            lambda value, _: short_day(value, *axes.get_ylim()) if dates else short(value)
        )
    )
    axes.margins(y=0.08)
