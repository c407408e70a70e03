"""A small chart of how a crowd moved, for the card of a prediction."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator
from rich.cells import cell_len

from bot.charts.moves import Moves, Scale, Step, moves_alt, number
from bot.charts.style import PALETTES, Palette, Theme, drawable, dress, new_figure, png, time_axis
from bot.charts.style import day_number as day

HEIGHT = 2.6  # 800 × 260: Discord shows it at half that, so the letters are twice as large
LETTERS = 19
LETTER = 0.0205  # of the width, on average
MOST_SAID = 1_000
LONGEST_LABEL = 22
A_FEW_MONTHS = 150  # days
APART = 0.17  # of the height, between two labels


def crowd_png(moves: Moves, *, theme: str = "dark") -> bytes:
    """Draw how a crowd moved as a PNG of 800 by 260."""
    look = Theme(theme)
    colours = PALETTES[look]
    figure = new_figure(look, height=HEIGHT)
    # Room for the words is reckoned: the layout engine takes longer than all the drawing.
    figure.set_layout_engine("none")
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    dress(axes, look)
    until = max(moves.until, *(line.steps[-1][0] for line in moves.lines))
    _said(axes, moves.said, colours)
    kinds = (colours.ink, colours.main, colours.yes, colours.no)
    labels = []
    for line, colour in zip(moves.lines, kinds, strict=False):
        _steps(axes, line.steps, until, colour, width=4.0)
        last = line.steps[-1][1]
        labels.append((last, _name(moves, last, line.label), colour))
    if moves.own:
        _steps(axes, moves.own, until, colours.second, width=2.2)
        labels.append((moves.own[-1][1], _name(moves, moves.own[-1][1], "you"), colours.second))
    _axis(axes, moves)
    if moves.truth is not None:
        chances = moves.scale is Scale.PROBABILITY
        sides = {1.0: colours.yes, 0.0: colours.no} if chances else {}
        ended = sides.get(moves.truth, colours.ink)
        axes.plot([day(until)], [moves.truth], "D", color=ended, markersize=13, clip_on=False)
    time_axis(axes, look, fewest=2, most=4, time_zone=moves.time_zone)
    axes.tick_params(labelsize=LETTERS)
    axes.xaxis.get_offset_text().set_fontsize(LETTERS - 3)
    _labels(axes, labels)
    ticks = 5 if moves.scale is Scale.PROBABILITY else 8
    left, right = (
        ticks * LETTER + 0.01,
        1 - max(cell_len(text) for _, text, _ in labels) * LETTER - 0.03,
    )
    axes.set_position((left, 0.25, max(right, left + 0.3) - left, 0.69))
    return png(figure, alt=moves_alt(moves))


def _name(moves: Moves, value: float, label: str) -> str:
    shown = moves.shown(value) if moves.scale is not Scale.NUMBER else number(value)
    return drawable(f"{shown} {label}", most=LONGEST_LABEL)


def _said(axes: Axes, said: Sequence[Step], colours: Palette) -> None:
    shown = said[:: len(said) // MOST_SAID + 1]
    faint: dict[str, Any] = {"color": colours.band, "alpha": 0.8, "linewidth": 0}
    axes.scatter([day(at) for at, _ in shown], [value for _, value in shown], s=60, **faint)


def _steps(
    axes: Axes, steps: Sequence[Step], until: datetime, colour: str, *, width: float
) -> None:
    at = [*(day(at) for at, _ in steps), day(until)]
    values = [*(value for _, value in steps), steps[-1][1]]
    axes.step(at, values, where="post", color=colour, linewidth=width, solid_capstyle="round")


def _axis(axes: Axes, moves: Moves) -> None:
    if moves.scale is Scale.PROBABILITY:
        axes.set_yticks([0.0, 0.5, 1.0], ["0 %", "50 %", "100 %"])
        axes.set_ylim(-0.04, 1.04)
        return
    dates = moves.scale is Scale.DATE
    axes.yaxis.set_major_locator(MaxNLocator(nbins=3, integer=dates))
    axes.yaxis.set_major_formatter(
        FuncFormatter(
            lambda value, _: short_day(value, *axes.get_ylim()) if dates else short(value)
        )
    )
    axes.margins(y=0.15)


def short_day(value: float, low: float, high: float) -> str:
    """Return a day in few letters: its month, or the day where the axis spans only a few months."""
    at = date.fromordinal(max(1, round(value)))
    return f"{at.day} {at:%b}" if high - low < A_FEW_MONTHS else f"{at:%Y-%m}"


def short(value: float) -> str:
    """Return a number in few letters: 12.5, 740 k, 1.2 M."""
    for size, sign in ((1e12, " tn"), (1e9, " bn"), (1e6, " M"), (1e4, " k")):
        if abs(value) >= size:
            return f"{value / size * (10 if sign == ' k' else 1):,.4g}{sign}"
    return f"{value:,.4g}"


def _labels(axes: Axes, labels: Sequence[tuple[float, str, str]]) -> None:
    """Write each line's name at its end, moved apart where lines end close to each other."""
    low, high = axes.get_ylim()
    heights = spread([(value - low) / (high - low) for value, _, _ in labels])
    for height, (_, text, colour) in zip(heights, labels, strict=True):
        axes.annotate(
            text,
            (1.0, height),
            xycoords="axes fraction",
            xytext=(14, 0),
            textcoords="offset points",
            va="center",
            color=colour,
            fontsize=LETTERS,
            parse_math=False,
        )


def spread(heights: Sequence[float]) -> list[float]:
    """Return the heights moved apart until none is nearer than `APART` to the next, in order."""
    order = sorted(range(len(heights)), key=lambda n: heights[n])
    placed = [heights[n] for n in order]
    for below, above in pairwise(range(len(placed))):
        placed[above] = max(placed[above], placed[below] + APART)
    over = max(0.0, placed[-1] - 1.0) if placed else 0.0
    found = [0.0] * len(heights)
    for n, height in zip(order, placed, strict=True):
        found[n] = height - over
    return found
