"""Brier over time: scores of what was resolved each month, with the days that were covered."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from bot.charts.alt import overtime_alt
from bot.charts.shown import Month, place, ticks
from bot.charts.style import (
    PALETTES,
    Palette,
    Theme,
    dress,
    legend,
    new_figure,
    nothing,
    percents,
    png,
)

MOST_LABELS = 8


def overtime_png(months: Sequence[Month], *, title: str, theme: str = "light") -> bytes:
    """Draw Brier scores by month with coverage below, as a PNG of 800 by 600."""
    look = Theme(theme)
    colours = PALETTES[look]
    figure = new_figure(look)
    main, strip = figure.subplots(2, 1, sharex=True, height_ratios=(3.2, 1.0))
    dress(main, look, title=title, y="Brier score (0 is best)")
    dress(strip, look, x="month in which predictions came to count", y="coverage")
    if months:
        _draw_scores(main, months, colours)
        _draw_coverage(strip, months, colours)
        legend(figure, look, columns=2)
    else:
        nothing(main, look, "nothing was scored yet")
    main.tick_params(labelbottom=False)
    return png(figure, alt=overtime_alt(months))


def _draw_scores(axes: Axes, months: Sequence[Month], colours: Palette) -> None:
    """Draw the scores, with the number of predictions where there is room."""
    axes.axhline(0.25, color=colours.ink, linestyle=(0, (5, 4)), linewidth=1.3, label="always 50 %")
    counted = len(months) <= 2 * MOST_LABELS
    brier = [month.brier for month in months]
    axes.plot(
        [place(month.month) for month in months],
        brier,
        color=colours.main,
        linewidth=2.5,
        marker="o",
        label="Brier score (and how many predictions)" if counted else "Brier score",
    )
    known = [(place(month.month), *month.interval) for month in months if month.interval]
    if known:
        at, low, high = zip(*known, strict=True)
        axes.vlines(at, low, high, color=colours.band, linewidth=4, label="95 % interval", zorder=1)
    # Two predictions say next to nothing: their interval must not flatten all the others.
    highest = min(max((top for _, _, top in known), default=0.0), 0.6)
    axes.set_ylim(0, max(0.3 * 1.15, *(1.15 * each for each in brier), highest))
    for n, month in enumerate(months if counted else ()):
        beside = [*brier[max(n - 1, 0) : n], *brier[n + 1 : n + 2]]
        dips = 0.05 < month.brier < min(beside, default=0.0)  # below it there must be room
        axes.annotate(
            f"{month.questions:,}",
            (place(month.month), month.brier),
            xytext=(0, -18 if dips else 9),  # on the side where the line is not
            textcoords="offset points",
            ha="center",
            color=colours.ink,
            fontsize=11,
            bbox={"facecolor": colours.paper, "edgecolor": "none", "pad": 1, "alpha": 0.8},
        )


def _draw_coverage(axes: Axes, months: Sequence[Month], colours: Palette) -> None:
    """Draw the coverage of each month, and name the months as far as there is room."""
    places = [place(month.month) for month in months]
    axes.bar(places, [m.coverage for m in months], color=colours.second, width=0.6)
    percents(axes)
    axes.set_yticks([0.0, 0.5, 1.0], ["0 %", "50 %", "100 %"])
    at, names = zip(*ticks(months, MOST_LABELS), strict=True)
    axes.set_xticks(at, names)
