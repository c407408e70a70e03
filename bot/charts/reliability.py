"""The reliability chart: said against came true, with the band of calibrated forecasters."""

from math import hypot

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from bot.charts.alt import reliability_alt
from bot.charts.style import PALETTES, Palette, Theme, dress, legend, new_figure, percents, png
from bot.render.words import plural
from scoring.curve import ReliabilityCurve

_MARK = 0.025  # of the axes: how wide a mark is
_DOTS = 101  # with more distinct forecasts, dots would hide the line


def reliability_png(
    curve: ReliabilityCurve, *, title: str, theme: str = "light", alt: str = ""
) -> bytes:
    """Draw a reliability curve as a PNG of 800 by 600, legible at half that size.

    Args:
        curve: from `scoring.curve.reliability_curve` or a `ScoreReport`.
        title: shown above; long ones are cut.
        theme: "light" or "dark".
        alt: words for those who do not see it, where more is known than the curve.
    """
    look = Theme(theme)
    colours = PALETTES[look]
    figure = new_figure(look)
    main, strip = figure.subplots(2, 1, sharex=True, height_ratios=(5.0, 1.0))
    dress(main, look, title=title, y="came true")
    questions = plural(curve.questions, "question")
    dress(strip, look, x=f"forecast   ({sum(curve.counts):,} on {questions})", y="number")
    _draw_band(main, curve, colours)
    _draw_curve(main, curve, colours)
    _draw_counts(strip, curve, colours)
    percents(main)
    percents(strip, which="x")
    for axes in (main, strip):  # larger than other charts: this one is often shown at half size
        axes.tick_params(labelsize=14)
        axes.xaxis.label.set_size(16)
        axes.yaxis.label.set_size(16)
    main.tick_params(labelbottom=False)
    strip.tick_params(axis="y", labelsize=12)
    strip.yaxis.label.set_size(13)
    main.title.set_size(17)
    legend(figure, look, columns=2)
    return png(figure, alt=alt or reliability_alt(curve))


def _draw_band(axes: Axes, curve: ReliabilityCurve, colours: Palette) -> None:
    """Draw the diagonal, and where calibrated forecasters stay."""
    axes.plot(
        [0, 1], [0, 1], color=colours.ink, linestyle=(0, (5, 4)), linewidth=1.5, label="calibrated"
    )
    x, low, high = (
        np.array(values) for values in (curve.band_forecasts, curve.band_low, curve.band_high)
    )
    if x.size == 1:  # one forecast only: a band needs some width to be seen
        x = np.array([x[0] - 0.01, x[0] + 0.01])
        low, high = np.repeat(low, 2), np.repeat(high, 2)
    if x.size:
        what = "whole curves" if curve.kind == "simultaneous" else "single points"
        axes.fill_between(
            x,
            low,
            high,
            color=colours.band,
            alpha=0.55,
            linewidth=0,
            label=f"{100 * curve.level:g} % of calibrated forecasters ({what})",
        )


def _draw_curve(axes: Axes, curve: ReliabilityCurve, colours: Palette) -> None:
    """Draw the curve, and mark where it leaves the band by shape as well as by colour."""
    p, rate = np.array(curve.forecasts), np.array(curve.recalibrated)
    share = np.array(curve.weights) / sum(curve.weights)
    if p.size > _DOTS:  # the ends of each level are all there is to see
        step = np.append(True, rate[1:] != rate[:-1])
        ends = step | np.append(step[1:], True)
        p, rate, share = p[ends], rate[ends], share[ends]
    axes.plot(p, rate, color=colours.main, linewidth=2.5, label="came true (isotonic)")
    if p.size <= _DOTS:
        axes.scatter(
            p,
            rate,
            s=25.0 + 500.0 * share,
            color=colours.main,
            zorder=3,
            linewidth=0,
            clip_on=False,  # at 0 % and 100 % a large dot reaches over the edge
        )
    # The certain have no spread, so no band: whatever failed there is outside.
    x = np.array([*curve.band_forecasts, 0.0, 1.0])
    low, high = np.array([*curve.band_low, 0.0, 1.0]), np.array([*curve.band_high, 0.0, 1.0])
    at = np.interp(x, p, rate)
    said = (x > 0.0) & (x < 1.0) | np.isin(x, p)
    outside = said & ((at < low - 1e-9) | (at > high + 1e-9))
    if outside.any():
        marks = _apart(sorted(zip(x[outside].tolist(), at[outside].tolist(), strict=True)))
        axes.scatter(
            [place for place, _ in marks],
            [height for _, height in marks],
            marker="X",
            s=110,
            color=colours.second,
            edgecolor=colours.paper,
            zorder=4,
            clip_on=False,
            label="outside the band" if curve.band_forecasts else "a certain forecast failed",
        )


def _apart(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Keep of points from left to right those that would not be drawn over each other."""
    kept = points[:1]
    for x, y in points[1:]:
        if hypot(x - kept[-1][0], y - kept[-1][1]) >= _MARK:
            kept.append((x, y))
    return kept


def _draw_counts(axes: Axes, curve: ReliabilityCurve, colours: Palette) -> None:
    """Draw how many forecasts lie in each tenth."""
    axes.bar(np.arange(10) / 10.0 + 0.05, curve.counts, width=0.09, color=colours.main, alpha=0.8)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=2, integer=True))
