"""Charts of the page as points in SVG; colours are the page's, so that they follow its theme."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from bot.charts import alt
from bot.charts.shown import TENTHS, Spread, place, ticks
from bot.render import words
from bot.reports import phrases
from bot.reports.model import Calibration, Month

SIZE, MARGIN = 320.0, 44.0
WIDE, WIDE_MARGIN = 640.0, 60.0
STRIP, STRIP_HEIGHT = 330.0, 44.0  # the strip of counts below the reliability diagram
BAR = 21.3  # a tenth without the gap to the next
MOST_POINTS, MOST_LABELS = 200, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A point with its size and what it stands for."""

    x: float
    y: float
    r: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A piece of a bar: `kind` says what it counts."""

    x: float
    y: float
    width: float
    height: float
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """The reliability diagram: curve and band as SVG points, bins as dots with whiskers.

    `counts` is the strip below: how many forecasts in each tenth, `most` in the fullest.
    """

    curve: str
    band: str
    dots: tuple[Dot, ...]
    whiskers: tuple[tuple[float, float, float], ...]
    counts: tuple[Bar, ...]
    most: int
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverTime:
    """Brier scores with their intervals and coverage by month."""

    brier: str
    coverage: str
    dots: tuple[Dot, ...]
    whiskers: tuple[tuple[float, float, float], ...]
    labels: tuple[tuple[float, str], ...]
    top: float
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """How many forecasts lie in each tenth, as bars of three kinds; `most` in the fullest."""

    bars: tuple[Bar, ...]
    most: int
    alt: str


def reliability(calibration: Calibration) -> Reliability | None:
    """Return the reliability diagram of a scale; None where nothing was scored."""
    scores = calibration.scores
    if scores is None or scores.curve is None:
        return None
    curve = scores.curve
    low = list(zip(curve.band_forecasts, curve.band_low, strict=True))
    high = list(zip(curve.band_forecasts, curve.band_high, strict=True))
    total = sum(row.forecasts for row in calibration.rows) or 1
    dots, whiskers = [], []
    for row in calibration.rows:
        if row.mean_forecast is None or row.observed_rate is None:
            continue
        dots.append(
            Dot(
                x=_across(row.mean_forecast),
                y=_up(row.observed_rate),
                r=round(3.0 + 7.0 * (row.forecasts / total) ** 0.5, 1),
                label=f"said {row.mean_forecast:.0%}, came true {row.observed_rate:.0%}, "
                f"{words.plural(row.forecasts, 'forecast')}",
            )
        )
        whiskers.append((_across(row.mean_forecast), _up(row.low or 0.0), _up(row.high or 0.0)))
    return Reliability(
        curve=_points(_thinned(list(zip(curve.forecasts, curve.recalibrated, strict=True)))),
        band=_points([*low, *reversed(high)]),
        dots=tuple(dots),
        whiskers=tuple(whiskers),
        counts=tuple(_strip([row.forecasts for row in calibration.rows])),
        most=max(row.forecasts for row in calibration.rows),
        alt=phrases.reliability_alt(calibration),
    )


def _strip(counts: Sequence[int]) -> Iterator[Bar]:
    most = max(counts) or 1
    for n, count in enumerate(counts):
        height = round(STRIP_HEIGHT * count / most, 1)
        yield Bar(
            x=_across(n / 10 + 0.004), y=STRIP + STRIP_HEIGHT - height, width=BAR, height=height
        )


def over_time(months: Sequence[Month]) -> OverTime | None:
    """Return Brier and coverage by month; None with fewer than two months."""
    if len(months) < 2:
        return None
    top = 0.25 * ceil(max(0.25, *(month.brier for month in months)) / 0.25)
    first, last = place(months[0].month), place(months[-1].month)
    step = (WIDE - 2 * WIDE_MARGIN) / (last - first)
    across = [round(WIDE_MARGIN + step * (place(m.month) - first), 1) for m in months]
    return OverTime(
        brier=_joined((x, _up(m.brier / top)) for x, m in zip(across, months, strict=True)),
        coverage=_joined((x, _up(m.coverage)) for x, m in zip(across, months, strict=True)),
        dots=tuple(
            Dot(
                x=x,
                y=_up(m.brier / top),
                r=4,
                label=f"{m.month}: Brier {m.brier:.3f}, coverage {m.coverage:.0%}, "
                f"{words.plural(m.questions, 'prediction')}",
            )
            for x, m in zip(across, months, strict=True)
        ),
        whiskers=tuple(
            (x, _up(m.interval[0] / top), _up(min(m.interval[1] / top, 1.0)))
            for x, m in zip(across, months, strict=True)
            if m.interval
        ),
        labels=tuple(
            (round(WIDE_MARGIN + step * (at - first), 1), name)
            for at, name in ticks(months, MOST_LABELS)
        ),
        top=top,
        alt=alt.overtime_alt(months),
    )


def distribution(spread: Spread) -> Distribution | None:
    """Return where forecasts lie; None where there is none."""
    every = spread.every
    if not any(every):
        return None
    scale = (SIZE - 2 * MARGIN) / max(every)
    bars = []
    for n in range(TENTHS):
        base = SIZE - MARGIN
        for kind, counts in (
            ("yes", spread.came_true),
            ("no", spread.did_not),
            ("rest", spread.neither),
        ):
            height = round(counts[n] * scale, 1)
            base = round(base - height, 1)
            if height:
                bars.append(
                    Bar(x=_across(n / 10 + 0.004), y=base, width=BAR, height=height, kind=kind)
                )
    return Distribution(bars=tuple(bars), most=max(every), alt=alt.distribution_alt(spread))


def _thinned(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Keep the ends of every level of a curve of steps."""
    if len(points) <= MOST_POINTS:
        return points
    kept = [
        point
        for n, point in enumerate(points)
        if n in (0, len(points) - 1) or points[n - 1][1] != point[1] or points[n + 1][1] != point[1]
    ]
    every = len(kept) // MOST_POINTS + 1
    return [*kept[:-1:every], kept[-1]]


def _across(value: float) -> float:
    return round(MARGIN + value * (SIZE - 2 * MARGIN), 1)


def _up(value: float) -> float:
    return round(SIZE - MARGIN - value * (SIZE - 2 * MARGIN), 1)


def _points(values: Iterable[tuple[float, float]]) -> str:
    return _joined((_across(x), _up(y)) for x, y in values)


def _joined(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in points)
