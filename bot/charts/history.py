"""A prediction's forecasts over time: each forecaster's steps, the crowd, and what happened when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from matplotlib.axes import Axes

from bot.charts.moves import medians
from bot.charts.style import (
    PALETTES,
    Palette,
    Theme,
    day_number,
    drawable,
    dress,
    legend,
    new_figure,
    percents,
    png,
    time_axis,
)

MOST_LINES = 12  # more forecasters than that are a cloud: only the crowd is drawn by name


@dataclass(frozen=True, slots=True)
class Told:
    """One probability by one forecaster."""

    at: datetime
    forecaster: str
    probability: float
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """Something worth a mark: evidence, the deadline, the resolution."""

    at: datetime
    label: str
    outcome: bool | None = None  # True for YES, False for NO


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
    for happening in happenings:
        _mark(axes, happening, colours)
    time_axis(axes, look)
    if ordered:
        legend(figure, look, loc="outside lower center", ncols=3)  # beside the lines, not on them
    else:
        axes.text(
            0.5,
            0.5,
            "no forecasts yet",
            ha="center",
            transform=axes.transAxes,
            fontsize=16,
            color=colours.ink,
        )
    return png(figure)


def history_alt(told: Sequence[Told], happenings: Sequence[Happening] = ()) -> str:
    """Return what the chart shows, for those who do not see it."""
    if not told:
        return "History of the prediction: no forecasts yet."
    crowd = crowd_steps(sorted(told, key=lambda each: each.at))
    people = len({each.forecaster for each in told})
    text = f"{len(told)} forecasts by {people} forecasters"
    if crowd:
        text += f"; the crowd's median went from {crowd[0][1]:.0%} to {crowd[-1][1]:.0%}"
    marks = "; ".join(f"{h.at:%Y-%m-%d} {drawable(h.label)}" for h in happenings)
    return f"{text}. {marks}".strip()


def crowd_steps(ordered: Sequence[Told]) -> list[tuple[datetime, float]]:
    """Return the median of everyone's newest stated probability after each of them."""
    return medians(
        (each.at, each.forecaster, each.probability) for each in ordered if not each.implied
    )


def _people(axes: Axes, ordered: Sequence[Told], until: datetime, colours: Palette) -> None:
    names = list(dict.fromkeys((each.forecaster, each.implied) for each in ordered))
    few = len(names) <= MOST_LINES
    for number, (name, implied) in enumerate(names):
        mine = [e for e in ordered if (e.forecaster, e.implied) == (name, implied)]
        at = [*(day_number(each.at) for each in mine), day_number(max(until, mine[-1].at))]
        axes.step(
            at,
            [*(each.probability for each in mine), mine[-1].probability],
            where="post",
            color=colours.second if implied else colours.main,
            linestyle=(0, (2, 2)) if implied else "-",
            alpha=0.75 if few else 0.25,
            linewidth=1.4,
            marker="osD^vP"[number % 6],
            markevery=list(range(len(mine))),
            markersize=6 if few else 2,
            label=f"{drawable(name, most=24)}{' (implied)' if implied else ''}"
            if len(names) <= 6
            else None,
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


def _mark(axes: Axes, happening: Happening, colours: Palette) -> None:
    colour = {True: colours.yes, False: colours.no, None: colours.ink}[happening.outcome]
    axes.axvline(
        day_number(happening.at),
        color=colour,
        linestyle="-" if happening.outcome is not None else (0, (4, 3)),
        linewidth=2 if happening.outcome is not None else 1.2,
    )
    axes.annotate(
        drawable(happening.label, most=28),
        (day_number(happening.at), 0.02),
        xytext=(-4, 0),
        textcoords="offset points",
        rotation=90,
        ha="right",
        va="bottom",
        color=colour,
        fontsize=11,
        parse_math=False,
    )
