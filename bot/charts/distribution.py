"""Where forecasts lie: how many in each tenth, those that came true apart from those that did not."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from bot.charts.alt import distribution_alt
from bot.charts.shown import TENTHS, Spread
from bot.charts.style import PALETTES, Theme, dress, legend, new_figure, nothing, percents, png

Floats = NDArray[np.float64]
WIDTH = 0.085


def distribution_png(spread: Spread, *, title: str, theme: str = "light") -> bytes:
    """Draw a histogram in tenths as a PNG of 800 by 600, stacked by how predictions ended."""
    look = Theme(theme)
    colours = PALETTES[look]
    figure = new_figure(look)
    axes = figure.subplots()
    dress(axes, look, title=title, x="forecast", y="forecasts")
    places = np.arange(TENTHS) / TENTHS + 0.05
    base = np.zeros(TENTHS)
    # Hatches beside colours: the three can be told apart in grey, too.
    parts = (
        ("came true", spread.came_true, colours.yes, ""),
        ("did not", spread.did_not, colours.no, "//"),
        ("open, partial or void", spread.neither, colours.band, ".."),
    )
    for label, counts, colour, hatch in parts:
        if any(counts):
            axes.bar(
                places,
                counts,
                WIDTH,
                bottom=base,
                color=colour,
                hatch=hatch,
                edgecolor=colours.paper,
                label=label,
            )
            base += counts
    percents(axes, which="x")
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    axes.set_ylim(0, max(float(base.max()) * 1.12, 1))
    if base.any():
        legend(figure, look, columns=3)
        _count(axes, places, base, colours.ink)
    else:
        nothing(axes, look, "no forecasts yet")
    return png(figure, alt=distribution_alt(spread))


def _count(axes: Axes, places: Floats, heights: Floats, colour: str) -> None:
    """Write the number above each bar."""
    for place, height in zip(places.tolist(), heights.tolist(), strict=True):
        if height:
            axes.annotate(
                f"{height:,.0f}",
                (place, height),
                xytext=(0, 4),
                textcoords="offset points",
                ha="center",
                color=colour,
                fontsize=12,
            )
