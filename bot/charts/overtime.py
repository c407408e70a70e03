"""Brier over time: scores of what was resolved each month, with the days that were covered."""

from collections.abc import Sequence
from typing import Protocol

from bot.charts.style import PALETTES, Theme, dress, legend, new_figure, percents, png

MOST_LABELS = 8


class Month(Protocol):
    """One month; `bot.reports.model.Month` is one."""

    @property
    def month(self) -> str:
        """Year and month."""

    @property
    def brier(self) -> float:
        """Mean Brier score, 0 to 1."""

    @property
    def coverage(self) -> float:
        """Share of the predictions' lives with a forecast."""

    @property
    def questions(self) -> int:
        """How many predictions."""


def overtime_png(months: Sequence[Month], *, title: str, theme: str = "light") -> bytes:
    """Draw Brier scores by month with coverage below, as a PNG of 800 by 600."""
    look = Theme(theme)
    colours = PALETTES[look]
    figure = new_figure(look)
    main, strip = figure.subplots(2, 1, sharex=True, height_ratios=(3.2, 1.0))
    dress(main, look, title=title, y="Brier score (0 is best)")
    dress(strip, look, x="month of resolution", y="coverage")
    places = range(len(months))
    brier = [month.brier for month in months]
    main.axhline(0.25, color=colours.ink, linestyle=(0, (5, 4)), linewidth=1.3, label="always 50 %")
    main.plot(
        places,
        brier,
        color=colours.main,
        linewidth=2.5,
        marker="o",
        label="Brier score (with the number of predictions)",
    )
    main.set_ylim(0, max(0.3, *brier) * 1.15)
    for place, month in zip(places, months, strict=True):
        if len(months) <= 2 * MOST_LABELS:
            main.annotate(
                f"{month.questions:,}",
                (place, month.brier),
                xytext=(0, 9),
                textcoords="offset points",
                ha="center",
                color=colours.ink,
                fontsize=11,
                bbox={"facecolor": colours.paper, "edgecolor": "none", "pad": 1, "alpha": 0.8},
            )
    strip.bar(places, [m.coverage for m in months], color=colours.second, width=0.6)
    percents(strip)
    strip.set_yticks([0.0, 0.5, 1.0], ["0 %", "50 %", "100 %"])
    every = max(-(-len(months) // MOST_LABELS), 1)
    shown = list(places)[::every]
    strip.set_xticks(shown, [months[place].month for place in shown])
    main.tick_params(labelbottom=False)
    legend(figure, look, loc="outside lower center", ncols=2)
    return png(figure)


def overtime_alt(months: Sequence[Month]) -> str:
    """Return what the chart shows, for those who do not see it."""
    if not months:
        return "Brier score by month: nothing was scored yet."
    first, last = months[0], months[-1]
    return (
        f"Brier score by month of resolution, {first.month} to {last.month}: from "
        f"{first.brier:.3f} to {last.brier:.3f}, coverage {last.coverage:.0%} in the last month."
    )
