"""Brier over time: scores of what was resolved each month, with the days that were covered."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from bot.charts.alt import overtime_alt
from bot.charts.shown import Month
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
    dress(strip, look, x="month of resolution", y="coverage")
    if months:
        _draw_scores(main, months, colours)
        _draw_coverage(strip, months, colours)
        legend(figure, look, loc="outside lower center", ncols=2)
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
        range(len(months)),
        brier,
        color=colours.main,
        linewidth=2.5,
        marker="o",
        label="Brier score (with the number of predictions)" if counted else "Brier score",
    )
    axes.set_ylim(0, max(0.3, *brier) * 1.15)
    for place, month in enumerate(months if counted else ()):
        beside = [*brier[max(place - 1, 0) : place], *brier[place + 1 : place + 2]]
        dips = month.brier < min(beside, default=0.0)
        axes.annotate(
            f"{month.questions:,}",
            (place, month.brier),
            xytext=(0, -18 if dips else 9),  # on the side where the line is not
            textcoords="offset points",
            ha="center",
            color=colours.ink,
            fontsize=11,
            bbox={"facecolor": colours.paper, "edgecolor": "none", "pad": 1, "alpha": 0.8},
        )


def _draw_coverage(axes: Axes, months: Sequence[Month], colours: Palette) -> None:
    """Draw the coverage of each month, and name the months as far as there is room."""
    axes.bar(range(len(months)), [m.coverage for m in months], color=colours.second, width=0.6)
    percents(axes)
    axes.set_yticks([0.0, 0.5, 1.0], ["0 %", "50 %", "100 %"])
    shown = range(0, len(months), max(-(-len(months) // MOST_LABELS), 1))
    axes.set_xticks(shown, [months[place].month for place in shown])
