"""A prediction's forecasts over time: each forecaster's steps, the crowd, and what happened when."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from string import ascii_uppercase

from matplotlib.axes import Axes

from bot.charts.alt import history_alt
from bot.charts.shown import Happening, Told, crowd_steps
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

MOST_NAMED = 6
MOST_LINES = 12  # more forecasters than that are a cloud
MOST_MARKS = 6
ROWS = 3  # in which the letters of marks that lie close stand above each other
NEAR = 0.035  # of the width


def history_png(
    told: Sequence[Told],
    *,
    title: str,
    until: datetime,
    happenings: Sequence[Happening] = (),
    theme: str = "light",
) -> bytes:
    """Draw the history of a prediction as a PNG of 800 by 600; each forecast stands until the next."""
    look = Theme(theme)
    colours = PALETTES[look]
    figure = new_figure(look)
    axes = figure.subplots()
    dress(axes, look, title=title, y="probability")
    percents(axes)
    ordered = sorted(told, key=lambda each: each.at)
    _people(axes, ordered, until, colours)
    _crowd(axes, ordered, until, colours)
    time_axis(axes, look)
    if happenings:
        draw_marks(axes, happenings, colours)
    if ordered:
        legend(figure, look, columns=3)
    else:
        nothing(axes, look, "no forecasts yet")
    return png(figure, alt=history_alt(told, happenings))


def _people(axes: Axes, ordered: Sequence[Told], until: datetime, colours: Palette) -> None:
    key = lambda each: (each.forecaster, each.implied)  # noqa: E731
    lines = {who: list(mine) for who, mine in groupby(sorted(ordered, key=key), key=key)}
    names = list(dict.fromkeys(map(key, ordered)))
    named = len(names) <= MOST_NAMED
    few = len(names) <= MOST_LINES
    kinds: dict[bool, str | None] = {False: "each forecaster", True: "implied"}  # one of each
    for number, (name, implied) in enumerate(names):
        mine = lines[name, implied]
        at = [*(day_number(each.at) for each in mine), day_number(max(until, mine[-1].at))]
        axes.step(
            at,
            [*(each.probability for each in mine), mine[-1].probability],
            where="post",
            color=colours.people[number] if named else colours.main,
            linestyle=(0, (2, 2)) if implied else "-",
            alpha=0.9 if few else 0.25,
            linewidth=1.6,
            marker="osD^vP"[number % 6],
            markevery=list(range(len(mine))),
            markersize=6 if few else 2,
            label=f"{drawable(name, most=24)}{' (implied)' if implied else ''}"
            if named
            else kinds.pop(implied, None),
        )


def _crowd(axes: Axes, ordered: Sequence[Told], until: datetime, colours: Palette) -> None:
    steps = crowd_steps(ordered)
    if not steps:
        return
    at = [*(day_number(at) for at, _ in steps), day_number(max(until, steps[-1][0]))]
    axes.step(
        at,
        [*(value for _, value in steps), steps[-1][1]],
        where="post",
        color=colours.ink,
        linewidth=3.2,
        label="crowd (median)",
    )


def draw_marks(axes: Axes, happenings: Sequence[Happening], colours: Palette) -> None:
    """Draw a line with a letter for each, and below the axis what the letters stand for."""
    marks = sorted(happenings, key=lambda each: each.at)[-MOST_MARKS:]
    low, high = axes.get_xlim()
    low, high = min(low, day_number(marks[0].at)), max(high, day_number(marks[-1].at))
    pad = 0.02 * (high - low)
    axes.set_xlim(low - pad, high + pad)
    row, before, key = 0, low - (high - low), []
    for letter, each in zip(ascii_uppercase, marks, strict=False):
        at = day_number(each.at)
        row = (row + 1) % ROWS if at - before < NEAR * (high - low) else 0
        before = at
        _mark(axes, each, letter, row, colours)
        key.append(f"{letter}  {each.at:%Y-%m-%d}  {drawable(each.label)}")
    axes.set_xlabel(
        "\n".join(key), loc="left", fontsize=12, color=colours.ink, parse_math=False, labelpad=8
    )


def _mark(axes: Axes, each: Happening, letter: str, row: int, colours: Palette) -> None:
    ended = each.outcome is not None
    colour = {True: colours.yes, False: colours.no, None: colours.ink}[each.outcome]
    axes.axvline(
        day_number(each.at),
        color=colour,
        linestyle="-" if ended else (0, (4, 3)),
        linewidth=2.4 if ended else 1.2,
        zorder=1.5,
    )
    axes.annotate(
        letter,
        (day_number(each.at), 0.985 - 0.06 * row),
        xycoords=("data", "axes fraction"),
        ha="center",
        va="top",
        color=colours.paper,
        fontsize=11,
        fontweight="bold",
        bbox={"boxstyle": "round,pad=0.2", "facecolor": colour, "edgecolor": colours.paper},
    )
