"""Where forecasts lie: how many in each tenth, those that came true apart from those that did not."""

from collections.abc import Sequence

import numpy as np
from matplotlib.ticker import MaxNLocator

from bot.charts.style import PALETTES, Theme, dress, legend, new_figure, percents, png
from scoring.reliability import bin_index

WIDTH = 0.085


def distribution_png(
    probabilities: Sequence[float],
    *,
    title: str,
    outcomes: Sequence[float | None] | None = None,
    theme: str = "light",
) -> bytes:
    """Draw a histogram in tenths as a PNG of 800 by 600, stacked by how predictions ended."""
    look = Theme(theme)
    colours = PALETTES[look]
    figure = new_figure(look)
    axes = figure.subplots()
    dress(axes, look, title=title, x="forecast", y="forecasts")
    places = np.arange(10) / 10 + 0.05
    base = np.zeros(10)
    # Hatches beside colours: the three can be told apart in grey, too.
    parts = (
        ("came true", True, colours.yes, ""),
        ("did not", False, colours.no, "//"),
        ("open or partial", None, colours.band, ".."),
    )
    for label, kind, colour, hatch in parts:
        counts = tenths(
            [
                p
                for p, k in zip(probabilities, _kinds(probabilities, outcomes), strict=True)
                if k is kind
            ]
        )
        if counts.any():
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
        legend(axes, look)
    return png(figure)


def distribution_alt(probabilities: Sequence[float]) -> str:
    """Return what the chart shows, for those who do not see it."""
    if not probabilities:
        return "Distribution of forecasts: none yet."
    counts = tenths(probabilities)
    fullest = int(counts.argmax())
    return (
        f"{len(probabilities):,} forecasts by tenths; most, {int(counts[fullest]):,}, lie between "
        f"{10 * fullest} % and {10 * fullest + 10} %; their median is "
        f"{float(np.median(probabilities)):.0%}."
    )


def tenths(probabilities: Sequence[float]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return how many lie in each tenth; the upper edge of the last belongs to it."""
    if not len(probabilities):
        return np.zeros(10)
    found = bin_index(forecasts=probabilities)
    return np.bincount(found, minlength=10).astype(np.float64)


def _kinds(
    probabilities: Sequence[float], outcomes: Sequence[float | None] | None
) -> list[bool | None]:
    if outcomes is None:
        return [None] * len(probabilities)
    known = {1.0: True, 0.0: False}
    return [None if outcome is None else known.get(outcome) for outcome in outcomes]
